"""Emphasis: Markdown fixtures, and equality with markdown-it wherever no script without spaces is touched."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from toolkit.article.emphasis import unspaced
from toolkit.article.inline import render_inline
from toolkit.article.parser import parse_inline

FOLDER = Path(__file__).parent / "emphasis"
STOCK = MarkdownIt("commonmark", {"html": False})


def pairs():
    for path in sorted(FOLDER.glob("*.md")):
        text = path.read_text("utf-8")
        for title, block in re.findall(r"^## (.+?)\n\n````\n(.*?)````$", text, re.DOTALL | re.MULTILINE):
            lines = block.splitlines()
            for source, html in zip(lines[::2], lines[1::2], strict=True):
                yield pytest.param(source, html, id=f"{path.stem}: {title}: {source}")


@pytest.mark.parametrize(("source", "html"), list(pairs()))
def test_fixture(source, html):
    assert html == render_inline(source, {})


def test_the_fixtures_are_there():
    assert len(list(pairs())) > 45


@pytest.mark.parametrize("source", ["**突然やめないでください。**医師に", "**바클로펜(Baclofen)**을", "**…停药！**请"])
def test_plain_commonmark_would_print_the_asterisks(source):
    assert "**" in STOCK.renderInline(source)


SELECTOR = re.compile("[\0\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""What is not told apart here: NUL, and the variation selectors, which count as the character before them."""
spaced_text = st.text(
    st.one_of(
        st.sampled_from("*_*_*_  ab(.\n«»“”é!"),
        st.characters(exclude_categories=["Cs"]).filter(lambda char: not unspaced(char) and not SELECTOR.match(char)),
    ),
    max_size=40,
)


@given(spaced_text)
def test_without_such_scripts_the_tokens_are_those_of_markdown_it(text):
    stock = STOCK.inline.parse(text, STOCK, {}, [])
    emphasis = [token.type for token in stock if token.type.startswith(("em_", "strong_"))]
    own = [token.type for token in parse_inline(text) if token.type.startswith(("em_", "strong_"))]
    assert emphasis == own


@pytest.mark.parametrize(
    ("characters", "expected"),
    [("医アはﾊ。（「！＊", True), ("한학", True), ("กໄကក។ཀ", True), ("aéя؟ا«“…😀🀄⌚฿¥\u00a0", False)],
)
def test_scripts_without_spaces(characters, expected):
    assert {expected} == {unspaced(character) for character in characters}
