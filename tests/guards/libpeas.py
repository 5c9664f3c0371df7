# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Only one header knows which libpeas Tendril was built with."""

import re
import sys

import guard

THE_ONE_HEADER = 'lib/registry/tendril-peas-private.h'

KNOWS_THE_VERSION = [re.compile(pattern) for pattern in (
    r'#\s*include\s*[<"]libpeas',
    r'#\s*(if|ifdef|ifndef|elif)\b.*PEAS',
    r'\bTENDRIL_(LIB|HAVE_)PEAS\w*',
    r'\bPEAS_(MAJOR|MINOR|MICRO|CHECK)_VERSION\b',
    r'''require_version\s*\(\s*['"]Peas['"]''',
    r'''gi\.versions\.Peas\b''',
    r'''gi://Peas\?version''',
)]

SUFFIXES = guard.C_SUFFIXES + ('.vala', '.py', '.js')


def check(root):
    complaints = []
    for path in guard.source_files(root, SUFFIXES, ()):
        if path.as_posix() == THE_ONE_HEADER or path.as_posix().startswith('tests/guards/'):
            continue
        for number, line in enumerate(guard.read_lines(root, path), 1):
            if any(pattern.search(line) for pattern in KNOWS_THE_VERSION):
                complaints.append(f'{path}:{number}: {line.strip()}')
    return complaints


if __name__ == '__main__':
    tap = guard.Tap()
    tap.check(f'only {THE_ONE_HEADER} knows which libpeas it is', check(sys.argv[1]))
    sys.exit(tap.finish())
