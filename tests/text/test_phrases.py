"""Phrases: the same patterns as elsewhere, many at once."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.text import phrase_shapes
from toolkit.text.patterns import Spelling
from toolkit.text.phrase_rows import Row, Sorted
from toolkit.text.phrases import Phrases

PLAIN = Spelling()
UNSPACED = Spelling(spaces=False)
ARABIC = Spelling(clitics=(("و", "ف"), ("ب", "ل", "ك"), ("ال", "لل")))


def found(text, *patterns, spelling=PLAIN, group="x"):
    rows = [Row(pattern, group, pattern) for pattern in patterns]
    return [text[hit.start : hit.end] for hit in Phrases(rows, spelling).find(text).get(group, ())]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("stop", "stop, unstoppable stop!", ["stop", "stop"]),
        ("stop*", "stopping unstoppable", ["stopping"]),
        ("all at once", "all  at-once", ["all  at-once"]),
        ("not * more", "not one bit more", ["not one bit more"]),
        ("not * more", "not one. bit more", []),
        ("over #", "over 38.5 and over them", ["over 38.5"]),
        ("# days", "in 14 days, in some days", ["14 days"]),
        ("d'", "d'alcool d alcool", ["d'"]),
        ("n' * plus", "il n'est plus là", ["n'est plus"]),
        ("n' * plus", "n' est pas plus", ["n' est pas plus"]),
        ("-mayın", "almayın mayın", ["mayın"]),
        ("ना", "ना नाश्ता", ["ना"]),
        ("नहीं", "**नहीं**", ["नहीं"]),
    ],
)
def test_a_pattern_means_what_it_says(pattern, text, expected):
    assert found(text, pattern) == expected


def test_words_are_not_divided_in_some_scripts():
    assert found("不得超过四克", "不得", "超过", spelling=UNSPACED) == ["不得", "超过"]
    assert found("빈 속에", "빈속", "빈 속", spelling=UNSPACED) == ["빈 속"]


def test_glued_prefixes_are_passed():
    assert found("وبالدواء", "دواء", spelling=ARABIC) == ["دواء"]


def test_the_longest_of_a_group_wins_and_groups_do_not_meet():
    rows = [Row("not", "a", "not"), Row("not only", "a", "neutral"), Row("only", "b", "only")]
    hits = Phrases(rows, PLAIN).find("not only that")
    assert [hit.value for hit in hits["a"]] == ["neutral"]
    assert [hit.value for hit in hits["b"]] == ["only"]


@given(st.text(alphabet="ab -*不得 ", max_size=40), st.lists(st.sampled_from(["a", "ab*", "a b", "b * a", "-b", "不"])))
def test_findings_of_a_group_are_in_order_and_do_not_overlap(text, patterns):
    for spelling in (PLAIN, UNSPACED):
        rows = [Row(pattern, "g", pattern) for pattern in patterns]
        bank = Phrases(rows, spelling)
        hits = bank.find(text).get("g", ())
        as_json = json.loads(json.dumps(Sorted.of(rows, spaces=spelling.spaces)))
        kept = Phrases(Sorted(*as_json), spelling)
        assert {*bank.rows} == {*rows}
        assert [*kept.rows] == [*bank.rows]
        assert kept.find(text).get("g", ()) == hits
        assert all(first.end <= second.start for first, second in pairwise(hits))
        assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)


PATTERNS = ["a", "a*", "ab", "a b", "a* b", "a b*", "b a a", "a b a*", "नही*", "नही a", "b *"]
PATTERNS += ["a * b", "b* * a * ab", "b * a b*", "a * a"]


@given(
    st.lists(st.sampled_from(["a", "ab", "b", "ba", "नही", "नहीं", " ", "  ", "-", ".", "*", "_", "   "]), max_size=16),
    st.sets(st.sampled_from(PATTERNS)),
)
def test_plain_words_are_what_their_regular_expressions_find(parts, patterns):
    text = "".join(parts)
    for spelling in (PLAIN, Spelling(clitics=(("b",), ("a",)))):
        hits = Phrases([Row(pattern, pattern, pattern) for pattern in patterns], spelling).find(text)
        for pattern in patterns:
            starts = [start for word in phrase_shapes.WORD.finditer(text) for start in _places(word, spelling)]
            slow = []
            for start in starts:
                match = phrase_shapes._regex(pattern, spaces=True).match(text, start)
                if match and (not slow or slow[-1][1] <= start):
                    slow.append(match.span())
            assert [(hit.start, hit.end) for hit in hits.get(pattern, ())] == slow


def _places(word, spelling):
    return sorted({word.start(), *(word.start() + bare for bare in spelling.bare(word[0], 0) if bare < len(word[0]))})
