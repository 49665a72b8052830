"""The pages of this repository in a real browser: three widths, light, dark and paper, alone on the network."""

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest

from toolkit.model import PageState
from toolkit.project import load_project
from toolkit.site.build import build

pytestmark = pytest.mark.needs("chromium")
ROOT = Path(__file__).parent.parent.parent
LOCALES = load_project(ROOT).config.all_locales
WIDTHS = [320, 375, 1280]
AXE = ROOT / "tests/browser/node_modules/axe-core/axe.min.js"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    project = load_project(ROOT)
    pages = build(project, project.config.all_locales, draft=True, date=dt.date(2026, 3, 1)).pages
    for built in pages:
        assert built.page.state is not PageState.WITHHELD, built.reasons
        file = folder / built.page.path
        file.parent.mkdir(exist_ok=True)
        file.write_text(built.page.html, "utf-8")
    return folder


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        yield chromium
        chromium.close()


def open_page(browser, path, **options):
    """Open a page and note every request that it makes but for itself."""
    page = browser.new_context(**options).new_page()
    page.requests = []
    page.on("request", lambda request: page.requests.append(request.url))
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_fits_every_width_and_asks_nobody_for_anything(site, browser, locale):
    path = site / locale / "baclofen-spasticity.html"
    for width in WIDTHS:
        page = open_page(browser, path, viewport={"width": width, "height": 800}, java_script_enabled=True)
        wide = page.evaluate(
            """() => [...document.querySelectorAll('body *')].filter(one => {
                const box = one.getBoundingClientRect();
                const aside = getComputedStyle(one).position === 'absolute';
                return box.width && !aside && (box.right > innerWidth + 1 || box.left < -1);
            }).map(one => one.outerHTML.slice(0, 80))"""
        )
        assert wide == [], f"{locale} at {width}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.requests == [path.as_uri()]
        page.context.close()


@pytest.mark.parametrize("locale", LOCALES)
def test_every_statement_is_seen_in_light_in_dark_and_on_paper(site, browser, locale):
    path = site / locale / "baclofen-spasticity.html"
    for options in ({"color_scheme": "light"}, {"color_scheme": "dark"}):
        page = open_page(browser, path, viewport={"width": 375, "height": 800}, **options)
        for media in ("screen", "print"):
            page.emulate_media(media=media, color_scheme=options["color_scheme"])
            boxes = page.evaluate(
                """() => [...document.querySelectorAll('[data-statement]')].map(one => {
                    const text = [...one.querySelectorAll('p, li')].at(-1);
                    text.scrollIntoView({behavior: 'instant', block: 'center'});
                    const box = text.getBoundingClientRect();
                    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
                    return [one.dataset.statement, box.width > 40 && box.height > 10, one.contains(top),
                            text.checkVisibility({opacityProperty: true, visibilityProperty: true})];
                })"""
            )
            assert len(boxes) == 12
            assert [box for box in boxes if box[1:] != [True, True, True]] == []
        page.context.close()


@pytest.mark.needs("npm:axe-core")
@pytest.mark.parametrize("locale", LOCALES)
def test_axe_finds_nothing(site, browser, locale):
    for path in (site / locale / "baclofen-spasticity.html", site / locale / "index.html"):
        page = open_page(browser, path, viewport={"width": 375, "height": 800}, bypass_csp=True)
        page.add_script_tag(path=str(AXE))
        found = page.evaluate(
            "axe.run().then(done => done.violations.map(one => [one.id, one.nodes.map(n => n.html)]))"
        )
        assert found == []
        page.context.close()


def test_an_arabic_page_is_mirrored(site, browser):
    page = open_page(browser, site / "ar/baclofen-spasticity.html", viewport={"width": 375, "height": 800})
    box = page.locator("[data-statement] .statement-label svg").first.bounding_box()
    assert box["x"] > 375 / 2
    assert page.evaluate("getComputedStyle(document.querySelector('article p')).direction") == "rtl"


@pytest.mark.needs("java", "npm:vnu-jar")
def test_the_nu_html_checker_has_nothing_to_say_of_real_pages(site):
    import subprocess

    jar = ROOT / "tests/browser/node_modules/vnu-jar/build/dist/vnu.jar"
    files = sorted(map(str, site.rglob("*.html")))
    done = subprocess.run(["java", "-jar", jar, *files], capture_output=True, text=True, check=False)
    assert done.stdout + done.stderr == ""
    assert len(files) == 2 * len(LOCALES) + 1
