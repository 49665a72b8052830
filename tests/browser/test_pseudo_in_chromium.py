"""The pseudo pages in a real browser: nothing is cut off in the longer one, nothing is unmirrored in the other."""

import datetime as dt

import pytest

from toolkit.project import load_project
from toolkit.site.build import build
from toolkit.site.pseudo import with_pseudo
from toolkit.text.locales import PSEUDO

pytestmark = pytest.mark.needs("chromium")
WIDTHS = [320, 375, 1280]
PAGES = ("index", "baclofen-spasticity")
SHOWN = "[...document.querySelectorAll('body *')].filter(e => e.getClientRects().length)"
BOXES = f"""() => {SHOWN}.filter(e => getComputedStyle(e).display != 'inline' && !e.matches('a[lang] *')).map(e => {{
    const box = e.getBoundingClientRect();
    return [e.tagName + '.' + (e.getAttribute('class') || ''), Math.round(box.left), Math.round(box.right)];
}})"""
CUT_OFF = f"""() => {SHOWN}.filter(e => !e.matches('.skip')).filter(e => {{
    const box = e.getBoundingClientRect();
    const wide = getComputedStyle(e).display != 'inline' && e.scrollWidth > e.clientWidth + 1;
    return wide || box.left < -1 || box.right > document.documentElement.clientWidth + 1;
}}).map(e => e.tagName + ': ' + e.textContent.trim().slice(0, 40))"""


@pytest.fixture(scope="module")
def site(tmp_path_factory, pytestconfig):
    folder = tmp_path_factory.mktemp("pseudo")
    project = with_pseudo(load_project(pytestconfig.rootpath))
    for built in build(project, tuple(PSEUDO), draft=True, date=dt.date(2026, 3, 1), pseudo=True).pages:
        file = folder / built.page.path
        file.parent.mkdir(exist_ok=True)
        file.write_text(built.page.html, "utf-8")
    return folder


@pytest.fixture(scope="module")
def show(site, chromium):
    """Open a page at a width, its language menu too; `style` is added to it."""
    page = chromium.new_context(bypass_csp=True).new_page()

    def opened(locale, name, width, style=""):
        page.set_viewport_size({"width": width, "height": 2400})
        page.goto((site / locale / f"{name}.html").as_uri())
        page.evaluate("document.querySelector('details').open = true")
        page.add_style_tag(content=f"/* */ {style}")
        return page

    return opened


def unmirrored(page):
    """The boxes that are not where the mirror shows those of the same page from left to right."""
    width = page.evaluate("document.documentElement.clientWidth")
    mirrored = page.evaluate(BOXES)
    page.evaluate("document.documentElement.dir = 'ltr'")
    pairs = zip(mirrored, page.evaluate(BOXES), strict=True)
    return [
        name
        for (name, left, right), (_, there_left, there_right) in pairs
        if abs(left + there_right - width) > 2 or abs(right + there_left - width) > 2
    ]


@pytest.mark.parametrize("locale", PSEUDO)
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_off(show, locale, width):
    assert [found for name in PAGES for found in show(locale, name, width).evaluate(CUT_OFF)] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_every_box_stands_where_the_mirror_shows_it(show, width):
    assert [found for name in PAGES for found in unmirrored(show("ar_XB", name, width))] == []


def test_what_is_cut_off_or_unmirrored_is_found(show):
    rigid = show(
        "en_XA", PAGES[1], 375, ".statement-label { inline-size: 3rem; overflow: hidden; white-space: nowrap }"
    )
    assert rigid.evaluate(CUT_OFF)
    one_sided = show("ar_XB", PAGES[1], 375, ".statement { margin-left: 2rem }")
    assert "SECTION.statement statement-critical" in unmirrored(one_sided)
