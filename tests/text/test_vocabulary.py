"""The vocabulary files: their shape, and that a text is read by them."""

import tomllib
from collections import defaultdict
from importlib.resources import files

import pytest

from toolkit.text.language import load_language
from toolkit.text.vocabulary import vocabulary
from toolkit.text.vocabulary_rows import opposites_data, vocabulary_data

FOLDER = files("toolkit.text") / "vocabulary"
LOCALES = sorted(path.name.removesuffix(".toml") for path in FOLDER.iterdir())
DATA = {locale: tomllib.loads((FOLDER / f"{locale}.toml").read_text("utf-8")) for locale in LOCALES}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_file_has_the_keys_of_english(locale):
    own, english = DATA[locale], DATA["en"]
    assert own["locale"] == locale
    assert set(own["direction"]) == set(english["direction"])
    for axis in own["direction"].values():
        assert {"up", "down"} <= set(axis) <= {"up", "down", "neutral"}
    optional = {"loose", "echoes", "bound", "still", "lacking"}
    assert set(own["polarity"]) | optional == set(english["polarity"]) | optional
    optional = {"neutral", "cannot_but", "mild", "inverted", "degree", "no_exception", "excepting", "no_condition"}
    optional.add("not_solely")
    assert set(own["modality"]) - optional == set(english["modality"]) - optional
    assert set(own["sentences"]) - {"alternatives", "both"} == {"joiners"}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_has_the_same_pairs_of_opposites(locale):
    own, english = opposites_data(locale), opposites_data("en")
    assert list(own) == list(english)
    for name, line in own.items():
        ends = line.split("|")
        assert len(ends) in (2, 3), name
        assert all(pattern.strip(" ~") for end in ends for pattern in end.split(",")), name
        assert all(any(not pattern.strip().startswith("~") for pattern in end.split(",")) for end in ends[:2]), name


def test_a_locale_without_a_file_has_no_opposites():
    assert opposites_data("zh_Hant") == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_pattern_has_no_star_inside_a_word_and_one_meaning_in_its_group(locale):
    meanings = defaultdict(set)
    for row in vocabulary(load_language(locale)[0]).phrases.rows:
        words = row.pattern.split(" ")
        assert all(word == "*" or "*" not in word[:-1] for word in words), row
        assert "" not in words, row
        assert words[0] != "*" != words[-1], row
        meanings[row.group, row.pattern].add(row.value)
    assert {key for key, values in meanings.items() if len(values) > 1} == set()


def test_a_locale_takes_the_words_of_its_language_and_never_of_another_script():
    assert vocabulary_data("es_MX") is vocabulary_data("es") or vocabulary_data("es_MX") == vocabulary_data("es")
    assert vocabulary_data("zh_Hant") == {}


def reading(locale, text):
    return vocabulary(load_language(locale)[0]).read(text)


def test_what_is_found_is_told_as_it_is_written():
    read = reading("en", "**Never** stop [Aspirin](https://x.example/warfarin).")
    assert [read.word(found) for found in read.of("polarity")] == ["Never"]
    assert [read.word(found) for found in read.of("medicine")] == ["Aspirin"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Do not drive.", ["Do not"]),
        ("If you feel sleepy, do not drive.", ["do not"]),
        ("Rest and do not drive.", ["do not"]),
        ("Tablets that do not help", []),
        ("You must not drive.", ["must not"]),
        ("Take one tablet.", ["Take"]),
        ("You take one tablet.", []),
    ],
)
def test_an_order_begins_a_clause(text, expected):
    read = reading("en", text)
    assert [read.word(found) for found in read.orders if found.value != "verbs" or "Take" in expected] == expected


def test_a_transliterated_name_is_no_negation():
    assert not reading("zh_Hans", "阿莫西林").of("polarity")
