"""Tries to get a wrong safety page published, through every door that an outsider or a slip can reach.

Each test starts from a project whose statements are approved and published, changes one thing, publishes again, and
looks at what a reader of the Spanish page would find: the approved wording, or no article at all.
"""

import json
import shutil
import subprocess
import unicodedata

import pytest
from selectolax.lexbor import LexborHTMLParser

ES = "locales/es/LC_MESSAGES/paracetamol-safely.po"
SAFETY = "locales/es/LC_MESSAGES/safety-paracetamol.po"
PAGE = "site/es/paracetamol-safely.html"
ARTICLE = "source/articles/paracetamol-safely.md"
CONTRACT = "source/safety/statements/paracetamol.toml"
APPROVALS = "source/safety/approvals"
ONE = "paracetamol-only-one"
PERSON = ("--reviewer", "Test Reviewer (test data)", "--role", "test")


@pytest.fixture
def approved(project):
    """The project with all approvals (test data), published."""
    for locale in ("en", "es", "ar"):
        assert project.run("approve", locale, *PERSON).code == 0
    assert project.run("publish", "--out", "site").code == 0
    return project


def wording_of(project, statement=ONE):
    """What the Spanish page says in the statement's box; None where there is no such box to be read."""
    if not (project.root / PAGE).exists():
        return None
    boxes = LexborHTMLParser(project.read(PAGE)).css(f'[data-statement="{statement}"]')
    return [node.text().strip() for box in boxes for node in box.css("p, li")][1:] or None


@pytest.fixture
def right(approved):
    """The approved wording, as it is published."""
    return wording_of(approved)


def publish(project, *words):
    done = project.run("publish", "--out", "site", "--format", "json", *words)
    return done.code, json.loads(done.out)


def refused(project, right):
    """Publish, and say whether the change was refused: an exit code, and nothing but the approved wording to read."""
    code, data = publish(project)
    shown = wording_of(project)
    assert shown in (right, None)
    assert code == 1, data
    return True


@pytest.mark.parametrize(("old", "new"), [("Nunca tome", "Tome"), ("dos", "tres"), ("paracetamol.", "ibuprofeno.")])
def test_an_edited_wording(approved, right, old, new):
    approved.edit(SAFETY, old, new)
    assert refused(approved, right)


def test_a_fuzzy_wording(approved, right):
    approved.edit(SAFETY, f'msgctxt "{ONE}"', f'#, fuzzy\nmsgctxt "{ONE}"')
    assert refused(approved, right)


def test_an_obsolete_wording(approved, right):
    text = approved.read(SAFETY)
    start = text.index(f'msgctxt "{ONE}"')
    end = text.find("\n\n", start)
    entry = text[start : end if end > 0 else len(text)]
    approved.edit(SAFETY, entry, "\n".join(f"#~ {line}" for line in entry.strip().split("\n")))
    assert refused(approved, right)


@pytest.mark.parametrize("context", ["", 'msgctxt "paracetamol-only-one "\n', 'msgctxt "PARACETAMOL-ONLY-ONE"\n'])
def test_a_wording_under_another_context(approved, right, context):
    approved.edit(SAFETY, f'msgctxt "{ONE}"\n', context)
    assert refused(approved, right)


def test_two_wordings_swapped(approved, right):
    text = approved.read(SAFETY)
    swapped = text.replace(f'msgctxt "{ONE}"', 'msgctxt "X"').replace(
        'msgctxt "paracetamol-overdose"', f'msgctxt "{ONE}"'
    )
    (approved.root / SAFETY).write_text(swapped.replace('msgctxt "X"', 'msgctxt "paracetamol-overdose"'), "utf-8")
    assert refused(approved, right)


def test_a_second_catalog_of_the_same_domain(approved, right):
    wrong = approved.read(SAFETY).replace("Nunca", "Siempre").replace("nunca", "siempre")
    for name in (
        "locales/es/LC_MESSAGES/Safety-Paracetamol.po",
        "locales/es/safety-paracetamol.po",
        "locales/ES/LC_MESSAGES/safety-paracetamol.po",
    ):
        (approved.root / name).parent.mkdir(parents=True, exist_ok=True)
        (approved.root / name).write_text(wrong, "utf-8")
    publish(approved)
    assert wording_of(approved) == right


def test_a_doubled_entry_in_the_catalog(approved, right):
    text = approved.read(SAFETY)
    start = text.index(f'msgctxt "{ONE}"')
    entry = text[start:].split("\n\n")[0].replace("Nunca", "Siempre").replace("nunca", "siempre")
    (approved.root / SAFETY).write_text(f"{text}\n{entry}\n", "utf-8")
    assert refused(approved, right)


def test_a_page_template_that_adds_to_a_statement(approved, right):
    (approved.root / "source/templates").mkdir()
    (approved.root / "source/templates/statement.html").write_text(
        '<section data-statement="{{ id }}" id="statement-{{ id }}"><p>{{ text }} Salvo que lo necesite.</p></section>',
        "utf-8",
    )
    assert refused(approved, right)


def test_a_page_template_that_drops_the_slot(approved, right):
    (approved.root / "source/templates").mkdir()
    (approved.root / "source/templates/statement.html").write_text("<p>{{ text[:9] }}</p>", "utf-8")
    assert refused(approved, right)


@pytest.mark.parametrize(
    "style",
    [
        ".statement { display: none }",
        "[data-statement] { visibility: hidden }",
        "main { opacity: 0 }",
        "section p { font-size: 0 }",
        ".statement { color: #fff; background: #fff }",
        "@media screen { .statement { display: none } }",
        ".statement { position: absolute; left: -9999px }",
        "@import url(https://evil.example/x.css);",
    ],
)
def test_a_stylesheet_that_hides_statements(approved, right, style):
    (approved.root / "source/templates").mkdir()
    (approved.root / "source/templates/page.css").write_text(style, "utf-8")
    assert refused(approved, right)


def test_a_change_of_the_catalog_alone_is_seen_at_once(approved, right):
    """No cache may serve the page of yesterday's catalog as proven, or today's unproven."""
    before = approved.read(PAGE)
    approved.edit(ES, "Cómo tomarlo", "Modo de empleo")
    code, _ = publish(approved)
    assert code == 0
    assert "Modo de empleo" in approved.read(PAGE)
    assert "Modo de empleo" not in before


@pytest.mark.parametrize("source", [f"ar/{ONE}.toml", "es/paracetamol-overdose.toml"])
def test_an_approval_copied_from_elsewhere(approved, right, source):
    approved.edit(SAFETY, right[0], right[0].replace(".", " hoy."))
    shutil.copy(approved.root / APPROVALS / source, approved.root / APPROVALS / f"es/{ONE}.toml")
    assert refused(approved, right)


def test_an_approval_edited_to_fit_the_new_wording(approved, right):
    approved.edit(SAFETY, right[0], right[0].replace(".", " hoy."))
    approved.edit(f"{APPROVALS}/es/{ONE}.toml", right[0], right[0].replace(".", " hoy."))
    assert refused(approved, right)


def test_an_approval_with_the_hash_of_another_text(approved, right):
    other = approved.read(f"{APPROVALS}/es/paracetamol-overdose.toml").split('record = "')[1].split('"')[0]
    own = approved.read(f"{APPROVALS}/es/{ONE}.toml").split('record = "')[1].split('"')[0]
    approved.edit(f"{APPROVALS}/es/{ONE}.toml", own, other)
    assert refused(approved, right)


@pytest.mark.needs("git")
def test_a_git_merge_of_two_approvals(approved, right, monkeypatch):
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.setenv(name, "test@example.org")
    path = f"{APPROVALS}/es/{ONE}.toml"

    def git(*words):
        subprocess.run(["git", *words], cwd=approved.root, check=True, capture_output=True)

    git("init", "-b", "main")
    git("add", "-A")
    git("commit", "-m", "start")
    git("checkout", "-b", "one")
    approved.edit(SAFETY, right[0], right[0].replace(".", " hoy."))
    assert approved.run("approve", "es", ONE, *PERSON).code == 0
    git("commit", "-am", "one")
    git("checkout", "main")
    assert approved.run("approve", "es", ONE, "--reviewer", "Second Tester (test data)", "--role", "test").code == 0
    git("commit", "-am", "two")
    merged = subprocess.run(
        ["git", "merge", "one", "-X", "ours", "-m", "merge"], cwd=approved.root, capture_output=True, check=False
    )
    assert merged.returncode == 0
    assert "hoy." in approved.read(SAFETY)
    assert "Second Tester" in approved.read(path)
    assert refused(approved, right)


def test_a_lowered_severity(approved, right):
    approved.edit(CONTRACT, 'severity = "critical"\nregion', 'severity = "notice"\nregion')
    assert refused(approved, right)


def delete_statement(project):
    text = project.read(CONTRACT)
    start, end = text.index(f"[{ONE}]"), text.index("[paracetamol-overdose]")
    (project.root / CONTRACT).write_text(text[:start] + text[end:], "utf-8")
    project.edit(ARTICLE, f"::safety {ONE}\n", "")


def test_a_deleted_statement(approved, right):
    delete_statement(approved)
    assert refused(approved, right)


def without_approvals(project, statement=ONE):
    for locale in ("en", "es", "ar"):
        (project.root / APPROVALS / locale / f"{statement}.toml").unlink()


def test_a_statement_deleted_together_with_its_approvals(approved, right):
    delete_statement(approved)
    without_approvals(approved)
    assert refused(approved, right)
    assert wording_of(approved) == right
    code, data = publish(approved, "--shrink", ONE)
    assert code == 0, data
    assert wording_of(approved) is None
    code, data = publish(approved, "--shrink", ONE)
    assert (code, [row["code"] for row in data["diagnostics"] if row["severity"] == "error"]) == (1, ["shrink-unused"])


def test_a_lowered_severity_without_the_approvals(approved, right):
    approved.edit(CONTRACT, 'severity = "critical"\nregion', 'severity = "notice"\nregion')
    without_approvals(approved)
    assert refused(approved, right)
    assert wording_of(approved) == right


def test_a_statement_that_need_not_stand_in_the_lead_any_more(approved, right):
    approved.edit(CONTRACT, 'region = "lead"', 'region = "body"')
    assert refused(approved, right)


def test_a_statement_that_loses_its_approvals_first_and_is_deleted_behind_the_notice(approved, right):
    without_approvals(approved)
    assert refused(approved, right)
    delete_statement(approved)
    assert refused(approved, right)


def test_a_topic_taken_from_the_article(approved, right):
    approved.edit(ARTICLE, 'topics: ["paracetamol"]', 'topics: ["pain"]')
    approved.edit(ARTICLE, f"::safety {ONE}\n", "")
    assert refused(approved, right)


def test_a_narrowed_topic_of_a_statement(approved, right):
    text = approved.read(CONTRACT)
    start = text.index(f"[{ONE}]")
    narrowed = text[start:].replace('topics = ["paracetamol"]', 'topics = ["overdose"]', 1)
    assert narrowed != text[start:]
    (approved.root / CONTRACT).write_text(text[:start] + narrowed, "utf-8")
    approved.edit(ARTICLE, f"::safety {ONE}\n", "")
    assert refused(approved, right)


def test_a_statement_that_the_article_does_not_place(approved, right):
    approved.edit(ARTICLE, f"::safety {ONE}\n", "")
    assert refused(approved, right)


def test_a_statement_moved_out_of_its_region(approved, right):
    approved.edit(ARTICLE, f"::safety {ONE}\n", "")
    approved.edit(ARTICLE, "::safety information-only", f"::safety information-only\n\n::safety {ONE}")
    assert refused(approved, right)


def test_the_same_wording_in_another_normal_form_is_the_same(approved, right):
    catalog, page = SAFETY.replace("/es/", "/ar/"), PAGE.replace("/es/", "/ar/")
    before = approved.read(page)
    decomposed = unicodedata.normalize("NFD", approved.read(catalog))
    assert decomposed != approved.read(catalog)
    (approved.root / catalog).write_text(decomposed, "utf-8")
    publish(approved)
    assert unicodedata.normalize("NFC", approved.read(page)) == unicodedata.normalize("NFC", before)


@pytest.mark.parametrize("letter", ["\u200b", "\u00ad", "\u2060", "\u202e", "\u0430"])
def test_a_character_that_nobody_sees(approved, right, letter):
    wording = right[0]
    spot = wording.index("a")
    changed = wording[:spot] + letter + wording[spot + (letter == "\u0430") :]
    approved.edit(SAFETY, wording, changed)
    assert refused(approved, right)


def test_a_catalog_that_is_a_link_to_another_place(approved, right, tmp_path):
    outside = tmp_path / "outside.po"
    outside.write_text(approved.read(SAFETY), "utf-8")
    (approved.root / SAFETY).unlink()
    (approved.root / SAFETY).symlink_to(outside)
    assert refused(approved, right)


@pytest.mark.parametrize("path", [f"{APPROVALS}/es/{ONE}.toml", CONTRACT, ARTICLE])
def test_a_contract_file_that_is_a_link_to_another_place(approved, right, tmp_path, path):
    outside = tmp_path / "outside"
    shutil.copy(approved.root / path, outside)
    (approved.root / path).unlink()
    (approved.root / path).symlink_to(outside)
    assert refused(approved, right)


@pytest.mark.needs("msgmerge")
def test_msgmerge_behind_our_back(approved, right):
    approved.edit(CONTRACT, "Never take two medicines", "Never take three medicines")
    assert approved.run("extract").code == 0
    subprocess.run(
        ["msgmerge", "--quiet", "--update", "--previous", SAFETY, "locales/safety-paracetamol.pot"],
        cwd=approved.root,
        check=True,
        capture_output=True,
    )
    assert refused(approved, right)
    approved.edit(SAFETY, "#, fuzzy\n", "")
    assert refused(approved, right)
    subprocess.run(
        ["msgattrib", "--clear-previous", "--no-obsolete", "-o", SAFETY, SAFETY], cwd=approved.root, check=True
    )
    assert refused(approved, right)


def test_a_withdrawn_approval_takes_the_page_down(approved, right):
    assert approved.run("withdraw", "es", ONE, "--reason", "test").code == 0
    code, data = publish(approved)
    assert (code, wording_of(approved)) == (1, None)
    assert {page["path"]: page["state"] for page in data["pages"]}["es/paracetamol-safely.html"] == "replaced"


def test_an_approval_past_its_day(approved, right):
    assert approved.run("approve", "es", ONE, *PERSON, "--review-by", "2026-03-02").code == 0
    assert publish(approved)[0] == 0
    done = approved.run("publish", "--out", "site", "--date", "2026-03-03")
    assert (done.code, wording_of(approved) in (right, None)) == (1, True)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<section data-statement="paracetamol-only-one"><p>Tome dos.</p></section>',
        "</section></article><main>",
        "[x](javascript:alert(1))",
        "![x](https://evil.example/x.png)",
        "&lt;script&gt;",
        "{{ 7 * 7 }}",
        "{% include 'page.html' %}",
        "%(secret)s",
    ],
)
def test_a_translation_is_never_markup_and_never_a_template(approved, right, text):
    approved.edit(ES, 'msgstr "Cómo tomarlo"', f"msgstr {json.dumps(text, ensure_ascii=False)}")
    publish(approved)
    shown = wording_of(approved)
    assert shown in (right, None)
    if (approved.root / PAGE).exists():
        page = approved.read(PAGE)
        tree = LexborHTMLParser(page)
        assert [node.attributes.get("type") for node in tree.css("script")] in ([], ["application/ld+json"])
        assert "javascript:" not in "".join(node.attributes.get("href") or "" for node in tree.css("a"))
        assert not tree.css('img[src^="http"]')
        assert "49" not in "".join(node.text() for node in tree.css("h2"))


WRONG = "Take two medicines that contain paracetamol at the same time."


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (ARTICLE, "How to take paracetamol for pain or fever without taking too much of it.", WRONG),
        ("source/site.toml", "What this service is for", WRONG),
        ("pyproject.toml", "My patient articles", WRONG),
    ],
    ids=["description", "footer", "name of the site"],
)
def test_a_contradiction_in_what_is_said_beside_the_blocks_of_an_article(approved, path, old, new):
    approved.edit(path, old, new)
    assert approved.run("extract").code == 0
    assert publish(approved)[0] == 1
    assert WRONG not in approved.read("site/en/paracetamol-safely.html")
    assert WRONG not in approved.read("site/en/index.html")
