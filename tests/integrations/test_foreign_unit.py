"""What is found on a message that another program holds, in a project and without one."""

from pathlib import Path
from unicodedata import normalize

import polib
import pytest

from toolkit.integrations import foreign_unit
from toolkit.integrations.foreign_unit import findings, home_of
from toolkit.model import Unit

SAFETY = "locales/es/LC_MESSAGES/safety-paracetamol.po"
RULE = """
[with-alcohol]
severity = "serious"
topics = ["paracetamol"]
kind = "prohibit"
concepts = { take = %s, alcohol = ["alcohol*"] }
negation = { of = "take", side = "before" }
accept = ["%s"]
reject = ["%s"]
"""


def codes(*arguments):
    return sorted(item.code for item in findings(*arguments))


def test_without_a_project_the_checks_are_asked():
    unit = Unit("Read {name}.", ("Lea {nombre}.",))
    assert "placeholders" in codes(None, "es", None, unit)
    assert codes(None, "es", None, Unit("Read it.", ("",))) == []


@pytest.mark.parametrize(
    ("path", "home"),
    [
        ("/a/locales/zh_CN/LC_MESSAGES/x.po", ("/a", "zh_CN")),
        ("/a/docs/locales/nb/LC_MESSAGES/x.po", ("/a/docs", "nb")),
        ("/a/locales/x.pot", None),
        ("/a/po/es.po", None),
        ("/a/locales/no_locale/LC_MESSAGES/x.po", None),
    ],
)
def test_a_catalog_is_at_home_in_the_project_whose_folder_of_locales_holds_it(path, home):
    assert home_of(Path(path)) == (home and (Path(home[0]), home[1]))


@pytest.mark.parametrize("unit", [Unit("a" * 20_001, ("b",)), Unit("a", ("b", "c" * 20_001), None, "a")])
def test_a_text_that_no_file_may_hold_is_not_looked_at(unit):
    assert codes(None, "es", None, unit) == ["limit-exceeded"]


def test_the_limit_is_that_of_the_project(project):
    project.edit("pyproject.toml", "[tool.l10n]\n", "[tool.l10n]\nlimits = { message-size = 100 }\n")
    unit = Unit("Read it. " * 20, ("Lea. " * 20,))
    assert codes(project.root, "es", "paracetamol-safely", unit) == ["limit-exceeded"]


@pytest.fixture
def safety(project, monkeypatch):
    """A function: the codes of what is found on a wording of the first statement; sources are looked at each time."""
    monkeypatch.setattr(foreign_unit, "SECONDS", 0.0)

    def ask(change="", form="NFC"):
        source = polib.pofile(str(project.root / SAFETY)).find("paracetamol-only-one", by="msgctxt")
        unit = Unit(source.msgid, (normalize(form, source.msgstr + change),), source.msgctxt)
        return codes(project.root, "es", "safety-paracetamol", unit)

    return ask


def test_an_approved_wording_is_the_only_good_one_from_the_moment_it_is_approved(project, safety):
    assert (safety(), safety(" Gracias.")) == ([], [])
    assert project.run("approve", "es", "--reviewer", "Test Reviewer", "--role", "test data").code == 0
    assert (safety(), safety(" Gracias.")) == ([], ["approval-stale"])


def test_an_approved_wording_may_be_written_in_another_unicode_form(project, safety):
    project.edit(SAFETY, "Nunca tome", "Jamás tome")
    before = safety(form="NFD")
    assert project.run("approve", "es", "--reviewer", "Test Reviewer", "--role", "test data").code == 0
    assert safety(form="NFD") == before


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("source/safety/statements/paracetamol.toml", "[[[", "statement-invalid"),
        ("source/safety/approvals/es/paracetamol-only-one.toml", "[[[", "approval-invalid"),
        ("pyproject.toml", "[tool.l10n]\nlocales = 1\n", "settings"),
        ("pyproject.toml", "[project]\nname = 'another'\n", None),
    ],
)
def test_a_safety_text_is_no_good_one_while_nobody_can_say_what_was_approved(project, safety, path, data, code):
    assert project.run("approve", "es", "--reviewer", "Test Reviewer", "--role", "test data").code == 0
    assert safety() == []
    (project.root / path).write_text(data, "utf-8")
    found = findings(project.root, "es", "safety-paracetamol", Unit("Never.", ("Nunca.",), "paracetamol-only-one"))
    assert [item.code for item in found if item.statement] == ([code] if code else [])


def test_the_rules_of_the_project_hold_its_articles(project):
    (project.root / "source/safety/rules").mkdir()
    text = "Do not take it with alcohol."
    english = RULE % ('["take*"]', text, "Take it with alcohol.")
    spanish = RULE % ('["tome*"]', "No lo tome con alcohol.", "Tome alcohol.")
    for locale, rule in (("en", english), ("es", spanish)):
        (project.root / f"source/safety/rules/{locale}.toml").write_text(rule, "utf-8")
    project.edit("source/articles/paracetamol-safely.md", "- Take no more", f"- {text}\n- Take no more")
    good, bad = (Unit(text, (words,)) for words in ("No lo tome con alcohol.", "Tome alcohol con eso."))
    assert codes(project.root, "es", "paracetamol-safely", good) == []
    assert any(code.startswith("rule-") for code in codes(project.root, "es", "paracetamol-safely", bad))


def test_a_project_that_cannot_be_read_is_none(project):
    (project.root / "pyproject.toml").write_text("[tool.l10n]\n", "utf-8")
    assert codes(project.root, "es", "paracetamol-safely", Unit("Read it.", ("Léalo.",))) == []
