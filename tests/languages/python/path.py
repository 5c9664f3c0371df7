# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds the Python path that Tendril computes against the one that an embedded Python has.

Both programs run in the same environment. Of Python's path the standard library is left out, of
Tendril's the directories that do not exist: Python looks for them, and leaves them out itself.
"""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import tap

embedded, search_path = map(os.path.abspath, sys.argv[1:])


def run(command, environment, **options):
    process = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True,
                             timeout=60, text=True, **options)
    return json.loads(process.stdout)


def without_stdlib(report):
    stdlib = Path(report['stdlib'])
    archive = stdlib.parent / f'python{report["version"].replace(".", "")}.zip'
    return [path for path in report['path']
            if Path(path) not in (stdlib, stdlib / 'lib-dynload', archive)]


REPORT = '''
import json, os, sys
print(json.dumps({'version': '%d.%d' % sys.version_info[:2], 'path': sys.path,
                  'stdlib': os.path.dirname(os.__file__), 'command_line': sys.orig_argv}))
'''

VERSION = '%d.%d' % sys.version_info[:2]
SITE_PACKAGES = Path('lib', f'python{VERSION}', 'site-packages')
OTHER_SITE_PACKAGES = Path('lib', 'python2.0', 'site-packages')


class PathCase(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix='tendril-python-path-')
        self.addCleanup(directory.cleanup)
        self.root = Path(directory.name).resolve()
        self.home = self.root / 'home'
        self.user_site = self.home / '.local' / SITE_PACKAGES
        self.variables = {}

    def make(self, path, text=None):
        """Makes a directory, or a file with the directories above it; returns its name."""
        path = self.root / path
        (path if text is None else path.parent).mkdir(parents=True, exist_ok=True)
        if text is not None:
            path.write_text(text, encoding='utf-8')
        return str(path)

    def make_environment(self):
        path = self.root / 'venv'
        subprocess.run(['/usr/bin/python3', '-m', 'venv', '--without-pip', path], check=True)
        return path

    def environment(self):
        return {
            'PATH': '/usr/bin:/bin',
            'LC_ALL': 'C.UTF-8',
            'HOME': str(self.home),
            'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0',
        } | self.variables

    def interpreter(self):
        return without_stdlib(run([embedded, REPORT], self.environment(), cwd=self.root))

    def report(self):
        return run([search_path], self.environment(), cwd=self.root)

    def computed(self):
        return [element['path'] for element in self.report()['elements']
                if element['kind'] == 'python' and os.path.exists(element['path'])]

    def diagnostics(self, code, below=''):
        """Those of the code whose file is below a directory: the system has some of its own."""
        return [diagnostic for diagnostic in self.report()['diagnostics']
                if diagnostic['code'] == code and diagnostic['file'].startswith(below)]

    def assert_same(self, *expected):
        """Both have the same path, and these directories are on it, in this order."""
        computed = self.computed()
        self.assertEqual(computed, self.interpreter())
        self.assertEqual([path for path in computed if path in expected], list(expected))


class HostPathTest(PathCase):
    def test_nothing_set(self):
        self.assert_same()

    def test_embedded_interpreter_has_no_command_line(self):
        self.assertEqual(run([embedded, REPORT], self.environment())['command_line'], [])

    def test_user_site(self):
        self.assert_same(self.make(self.user_site))

    def test_user_site_that_does_not_exist(self):
        self.make(self.home)
        self.assert_same()

    def test_user_site_switched_off(self):
        site = self.make(self.user_site)
        self.variables['PYTHONNOUSERSITE'] = '1'
        self.assert_same()
        self.assertNotIn(site, self.computed())

    def test_user_site_not_switched_off_by_an_empty_variable(self):
        self.variables['PYTHONNOUSERSITE'] = ''
        self.assert_same(self.make(self.user_site))

    def test_user_base(self):
        self.make(self.user_site)
        self.variables['PYTHONUSERBASE'] = str(self.root / 'base')
        self.assert_same(self.make(f'base/{SITE_PACKAGES}'))

    def test_user_base_empty(self):
        self.variables['PYTHONUSERBASE'] = ''
        self.assert_same(self.make(self.user_site))

    def test_user_base_relative_is_dropped(self):
        self.make(f'base/{SITE_PACKAGES}')
        self.variables['PYTHONUSERBASE'] = 'base'
        self.assertEqual([path for path in self.computed() if not os.path.isabs(path)], [])
        self.assertEqual(len(self.diagnostics('bad-path')), 1)

    def test_another_python3_first_in_path(self):
        program = Path(self.make('venv/bin/python3', '#!/bin/sh\nexit 1\n'))
        program.chmod(0o755)
        self.make('venv/pyvenv.cfg', f'home = /usr/bin\nversion = {VERSION}.0\n')
        self.make(f'venv/{SITE_PACKAGES}')
        self.variables['PATH'] = f'{program.parent}:/usr/bin:/bin'
        self.assert_same()

    def test_python_path(self):
        one, two = self.make('one'), self.make('two')
        self.variables['PYTHONPATH'] = f'{two}:{one}:{self.root}/missing'
        path = self.interpreter()
        path.remove(f'{self.root}/missing')
        self.assertEqual(self.computed(), path)
        self.assertEqual(path[:2], [two, one])

    def test_python_path_comes_before_the_user_site(self):
        site, one = self.make(self.user_site), self.make('one')
        self.variables['PYTHONPATH'] = one
        self.assert_same(one, site)

    def test_python_path_relative_is_dropped(self):
        self.make('one')
        for value in ('one', '', ':', '.', f'{self.root}/two:'):
            self.variables['PYTHONPATH'] = value
            self.assertNotIn(str(self.root), self.computed())
            self.assertNotIn(str(self.root / 'one'), self.computed())
            self.assertEqual(len(self.diagnostics('bad-path')), (value != '') + (value == ':'))

    def test_pth_is_not_followed_in_python_path(self):
        self.make('one/one.pth', 'two\n')
        two = self.make('one/two')
        self.variables['PYTHONPATH'] = str(self.root / 'one')
        self.assert_same(str(self.root / 'one'))
        self.assertNotIn(two, self.computed())

    def test_relative_environment_is_dropped(self):
        self.make('venv/pyvenv.cfg', f'version = {VERSION}.0\n')
        self.make(f'venv/{SITE_PACKAGES}')
        self.variables['VIRTUAL_ENV'] = 'venv'
        self.assert_same()
        self.assertEqual(len(self.diagnostics('bad-path')), 1)

    def test_tendril_python_path_comes_first(self):
        one, two, site = self.make('one'), self.make('two'), self.make(self.user_site)
        self.variables |= {'TENDRIL_PYTHON_PATH': one, 'PYTHONPATH': two}
        self.assertEqual(self.computed()[:3], [one, two, site])


class PthTest(PathCase):
    """In the user's site directory, with lines of every kind."""

    def make_pth(self, name, text):
        self.make(self.user_site / name, text)

    def test_relative_line(self):
        self.make_pth('a.pth', 'below\n../beside\n')
        self.assert_same(str(self.user_site), self.make(self.user_site / 'below'),
                         self.make(self.user_site.parent / 'beside'))

    def test_absolute_line(self):
        source = self.make('source')
        self.make_pth('a.pth', f'{source}\n')
        self.assert_same(str(self.user_site), source)

    def test_missing_target(self):
        source = self.make('source')
        self.make_pth('a.pth', f'/nowhere\nnowhere\n{source}\n')
        self.assert_same(str(self.user_site), source)

    def test_target_that_is_a_file(self):
        archive = self.make('archive.zip', '')
        self.make_pth('a.pth', f'{archive}\n')
        self.assert_same(str(self.user_site), archive)

    def test_comments_blanks_and_line_ends(self):
        one, two, three = self.make('one'), self.make('two'), self.make('three')
        self.make(self.user_site / '# no comment')
        self.make_pth('a.pth', f'# comment\n\n  \t\n{one}  \r\n{two}\r\n# no comment\n{three}')
        self.assert_same(str(self.user_site), one, two, three)

    def test_leading_blank_belongs_to_the_name(self):
        blank = self.make(self.user_site / ' import sys')
        self.make_pth('a.pth', ' import sys\n')
        self.assert_same(str(self.user_site), blank)

    def test_sorted_names(self):
        names = ['Z', 'a', 'a-b', 'a.b', 'b10', 'b9', 'ä', '_']
        for name in names:
            self.make(self.user_site / f'{name}-source')
            self.make_pth(f'{name}.pth', f'{name}-source\n')
        order = sorted(f'{name}.pth' for name in names)
        self.assert_same(str(self.user_site), *(str(self.user_site / f'{name[:-4]}-source')
                                                for name in order))

    def test_same_target_twice(self):
        source = self.make('source')
        self.make_pth('a.pth', f'{source}\n{source}/\n')
        self.make_pth('b.pth', f'{source}/../source\n')
        self.assertEqual(list(dict.fromkeys(self.computed())), self.interpreter())

    def test_not_followed_in_a_target(self):
        source, deeper = self.make('source'), self.make('deeper')
        self.make('source/a.pth', f'{deeper}\n')
        self.make_pth('a.pth', f'{source}\n')
        self.assert_same(str(self.user_site), source)
        self.assertNotIn(deeper, self.computed())

    def test_import_line_is_told_and_not_run(self):
        source = self.make('source')
        marker = self.root / 'marker'
        self.make_pth('a.pth', f'import os; open({str(marker)!r}, "w")\nimport\tsys\n{source}\n')
        self.assertIn(source, self.computed())
        self.assertFalse(marker.exists())
        told = self.diagnostics('pth-import', below=str(self.root))
        self.assertEqual([diagnostic['line'] for diagnostic in told], [1, 2])
        self.assert_same(str(self.user_site), source)
        self.assertTrue(marker.exists())

    def test_byte_order_mark(self):
        source = self.make('source')
        self.make_pth('a.pth', f'\N{BYTE ORDER MARK}{source}\n')
        self.assertIn(source, self.computed())

    def test_hidden_file(self):
        source = self.make('source')
        self.make_pth('.a.pth', f'{source}\n')
        self.assertNotIn(source, self.computed())

    def test_site_directory_that_is_on_the_python_path_too(self):
        one, source = self.make('one'), self.make('source')
        self.make_pth('a.pth', f'{source}\n')
        self.variables['PYTHONPATH'] = f'{self.user_site}:{one}'
        computed = list(dict.fromkeys(self.computed()))
        self.assertEqual(computed, self.interpreter())
        self.assertEqual(computed[:3], [str(self.user_site), one, source])

    def test_index_written_for_the_python_path_serves_as_a_site_too(self):
        source = self.make('source')
        self.make_pth('a.pth', f'{source}\n')
        self.variables |= {'PYTHONPATH': str(self.user_site), 'PYTHONNOUSERSITE': '1'}
        self.assertNotIn(source, self.computed())
        self.variables.clear()
        self.assert_same(str(self.user_site), source)


class VirtualEnvironmentTest(PathCase):
    def activate(self, configuration, site_packages=SITE_PACKAGES):
        self.make('venv/pyvenv.cfg', configuration)
        self.variables['VIRTUAL_ENV'] = str(self.root / 'venv')
        return self.make(f'venv/{site_packages}')

    def wrong(self):
        return [element['path'] for element in self.report()['elements'] if element['wrong_python']]

    def test_activated(self):
        venv, site, source = self.make_environment(), self.make(self.user_site), self.make('source')
        self.make(venv / SITE_PACKAGES / 'a.pth', f'{source}\n')
        own = run([venv / 'bin' / 'python3', '-c', REPORT], self.environment())
        self.assertEqual(own['path'].pop(0), '')
        self.variables |= {'VIRTUAL_ENV': str(venv), 'PATH': f'{venv}/bin:/usr/bin:/bin'}
        self.assertEqual(without_stdlib(own), [str(venv / SITE_PACKAGES), source])
        self.assertEqual(self.computed(), without_stdlib(own) + self.interpreter())
        self.assertEqual(self.interpreter()[0], site)

    def test_python_path_comes_before_it(self):
        site, one = self.activate(f'version = {VERSION}.0\n'), self.make('one')
        self.variables['PYTHONPATH'] = one
        self.assertEqual(self.computed(), [one, site, *self.interpreter()[1:]])

    def test_version_by_virtualenv(self):
        site = self.activate(f'virtualenv = 20\nVersion_Info={VERSION}.1.final.0\n')
        self.assertEqual(self.computed()[0], site)
        self.assertEqual(self.wrong(), [])

    def test_version_by_directory(self):
        site = self.activate('home = /usr/bin\n')
        self.assertEqual(self.computed()[0], site)
        self.assertEqual(self.wrong(), [])

    def test_not_an_environment(self):
        site = self.make(f'venv/{SITE_PACKAGES}')
        self.variables['VIRTUAL_ENV'] = str(self.root / 'venv')
        self.assertNotIn(site, self.computed())

    def test_configuration_that_is_a_fifo(self):
        self.make('venv')
        os.mkfifo(self.root / 'venv' / 'pyvenv.cfg')
        self.variables['VIRTUAL_ENV'] = str(self.root / 'venv')
        self.assert_same()

    def test_another_version(self):
        site = self.activate('version = 2.0.1\n', OTHER_SITE_PACKAGES)
        source = self.make('source')
        self.make(Path(site, 'a.pth'), f'{source}\n')
        self.assertEqual(self.wrong(), [site, source])
        self.assertEqual([diagnostic['file'] for diagnostic in self.diagnostics('wrong-python')],
                         [str(self.root / 'venv')])

    def test_another_version_by_directory(self):
        site = self.activate('home = /usr/bin\n', OTHER_SITE_PACKAGES)
        self.assertEqual(self.wrong(), [site])


if __name__ == '__main__':
    sys.exit(tap.run(HostPathTest, PthTest, VirtualEnvironmentTest))
