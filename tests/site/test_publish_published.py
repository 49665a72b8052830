"""Reading a published folder: what is there, what it says of itself, and only what both agree on."""

import datetime as dt
import os
import subprocess

import pytest

from toolkit.diagnostic import ToolkitError
from toolkit.site.manifest import TOOL, FileRecord, Manifest, SiteRecord, format_manifest, sha256
from toolkit.site.published import entries, read_site
from toolkit.site.swap import swap_in


def site(text):
    files = {"es/a.html": text, "index.html": b"index"}
    records = tuple(FileRecord(path=path, sha256=sha256(data)) for path, data in files.items())
    record = SiteRecord(tool=TOOL, version="1", date=dt.date(2026, 2, 23))
    return {**files, "manifest.json": format_manifest(Manifest(version=1, site=record, pages=(), files=records))}


def test_a_published_folder_is_read(tmp_path):
    swap_in(site(b"text"), tmp_path / "site")
    published, problems = read_site(tmp_path / "site")
    assert problems == []
    assert {path: sha256(data) for path, data in site(b"text").items()} == published.hashes
    assert published.read("es/a.html") == b"text"
    assert published.page_of("a", "es") is None


def test_a_swap_in_between_changes_nothing_of_what_is_read(tmp_path):
    swap_in(site(b"old"), tmp_path / "site")
    published, _ = read_site(tmp_path / "site")
    swap_in(site(b"new"), tmp_path / "site")
    assert published.read("es/a.html") == b"old"


def test_a_file_is_read_only_as_it_was_published(tmp_path):
    swap_in(site(b"old"), tmp_path / "site")
    before, _ = read_site(tmp_path / "site")
    (tmp_path / "site" / "es" / "a.html").write_bytes(b"evil")
    after, _ = read_site(tmp_path / "site")
    assert (before.read("es/a.html"), after.read("es/a.html")) == (None, None)
    assert after.read("../../secret") is None


def test_links_and_pipes_are_not_read(tmp_path):
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "site" / "deep").mkdir(parents=True)
    (tmp_path / "site" / "link").symlink_to("../secret")
    (tmp_path / "site" / "folder").symlink_to("..")
    os.mkfifo(tmp_path / "site" / "deep" / "pipe")
    published, problems = read_site(tmp_path / "site")
    assert published.hashes == {"link": "", "folder": "", "deep/pipe": ""}
    assert [("manifest-missing", f"{tmp_path}/site/manifest.json")] == [(item.code, item.path) for item in problems]


def test_a_manifest_that_is_a_link_is_none(tmp_path):
    swap_in(site(b"old"), tmp_path / "site")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "manifest.json").symlink_to("../site/manifest.json")
    published, problems = read_site(tmp_path / "other")
    assert published.manifest is None
    assert [item.code for item in problems] == ["manifest-missing"]


def test_an_invalid_manifest_is_none(tmp_path):
    (tmp_path / "manifest.json").write_text("{}")
    published, problems = read_site(tmp_path)
    assert published.manifest is None
    assert {"manifest-invalid"} == {item.code for item in problems}


@pytest.mark.parametrize("name", ["missing", "file"])
def test_what_is_no_folder_cannot_be_read(tmp_path, name):
    (tmp_path / "file").write_text("text")
    with pytest.raises(ToolkitError, match="cannot read") as caught:
        read_site(tmp_path / name)
    assert caught.value.code == "io"


def test_a_very_deep_folder_is_listed(tmp_path):
    here = os.getcwd()  # noqa: PTH109 - restored below
    os.chdir(tmp_path)
    try:
        for _ in range(1500):
            os.mkdir("d")  # noqa: PTH102 - the path of the whole would be too long
            os.chdir("d")
    finally:
        os.chdir(here)
    try:
        assert entries(tmp_path) == []
    finally:  # Python's own removal is recursive
        subprocess.run(["rm", "-rf", tmp_path / "d"], check=True)
