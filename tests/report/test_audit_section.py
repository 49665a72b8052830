"""`l10n report --audit FILE`: what an audit found, and which of it is no longer about the texts as they are."""

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

ES = "locales/es/LC_MESSAGES/paracetamol-safely.po"
SOME = (
    "audit",
    "es",
    "--mutator",
    "swap-messages",
    "--mutator",
    "hide-statement",
    "--fail-on",
    "error",
    "--format",
    "json",
)


@pytest.fixture
def stored(project):
    """What an audit of one language found, in a file of the project."""
    text = project.run(*SOME).out
    (project.root / "audit.json").write_text(text, "utf-8")
    return json.loads(text)


def section(project, *words):
    done = project.run("report", "--out", "report.html", *words)
    assert done.code == 0
    return LexborHTMLParser(project.read("report.html")).css_first("section.audit")


def rows(node):
    """Return the cells of each language's row."""
    found = {}
    for row in node.css("tbody tr"):
        name = " ".join(row.css_first("th").text().split())
        found[name] = [" ".join(cell.text().split()) for cell in row.css("td")]
    return found


def test_without_a_result_it_says_how_to_get_one(project):
    node = section(project)
    assert "The result of a test was not given." in node.text()
    assert "l10n report --audit audit.json" in node.text()
    assert node.css("table") == []


def test_each_language_has_its_numbers_and_survivors_by_how_grave_they_are(project, stored):
    node = section(project, "--audit", "audit.json")
    found = rows(node)
    row = stored["locales"][0]
    missed = [item["severity"] for item in stored["survivors"]]
    numbers = [row["seeded"], row["stopped"], row["warned"], row["harmless"]]
    numbers += [missed.count(name) for name in ("critical", "serious", "notice")]
    assert found["Spanish (es)"][:8] == ["up to date", *map(str, numbers)]
    assert sum(row["survivors"].values()) == row["missed"] == len(missed) > 0
    statements, guarded, other = found["Spanish (es)"][8:]
    assert (statements[-1], guarded, other[-1]) == ("%", "–", "%"), "no rule guards anything, so nothing was tried"
    assert found["Arabic (ar)"] == ["not tested"]
    assert "English (en)" not in found
    assert "Only a sample" in node.text()
    shown = [node.css_first("bdi").text() for node in node.css("li")]
    assert shown == [item["source"] for item in stored["survivors"]][:20]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (ES, 'msgstr "Cómo tomarlo"', 'msgstr "Cómo hay que tomarlo"'),
        ("pyproject.toml", "[tool.l10n]", "[tool.l10n]\nseverity = { truncated = 'off' }"),
    ],
    ids=["text", "settings"],
)
def test_what_changed_since_is_out_of_date(project, stored, path, old, new):
    assert stored["whole"] is False
    project.edit(path, old, new)
    assert rows(section(project, "--audit", "audit.json"))["Spanish (es)"][0] == "out of date"


def test_a_fault_that_was_called_harmless_since_makes_it_out_of_date(project, stored):
    fault = stored["survivors"][0]
    (project.root / "source/safety/audit").mkdir()
    entry = f'[[harmless]]\nhash = "{fault["hash"]}"\nreason = "test data"\nby = "Test Reviewer"\n'
    (project.root / "source/safety/audit/es.toml").write_text(entry, "utf-8")
    assert rows(section(project, "--audit", "audit.json"))["Spanish (es)"][0] == "out of date"


def test_a_text_of_another_language_leaves_a_result_as_it_is(project, stored):
    project.edit("locales/ar/LC_MESSAGES/paracetamol-safely.po", 'msgstr "', 'msgstr "- ')
    assert stored["locales"][0]["inputs"].startswith("sha256:")
    assert rows(section(project, "--audit", "audit.json"))["Spanish (es)"][0] == "up to date"


def test_foreign_text_of_a_result_is_text(project, stored):
    stored["survivors"][0] |= {"source": "<script>1</script>", "after": "<img src=x>"}
    (project.root / "audit.json").write_text(json.dumps(stored), "utf-8")
    node = section(project, "--audit", "audit.json")
    assert node.css("script, img") == []
    assert "<script>1</script>" in node.text()


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"version": 2, "whole": true, "locales": [], "survivors": []}'])
def test_what_is_no_result_is_refused(project, text):
    (project.root / "audit.json").write_text(text, "utf-8")
    done = project.run("report", "--out", "report.html", "--audit", "audit.json")
    assert done.code == 2
    assert "no result of an audit" in done.err
    assert not (project.root / "report.html").exists()
