"""What is remembered of one page is right for the next: pages with one stylesheet, read after each other and alone."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from toolkit.limits import Limits
from toolkit.safety.css.media import Circumstances
from toolkit.safety.page import visibility
from toolkit.safety.page.document import read_document
from toolkit.safety.page.noting import Noting

STYLES = (
    "p { color: black } .a { display: none } p.b { opacity: 0 }",
    "li:first-child { display: none } li:last-child { visibility: hidden } p:nth-child(2n) { position: absolute }",
    ".a + p { display: none } .b ~ p { font-size: 0 } div > .a { color: transparent }",
    ":lang(ar) p { text-transform: uppercase } [title=x] { opacity: 0 } #one { display: none } a:link { color: white }",
    "p::before { content: 'no' } .a::after { content: attr(title); display: block } li::marker { content: 'x' }",
    "[value=x] { opacity: 0 } [value$=Z i] { display: none } li:not([value]) { color: white }",
    "[href^=x] { opacity: 0 } [href=Y i] { display: none } #One { color: white } a:not([href$=z]) { font-size: 0 }",
    "p:not(.a):empty { display: none } div:is(.a, .b) p { visibility: hidden } @media print { p { display: none } }",
)
NAMES = st.sampled_from(["p", "li", "div", "span", "a", "del", "details"])
ATTRIBUTES = st.sampled_from([
    "", ' class="a"', ' class="b"', ' class="a b"', ' id="one"', ' id="two"', ' title="x"', ' title="y"', ' lang="ar"',
    ' href="x"', ' href="y"', ' href="xz"', ' id="ONE"', " hidden", ' dir="rtl"', ' style="opacity: 0"',
    ' aria-label="z"', " open", ' value="x"', ' value="y"', ' value="xz"',
])  # fmt: skip
TREES = st.recursive(
    st.just("text"),
    lambda inner: st.lists(
        st.builds(lambda name, more, text: f"<{name}{more}>{text}</{name}>", NAMES, ATTRIBUTES, inner), max_size=4
    ).map("".join),
    max_leaves=12,
)


def seen(html):
    document = read_document(html, Limits())
    viewer = visibility.Viewer(document)
    rows = []
    for element in document.elements:
        look = viewer.look(element)
        written = [viewer.generated(element, pseudo) for pseudo in ("before", "after", "marker")]
        worlds = [
            (one.verdict, one.box, one.display, one.font, one.ink, one.papers, one.opacity) for one in look.worlds
        ]
        rows.append((look.verdict, look.block, look.moved, look.transform, look.lifted, look.listed, look.rtl, worlds))
        rows.append([(one.text, one.verdict, one.block) if one else None for one in written])
    return rows


@given(st.sampled_from(STYLES), st.lists(TREES, min_size=2, max_size=4))
@example(STYLES[2], ["<p>text</p>", '<p class="b">text</p><p>text</p>'])
@example(STYLES[2], ['<p class="a">text</p><p>text</p>', "<p>text</p><p>text</p>"])
@example(STYLES[1], ["<li>text</li><li>text</li>", "<li>text</li>"])
def test_pages_of_one_stylesheet_are_seen_as_each_alone(style, trees):
    pages = [f"<html><head><style>{style}</style></head><body>{tree}</body></html>" for tree in trees]
    after_each_other = [seen(page) for page in [*pages, *reversed(pages)]]
    alone = []
    for page in pages:
        visibility._scene.cache_clear()
        alone.append(seen(page))
    assert after_each_other == [*alone, *reversed(alone)]


RULES = st.sampled_from([
    "p { margin-left: 50% }", "p { margin: 20px 0 0 340px }", "div { margin-top: -3vh; font-size: 2vw }",
    ".a { width: calc(1px + 1vw); overflow: hidden }", ".b { width: 5%; overflow: hidden }", "li { text-indent: -40% }",
    "span { position: absolute; left: 100vw }", "div { position: fixed; top: 0; bottom: 0; left: 1%; right: 0 }",
    "p { letter-spacing: 1vmax }", "p { transform: translate(20vw, 0) }", "a { font-size: 1rem; line-height: 2vh }",
    ":root { color-scheme: dark light }", "p { color-scheme: only dark }", "div { color: light-dark(white, black) }",
    ":root { --far: 90%; --ink: black } p { margin-left: var(--far); color: var(--ink) }", "p { zoom: 90% }",
    "@media (max-width: 600px) { p { visibility: hidden } .a { --ink: white } }",
    "@media (min-width: 900px) { div { font-size: 1% } }", "@media print { .a { display: none } p { opacity: 0.1 } }",
    "@media (prefers-color-scheme: dark) { :root { --ink: white; background: black } div { color: white } }",
    "@media (min-height: 700px) { p { min-height: 90vh; position: absolute; background: red } }",
    "@media (min-width: 1px) { p { color: red } }", "@media (max-width: 0px) { a { opacity: 0 } }",
    "p { margin-left: 0 } div { position: relative; right: -1px }",
    "@media print { p { visibility: hidden; font-size: 0 } } p { font-size: 0; visibility: hidden }",
])  # fmt: skip


def worlds(html):
    """Return all that is known of each element under each of the circumstances."""
    document = read_document(html, Limits())
    viewer = visibility.Viewer(document)
    looks = [viewer.look(element) for element in document.elements]
    return [(look.verdict, look.block, [(*one, [*one.traits]) for one in look.worlds]) for look in looks]


@settings(max_examples=400, deadline=None)
@given(st.lists(RULES, min_size=1, max_size=5), TREES)
def test_what_is_worked_out_once_for_many_circumstances_is_what_each_of_them_gives(rules, tree):
    page = f"<html><head><style>{' '.join(rules)}</style></head><body>{tree}</body></html>"
    visibility._scene.cache_clear()
    together = worlds(page)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(visibility.Noting, "holds_under", lambda *_: False)
        patch.setattr(visibility, "is_alike", lambda *_: False)
        visibility._scene.cache_clear()
        one_by_one = worlds(page)
    visibility._scene.cache_clear()
    assert together == one_by_one


def test_circumstances_that_are_noted_answer_only_what_they_note():
    here = Circumstances(width=360.0, features=frozenset({"prefers-color-scheme: dark"}))
    noting = Noting(here)
    assert noting.measure(16.0, 12.0).font == 16.0
    assert noting.holds_under(Circumstances(width=0.0))
    assert not noting.measure(16.0, 12.0).closed
    assert noting.holds_under(Circumstances())
    assert not noting.holds_under(Circumstances(width=0.0))
    assert noting.measure(16.0, 12.0).width == 360.0
    assert not noting.holds_under(Circumstances())
    assert noting.holds_under(Circumstances(width=360.0))
    assert noting.dark
    assert not noting.holds_under(Circumstances(width=360.0))
    assert noting.holds_under(here)
    for name in ("printed", "features", "label", "width"):
        with pytest.raises(AttributeError):
            getattr(noting, name)
