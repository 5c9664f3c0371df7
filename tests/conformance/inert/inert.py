# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""No code of an extension runs during discovery.

Everything that could run stands where it is found, and leaves a mark when it does: modules,
packages, scripts, shared objects, site hooks, .pth lines, interpreters. Then hosts discover.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
import zipfile
from pathlib import Path

VERSION = '%d.%d' % sys.version_info[:2]
KINDS = {
    'native': 'bomb.so:bomb_init',
    'script': 'bomb.js:init',
    'module': 'bomb_module:init',
    'package': 'bomb_package:init',
    'submodule': 'bomb_package.deeper:init',
    'tagged': 'bomb_tagged:init',
    'missing': 'bomb_missing:init',
    'editable': 'bomb_editable:init',
}
EXTENSIONS = {'native', 'script', 'module', 'package', 'submodule', 'tagged', 'missing', 'editable',
              'egg', 'build', 'user', 'venv'}


class Tree:
    def __init__(self, root, shared_object, archives):
        self.root = root
        self.archives = archives
        self.marker = root / 'marker'
        self.shared_object = shared_object
        self.home = root / 'home'
        self.venv = root / 'venv'
        self.site = self.home / f'.local/lib/python{VERSION}/site-packages'
        self.venv_site = self.venv / f'lib/python{VERSION}/site-packages'

    def write(self, path, text, mode=0o644):
        path = self.root / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(mode)

    def python(self, what):
        """Statements that leave a mark, on one line: a .pth file has no room for two."""
        return f'import os; open({str(self.marker)!r}, "a").write({what!r} + "\\n")\n'

    def shell(self, what):
        return f'#!/bin/sh\necho "{what}" >>"{self.marker}"\nexit 1\n'

    def javascript(self, what):
        return ('const {Gio} = imports.gi;\n'
                f'Gio.File.new_for_path("{self.marker}").append_to(0, null)'
                f'.write_all("{what}\\n", null);\n'
                'var init = () => {};\n')

    def declare(self, directory, name, value, suffix='-1.0.dist-info', metadata='METADATA'):
        information = directory / f'{name}{suffix}'
        self.write(information / metadata, f'Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n')
        self.write(information / 'entry_points.txt',
                   f'[tendril_extensions]\ninit = {value}\n[tendril_backends]\nback = {value}\n')
        return information

    def fill(self, directory):
        """What an entry point can name, and what tools and interpreters run by its mere name."""
        directory.mkdir(parents=True, exist_ok=True)
        for name in ('bomb_module', 'bomb_package/__init__', 'bomb_package/deeper', 'bomb_editable',
                     'sitecustomize', 'usercustomize', 'conftest', 'setup', 'noxfile',
                     '__init__', '__main__', '__editable___bomb_finder'):
            self.write(directory / f'{name}.py', self.python(f'{directory}/{name}.py')
                       + 'def init():\n    pass\n')
        for name in ('bomb.so', 'bomb_tagged.cpython-399-x86_64-linux-gnu.so', 'libbomb.so'):
            shutil.copy(self.shared_object, directory / name)
        for name in ('bomb.js', 'overrides/Tendril.js', 'init.js'):
            self.write(directory / name, self.javascript(f'{directory}/{name}'))
        self.write(directory / 'bomb.plugin', '[Plugin]\nModule=bomb\nLoader=python3\nName=Bomb\n')
        self.write(directory / 'bomb.egg-link', '.\n../setup.py\n')
        self.write(directory / 'bomb.pth', self.python(f'{directory}/bomb.pth'))
        self.write(directory / '__editable__.bomb.pth', 'import __editable___bomb_finder\n')

    def declare_all(self, directory):
        for name, value in KINDS.items():
            information = self.declare(directory, name, value)
            for script in ('scripts/bomb', 'INSTALLER', 'entry_points.py', '__init__.py'):
                self.write(information / script, self.shell(f'{information}/{script}'), 0o755)

    def make_eggs(self, directory):
        egg = directory / 'egg-1.0-py3.egg'
        self.fill(egg)
        information = self.declare(egg, 'EGG-INFO', 'bomb_module:init', suffix='',
                                   metadata='PKG-INFO')
        self.write(information / 'PKG-INFO', 'Metadata-Version: 2.1\nName: egg\nVersion: 1.0\n')
        self.write(information / 'scripts/bomb', self.shell('EGG-INFO/scripts/bomb'), 0o755)
        if not self.archives:
            return [egg]
        zipped = directory / 'zipped-1.0-py3.egg'
        with zipfile.ZipFile(zipped, 'w') as archive:
            for path in sorted(egg.rglob('*')):
                archive.write(path, path.relative_to(egg))
            archive.writestr('EGG-INFO/PKG-INFO', 'Name: zipped\nVersion: 1.0\n')
        return [egg, zipped]

    def make_interpreters(self, directory):
        for name in ('python3', 'python', f'python{VERSION}', 'gjs', 'gjs-console', 'pip', 'sh'):
            self.write(directory / name, self.shell(f'{directory}/{name}'), 0o755)

    def make(self):
        self.extensions, self.packages = self.root / 'extensions', self.root / 'packages'
        for directory in (self.extensions, self.packages, self.site, self.venv_site):
            self.fill(directory)
        self.declare_all(self.extensions)
        self.declare_all(self.packages)
        self.declare(self.site, 'user', 'bomb_module:init')
        self.declare(self.venv_site, 'venv', 'bomb_module:init')
        self.declare(self.packages, 'build', 'bomb_module:init', '.egg-info', 'PKG-INFO')
        self.eggs = self.make_eggs(self.root)
        self.write(self.venv_site / 'eggs.pth', ''.join(f'{egg}\n' for egg in self.eggs))
        self.write(self.venv / 'pyvenv.cfg', f'home = /usr/bin\nversion = {VERSION}.0\n')
        self.make_interpreters(self.venv / 'bin')
        self.make_interpreters(self.root / 'bin')
        self.marker.unlink(missing_ok=True)

    def take_marks(self):
        text = self.marker.read_text() if self.marker.exists() else ''
        self.marker.unlink(missing_ok=True)
        return text.splitlines()


class Inert:
    def __init__(self, tree, options):
        self.tree = tree
        self.options = options
        self.extensions = EXTENSIONS | ({'zipped'} if options.archives else set())

    def environment(self, **more):
        """Of a host that is not Python: everything points to what must not run."""
        tree = self.tree
        names = ('GI_TYPELIB_PATH', 'LD_LIBRARY_PATH', 'ASAN_OPTIONS', 'LSAN_OPTIONS',
                 'UBSAN_OPTIONS', 'LD_PRELOAD', 'TENDRIL_MODULE_PATH')
        return {name: os.environ[name] for name in names if name in os.environ} | {
            'LC_ALL': 'C.UTF-8',
            'HOME': str(tree.home),
            'PATH': f'{tree.venv}/bin:{tree.root}/bin:/usr/bin:/bin',
            'VIRTUAL_ENV': str(tree.venv),
            'PYTHONPATH': f'{tree.packages}',
            'PYTHONSTARTUP': str(tree.packages / 'bomb_module.py'),
            'TENDRIL_EXTENSION_PATH': str(tree.extensions),
            'TENDRIL_TEST_MARKER': str(tree.marker),
            'TENDRIL_TRUST': 'environment',
        } | more

    def run(self, *command, cwd=None, **variables):
        process = subprocess.run(command, env=self.environment(**variables), text=True, timeout=60,
                                 stdout=subprocess.PIPE, cwd=cwd or self.tree.packages)
        assert process.returncode == 0, f'{command}: exit {process.returncode}'
        marks = self.tree.take_marks()
        assert not marks, f'{command}: these ran:\n' + '\n'.join(marks)
        return process.stdout

    def tool(self, *arguments):
        # A sanitizer's runtime is for programs that are not instrumented.
        return self.run(self.options.tool, *arguments, LD_PRELOAD='')

    def check_host(self, output, runtimes):
        lines = output.splitlines()
        found = {line.split()[1] for line in lines if line.startswith('extension ')}
        assert found == self.extensions, found ^ self.extensions
        for name in ('bomb', *runtimes):
            mapped = [line for line in lines if name in os.path.basename(line.split(' ')[-1])]
            assert not mapped, 'mapped: ' + '\n'.join(mapped)

    # What does go off, when somebody lets it.

    def explodes(self, *command, env=None):
        subprocess.run(command, env=env or dict(os.environ), stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=60)
        assert self.tree.take_marks(), f'{command}: nothing ran'

    def test_python_bombs_go_off(self):
        environment = {'PATH': '/usr/bin:/bin', 'HOME': str(self.tree.home)}
        self.explodes('/usr/bin/python3', '-c', '', env=environment)
        self.explodes('/usr/bin/python3', '-I', '-c', 'import sys; sys.path.append(sys.argv[1]);'
                      'import bomb_package', str(self.tree.packages))

    def test_native_bombs_go_off(self):
        environment = {'TENDRIL_TEST_MARKER': str(self.tree.marker)}
        self.explodes('/usr/bin/python3', '-I', '-c',
                      'import ctypes, sys; ctypes.CDLL(sys.argv[1])',
                      str(self.tree.extensions / 'bomb.so'), env=environment)

    def test_javascript_bombs_go_off(self):
        if self.options.gjs:
            self.explodes(self.options.gjs, str(self.tree.extensions / 'bomb.js'))

    def test_interpreter_bombs_go_off(self):
        self.explodes(str(self.tree.venv / 'bin' / 'python3'))

    # What does not.

    def test_list(self):
        assert 'native' in self.tool('list')

    def test_list_as_json(self):
        assert len(self.tool('list', '--json').splitlines()) == len(self.extensions)

    def test_entry_points(self):
        assert 'bomb_package.deeper' in self.tool('entry-points')

    def test_entry_points_as_json(self):
        self.tool('entry-points', '--json')

    def test_shadowed_entry_points(self):
        self.tool('entry-points', '--all', '--json')

    def test_doctor(self):
        self.tool('doctor', '--json')

    def test_system_index(self):
        for directory in (self.tree.extensions, self.tree.packages, self.tree.venv_site):
            self.tool('index', '--system', str(directory))
            (directory / '.tendril-1.index').unlink()

    def test_host_in_c(self):
        output = self.run(self.options.host, LD_PRELOAD='')
        self.check_host(output, ['libpython', 'libgjs', 'libmozjs', 'libjavascriptcore'])

    def test_host_in_c_with_an_index(self):
        self.run(self.options.host, LD_PRELOAD='')
        output = self.run(self.options.host, LD_PRELOAD='')
        self.check_host(output, ['libpython', 'libgjs', 'libmozjs', 'libjavascriptcore'])

    def test_host_in_python(self):
        tree = self.tree
        paths = [tree.packages, tree.site, tree.venv_site, *tree.eggs]
        output = self.run('/usr/bin/python3', str(self.options.hosts / 'host.py'), *map(str, paths),
                          HOME='/nonexistent', PATH='/usr/bin:/bin', PYTHONSTARTUP='',
                          PYTHONPATH=os.environ['PYTHONPATH'], PYTHONDONTWRITEBYTECODE='1')
        self.check_host(output, ['libgjs', 'libmozjs'])
        (modules,) = [line.split()[1:] for line in output.splitlines()
                      if line.startswith('modules')]
        assert not [name for name in modules if 'bomb' in name or 'customize' in name], modules

    def test_host_in_javascript(self):
        if self.options.gjs:
            output = self.run(self.options.gjs, str(self.options.hosts / 'host.js'),
                              cwd=self.options.hosts)
            self.check_host(output, ['libpython'])


def main():
    parser = argparse.ArgumentParser()
    for name in ('tool', 'host', 'bomb'):
        parser.add_argument('--' + name, required=True, type=os.path.abspath)
    parser.add_argument('--gjs', default='')
    parser.add_argument('--archives', action='store_true', help='zipped eggs are read')
    options = parser.parse_args()
    options.hosts = Path(__file__).resolve().parent
    names = [name for name in vars(Inert) if name.startswith('test_')]
    failures = 0
    print(f'1..{len(names)}')
    for number, name in enumerate(names, 1):
        with tempfile.TemporaryDirectory(prefix='tendril-inert-') as directory:
            tree = Tree(Path(directory).resolve(), options.bomb, options.archives)
            tree.make()
            try:
                getattr(Inert(tree, options), name)()
            except (AssertionError, OSError, subprocess.SubprocessError):
                failures += 1
                print('not ', end='')
                traceback.print_exc()
        print(f'ok {number} - {name.removeprefix("test_").replace("_", " ")}', flush=True)
    return failures != 0


if __name__ == '__main__':
    sys.exit(main())
