# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Proves that the guards can fail: each is shown small trees that break one rule each."""

import sys
import tempfile
from pathlib import Path

import guard
import includes
import libpeas
import style
import symbols

SPDX = '''/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

'''

GOOD_TREE = {
    'lib/tendril.h': '#include "tendril-error.h"\n#include "tendril-version.h"\n',
    'lib/base/tendril-error.h': '#include <glib.h>\n#include "tendril-version.h"\n',
    'lib/base/tendril-version.h.in': '#include <glib.h>\n',
    'lib/manifest/tendril-text-private.h': '#include "tendril-error.h"\n',
    'lib/registry/tendril-peas-private.h': '#include <libpeas/peas.h>\n',
    'lib/registry/tendril-extension.c': '#include "tendril-text-private.h"\n',
    'lib/types/tendril-type-private.h': '#include "tendril-error.h"\n',
    'lib/compiler/ir/tendril-ir-private.h': '#include "tendril-type-private.h"\n',
    'plugins/gsl/gsl.c': '#include <tendril.h>\n#include <gsl/gsl_math.h>\n#include "table.inc"\n',
    'plugins/gsl/table.inc': 'X (j0)\n',
    'plugins/llvm/llvm.c': '#include <tendril-backend.h>\n#include <llvm-c/Core.h>\n',
    'tools/tool.c': '#include <tendril.h>\n#include "tool.h"\n',
    'tools/tool.h': '#include <glib.h>\n',
    'examples/hello/hello.c': '#include <tendril.h>\n',
    'tests/unit/base/error.c': '#include "tendril-text-private.h"\n',
}

# file, what stands in it, what the guard must say
BAD_INCLUDES = [
    ('lib/base/tendril-error.c', '#include "tendril-text-private.h"', 'lib/base must not see'),
    ('lib/manifest/x.c', '#include "tendril-type-private.h"', 'lib/manifest must not see'),
    ('lib/registry/x.c', '#include "tendril-ir-private.h"', 'lib/registry must not see'),
    ('lib/registry/x.c', '#include "../compiler/ir/tendril-ir-private.h"', 'must not see'),
    ('lib/types/x.c', '#  include "tendril-peas-private.h"', 'lib/types must not see'),
    ('lib/loader/x.c', '#include "tendril-ir-private.h"', 'lib/loader must not see'),
    ('lib/base/x.c', '#include "table.inc"', 'lib/base must not see'),
    ('lib/base/x.c', '#include "tool.h"', 'lib/base must not see'),
    ('lib/gtk/x.c', '#include "tendril-text-private.h"', 'lib/gtk sees only'),
    ('lib/gtk/x.c', '#include "tendril-error.h"', 'lib/gtk sees only'),
    ('lib/novel/x.c', '', 'no line for this folder'),
    ('lib/compiler/x.c', '#include <llvm-c/Core.h>', 'belongs to plugins/llvm'),
    ('lib/compiler/x.c', '#include <Python.h>', 'belongs to bindings/python'),
    ('lib/compiler/x.c', '#include <gjs/gjs.h>', 'belongs to bindings/gjs'),
    ('tools/x.c', '#include <gsl/gsl_sf.h>', 'belongs to plugins/gsl'),
    ('plugins/gsl/x.c', '#include <libpeas/peas.h>', 'belongs to lib/registry'),
    ('plugins/gsl/x.c', '#include "tendril-error.h"', 'plugins/gsl sees only'),
    ('plugins/gsl/x.c', '#include <tendril-backend.h>', 'plugins/gsl sees only'),
    ('plugins/complex/x.c', '#include "table.inc"', 'plugins/complex sees only'),
    ('plugins/llvm/x.c', '#include "tendril-ir-private.h"', 'plugins/llvm sees only'),
    ('bindings/gjs/x.c', '#include "tendril-text-private.h"', 'bindings/gjs sees only'),
    ('tools/x.c', '#include "tendril-text-private.h"', 'tools sees only'),
    ('tools/x.c', '#include "tendril-generated.h"', 'tools sees only'),
    ('examples/hello/x.c', '#include "tendril-error.h"', 'examples/hello sees only'),
    ('lib/base/tendril-error.h', '#include "tendril-debug-private.h"', 'a public header includes'),
    ('lib/base/tendril-debug.h', '', 'lacks the public header tendril-debug.h'),
    ('lib/tendril.h', '#include "tendril-gone.h"', 'tendril-gone.h, which is no public header'),
    ('lib/types/tendril-text-private.h', '', 'the name stands for several headers'),
]

BAD_LIBPEAS = [
    ('lib/registry/x.c', '#include <libpeas/peas.h>'),
    ('lib/registry/x.c', '#if TENDRIL_HAVE_PEAS_2'),
    ('lib/registry/x.h', '#ifdef PEAS_CHECK_VERSION'),
    ('tests/unit/registry/x.c', '  g_assert_true (PEAS_MAJOR_VERSION == 2);'),
    ('bindings/python/x.py', 'gi.require_version("Peas", "1.0")'),
    ('bindings/gjs/x.js', "imports.gi.versions.Peas = '2';"),
]

LONG = 'static void\nf (void)\n{\n' + '  g ();\n' * 61 + '}\n'
DOCUMENTED = 'static void\nf (void)\n{\n' + '  /**\n   * doc\n   */\n  g ();\n' * 30 + '}\n'

# file, its text, the check, whether it must complain
STYLE = [
    ('lib/a.c', SPDX, 'SPDX header', False),
    ('lib/a.c', 'int x;\n', 'SPDX header', True),
    ('lib/a.c', '\n' + SPDX, 'SPDX header', True),
    ('lib/a.c', SPDX.replace('LGPL-2.1', 'GPL-3.0'), 'SPDX header', True),
    ('plugins/gsl/a.c', SPDX.replace('LGPL-2.1', 'GPL-3.0'), 'SPDX header', False),
    ('lib/a.c', SPDX.replace('LGPL-2.1-or-later', 'MIT'), 'SPDX header', True),
    ('lib/meson.build', '', 'SPDX header', True),
    ('a.vala', '', 'SPDX header', True),
    ('bootstrap', '#!/bin/sh\n', 'SPDX header', True),
    ('lib/a.c', SPDX + '\n' * 796, 'length of files', False),
    ('lib/a.c', SPDX + '\n' * 797, 'length of files', True),
    ('lib/a.c', SPDX + 'int x; \n', 'blanks', True),
    ('lib/a.c', SPDX + '\tint x;\n', 'blanks', True),
    ('lib/a.c', SPDX + LONG, 'length of functions', True),
    ('lib/a.c', SPDX + LONG.replace('  g ();\n', '', 1), 'length of functions', False),
    ('lib/a.c', SPDX + DOCUMENTED, 'length of functions', False),
    ('_build/a.c', LONG, 'SPDX header', False),
    ('tests/fixtures/a.c', LONG, 'SPDX header', False),
]

GIR = '''<repository xmlns="http://www.gtk.org/introspection/core/1.0"
    xmlns:c="http://www.gtk.org/introspection/c/1.0"
    xmlns:glib="http://www.gtk.org/introspection/glib/1.0">
  <namespace name="Tendril">
    <class name="Type" glib:get-type="tendril_type_get_type">
      <constructor name="new" c:identifier="tendril_type_new"/>
      <method name="get_name" c:identifier="tendril_type_get_name"/>
      <method-inline name="fast" c:identifier="tendril_type_fast"/>
      <virtual-method name="get_name"/>
    </class>
    <record name="Foreign" glib:get-type="intern"/>
    <function name="init" c:identifier="tendril_init"/>
  </namespace>
</repository>
'''

HEADER = '''typedef struct _TendrilBackend TendrilBackend;
TENDRIL_AVAILABLE_IN_1_0
const char *tendril_backend_get_name (TendrilBackend *self);
TENDRIL_AVAILABLE_IN_1_0
void        tendril_backend_register (const TendrilBackend *backend,
                                      GError **error);
'''


def tree(files):
    """Writes files (path -> text) into a new folder; the folder lives as long as the result."""
    folder = tempfile.TemporaryDirectory(prefix='tendril-guard-')
    for path, text in files.items():
        target = Path(folder.name) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding='utf-8')
    return folder


def expect(complaints, text):
    """The complaint that is missing, as a list; empty if it was made."""
    if any(text in complaint for complaint in complaints):
        return []
    return [f'expected "{text}", got {complaints}']


def test_includes(tap):
    with tree(GOOD_TREE) as root:
        tap.check('includes: a good tree is good', includes.check(root))
    for path, line, text in BAD_INCLUDES:
        files = dict(GOOD_TREE)
        files[path] = files.get(path, '') + line + '\n'
        with tree(files) as root:
            tap.check(f'includes: {path} with "{line}"', expect(includes.check(root), text))


def test_libpeas(tap):
    with tree(GOOD_TREE) as root:
        tap.check('libpeas: a good tree is good', libpeas.check(root))
    for path, line in BAD_LIBPEAS:
        with tree({**GOOD_TREE, path: line + '\n'}) as root:
            tap.check(f'libpeas: {line}', expect(libpeas.check(root), f'{path}:1: '))


def test_style(tap):
    for path, text, check, bad in STYLE:
        with tree({path: text}) as root:
            complaints = style.check(root)[0][check]
            tap.check(f'style: {check}, {"bad" if bad else "good"}, {path}',
                      expect(complaints, path) if bad else complaints)


def test_symbols(tap):
    with tree({'x.gir': GIR, 'x.h': HEADER, 'list': 'a # why\n\n# b\n'}) as root:
        found = {*symbols.symbols_of_gir(f'{root}/x.gir'), *symbols.symbols_of_header(f'{root}/x.h'),
                 *symbols.symbols_of_list(f'{root}/list')}
    wanted = {'tendril_type_get_type', 'tendril_type_new', 'tendril_type_get_name', 'tendril_init',
              'tendril_backend_get_name', 'tendril_backend_register', 'a'}
    tap.check('symbols: those of a GIR, a header and a list', sorted(found ^ wanted))
    tap.check('symbols: one more and one less are told apart',
              expect(symbols.differences(['a', 'b'], ['b', 'c'], 'gone', 'new'), 'a: gone')
              + expect(symbols.differences(['a', 'b'], ['b', 'c'], 'gone', 'new'), 'c: new'))


def main():
    tap = guard.Tap()
    test_includes(tap)
    test_libpeas(tap)
    test_style(tap)
    test_symbols(tap)
    return tap.finish()


if __name__ == '__main__':
    sys.exit(main())
