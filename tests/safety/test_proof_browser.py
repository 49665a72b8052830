"""A real browser agrees with the proof, and decides what styles do not say."""

import base64
import hashlib
import random
import shutil
import tomllib
from pathlib import Path

import pytest

from toolkit.diagnostic import ToolkitError
from toolkit.limits import Limits
from toolkit.model import Wording
from toolkit.safety.browser import open_browser
from toolkit.safety.css.matching import Match, Matcher
from toolkit.safety.css.selectors import parse_selectors
from toolkit.safety.css.syntax import parse
from toolkit.safety.page.document import read_document
from toolkit.safety.page.visibility import Viewer
from toolkit.safety.proof import Expected, prove_page

HARMLESS = tomllib.loads((Path(__file__).parent / "proof/harmless.toml").read_text("utf-8"))["way"]
WANTED = Expected(Wording("never", "Never stop taking baclofen suddenly.", (("a", "not today"), ("b", "not later"))))
MARKED = (
    '<section class="statement" data-statement="never"{}><p class="statement-label">Danger</p>'
    '<p class="text">Never stop taking baclofen suddenly.</p><ul><li>not today</li><li>not later</li></ul></section>'
)

COVER = '<div class="x" style="position:fixed;inset:0;background:#fff"></div>'


@pytest.fixture(scope="module")
def browser():
    with open_browser() as running:
        yield running


def page(attrs="", *, css="", wrap="*", head=""):
    content = wrap.replace("*", MARKED.format(f" {attrs}"))
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Guide</title>'
        f"<style>{css}</style>{head}</head><body><main><h1>Guide</h1>{content}<p>The end.</p></main></body></html>"
    )


def states(browser, html):
    """Return what the proof says alone, and with the browser."""
    options = {"locale": "en", "labels": {"Danger"}, "exact": True}
    (alone,), _ = prove_page(html, [WANTED], **options)
    (helped,), _ = prove_page(html, [WANTED], visible=browser.load(html), **options)
    return alone.state, helped.state


@pytest.mark.needs("chromium")
@pytest.mark.parametrize(
    ("html", "alone", "helped"),
    [
        (page(), "kept", "kept"),
        (page(head="<link rel=stylesheet href=https://example.org/x.css>"), "visibility-unknown", "kept"),
        (page(css="@keyframes a{from{opacity:0}}section{animation:a 1s}"), "visibility-unknown", "kept"),
        (page(css="@keyframes a{to{opacity:0}}section{animation:a 1s forwards}"), "visibility-unknown", "hidden"),
        (page(css=".text::first-letter{color:transparent}"), "visibility-unknown", "hidden"),
        (page('style="height:2em;overflow:hidden"'), "visibility-unknown", "hidden"),
        (page('style="height:90em;overflow:hidden"'), "visibility-unknown", "kept"),
        (page('style="rotate:180deg"'), "visibility-unknown", "visibility-unknown"),
        (page('style="filter:blur(9px)"'), "visibility-unknown", "visibility-unknown"),
        (page('style="display:flex;flex-direction:column-reverse"'), "visibility-unknown", "hidden"),
        (page(wrap='*<div style="position:fixed;inset:0;background:#fff"></div>'), "visibility-unknown", "hidden"),
        (page(wrap='*<div style="position:fixed;inset:0"></div>'), "kept", "kept"),
        (page(wrap='<div style="display:grid">*<div style="grid-area:1/1;background:#fff">x</div></div>',
              css="section{grid-area:1/1}"), "visibility-unknown", "hidden"),
        (page(wrap='*<i style="position:absolute;top:150px;left:0;width:99px;height:60px;background:#fff"></i>'),
         "visibility-unknown", "hidden"),
        (page(wrap='*<i style="position:absolute;top:150px;left:0;width:99px;height:36px;background:#fff"></i>'),
         "kept", "hidden"),
        (page(css="@media (max-width:400px){.text{margin-left:30em;white-space:nowrap}}"), "hidden", "hidden"),
        *(
            (page(wrap=f"*{COVER}", css=f".x{{display:none}}@media {asked}{{.x{{display:block}}}}"),
             "visibility-unknown", "hidden")
            for asked in (
                "(min-width:1500px)", "(max-width:300px)", "(width>1500.5px)", "(max-height:700px)", "print",
                "(prefers-contrast:more)", "(forced-colors:active)", "(prefers-reduced-motion:reduce)",
                "print and (max-width:600px)",
            )
        ),
        (page(wrap=f"*{COVER}", css=".x{display:none}@media (hover:none){.x{display:block}}"),
         "visibility-unknown", "visibility-unknown"),
        (page(wrap=f"*{COVER}", css=".x{display:none}@media (min-width:99999px){.x{display:block}}"),
         "visibility-unknown", "visibility-unknown"),
        (page(wrap='<div style="position:fixed;inset:auto 0 0 0;height:50px;background:#fff"></div>*',
              css="@media (min-width:1500px){li{color:#222}}"), "visibility-unknown", "kept"),
        (page('style="background:url(data:image/png;base64,AAAA)"'), "visibility-unknown", "kept"),
        (page(css="section{contain:inline-size}@media (forced-colors:active){section{border:1px solid}}"),
         "visibility-unknown", "kept"),
        (page(css="@media (forced-colors:active){.text::first-letter{color:Canvas;forced-color-adjust:none}}"),
         "visibility-unknown", "hidden"),
        (page(css="section{contain:inline-size}p :first-child{margin:9px;display:block}"
              "@media (forced-colors:active){section{border:1px solid}}"), "visibility-unknown", "kept"),
        (page(css="section{color:white}"), "hidden", "hidden"),
        (page(css="section{font-size:60px;line-height:4}"), "kept", "kept"),
        (page(css="section{font-size:60px;line-height:4}li{color:#fff}"), "hidden", "hidden"),
    ],
)  # fmt: skip
def test_a_browser_decides_what_styles_do_not_say(browser, html, alone, helped):
    assert (alone, helped) == states(browser, html)


@pytest.mark.needs("chromium")
def test_a_policy_against_styles_of_elements_does_not_stop_the_browser(browser):
    style = ".text{color:#123}"
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"<meta http-equiv=Content-Security-Policy content=\"default-src 'none';style-src 'sha256-{digest}'\">"
    html = page(css=style).replace("<title>", f"{policy}<title>")
    assert states(browser, html) == ("kept", "kept")


@pytest.mark.needs("chromium")
def test_a_browser_shows_what_the_proof_calls_harmless(browser):
    chosen = [way for way in HARMLESS if way.keys() & {"css", "attrs"}][::3]
    kept = {
        way["name"]: states(browser, page(way.get("attrs", ""), css=way.get("css", ""), wrap=way.get("wrap", "*")))
        for way in chosen
    }
    assert dict.fromkeys(kept, ("kept", "kept")) == kept


@pytest.mark.needs("chromium")
def test_the_page_runs_no_script_and_loads_nothing(browser):
    head = '<script>document.title="ran"</script><img src="https://example.org/x.png" onerror="document.title=1">'
    browser.load(page(head=head))
    assert browser._page.title() == "Guide"
    assert browser._page.evaluate("[...document.images].every((image) => image.naturalWidth === 0)")


SELECTORS = ["p", "li", "*", ".a", ".b", "#m", "main", "[title]", ":not(.a)", ":is(.a, li)", ":not(p, ul)", "p:empty",
             ":where(main) p", "li:nth-child(2n)", ":lang(fr)", "section", ":not(:is(.b, li))"]  # fmt: skip
DECLARATIONS = ["display:none", "display:block", "display:inline", "visibility:hidden", "visibility:visible",
                "font-size:2em", "font-size:50%", "font-size:1.5rem", "color:red", "color:var(--ink)", "--ink:blue",
                "--ink:var(--other, lime)", "--other:navy", "color:inherit", "opacity:.5", "display:var(--none, flex)",
                "color:initial", "visibility:inherit", "font:italic 10px/2 a"]  # fmt: skip
BODY = (
    '<main id="m" class="b"><p class="a">x<b class="b" title="t">y</b></p><ul class="a"><li>1</li>'
    '<li class="b" lang="fr">2<p class="a b">z</p></li></ul>'
    '<section hidden>h<p style="color:green">k</p></section></main>'
)


def stylesheet(seed):
    """Return a stylesheet of a dozen rules, the same for the same seed."""
    pick = random.Random(seed)
    rules = []
    for _ in range(12):
        selector = pick.choice([" ", " > ", " + "]).join(pick.choices(SELECTORS, k=pick.choice([1, 1, 2])))
        block = ";".join(one + pick.choice(["", "", "", "!important"]) for one in pick.choices(DECLARATIONS[:-1], k=2))
        rule = f"{selector}{{{block}}}"
        rules.append(
            pick.choice([rule, rule, f"@media screen{{{rule}}}", f"@media print{{{rule}}}", f"@layer x{{{rule}}}"])
        )
    return "".join(rules)


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("seed", range(12))
def test_the_cascade_is_that_of_a_browser(browser, seed):
    html = f'<!DOCTYPE html><html lang="en"><head><style>{stylesheet(seed)}</style></head><body>{BODY}</body></html>'
    browser.load(html)
    computed = browser._page.evaluate(
        "[...document.body.querySelectorAll('*')].map((one) => { const style = getComputedStyle(one); "
        "return [style.display, style.visibility, style.fontSize, style.color, style.opacity]; })"
    )
    document = read_document(html, Limits())
    viewer = Viewer(document)
    own = []
    for element in document.elements[4:]:
        seen = viewer.look(element).worlds[0]
        hidden = seen.traits.get("visibility", (0,))[0] != 0
        ink = "rgb({}, {}, {})".format(*(round(part * 255) for part in seen.ink[:3]))
        # the children of a flex box are blocks
        shape = {"inline": "block"} if viewer.look(element.parent).worlds[0].lays_out else {}
        own.append([shape.get(seen.display, seen.display), "hidden" if hidden else "visible", seen.font, ink])
    flat = {"list-item": "block"}
    for (display, visibility, font, ink, _), mine in zip(computed, own, strict=True):
        assert flat.get(display, display) == mine[0]
        assert [visibility, ink] == [mine[1], mine[3]]
        # Chromium makes smaller letters as large as six pixels, as a rule
        assert mine[2] < 6 or mine[2] == pytest.approx(float(font.removesuffix("px")), rel=0.01)


@pytest.mark.needs("chromium")
def test_selectors_match_what_a_browser_matches(browser):
    html = f'<!DOCTYPE html><html lang="en"><head></head><body>{BODY}</body></html>'
    browser.load(html)
    document, matcher = read_document(html, Limits()), Matcher()
    pick = random.Random(1)
    for _ in range(200):
        text = pick.choice([" ", " > ", " + ", " ~ "]).join(pick.choices(SELECTORS, k=pick.choice([1, 2, 3])))
        (selector,) = parse_selectors(parse(text))
        own = [one.index for one in document.elements if matcher.match(selector, one) is Match.YES]
        theirs = browser._page.evaluate(
            "(text) => [...document.getElementsByTagName('*')].map((one, index) => one.matches(text) ? index : -1)"
            ".filter((index) => index >= 0)",
            text,
        )
        assert (text, theirs) == (text, own)


def test_a_missing_browser_is_said_so(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(ToolkitError, match="none of chromium"), open_browser():
        pass


def test_a_browser_that_does_not_start_is_said_so(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: "/nowhere/chromium")
    with pytest.raises(ToolkitError, match="does not start"), open_browser():
        pass
