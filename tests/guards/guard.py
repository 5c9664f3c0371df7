# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the guards share: walking the source tree, and reporting as TAP."""

import os
import sys
from pathlib import Path

C_SUFFIXES = ('.c', '.h', '.inc', '.c.in', '.h.in')
SOURCE_SUFFIXES = C_SUFFIXES + ('.vala', '.py', '.js', '.ts', '.pyi', '.sh')
SOURCE_NAMES = ('meson.build', 'meson_options.txt', 'bootstrap', '.ci/run')

# Data that looks like source: what tests read, and often wrong on purpose.
NOT_SOURCE = ('tests/fixtures', 'tests/corpus', 'subprojects')


def source_files(root, suffixes=SOURCE_SUFFIXES, names=SOURCE_NAMES):
    """Yields the paths of the sources beneath root, relative to it, in a stable order."""
    for folder, subfolders, files in os.walk(root):
        relative = Path(folder).relative_to(root)
        subfolders[:] = sorted(
            name for name in subfolders
            if name == '.ci' or not name.startswith(('_build', '.', '__pycache__'))
            and (relative / name).as_posix() not in NOT_SOURCE
            and not (Path(folder) / name / 'build.ninja').exists())
        for name in sorted(files):
            path = relative / name
            if name.endswith(suffixes) or name in names or path.as_posix() in names:
                yield path


def read_lines(root, path):
    return (Path(root) / path).read_text(encoding='utf-8').splitlines()


class Tap:
    """One test point per check; what a check complains about goes to the standard error."""

    def __init__(self):
        self.count = 0
        self.failed = False

    def check(self, name, complaints):
        self.count += 1
        print(f'{"not " if complaints else ""}ok {self.count} - {name}')
        # Of TAP, meson shows a person nothing but the standard error.
        for complaint in complaints:
            print(complaint, file=sys.stderr)
        self.failed = self.failed or bool(complaints)

    def note(self, text):
        print(f'# {text}')

    def finish(self):
        print(f'1..{self.count}')
        return 1 if self.failed else 0
