# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What cells.py expects of an extension in any language, in Python."""

import sys
import time

import gi

gi.require_version('Tendril', '1')
from gi.repository import Tendril  # noqa: E402

PURE = Tendril.OverloadFlags.PURE
SIGNATURE = '(float64) -> float64'


def registers():
    Tendril.Registrar.get_current().add_source('increment', SIGNATURE, 'lambda x: x + 1', PURE)


def fails():
    Tendril.Registrar.get_current().add_source('never', SIGNATURE, 'lambda x: x', PURE)
    raise ValueError('not today')


def leaves():
    sys.exit(3)


def is_slow():
    time.sleep(0.05)


def reenters():
    registry = Tendril.Extension.get_current().dup_registry()
    Tendril.Registrar.get_current().add_source('twice', SIGNATURE, 'lambda x: 2 * x', PURE)
    registry.init_all(None)
    assert Tendril.Compiler.new(registry).compile('lambda x: twice(x)').call([2.5]) == 5
