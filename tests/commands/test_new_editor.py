"""A new editor, from the README alone: changes the dose sentence of the article, and gets it through to the readers.

What each step shows is what the README says of it. The names are test data: nobody has approved anything.
"""

import json
import re
import subprocess

import pytest

from toolkit.commands.new import scaffold

ARTICLE = "source/articles/paracetamol-safely.md"
STATEMENTS = "source/safety/statements/paracetamol.toml"
OLD = "Never take two medicines that contain paracetamol at the same time."
NEW = "Never take more than 4 grams of paracetamol in 24 hours."
NUMBERS = "Wait **at least** 4 hours between two doses."
TRANSLATED = {
    "es": ("Nunca tome más de 4 gramos de paracetamol en 24 horas.", "Espere **al menos** 4 horas entre dos dosis."),
    "ar": (
        "لا تتناول أبدًا أكثر من 4 غرامات من الباراسيتامول خلال 24 ساعة.",
        "انتظر 4 ساعات **على الأقل** بين جرعتين.",
    ),
}
REVIEWER = ("--reviewer", "Test Reviewer (test data)", "--role", "test")
LOCALES = ("en", "es", "ar")


@pytest.fixture
def desk(project):
    """A published site of the scaffold's article, approved in all languages, in git."""
    assert OLD in scaffold()[STATEMENTS].decode("utf-8")
    for locale in LOCALES:
        assert project.run("approve", locale, *REVIEWER).code == 0
    assert project.run("publish", "--out", "site").code == 0
    for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "published"]):
        command = ["git", "-C", project.root, "-c", "user.name=Test", "-c", "user.email=test@example.org", *words]
        subprocess.run(command, check=True, capture_output=True)
    return project


def codes(done):
    return {item["code"] for item in json.loads(done.out)["diagnostics"] if item["severity"] == "error"}


def evidence(done, code):
    """Locale, statement and what of the translation is underlined, of each finding of a code."""
    return [
        (item["locale"], item["statement"], span["text"])
        for item in json.loads(done.out)["diagnostics"]
        for span in item["spans"]
        if item["code"] == code and span["field"] == "msgstr"
    ]


def translate(project, domain, source, texts):
    """Fill in a translation as a translator does: in the PO file, below its msgid."""
    for locale, text in texts.items():
        path = f"locales/{locale}/LC_MESSAGES/{domain}.po"
        project.edit(path, f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{text}"')


def test_a_dose_sentence_goes_through_translation_approval_and_publishing(desk):
    # The editor changes the safety statement about the dose, and adds a sentence with a number to the article.
    desk.edit(STATEMENTS, OLD, NEW)
    desk.edit(ARTICLE, "- Take no more than the leaflet says.", f"- Take no more than the leaflet says.\n- {NUMBERS}")

    # What does that mean? A pull request says it: new words, approvals that are void, pages that come down.
    change = json.loads(desk.run("diff", "HEAD", "--format", "json").out)
    assert [(row["kind"], row["guess"]) for row in change["messages"]] == [("new", False), ("edited", False)]
    for row in change["locales"]:
        assert row["unapproved"] == ["paracetamol-only-one"]
        assert row["replaced"] == ["paracetamol-safely"]
    assert {row["locale"]: row["words"] for row in change["locales"]} == {"en": 0, "es": 19, "ar": 19}

    # CI says that the catalogs are behind, and names the approval that no longer counts, with the difference.
    assert desk.run("extract", "--check").code == 1
    done = desk.run("check", "--format", "json")
    assert done.code == 1
    assert "approval-stale" in codes(done)
    messages = [item["message"] for item in json.loads(done.out)["diagnostics"] if item["code"] == "approval-stale"]
    assert any("source" in message and "{+more+}" in message for message in messages), messages

    # Nothing old is shown as if it were right: published now, each page becomes a notice.
    assert desk.run("publish", "--out", "site").code == 1
    for locale in LOCALES:
        page = desk.read(f"site/{locale}/paracetamol-safely.html")
        assert 'data-statement="paracetamol-only-one"' not in page

    # The catalogs are brought up to date; neither text gets a guess.
    assert desk.run("extract").code == 0
    assert desk.run("update").code == 0
    assert desk.run("extract", "--check").code == desk.run("update", "--check").code == 0
    catalog = desk.read("locales/es/LC_MESSAGES/safety-paracetamol.po")
    assert re.search(rf'msgid "{re.escape(NEW)}"\nmsgstr ""', catalog)
    assert "fuzzy" not in catalog
    assert f'#~ msgid "{OLD}"' in catalog

    # The translators' list: one statement, one sentence.
    rows = {row["locale"]: row for row in json.loads(desk.run("status", "--format", "json").out)["locales"]}
    assert {locale: row["total"] - row["translated"] for locale, row in rows.items()} == {"en": 0, "es": 2, "ar": 2}
    # One translator slips: ten times the dose, and a mark is lost. The check names both; the page stays back.
    wordings, sentences = ({locale: texts[part] for locale, texts in TRANSLATED.items()} for part in (0, 1))
    translate(desk, "safety-paracetamol", NEW, {**wordings, "es": wordings["es"].replace("4 gramos", "40 gramos")})
    translate(desk, "paracetamol-safely", NUMBERS, {**sentences, "es": sentences["es"].replace("**", "")})
    done = desk.run("check", "es", "--format", "json")
    assert codes(done) == {"approval-stale", "missing-number", "markup"}
    assert evidence(done, "missing-number") == [("es", "paracetamol-only-one", "40 gramos")]
    assert desk.run("publish", "--out", "site").code == 1
    assert "40 gramos" not in desk.read("site/es/paracetamol-safely.html")
    desk.edit("locales/es/LC_MESSAGES/safety-paracetamol.po", "40 gramos", "4 gramos")
    desk.edit("locales/es/LC_MESSAGES/paracetamol-safely.po", "Espere al menos 4", "Espere **al menos** 4")
    assert codes(desk.run("check", "--format", "json")) == {"approval-stale"}

    # The reviewer gets a sheet to sign, reads it, and records the approval.
    assert desk.run("report", "--sheet", "es", "--out", "sheet.html").code == 0
    assert TRANSLATED["es"][0] in desk.read("sheet.html")
    assert "Back-translation" in desk.read("sheet.html")
    for locale in LOCALES:
        assert desk.run("approve", locale, "paracetamol-only-one", *REVIEWER).code == 0
    assert desk.run("check").code == 0

    # Published, and proven again from the outside: every language shows the new dose.
    done = desk.run("publish", "--out", "site", "--format", "json")
    assert (done.code, {page["state"] for page in json.loads(done.out)["pages"]}) == (0, {"fresh"})
    assert desk.run("verify", "site").code == 0
    for locale, texts in {"en": (NEW, NUMBERS), **TRANSLATED}.items():
        page = desk.read(f"site/{locale}/paracetamol-safely.html")
        assert texts[0] in page
        assert re.sub(r"[*][*](.*?)[*][*]", r"<strong>\1</strong>", texts[1]) in page
    assert desk.run("report", "--out", "report.html").code == 0
    assert "ready" in desk.read("report.html")
