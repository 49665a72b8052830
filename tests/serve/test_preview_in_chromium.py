"""The preview in a real browser: a translator clicks, types and saves, in the page and in another editor."""

import os
import shutil
from pathlib import Path

import pytest

pytestmark = pytest.mark.needs("chromium")

ROOT = Path(__file__).parent.parent.parent
AXE = ROOT / "tests/browser/node_modules/axe-core/axe.min.js"
CATALOG = "locales/es/LC_MESSAGES/baclofen-spasticity.po"
SOURCE = "They stay tight instead of relaxing."
NOW = "Permanecen tensos en lugar de relajarse."
HOSTILE = '<img src=x onerror=alert(1)><script>alert(2)</script><a href="javascript:alert(3)">x</a>'


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


@pytest.fixture
def window(browser, served):
    """A window in which the preview is open, in Spanish; nothing may be blocked, fail, or leave the machine."""
    page = browser.new_context(viewport={"width": 1300, "height": 800}).new_page()
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("dialog", lambda dialog: (page.problems.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda said: said.type == "error" and page.problems.append(said.text))
    page.on("request", lambda asked: asked.url.startswith(served.address) or page.problems.append(asked.url))
    before = {path: path.read_bytes() for path in served.root.rglob("*") if path.is_file()}
    page.goto(served.opened.replace("#", "#locale=es&"))
    page.wait_for_selector("#messages button")
    page.frame_locator("#page").get_by_text(NOW).wait_for()
    yield page
    page.context.close()
    for path, data in before.items():
        if path.read_bytes() != data:
            path.write_bytes(data)


def shown(window, text):
    """The element of the page that shows a text."""
    return window.frame_locator("#page").get_by_text(text)


def top(window, text):
    return window.frames[1].evaluate(
        "text => [...document.querySelectorAll('li')].find(one => one.textContent == text).getBoundingClientRect().top",
        text,
    )


def held(window, address):
    """Return a list, into which goes what the page asks at an address; nothing is asked until it is let go on."""
    routes = []

    def hold(route):
        routes.append(route)

    window.route(address, hold)
    return routes


def test_a_file_that_is_saved_elsewhere_changes_the_page_at_the_same_place(window, served):
    shown(window, NOW).scroll_into_view_if_needed()
    window.frames[1].evaluate("scrollBy({top: 120, behavior: 'instant'})")
    before = top(window, NOW)
    assert window.frames[1].evaluate("scrollY") > 300
    catalog = served.root / CATALOG
    catalog.write_bytes(catalog.read_bytes().replace(NOW.encode(), b"Siguen tensos en vez de relajarse."))
    shown(window, "Siguen tensos en vez de relajarse.").wait_for()
    window.wait_for_function("() => document.querySelector('#page').contentWindow.scrollY > 300")
    assert abs(top(window, "Siguen tensos en vez de relajarse.") - before) < 2
    assert window.problems == []


def test_a_text_of_the_page_is_clicked_written_anew_and_saved(window, served):
    catalog = served.root / CATALOG
    before = catalog.read_text("utf-8")
    shown(window, NOW).click()
    box = window.get_by_role("textbox", name="Translation")
    assert box.input_value() == NOW
    panel = window.locator("#message").inner_text()
    assert f"{CATALOG}:" in panel
    assert "They stay tight instead of relaxing." in panel
    assert "source/articles/baclofen-spasticity.md:" in panel
    box.fill("Siguen {tensos} en vez de relajarse.")
    window.get_by_text("placeholder '{tensos}' is not in the source").wait_for()
    box.fill("Siguen tensos en vez de relajarse.")
    window.get_by_text("no findings").wait_for()
    window.get_by_role("button", name="Save").click()
    window.get_by_text("Saved.", exact=True).wait_for()
    shown(window, "Siguen tensos en vez de relajarse.").wait_for()
    assert catalog.read_text("utf-8") == before.replace(NOW, "Siguen tensos en vez de relajarse.")
    assert window.problems == []


def test_a_click_shows_all_that_there_is_to_know_of_a_message(window, served):
    catalog = served.root / CATALOG
    panel = window.locator("#message")
    window.fill("#search", "**Spasticity**")
    window.locator("#messages button").first.click()
    panel.get_by_text("espasticidad").first.wait_for()
    assert "spasticity: espasticidad" in panel.inner_text()
    window.select_option("#filter", "statement")
    window.fill("#search", "Never stop taking baclofen suddenly")
    window.locator("#messages button").first.click()
    panel.get_by_text("Context: baclofen-never-stop-suddenly").wait_for()
    assert "safety statement baclofen-never-stop-suddenly, critical: approval missing" in panel.inner_text()
    assert "approval-missing" in panel.inner_text()

    like = 'msgid "They stay tight instead of relaxing often."\nmsgstr "Un parecido."\n'
    catalog.write_text(f"{catalog.read_text('utf-8').replace(NOW, '')}\n{like}", "utf-8")
    shown(window, SOURCE).click()
    panel.get_by_text("Message, untranslated").wait_for()
    told = panel.inner_text()
    line = catalog.read_text("utf-8").split(f'msgid "{SOURCE}"')[0].count("\n") + 1
    assert f"{CATALOG}:{line}\n" in told
    assert 'list item in section "What is spasticity?"' in told
    panel.get_by_role("button", name="Use it").click()
    assert window.get_by_role("textbox", name="Translation").input_value() == "Un parecido."


def test_a_change_underneath_is_shown_and_not_lost(window, served):
    catalog = served.root / CATALOG
    shown(window, NOW).click()
    box = window.get_by_role("textbox", name="Translation")
    box.fill("Lo mío.")
    theirs = catalog.read_bytes().replace(NOW.encode(), b"De otra persona.")
    catalog.write_bytes(theirs)
    shown(window, "De otra persona.").wait_for()
    assert box.input_value() == "Lo mío."
    window.get_by_role("button", name="Save").click()
    window.get_by_text("The file has changed since this message was opened.").wait_for()
    assert "De otra persona." in window.locator("#message").inner_text()
    assert catalog.read_bytes() == theirs
    window.get_by_role("button", name="Save mine over it").click()
    window.get_by_text("Saved.", exact=True).wait_for()
    assert catalog.read_bytes() == theirs.replace(b"De otra persona.", "Lo mío.".encode())
    assert [text for text in window.problems if "409" not in text] == []


def test_what_is_answered_late_hides_no_conflict(window, served):
    late = held(window, "**/api/check")
    shown(window, NOW).click()
    box = window.get_by_role("textbox", name="Translation")
    with window.expect_request("**/api/check"):
        box.fill("Lo mío.")
    catalog = served.root / CATALOG
    catalog.write_bytes(catalog.read_bytes().replace(NOW.encode(), b"De otra persona."))
    shown(window, "De otra persona.").wait_for()
    window.get_by_role("button", name="Save").click()
    conflict = window.get_by_text("The file has changed since this message was opened.")
    conflict.wait_for()
    with window.expect_response("**/api/check"):
        late[0].continue_()
    window.evaluate("() => new Promise(done => setTimeout(done, 50))")
    assert conflict.is_visible()


def test_what_is_typed_meanwhile_is_neither_overwritten_nor_in_conflict_with_ones_own(window, served):
    catalog = served.root / CATALOG
    shown(window, NOW).click()
    box = window.get_by_role("textbox", name="Translation")
    box.wait_for()
    late = held(window, "**/api/message?*")
    with window.expect_request("**/api/message?*"):  # another message changes: this one is asked for again
        catalog.write_bytes(catalog.read_bytes().replace("¿Qué es la espasticidad?".encode(), b"La espasticidad"))
    box.fill("Lo mío.")
    with window.expect_response("**/api/message?*"):
        late[0].continue_()
    window.unroute("**/api/message?*")
    window.evaluate("() => new Promise(done => setTimeout(done, 50))")
    assert box.input_value() == "Lo mío."

    window.get_by_role("button", name="Save").click()
    window.get_by_role("button", name="Save mine over it").click()
    window.get_by_text("Saved.", exact=True).wait_for()
    late = held(window, "**/api/save")
    box.fill("Lo mío, una vez.")
    with window.expect_request("**/api/save"):
        box.press("Control+Enter")
    box.press_sequentially(" Y otra.")
    with window.expect_response("**/api/save"):
        late[0].continue_()
    window.unroute("**/api/save")
    shown(window, "Lo mío, una vez.").wait_for()
    assert box.input_value() == "Lo mío, una vez. Y otra."
    box.press("Control+Enter")
    shown(window, "Lo mío, una vez. Y otra.").wait_for()
    assert window.evaluate("document.activeElement.tagName") == "TEXTAREA"
    assert 'msgstr "Lo mío, una vez. Y otra."' in catalog.read_text("utf-8")
    assert [text for text in window.problems if "409" not in text] == []


def test_what_was_given_up_is_asked_about_once(window, served):
    window.evaluate("() => { window.asked = 0; window.confirm = () => (window.asked += 1) > 0; }")
    shown(window, NOW).click()
    window.get_by_role("textbox", name="Translation").fill("Siguen")
    empty = "**/api/messages?locale=ar*"
    window.route(empty, lambda route: route.fulfill(json={**route.fetch().json(), "rows": []}))
    for locale in ("ar", "es", "en"):
        with window.expect_response(f"**/api/messages?locale={locale}*"):
            window.select_option("#locale", locale)
        window.locator("#message").wait_for(state="hidden" if locale == "ar" else "visible")
    assert (window.evaluate("asked"), window.problems) == (1, [])


def test_what_is_answered_late_is_not_shown_as_of_another_page(window, served):
    shown(window, NOW).click()
    window.get_by_role("textbox", name="Translation").wait_for()
    lists, texts = held(window, "**/api/messages?locale=en*"), held(window, "**/api/message?locale=ar*")
    with window.expect_request("**/api/message?locale=ar*"):
        window.select_option("#locale", "ar")
    with window.expect_request("**/api/messages?locale=en*"):
        window.select_option("#locale", "en")
    window.select_option("#locale", "es")
    window.wait_for_function("now => document.querySelector('#message textarea')?.value == now", arg=NOW)
    for address, routes in (("**/api/messages?*", lists), ("**/api/message?*", texts)):
        with window.expect_response(address):
            routes[0].continue_()
    window.wait_for_timeout(300)
    assert window.locator("#message textarea").input_value() == NOW
    assert NOW in window.locator("#messages").inner_text()
    assert window.problems == []


def test_hostile_texts_stay_texts(window, served):
    catalog, terms = served.root / CATALOG, served.root / "source/terms.toml"
    rows = catalog.read_text("utf-8").split("\n")
    place = rows.index(f'msgstr "{NOW}"')
    rows[place] = f'msgstr "{HOSTILE} fin"'.replace('="', '=\\"').replace(')">', ')\\">')
    rows.insert(place - 3, f"# {HOSTILE}")
    with terms.open("a", encoding="utf-8") as file:
        file.write(f"\n[[term]]\nterm = 'tight'\nnote = '{HOSTILE}'\n")
        file.write(f"[term.forms]\nen = ['tight']\nes = ['{HOSTILE}']\n")
    catalog.write_text("\n".join(rows), "utf-8")
    row = shown(window, "</a> fin")
    row.first.wait_for()
    row.first.click()
    window.get_by_role("textbox", name="Translation").wait_for()
    panel = window.locator("#message")
    assert panel.inner_text().count("<script>alert(2)</script>") >= 2
    assert panel.locator("img, script, a").count() == 0
    assert window.locator("#desk img, #desk script, #desk a").count() == 0
    assert (
        window.frames[1].evaluate("document.querySelectorAll('img, script:not([type]), a[href^=javascript]').length")
        == 0
    )
    window.wait_for_timeout(200)
    assert window.problems == []


def test_everything_can_be_done_with_the_keyboard(window, served):
    press = window.keyboard.press
    press("Tab")
    assert window.evaluate("document.activeElement.className") == "skip"
    press("Enter")
    press("Tab")
    focused = "document.activeElement.dataset.id ?? document.activeElement.tagName"
    first = window.evaluate(focused)
    press("ArrowDown")
    assert window.evaluate(focused) != first
    press("Home")
    assert window.evaluate(focused) == first
    press("ArrowDown")
    press("Enter")
    window.wait_for_function("() => document.activeElement.tagName == 'TEXTAREA'")
    press("Alt+ArrowDown")
    window.wait_for_function("() => document.activeElement.value?.startsWith('El baclofeno es')")
    press("Control+End")
    window.keyboard.type(" Más.")
    press("Control+Enter")
    window.get_by_text("Saved.", exact=True).wait_for()
    assert "espinal. Más." in (served.root / CATALOG).read_text("utf-8")
    press("Escape")
    assert window.evaluate("document.activeElement.getAttribute('aria-current')") == "true"
    assert window.problems == []


def test_filters_languages_and_frames(window, served):
    catalog = served.root / CATALOG
    data = catalog.read_bytes().replace(f'msgstr "{NOW}"'.encode(), b'msgstr ""')
    catalog.write_bytes(data.replace(b'msgid "What is spasticity?"', b'#, fuzzy\nmsgid "What is spasticity?"', 1))
    shown(window, "They stay tight").wait_for()
    rows = window.locator("#messages button .text")
    for name, text in {
        "untranslated": "They stay tight instead of relaxing.",
        "fuzzy": "¿Qué es la espasticidad?",
    }.items():
        window.select_option("#filter", name)
        assert rows.all_inner_texts() == [text]
    window.select_option("#filter", "findings")
    assert {"They stay tight instead of relaxing.", "¿Qué es la espasticidad?"} <= set(rows.all_inner_texts())
    window.select_option("#filter", "statement")
    assert rows.count() > 15
    window.select_option("#filter", "all")
    window.fill("#search", "relaxing")
    assert rows.count() == 1
    window.fill("#search", "")

    page = window.frames[1]
    window.select_option("#width", "phone")
    assert page.evaluate("innerWidth") == 375
    window.select_option("#width", "desktop")
    assert page.evaluate("innerWidth") == 1280
    window.check("#beside")
    window.frame_locator("#source").get_by_text("They stay tight instead of relaxing.").wait_for()
    window.uncheck("#beside")

    window.select_option("#locale", "en_XA")
    shown(window, "⟦").first.wait_for()
    page.locator("details.languages summary").click()
    page.locator("details.languages a[lang=ar]").click()
    window.wait_for_function("() => document.querySelector('#page').contentDocument?.documentElement?.lang == 'ar'")
    assert window.locator("#locale").input_value() == "ar"
    assert "token" not in window.url
    assert window.problems == []


def test_no_other_site_can_frame_or_reach_it(browser, served, tmp_path):
    (tmp_path / "evil.html").write_text(
        f"<iframe src='{served.address}/'></iframe>"
        f"<iframe src='{served.address}/page/es/baclofen-spasticity.html'></iframe>"
        f"<script>fetch('{served.address}/api/save', {{method: 'POST', mode: 'no-cors', body: '{{}}'}})"
        f".then(() => document.title = 'sent', () => document.title = 'refused')</script>",
        "utf-8",
    )
    context = browser.new_context()
    page = context.new_page()
    answers = {}
    page.on("response", lambda answer: answers.update({answer.url: answer.status}))
    page.goto((tmp_path / "evil.html").as_uri())
    page.wait_for_function("() => ['sent', 'refused'].includes(document.title)")
    assert answers.get(f"{served.address}/api/save", 403) == 403
    assert all("Preview" not in frame.content() and "spasticity" not in frame.content() for frame in page.frames[1:])
    context.close()


@pytest.mark.needs("npm:axe-core")
@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1300)])
def test_axe_finds_nothing_in_the_shell(browser, served, scheme, width):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(served.opened.replace("#", "#locale=es&"))
    page.frame_locator("#page").get_by_text(NOW).click()
    page.get_by_role("textbox", name="Translation").wait_for()
    page.add_script_tag(path=str(AXE))
    found = page.evaluate(
        """axe.run({exclude: [['iframe']]}, {iframes: false})
            .then(done => done.violations.map(one => [one.id, one.nodes.map(n => n.html)]))"""
    )
    assert found == []
    context.close()
