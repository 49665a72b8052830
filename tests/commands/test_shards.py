"""Shards of the work, done apart, are together what one run does."""

import json
import shutil

import pytest

from toolkit.shard import Shard

FURTHER = """---
slug: "{name}"
title: "The article {name}"
description: "What the article {name} is about, and for whom."
published: 2026-02-23
topics: ["{name}"]
---

Take **no more than 4 g** a day, says the article {name}.

::safety information-only
"""
PUBLISH = ("publish", "--draft", "--allow", "withheld", "--out", "site")


@pytest.fixture
def large(project):
    for name in ("one", "two", "three", "four"):
        (project.root / f"source/articles/{name}.md").write_text(FURTHER.format(name=name), "utf-8")
    assert project.run("extract").code == 0
    assert project.run("update").code == 0
    es = "locales/es/LC_MESSAGES/two.po"
    text = project.read(es).replace('says the article two."\nmsgstr ""', 'says the article two."\nmsgstr "Tome 5 g."')
    assert "5 g" in text
    (project.root / es).write_text(text, "utf-8")
    return project


def test_every_name_is_in_one_shard():
    names = [f"name {number}" for number in range(11)]
    parts = [Shard(number, 4).part(reversed(names)) for number in range(1, 5)]
    assert sorted(name for part in parts for name in part) == sorted(names)
    assert {len(part) for part in parts} == {2, 3}


def test_reports_of_shards_are_merged_to_that_of_one_run(large):
    whole = large.run("check", "--format", "json")
    assert whole.code == 1
    files = []
    for number in (1, 2, 3):
        files += ["--merge", f"{number}.json"]
        done = large.run("check", "--format", "json", "--shard", f"{number}/3")
        (large.root / f"{number}.json").write_text(done.out, "utf-8")
    counts = [len(json.loads(large.read(f"{number}.json"))["diagnostics"]) for number in (1, 2, 3)]
    assert counts[0] > 0
    assert counts[1] + counts[2] > 0
    merged = large.run("check", "--format", "json", *files)
    assert (merged.code, merged.out) == (whole.code, whole.out)
    assert large.run("check", *files[:4], "--merge", "pyproject.toml").code == 2


def test_reports_are_merged_only_where_each_shard_is_there_once(project):
    """A machine that failed has found nothing: that is no good news."""
    for shard in ("1/2", "2/2", "1/3"):
        done = project.run("check", "--format", "json", "--shard", shard)
        assert json.loads(done.out)["shard"] == shard
        (project.root / f"{shard.replace('/', '-')}.json").write_text(done.out, "utf-8")
    (project.root / "odd.json").write_text(done.out.replace('"1/3"', '"one"'), "utf-8")
    for names, said in (
        (["1-2"], "the findings of 2/2 are missing"),
        (["1-2", "1-2"], "the findings of 2/2 are missing"),
        (["1-2", "2-2", "2-2"], "the findings of 2/2 are there twice"),
        (["1-2", "2-2", "1-3"], "the findings of 2/3, 3/3 are missing"),
        (["odd"], "holds no findings"),
    ):
        done = project.run("check", *(word for name in names for word in ("--merge", f"{name}.json")))
        assert (done.code, said in done.err) == (2, True), done
    assert project.run("check", "--merge", "1-2.json", "--merge", "2-2.json").code == 0


def test_what_is_no_report_is_refused(project):
    row = {"code": "io", "severity": "error", "message": "odd", "spans": []}
    wrong = ({**row, "line": "1"}, {**row, "path": 1}, {**row, "code": None}, {**row, "spans": [{"start": 1}]})
    texts = [json.dumps({"diagnostics": [row, item]}) for item in wrong]
    for text in ("[" * 100_000, "{}", "[]", '{"diagnostics": [1]}', *texts):
        (project.root / "report.json").write_text(text, "utf-8")
        done = project.run("check", "--merge", "report.json")
        assert (done.code, "holds no findings" in done.err) == (2, True)


def test_processes_find_what_one_finds(large):
    whole = large.run("check", "--format", "json")
    shared = large.run("check", "--format", "json", "--jobs", "2")
    assert (shared.code, shared.out) == (whole.code, whole.out)
    (large.root / "broken.po").write_bytes(b"\xff")
    paths = ("broken.po", "missing.po", "locales/es/LC_MESSAGES/two.po", "locales/es/LC_MESSAGES/one.po")
    alone = large.run("check", "--no-cache", *paths)
    shared = large.run("check", "--no-cache", *paths, "--jobs", "3")
    assert (shared.code, shared.out) == (alone.code, alone.out)
    assert all(f"{path}" in shared.out for path in paths[:3])


@pytest.mark.parametrize("share", ["0/3", "4/3", "3", "a/b"])
def test_what_is_no_share_is_refused(large, share):
    assert large.run("check", "--shard", share).code == 2


def test_a_site_made_of_shards_is_that_of_one_run(large, open_project, tmp_path, monkeypatch):
    copies = []
    for number in (1, 2):
        shutil.copytree(large.root, tmp_path / f"machine {number}")
        copies.append(open_project(tmp_path / f"machine {number}"))
        assert copies[-1].run(*PUBLISH, "--shard", f"{number}/2").code in {0, 1}
        assert not (copies[-1].root / "site").exists()
    whole = large.run(*PUBLISH)
    release = (large.root / "site").readlink()
    shutil.rmtree(large.root / "releases")
    (large.root / "site").unlink()
    shutil.rmtree(large.root / ".cache")
    for copy in copies:
        shutil.copytree(copy.root / ".cache", large.root / ".cache", dirs_exist_ok=True)
    monkeypatch.setattr("toolkit.site.articles._made", None)
    merged = large.run(*PUBLISH)
    assert (merged.code, merged.out) == (whole.code, whole.out)
    assert (large.root / "site").readlink() == release
