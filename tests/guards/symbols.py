# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The ABI guard: what libtendril-1.so exports is what the GIR says, and what was checked in.

    symbols.py [--update] --gir FILE --library FILE --list FILE --extra FILE [--header FILE]
"""

import argparse
import re
import subprocess
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

import guard

CORE = '{http://www.gtk.org/introspection/core/1.0}'
C = '{http://www.gtk.org/introspection/c/1.0}'
GLIB = '{http://www.gtk.org/introspection/glib/1.0}'

CALLABLES = {CORE + name for name in ('function', 'method', 'constructor')}
PROTOTYPE = re.compile(r'^[A-Za-z_][\w\s*]*?\b(tendril_\w+)\s*\(', re.MULTILINE)
# What the linker or a sanitizer adds.
NOT_OURS = re.compile(r'^(_init|_fini|_edata|_end|__bss_start|__odr_asan.*)$')


def symbols_of_gir(path):
    for element in xml.parse(path).iter():
        if element.tag in CALLABLES and C + 'identifier' in element.attrib:
            yield element.get(C + 'identifier')
        get_type = element.get(GLIB + 'get-type')
        if get_type and get_type != 'intern':
            yield get_type


def symbols_of_header(path):
    """The functions that a header declares; a header that does not exist declares none."""
    if path and Path(path).exists():
        yield from PROTOTYPE.findall(Path(path).read_text(encoding='utf-8'))


def symbols_of_list(path):
    for line in Path(path).read_text(encoding='utf-8').splitlines():
        name = line.split('#')[0].strip()
        if name:
            yield name


def symbols_of_library(path):
    output = subprocess.run(['nm', '-D', '--defined-only', '--format=posix', path],
                            check=True, capture_output=True, encoding='utf-8').stdout
    for line in output.splitlines():
        name = line.split()[0].split('@')[0]
        if not NOT_OURS.match(name):
            yield name


def differences(expected, actual, missing, surplus):
    expected, actual = set(expected), set(actual)
    return ([f'{name}: {missing}' for name in sorted(expected - actual)]
            + [f'{name}: {surplus}' for name in sorted(actual - expected)])


def read_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument('--update', action='store_true', help='write the list anew')
    for name in ('gir', 'library', 'list', 'extra'):
        parser.add_argument('--' + name, required=True)
    parser.add_argument('--header', help='a public header that is not in the GIR')
    return parser.parse_args()


def main():
    arguments = read_arguments()
    promised = {*symbols_of_gir(arguments.gir), *symbols_of_header(arguments.header),
                *symbols_of_list(arguments.extra)}
    if arguments.update:
        text = ''.join(f'{name}\n' for name in sorted(promised))
        Path(arguments.list).write_text(text, encoding='utf-8')
        return 0

    tap = guard.Tap()
    tap.check('the checked-in list is what the GIR says (if meant: symbols-update, see CONTRIBUTING)',
              differences(symbols_of_list(arguments.list), promised,
                          'in the list, not in the GIR', 'in the GIR, not in the list'))
    tap.check('the library exports what the GIR says',
              differences(promised, symbols_of_library(arguments.library),
                          'in the GIR, not exported', 'exported, not in the GIR'))
    return tap.finish()


if __name__ == '__main__':
    sys.exit(main())
