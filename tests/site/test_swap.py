"""The swap: at any moment, for any reader and after any crash, the old site or the new one, whole."""

import datetime as dt
import errno
import fcntl
import os
import random
import resource
import shutil
import signal
import stat
import sys
import tempfile
import time
import traceback
from pathlib import Path

import pytest

from toolkit.diagnostic import ToolkitError
from toolkit.site.contents import Files, Held, Linked
from toolkit.site.exchange import exchange_at_once, exchange_by_renames
from toolkit.site.manifest import TOOL, FileRecord, Manifest, SiteRecord, check_files, format_manifest, sha256
from toolkit.site.published import read_site
from toolkit.site.swap import release_name, swap_in

KILLS = int(os.environ.get("L10N_KILLS", "100"))
"""Random moments at which a publication is killed, for each of the two kinds of folder."""
KINDS = ["link", "folder"]


def site(name, **more):
    """Return a small site whose every file says `name`, with its manifest."""
    files = {"index.html": name.encode(), "es/a.html": name.encode() * 500, "ja/a.html": f"ja {name}".encode(), **more}
    records = tuple(FileRecord(path=path, sha256=sha256(data)) for path, data in files.items())
    record = SiteRecord(tool=TOOL, version="1", date=dt.date(2026, 2, 23))
    return {**files, "manifest.json": format_manifest(Manifest(version=1, site=record, pages=(), files=records))}


OLD, NEW = site("old"), site("new")


def read(folder):
    """Return the files of the folder by path, as one reader would get them: the folder is looked up once."""
    root = Path(folder).resolve()
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def start(kind, out, files=OLD):
    """Publish `files` to `out` for the first time."""
    if kind == "folder":
        out.mkdir()
    swap_in(files, out)
    assert (kind == "link") is out.is_symlink()


def rubbish(parent):
    """Return what should be gone after a publication."""
    return [
        path.name
        for path in parent.rglob(".l10n-*")
        if path.name not in {".l10n-lock", ".l10n-history.json", ".l10n-spare"}
    ] + [path.name for path in parent.rglob("*.tmp")]


def releases(parent):
    return sorted(path.name for path in (parent / "releases").iterdir() if not path.name.startswith("."))


def fork(action):
    """Start a process that does `action`, and return its id; it exits with 0, 2 after ToolkitError, 99 after others."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    code = 99
    try:
        action()
        code = 0
    except ToolkitError as error:
        os.write(2, f"{error.code}: {error} ({error.hint})\n".encode())
        code = 2
    except BaseException:  # noqa: BLE001 - nothing of the test run may go on in the child
        traceback.print_exc()
    finally:
        os._exit(code)


def exit_code(child):
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


# What is published


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_holds_what_was_published_and_nothing_else(tmp_path, kind):
    out = tmp_path / "site"
    start(kind, out)
    swap = swap_in(NEW, out)
    assert (release_name(NEW), True) == (swap.release, swap.changed)
    assert read(out) == NEW
    assert rubbish(tmp_path) == []


def test_a_missing_folder_becomes_a_link_to_a_release(tmp_path):
    swap_in(NEW, tmp_path / "deep" / "site")
    assert f"releases/{release_name(NEW)}" == str((tmp_path / "deep" / "site").readlink())


def test_a_real_folder_stays_one_and_keeps_its_mode(tmp_path):
    out = tmp_path / "site"
    out.mkdir(mode=0o750)
    swap_in(NEW, out)
    assert not out.is_symlink()
    assert oct(0o750) == oct(stat.S_IMODE(out.stat().st_mode))


def test_files_can_be_read_by_whom_the_umask_lets_and_written_by_nobody(tmp_path):
    mask = os.umask(0o022)
    try:
        swap_in(NEW, tmp_path / "site")
    finally:
        os.umask(mask)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "site").resolve().rglob("*")}
    assert modes == {"index.html": 0o444, "es": 0o755, "ja": 0o755, "a.html": 0o444, "manifest.json": 0o444}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_bytes_again_write_nothing(tmp_path, kind):
    def marks():
        rows = [tmp_path, *sorted(tmp_path.rglob("*"))]
        return [(path, path.lstat().st_ino, path.lstat().st_mtime_ns) for path in rows]

    start(kind, tmp_path / "site")
    before = marks()
    assert not swap_in(dict(reversed(OLD.items())), tmp_path / "site").changed
    assert before == marks()


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_site_is_mended(tmp_path, kind):
    out = tmp_path / "site"
    start(kind, out)
    (out / "index.html").write_text("broken")
    assert swap_in(OLD, out).changed
    assert read(out) == OLD


def test_a_link_whose_release_is_gone_is_mended(tmp_path):
    start("link", tmp_path / "site")
    shutil.rmtree(tmp_path / "releases")
    swap_in(OLD, tmp_path / "site")
    assert read(tmp_path / "site") == OLD


def test_a_trailing_dot_and_links_above_are_the_same_folder(tmp_path, monkeypatch):
    (tmp_path / "real").mkdir()
    (tmp_path / "alias").symlink_to("real")
    swap_in(OLD, tmp_path / "alias" / "site")
    (tmp_path / "real" / "here").mkdir()
    monkeypatch.chdir(tmp_path / "real" / "here")
    swap_in(NEW, Path())
    assert (read(tmp_path / "real" / "site"), read(tmp_path / "real" / "here")) == (OLD, NEW)


# What is refused


def foreign(parent, name):
    """Make the folder `site` in `parent` that publishing must leave alone."""
    out = parent / "site"
    if name == "a file of somebody":
        out.mkdir()
        (out / "thesis.txt").write_text("the only copy")
    elif name == "another program's manifest":
        out.mkdir()
        (out / "manifest.json").write_text('{"name": "App"}')
    elif name == "our site with another file":
        start("folder", out)
        (out / "es" / "CNAME").write_text("example.org")
    elif name == "our site with a link":
        start("folder", out)
        (out / "index.html").unlink()
        (out / "index.html").symlink_to("/etc/hostname")
    elif name == "a link elsewhere":
        (parent / "elsewhere").mkdir()
        out.symlink_to("elsewhere")
    elif name == "a link upwards":
        out.symlink_to("releases/../../etc")
    elif name == "a file":
        out.write_text("text")
    elif name == "releases is a file":
        (parent / "releases").write_text("text")
    elif name == "releases is a link":
        (parent / "elsewhere").mkdir()
        (parent / "releases").symlink_to("elsewhere")


REFUSED = {
    "a file of somebody": "it holds files that were not published by l10n",
    "another program's manifest": "it holds files that were not published by l10n",
    "our site with another file": "it holds 'es/CNAME', which was not published by l10n",
    "our site with a link": "it holds 'index.html', which was not published by l10n",
    "a link elsewhere": "it is a symbolic link to 'elsewhere'",
    "a link upwards": "it is a symbolic link to 'releases/../../etc'",
    "a file": "it is no folder",
    "releases is a file": "'releases' beside it is no folder",
    "releases is a link": "'releases' beside it is no folder",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_was_not_published_by_us_is_left_alone(tmp_path, name):
    def tree():
        rows = sorted(tmp_path.rglob("*"))
        return [(path, path.lstat().st_mtime_ns, path.is_file() and path.read_bytes()) for path in rows]

    foreign(tmp_path, name)
    before = tree()
    with pytest.raises(ToolkitError) as caught:
        swap_in(NEW, tmp_path / "site")
    assert f"cannot publish to '{tmp_path}/site': {REFUSED[name]}" == caught.value.message
    assert (caught.value.code, caught.value.exit_code) == ("usage", 2)
    assert caught.value.hint
    assert before == tree()


@pytest.mark.parametrize("name", ["releases", "Releases"])
def test_the_folder_of_releases_is_no_target(tmp_path, name):
    with pytest.raises(ToolkitError, match="it is no folder of its own"):
        swap_in(NEW, tmp_path / name)


def test_the_root_is_no_target():
    with pytest.raises(ToolkitError, match="it is no folder of its own"):
        swap_in(NEW, Path("/"))


@pytest.mark.parametrize(
    "names",
    [["../x"], ["/x"], ["a//b"], ["a/./b"], [""], ["a\\b"], ["a\0b"], ["x\n"], ["a.html", "A.html"], ["a", "a/b"]],
    ids=repr,
)
def test_names_that_lead_astray_are_refused_before_anything_is_written(tmp_path, names):
    with pytest.raises(ToolkitError, match="the site cannot have files of these names"):
        swap_in(dict.fromkeys(names, b""), tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


# Old releases


@pytest.mark.parametrize(("kind", "count"), [("link", 3), ("folder", 2)])
def test_old_releases_go_and_as_many_as_asked_for_stay(tmp_path, kind, count):
    start(kind, tmp_path / "site", site("0"))
    sites = [site(str(number)) for number in range(1, 6)]
    for files in sites:
        swap_in(files, tmp_path / "site", keep=2)
    stay = sites[-count:] if kind == "link" else sites[-1 - count : -1]
    assert sorted(map(release_name, stay)) == releases(tmp_path)
    assert sites[-1] == read(tmp_path / "site")


def test_folders_beside_each_other_keep_each_others_releases(tmp_path):
    drafts, mirror = [site("draft 1"), site("draft 2")], site("mirror")
    for files in drafts:
        swap_in(files, tmp_path / "draft")
    swap_in(mirror, tmp_path / "old-name")
    (tmp_path / "old-name").rename(tmp_path / "new-name")
    swap_in(site("0"), tmp_path / "site", keep=0)
    (tmp_path / "spanish").symlink_to(f"releases/{release_name(site('0'))}/es")
    for number in range(1, 5):
        swap_in(site(str(number)), tmp_path / "site", keep=0)
    expected = [*drafts, mirror, site("0"), site("4")]
    assert sorted(map(release_name, expected)) == releases(tmp_path)


def test_two_folders_may_show_the_same_release(tmp_path):
    swap_in(OLD, tmp_path / "one")
    swap_in(OLD, tmp_path / "two")
    swap_in(NEW, tmp_path / "one", keep=0)
    assert (read(tmp_path / "one"), read(tmp_path / "two")) == (NEW, OLD)


def test_an_old_release_can_be_linked_by_hand_and_published_again(tmp_path):
    for files in (OLD, NEW):
        swap_in(files, tmp_path / "site")
    (tmp_path / "site").unlink()
    (tmp_path / "site").symlink_to(f"releases/{release_name(OLD)}")
    assert not swap_in(OLD, tmp_path / "site").changed
    assert swap_in(NEW, tmp_path / "site").changed
    assert read(tmp_path / "site") == NEW


@pytest.mark.parametrize("text", ["", "[", "[1]", '{"site": 1}', '{"site": ["../../keep", 7, "x"], "/": []}'])
def test_a_broken_history_removes_nothing(tmp_path, text):
    (tmp_path / "keep").mkdir()
    start("link", tmp_path / "site")
    (tmp_path / "releases" / ".l10n-history.json").write_text(text)
    swap_in(NEW, tmp_path / "site", keep=0)
    assert (tmp_path / "keep").is_dir()
    assert sorted(map(release_name, [OLD, NEW])) == releases(tmp_path)


# Two at once


def test_another_publication_under_way_is_said_clearly(tmp_path):
    start("link", tmp_path / "site")
    with (tmp_path / "releases" / ".l10n-lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(ToolkitError) as caught:
            swap_in(NEW, tmp_path / "site", wait=0.1)
    assert "another publication beside it is under way" in caught.value.message
    assert (caught.value.code, caught.value.hint) == ("io", "wait until it has ended, then publish again")
    assert read(tmp_path / "site") == OLD
    assert swap_in(NEW, tmp_path / "site").changed


@pytest.mark.parametrize("kind", KINDS)
def test_two_publishers_wait_for_each_other(tmp_path, kind):
    start(kind, tmp_path / "site")

    def publisher(name):
        def publish():
            for number in range(6):
                swap_in(site(f"{name}{number}"), tmp_path / "site", wait=60)

        return publish

    children = [fork(publisher(name)) for name in "ab"]
    assert [exit_code(child) for child in children] == [0, 0]
    assert read(tmp_path / "site") in [site("a5"), site("b5")]
    assert rubbish(tmp_path) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_reader_sees_one_whole_site(tmp_path, kind):
    out = tmp_path / "site"
    start(kind, out)

    def publish():
        for files in [NEW, OLD] * 15:
            swap_in(files, out)

    child = fork(publish)
    seen = []
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        folder = os.open(out, os.O_RDONLY)
        try:
            texts = {}
            for path in OLD:
                with open(os.open(path, os.O_RDONLY, dir_fd=folder), "rb") as stream:  # noqa: PTH123 - a descriptor
                    texts[path] = stream.read()
            seen.append(texts)
        except FileNotFoundError:
            # A folder that was exchanged twice since it was opened is gone; a link's release is not.
            assert kind == "folder"
        finally:
            os.close(folder)
    assert seen
    assert all(texts in (OLD, NEW) for texts in seen)


# What the system refuses


@pytest.fixture
def open_folder():
    """A folder that other users can reach, as pytest's own cannot be."""
    folder = Path(tempfile.mkdtemp(prefix="l10n-test-")).resolve()
    folder.chmod(0o755)
    yield folder
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755)
    shutil.rmtree(folder)


def without_rights(action):
    """Return `action` as somebody does it whom permissions bind: root becomes nobody first."""

    def act():
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        action()

    return act


@pytest.mark.parametrize("kind", KINDS)
def test_a_read_only_target_keeps_the_old_site(open_folder, kind, capfd):
    out = open_folder / "site"
    start(kind, out)
    (open_folder / "releases" / ".l10n-lock").chmod(0o444)
    (open_folder / "releases").chmod(0o555)
    open_folder.chmod(0o555)
    assert exit_code(fork(without_rights(lambda: swap_in(NEW, out)))) == 2
    hint = "the folder, its parent and 'releases' beside it must be writable"
    assert f"io: cannot publish to '{out}': Permission denied ({hint})\n" == capfd.readouterr().err
    assert read(out) == OLD


def test_a_permission_lost_before_the_last_step_keeps_the_old_site_and_leaves_nothing(open_folder, capfd):
    out = open_folder / "site"
    start("link", out)
    if os.geteuid() == 0:
        for path in [open_folder / "releases", *(open_folder / "releases").rglob("*")]:
            os.chown(path, 65534, 65534)
    open_folder.chmod(0o555)
    assert exit_code(fork(without_rights(lambda: swap_in(NEW, out)))) == 2
    assert "Permission denied" in capfd.readouterr().err
    assert read(out) == OLD
    assert (releases(open_folder), rubbish(open_folder)) == ([release_name(OLD)], [])


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk_keeps_the_old_site_and_leaves_nothing(tmp_path, kind, capfd):
    def publish():
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
        swap_in(site("big", **{"es/z.html": b"x" * 20_000}), tmp_path / "site")

    start(kind, tmp_path / "site")
    before = releases(tmp_path)
    assert exit_code(fork(publish)) == 2
    assert f"io: cannot publish to '{tmp_path}/site': File too large" in capfd.readouterr().err
    assert read(tmp_path / "site") == OLD
    assert (before, []) == (releases(tmp_path), rubbish(tmp_path))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES], ids=errno.errorcode.get)
@pytest.mark.parametrize("kind", KINDS)
def test_a_system_that_refuses_from_any_step_on_keeps_the_old_site(tmp_path, kind, number, capfd):
    """The disk is full, the file system becomes read-only, a permission is lost: at each step that writes."""
    step, code = -1, 2
    while code != 3:
        step += 1
        parent = tmp_path / str(step)
        parent.mkdir()
        start(kind, parent / "site")
        action = refused_from(step, number, lambda parent=parent: swap_in(NEW, parent / "site"))
        code = exit_code(fork(action))
        said = capfd.readouterr().err
        if code == 2:
            assert said.startswith(f"io: cannot publish to '{parent}/site': {os.strerror(number)}")
        # A real folder is exchanged without an event that could be refused; only what becomes of the old one is.
        assert code in {0, 2, 3}
        assert verified(parent / "site") == (OLD if code == 2 else NEW)
        swap_in(NEW, parent / "site")
        assert verified(parent / "site") == NEW
        assert rubbish(parent) == []
    assert step > 5


def test_a_file_in_the_way_of_the_parent_is_said(tmp_path):
    (tmp_path / "file").write_text("text")
    with pytest.raises(ToolkitError, match="Not a directory") as caught:
        swap_in(NEW, tmp_path / "file" / "site")
    assert caught.value.code == "io"


# Crashes


def verified(out):
    """Return the files of the published folder after proving that they are what the manifest says."""
    published, problems = read_site(out)
    assert problems == []
    assert check_files(published.manifest, published.hashes) == []
    return read(out)


@pytest.mark.parametrize("kind", KINDS)
def test_a_publication_killed_at_a_random_moment_leaves_a_whole_site(tmp_path, kind):
    out = tmp_path / "site"
    start(kind, out)
    sites = [site("one", **{"es/b.html": b"b"}), site("two"), site("three")]

    def publish():
        while True:
            for files in sites:
                swap_in(files, out, keep=1)

    # By the clock, and before a step of three publications: some gaps between two steps are shorter than any tick.
    moments = random.Random(6)
    for number in range(KILLS):
        if number % 2:
            child = fork(killed_at(moments.randint(1, 170), publish))
        else:
            child = fork(publish)
            time.sleep(moments.uniform(0, 0.06))
            os.kill(child, signal.SIGKILL)
        assert exit_code(child) == -signal.SIGKILL
        assert verified(out) in [OLD, *sites]
    swap_in(NEW, out, keep=1)
    assert verified(out) == NEW
    assert rubbish(tmp_path) == []
    assert len(releases(tmp_path)) <= 3


STEPS = ("open", "os.", "shutil.")


def stopped_at(step, stop, action):
    """Return `action` with `stop` called before its step of this number that touches the file system."""

    def act():
        steps = iter(range(step))

        def hook(event, _):
            if event.startswith(STEPS) and event != "os.kill" and next(steps, None) is None:
                stop()

        sys.addaudithook(hook)
        action()

    return act


def killed_at(step, action):
    """Return `action` with the process killed before its step of this number that touches the file system."""
    return stopped_at(step, lambda: os.kill(os.getpid(), signal.SIGKILL), action)


def refused_from(step, number, action):
    """Return `action` as a system does it that refuses this step and all after it that write, but for removing."""

    def act():
        steps = iter(range(step))
        refused = []

        def hook(event, arguments):
            writes = event in {"os.mkdir", "os.rename", "os.symlink"} or (event == "open" and arguments[2] & os.O_CREAT)
            if writes and (refused or next(steps, None) is None):
                refused.append(event)
                raise OSError(number, os.strerror(number))

        sys.addaudithook(hook)
        action()
        if not refused:
            os._exit(3)

    return act


AMENDED = site("new", **{"ja/a.html": OLD["ja/a.html"]})
"""A site that shares a file with the old one."""


def amended(out):
    """Return the files of `AMENDED`, of which the shared one is only linked."""
    shared = {"ja/a.html": Linked(f"{out.resolve()}/ja/a.html", sha256(OLD["ja/a.html"]))}
    return Files({path: Held(data) for path, data in AMENDED.items()} | shared)


@pytest.mark.parametrize("kind", KINDS)
def test_what_has_not_changed_is_the_same_file_in_both_releases_and_nobody_can_write_to_it(tmp_path, kind):
    out = tmp_path / "site"
    start(kind, out)
    swap_in(amended(out), out, known=OLD)
    assert read(out) == AMENDED
    assert read(tmp_path / "releases" / release_name(OLD)) == OLD
    assert (out / "ja/a.html").samefile(tmp_path / "releases" / release_name(OLD) / "ja/a.html")
    assert all(path.stat().st_mode & 0o222 == 0 for path in out.resolve().rglob("*") if path.is_file())


@pytest.mark.parametrize("number", [errno.EXDEV, errno.EMLINK, errno.EPERM])
def test_what_cannot_be_linked_is_copied(tmp_path, monkeypatch, number):
    out = tmp_path / "site"
    start("link", out)

    def refuse(*_):
        raise OSError(number, os.strerror(number))

    shutil.rmtree(tmp_path / "releases/.l10n-spare")
    monkeypatch.setattr("toolkit.site.staging.os.link", refuse)
    swap_in(amended(out), out, known=OLD)
    assert read(out) == AMENDED
    assert (out / "ja/a.html").stat().st_nlink == 1


CRASHES = {
    "a link": ("link", OLD, None),
    "a link, amended": ("link", OLD, None),
    "a real folder, amended": ("folder", OLD, None),
    "the first link": ("link", None, None),
    "a real folder": ("folder", OLD, None),
    "a real folder, by renames": ("folder", OLD, exchange_by_renames),
    "a broken release, by renames": ("broken", OLD, exchange_by_renames),
}


@pytest.mark.parametrize("name", CRASHES)
def test_a_publication_killed_at_any_step_leaves_a_whole_site_and_the_next_mends_all(tmp_path, name):
    kind, old, exchange = CRASHES[name]
    options = {"exchange": exchange} if exchange else {}
    step, code = 0, -signal.SIGKILL
    while code != 0:
        step += 1
        parent = tmp_path / str(step)
        parent.mkdir()
        out = parent / "site"
        if old:
            start("folder" if kind == "folder" else "link", out, old)
        if kind == "broken":
            swap_in(NEW, out)
            swap_in(old, out)
            (parent / "releases" / release_name(NEW) / "es" / "a.html").write_text("half")
        files, new = (amended(out), AMENDED) if name.endswith("amended") else (NEW, NEW)
        code = exit_code(fork(killed_at(step, lambda: swap_in(files, out, keep=0, **options))))  # noqa: B023 - done at once
        assert code in {0, -signal.SIGKILL}
        if out.exists() or (exchange is None and old):
            assert verified(out) in [OLD, new]
        swap_in(new, out, keep=0, **options)
        assert verified(out) == new
        assert rubbish(parent) == []
        assert list(parent.rglob("*.l10n-aside")) == []
        assert set(releases(parent)) <= {release_name(OLD), release_name(new)}
        shutil.rmtree(parent)
    assert step > 20


def test_what_a_killed_run_left_is_removed(tmp_path):
    start("link", tmp_path / "site")
    stage = tmp_path / "releases" / ".l10n-stage"
    (stage / "es").mkdir(parents=True)
    (stage / "es" / "half.html").write_text("<p>")
    (tmp_path / "releases" / ".l10n-link").symlink_to("releases/none")
    swap_in(NEW, tmp_path / "site")
    assert rubbish(tmp_path) == []


# Exchange


@pytest.mark.parametrize("exchange", [exchange_at_once, exchange_by_renames])
def test_names_change_places(tmp_path, exchange):
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    (one / "file").write_text("1")
    other.symlink_to("nowhere")
    if exchange(one, other) is False:
        pytest.skip("this file system cannot exchange names at once")
    assert (str(one.readlink()), (other / "file").read_text()) == ("nowhere", "1")


@pytest.mark.parametrize("exchange", [exchange_at_once, exchange_by_renames])
def test_an_exchange_that_fails_changes_nothing(tmp_path, exchange):
    live = tmp_path / "live"
    live.mkdir()
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "missing", live)
    assert [path.name for path in tmp_path.iterdir()] == ["live"]
