"""From sources to a published site, and what keeps a page back."""

import json
import os
import subprocess
import sys

import pytest
from selectolax.lexbor import LexborHTMLParser

ES = "locales/es/LC_MESSAGES/paracetamol-safely.po"
ES_SAFETY = "locales/es/LC_MESSAGES/safety-paracetamol.po"


def states(project):
    manifest = json.loads(project.read("site/manifest.json"))
    return {page["path"]: page["state"] for page in manifest["pages"]}


def test_a_new_project_publishes_at_once_as_drafts(tmp_path):
    folder = tmp_path / "fresh"
    subprocess.run([sys.executable, "-m", "toolkit", "new", folder], check=True, capture_output=True)
    done = subprocess.run(
        [sys.executable, "-m", "toolkit", "publish", "--draft", "--out", "site"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    pages = {
        name: (folder / "site" / name / "paracetamol-safely.html").read_text("utf-8") for name in ("en", "es", "ar")
    }
    assert {name: LexborHTMLParser(page).root.attributes["dir"] for name, page in pages.items()} == {
        "en": "ltr",
        "es": "ltr",
        "ar": "rtl",
    }
    assert all('content="noindex"' in page for page in pages.values())
    assert (folder / "site/index.html").is_file()


@pytest.mark.parametrize("out", [".", "..", "site/.."])
def test_the_folder_that_one_stands_in_is_not_replaced(project, out):
    before = project.files()
    done = project.run("publish", "--draft", "--out", out)
    assert (done.code, "'cd ..', then --out NAME" in done.err) == (2, True)
    assert project.files() == before


def test_publishing_twice_changes_nothing(project):
    assert project.run("publish", "--draft", "--out", "site").code == 0
    before = {path.name: path.stat().st_mtime_ns for path in (project.root / "site/es").iterdir()}
    again = project.run("publish", "--draft", "--out", "site")
    assert (again.code, "nothing had changed" in again.err) == (0, True)
    assert {path.name: path.stat().st_mtime_ns for path in (project.root / "site/es").iterdir()} == before


def test_without_draft_nothing_goes_out_that_nobody_approved(project):
    done = project.run("publish", "--out", "site")
    assert done.code == 1
    assert "statement 'paracetamol-only-one' is not approved" in done.out
    assert not (project.root / "site").exists()


def test_approved_pages_are_fresh_and_may_be_found(project):
    for locale in ("en", "es", "ar"):
        assert project.run("approve", locale, "--reviewer", "Test Reviewer (test data)", "--role", "test").code == 0
    done = project.run("publish", "--out", "site")
    assert done.code == 0, done.out
    assert set(states(project).values()) == {"fresh"}
    assert "noindex" not in project.read("site/es/paracetamol-safely.html")


def test_one_untranslated_message_withholds_one_page_and_says_so(project):
    project.edit(ES, 'msgstr "Cómo tomarlo"', 'msgstr ""')
    done = project.run("publish", "--draft", "--out", "site")
    assert done.code == 1
    assert "es/paracetamol-safely.html" in done.out
    assert set(states(project)) == {"en/paracetamol-safely.html", "ar/paracetamol-safely.html"}
    assert 'hreflang="es"' not in project.read("site/en/paracetamol-safely.html")
    assert project.run("publish", "--draft", "--out", "site", "--allow", "withheld").code == 0


def test_a_fuzzy_message_never_reaches_a_page(project):
    project.edit(ES, 'msgid "How to take it"', '#, fuzzy\nmsgid "How to take it"')
    assert project.run("publish", "--draft", "--out", "site").code == 1
    assert not (project.root / "site/es/paracetamol-safely.html").exists()


def test_a_statement_stands_on_the_page_word_for_word(project):
    project.run("publish", "--draft", "--out", "site")
    page = LexborHTMLParser(project.read("site/es/paracetamol-safely.html"))
    (statement,) = page.css('[data-statement="paracetamol-overdose"]')
    catalog = project.read(ES_SAFETY)
    texts = [
        node.text().strip()
        for node in statement.css("p, li")
        if "statement-label" not in (node.attributes.get("class") or "")
    ]
    assert len(texts) == 3
    assert all(f'msgstr "{text}"' in catalog for text in texts)


def test_a_page_template_that_drops_the_statements_publishes_nothing(project):
    (project.root / "source/templates").mkdir()
    (project.root / "source/templates/statement.html").write_text("<p>nothing here</p>", "utf-8")
    done = project.run("publish", "--draft", "--out", "site")
    assert done.code == 1
    assert not (project.root / "site").exists()


def test_css_of_an_override_that_hides_statements_publishes_nothing(project):
    (project.root / "source/templates").mkdir()
    (project.root / "source/templates/page.css").write_text(".statement { opacity: 0 }", "utf-8")
    assert project.run("publish", "--draft", "--out", "site").code == 1
    assert not (project.root / "site").exists()


def test_broken_sources_leave_the_published_site_as_it_was(project):
    project.run("publish", "--draft", "--out", "site")
    before = project.read("site/manifest.json")
    project.edit("source/safety/statements/paracetamol.toml", 'severity = "critical"', 'severity = "awful"')
    done = project.run("publish", "--draft", "--out", "site")
    assert (done.code, "nothing was published" in done.err) == (1, True)
    assert project.read("site/manifest.json") == before


def test_a_folder_that_l10n_did_not_publish_is_refused(project):
    (project.root / "site").mkdir()
    (project.root / "site/thesis.txt").write_text("mine", "utf-8")
    done = project.run("publish", "--draft", "--out", "site")
    assert done.code == 2
    assert project.read("site/thesis.txt") == "mine"


def test_the_order_of_files_and_the_place_of_the_project_change_no_byte(project, tmp_path, monkeypatch):
    other = tmp_path / "elsewhere/deep"
    for name, data in reversed(project.files().items()):
        (other / name).parent.mkdir(parents=True, exist_ok=True)
        (other / name).write_bytes(data)
    project.run("publish", "--draft", "--out", "site")
    monkeypatch.setenv("LC_ALL", "C")
    type(project)(other).run("publish", "--draft", "--out", "site")
    first, second = (
        {p.name: p.read_bytes() for p in (root / "site").rglob("*") if p.is_file()} for root in (project.root, other)
    )
    assert first == second
    assert (
        os.path.realpath(project.root / "site").rpartition("/")[2]
        == os.path.realpath(other / "site").rpartition("/")[2]
    )


def test_json_lists_pages_and_findings(project):
    data = json.loads(project.run("publish", "--draft", "--out", "site", "--format", "json").out)
    assert {page["state"] for page in data["pages"]} == {"draft"}
    assert data["summary"]["error"] == 0


@pytest.mark.parametrize("out", ["source/site", "locales", "locales/site"])
@pytest.mark.parametrize("verb", ["build", "publish"])
def test_no_page_is_written_where_the_sources_and_catalogs_are(project, verb, out):
    before = project.files()
    done = project.run(verb, "--draft", "--out", out)
    assert (done.code, "that is where the project's own files are" in done.err) == (2, True)
    assert project.files() == before


def test_of_many_pages_with_one_reason_some_are_named_and_the_others_counted(project, monkeypatch):
    monkeypatch.setattr("toolkit.commands.publish._NAMED", 1)
    told = project.run("publish", "--draft", "--out", "site").err
    reason = "draft: statement 'paracetamol-only-one' is not approved (and 1 more)\n"
    assert f"\nar/paracetamol-safely.html: {reason}2 more pages, shown with --verbose: {reason}" in told
    assert told.count(".html: ") == 1
    notes = project.run("publish", "--draft", "--out", "site", "--verbose").out
    assert notes.count("note[page-draft]") == 3
