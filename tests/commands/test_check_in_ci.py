"""`l10n check` in CI: its formats, what fails, and a baseline for an old project."""

import json
import xml.etree.ElementTree as ET

import pytest

ES = "locales/es/LC_MESSAGES/paracetamol-safely.po"
SAFETY = "locales/es/LC_MESSAGES/safety-paracetamol.po"
FORGED = "Cómo\\n::error::x\\n"


@pytest.fixture
def old(project):
    """A project with a warning and an error that are old, and whose lines move afterwards."""
    project.edit(ES, 'msgstr "Cómo tomarlo"', 'msgstr ""')
    project.edit(ES, "#. heading\n", "# a comment\n#. heading\n")
    return project


def codes(done):
    return [item["code"] for item in json.loads(done.out)["diagnostics"] if item["severity"] != "note"]


def test_only_new_findings_fail(old):
    assert old.run("check", "--fail-on", "warning").code == 1
    assert old.run("check", "--write-baseline", "baseline.json").code == 0
    old.edit(ES, "# a comment\n", "# a comment\n# and another one\n")
    done = old.run("check", "--baseline", "baseline.json", "--fail-on", "note", "--format", "json")
    assert (done.code, codes(done)) == (0, [])
    assert "of the baseline are not shown" in done.err
    old.edit(ES, 'msgstr "Cuándo pedir ayuda"', 'msgstr "{x} Cuándo pedir ayuda"')
    done = old.run("check", "--baseline", "baseline.json", "--format", "json")
    assert (done.code, codes(done)) == (1, ["placeholders"])


def test_a_baseline_never_holds_an_error_on_a_safety_text(old):
    text = old.read(SAFETY)
    (old.root / SAFETY).write_text(text.replace("\nmsgctxt", "\n#, fuzzy\nmsgctxt"), "utf-8")
    before = codes(old.run("check", "--format", "json"))
    assert "fuzzy" in before
    old.run("check", "--write-baseline", "baseline.json")
    assert '"fuzzy"' not in old.read("baseline.json")
    done = old.run("check", "--baseline", "baseline.json", "--format", "json")
    assert done.code == 1
    assert set(codes(done)) == {"fuzzy"}


def test_a_baseline_tells_what_is_gone(old):
    old.run("check", "--write-baseline", "baseline.json")
    old.edit(ES, 'msgid "How to take it"\nmsgstr ""', 'msgid "How to take it"\nmsgstr "Cómo tomarlo"')
    assert "1 finding of the baseline is gone" in old.run("check", "--baseline", "baseline.json").err


@pytest.mark.parametrize("text", ["", "[]", '{"version": 2, "findings": []}', '{"version": 1, "findings": [1]}', "["])
def test_what_is_no_baseline_is_refused(project, text):
    (project.root / "b.json").write_text(text, "utf-8")
    done = project.run("check", "--baseline", "b.json")
    assert (done.code, "is no baseline" in done.err) == (2, True)


def test_every_format_is_well_formed_and_says_the_same(old):
    old.edit(ES, "Cuándo pedir ayuda", FORGED)
    number = len(json.loads(old.run("check", "--format", "json").out)["diagnostics"])
    (run,) = json.loads(old.run("check", "--format", "sarif").out)["runs"]
    assert len(run["results"]) == number
    assert len(ET.fromstring(old.run("check", "--format", "junit").out).findall(".//testcase")) == number
    assert len(json.loads(old.run("check", "--format", "gitlab").out)) == number
    rows = old.run("check", "--format", "github").out.strip().split("\n")
    assert len(rows) == number
    assert all(row.startswith(("::error ", "::warning ", "::notice ")) for row in rows)


def test_the_job_summary_is_appended_where_github_asks_for_it(old, monkeypatch):
    summary = old.root / "summary.md"
    summary.write_text("before\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    old.run("check", "--format", "github")
    assert summary.read_text("utf-8").startswith("before\n### l10n: ")


def test_a_job_summary_that_cannot_be_written_is_said_beside_the_findings(old, monkeypatch):
    without = old.run("check", "--format", "github")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(old.root / "nowhere/summary.md"))
    done = old.run("check", "--format", "github")
    assert (done.code, done.out) == (without.code, without.out)
    assert "nowhere/summary.md': No such file or directory" in done.err


@pytest.mark.parametrize("form", ["json", "sarif", "junit", "github", "gitlab"])
def test_a_run_that_cannot_begin_says_so_in_the_form_that_was_asked_for(tmp_path, form, project):
    done = project.run("check", "--project", tmp_path / "nowhere", "--format", form)
    assert done.code == 2
    assert "is no project" in done.out
    assert done.err == ""
