"""One message's inline Markdown: what it renders to, what it consists of, and that nothing dangerous gets through."""

import html
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from toolkit.article.inline import InlineStructure, plain_text, render_inline, render_parsed, structure
from toolkit.article.render import MAX_DEPTH
from toolkit.article.strings import SiteLink

LINKS = {
    "symptom-checker": SiteLink("Symptom & Spasm <Checker>", "https://patients.example.org/check?a=1&b=2"),
    "contact": SiteLink("contact us", "mailto:help@patients.example.org"),
}
RENDERED = [
    ("plain", "plain"),
    ('"quotes" & <5 mg', '"quotes" &amp; &lt;5 mg'),
    ("**bold** and *stressed*", "<strong>bold</strong> and <em>stressed</em>"),
    ("`5 mg`", "<code>5 mg</code>"),
    ("`  a   b `", "<code>a b</code>"),
    ("one\\\ntwo", "one<br>two"),
    ("one\ntwo", "one two"),
    (r"\*not\* \[a\](b) \{symptom-checker}", "*not* [a](b) {symptom-checker}"),
    ("a&nbsp;b &amp; &lt;", "a\u00a0b &amp; &lt;"),
    ("[text](other-article.html#part)", '<a href="other-article.html#part">text</a>'),
    ("[text](#part 'A \"title\"')", '<a href="#part" title="A &quot;title&quot;">text</a>'),
    ("[a](https://example.org/?x=1&y=2)", '<a href="https://example.org/?x=1&amp;y=2">a</a>'),
    ("[a](https://exämple.org/ä)", '<a href="https://xn--exmple-cua.org/%C3%A4">a</a>'),
    ("<https://example.org/a>", '<a href="https://example.org/a">https://example.org/a</a>'),
    ("<help@example.org>", '<a href="mailto:help@example.org">help@example.org</a>'),
    ("[call](tel:+1-555-0100)", '<a href="tel:+1-555-0100">call</a>'),
    ("![A *pump*](img/pump.svg)", '<img src="img/pump.svg" alt="A pump">'),
    ("a ![pump](https://example.org/pump.png) b", "a pump b"),
    ("Use {contact}.", "Use contact us."),
    ("The {symptom-checker}", "The Symptom &amp; Spasm &lt;Checker&gt;"),
    (
        "[the {symptom-checker}](site:symptom-checker)",
        '<a href="https://patients.example.org/check?a=1&amp;b=2">the Symptom &amp; Spasm &lt;Checker&gt;</a>',
    ),
    ("`{contact}` and {Contact} and {unknown}", "<code>{contact}</code> and {Contact} and {unknown}"),
    ("[somewhere](site:nowhere)", "somewhere"),
    ("[the {contact}](<{contact}>)", "the contact us"),
]
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\\\nscript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](\x01javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](\\\\evil.example)",
    "[x](/\\evil.example)",
    "[x](https:evil.example)",
    "[x](https://patients.example.org@evil.example)",
    "[x](https://)",
    "[x](site:)",
    "[x](site:javascript:alert(1))",
    "<javascript:alert(1)>",
    "![x](https://evil.example/beacon.gif)",
    "![x](//evil.example/beacon.gif)",
    "![x](data:image/png;base64,AAAA)",
    "![x](site:contact)",
    '[x](a.html "&quot; onclick=alert(1)")',
    '![x" onerror="alert(1)](a.png)',
    "# heading",
    "[dose]: https://evil.example",
    "<!-- comment -->",
    "<div style='position:fixed'>",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "`<script>`",
    "{contact}<svg/onload=alert(1)>",
]
ALLOWED = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "em": set(),
    "strong": set(),
    "code": set(),
    "br": set(),
}


@pytest.mark.parametrize(("text", "expected"), RENDERED)
def test_rendering(text, expected):
    assert expected == render_inline(text, LINKS)


def assert_safe(rendered):
    body = LexborHTMLParser(f"<main>{rendered}</main>").css_first("main")
    for node in body.css("*")[1:] if body.css("*")[0].tag == "main" else body.css("*"):
        assert node.tag in ALLOWED
        assert set(node.attributes) <= ALLOWED[node.tag]
        href, src = node.attributes.get("href"), node.attributes.get("src")
        if href is not None:
            assert re.match(r"(https?://[^/@]|mailto:.|tel:.|#|\?|/(?![/\\])|(?![a-z]*:)[^/\\:])", href, re.IGNORECASE)
        if src is not None:
            assert ":" not in re.split("[/?#]", src)[0]
            assert not src.startswith(("//", "\\"))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_message_has_no_effect(text):
    rendered = render_inline(text, LINKS)
    assert_safe(rendered)
    assert "evil" not in " ".join(re.findall(r'(?:href|src)="[^"]*"', rendered))
    assert "<h1" not in rendered


@pytest.mark.parametrize("url", ["//evil.example", "javascript:alert(1)", "https:evil.example", "site:a"])
def test_the_sanitiser_looks_at_every_address_once_more(url):
    assert render_inline("[text](site:bad)", {"bad": SiteLink("bad", url)}) == "<a>text</a>"


markdown_text = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *(
                    "*",
                    "**",
                    "_",
                    "`",
                    "``",
                    "[",
                    "](",
                    ")",
                    "![",
                    "<",
                    ">",
                    "<!--",
                    "-->",
                    "\\",
                    "\n",
                    " ",
                    "{",
                    "}",
                    '"',
                ),
                *(
                    "[x](a.html)",
                    "{contact}",
                    "javascript:",
                    "//",
                    "https://a.b",
                    "site:contact",
                    "&#x202E;",
                    "&lt;",
                    "<b ",
                ),
                *("onclick=", "<script>", "&", ";", "\u202e", "\x00", "\r", "\ufeff", "\ud800", "。", "停"),
            ]
        ),
        st.text(max_size=4),
    ),
    max_size=20,
).map("".join)


@given(markdown_text)
def test_nothing_but_the_allowed_markup_is_ever_rendered(text):
    assert_safe(render_inline(text, LINKS))


@given(st.one_of(st.text(), markdown_text))
def test_the_fast_path_renders_what_the_slow_one_renders(text):
    assert render_parsed(text, {}) == render_inline(text, {})


@given(st.lists(st.sampled_from(["*", "**", "_", "`", "[", "]", "(", ")", "x", " ", "!", "<", "{", "\\", "word"])))
def test_no_word_is_lost(pieces):
    text = "".join(pieces)
    found = structure(text)
    unseen = " ".join((*found.links, *found.images, *found.titles))
    assert text.count("word") == plain_text(text, {}).count("word") + unseen.count("word")


@given(markdown_text)
def test_plain_text_is_the_text_of_the_rendering(text):
    tree = LexborHTMLParser(f"<main>{render_inline(text, LINKS)}</main>")
    for node in tree.css("main img"):
        node.replace_with(node.attributes.get("alt") or "")
    for node in tree.css("main br"):
        node.replace_with(" ")
    shown = re.sub(r"[ \t\n\f]+", " ", tree.css_first("main").text()).strip(" ")
    assert shown == re.sub(r"[ \t\n\f]+", " ", plain_text(text, LINKS)).strip(" ")


def test_deep_emphasis_loses_its_marks_and_no_text():
    text = "*a " * 500 + "b" + "*" * 500
    rendered = render_inline(text, {})
    assert MAX_DEPTH == rendered.count("<em>") == rendered.count("</em>")
    assert rendered.count("a") == 500
    assert "too-deep" in [problem.code for problem in structure(text).problems]


def test_a_thousand_brackets_are_text():
    text = "![" * 1000 + "[a](https://example.org)"
    assert "<" not in render_inline(text, {})
    assert "too-deep" in {problem.code for problem in structure(text).problems}


@pytest.mark.parametrize(
    "reference", ["&#x202E;", "&#8238;", "&ZeroWidthSpace;", "&#x200B;", "&shy;", "&rlm;", "&#x2028;"]
)
def test_a_character_reference_brings_in_no_hidden_character(reference):
    for text in (
        f"a {reference} b",
        f"[a{reference}](b.html)",
        f"![a{reference}](b.png)",
        f'[a](b.html "c{reference}")',
    ):
        rendered = html.unescape(render_inline(text, {}).replace("&amp;", "\0")).replace("\0", "&")
        assert not [char for char in rendered if unicodedata.category(char) in {"Cf", "Zl", "Zp"}]
        assert "character-reference" in [problem.code for problem in structure(text).problems]


def test_structure_counts_markup_in_the_order_of_the_text():
    text = "**a** *b* `c` [d](e.html 'f') ![{g}](h.png)\\\n{i} [j](site:k) <https://l.example>"
    assert InlineStructure(
        links=("e.html", "site:k", "https://l.example"),
        images=("h.png",),
        codes=("c",),
        titles=("f",),
        emphases=1,
        strongs=1,
        breaks=1,
        placeables=("g", "i"),
    ) == structure(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("**not closed", "stray-emphasis"),
        ("not opened*", "stray-emphasis"),
        ("a `b", "stray-code"),
        ("[a] (https://example.org)", "broken-link"),
        ("[a][b]", "broken-link"),
        ("[a](b c)", "broken-link"),
        ("[dose]: https://evil.example", "reference-definition"),
        ("<b>bold</b>", "raw-html"),
        ("a <b", "raw-html"),
        ("<!-- l10n:skip", "raw-html"),
        ("{Name}", "stray-brace"),
        ("{#anchor}", "stray-brace"),
        ("[](a.html)", "empty-link"),
        ("[a](//evil.example)", "link-target"),
        ("![a](https://example.org/a.png)", "image-target"),
        ("a &copy; b", "character-reference"),
    ],
)
def test_what_was_meant_as_markup_is_a_problem(text, code):
    assert code in [problem.code for problem in structure(text).problems]


@pytest.mark.parametrize(
    "text",
    ["5 * 3", "a < b, <5 mg", "snake_case", "(a) [b] c", "50 % & more", r"\{name} \<b> \*", "`<b>` `{` `*`", "a ) b]"],
)
def test_ordinary_text_has_no_problem(text):
    assert not structure(text).problems


@given(st.one_of(st.text(), markdown_text))
def test_structure_never_raises(text):
    assert isinstance(structure(text), InlineStructure)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Never** `stop`\\\nit", "Never stop it"),
        ("[{contact}](site:contact) ![a pump](p.png)", "contact us a pump"),
        ("a &lt;b  c ", "a <b c"),
        ("a\u00a0b", "a\u00a0b"),
    ],
)
def test_plain_text(text, expected):
    assert expected == plain_text(text, LINKS)
