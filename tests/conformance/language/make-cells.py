#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes cells.corpus: every operator and function with every combination of types."""

import itertools
import math

import oracle
from oracle import BOOL, FLOAT, INT, ieee

VALUES = {
    BOOL: [False, True],
    INT: [0, -1, 7, 2**53 + 1, 2**63 - 1, -2**63],
    FLOAT: [0.0, -0.0, -1.5, 2.5, 2.0**63, 1e300, -math.inf, math.nan],
}
SMALL = {
    BOOL: [False, True],
    INT: [0, 1, -1, 5, -7],
    FLOAT: [-0.0, 0.5, -0.75, 2.5, -3.25, 40.0, math.inf, -math.inf, math.nan],
}
COUNTS = {BOOL: [False, True], INT: [0, -1, 3, 20, 21, 33, 66]}
CLOSE = {
    BOOL: [False, True],
    INT: [0, 1, 2**53 + 1, -2**63],
    FLOAT: [-0.0, 1.0000000001, 1.00000001, 5e-324, 2.0**53, math.inf, -math.inf, math.nan],
}

# Of one float64, as libm has them: to 4 units in the last place.
TRANSCENDENTAL = {
    'exp': {}, 'expm1': {}, 'exp2': {}, 'log': {0.0: -math.inf}, 'log2': {0.0: -math.inf},
    'log10': {0.0: -math.inf}, 'log1p': {-1.0: -math.inf}, 'cbrt': {}, 'sin': {}, 'cos': {},
    'tan': {}, 'asin': {}, 'acos': {}, 'atan': {}, 'sinh': {}, 'cosh': {}, 'tanh': {},
    'asinh': {}, 'acosh': {}, 'atanh': {1.0: math.inf, -1.0: -math.inf}, 'erf': {}, 'erfc': {},
    'degrees': {}, 'radians': {},
}
# Row 7: gamma and lgamma are libm's; CPython has its own, which are less exact: see rules.corpus.
EXACT = {
    'fabs': (FLOAT, [FLOAT], math.fabs),
    'sqrt': (FLOAT, [FLOAT], ieee(math.sqrt)),
    'ulp': (FLOAT, [FLOAT], math.ulp),
    'isnan': (BOOL, [FLOAT], math.isnan),
    'isinf': (BOOL, [FLOAT], math.isinf),
    'isfinite': (BOOL, [FLOAT], math.isfinite),
    'float': (FLOAT, [FLOAT], float),
    'copysign': (FLOAT, [FLOAT, FLOAT], math.copysign),
    'nextafter': (FLOAT, [FLOAT, FLOAT], math.nextafter),
    'fmod': (FLOAT, [FLOAT, FLOAT], ieee(math.fmod)),
    'remainder': (FLOAT, [FLOAT, FLOAT], ieee(math.remainder)),
    'pow': (FLOAT, [FLOAT, FLOAT], oracle.power),
}


ROUNDING = {'floor': math.floor, 'ceil': math.ceil, 'trunc': math.trunc, 'round': round,
            'int': int}


def arguments(values, types):
    for combination in itertools.product(*(values[kind] for kind in types)):
        parameters = dict(zip('ab', combination))
        yield parameters, [oracle.parameter(name, kind) for name, kind in zip('ab', types)]


def section(name, lines):
    # GTest makes a path of it.
    print('\n[' + name.replace('/', '÷') + ']')
    print(*lines, sep='\n')


def pairs(make, values=VALUES):
    for types in itertools.product(oracle.ORDER, repeat=2):
        for parameters, operands in arguments(values, types):
            yield oracle.case(make(*operands), parameters)


def singles(make, values=VALUES, types=oracle.ORDER, tolerant=False):
    for kind in types:
        for parameters, operands in arguments(values, [kind]):
            yield oracle.case(make(*operands), parameters, tolerant)


def operators():
    for symbol in oracle.ARITHMETIC:
        section(f'a {symbol} b', pairs(lambda a, b: oracle.binary(symbol, a, b)))
    for symbol in oracle.COMPARISONS:
        section(f'a {symbol} b', pairs(lambda a, b: oracle.chain([a, b], [symbol])))
    for word in ('and', 'or'):
        section(f'a {word} b', pairs(lambda a, b: oracle.logical(word, [a, b])))
    section('a if a else b', pairs(lambda a, b: oracle.conditional(a, a, b)))
    for name in ('min', 'max'):
        section(name, pairs(lambda a, b: oracle.extreme(name, [a, b])))
    for symbol in oracle.UNARY:
        section(f'{symbol}a', singles(lambda a: oracle.unary(symbol, a)))
    section('not a', singles(oracle.negation))
    for exponent in (0, 1, 2, 3, 63, 64):
        section(f'a ** {exponent}', singles(lambda a: oracle.literal_power(a, exponent)))


def functions():
    section('abs', itertools.chain(
        singles(lambda a: oracle.call('abs', INT, [INT], lambda x: oracle.wrap(abs(x)), [a]),
                types=[BOOL, INT]),
        singles(lambda a: oracle.call('abs', FLOAT, [FLOAT], abs, [a]), types=[FLOAT])))
    section('bool', singles(lambda a: oracle.call('bool', BOOL, [a.type], bool, [a])))
    for name, function in ROUNDING.items():
        section(name, singles(lambda a: oracle.call(name, INT, [a.type], oracle.whole(function), [a])))
    for name, (result, parameters, function) in EXACT.items():
        make = {1: singles, 2: pairs}[len(parameters)]
        section(name, make(lambda *operands: oracle.call(name, result, parameters, function,
                                                         operands), SMALL))
    for name, poles in TRANSCENDENTAL.items():
        function = ieee(getattr(math, name), poles)
        section(name, singles(lambda a: oracle.call(name, FLOAT, [FLOAT], function, [a]), SMALL,
                              tolerant=True))
    for name in ('gcd', 'lcm'):
        function = getattr(math, name)
        lines = [line for types in itertools.product([BOOL, INT], repeat=2)
                 for line in (oracle.case(oracle.call(name, INT, [INT, INT],
                                                      lambda a, b: oracle.wrap(function(a, b)),
                                                      operands), parameters)
                              for parameters, operands in arguments(VALUES, types))]
        section(name, lines)
    for name in ('isqrt', 'factorial'):
        function = oracle.counting(getattr(math, name))
        section(name, singles(lambda a: oracle.call(name, INT, [INT], function, [a]), COUNTS,
                              [BOOL, INT]))
    for name in ('comb', 'perm'):
        function = oracle.counting(getattr(math, name))
        section(name, [oracle.case(oracle.call(name, INT, [INT, INT], function, operands),
                                   parameters)
                       for types in itertools.product([BOOL, INT], repeat=2)
                       for parameters, operands in arguments(COUNTS, types)])
    section('isclose', pairs(lambda a, b: oracle.call('isclose', BOOL, [FLOAT, FLOAT],
                                                      math.isclose, [a, b]), CLOSE))
    for places in (-2, -1, 0, 1, 3):
        section(f'round (a, {places})', singles(
            lambda a: oracle.call('round', a.type, [a.type], lambda x: round(x, places),
                                  [a, oracle.literal(places)]), SMALL, [INT, FLOAT]))


# REUSE-IgnoreStart
print('# SPDX-FileCopyrightText: 2026 The Tendril authors')
print('# SPDX-License-Identifier: LGPL-2.1-or-later')
# REUSE-IgnoreEnd
print('#\n# Written by make-cells.py: ./make-cells.py > cells.corpus')
operators()
functions()
