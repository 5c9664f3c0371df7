#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Who else could have put there what would be loaded: cases 21-30, 54, and real installations."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

TENDRIL, FIXTURES = sys.argv[1], pathlib.Path(sys.argv[2])
NOBODY = 65534
MANIFEST = "[tendril_extensions]\ninit = fixture.so:fixture_registers\n"


class Skip(Exception):
    """Why a test cannot run here."""


class Place:
    """A directory that is a default path of its own HOME, and the command there."""

    def __init__(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="tendril-trust-"))
        self.home = self.root / "home"
        self.path = self.home / "data" / "tendril-1" / "extensions"
        self.path.mkdir(parents=True)

    def add(self, path=None, name="ext"):
        path = path or self.path
        info = path / f"{name}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(MANIFEST)
        shutil.copy(FIXTURES / "fixture.so", path / "fixture.so")
        return path

    def environment(self, **more):
        env = dict(os.environ, HOME=str(self.home), XDG_DATA_HOME=str(self.home / "data"),
                   XDG_CONFIG_HOME=str(self.home / "config"), XDG_DATA_DIRS="/nonexistent",
                   XDG_CACHE_HOME=str(self.home / "cache"))
        for name in ("PYTHONPATH", "VIRTUAL_ENV", "TENDRIL_TRUST"):
            env.pop(name, None)
        return dict(env, **more)

    def run(self, *arguments, prefix=(), **environment):
        return subprocess.run([*prefix, TENDRIL, *arguments], text=True, capture_output=True,
                              env=self.environment(**environment))

    def item(self, *arguments, name="ext", **environment):
        lines = self.run("list", "--json", *arguments, **environment).stdout.splitlines()
        return next(item for item in map(json.loads, lines) if item["id"] == name)

    def works(self, *arguments, **environment):
        result = self.run("run", *arguments, "lambda x: twice(x)", "2.5", **environment)
        return (result.stdout, result.returncode) == ("5.0\n", 0)

    def diagnostics(self, *arguments, **environment):
        lines = self.run("doctor", "--json", *arguments, **environment).stdout.splitlines()
        return [item for item in map(json.loads, lines) if item["code"] == "untrusted"]


def assert_trusted(place, *arguments, **environment):
    item = place.item(*arguments, **environment)
    assert item["state"] == "discovered", item
    assert place.works(*arguments, **environment)
    assert not place.diagnostics(*arguments, **environment)


def assert_refused(place, component, **environment):
    item = place.item(**environment)
    assert item["state"] == "refused", item
    assert item["error"].startswith(f"{component} "), item["error"]
    assert not place.works(**environment)
    (found,) = place.diagnostics(**environment)
    assert found["severity"] == "error" and found["cause"] == item["error"], found
    assert place.run("doctor", **environment).returncode == 1


def need_root():
    if os.geteuid() != 0:
        raise Skip("needs root")


def test_what_only_the_user_can_write_is_trusted(place):
    place.add()
    assert_trusted(place)


def test_21_world_writable_directory(place):
    place.add().chmod(0o777)
    assert_refused(place, place.path)
    assert "chmod o-w" in place.item()["error"]
    place.path.chmod(0o755)
    assert_trusted(place)


def test_22_world_writable_ancestor(place):
    place.add()
    (place.home / "data").chmod(0o777)
    assert_refused(place, place.home / "data")


def test_23_sticky_ancestor(place):
    place.add()
    (place.home / "data").chmod(0o1777)
    assert_trusted(place)


def test_23_sticky_directory_itself(place):
    """Anybody can add a distribution there; what is its owner's is still its owner's."""
    place.add().chmod(0o1777)
    assert_trusted(place)


def test_23_foreign_directory_below_a_sticky_one(place):
    need_root()
    place.add()
    (place.home / "data").chmod(0o1777)
    os.chown(place.home / "data" / "tendril-1", NOBODY, -1)
    assert_refused(place, place.home / "data" / "tendril-1")


def test_24_foreign_owner_and_an_exception(place):
    need_root()
    place.add()
    os.chown(place.path, NOBODY, -1)
    assert_refused(place, place.path)
    assert place.run("trust", "add", str(place.path)).returncode == 0
    assert place.run("trust", "list").stdout == f"{place.path.resolve()}\n"
    assert_trusted(place)
    assert not list(place.path.glob("*.ini"))
    assert place.run("trust", "remove", str(place.path)).returncode == 0
    assert place.run("trust", "list").stdout == ""
    assert_refused(place, place.path)


def test_24_exceptions_that_others_could_write_do_not_count(place):
    place.add().chmod(0o777)
    assert place.run("trust", "add", str(place.path)).returncode == 0
    assert_trusted(place)
    (place.home / "config" / "tendril-1" / "settings.ini").chmod(0o666)
    assert_refused(place, place.path)


def test_25_group_of_others(place):
    need_root()
    place.add()
    os.chown(place.path, -1, NOBODY)
    place.path.chmod(0o775)
    assert_refused(place, place.path)
    assert "chmod g-w" in place.item()["error"]


def test_25_private_group(place):
    place.add().chmod(0o775)
    import grp
    import pwd
    user, group = pwd.getpwuid(os.geteuid()), grp.getgrgid(place.path.stat().st_gid)
    if group.gr_name != user.pw_name or set(group.gr_mem) - {user.pw_name}:
        raise Skip("the user has no group of its own")
    assert_trusted(place)


def test_25_staff_of_root(place):
    need_root()
    import grp
    try:
        staff = grp.getgrnam("staff").gr_gid
    except KeyError:
        raise Skip("there is no group staff")
    place.add()
    os.chown(place.path, 0, staff)
    place.path.chmod(0o2775)
    if set(grp.getgrgid(staff).gr_mem) - {"root"}:
        raise Skip("staff has members")
    assert_trusted(place)


def flatpak(place, options):
    """A mount under /app, in a namespace of its own."""
    need_root()
    place.add(place.root / "image")
    for folder, folders, files in os.walk(place.root / "image"):
        for name in [".", *folders, *files]:
            os.utime(os.path.join(folder, name), (0, 0))
            os.chown(os.path.join(folder, name), NOBODY, NOBODY)
    script = ('set -e; test -d /app || { mkdir /app; touch "$1/made-app"; }; mount --bind "$0" /app; '
              f'mount -o remount,bind,{options} /app; exec "$2" list --json')
    made = place.root / "made-app"
    result = subprocess.run(["unshare", "--mount", "sh", "-c", script, str(place.root / "image"),
                             str(place.root), TENDRIL], text=True, capture_output=True,
                            env=place.environment(TENDRIL_EXTENSION_PATH="/app/."))
    if made.exists():
        os.rmdir("/app")
    if result.returncode != 0:
        raise Skip(f"no mount namespace: {result.stderr.strip()}")
    return json.loads(result.stdout.splitlines()[0])


def test_26_read_only_mount_of_a_foreign_owner(place):
    item = flatpak(place, "ro")
    assert item["state"] == "discovered", item


def test_26_writable_mount_of_a_foreign_owner(place):
    item = flatpak(place, "rw")
    assert item["state"] == "refused", item


def test_28_root_does_not_trust_the_home_of_a_user(place):
    need_root()
    place.add()
    for folder in (place.home, *place.home.rglob("*")):
        os.chown(folder, NOBODY, NOBODY)
    assert_refused(place, place.home)


def test_29_relative_elements_are_dropped(place):
    place.add(place.root / "here", name="here")
    result = subprocess.run([TENDRIL, "list", "--json"], text=True, capture_output=True,
                            cwd=place.root / "here",
                            env=place.environment(TENDRIL_EXTENSION_PATH=":.:x"))
    assert "here" not in result.stdout


def test_30_world_writable_module(place):
    (place.add() / "fixture.so").chmod(0o777)
    assert_refused(place, place.path / "fixture.so")


def test_30_world_writable_manifest(place):
    manifest = place.add() / "ext-1.0.dist-info" / "entry_points.txt"
    manifest.chmod(0o666)
    assert_refused(place, manifest)


def test_30_others_stay(place):
    place.add()
    manifest = place.add(name="other") / "other-1.0.dist-info" / "entry_points.txt"
    manifest.chmod(0o666)
    assert place.item()["state"] == "discovered"
    assert place.item(name="other")["state"] == "refused"
    assert place.works()


def test_10_link_to_a_directory_that_others_can_write(place):
    target = place.root / "elsewhere"
    place.add(target)
    (place.path / "ext-1.0.dist-info").symlink_to(target / "ext-1.0.dist-info")
    (place.path / "fixture.so").symlink_to(target / "fixture.so")
    assert_trusted(place)
    target.chmod(0o777)
    assert_refused(place, target)


def test_10_links_in_a_circle(place):
    place.add()
    (place.path / "fixture.so").unlink()
    (place.path / "fixture.so").symlink_to("other.so")
    (place.path / "other.so").symlink_to("fixture.so")
    assert place.item()["state"] in ("failed", "refused")


def test_54_index_does_not_authorise(place):
    place.add()
    assert_trusted(place)
    place.path.chmod(0o777)
    assert_refused(place, place.path)


def test_path_of_the_command_line_is_a_warning(place):
    path = place.add(place.root / "given", name="given")
    path.chmod(0o777)
    arguments = ("--isolated", "--extension-path", str(path))
    assert place.item(*arguments, name="given")["state"] == "discovered"
    assert place.works(*arguments)
    assert place.diagnostics(*arguments)[0]["severity"] == "warning"


def test_variable_is_refused_and_the_environment_may_vouch(place):
    path = place.add(place.root / "given")
    path.chmod(0o777)
    assert_refused(place, path, TENDRIL_EXTENSION_PATH=str(path))
    here = {"TENDRIL_EXTENSION_PATH": str(path), "TENDRIL_TRUST": "environment"}
    assert place.item(**here)["state"] == "discovered"
    assert place.works(**here)
    assert place.diagnostics(**here)[0]["severity"] == "warning"


def test_checkout_of_a_ci_as_root(place):
    need_root()
    path = place.add(place.root / "checkout")
    for each in (path, *path.rglob("*")):
        os.chown(each, 1001, 1001)
    assert_refused(place, path, TENDRIL_EXTENSION_PATH=str(path))
    assert place.works(TENDRIL_EXTENSION_PATH=str(path), TENDRIL_TRUST="environment")


def test_debian_directories_are_trusted(place):
    """Whatever Debian's own directories hold here, nothing of it is distrusted."""
    if os.geteuid() != 0:
        raise Skip("writes below /usr/local")
    path = pathlib.Path("/usr/local/share/tendril-1/extensions")
    if path.parent.exists():
        raise Skip(f"{path.parent} exists")
    try:
        place.add(path)
        assert_trusted(place, XDG_DATA_DIRS="/usr/local/share:/usr/share")
    finally:
        shutil.rmtree(path.parent)


def test_user_site_is_trusted(place):
    version = subprocess.run(["/usr/bin/python3", "-c",
                              "import sys; print('%d.%d' % sys.version_info[:2])"],
                             text=True, capture_output=True, check=True).stdout.strip()
    place.add(place.home / ".local" / "lib" / f"python{version}" / "site-packages")
    assert_trusted(place)


def test_virtual_environment_is_trusted(place):
    made = subprocess.run(["/usr/bin/python3", "-m", "venv", "--without-pip",
                           str(place.root / "venv")], capture_output=True)
    if made.returncode != 0:
        raise Skip("no venv module")
    (site,) = (place.root / "venv" / "lib").glob("python*/site-packages")
    place.add(site)
    assert_trusted(place, VIRTUAL_ENV=str(place.root / "venv"))


def test_nix_like_links_are_trusted(place):
    """A profile of links to links into a store that is read-only."""
    store = place.add(place.root / "store" / "abc-ext" / "extensions")
    profile = place.root / "profiles" / "profile-1-link"
    profile.mkdir(parents=True)
    (profile / "extensions").symlink_to(store)
    (place.root / "profile").symlink_to("profiles/profile-1-link")
    for each in (store, *store.rglob("*")):
        each.chmod(each.stat().st_mode & ~0o222)
    assert_trusted(place, TENDRIL_EXTENSION_PATH=str(place.root / "profile" / "extensions"))


def test_stow_like_links_are_trusted(place):
    """Each file linked by a relative path into a tree beside."""
    store = place.add(place.home / "data" / "stow" / "ext")
    info = place.path / "ext-1.0.dist-info"
    info.mkdir()
    for name in ("METADATA", "entry_points.txt"):
        (info / name).symlink_to(f"../../../stow/ext/ext-1.0.dist-info/{name}")
    (place.path / "fixture.so").symlink_to("../../stow/ext/fixture.so")
    assert store.exists()
    assert_trusted(place)


def main():
    tests = [(name[5:], test) for name, test in globals().items() if name.startswith("test_")]
    print(f"1..{len(tests)}")
    failed = False
    os.umask(0o022)
    for number, (name, test) in enumerate(tests, 1):
        place = Place()
        try:
            test(place)
            print(f"ok {number} {name}", flush=True)
        except Skip as reason:
            print(f"ok {number} {name} # SKIP {reason}", flush=True)
        except Exception as error:  # pylint: disable=broad-except
            failed = True
            print(f"not ok {number} {name}\n# {type(error).__name__}: {error}", flush=True)
        finally:
            for each in place.root.rglob("*"):
                if not each.is_symlink():
                    each.chmod(0o755)
            shutil.rmtree(place.root)
    return failed


if __name__ == "__main__":
    sys.exit(main())
