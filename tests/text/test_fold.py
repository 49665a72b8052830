"""What a text is compared as, and the way back to where it came from."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.text.fold import Folded, Folds, lower_case


def fold(text, folds=None, *, turkish=False, markup=True):
    return Folded(text, Folds(folds or {}, turkish=turkish), markup=markup)


def folded(text, **options):
    return fold(text, **options).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don’t  Stop", "don't stop"),
        ("STOP\nNOW", "stop now"),
        ("not\u00a0now\u202f!", "not now !"),
        ("sud\u00addenly and sud\u200bdenly", "suddenly and suddenly"),
        ("cafe\u0301", "café"),
        ("5×10²", "5×10²"),
        ("ﬁne", "ﬁne"),
        ("１２", "１２"),
        ("STRASSE Straße", "strasse straße"),
    ],
)
def test_a_text_is_folded_by_explicit_folds_only(text, expected):
    assert expected == folded(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Never** stop", "never stop"),
        ("*n*ever __stop__", "never stop"),
        ('see [the page](https://example.org/a_b "title") now', "see the page now"),
        ("![a pump](pump.png)", "a pump"),
        ("`code` and snake_case", "code and snake_case"),
        (r"a \* b", "a  b"),
        ("[{symptom-checker}](site:symptom-checker)", "{symptom-checker}"),
        ("**突然やめないで。**医師に", "突然やめないで。医師に"),
    ],
)
def test_inline_markdown_is_dropped_with_its_text_kept(text, expected):
    assert " ".join(expected.split()) == " ".join(folded(text).split())


def test_markup_stays_where_the_text_is_plain():
    assert folded("2 * 3", markup=False) == "2 * 3"


def test_turkish_has_its_own_capitals():
    assert lower_case("İLACI BIRAKMAYIN", turkish=True) == "ilacı bırakmayın"
    assert folded("İLACI BIRAKMAYIN", turkish=True) == "ilacı bırakmayın"
    assert folded("ILAC") == "ilac"


def test_folds_of_a_language_come_after_the_common_ones():
    assert folded("Осложнёние".replace("ёние", "ение"), folds={"ё": "е"}) == "осложнение"
    assert folded("Ещё", folds={"ё": "е"}) == "еще"
    assert folded("Hoà", folds={"oà": "òa"}) == "hòa"
    assert folded("لَا", folds={"\u064e": ""}) == "لا"


@given(st.text(max_size=60))
def test_normal_forms_fold_alike(text):
    expected = fold(unicodedata.normalize("NFC", text), markup=False).text
    assert expected == fold(unicodedata.normalize("NFD", text), markup=False).text


ODD = "abc*_`[]()\\ '\u00a0\u00ad\u200b\u0301\u0323éİIıßΣςоàêë가"
MIXED = st.text(alphabet=st.one_of(st.sampled_from(ODD), st.characters()))


@given(MIXED)
def test_every_character_knows_where_it_came_from(text):
    result = fold(text)
    starts, ends = result.places
    assert len(result.text) == len(starts) == len(ends)
    assert list(starts) == sorted(starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))


@given(MIXED, st.booleans(), st.booleans())
def test_what_is_folded_at_once_is_what_is_folded_character_by_character(text, turkish, markup):
    folds = Folds({"é": "e", "ё": "е", "\u064e": "", "q": "kw", "oà": "òa"}, turkish=turkish)
    rows = "".join(character for _, _, character in folds._places(text, markup=markup)).replace("oà", "òa")
    assert rows == folds.text(text, markup=markup)


def test_the_span_of_a_folded_word_is_that_of_the_original():
    text = "**Ne ver**, cafe\u0301 [stop](x)"
    result = fold(text)
    for word in ("café", "stop"):
        place = result.text.index(word)
        start, end = result.original(place, place + len(word))
        assert word == unicodedata.normalize("NFC", text[start:end])
