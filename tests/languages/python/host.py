# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A host in Python: its registries follow the interpreter's own sys.path."""

import importlib.util
import os
import subprocess
import sys
import tempfile
import threading
import unittest
import unittest.mock
from pathlib import Path

import gi

import tap

gi.require_version('Tendril', '1')
from gi.repository import GLib, Tendril  # noqa: E402

(embedded,) = map(os.path.abspath, sys.argv[1:])
python_path = list(sys.path)


class HostCase(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix='tendril-python-host-')
        self.addCleanup(directory.cleanup)
        self.addCleanup(os.chdir, os.getcwd())
        self.root = Path(directory.name).resolve()
        os.chdir('/')
        sys.path[:] = python_path
        self.registry = Tendril.ExtensionRegistry.new(None)

    def tearDown(self):
        sys.path[:] = python_path

    def install(self, directory, name='sample', version='1.0'):
        """Makes a distribution in a directory, whose name is returned."""
        directory = self.root / directory
        information = directory / f'{name}-{version}.dist-info'
        information.mkdir(parents=True)
        (information / 'METADATA').write_text(f'Metadata-Version: 2.1\nName: {name}\n'
                                              f'Version: {version}\n')
        (information / 'entry_points.txt').write_text('[tendril_extensions]\n'
                                                      f'init = {name}:init\n')
        return str(directory)

    def found(self, registry=None):
        """Where the extensions lie that the list holds, in its order."""
        return [extension.get_entry_point().get_distribution().get_location()
                for extension in (self.registry if registry is None else registry)
                if extension.get_state() != Tendril.ExtensionState.REMOVED]

    def discover(self, registry=None):
        (self.registry if registry is None else registry).discover(None)
        return self.found(registry)


class PathTest(HostCase):
    def test_override_is_loaded(self):
        self.assertIn('gi.overrides.Tendril', sys.modules)

    def test_path_is_followed_at_each_discovery(self):
        path = self.install('one')
        self.assertEqual(self.discover(), [])
        sys.path.append(path)
        self.assertEqual(self.discover(), [path])
        sys.path.remove(path)
        self.assertEqual(self.discover(), [])

    def test_assigned_path_is_followed(self):
        path = self.install('one')
        old, sys.path = sys.path, [path]
        try:
            self.assertEqual(self.discover(), [path])
        finally:
            sys.path = old

    def test_order_is_kept(self):
        one, two = self.install('one', 'b'), self.install('two', 'a')
        sys.path[:] = [two, *python_path, one]
        self.assertEqual(self.discover(), [two, one])
        registry = Tendril.ExtensionRegistry.new(None)
        sys.path[:] = [one, *python_path, two]
        self.assertEqual(self.discover(registry), [one, two])

    def test_first_of_a_name_counts(self):
        one, two = self.install('one'), self.install('two', version='2.0')
        sys.path += [one, two]
        self.assertEqual(self.discover(), [one])

    def test_empty_string_is_the_current_directory(self):
        one, two = self.install('one', 'a'), self.install('two', 'b')
        sys.path.insert(0, '')
        for path in (one, two, one):
            os.chdir(path)
            self.assertEqual(self.discover(), [path])

    def test_current_directory_does_not_count_by_itself(self):
        os.chdir(self.install('one'))
        self.assertEqual(self.discover(), [])

    def test_relative_entry_starts_at_the_current_directory(self):
        path = self.install('one/two')
        sys.path.insert(0, 'two')
        self.assertEqual(self.discover(), [])
        os.chdir(self.root / 'one')
        self.assertEqual(self.discover(), [path])

    def test_entries_that_no_import_could_use_are_skipped(self):
        path = self.install('one')
        sys.path[:] = [None, 3, b'/tmp', Path('/tmp'), '/a\0b', '/\ud800', '/nowhere',
                       f'{self.root}/missing.zip', '/dev/null', *python_path, path]
        self.assertEqual(self.discover(), [path])

    def test_path_that_is_not_utf8(self):
        path = self.install(os.fsdecode(b'caf\xe9'))
        sys.path.append(path)
        (entry_point,) = self.registry.list_entry_points(None, 'init', False, None)
        self.assertEqual(os.fsencode(entry_point.get_distribution().get_location()),
                         os.fsencode(path))

    def test_standard_library_is_not_searched(self):
        path = self.install('stdlib')
        override = sys.modules['gi.overrides.Tendril']
        override._not_searched.add(path)
        self.addCleanup(override._not_searched.discard, path)
        sys.path.append(path)
        self.assertEqual(self.discover(), [])
        self.assertIn(os.path.dirname(os.__file__), override._not_searched)

    def test_variables_count_only_as_the_interpreter_took_them(self):
        path = self.install('one')
        self.install(f'venv/lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages')
        (self.root / 'venv' / 'pyvenv.cfg').write_text('home = /usr/bin\n')
        with unittest.mock.patch.dict(os.environ, PYTHONPATH=path,
                                      VIRTUAL_ENV=str(self.root / 'venv')):
            self.assertEqual(self.discover(), [])

    def test_pth_is_the_interpreters_business(self):
        path = self.install('one')
        site = self.root / 'site'
        site.mkdir()
        (site / 'one.pth').write_text(f'{path}\n')
        sys.path.append(str(site))
        self.assertEqual(self.discover(), [])

    def test_order_of_the_kinds_of_paths(self):
        names = ['option', 'extension', 'tendril', 'interpreter']
        paths = {name: self.install(name, name) for name in names}
        sys.path.insert(0, paths['interpreter'])
        with unittest.mock.patch.dict(os.environ, TENDRIL_EXTENSION_PATH=paths['extension'],
                                      TENDRIL_PYTHON_PATH=paths['tendril']):
            self.registry.add_python_path(paths['option'])
            self.assertEqual(self.discover(), list(paths.values()))

    def test_isolated_registry_has_only_what_was_added(self):
        registry = Tendril.ExtensionRegistry(isolated=True)
        sys.path.append(self.install('one'))
        path = self.install('two')
        registry.add_python_path(path)
        self.assertEqual(self.discover(registry), [path])


class CallerTest(HostCase):
    """Whoever causes a discovery, the path is that of the moment."""

    def setUp(self):
        super().setUp()
        self.path = self.install('one')
        sys.path.append(self.path)

    def test_list_entry_points(self):
        points = self.registry.list_entry_points('tendril_extensions', None, False, None)
        self.assertEqual([point.get_distribution().get_location() for point in points],
                         [self.path])

    def test_init_all(self):
        self.registry.init_all(None)
        self.assertEqual(self.found(), [self.path])

    def test_init_all_async(self):
        loop = GLib.MainLoop()
        self.registry.init_all_async(None, lambda *_: loop.quit())
        sys.path.remove(self.path)
        loop.run()
        self.assertEqual(self.found(), [self.path])

    def test_refresh(self):
        self.assertEqual(self.discover(), [self.path])
        sys.path.remove(self.path)
        self.registry.refresh(None)
        self.assertEqual(self.found(), [])

    def test_first_compile(self):
        function = Tendril.Compiler.new(self.registry).compile('lambda x: x + 1')
        self.assertEqual(function.call([1]), 2)
        self.assertEqual(self.found(), [self.path])

    def test_another_thread(self):
        thread = threading.Thread(target=self.registry.discover, args=(None,))
        thread.start()
        while thread.is_alive():
            GLib.MainContext.default().iteration(False)
        self.assertEqual(self.found(), [self.path])


SETUP = '''
from setuptools import setup
setup(name='sample', version='1.0', py_modules=['sample'],
      entry_points={'tendril_extensions': ['init = sample:init']})
'''

PROGRAM = '''
import sys
import gi
gi.require_version('Tendril', '1')
from gi.repository import Tendril
registry = Tendril.ExtensionRegistry.new(None)
registry.discover(None)
print(*(extension.get_id() for extension in registry))
'''


class ProgramTest(HostCase):
    def run_program(self, *command, **variables):
        return subprocess.run(command, cwd=self.root, env=os.environ | variables, check=True,
                              stdout=subprocess.PIPE, text=True).stdout.split()

    @unittest.skipUnless(importlib.util.find_spec('setuptools'), 'there is no setuptools')
    def test_setup_py_sdist_makes_an_extension_of_the_current_directory(self):
        (self.root / 'setup.py').write_text(SETUP)
        (self.root / 'sample.py').write_text('def init():\n    pass\n')
        self.run_program(sys.executable, 'setup.py', '-q', 'sdist')
        self.assertEqual(self.run_program(sys.executable, '-c', PROGRAM), ['sample'])

    def test_egg_info_of_the_current_directory(self):
        information = self.root / 'sample.egg-info'
        information.mkdir()
        (information / 'PKG-INFO').write_text('Metadata-Version: 2.1\nName: sample\n')
        (information / 'entry_points.txt').write_text('[tendril_extensions]\ninit = sample:init\n')
        self.assertEqual(self.run_program(sys.executable, '-c', PROGRAM), ['sample'])
        self.assertEqual(self.run_program(sys.executable, '-P', '-c', PROGRAM), [])

    def test_virtual_environment_of_the_interpreter(self):
        subprocess.run([sys.executable, '-m', 'venv', '--without-pip', '--system-site-packages',
                        self.root / 'venv'], check=True)
        self.install(f'venv/lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages')
        self.assertEqual(self.run_program(self.root / 'venv/bin/python3', '-c', PROGRAM),
                         ['sample'])

    def test_embedded_interpreter_leaves_the_path_to_its_host(self):
        one, two = self.install('one', 'one'), self.install('two', 'two')
        program = f'import sys\nsys.path.append({two!r})\n{PROGRAM}'
        variables = {'PYTHONPATH': f'{os.environ["PYTHONPATH"]}:{one}'}
        self.assertEqual(self.run_program(embedded, program, **variables), ['one'])

    def test_nothing_is_asked_after_the_end_of_the_interpreter(self):
        program = (f'{PROGRAM}\n'
                   'import atexit, ctypes\n'
                   'atexit.register(lambda: registry.discover(None))\n')
        self.run_program(sys.executable, '-c', program)


if __name__ == '__main__':
    sys.exit(tap.run(PathTest, CallerTest, ProgramTest))
