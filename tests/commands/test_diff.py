"""`l10n diff REV`: what a change of the sources means for each locale, read through git, nothing checked out."""

import json
import re
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.commands._change_text import format_change
from toolkit.model import Message
from toolkit.report.change import Edit, SourceChange
from toolkit.report.change_formats import format_change_markdown

ARTICLE = "source/articles/paracetamol-safely.md"
STATEMENTS = "source/safety/statements/paracetamol.toml"
ES = "locales/es/LC_MESSAGES/paracetamol-safely.po"
SLUG = "paracetamol-safely"
LINE = "Ask your pharmacist if you take other medicines."
PERSON = ("--reviewer", "Test Reviewer (test data)", "--role", "test")


@pytest.fixture
def tracked(project):
    def git(*words):
        subprocess.run(
            ["git", "-C", project.root, "-c", "user.name=Test", "-c", "user.email=test@example.org", *words],
            check=True,
            capture_output=True,
        )

    for locale in ("en", "es", "ar"):
        project.run("approve", locale, *PERSON)
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "-m", "first")
    project.git = git
    return project


def effects(project, *words):
    done = project.run("diff", "HEAD", "--format", "json", *words)
    assert done.code == 0
    data = json.loads(done.out)
    return data["messages"], {row.pop("locale"): row for row in data["locales"]}


def test_no_change_is_no_message(tracked):
    before = tracked.files()
    assert tracked.run("diff", "HEAD").out == "no message of the sources changed since HEAD\n"
    assert effects(tracked)[0] == []
    assert tracked.files() == before


def test_an_edit_of_running_text_is_a_guess_to_check_and_the_page_stays(tracked):
    tracked.edit(ARTICLE, LINE, "Ask a pharmacist if you take other drugs.")
    messages, found = effects(tracked)
    assert [(row["kind"], row["guess"], row["previous"]) for row in messages] == [("edited", True, LINE)]
    assert found["es"] == {
        "new": 0,
        "edited": 1,
        "guarded": 0,
        "done": 0,
        "words": 8,
        "fresh": [],
        "kept": [SLUG],
        "replaced": [],
        "unapproved": [],
    }
    assert (found["en"]["done"], found["en"]["words"], found["en"]["fresh"]) == (1, 0, [SLUG])


def test_a_number_that_changes_gets_no_guess_and_the_page_is_replaced(tracked):
    line = "Take no more than the leaflet says."
    tracked.edit(ARTICLE, line, "Take no more than 4 grams a day.")
    tracked.git("commit", "--quiet", "-am", "second")
    tracked.edit(ARTICLE, "4 grams", "3 grams")
    messages, found = effects(tracked)
    assert [(row["kind"], row["guess"]) for row in messages] == [("edited", False)]
    assert (found["es"]["edited"], found["es"]["guarded"], found["es"]["replaced"]) == (0, 1, [SLUG])


def test_number_words_are_those_of_the_source_language(tracked):
    tracked.edit("pyproject.toml", 'source-locale = "en"', 'source-locale = "es"')
    tracked.edit("pyproject.toml", '"es"]', '"en"]')
    tracked.edit(ARTICLE, LINE, "Tome dos comprimidos con agua y no mastique.")
    tracked.git("commit", "--quiet", "-am", "second")
    tracked.edit(ARTICLE, "dos comprimidos", "tres comprimidos")
    messages, _ = effects(tracked)
    assert [(row["kind"], row["guess"]) for row in messages] == [("edited", False)]


def test_a_statement_that_changes_loses_its_approvals_in_every_language(tracked):
    tracked.edit(STATEMENTS, "at the same time", "on the same day")
    messages, found = effects(tracked)
    assert [(row["kind"], row["guard"]) for row in messages] == [("edited", "paracetamol-only-one")]
    assert {locale: (row["unapproved"], row["replaced"]) for locale, row in found.items()} == {
        locale: (["paracetamol-only-one"], [SLUG]) for locale in ("en", "es", "ar")
    }


def test_a_new_and_a_removed_text_are_told_apart_and_what_is_translated_is_done(tracked):
    tracked.edit(ARTICLE, "- Ask your pharmacist if you take other medicines.", "- Breathe.")
    tracked.run("extract")
    tracked.run("update")
    tracked.edit(ES, 'msgid "Breathe."\nmsgstr ""', 'msgid "Breathe."\nmsgstr "Respire."')
    messages, found = effects(tracked)
    assert [row["kind"] for row in messages] == ["new", "gone"]
    assert (found["es"]["new"], found["es"]["done"], found["es"]["fresh"]) == (0, 1, [SLUG])
    assert (found["ar"]["new"], found["ar"]["done"], found["ar"]["words"], found["ar"]["kept"]) == (1, 0, 1, [SLUG])


def test_markdown_and_text_say_the_same(tracked):
    tracked.edit(ARTICLE, "Take no more than the leaflet says.", "Take no more than 4 times what the leaflet says.")
    shown = tracked.run("diff", "HEAD").out
    assert re.search(r"^es +0 +0 +1 +0 +10 +0 +0 +1 +0$", shown, re.MULTILINE)
    assert "es: a notice replaces the published page of paracetamol-safely" in shown
    comment = tracked.run("diff", "HEAD", "--format", "markdown").out
    assert "| Spanish (`es`) | 0 | 0 | 1 | 0 | 10 | 0 | 0 | 1 | 0 |" in comment
    assert "Take no more than {+4 times what +}the leaflet says." in comment


@pytest.mark.parametrize("revision", ["nowhere", "--upload-pack=x", "HEAD:pyproject.toml", "HEAD..HEAD"])
def test_what_git_does_not_know_is_refused(tracked, revision):
    done = tracked.run("diff", "--", revision)
    assert (done.code, "git knows no revision" in done.err) == (2, True)


def test_outside_a_repository_it_says_so(project):
    done = project.run("diff", "HEAD")
    assert (done.code, "git failed" in done.err) == (2, True)


def test_a_project_in_a_folder_of_a_repository(tracked, tmp_path):
    folder = tracked.root / "deeper" / "project"
    for name, data in tracked.files().items():
        if not name.startswith(".git/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    tracked.git("add", "deeper")
    tracked.git("commit", "--quiet", "-m", "deeper")
    (folder / ARTICLE).write_text(
        (folder / ARTICLE).read_text("utf-8").replace("How to take it", "How you take it"), "utf-8"
    )
    done = tracked.run("diff", "HEAD", "--project", folder, "--format", "json")
    assert len(json.loads(done.out)["messages"]) == 1
    assert tracked.run("diff", "HEAD").out.startswith("no message")


@given(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1))
@settings(deadline=None)
def test_foreign_text_forges_no_line(old, new, guard):
    edits = (Edit("x", Message(new), Message(old), guard), Edit("x", None, Message(old), None))
    change = SourceChange("HEAD", edits, ())
    assert len(format_change(change).split("\n")) == 5
    assert len(format_change_markdown(change).split("\n")) == 14
    assert all(not line.lstrip().startswith("#") for line in format_change_markdown(change).split("\n")[1:])
