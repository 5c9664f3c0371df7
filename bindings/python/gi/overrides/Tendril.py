# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What Tendril needs of Python; PyGObject loads this with gi.repository.Tendril."""

import atexit
import os
import sys

from gi.module import get_introspection_module

Tendril = get_introspection_module('Tendril')

__all__ = []

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


# The library asks at each discovery, whoever causes it. An interpreter without a command line is
# one that a host of another language has started, for extensions: that host keeps its own path.
# After the end of the interpreter there is nobody left to ask.
if sys.orig_argv:
    from gi.overrides.tendril_loader import PythonLoader
    Tendril.set_python_path_func(_get_path)
    Tendril.set_host_loader('python', PythonLoader())
    atexit.register(Tendril.set_python_path_func, None)
    atexit.register(Tendril.set_host_loader, 'python', None)
