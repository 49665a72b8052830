"""Words are counted as translation offices do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.text.words import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Never stop taking baclofen suddenly.", 5),
        ("1 mg is 1,000 mcg.", 5),
        ("It's a well-known 2.5 mg/day dose", 6),
        ("**Call** [your doctor](https://example.org/a-b-c) now", 4),
        ("see <https://example.org/>", 1),
        ("{number} references", 1),
        ("— • … / !", 0),
        ("突然停药", 2),
        ("突然やめない", 3),
        ("ก่อนนอน", 4),
        ("갑자기 중단하지 마십시오", 3),
        ("لا تتوقف فجأة", 3),
        ("80 mg の", 3),
    ],
)
def test_words(text, words):
    assert count_words(text) == words


@given(st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True)))
@settings(deadline=None)
def test_what_spaces_part_is_a_word_each(words):
    assert count_words(" ".join(words)) == count_words("\n".join(words)) == len(words)
