"""Files are read and written whole."""

import os

import pytest

from toolkit.diagnostic import ToolkitError
from toolkit.files import read_bytes, write_bytes


def test_a_file_is_written_only_where_its_bytes_change(tmp_path):
    file = tmp_path / "deep" / "a.po"
    assert write_bytes(file, b"one") is True
    os.utime(file, (1, 1))
    assert write_bytes(file, b"one") is False
    assert file.stat().st_mtime == 1
    assert write_bytes(file, b"two") is True
    assert file.read_bytes() == b"two"
    assert list(file.parent.iterdir()) == [file]


def test_the_mode_of_a_file_and_a_link_to_it_survive(tmp_path):
    file, link = tmp_path / "a.po", tmp_path / "link.po"
    file.write_bytes(b"one")
    file.chmod(0o640)
    link.symlink_to(file)
    write_bytes(link, b"two")
    assert link.is_symlink()
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"two", 0o640)


def test_a_failed_write_leaves_the_old_bytes_and_no_rubbish(tmp_path, monkeypatch):
    file = tmp_path / "a.po"
    file.write_bytes(b"old")

    def full_disk(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(ToolkitError, match="No space left on device"):
        write_bytes(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(("name", "words"), [(".", "it is a folder"), ("gone.po", "it is missing")])
def test_what_is_no_file_cannot_be_read(tmp_path, name, words):
    with pytest.raises(ToolkitError, match=words):
        read_bytes(tmp_path / name)


def test_a_file_beyond_the_limit_is_refused(tmp_path):
    file = tmp_path / "a.po"
    file.write_bytes(b"12345")
    assert read_bytes(file, limit=5) == b"12345"
    with pytest.raises(ToolkitError, match="more than 4 bytes"):
        read_bytes(file, limit=4)


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.po")
    with pytest.raises(ToolkitError, match="no regular file"):
        read_bytes(tmp_path / "pipe.po")
