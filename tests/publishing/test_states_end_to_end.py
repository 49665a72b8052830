"""What becomes of a page, by the command line alone: fresh, draft, kept, replaced, withheld."""

import json
import re
import tomllib
from dataclasses import replace
from importlib import resources
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser

LOCALES = ["en", "ar", "es", "ja"]
ARTICLES = ["hot-tea", "iced-tea"]
PAGES = [f"{locale}/{article}.html" for locale in LOCALES for article in ARTICLES]
BASE = "https://tea.example.org"
ES = "locales/es/LC_MESSAGES/hot-tea.po"
CALM = 'msgstr "Muestre esta lista a las personas que le rodean."'
DOSE = "cooled down to 60 °C."
NS = {"sm": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
PERSON = ("--reviewer", "Test Reviewer (test data)", "--role", "test")


def states(tea):
    """The state of each page in the manifest."""
    manifest = json.loads(tea.read("site/manifest.json"))
    return {page["path"]: page["state"] for page in manifest["pages"]}


def fresh_but(**others):
    """The states of all pages, where others than fresh are given as `es="draft"`: of the page about hot tea."""
    return dict.fromkeys(PAGES, "fresh") | {f"{locale}/hot-tea.html": state for locale, state in others.items()}


def page(tea, path):
    return LexborHTMLParser(tea.read(f"site/{path}"))


def hreflang(tea, path):
    return {node.attributes["hreflang"]: node.attributes["href"] for node in page(tea, path).css("link[hreflang]")}


def in_sitemap(tea):
    root = ET.fromstring(tea.read("site/sitemap.xml"))
    return {
        url.find("sm:loc", NS).text: {link.get("hreflang"): link.get("href") for link in url.findall("x:link", NS)}
        for url in root.findall("sm:url", NS)
    }


def noindex(tea, path):
    return page(tea, path).css_first('meta[name="robots"][content="noindex"]') is not None


def menu(tea, path):
    return {node.attributes["lang"]: node.text() for node in page(tea, path).css(".languages a")}


def verified(tea, *words):
    done = tea.run("verify", "site", "--format", "json", *words)
    return done.code, {Path(row["path"]).parts[-2]: row["state"] for row in json.loads(done.out)["pages"]}


def test_the_fixture_says_that_it_is_test_data(published):
    records = sorted((published.root / "source/safety").glob("*/*/*.toml"))
    assert len(records) == 4 * 4 + 7
    for file in records:
        record = tomllib.loads(file.read_text("utf-8"))
        assert (record["reviewer"], record["role"]) == ("Test Reviewer (test data)", "nobody: made for tests")


# fresh


def test_fresh_pages_name_each_other_everywhere_alike(published):
    assert states(published) == fresh_but()
    for article in ARTICLES:
        tags = {locale: f"{BASE}/{locale}/{article}.html" for locale in LOCALES}
        expected = {**tags, "x-default": tags["en"]}
        for locale, address in tags.items():
            assert hreflang(published, f"{locale}/{article}.html") == expected
            assert in_sitemap(published)[address] == expected
            assert not noindex(published, f"{locale}/{article}.html")
            canonical = page(published, f"{locale}/{article}.html").css_first("link[rel=canonical]")
            assert canonical.attributes["href"] == address
    assert {f"{BASE}/{path}" for path in PAGES} == in_sitemap(published).keys()
    assert published.read("site/robots.txt").endswith(f"Sitemap: {BASE}/sitemap.xml\n")
    assert "Content-Security-Policy: frame-ancestors 'none'" in published.read("site/_headers")


def test_a_feed_a_language_names_its_fresh_pages(published):
    for locale in LOCALES:
        found = re.findall("<entry>\\s*<id>(.*?)</id>", published.read(f"site/{locale}/feed.xml"))
        assert found == [f"{BASE}/{locale}/{article}.html" for article in ARTICLES]
        (link,) = page(published, f"{locale}/index.html").css('link[type="application/atom+xml"]')
        assert link.attributes["href"] == "feed.xml"


def test_a_reviewed_page_says_when_and_another_that_nobody_did(published):
    reviewed, unreviewed = page(published, "ja/hot-tea.html"), page(published, "ja/iced-tea.html")
    assert reviewed.css_first(".banner") is None
    assert "2026年3月1日" in reviewed.css_first(".dates").text()
    data = json.loads(reviewed.css_first("script").text())
    assert (data["lastReviewed"], data["inLanguage"]) == ("2026-03-01", "ja")
    assert data["translationOfWork"] == {"@id": f"{BASE}/en/hot-tea.html"}
    assert data["citation"] == [f"{BASE}/journal/1", f"{BASE}/journal/2"]
    assert unreviewed.css_first(".banner-unreviewed") is not None
    assert "lastReviewed" not in json.loads(unreviewed.css_first("script").text())


def test_a_published_site_is_proven_by_somebody_who_knows_nothing_of_how_it_was_built(published):
    code, found = verified(published)
    assert (code, found) == (0, dict.fromkeys(sorted(LOCALES), "proven"))


def test_every_link_of_the_site_leads_somewhere(published):
    root = (published.root / "site").resolve()
    ids = {
        path.relative_to(root).as_posix(): {
            node.attributes["id"] for node in LexborHTMLParser(path.read_text("utf-8")).css("[id]")
        }
        for path in root.rglob("*.html")
    }
    followed = 0
    for path in ids:
        for node in page(published, path).css("a[href]"):
            where, _, anchor = node.attributes["href"].partition("#")
            if ":" not in where:
                target = (root / path).parent.joinpath(where).resolve() if where else root / path
                there = ids[target.relative_to(root).as_posix()]
                assert not anchor or anchor in there, (path, node.attributes["href"])
                followed += 1
    assert followed > 150


# draft


def test_a_draft_is_marked_and_named_by_nobody(tea):
    (tea.root / "source/safety/approvals/es/tea-milk.toml").unlink()
    done = tea.run("publish", "--draft", "--out", "site")
    assert (done.code, done.out) == (0, "")
    assert "es/hot-tea.html: draft: statement 'tea-milk' is not approved\n" in done.err
    assert states(tea) == fresh_but(es="draft")
    assert noindex(tea, "es/hot-tea.html")
    assert hreflang(tea, "es/hot-tea.html") == {}
    assert "es" not in hreflang(tea, "en/hot-tea.html")
    assert "es" in hreflang(tea, "en/iced-tea.html")
    assert f"{BASE}/es/hot-tea.html" not in in_sitemap(tea)
    assert "hot-tea" not in tea.read("site/es/feed.xml")
    assert page(tea, "es/hot-tea.html").css_first(".banner-draft .label").text() == "Borrador"
    assert menu(tea, "ja/hot-tea.html")["es"] == "Español (borrador)"
    assert [verified(tea)[0], verified(tea, "--draft")[0]] == [1, 0]


# withheld


def test_a_page_that_was_never_published_is_withheld_while_it_is_not_complete(tea):
    (tea.root / "site").unlink()
    tea.edit(ES, CALM, 'msgstr ""')
    done = tea.run("publish", "--out", "site")
    assert done.code == 1
    assert (
        "es/hot-tea.html: error[page-withheld]: the page is not published: 1 message without a translation" in done.out
    )
    assert "7 fresh, 1 withheld" in done.err
    assert states(tea) == {path: state for path, state in fresh_but().items() if path != "es/hot-tea.html"}
    assert not (tea.root / "site/es/hot-tea.html").exists()
    assert "es" not in menu(tea, "en/hot-tea.html")
    assert [node.text() for node in page(tea, "es/index.html").css(".articles a")] == [
        "Té helado: otra guía para pruebas"
    ]
    assert "es/hot-tea.html" not in tea.read("site/hot-tea.html")


def test_what_is_allowed_is_no_error_and_nothing_else_is(tea):
    (tea.root / "site").unlink()
    tea.edit(ES, CALM, 'msgstr ""')
    assert tea.run("publish", "--out", "site", "--allow", "replaced,kept,withheld").code == 0
    assert tea.run("publish", "--out", "site", "--allow", "kept", "--allow", "replaced").code == 1


def test_an_unknown_state_is_a_usage_error(tea):
    done = tea.run("publish", "--out", "site", "--allow", "kept,fresh")
    assert (done.code, "'fresh' is not one of kept, replaced, withheld" in done.err) == (2, True)


# kept


def test_a_page_whose_new_version_is_incomplete_keeps_its_published_text(tea):
    before = page(tea, "es/hot-tea.html").css_first("article").html
    tea.edit(ES, CALM, 'msgstr ""')
    tea.edit("locales/es/LC_MESSAGES/hot-tea.po", "Té caliente: una guía", "Té muy caliente: una guía")
    tea.edit("locales/es/LC_MESSAGES/site.po", "Servicios", "Nuestros servicios")
    done = tea.run("publish", "--out", "site")
    assert done.code == 1
    assert "es/hot-tea.html: error[page-kept]: the page keeps its published version: 1 message without a" in done.out
    assert states(tea) == fresh_but(es="kept")
    kept = page(tea, "es/hot-tea.html")
    assert kept.css_first("article").html == before
    assert "Nuestros servicios" in kept.css_first("nav.menu").text()
    assert kept.css_first("title").text().startswith("Té caliente: una guía")
    assert kept.css_first(".banner-kept a").attributes["href"] == "../en/hot-tea.html"
    assert kept.css("script") == []
    assert hreflang(tea, "es/hot-tea.html") == {}
    assert sorted(hreflang(tea, "en/hot-tea.html")) == ["ar", "en", "ja", "x-default"]
    assert f"{BASE}/es/hot-tea.html" not in in_sitemap(tea)
    assert menu(tea, "en/hot-tea.html")["es"] == "Español (versión anterior)"
    assert not noindex(tea, "es/hot-tea.html")
    assert verified(tea) == (0, dict.fromkeys(sorted(LOCALES), "proven"))
    allowed = tea.run("publish", "--out", "site", "--allow", "kept")
    assert allowed.code == 0
    assert "es/hot-tea.html: kept: 1 message without a translation that may be shown (and 1 more)\n" in allowed.err
    assert "7 fresh, 1 kept" in allowed.err


def test_a_kept_page_stays_until_its_new_version_is_ready(tea):
    tea.edit(ES, CALM, 'msgstr ""')
    tea.run("publish", "--out", "site")
    assert "nothing had changed" in tea.run("publish", "--out", "site").err
    tea.edit("source/articles/iced-tea.md", "home.", "home, again.")
    tea.run("publish", "--out", "site", "--allow", "kept,withheld")
    assert states(tea)["es/hot-tea.html"] == "kept"
    tea.edit(
        ES,
        '#: source/articles/hot-tea.md\nmsgid "Show this list to the people around you."\nmsgstr ""',
        CALM.replace(
            "msgstr", '#: source/articles/hot-tea.md\nmsgid "Show this list to the people around you."\nmsgstr'
        ),
    )
    tea.run("publish", "--out", "site")
    assert states(tea)["es/hot-tea.html"] == "fresh"


def test_a_kept_page_begins_its_statements_with_the_words_of_now(tea, monkeypatch):
    """The signal words are the toolkit's, and may be translated anew without a change to any article."""
    from toolkit.site import chrome
    from toolkit.site.strings import shipped_catalog

    def renamed(locale):
        catalog = shipped_catalog(locale)
        units = tuple(
            replace(unit, msgstrs=("¡Peligro!",)) if unit.msgid == "Danger" else unit for unit in catalog.units
        )
        return replace(catalog, units=units)

    monkeypatch.setattr(chrome, "shipped_catalog", renamed)
    tea.edit(ES, CALM, 'msgstr ""')
    assert tea.run("publish", "--out", "site", "--allow", "kept").code == 0
    assert states(tea) == fresh_but(es="kept")
    kept = page(tea, "es/hot-tea.html")
    assert kept.css_first(".statement-critical .statement-label").text().strip() == "¡Peligro!"
    assert "Muestre esta lista" in kept.css_first("article").text()
    assert verified(tea)[0] == 0


def test_a_page_that_somebody_changed_on_the_server_is_not_kept(tea):
    file = tea.root / "site/es/hot-tea.html"
    file.write_text(tea.read("site/es/hot-tea.html").replace("hierve", "arde"), "utf-8")
    tea.edit(ES, CALM, 'msgstr ""')
    done = tea.run("publish", "--out", "site")
    assert "the published page is not as it was published" in done.out
    assert states(tea) == fresh_but(es="replaced")


def test_the_previous_site_may_stand_elsewhere(tea):
    tea.edit(ES, CALM, 'msgstr ""')
    assert tea.run("publish", "--out", "other").code == 1
    assert "es/hot-tea.html" not in tea.read("other/manifest.json")
    assert tea.run("publish", "--out", "other", "--previous", "site", "--allow", "kept").code == 0
    assert '"state": "kept"' in tea.read("other/manifest.json")


def test_a_previous_site_that_is_none_is_no_first_publication(tea):
    """Else statements could go unseen, and pages that are to be kept would be gone."""
    tea.run("publish", "--out", "fine")
    for named, words in (("missing", "no published site in 'missing'"), ("source", "no published site in 'source'")):
        done = tea.run("publish", "--out", "other", "--previous", named)
        assert (done.code, words in done.err, (tea.root / "other").exists()) == (2, True, False)


def test_a_site_whose_manifest_is_damaged_is_no_first_publication(tea):
    manifest = (tea.root / "site/manifest.json").resolve()
    whole = manifest.read_bytes()
    tea.edit(ES, CALM, 'msgstr ""')
    for out in ("site", "other"):
        manifest.chmod(0o644)
        manifest.write_bytes(whole[:-10])
        done = tea.run("publish", "--out", out, "--previous", "site")
        assert (done.code, "its manifest.json is damaged" in done.err) == (2, True)
    done = tea.run("publish", "--out", "site")
    assert (done.code, "its manifest.json is damaged" in done.err) == (2, True)
    manifest.write_bytes(whole)
    assert tea.run("publish", "--out", "site", "--allow", "kept").code == 0


# replaced


def replace_dose(tea):
    """Change a number in the source; Arabic and Spanish have translated it, Japanese has not."""
    tea.edit("source/articles/hot-tea.md", DOSE, "cooled down to 55 °C.")
    tea.run("extract")
    tea.run("update")
    for locale, text in (
        ("ar", "اترك الشاي لمدة 5 دقائق. ثم انتظر حتى يبرد إلى 55 °C."),
        ("es", "Deje reposar el té durante 5 minutos. Después espere hasta que se haya enfriado a 55 °C."),
    ):
        path = f"locales/{locale}/LC_MESSAGES/hot-tea.po"
        tea.edit(path, '55 °C."\nmsgstr ""', f'55 °C."\nmsgstr "{text}"')


def test_a_page_whose_dose_changed_gives_way_to_a_notice(tea):
    replace_dose(tea)
    done = tea.run("publish", "--out", "site")
    assert done.code == 1
    assert "ja/hot-tea.html: error[page-replaced]: the page is replaced by a notice: 1 message without a" in done.out
    assert "'Let the tea stand for 5 minutes. Then wait until it has coo" in done.out
    assert states(tea) == fresh_but(ja="replaced")
    notice = page(tea, "ja/hot-tea.html")
    assert notice.css("article, [data-statement]") == []
    assert "60" not in notice.css_first("main").text()
    assert notice.css_first("h1").text() == "熱いお茶：テスト用ガイド"
    assert {node.attributes["lang"]: node.attributes["href"] for node in notice.css("main a")} == {
        locale: f"../{locale}/hot-tea.html" for locale in ("en", "ar", "es")
    }
    assert noindex(tea, "ja/hot-tea.html")
    assert hreflang(tea, "ja/hot-tea.html") == {}
    assert sorted(hreflang(tea, "en/hot-tea.html")) == ["ar", "en", "es", "x-default"]
    assert f"{BASE}/ja/hot-tea.html" not in in_sitemap(tea)
    assert "（現在ご覧いただけません）" in menu(tea, "en/hot-tea.html")["ja"]
    assert 'href="ja/hot-tea.html"' in tea.read("site/hot-tea.html")
    assert "ja/hot-tea.html#" not in tea.read("site/hot-tea.html")
    assert tea.run("publish", "--out", "site", "--allow", "replaced").code == 0
    assert states(tea) == fresh_but(ja="replaced")


def test_a_page_that_says_a_wording_without_its_negation_is_not_published(tea):
    tea.edit(ES, CALM, 'msgstr "Muestre esta lista a todos. Beba el té mientras hierve."')
    done = tea.run("publish", "--out", "site")
    assert done.code == 1
    assert "es/hot-tea.html: error[statement-contradicted]" in done.out
    assert "Beba el té mientras hierve." in done.out
    assert "Beba el té mientras hierve." not in tea.read("site/es/hot-tea.html")


def test_a_page_whose_message_with_a_term_changed_gives_way_to_a_notice(tea):
    """Without the glossary this page is kept: what changes is calm text."""
    (tea.root / "source/terms.toml").write_text('[[term]]\nterm = "list"\n[term.forms]\nes = ["lista"]\n', "utf-8")
    assert tea.run("publish", "--out", "site").code == 0
    tea.edit(ES, CALM, 'msgstr ""')
    done = tea.run("publish", "--out", "site", "--allow", "replaced")
    assert (done.code, states(tea)) == (0, fresh_but(es="replaced"))


def test_a_page_with_a_text_cannot_pass_as_a_notice(tea):
    """On a notice nothing is proven; so a manifest that calls a page one must be right."""
    manifest = json.loads(tea.read("site/manifest.json"))
    page = next(page for page in manifest["pages"] if page["path"] == "es/hot-tea.html")
    page.update(state="replaced", proof=[])
    (tea.root / "site/manifest.json").write_text(json.dumps(manifest), "utf-8")
    done = tea.run("verify", "site", "--format", "json")
    assert done.code == 1
    assert "page-standing" in {item["code"] for item in json.loads(done.out)["diagnostics"]}


def test_a_notice_goes_once_the_new_version_is_ready(tea):
    replace_dose(tea)
    tea.run("publish", "--out", "site")
    tea.edit(
        "locales/ja/LC_MESSAGES/hot-tea.po",
        '55 °C."\nmsgstr ""',
        '55 °C."\nmsgstr "お茶を5分間おきます。その後、55 °Cに冷めるまで待ちます。"',
    )
    assert tea.run("publish", "--out", "site").code == 0
    assert states(tea) == fresh_but()


def test_a_withdrawn_approval_takes_the_page_down_at_once(tea):
    assert tea.run("withdraw", "es", "tea-milk", "--reason", "made for tests").code == 0
    done = tea.run("publish", "--out", "site")
    assert done.code == 1
    assert "the approval of statement 'tea-milk' was withdrawn" in done.out
    assert states(tea) == fresh_but(es="replaced")
    tea.run("approve", "es", "tea-milk", *PERSON)
    assert tea.run("publish", "--out", "site").code == 0
    assert states(tea) == fresh_but()


def test_where_every_page_must_go_the_notices_are_published(tea):
    """Nothing failed here: it is the reviewers' will that nobody reads these pages any more."""
    for locale in LOCALES:
        tea.run("withdraw", locale, "information-only", "--reason", "made for tests")
    assert tea.run("publish", "--out", "site").code == 1
    assert set(states(tea).values()) == {"replaced"}
    assert len(page(tea, "es/index.html").css(".articles .mark")) == 2
    assert not (tea.root / "site/sitemap.xml").exists()


# A contract that shrinks


def test_topics_narrowed_while_another_article_keeps_them_are_seen_on_the_page_that_loses_the_statement(tea):
    """Nobody's approval is gone: the statement is still asked of one article, and of the other one no more."""
    before = tea.read("site/en/iced-tea.html")
    tea.edit("source/safety/statements/tea.toml", 'topics = ["*"]', 'topics = ["tea"]')
    tea.edit("source/articles/iced-tea.md", "\n\n::safety information-only", "")
    done = tea.run("publish", "--out", "site", "--format", "json")
    nothing, *rows = [row for row in json.loads(done.out)["diagnostics"] if row["severity"] == "error"]
    assert (done.code, nothing["code"]) == (1, "nothing-published")
    assert [(row["code"], row["path"], row["statement"]) for row in rows] == [
        ("contract-shrunk", f"{locale}/iced-tea.html", "information-only") for locale in sorted(LOCALES)
    ]
    assert all("need not carry it any more" in row["message"] for row in rows)
    assert all("--shrink information-only" in row["hint"] for row in rows)
    assert tea.read("site/en/iced-tea.html") == before

    assert tea.run("publish", "--out", "site", "--shrink", "information-only").code == 0
    assert states(tea) == fresh_but()
    assert "This page gives information only." not in tea.read("site/en/iced-tea.html")
    assert "This page gives information only." in tea.read("site/en/hot-tea.html")
    again = tea.run("publish", "--out", "site", "--shrink", "information-only")
    assert again.code == 1
    assert "shrink-unused" in again.out


# The manifest


def test_the_manifest_of_a_site_in_every_state_keeps_its_schema(tea):
    from jsonschema import Draft202012Validator

    schema = json.loads((resources.files("toolkit.site") / "manifest.schema.json").read_text("utf-8"))
    tea.edit(ES, CALM, 'msgstr ""')
    tea.run("withdraw", "ja", "tea-milk", "--reason", "made for tests")
    (tea.root / "source/safety/approvals/ar/tea-milk.toml").unlink()
    tea.run("publish", "--out", "site", "--draft")
    assert states(tea) == fresh_but(ar="draft", es="kept", ja="replaced")
    manifest = json.loads(tea.read("site/manifest.json"))
    Draft202012Validator(schema).validate(manifest)
    pages = {page["path"]: page for page in manifest["pages"]}
    assert [len(pages[f"{locale}/hot-tea.html"]["proof"]) for locale in LOCALES] == [4, 4, 4, 0]
    assert [sorted(pages[f"{locale}/hot-tea.html"]["inputs"]["catalogs"]) for locale in ("en", "es")] == [
        [],
        ["hot-tea", "safety-tea", "site"],
    ]


# Old releases


def test_as_many_old_releases_stay_as_asked_for(tea):
    for day in range(1, 5):
        tea.run("--date", f"2026-04-0{day}", "publish", "--out", "site", "--keep", "1")
    found = [path.name for path in (tea.root / "releases").iterdir() if not path.name.startswith(".")]
    assert len(found) == 2
    assert (tea.root / "site").resolve().name in found


# What the finished pages say decides


def with_template(tea, name, text):
    (tea.root / "source/templates").mkdir(exist_ok=True)
    (tea.root / "source/templates" / name).write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.css", ".statement { opacity: 0 }"),
        ("page.css", "@media print { .statement-critical { display: none } }"),
        ("banner.html", "<script>document.querySelector('main').remove()</script>"),
        ("index.html", "<!doctype html><title>x</title>"),
        ("places.html", "{{ nothing.like.this }}"),
    ],
)
def test_a_page_template_that_breaks_the_site_leaves_the_published_one_as_it_was(tea, name, text):
    before = {path: path.read_bytes() for path in (tea.root / "site").rglob("*") if path.is_file()}
    with_template(tea, name, text)
    done = tea.run("publish", "--out", "site", "--allow", "kept,replaced,withheld")
    assert done.code == 1
    assert "error[nothing-published]" in done.out
    assert before == {path: path.read_bytes() for path in (tea.root / "site").rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("statement.html", "<p>nothing here</p>"),
        ("article.html", "<article><h1>{{ title }}</h1><p>nothing here</p><i id=page_places></i>{{ text }}</article>"),
    ],
)
def test_a_page_template_that_loses_statements_is_not_published(tea, name, text):
    with_template(tea, name, text)
    done = tea.run("publish", "--out", "site", "--allow", "kept")
    assert (done.code, "error[statement-absent]" in done.out) == (1, True)
    assert states(tea)["es/hot-tea.html"] == "kept"
    assert "nothing here" not in tea.read("site/es/hot-tea.html")
    assert verified(tea)[0] == 0


def test_a_page_template_of_the_publisher_is_published(tea):
    with_template(
        tea, "base.html", '{% extends "toolkit/base.html" %}{% block limit %}<p>© {{ site.name }}</p>{% endblock %}'
    )
    with_template(tea, "page.css", "p { font-weight: 500 }")
    assert tea.run("publish", "--out", "site").code == 0
    assert "<p>© Tea for tests</p>" in tea.read("site/es/index.html")
    assert "<style>p{font-weight:500}</style>" in tea.read("site/es/hot-tea.html")
    assert verified(tea)[0] == 0


def test_a_page_that_fails_its_proof_keeps_its_published_text(tea):
    """The new text leads to a page that is not there; what was published stands."""
    for path in ("source/articles/hot-tea.md", ES):
        tea.edit(path, "(iced-tea.html)", "(nowhere.html)")
    done = tea.run("publish", "--out", "site", "--allow", "kept")
    assert done.code == 1
    for locale in ("en", "es"):
        assert f"{locale}/hot-tea.html: error[page-broken-link]" in done.out
    assert states(tea) == fresh_but(en="kept", es="kept", ar="kept", ja="kept")
    assert "nowhere" not in tea.read("site/es/hot-tea.html")
    assert verified(tea)[0] == 0
