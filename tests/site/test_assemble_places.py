"""From a place of an article to the same place in any language, without a script."""

import re
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from toolkit.config import Config
from toolkit.model import PageState
from toolkit.site.assemble import assemble_places
from toolkit.site.body import anchors
from toolkit.site.validate import target_of, validate_page

ALL = ["en", "ar", "es", "ja"]
PLACES = ["effects", "more", "help", "references"]


def built(tea, **states):
    """Return the versions of the article, their pages, and the page of its places."""
    versions = tea.versions(**states)
    pages = {row.path: tea.page(row.locale, state=row.state, versions=versions)[0] for row in versions}
    places, problems = assemble_places(tea.site, tea.article, {row: anchors(pages[row.path].html) for row in versions})
    assert problems == []
    return pages, places


@pytest.mark.parametrize("locale", ALL)
def test_each_heading_has_a_link_beside_it_and_not_in_it(tea, locale):
    tree = LexborHTMLParser(tea.page(locale)[0].html)
    rows = [
        [node.tag, node.attributes["id"], link.attributes["href"], link.attributes["aria-labelledby"], link.text()]
        for place in tree.css(".place")
        for node, link in [place.iter()]
    ]
    assert rows == [
        ["h3" if name == "more" else "h2", name, f"../tea-for-tests.html#{name}", f"page_places {name}", ""]
        for name in PLACES
    ]
    assert tree.css("h2 a, h3 a") == []
    name = tree.css_first("#page_places")
    assert name.attributes["href"] == "../tea-for-tests.html"
    assert {"en": "Other languages", "ar": "لغات أخرى", "es": "Otros idiomas", "ja": "他の言語"}[locale] == name.text()


def test_from_each_place_one_comes_to_the_same_place_in_every_language(tea):
    pages, places = built(tea, ar=PageState.DRAFT)
    assert validate_page(places, tea.files) == []
    tree = LexborHTMLParser(places.html)
    for page in pages.values():
        for link in LexborHTMLParser(page.html).css(".place a"):
            assert places.path == target_of(link.attributes["href"], page.path)
            place = link.attributes["href"].partition("#")[2]
            targets = [there.attributes["href"].split("#") for there in tree.css(f"#{place} + ul a")]
            assert [[path, place] for path in pages] == targets
    for link in tree.css("h2 + ul a"):
        path, _, anchor = link.attributes["href"].partition("#")
        assert len(LexborHTMLParser(pages[path].html).css(f".place > #{anchor}")) == 1
    assert [node.text() for node in tree.css("main h2")] == ["What it does", "More about it", "Get help", "References"]


def test_a_language_is_named_in_itself_and_marked_where_it_is_not_finished(tea):
    _, places = built(tea, ar=PageState.DRAFT, es=PageState.KEPT)
    names = [node.text() for node in LexborHTMLParser(places.html).css_first("h2 + ul").css("a")]
    assert names == ["English", "العربية (مسودة)", "Español (versión anterior)", "日本語"]


def test_a_version_without_the_place_is_linked_as_a_whole(tea):
    versions = tea.versions(ja=PageState.REPLACED)
    there = dict.fromkeys(versions, frozenset(PLACES)) | {versions[2]: frozenset({"help"}), versions[3]: frozenset()}
    page, _ = assemble_places(tea.site, tea.article, there)
    rows = [
        [node.attributes["href"] for node in places.css("a")] for places in LexborHTMLParser(page.html).css("h2 + ul")
    ]
    slug = "tea-for-tests.html"
    assert rows == [
        [f"en/{slug}#{name}", f"ar/{slug}#{name}", f"es/{slug}" + "#help" * (name == "help"), f"ja/{slug}"]
        for name in PLACES
    ]


def test_search_engines_are_sent_to_the_pages_and_not_to_their_list(tea):
    _, places = built(tea)
    assert places.state is PageState.FRESH
    assert '<meta name="robots" content="noindex">' in places.html
    assert "hreflang" not in places.html.partition("</head>")[0]


def test_an_article_in_one_language_has_no_such_links(tea):
    site = replace(tea.site, config=Config(**{"source-locale": "en", "locales": [], "site-name": "Tea"}))
    html = tea.page("en", site, versions=[])[0].html
    assert not re.search('"place"|page_places|Other languages', html)
