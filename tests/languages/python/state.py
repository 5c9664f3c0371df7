# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""An extension in Python leaves the interpreter of its host as it was."""

import json
import os
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path

import tap

(embedded,) = map(os.path.abspath, sys.argv[1:])

# What each program starts with. The path is not that of the environment: it is the host's own.
BEGIN = '''
import builtins, json, sys, threading
sys.argv = ['host', '--option']
sys.path.append('/nowhere/of-the-host')
import gi
gi.require_version('Tendril', '1')
from gi.repository import GLib, Tendril

registry = Tendril.ExtensionRegistry(isolated=True)
registry.add_extension_path({directory!r})

def look():
    return dict(argv=list(sys.argv), path=list(sys.path), builtins=sorted(vars(builtins)))

before, argv, path = look(), sys.argv, sys.path
'''
END = '''
after = look()
print(json.dumps(dict(
    before=before, after=after, same=sys.argv is argv and sys.path is path,
    states={extension.get_id(): extension.get_state().value_nick for extension in registry},
    errors={extension.get_id(): extension.get_error().message for extension in registry
            if extension.get_error() is not None})))
'''


class State(unittest.TestCase):
    """In a host in Python, and in one in C that has embedded Python for itself."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix='tendril-state-')
        self.addCleanup(directory.cleanup)
        self.directory = Path(directory.name).resolve()

    def install(self, name, source, directory=None, value=None):
        directory = directory or self.directory
        information = directory / f'{name}-1.0.dist-info'
        information.mkdir(parents=True)
        (information / 'METADATA').write_text(f'Metadata-Version: 2.1\nName: {name}\n'
                                              'Version: 1.0\n')
        (information / 'entry_points.txt').write_text('[tendril_extensions]\n'
                                                      f'init = {value or f"{name}:init"}\n')
        (directory / f'{name}.py').write_text(textwrap.dedent(source))

    def run_host(self, kind, program='registry.init_all(None)'):
        text = BEGIN.format(directory=str(self.directory)) + program + END
        command = {'python': [sys.executable, '-c', text], 'embedded': [embedded, text]}[kind]
        result = subprocess.run(command, check=True, timeout=60, stdout=subprocess.PIPE, text=True)
        return json.loads(result.stdout)

    def check(self, kind):
        self.install('one', 'def init():\n    pass\n')
        result = self.run_host(kind)
        self.assertEqual(result['states'], {'one': 'active'}, result['errors'])
        self.assertTrue(result['same'])
        self.assertEqual(result['after']['argv'], result['before']['argv'])
        self.assertEqual(result['after']['builtins'], result['before']['builtins'])
        self.assertEqual(result['after']['path'], [*result['before']['path'], str(self.directory)])

    def test_host_in_python_stays_as_it_was(self):
        self.check('python')

    def test_host_that_embeds_python_stays_as_it_was(self):
        self.check('embedded')

    def check_shadows_nothing(self, kind):
        self.install('wave', 'def init():\n    pass\n', value='other:init')
        (self.directory / 'other.py').write_text('import wave\n'
                                                 'def init():\n'
                                                 '    assert hasattr(wave, "Wave_read")\n')
        result = self.run_host(kind)
        self.assertEqual(result['states'], {'wave': 'active'}, result['errors'])

    def test_extension_shadows_no_module_of_the_standard_library(self):
        self.check_shadows_nothing('python')

    def test_extension_shadows_no_module_in_an_embedded_interpreter(self):
        self.check_shadows_nothing('embedded')

    def test_second_module_of_a_name_is_the_wrong_one(self):
        self.install('one', 'def init():\n    pass\n', value='util:init')
        (self.directory / 'util.py').write_text('def init():\n    pass\n')
        second = self.directory / 'second'
        self.install('two', '', second, 'util:init')
        (second / 'util.py').write_text('def init():\n    pass\n')
        result = self.run_host('python', f'registry.add_extension_path({str(second)!r})\n'
                                         'registry.init_all(None)\n')
        self.assertEqual(result['states'], {'one': 'active', 'two': 'failed'})
        self.assertIn(str(self.directory / 'util.py'), result['errors']['two'])
        self.assertIn(str(second), result['errors']['two'])

    def test_byte_code_of_another_source_is_not_run(self):
        self.install('one', 'def init():\n    raise RuntimeError("old")\n')
        cache = subprocess.run(
            [sys.executable, '-c', 'import py_compile, sys; print(py_compile.compile(sys.argv[1]))',
             self.directory / 'one.py'],
            check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
        self.assertTrue(os.path.exists(cache))
        (self.directory / 'one.py').write_text('def init():\n    pass  # not as long\n')
        self.assertEqual(self.run_host('python')['states'], {'one': 'active'})

    def test_coroutine_is_told(self):
        self.install('one', 'async def init():\n    pass\n')
        result = self.run_host('python')
        self.assertEqual(result['states'], {'one': 'failed'})
        self.assertIn('coroutine', result['errors']['one'])

    def test_exit_and_interrupt_end_the_extension_alone(self):
        for name in ('SystemExit', 'KeyboardInterrupt', 'GeneratorExit'):
            self.install(name.lower(), f'def init():\n    raise {name}\n')
        result = self.run_host('embedded')
        self.assertEqual(set(result['states'].values()), {'failed'})
        for name, error in result['errors'].items():
            self.assertIn(f'{name}.py', error)

    def test_threads_that_wait_let_the_init_run(self):
        self.install('one', 'import time\ndef init():\n    time.sleep(0.2)\n')
        result = self.run_host('python', '''
threads = [threading.Thread(target=registry.init_all, args=(None,)) for _ in range(4)]
for thread in threads:
    thread.start()
registry.init_all(None)
while any(thread.is_alive() for thread in threads):
    GLib.MainContext.default().iteration(False)
''')
        self.assertEqual(result['states'], {'one': 'active'}, result['errors'])


if __name__ == '__main__':
    sys.exit(tap.run(State))
