"""The dictionary of leaflet words: the form of its files, and what it finds."""

import re
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.text.dictionary import dictionary, spoken_of
from toolkit.text.language import load_language

FILES = sorted(
    (file for file in (files("toolkit.text") / "dictionary").iterdir() if file.name.endswith(".toml")),
    key=lambda file: file.name,
)
SENSES = tomllib.loads(next(file for file in FILES if file.name == "en.toml").read_text("utf-8"))["senses"]


def words_of(locale, text):
    language, _ = load_language(locale)
    return [(text[word.start : word.end], word.senses) for word in dictionary(language).words(text)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_is_in_the_form_that_the_english_one_explains(file):
    data = tomllib.loads(file.read_text("utf-8"))
    assert data["locale"] == file.name.removesuffix(".toml")
    assert set(data["senses"]) <= set(SENSES)
    assert len(data["senses"]) >= len(SENSES) * 0.95
    for sense, line in data["senses"].items():
        entries = line.split(", ")
        assert len(entries) == len(set(entries)), sense
        for entry in entries:
            assert entry == entry.lower().strip(), (sense, entry)
            for word in re.split(r"[ '-]+", entry):
                assert re.fullmatch(r"\*?[^\s*,]+\*?", word), (sense, entry)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_entry_of_a_sense_is_covered_by_another_one(file):
    data = tomllib.loads(file.read_text("utf-8"))
    language, _ = load_language(data["locale"])
    if not language.spaces:
        return  # there a longer entry makes a longer word
    for sense, line in data["senses"].items():
        entries = [re.split(r"[ '-]+", entry) for entry in language.folded(tuple(line.split(", ")))]
        for number, entry in enumerate(entries):
            others = [*entries[:number], *entries[number + 1 :]]
            assert not any(len(other) == len(entry) and all(map(covers, other, entry)) for other in others), (
                sense,
                entry,
            )


def covers(one, other):
    """Whether each word that is of one pattern of a word is of the other too: of "pain*" what is of "painful"."""
    stem, part = one.strip("*"), other.strip("*")
    if one[0] == one[-1] == "*":
        return stem in part
    if one[0] == "*":
        return part.endswith(stem) and other[-1] != "*"
    if one[-1] == "*":
        return part.startswith(stem) and other[0] != "*"
    return one == other


def test_senses_that_tell_little_are_senses():
    language, _ = load_language("en")
    assert dictionary(language).common <= set(SENSES)


@pytest.mark.parametrize(
    ("locale", "text", "sense", "found"),
    [
        ("en", "Ask your doctor.", "doctor", "doctor"),
        ("en", "It has side effects.", "side_effect", "side effects"),
        ("en", "**Call an ambulance!**", "ambulance", "ambulance"),
        ("de", "Ihre Ärztin hilft.", "doctor", "Ärztin"),
        ("de", "bei Kopfschmerzen", "pain", "Kopfschmerzen"),
        ("fr", "Mal de tête", "headache", "Mal de tête"),
        ("pl", "ból w ręce", "hand", "ręce"),
        ("ar", "وبالماء", "water", "وبالماء"),
        ("ja", "医師に相談してください", "doctor", "医師"),
        ("ko", "의사에게 **즉시** 알리세요", "immediately", "즉시"),
        ("tr", "doktorunuza sorun", "doctor", "doktorunuza"),
        ("vi", "Hỏi bác sĩ", "doctor", "bác sĩ"),
        ("hi", "डॉक्टर से पूछें", "doctor", "डॉक्टर"),
    ],
)
def test_words_are_found_with_what_they_mean(locale, text, sense, found):
    assert found in [word for word, senses in words_of(locale, text) if sense in senses]


def test_the_words_of_a_phrase_are_one_word():
    assert [word for word, _ in words_of("en", "side effects of a doctor")] == ["side effects", "doctor"]


def test_what_is_no_running_text_is_not_read():
    assert words_of("en", "[here](https://doctor.example/pain) `water` {tablet}") == []


def test_a_character_that_nobody_sees_hides_no_word():
    assert "pain" in spoken_of(dictionary(load_language("de")[0]).words("Kopf\u00adschmerzen"))


@given(st.text(max_size=60), st.sampled_from([file.name.removesuffix(".toml") for file in FILES]))
def test_words_stand_in_the_text_one_behind_the_other(text, locale):
    words = dictionary(load_language(locale)[0]).words(text)
    places = [place for word in words for place in (word.start, word.end)]
    assert places == sorted(places)
    assert all(word.start < word.end <= len(text) and word.senses for word in words)
