# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What Tendril needs of Python; PyGObject loads this with gi.repository.Tendril."""

import atexit
import os
import sys

from gi.module import get_introspection_module
from gi.overrides import override
from gi.repository import GLib, GObject

Tendril = get_introspection_module('Tendril')

__all__ = ['ExtensionRegistry', 'Function', 'Registrar', 'jit', 'overload']

# Not searched, as in every other host. A frozen interpreter may have none.
_not_searched = set()
if hasattr(os, '__file__'):
    _not_searched = {os.path.dirname(os.__file__),
                     os.path.join(os.path.dirname(os.__file__), 'lib-dynload')}


def _can_be_searched(entry):
    """Whether the import system could: it skips what is no string, and cannot open all that is."""
    if not isinstance(entry, str) or '\0' in entry:
        return False
    try:
        os.fsencode(entry)
    except UnicodeEncodeError:
        return False
    return True


def _get_path():
    return [entry for entry in sys.path
            if _can_be_searched(entry) and entry not in _not_searched]


def _box(value):
    """An integer of any kind is an int64, whatever its size; PyGObject would take an int."""
    if isinstance(value, bool) or not hasattr(value, '__index__'):
        return value
    return GObject.Value(GObject.TYPE_INT64, value.__index__())


@override
class Function(Tendril.Function):
    """Called as a function: f(1.5)."""

    def __call__(self, *arguments):
        return self.call([_box(argument) for argument in arguments])

    def __repr__(self):
        return f'<Tendril.Function {self.get_source()!r}>'


async def _wait(start, finish):
    """Runs an asynchronous call of GLib in whatever event loop there is."""
    import asyncio

    future = asyncio.get_running_loop().create_future()
    start(lambda source, result, *_: future.done() or future.set_result(result))
    context = GLib.MainContext.default()
    # An event loop that is GLib's iterates the context by itself.
    while not future.done() and not context.is_owner():
        context.iteration(False)
        await asyncio.sleep(0.001)
    return finish(await future)


@override
class ExtensionRegistry(Tendril.ExtensionRegistry):
    def __getitem__(self, key):
        if not isinstance(key, str):
            return super().__getitem__(key)
        extension = self.lookup(key)
        if extension is None:
            raise KeyError(key)
        return extension

    def __contains__(self, item):
        return self.lookup(item) is not None if isinstance(item, str) else item in list(self)

    def init_all_async(self, cancellable=None, callback=None, *user_data):
        """Without a callback it returns something to await."""
        start = super().init_all_async
        if callback is not None:
            return start(cancellable, callback, *user_data)
        return _wait(lambda ready: start(cancellable, ready), self.init_all_finish)


def _get_address(function):
    """Of a C function: a PyCapsule, a function of ctypes, or a number."""
    if isinstance(function, int):
        return function

    import ctypes
    if type(function).__name__ != 'PyCapsule':
        return ctypes.cast(function, ctypes.c_void_p).value
    api = ctypes.pythonapi
    api.PyCapsule_GetName.restype = ctypes.c_char_p
    api.PyCapsule_GetName.argtypes = [ctypes.py_object]
    api.PyCapsule_GetPointer.restype = ctypes.c_void_p
    api.PyCapsule_GetPointer.argtypes = [ctypes.py_object, ctypes.c_char_p]
    return api.PyCapsule_GetPointer(function, api.PyCapsule_GetName(function))


# Registered functions are called until the end of the process.
_registered = []


@override
class Registrar(Tendril.Registrar):
    def add_native(self, name, signature, function, flags=Tendril.OverloadFlags.NONE):
        _registered.append(function)
        return super().add_native(name, signature, _get_address(function), flags)

    def add_source(self, name, signature, source, flags=Tendril.OverloadFlags.PURE):
        return super().add_source(name, signature, _get_source(source), flags)


def _get_source(function):
    if isinstance(function, str):
        return function

    from gi.overrides.tendril_source import get_source
    return get_source(function)


_default_compiler = None


def jit(function, *, registry=None):
    """Makes a callable of a function in Python, or of a source: jit(lambda x: x + 1)(123).

    A function is read where it is written, and never run by Python. With a registry, what counts
    are its extensions instead of the default one's.
    """
    global _default_compiler
    source = _get_source(function)
    if registry is not None:
        return Tendril.Compiler.new(registry).compile(source)
    if _default_compiler is None:
        _default_compiler = Tendril.Compiler.new(None)
    return _default_compiler.compile(source)


def overload(signature, *, name=None, flags=Tendril.OverloadFlags.PURE):
    """In an init, a decorator that registers a function in Python by its source."""
    def register(function):
        registrar = Tendril.Registrar.get_current()
        registrar.add_source(name or function.__name__, signature, _get_source(function), flags)
        return function
    return register


# The library asks at each discovery, whoever causes it. An interpreter without a command line is
# one that a host of another language has started, for extensions: that host keeps its own path.
# After the end of the interpreter there is nobody left to ask.
if sys.orig_argv:
    from gi.overrides.tendril_loader import PythonLoader
    Tendril.set_python_path_func(_get_path)
    Tendril.set_host_loader('python', PythonLoader())
    atexit.register(Tendril.set_python_path_func, None)
    atexit.register(Tendril.set_host_loader, 'python', None)
