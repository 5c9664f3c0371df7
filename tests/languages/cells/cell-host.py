# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What cells.py expects of a host in any language, in Python."""

import sys
import threading

import gi

gi.require_version('Tendril', '1')
from gi.repository import GLib, Tendril  # noqa: E402

directory, mode, source = sys.argv[1:]
registry = Tendril.ExtensionRegistry(isolated=True)
registry.add_extension_path(directory)
function = Tendril.Compiler.new(registry).compile(source)
done = threading.Event()


def call():
    try:
        print('result', f'{function.call([1.5]):g}', sep='\t')
    except GLib.Error as error:
        print('error', error.code, sep='\t')
    done.set()
    GLib.MainContext.default().wakeup()


def initialized(registry, result):
    registry.init_all_finish(result)
    call()


thread = None
if mode == 'direct':
    call()
elif mode == 'async':
    registry.init_all_async(None, initialized)
else:
    thread = threading.Thread(target=call)
    thread.start()

while mode != 'stranded' and not done.is_set():
    GLib.MainContext.default().iteration(True)
if thread:
    thread.join()

for extension in registry:
    error = extension.get_error()
    print(extension.get_id(), int(extension.get_state()), extension.get_init_duration(),
          error.domain if error else '', error.code if error else -1,
          repr(error.message) if error else '', sep='\t')
