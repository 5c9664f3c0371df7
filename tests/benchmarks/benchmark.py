#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs one benchmark: discovery, start or memory. Fails where a required bound is missed.

The page cache is warm: each measurement comes behind one that is not counted.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import make_trees
from measuring import (Bound, Case, Limit, Worker, print_table, print_value, print_values,
                       run_interleaved)

ROUNDS = {100: 30, 1000: 30, 10000: 10}
START_ROUNDS = 120
MEBIBYTE = 1024

PEERS = ('importlib', 'importlib-first', 'stevedore-warm', 'stevedore-cold', 'pkg-resources',
         'numba-init-all')
OURS = ('floor-scan', 'cold-scan', 'cold-discover', 'floor-stats', 'indexed', 'indexed-discover',
        'floor-directory', 'indexed-directory')


def parse_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument('kind', choices=('discovery', 'start', 'memory'))
    for name in ('trees', 'worker', 'peers', 'memory', 'tool', 'bare'):
        parser.add_argument(f'--{name}', type=Path, required=True)
    return parser.parse_args()


def tree(arguments, kind):
    return arguments.trees / make_trees.tree_name(kind)


def scale_cases(arguments, n, ours, peers):
    paths = [tree(arguments, f'tree-{n}')]
    slow = {'every': 5, 'repetitions': 1} if n > 1000 else {'every': 3, 'repetitions': 1}
    for name in OURS:
        yield Case(f'{name}-{n}', ours, name, paths)
    for name in PEERS:
        usual = name in ('importlib', 'importlib-first', 'stevedore-warm')
        yield Case(f'{name}-{n}', peers, name, paths, **({} if usual else slow))


def split_cases(arguments, ours, peers):
    paths = sorted(tree(arguments, 'split').iterdir())
    for name in ('floor-scan', 'cold-scan', 'floor-stats', 'indexed', 'floor-directory',
                 'indexed-directory'):
        yield Case(f'{name}-200-entries', ours, name, paths)
    yield Case('importlib-200-entries', peers, 'importlib', paths)


def changed_case(arguments, ours):
    folder = tree(arguments, 'tree-1000')
    manifest = sorted(folder.glob('*/entry_points.txt'))[0]
    return Case('one-changed-1000', ours, 'changed', [folder, manifest.parent], repetitions=1)


def discovery_bounds():
    for n, least in ((1000, 11), (10000, 7)):
        for name in ('cold-scan', 'cold-discover'):
            yield Bound(f'{name}-{n}', f'floor-scan-{n}', at_most=1.5)
        yield Bound(f'importlib-{n}', f'cold-scan-{n}', at_least=least, floor=f'floor-scan-{n}')
        yield Bound(f'importlib-first-{n}', f'cold-scan-{n}')
    for n in (1000, 10000):
        yield Bound(f'indexed-{n}', f'floor-stats-{n}', at_most=2)
    for peer, least in (('importlib-1000', 25), ('stevedore-warm-1000', 10)):
        yield Bound(peer, 'indexed-1000', at_least=least, floor='floor-stats-1000')
    yield Bound('importlib-1000', 'indexed-directory-1000', at_least=200,
                floor='floor-directory-1000')
    # Linear: ten times the distributions may cost what ten times the system calls cost, and a
    # quarter more for caches that are no longer big enough.
    yield Bound('cold-scan-10000 per floor', 'cold-scan-1000 per floor', at_most=1.25)
    yield Bound('cold-scan-200-entries', 'floor-scan-200-entries')
    yield Bound('indexed-200-entries', 'floor-stats-200-entries')
    for name in ('stevedore-cold', 'pkg-resources', 'numba-init-all'):
        yield Bound(f'{name}-1000', 'cold-scan-1000')
    for above in ('importlib-10000', 'stevedore-warm-10000', 'pkg-resources-10000'):
        yield Bound(above, 'cold-scan-10000')
    yield Bound('importlib-200-entries', 'cold-scan-200-entries')
    yield Bound('importlib-200-entries', 'indexed-200-entries')
    yield Bound('one-changed-1000', 'indexed-1000')
    yield Bound('cold-scan-10000', 'cold-scan-1000')
    yield Bound('floor-scan-10000', 'floor-scan-1000')


def run_discovery(arguments, env):
    ours = Worker([arguments.worker], env)
    peers = Worker(['/usr/bin/python3', '-W', 'ignore', arguments.peers], env)
    values = {}
    for n, rounds in ROUNDS.items():
        values |= run_interleaved(list(scale_cases(arguments, n, ours, peers)), rounds)
    cases = [*split_cases(arguments, ours, peers), changed_case(arguments, ours)]
    values |= run_interleaved(cases, ROUNDS[1000])
    ours.close()
    peers.close()
    print_values(values, 'ms')
    for n in (1000, 10000):
        values[f'cold-scan-{n} per floor'] = values[f'cold-scan-{n}'] / values[f'floor-scan-{n}']
    return print_table(list(discovery_bounds()), values, 'ratio')


def run_start(arguments, env):
    """Whole processes, with the index that earlier ones have left."""
    paths = ['--isolated', '--python-path', tree(arguments, 'tree-1000')]
    group = ['--group', make_trees.GROUP]
    worker = Worker([arguments.worker], env)
    cases = [
        Case('bare-gobject', worker, 'process', [arguments.bare]),
        Case('tendril-version', worker, 'process', [arguments.tool, '--version']),
        Case('tendril-list-1000', worker, 'process', [arguments.tool, 'list', *paths]),
        Case('tendril-entry-points-1000', worker, 'process',
             [arguments.tool, 'entry-points', *paths, *group]),
        Case('tendril-list-nothing', worker, 'process', [arguments.tool, 'list', '--isolated']),
        Case('tendril-list-machine', worker, 'process', [arguments.tool, 'list']),
    ]
    values = run_interleaved(cases, START_ROUNDS // 3)
    worker.close()
    print_values(values, 'ms')
    bounds = [Limit(name, 'bare-gobject', at_most=2)
              for name in ('tendril-list-1000', 'tendril-entry-points-1000')]
    return print_table(bounds, values, 'ms')


def run_memory(arguments, env):
    """Kibibytes of heap and file mappings that a discovery keeps, and at most has meanwhile."""
    values = {}
    for index in ('off', 'on'):
        for n in (100, 10000):
            command = [arguments.memory, tree(arguments, f'tree-{n}')]
            env_of_run = {**env, 'TENDRIL_INDEX': 'off'} if index == 'off' else env
            for _ in range(2):
                output = subprocess.run(command, env=env_of_run, check=True, text=True,
                                        stdout=subprocess.PIPE).stdout
            for name, value in zip(('kept', 'peak'), output.split()):
                values[f'{name}-{n}-index-{index}'] = int(value) / 1024
    print_values(values, 'KiB')
    bounds = [Limit(f'{name}-10000-index-{index}', f'{name}-100-index-{index}', at_most=MEBIBYTE)
              for index in ('off', 'on') for name in ('kept', 'peak')]
    return print_table(bounds, values, 'KiB')


def main():
    arguments = parse_arguments()
    subprocess.run([sys.executable, make_trees.__file__, arguments.trees], check=True)
    run = {'discovery': run_discovery, 'start': run_start, 'memory': run_memory}[arguments.kind]
    with tempfile.TemporaryDirectory() as cache:
        env = {name: value for name, value in os.environ.items()
               if not name.startswith('TENDRIL_')} | {'XDG_CACHE_HOME': cache}
        missed = run(arguments, env)
    print_value('\nmissed', missed, 'bounds')
    return 1 if missed else 0


if __name__ == '__main__':
    sys.exit(main())
