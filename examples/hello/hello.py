#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import gi

gi.require_version("Tendril", "1")
from gi.repository import Tendril

registry = Tendril.ExtensionRegistry.new(None)
registry.connect("before-first-compile", lambda registry: print("before the first compile"))

compiler = Tendril.Compiler.new(registry)
function = compiler.compile("lambda x: x + 1")
print(function.call([123]))
