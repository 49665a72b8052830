"""A site is the same however it is made: as a whole, an article at a time, in processes, from what was made before."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.checks import ALL
from toolkit.diagnostic import ToolkitError
from toolkit.files import read_bytes
from toolkit.project import catalogs, load_frame, load_project
from toolkit.site.articles import make_article, order_of
from toolkit.site.build import assemble, prepare
from toolkit.site.composition import prove_site
from toolkit.site.jobs import Task
from toolkit.site.listing import compose, ready
from toolkit.site.making import make_site
from toolkit.site.proving import prover
from toolkit.site.texts import write_text
from toolkit.store import FOLDER, Store
from toolkit.workers import workers

DAY = dt.date(2026, 3, 1)
ES = "locales/es/LC_MESSAGES/paracetamol-safely.po"
FURTHER = """---
slug: "further"
title: "More about paracetamol"
description: "What else there is to know, and where to read it."
published: 2026-02-23
topics: ["other"]
---

Read [how to take it](paracetamol-safely.html) first, or [in Spanish](../es/paracetamol-safely.html).

::safety information-only

## Questions {#questions}

Ask your pharmacist.
"""


def whole(root):
    """The slow twin: the project read, built and proven as one."""
    project = load_project(root)
    prepared = prepare(project, project.config.all_locales, date=DAY)
    made = assemble(prepared, draft=True)
    proven = prove_site(
        made.site,
        prover(project),
        project.config.limits.page_size,
        lambda failures: assemble(prepared, draft=True, failures=failures).site,
    )
    files = compose(map(ready, proven.rows), config=project.config, date=DAY, files=proven.files)
    return dict(files), [*made.diagnostics], set(proven.diagnostics), proven.failures


def by_article(root, store, jobs=1):
    frame = load_frame(root)
    order = order_of(frame, date=DAY, draft=True, store=store)
    with workers(jobs) as run:
        made = make_site(order, frame, None, run)
    files = compose(made.pages, config=frame.config, date=DAY, files=made.files, spool=made.spool)
    return dict(files), [*made.diagnostics], set(made.problems), made.failures


def as_it_is(project):
    del project


def without_a_translation(project):
    project.edit(ES, 'msgstr "Cómo tomarlo"', 'msgstr ""')


def with_a_link_to_a_page_that_is_withheld(project):
    without_a_translation(project)
    with_another_article(project)


def with_another_article(project):
    (project.root / "source/articles/further.md").write_text(FURTHER, "utf-8")
    assert project.run("extract").code == 0
    assert project.run("update").code == 0


def with_a_style_that_hides(project):
    (project.root / "source/templates").mkdir()
    (project.root / "source/templates/page.css").write_text(".statement { opacity: 0 }", "utf-8")


@pytest.mark.parametrize(
    "change",
    [as_it_is, with_another_article, with_a_link_to_a_page_that_is_withheld, with_a_style_that_hides],
    ids=lambda one: one.__name__,
)
def test_an_article_at_a_time_gives_what_the_whole_gives(project, tmp_path, change):
    change(project)
    expected = whole(project.root)
    spare = Store(None, tmp_path / "spare")
    assert by_article(project.root, spare) == expected
    store = Store(project.root / FOLDER, tmp_path / "spare")
    assert by_article(project.root, store, jobs=2) == expected
    assert by_article(project.root, store) == expected  # from what the processes left


def test_what_was_made_is_not_made_again(project, tmp_path, monkeypatch):
    store = Store(project.root / FOLDER, tmp_path / "spare")
    expected = by_article(project.root, store)
    monkeypatch.setattr("toolkit.site.articles._made", None)
    assert by_article(project.root, store) == expected
    project.edit(ES, 'msgstr "Cómo tomarlo"', 'msgstr "Cómo se toma"')
    with pytest.raises(TypeError):
        by_article(project.root, store)


def test_a_worker_that_sees_other_files_than_those_of_the_order_makes_nothing(project, tmp_path, monkeypatch):
    store = Store(project.root / FOLDER, tmp_path / "spare")
    order = order_of(load_frame(project.root, store), date=DAY, draft=True, store=store)
    monkeypatch.setattr("toolkit.site.articles._open", [])  # it has read nothing yet
    assert make_article(order, Task("paracetamol-safely")).pages
    monkeypatch.setattr("toolkit.site.articles._open", [])
    project.edit("source/articles/paracetamol-safely.md", "Read the leaflet", "Do read the leaflet")
    with pytest.raises(ToolkitError, match="are others here"):
        make_article(order, Task("paracetamol-safely"))


def test_only_the_pages_whose_files_have_changed_are_made_again(project, tmp_path, monkeypatch):
    store = Store(project.root / FOLDER, tmp_path / "spare")
    by_article(project.root, store)
    written = []

    def noted(frame, here, *rest):
        written.append(here.locale)
        return write_text(frame, here, *rest)

    monkeypatch.setattr("toolkit.site.articles.write_text", noted)
    project.edit(ES, 'msgstr "Cómo tomarlo"', 'msgstr "Cómo se toma"')
    assert by_article(project.root, store) == whole(project.root)
    assert written == ["es"]
    # The menus of the other pages name this one no more: all are made anew.
    without = project.root / ES
    before = without.read_text("utf-8")
    project.edit(ES, 'msgstr "Cómo se toma"', 'msgstr ""')
    assert by_article(project.root, store) == whole(project.root)
    assert set(written[1:]) == {"ar", "en", "es"}
    without.write_text(before, "utf-8")
    del written[:]
    assert by_article(project.root, store) == whole(project.root)
    assert written == []


def asked_of(monkeypatch):
    """Return the list of the msgids that a check of single messages will be asked of."""
    asked = []
    (check,) = (item for item in ALL if item.code == "missing-number")

    def noted(unit, context):
        asked.append(unit.msgid)
        return check.find(unit, context)

    checks = tuple(replace(check, find=noted) if item is check else item for item in ALL)
    monkeypatch.setattr("toolkit.gates.check_units.__kwdefaults__", {"checks": checks})
    return asked


def test_of_a_changed_catalog_the_checks_are_asked_of_the_messages_that_changed(project, tmp_path, monkeypatch):
    store = Store(project.root / FOLDER, tmp_path / "spare")
    asked = asked_of(monkeypatch)

    def after(old, new):
        del asked[:]
        project.edit(ES, old, new)
        made, told = by_article(project.root, store), set(asked)
        assert made == whole(project.root)
        return told

    by_article(project.root, store)
    every = {unit.msgid for unit in load_project(project.root).catalogs["es", "paracetamol-safely"].units}
    assert after('msgstr "Cómo tomarlo"', 'msgstr "Cómo se toma 3"') == {"How to take it"}
    # Of those behind it only the lines are others.
    assert after('msgid "How to take it"', '# A remark.\n# Another one.\nmsgid "How to take it"') == {"How to take it"}
    # The header decides about all messages.
    assert after("PO-Revision-Date: 2026", "PO-Revision-Date: 2025") == every


@pytest.mark.parametrize("harm", [b"[1]", b'{"around": "", "units": {"": [0]}}', b"\xff"])
def test_what_is_kept_of_messages_and_cannot_be_read_is_found_again(project, tmp_path, monkeypatch, harm):
    store = Store(project.root / FOLDER, tmp_path / "spare")
    monkeypatch.setattr("toolkit.site.remembering.format_remembered", lambda _: harm)
    by_article(project.root, store)
    project.edit(ES, 'msgstr "Cómo tomarlo"', 'msgstr "Cómo se toma 3"')
    assert by_article(project.root, store) == whole(project.root)


def test_an_article_more_or_less_only_concerns_the_pages_that_lead_to_it(project, tmp_path, monkeypatch):
    store = Store(project.root / FOLDER, tmp_path / "spare")
    alone = by_article(project.root, store)
    written = []

    def noted(frame, here, article, *rest):
        written.append(article.domain)
        return write_text(frame, here, article, *rest)

    monkeypatch.setattr("toolkit.site.articles.write_text", noted)
    with_another_article(project)
    assert by_article(project.root, store) == whole(project.root)
    assert set(written) == {"further"}
    project.edit("source/articles/paracetamol-safely.md", "## ", "See [more](further.html).\n\n## ")
    together = by_article(project.root, store)
    article = (project.root / "source/articles/further.md").rename(tmp_path / "further.md")
    broken = by_article(project.root, store)
    assert broken == whole(project.root)
    assert "en/paracetamol-safely.html" not in broken[0]
    article.rename(project.root / "source/articles/further.md")
    assert by_article(project.root, store) == together
    project.edit("source/articles/paracetamol-safely.md", "See [more](further.html).\n\n## ", "## ")
    (project.root / "source/articles/further.md").unlink()
    assert by_article(project.root, store) == alone


def test_outlines_that_are_remembered_are_those_of_the_files(project, tmp_path, monkeypatch):
    store = Store(project.root / FOLDER, tmp_path / "spare")
    with_another_article(project)

    def read(*more):
        frame = load_frame(project.root, *more)
        return frame.articles, dict(frame.hashes), frame.diagnostics

    first = read(store)
    with monkeypatch.context() as patch:
        patch.setattr("toolkit.project.reader.parse_article", None)
        assert read(store) == first
        # What is known not to have changed is not even read.
        patch.setattr("toolkit.project.tree.read_bytes", kept_from(project.root / "source/articles", read_bytes))
        assert read(store, {article.path: first[1][article.path] for article in first[0]}) == first
    project.edit("source/articles/further.md", "More about", "Still more about")
    assert read(store) == read() != first


def kept_from(folder, read):
    """Return `read` for all files but those in the folder."""

    def reads(path, **more):
        assert not path.is_relative_to(folder)
        return read(path, **more)

    return reads


def test_a_catalog_that_must_not_be_read_is_not_taken_for_one_that_is_missing(project, tmp_path):
    store = Store(project.root / FOLDER, tmp_path / "spare")
    file = project.root / ES
    data = file.read_bytes()
    readable = by_article(project.root, store)
    file.unlink()
    missing = by_article(project.root, store)
    (tmp_path / "outside.po").write_bytes(data)
    file.symlink_to(tmp_path / "outside.po")
    outside = by_article(project.root, store)
    assert outside == whole(project.root)
    assert outside not in (readable, missing)


@pytest.mark.parametrize("harm", [b"", b"half", None], ids=["emptied", "overwritten", "removed"])
def test_a_harmed_store_is_a_store_that_holds_less(project, tmp_path, harm):
    store = Store(project.root / FOLDER, tmp_path / "spare")
    expected = by_article(project.root, store)
    files = [path for path in Path(project.root / FOLDER).rglob("*") if path.is_file()]
    assert len(files) >= 5
    for path in files[::2]:
        path.unlink()
        if harm is not None:
            path.write_bytes(harm)
    assert by_article(project.root, store) == expected
    for path in Path(project.root / FOLDER).rglob("*"):
        if path.is_file() and harm is not None:
            path.write_bytes(path.read_bytes()[: len(path.read_bytes()) // 2])
    assert by_article(project.root, store) == expected


def test_publish_gives_the_same_bytes_with_and_without_the_cache_and_with_processes(project):
    sites = {}
    for name, words in {
        "cold": [],
        "warm": [],
        "without": ["--no-cache"],
        "two": ["--jobs", "2", "--no-cache"],
    }.items():
        assert project.run("publish", "--draft", "--out", name, *words).code == 0
        root = project.root / name
        sites[name] = {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert sites["warm"] == sites["cold"]
    assert sites["without"] == sites["cold"]
    assert sites["two"] == sites["cold"]


def test_shared_catalogs_that_were_right_are_read_when_they_are_asked_for(project, monkeypatch, tmp_path):
    shared = next(path for path in project.root.glob("locales/es/LC_MESSAGES/*.po") if path.stem != Path(ES).stem)
    store, read, asked = Store(tmp_path / "store", tmp_path), catalogs.read_catalog, []
    monkeypatch.setattr(catalogs, "read_catalog", lambda *words, **more: asked.append(words[1]) or read(*words, **more))

    def frame():
        """Return how many catalogs were read with the frame; it is the same as one that is read at once."""
        asked.clear()
        found, number = load_frame(project.root, store), len(asked)
        eager = load_frame(project.root)
        for name in ("hashes", "diagnostics", "catalog_diagnostics"):
            assert getattr(found, name) == getattr(eager, name)
        assert [*found.catalogs.items()] == [*eager.catalogs.items()]
        assert len(found.catalogs) == len(eager.catalogs)
        return number

    assert frame() > 0
    assert frame() == 0
    text = shared.read_text("utf-8")
    shared.write_text(f"# one more comment\n{text}", "utf-8")
    assert frame() > 0
    assert frame() == 0
    for broken in (b"\xff", f'{text}\nmsgid "a"\nmsgstr "b\n'.encode()):
        shared.write_bytes(broken)
        assert [frame() > 0, frame() > 0] == [True, True], "what is wrong is told each time"
    shared.unlink()
    assert frame() > 0
    assert frame() == 0
    shared.mkdir()
    assert [frame() > 0, frame() > 0] == [True, True]
