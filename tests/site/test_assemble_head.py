"""What a page says to search engines and other sites."""

import datetime as dt
import json
import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from toolkit.config import Config
from toolkit.model import PageState
from toolkit.site.metadata import alternates, script_json, source_hash
from toolkit.site.sitemap import sitemap

BASE = "https://tea.example.org"
ALL = ["en", "ar", "es", "ja"]


def hreflang(html):
    nodes = LexborHTMLParser(html).css("link[hreflang]")
    return {node.attributes["hreflang"]: node.attributes["href"] for node in nodes}


def test_fresh_pages_name_each_other_and_drafts_name_nobody(tea):
    states = {"ar": PageState.DRAFT, "ja": PageState.KEPT}
    versions = tea.versions(**states)
    pages = {
        locale: tea.page(locale, state=states.get(locale, PageState.FRESH), versions=versions)[0] for locale in ALL
    }
    expected = {
        "en": f"{BASE}/en/tea-for-tests.html",
        "es": f"{BASE}/es/tea-for-tests.html",
        "x-default": f"{BASE}/en/tea-for-tests.html",
    }
    assert {"en": expected, "ar": {}, "es": expected, "ja": {}} == {
        locale: hreflang(page.html) for locale, page in pages.items()
    }
    robots = {locale: '<meta name="robots" content="noindex">' in page.html for locale, page in pages.items()}
    assert robots == {"en": False, "ar": True, "es": False, "ja": False}


@given(states=st.fixed_dictionaries({locale: st.sampled_from(PageState) for locale in ALL}))
@settings(max_examples=60, deadline=None)
def test_language_links_are_reciprocal_and_name_fresh_pages_only(states):
    versions = [(locale, f"{locale}/x.html", state) for locale, state in states.items()]
    sets = {locale: set(alternates(versions, state, BASE, "en")) for locale, state in states.items()}
    fresh = {locale for locale, state in states.items() if state is PageState.FRESH}
    for locale, links in sets.items():
        assert (fresh if locale in fresh else set()) == {tag for tag, _ in links if tag != "x-default"}
        assert (locale in fresh and "en" in fresh) == any(tag == "x-default" for tag, _ in links)


def test_the_sitemap_says_the_same(tea):
    states = {"ar": PageState.DRAFT}
    pages = [
        tea.page(locale, state=states.get(locale, PageState.FRESH), versions=tea.versions(**states))[0]
        for locale in ALL
    ]
    text = sitemap(pages, BASE, "en").decode()
    found = dict(re.findall(r'hreflang="([^"]+)" href="([^"]+)"', text))
    assert hreflang(pages[0].html) == found


def test_without_a_base_address_there_are_no_absolute_addresses(tea):
    config = Config(**{"source-locale": "en", "locales": ["ar", "es", "ja"]})
    html = tea.page("es", replace(tea.site, config=config))[0].html
    assert not re.search(r'rel="(canonical|alternate)"|og:url', html)
    assert "url" not in json.loads(LexborHTMLParser(html).css_first("script").text())


def test_the_page_describes_itself_as_a_medical_web_page(tea):
    page, _ = tea.page("es", reviewed=dt.date(2026, 3, 4))
    assert {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "@id": f"{BASE}/es/tea-for-tests.html",
        "url": f"{BASE}/es/tea-for-tests.html",
        "name": "TEA FOR TESTS: A GUIDE",
        "description": "WHAT TEA DOES, AND WHEN TO GET HELP.",
        "inLanguage": "es",
        "datePublished": "2026-02-23",
        "dateModified": "2026-03-01",
        "lastReviewed": "2026-03-04",
        "about": [{"@type": "MedicalEntity", "name": "Tea"}],
        "audience": [{"@type": "MedicalAudience", "audienceType": "patients"}],
        "citation": ["https://pubmed.ncbi.nlm.nih.gov/1/", "https://pubmed.ncbi.nlm.nih.gov/2/?a=1&b=2"],
        "isPartOf": {"@type": "WebSite", "name": "Tea <Site>", "url": f"{BASE}/"},
        "translationOfWork": {"@id": f"{BASE}/en/tea-for-tests.html"},
    } == json.loads(LexborHTMLParser(page.html).css_first("script").text())


def test_a_page_that_nobody_reviewed_claims_no_review(tea):
    page, _ = tea.page("en")
    data = json.loads(LexborHTMLParser(page.html).css_first("script").text())
    assert {"lastReviewed", "translationOfWork"}.isdisjoint(data)


def test_a_notice_is_no_original_of_a_translation(tea):
    versions = tea.versions(en=PageState.REPLACED, es=PageState.KEPT)
    fresh, _ = tea.page("ja", versions=versions)
    assert "translationOfWork" not in json.loads(LexborHTMLParser(fresh.html).css_first("script").text())
    kept, _ = tea.page("es", versions=versions, state=PageState.KEPT)
    assert LexborHTMLParser(kept.html).css(".banner-kept a") == []


def test_open_graph_has_the_title_and_the_address(tea):
    nodes = LexborHTMLParser(tea.page("ja")[0].html).css("meta[property]")
    assert {
        "og:type": "article",
        "og:title": "TEA FOR TESTS: A GUIDE",
        "og:description": "WHAT TEA DOES, AND WHEN TO GET HELP.",
        "og:site_name": "Tea <Site>",
        "og:url": f"{BASE}/ja/tea-for-tests.html",
        "og:locale": "ja",
    } == {node.attributes["property"]: node.attributes["content"] for node in nodes}


@given(data=st.dictionaries(st.text(), st.text() | st.lists(st.text())))
@settings(max_examples=100, deadline=None)
def test_json_in_a_script_element_ends_where_the_element_ends(data):
    text = str(script_json(data))
    assert data == json.loads(text)
    assert not set("<>&\u2028\u2029") & set(text)


def test_the_policy_allows_exactly_the_style_and_the_data_of_the_page(tea):
    html = tea.page("ar")[0].html
    style, data = re.search("<style>(.*?)</style>", html, re.DOTALL)[1], re.search(r'json">(.*?)</script>', html)[1]
    policy = unescape(re.search('Content-Security-Policy" content="([^"]*)"', html)[1])
    assert policy == (
        f"default-src 'none'; style-src {source_hash(style)}; img-src 'self' data:; script-src {source_hash(data)}; "
        "form-action https://tea.example.org; base-uri 'none'"
    )


@pytest.mark.parametrize("locale", ALL)
def test_nothing_is_loaded_from_anywhere(tea, locale):
    tree = LexborHTMLParser(tea.page(locale)[0].html)
    assert tree.css("[src], [srcset], [poster], object, embed, iframe") == []
    loads = [node for node in tree.css("link") if node.attributes["rel"] not in {"canonical", "alternate"}]
    assert [node.attributes["href"] for node in loads] == ["data:,"]
