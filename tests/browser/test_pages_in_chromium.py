"""The pages in a real browser: every language, three widths, light, dark and paper, by keyboard, without scripts."""

import re
import subprocess
from pathlib import Path

import pytest

from toolkit.project import load_project

pytestmark = pytest.mark.needs("chromium")
ROOT = Path(__file__).parent.parent.parent
LOCALES = load_project(ROOT).config.all_locales
ARTICLE = "baclofen-spasticity.html"
WIDTHS = [320, 375, 1280]
LIMIT = 60_000
"""Bytes of a page, all in all: it loads nothing else."""
AXE = ROOT / "tests/browser/node_modules/axe-core/axe.min.js"
TEA = {
    "fresh": "en/hot-tea.html",
    "fresh, from right to left": "ar/hot-tea.html",
    "unreviewed": "ja/iced-tea.html",
    "kept": "es/hot-tea.html",
    "replaced": "ja/hot-tea.html",
    "index": "ar/index.html",
    "index with a notice": "ja/index.html",
    "places": "hot-tea.html",
    "top": "index.html",
}

TOO_WIDE = """() => [...document.querySelectorAll('body *')].filter(one => {
    const box = one.getBoundingClientRect();
    return box.width && !one.closest('.skip') && (box.right > innerWidth + 1 || box.left < -1);
}).map(one => one.outerHTML.slice(0, 80))"""

# Words on two lines in scripts that part them by spaces. A Chromium without dictionaries hyphenates none: they are cut.
CUT_WORDS = r"""() => {
    const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const node = texts.currentNode;
        for (const word of node.data.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
            if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word[0])) continue;
            const range = document.createRange();
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) found.push(word[0]);
        }
    }
    return found;
}"""

STATEMENTS = """() => [...document.querySelectorAll('[data-statement]')].map(one => {
    const text = [...one.querySelectorAll('p, li')].at(-1);
    text.scrollIntoView({behavior: 'instant', block: 'center'});
    const box = text.getBoundingClientRect(), around = one.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return {
        id: one.dataset.statement,
        large: box.width > 40 && box.height > 10,
        inside: box.left >= around.left && box.right <= around.right && around.left >= 0 && around.right <= innerWidth,
        uncovered: one.contains(top),
        visible: text.checkVisibility({opacityProperty: true, visibilityProperty: true}),
        framed: parseFloat(getComputedStyle(one).borderTopWidth) >= 2,
    };
})"""

# WCAG 2.2, contrast ratio, of each text and what is behind it. On paper nothing is behind it: browsers leave it out.
CONTRAST = """([selector, paper]) => {
    const parse = colour => {
        const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
        return [r, g, b, a];
    };
    const over = (front, back) => front.slice(0, 3).map((value, n) => value * front[3] + back[n] * (1 - front[3]));
    const behind = one => {
        if (!one || paper) return [255, 255, 255];
        const own = parse(getComputedStyle(one).backgroundColor);
        return own[3] === 1 ? own.slice(0, 3) : over(own, behind(one.parentElement));
    };
    const luminance = colour => colour.map(value => value / 255)
        .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
        .reduce((sum, value, n) => sum + value * [0.2126, 0.7152, 0.0722][n], 0);
    return [...document.querySelectorAll(selector)]
        .filter(one => one.checkVisibility() && [...one.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
        .map(one => {
            const back = behind(one), front = over(parse(getComputedStyle(one).color), back);
            const [dim, bright] = [luminance(front), luminance(back)].sort((a, b) => a - b);
            return [(bright + 0.05) / (dim + 0.05), one.textContent.trim().slice(0, 40)];
        });
}"""

REACHABLE = """() => [...document.querySelectorAll('a[href], button, summary, input, select, textarea, [tabindex]')]
    .filter(one => one.tabIndex >= 0 && one.type !== 'hidden' && one.checkVisibility() && one.getClientRects().length)
    .map((one, number) => { one.number = number; return one.outerHTML.slice(0, 90); })"""

FOCUSED = """() => {
    const one = document.activeElement;
    const style = getComputedStyle(one);
    const shown = one.getClientRects()[0];
    const seen = shown && shown.bottom > 0 && shown.top < innerHeight;
    const marked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return [one.number ?? -1, Boolean(seen && marked)];
}"""


def pages_of(folder, locale):
    """The pages in one language; those at the top of the site count as in the source language."""
    return sorted((folder / locale).glob("*.html")) + (sorted(folder.glob("*.html")) if locale == "en" else [])


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_fits_every_width_and_asks_nobody_for_anything(drafts, open_page, locale):
    page = open_page()
    for path in pages_of(drafts, locale):
        page.requests.clear()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(path.as_uri())
            assert page.evaluate(TOO_WIDE) == [], f"{path.name} at {width}"
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path.name} at {width}"
            assert page.evaluate(CUT_WORDS) == [], f"{path.name} at {width}"
        assert page.requests == [path.as_uri()] * len(WIDTHS)
        page.set_viewport_size({"width": 375, "height": 800})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(TOO_WIDE) == [], f"{path.name} in large letters"


def test_pages_in_every_state_fit_every_width_and_ask_nobody_for_anything(tea, open_page):
    page = open_page()
    for path in sorted(tea.rglob("*.html")):
        page.requests.clear()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(path.as_uri())
            assert page.evaluate(TOO_WIDE) == [], f"{path.name} at {width}"
            assert page.evaluate(CUT_WORDS) == [], f"{path.name} at {width}"
        assert page.requests == [path.as_uri()] * len(WIDTHS)
        page.set_viewport_size({"width": 375, "height": 800})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(TOO_WIDE) == [], f"{path.name} in large letters"


def test_no_word_however_long_makes_a_page_wider_than_a_phone(project, open_page):
    word = "Rindfleischetikettierungsüberwachung" * 10
    project.edit("pyproject.toml", "My patient articles", word)
    article = "source/articles/paracetamol-safely.md"
    project.edit(article, "Taking paracetamol safely", word)
    project.edit(article, "## How to take it", f"## {word}\n\n[{word}](https://a.example/{word})\n\n## How to take it")
    assert project.run("publish", "--draft", "--out", "site", "--allow", "withheld").code == 0
    page = open_page()
    page.set_viewport_size({"width": 320, "height": 800})
    for path in pages_of(project.root / "site", "en"):
        page.goto(path.resolve().as_uri())
        assert page.evaluate(TOO_WIDE) == [], path.name


def test_what_does_not_fit_and_what_is_cut_is_found(tea, open_page):
    page = open_page(bypass_csp=True)
    page.goto((tea / "es/hot-tea.html").as_uri())
    assert (page.evaluate(TOO_WIDE), page.evaluate(CUT_WORDS)) == ([], [])
    page.add_style_tag(content="td { flex: 0 0 3rem }")
    assert "minutos" in page.evaluate(CUT_WORDS)
    page.add_style_tag(content="h1 { inline-size: 30rem }")
    assert len(page.evaluate(TOO_WIDE)) == 1


def test_a_page_weighs_less_than_sixty_thousand_bytes(drafts, tea):
    weights = {path: path.stat().st_size for folder in (drafts, tea) for path in folder.rglob("*.html")}
    assert {path.name: weight for path, weight in weights.items() if weight >= LIMIT} == {}
    assert len(weights) == 2 * len(LOCALES) + 2 + 4 * 3 + 3


@pytest.mark.parametrize("locale", LOCALES)
def test_every_statement_is_seen_in_light_in_dark_and_on_paper(drafts, open_page, locale):
    page = open_page()
    page.goto((drafts / locale / ARTICLE).as_uri())
    for scheme, media in (("light", "screen"), ("dark", "screen"), ("light", "print")):
        page.emulate_media(media=media, color_scheme=scheme)
        assert page.evaluate(TOO_WIDE) == [], (scheme, media)
        boxes = page.evaluate(STATEMENTS)
        assert len(boxes) == 12
        assert [box for box in boxes if not all(box.values())] == [], (scheme, media)
        for selector, least in (("[data-statement], [data-statement] *", 7), ("body *", 4.5)):
            ratios = page.evaluate(CONTRAST, [selector, media == "print"])
            assert len(ratios) > 12
            assert [row for row in ratios if row[0] < least] == [], (scheme, media)


@pytest.mark.parametrize("kind", TEA)
def test_all_that_a_page_says_can_be_read_in_light_in_dark_and_on_paper(tea, open_page, kind):
    page = open_page()
    page.goto((tea / TEA[kind]).as_uri())
    for scheme, media in (("light", "screen"), ("dark", "screen"), ("light", "print")):
        page.emulate_media(media=media, color_scheme=scheme)
        ratios = page.evaluate(CONTRAST, ["body *", media == "print"])
        assert ratios
        assert [row for row in ratios if row[0] < 7] == [], (scheme, media)
        assert [box for box in page.evaluate(STATEMENTS) if not all(box.values())] == []


def test_contrast_that_is_too_low_is_found(tea, open_page):
    page = open_page(bypass_csp=True)
    page.goto((tea / "en/hot-tea.html").as_uri())
    page.add_style_tag(content=".statement-critical p { color: #c55 }")
    assert [row for row in page.evaluate(CONTRAST, ["[data-statement] *", False]) if row[0] < 7]
    page.add_style_tag(content=".statement-critical p { color: rgb(0 0 0 / 0.4) }")
    assert [row for row in page.evaluate(CONTRAST, ["[data-statement] *", False]) if row[0] < 7]


@pytest.mark.needs("npm:axe-core")
@pytest.mark.parametrize("locale", LOCALES)
def test_axe_finds_nothing(drafts, open_page, locale):
    page = open_page(bypass_csp=True)
    for path in pages_of(drafts, locale):
        page.goto(path.as_uri())
        assert axe(page) == [], path.name


@pytest.mark.needs("npm:axe-core")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_pages_in_every_state(tea, open_page, scheme):
    page = open_page(bypass_csp=True, color_scheme=scheme)
    for path in TEA.values():
        page.goto((tea / path).as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert axe(page) == [], path


def axe(page):
    page.add_script_tag(path=str(AXE))
    return page.evaluate("axe.run().then(done => done.violations.map(one => [one.id, one.nodes.map(n => n.html)]))")


@pytest.mark.needs("java", "npm:vnu-jar")
def test_the_nu_html_checker_has_nothing_to_say_of_any_page(drafts, tea):
    jar = ROOT / "tests/browser/node_modules/vnu-jar/build/dist/vnu.jar"
    files = sorted(str(path) for folder in (drafts, tea) for path in folder.rglob("*.html"))
    done = subprocess.run(["java", "-jar", jar, "--stdout", *files], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    assert len(files) > 2 * len(LOCALES)


# By keyboard


def walk(page):
    """Press Tab to the end of the page; return all that can be focused, and what was: its place, whether it is seen."""
    page.evaluate("document.activeElement.blur()")
    wanted = page.evaluate(REACHABLE)
    found = []
    for _ in wanted:
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUSED))
    return wanted, found


@pytest.mark.parametrize("locale", LOCALES)
def test_a_keyboard_reaches_everything_in_the_order_of_the_page(drafts, open_page, locale):
    page = open_page()
    for path in sorted((drafts / locale).glob("*.html")):
        page.goto(path.as_uri())
        wanted, found = walk(page)
        assert found == [[number, True] for number in range(len(wanted))], path.name
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED)[0] in {-1, 0}


@pytest.mark.parametrize("kind", TEA)
def test_a_keyboard_reaches_everything_on_pages_in_every_state(tea, open_page, kind):
    page = open_page(viewport={"width": 1280, "height": 800})
    page.goto((tea / TEA[kind]).as_uri())
    wanted, found = walk(page)
    assert found == [[number, True] for number in range(len(wanted))]
    assert len(wanted) > 3


def test_a_keyboard_opens_the_language_menu_and_goes_through_it(drafts, open_page):
    page = open_page()
    page.goto((drafts / "ar" / ARTICLE).as_uri())
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    languages = []
    for _ in LOCALES:
        page.keyboard.press("Tab")
        languages.append(page.evaluate("document.activeElement.lang"))
        assert page.evaluate("document.activeElement.closest('.languages') !== null")
        page.evaluate(REACHABLE)
        assert page.evaluate(FOCUSED)[1]
    assert languages == [locale.replace("_", "-") for locale in LOCALES]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{LOCALES[-1]}/{ARTICLE}")


@pytest.mark.parametrize(("path", "first"), [("ar/hot-tea.html", "main"), ("es/hot-tea.html", ".banner-kept")])
def test_a_keyboard_gets_past_the_menus_at_once_but_not_past_a_banner(tea, open_page, path, first):
    page = open_page()
    page.goto((tea / path).as_uri())
    page.keyboard.press("Tab")
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.wait_for_url("**#page_text")
    page.keyboard.press("Tab")
    assert page.evaluate("first => document.activeElement.closest(first) !== null", first)


@pytest.mark.parametrize("path", ["ar/hot-tea.html", "hot-tea.html", "index.html"])
def test_every_target_outside_running_text_is_large_enough_for_a_finger(tea, open_page, path):
    page = open_page()
    page.goto((tea / path).as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    targets = page.locator("header.site a, summary, nav a, button, .place a").all()
    small = [
        target.evaluate("one => one.outerHTML")
        for target in targets
        if min((box := target.bounding_box())["height"], box["width"]) < 44
    ]
    assert small == []
    assert len(targets) > 4


# From a place to the same place in another language


@pytest.mark.parametrize("locale", ["ar", "de"])
def test_a_switch_of_language_keeps_the_place_in_the_article(drafts, open_page, locale):
    page = open_page()
    start = (drafts / locale / ARTICLE).as_uri()
    page.goto(start)
    places = page.evaluate("[...document.querySelectorAll('.place > :first-child')].map(one => one.id)")
    assert len(places) == 17
    for number, place in enumerate(places):
        other = LOCALES[number % len(LOCALES)]
        page.goto(start)
        page.locator(f".place #{place} + a").click()
        wait_for_place(page, drafts / ARTICLE, place)
        page.locator(f"#{place} + ul a[lang={other.replace('_', '-')}]").click()
        wait_for_place(page, drafts / other / ARTICLE, place)


def wait_for_place(page, path, place):
    """Wait until a heading is the first thing on the screen, or the page ends there; fail if that never comes."""
    page.wait_for_url(f"{path.as_uri()}#{place}")
    page.wait_for_function(
        """place => {
            const box = document.getElementById(place).getBoundingClientRect();
            const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
            return box.top >= -1 && (box.top < 120 || end && box.bottom <= innerHeight);
        }""",
        arg=place,
    )


def test_a_link_to_a_place_is_named_by_its_heading(tea, open_page):
    page = open_page()
    page.goto((tea / "es/hot-tea.html").as_uri())
    names = ["Cómo se prepara", "Con leche", "Cuándo pedir ayuda", "Referencias"]
    found = [page.get_by_role("link", name=f"Otros idiomas {name}", exact=True).count() for name in names]
    assert found == [1, 1, 1, 1]


# Without scripts, on paper, mirrored


@pytest.mark.parametrize("locale", ["en", "ar", "ja"])
def test_everything_works_with_scripts_off(drafts, open_page, locale):
    page = open_page(java_script_enabled=False)
    page.goto((drafts / locale / ARTICLE).as_uri())
    for statement in page.locator("[data-statement]").all():
        box = statement.bounding_box()
        assert statement.is_visible()
        assert box["width"] > 250
    assert not page.locator(".languages nav").is_visible()
    page.locator("summary").click()
    assert page.locator(".languages nav").is_visible()
    page.locator(".languages a[lang=pt-BR]").click()
    page.wait_for_url((drafts / "pt_BR" / ARTICLE).as_uri())
    page.locator(".contents a").nth(3).click()
    page.wait_for_url("**#two-ways")
    form = page.locator("form.feedback")
    assert (form.get_attribute("method"), form.get_attribute("action")[:8]) == ("post", "https://")
    assert form.locator("button").count() == 2


@pytest.mark.parametrize("path", ["en/hot-tea.html", "ar/hot-tea.html", "es/hot-tea.html"])
def test_a_printout_has_all_that_matters_and_nothing_to_press(tea, open_page, path):
    page = open_page(viewport={"width": 700, "height": 1000})
    page.goto((tea / path).as_uri())
    page.emulate_media(media="print")
    assert page.evaluate(TOO_WIDE) == []
    assert [box for box in page.evaluate(STATEMENTS) if not all(box.values())] == []
    for name in ("nav.menu", ".languages", "nav.contents", "form.feedback", ".place a", ".places", ".skip"):
        assert not any(one.is_visible() for one in page.locator(name).all()), name
    assert page.locator(".address").inner_text() == f"https://tea.example.org/{path}"
    link = page.locator("#references ~ ul a, .place:has(#references) ~ ul a").first
    written = link.evaluate("one => getComputedStyle(one, '::after').content")
    assert "https://tea.example.org/journal/1" in written
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) in {1, 2, 3}


def test_without_colours_of_its_own_a_statement_keeps_its_frame(tea, open_page):
    page = open_page(forced_colors="active")
    page.goto((tea / "en/hot-tea.html").as_uri())
    assert [box for box in page.evaluate(STATEMENTS) if not all(box.values())] == []


def test_an_arabic_page_is_mirrored(tea, open_page):
    page = open_page()
    page.goto((tea / "ar/hot-tea.html").as_uri())
    box = page.locator("[data-statement] .statement-label svg").first.bounding_box()
    assert box["x"] > 375 / 2
    assert page.locator(".languages summary").bounding_box()["x"] < 375 / 2
    assert page.locator(".place a").first.bounding_box()["x"] < 375 / 2
    assert page.evaluate("getComputedStyle(document.querySelector('article p')).direction") == "rtl"
    assert page.locator("article h1").evaluate("one => getComputedStyle(one).textAlign") == "start"


# In the order of reading


@pytest.mark.parametrize("path", sorted(TEA.values()))
def test_the_accessibility_tree_is_as_it_was(tea, open_page, path, update_golden):
    page = open_page()
    page.goto((tea / path).as_uri())
    found = page.locator("body").aria_snapshot() + "\n"
    file = ROOT / "tests/browser/golden" / f"{path.replace('/', '-').removesuffix('.html')}.yaml"
    if update_golden:
        file.write_text(found, "utf-8")
    assert found == file.read_text("utf-8")
