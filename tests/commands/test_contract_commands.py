"""approve, withdraw, review and verify on a small project."""

import json

import pytest

SAFETY = "locales/es/LC_MESSAGES/safety-paracetamol.po"
ES = "locales/es/LC_MESSAGES/paracetamol-safely.po"
ONE = "paracetamol-only-one"
PERSON = ("--reviewer", "Test Reviewer (test data)", "--role", "test")


def findings(project, *words):
    done = project.run("check", "--format", "json", *words)
    return done.code, json.loads(done.out)["diagnostics"]


def test_an_approval_is_one_file_bound_to_its_texts(project):
    done = project.run("approve", "es", ONE, *PERSON, "--review-by", "2027-01-01")
    assert done.code == 0
    text = project.read(f"source/safety/approvals/es/{ONE}.toml")
    assert 'reviewer = "Test Reviewer (test data)"' in text
    assert "date = 2026-03-01" in text
    assert "review-by = 2027-01-01" in text
    assert 'record = "sha256:' in text
    assert "Never take two medicines" in done.out


def test_a_wording_with_an_error_is_shown_but_not_recorded(project):
    project.edit(SAFETY, "contengan paracetamol", "contengan ibuprofeno")
    done = project.run("approve", "es", *PERSON)
    assert done.code == 1
    assert "other-medicine" in done.out
    assert not (project.root / f"source/safety/approvals/es/{ONE}.toml").exists()
    assert (project.root / "source/safety/approvals/es/paracetamol-overdose.toml").exists()


def test_a_warning_is_shown_to_the_reviewer_who_decides(project):
    project.edit(SAFETY, "dos medicamentos", "dos dos medicamentos")
    done = project.run("approve", "es", ONE, *PERSON)
    assert done.code == 0
    assert "doubled-word" in done.out
    assert (project.root / f"source/safety/approvals/es/{ONE}.toml").exists()


@pytest.mark.parametrize(
    ("note", "reason"),
    [("# l10n:ignore lost-negation it is fine", "it is fine"), ("#, ignore-lost-negation", "no reason given")],
)
def test_a_reviewer_sees_what_a_translator_ignores(project, note, reason):
    catalog = "locales/es/LC_MESSAGES/safety-paracetamol.po"
    project.edit(catalog, "Nunca tome", "Tome")
    project.edit(catalog, 'msgctxt "paracetamol-only-one"', f'{note}\nmsgctxt "paracetamol-only-one"')
    assert "lost-negation" not in project.run("check", "es").out
    done = project.run("approve", "es", "--reviewer", "Test Reviewer", "--role", "test data")
    assert f"  warning: the negation of the source is missing: 'Never' (ignored in the catalog: {reason})\n" in done.out


@pytest.mark.parametrize(("note", "code"), [("", 1), ("# l10n:ignore added-number it is meant\n", 0)])
def test_who_reads_a_page_sees_what_is_found_on_it(project, note, code):
    catalog, text = "locales/es/LC_MESSAGES/paracetamol-safely.po", 'msgid "Take no more than the leaflet says."'
    project.edit(catalog, text, note + text)
    project.edit(catalog, "No tome más", "No tome 5 g más")
    done = project.run("review", "es", *PERSON)
    said = "warning[added-number]: '5 g' is not in the source (ignored in the catalog: it is meant)"
    assert (done.code, (said if note else "error[added-number]: '5 g' is not in the source\n") in done.out) == (
        code,
        True,
    )
    assert (project.root / "source/safety/reviews/es/paracetamol-safely.toml").exists() is not bool(code)


def test_an_edit_voids_an_approval_and_shows_the_difference(project):
    project.run("approve", "es", ONE, *PERSON)
    project.edit(SAFETY, "mismo tiempo", "mismo instante")
    code, found = findings(project)
    (stale,) = (item for item in found if item["code"] == "approval-stale")
    assert (code, stale["severity"], stale["statement"], stale["locale"]) == (1, "error", ONE, "es")
    assert "[-tiempo" in stale["message"]
    assert "{+instante" in stale["message"]


def test_a_missing_approval_is_news_for_check_and_an_error_for_publish(project):
    code, found = findings(project)
    assert code == 0
    assert {item["severity"] for item in found if item["code"] == "approval-missing"} == {"note"}
    assert project.run("publish", "--out", "site").code == 1


def test_all_that_wait_are_approved_at_once_but_not_what_was_withdrawn(project):
    project.run("approve", "es", ONE, *PERSON)
    assert project.run("withdraw", "es", ONE, "--reason", "wrong verb").code == 0
    assert project.run("approve", "es", *PERSON).code == 0
    assert 'status = "withdrawn"' in project.read(f"source/safety/approvals/es/{ONE}.toml")
    assert 'reason = "wrong verb"' in project.read(f"source/safety/approvals/es/{ONE}.toml")
    assert 'status = "approved"' in project.read("source/safety/approvals/es/paracetamol-overdose.toml")
    assert project.run("approve", "es", ONE, *PERSON).code == 0
    assert 'status = "approved"' in project.read(f"source/safety/approvals/es/{ONE}.toml")


def test_nothing_is_approved_where_something_is_not_translated(project):
    catalog = "locales/es/LC_MESSAGES/safety-paracetamol.po"
    units = project.read(catalog).rpartition("\nmsgstr ")
    (project.root / catalog).write_text(f'{units[0]}\nmsgstr ""\n', "utf-8")
    before = project.files()
    done = project.run("approve", "es", *PERSON)
    assert (done.code, "is not wholly translated" in done.err, done.out) == (2, True, "")
    assert project.files() == before


@pytest.mark.parametrize(
    "words",
    [
        ("approve", "xx", *PERSON),
        ("approve", "es", "no-such-statement", *PERSON),
        ("withdraw", "es", ONE, "--reason", "there is none"),
        ("review", "es", "no-such-article", *PERSON),
        ("review", "../..", *PERSON),
    ],
)
def test_what_is_not_there_is_named(project, words):
    before = project.files()
    done = project.run(*words)
    assert (done.code, "hint:" in done.err) == (2, True)
    assert project.files() == before


def test_two_persons_where_the_settings_ask_for_them(project):
    project.edit("pyproject.toml", "[tool.l10n]", '[tool.l10n]\nsecond-reviewer = ["critical"]')
    project.run("approve", "es", ONE, *PERSON)
    assert "approval-second-missing" in {item["code"] for item in findings(project)[1]}
    project.run("approve", "es", ONE, *PERSON, "--second", "test reviewer  (TEST data)", "--second-role", "test")
    assert "approval-second-missing" in {item["code"] for item in findings(project)[1]}
    project.run("approve", "es", ONE, *PERSON, "--second", "Second Tester (test data)", "--second-role", "test")
    assert "approval-second-missing" not in {item["code"] for item in findings(project)[1]}


def test_a_review_holds_until_a_message_changes(project):
    for locale in ("en", "es", "ar"):
        project.run("approve", locale, *PERSON)
        assert project.run("review", locale, *PERSON).code == 0
    assert project.run("publish", "--out", "site").code == 0
    assert '"lastReviewed":"2026-03-01"' in project.read("site/es/paracetamol-safely.html")
    project.edit(ES, "Cómo tomarlo", "Modo de tomarlo")
    (changed,) = (item for item in findings(project)[1] if item["code"] == "review-changed")
    assert (changed["path"], changed["msgid"]) == (ES, "How to take it")
    assert project.run("publish", "--out", "site").code == 0
    assert "lastReviewed" not in project.read("site/es/paracetamol-safely.html")
    assert "lastReviewed" in project.read("site/ar/paracetamol-safely.html")


def test_a_required_review_keeps_pages_back(project):
    project.edit("pyproject.toml", "[tool.l10n]", '[tool.l10n]\nrequire = "review"')
    for locale in ("en", "es", "ar"):
        project.run("approve", locale, *PERSON)
    assert project.run("publish", "--out", "site").code == 1
    for locale in ("en", "es", "ar"):
        project.run("review", locale, *PERSON)
    assert project.run("publish", "--out", "site").code == 0


@pytest.fixture
def published(project):
    assert project.run("publish", "--draft", "--out", "site").code == 0
    return project


def verified(project, *words):
    done = project.run("verify", "--format", "json", *words)
    return done.code, json.loads(done.out)


def test_a_published_site_is_proven(published):
    code, data = verified(published, "site", "--draft")
    assert code == 0
    assert {page["state"] for page in data["pages"]} == {"proven"}
    assert [page["path"] for page in data["pages"]] == [
        f"site/{locale}/paracetamol-safely.html" for locale in ("ar", "en", "es")
    ]
    assert {one["state"] for page in data["pages"] for one in page["statements"]} == {"kept"}
    assert all(one["found"] for page in data["pages"] for one in page["statements"])


def test_drafts_are_no_proof_unless_asked_for(published):
    code, data = verified(published, "site")
    assert code == 1
    states = {one["id"]: one["state"] for one in data["pages"][0]["statements"]}
    assert states == {
        "paracetamol-only-one": "not-approved",
        "paracetamol-overdose": "not-approved",
        "information-only": "kept",
    }


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda site: (site / "es/paracetamol-safely.html").write_text("<p>", "utf-8"), "page-changed"),
        (lambda site: (site / "es/paracetamol-safely.html").unlink(), "page-missing"),
        (lambda site: (site / "extra.html").write_text("<p>", "utf-8"), "page-extra"),
        (lambda site: (site / "manifest.json").write_text("{}", "utf-8"), "manifest-invalid"),
        (lambda site: (site / "manifest.json").unlink(), "manifest-missing"),
    ],
)
def test_a_site_that_somebody_touched_fails(published, change, code):
    change(published.root / "site")
    done, data = verified(published, "site", "--draft")
    assert done == 1
    assert code in {item["code"] for item in data["diagnostics"]}


@pytest.mark.needs("chromium")
def test_a_browser_is_asked_about_a_page_of_another_system_too(published):
    html = published.read("site/es/paracetamol-safely.html").replace("<main>", '<main style="order:1">')
    head = '<link rel="stylesheet" href="data:text/css,">'
    (published.root / "foreign.html").write_text(html.replace("</head>", f"{head}</head>"), "utf-8")
    for words, states in (((), {"visibility-unknown"}), (("--browser",), {"kept"})):
        data = verified(published, "foreign.html", "--draft", "--topic", "paracetamol", *words)[1]
        assert {one["state"] for one in data["pages"][0]["statements"]} == states


def test_a_page_of_another_system_needs_every_statement_of_its_topics(published):
    page = published.root / "foreign.html"
    catalog = published.read(SAFETY)
    words = [line.split('"')[1] for line in catalog.split("\n") if line.startswith('msgstr "') and line != 'msgstr ""']
    body = (
        f"<p>{words[0].replace(' ', '&nbsp;', 1)}</p><p>{words[1]}</p><ul><li>{words[2]}</li><li>{words[3]}</li></ul>"
    )
    page.write_text(f'<!doctype html><html lang="es"><title>x</title><main>{body}</main>', "utf-8")
    code, data = verified(published, "foreign.html", "--draft", "--topic", "paracetamol")
    states = {one["id"]: one["state"] for one in data["pages"][0]["statements"]}
    assert states == {
        "paracetamol-only-one": "equivalent",
        "paracetamol-overdose": "kept",
        "information-only": "absent",
    }
    assert (code, data["pages"][0]["state"]) == (1, "failed")
    page.write_text(page.read_text("utf-8").replace(' lang="es"', ""), "utf-8")
    assert verified(published, "foreign.html", "--draft")[1]["pages"][0]["state"] == "failed"
    assert verified(published, "foreign.html", "--draft", "--locale", "es")[1]["pages"][0]["locale"] == "es"


def test_pages_is_there_and_empty_when_nothing_could_be_run(project):
    code, data = verified(project, "no-such-folder")
    assert (code, data["pages"]) == (2, [])
    assert data["diagnostics"][0]["code"] == "io"


def test_a_page_that_is_not_built_fails_and_the_one_before_does_not_stay(project):
    assert project.run("approve", "es", *PERSON).code == 0
    assert project.run("build", "--draft", "--out", "pages").code == 0
    page = project.root / "pages/es/paracetamol-safely.html"
    assert page.is_file()
    assert project.run("withdraw", "es", "paracetamol-only-one", "--reason", "test").code == 0
    done = project.run("build", "--draft", "--out", "pages")
    assert (done.code, page.exists()) == (1, False)
    assert "not built: es/paracetamol-safely.html: the approval of statement" in done.err
    assert (project.root / "pages/ar/paracetamol-safely.html").is_file()


def test_a_notice_may_wait_for_its_approval_but_not_stand_after_it_was_withdrawn(published):
    notice = "information-only"
    assert published.run("approve", "es", notice, *PERSON).code == 0
    assert published.run("withdraw", "es", notice, "--reason", "wrong").code == 0
    data = verified(published, "site")[1]
    states = [{one["id"]: one["state"] for one in page["statements"]}[notice] for page in data["pages"]]
    assert states == ["kept", "kept", "not-approved"]


def test_a_misspelt_verb_is_answered_with_the_one_that_was_likely_meant(project):
    done = project.run("chekc")
    assert (done.code, "No such command 'chekc'. Did you mean 'check'?" in done.err) == (2, True)
    assert "Did you mean" not in project.run("xyzzy").err
