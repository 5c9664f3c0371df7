# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs the discovery over every case of cases/*.toml and compares; README.md has the format."""

import argparse
import concurrent.futures
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

SAMPLE = 'p/sample-1.0.dist-info'
METADATA = 'Metadata-Version: 2.1\nName: sample\nVersion: 1.0\n'
ENTRY = {'group': 'g', 'attr': None, 'extras': [], 'dist': 'sample', 'version': '1.0'}
DIAGNOSTIC = {'file': f'{SAMPLE}/entry_points.txt', 'line': 0, 'column': 0}
ELEMENT = {'site': False, 'wrong_python': False}
KEYS = {'name', 'rule', 'manifest', 'raw-manifest', 'files', 'raw', 'directories', 'links', 'fifos',
        'sparse', 'modes', 'path', 'group', 'entry-point-name', 'search', 'isolated', 'complete', 'environment',
        'entries', 'diagnostics', 'elements', 'todo', 'repeat', 'needs-user'}
TIMEOUT = 60


def json_lines(text, defaults):
    return [defaults | json.loads(line) for line in text.splitlines() if line.strip()]


def contents(case):
    """(path, bytes) of every regular file, in the order in which they are made."""
    if 'manifest' in case:
        yield f'{SAMPLE}/entry_points.txt', case['manifest'].encode()
    if 'raw-manifest' in case:
        yield f'{SAMPLE}/entry_points.txt', case['raw-manifest'].encode('latin-1')
    if 'manifest' in case or 'raw-manifest' in case:
        yield f'{SAMPLE}/METADATA', METADATA.encode()
    for path, text in case.get('files', {}).items():
        yield path, text.encode()
    for path, text in case.get('raw', {}).items():
        yield path, text.encode('latin-1')
    for path, pieces in case.get('repeat', {}).items():
        yield path, ''.join(text.replace('{n}', str(n)) for text, count in pieces
                            for n in range(count)).encode()


def steps(case, expand):
    """What makes the tree, one callable per file; each takes the root. Names are bytes as Latin-1."""
    def prepare(root, path):
        target = Path(root, os.fsdecode(expand(path).encode('latin-1')))
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def sparse(root, path, size):
        with prepare(root, path).open('wb') as file:
            file.truncate(size)

    for path, data in contents(case):
        yield lambda root, path=path, data=data: prepare(root, path).write_bytes(expand_bytes(data, expand))
    for path in case.get('directories', []):
        yield lambda root, path=path: prepare(root, path).mkdir(exist_ok=True)
    for path, target in case.get('links', {}).items():
        yield lambda root, path=path, target=target: prepare(root, path).symlink_to(expand(target))
    for path in case.get('fifos', []):
        yield lambda root, path=path: os.mkfifo(prepare(root, path))
    for path, size in case.get('sparse', {}).items():
        yield lambda root, path=path, size=size: sparse(root, path, size)


def expand_bytes(data, expand):
    return expand(data.decode('latin-1')).encode('latin-1') if b'{root}' in data else data


class Run:
    def __init__(self, case, options, root, backwards):
        self.case = case
        self.options = options
        self.root = root
        made = list(steps(case, self.expand))
        for step in reversed(made) if backwards else made:
            step(root)
        for path, mode in case.get('modes', {}).items():
            os.chmod(Path(root, path), int(mode, 8))

    def expand(self, text):
        return (text.replace('{root}', self.root).replace('{python}', self.options.python)
                .replace('{extensions}', self.options.extensions))

    def relative(self, path):
        if path is None or path == self.root:
            return path and '.'
        return path.removeprefix(self.root + '/')

    def command(self):
        case = self.case
        kinds = case.get('path', [] if case.get('search') else ['python=p'])
        elements = []
        for element in kinds:
            kind, _, path = element.partition('=')
            path = self.expand(path)
            elements.append(f'{kind}={path if path.startswith("/") else self.root + "/" + path}')
        flags = [flag for key, flag in (('search', '--search'), ('isolated', '--isolated'),
                                           ('complete', '--complete')) if case.get(key)]
        for key, flag in (('group', '--group'), ('entry-point-name', '--name')):
            if key in case:
                flags += [flag, case[key]]
        return [self.options.helper, *flags, '--', *elements]

    def environment(self):
        kept = {key: value for key, value in os.environ.items()
                if key.endswith('SAN_OPTIONS') or key.startswith('G_')}
        home = {'HOME': f'{self.root}/home', 'XDG_DATA_HOME': f'{self.root}/data',
                'XDG_DATA_DIRS': f'{self.root}/dirs', 'LC_ALL': 'C.UTF-8'}
        given = {key: self.expand(value) for key, value in self.case.get('environment', {}).items()}
        return {key: value for key, value in (kept | home | given).items() if value != '(unset)'}

    def concerns(self, item):
        """What this machine has installed is not the case's, nor are other systems' directories."""
        path = item.get('path') or item.get('file') or ''
        if item['kind'] == 'element':
            return not (path.startswith('/usr') and path.endswith('site-packages')) or os.path.exists(path)
        return not path.startswith('/')

    def execute(self):
        done = subprocess.run(self.command(), env=self.environment(), cwd=self.root,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT)
        if done.returncode != 0:
            raise AssertionError(f'exit {done.returncode}: {done.stderr.decode(errors="replace")}')
        items = [json.loads(line) for line in done.stdout.decode('utf-8').split('\n') if line]
        assert items and items[-1] == {'kind': 'done'}, 'the helper stopped half-way'
        for item in items:
            for key in ('path', 'file'):
                if key in item:
                    item[key] = self.relative(item[key])
        if self.case.get('search'):
            items = [item for item in items if self.concerns(item)]
        return items


def differences(what, expected, found):
    """Found items are reduced to the keys that the expectation names."""
    lines = []
    for index in range(max(len(expected), len(found))):
        want = expected[index] if index < len(expected) else None
        have = found[index] if index < len(found) else None
        if want is not None and have is not None:
            have = {key: have.get(key) for key in want}
        if want != have:
            lines += [f'{what} {index}: expected {json.dumps(want)}', f'{what} {index}: found    {json.dumps(have)}']
    return lines


def order(item):
    return json.dumps([item.get(key) for key in ('file', 'line', 'column', 'code', 'severity')])


def compare(case, run):
    found = run.execute()
    of_kind = {kind: [item for item in found if item['kind'] == kind]
               for kind in ('entry', 'diagnostic', 'element')}
    expected = sorted(json_lines(run.expand(case.get('diagnostics', '')), DIAGNOSTIC), key=order)
    lines = differences('entry', json_lines(case.get('entries', ''), ENTRY), of_kind['entry'])
    lines += differences('diagnostic', expected, sorted(of_kind['diagnostic'], key=order))
    if 'elements' in case:
        elements = json_lines(run.expand(case['elements']), ELEMENT)
        for element in elements:
            element['path'] = run.relative(element['path'])
        lines += differences('element', elements, of_kind['element'])
    return lines


def check(case, options):
    """The result must not depend on the order in which a directory was filled."""
    complaints = []
    unknown = set(case) - KEYS
    if unknown:
        return [f'unknown keys {unknown}']
    for backwards in (False, True):
        root = tempfile.mkdtemp(prefix='tendril-conformance-')
        try:
            found = compare(case, Run(case, options, root, backwards))
        except (AssertionError, subprocess.TimeoutExpired, ValueError, OSError) as error:
            found = [f'{type(error).__name__}: {error}']
        finally:
            shutil.rmtree(root, ignore_errors=True)
        complaints += [('backwards: ' if backwards else '') + line for line in found]
    return complaints


def read_cases(folder, pattern):
    names = set()
    for file in sorted(Path(folder).glob('*.toml')):
        for case in tomllib.loads(file.read_text(encoding='utf-8'))['case']:
            case_name = f'{file.stem}/{case["name"]}'
            assert case_name not in names, f'{case_name} stands twice'
            assert case.get('rule'), f'{case_name} names no rule'
            names.add(case_name)
            if pattern in case_name:
                yield case_name, case


def report(number, name, case, complaints):
    """Returns whether the case counts as good."""
    todo = f' # TODO {case["todo"]}' if 'todo' in case else ''
    print(f'{"not " if complaints else ""}ok {number} - {name}{todo}')
    for line in complaints:
        print(f'# {name}: {line}' if todo else f'{name}: {line}', file=sys.stdout if todo else sys.stderr)
    return not complaints or bool(todo)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--helper', required=True, type=os.path.abspath)
    parser.add_argument('--extensions', required=True)
    parser.add_argument('--cases', default=Path(__file__).parent / 'cases')
    parser.add_argument('pattern', nargs='?', default='')
    options = parser.parse_args()
    version = os.readlink('/usr/bin/python3') if os.path.islink('/usr/bin/python3') else ''
    options.python = version.rpartition('python')[2]

    cases = list(read_cases(options.cases, options.pattern))
    print(f'1..{len(cases)}')
    good = True
    with concurrent.futures.ThreadPoolExecutor(max_workers=4) as pool:
        results = pool.map(lambda named: ['SKIP'] if named[1].get('needs-user') and os.geteuid() == 0
                           else check(named[1], options), cases)
        for number, ((name, case), complaints) in enumerate(zip(cases, results), 1):
            if complaints == ['SKIP']:
                print(f'ok {number} - {name} # SKIP root reads everything')
            else:
                good = report(number, name, case, complaints) and good
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main())
