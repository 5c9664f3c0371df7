# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The snippets of the chapters on languages are parts of files that tests run."""

import re
import sys
from pathlib import Path

SNIPPET = re.compile(r'^<!-- (\S+) -->\n```\w+\n(.*?)^```$', re.DOTALL | re.MULTILINE)

root = Path(sys.argv[1])
snippets = [(chapter, *match.groups())
            for chapter in sorted((root / 'docs/languages').glob('*.md'))
            for match in SNIPPET.finditer(chapter.read_text())]

print(f'1..{len(snippets) + 1}')
for number, (chapter, file, text) in enumerate(snippets, 1):
    found = text in (root / file).read_text()
    print(f'{"ok" if found else "not ok"} {number} - {chapter.name} shows {file}')
    if not found:
        print(f'not in {file}:\n{text}', file=sys.stderr)
blocks = sum(chapter.read_text().count('\n```\n') for chapter in
             (root / 'docs/languages').glob('*.md'))
complete = blocks == len(snippets)
print(f'{"ok" if complete else "not ok"} {len(snippets) + 1} - every snippet names its file')
