# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What CPython makes of an expression, after the rules by which the language differs from it.

A "row" is one of the table in docs/language.md; its snippets are tested against this.
"""

import math
import operator

BOOL, INT, FLOAT = 'bool', 'int64', 'float64'
ORDER = [BOOL, INT, FLOAT]
PYTHON_TYPES = {BOOL: bool, INT: int, FLOAT: float}


def type_of(value):
    return {bool: BOOL, int: INT, float: FLOAT}[type(value)]


def common(*types):
    """Row 6: branches, `and`, `or`, min and max have one type: the largest of their operands'."""
    return max(types, key=ORDER.index)


def arithmetic(*types):
    return common(INT, *types)


def wrap(number):
    """Row 1: int64 wraps."""
    return (number + 2**63) % 2**64 - 2**63


def saturate(number):
    """Row 8: floor, ceil, trunc, round and int of what no int64 holds."""
    if math.isnan(number):
        return 0
    if math.isinf(number):
        return 2**63 - 1 if number > 0 else -2**63
    return min(max(int(number), -2**63), 2**63 - 1)


def whole(function):
    """A function to int64, of which saturate () takes what Python raises for."""
    return lambda x: saturate(x if math.isnan(x) or math.isinf(x) else function(x))


def counting(function):
    """Row 9: 0 where there is no such number, and the end of int64 beyond it."""
    def wrapped(*arguments):
        try:
            return saturate(function(*arguments))
        except ValueError:
            return 0
    return wrapped


def divide(a, b):
    """Rows 2 and 4: errors of float64 are inf and nan; `/` is float64."""
    if b != 0:
        return a / b
    if a == 0 or a != a:
        return math.nan
    return math.copysign(math.inf, a) * math.copysign(1.0, b)


def floor_divide(a, b):
    if type(a) is float:
        if b == 0:
            return divide(a, b)
        return a // b
    return wrap(a // b)


def modulo(a, b):
    if type(a) is float:
        return a % b if b != 0 else math.nan
    return wrap(a % b)


def power(a, b):
    """Row 2: math.pow, which is C's but for the errors."""
    try:
        return math.pow(a, b)
    except OverflowError:
        return -math.inf if a < 0 and b % 2 == 1 else math.inf
    except ValueError:
        if a == 0:
            return -math.inf if math.copysign(1, a) < 0 and b % 2 == 1 else math.inf
        return math.nan


def ieee(function, poles={}):
    """Row 2: a function of math, with C's results in place of exceptions."""
    def wrapped(*arguments):
        try:
            return function(*arguments)
        except OverflowError:
            return math.inf
        except ValueError:
            return poles.get(arguments[0], math.nan)
    return wrapped


def wrapped_arithmetic(function):
    return lambda a, b: wrap(function(a, b)) if type(a) is int else function(a, b)


# Operator: (type of the result, what the operands are converted to, the operation).
ARITHMETIC = {
    '+': (arithmetic, arithmetic, wrapped_arithmetic(operator.add)),
    '-': (arithmetic, arithmetic, wrapped_arithmetic(operator.sub)),
    '*': (arithmetic, arithmetic, wrapped_arithmetic(operator.mul)),
    '/': (lambda *_: FLOAT, arithmetic, divide),
    '//': (arithmetic, arithmetic, floor_divide),
    '%': (arithmetic, arithmetic, modulo),
    '**': (lambda *_: FLOAT, lambda *_: FLOAT, power),
}
COMPARISONS = {
    '==': operator.eq, '!=': operator.ne, '<': operator.lt, '<=': operator.le,
    '>': operator.gt, '>=': operator.ge,
}
UNARY = {'-': lambda a: wrap(-a) if type(a) is int else -a, '+': lambda a: a}


def cast(value, to):
    return PYTHON_TYPES[to](value)


class Expression:
    """text, the type it has whatever happens, and run (environment) -> value."""

    def __init__(self, text, kind, run, literal=None):
        self.text = text
        self.type = kind
        self.run = run
        self.literal = literal


def literal(value):
    text = repr(value)
    if value != value or value in (math.inf, -math.inf):
        text = f'({text})'
    elif type(value) is not bool and math.copysign(1, value) < 0:
        text = f'({text})'
    return Expression(text, type_of(value), lambda _: value, value)


def parameter(name, kind):
    return Expression(name, kind, lambda environment: environment[name])


def unary(symbol, a):
    kind = arithmetic(a.type)
    return Expression(f'({symbol} {a.text})', kind,
                      lambda environment: UNARY[symbol](cast(a.run(environment), kind)))


def binary(symbol, a, b):
    if symbol == '**' and a.type != FLOAT and type(b.literal) is int and b.literal >= 0:
        return literal_power(a, b.literal)
    result, operands, function = ARITHMETIC[symbol]
    kind = operands(a.type, b.type)
    return Expression(f'({a.text} {symbol} {b.text})', result(a.type, b.type),
                      lambda environment: function(cast(a.run(environment), kind),
                                                   cast(b.run(environment), kind)))


def literal_power(a, exponent):
    """Row 5: int64 for a literal exponent that is not negative."""
    if a.type == FLOAT:
        return binary('**', a, literal(exponent))

    return Expression(f'({a.text} ** {exponent})', INT,
                      lambda environment: wrap(pow(int(a.run(environment)), exponent, 2**64)))


def chain(operands, symbols):
    text = operands[0].text + ''.join(f' {s} {o.text}' for s, o in zip(symbols, operands[1:]))

    def run(environment):
        left = operands[0].run(environment)
        for symbol, operand in zip(symbols, operands[1:]):
            right = operand.run(environment)
            if not COMPARISONS[symbol](left, right):
                return False
            left = right
        return True
    return Expression(f'({text})', BOOL, run)


def logical(word, operands):
    kind = common(*(operand.type for operand in operands))

    def run(environment):
        for operand in operands:
            value = operand.run(environment)
            if bool(value) == (word == 'or'):
                break
        return cast(value, kind)
    return Expression('(' + f' {word} '.join(o.text for o in operands) + ')', kind, run)


def negation(a):
    return Expression(f'(not {a.text})', BOOL, lambda environment: not a.run(environment))


def conditional(test, then, otherwise):
    kind = common(then.type, otherwise.type)
    return Expression(f'({then.text} if {test.text} else {otherwise.text})', kind,
                      lambda environment: cast((then if test.run(environment) else otherwise)
                                               .run(environment), kind))


def extreme(name, operands):
    kind = common(*(operand.type for operand in operands))
    function = {'min': min, 'max': max}[name]
    return Expression(f'{name} ({", ".join(o.text for o in operands)})', kind,
                      lambda environment: function(cast(o.run(environment), kind)
                                                   for o in operands))


def call(name, result, parameters, function, arguments):
    def run(environment):
        values = [cast(argument.run(environment), kind)
                  for argument, kind in zip(arguments, parameters)]
        return cast(function(*values), result)
    return Expression(f'{name} ({", ".join(a.text for a in arguments)})', result, run)


def case(expression, parameters, tolerant=False):
    """A line of a corpus. parameters: name to value."""
    names = ', '.join(parameters)
    arguments = ', '.join(repr(value) for value in parameters.values())
    try:
        value = expression.run(parameters)
        mark = '~' if tolerant and type(value) is float else ''
        expected = f'{expression.type} {mark}{value!r}'
    except ZeroDivisionError:
        # Row 3: only int64 gets here.
        expected = 'error zero-division'
    return f'lambda {names}: {expression.text} ;; {arguments} => {expected}'
