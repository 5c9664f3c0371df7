#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""`tendril probe`, `reset` and `bisect`, and the environment of safe mode."""

import json
import math
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TENDRIL, FAULTS = sys.argv[1], pathlib.Path(sys.argv[2])
HOST = FAULTS / "fault-host"


class Place:
    """A directory of extensions and a home of its own."""

    def __init__(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="tendril-faults-"))
        self.path = self.root / "extensions"
        self.path.mkdir()

    def add(self, name, symbol):
        info = self.path / f"{name}-1.0.dist-info"
        info.mkdir(exist_ok=True)
        (info / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(
            f"[tendril_extensions]\ninit = {name}.so:fault_{symbol}\n")
        shutil.copy(FAULTS / "fault.so", self.path / f"{name}.so")

    def command(self, *command, **environment):
        env = dict(os.environ, XDG_STATE_HOME=str(self.root / "state"),
                   XDG_CACHE_HOME=str(self.root / "cache"), **environment)
        return subprocess.run([str(word) for word in command], env=env, text=True,
                              capture_output=True, check=False)

    def tool(self, verb, *arguments, **environment):
        return self.command(TENDRIL, verb, "--isolated", "--extension-path", self.path,
                            *arguments, **environment)

    def probe(self, *arguments):
        result = self.tool("probe", "--json", *arguments)
        report = json.loads(result.stdout)
        equal(result.returncode, 0 if report["result"] == "ok" else 1)
        return report

    def start(self, **environment):
        return self.command(HOST, self.path, **environment).stdout.splitlines()


def equal(found, expected):
    assert found == expected, f"expected {expected!r}, found {found!r}"


def test_055_probe_tells_how_an_init_ends(place):
    # AddressSanitizer ends a process that way itself.
    # meson 1.7 sets ASAN_OPTIONS for every test; LSAN_OPTIONS is ours alone.
    segv = "signal SIGABRT" if "LSAN_OPTIONS" in os.environ else "signal SIGSEGV"
    for symbol, expected in [("good_0", "ok"), ("error", "failed"), ("segv", segv),
                             ("abort", "signal SIGABRT"), ("kill", "signal SIGKILL"),
                             ("exit", "exit 0"), ("quick_exit", "exit 0")]:
        place.add("bad", symbol)
        equal((symbol, place.probe("bad")["result"]), (symbol, expected))


def test_062_probe_tells_the_error(place):
    place.add("bad", "error")
    equal(place.probe("bad")["message"], "not on this day")


def test_057_probe_ends_a_hang(place):
    place.add("bad", "hang")
    equal(place.probe("--timeout", "0.5", "bad")["result"], "timeout")


def test_072_probe_ends_a_flood(place):
    place.add("bad", "flood")
    report = place.probe("bad")
    equal(report["result"], "flood")
    assert len(report["output"]) <= 4096, len(report["output"])


def test_071_probe_believes_no_bad_report(place):
    for symbol in ("reports_garbage", "reports_endlessly"):
        place.add("bad", symbol)
        equal(place.probe("bad")["result"], "bad-report")


def test_055_probe_is_no_strike(place):
    place.add("bad", "abort")
    place.probe("bad")
    assert not list(place.root.glob("state/tendril-1/*/markers/*"))


def test_probe_needs_an_extension(place):
    result = place.tool("probe", "nobody")
    equal((result.returncode, result.stdout), (1, ""))
    assert "nobody" in result.stderr


def test_060_reset_lets_it_run_again(place):
    place.add("bad", "abort")
    place.start()
    assert "bad quarantined" in place.start()
    equal(place.tool("reset", "bad").stdout, "bad: runs again in fault-host\n")
    assert "bad quarantined" not in place.start()
    assert "bad quarantined" in place.start()
    equal(place.tool("reset", "good").stdout, "good: no application has anything against it\n")


def test_safe_mode_runs_nothing(place):
    place.add("bad", "abort")
    place.add("good", "good_0")
    lines = place.start(TENDRIL_SAFE_MODE="1")
    equal([line for line in lines if line.endswith(" disabled")],
          ["bad disabled", "good disabled"])
    assert "  TENDRIL_SAFE_MODE is set in the environment" in lines, lines


def test_056_bisect_finds_the_one(place):
    for i in range(16):
        place.add(f"ext-{i:02}", "abort" if i == 11 else f"good_{i % 8}")
    result = place.tool("bisect", "--", HOST, place.path)
    equal((result.stdout, result.returncode), ("ext-11\n", 0))
    runs = len(re.findall(r"^run \d+:", result.stderr, re.MULTILINE))
    # None, all, log2 n, and the one alone.
    assert runs <= math.log2(16) + 3, result.stderr
    assert not list(place.root.glob("state/tendril-1/fault-host/markers/*"))


def test_056_bisect_finds_those_that_break_together(place):
    for i in range(8):
        place.add(f"ext-{i}", f"good_{i}")
    script = ('case ",$TENDRIL_ENABLE," in *,ext-2,*) case ",$TENDRIL_ENABLE," in '
              '*,ext-5,*) exit 1;; esac;; esac')
    result = place.tool("bisect", "--", "sh", "-c", script)
    equal((sorted(result.stdout.split()), result.returncode), (["ext-2", "ext-5"], 0))


def test_056_bisect_tells_what_no_extension_breaks(place):
    place.add("good", "good_0")
    equal(place.tool("bisect", "--", "false").returncode, 1)
    equal(place.tool("bisect", "--", "true").returncode, 1)
    equal(place.tool("bisect", "--", "/nonexistent").returncode, 1)


def main():
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    print(f"1..{len(tests)}")
    for number, (name, test) in enumerate(tests, 1):
        place = Place()
        try:
            test(place)
            print(f"ok {number} - {name}", flush=True)
        except Exception as error:  # a test that breaks must not hide the others
            print(f"not ok {number} - {name}: {error!r}", flush=True)
        shutil.rmtree(place.root, ignore_errors=True)


main()
