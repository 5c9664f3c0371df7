# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""As host.c. Its arguments are put on sys.path at run time: at the start Python would run
sitecustomize and .pth files itself."""

import sys
from pathlib import Path

import gi

gi.require_version('Tendril', '1')
from gi.repository import Tendril  # noqa: E402

sys.path += sys.argv[1:]
path, arguments, modules = list(sys.path), list(sys.argv), set(sys.modules)

registry = Tendril.ExtensionRegistry.new(None)
registry.discover(None)
registry.refresh(None)
registry.diagnose(None)
registry.list_entry_points(None, None, True, None)
assert registry.get_engine() is not None
for extension in registry:
    print('extension', extension.get_id())

assert (sys.path, sys.argv) == (path, arguments)
added = {name for name in set(sys.modules) - modules if not name.startswith('gi.')}
print('modules', *added)
print(Path('/proc/self/maps').read_text())
