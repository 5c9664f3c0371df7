# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs extensions that are written in Python."""

import importlib
import inspect
import os
import sys
import traceback

from gi.repository import GLib, GObject, Tendril


class LoadError(Exception):
    """Something that is wrong with an entry point, and not with what it calls."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def append_to_path(paths):
    """At the end, so that they shadow nothing."""
    known = set(sys.path)
    added = [path for path in dict.fromkeys(paths) if path not in known]
    if added:
        sys.path.extend(added)
        importlib.invalidate_caches()


def is_beneath(path, directory):
    """By name, as what was installed by links, or in truth."""
    return any(os.path.commonpath([turn(path), turn(directory)]) == turn(directory)
               for turn in (os.path.abspath, os.path.realpath))


def check_origin(module, distribution):
    """A module of the same name may come first on sys.path, or have been imported before."""
    location = distribution.get_location()
    places = [place for place in (getattr(module, '__file__', None),
                                  *getattr(module, '__path__', ())) if place]
    # Where the files of an editable distribution are is known to its finder alone.
    if distribution.get_editable() or any(is_beneath(place, location) for place in places):
        return
    raise LoadError(Tendril.Error.WRONG_MODULE,
                    f'By the name “{module.__name__}” Python imports '
                    f'{places[0] if places else "a module that is built in"}, '
                    f'which is not in {location}')


def import_module(name):
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        missing = error.name or ''
        if name == missing or name.startswith(f'{missing}.'):
            raise LoadError(Tendril.Error.NO_MODULE, f'There is no module “{missing}”') from None
        raise


def find(module, attr):
    value = module
    for name in filter(None, (attr or '').split('.')):
        try:
            value = getattr(value, name)
        except AttributeError:
            raise LoadError(Tendril.Error.NO_SYMBOL,
                            f'{getattr(module, "__file__", module)} has no “{attr}”') from None
    if attr and not callable(value):
        raise LoadError(Tendril.Error.NO_SYMBOL, f'“{attr}” of {module.__name__} is not callable')
    return value if attr else None


def call(init):
    result = init()
    if inspect.iscoroutine(result):
        result.close()
        raise LoadError(Tendril.Error.NO_SYMBOL, 'The init is a coroutine, which nobody would run')


def run(extension):
    entry_point = extension.get_entry_point()
    distribution = entry_point.get_distribution()
    registry = extension.dup_registry()
    append_to_path([*registry.dup_python_path(), distribution.get_location()])
    module = import_module(entry_point.get_module())
    check_origin(module, distribution)
    init = find(module, entry_point.get_attr())
    if init is not None:
        call(init)


OWN_FILES = (__file__, importlib.__file__, '<frozen importlib._bootstrap>',
             '<frozen importlib._bootstrap_external>')


def without_loader(trace):
    """What an author wants to see begins in the extension."""
    while trace is not None and trace.tb_frame.f_code.co_filename in OWN_FILES:
        trace = trace.tb_next
    return trace


def describe(error):
    """The cause in the first line, and then where it was raised."""
    cause = ''.join(traceback.format_exception_only(type(error), error)).strip()
    lines = traceback.format_exception(type(error), error, without_loader(error.__traceback__))
    return f'{cause}\n{"".join(lines)}'.rstrip()


def to_glib(error, code):
    # GLib keeps text as C does, and PyGObject as UTF-8.
    text = describe(error).replace('\0', '\\0').encode(errors='backslashreplace').decode()
    return GLib.Error.new_literal(Tendril.error_quark(), text, code)


class PythonLoader(GObject.Object, Tendril.EntryPointLoader):
    __gtype_name__ = 'TendrilPythonLoader'
    # PyGObject registers no type for what is defined in an override.
    __module__ = 'tendril_loader'

    def do_load(self, extension):
        try:
            run(extension)
        except LoadError as error:
            raise GLib.Error.new_literal(Tendril.error_quark(), str(error), error.code) from None
        except GLib.Error:
            raise
        except ImportError as error:
            raise to_glib(error, Tendril.Error.BAD_MODULE) from None
        # SystemExit and KeyboardInterrupt are the extension's, and end it alone.
        except BaseException as error:
            raise to_glib(error, Tendril.Error.INIT_FAILED) from None
        return True
