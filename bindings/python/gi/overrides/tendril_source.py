# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Finds the source of a function in Python, as a lambda of Tendril's language."""

import ast
import inspect


def contains(node, positions):
    """Whether all that the code came from lies in the node."""
    begin = (node.lineno, node.col_offset)
    end = (node.end_lineno, node.end_col_offset)
    return all(begin <= (line, column) and (end_line, end_column) <= end
               for line, end_line, column, end_column in positions)


def find_node(function):
    lines, _ = inspect.findsource(function)
    text = ''.join(lines)
    code = function.__code__
    # The first instructions have no place in the text, or that of the whole definition.
    positions = [position for position in code.co_positions()
                 if None not in position and position[2] != position[3]]
    wanted = ast.Lambda if code.co_name == '<lambda>' else ast.FunctionDef
    fitting = [node for node in ast.walk(ast.parse(text))
               if isinstance(node, wanted) and getattr(node, 'name', '<lambda>') == code.co_name
               and contains(node, positions)]
    if not fitting:
        raise ValueError(f'{function!r}: its source has changed since it was read')
    # The innermost one: a lambda may stand in another.
    return min(fitting, key=lambda node: len(ast.get_source_segment(text, node))), text


def get_body(node, name):
    body = node.body
    if isinstance(node, ast.Lambda):
        return body
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    if len(body) != 1 or not isinstance(body[0], ast.Return) or body[0].value is None:
        raise ValueError(f'{name}: a function of Tendril is one expression that is returned')
    return body[0].value


def get_source(function):
    if not inspect.isfunction(function):
        raise TypeError(f'{function!r} is no function in Python')
    try:
        node, text = find_node(function)
    except OSError:
        raise ValueError(f'{function!r} has no source to be read: pass the source instead') from None

    arguments = node.args
    if arguments.vararg or arguments.kwarg or arguments.kwonlyargs or arguments.defaults:
        raise ValueError(f'{function.__qualname__}: parameters have no defaults and no stars')
    names = ', '.join(each.arg for each in (*arguments.posonlyargs, *arguments.args))
    body = get_body(node, function.__qualname__)
    # On one line: an expression may be written on several, in brackets that are not its own.
    expression = ' '.join(ast.get_source_segment(text, body).split())
    if '#' in expression:
        expression = ast.unparse(body)
    return f'lambda {names}: {expression}' if names else f'lambda: {expression}'
