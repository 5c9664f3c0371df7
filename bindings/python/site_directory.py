# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints the site directory that this Python has below a prefix, or nothing."""

import site
import sys
from pathlib import Path

prefix = Path(sys.argv[1])

# /usr/local is a prefix of its own, not a part of /usr.
print(next((path for path in site.getsitepackages()
            if Path(path).is_relative_to(prefix)
            and not Path(path).is_relative_to(prefix / 'local')), ''))
