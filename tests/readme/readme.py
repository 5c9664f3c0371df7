#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Does with README.md what a reader does: writes the C file, runs the commands, compares."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

source_root, build_root = map(pathlib.Path, sys.argv[1:])
readme = (source_root / "README.md").read_text()
failures = 0


fences = re.findall(r"^```(\w*)\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)


def blocks(language):
    return [text for name, text in fences if name == language]


def check(number, name, ok, detail=""):
    global failures
    failures += not ok
    print(f"{'ok' if ok else 'not ok'} {number} - {name}")
    for line in "" if ok else detail.splitlines():
        print(f"# {line}")


environment = dict(
    os.environ,
    PATH=f"{build_root / 'tools'}:/usr/bin:/bin",
    PKG_CONFIG_PATH=str(build_root / "meson-uninstalled"),
)
(extension,) = blocks("c")
build_commands, use_commands = blocks("sh")
expected = next(text for text in blocks("") if text.startswith("golden "))

print("1..3")
with tempfile.TemporaryDirectory() as directory:
    def run(commands):
        return subprocess.run(
            ["/bin/bash", "-e", "-c", commands], cwd=directory, env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    pathlib.Path(directory, "golden.c").write_text(extension)
    built = run(build_commands.replace("gcc ", "LD_PRELOAD= gcc "))
    check(1, "the extension builds as shown", built.returncode == 0, built.stderr)
    used = run(use_commands)
    check(2, "the commands succeed", used.returncode == 0, used.stderr)
    check(3, "and print what is shown", used.stdout == expected, used.stdout + used.stderr)

sys.exit(failures != 0)
