#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Runs a program and compares its standard output with a file."""

import pathlib
import subprocess
import sys

expected_file, *command = sys.argv[1:]
expected = pathlib.Path(expected_file).read_text()
result = subprocess.run(command, stdout=subprocess.PIPE, text=True)

if result.stdout != expected:
    print(f"expected:\n{expected}\ngot:\n{result.stdout}", file=sys.stderr)
    sys.exit(1)
sys.exit(result.returncode)
