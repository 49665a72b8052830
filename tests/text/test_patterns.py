"""Patterns: what they match, what is wrong with them, and that their work stays linear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.text import pattern_bank
from toolkit.text.pattern_bank import Bank, Finder
from toolkit.text.patterns import Shape, Spelling, pattern_problem, variants
from toolkit.text.steps import Steps

PLAIN = Spelling()
UNSPACED = Spelling(spaces=False)
ARABIC = Spelling(clitics=(("و", "ف"), ("ب", "ل", "ك"), ("ال", "لل")))
GERMAN = Spelling(separable=("ab", "an"))


def found(text, *patterns, spelling=PLAIN):
    return [text[hit.start : hit.end] for hit in Finder(patterns, spelling).find(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("stop", "stop, unstoppable stop!", ["stop", "stop"]),
        ("stop*", "stopping unstoppable", ["stopping"]),
        ("all at once", "all  at-once", ["all  at-once"]),
        ("can stop * any time", "you can stop it at any time", ["can stop it at any time"]),
        ("can stop * any time", "you can stop. at any time", []),
        ("can stop * any time", "you can stop any time", ["can stop any time"]),
        ("don't", "don't and donut", ["don't"]),
        ("d'", "d'alcool d alcool", ["d'"]),
        ("रोक*", "दवा न रोकें", ["रोकें"]),
        ("रोक", "दवा न रोकें", []),
        ("-mayın", "bırakmayın mayın", ["mayın", "mayın"]),
        ("{a-b}", "see {a-b}", ["{a-b}"]),
    ],
)
def test_a_pattern_matches_whole_words(pattern, text, expected):
    assert expected == found(text, pattern)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("中止", "急に中止しない", ["中止"]),
        ("지 마", "중단하지마 중단하지 마", ["지마", "지 마"]),
        ("在没有 * 的情况下", "在没有医生指导的情况下停药", ["在没有医生指导的情况下"]),
        ("在没有 * 的情况下", "在没有。的情况下", []),
    ],
)
def test_without_spaces_a_pattern_matches_anywhere(pattern, text, expected):
    assert expected == found(text, pattern, spelling=UNSPACED)


def place_by_place(text, patterns, spelling):
    """Return the hits as `Bank.scan` finds them, asking at every place: its slow twin."""
    bank, hits, place = Bank(patterns, spelling), [], 0
    while place < len(text):
        found = next(bank.at(text, place), None)
        hits += [found[0]] if found else []
        place = max(place + 1, found[0].end) if found else place + 1
    return hits


ALPHABET = st.sampled_from(["a", "b", "ab", "ba", "-", "'", " ", ",", "रो", "ं", "و", "ال", "中", "止", "_", "1"])


@given(
    st.lists(ALPHABET, max_size=20).map("".join),
    st.lists(st.lists(ALPHABET, min_size=1, max_size=4).map("".join), min_size=1, max_size=5),
    st.sampled_from([PLAIN, UNSPACED, ARABIC, GERMAN]),
)
def test_no_hit_is_skipped(text, drawn, spelling):
    patterns = [pattern for pattern in (*drawn, *(f"{word}*" for word in drawn)) if pattern_problem(pattern) is None]
    assert place_by_place(text, patterns, spelling) == list(Finder(tuple(patterns), spelling).find(text))


@given(
    st.lists(ALPHABET, max_size=12).map("".join),
    st.lists(ALPHABET, min_size=1, max_size=5).map("".join),
    st.sampled_from([PLAIN, UNSPACED, ARABIC, GERMAN]),
)
def test_what_matches_also_begins(text, pattern, spelling):
    if pattern_problem(pattern) is None:
        shape = Shape(pattern, spelling)
        for place in range(len(text)):
            following = pattern_bank._following(text, place + len(shape.head))
            fits = not shape.second or following == shape.second or following in pattern_bank.PASSED
            assert fits or shape.match(text, place, place) is None


def test_clitics_are_part_of_the_hit():
    assert found("وبالتوقف التوقف توقف متوقف", "توقف", spelling=ARABIC) == ["وبالتوقف", "التوقف", "توقف"]


def test_a_separable_verb_is_found_in_all_its_shapes():
    texts = ["absetzen", "abzusetzen", "abgesetzt", "setzen sie es nicht ab", "setz ab"]
    assert texts == [found(text, "absetz*", spelling=GERMAN)[0] for text in texts]
    assert found("setzen sie es hin, ab morgen", "absetz*", spelling=GERMAN) == []
    assert variants("abs*", GERMAN) == ("abs*",)


def test_the_longest_pattern_wins_and_hits_do_not_overlap():
    assert found("do not hesitate to, not", "not", "do not", "do not hesitate to") == ["do not hesitate to", "not"]


def test_a_hit_knows_its_stem_and_its_last_word():
    [hit] = Finder(("setz* * ab",), PLAIN).find("setzen sie es ab")
    assert (hit.start, hit.last, hit.stem, hit.end) == (0, 14, 16, 16)
    [hit] = Finder(("kes*",), PLAIN).find("kesmeyin")
    assert (hit.start, hit.last, hit.stem, hit.end) == (0, 0, 3, 8)


@pytest.mark.parametrize(
    "pattern",
    ["", " ", "-", "a  b", "* a", "a *", "a * * b", "a*b", "*a*", "a * b * c * d * e", "x" * 121, "-*", "- a", "a -"],
)
def test_a_pattern_that_says_nothing_sure_has_a_problem(pattern):
    assert pattern_problem(pattern) is not None


@pytest.mark.parametrize("pattern", ["stop", "stop*", "can stop * any time", "-mayın", "un-", "d'", "中止"])
def test_a_good_pattern_has_none(pattern):
    assert pattern_problem(pattern) is None


def test_steps_reach_over_their_own_words_only():
    steps = Steps(("ever", "just", "have to"), PLAIN)
    assert 15 in steps.over("do ever (just) stop").reach(2, 40)
    assert 14 not in steps.over("do ever, just stop").reach(2, 40)
    assert 14 not in steps.over("do never just stop").reach(2, 40)
    assert max(steps.over("just " * 50).reach(0, 20)) <= 20


def test_steps_share_a_base():
    steps = Steps(("now",), PLAIN, Steps(("just",), PLAIN))
    assert 9 in steps.over("just now stop").reach(0, 40)


@pytest.mark.parametrize("unit", ["stop ", "can stop it ", "aaaa", "st", "can can ", "'' '", "stop * "])
def test_the_work_is_linear_in_the_text(unit, monkeypatch):
    patterns = ("stop*", "can stop * any time", "can * stop * any * time", "a", "st")
    steps = []
    word = Shape._word

    def counted(self, text, place, number):
        steps.append(place)
        return word(self, text, place, number)

    monkeypatch.setattr(Shape, "_word", counted)
    counts = []
    for size in (500, 1_000, 2_000):
        steps.clear()
        list(Bank(patterns, PLAIN).scan(unit * size))
        counts.append(len(steps))
    assert counts[2] - counts[1] <= 2 * (counts[1] - counts[0]) + 10_000
