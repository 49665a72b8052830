"""Publishing: only what is proven, all of it listed, the same bytes for the same input."""

import datetime as dt
import random
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from toolkit.config import Config
from toolkit.diagnostic import Diagnostic, Severity, ToolkitError
from toolkit.model import Page, PageState
from toolkit.site.composition import BuiltPage, BuiltSite, prove_site
from toolkit.site.listing import ready
from toolkit.site.manifest import Inputs, Proven, check_files, sha256
from toolkit.site.publish import publish_ready
from toolkit.site.published import read_site
from toolkit.site.swap import swap_in

FRESH, DRAFT, KEPT, REPLACED, WITHHELD = PageState
DAY = dt.date(2026, 2, 23)
A, B = "a" * 64, "b" * 64
INPUTS = Inputs(source=A, catalogs={"baclofen": B}, statements={"s": A}, approvals={"s": B}, template=A)
WORDING = "Never stop suddenly."


def config(**settings):
    return Config.model_validate({"source-locale": "en", "locales": ["es", "ja", "pt_BR"], **settings})


def prove(page, files=()):
    """A proof that wants the wording on the page, and no script on any."""
    if "<script>" in page.html:
        return (), [Diagnostic("page-active-content", Severity.ERROR, "it holds a script", path=page.path)]
    if not page.article or page.state is REPLACED:
        return (), []
    if WORDING in page.html:
        return (Proven(id="s", state="kept", sha256=sha256(WORDING.encode())),), []
    finding = Diagnostic("statement-absent", Severity.ERROR, "statement 's' is absent", path=page.path, statement="s")
    return (), [finding]


def built(locale, state=FRESH, html=None, reasons=(), article="baclofen"):
    html = f"<article lang={locale}>{WORDING}</article>" if html is None else html
    page = Page(f"{locale}/{article}.html", locale, article, "" if state is WITHHELD else html, state)
    return BuiltPage(page, None if state is WITHHELD else INPUTS, ("c" * 32,), reasons)


def index(path="index.html", html="<ul></ul>"):
    return BuiltPage(Page(path, "en", "", html, FRESH))


def publish(site, out, *, config, prove, date, previous=None, rebuild=None, **options):
    """Prove a site that is held in memory, and publish it."""
    proven = prove_site(site, prove, config.limits.page_size, rebuild)
    return publish_ready(
        [ready(row, previous) for row in proven.rows],
        out,
        files=proven.files,
        failures=proven.failures,
        found=proven.diagnostics,
        config=config,
        date=date,
        previous=previous,
        **options,
    )


def run(out, pages, settings=None, *, extra=None, **options):
    site = BuiltSite(tuple(pages), extra or {})
    return publish(site, out, config=config(**settings or {}), prove=prove, date=DAY, **options)


def codes(publication):
    return [(item.code, str(item.severity), item.path) for item in publication.diagnostics]


def on_disk(out):
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_a_site_of_fresh_pages_is_published_and_is_what_its_manifest_says(tmp_path):
    out = tmp_path / "site"
    publication = run(out, [built("en"), built("es"), index()])
    assert (publication.diagnostics, publication.changed) == ((), True)
    assert publication.counts == {FRESH: 2, DRAFT: 0, KEPT: 0, REPLACED: 0, WITHHELD: 0}
    published, problems = read_site(out)
    assert problems == []
    assert check_files(published.manifest, published.hashes) == []
    page = published.page_of("baclofen", "es")
    assert (page.path, page.state, page.inputs) == ("es/baclofen.html", FRESH, INPUTS)
    assert (Proven(id="s", state="kept", sha256=sha256(WORDING.encode())),) == page.proof
    assert page.watched == ("c" * 32,)
    assert published.manifest.site.date == DAY
    assert [file.path for file in published.manifest.files] == ["index.html"]


def test_the_order_of_pages_changes_no_byte(tmp_path):
    pages = [built("en"), built("es", DRAFT), built("ja", REPLACED, "<p>"), index(), index("es/index.html")]
    extra = {"favicon.svg": b"<svg/>", "a.txt": b"a"}
    settings = {"base-url": "https://a.example", "host": "netlify"}
    run(tmp_path / "one", pages, settings, extra=extra)
    random.Random(1).shuffle(pages)
    run(tmp_path / "other", pages, settings, extra=dict(reversed(extra.items())))
    assert (tmp_path / "one").readlink() == (tmp_path / "other").readlink()
    assert len(on_disk(tmp_path / "one")) == 11


def test_publishing_the_same_again_writes_nothing(tmp_path):
    pages = [built("en"), index()]
    first = run(tmp_path / "site", pages, {"host": "nginx"})
    again = run(tmp_path / "site", pages, {"host": "nginx"})
    assert (first.release, True, False) == (again.release, first.changed, again.changed)


def test_each_page_that_is_not_fresh_is_named_with_its_reasons(tmp_path):
    pages = [
        built("en"),
        built("es", DRAFT, reasons=("statement 's' is not approved",)),
        built("ja", KEPT, reasons=("2 messages without a translation", "x")),
        built("pt_BR", REPLACED, "<p>moved</p>", reasons=("'5 mg' changed",)),
        built("ar", WITHHELD, reasons=("1 finding at error level",)),
    ]
    publication = run(tmp_path / "site", pages)
    expected = [
        ("page-withheld", "error", "ar/baclofen.html", "the page is not published: 1 finding at error level"),
        ("page-draft", "note", "es/baclofen.html", "the page is published as a draft: statement 's' is not approved"),
        (
            "page-kept",
            "error",
            "ja/baclofen.html",
            "the page keeps its published version: 2 messages without a translation; x",
        ),
        ("page-replaced", "error", "pt_BR/baclofen.html", "the page is replaced by a notice: '5 mg' changed"),
    ]
    found = [(item.code, str(item.severity), item.path, item.message) for item in publication.diagnostics]
    assert expected == found
    assert list(publication.counts.values()) == [1, 1, 1, 1, 1]
    assert not (tmp_path / "site" / "ar").exists()
    states = {page.path: page.state for page in read_site(tmp_path / "site")[0].manifest.pages}
    assert states == {
        "en/baclofen.html": FRESH,
        "es/baclofen.html": DRAFT,
        "ja/baclofen.html": KEPT,
        "pt_BR/baclofen.html": REPLACED,
    }


def test_an_allowed_state_is_no_error(tmp_path):
    pages = [built("en"), built("es", WITHHELD), built("ja", KEPT), built("pt_BR", REPLACED, "")]
    publication = run(tmp_path / "site", pages, allow={WITHHELD, KEPT, REPLACED})
    assert {Severity.NOTE} == {item.severity for item in publication.diagnostics}
    assert {None} == {item.hint for item in publication.diagnostics}


@pytest.mark.parametrize("state", [FRESH, DRAFT])
def test_a_page_that_fails_the_proof_is_withheld_whatever_was_said_before(tmp_path, state):
    publication = run(tmp_path / "site", [built("en"), built("es", state, "<article></article>")])
    assert codes(publication) == [
        ("page-withheld", "error", "es/baclofen.html"),
        ("statement-absent", "error", "es/baclofen.html"),
    ]
    assert "statement 's' is absent" in publication.diagnostics[0].message
    assert {"en/baclofen.html", "manifest.json"} == set(on_disk(tmp_path / "site"))


def test_a_notice_says_nothing_that_could_be_proven(tmp_path):
    run(tmp_path / "site", [built("en"), built("es", REPLACED, "<p>see the English page</p>")])
    assert read_site(tmp_path / "site")[0].page_of("baclofen", "es").proof == ()


def test_what_is_proven_are_the_bytes_that_are_published(tmp_path):
    seen = {}

    def look(page, files):
        seen[page.path] = page.html.encode()
        return prove(page)

    pages = (built("en"), built("es"))
    publish(BuiltSite(pages), tmp_path / "site", config=config(), prove=look, date=DAY)
    files = on_disk(tmp_path / "site")
    assert {path: files[path] for path in seen} == seen
    assert {"en/baclofen.html", "es/baclofen.html"} == set(seen)


@pytest.mark.parametrize(
    ("html", "message"),
    [
        (WORDING + "\ud800", "the page holds a lone surrogate at character 20"),
        (WORDING + "x" * 2000, "the page has 2020 bytes, and 1000 are allowed"),
    ],
    ids=["surrogate", "large"],
)
def test_a_page_that_cannot_be_a_file_is_withheld(tmp_path, html, message):
    pages = [built("en", html=WORDING), built("es", html=html)]
    publication = run(tmp_path / "site", pages, {"limits": {"page-size": 1000}})
    assert ("page-unfit", message) in [(item.code, item.message) for item in publication.diagnostics]
    assert not (tmp_path / "site" / "es").exists()


def test_the_other_pages_are_built_anew_without_those_that_fail(tmp_path):
    asked = []

    def menu(failures):
        """Build pages whose menus name the others; the Japanese page breaks once the Spanish one is gone."""
        asked.append({path: tuple(states) for path, states in failures.items()})
        shown = [name for name in ("en", "es", "ja") if f"{name}/baclofen.html" not in failures]
        pages = [index(html=" ".join(shown))]
        for name in ("en", "es", "ja"):
            broken = name == "es" or (name == "ja" and "es" not in shown)
            html = " ".join(shown) + ("" if broken else WORDING)
            pages.append(built(name, html=html) if name in shown else built(name, WITHHELD, reasons=("said before",)))
        return BuiltSite(tuple(pages), failures=failures)

    publication = run(tmp_path / "site", menu({}).pages, rebuild=menu)
    gone = ["es/baclofen.html", "ja/baclofen.html"]
    assert [{}, {gone[0]: (FRESH,)}, {gone[0]: (FRESH,), gone[1]: (FRESH,)}] == asked
    assert gone == [page.path for page in publication.pages if page.state is WITHHELD]
    assert on_disk(tmp_path / "site")["index.html"] == b"en"
    assert on_disk(tmp_path / "site")["en/baclofen.html"] == f"en{WORDING}".encode()
    said = [item.path for item in publication.diagnostics if item.code == "statement-absent"]
    assert gone == said


def falling(*pages):
    """Return how a site is built whose Spanish page is the first of `pages` that has not failed in its state."""

    def rebuild(failures):
        failed = failures.get("es/baclofen.html", {})
        page = next((page for page in pages if page.page.state not in failed), pages[-1])
        return BuiltSite((built("en"), page), failures=failures)

    return rebuild


def test_a_page_that_fails_falls_to_the_state_that_is_decided_for_it(tmp_path):
    rebuild = falling(built("es", html="nothing"), built("es", KEPT, html=f"old {WORDING}", reasons=("why",)))
    publication = run(tmp_path / "site", rebuild({}).pages, rebuild=rebuild, allow={KEPT})
    (page,) = (page for page in publication.pages if page.locale == "es")
    assert (page.state, page.reasons) == (KEPT, ("why",))
    assert on_disk(tmp_path / "site")["es/baclofen.html"] == f"old {WORDING}".encode()
    assert ("statement-absent", "error", "es/baclofen.html") in codes(publication)


@pytest.mark.parametrize("state", [KEPT, REPLACED])
def test_where_a_kept_page_or_a_notice_fails_nothing_is_published_and_the_old_site_stays(tmp_path, state):
    out = tmp_path / "site"
    run(out, [built("en"), built("es")])
    before = on_disk(out)
    rebuild = falling(built("es", html="nothing"), built("es", state, html="<script>"))
    publication = run(out, rebuild({}).pages, rebuild=rebuild, allow={KEPT, REPLACED, WITHHELD})
    assert (publication.release, publication.changed) == (None, False)
    (said,) = (item.message for item in publication.diagnostics if item.code == "nothing-published")
    assert said == f"nothing is published to '{out}': es/baclofen.html cannot be"
    assert before == on_disk(out)


def test_where_failures_leave_nothing_but_notices_the_old_site_stays(tmp_path):
    out = tmp_path / "site"
    run(out, [built("es")])
    pages = (built("es", REPLACED, html="<p>"),)
    failed = {"es/baclofen.html": {FRESH: (Diagnostic("statement-hidden", Severity.ERROR, "hidden"),)}}
    publication = publish(BuiltSite(pages, failures=failed), out, config=config(), prove=prove, date=DAY)
    assert publication.release is None
    assert publish(BuiltSite(pages), out, config=config(), prove=prove, date=DAY).changed


def test_a_page_that_is_built_the_same_again_is_withheld_and_the_run_ends(tmp_path):
    def rebuild(failures):
        return BuiltSite((built("en"), built("es", html="nothing"), index()), failures=failures)

    publication = run(tmp_path / "site", rebuild({}).pages, rebuild=rebuild)
    assert {page.path: page.state for page in publication.pages} == {
        "en/baclofen.html": FRESH,
        "es/baclofen.html": WITHHELD,
    }


def test_an_index_that_fails_publishes_nothing_and_the_old_site_stays(tmp_path):
    run(tmp_path / "site", [built("en"), index()])
    before = on_disk(tmp_path / "site")
    publication = run(tmp_path / "site", [built("en"), built("es"), index(html="<script>")])
    assert (publication.release, publication.changed) == (None, False)
    (said,) = (item.message for item in publication.diagnostics if item.code == "nothing-published")
    assert said == f"nothing is published to '{tmp_path}/site': index.html cannot be"
    assert before == on_disk(tmp_path / "site")


def test_an_index_in_the_wrong_language_is_an_error(tmp_path):
    unfinished = replace(index(), reasons=("'Articles' has no translation that a page may show",))
    publication = run(tmp_path / "site", [built("en"), unfinished])
    assert codes(publication) == [("index-unfinished", "error", "index.html")]
    assert publication.changed


def test_nothing_is_published_where_no_page_can_be_and_the_old_site_stays(tmp_path):
    out = tmp_path / "site"
    run(out, [built("en")])
    before = on_disk(out)
    publication = run(out, [built("en", html="nothing"), built("es", WITHHELD), index()])
    assert ("nothing-published", "error", None) in codes(publication)
    assert (publication.release, publication.changed) == (None, False)
    assert before == on_disk(out)


def test_no_pages_at_all_are_nothing_to_publish(tmp_path):
    assert run(tmp_path / "site", [index()]).release is None
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_is_gone_is_named(tmp_path):
    run(tmp_path / "site", [built("en"), built("es")])
    previous, _ = read_site(tmp_path / "site")
    publication = run(tmp_path / "site", [built("en")], previous=previous)
    assert codes(publication) == [("page-gone", "warning", "es/baclofen.html")]


@pytest.mark.parametrize(
    ("pages", "extra"),
    [
        ([built("en"), built("en")], {}),
        ([built("en"), index("en/Baclofen.html")], {}),
        ([built("en"), index()], {"index.html": b""}),
        ([built("en")], {"manifest.json": b""}),
        ([built("en")], {"_headers": b""}),
        ([built("en")], {"../x": b""}),
        ([built("..")], {}),
    ],
    ids=["a page twice", "case", "an index twice", "a manifest", "a file for the host", "outside", "a page outside"],
)
def test_files_that_cannot_stand_together_are_an_error_and_the_old_site_stays(tmp_path, pages, extra):
    run(tmp_path / "site", [built("en")], {"host": "netlify"})
    before = on_disk(tmp_path / "site")
    with pytest.raises(ToolkitError, match="the site cannot have these files"):
        run(tmp_path / "site", pages, {"host": "netlify"}, extra=extra)
    assert before == on_disk(tmp_path / "site")


def test_a_folder_of_somebody_is_left_alone(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").write_text("the only copy")
    with pytest.raises(ToolkitError, match="files that were not published by l10n"):
        run(tmp_path / "site", [built("en")])


def test_what_was_published_by_swap_alone_can_be_published_again(tmp_path):
    run(tmp_path / "site", [built("en")])
    files = on_disk(tmp_path / "site")
    (tmp_path / "real").mkdir()
    swap_in(files, tmp_path / "real")
    run(tmp_path / "real", [built("en"), built("es")])
    assert (tmp_path / "real" / "es" / "baclofen.html").is_file()


# For hosts


@pytest.mark.parametrize(
    ("host", "inside", "beside"),
    [
        (None, [], []),
        ("github", [".nojekyll"], []),
        ("netlify", ["_headers"], []),
        ("cloudflare", ["_headers"], []),
        ("nginx", [], ["site.nginx.conf"]),
    ],
)
def test_each_host_gets_its_files(tmp_path, host, inside, beside):
    run(tmp_path / "site", [built("en")], {"host": host} if host else {})
    assert sorted([*inside, "en/baclofen.html", "manifest.json"]) == sorted(on_disk(tmp_path / "site"))
    assert beside == [path.name for path in tmp_path.iterdir() if path.name not in {"site", "releases"}]


def test_headers_say_what_a_page_cannot_say_of_itself(tmp_path):
    run(tmp_path / "site", [built("en")], {"host": "netlify"})
    assert (
        on_disk(tmp_path / "site")["_headers"].decode()
        == """\
/*
  Cache-Control: no-cache
  Content-Security-Policy: frame-ancestors 'none'
  Permissions-Policy: camera=(), geolocation=(), microphone=()
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  X-Frame-Options: DENY
"""
    )


def test_the_snippet_for_nginx_says_the_same(tmp_path):
    run(tmp_path / "site", [built("en")], {"host": "nginx"})
    text = (tmp_path / "site.nginx.conf").read_text("utf-8")
    rows = [row for row in text.splitlines() if not row.startswith("#")]
    assert rows == [
        "charset utf-8;",
        'add_header Cache-Control "no-cache" always;',
        "add_header Content-Security-Policy \"frame-ancestors 'none'\" always;",
        'add_header Permissions-Policy "camera=(), geolocation=(), microphone=()" always;',
        'add_header Referrer-Policy "no-referrer" always;',
        'add_header X-Content-Type-Options "nosniff" always;',
        'add_header X-Frame-Options "DENY" always;',
    ]


def test_a_file_of_somebody_in_the_place_of_the_snippet_is_left_alone(tmp_path):
    (tmp_path / "site.nginx.conf").write_text("server {}")
    with pytest.raises(ToolkitError, match="it was not written by l10n"):
        run(tmp_path / "site", [built("en")], {"host": "nginx"})
    assert [path.name for path in tmp_path.iterdir()] == ["site.nginx.conf"]


# For crawlers


def test_the_sitemap_names_fresh_pages_and_their_languages(tmp_path):
    pages = [
        built("en"),
        built("pt_BR"),
        built("es", DRAFT),
        built("ja", KEPT),
        built("ar", REPLACED, ""),
        built("es", article="other"),
        index(),
    ]
    run(tmp_path / "site", pages, {"base-url": "https://a.example/"})
    files = on_disk(tmp_path / "site")
    assert (
        files["sitemap.xml"].decode()
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
 <url><loc>https://a.example/en/baclofen.html</loc>
  <xhtml:link rel="alternate" hreflang="en" href="https://a.example/en/baclofen.html"/>
  <xhtml:link rel="alternate" hreflang="pt-BR" href="https://a.example/pt_BR/baclofen.html"/>
  <xhtml:link rel="alternate" hreflang="x-default" href="https://a.example/en/baclofen.html"/>
 </url>
 <url><loc>https://a.example/es/other.html</loc>
  <xhtml:link rel="alternate" hreflang="es" href="https://a.example/es/other.html"/>
 </url>
 <url><loc>https://a.example/pt_BR/baclofen.html</loc>
  <xhtml:link rel="alternate" hreflang="en" href="https://a.example/en/baclofen.html"/>
  <xhtml:link rel="alternate" hreflang="pt-BR" href="https://a.example/pt_BR/baclofen.html"/>
  <xhtml:link rel="alternate" hreflang="x-default" href="https://a.example/en/baclofen.html"/>
 </url>
</urlset>
"""
    )
    assert files["robots.txt"].decode() == "User-agent: *\nAllow: /\n\nSitemap: https://a.example/sitemap.xml\n"


def test_a_site_below_the_top_of_its_host_has_no_robots_file(tmp_path):
    run(tmp_path / "site", [built("en")], {"base-url": "https://a.example/health"})
    assert {"sitemap.xml", "en/baclofen.html", "manifest.json"} == set(on_disk(tmp_path / "site"))
    assert b"<loc>https://a.example/health/en/baclofen.html</loc>" in on_disk(tmp_path / "site")["sitemap.xml"]


@pytest.mark.parametrize(("settings", "state"), [({}, FRESH), ({"base-url": "https://a.example"}, DRAFT)])
def test_without_an_address_or_a_fresh_page_there_is_no_sitemap(tmp_path, settings, state):
    run(tmp_path / "site", [built("en", state)], settings)
    assert {"en/baclofen.html", "manifest.json"} == set(on_disk(tmp_path / "site"))


def test_no_address_can_break_the_sitemap(tmp_path):
    pages = [replace(built("en"), page=Page("en/a&b'c d.html", "en", "a", WORDING, FRESH))]
    run(tmp_path / "site", pages, {"base-url": "https://ä.example/x&y"})
    root = ET.fromstring(on_disk(tmp_path / "site")["sitemap.xml"])
    assert root[0][0].text == "https://ä.example/x&y/en/a%26b%27c%20d.html"
