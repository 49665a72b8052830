"""The page of an article: what it says is the article, the statements and the catalogs, and nothing slips in."""

import datetime as dt
import json
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from toolkit.article.inline import plain_text
from toolkit.article.markdown import parse_article, render_source
from toolkit.article.strings import SiteLink
from toolkit.config import Config
from toolkit.model import Catalog, PageState, Unit
from toolkit.safety.proof import Expected, ProofState, prove_page
from toolkit.safety.statements import wording
from toolkit.site.assemble import kept_body
from toolkit.site.body import Filler
from toolkit.site.chrome import signal_words
from toolkit.site.validate import validate_page
from toolkit.text.locales import direction

ALL = ["en", "ar", "es", "ja"]


def filled(text):
    article, problems = parse_article(text, "article.md")
    assert article is not None, problems
    filler = Filler(article, "en", "en", catalog=None, links={}, addresses={})
    pieces = filler.pieces({})
    return str(pieces.lead), str(pieces.text)


FRONT = '---\nslug: x\ntitle: "T"\ndescription: "D"\npublished: 2026-01-01\ntopics: [tea]\n---\n\n'
BLOCKS = [
    "A *text* & more.",
    "## Heading\n\nText.",
    "- one\n- two\n\n  more",
    "1. one\n2. two",
    "> quoted\n>\n> more",
    "| a | b |\n| --- | --- |\n| 1 | `2` |",
    "Term\n: definition",
    "### Third\n\n![alt](x.png)",
    "::safety tea-never-hot",
    "[text](https://example.org/?a=1&b=2)",
    "```\n<code>\n## no heading\n```",
]


@given(blocks=st.lists(st.sampled_from(BLOCKS), unique=True))
@settings(max_examples=60, deadline=None)
def test_the_page_of_the_identity_catalog_is_the_source_rendered_at_once(blocks):
    text = FRONT + "\n\n".join(blocks) + "\n"
    assert render_source(text) == "".join(filled(text))


def test_the_real_article_is_its_source_rendered_at_once(repository):
    for path in sorted((repository / "source/articles").glob("*.md")):
        text = re.sub(r"\{[a-z-]+\}|\(site:[a-z-]+\)", "(x)", path.read_text("utf-8"))
        assert render_source(text) == "".join(filled(text))


def test_the_lead_ends_at_the_first_second_level_heading():
    lead, text = filled(f"{FRONT}A.\n\n```\n<h2 >no heading\n```\n\n## Real\n\nC.\n")
    assert "no heading" in lead
    assert text.startswith('<h2 id="real">Real</h2>')
    assert filled(f"{FRONT}A.\n") == ("<p>A.</p>\n", "")


@pytest.mark.parametrize("locale", ALL)
def test_a_page_holds_every_statement_word_for_word(tea, locale):
    page, problems = tea.page(locale)
    assert problems == []
    tree = LexborHTMLParser(page.html)
    words = signal_words(tea.site, locale)
    placed = [node.attributes["data-statement"] for node in tree.css("main article [data-statement]")]
    assert [row.statement for row in tea.article.placements] == placed
    for statement in tea.statements.values():
        expected = wording(statement, tea.site.catalog(locale, "safety-tea"))
        box = tree.css_first(f"#statement-{statement.id}")
        blocks = [node.text(strip=True) for node in box.css("p")]
        assert [words[statement.severity], expected.text] == blocks
        assert [item for _, item in expected.items] == [node.text() for node in box.css("ul > li")]
        assert f"statement statement-{statement.severity}" == box.attributes["class"]
        assert locale == box.attributes["lang"]
        assert box.css_first("svg").attributes["aria-hidden"] == "true"


@pytest.mark.parametrize("locale", ALL)
def test_a_page_proves_its_statements_exactly(tea, locale):
    expected = [
        Expected(wording(statement, tea.site.catalog(locale, "safety-tea")), statement.severity, statement.region)
        for statement in tea.statements.values()
    ]
    labels = frozenset(signal_words(tea.site, locale).values())
    for state in (PageState.FRESH, PageState.DRAFT, PageState.KEPT):
        page, _ = tea.page(locale, state=state)
        proofs, problems = prove_page(page.html, expected, locale=locale, labels=labels, exact=True)
        assert problems == []
        assert [(statement, ProofState.KEPT) for statement in tea.statements] == [(row.id, row.state) for row in proofs]


@pytest.mark.parametrize("locale", ALL)
def test_every_page_has_a_sound_structure(tea, locale):
    for state in (PageState.FRESH, PageState.DRAFT, PageState.KEPT):
        page, problems = tea.page(locale, state=state)
        assert problems == []
        assert validate_page(page, tea.files) == []


def test_a_message_without_a_translation_is_marked_as_source_text_and_is_an_error(tea):
    catalog = tea.site.catalog("ar", "tea-for-tests")
    fuzzy = [replace(unit, flags=("fuzzy",)) if unit.msgid == "It warms." else unit for unit in catalog.units]
    units = tuple(unit for unit in fuzzy if unit.msgid != "Ask somebody.")
    site = tea.with_catalog("ar", "tea-for-tests", replace(catalog, units=units))
    body, problems = tea.body("ar", site)
    assert [message.msgid for message in body.missing] == ["It warms.", "Ask somebody."]
    (item,) = problems
    assert (item.code, item.severity, item.locale) == ("page-incomplete", "error", "ar")
    assert item.message.startswith("2 of ")
    assert '<span class="untranslated" lang="en" dir="ltr">Ask somebody.</span>' in body.element
    assert "IT WARMS" not in body.element
    page, _ = tea.page("ar", site, body=body)
    assert validate_page(page, tea.files) == []


def test_without_any_catalog_nothing_is_passed_off_as_a_translation(tea):
    site = replace(tea.site, catalogs={})
    body, problems = tea.body("ar", site)
    assert len(tea.article.messages) == len(body.missing)
    unworded = [item.statement for item in problems if item.code == "statement-untranslated"]
    assert [row.statement for row in tea.article.placements] == unworded
    assert not body.boxes
    codes = {item.code for item in problems}
    assert {"page-incomplete", "statement-untranslated"} == codes
    _, problems = tea.page("ar", site, body=body)
    assert {"string-untranslated"} == {item.code for item in problems}


@pytest.mark.parametrize("damage", ["fuzzy text", "no item"])
def test_a_statement_that_is_not_wholly_translated_is_left_out_and_is_an_error(tea, damage):
    catalog = tea.site.catalog("es", "safety-tea")
    context = "tea-emergency" if damage == "fuzzy text" else "tea-emergency/choke"
    units = tuple(replace(unit, flags=("fuzzy",)) if unit.msgctxt == context else unit for unit in catalog.units)
    body, problems = tea.body("es", tea.with_catalog("es", "safety-tea", replace(catalog, units=units)))
    assert "tea-emergency" not in body.boxes
    assert "Get help now" not in body.element
    assert "GET HELP NOW" not in body.element
    assert [(item.code, item.statement) for item in problems] == [("statement-untranslated", "tea-emergency")]


def skeleton(html):
    """Return the elements of a page with the names of their attributes, without what a message may hold."""
    inline = {"em", "strong", "code", "a", "img", "br"}
    return [
        (node.tag, tuple(sorted(node.attributes)))
        for node in LexborHTMLParser(html).css("*")
        if not (node.tag in inline and within(node, "article"))
    ]


def within(node, name):
    while node is not None:
        if node.tag == name:
            return True
        node = node.parent
    return False


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    "</title></head><body onload=alert(1)>",
    "</style><style>*{display:none}</style>",
    "</p></div></main></article><h1>x</h1>",
    "<div data-statement=tea-never-hot>no</div>",
    "[x](javascript:alert(1)) ![x](//evil.example/x.png) <//evil.example>",
    "\n\n# heading\n\n::safety tea-never-hot\n\n<iframe src=//evil>",
    "{{ config }} {% block x %} {leaf-finder} {secret} %(x)s 100%",
    "[dose]: https://evil.example\n\n[dose]",
    "\u2028]]>&#x3c;script&#x3e;",
]
pieces = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
hostile_texts = st.lists(pieces, min_size=1, max_size=3).map(lambda parts: "x" + " ".join(parts))


@given(text=hostile_texts)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_translation_can_change_the_page_around_it(tea, text):
    """One text stands in every place that a translator fills: messages, title, statements, strings of the site."""
    site = tea.with_translation(lambda _: text)
    page, problems = tea.page("es", site)
    assert {"string-placeholders"} >= {item.code for item in problems}
    assert skeleton(tea.page("es")[0].html) == skeleton(page.html)
    tree = LexborHTMLParser(page.html)
    (block,) = tree.css("script")
    data = json.loads(block.text())
    title = plain_text(text, tea.strings.links)
    assert title == data["name"]
    assert f"{title} · Tea <Site>".split() == tree.css_first("title").text().split()
    assert title == tree.css_first("meta[name=description]").attributes["content"]
    for box in tree.css("[data-statement] > p:nth-of-type(2)"):
        assert text.split() == box.text().split()
    assert [item for item in validate_page(page, tea.files) if item.code != "page-broken-link"] == []


def test_a_hostile_name_in_the_settings_is_text_too(tea):
    config = Config(**{"source-locale": "en", "locales": ["es"], "site-name": HOSTILE[0]})
    page, problems = tea.page("en", replace(tea.site, config=config), versions=[])
    assert problems == []
    assert len(LexborHTMLParser(page.html).css("script")) == 1
    assert validate_page(page, tea.files) == []


def test_names_and_addresses_of_the_site_stand_in_texts_escaped(tea):
    page, _ = tea.page("en")
    assert '<a href="https://tea.example.org/find?a=1&amp;b=2">Leaf &lt;Finder&gt;</a>' in page.html
    assert "Try the Leaf &lt;Finder&gt;." in page.html


def test_links_have_the_address_that_the_settings_give_them_in_a_locale(tea):
    there = {
        "https://tea.example.org/find?a=1&b=2": {"es": "https://tea.example.org/buscar?a=1&b=2"},
        "https://pubmed.ncbi.nlm.nih.gov/2/?a=1&b=2": {"es": "https://example.org/dos"},
    }
    site = replace(tea.site, config=tea.config.model_copy(update={"links": there}))
    spanish, japanese = tea.page("es", site)[0].html, tea.page("ja", site)[0].html
    assert 'href="https://tea.example.org/buscar?a=1&amp;b=2"' in spanish
    assert 'href="https://example.org/dos"' in spanish
    assert '"citation":["https://pubmed.ncbi.nlm.nih.gov/1/","https://example.org/dos"]' in spanish
    assert "buscar" not in japanese


def test_contents_dates_and_references_are_those_of_the_reader(tea):
    tree = LexborHTMLParser(tea.page("ja", reviewed=None)[0].html)
    contents = [(node.attributes["href"], node.text()) for node in tree.css("nav.contents a")]
    assert contents == [("#effects", "WHAT IT DOES"), ("#help", "GET HELP"), ("#references", "REFERENCES")]
    spans = [node.text() for node in tree.css(".dates span")]
    assert [text.strip() for text in spans] == [
        "公開日：2026年2月23日",
        "更新日：2026年3月1日",
        "参考文献 2件",
        "他の言語",
    ]
    assert [node.attributes["datetime"] for node in tree.css("time")] == ["2026-02-23", "2026-03-01"]


@pytest.mark.parametrize("locale", ALL)
def test_the_page_names_its_language_and_direction(tea, locale):
    root = LexborHTMLParser(tea.page(locale)[0].html).css_first("html")
    assert {"lang": locale, "dir": direction(locale)} == root.attributes


def test_the_language_menu_has_names_and_marks_in_their_own_language(tea):
    versions = tea.versions(ar=PageState.DRAFT, es=PageState.KEPT, ja=PageState.REPLACED)
    tree = LexborHTMLParser(tea.page("en", versions=versions)[0].html)
    rows = [
        (node.attributes["href"], node.attributes["lang"], node.attributes["dir"], node.text())
        for node in tree.css(".languages a")
    ]
    assert rows == [
        ("tea-for-tests.html", "en", "ltr", "English"),
        ("../ar/tea-for-tests.html", "ar", "rtl", "العربية (مسودة)"),
        ("../es/tea-for-tests.html", "es", "ltr", "Español (versión anterior)"),
        ("../ja/tea-for-tests.html", "ja", "ltr", "日本語 （現在ご覧いただけません）"),
    ]
    assert [node.text() for node in tree.css("[aria-current=page]")] == ["English"]


def test_a_form_is_there_only_with_an_address(tea):
    with_form = tea.page("es")[0].html
    assert '<form class="feedback" action="https://tea.example.org/feedback" method="post"' in with_form
    assert "form-action https://tea.example.org;" in with_form
    others = {name: link for name, link in tea.strings.links.items() if name != "feedback"}
    for links in (others, {**others, "feedback": SiteLink("Feedback", "mailto:a@example.org")}):
        page = tea.page("es", replace(tea.site, strings=replace(tea.strings, links=links)))[0].html
        assert "<form" not in page
        assert "form-action &#39;none&#39;" in page


@pytest.mark.parametrize(
    ("url", "action"),
    [
        ("/feedback", "'self'"),
        ("https://a.example.org:8443/x?y", "https://a.example.org:8443"),
        ("https://a.example.org;script-src/x", "'none'"),
        ("https://[", "'none'"),
    ],
)
def test_the_address_of_the_form_cannot_widen_the_policy(tea, url, action):
    links = {**tea.strings.links, "feedback": SiteLink("Feedback", url)}
    page, _ = tea.page("es", replace(tea.site, strings=replace(tea.strings, links=links)))
    policy = LexborHTMLParser(page.html).css_first("meta[http-equiv]").attributes["content"]
    assert f"form-action {action}; base-uri 'none'" in policy


@pytest.mark.parametrize("locale", ALL)
def test_banners_say_in_the_language_of_the_page_how_far_to_trust_it(tea, locale):
    def banner(**standing):
        node = LexborHTMLParser(tea.page(locale, **standing)[0].html).css_first("#page_text > .banner")
        return node and " ".join(node.text().split())

    day = dt.date(2026, 3, 1)
    texts = [
        banner(approved=True, reviewed=day),
        banner(approved=True),
        banner(state=PageState.DRAFT),
        banner(state=PageState.DRAFT, approved=True),
        banner(state=PageState.KEPT, approved=True, reviewed=day),
    ]
    assert texts[0] is None
    assert len(set(texts[1:])) == 4
    draft = {"en": "Draft", "ar": "مسودة", "es": "Borrador", "ja": "下書き"}[locale]
    assert texts[2].startswith(draft)
    assert texts[3].startswith(draft)
    assert ("English" in texts[4]) == (locale != "en")


def test_the_footer_says_what_was_not_checked(tea):
    def limit(locale, **standing):
        return LexborHTMLParser(tea.page(locale, **standing)[0].html).css_first(".limit").text()

    assert limit("en", approved=True) == (
        "A computer has checked that the safety boxes on this page show the approved words, unchanged. The computer "
        "cannot check that everything else on the page is right. If anything is unclear to you, ask a doctor or "
        "pharmacist."
    )
    assert "not approved yet" in limit("en", state=PageState.DRAFT)
    assert "mismo que el original" in limit("es", approved=True)
    assert "。ページの" in limit("ja", approved=True)


def test_a_kept_article_is_taken_over_byte_for_byte_into_a_new_page(tea):
    old, _ = tea.page("es")
    body = kept_body(old.html, {})
    assert str(tea.body("es")[0].element) == str(body.element)
    assert (body.title, body.description) == ("TEA FOR TESTS: A GUIDE", "WHAT TEA DOES, AND WHEN TO GET HELP.")
    assert tea.body("es")[0].citations == body.citations
    page, problems = tea.page("es", replace(tea.site, catalogs=tea.site.catalogs), state=PageState.KEPT, body=body)
    assert problems == []
    assert str(body.element) in page.html
    tree = LexborHTMLParser(page.html)
    assert tree.css("script") == []
    assert tree.css_first(".banner-kept a").attributes["href"] == "../en/tea-for-tests.html"
    assert validate_page(page, tea.files) == []


@pytest.mark.parametrize("html", ["", "<article></article>", "<article><h1>a</h1></article><article></article>"])
def test_a_page_without_one_article_cannot_be_kept(html):
    assert kept_body(html, {}) is None


def test_a_title_with_a_plural_entry_or_an_empty_catalog_raises_nothing(tea):
    unit = Unit(tea.article.messages[0].msgid, ("a", "b"), msgid_plural="c")
    body, _ = tea.body("es", tea.with_catalog("es", "tea-for-tests", Catalog("", None, (unit,))))
    assert body.title == "a"
