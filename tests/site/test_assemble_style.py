"""The stylesheet: contrast, both directions, no request, nothing hidden in the article; and the weight of a page."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from toolkit.site.templates import STYLE, own_templates, page_style

CSS = re.sub(r"/\*.*?\*/", "", own_templates()[STYLE], flags=re.DOTALL)
TEXT = [
    ("text", "page"),
    ("text", "shade"),
    ("quiet", "page"),
    ("link", "page"),
    ("link", "shade"),
    ("page", "link"),
    ("on-critical", "critical"),
    ("text", "critical-page"),
    ("on-serious", "serious"),
    ("text", "serious-page"),
    ("on-notice", "notice-page"),
    ("text", "notice-page"),
    ("on-banner", "banner"),
]
LINES = [
    ("line", "page"),
    ("line", "shade"),
    ("critical-line", "page"),
    ("serious-line", "page"),
    ("notice-line", "page"),
    ("banner-line", "page"),
    ("critical", "on-critical"),
    ("serious", "on-serious"),
    ("on-notice", "notice-page"),
]


def palette(scheme):
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    light, dark, paper = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block)) for block in blocks)
    return {"light": light, "dark": {**light, **dark}, "paper": {**light, **paper}}[scheme]


def luminance(colour):
    """WCAG 2.2, relative luminance."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    """WCAG 2.2, contrast ratio."""
    bright, dim = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark", "paper"])
def test_text_has_a_contrast_of_seven_to_one_and_lines_of_three(scheme):
    colours = palette(scheme)
    assert {
        (front, back): round(contrast(colours[front], colours[back]), 2)
        for rows, least in ((TEXT, 7), (LINES, 3))
        for front, back in rows
        if contrast(colours[front], colours[back]) < least
    } == {}


def test_each_scheme_sets_every_colour():
    assert set(palette("light")) == set(palette("dark")) == set(palette("paper"))
    assert set(re.findall(r"var\(--([a-z-]+)\)", CSS)) == {*palette("light"), "font", "side"}


def test_one_stylesheet_serves_both_directions():
    physical = r"(?<![\w-])(left|right|top|bottom|width|height|(margin|padding|border)-(left|right|top|bottom))\s*:"
    assert re.findall(physical, CSS) == []
    assert re.findall(r"(text-align|float|clear):\s*(left|right)", CSS) == []


def test_old_phones_know_how_far_things_are_apart():
    """`margin-block` and its like came with Chrome 87 and Safari 14.1: two sides alike need none of them."""
    assert re.findall(r"(?:margin|padding)-(?:block|inline):|inset(?:-block|-inline)?:", CSS) == []


def test_nothing_moves():
    assert re.findall("animation|transition|scroll-behavior|@keyframes|marquee", CSS) == []


def test_it_asks_for_nothing():
    assert not re.search(r"url\(|@import|@font-face|image-set|expression", CSS, re.IGNORECASE)
    assert "<" not in CSS


def test_nothing_that_a_statement_could_be_is_hidden():
    rules = re.findall(r"([^{};]+)\{([^{}]*)\}", CSS)
    hiding = (
        r"display:\s*none|visibility|opacity|clip|text-indent|font-size:\s*0[;\s]|transform|position:\s*absolute|inset"
    )
    selectors = {part.strip() for head, body in rules if re.search(hiding, body) for part in head.split(",")}
    assert selectors == {
        ".skip",
        ".skip:focus",
        ".menu",
        ".languages",
        ".languages nav",
        ".languages summary::-webkit-details-marker",
        "nav.contents",
        ".contents",
        ".after",
        ".place > a",
        ".dates .places",
        ".address",
    }


@pytest.mark.parametrize(
    ("style", "compact"),
    [
        ("/* x\n y's */\n a {\n   b: c;\n\n }\n/**/d { e: f }\n", "a{b:c}d{e:f}"),
        ('a::after { content: " { x ; /* y */ } "; }', 'a::after{content:" { x ; /* y */ } "}'),
        ("""a { content: "\\" ;" ; b: '\\' ;' }""", """a{content:"\\" ;";b:'\\' ;'}"""),
        ("a :hover, b > c { d: calc(1rem + 2vw) e }", "a :hover,b > c{d:calc(1rem + 2vw) e}"),
        ("@media (x: 1) and (y: 2) { a { b: c } }", "@media (x:1) and (y:2){a{b:c}}"),
    ],
)
def test_compact_style_says_the_same(style, compact):
    assert compact == page_style(style)


@pytest.mark.parametrize(
    ("style", "compact"),
    [
        (":lang(ar){a:b}:lang(he){c:d}e{f:g}", ":lang(ar){a:b}e{f:g}"),
        ("x:lang(he),:lang(pt) y,z{a:b}", ":lang(pt) y,z{a:b}"),
        (":lang(pt-BR) a,:lang(pt-PT) a,:lang(p) a{b:c}", ":lang(pt-BR) a{b:c}"),
        (":lang(PT-br):lang(he){a:b}", ""),
        ("@media print{:lang(he){a:b}c{d:e}}", "@media print{c{d:e}}"),
        ("""a{content:"}:lang(he){";b:'8'}:lang(ar) c{d:"0"}""", None),
    ],
)
def test_what_is_meant_for_other_languages_is_left_out(style, compact):
    assert (style if compact is None else compact) == page_style(style, ("ar", "pt-BR"))


def test_the_own_stylesheet_serves_every_language_that_it_knows():
    tags = sorted(set(re.findall(r":lang\(([^)]*)\)", CSS)))
    assert page_style(own_templates()[STYLE]) == page_style(own_templates()[STYLE], tuple(tags))
    assert ":lang(" not in page_style(own_templates()[STYLE], ("xx",))


@pytest.mark.parametrize("locale", ["en", "ar", "es", "ja"])
def test_a_page_is_light(tea, locale):
    assert len(tea.page(locale)[0].html.encode()) < 30_000


def test_what_stands_beside_a_heading_leaves_a_link_in_it_alone():
    tree = LexborHTMLParser("<div class=place><h2>See <a id=inside href=x>this</a></h2><a id=beside href=y></a></div>")
    selectors = re.findall(r"([^{};]*\.place[^{};]*)\{", CSS)
    plain = [
        re.sub(r"::(before|after)|:hover", "", part) for row in selectors for part in row.split(",") if ".place" in part
    ]
    reached = {node.attributes.get("id") for part in plain for node in tree.css(part.strip())}
    assert "beside" in reached
    assert "inside" not in reached
