"""Everything that can be wrong with an article: each has one diagnostic with its code and line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.article.markdown import parse_article, render_source
from toolkit.diagnostic import Severity
from toolkit.limits import Limits

FRONT = """---
slug: "broken"
title: "Broken"
description: "What can be wrong."
published: 2026-02-23
topics: ["baclofen"]
---
"""
FIRST = FRONT.count("\n") + 1
"""Line on which the body begins."""

# (name, body, code, line counted from the first of the body)
ERRORS = [
    ("a block of raw HTML", "text\n\n<div>\ntext", "raw-html", 3),
    ("an inline tag", "one\ntwo <b>three", "raw-html", 2),
    ("a tag that is not complete", "see <b", "raw-html", 1),
    ("a comment that is no note", "text <!-- todo -->", "unknown-note", 1),
    ("a comment without an end", "text <!-- l10n:comment x", "raw-html", 1),
    ("an unknown note", "one\ntwo <!-- l10n:commment x -->", "unknown-note", 2),
    ("a note without its text", "x <!-- l10n:comment -->", "unknown-note", 1),
    ("two contexts", "x <!-- l10n:context a --> <!-- l10n:context b -->", "unknown-note", 1),
    ("a context of what is not translated", "x <!-- l10n:skip --> <!-- l10n:context b -->", "unknown-note", 1),
    ("a placeable in what is not translated", "{x} <!-- l10n:skip -->", "unknown-note", 1),
    ("a note alone in a paragraph", "text\n\n<!-- l10n:comment x -->\n\ntext", "note-without-text", 3),
    ("a note as a row of a table", "| a |\n|---|\n| b |\n<!-- l10n:comment x -->", "note-without-text", 4),
    ("an unknown directive", "::warning baclofen-stop", "unknown-directive", 1),
    ("a misspelt directive", "::saftey baclofen-stop", "unknown-directive", 1),
    ("a space too many", ":: safety baclofen-stop", "unknown-directive", 1),
    ("a colon too few", "text\n:safety baclofen-stop", "misplaced-directive", 2),
    ("wide colons", "：：safety baclofen-stop", "misplaced-directive", 1),
    ("a container", ":::safety baclofen-stop", "unknown-directive", 1),
    ("a directive without an id", "::safety", "statement-id", 1),
    ("a directive with text", "::safety Never stop.", "statement-id", 1),
    ("a directive in a list", "- a\n\n  ::safety baclofen-stop", "misplaced-directive", 3),
    ("a directive as a list item", "- ::safety baclofen-stop", "misplaced-directive", 1),
    ("a directive in a quote", "> ::safety baclofen-stop", "misplaced-directive", 1),
    ("a directive in a table", "| a |\n|---|\n| ::safety baclofen-stop |", "misplaced-directive", 3),
    ("a directive in a heading", "## ::safety baclofen-stop", "misplaced-directive", 1),
    ("a directive as a term", "::safety\n: x", "statement-id", 1),
    ("an indented directive", "a\n\n  ::safety baclofen-stop", "misplaced-directive", 3),
    ("a directive in a lazy line", "a\n     ::safety baclofen-stop", "misplaced-directive", 2),
    ("a directive in the midst of a paragraph", "never\n::safety baclofen-stop\nstop", "misplaced-directive", 2),
    ("a directive in the midst of a list", "1. a\n::safety baclofen-stop\n1. b", "misplaced-directive", 2),
    ("a directive in the midst of a table", "| a |\n|---|\n| b |\n::safety x\n| c |", "misplaced-directive", 4),
    ("a statement that is there twice", "::safety a b\n\n::safety a", "duplicate-statement", 3),
    ("a code block without an end", "text\n\n```\n::safety a", "unclosed-fence", 3),
    ("a code block that is only begun", "text\n\n```", "unclosed-fence", 3),
    ("an indented text", "text\n\n    more text", "indented-code", 3),
    ("a first-level heading", "# Title", "first-level-heading", 1),
    ("an underlined first-level heading", "Title\n=====", "first-level-heading", 1),
    ("a heading without text", "##", "empty-heading", 1),
    ("a heading with an anchor only", "## {#x}", "empty-heading", 1),
    ("an anchor with capitals", "## A {#Anchor}", "heading-attributes", 1),
    ("an attribute that is none", "## A {#a style=x}", "heading-attributes", 1),
    ("two anchors", "## A {#a #b}", "heading-attributes", 1),
    ("an anchor that is there twice", "## A {#x}\n\n## B {#x}", "duplicate-anchor", 3),
    ("the anchor of a statement", "## A {#statement-x}", "reserved-anchor", 1),
    ("the class of a statement", "## A {.statement}", "reserved-anchor", 1),
    ("attributes on a paragraph", "text {#anchor}", "stray-brace", 1),
    ("a placeable with capitals", "the {Name}", "stray-brace", 1),
    ("a hidden address", "one\n[a](javascript:alert)", "link-target", 2),
    ("a protocol-relative address", "[a](//example.org)", "link-target", 1),
    ("an address without a host", "[a](https:///x)", "link-target", 1),
    ("a user name in an address", "[a](https://example.org@evil.example)", "link-target", 1),
    ("an address with a space", "[a](<b c.html>)", "link-target", 1),
    ("no address", "[a]()", "link-target", 1),
    ("a link without text", "[](a.html)", "empty-link", 1),
    ("an image from elsewhere", "![a](https://example.org/a.png)", "image-target", 1),
    ("a character reference", "a&#8203;b", "character-reference", 1),
    ("a definition that is there twice", "[a]\n\n[a]: b.html\n[A]: c.html", "duplicate-definition", 4),
    ("a text that reads like a definition", "x\n\n[Important]: never", "unused-definition", 3),
    ("a cell that would be dropped", "| a | b |\n|---|---|\n| c | d | e |", "lost-cell", 3),
    ("a dropped cell that ends with a literal '|'", "a | b\n---|---\nc | d | e \\|", "lost-cell", 3),
    ("a dropped cell that is a sign", "> a | b\n> ---|---\n> c | d | >", "lost-cell", 3),
    ("lists that are nested too deep", "> " * 20 + "x", "too-deep", 1),
    ("emphasis that is nested too deep", "*a " * 12 + "x" + "*" * 12, "too-deep", 1),
    ("a bidi override", "a\nb\u202ec", "hidden-character", 2),
    ("a NUL", "a\0", "hidden-character", 1),
    ("a lone surrogate", "a\ud800", "hidden-character", 1),
    ("markup that changes without its note", "**<a@b.c>****<!-- l10n:comment x -->", "unclear-markup", 1),
]
WARNINGS = [
    ("emphasis that is not closed", "one\n**two", "stray-emphasis", 2),
    ("code that is not closed", "a `b", "stray-code", 1),
    ("a space before an address", "[a] (b.html)", "broken-link", 1),
    ("an unknown label", "[a][b]", "broken-link", 1),
    ("a definition in a paragraph", "[a]: b c", "reference-definition", 1),
    ("a table that is none", "| a | b |\n|---|\n| c | d |", "broken-table", 2),
    ("two terms for one definition", "a\nb\n: c", "broken-definition", 3),
    ("a heading in a list", "- a\n\n  ## B", "nested-heading", 3),
    ("a heading in a quote", "> ## B", "nested-heading", 1),
    ("a heading level that is left out", "## A\n\n#### B", "skipped-heading-level", 3),
    ("a number that is not shown", "1. a\n3. b", "list-number", 2),
]
BROKEN_FRONT = [
    ("no front matter", "text", 1, "there is no front matter"),
    ("no end", "---\nslug: a\n", 1, "no closing line"),
    ("no table", "---\n- a\n---\n", 1, "must be a table"),
    ("no YAML", '---\nslug: "a\n---\n', 2, "not valid YAML"),
    ("a Boolean for a title", FRONT.replace('"Broken"', "no"), 3, "title: must be text, and YAML reads it as true or"),
    (
        "a date for a title",
        FRONT.replace('"Broken"', "2026-01-01"),
        3,
        "title: must be text, and YAML reads it as a date",
    ),
    ("a number for a slug", FRONT.replace('"broken"', "12"), 2, "slug: must be text, and YAML reads it as a number"),
    ("nothing for a title", FRONT.replace('"Broken"', ""), 3, "title: must be text, and YAML reads it as nothing"),
    ("an empty title", FRONT.replace('"Broken"', '" "'), 3, "title: is empty"),
    ("a hidden character", FRONT.replace('"Broken"', '"a\\u202Eb"'), 3, "title: holds a character that cannot be seen"),
    ("a link in the title", FRONT.replace('"Broken"', '"[a](b.html)"'), 3, "title: cannot hold links"),
    ("HTML in the title", FRONT.replace('"Broken"', '"<b>a</b>"'), 3, "raw HTML"),
    ("a text for a date", FRONT.replace("2026-02-23", '"2026-02-23"'), 5, "published: must be a date without quotes"),
    ("a time for a date", FRONT.replace("2026-02-23", "2026-02-23 10:00:00"), 5, "published: must be a date"),
    ("no such day", FRONT.replace("2026-02-23", "2026-02-30"), 5, "published: cannot be read"),
    ("an update before", FRONT.replace("topics", "updated: 2026-01-01\ntopics"), 6, "updated: is before"),
    ("a text for a list", FRONT.replace('["baclofen"]', "baclofen"), 6, "topics: must be a list"),
    ("a number in a list", FRONT.replace('["baclofen"]', "[1]"), 6, "topics.0: must be text"),
    ("an entry twice", FRONT.replace('["baclofen"]', "[a, a]"), 6, "topics: an entry is there twice"),
    ("a list in a list", FRONT.replace('["baclofen"]', "[[a]]"), 6, "tables and lists inside lists"),
    ("a slug with a slash", FRONT.replace('"broken"', '"../x"'), 2, "must consist of a-z"),
    ("the slug of a catalog", FRONT.replace('"broken"', '"safety-x"'), 2, "is taken"),
    ("a key twice", FRONT.replace("topics", "slug: b\ntopics"), 6, "slug: is there twice"),
    ("an unknown key", FRONT.replace("topics", "author: b\ntopics"), 6, "author: is no key of a front matter"),
    ("an alias", FRONT.replace('"Broken"', "&a Broken"), 3, "anchors and aliases"),
    ("a tag", FRONT.replace('"Broken"', "!!str Broken"), 3, "tags (!) are not allowed"),
    ("a bomb", "---\na: &a [x, x]\nb: [*a, *a]\n---\n", 2, "anchors and aliases"),
]


@pytest.mark.parametrize(("body", "code", "line"), [row[1:] for row in ERRORS], ids=[row[0] for row in ERRORS])
def test_an_error_has_one_diagnostic_and_there_is_no_article(body, code, line):
    article, found = parse_article(FRONT + body, "source/articles/broken.md")
    errors = [item for item in found if item.severity is Severity.ERROR]
    assert [(code, FIRST + line - 1, "source/articles/broken.md")] == [
        (item.code, item.line, item.path) for item in errors
    ]
    assert errors[0].hint
    assert article is None


@pytest.mark.parametrize(("body", "code", "line"), [row[1:] for row in WARNINGS], ids=[row[0] for row in WARNINGS])
def test_a_warning_leaves_the_article(body, code, line):
    article, found = parse_article(FRONT + body, "broken.md")
    assert [(code, FIRST + line - 1, Severity.WARNING)] == [(item.code, item.line, item.severity) for item in found]
    assert article is not None


@pytest.mark.parametrize(
    ("text", "line", "said"), [row[1:] for row in BROKEN_FRONT], ids=[row[0] for row in BROKEN_FRONT]
)
def test_a_broken_front_matter(text, line, said):
    article, found = parse_article(text, "broken.md")
    assert article is None
    first = found[0]
    assert (line, Severity.ERROR) == (first.line, first.severity)
    assert said in first.message


def test_all_problems_are_told_at_once():
    text = FRONT.replace('"Broken"', "no").replace("topics", "colour: x\ntopics") + "<b>\n\n::unknown\n\n# One"
    found = parse_article(text, "broken.md")[1]
    assert [(item.code, item.line) for item in found] == [
        ("front-matter", 3),
        ("front-matter", 6),
        ("raw-html", 9),
        ("unknown-directive", 11),
        ("first-level-heading", 13),
    ]


def test_a_column_points_at_the_place():
    found = parse_article(FRONT + "- item one\n- item <b>two", "broken.md")[1]
    assert [(item.line, item.column) for item in found] == [(FIRST + 1, 8)]


@pytest.mark.parametrize(
    ("limit", "body", "code"),
    [
        ({"file_size": 1000}, "x" * 1000, "file-too-large"),
        ({"message_size": 100}, "x " * 100, "message-too-long"),
        ({"message_size": 200}, "[a] " * 20 + "\n\n[a]: https://example.org/" + "y" * 100, "message-too-long"),
        ({"messages": 3}, "a\n\nb", "too-many-messages"),
        ({"nesting": 3}, "- - a", "too-deep"),
        ({"links": 1}, "[a](#b) [c](#d)", "too-many-links"),
        ({"links": 1}, "![a](b.png) [c](#d)", "too-many-links"),
    ],
)
def test_limits_are_errors(limit, body, code):
    article, found = parse_article(FRONT + body, "broken.md", Limits(**limit))
    assert article is None
    assert code in [item.code for item in found]


pieces = st.sampled_from(
    [
        *(
            "# ",
            "## a {#b}",
            "- ",
            "1. ",
            "> ",
            "| a | b |\n|---|---|\n",
            "```\n",
            "::safety a",
            "::",
            ": ",
            "term\n: def\n",
        ),
        *(
            "**",
            "*",
            "_",
            "`",
            "[",
            "](",
            ")",
            "![",
            "[a]: b\n",
            "[a]",
            "<b>",
            "<!-- l10n:skip -->",
            "<!--",
            "-->",
            "&amp;",
        ),
        *(
            "\\",
            "  \n",
            "\n",
            "\n\n",
            "    ",
            "\t",
            "{",
            "}",
            "{a}",
            "---\n",
            "===\n",
            "<a@b.c>",
            "停",
            "。",
            "\r\n",
            "\ufeff",
        ),
    ]
)


@given(st.lists(st.one_of(pieces, st.text(max_size=5)), max_size=25).map("".join), st.booleans())
def test_no_text_makes_it_raise(text, with_front):
    text = FRONT + text if with_front else text
    article, found = parse_article(text, "broken.md")
    render_source(text)
    assert (article is None) == any(item.severity is Severity.ERROR for item in found)
    assert all(item.line is not None and 1 <= item.line <= text.count("\n") + text.count("\r") + 1 for item in found)


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_no_front_matter_makes_it_raise(yaml):
    article, found = parse_article(f"---\n{yaml}\n---\ntext", "broken.md")
    assert article is None
    assert found
