"""Each attack in every slot of a page at once, in a real Chromium: nothing runs, calls home, or is hidden.

The pages are assembled from values, past all checks: this is the last wall, and it must hold alone.
"""

import json
import os
import re
import shutil
from xml.etree import ElementTree as ET

import pytest
from attacks import ALL

from toolkit.article.inline import plain_text
from toolkit.article.markdown import parse_article
from toolkit.article.strings import parse_strings
from toolkit.catalog.plurals import cldr_plural_forms
from toolkit.config import Config
from toolkit.model import Catalog, PageState, Unit
from toolkit.safety.statements import parse_statements
from toolkit.site.assemble import Entry, Site, Standing, Version, assemble_body, assemble_index, assemble_page
from toolkit.site.feed import FeedEntry, feed

ARTICLE = """---
slug: hostile
title: "Title"
description: "Description"
published: 2026-01-01
topics: [x]
---

Lead.

KEEP 1.

::safety never

## Heading

Paragraph with [a link](https://a.example/ "its title") and *marks*.

KEEP 2.

- item
- KEEP 3.

| head | other |
| --- | --- |
| cell | KEEP 4. |

![alternative](picture.png "picture title")

Term
: Definition

> Quote

### Last heading

KEEP 5.
"""
STATEMENT = """[never]
severity = "critical"
text = "Never stop."
topics = ["x"]
items = [{ id = "one", text = "One." }]
"""
STRINGS = """[[navigation]]
text = "Services"
url = "https://a.example/"

[strings.tagline]
text = "Tagline"

[strings.cups]
text = "{number} cup"
plural = "{number} cups"
"""
TEMPLATE = """{% include "toolkit/article.html" %}
<p id="plural">{{ ngettext("{number} cup", "{number} cups", 2, number="2") }}</p>
<p id="string">{{ _("Tagline") }}</p><p>KEEP 6.</p>"""
KEPT = [f"KEEP {number}." for number in range(1, 7)]

STATE = """() => {
    const kept = [...document.querySelectorAll('p, li, td')]
        .filter(one => /^KEEP \\d\\.$/.test(one.textContent.trim()));
    const seen = kept.map(one => {
        const range = document.createRange();
        range.selectNodeContents(one);
        scrollBy({behavior: 'instant', top: range.getBoundingClientRect().top - innerHeight / 2});
        const box = range.getBoundingClientRect();
        const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        const visible = one.checkVisibility({opacityProperty: true, visibilityProperty: true});
        return box.width > 10 && box.height > 5 && box.left >= 0 && box.right <= innerWidth
            && one.contains(top) && visible && one.closest('main')
            ? one.textContent.trim() : 'lost: ' + one.textContent;
    });
    const allowed = new Set(['EM', 'STRONG', 'CODE', 'A', 'IMG', 'BR']);
    const counts = {};
    for (const one of document.querySelectorAll('*')) {
        if (!allowed.has(one.tagName)) counts[one.tagName] = (counts[one.tagName] || 0) + 1;
    }
    const attributes = [...document.querySelectorAll('em, strong, code, a, img, br')]
        .flatMap(one => [...one.attributes].map(row => one.tagName + ' ' + row.name));
    const addresses = [...document.querySelectorAll('[href], [src]')]
        .map(one => one.getAttribute('href') ?? one.getAttribute('src'));
    const sheet = document.querySelectorAll('style').length;
    return {
        seen, counts, attributes: [...new Set(attributes)].sort(), addresses, sheet,
        wide: document.documentElement.scrollWidth - innerWidth,
        data: [...document.querySelectorAll('script')].map(one => [one.type, one.textContent]),
        title: document.title, ran: window.ran ?? null,
        statement: [...document.querySelectorAll('[data-statement]')].map(one => one.dataset.statement),
    };
}"""
SAFE = re.compile(r"(?:https?://(?![^/]*@)[^/]|mailto:|tel:|#|(?!//)[^:\\]*(?:[/?#]|$))", re.IGNORECASE)
HOME = "http://site.test/es/"

article, _ = parse_article(ARTICLE, "hostile.md")
strings, _ = parse_strings(STRINGS, "site.toml")
statements, _ = parse_statements(STATEMENT, "x.toml")
CONFIG = Config(**{"source-locale": "en", "locales": ["es"], "base-url": "https://a.example"})
DOMAINS = {
    "hostile": article.messages,
    "site": strings.messages,
    "safety-x": tuple(message for item in statements for message in item.messages),
}


def attacked(text, message):
    """Return the translation of a message: the attack, or what must stay visible as it is."""
    if message.msgid in KEPT or text is None:
        return message.msgid_plural or message.msgid
    if "](" in message.msgid and not message.msgid.startswith("!"):
        return f'[{text}](https://a.example/ "{text}") *{text}* {text}'
    if message.msgid.startswith("!"):
        return f'![{text}](picture.png "{text}")'
    return text


def site(text):
    catalogs = {}
    header = Unit("", (f"Language: es\nPlural-Forms: {cldr_plural_forms('es').header}\n",))
    for domain, messages in DOMAINS.items():
        units = [
            Unit(item.msgid, (attacked(text, item),) * (3 if item.msgid_plural else 1), item.msgctxt, item.msgid_plural)
            for item in messages
        ]
        catalogs["es", domain] = Catalog(f"{domain}.po", header, tuple(units))
    return Site(CONFIG, strings, {item.id: item for item in statements}, catalogs, {"article.html": TEMPLATE})


def pages(text):
    """Return the page of the article and the index, and the title and description that they show."""
    made = site(text)
    body, _ = assemble_body(made, article, "es")
    path = "es/hostile.html"
    versions = [Version("en", "en/hostile.html", PageState.FRESH), Version("es", path, PageState.FRESH)]
    page, _ = assemble_page(made, article, body, "es", standing=Standing(PageState.FRESH), versions=versions)
    entry = Entry(body.title, body.description, path, PageState.FRESH)
    index, _ = assemble_index(
        made, "es", [entry], versions=[Version("es", "es/index.html", PageState.FRESH)], feed="es/feed.xml"
    )
    return body, page.html, index.html


def encoded(html):
    return html.encode("utf-8", "surrogatepass")


@pytest.fixture(scope="module")
def look():
    """Return a function that opens a page and tells what became of it: its state, its requests, its dialogs."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        page = browser.new_page(viewport={"width": 375, "height": 800})
        page.set_default_timeout(20_000)
        found = {"requests": [], "dialogs": [], "html": b""}

        def answer(route):
            found["requests"].append(route.request.url)
            if route.request.url == HOME:
                route.fulfill(status=200, content_type="text/html; charset=utf-8", body=found["html"])
            else:
                route.abort()

        def dismissed(dialog):
            found["dialogs"].append(dialog.message)
            dialog.dismiss()

        page.route("**/*", answer)
        page.on("dialog", dismissed)
        page.add_init_script(
            "window.alert = window.prompt = window.confirm = window.print = () => { window.ran = 1; };"
        )

        def look(html):
            found.update(requests=[], dialogs=[], html=encoded(html))
            page.goto(HOME, wait_until="load")
            state = page.evaluate(STATE)
            return {**state, "requests": found["requests"], "dialogs": found["dialogs"], "url": page.url}

        yield look
        browser.close()


@pytest.fixture(scope="module")
def clean(look):
    """What the pages are without an attack."""
    _, page, index = pages(None)
    return look(page), look(index)


@pytest.mark.needs("chromium")
def test_the_clean_page_shows_every_slot(clean):
    page, index = clean
    assert page["seen"] == KEPT
    assert page["requests"] == [HOME, f"{HOME}picture.png"]
    assert page["statement"] == ["never"]
    assert index["requests"] == [HOME]
    assert [kind for kind, _ in page["data"]] == ["application/ld+json"]


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("text", ALL, ids=lambda text: ascii(text)[:60])
def test_an_attack_stays_text_in_every_slot(look, clean, text):
    body, page, index = pages(text)
    for html, before in zip((page, index), clean, strict=True):
        state = look(html)
        assert state["ran"] is None
        assert state["dialogs"] == []
        assert state["url"] == HOME
        assert set(state["requests"]) <= {HOME, f"{HOME}picture.png", f"{HOME}x.png"}, "only images of the site itself"
        more = {tag: count for tag, count in state["counts"].items() if count > before["counts"].get(tag, 0)}
        assert more == {}, "no element but those of the page template"
        assert {*state["attributes"]} <= {*before["attributes"], "A href", "A title", "IMG src", "IMG alt", "IMG title"}
        assert [one for one in state["addresses"] if one not in before["addresses"] and not SAFE.match(one)] == []
        assert state["seen"] == before["seen"], "nothing else is hidden, covered or moved off the page"
        assert state["wide"] <= 0, "nothing is wider than the window"
        assert state["statement"] in ([], before["statement"]), (
            "one without a letter is left out, and its page held back"
        )
        assert [kind for kind, _ in state["data"]] == [kind for kind, _ in before["data"]]
        for _, data in state["data"]:
            assert json.loads(data).get("name", "") == body.title
    day = article.front.published
    entry = FeedEntry(body.title, body.description, "es/hostile.html", day, day)
    made = feed([entry], locale="es", site_name="Test", base_url="https://a.example", home="es/index.html")
    root = ET.fromstring(made)
    assert {child.tag.partition("}")[2] for child in root.iter()} == {
        *("feed", "id", "title", "updated", "author", "name", "link", "entry", "published", "summary")
    }


@pytest.mark.parametrize("text", ALL, ids=lambda text: ascii(text)[:60])
def test_no_word_of_a_text_is_lost(text):
    """What cannot be markup is shown as it was written."""
    shown = re.sub(r"\W+", "", plain_text(text, {}))
    for word in re.findall(r"[A-Za-z]{3,}", text):
        if "](" not in text and "]:" not in text and "l10n:" not in text and "&" not in text:
            assert word in shown
