#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds docs/language.md to the code: document.py TEST-LANGUAGE SOURCE-ROOT."""

import pathlib
import re
import subprocess
import sys
import tempfile

program, root = sys.argv[1], pathlib.Path(sys.argv[2])
text = (root / 'docs/language.md').read_text()


def section(title):
    return re.search(rf'^## {title}\n(.*?)(?=^## |\Z)', text, re.DOTALL | re.MULTILINE)[1]


def examples():
    blocks = re.findall(r'^```tendril\n(.*?)^```$', text, re.DOTALL | re.MULTILINE)
    with tempfile.NamedTemporaryFile('w', suffix='.corpus') as corpus:
        corpus.write('[language.md]\n' + ''.join(blocks))
        corpus.flush()
        run = subprocess.run([program, '-k', corpus.name], stdout=subprocess.PIPE, text=True)
    return '' if blocks and run.returncode == 0 else run.stdout


def rows():
    """Every row is one that the oracle, or what uses it, applies, and none is made up."""
    known = set(re.findall(r'^\| (\d+) \|', section('Where it differs from Python 3'), re.MULTILINE))
    applied = set()
    for name in ('oracle.py', 'make-cells.py', 'make-random.py'):
        code = (root / 'tests/conformance/language' / name).read_text()
        for words in re.findall(r'\b[Rr]ows? (\d+(?: and \d+)*)', code):
            applied |= set(words.split(' and '))
    return f'{sorted(known ^ applied)}' if known != applied else ''


def functions():
    """The table names the built-ins, no more and no fewer."""
    code = (root / 'lib/builtins/tendril-builtins.c').read_text()
    names = set(re.findall(r'\{ "(\w+)", ', code))
    told = set(re.findall(r'`(\w+)`', section('Functions and constants'))) - {'math'}
    return f'{sorted(names ^ told)}' if names != told else ''


def limits():
    code = (root / 'lib/compiler/tendril-limits-private.h').read_text()
    defined = {name: eval(value) for name, value in
               re.findall(r'^#define (TENDRIL_MAX_\w+) (.+)$', code, re.MULTILINE)}
    told = {name: int(value) for name, value in
            re.findall(r'^\| `(TENDRIL_MAX_\w+)` \| (\d+) \|', text, re.MULTILINE)}
    return f'{set(defined.items()) ^ set(told.items())}' if defined != told else ''


checks = [examples, rows, functions, limits]
print(f'1..{len(checks)}')
failures = 0
for number, check in enumerate(checks, 1):
    detail = check()
    failures += bool(detail)
    print(f"{'not ok' if detail else 'ok'} {number} - {check.__name__}")
    for line in detail.splitlines():
        print(f'# {line}')
sys.exit(failures != 0)
