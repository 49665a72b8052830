"""What is remembered of one page is right for the next: pages with one stylesheet, read after each other and alone."""

from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.limits import Limits
from toolkit.safety.page import visibility
from toolkit.safety.page.document import read_document

STYLES = (
    "p { color: black } .a { display: none } p.b { opacity: 0 }",
    "li:first-child { display: none } li:last-child { visibility: hidden } p:nth-child(2n) { position: absolute }",
    ".a + p { display: none } .b ~ p { font-size: 0 } div > .a { color: transparent }",
    ":lang(ar) p { text-transform: uppercase } [title=x] { opacity: 0 } #one { display: none } a:link { color: white }",
    "p::before { content: 'no' } .a::after { content: attr(title); display: block } li::marker { content: 'x' }",
    "[href^=x] { opacity: 0 } [href=Y i] { display: none } #One { color: white } a:not([href$=z]) { font-size: 0 }",
    "p:not(.a):empty { display: none } div:is(.a, .b) p { visibility: hidden } @media print { p { display: none } }",
)
NAMES = st.sampled_from(["p", "li", "div", "span", "a", "del", "details"])
ATTRIBUTES = st.sampled_from([
    "", ' class="a"', ' class="b"', ' class="a b"', ' id="one"', ' id="two"', ' title="x"', ' title="y"', ' lang="ar"',
    ' href="x"', ' href="y"', ' href="xz"', ' id="ONE"', " hidden", ' dir="rtl"', ' style="opacity: 0"',
    ' aria-label="z"', " open",
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
