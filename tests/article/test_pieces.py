"""A message cut into the words that translators write anew and what they copy: nothing is lost, nothing is confused."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.article.pieces import pieces, plain_pieces
from toolkit.article.render import readable

WORDS = ["a", "Stop", "é", "5", "1,000", " ", "  ", "\t", "。", "”", '"', "☎\ufe0f", ";", "&"]
BREAKS = ["\n", "\\\n", "  \n"]
MARKS = ["*", "**", "_", "__", "***", "`", "``", "\\", "\\*", "\\q"]
LINKS = ["[", "]", "(", ")", "![", "](b)", "](", '](<x y> "t")', " 'u\\'v')", "<https://e.org/a>", "<a@b.org>"]
OTHERS = ["{contact}", "{", "}", "&amp;", "&eacute;", "<b>", "<"]
TEXTS = st.lists(st.sampled_from([*WORDS, *BREAKS, *MARKS, *LINKS, *OTHERS]), max_size=25).map("".join)

# Words stand in guillemets.
CASES = {
    "plain": "«Never stop.»",
    "emphasis": "**«Never»**« stop »_«at once»_",
    "stray asterisk": "«2 * 3»",
    "link": "«Ask »[«us»](https://e.org/a_b)« now»",
    "link with a title": '[«us»](<e f.html> "«read »\\"«this»\\"")« now»',
    "link without a title": "[«a»](b )",
    "image": '![«a »*«pump»*](img/a.svg "«here»")',
    "image in a link": "[![«a»](a.svg)](b.html)",
    "address": "«See »<https://e.org/a>«.»",
    "code": "«Press »``a`b``« twice»",
    "name": "«Ask »{contact}« or {}»",
    "escapes": "«a»\\*«a»\\*« and »\\«q»",
    "character reference": "«a»&nbsp;«b»",
    "line break": "«a»\\\n«b»\n«c»",
    "raw html": "«a»<b>«b»",
}


@pytest.mark.parametrize("case", CASES)
def test_words_are_told_from_the_rest(case):
    found = pieces(CASES[case].replace("«", "").replace("»", ""))
    assert CASES[case] == "".join(f"«{piece.text}»" if piece.words else piece.text for piece in found)


@given(TEXTS)
@example("[a](b\n'c')")
@example("\\")
@example("a\\\n")
@example("[" * 300 + "](b)")
def test_the_pieces_together_are_the_text(text):
    assert "".join(piece.text for piece in pieces(text)) == readable(text)
    assert "".join(piece.text for piece in plain_pieces(text)) == text


@given(st.text(max_size=60))
def test_any_text_can_be_cut(text):
    assert "".join(piece.text for piece in pieces(text)) == readable(text)


def test_text_without_markdown_has_words_and_placeholders_only():
    found = [(piece.text, piece.words) for piece in plain_pieces("**Never** \\{stop} on {the_date}.")]
    assert found == [("**Never** ", True), ("\\{", False), ("stop} on ", True), ("{the_date}", False), (".", True)]
