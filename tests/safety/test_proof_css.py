"""The small reader of stylesheets: what it understands, it understands as browsers do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from toolkit.limits import Limits
from toolkit.safety.css.colours import BLACK, WHITE, contrast, parse_colour
from toolkit.safety.css.matching import Match, Matcher
from toolkit.safety.css.media import Circumstances, circumstances, holds, parse_media, truths
from toolkit.safety.css.selectors import parse_selectors
from toolkit.safety.css.sheet import Styles
from toolkit.safety.css.syntax import AtRule, Declaration, StyleBlock, contents, parse, rules, text_of
from toolkit.safety.css.values import Measure, number, pixels
from toolkit.safety.page.document import read_document


def outline(text):
    """Return a stylesheet as nested lists: selectors, then declarations and rules."""

    def walk(items):
        found = []
        for item in contents(items):
            if isinstance(item, Declaration):
                found.append(f"{item.name}: {text_of(item.value)}{' !' if item.important else ''}")
            else:
                found.append(one(item))
        return found

    def one(rule):
        name = f"@{rule.name} " if isinstance(rule, AtRule) else ""
        return [f"{name}{text_of(rule.prelude)}", *walk(rule.items or ())]

    return [one(rule) for rule in rules(parse(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a{b:c}", [["a", "b: c"]]),
        ("a{b:c", [["a", "b: c"]]),
        ("a{b:c;;;d:e}", [["a", "b: c", "d: e"]]),
        ("a{b c;d:e}", [["a", "d: e"]]),
        ("a{b:c!important}", [["a", "b: c !"]]),
        ("a{b:c ! IMPORTANT }", [["a", "b: c !"]]),
        ("/*x*/a/*x*/{/*x*/b/*x*/:/*x*/c/*x*/}", [["a", "b: c"]]),
        ("/* never closed a{b:c}", []),
        ("a{d\\69splay:n\\6fne}", [["a", "display: none"]]),
        ("a{\\64 isplay:none}", [["a", "display: none"]]),
        ("<!-- a{b:c} -->", [["a", "b: c"]]),
        ("} a{b:c}", [["} a", "b: c"]]),
        ("a{b:c}} d{e:f}", [["a", "b: c"], ["} d", "e: f"]]),
        ("a{b:(} c{d:e})}", [["a", "b: (} c{d:e})"]]),
        ('a{b:"}"}', [["a", 'b: "}"']]),
        ('a{b:"x\n}c{d:e}', [["a", 'b: "x'], ["c", "d: e"]]),
        ("a{b:url(x}y)}", [["a", "b: url(x}y)"]]),
        ("@import 'x'; a{b:c}", [['@import "x"'], ["a", "b: c"]]),
        ("@media x{a{b:c}d{e:f}}", [["@media x", ["a", "b: c"], ["d", "e: f"]]]),
        ("a{b:c;&:hover{d:e}f:g}", [["a", "b: c", ["&:hover", "d: e"], "f: g"]]),
        ("a{b:hover{c:d}}", [["a", ["b:hover", "c: d"]]]),
        ("a{--x:{b:c};d:e}", [["a", "--x: {b:c}", "d: e"]]),
        ("a{@media x{b:c}}", [["a", ["@media x", "b: c"]]]),
        ("A{DISPLAY:NONE}", [["a", "display: none"]]),
        ("a{--Mixed:Case}", [["a", "--Mixed: case"]]),
        ("@x;@y{}", [["@x "], ["@y "]]),
    ],
)
def test_a_stylesheet_is_split_as_css_syntax_says(text, expected):
    assert expected == outline(text)


@given(st.text(max_size=80))
def test_no_text_is_too_strange_to_be_split(text):
    items = parse(text)
    assert items is not None
    assert all(isinstance(rule, AtRule | StyleBlock) for rule in rules(items))
    list(contents(items))


def test_brackets_that_nest_too_deep_are_not_read_and_said_so():
    styles = Styles()
    styles.read("a{b:" + "(" * 100)
    assert styles.problems == ["brackets nest too deep"]


# --- selectors --------------------------------------------------------------------------------------------------------

TREE = (
    '<html lang="en"><body><main id="m" class="a b"><h1 class="b">x</h1><p class="a" title="one two">x<b>y</b></p>'
    '<p id="p" class="b c" lang="en-GB">x</p><div class="c"><p class="a c"></p><ul><li>1</li><li class="b">2</li>'
    '<li>3</li><li class="a">4</li></ul></div></main></body></html>'
)
simple = st.sampled_from(
    [
        "p", "li", "*", ".a", ".b", ".c", "#m", "#p", "[title]", '[title~="two"]', "[class^=a]", '[class$="c"]',
        "[class*=' ']", "[lang|=en]", "p.a", "p.b.c", "li:first-child", "li:last-child", "li:nth-child(2n+1)",
        "li:nth-child(even)", "li:nth-last-child(2)", "p:nth-of-type(2)", "p:first-of-type", "p:last-of-type",
        "p:only-child", "p:empty",
        "li:nth-child(-n+2)", ":root", "b:only-of-type",
    ]
)  # fmt: skip


combinator = st.sampled_from([" ", " > ", " + ", " ~ "])


@settings(max_examples=300, deadline=None)
@given(
    st.lists(simple, min_size=1, max_size=4),
    st.lists(combinator, min_size=3, max_size=3),
)
def test_selectors_match_what_another_engine_matches(parts, combinators):
    text = "".join(part + glue for part, glue in zip(parts, [*combinators, ""], strict=False))
    text = text.strip(" >+~")
    document = read_document(TREE, Limits())
    (selector,) = parse_selectors(parse(text))
    matcher = Matcher()
    own = [one.index for one in document.elements if matcher.match(selector, one) is Match.YES]
    assert not [one.index for one in document.elements if matcher.match(selector, one) is Match.PERHAPS]
    other = LexborHTMLParser(TREE)
    numbers = {node.mem_id: index for index, node in enumerate(other.root.traverse())}
    assert sorted(numbers[node.mem_id] for node in other.css(text)) == own


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("p:hover", Match.PERHAPS),
        ("p:some-day", Match.PERHAPS),
        ("p:has(b)", Match.PERHAPS),
        ("svg|p", Match.PERHAPS),
        ("p:not(:hover)", Match.PERHAPS),
        (".A", Match.PERHAPS),
        ("div:hover", Match.NO),
        ("p:lang(en)", Match.YES),
        ("p:lang(de)", Match.NO),
        ("P", Match.YES),
        (".\\61", Match.YES),
        ("}p", None),
    ],
)
def test_what_depends_on_more_than_the_page_perhaps_matches(selector, expected):
    document = read_document(TREE, Limits())
    paragraph = next(one for one in document.elements if one.tag == "p")
    found = [Matcher().match(one, paragraph) for one in parse_selectors(parse(selector))]
    assert ([] if expected is None else [expected]) == found


def test_nested_selectors_take_the_place_of_the_ampersand():
    styles = Styles()
    styles.read("main{.a{display:none}&.b{opacity:0}> .c{display:none}@media print{& p{display:none}}}")
    document = read_document(TREE, Limits())
    matcher = Matcher()
    found = [
        [one.attributes.get("class", one.tag) for one in document.elements if matcher.match(rule.selector, one)]
        for rule in styles.rules
    ]
    assert [[name for name in row if name != "b"] for row in found] == [
        ["a", "a c", "a"],
        ["a b"],
        ["b c", "c"],
        ["a", "b c", "a c"],
    ]


# --- media ------------------------------------------------------------------------------------------------------------

PHONE = Circumstances(width=360)
PAPER = Circumstances(printed=True)
DARK = Circumstances(features=frozenset({"prefers-color-scheme: dark"}))


@pytest.mark.parametrize(
    ("query", "everyday", "phone", "paper", "dark"),
    [
        ("", True, True, True, True),
        ("all", True, True, True, True),
        ("screen", True, True, False, True),
        ("print", False, False, True, False),
        ("not print", True, True, False, True),
        ("only screen and (max-width: 30em)", False, True, False, False),
        ("(min-width: 500px)", True, False, True, True),
        ("(width < 500px)", False, True, False, False),
        ("(300px <= width <= 400px)", False, True, False, False),
        ("(400px > width)", False, True, False, False),
        ("print, (max-width: 400px)", False, True, True, False),
        ("(prefers-color-scheme: dark)", False, False, False, True),
        ("(prefers-color-scheme: light)", True, True, True, False),
        ("not ((min-width: 500px) and (prefers-color-scheme: dark))", True, True, True, False),
        ("(max-width: 400px) or (prefers-color-scheme: dark)", False, True, False, True),
        ("speech", False, False, False, False),
        ("not all", False, False, False, False),
        ("screen and (max-width: calc(1px))", None, None, False, None),
        ("nonsense (", None, None, None, None),
    ],
)
def test_a_media_query_holds_where_it_should(query, everyday, phone, paper, dark):
    read = parse_media(parse(query))
    found = [holds(read, here) for here in (Circumstances(), PHONE, PAPER, DARK)]
    assert [everyday, phone, paper, dark] == found


@pytest.mark.parametrize(
    "query",
    ["print", "screen and (max-width: 20em)", "(min-width: 3000px) and (prefers-contrast: more)", "not screen",
     "(prefers-color-scheme: dark) and (not (hover))", "(200px < width < 300px), print", "(height <= 300px)"],
)  # fmt: skip
def test_a_page_is_judged_where_its_conditions_hold_and_where_they_do_not(query):
    conditions = [(parse_media(parse(query)),)]
    found = truths(conditions, circumstances(conditions, scheme=False, window=False))
    assert {True, False} == {row[0] for row in found}


def test_a_condition_that_cannot_be_met_is_unknown_and_one_that_never_holds_is_false():
    conditions = [(parse_media(parse("(max-width:1px) and (min-width:9px)")),), (parse_media(parse("not all")),)]
    found = truths(conditions, circumstances(conditions, scheme=False, window=False))
    assert {tuple(row) for row in found} == {(None, False)}


def test_two_conditions_are_judged_together():
    conditions = [(parse_media(parse(text)),) for text in ("print", "(prefers-contrast: more)")]
    found = truths(conditions, circumstances(conditions, scheme=False, window=False))
    assert [True, True] in found


# --- values -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0),
        ("12px", 12),
        ("-1.5em", -30),
        ("2rem", 20),
        ("50%", 500),
        ("10vw", 100),
        ("10dvh", 50),
        ("calc(1px + 2em * 3)", 121),
        ("calc(100% - (10px + 1rem) / 2)", 990),
        ("min(10px, 2em)", 10),
        ("max(10px, 2em)", 40),
        ("clamp(1rem, 5vw, 3rem)", 30),
        ("calc(1px / 0)", None),
        ("auto", None),
        ("12parsec", None),
        ("anchor(top)", None),
    ],
)
def test_lengths_are_computed(text, expected):
    assert expected == pixels(parse(text), Measure(font=20, root=10, width=1000, height=500))


@pytest.mark.parametrize(("text", "expected"), [("0.5", 0.5), ("50%", 0.5), ("calc(1 - 1)", 0), ("x", None)])
def test_numbers_are_computed(text, expected):
    assert expected == number(parse(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#fff", "255 255 255 1"),
        ("#FFFFFF80", "255 255 255 0.5"),
        ("#0f08", "0 255 0 0.53"),
        ("rebeccapurple", "102 51 153 1"),
        ("rgb(1, 2, 3)", "1 2 3 1"),
        ("rgb(1 2 3 / 50%)", "1 2 3 0.5"),
        ("rgba(100%, 0%, 0%, .2)", "255 0 0 0.2"),
        ("hsl(120 100% 25%)", "0 128 0 1"),
        ("hsla(0.5turn, 100%, 50%, 1)", "0 255 255 1"),
        ("hwb(0 0% 0%)", "255 0 0 1"),
        ("oklch(62.8% 0.2577 29.23)", "255 0 0 1"),
        ("oklab(1 0 0)", "255 255 255 1"),
        ("color-mix(in srgb, red 50%, blue)", "128 0 128 1"),
        ("light-dark(#010203, #fff)", "1 2 3 1"),
        ("currentcolor", "9 9 9 1"),
        ("transparent", "0 0 0 0"),
        ("CanvasText", "0 0 0 1"),
        ("rgb(from red r g b)", None),
        ("#12345", None),
        ("chucknorris", None),
    ],
)
def test_colours_are_read(text, expected):
    current = parse_colour(parse("#090909"), current=None, dark=False)
    found = parse_colour(parse(text), current=current, dark=False)
    if expected is None:
        assert found is None
    else:
        red, green, blue, alpha = map(float, expected.split())
        assert [red, green, blue] == pytest.approx([part * 255 for part in found[:3]], abs=1)
        assert alpha == pytest.approx(found.alpha, abs=0.01)


def test_contrast_is_that_of_wcag():
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1
    grey = parse_colour(parse("#767676"), current=None, dark=False)
    assert contrast(grey, WHITE) == pytest.approx(4.54, abs=0.01)
