# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""One table of behaviour, for a host in one language and extensions in another."""

import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import gi

import tap

gi.require_version('Tendril', '1')
from gi.repository import Tendril  # noqa: E402

host_language, language, extension_file, *host = sys.argv[1:]
extension_file = Path(extension_file)

MODULES = {
    'c': 'cell-extension.so',
    'vala': 'cell-extension.so',
    'python': 'cell_extension',
    'javascript': 'cell-extension.js',
}
ABSENT = {'c': 'absent.so', 'vala': 'absent.so', 'python': 'absent', 'javascript': 'absent.js'}
State = Tendril.ExtensionState
# gjs has no threads of its own.
THREADS = host_language != 'javascript'


class Cell(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix='tendril-cells-')
        self.addCleanup(directory.cleanup)
        self.directory = Path(directory.name)
        suffix = {'python': '.py'}.get(language, '')
        shutil.copy(extension_file, self.directory / f'{MODULES[language]}{suffix}')

    def install(self, name, attr, module=None):
        information = self.directory / f'{name}-1.0.dist-info'
        information.mkdir()
        (information / 'METADATA').write_text(f'Metadata-Version: 2.1\nName: {name}\n'
                                              'Version: 1.0\n')
        (information / 'entry_points.txt').write_text(
            f'[tendril_extensions]\ninit = {module or MODULES[language]}:{attr}\n')

    def run_host(self, source='lambda x: x', mode='direct'):
        """Returns what the call gave, and what the host says of each extension."""
        output = subprocess.run([*host, self.directory, mode, source], check=True, timeout=120,
                                stdout=subprocess.PIPE, text=True).stdout
        first, *rest = output.splitlines()
        rows = (line.split('\t') for line in rest)
        self.extensions = {row[0]: row[1:] for row in rows}
        return first

    def assert_state(self, name, state):
        self.assertEqual(State(int(self.extensions[name][0])), state, self.extensions[name])

    def assert_failed(self, name, code, text=''):
        state, _, domain, number, message = self.extensions[name]
        self.assertEqual(State(int(state)), State.FAILED)
        if code is not None:
            self.assertEqual(domain, 'tendril-error-quark', message)
            self.assertEqual(Tendril.Error(int(number)), code, message)
        self.assertIn(text, message)

    def install_all(self):
        for attr in ('registers', 'fails', 'is_slow', 'reenters'):
            self.install(attr.replace('_', '-'), attr)

    def check_all(self, result):
        self.assertEqual(result, 'result\t2.5')
        for name in ('registers', 'is-slow', 'reenters'):
            self.assert_state(name, State.ACTIVE)
        self.assert_failed('fails', None, 'not today')

    def test_registers_an_overload(self):
        self.install('one', 'registers')
        self.assertEqual(self.run_host('lambda x: increment(x)'), 'result\t2.5')
        self.assert_state('one', State.ACTIVE)

    def test_failed_init_leaves_nothing(self):
        self.install('one', 'fails')
        self.assertEqual(self.run_host('lambda x: never(x)'),
                         f'error\t{int(Tendril.Error.UNKNOWN_NAME)}')
        self.assert_failed('one', None, 'not today')

    def test_error_says_where(self):
        self.install('one', 'fails')
        self.run_host()
        # Errors of C have no place.
        where = {'python': 'cell_extension.py', 'javascript': 'cell-extension.js'}
        self.assert_failed('one', Tendril.Error.INIT_FAILED if language in where else None,
                           where.get(language, ''))

    @unittest.skipUnless(language == 'python', 'nothing but Python has SystemExit')
    def test_exit_ends_the_extension_alone(self):
        self.install('one', 'leaves')
        self.install('two', 'registers')
        self.assertEqual(self.run_host('lambda x: increment(x)'), 'result\t2.5')
        self.assert_failed('one', Tendril.Error.INIT_FAILED, 'SystemExit: 3')

    def test_missing_module(self):
        self.install('one', 'init', ABSENT[language])
        self.install('two', 'registers')
        self.assertEqual(self.run_host('lambda x: increment(x)'), 'result\t2.5')
        self.assert_failed('one', Tendril.Error.NO_MODULE, 'absent')

    def test_missing_attribute(self):
        self.install('one', 'absent')
        self.run_host()
        self.assert_failed('one', Tendril.Error.NO_SYMBOL, 'absent')

    def test_broken_module(self):
        broken = {'python': 'broken', 'javascript': 'broken.js'}.get(language, 'broken.so')
        file = self.directory / (broken if '.' in broken else f'{broken}.py')
        file.write_text('export this is ( no module')
        self.install('one', 'init', broken)
        self.run_host()
        self.assert_failed('one', None)
        self.assertIn(Tendril.Error(int(self.extensions['one'][3])),
                      (Tendril.Error.BAD_MODULE, Tendril.Error.INIT_FAILED))

    def test_slow_init_is_waited_for(self):
        self.install('one', 'is_slow')
        self.assertEqual(self.run_host(), 'result\t1.5')
        self.assertGreaterEqual(int(self.extensions['one'][1]), 50000)

    def test_init_reenters(self):
        self.install('one', 'reenters')
        self.assertEqual(self.run_host('lambda x: twice(x)'), 'result\t3')
        self.assert_state('one', State.ACTIVE)

    def test_all_at_once(self):
        self.install_all()
        self.check_all(self.run_host('lambda x: increment(x)'))

    def test_asynchronously(self):
        self.install_all()
        self.check_all(self.run_host('lambda x: increment(x)', 'async'))

    @unittest.skipUnless(THREADS, 'gjs has no threads')
    def test_first_call_comes_from_a_thread(self):
        self.install_all()
        self.check_all(self.run_host('lambda x: increment(x)', 'thread'))

    @unittest.skipUnless(THREADS, 'gjs has no threads')
    def test_first_call_comes_from_a_thread_and_nobody_runs_the_loop(self):
        self.install('one', 'registers')
        self.assertEqual(self.run_host('lambda x: increment(x)', 'stranded'),
                         f'error\t{int(Tendril.Error.WRONG_THREAD)}')


if __name__ == '__main__':
    sys.exit(tap.run(Cell))
