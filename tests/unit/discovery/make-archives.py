#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes the archives of test-archive.c into a folder, and what importlib.metadata reads in them."""

import importlib.metadata
import io
import os
import struct
import sys
import warnings
import zipfile
from pathlib import Path

ENTRIES = '[tendril_extensions]\ninit = {0}:init\n[console_scripts]\n{0} = {0}:main [extra]\n'
# What importlib.metadata is asked about as well: function -> name of the archive.
GOOD = {}
BAD = {}


def archive(name, table=None):
    def add(function):
        (GOOD if table is None else table)[name] = function
        return function
    return add


def members(name='foo', version='1.0', folder=None):
    folder = folder or f'{name}-{version}.dist-info'
    file = 'PKG-INFO' if folder.endswith(('egg-info', 'EGG-INFO')) else 'METADATA'
    return {
        f'{name}/__init__.py': 'x = 1\n' * 100,
        f'{folder}/{file}': f'Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n',
        f'{folder}/entry_points.txt': ENTRIES.format(name),
        f'{folder}/RECORD': '',
    }


def pack(contents, compression=zipfile.ZIP_DEFLATED, comment=b''):
    file = io.BytesIO()
    with zipfile.ZipFile(file, 'w', compression) as zip_file:
        for name, text in contents.items() if isinstance(contents, dict) else contents:
            zip_file.writestr(name, text)
        zip_file.comment = comment
    return file.getvalue()


def find_headers(data, name):
    """Where the local and the central header of a member begin."""
    local = data.index(name) - 30
    central = data.rindex(name) - 46
    assert data[local:local + 4] == b'PK\3\4' and data[central:central + 4] == b'PK\1\2'
    return local, central


def patch(data, offset, new):
    return data[:offset] + new + data[offset + len(new):]


# --- good ------------------------------------------------------------------------------------

@archive('wheel.whl')
def wheel():
    return pack(members())


@archive('stored.whl')
def stored():
    return pack(members(), zipfile.ZIP_STORED)


@archive('bzip2.whl')
def bzip2():
    return pack(members(), zipfile.ZIP_BZIP2)


@archive('lzma.whl')
def lzma():
    return pack(members(), zipfile.ZIP_LZMA)


@archive('any-name')
def any_name():
    return pack(members())


@archive('upper.ZIP')
def upper():
    return pack(members())


@archive('Foo_Bar-1.0-py3.11.egg')
def egg():
    return pack(members('foo_bar', folder='EGG-INFO'))


@archive('mixed_case-1.0.EGG')
def egg_case():
    return pack(members('mixed_case', folder='egg-info'))


@archive('no-egg.zip')
def egg_info_in_no_egg():
    return pack(members(folder='EGG-INFO'))


@archive('both-1.0.egg')
def egg_with_dist_info():
    return pack({**members('both', folder='EGG-INFO'), **members('other')})


@archive('egg-info.zip')
def egg_info():
    return pack(members(folder='foo-1.0-py3.11.egg-info'))


@archive('egg-info-file.zip')
def egg_info_file():
    return pack({'foo-1.0.egg-info': 'Name: foo\nVersion: 1.0\n', 'foo.py': ''})


@archive('prefixed.pyz')
def prefixed():
    return b'#!/usr/bin/python3\n' + pack(members())


@archive('commented.zip')
def commented():
    return pack(members(), comment=b'c' * 5000)


@archive('comment-with-end.zip')
def comment_with_signature():
    return pack(members(), comment=b'PK\5 and more')


@archive('several.zip')
def several():
    return pack({**members('foo'), **members('bar'), **members('baz', '2.0')})


@archive('nested.zip')
def nested():
    inner = {f'vendor/{name}': text for name, text in members('inner').items()}
    return pack({**members(), **inner})


@archive('dot-dot.zip')
def dot_dot():
    outer = {f'{prefix}{name}': text for prefix in ('../', '/', './', '../../tmp/')
             for name, text in members('evil').items()}
    return pack({**members(), **outer})


@archive('twice.zip')
def twice():
    contents = list(members().items())
    return pack(contents + [('foo-1.0.dist-info/entry_points.txt', ENTRIES.format('last'))])


@archive('directories.zip')
def directories():
    return pack({'foo/': '', 'foo-1.0.dist-info/': '', **members()})


@archive('manifest-directory.zip')
def manifest_directory():
    return pack({**members('bar'), 'foo-1.0.dist-info/entry_points.txt/x': '',
                 'foo-1.0.dist-info/METADATA': 'Name: foo\nVersion: 1.0\n'})


@archive('unicode.zip')
def unicode_name():
    return pack({**members(), **members('f\u00f6\u00f6')})


@archive('nul.zip')
def nul():
    return pack({'foo-1.0.dist-info/METADATAxjunk': 'Name: foo\nVersion: 1.0\n',
                 'foo-1.0.dist-info/entry_points.txt': ENTRIES.format('foo')}
                ).replace(b'METADATAx', b'METADATA\0')


@archive('zip64.zip')
def zip64():
    file = io.BytesIO()
    with zipfile.ZipFile(file, 'w', zipfile.ZIP_DEFLATED) as zip_file:
        for name, text in members().items():
            with zip_file.open(zipfile.ZipInfo(name), 'w', force_zip64=True) as member:
                member.write(text.encode())
    return file.getvalue()


@archive('streamed.zip')
def streamed():
    """With data descriptors behind the members, as a pipe writes it."""
    class Pipe(io.RawIOBase):
        data = b''

        def writable(self):
            return True

        def write(self, block):
            self.data += bytes(block)
            return len(block)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, 'w', zipfile.ZIP_DEFLATED) as zip_file:
        for name, text in members().items():
            zip_file.writestr(name, text)
    return pipe.data


@archive('deleted.zip')
def deleted():
    """A member that the central directory no longer lists is not there."""
    data = pack({**members('gone'), **members()})
    _, first = find_headers(data, b'gone/__init__.py')
    start = data.index(b'PK\1\2')
    assert first == start
    end = data.rindex(b'PK\5\6')
    keep = data.index(b'PK\1\2', data.rindex(b'gone-1.0.dist-info/RECORD'))
    central = data[keep:end]
    return data[:start] + central + struct.pack('<4s4H2LH', b'PK\5\6', 0, 0, 4, 4, len(central),
                                                start, 0)


@archive('empty.zip')
def empty():
    return pack({})


@archive('plain-text')
def plain_text():
    return b'no archive at all\n'


@archive('no-bytes')
def no_bytes():
    return b''


# --- bad, or another opinion -----------------------------------------------------------------

@archive('backslash.zip', BAD)
def backslash():
    return pack({**members(), 'evil-1.0.dist-info\\entry_points.txt': ENTRIES.format('evil')})


@archive('crc.zip', BAD)
def crc():
    """The sum of one manifest is wrong, the other distribution is sound."""
    data = pack({**members('foo'), **members('bar')}, zipfile.ZIP_STORED)
    return data.replace(b'foo:init', b'foo:evil', 1)


@archive('deflate.zip', BAD)
def deflate():
    data = pack({**members('foo'), **members('bar')})
    local, _ = find_headers(data, b'foo-1.0.dist-info/entry_points.txt')
    return patch(data, local + 30 + len('foo-1.0.dist-info/entry_points.txt'), b'\xff' * 8)


@archive('encrypted.zip', BAD)
def encrypted():
    data = pack({**members('foo'), **members('bar')})
    local, central = find_headers(data, b'foo-1.0.dist-info/entry_points.txt')
    data = patch(data, local + 6, bytes([data[local + 6] | 1]))
    return patch(data, central + 8, bytes([data[central + 8] | 1]))


@archive('method.zip', BAD)
def unknown_method():
    data = pack({**members('foo'), **members('bar')})
    local, central = find_headers(data, b'foo-1.0.dist-info/entry_points.txt')
    return patch(patch(data, local + 8, b'\x63\0'), central + 10, b'\x63\0')


@archive('link.zip', BAD)
def symbolic_link():
    contents = {**members('foo'), **members('bar')}
    info = zipfile.ZipInfo('foo-1.0.dist-info/entry_points.txt')
    info.create_system = 3
    info.external_attr = 0o120777 << 16
    del contents[info.filename]
    return pack(list(contents.items()) + [(info, '/etc/passwd')])


@archive('bomb.zip', BAD)
def bomb():
    return pack({**members('foo'), **members('bar'),
                 'foo-1.0.dist-info/entry_points.txt': 'x' * 40_000_000})


@archive('lie.zip', BAD)
def lying_size():
    data = pack({**members('bar'), 'foo-1.0.dist-info/entry_points.txt': 'x' * 100_000})
    local, central = find_headers(data, b'foo-1.0.dist-info/entry_points.txt')
    return patch(patch(data, local + 22, b'\x05\0\0\0'), central + 24, b'\x05\0\0\0')


@archive('contents.zip', BAD)
def too_much_in_all():
    """Each file is within its limit, all of them are not."""
    return pack({f'p{i}-1.0.dist-info/METADATA': 'x' * 4_000_000 for i in range(6)})


@archive('truncated.whl', BAD)
def truncated():
    return pack(members())[:-30]


@archive('truncated-any-name', BAD)
def truncated_any_name():
    return pack(members())[:-30]


@archive('garbage.whl', BAD)
def garbage():
    return b'no archive at all\n'


@archive('nothing.egg', BAD)
def nothing():
    return b''


@archive('directory.zip', BAD)
def damaged_directory():
    data = pack(members())
    return patch(data, data.index(b'PK\1\2'), b'PK\1\3')


@archive('outside.zip', BAD)
def member_outside():
    data = pack(members())
    return patch(data, data.rindex(b'PK\1\2') + 42, b'\xff\xff\xff\x7f')


@archive('hole.zip', BAD)
def member_is_none():
    """The directory points to what is no member."""
    data = pack(members())
    return patch(data, data.rindex(b'PK\1\2') + 42, b'\x02\0\0\0')


def raw(count, width):
    """Many empty members, quickly."""
    local, central = [], []
    offset = 0
    for i in range(count):
        name = b'%0*d' % (width, i)
        local.append(struct.pack('<4s5H3L2H', b'PK\3\4', 10, 0, 0, 0, 33, 0, 0, 0, width, 0) + name)
        central.append(struct.pack('<4s6H3L5H2L', b'PK\1\2', 20, 10, 0, 0, 0, 33, 0, 0, 0, width,
                                   0, 0, 0, 0, 0, offset) + name)
        offset += len(local[-1])
    directory = b''.join(central)
    return b''.join(local) + directory + struct.pack(
        '<4s4H2LH', b'PK\5\6', 0, 0, count & 0xffff, count & 0xffff, len(directory), offset, 0)


@archive('members.zip', BAD)
def too_many_members():
    return raw(70_000, 6)


@archive('big-directory.zip', BAD)
def too_big_directory():
    return raw(60_000, 300)


@archive('many-bad.zip', BAD)
def many_bad():
    return pack({f'p{i}-1.0.dist-info/entry_points.txt': '[g]\nfoo:init = foo:init\n'
                 for i in range(60)}, zipfile.ZIP_STORED).replace(b'foo:init = foo', b'foo:init = bad')


# ---------------------------------------------------------------------------------------------

def expected(path):
    lines = []
    for distribution in importlib.metadata.distributions(path=[str(path)]):
        for entry in distribution.entry_points:
            lines.append(f'{entry.group}|{entry.name}|{entry.value}|'
                         f'{distribution.metadata["Name"]}|{distribution.version}\n')
    return ''.join(sorted(lines))


def write_folder(folder):
    """An egg that is a directory, and eggs that merely lie in one."""
    for egg_folder in (folder / 'unpacked-1.0-py3.11.egg', folder / 'inside' / 'inner-1.0.egg'):
        for name, text in members('unpacked', folder='EGG-INFO').items():
            (egg_folder / name).parent.mkdir(parents=True, exist_ok=True)
            (egg_folder / name).write_text(text, encoding='utf-8')
    (folder / 'inside' / 'zipped-1.0.egg').write_bytes(egg())
    (folder / 'inside' / 'wheel.whl').write_bytes(wheel())


def main():
    folder = Path(sys.argv[1])
    warnings.simplefilter('ignore')
    for name, function in {**GOOD, **BAD}.items():
        (folder / name).write_bytes(function())
    write_folder(folder)
    for name in [*GOOD, 'unpacked-1.0-py3.11.egg', 'inside']:
        (folder / f'{name}.expected').write_text(expected(folder / name), encoding='utf-8')

    (folder / 'No_Name-3.1-py3.11.egg').write_bytes(pack({
        'EGG-INFO/entry_points.txt': ENTRIES.format('nameless')}))
    os.symlink('wheel.whl', folder / 'link-to-wheel')
    os.mkfifo(folder / 'fifo.egg')
    with open(folder / 'sparse.zip', 'wb') as file:
        file.truncate(5 << 30)


if __name__ == '__main__':
    main()
