"""The language files: each is valid, and carries examples that say how its words are meant."""

from importlib.resources import files

import pytest

from toolkit.text.language import load_language
from toolkit.text.language_file import parse_overlay
from toolkit.text.polarity import demand, prohibition
from toolkit.text.sentence import Sentence
from toolkit.text.sentences import sentences
from toolkit.text.terms import Stance, Terms

LOCALES = ["ar", "de", "en", "es", "fr", "hi", "it", "ja", "ko", "pl", "pt_BR", "ru", "tr", "vi", "zh_Hans"]
SHIPPED = {locale: (files("toolkit.text") / f"languages/{locale}.toml").read_text("utf-8") for locale in LOCALES}
OPPOSITES = {Stance.BARE, Stance.UNDONE, Stance.ORDERED}


def examples():
    for locale in LOCALES:
        for example in load_language(locale)[0].examples:
            yield from ((locale, example, text, True) for text in example.accepted)
            yield from ((locale, example, text, False) for text in example.rejected)


EXAMPLES = list(examples())


def readings(text, example, language):
    terms = Terms(language, {"it": example.of}, "it", gap=60, between=example.between)
    read = prohibition if example.kind == "prohibit" else demand
    return [read(Sentence(language.fold(text[start:end]), terms)) for start, end in sentences(text, language)]


@pytest.mark.parametrize(
    ("locale", "example", "text", "accepted"), EXAMPLES, ids=[f"{row[0]}: {row[2]}" for row in EXAMPLES]
)
def test_an_example_is_read_as_its_file_says(locale, example, text, accepted):
    found = readings(text, example, load_language(locale)[0])
    stances = {reading.stance for reading in found}
    wanted = Stance.PROHIBITED if example.kind == "prohibit" else Stance.DEMANDED
    assert accepted == (wanted in stances and stances.isdisjoint(OPPOSITES)), found
    assert accepted or stances != {Stance.ABSENT}, "an example that lacks its own word rejects nothing"


@pytest.mark.parametrize("locale", LOCALES)
def test_a_language_has_enough_examples_of_both_kinds(locale):
    rows = load_language(locale)[0].examples
    assert sum(len(row.accepted) for row in rows if row.kind == "prohibit") >= 12
    assert sum(len(row.rejected) for row in rows if row.kind == "prohibit") >= 12
    assert sum(len(row.accepted) + len(row.rejected) for row in rows) >= 25
    assert {"prohibit", "require"} == {row.kind for row in rows}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_shipped_file_is_valid_and_named_by_its_locale(locale):
    language, problems = parse_overlay(SHIPPED[locale], f"{locale}.toml", {}, {})
    assert problems == []
    assert locale == language.locale


@pytest.mark.parametrize("locale", LOCALES)
def test_a_shipped_file_read_without_a_check_is_as_one_that_was_checked(locale):
    checked, _ = parse_overlay(SHIPPED[locale], f"{locale}.toml", {}, {})
    assert load_language(locale)[0] == checked
    assert repr(load_language(locale)[0]) == repr(checked)


def test_all_shipped_files_are_tested():
    found = {file.name.removesuffix(".toml") for file in (files("toolkit.text") / "languages").iterdir()}
    assert set(LOCALES) == {name for name in found if not name.startswith((".", "_"))}


@pytest.mark.parametrize("locale", ["sv", "zh_Hant", "en_XA", "ar_XB", "../en", "", "EN"])
def test_a_locale_without_data_has_no_language(locale):
    assert load_language(locale) == (None, [])


@pytest.mark.parametrize(("locale", "base"), [("es_MX", "es"), ("de_CH", "de"), ("zh_Hans_SG", "zh_Hans")])
def test_a_regional_locale_takes_the_data_of_its_language(locale, base):
    assert base == load_language(locale)[0].locale


def test_an_overlay_adds_to_arrays_and_replaces_values():
    overlay = '[marks]\nweakeners = ["mostly speaking"]\n[clauses]\nbreaks = ";"\n[[negators]]\nwords = ["nope"]\n'
    language, problems = load_language("en", overlay)
    shipped = load_language("en")[0]
    assert problems == []
    assert (*shipped.marks.weakeners, "mostly speaking") == language.marks.weakeners
    assert language.clauses.breaks == ";"
    assert len(shipped.negators) + 1 == len(language.negators)


def test_an_overlay_can_make_a_language_that_is_not_shipped():
    language, problems = load_language("sv", 'locale = "sv"\n[[negators]]\nwords = ["inte"]\n')
    assert problems == []
    assert language.negators[0].words == ("inte",)


PROBLEMS = {
    "not valid TOML": ("locale = ", 1, "not valid TOML"),
    "a key of very many parts": (f'locale = "sv"\n{"a." * 80_000}a = 1\n', 2, "the key has more than 100 parts"),
    "too large": ("#" * 400_001, 1, "more than 400000 characters"),
    "an unknown key": ('locale = "sv"\nweakner = []\n', 2, "weakner: is no key of a language file"),
    "an unknown key of a table": ('locale = "sv"\n\n[marks]\nweak = []\n', 4, "marks.weak: is no key"),
    "a missing locale": ("spaces = true\n", 1, "locale: is missing"),
    "an unknown locale": ('locale = "xx_YY"\n', 1, "'xx_YY' is no locale"),
    "a bad pattern": ('locale = "sv"\n[marks]\nweakeners = [\n  "om",\n  "a  b",\n]\n', 5, "more than one space"),
    "a bad position": ('locale = "sv"\n[[negators]]\nwords = ["inte"]\nposition = ["left"]\n', 4, "position"),
    "no words": ('locale = "sv"\n[[negators]]\nwords = []\n', 3, "words"),
    "a marker with two meanings": (
        'locale = "sv"\n[marks]\nurges = ["om"]\nweakeners = ["om"]\n',
        1,
        "two lists: 'om'",
    ),
    "a fold of another length": ('locale = "sv"\n[folds]\n"aa" = "å"\n', 1, "the fold of 'aa'"),
    "a capital in a fold": ('locale = "sv"\n[folds]\n"Å" = "a"\n', 1, "the fold of 'Å'"),
    "a string for a truth": ('locale = "sv"\nspaces = "no"\n', 2, "spaces"),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_broken_file_is_reported_with_its_line(name):
    text, line, message = PROBLEMS[name]
    language, problems = parse_overlay(text, "sv.toml", {}, {})
    assert language is None
    assert [("language-invalid", "sv.toml", line)] == [(item.code, item.path, item.line) for item in problems]
    assert message in problems[0].message


def test_every_problem_is_reported_at_once():
    text = 'locale = "sv"\nfoo = 1\n[marks]\nbar = 1\nweakeners = ["", "* a"]\n'
    assert sorted(item.line for item in parse_overlay(text, "sv.toml", {}, {})[1]) == [2, 4, 5, 5]


def test_a_broken_overlay_leaves_the_shipped_data_and_tells_its_own_line():
    overlay = '[marks]\nweakeners = ["fine", "not  fine"]\n'
    language, problems = load_language("en", overlay, overlay_path="l10n/en.toml")
    assert load_language("en")[0].marks == language.marks
    assert [(item.path, item.line) for item in problems] == [("l10n/en.toml", 2)]


def test_too_large_a_file_is_not_read():
    assert "more than" in parse_overlay("#" * 500_000, "sv.toml", {}, {})[1][0].message
