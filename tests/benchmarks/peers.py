# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The peers, measured inside one Python process that is warm; speaks as worker.c does."""

import gc
import importlib
import os
import shutil
import sys
import time
import warnings

GROUP = 'tendril_extensions'
CACHE = os.path.join(os.environ['XDG_CACHE_HOME'], 'python-entrypoints')


def load(name):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            return importlib.import_module(name)
    except ImportError:
        return None


metadata = importlib.import_module('importlib.metadata')
pkg_resources = load('pkg_resources')
stevedore_cache = load('stevedore._cache')
numba_entry_points = load('numba.core.entrypoints')


def run_importlib(paths):
    return len(metadata.entry_points(group=GROUP))


def run_pkg_resources(paths):
    return len(list(pkg_resources.WorkingSet(paths).iter_entry_points(GROUP)))


def run_stevedore(paths):
    """A new Cache each time: what the module keeps in the process is not to be measured."""
    return len(stevedore_cache.Cache(CACHE).get_group_all(GROUP))


def run_numba(paths):
    numba_entry_points._already_initialized = False
    numba_entry_points.init_all()
    return 0


def clear_listing():
    """As in a process that has not listed these directories yet."""
    metadata.MetadataPathFinder().invalidate_caches()


def clear_cache():
    shutil.rmtree(CACHE, ignore_errors=True)


CASES = {
    'importlib': (metadata, run_importlib, None),
    'importlib-first': (metadata, run_importlib, clear_listing),
    'pkg-resources': (pkg_resources, run_pkg_resources, None),
    'stevedore-cold': (stevedore_cache, run_stevedore, clear_cache),
    'stevedore-warm': (stevedore_cache, run_stevedore, None),
    'numba-init-all': (numba_entry_points, run_numba, None),
}


def measure(run, prepare, repetitions, paths):
    times = []
    for _ in range(repetitions + 1):
        if prepare:
            prepare()
        gc.collect()
        start = time.perf_counter_ns()
        count = run(paths)
        times.append(time.perf_counter_ns() - start)
    return [count] + times[1:]


def main():
    for line in sys.stdin:
        name, repetitions, *paths = line.rstrip('\n').split('\t')
        peer, run, prepare = CASES[name]
        if peer is None:
            print('missing', flush=True)
            continue
        usual_path = sys.path
        sys.path = paths
        answer = measure(run, prepare, int(repetitions), paths)
        sys.path = usual_path
        print(*answer, flush=True)


if __name__ == '__main__':
    main()
