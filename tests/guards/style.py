# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""House style: what a formatter does not see. The limits are explained in CONTRIBUTING.md."""

import re
import sys

import guard

MAX_FILE_LINES = 800
MAX_FUNCTION_LINES = 60
LONG_FUNCTION_LINES = 40

# REUSE-IgnoreStart
COPYRIGHT = re.compile(r'^(/\*|//|#) SPDX-FileCopyrightText: \d{4} \S.*?( \*/)?$')
LICENSE = re.compile(r'^(/\*|//|#) SPDX-License-Identifier: (\S+)( \*/)?$')
# REUSE-IgnoreEnd
LICENSES = ('LGPL-2.1-or-later', 'GPL-3.0-or-later')
GPL_FOLDER = 'plugins/gsl/'


def check_header(path, lines):
    if lines and lines[0].startswith('#!'):
        lines = lines[1:]
    license_line = LICENSE.match(lines[1]) if len(lines) > 1 else None
    if not license_line or not COPYRIGHT.match(lines[0]):
        return [f'{path}:1: the first two lines are not the SPDX ones']
    if license_line.group(2) not in LICENSES:
        return [f'{path}:2: the licence is not one of {" ".join(LICENSES)}']
    if license_line.group(2).startswith('GPL') and not path.as_posix().startswith(GPL_FOLDER):
        return [f'{path}:2: only {GPL_FOLDER} is under the GPL']
    return []


def check_length(path, lines):
    if len(lines) >= MAX_FILE_LINES:
        return [f'{path}: {len(lines)} lines, {MAX_FILE_LINES} are too many']
    return []


def check_blanks(path, lines):
    for number, line in enumerate(lines, 1):
        if line != line.rstrip():
            yield f'{path}:{number}: blanks at the end of the line'
        if '\t' in line:
            yield f'{path}:{number}: a tab'


def functions(lines):
    """(line, name, lines of code) of each C function: GNU style has its braces in column 1."""
    start = None
    for number, line in enumerate(lines, 1):
        if line == '{':
            start = number
        elif line == '}' and start is not None:
            yield start, function_name(lines, start), lines_of_code(lines[start:number - 1])
            start = None


def lines_of_code(lines):
    """Documentation of properties and signals stands inside class_init, and does not count."""
    text = re.sub(r'/\*.*?\*/', '', '\n'.join(lines), flags=re.DOTALL)
    return sum(1 for line in text.splitlines() if line.strip())


def function_name(lines, start):
    for line in reversed(lines[max(0, start - 25):start - 1]):
        match = re.match(r'^(\w+) \(', line)
        if match:
            return match.group(1)
    return '?'


def check(root):
    """Returns the complaints of each check by its name, and the functions worth a look."""
    complaints = {'SPDX header': [], 'length of files': [], 'blanks': [], 'length of functions': []}
    advice = []
    for path in guard.source_files(root):
        lines = guard.read_lines(root, path)
        complaints['SPDX header'] += check_header(path, lines)
        complaints['length of files'] += check_length(path, lines)
        complaints['blanks'] += check_blanks(path, lines)
        if not path.name.endswith(guard.C_SUFFIXES):
            continue
        for number, name, length in functions(lines):
            if length > MAX_FUNCTION_LINES:
                complaints['length of functions'].append(
                    f'{path}:{number}: {name} has {length} lines of code, more than {MAX_FUNCTION_LINES}')
            elif length > LONG_FUNCTION_LINES:
                advice.append(f'advice: {path}:{number}: {name} has {length} lines of code')
    return complaints, advice


def main():
    tap = guard.Tap()
    complaints, advice = check(sys.argv[1])
    for name, found in complaints.items():
        tap.check(name, found)
    for text in advice:
        tap.note(text)
    return tap.finish()


if __name__ == '__main__':
    sys.exit(main())
