#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a run with native extensions alone has mapped at its end: maps.py TENDRIL MODULE."""

import pathlib
import shutil
import subprocess
import sys
import tempfile

tool, module = sys.argv[1:]
HEAVY = ('libLLVM', 'libpython', 'libgjs', 'libmozjs')

with tempfile.TemporaryDirectory() as directory:
    shutil.copy(module, pathlib.Path(directory, 'maps.so'))
    metadata = pathlib.Path(directory, 'maps-1.0.dist-info')
    metadata.mkdir()
    (metadata / 'METADATA').write_text('Metadata-Version: 2.1\nName: maps\nVersion: 1.0\n')
    (metadata / 'entry_points.txt').write_text('[tendril_extensions]\ninit = maps.so:maps_init\n')
    run = subprocess.run([tool, 'run', '--isolated', '--extension-path', directory,
                          'lambda x: x + 1', '123'], text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)

print(f'1..{len(HEAVY) + 2}')
results = [('the run gives its result', run.stdout == '124\n'),
           ('the maps are those of the run', 'libtendril-1.so' in run.stderr)]
results += [(f'{name} is not mapped', bool(run.stderr) and name not in run.stderr)
            for name in HEAVY]
for number, (name, ok) in enumerate(results, 1):
    print(f"{'ok' if ok else 'not ok'} {number} - {name}")
sys.exit(not all(ok for _, ok in results))
