"""The structure of a built page, whoever wrote its page template."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.limits import Limits
from toolkit.model import Page, PageState
from toolkit.site.assemble import assemble_notice
from toolkit.site.validate import target_of, validate_page

FAULTS = [
    ("page-language", 'lang="es" dir="ltr"', 'lang="en" dir="ltr"'),
    ("page-language", 'lang="es" dir="ltr"', 'lang="es" dir="rtl"'),
    ("page-language", 'lang="es" dir="ltr"', ""),
    ("page-language", '<p class="tagline">', '<p class="tagline" lang="ar">'),
    ("page-language", '<p class="tagline">', '<p class="tagline" lang="x1">'),
    ("page-structure", "</h1>", "</h1><h1>two</h1>"),
    ("page-structure", "<main>", "<div>"),
    ("page-structure", "</main>", "</main><main>two</main>"),
    ("page-structure", "<title>", "<title></title><meta name=x content='"),
    ("page-structure", '{"@context"', '{"@context'),
    ("page-duplicate-id", '<p class="tagline">', '<p class="tagline" id="effects">'),
    ("page-broken-anchor", 'href="#effects"', 'href="#nowhere"'),
    ("page-broken-anchor", 'aria-labelledby="page_contents"', 'aria-labelledby="nowhere"'),
    ("page-broken-link", "../en/tea-for-tests.html", "../en/nowhere.html"),
    ("page-broken-link", "../en/tea-for-tests.html", "../../../etc/passwd"),
    ("page-broken-link", '<p class="tagline">', '<p class="tagline"><img src="nowhere.png" alt="">'),
    ("page-active-content", '<p class="tagline">', '<p class="tagline" onclick="x()">'),
    ("page-active-content", '<p class="tagline">', '<p class="tagline" style="display:none">'),
    ("page-active-content", "</main>", "<script>x()</script></main>"),
    ("page-active-content", "</main>", "<script type=application/ld+json src=x>{}</script></main>"),
    ("page-active-content", "</main>", "<iframe></iframe></main>"),
    ("page-active-content", "<title>", '<meta http-equiv="Refresh" content="0; url=/"><title>'),
    ("page-active-content", "../en/tea-for-tests.html", "javascript:alert(1)"),
    ("page-active-content", "../en/tea-for-tests.html", "//example.org/"),
    ("page-active-content", "../en/tea-for-tests.html", "http://["),
    ("page-request", "</main>", '<img src="https://example.org/x.png" alt=""></main>'),
    ("page-request", "</main>", '<img src="//example.org/x.png" alt=""></main>'),
    ("page-request", "</main>", '<img src="http://[" alt=""></main>'),
    ("page-request", "</main>", '<img srcset="x.png 2x" alt=""></main>'),
    ("page-request", "</main>", '<video poster="x.png"></video></main>'),
    ("page-request", "<title>", '<link rel="stylesheet" href="x.css"><title>'),
    ("page-request", "<title>", '<link rel="preconnect" href="https://example.org"><title>'),
    ("page-request", "<style>", "<style>@import 'x.css';"),
    ("page-request", "<style>", "<style>p{background:URL(x.png)}"),
    ("page-policy", "<style>", "<style>p{color:red}"),
    ("page-policy", "<style>", "<style>p{color:red}</style><style>"),
    ("page-policy", 'http-equiv="Content-Security-Policy"', 'name="x"'),
    ("page-policy", "default-src &#39;none&#39;", "default-src *"),
    ("page-policy", "base-uri &#39;none&#39;", ""),
    ("page-policy", "script-src ", "script-src &#39;unsafe-inline&#39; "),
    ("page-policy", "style-src ", "style-src * "),
    ("page-standing", '<meta name="robots" content="noindex">', ""),
    ("page-standing", "banner-draft", "banner-x"),
    ("page-standing", "<title>", '<link rel="alternate" hreflang="en" href="https://tea.example.org/"><title>'),
]


@pytest.mark.parametrize(("code", "old", "new"), FAULTS)
def test_a_fault_in_the_structure_is_found(tea, code, old, new):
    page, _ = tea.page("es", state=PageState.DRAFT)
    assert validate_page(page, tea.files) == []
    assert old in page.html
    broken = Page(page.path, "es", page.article, page.html.replace(old, new, 1), page.state)
    found = validate_page(broken, tea.files)
    assert code in {item.code for item in found}
    assert all((item.severity, item.path, item.locale) == ("error", page.path, "es") for item in found)


@pytest.mark.parametrize("text", ["<article><h1>x</h1></article>", "<p data-statement=x>x</p>"])
def test_a_notice_has_nothing_of_its_article(tea, text):
    page, _ = assemble_notice(tea.site, tea.article, "TEA", "es", versions=tea.versions(es=PageState.REPLACED))
    assert validate_page(page, tea.files) == []
    broken = Page(page.path, "es", page.article, page.html.replace("</main>", f"</main>{text}"), page.state)
    assert "page-standing" in {item.code for item in validate_page(broken, tea.files)}


def test_a_page_above_the_limit_is_not_even_read(tea):
    page, _ = tea.page("en")
    assert [item.code for item in validate_page(page, tea.files, Limits(page_size=1000))] == ["page-too-large"]


@given(
    html=st.text()
    | st.lists(st.sampled_from(["<p", " id=a", ">", "<a href='http://[", "'", "<", "\x00", "=", "<html"])).map("".join)
)
@settings(max_examples=60, deadline=None)
def test_no_page_raises(html):
    assert validate_page(Page("es/x.html", "es", "x", html, PageState.FRESH), set())


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("x.html", "es/x.html"),
        ("../en/x.html#a", "en/x.html"),
        ("#a", "es/p.html"),
        ("./", "es/index.html"),
        ("..", "index.html"),
        ("a%20b.html?q", "es/a b.html"),
        ("../../x", "../x"),
    ],
)
def test_a_relative_address_leads_to_a_file_of_the_site(url, expected):
    assert expected == target_of(url, "es/p.html")
