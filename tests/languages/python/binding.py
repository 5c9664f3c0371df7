# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the override Tendril.py promises."""

import asyncio
import math
import sys
import tempfile
import unittest
from pathlib import Path

import gi

import tap

gi.require_version('Tendril', '1')
from gi.repository import Gio, GLib, Tendril  # noqa: E402


class Jit(unittest.TestCase):
    def test_lambda(self):
        self.assertEqual(Tendril.jit(lambda x: x + 1)(123), 124)

    def test_string(self):
        self.assertEqual(Tendril.jit('lambda x: x + 1')(123), 124)

    def test_two_lambdas_in_one_line(self):
        one, two = Tendril.jit(lambda x: x + 1), Tendril.jit(lambda x: x + 2)
        self.assertEqual((one(1), two(1)), (2, 3))

    def test_lambda_over_several_lines(self):
        function = Tendril.jit(lambda x, y: (x +
                                             # A comment.
                                             y))
        self.assertEqual(function(1, 2), 3)

    def test_decorated_function(self):
        @Tendril.jit
        def function(x):
            """What it does."""
            return x * 2
        self.assertEqual(function(4), 8)

    def test_function_that_is_no_expression(self):
        def function(x):
            y = x
            return y
        with self.assertRaisesRegex(ValueError, 'one expression'):
            Tendril.jit(function)

    def test_function_without_a_source(self):
        with self.assertRaisesRegex(ValueError, 'pass the source'):
            Tendril.jit(eval('lambda x: x'))

    def test_integers_are_int64_whatever_their_size(self):
        function = Tendril.jit(lambda x: x // 2)
        for number in (7, -7, 2 ** 31, 2 ** 62, -2 ** 63):
            self.assertEqual(function(number), number // 2)
            self.assertIs(type(function(number)), int)

    def test_types_are_kept(self):
        function = Tendril.jit(lambda x: x)
        for value in (1, 1.0, True):
            self.assertIs(type(function(value)), type(value))

    def test_errors_are_exceptions(self):
        with self.assertRaises(GLib.Error) as caught:
            Tendril.jit('lambda x: unknown(x)')(1)
        self.assertTrue(caught.exception.matches(Tendril.error_quark(),
                                                 Tendril.Error.UNKNOWN_NAME))


class Registry(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix='tendril-binding-')
        self.addCleanup(directory.cleanup)
        self.directory = Path(directory.name).resolve()
        self.registry = Tendril.ExtensionRegistry(isolated=True)
        self.registry.add_extension_path(str(self.directory))

    def install(self, name, source):
        information = self.directory / f'{name}-1.0.dist-info'
        information.mkdir()
        (information / 'METADATA').write_text(f'Metadata-Version: 2.1\nName: {name}\n'
                                              'Version: 1.0\n')
        (information / 'entry_points.txt').write_text('[tendril_extensions]\n'
                                                      f'init = {name}:init\n')
        (self.directory / f'{name}.py').write_text(source)

    def test_mapping_and_sequence(self):
        self.install('mapped', 'def init():\n    pass\n')
        self.registry.discover(None)
        self.assertEqual(self.registry['mapped'].get_id(), 'mapped')
        self.assertEqual(self.registry[0].get_id(), 'mapped')
        self.assertIn('mapped', self.registry)
        self.assertNotIn('absent', self.registry)
        self.assertEqual([each.get_id() for each in self.registry], ['mapped'])
        self.assertEqual(len(self.registry), 1)
        with self.assertRaises(KeyError):
            self.registry['absent']

    def test_await(self):
        self.install('awaited', 'def init():\n    pass\n')

        async def main():
            return await self.registry.init_all_async()
        self.assertTrue(asyncio.run(main()))
        self.assertEqual(self.registry['awaited'].get_state(), Tendril.ExtensionState.ACTIVE)

    def test_await_what_was_cancelled(self):
        cancellable = Gio.Cancellable()
        cancellable.cancel()

        async def main():
            await self.registry.init_all_async(cancellable)
        with self.assertRaises(GLib.Error) as caught:
            asyncio.run(main())
        self.assertTrue(caught.exception.matches(Gio.io_error_quark(), Gio.IOErrorEnum.CANCELLED))

    def test_overload_by_decorator(self):
        self.install('decorated', 'from gi.repository import Tendril\n'
                                  'def init():\n'
                                  '    @Tendril.overload("(float64) -> float64")\n'
                                  '    def thrice(x):\n'
                                  '        return 3 * x\n')
        self.assertEqual(Tendril.jit('lambda x: thrice(x)', registry=self.registry)(1.5), 4.5,
                         self.registry['decorated'].get_error())

    def test_native_functions(self):
        self.install('native', 'import ctypes\n'
                               'from gi.repository import Tendril\n'
                               'def init():\n'
                               '    libm = ctypes.CDLL("libm.so.6")\n'
                               '    new = ctypes.pythonapi.PyCapsule_New\n'
                               '    new.restype = ctypes.py_object\n'
                               '    new.argtypes = [ctypes.c_void_p, ctypes.c_char_p,'
                               ' ctypes.c_void_p]\n'
                               '    address = ctypes.cast(libm.erf, ctypes.c_void_p).value\n'
                               '    capsule = new(address, b"double (double)", None)\n'
                               '    for name, function in dict(by_ctypes=libm.erf,'
                               ' by_capsule=capsule, by_number=address).items():\n'
                               '        Tendril.Registrar.get_current().add_native(\n'
                               '            name, "(float64) -> float64", function,'
                               ' Tendril.OverloadFlags.PURE)\n')
        for name in ('by_ctypes', 'by_capsule', 'by_number'):
            function = Tendril.jit(f'lambda x: {name}(x)', registry=self.registry)
            self.assertEqual(function(0.5), math.erf(0.5), self.registry['native'].get_error())


if __name__ == '__main__':
    sys.exit(tap.run(Jit, Registry))
