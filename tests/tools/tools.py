#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""The command `tendril` as a person or a script meets it."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

TENDRIL, FIXTURES = sys.argv[1], pathlib.Path(sys.argv[2])
EXTENSION_KEYS = ("id name version language licence state error group entry_point value path "
                  "init_us").split()
ENTRY_POINT_KEYS = "group name value module attr extras dist version path".split()
DIAGNOSTIC_KEYS = "code severity file line column id cause repair".split()


class Place:
    """A directory of extensions of its own, and the command with it."""

    def __init__(self):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="tendril-tools-"))

    def add(self, name, manifest, metadata=None, version="1.0"):
        info = self.path / f"{name}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(metadata or f"Name: {name}\nVersion: {version}\n")
        (info / "entry_points.txt").write_text(manifest)
        if "fixture.so" in manifest and not (self.path / "fixture.so").exists():
            (self.path / "fixture.so").symlink_to(FIXTURES / "fixture.so")
        return info

    def run(self, verb, *arguments, path=True, **environment):
        command = [TENDRIL, verb, "--isolated"]
        if path:
            command += ["--extension-path", str(self.path)]
        return subprocess.run(command + list(arguments), text=True, capture_output=True,
                              env=dict(os.environ, **environment))

    def json(self, verb, *arguments, **environment):
        result = self.run(verb, "--json", *arguments, **environment)
        return [json.loads(line) for line in result.stdout.splitlines()]


def equal(found, expected):
    assert found == expected, f"expected {expected!r}, found {found!r}"


def test_run_prints_the_result_alone(place):
    result = place.run("run", "lambda x: x + 1", "123")
    equal((result.stdout, result.stderr, result.returncode), ("124\n", "", 0))


def test_run_prints_floats_as_python_does(place):
    for source, expected in [("lambda: 1e16", "1e+16"), ("lambda: 0.1 + 0.2", repr(0.1 + 0.2)),
                             ("lambda: 1 / 3", repr(1 / 3)), ("lambda: 2 < 3", "True")]:
        equal(place.run("run", source).stdout, expected + "\n")


def test_run_takes_negative_arguments_behind_dashes(place):
    equal(place.run("run", "lambda x: x - 1", "--", "-3").stdout, "-4\n")


def test_run_uses_what_an_installed_extension_registered(place):
    place.add("ext", "[tendril_extensions]\ninit = fixture.so:fixture_registers\n")
    equal(place.run("run", "lambda x: twice(x)", "2.5").stdout, "5.0\n")


def test_run_tells_an_unknown_function_with_a_caret(place):
    result = place.run("run", "lambda x: j0(x) + 1", "1.5")
    equal((result.stdout, result.returncode), ("", 1))
    lines = result.stderr.splitlines()
    assert "1:11: " in lines[0] and "j0" in lines[0], lines[0]
    equal(lines[1], "lambda x: j0(x) + 1")
    equal(lines[2][:12], " " * 10 + "^~")


def test_run_names_the_extension_that_failed(place):
    place.add("broken", "[tendril_extensions]\ninit = fixture.so:absent\n")
    result = place.run("run", "lambda x: twice(x)", "2.5")
    equal(result.returncode, 1)
    assert "broken: failed: " in result.stderr and "absent" in result.stderr, result.stderr


def test_run_verbose_tells_the_signal_and_each_init(place):
    place.add("ext", "[tendril_extensions]\ninit = fixture.so:fixture_registers\n")
    result = place.run("run", "--verbose", "lambda x: twice(x)", "2.5")
    equal(result.stdout, "5.0\n")
    first, second = result.stderr.splitlines()
    assert first.startswith("before-first-compile: "), first
    assert second.startswith("ext 1.0: active after "), second


def test_bad_usage_is_2(place):
    for arguments in (["run"], ["run", "--no-such-option"], ["list", "extra"],
                      ["entry-points", "extra"], ["doctor", "extra"]):
        equal(place.run(*arguments).returncode, 2)
    for arguments in ([], ["no-such-verb"], ["index"], ["index", "--clear", "--system", "/x"]):
        equal(subprocess.run([TENDRIL] + arguments, capture_output=True).returncode, 2)


def test_every_verb_has_help(place):
    listed = subprocess.run([TENDRIL, "--help"], text=True, capture_output=True)
    equal(listed.returncode, 0)
    for verb in ("run", "list", "entry-points", "doctor", "enable", "disable", "trust", "index"):
        assert f"  {verb} " in listed.stdout, verb
        result = subprocess.run([TENDRIL, verb, "--help"], text=True, capture_output=True)
        equal(result.returncode, 0)
        assert f"tendril {verb}" in result.stdout, result.stdout


def test_disable_keeps_and_enable_brings_back(place):
    place.add("My_Ext", "[tendril_extensions]\ninit = fixture.so:fixture_registers\n")
    config = place.path / "config"
    here = {"XDG_CONFIG_HOME": str(config)}
    (report,) = place.json("disable", "my.ext", **here)
    equal((report["id"], report["state"]), ("my-ext", "disabled"))
    equal((config / "tendril-1" / "settings.ini").read_text(),
          "[registry]\ndisabled-extensions=my.ext;\n")
    (item,) = place.json("list", **here)
    equal(item["state"], "disabled")
    assert "settings.ini" in item["error"], item["error"]
    equal(place.run("run", "lambda x: twice(x)", "2.5", **here).returncode, 1)

    (report,) = place.json("enable", "MY-EXT", **here)
    equal(report["state"], "discovered")
    equal(place.run("run", "lambda x: twice(x)", "2.5", **here).stdout, "5.0\n")


def test_enable_tells_who_still_disables(place):
    place.add("ext", "[tendril_extensions]\ninit = fixture.so:fixture_registers\n")
    here = {"XDG_CONFIG_HOME": str(place.path / "config")}
    result = place.run("enable", "ext", TENDRIL_DISABLE="ext", **here)
    equal((result.returncode, result.stdout),
          (0, "ext: disabled: Disabled by the environment variable TENDRIL_DISABLE\n"))


def test_disable_works_ahead_of_an_installation(place):
    here = {"XDG_CONFIG_HOME": str(place.path / "config")}
    result = place.run("disable", "later", **here)
    equal((result.returncode, result.stdout), (0, ""))
    assert "later" in result.stderr
    place.add("later", "[tendril_extensions]\ninit = fixture.so:fixture_registers\n")
    equal(place.json("list", **here)[0]["state"], "disabled")


def test_enable_refuses_what_is_no_id(place):
    for arguments in ([], ["a,b"], [""]):
        equal(place.run("disable", *arguments).returncode, 2)


def test_list_runs_nothing_and_has_every_key(place):
    info = place.add("Ext", "[tendril_extensions]\ninit = fixture.so:fixture_fails\n")
    (item,) = place.json("list")
    equal(list(item), EXTENSION_KEYS)
    equal(item["id"], "ext")
    equal((item["state"], item["error"], item["init_us"]), ("discovered", None, None))
    equal((item["group"], item["entry_point"]), ("tendril_extensions", "init"))
    equal(item["path"], str(info))


def test_list_tells_why_an_extension_is_failed(place):
    place.add("gone", "[tendril_extensions]\ninit = gone.so:init\n")
    (item,) = place.json("list")
    equal(item["state"], "failed")
    assert "gone.so" in item["error"], item["error"]
    assert "gone.so" in place.run("list").stdout


def test_text_cannot_move_the_cursor(place):
    place.add("ext", "[tendril_extensions]\ninit = fixture.so:fixture_fails\n",
              "Name: ext\nVersion: 1.0\nSummary: a\x1b[31mred \u202eback\n")
    output = place.run("list").stdout
    assert "\x1b" not in output and "\u202e" not in output, output
    assert "\\x1b[31mred \\u202eback" in output, output


def test_entry_points_has_every_key(place):
    place.add("ext", "[some.group]\nname = mod.sub:attr.x [one, two]\nother = mod\n")
    first, second = place.json("entry-points")
    equal(list(first), ENTRY_POINT_KEYS)
    equal((first["module"], first["attr"], first["extras"]), ("mod.sub", "attr.x", ["one", "two"]))
    equal((second["attr"], second["extras"]), (None, []))


def test_entry_points_are_chosen_by_group_and_name(place):
    place.add("ext", "[a]\nx = m:f\ny = m:f\n[b]\nx = m:f\n")
    equal(len(place.json("entry-points", "--group", "a")), 2)
    equal(len(place.json("entry-points", "--name", "x")), 2)
    equal(len(place.json("entry-points", "--group", "a", "--name", "x")), 1)


def test_entry_points_all_shows_what_is_shadowed(place):
    place.add("ext", "[a]\nx = m:f\n", version="1.0")
    place.add("ext", "[a]\nx = m:g\n", version="2.0")
    equal([item["value"] for item in place.json("entry-points")], ["m:g"])
    equal(sorted(item["value"] for item in place.json("entry-points", "--all")), ["m:f", "m:g"])


def test_doctor_tells_place_cause_and_repair(place):
    info = place.add("ext", "[a]\nx = m:f\nno equals\n")
    (item,) = place.json("doctor")
    equal(list(item), DIAGNOSTIC_KEYS)
    equal((item["code"], item["severity"], item["id"]), ("no-equals", "error", "ext"))
    equal((item["file"], item["line"], item["column"]), (str(info / "entry_points.txt"), 3, 1))
    result = place.run("doctor")
    equal(result.returncode, 1)
    assert f"{info}/entry_points.txt:3:1: error: " in result.stdout, result.stdout


def test_doctor_is_content_with_what_is_right(place):
    place.add("ext", "[tendril_extensions]\ninit = fixture.so:fixture_fails\n")
    result = place.run("doctor")
    equal((result.returncode, result.stdout.count("\n")), (0, 1))


def test_added_paths_come_in_the_order_given(place):
    other = Place()
    place.add("ext", "[a]\nx = m:first\n")
    other.add("ext", "[a]\nx = m:second\n")
    items = other.json("entry-points", "--python-path", str(place.path))
    equal([item["value"] for item in items], ["m:second"])
    shutil.rmtree(other.path)


def test_index_is_cleared_and_made_for_everybody(place):
    cache = place.path / "cache"
    place.add("ext", "[tendril_extensions]\ninit = fixture.so:fixture_fails\n")
    place.run("list", XDG_CACHE_HOME=str(cache))
    assert any((cache / "tendril-1" / "index").iterdir())
    result = subprocess.run([TENDRIL, "index", "--clear"],
                            env=dict(os.environ, XDG_CACHE_HOME=str(cache)))
    equal((result.returncode, list((cache / "tendril-1" / "index").iterdir())), (0, []))
    equal(subprocess.run([TENDRIL, "index", "--system", str(place.path)]).returncode, 0)
    assert (place.path / ".tendril-1.index").exists()
    equal(len(place.json("list", XDG_CACHE_HOME=str(cache))), 1)
    nowhere = str(place.path / "nowhere")
    failed = subprocess.run([TENDRIL, "index", "--system", nowhere], capture_output=True)
    equal(failed.returncode, 1)


def test_without_a_home_it_works(place):
    place.add("ext", "[tendril_extensions]\ninit = fixture.so:fixture_fails\n")
    (place.path / "file").touch()
    for home in (str(place.path / "file"), "/proc"):
        items = place.json("list", HOME=home, XDG_CACHE_HOME=home + "/cache")
        equal([item["id"] for item in items], ["ext"])


def test_full_disk_costs_nothing_else(place):
    place.add("ext", "[tendril_extensions]\ninit = fixture.so:fixture_fails\n")
    cache = place.path / "full"
    cache.mkdir()
    if os.geteuid() != 0 or not shutil.which("mount"):
        return "needs the right to mount"
    command = (f"mount -t tmpfs -o size=4k tendril {cache} || exit 77; "
               f"head -c 4096 /dev/zero > {cache}/fill; "
               f"exec {TENDRIL} list --json --isolated --extension-path {place.path}")
    result = subprocess.run(["unshare", "--mount", "sh", "-c", command], text=True,
                            capture_output=True, env=dict(os.environ, XDG_CACHE_HOME=str(cache)))
    if result.returncode == 77 or result.stderr.startswith("unshare: "):
        return "cannot mount here"
    equal((len(result.stdout.splitlines()), result.stderr), (1, ""))


def main():
    tests = [(name, value) for name, value in globals().items() if name.startswith("test_")]
    failures = 0
    print(f"1..{len(tests)}")
    for number, (name, test) in enumerate(tests, 1):
        place = Place()
        try:
            skip = test(place)
            print(f"ok {number} - {name[5:].replace('_', '-')}" + (f" # SKIP {skip}" if skip else ""))
        except AssertionError as error:
            failures += 1
            print(f"not ok {number} - {name[5:].replace('_', '-')}")
            print(f"# {error}")
        shutil.rmtree(place.path)
    return failures != 0


sys.exit(main())
