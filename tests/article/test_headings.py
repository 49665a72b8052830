"""Anchors of headings: stable, different, ASCII, the same in every language."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.article.markdown import parse_article
from toolkit.diagnostic import Severity

FRONT = '---\nslug: "h"\ntitle: "H"\ndescription: "D"\npublished: 2026-02-23\ntopics: ["x"]\n---\n'


def anchors(*headings):
    article, found = parse_article(FRONT + "\n\n".join(f"## {heading}" for heading in headings), "h.md")
    assert not [item for item in found if item.severity is Severity.ERROR]
    return [heading.anchor for heading in article.headings]


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Side effects", "side-effects"),
        ("What *is* `GABA`?", "what-is-gaba"),
        ("Don’t stop: 5 mg/day", "dont-stop-5-mg-day"),
        ("Où aller à l’hôpital", "ou-aller-a-lhopital"),
        ("[Help](a.html) now", "help-now"),
        ("A {#stop}", "stop"),
        ("A {.wide #stop}", "stop"),
        ("A {#stop} ##", "stop"),
        (r"A \{#stop}", "a-stop"),
        ("`{#stop}`", "stop"),
        ("Statements", "section-statements"),
        (" ".join(["word"] * 40), "-".join(["word"] * 13)),
    ],
)
def test_an_anchor_is_written_or_made_from_the_text(heading, anchor):
    assert anchors(heading) == [anchor]


def test_equal_headings_get_different_anchors_and_written_ones_come_first():
    assert anchors("Dose", "Dose", "Dose 2", "Other {#dose}", "Dose") == [
        "dose-2",
        "dose-3",
        "dose-2-2",
        "dose",
        "dose-4",
    ]


def test_a_heading_in_another_script_has_an_anchor_that_its_neighbours_do_not_change():
    first, second = anchors("副作用", "効果")
    assert [second, first] == anchors("効果", "副作用")
    assert re.fullmatch(r"section-[0-9a-f]{8}", first)
    assert first != second


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="{<&[:：`"), min_size=1),
        min_size=1,
    )
)
def test_anchors_are_ascii_and_different(texts):
    texts = [text for text in texts if text.strip() and text.strip(" \t#")]
    article, _ = parse_article(FRONT + "\n\n".join(f"## x {text}" for text in texts), "h.md")
    found = [heading.anchor for heading in article.headings]
    assert len(set(found)) == len(texts)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", anchor) for anchor in found)
    assert not [anchor for anchor in found if anchor.startswith("statement")]


def test_the_text_of_a_heading_does_not_hold_its_attributes():
    article, _ = parse_article(
        FRONT + "## Help <!-- l10n:comment now --> {#help .wide} <!-- l10n:context noun -->", "h.md"
    )
    assert article.headings[0].key == ("noun", "Help")
    assert article.parts[0] == '<h2 id="help" class="wide">'
    assert article.messages[2].comments == ("heading", "now")
