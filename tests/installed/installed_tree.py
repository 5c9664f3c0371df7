# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Installs Tendril into an empty folder and builds and runs hosts against what lies there.

The folder is laid out as a sysroot: beside the installed tree stand links to the system's own
files, so that pkg-config, valac and the compiler see one system with Tendril in it, and nothing
of the build folder.
"""

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
from configparser import ConfigParser
from pathlib import Path

PACKAGE = 'tendril-1'


class Failure(Exception):
    pass


def run(command, env, **options):
    process = subprocess.run(command, env=env, capture_output=True, encoding='utf-8',
                             stdin=subprocess.DEVNULL, **options)
    if process.returncode != 0:
        raise Failure(f'{shlex.join(map(str, command))}: exit {process.returncode}\n'
                      f'{process.stdout}{process.stderr}')
    return process.stdout


def lay_system_beside(system, tree):
    """Links into tree what system has and tree has not."""
    if not tree.exists():
        tree.parent.mkdir(parents=True, exist_ok=True)
        tree.symlink_to(system)
    elif tree.is_dir() and not tree.is_symlink() and system.is_dir():
        for entry in system.iterdir():
            lay_system_beside(entry, tree / entry.name)


class Installed:
    """An installed tree, and the environment in which a person would use it."""

    def __init__(self, root, options):
        self.root = root
        self.options = options
        self.libdir = self.within(options.libdir)
        self.datadir = self.within(options.datadir)
        self.work = root / 'work'

    def within(self, path):
        return self.root / Path(path).relative_to('/')

    def install(self):
        env = {**os.environ, 'DESTDIR': str(self.root)}
        run([self.options.meson, 'install', '-C', self.options.build, '--no-rebuild', '--quiet'], env)
        lay_system_beside(Path('/usr'), self.root / 'usr')
        self.work.mkdir()

    def build_env(self):
        return {
            'PATH': '/usr/bin:/bin',
            'LC_ALL': 'C.UTF-8',
            'ASAN_OPTIONS': 'detect_leaks=0',
            'PKG_CONFIG_PATH': str(self.libdir / 'pkgconfig'),
            'PKG_CONFIG_SYSROOT_DIR': str(self.root),
            'XDG_DATA_DIRS': f'{self.datadir}:/usr/local/share:/usr/share',
        }

    def run_env(self):
        env = {name: value for name, value in os.environ.items()
               if name.startswith(('XDG_', 'G_', 'UBSAN_', 'LSAN_')) or name == 'HOME'}
        env |= {
            'PATH': '/usr/bin:/bin',
            'LC_ALL': 'C.UTF-8',
            'ASAN_OPTIONS': 'detect_leaks=0',
            'LD_LIBRARY_PATH': str(self.libdir),
            'GI_TYPELIB_PATH': str(self.libdir / 'girepository-1.0'),
            'TENDRIL_EXTENSION_PATH': str(self.libdir / PACKAGE / 'extensions'),
            'TENDRIL_TRUST': 'environment',
        }
        for name, pattern in (('PYTHONPATH', '**/gi/overrides/Tendril.py'),
                              ('GJS_PATH', '**/overrides/Tendril.js')):
            for override in self.own_files(pattern):
                env[name] = str(override.parents[2 if name == 'PYTHONPATH' else 1])
        return env

    def own_files(self, pattern):
        """Files of the installed tree; the links to the system are not followed."""
        return [path for path in self.root.glob(pattern) if path.resolve().is_relative_to(self.root)]

    def run_host(self, command):
        env = self.run_env()
        if self.options.preload:
            command = ['/usr/bin/env', f'LD_PRELOAD={self.options.preload}', *command]
        return run(command, env, cwd=self.work)

    def host(self, suffix):
        return Path(self.options.hosts) / f'hello{suffix}'

    def c_host(self):
        flags = shlex.split(run(['pkg-config', '--cflags', '--libs', PACKAGE], self.build_env()))
        if f'-L{self.libdir}' not in flags:
            raise Failure(f'pkg-config does not name the installed library: {shlex.join(flags)}')
        program = self.work / 'hello-c'
        run(['gcc', '-Wall', '-Werror', '-o', program, self.host('.c'), *flags], self.build_env())
        self.check_linked(program)
        return self.run_host([program])

    def vala_host(self):
        program = self.work / 'hello-vala'
        run(['valac', '-X', '-w', '--pkg', PACKAGE, '-d', self.work, '-o', program.name,
             self.host('.vala')], self.build_env())
        self.check_linked(program)
        return self.run_host([program])

    def check_linked(self, program):
        lines = run(['ldd', program], self.run_env()).splitlines()
        if not any('libtendril-1' in line and str(self.libdir) in line for line in lines):
            raise Failure(f'{program.name} does not run with the installed library:\n'
                          + '\n'.join(lines))

    def python_host(self):
        return self.run_host(['/usr/bin/python3', self.host('.py')])

    def javascript_host(self):
        return self.run_host(['/usr/bin/gjs', self.host('.js')])

    def installed_tests(self):
        for path in sorted((self.datadir / 'installed-tests' / PACKAGE).glob('*.test')):
            parser = ConfigParser(interpolation=None)
            parser.read(path)
            program, *arguments = shlex.split(parser['Test']['Exec'])
            if Path(program).is_absolute() and self.within(program).exists():
                program = self.within(program)
            self.run_host([program, *arguments])


def report(number, name, step):
    """Runs a step, prints its test point; what the step printed, or None if it failed."""
    try:
        output = step() or ''
    except (Failure, OSError) as error:
        print(f'not ok {number} - {name}')
        # Of TAP, meson shows a person nothing but the standard error.
        print(error, file=sys.stderr)
        return None
    print(f'ok {number} - {name}')
    return output


def same_output(outputs, expected):
    if any(output != expected for output in outputs):
        raise Failure('not every host prints what it should:\n'
                      + '---\n'.join(map(str, [expected, *outputs])))


def read_options():
    parser = argparse.ArgumentParser()
    for name in ('meson', 'build', 'hosts', 'libdir', 'datadir'):
        parser.add_argument('--' + name, required=True)
    parser.add_argument('--preload', default='', help='the runtime of AddressSanitizer, if any')
    return parser.parse_args()


def main():
    options = read_options()
    with tempfile.TemporaryDirectory(prefix='tendril-installed-') as folder:
        tree = Installed(Path(folder).resolve(), options)
        print('1..7')
        if report(1, 'meson install into an empty folder', tree.install) is None:
            print('Bail out! nothing is installed')
            return 1
        outputs = [
            report(2, 'a C host, by pkg-config', tree.c_host),
            report(3, 'a Vala host, by pkg-config and vapi', tree.vala_host),
            report(4, 'a Python host, by the typelib', tree.python_host),
            report(5, 'a JavaScript host, by the typelib', tree.javascript_host),
        ]
        results = outputs + [
            report(6, 'all hosts print what hello.expected says',
                   lambda: same_output(outputs, tree.host('.expected').read_text())),
            report(7, 'the installed tests, if any', tree.installed_tests),
        ]
    return 1 if None in results else 0


if __name__ == '__main__':
    sys.exit(main())
