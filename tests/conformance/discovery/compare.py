# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Compares `tendril entry-points` with importlib.metadata, over this machine's own directories and
over a generated tree. Equal but for the differences that are named in expected_entries()."""

import argparse
import collections
import glob
import importlib.metadata
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

REFERENCE = re.compile(r'(?P<module>[^:\[]+?)\s*(:\s*(?P<attr>[^\[]+?)\s*)?(?P<extras>\[.*\])?')
NATIVE = re.compile(r'[^\W.][\w.+-]*\.(so|js)')
EXTRA = re.compile(r'[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?')
N_GENERATED = 500


def is_dotted(text):
    return all(part.isidentifier() for part in text.split('.'))


def split_value(value):
    """(module, attr, extras) as the specification has it, None where it is no reference."""
    match = REFERENCE.fullmatch(value)
    if not match:
        return None
    module, attr = match['module'], match['attr']
    if not (is_dotted(module) or NATIVE.fullmatch(module)) or (attr is not None and not is_dotted(attr)):
        return None
    extras = [extra.strip() for extra in (match['extras'] or '[]')[1:-1].split(',')]
    return module, attr, tuple(extra for extra in extras if EXTRA.fullmatch(extra))


def canonical(name):
    return re.sub(r'[-_.]+', '-', name).lower()


def version_key(distribution):
    return [int(part) if part.isdigit() else -1 for part in re.split(r'[.+]', distribution.version or '')]


def unique_distributions(path):
    """Difference 1: within one directory importlib takes the first by readdir, we the newest."""
    by_name = collections.defaultdict(list)
    for distribution in importlib.metadata.distributions(path=[path]):
        if distribution.metadata['Name']:
            by_name[canonical(distribution.metadata['Name'])].append(distribution)
    return [max(rivals, key=lambda rival: (version_key(rival), rival._path.name.endswith('.dist-info')))
            for rivals in by_name.values()]


def expected_entries(path):
    entries = collections.Counter()
    for distribution in unique_distributions(path):
        seen = set()
        for entry_point in distribution.entry_points:
            parts = split_value(entry_point.value)
            # Difference 2: a bad reference is no entry; importlib tells at load ().
            if parts is None:
                continue
            # Difference 3: the first of a name in a group counts, importlib keeps both.
            if (entry_point.group, entry_point.name) in seen:
                continue
            seen.add((entry_point.group, entry_point.name))
            module, attr, extras = parts
            # Where importlib itself can take the value apart, it must agree.
            assert entry_point.module == module and entry_point.attr == attr or NATIVE.fullmatch(module), entry_point
            # Difference 4: `a-b` is one extra, importlib makes two of it.
            assert [word for extra in extras for word in re.findall(r'\w+', extra)] == entry_point.extras, entry_point
            entries[entry_point.group, entry_point.name, entry_point.value, module, attr, extras,
                    distribution.metadata['Name'], distribution.version] += 1
    return entries


def found_entries(command, path):
    done = subprocess.run([command, 'entry-points', '--isolated', '--python-path', path, '--json'],
                          stdout=subprocess.PIPE, check=True, timeout=120)
    entries = collections.Counter()
    for line in done.stdout.decode('utf-8').split('\n'):
        if line:
            item = json.loads(line)
            assert set(item) == {'group', 'name', 'value', 'module', 'attr', 'extras', 'dist', 'version',
                                 'path'}, f'keys of {line}'
            assert os.path.dirname(item['path']) == path, f'path of {line}'
            entries[item['group'], item['name'], item['value'], item['module'], item['attr'],
                    tuple(item['extras']), item['dist'], item['version']] += 1
    return entries


def site_directories():
    patterns = ('/usr/lib/python3*/dist-packages', '/usr/local/lib/python3*/dist-packages',
                '/usr/lib*/python3*/site-packages', '/usr/local/lib*/python3*/site-packages')
    found = {path for pattern in patterns for path in glob.glob(pattern) if os.path.isdir(path)}
    return sorted(found | {path for path in sys.path if path.endswith('-packages') and os.path.isdir(path)})


def make_value(rng):
    def dotted():
        return '.'.join(rng.choice(('alpha', 'b2', '_c', 'Delta', 'modül', '模块')) for _ in range(rng.randint(1, 3)))
    value = dotted()
    if rng.random() < 0.8:
        value += rng.choice((':', ' : ', ': ', ' :')) + dotted()
    if rng.random() < 0.2:
        extras = rng.sample(('x', 'y2', 'foo', 'Bar_', 'baz9')[:3] + ('a-b', 'c.d'), rng.randint(0, 3))
        value += rng.choice((' ', '')) + '[' + rng.choice((',', ' , ', ', ')).join(extras) + ']'
    return value


def make_manifest(rng):
    end = rng.choice(('\n', '\n', '\r\n', '\r'))
    lines = []
    for group in rng.sample(('console_scripts', 'g', 'a.b.c', 'gruppe_ü', 'DEFAULT', 'with-hyphen'), rng.randint(0, 4)):
        lines.append(rng.choice(('', '  ')) + f'[{group}]')
        for number in range(rng.randint(0, 5)):
            name = rng.choice(('name', 'Name', 'na me', 'na:me', 'n.a-m_e', 'é', '%(x)s')) + str(number)
            lines.append(rng.choice(('', '', '    ', '\t')) + name + rng.choice((' = ', '=', ' =', '= ')) + make_value(rng))
            lines += rng.choice(([], [], [''], ['# comment = m:f'], ['   ']))
    return (end.join(lines) + rng.choice(('', end))).encode()


def make_tree(root, rng):
    for number in range(N_GENERATED):
        name = rng.choice(('Pkg', 'pkg.sub', 'pkg-hy', 'PKG_under', 'x')) + str(number)
        version = f'{rng.randint(0, 9)}.{rng.randint(0, 20)}'
        escaped = re.sub(r'[-.]+', '_', name) if rng.random() < 0.8 else name.replace('-', '_')
        kind, metadata = rng.choice((('.dist-info', 'METADATA'), ('.dist-info', 'METADATA'),
                                     ('.egg-info', 'PKG-INFO'), ('-py3.11.egg-info', 'PKG-INFO')))
        folder = Path(root, f'{escaped}-{version}{kind}')
        folder.mkdir()
        folder.joinpath(metadata).write_text(
            f'Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nSummary: {number}\n folded\n\nName: body\n')
        if rng.random() < 0.7:
            folder.joinpath('entry_points.txt').write_bytes(make_manifest(rng))


def compare(number, title, command, path):
    try:
        expected, found = expected_entries(path), found_entries(command, path)
        complaints = [f'importlib alone: {entry}' for entry in (expected - found).elements()]
        complaints += [f'tendril alone:   {entry}' for entry in (found - expected).elements()]
    except (AssertionError, subprocess.SubprocessError, ValueError) as error:
        expected, complaints = (), [f'{type(error).__name__}: {error}']
    print(f'{"not " if complaints else ""}ok {number} - {title}, {len(expected)} entries')
    for complaint in complaints[:50]:
        print(f'{title}: {complaint}', file=sys.stderr)
    return not complaints


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--tendril', required=True, type=os.path.abspath)
    parser.add_argument('--seed', type=int, default=1)
    options = parser.parse_args()

    directories = site_directories()
    print(f'1..{len(directories) + 1}')
    good = all([compare(number, path, options.tendril, path) for number, path in enumerate(directories, 1)])
    with tempfile.TemporaryDirectory(prefix='tendril-compare-') as root:
        make_tree(root, random.Random(options.seed))
        title = f'{N_GENERATED} generated distributions, seed {options.seed}'
        good = compare(len(directories) + 1, title, options.tendril, root) and good
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main())
