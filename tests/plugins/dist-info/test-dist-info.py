# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""tools/tendril-dist-info, checked with importlib.metadata."""

import base64
import hashlib
import importlib.metadata
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL = sys.argv.pop()
TEMPLATE = 'Metadata-Version: 2.1\nName: @NAME@\nVersion: @VERSION@\nSummary: of @NAME@\n'


class DistInfo(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.out = self.root / 'out'
        self.out.mkdir()
        (self.root / 'METADATA.in').write_text(TEMPLATE)
        (self.root / 'manifest').write_text('[tendril_extensions]\ninit = a,b.so:start\n')
        (self.out / 'a,b.so').write_bytes(b'module')

    def run_tool(self, *more, name='My-.Thing', version='1.0', status=0, env=None):
        command = [sys.executable, TOOL, '--name', name, '--version', version,
                   '--metadata', self.root / 'METADATA.in',
                   '--entry-points', self.root / 'manifest', *more]
        done = subprocess.run(command, env={**os.environ, **(env or {})}, capture_output=True,
                              text=True, check=False)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stderr

    def build(self, **more):
        return self.run_tool('--output', self.out, self.out / 'a,b.so', **more)

    def test_python_reads_it(self):
        self.build()
        directory = self.out / 'my_thing-1.0.dist-info'
        dist = importlib.metadata.Distribution.at(directory)
        self.assertEqual((dist.metadata['Name'], dist.version), ('My-.Thing', '1.0'))
        self.assertEqual([(e.group, e.name, e.value) for e in dist.entry_points],
                         [('tendril_extensions', 'init', 'a,b.so:start')])
        self.assertEqual(sorted(map(str, dist.files)), [
            'a,b.so', 'my_thing-1.0.dist-info/METADATA', 'my_thing-1.0.dist-info/RECORD',
            'my_thing-1.0.dist-info/entry_points.txt'])
        for file in dist.files:
            if file.name == 'RECORD':
                self.assertIsNone(file.hash)
                continue
            content = (self.out / file).read_bytes()
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b'=')
            self.assertEqual((file.hash.mode, file.hash.value, file.size),
                             ('sha256', digest.decode(), len(content)))
        self.assertEqual(sorted(os.listdir(directory)), ['METADATA', 'RECORD', 'entry_points.txt'])

    def test_writes_only_what_changed(self):
        self.build()
        directory = self.out / 'my_thing-1.0.dist-info'
        before = {path.name: path.stat().st_ino for path in directory.iterdir()}
        self.build()
        self.assertEqual(before, {path.name: path.stat().st_ino for path in directory.iterdir()})
        (self.out / 'a,b.so').write_bytes(b'another')
        self.build()
        after = {path.name: path.stat().st_ino for path in directory.iterdir()}
        self.assertEqual([name for name in after if after[name] != before[name]], ['RECORD'])

    def test_another_version_goes(self):
        other = self.out / 'other_thing-1.0.dist-info'
        other.mkdir()
        self.build()
        self.build(version='2.0')
        self.assertEqual(sorted(path.name for path in self.out.glob('*.dist-info')),
                         ['my_thing-2.0.dist-info', 'other_thing-1.0.dist-info'])

    def test_destdir(self):
        target = self.root / 'stage/usr/lib/extensions'
        target.mkdir(parents=True)
        (target / 'a,b.so').write_bytes(b'module')
        self.run_tool('--installed', '--output', '/usr/lib/extensions', 'a,b.so',
                      env={'DESTDIR': str(self.root / 'stage')})
        self.assertTrue((target / 'my_thing-1.0.dist-info/RECORD').is_file())

    def test_stamp(self):
        self.run_tool('--output', self.out, '--stamp', self.root / 'stamp')
        self.assertTrue((self.root / 'stamp').is_file())

    def test_refuses(self):
        self.assertIn("'bad name'", self.build(name='bad name', status=1))
        self.assertIn("'../1'", self.build(version='../1', status=1))
        self.assertIn('not beneath', self.run_tool('--output', self.out, self.root / 'manifest',
                                                   status=1))
        self.assertIn('No such file', self.run_tool('--output', self.out, self.out / 'gone.so',
                                                    status=1))
        self.assertEqual(list(self.out.glob('*/RECORD')), [])


unittest.main()
