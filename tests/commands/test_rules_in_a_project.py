"""Rules for running text, in a project: what they report, what a waiver silences, what they hold back."""

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

ES = "locales/es/LC_MESSAGES/paracetamol-safely.po"
RULES = {
    "en": """
[with-alcohol]
severity = "serious"
topics = ["paracetamol"]
kind = "prohibit"
concepts = { take = ["take*"], alcohol = ["alcohol*"] }
negation = { of = "take", side = "before" }
accept = ["Do not take it with alcohol."]
reject = ["Take it with alcohol."]
""",
    "es": """
[with-alcohol]
severity = "serious"
topics = ["paracetamol"]
kind = "prohibit"
concepts = { take = ["tome*", "tomar"], alcohol = ["alcohol*"] }
negation = { of = "take", side = "before" }
accept = ["No lo tome con alcohol."]
reject = ["Tómelo con alcohol."]
""",
}


@pytest.fixture
def ruled(project):
    """The small project with one more sentence, and a rule that holds it in two languages."""
    (project.root / "source/safety/rules").mkdir()
    for locale, text in RULES.items():
        (project.root / f"source/safety/rules/{locale}.toml").write_text(text, "utf-8")
    project.edit(
        "source/articles/paracetamol-safely.md", "- Ask your pharm", "- Do not take it with alcohol.\n- Ask your pharm"
    )
    assert project.run("extract").code == 0
    assert project.run("update").code == 0
    translate(project, "No lo tome con alcohol.")
    return project


def translate(project, text, locale="es"):
    path = ES.replace("/es/", f"/{locale}/")
    lines = project.read(path).split("\n")
    place = lines.index('msgid "Do not take it with alcohol."')
    lines[place + 1] = f'msgstr "{text}"'
    (project.root / path).write_text("\n".join(lines), "utf-8")


def findings(project):
    done = project.run("check", "es", "--format", "json")
    return [item for item in json.loads(done.out)["diagnostics"] if item["code"].startswith("rule-")]


def test_the_translator_is_told_which_rule_holds_a_message(ruled):
    assert "#. must keep its meaning: safety rule with-alcohol, serious" in ruled.read(ES)
    assert findings(ruled) == []


@pytest.mark.parametrize(
    "text", ["Tómelo con alcohol.", "Puede tomarlo con alcohol.", "No es necesario que lo tome sin alcohol."]
)
def test_a_lost_negation_is_an_error_and_keeps_the_page_back(ruled, text):
    translate(ruled, text)
    found = findings(ruled)
    assert [(item["severity"], item["path"], item["statement"]) for item in found] == [("error", ES, "with-alcohol")]
    assert found[0]["line"]
    ruled.run("publish", "--draft", "--out", "site", "--allow", "withheld")
    assert not (ruled.root / "site/es/paracetamol-safely.html").exists()


def test_a_waiver_silences_one_decision_and_no_other(ruled):
    translate(ruled, "Evítelo si bebe.")
    (found,) = findings(ruled)
    digest = found["hint"].rsplit(" ", 1)[1]
    waiver = (
        f'\n[[with-alcohol.waiver]]\nhash = "{digest}"\nreason = "says the same"\nby = "Test Reviewer (test data)"\n'
    )
    path = ruled.root / "source/safety/rules/es.toml"
    path.write_text(path.read_text("utf-8") + waiver, "utf-8")
    assert findings(ruled) == []
    assert ruled.run("report", "--out", "report.html").code == 0
    section = LexborHTMLParser(ruled.read("report.html")).css_first("#rules").parent.text()
    assert [text for text in ("says the same", "Test Reviewer (test data)", digest) if text not in section] == []
    translate(ruled, "Evítelo si bebe mucho.")
    codes = {item["code"] for item in json.loads(ruled.run("check", "--format", "json").out)["diagnostics"]}
    assert {"rule-lost", "unused-waiver"} <= codes


def test_a_guarded_message_gets_no_guess(ruled):
    ruled.edit(
        "source/articles/paracetamol-safely.md", "Do not take it with alcohol.", "Do not take it with much alcohol."
    )
    ruled.run("extract")
    ruled.run("update")
    assert 'msgid "Do not take it with much alcohol."\nmsgstr ""' in ruled.read(ES)


def test_a_rule_that_fails_its_own_example_is_an_error(ruled):
    ruled.edit(
        "source/safety/rules/es.toml", 'accept = ["No lo tome con alcohol."]', 'accept = ["Tómelo con alcohol."]'
    )
    (found,) = findings(ruled) or json.loads(ruled.run("check", "--format", "json").out)["diagnostics"][:1]
    codes = {item["code"] for item in json.loads(ruled.run("check", "--format", "json").out)["diagnostics"]}
    assert "rule-example" in codes
    assert found


def test_a_locale_without_rules_is_said_to_be_unguarded(ruled):
    notes = json.loads(ruled.run("check", "--format", "json").out)["diagnostics"]
    assert {item["locale"] for item in notes if item["code"] == "running-text-unguarded"} == {"ar"}


def test_a_project_overlays_what_is_known_of_a_language(ruled):
    translate(ruled, "Jamasito lo tome con alcohol.")
    assert [item["code"] for item in findings(ruled)] == ["rule-lost"]
    (ruled.root / "source/safety/languages").mkdir()
    overlay = '[[negators]]\nwords = ["jamasito"]\nclass = "adverb"\n'
    (ruled.root / "source/safety/languages/es.toml").write_text(overlay, "utf-8")
    done = ruled.run("check", "es", "--format", "json")
    assert [item for item in json.loads(done.out)["diagnostics"] if item["code"].startswith("rule-")] == []


def test_what_a_rule_held_is_no_guess_for_what_it_does_not_hold(ruled):
    ruled.edit("source/articles/paracetamol-safely.md", "Do not take it with alcohol.", "Do not drink it with juice.")
    ruled.run("extract")
    assert ruled.run("update").code == 0
    assert 'msgid "Do not drink it with juice."\nmsgstr ""' in ruled.read(ES)
    assert '#~ msgid "Do not take it with alcohol."\n#~ msgstr "No lo tome con alcohol."' in ruled.read(ES)


def test_a_project_adds_to_what_the_checks_know_of_a_language(project):
    project.edit(ES, 'msgstr "Cómo tomarlo"', 'msgstr "Cómo cómo tomarlo"')
    assert "warning[doubled-word]: 'Cómo cómo'" in project.run("check", "es").out
    file = project.root / "source/safety/languages/es.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('[form]\ndoubles = ["cómo"]\n', "utf-8")
    assert "doubled-word" not in project.run("check", "es").out
    file.write_text('[form]\ndoubles = "cómo"\n', "utf-8")
    assert "error[language-invalid]: form.doubles" in project.run("check").out


@pytest.mark.parametrize("path", ["source/safety/rules/es.toml", "source/safety/rules/en.toml", "source/terms.toml"])
def test_a_locale_whose_rules_or_terms_cannot_be_read_is_not_clean(ruled, path):
    (ruled.root / path).write_text("[x", "utf-8")
    done = ruled.run("check", "es")
    assert (done.code, f"{path}:1: error[" in done.out) == (1, True)


def test_a_mistake_in_the_rules_of_another_locale_is_not_shown(ruled):
    (ruled.root / "source/safety/rules/ar.toml").write_text("[x", "utf-8")
    assert "rules/ar.toml" not in ruled.run("check", "es").out
    assert "rules/ar.toml" in ruled.run("check").out
