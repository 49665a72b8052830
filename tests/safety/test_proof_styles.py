"""Declarations of `proof/styles.toml`: on the statement, around it, in it, before it, and beside it."""

import tomllib
from pathlib import Path

import pytest

from toolkit.model import Wording
from toolkit.safety.proof import Expected, prove_page

STYLES = tomllib.loads((Path(__file__).parent / "proof/styles.toml").read_text("utf-8"))
NEVER = "Never stop taking baclofen suddenly."
WANTED = Expected(Wording("never", NEVER, (("a", "not today"),)))
BOX = (
    '<section class="statement" data-statement="never"><p class="label">Danger</p>'
    f'<p class="text"><span>{NEVER}</span></p><ul><li>not today</li></ul></section>'
)
PLACES = {"the root": "html", "around it": "main", "itself": "section", "in it": ".text"}


def state(css, content=BOX):
    html = (
        f'<!DOCTYPE html><html lang="en"><head><title>Guide</title><style>{css}</style></head>'
        f"<body><main><h1>Guide</h1>{content}<p>The end.</p></main></body></html>"
    )
    (proof,), _ = prove_page(html, [WANTED], locale="en", labels={"Danger"}, exact=True)
    return proof.state


def refused(css, content=BOX):
    return state(css, content) in {"hidden", "visibility-unknown"}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("style", STYLES["everywhere"])
def test_a_style_that_hides_is_refused_in_every_place(style, place):
    assert refused(f"{PLACES[place]} {{ {style} }}")


@pytest.mark.parametrize("style", STYLES["nested"])
def test_what_one_element_may_have_is_refused_on_many(style):
    assert state(f".statement {{ {style} }}") == "kept"
    assert refused(f"div {{ {style} }}", "<div>" * 8 + BOX + "</div>" * 8)


@pytest.mark.parametrize("style", STYLES["beside"])
@pytest.mark.parametrize("content", [f"<div>x</div>{BOX}", f"{BOX}<div>x</div>"], ids=["before", "after"])
def test_a_box_that_may_lie_over_the_statement_is_refused(style, content):
    assert refused(f"div {{ {style} }}", content)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("style", STYLES["harmless"])
def test_a_harmless_style_is_accepted_in_every_place(style, place):
    assert state(f"{PLACES[place]} {{ {style} }}") == "kept"


@pytest.mark.parametrize(
    "style",
    [
        "position: absolute; border: 200px solid #fff",
        "position: absolute; border-inline-start: 400px solid #fff",
        "position: absolute; box-shadow: 0 0 0 99px #fff",
        "position: absolute; outline: 99px solid #fff",
        "outline: 99px solid #fff",
        "padding: 99999px",
        "display: block; border-top: 9999px solid transparent",
        "padding: 60px; background: #fff",
        "border: 40px solid #fff",
        "grid-area: 1/1",
        "display: block; height: 1px",
        "display: block; background: #fff; margin-top: -30px",
    ],
)
@pytest.mark.parametrize("pseudo", ["before", "after"])
@pytest.mark.parametrize("place", ["section", ".text", "main"])
def test_generated_boxes_that_may_cover_or_move_it_are_refused(style, pseudo, place):
    assert refused(f"{place}::{pseudo} {{ content: ''; {style} }}")


@pytest.mark.parametrize("text", ["████████", "/ / / /"])
def test_generated_signs_laid_over_it_are_refused(text):
    assert state(f".text::before {{ content: '{text}'; position: absolute }}") != "kept"
    assert refused(f"main::before {{ content: '{text}'; position: absolute }}")


@pytest.mark.parametrize(
    "style", ["content: '•'", "content: ''; display: table; clear: both", "content: none; padding: 9999px"]
)
def test_harmless_generated_boxes_are_accepted(style):
    assert state(f".statement::before {{ {style} }}") == "kept"


@pytest.mark.parametrize(
    ("areas", "one", "other", "kept"),
    [
        ('"a" "b"', "a", "b", True),
        ('"a" "b"', "a", "a", False),
        ('"a" "b"', "a", "nowhere", True),
        ('"a" "b"', "nowhere", "b", False),
        ("none", "a", "b", False),
    ],
)
def test_a_place_by_name_must_be_there_and_its_own(areas, one, other, kept):
    css = (
        f".grid {{ display: grid; grid-template-areas: {areas} }} section {{ grid-area: {one} }} "
        f".x {{ grid-area: {other}; background: #fff }}"
    )
    found = state(css, f'<div class="grid">{BOX}<div class="x">x</div></div>')
    assert found == ("kept" if kept else "visibility-unknown")


def test_an_open_dialog_before_the_statement_may_lie_over_it():
    assert state("", f"<dialog open><p>x</p></dialog>{BOX}") == "visibility-unknown"
    assert state("", f"<dialog><p>x</p></dialog>{BOX}") == "kept"
    assert state("", f"<dialog open>{BOX}</dialog>") == "kept"


def test_lengths_that_do_not_grow_with_the_letters_are_judged_beside_them():
    assert refused("main { line-height: 16px } .text { font-size: 40px }")
    assert refused("main { font-size: 60px; letter-spacing: -3px } section { font-size: 16px }")
    assert state("main { line-height: 1.2 } .text { font-size: 40px }") == "kept"


def test_an_outline_on_focus_is_harmless():
    assert state(":focus-visible { outline: 3px solid #00c; outline-offset: 2px }") == "kept"


def test_a_page_that_cannot_be_scrolled_is_refused():
    assert refused("html { overflow: hidden }")
    assert state("body { overflow-x: hidden }") == "kept"


@pytest.mark.parametrize(
    "style",
    [
        "position: absolute; left: 0; right: 0; height: 60px; background: #fff",
        "position: absolute; left: 0; right: 0; border-top: 200px solid #fff",
        "position: absolute; width: 100%; padding-top: 90px; background: #fff",
        "position: fixed; inset: 0; background: #fff",
    ],
)
@pytest.mark.parametrize("pseudo", ["before", "after"])
def test_what_a_neighbour_generates_may_lie_over_the_statement(style, pseudo):
    assert refused(f"div::{pseudo} {{ content: ''; {style} }}", f"<div>x</div>{BOX}")


@pytest.mark.parametrize(
    "style", ["position: absolute; width: 9px; height: 9px; background: #fff", "color: red", "height: 60px"]
)
def test_a_small_sign_that_a_neighbour_generates_is_accepted(style):
    assert not refused(f"div::after {{ content: ''; {style} }}", f"<div>x</div>{BOX}")


@pytest.mark.parametrize(
    "style",
    [
        "display: none; display: block block",
        "display: none; display: block!foo",
        "display: none; display: bl/**/ock",
        "display: none; -webkit-display: block",
        "visibility: hidden; visibility: visible visible",
        "opacity: 0; opacity: calc(1px)",
        "font-size: 1px; font-size: 16",
        "font-size: 1px; font-size: 16pxx",
        "font-size: 1px; font-size: calc(16px+1px)",
        "font-size: 1px; font-size: calc(16px + 1)",
        "font-size: 1px; font: serif 16px",
        "font-size: 1px; font: foo 16px serif",
        "transform: scale(0); transform: scale(1, 1, 1)",
        "scale: 0; scale: 1 1 1 1",
        "translate: -9999px; translate: 1",
        "rotate: y 90deg; rotate: 0",
        "zoom: 0.01; zoom: auto",
        "margin: 0 0 0 -9999px; margin: 5",
        "text-decoration: line-through; text-decoration: none none",
        "max-height: 0; overflow: hidden; max-height: auto",
    ],
)
def test_what_a_browser_drops_shows_nothing_again(style):
    assert refused(f".statement {{ {style} }}")


@pytest.mark.parametrize(
    "rule",
    [
        ".statement, :foo {*}",
        "> .statement {*}",
        ".statement[lang=en x], .statement[class=statement s] {*}",
        "@supports (foo: bar) { .statement {*} }",
        "@supports (display: foo) { .statement {*} }",
        "@supports selector(:foo) { .statement {*} }",
        "@media (min-width: 0foo) { .statement {*} }",
        ".statement { {*} }",
        "</style><style>@namespace url(x); .statement {*}",
    ],
)
def test_a_rule_that_a_browser_drops_shows_nothing_again(rule):
    assert refused(".statement { display: none }" + rule.replace("*", "display: block"))


@pytest.mark.parametrize(
    "css",
    [
        ".statement { font-size: 1px; font-size: clamp(1rem, 2vw + 0.5rem, 2rem) }",
        ".statement { font-size: 1px; font: italic 700 16px/1.5 'A B', Some Font, serif }",
        ".statement { display: none; display: flow-root }",
        ".statement { opacity: 0; opacity: 100% }",
        ".statement { margin: -9999px; margin: 0 auto }",
        ".statement { transform: scale(0); transform: scale(1, 1) }",
        ".statement { display: none } @supports (display: grid) and (opacity: 1) { .statement { display: block } }",
        ".statement { display: none } .statement, .statement:hover, .a::-webkit-scrollbar { display: block }",
    ],
)
def test_what_every_browser_takes_shows_it_again(css):
    assert state(css) == "kept"


@pytest.mark.parametrize("source", ['local("Arial"); size-adjust: 1%', "local(Wingdings)"])
def test_a_font_of_the_reader_by_another_name_is_not_known(source):
    assert refused(f"@font-face {{ font-family: Text; src: {source} }} .statement {{ font-family: Text }}")


def test_spaces_of_which_only_one_surely_holds_are_not_judged_anew_for_other_letters():
    assert refused(".statement { letter-spacing: -1em; letter-spacing: 1 } .text { font-size: 1.25rem }")
