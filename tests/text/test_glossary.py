"""`source/terms.toml`: every problem at once, and what of a term is in a translation."""

import pytest

from toolkit.text.glossary_file import parse_glossary
from toolkit.text.language import load_language
from toolkit.text.toml_lines import line_of

TERMS = """
[[term]]
term = "spasm"
note = "One sudden tightening."
[term.forms]
en = ["spasm", "spasms"]
de = ["Spasmus", "Krampf*"]
ar = ["تقلص", "تقلصات"]
ja = ["筋けいれん"]
pl = ["skurcz*"]
[term.forbidden]
de = ["Spaß"]

[[term]]
term = "spasm of the bladder"
[term.forms]
en = ["spasm of the bladder"]
de = ["Blasenkrampf*"]

[[term]]
term = "GABA"
keep = true
"""

PROBLEMS = {
    "not TOML": ("[[term]\n", 1, "not valid TOML"),
    "an unknown key": ('[[term]]\nterm = "a"\nkeep = true\nwhy = 1\n', 4, "why: is no key of a term"),
    "no term": ("[[term]]\nkeep = true\n", 1, "term: is missing"),
    "neither forms nor keep": ('[[term]]\nterm = "a"\n', 1, "a term has forms, or is kept"),
    "an unknown locale": ('[[term]]\nterm = "a"\n[term.forms]\nxx_YY = ["a"]\n', 4, "'xx_YY' is no locale"),
    "a bad pattern": ('[[term]]\nterm = "a"\n[term.forms]\nde = ["a", "b  c"]\n', 4, "more than one space"),
    "no pattern": ('[[term]]\nterm = "a"\n[term.forms]\nde = []\n', 4, "at least 1 item"),
    "accepted and forbidden": (
        '[[term]]\nterm = "a"\n[term.forms]\nde = ["b"]\n[term.forbidden]\nde = ["b"]\n',
        1,
        "both accepted and forbidden",
    ),
    "twice": ('[[term]]\nterm = "a"\nkeep = true\n[[term]]\nterm = "A"\nkeep = true\n', 4, "already in line 1"),
    "a key of very many parts": (f"[[term]]\n{'a.' * 80_000}a = 1\n", 2, "the key has more than 100 parts"),
    "tables in tables": (f"[[term]]\na = {'[' * 50_000}", 1, "nested too deeply"),
    "too large": ("#" * 1_000_001, 1, "more than 1000000 characters"),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_broken_file_is_reported_with_its_line_and_asks_nothing(name):
    text, line, message = PROBLEMS[name]
    glossary, problems = parse_glossary(text, "terms.toml")
    assert glossary.terms == ()
    assert [("term-invalid", "terms.toml", line)] == [(item.code, item.path, item.line) for item in problems]
    assert message in problems[0].message


def test_every_problem_is_reported_at_once():
    text = '[[term]]\nterm = "a"\nwhy = 1\n[term.forms]\nxx = ["a"]\nde = ["*"]\n'
    assert sorted(item.line for item in parse_glossary(text, "terms.toml")[1]) == [3, 5, 6]


def test_the_terms_of_this_repository_are_sound():
    from pathlib import Path

    glossary, problems = parse_glossary(Path("source/terms.toml").read_text("utf-8"), "source/terms.toml")
    assert problems == []
    assert len(glossary.terms) > 30


GLOSSARY = parse_glossary(TERMS, "terms.toml")[0]


def asked(locale, source, translation):
    found = GLOSSARY.wanted(source, translation, load_language("en")[0], load_language(locale)[0])
    return {item.term.term: item for item in found}


@pytest.mark.parametrize(
    ("locale", "translation"),
    [
        ("de", "Ein Spasmus."),
        ("de", "Krampfartig, ein Muskelkrampf."),
        ("pl", "Skurczów nie ma."),
        ("ar", "وبالتقلصات."),
        ("ja", "**筋けいれん**です。"),
    ],
)
def test_an_accepted_form_is_there_in_any_shape(locale, translation):
    assert asked(locale, "A spasm.", translation)["spasm"].present


def test_a_form_in_an_address_does_not_count():
    assert not asked("de", "A spasm.", "[Das](https://x.example/krampf).")["spasm"].present
    assert asked("de", "See [this](https://x.example/spasm).", "Siehe [dies](https://x.example/spasm).") == {}


def test_only_the_longer_of_two_terms_is_asked_for():
    assert list(asked("de", "A spasm of the bladder.", "Ein Blasenkrampf.")) == ["spasm of the bladder"]


def test_a_locale_that_is_not_listed_is_not_asked():
    assert asked("fr", "A spasm.", "Rien.") == {}


def test_what_is_wrong_is_told():
    item = asked("de", "A spasm.", "Ein Spaß.")["spasm"]
    assert (item.present, item.forbidden.value) == (False, "0")
    assert asked("de", "A spasm.", "Ein Spasmos.")["spasm"].near.name == "spasmus"


def test_a_term_that_is_kept_stands_as_it_is():
    assert asked("ja", "GABA slows.", "GABAは遅く")["GABA"].present
    assert not asked("ja", "GABA slows.", "ギャバは遅く")["GABA"].present


def test_the_terms_of_a_source_are_told_in_its_order_with_what_to_write():
    glossary, _ = parse_glossary(TERMS, "terms.toml")
    english, _ = load_language("en")
    found = glossary.within("GABA calms spasms, and [no](spasm) `spasm`. A spasm of the bladder, a Spasm.", english)
    assert [term.term for term in found] == ["GABA", "spasm", "spasm of the bladder"]
    assert [term.suggestions("de") for term in found] == [("GABA",), ("Spasmus", "Krampf"), ("Blasenkrampf",)]
    assert found[1].suggestions("fr") == ()
    assert glossary.within("Spasmodic.", english) == ()


@pytest.mark.parametrize(
    "text",
    [
        TERMS,
        TERMS.replace("[[term]]", " [[term]]  # a comment"),
        TERMS.replace("[[term]]", "[[ term ]]"),
        TERMS.replace('"One sudden tightening."', '"""\n[[term]]\n"""'),
        TERMS.replace('"One sudden tightening."', '"[[term]]"').replace("\n", "\r\n"),
        TERMS + "# [[term]]\n",
    ],
)
def test_the_quick_look_for_the_lines_of_terms_finds_what_the_whole_scan_finds(text):
    glossary, problems = parse_glossary(text, "terms.toml")
    assert problems == []
    assert [term.line for term in glossary.terms] == [line_of(text, ("term", str(number))) for number in range(3)]
