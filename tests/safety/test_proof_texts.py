"""How texts are decoded, compared and shown beside each other."""

import pytest

from toolkit.safety.compare import difference, fold
from toolkit.safety.page.document import decode_page


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<p>é".encode(), "<p>é"),
        (b"\xef\xbb\xbf<p>x", "<p>x"),
        ("<p>é".encode("utf-16"), "<p>é"),
        (b"<meta charset='latin1'><p>\xe9\x80", "<meta charset='latin1'><p>é€"),
        ("<meta charset=shift_jis><p>突然".encode("cp932"), "<meta charset=shift_jis><p>突然"),
        (b'<meta http-equiv=x content="text/html; charset=windows-1251">\xcd', None),
        ("<meta charset=nonsense>é".encode(), "<meta charset=nonsense>é"),
        (b"<p>\xe9", "<p>é"),
    ],
)
def test_bytes_are_decoded_as_a_browser_does(data, expected):
    assert decode_page(data) == (expected or '<meta http-equiv=x content="text/html; charset=windows-1251">Н')


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("“a” ‘b’", "\"a\" 'b'", True),
        ("«a»", '"a"', True),
        ("a – b", "a - b", True),
        ("a\u00a0b", "a b", True),
        ("a\u00adb", "ab", True),
        ("न\u200dा", "ना", True),
        ("a\u200db", "ab", False),
        ("a\u200bb", "ab", False),
        ("５", "5", False),
        ("10²", "102", False),
        ("A", "a", False),
        ("ー", "-", False),
        ("\u3000", " ", False),
    ],
)
def test_only_typography_is_folded(one, other, same):
    assert same == (fold(one) == fold(other))


def test_a_difference_keeps_marks_with_their_letters():
    assert difference("बंद करें", "बंद न करें") == "बंद [-न -]करें"


def test_a_difference_is_told_by_letters_where_words_have_no_spaces():
    assert difference("突然やめてください。", "突然やめないでください。") == "突然やめ[-ないで-]{+て+}ください。"
