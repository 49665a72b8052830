"""The pages that lead to the articles, the notice that replaces one, and page templates of the publisher."""

from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from toolkit.model import Catalog, PageState, Unit
from toolkit.site.assemble import (
    Entry,
    Version,
    assemble_chooser,
    assemble_index,
    assemble_notice,
    index_path,
    index_state,
)
from toolkit.site.validate import validate_page

ALL = ["en", "ar", "es", "ja"]


def entry(state):
    return Entry("<Title>", "What & why.", "es/tea-for-tests.html", state)


def indexes(**states):
    return [Version(locale, index_path(locale), states.get(locale, PageState.FRESH)) for locale in ALL]


def test_the_index_lists_the_articles_of_its_language_with_their_state(tea):
    entries = [entry(PageState.FRESH), entry(PageState.DRAFT), entry(PageState.KEPT)]
    page, problems = assemble_index(tea.site, "es", entries, versions=indexes())
    assert problems == []
    assert validate_page(page, tea.files) == []
    rows = LexborHTMLParser(page.html).css(".articles > li")
    assert [" ".join(row.text().split()) for row in rows] == [
        "<Title> What & why.",
        "<Title> (borrador) What & why.",
        "<Title> (versión anterior) What & why.",
    ]
    assert rows[0].css_first("a").attributes["href"] == "tea-for-tests.html"
    assert (page.state, page.article, page.path) == (PageState.FRESH, "", "es/index.html")


def test_an_index_without_a_page_for_readers_is_a_draft(tea):
    assert PageState.DRAFT is index_state([PageState.DRAFT, PageState.REPLACED])
    assert PageState.FRESH is index_state([PageState.DRAFT, PageState.KEPT])
    page, _ = assemble_index(tea.site, "es", [entry(PageState.DRAFT)], versions=indexes(es=PageState.DRAFT))
    assert '<meta name="robots" content="noindex">' in page.html
    assert "hreflang" not in page.html.partition("</head>")[0]
    assert validate_page(page, tea.files) == []


def test_the_top_of_the_site_offers_each_language_in_its_own_name(tea):
    page, problems = assemble_chooser(tea.site, indexes(ar=PageState.DRAFT))
    assert problems == []
    assert validate_page(page, tea.files) == []
    nodes = LexborHTMLParser(page.html).css("main nav a")
    assert [(*tuple(node.attributes[name] for name in ("href", "lang", "dir")), node.text()) for node in nodes] == [
        ("en/index.html", "en", "ltr", "English"),
        ("ar/index.html", "ar", "rtl", "العربية (مسودة)"),
        ("es/index.html", "es", "ltr", "Español"),
        ("ja/index.html", "ja", "ltr", "日本語"),
    ]


def test_the_notice_says_nothing_of_the_article_and_leads_to_those_that_may_be_read(tea):
    versions = tea.versions(es=PageState.REPLACED, ja=PageState.REPLACED)
    page, problems = assemble_notice(tea.site, tea.article, "TEA", "es", versions=versions)
    assert problems == []
    assert validate_page(page, tea.files) == []
    tree = LexborHTMLParser(page.html)
    assert tree.css("article, [data-statement], script, form") == []
    assert tree.css_first("meta[name=robots]").attributes["content"] == "noindex"
    assert tree.css("main > p")[-1].text() == "Puede leer esta página en estos idiomas: English y العربية"
    assert [node.attributes["href"] for node in tree.css("main a")] == [
        "../en/tea-for-tests.html",
        "../ar/tea-for-tests.html",
    ]


def test_a_notice_stands_alone_where_nothing_else_may_be_read(tea):
    page, problems = assemble_notice(
        tea.site, tea.article, "TEA", "es", versions=tea.versions(**dict.fromkeys(ALL, PageState.REPLACED))
    )
    assert problems == []
    assert LexborHTMLParser(page.html).css("main a") == []


def override(tea, **templates):
    return replace(tea.site, page_templates={name.replace("_", "."): text for name, text in templates.items()})


def test_a_page_template_of_the_publisher_extends_that_of_the_toolkit(tea):
    site = override(
        tea, page_html='{% extends "toolkit/page.html" %}{% block limit %}<p>{{ site.text("cups", 3) }}{% endblock %}'
    )
    english, problems = tea.page("en", site)
    assert problems == []
    assert "<p>3 cups" in english.html
    assert "<p>3 CUPS" in tea.page("ja", site)[0].html
    assert validate_page(english, tea.files) == []


def test_a_text_of_the_publishers_template_is_in_the_domain_site(tea):
    site = override(
        tea, page_html='{% extends "toolkit/page.html" %}{% block limit %}<p>{{ _("Our {x}", x="<b>") }}{% endblock %}'
    )
    assert "<p>Our &lt;b&gt;" in tea.page("en", site)[0].html
    _, problems = tea.page("es", site)
    assert [(item.code, item.domain, item.msgid) for item in problems] == [("string-untranslated", "site", "Our {x}")]
    own = tea.site.catalog("es", "site")
    translated = replace(own, units=(*own.units, Unit("Our {x}", ("El {x} nuestro",))))
    site = replace(site, catalogs={**site.catalogs, ("es", "site"): translated})
    page, problems = tea.page("es", site)
    assert problems == []
    assert "<p>El &lt;b&gt; nuestro" in page.html


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{{ nothing }}", 1),
        ("\n\n{{ head.nothing }}", 3),
        ("\n{% if %}", 2),
        ("{{ 1 / 0 }}", 1),
        ("{{ ''.__class__.__mro__ }}", 1),
        ("{{ range(1000000000) | list }}", 1),
        ("{% include 'nowhere.html' %}", 1),
    ],
)
def test_a_page_template_that_fails_gives_one_finding_with_its_line_and_no_page(tea, text, line):
    page, problems = tea.page("en", override(tea, page_html=text))
    assert page.html == ""
    (item,) = problems
    assert ("page-template", "error", "source/templates/page.html", line) == (
        item.code,
        item.severity,
        item.path,
        item.line,
    )


def test_a_stylesheet_of_the_publisher_takes_the_place_of_the_toolkits(tea):
    page, _ = tea.page("en", override(tea, page_css="/* note */\n  p { color: red; }\n\n"))
    assert "<style>p{color:red}</style>" in page.html
    assert validate_page(page, tea.files) == []


def test_a_style_that_ends_its_element_is_found_out(tea):
    page, _ = tea.page("en", override(tea, page_css="p{}</style><script>x</script>"))
    assert {"page-active-content", "page-policy"} <= {item.code for item in validate_page(page, tea.files)}


def test_a_word_that_the_language_of_the_page_lacks_is_found_on_its_index_too(tea):
    site = replace(tea.site, catalogs={**tea.site.catalogs, ("es", "toolkit"): Catalog("es.po", None, ())})
    _, problems = assemble_index(site, "es", [entry(PageState.DRAFT)], versions=indexes())
    assert "(draft)" in {item.msgid for item in problems}
