"""`l10n audit` shows what slips through, says what would have caught it, and fails where it must."""

import json
import tomllib

import pytest

from toolkit.audit.outcome import Catch, Gate, Outcome, Tier
from toolkit.audit.score import survivors, tally
from toolkit.audit.suggestion import suggestion
from toolkit.diagnostic import Severity
from toolkit.model import StatementSeverity
from toolkit.project import load_project
from toolkit.safety.rules import contradictions, parse_rules

TEXT = "es/paracetamol-safely"
SOME = ("audit", "es", "--mutator", "drop-negation", "--mutator", "delete-sentence", "--mutator", "hide-statement")


@pytest.fixture
def data(project):
    return json.loads(project.run(*SOME, "--format", "json").out)


def outcome(severity=StatementSeverity.SERIOUS, *levels, after="b", mutator="drop-negation"):
    catches = tuple(Catch(Gate.CHECK, "some-code", level) for level in levels)
    return Outcome("es", mutator, Tier.TEXT, severity, "d", None, "s", "a", after, "w", None, catches)


def test_the_numbers_add_up(data):
    for row in (data["summary"], *data["locales"], *data["locales"][0]["mutators"], *data["texts"].values()):
        assert row["seeded"] == row["stopped"] + row["warned"] + row["harmless"] + row["missed"]
    assert data["summary"]["seeded"] > 0
    assert len(data["survivors"]) == data["summary"]["missed"]
    assert data["texts"]["statement"]["missed"] == 0


def test_text_and_html_say_the_same_and_hold_no_markup_of_outsiders(project):
    project.edit("locales/es/LC_MESSAGES/paracetamol-safely.po", 'msgstr "', 'msgstr "<script>alert(1)</script> ')
    text, html = project.run(*SOME, "-v"), project.run(*SOME, "--format", "html")
    assert text.code == html.code
    assert "faults survived" in text.out
    assert "<script>" not in html.out
    assert html.out.startswith("<!DOCTYPE html>")


def test_a_score_below_the_least_fails_and_so_does_a_mutator_that_does_not_exist(project):
    assert project.run("audit", "es", "--mutator", "hide-statement", "--min-score", "100").code == 0
    found = project.run("audit", "es", "--mutator", "delete-sentence", "--min-score", "100", "--fail-on", "error")
    assert found.code == 1
    assert project.run("audit", "es", "--mutator", "hide-sttement").code == 2
    assert project.run("audit", "en").code == 2


def test_a_fault_that_is_called_harmless_is_no_survivor_and_an_entry_that_nothing_needs_is_an_error(project):
    whole = json.loads(project.run("audit", "es", "--format", "json").out)
    missed = whole["survivors"]
    folder = project.root / "source/safety/audit"
    folder.mkdir()
    rows = [f'[[harmless]]\nhash = "{item["hash"]}"\nreason = "test data"\nby = "Test Reviewer"\n' for item in missed]
    (folder / "es.toml").write_text("\n".join(rows), "utf-8")
    again = json.loads(project.run("audit", "es", "--format", "json").out)
    assert (again["summary"]["missed"], again["summary"]["harmless"]) == (0, len(missed))
    assert again["summary"]["score"] == 100
    assert again["diagnostics"] == []
    (folder / "es.toml").write_text(rows[0] + rows[0].replace(missed[0]["hash"], f"sha256:{'0' * 64}"), "utf-8")
    found = project.run("audit", "es", "--format", "json")
    assert found.code == 1
    assert [(item["code"], item["line"]) for item in json.loads(found.out)["diagnostics"]] == [("unused-equivalent", 6)]


def test_a_file_of_decisions_with_a_mistake_decides_nothing_and_fails(project):
    folder = project.root / "source/safety/audit"
    folder.mkdir()
    (folder / "es.toml").write_text('[[harmless]]\nhash = "sha256:1"\nreason = ""\n', "utf-8")
    found = project.run("audit", "es", "--mutator", "hide-statement", "--format", "json")
    assert found.code == 1
    assert {item["code"] for item in json.loads(found.out)["diagnostics"]} == {"equivalent-invalid"}


def test_the_score_weighs_survivors_by_their_severity():
    critical, notice = StatementSeverity.CRITICAL, StatementSeverity.NOTICE
    caught = [outcome(severity, Severity.ERROR) for severity in (critical, notice)]
    assert tally(caught).score == 100
    assert tally([caught[0], outcome(notice)]).score == pytest.approx(100 * 10 / 11)
    assert tally([outcome(critical), caught[1]]).score == pytest.approx(100 / 11)
    assert [item.severity for item in survivors([outcome(notice), outcome(critical)])] == [critical, notice]


def test_what_only_warns_catches_unless_errors_are_asked_for():
    rows = [outcome(StatementSeverity.SERIOUS, Severity.WARNING)]
    assert (tally(rows).warned, tally(rows).missed) == (1, 0)
    strict = tally(rows, level=Severity.ERROR)
    assert (strict.warned, strict.missed) == (0, 1)


def test_skips_are_counted_by_reason_beside_the_score():
    found = tally([outcome(StatementSeverity.SERIOUS, Severity.ERROR)], [{"one": 1}, {"one": 2, "other": 1}])
    assert (found.skipped, found.score, found.skip_share) == ({"one": 3, "other": 1}, 100, 80)


def test_of_a_guard_that_nobody_tried_no_share_is_shown():
    assert tally([]).shown_share == "–"
    assert tally([outcome(StatementSeverity.NOTICE)]).shown_share == "0.0 %"


def test_a_suggested_rule_keeps_its_own_examples_and_would_have_caught_the_fault(repository):
    project = load_project(repository)
    rows = [
        ("de", "Es ist kein Heilmittel. Ruhen Sie.", "Es ist ein Heilmittel. Ruhen Sie."),
        ("es", "Descanse. No es una cura.", "Descanse. Es una cura."),
        ("ja", "休んでください。これは薬ではありません。", "休んでください。これは薬です。"),
    ]
    for locale, before, after in rows:
        fault = Outcome(
            locale, "drop-negation", Tier.TEXT, StatementSeverity.SERIOUS, "baclofen-spasticity", None,
            "Rest. It is not a cure.",
            before, after, "w", None, (),
        )  # fmt: skip
        found = suggestion(project, fault)
        assert found.path == f"source/safety/rules/{locale}.toml"
        rules, problems = parse_rules(found.text, found.path, project.language(locale))
        assert problems == []
        assert contradictions(fault.source, after, (), rules)
        assert contradictions(fault.source, before, (), rules) == []


def test_a_lost_text_is_suggested_as_a_statement_and_a_wrong_medicine_as_a_term(repository):
    project = load_project(repository)
    lost = outcome(mutator="delete-sentence")
    assert tomllib.loads(suggestion(project, lost).text)[f"audit-{lost.hash[7:15]}"]["text"] == "s"
    wrong = Outcome(
        "es", "misspell-medicine", Tier.TEXT, StatementSeverity.SERIOUS, "d", None, "s",
        "Tome baclofeno.", "Tome baclfeno.", "w", None, (),
    )  # fmt: skip
    assert tomllib.loads(suggestion(project, wrong).text)["term"][0]["forms"]["es"] == ["baclofeno"]
    assert suggestion(project, outcome(mutator="zero-width")) is None
