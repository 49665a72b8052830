"""What is remembered saves time and changes nothing."""

import json
import os
import shutil
import time

import pytest

ARTICLE = "source/articles/paracetamol-safely.md"
PAGE = "site/es/paracetamol-safely.html"
ES = "locales/es/LC_MESSAGES/paracetamol-safely.po"
WORDS = ("publish", "--draft", "--out", "site")


@pytest.fixture
def twice(project):
    """A project that was published twice, so that all that can be remembered is."""
    project.run(*WORDS)
    time.sleep(0.2)
    project.run(*WORDS)
    return project


def remade(project, monkeypatch):
    """Run again and return whether anything was looked at but the file system."""
    asked = []
    with monkeypatch.context() as patch:
        for name in ("_publish", "amend"):
            patch.setattr(f"toolkit.commands.publish.{name}", lambda *_args, **_more: asked.append(1) or 1 / 0)
        try:
            done = project.run(*WORDS)
        except ZeroDivisionError:
            return True
        assert "nothing had changed: 3 draft" in done.err
    return bool(asked)


def test_where_nothing_has_changed_nothing_is_read(twice, monkeypatch):
    assert not remade(twice, monkeypatch)


def test_what_is_told_again_is_what_was_told(twice):
    twice.edit(ES, 'msgstr "Cómo tomarlo"', 'msgstr ""')
    time.sleep(0.2)
    first, second = twice.run(*WORDS), twice.run(*WORDS)
    assert (first.code, first.out) == (second.code, second.out)
    assert first.code == 1
    assert first.err.replace("published:", "nothing had changed:").split("\n")[1:] == second.err.split("\n")


def change_in_the_same_tick(path):
    """Change a byte and leave size and time of modification as they were."""
    before = path.stat()
    data = bytearray(path.read_bytes())
    data[-2] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("path", [ES, "pyproject.toml", ARTICLE, PAGE, "site/manifest.json"])
def test_an_edit_that_leaves_size_and_time_is_seen(twice, monkeypatch, path):
    change_in_the_same_tick(twice.root / path)
    assert remade(twice, monkeypatch)


def test_new_and_lost_files_are_seen(twice, monkeypatch):
    (twice.root / "source/templates").mkdir()
    assert not remade(twice, monkeypatch)
    (twice.root / "source/templates/page.css").write_text("body { margin: 0 }", "utf-8")
    assert remade(twice, monkeypatch)


def test_another_day_is_another_question(twice, monkeypatch):
    monkeypatch.setattr("toolkit.commands.publish._publish", None)
    with pytest.raises(TypeError):
        twice.run("--date", "2026-03-02", *WORDS)


def test_what_the_user_keeps_for_all_projects_is_shown_and_cleared(project, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "mine"))
    (tmp_path / "mine/l10n/made").mkdir(parents=True)
    (tmp_path / "mine/l10n/made/one").write_bytes(b"12345")
    (tmp_path / "mine/other").write_bytes(b"of another program")
    shown = json.loads(project.run("cache", "--format", "json").out)["user"]
    assert shown == {"folder": (tmp_path / "mine/l10n").as_posix(), "files": 1, "bytes": 5}
    assert project.run("cache", "--clear").code == 0
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["other"]


def test_cache_shows_and_clears(twice, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "mine"))
    shown = json.loads(twice.run("cache", "--format", "json").out)
    assert shown["files"] >= 8
    assert shown["bytes"] > 10_000
    assert shown["user"] is not None
    site = (twice.root / "site").resolve()
    assert "0 files, 0 bytes" in twice.run("cache", "--clear").out
    assert not (twice.root / ".cache/l10n").exists()
    shutil.rmtree(twice.root / "site", ignore_errors=True)
    (twice.root / "site").unlink(missing_ok=True)
    assert twice.run(*WORDS).code == 0
    assert (twice.root / "site").resolve() == site
