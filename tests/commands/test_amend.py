"""A changed translation makes its page anew and nothing else, and the site is what a whole publication makes of it."""

import time

import pytest

from toolkit.site.articles import make_article

ARTICLE = "source/articles/paracetamol-safely.md"
PAGE = "es/paracetamol-safely.html"
ES = "locales/es/LC_MESSAGES/paracetamol-safely.po"
PUBLISH = ("publish", "--draft", "--allow", "withheld", "--out")


def site(project, out):
    """Return the files of a published site by path."""
    root = (project.root / out).resolve()
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def inodes(project, out):
    root = (project.root / out).resolve()
    return {path.relative_to(root).as_posix(): path.stat().st_ino for path in root.rglob("*") if path.is_file()}


def counts(done):
    """Return what a publication told of notes and pages."""
    return [
        line for line in done.err.split("\n") if line.partition(" ")[2].startswith(("note", "in")) or "draft" in line
    ]


@pytest.fixture
def published(project):
    time.sleep(0.15)  # of files that are newer nothing is concluded
    assert project.run(*PUBLISH, "site").code == 0
    return project


def whole(project):
    """Publish as if nothing had ever been made, and return what was told."""
    return project.run(*PUBLISH, "whole", "--no-cache")


def test_a_changed_translation_makes_its_page_and_all_else_is_taken_as_it_is(published, monkeypatch):
    before = inodes(published, "site")
    # What is said of the catalog changes too.
    published.edit(ES, 'msgstr "Cómo tomarlo"', 'msgstr "Cómo tomarlo tomarlo  x"')
    with monkeypatch.context() as patch:
        patch.setattr("toolkit.commands.publish._publish", None)
        done = published.run(*PUBLISH, "site")
        after = inodes(published, "site")
        assert {path for path in after if after[path] != before[path]} == {PAGE, "manifest.json"}
        again = published.run(*PUBLISH, "site")
        assert "nothing had changed" in again.err
    expected = whole(published)
    assert site(published, "site") == site(published, "whole")
    assert (done.code, done.out, counts(done)) == (expected.code, expected.out, counts(expected))
    assert (again.code, again.out) == (done.code, done.out)
    assert published.run("verify", "--draft", "site").code == 0


def untranslated(project):
    project.edit(ES, 'msgstr "Cómo tomarlo"', 'msgstr ""')


def with_another_title(project):
    text = project.read(ES)
    head, mark, rest = text.partition("#. title")
    first, quoted, after = rest.partition('msgstr "')
    assert mark
    project.edit(ES, text, f"{head}{mark}{first}{quoted}Sí: {after}")


def with_another_source(project):
    project.edit(ARTICLE, "published: 2026-02-23", "published: 2026-02-24")


def with_another_statement(project):
    path = "locales/es/LC_MESSAGES/safety-paracetamol.po"
    text = project.read(path)
    head, mark, rest = text.rpartition('msgstr "')
    project.edit(path, text, f"{head}{mark}Sí: {rest}")


def harmed(project):
    untranslated(project)
    file = project.root / "site/en/paracetamol-safely.html"
    file.chmod(0o644)
    file.write_bytes(file.read_bytes() + b" ")


@pytest.mark.parametrize(
    "change",
    [untranslated, with_another_title, with_another_source, with_another_statement, harmed],
    ids=lambda one: one.__name__,
)
def test_where_more_than_a_page_may_change_the_whole_is_made(published, change):
    change(published)
    done, expected = published.run(*PUBLISH, "site"), whole(published)
    assert site(published, "site") == site(published, "whole")
    assert (done.code, done.out) == (expected.code, expected.out)


def test_what_fails_on_the_way_leaves_the_old_site(published, monkeypatch):
    before = site(published, "site")
    published.edit(ES, 'msgstr "Cómo tomarlo"', 'msgstr "Cómo se toma"')

    def interrupted(*arguments):
        make_article(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr("toolkit.site.amending.make_article", interrupted)
    assert published.run(*PUBLISH, "site").code != 0
    assert site(published, "site") == before
