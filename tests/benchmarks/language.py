#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs one benchmark of the language: run or compile. Fails where a required bound is missed."""

import argparse
import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from measuring import Bound, Limit, print_table, print_value, print_values

ONE_LINER = 'import numba; print (numba.njit (lambda x: x + 1) (123))'
ROUNDS = 40
SLOW_ROUNDS = 5
KIB_PER_MIB = 1024
# 75 operations, of which 5 are calls of GSL; what runs it adds a constant, so that no two are equal.
CALLS = ' + '.join(f'{name} (x)' for name in ('j0', 'j1', 'y0', 'y1', 'i0'))
SOURCE = f'lambda x: {CALLS}' + ''.join(f' + x * {number}.5' for number in range(33))


def parse_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument('kind', choices=('run', 'compile'))
    for name in ('process', 'compile', 'tool', 'bare', 'gsl'):
        parser.add_argument(f'--{name}', type=Path, required=True)
    return parser.parse_args()


def has_numba():
    return importlib.util.find_spec('numba') is not None


def lines_of(command):
    output = subprocess.run(list(map(str, command)), check=True, text=True,
                            stdout=subprocess.PIPE).stdout
    return output.splitlines()


def run_processes(arguments):
    """Processor time of whole processes, interleaved; and their peak in memory."""
    expression = ['lambda x: x + 1', '123']
    cases = {
        'bare-gobject': ([arguments.bare], ROUNDS),
        'tendril-run': ([arguments.tool, 'run', '--isolated', *expression], ROUNDS),
        'tendril-run-gsl': ([arguments.tool, 'run', '--isolated', '--extension-path',
                             arguments.gsl, *expression], ROUNDS),
    }
    if has_numba():
        cases['numba-one-liner'] = (['/usr/bin/python3', '-c', ONE_LINER], SLOW_ROUNDS)
    times = {name: [] for name in cases}
    peaks = {name: 0 for name in cases}
    for number in range(ROUNDS + 1):
        for name, (command, rounds) in cases.items():
            if number > rounds:
                continue
            elapsed, peak = map(int, lines_of([arguments.process, *command])[0].split())
            peaks[name] = max(peaks[name], peak)
            if number > 0:
                times[name].append(elapsed / 1e6)
    medians = {name: statistics.median(values) for name, values in times.items()}
    print_values(medians, 'ms')
    print_values({f'{name}-peak': peak for name, peak in peaks.items()}, 'KiB')
    missed = print_table([
        Bound('numba-one-liner', 'tendril-run', at_least=150),
        Bound('numba-one-liner', 'tendril-run-gsl'),
        Bound('tendril-run', 'bare-gobject', at_most=1.6),
        Bound('tendril-run-gsl', 'bare-gobject'),
    ], medians, 'ratio')
    return missed + print_table([
        Limit('tendril-run', 'bare-gobject', at_most=3 * KIB_PER_MIB),
        Limit('tendril-run-gsl', 'bare-gobject', at_most=None),
    ], peaks, 'KiB')


def run_compile(arguments):
    values = {}
    for _ in range(2):
        ours = lines_of([arguments.compile, arguments.gsl, SOURCE, 1 + 20 * SLOW_ROUNDS])
        values['tier-0'] = statistics.median(map(int, ours[1:])) / 1e6
        if has_numba():
            peer = Path(__file__).with_name('numba_compile.py')
            theirs = lines_of(['/usr/bin/python3', peer, SOURCE, 1 + SLOW_ROUNDS])
            values['numba'] = statistics.median(map(int, theirs[1:])) / 1e6
    print_values({f'{name}-75-operations': value for name, value in values.items()}, 'ms')
    return print_table([Bound('numba', 'tier-0', at_least=20)], values, 'ratio')


def main():
    arguments = parse_arguments()
    with tempfile.TemporaryDirectory() as cache:
        os.environ['XDG_CACHE_HOME'] = cache
        missed = {'run': run_processes, 'compile': run_compile}[arguments.kind](arguments)
    print_value('\nmissed', missed, 'bounds')
    return 1 if missed else 0


if __name__ == '__main__':
    sys.exit(main())
