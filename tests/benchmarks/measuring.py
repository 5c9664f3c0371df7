# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Workers that measure, and what is made of their numbers: medians, ratios, the final table."""

import statistics
import subprocess

NAME_WIDTH = 44


class Worker:
    """A process that is asked for one measurement at a time, so that cases can be interleaved."""

    def __init__(self, command, env):
        self.process = subprocess.Popen(command, env=env, text=True, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)

    def ask(self, case, repetitions, paths):
        """Returns what was found and the nanoseconds, or None where the peer is not installed."""
        self.process.stdin.write('\t'.join([case, str(repetitions), *map(str, paths)]) + '\n')
        self.process.stdin.flush()
        answer = self.process.stdout.readline().split()
        if not answer:
            raise RuntimeError(f'{self.process.args[0]} died at {case}')
        if answer[0] == 'missing':
            return None
        return int(answer[0]), [int(word) for word in answer[1:]]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Case:
    """One line of the output: `every` is in how many rounds it takes part once."""

    def __init__(self, name, worker, case, paths, repetitions=3, every=1):
        self.name = name
        self.worker = worker
        self.case = case
        self.paths = paths
        self.repetitions = repetitions
        self.every = every
        self.count = None
        self.times = []

    def run(self):
        answer = self.worker.ask(self.case, self.repetitions, self.paths)
        if answer is None:
            return
        if self.count not in (None, answer[0]):
            raise RuntimeError(f'{self.name} found {answer[0]}, before {self.count}')
        self.count = answer[0]
        self.times += answer[1]


def run_interleaved(cases, rounds):
    """Returns the median of each case in milliseconds, None where it is missing."""
    for number in range(rounds):
        for case in cases:
            if number % case.every == 0:
                case.run()
    return {case.name: statistics.median(case.times) / 1e6 if case.times else None
            for case in cases}


def print_value(name, value, unit):
    text = 'missing' if value is None else f'{value:.4g} {unit}'
    print(f'{name:{NAME_WIDTH}} {text}', flush=True)


def print_values(values, unit):
    for name, value in values.items():
        print_value(name, value, unit)


class Bound:
    """`above / below` must be at most, or at least, the limit; a limit of None only informs.

    `floor` names the system calls that `below` cannot do without: a machine on which `above / floor`
    misses the limit has calls too dear, or a Python too fast, for any program to hold it.
    """

    def __init__(self, above, below, at_most=None, at_least=None, floor=None):
        self.above = above
        self.below = below
        self.at_most = at_most
        self.at_least = at_least
        self.floor = floor
        self.name = f'{above}/{below}'

    def value(self, values):
        return self.quotient(values, self.below)

    def best(self, values):
        return self.quotient(values, self.floor)

    def quotient(self, values, below_name):
        above, below = values.get(self.above), values.get(below_name)
        return None if above is None or below is None else above / below


class Limit(Bound):
    """`above - below` must be at most the limit."""

    def __init__(self, above, below, at_most):
        super().__init__(above, below, at_most=at_most)
        self.name = f'{above} - {below}'

    def value(self, values):
        above, below = values.get(self.above), values.get(self.below)
        return None if above is None or below is None else above - below


def judge(bound, value, best):
    if bound.at_most is None and bound.at_least is None:
        return '', ''
    required = f'<= {bound.at_most:g}' if bound.at_most is not None else f'>= {bound.at_least:g}'
    if value is None:
        return required, 'missing'
    holds = value <= bound.at_most if bound.at_most is not None else value >= bound.at_least
    if not holds and bound.at_least is not None and best is not None and best < bound.at_least:
        return required, f'MISSED (the floor: {best:.3g})'
    return required, 'holds' if holds else 'MISSED'


def print_table(bounds, values, unit):
    """Returns how many bounds are missed; `name value unit` lines first, then the same as a table."""
    rows = [(bound, bound.value(values)) for bound in bounds]
    for bound, value in rows:
        print_value(bound.name.replace(' ', ''), value, unit)

    print(f'\n{"what":{NAME_WIDTH}} {"measured":>10} {"required":>10}')
    missed = 0
    for bound, value in rows:
        required, verdict = judge(bound, value, bound.best(values))
        missed += verdict.startswith('MISSED')
        measured = '-' if value is None else f'{value:.3g}'
        print(f'{bound.name:{NAME_WIDTH}} {measured:>10} {required:>10}  {verdict}'.rstrip())
    return missed
