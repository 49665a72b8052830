"""`l10n report` and the sheet: every fact is there, nothing foreign becomes markup, and the size is bounded."""

import datetime as dt
import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from toolkit.cli import main
from toolkit.diagnostic import Span
from toolkit.project import load_project
from toolkit.report.chart import charts
from toolkit.report.examples import marked
from toolkit.report.history import MOST_POINTS, Point, Trend, trend
from toolkit.report.pages import fill_page
from toolkit.report.sheet import Sheet, SheetRow
from toolkit.report.survey import survey
from toolkit.text.difference import Change

ES = "locales/es/LC_MESSAGES/paracetamol-safely.po"
SAFETY = "locales/es/LC_MESSAGES/safety-paracetamol.po"
ONE = "paracetamol-only-one"
PERSON = ("--reviewer", "Test Reviewer (test data)", "--role", "test")


def written(project, *words):
    done = project.run("report", "--out", "report.html", *words)
    assert (done.code, done.out) == (0, "")
    return project.read("report.html")


def text_of(node):
    return " ".join(node.text().split())


@pytest.fixture
def busy(project):
    """A project in which everything happens at once."""
    project.run("approve", "es", ONE, *PERSON)
    project.run("approve", "es", "paracetamol-overdose", *PERSON)
    project.run("withdraw", "es", "paracetamol-overdose", "--reason", "the <b>verb</b> is weak")
    project.edit(SAFETY, "mismo tiempo", "mismo instante")
    project.edit(ES, 'msgstr "Cómo tomarlo"', 'msgstr ""')
    project.edit(ES, 'msgstr "Cuándo pedir ayuda"', 'msgstr "Cuándo pedir {ayuda}"')
    project.edit(ES, '\nmsgid "Take no more', '\n#, fuzzy\nmsgid "Take no more')
    return project


def test_the_report_has_every_fact(busy):
    busy.run("approve", "ar", ONE, *PERSON)
    tree = LexborHTMLParser(written(busy))
    rows = {text_of(row.css_first("th")): row for row in tree.css("section.languages tbody tr")}
    spanish = [text_of(cell) for cell in rows["Spanish (es)"].css("td")]
    project = load_project(busy.root)
    total = sum(len(messages) for messages in project.messages.values())
    words = 4  # "How to take it"
    assert spanish[:3] == [f"{100 * (total - 2) // total}%", "1", str(words)]
    assert spanish[4:] == ["2", "0 / 3", "2", "0 / 1", "0 / 1"]
    page = [text_of(cell) for cell in tree.css("section.pages tbody td")]
    assert page[:2] == ["100% · 0/3waits for reviewers", "100% · 1/3waits for reviewers"]
    percent, safety, state = re.fullmatch(r"(\d+)% · (\d/\d)(\D+)", page[2]).groups()
    assert (int(percent) < 100, safety, state) == (True, "0/3", "has errors")
    statement = tree.css_first(f"#statement-{ONE}").next.next
    stale = statement.css_first(".bad")
    assert text_of(stale.css_first("del")) == "tiempo"
    assert text_of(stale.css_first("ins")) == "instante"
    assert "Test Reviewer (test data)" in text_of(stale)
    assert "the <b>verb</b> is weak" in text_of(tree.css_first("#statements").parent)
    assert "l10n approve es --reviewer NAME --role ROLE" in text_of(tree.css_first("#next").parent)
    evidence = tree.css_first("#code-placeholders").parent.css_first("mark")
    assert text_of(evidence) == "{ayuda}"
    assert "does not prove that a whole page means the same" in text_of(tree.css_first(".limit"))


def test_foreign_text_has_its_language_and_direction(project):
    tree = LexborHTMLParser(written(project))
    arabic = tree.css("bdi[lang=ar]")
    assert arabic
    assert {node.attributes["dir"] for node in arabic} == {"rtl"}


def test_the_same_input_gives_the_same_bytes(project):
    assert written(project) == written(project)


def test_a_language_may_be_asked_for_and_one_that_is_not_shipped_is_english(project):
    assert '<html lang="ar" dir="rtl">' in written(project, "--language", "ar")
    assert '<html lang="en" dir="ltr">' in written(project, "--language", "fi")


def test_only_the_locales_that_are_asked_for(project):
    tree = LexborHTMLParser(written(project, "es"))
    assert [text_of(row) for row in tree.css("section.languages tbody th")] == ["Spanish (es)"]


def test_an_unknown_locale_is_refused(project):
    done = project.run("report", "--out", "report.html", "--sheet", "xx")
    assert (done.code, (project.root / "report.html").exists()) == (2, False)


def test_the_sheet_has_what_waits_statement_by_statement(busy):
    html = written(busy, "--sheet", "es")
    tree = LexborHTMLParser(html)
    assert [text_of(node) for node in tree.css("section h2 code")] == [
        "information-only",
        "paracetamol-only-one",
        "paracetamol-overdose",
    ]
    sections = tree.css("section.sheet")
    assert len(sections[1].css(".field")) == 3
    assert "Never take two medicines" in text_of(sections[1])
    assert "instante" in text_of(sections[1])
    assert "information-only" not in LexborHTMLParser(approved_sheet(busy)).text()
    assert tree.css_first("script") is None


def test_a_sheet_of_the_source_language_asks_for_no_translation_back(project):
    tree = LexborHTMLParser(written(project, "--sheet", "en"))
    (first, *_) = tree.css("section.sheet")
    assert text_of(first).count("This page gives information only.") == 1
    assert "Back-translation" not in text_of(tree.body)
    assert "approved" in text_of(first)


def approved_sheet(project):
    project.run("approve", "es", "information-only", *PERSON)
    return written(project, "--sheet", "es")


def test_the_fingerprint_on_a_sheet_is_that_of_the_texts(busy):
    def mark():
        return re.findall(r"Fingerprint of the texts above: ([0-9a-f]{16})", written(busy, "--sheet", "es"))

    before = mark()
    assert mark() == before
    busy.edit(SAFETY, "mismo instante", "mismo momento")
    assert [one == other for one, other in zip(before, mark(), strict=True)] == [True, False, True]


HOSTILE = st.text() | st.sampled_from(
    [
        "</style><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "{{ 7 * 7 }}{% raw %}",
        "%(date)s {date} {0}",
        '" onmouseover="alert(1)',
        "</bdi></dd></dl><h1>forged</h1>",
        "\u202egnp.exe",
        "\ud800",
    ]
)


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
@settings(max_examples=60, deadline=None)
def test_a_text_of_an_outsider_is_only_ever_text(identity, wording, source, reference):
    changes = (("wording", ((Change.GONE, wording), (Change.COME, source))),)
    row = SheetRow(identity, "critical", (source,), (wording,), reference, changes, "0")
    html = fill_page("sheet.html", "en", sheet=Sheet(wording, "today", None, "ar", "en", (row,)))
    plain = SheetRow("x", "critical", ("x",), ("x",), "x" if reference else "", changes, "0")
    twin = fill_page("sheet.html", "en", sheet=Sheet("x", "today", None, "ar", "en", (plain,)))

    def tags(text):
        return [node.tag for node in LexborHTMLParser(text.encode("utf-8", "replace")).root.traverse()]

    assert tags(html) == tags(twin)


@given(st.text(max_size=600), st.integers(0, 600), st.integers(1, 9))
@settings(deadline=None)
def test_evidence_is_marked_where_it_is(text, start, size):
    part = text[start : start + size]
    rows = marked(text, [Span("msgstr", start, start + size, part)])
    found = [piece for is_evidence, piece in rows if is_evidence]
    assert found == ([] if not part else found[:1])
    assert len(rows) <= 4
    if part and len(part) == size and part.isascii() and part.isprintable():
        assert found == [part]


def test_a_span_that_is_not_in_the_text_marks_nothing():
    assert marked("one", [Span("msgstr", 0, 3, "two")]) == ((False, "one"),)


@pytest.fixture
def history(project):
    """The project in git: the Spanish article half translated in January, whole in February."""

    def git(*words, date="2026-01-10"):
        stamp = f"{date}T12:00:00+0000"
        subprocess.run(
            ["git", "-C", project.root, "-c", "user.name=Test", "-c", "user.email=test@example.org", *words],
            check=True,
            capture_output=True,
            env={"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp, "PATH": "/usr/bin:/bin", "HOME": "/nowhere"},
        )

    git("init", "--quiet")
    whole = project.read(ES)
    (project.root / ES).write_text(re.sub(r'(msgid "[^"]+"\nmsgstr) "[^"]+"', r'\1 ""', whole), "utf-8")
    git("add", ".")
    git("commit", "--quiet", "-m", "half")
    (project.root / ES).write_text(whole, "utf-8")
    git("commit", "--quiet", "-am", "whole", date="2026-02-10")
    project.git = git
    return project


def test_progress_is_read_from_the_history_of_the_catalogs(history):
    found = trend(history.root, ["ar", "es"])
    assert [point.date for point in found.points] == ["2026-01-10", "2026-02-10"]
    assert [point.percent["ar"] for point in found.points] == [100, 100]
    assert found.points[0].percent["es"] < 70
    assert found.points[1].percent["es"] == 100
    tree = LexborHTMLParser(written(history))
    labels = [node.attributes["aria-label"] for node in tree.css("svg")]
    assert labels[1] == f"es: 2026-01-10: {found.points[0].percent['es']} %, 2026-02-10: 100 %"


def test_a_long_history_has_few_points_and_the_last_day(history):
    for day in range(1, 29):
        (history.root / ES).write_text(history.read(ES) + f"\n# {day}\n", "utf-8")
        history.git("commit", "--quiet", "-am", "x", date=f"2026-03-{day:02}")
    dates = [point.date for point in trend(history.root, ["es"]).points]
    assert len(dates) == MOST_POINTS
    assert (dates[0], dates[-1]) == ("2026-01-10", "2026-03-28")


def test_without_history_the_report_says_why(project):
    assert trend(project.root, ["es"]).points == ()
    text = text_of(LexborHTMLParser(written(project)).css_first("#progress").parent)
    assert "There is no history to show." in text
    assert "not a git repository" in text


def test_a_shallow_clone_says_that_it_is_one(history, tmp_path):
    subprocess.run(
        ["git", "clone", "--quiet", "--depth=1", history.root.as_uri(), tmp_path / "clone"],
        check=True,
        capture_output=True,
    )
    assert trend(tmp_path / "clone", ["es"]).shallow
    assert not trend(history.root, ["es"]).shallow


def test_a_chart_lies_within_its_frame():
    points = tuple(Point(f"2026-01-{day:02}", {"es": value}) for day, value in ((1, 0), (9, 50), (31, 100)))
    (chart,) = charts(Trend(points), ["es", "ar"])
    assert chart.line == "4.0,36.0 44.5,20.0 156.0,4.0"
    (single,) = charts(Trend(points[:1]), ["es"])
    assert single.line == "156,36.0"


def test_the_survey_agrees_with_publish(busy):
    for locale in ("en", "ar"):
        busy.run("approve", locale, *PERSON)
    project = load_project(busy.root)
    seen = survey(project, project.config.all_locales, dt.date(2026, 3, 1))
    found = {row.locale: row.pages[0] for row in seen.locales}
    published = json.loads(busy.run("publish", "--out", "site", "--format", "json").out)["pages"]
    pages = {row["locale"]: row["state"] for row in published if row["path"].endswith("safely.html")}
    assert {locale: page.ready for locale, page in found.items()} == {
        locale: state == "fresh" for locale, state in pages.items()
    }
    assert (pages["en"], found["es"].ready, found["es"].errors > 0) == ("fresh", False, True)


@pytest.fixture(scope="module")
def thousand(tmp_path_factory):
    """A thousand articles in three languages, made of the scaffold's."""
    from toolkit.commands.new import scaffold

    root = tmp_path_factory.mktemp("thousand")
    for name, data in scaffold().items():
        names = [name]
        if "paracetamol-safely" in name:
            names = [name.replace("paracetamol-safely", f"article-{number}") for number in range(1_000)]
        for number, other in enumerate(names):
            (root / other).parent.mkdir(parents=True, exist_ok=True)
            text = data.replace(b"paracetamol-safely", f"article-{number}".encode())
            if len(names) > 1 and "/es/" in other and number % 3 == 0:
                text = text.replace("Cómo tomarlo".encode(), b"")
            (root / other).write_bytes(text)
    with pytest.raises(SystemExit) as end:
        main(["--project", str(root), "--date", "2026-03-01", "-q", "report", "--out", str(root / "report.html")])
    assert end.value.code == 0
    return root


def test_a_thousand_articles_fit_in_one_page(thousand):
    text = (thousand / "report.html").read_text("utf-8")
    tree = LexborHTMLParser(text)
    assert len(text.encode()) < 1_000_000
    assert len(tree.css("section.pages tbody tr")) == 150
    assert "150 of 1,000 are shown, those first that need most work." in text_of(tree.css_first("#pages").parent)
    first = [text_of(cell) for cell in tree.css("section.pages tbody tr")[0].css("td span")]
    assert first == ["waits for reviewers", "waits for reviewers", "not complete"]
    spanish = text_of(tree.css_first("#next").parent)
    assert "Messages to translate: 334 (words: 1,336)." in spanish
    assert "Other catalogs with open messages: 324." in spanish


AXE = Path(__file__).parent.parent / "browser/node_modules/axe-core/axe.min.js"
VNU = Path(__file__).parent.parent / "browser/node_modules/vnu-jar/build/dist/vnu.jar"


@pytest.mark.needs("chromium", "npm:axe-core")
def test_the_report_is_accessible_fits_every_width_and_needs_no_script(busy, thousand):
    import os
    import shutil

    from playwright.sync_api import sync_playwright

    busy.edit(ES, "Consulte a su", "Larguísima" * 60 + "  a su")
    (busy.root / "audit.html").write_text(busy.run("audit", "es", "--sample", "2", "--format", "html").out, "utf-8")
    written(busy)
    (busy.root / "ar.html").write_text(written(busy, "--language", "ar"), "utf-8")
    (busy.root / "sheet.html").write_text(written(busy, "--sheet", "es"), "utf-8")
    written(busy)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        for name in ("report.html", "ar.html", "sheet.html", "audit.html"):
            for width, scheme in ((320, "light"), (1280, "dark")):
                context = browser.new_context(
                    viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
                )
                page = context.new_page()
                asked = []
                page.on("request", lambda request, asked=asked: asked.append(request.url))
                page.goto((busy.root / name).as_uri())
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
                assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
                page.evaluate(AXE.read_text("utf-8"))
                found = page.evaluate("axe.run().then(done => done.violations.map(v => [v.id, v.nodes[0].html]))")
                assert found == [], (name, width)
                page.emulate_media(media="print")
                page.set_viewport_size({"width": 794, "height": 1123})  # A4: what is wider is cut off on paper
                assert page.evaluate("document.documentElement.scrollWidth") <= 794, name
                context.close()
        page = browser.new_page(viewport={"width": 375, "height": 800})
        page.goto((thousand / "report.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 375
        browser.close()


@pytest.mark.needs("java", "npm:vnu-jar")
def test_the_report_is_valid_html(busy):
    pages = []
    for number, words in enumerate(((), ("--language", "ar"), ("--sheet", "es"))):
        pages.append(busy.root / f"{number}.html")
        pages[-1].write_text(written(busy, *words), "utf-8")
    done = subprocess.run(
        ["java", "-Xss2m", "-jar", VNU, "--stdout", "--format", "text", *pages],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "No errors found" in done.stdout
    assert "warning" not in done.stdout
