#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes a corpus of random expressions: make-random.py SEED COUNT. Equal to the last bit."""

import math
import random
import sys

import oracle
from oracle import BOOL, FLOAT, INT

INTS = [0, 1, -1, 2, 3, -7, 10, 255, 2**31, 2**53 - 1, 2**53 + 1, 2**62, 2**63 - 1, -2**63]
FLOATS = [0.0, -0.0, 1.0, 0.5, -1.5, 0.1, 3.75, 1e16, 1e-5, 2.0**53, 2.0**63, 1e308, 5e-324,
          math.inf, -math.inf, math.nan]

# Of which every bit is defined; copysign is not here since the sign of a nan is not (row 10).
# (type of the result, types of the parameters, what Python has)
FUNCTIONS = {
    'abs': (FLOAT, [FLOAT], abs), 'fabs': (FLOAT, [FLOAT], math.fabs),
    'sqrt': (FLOAT, [FLOAT], oracle.ieee(math.sqrt)), 'float': (FLOAT, [FLOAT], float),
    'isnan': (BOOL, [FLOAT], math.isnan), 'isfinite': (BOOL, [FLOAT], math.isfinite),
    'fmod': (FLOAT, [FLOAT, FLOAT], oracle.ieee(math.fmod)),
    'remainder': (FLOAT, [FLOAT, FLOAT], oracle.ieee(math.remainder)),
    'nextafter': (FLOAT, [FLOAT, FLOAT], math.nextafter),
    'isclose': (BOOL, [FLOAT, FLOAT], math.isclose),
}
WHOLE = {'floor': math.floor, 'ceil': math.ceil, 'trunc': math.trunc, 'int': int, 'round': round}
COUNTING = {'isqrt': (INT, [INT], oracle.counting(math.isqrt)),
            'gcd': (INT, [INT, INT], lambda a, b: oracle.wrap(math.gcd(a, b)))}


def value(kind):
    if kind == BOOL:
        return random.random() < 0.5
    if kind == INT:
        return random.choice(INTS) if random.random() < 0.5 else random.randint(-50, 50)
    return random.choice(FLOATS) if random.random() < 0.5 else random.uniform(-100, 100)


def leaf(parameters):
    if parameters and random.random() < 0.6:
        name = random.choice(list(parameters))
        return oracle.parameter(name, oracle.type_of(parameters[name]))
    return oracle.literal(value(random.choice(oracle.ORDER)))


def expression(depth, parameters):
    def deeper():
        return expression(depth - 1, parameters)

    def several():
        return [deeper() for _ in range(random.randint(2, 4))]

    def comparison():
        operands = several()
        return oracle.chain(operands, random.choices(list(oracle.COMPARISONS),
                                                     k=len(operands) - 1))

    def function():
        name, (result, parameters, run) = random.choice(list(FUNCTIONS.items()))
        arguments = [deeper() for _ in parameters]
        # abs of an int64 is one.
        if name == 'abs' and arguments[0].type != FLOAT:
            result, parameters, run = INT, [INT], lambda a: oracle.wrap(abs(a))
        return oracle.call(name, result, parameters, run, arguments)

    def whole():
        name = random.choice(list(WHOLE))
        argument = deeper()
        return oracle.call(name, INT, [argument.type], oracle.whole(WHOLE[name]), [argument])

    def counting():
        name, (result, parameters, run) = random.choice(list(COUNTING.items()))
        arguments = [deeper() for _ in parameters]
        if FLOAT in [argument.type for argument in arguments]:
            return arguments[0]
        return oracle.call(name, result, parameters, run, arguments)

    if depth == 0 or random.random() < 0.1:
        return leaf(parameters)
    return random.choices([
        lambda: oracle.binary(random.choice(list(oracle.ARITHMETIC)), deeper(), deeper()),
        lambda: oracle.unary(random.choice(list(oracle.UNARY)), deeper()),
        lambda: oracle.literal_power(deeper(), random.randint(0, 5)),
        comparison,
        lambda: oracle.logical(random.choice(['and', 'or']), several()),
        lambda: oracle.negation(deeper()),
        lambda: oracle.conditional(deeper(), deeper(), deeper()),
        lambda: oracle.extreme(random.choice(['min', 'max']), several()),
        function, whole, counting,
    ], [8, 2, 1, 2, 2, 1, 2, 1, 2, 1, 1])[0]()


def main():
    random.seed(int(sys.argv[1]))
    print('[random]')
    for _ in range(int(sys.argv[2])):
        parameters = {name: value(random.choice(oracle.ORDER))
                      for name in 'abc'[:random.randint(0, 3)]}
        line = oracle.case(expression(random.randint(1, 5), parameters), parameters)
        print(line.replace('lambda :', 'lambda:'))


main()
