"""A quick look before the work changes nothing: each beside its slow twin."""

import re
from collections import Counter

from ftfy.badness import MOJIBAKE_CATEGORIES, badness
from hypothesis import given
from hypothesis import strategies as st

from toolkit.text import mojibake, pairs, phrases, repetition
from toolkit.text.characters import hidden_in, kind_of
from toolkit.text.fold import Folds
from toolkit.text.masked import _CODE, FILLER, masked, prose
from toolkit.text.patterns import Spelling
from toolkit.text.phrase_rows import Row
from toolkit.text.tongues import _RUNS, scripts_of

ALWAYS = re.compile("")
ODD = "aA b\u00a0 \u202fıİIßẞΣς\u00ad\u0301é*["
WORDS = st.lists(st.sampled_from(["the", "The", "he", "(the", "dose", "le-le", "des1", "de", "और", "の"]), max_size=8)


@given(st.text(alphabet=st.one_of(st.sampled_from(ODD), st.characters()), max_size=20), st.booleans(), st.booleans())
def test_places_that_stay_are_those_that_are_counted_one_by_one(text, turkish, markup):
    folds = Folds({"é": "e", "ß": "ss", "b": "", "°": " "}, turkish=turkish)
    starts, ends = folds.places(text, markup=markup)
    rows = list(folds._places(text, markup=markup))
    assert (list(starts), list(ends)) == ([start for start, _, _ in rows], [end for _, end, _ in rows])


@given(st.text(alphabet=st.one_of(st.sampled_from("ab 1éжλअ字カ한ﬁ"), st.characters())))
def test_letters_of_scripts_are_those_of_their_runs(text):
    expected = Counter()
    for run in _RUNS.finditer(text):
        expected[run.lastgroup] += len(run[0])
    assert list(scripts_of(text).items()) == list(expected.items())


@given(WORDS, st.sampled_from([" ", "  ", "\u00a0", "\n", ", "]))
def test_no_doubled_word_is_passed_over(words, space):
    text = space.join(words)
    found = list(repetition.doubled_words(text, ["dose"], ["de"]))
    quick, repetition._TWICE = repetition._TWICE, ALWAYS
    try:
        assert list(repetition.doubled_words(text, ["dose"], ["de"])) == found
    finally:
        repetition._TWICE = quick


@given(st.text(alphabet="()[]（）「」:;8a1 i", max_size=14))
def test_no_lonely_bracket_is_passed_over(text):
    found = pairs.lonely_brackets(text)
    quick, pairs._FACE = pairs._FACE, re.compile(f"{pairs._FACE.pattern}|$(?=)")
    try:
        assert pairs.lonely_brackets(text) == found
    finally:
        pairs._FACE = quick


@given(
    st.text(alphabet=st.one_of(st.sampled_from("aZ .?ÂÃŒœàâÐØ°²€»«“”\xa0\x85±√†вЂГЃβ×"), st.characters()), max_size=6)
)
def test_no_damaged_text_is_passed_over(text):
    assert mojibake.is_bad(text) == (not text.isascii() and badness(text) > 0)


def test_all_letters_and_marks_of_damaged_text_are_looked_for():
    plain = "".join(map(chr, (*range(0x80, 0xD800), *range(0xE000, 0x110000))))
    known = {character for part in MOJIBAKE_CATEGORIES.values() for character in re.findall(f"[{part}]", plain)}
    assert len(known) > 300
    assert [one for one in sorted(known) if not mojibake._SUSPICIOUS.search(one + one)] == []


@given(st.lists(st.text(alphabet=st.one_of(st.sampled_from("ab\u200b\u202e\n"), st.characters()), max_size=5)))
def test_no_hidden_character_is_passed_over(texts):
    for text in texts:
        assert hidden_in(text) == {one: kind for one in set(text) if (kind := kind_of(one)) is not None}


NAMES = ["a", "a b", "ab* cd", "a * c", "# ab", "-cd", "ab", "1 a", "字", "字 a"]


@given(st.lists(st.sampled_from(NAMES), min_size=1), st.text(alphabet="abcd 1字-_", max_size=16), st.booleans())
def test_no_phrase_is_passed_over(patterns, text, spaces):
    bank = phrases.Phrases([Row(pattern, "x", pattern) for pattern in patterns], Spelling(spaces=spaces))
    found = bank.find(text)
    slow = phrases.Phrases([Row(pattern, "x", pattern) for pattern in patterns], Spelling(spaces=spaces))
    for word in phrases.WORD.findall(text):
        if known := slow._known(word):
            for headed, _ in known.longer:
                headed._before = dict.fromkeys(("", *text), headed.longer)
    assert slow.find(text) == found


BROKEN = [
    text.encode().decode(name, "replace") for text in ("é»—", "нет", "안", "日本") for name in ("cp1252", "cp1251")
]


@given(st.lists(st.sampled_from([*BROKEN, "é", "à", "нет", "日", " ", "a"]), max_size=6).map("".join))
def test_no_broken_character_is_passed_over(text):
    found = list(mojibake.misread(text))
    quick, mojibake._hint = mojibake._hint, lambda: ALWAYS
    try:
        assert list(mojibake.misread(text)) == found
    finally:
        mojibake._hint = quick


@given(st.text(alphabet="aB1_./:=@()[]\\ -é", max_size=24))
def test_no_code_is_passed_over(text):
    assert prose(text) == _CODE.sub(lambda match: FILLER * len(match[0]), masked(text))
