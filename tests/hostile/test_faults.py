"""What ends a verb before its time: kill -9, a full disk, an interrupted call, another process. No file is lost."""

import errno
import os
import random
import resource
import shutil
import signal
import threading
from pathlib import Path

import pytest
from measure_kills import CASES, PERSON, broken, edited, files, kill_often, main, publish, run, started

import toolkit.files
from toolkit.diagnostic import ToolkitError
from toolkit.files import write_bytes


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The project of test data with its published site; not to be changed."""
    return publish(tmp_path_factory.mktemp("faults"))


@pytest.mark.parametrize("case", CASES[1:4], ids=lambda case: case.words[0])
def test_a_verb_killed_at_a_random_moment_loses_nothing(published, tmp_path, case):
    """Three kills each; `python tests/hostile/measure_kills.py --kills 500` does many, of publish too."""
    assert kill_often(case, published, tmp_path, 3, random.Random(case.words[0])) == []


LIMITS = (400, 0, 1, 400, 400, 1, 0)


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case.words[0] for case in CASES])
def test_a_full_disk_is_exit_code_2_and_every_file_stays_whole(published, tmp_path, number, monkeypatch):
    """No file may grow beyond some bytes: the write fails at its beginning or in the middle, as on a full disk."""
    case, limit = CASES[number], LIMITS[number]
    root = tmp_path / "project"
    shutil.copytree(published, root, symlinks=True)
    case.prepare(root)
    before = files(root)
    done = tmp_path / "done"
    shutil.copytree(root, done, symlinks=True)
    run(done, case.words)
    after = files(done)
    releases = {(one / "site").resolve().name for one in (root, done)}

    def cramped(words):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        main(words)

    monkeypatch.setattr("measure_kills.main", cramped)
    assert run(root, case.words) == 2
    assert broken(root, before, after, releases) == []
    assert [path for path in root.rglob("*.tmp") if path.is_file()] == [], "what could not be written is taken away"


def test_two_processes_that_update_at_once_leave_whole_files(published, tmp_path):
    root = tmp_path / "project"
    shutil.copytree(published, root, symlinks=True)
    case = next(case for case in CASES if case.words == ("update",))
    case.prepare(root)
    before = files(root)
    children = [started(root, words) for words in (("update",), ("update",), ("extract",), ("approve", "es", *PERSON))]
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0, 0, 0]
    one = files(root)
    assert run(root, ("update", "--check")) == 0
    assert run(root, ("extract", "--check")) == 0
    assert one.keys() == before.keys()


def test_writers_of_one_file_leave_what_one_of_them_wrote(tmp_path):
    file = tmp_path / "a.po"
    texts = [bytes([letter]) * 200_000 for letter in b"abcdefgh"]
    threads = [threading.Thread(target=write_bytes, args=(file, text)) for text in texts for _ in range(5)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        if file.exists():
            assert file.read_bytes() in texts
    assert list(tmp_path.iterdir()) == [file]


def test_an_interrupted_call_is_made_again(tmp_path):
    """A signal whose handler returns: the write goes on (PEP 475)."""
    seen = []
    before = signal.signal(signal.SIGALRM, lambda *_: seen.append(1))
    signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
    try:
        for number in range(40):
            data = bytes([number]) * 3_000_000
            assert write_bytes(tmp_path / "a.po", data)
            assert (tmp_path / "a.po").read_bytes() == data
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert seen
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("call", ["fsync", "replace", "chmod"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS])
def test_a_step_that_fails_leaves_the_old_file(tmp_path, monkeypatch, call, number):
    file = tmp_path / "a.po"
    file.write_bytes(b"old")

    def failing(*_, **__):
        raise OSError(number, os.strerror(number))

    target = (toolkit.files.os, "fsync") if call == "fsync" else (Path, call)
    monkeypatch.setattr(*target, failing)
    with pytest.raises(ToolkitError) as caught:
        write_bytes(file, b"new")
    assert (caught.value.code, os.strerror(number) in caught.value.message) == ("io", True)
    monkeypatch.undo()
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_ctrl_c_in_the_middle_of_a_write_leaves_the_old_file(tmp_path, monkeypatch):
    file = tmp_path / "a.po"
    file.write_bytes(b"old")

    def interrupted(_handle):
        raise KeyboardInterrupt

    monkeypatch.setattr(toolkit.files.os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_bytes(file, b"new")
    assert (file.read_bytes(), list(tmp_path.iterdir())) == (b"old", [file])


def test_what_a_killed_process_left_is_no_source(published, tmp_path):
    """A half-written file has a name that nothing reads."""
    root = tmp_path / "project"
    shutil.copytree(published, root, symlinks=True)
    before = run(root, ("check",))
    for path in [
        *root.glob("locales/*/LC_MESSAGES/*.po"),
        *root.glob("source/**/*.toml"),
        *root.glob("source/**/*.md"),
    ]:
        (path.parent / f".{path.name}.abc123.tmp").write_bytes(path.read_bytes()[:50] + b'msgid "half')
    assert run(root, ("check",)) == before
    assert run(root, ("fmt", "--check")) == 0
    edited(root, "source/articles/hot-tea.md", "Milk makes", "Milk does make")
    assert run(root, ("update",)) == 0


@pytest.mark.parametrize("damage", [b"", b"\0" * 40, None], ids=["empty", "zeros", "half"])
def test_a_half_written_cache_changes_no_page(published, tmp_path, damage):
    root = tmp_path / "project"
    shutil.copytree(published, root, symlinks=True)
    cached = [path for path in (root / ".cache").rglob("*") if path.is_file() and path.suffix != ".TAG"]
    assert cached
    for path in cached:
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2] if damage is None else damage)
    before = (root / "site").resolve().name
    shutil.rmtree(root / "releases")
    (root / "site").unlink()
    assert run(root, ("publish", "--out", "site")) == 0
    assert (root / "site").resolve().name == before
