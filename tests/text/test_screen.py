"""The screen: quick, and never wrong about what is there."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.text.pattern_bank import Finder
from toolkit.text.patterns import Spelling
from toolkit.text.screen import Screen

GROUPS = [("stop*", "give up * taking"), ("sudden*", "-mayın", "all at once"), ("absetz*",), ("taking * once", ",")]
SPELLINGS = [
    Spelling(),
    Spelling(spaces=False),
    Spelling(clitics=(("w", "f"), ("b",))),
    Spelling(separable=("ab",)),
]
WORDS = ["stop", "stopping", "give", "up", "it", "taking", "sudden", "bırakmayın", "all", "at", "once", "wbstop", ","]
TEXTS = st.lists(st.sampled_from([*WORDS, "setz", "ab", "abgesetzt", "x" * 50, " ", "."]), max_size=12)


@given(TEXTS, st.sampled_from(SPELLINGS), st.sampled_from(["", " "]))
def test_what_is_there_is_possible(words, spelling, glue):
    text = glue.join(words)
    screen = Screen(GROUPS, spelling)
    for number, group in enumerate(GROUPS):
        if any(True for _ in Finder(group, spelling).find(text)):
            assert screen.possible(text) & 1 << number


def test_what_shares_no_word_is_not_possible():
    screen = Screen([("stop*",), ("all at once",), ("中止",)], Spelling())
    assert screen.possible("take it at noon") == 0
    assert screen.possible("unstoppable") == 1
    assert screen.possible("stop at noon, 急に中止") == 0b101
    assert screen.possible("stop at noon, 急に中止") == 0b101  # remembered
