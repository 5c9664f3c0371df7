# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Somebody else's group: Numba's extensions, run by Numba and run by a registry.

Each test is a fault of Numba's loader; the first half shows it, the second what a registry does.
"""

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import tap

NUMBA = '''
import json, sys, threading, warnings
warnings.simplefilter('ignore')
import numba
import runs
def compile():
    numba.njit(lambda x: x + 1)(1)
'''
TENDRIL = '''
import json, sys, threading
import gi
gi.require_version('Tendril', '1')
from gi.repository import GLib, Tendril
import runs
registry = Tendril.ExtensionRegistry.new('numba_extensions')
def compile():
    registry.init_all(None)
'''
COMPILE = '''
compile()
print(json.dumps(runs.names))
'''
# The second thread begins while the init of the first sleeps.
SECOND_THREAD = '''
seen = {}
def first():
    compile()
def second():
    runs.started.wait()
    compile()
    seen['ended'] = runs.ended
threads = [threading.Thread(target=second)]
threads[0].start()
first()
threads[0].join()
print(json.dumps(seen['ended']))
'''
RUNS = '''
import threading
names = []
started = threading.Event()
ended = False
'''


@unittest.skipUnless(importlib.util.find_spec('numba'), 'python3-numba is not installed')
class Fault(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix='tendril-numba-')
        self.addCleanup(directory.cleanup)
        self.directory = Path(directory.name).resolve()
        (self.directory / 'runs.py').write_text(RUNS)

    def install(self, name, manifest, source='', group='numba_extensions'):
        information = self.directory / f'{name}-1.0.dist-info'
        information.mkdir()
        (information / 'METADATA').write_text(f'Metadata-Version: 2.1\nName: {name}\n'
                                              'Version: 1.0\n')
        (information / 'entry_points.txt').write_text(f'[{group}]\n{manifest}\n')
        if source:
            (self.directory / f'{name}.py').write_text(f'import runs\n{source}')

    def install_good(self):
        self.install('zz_good', 'init = zz_good:init',
                     'def init():\n    runs.names.append("zz_good")\n')

    def run_program(self, begin, end=COMPILE):
        path = f'{os.environ["PYTHONPATH"]}:{self.directory}'
        return subprocess.run([sys.executable, '-c', begin + end], timeout=120, text=True,
                              env=os.environ | {'PYTHONPATH': path}, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE)

    def assert_numba(self, error):
        """The first compile fails with it."""
        result = self.run_program(NUMBA)
        self.assertNotEqual(result.returncode, 0)
        self.assertIn(error, result.stderr)

    def assert_tendril(self, names):
        result = self.run_program(TENDRIL)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(json.loads(result.stdout), names)

    def test_drop_in(self):
        self.install_good()
        self.assertEqual(json.loads(self.run_program(NUMBA).stdout), ['zz_good'])
        self.assert_tendril(['zz_good'])

    def test_bad_reference(self):
        self.install_good()
        self.install('aa', 'init = not-a-reference:x')
        self.assert_numba('AttributeError')
        self.assert_tendril(['zz_good'])

    def test_line_without_equals_in_any_distribution(self):
        self.install_good()
        self.install('aa', 'this line says nothing', group='console_scripts')
        self.assert_numba('TypeError')
        self.assert_tendril(['zz_good'])

    def test_system_exit(self):
        self.install_good()
        self.install('aa', 'init = aa:init', 'def init():\n    raise SystemExit(7)\n')
        result = self.run_program(NUMBA)
        self.assertEqual(result.returncode, 7)
        self.assert_tendril(['zz_good'])

    def test_double_declaration(self):
        self.install_good()
        for name in ('aa', 'bb'):
            self.install(name, 'init = zz_good:init')
        self.assertEqual(json.loads(self.run_program(NUMBA).stdout), ['zz_good'] * 3)
        self.assert_tendril(['zz_good'])

    def test_second_thread(self):
        self.install('aa', 'init = aa:init', 'import time\n'
                                             'def init():\n'
                                             '    runs.started.set()\n'
                                             '    time.sleep(1)\n'
                                             '    runs.ended = True\n')
        self.assertFalse(json.loads(self.run_program(NUMBA, SECOND_THREAD).stdout))
        result = self.run_program(TENDRIL, SECOND_THREAD)
        self.assertTrue(json.loads(result.stdout), result.stderr)


if __name__ == '__main__':
    sys.exit(tap.run(Fault))
