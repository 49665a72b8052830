"""Each check of content finds its fault in every language, and leaves the clean translations alone: `content/`."""

import tomllib
from pathlib import Path

import pytest

from toolkit.checks import ALL, Context, run_checks
from toolkit.diagnostic import Severity
from toolkit.model import Catalog, Unit

FOLDER = Path(__file__).parent / "content"
LOCALES = ["ar", "de", "es", "fr", "hi", "it", "ja", "ko", "pl", "pt_BR", "ru", "tr", "vi", "zh_Hans"]
ROWS = {locale: tomllib.loads((FOLDER / f"{locale}.toml").read_text("utf-8"))["message"] for locale in sorted(LOCALES)}
ASKED = {
    "added-negation",
    "added-permission",
    "added-sentence",
    "flipped-direction",
    "lost-negation",
    "lost-sentence",
    "misspelt-medicine",
    "missing-medicine",
    "other-medicine",
    "weakened",
}
FOREIGN = {"es": "pt_BR", "pt_BR": "it", "it": "es"}
"""Languages that are easily taken for each other; the rest is compared with its neighbour in the list."""


def codes(locale, *messages):
    units = tuple(Unit(source, (text,), msgctxt=str(number)) for number, (source, text) in enumerate(messages))
    found = run_checks(ALL, Catalog("x.po", None, units), Context(locale, markdown=None))
    return [item.code for item in found if item.severity is not Severity.NOTE]


def clean():
    for locale, rows in ROWS.items():
        yield from (pytest.param(locale, row, id=f"{locale}: {row['source']}") for row in rows)


def faults():
    for locale, rows in ROWS.items():
        for row in rows:
            yield from (
                pytest.param(locale, row["source"], code, text, id=f"{locale} {code}: {text}")
                for code, text in row["faults"].items()
            )


def test_every_language_has_a_fault_of_every_kind():
    for locale, rows in ROWS.items():
        assert {code for row in rows for code in row["faults"]} == ASKED, locale


@pytest.mark.parametrize(("locale", "row"), list(clean()))
def test_a_clean_translation_has_no_finding(locale, row):
    assert codes(locale, (row["source"], row["clean"])) == []


@pytest.mark.parametrize(("locale", "source", "code", "text"), list(faults()))
def test_a_fault_is_found_under_its_name(locale, source, code, text):
    assert code in codes(locale, (source, text))


@pytest.mark.parametrize("locale", LOCALES)
def test_the_source_itself_is_no_translation(locale):
    for row in ROWS[locale]:
        assert codes(locale, (row["source"], row["source"])) == ["copied-source"]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_sentence_that_was_left_is_found(locale):
    row = next(row for row in ROWS[locale] if "after opening" in row["source"])
    theirs = row["source"].split(". ")[1]
    own = row["clean"][: max(row["clean"].find(end, 1) for end in ".。।") + 1]
    assert "untranslated-part" in codes(locale, (row["source"], f"{own} {theirs}"))


@pytest.mark.parametrize("locale", LOCALES)
def test_the_text_of_another_catalog_is_found(locale):
    other = FOREIGN.get(locale) or LOCALES[(LOCALES.index(locale) + 1) % len(LOCALES)]
    for row, foreign in zip(ROWS[locale], ROWS[other], strict=True):
        assert "wrong-language" in codes(locale, (row["source"], foreign["clean"]))


@pytest.mark.parametrize("locale", LOCALES)
def test_two_exchanged_translations_are_found_at_both(locale):
    numbered = [f"{row['clean']} {number}" for number, row in enumerate(ROWS[locale], 11)]
    sources = [f"{row['source']} {number}" for number, row in enumerate(ROWS[locale], 11)]
    exchanged = [numbered[1], numbered[0], *numbered[2:]]
    found = codes(locale, *zip(sources, exchanged, strict=True))
    assert found.count("swapped-messages") == 2
