#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes the trees that the benchmarks scan: make_trees.py FOLDER.

The same trees on every machine; a tree that is there already is kept. GENERATION is part of the
folder's name, so a change of this file must raise it.
"""

import random
import shutil
import sys
from pathlib import Path

GENERATION = 2
GROUP = 'tendril_extensions'
SIZES = (100, 1000, 10000)
WANTED = 50
METADATA_SIZE = 3 * 1024
SPLIT_SIZE = 1000
SPLIT_ENTRIES = 200

SYLLABLES = 'ba co di fle gra hu jo ki lo mi ne or py qua ri sta tu vo xe zan'.split()
OTHER_GROUPS = ('console_scripts', 'gui_scripts', 'pytest11', 'xarray.backends', 'babel.extractors')


def tree_name(kind):
    return f'{kind}-generation-{GENERATION}'


def metadata(name, version, rng):
    header = (f'Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n'
              f'Summary: What {name} does, in one line\n'
              f'Home-page: https://example.org/{name}\n'
              f'Author: The authors of {name}\nAuthor-email: {name}@example.org\n'
              'License: MIT\nClassifier: Programming Language :: Python :: 3\n'
              'Classifier: License :: OSI Approved :: MIT License\nRequires-Python: >=3.8\n'
              'Requires-Dist: numpy (>=1.20)\nRequires-Dist: packaging\n\n')
    words = []
    length = len(header)
    while length < METADATA_SIZE:
        word = rng.choice(SYLLABLES) + rng.choice(SYLLABLES)
        words.append(word + ('\n' if len(words) % 12 == 11 else ' '))
        length += len(words[-1])
    return (header + ''.join(words))[:METADATA_SIZE]


def manifest(name, wanted, rng):
    lines = []
    for group in rng.sample(OTHER_GROUPS, rng.randint(1, 2)):
        lines.append(f'[{group}]')
        lines += [f'{name}-{i} = {name}.cli:main_{i}' for i in range(rng.randint(1, 3))]
        lines.append('')
    if wanted:
        lines += [f'[{GROUP}]', f'init = {name}.extension:init', '']
    return '\n'.join(lines)


def make_module(folder, name):
    """What the wanted entry points name: an extension without its module is told to be stale."""
    package = folder / name
    package.mkdir()
    (package / '__init__.py').touch()
    (package / 'extension.py').write_text('def init():\n    pass\n', 'utf-8')


def names(n, rng):
    found = set()
    while len(found) < n:
        stem = ''.join(rng.choice(SYLLABLES) for _ in range(rng.randint(3, 5)))
        found.add(stem if rng.random() < 0.6 else f'{stem}_{rng.choice(SYLLABLES)}')
    return sorted(found)


def make_distribution(folder, name, version, entry_points, rng):
    directory = folder / f'{name}-{version}.dist-info'
    directory.mkdir(parents=True)
    (directory / 'METADATA').write_text(metadata(name, version, rng), 'utf-8')
    (directory / 'RECORD').write_text(f'{directory.name}/METADATA,,\n', 'utf-8')
    if entry_points:
        (directory / 'entry_points.txt').write_text(entry_points, 'utf-8')


def make_tree(folder, n, n_entries):
    """n distributions, a quarter with manifests, over n_entries directories."""
    rng = random.Random(n * 1000 + n_entries)
    order = list(range(n))
    rng.shuffle(order)
    wanted = set(order[:WANTED])
    with_manifest = set(order[:max(n // 4, WANTED)])
    for i, name in enumerate(names(n, rng)):
        version = f'{rng.randint(0, 9)}.{rng.randint(0, 20)}.{rng.randint(0, 9)}'
        text = manifest(name, i in wanted, rng) if i in with_manifest else None
        place = folder if n_entries == 1 else folder / f'entry-{i % n_entries:03}'
        make_distribution(place, name, version, text, rng)
        if i in wanted:
            make_module(place, name)


def ensure_tree(root, kind, n, n_entries):
    """A tree is renamed into place, so an interrupted run leaves nothing that looks complete."""
    folder = root / tree_name(kind)
    if folder.is_dir():
        return
    part = root / f'{kind}.part'
    shutil.rmtree(part, ignore_errors=True)
    make_tree(part, n, n_entries)
    part.rename(folder)


def main():
    root = Path(sys.argv[1])
    root.mkdir(parents=True, exist_ok=True)
    for n in SIZES:
        ensure_tree(root, f'tree-{n}', n, 1)
    ensure_tree(root, 'split', SPLIT_SIZE, SPLIT_ENTRIES)


if __name__ == '__main__':
    main()
