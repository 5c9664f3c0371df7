# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The include rule: which folder may include which header. The rules are in includes.ini."""

import configparser
import re
import sys
from fnmatch import fnmatch
from pathlib import Path

import guard

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')
UMBRELLA = 'lib/tendril.h'


class Rules:
    def __init__(self, path):
        parser = configparser.ConfigParser(delimiters=('=',), comment_prefixes=('#',))
        parser.optionxform = str
        with open(path, encoding='utf-8') as file:
            parser.read_file(file)
        self.layers = {key: value.split() for key, value in parser['layers'].items()}
        self.public_only = {key: value.split() for key, value in parser['public only'].items()}
        self.foreign = {key: value.split() for key, value in parser['foreign headers'].items()}
        self.no_umbrella = set(parser['not in the umbrella'])

    def below(self, layer):
        """The layer itself and every layer that it may include, directly or not."""
        seen, waiting = set(), [layer]
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += self.layers[name]
        return seen

    def layer_of(self, path):
        """The layer of lib that a file belongs to: the longest path that contains it."""
        fitting = [name for name in self.layers if is_below(path, name)]
        return max(fitting, key=len, default=None)

    def public_headers_for(self, path):
        """(folder, headers) of a file that sees public headers only, or None."""
        folder = None
        for parent in path.parents:
            for pattern, headers in self.public_only.items():
                exact = parent.as_posix() == pattern
                if exact or (same_depth(parent, pattern) and fnmatch(parent.as_posix(), pattern)):
                    if folder is None or exact:
                        folder = (parent.as_posix(), headers)
            if folder is not None:
                return folder
        return None


def is_below(path, folder):
    return path.as_posix().startswith(folder + '/')


def same_depth(path, pattern):
    return len(path.parts) == pattern.count('/') + 1


def is_public(path, rules):
    return (is_below(path, 'lib') and path.name.endswith('.h')
            and not path.name.endswith('-private.h') and not is_below(path, 'lib/gtk')
            and path.name not in rules.no_umbrella)


def header_path(path):
    """The path under which a header is known, whether it is written or generated."""
    return path.with_name(path.name[:-len('.in')]) if path.name.endswith('.in') else path


def read_includes(root, path):
    for number, line in enumerate(guard.read_lines(root, path), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(1)


class Checker:
    def __init__(self, root, rules):
        self.root = root
        self.rules = rules
        self.files = list(guard.source_files(root, guard.C_SUFFIXES, ()))
        self.headers = {}
        for path in map(header_path, self.files):
            if path.suffix in ('.h', '.inc'):
                self.headers.setdefault(path.name, []).append(path)

    def complaints(self):
        yield from self.duplicates()
        yield from self.umbrella()
        for path in self.files:
            if is_below(path, 'lib') and path.as_posix() != UMBRELLA \
                    and not self.rules.layer_of(path) and not self.rules.public_headers_for(path):
                yield f'{path}: includes.ini has no line for this folder'
            for number, header in read_includes(self.root, path):
                for what in self.include(path, header):
                    yield f'{path}:{number}: {what}'

    def duplicates(self):
        for name, paths in self.headers.items():
            inside = [path.as_posix() for path in paths if is_below(path, 'lib')]
            if len(inside) > 1:
                yield f'{name}: the name stands for several headers: {" ".join(inside)}'

    def umbrella(self):
        listed = {header for _, header in read_includes(self.root, Path(UMBRELLA))}
        public = {path.name for paths in self.headers.values() for path in paths
                  if is_public(path, self.rules)}
        for name in sorted(public - listed):
            yield f'{UMBRELLA}: lacks the public header {name} (or call that *-private.h)'
        for name in sorted(listed - public):
            yield f'{UMBRELLA}: includes {name}, which is no public header of lib'

    def include(self, path, header):
        name = Path(header).name
        for pattern, folders in self.rules.foreign.items():
            if fnmatch(header, pattern) and not any(is_below(path, f) for f in folders):
                yield f'<{header}> belongs to {" ".join(folders) or "nobody"}'
        if is_public(header_path(path), self.rules) and name.endswith('-private.h'):
            yield f'a public header includes {name}'

        public_only = self.rules.public_headers_for(path)
        if public_only:
            yield from self.include_from_outside(path, name, *public_only)
        elif is_below(path, 'lib') and path.as_posix() != UMBRELLA:
            yield from self.include_in_lib(path, name)

    def include_from_outside(self, path, name, folder, allowed):
        if name in allowed:
            return
        homes = self.headers.get(name, [])
        if any(is_below(home, folder) for home in homes):
            return
        if homes or name.startswith('tendril'):
            yield f'{name}: {folder} sees only {" ".join(f"<{header}>" for header in allowed)}'

    def include_in_lib(self, path, name):
        layer = self.rules.layer_of(path)
        homes = self.headers.get(name, [])
        if layer is None or not homes or any(home.parent == path.parent for home in homes):
            return
        allowed = self.rules.below(layer)
        if not any(self.rules.layer_of(home) in allowed for home in homes):
            yield f'{name} is in {homes[0].parent}, which {layer} must not see'


def check(root, rules_path=Path(__file__).with_name('includes.ini')):
    return list(Checker(Path(root), Rules(rules_path)).complaints())


if __name__ == '__main__':
    tap = guard.Tap()
    tap.check('every include is one that includes.ini allows', check(sys.argv[1]))
    sys.exit(tap.finish())
