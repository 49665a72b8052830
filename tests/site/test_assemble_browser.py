"""Pages in a real browser and under the Nu HTML checker."""

import re
import subprocess

import pytest

from toolkit.model import PageState
from toolkit.site.assemble import Entry, Version, assemble_chooser, assemble_index, assemble_notice, index_path

CHECKER = "tests/browser/node_modules/vnu-jar/build/dist/vnu.jar"
ALL = ["en", "ar", "es", "ja"]


@pytest.fixture(scope="module")
def folder(tea, tmp_path_factory):
    """All kinds of pages, written to a folder."""
    root = tmp_path_factory.mktemp("site")
    indexes = [Version(locale, index_path(locale), PageState.DRAFT) for locale in ALL]
    pages = [tea.page(locale, state=PageState.DRAFT)[0] for locale in ALL]
    for page in list(pages):
        entry = Entry("TEA", "ABOUT TEA.", page.path, PageState.DRAFT)
        pages.append(assemble_index(tea.site, page.locale, [entry], versions=indexes)[0])
    pages.append(assemble_chooser(tea.site, indexes)[0])
    for page in pages:
        file = root / page.path
        file.parent.mkdir(exist_ok=True)
        file.write_text(page.html, "utf-8")
    notice, _ = assemble_notice(tea.site, tea.article, "TEA", "es", versions=tea.versions(es=PageState.REPLACED))
    (root / "es/notice.html").write_text(notice.html, "utf-8")
    kept, _ = tea.page("es", state=PageState.KEPT, approved=True)
    (root / "es/kept.html").write_text(kept.html, "utf-8")
    (root / "en/fresh.html").write_text(tea.page("en", approved=True)[0].html, "utf-8")
    return root


@pytest.mark.needs("java", "npm:vnu-jar")
def test_the_nu_html_checker_has_nothing_to_say(folder, repository):
    files = sorted(map(str, folder.rglob("*.html")))
    done = subprocess.run(
        ["java", "-jar", repository / CHECKER, "--stdout", *files], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


@pytest.fixture(scope="module")
def browser():
    """The system's Chromium, scripts off."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("locale", ALL)
def test_a_page_fits_the_screen_asks_for_nothing_and_shows_its_statements(folder, browser, locale, width):
    page = browser.new_page(viewport={"width": width, "height": 700}, java_script_enabled=True)
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: said.append(request.url))
    address = (folder / locale / "tea-for-tests.html").as_uri()
    page.goto(address)
    assert said == [address]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    boxes = page.locator("[data-statement]").all()
    assert len(boxes) == 4
    for box in boxes:
        place = box.bounding_box()
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= width
        assert place["width"] > 200
        assert place["height"] > 40
    page.close()


@pytest.mark.needs("chromium")
def test_every_target_outside_running_text_is_large_enough_for_a_finger(folder, browser):
    page = browser.new_page(viewport={"width": 375, "height": 700})
    page.goto((folder / "ar/tea-for-tests.html").as_uri())
    page.locator("summary").click()
    for target in page.locator("header.site a, summary, nav a, button").all():
        place = target.bounding_box()
        assert place["height"] >= 44, target.inner_text()
        assert place["width"] >= 44, target.inner_text()
    page.close()


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("locale", ["en", "ar"])
def test_a_keyboard_gets_past_the_menus_at_once(folder, browser, locale):
    page = browser.new_page(viewport={"width": 375, "height": 700})
    page.goto((folder / locale / "tea-for-tests.html").as_uri())
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert re.search("#page_text$", page.url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.close()


@pytest.mark.needs("chromium")
def test_on_paper_every_statement_has_a_frame(folder, browser):
    page = browser.new_page(viewport={"width": 700, "height": 700})
    page.goto((folder / "es/tea-for-tests.html").as_uri())
    page.emulate_media(media="print")
    widths = page.evaluate(
        "[...document.querySelectorAll('.statement')].map(e => parseFloat(getComputedStyle(e).borderTopWidth))"
    )
    assert len(widths) == 4
    assert min(widths) >= 2
    assert not page.locator("nav.menu").is_visible()
    page.close()
