"""extract, init, update, fmt, check and status on a small project."""

import json
import re
import shlex
import subprocess
import sys

import polib
import pytest

from toolkit.commands.new import scaffold
from toolkit.diagnostic import ToolkitError

ARTICLE = "source/articles/paracetamol-safely.md"
ES = "locales/es/LC_MESSAGES/paracetamol-safely.po"
ES_SAFETY = "locales/es/LC_MESSAGES/safety-paracetamol.po"


@pytest.mark.parametrize("verb", ["extract", "update", "fmt"])
def test_a_new_project_is_up_to_date(project, verb):
    before = project.files()
    assert project.run(verb, "--check").code == 0
    assert project.run(verb).code == 0
    assert project.files() == before


@pytest.mark.parametrize("verb", ["extract", "update", "fmt"])
def test_this_repository_is_up_to_date(repository, verb):
    done = subprocess.run(
        [sys.executable, "-m", "toolkit", verb, "--check"], cwd=repository, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_an_inserted_line_changes_no_catalog(project):
    project.edit(ARTICLE, "## How to take it", "\n\n\n## How to take it")
    assert project.run("extract", "--check").code == 0
    assert project.run("update", "--check").code == 0


def test_an_edited_text_becomes_fuzzy_with_its_old_source(project):
    project.edit(
        ARTICLE,
        "Ask your pharmacist if you take other medicines.",
        "Ask your pharmacist if you take any other medicines.",
    )
    assert project.run("extract", "--check").code == 1
    assert project.run("extract").code == 0
    assert project.run("update").code == 0
    assert project.run("update", "--check").code == 0
    unit = next(unit for unit in polib.pofile(str(project.root / ES)) if "any other" in unit.msgid)
    assert (unit.fuzzy, unit.previous_msgid) == (True, "Ask your pharmacist if you take other medicines.")


@pytest.mark.parametrize("late", [False, True], ids=["at once", "after an update"])
def test_the_same_meaning_keeps_the_translation(project, late):
    new = "Ask your pharmacist if you take other medicine."
    project.edit(ARTICLE, "Ask your pharmacist if you take other medicines.", new)
    assert project.run("extract").code == 0
    if late:
        assert project.run("update").code == 0
    assert project.run("update", "--same-meaning", new).code == 0
    unit = next(unit for unit in polib.pofile(str(project.root / ES)) if unit.msgid == new)
    assert (unit.fuzzy, bool(unit.msgstr), "l10n:same-meaning" in unit.tcomment) == (False, True, True)


def test_a_text_that_no_message_has_means_nothing_the_same(project):
    before = project.files()
    done = project.run("update", "--same-meaning", "No such text")
    assert (done.code, "no message has the text 'No such text'" in done.err) == (2, True)
    assert project.files() == before


def test_a_broken_catalog_is_not_said_to_be_up_to_date(project):
    (project.root / ES).write_text("msgid \n", "utf-8")
    done = project.run("update")
    assert done.code == 1
    assert "up to date" not in done.out + done.err


def test_an_edited_safety_text_gets_no_guess(project):
    project.edit("source/safety/statements/paracetamol.toml", "Never take two medicines", "Never take three medicines")
    project.run("extract")
    project.run("update")
    catalog = polib.pofile(str(project.root / ES_SAFETY))
    unit = catalog.find("paracetamol-only-one", by="msgctxt")
    assert (unit.msgstr, unit.fuzzy) == ("", False)
    done = project.run("check")
    assert done.code == 1
    assert "error[untranslated]: the safety text 'paracetamol-only-one' is not translated" in done.out


def test_init_adds_a_locale_with_its_plural_forms(project):
    assert project.run("init", "pl").code == 0
    assert 'locales = ["ar", "es", "pl"]' in project.read("pyproject.toml")
    assert "# with it, pages get absolute links" in project.read("pyproject.toml")
    assert "nplurals=3" in project.read("locales/pl/LC_MESSAGES/site.po")
    assert project.run("update", "--check").code == 0


@pytest.mark.parametrize("name", ["xx", "pt-BR", "../evil", "en_US.UTF-8"])
def test_init_refuses_what_is_no_locale(project, name):
    before = project.files()
    assert project.run("init", name).code == 2
    assert project.files() == before


def test_new_goes_on_with_what_was_cut_off_and_touches_nothing_else(tmp_path, open_project):
    folder = tmp_path / "my first articles"
    for name in (".gitattributes", "locales/es/LC_MESSAGES/site.po"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(scaffold()[name])
    project = open_project(tmp_path)
    done = project.run("new", str(folder))
    assert (done.code, shlex.quote(str(folder)) in done.err) == (0, True)
    assert {name for name in scaffold() if (folder / name).read_bytes() == scaffold()[name]} == {*scaffold()}
    (folder / "babel.cfg").write_text("mine", "utf-8")
    assert project.run("new", str(folder)).code == 2
    assert (folder / "babel.cfg").read_text("utf-8") == "mine"


@pytest.mark.parametrize("kind", ["file", "link"])
def test_new_takes_no_folder_that_holds_something_of_others(tmp_path, open_project, kind):
    (tmp_path / "elsewhere").mkdir()
    folder = tmp_path / "mine"
    folder.mkdir()
    if kind == "file":
        (folder / "notes.txt").touch()
    else:
        (folder / "locales").symlink_to(tmp_path / "elsewhere")
    done = open_project(tmp_path).run("new", str(folder))
    assert (done.code, "is not empty" in done.err) == (2, True)
    assert [*(tmp_path / "elsewhere").iterdir()] == []


def test_fmt_says_of_no_file_that_it_wrote_it_where_it_could_not(project, monkeypatch):
    project.edit(ES, 'msgstr "Cómo tomarlo"', 'msgstr ""\n"Cómo tomarlo"')

    def full(*_arguments):
        raise ToolkitError("cannot write: No space left on device", code="io")

    monkeypatch.setattr("toolkit.commands.fmt.write_bytes", full)
    done = project.run("fmt")
    assert (done.code, "wrote" in done.err + done.out) == (2, False)


def test_fmt_reports_what_it_cannot_read_and_goes_on(project):
    catalog = "locales/es/LC_MESSAGES/paracetamol-safely.po"
    canonical = project.read(catalog)
    (project.root / catalog).write_text(canonical.replace('\nmsgstr "', '\n\n\nmsgstr "', 1), "utf-8")
    (project.root / "locales/ar/LC_MESSAGES/gone.po").symlink_to("nowhere.po")
    done = project.run("fmt", "locales")
    assert (done.code, "gone.po: error[io]" in done.out) == (1, True)
    assert project.read(catalog) == canonical
    assert project.run("fmt", "locales/ar/LC_MESSAGES/gone.po").code == 2


def test_fmt_keeps_what_a_catalog_says(project):
    catalog = polib.pofile(str(project.root / ES), wrapwidth=40)
    catalog.save(newline="\r\n")
    assert project.run("fmt", "--check").code == 1
    assert project.run("fmt").code == 0
    assert project.run("fmt", "--check").code == 0
    assert [(unit.msgid, unit.msgstr) for unit in polib.pofile(str(project.root / ES))] == [
        (unit.msgid, unit.msgstr) for unit in catalog
    ]


def test_another_layout_is_no_reason_to_update(project):
    polib.pofile(str(project.root / ES), wrapwidth=40).save()
    assert project.run("update", "--check").code == 0


def test_check_takes_a_catalog_by_its_path_without_a_project(tmp_path, project):
    file = tmp_path / "es.po"
    file.write_text(project.read(ES).replace("**antes**", "antes"), "utf-8")
    project.root = tmp_path
    done = project.run("check", "es.po", "--format", "json")
    found = json.loads(done.out)
    assert done.code == 1
    assert [(item["path"], item["code"], item["locale"]) for item in found["diagnostics"]] == [
        ("es.po", "markup", "es")
    ]
    assert found["summary"] == {"error": 1, "warning": 0, "note": 0}


def test_check_selects_ignores_and_fails_as_asked(project):
    project.edit(ES, 'msgstr "Cómo tomarlo"', 'msgstr ""')
    assert project.run("check").code == 0
    assert project.run("check", "--fail-on", "warning").code == 1
    assert project.run("check", "--fail-on", "warning", "--ignore", "untranslated").code == 0
    assert project.run("check", "--fail-on", "warning", "--select", "fuzzy").code == 0


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_check_refuses_a_code_that_no_finding_has(project, option):
    done = project.run("check", option, "untranslatd")
    assert (done.code, done.out) == (2, "")
    assert "did you mean 'untranslated'?" in done.err
    assert project.run("check", option, "untranslated,fuzzy", option, "missing-message").code == 0


def test_check_explains_findings_of_every_kind_without_a_project(project, tmp_path):
    project.root = tmp_path
    assert "Bold type marks what must not be overlooked" in project.run("check", "--explain", "markup").out
    assert "closing quote" in project.run("check", "--explain", "unterminated-string").out
    codes = project.run("check", "--explain", "list").out.split()
    assert {"markup", "unterminated-string", "unused-ignore", "approval-stale"} <= set(codes)
    done = project.run("check", "--explain", "mark-up")
    assert (done.code, "did you mean 'markup'?" in done.err) == (2, True)


def test_check_takes_a_folder_as_all_catalogs_below_it(project):
    project.edit(ES, "**antes**", "antes")
    found = json.loads(project.run("check", "locales", "--format", "json").out)["diagnostics"]
    assert [(item["path"], item["code"]) for item in found if item["severity"] == "error"] == [(ES, "markup")]
    assert project.run("check", "source/").code == 2


def test_one_catalog_that_cannot_be_read_does_not_stop_the_others(project):
    done = project.run("check", "missing.po", ES)
    assert done.code == 1
    assert "missing.po" in done.out
    assert project.run("check", "missing.po").code == 2


def test_a_file_that_is_no_catalog_is_called_by_its_name_and_no_language(project, tmp_path):
    (tmp_path / "es.mo").write_bytes(b"\xde\x12\x04\x95" + bytes(24))
    project.root = tmp_path
    done = project.run("check", "es.mo")
    assert (done.code, done.err) == (1, "")
    assert "es.mo:1: error[syntax]: the file is a compiled catalog (.mo)" in done.out


def test_only_a_language_can_be_added(project):
    assert "'l10n init fr' adds one" in project.run("check", "fr").err
    assert "init" not in project.run("check", "no-catalog.txt").err


def test_a_catalog_that_is_too_large_says_what_lets_it_pass(project):
    with (project.root / "large.po").open("wb") as file:
        file.truncate(8_000_001)
    done = project.run("check", "large.po")
    assert done.code == 2
    assert "limits.file-size" in done.err


@pytest.mark.parametrize("words", [("check", ""), ("fmt", ""), ("publish", "--draft", "--out", "")])
def test_a_word_that_is_empty_is_no_folder(project, words):
    """As in `l10n fmt "$FILE"` where the variable is not set: that folder would be the one where one stands."""
    project.edit(ES, 'msgstr ""', 'msgstr   ""')
    before = project.read(ES)
    done = project.run(*words)
    assert (done.code, done.out, "a word of the command is empty" in done.err) == (2, "", True)
    assert project.read(ES) == before


def test_an_article_that_is_gone_is_told_of_when_its_pages_go(project):
    second = re.sub("^slug:.*", "slug: second", project.read(ARTICLE), flags=re.MULTILINE)
    (project.root / "source/articles/second.md").write_text(second, "utf-8")
    assert project.run("extract").code == project.run("update").code == 0
    assert project.run("publish", "--draft", "--allow", "withheld", "--out", "site").code == 0
    (project.root / "source/articles/second.md").unlink()
    done = project.run("publish", "--draft", "--out", "site")
    assert done.code == 0
    assert "en/second.html: warning[page-gone]" in done.out + done.err


def test_a_project_without_pages_is_not_ready(project):
    (project.root / ARTICLE).unlink()
    assert "all ready" not in project.run("status").out


@pytest.mark.parametrize("stream", [1, 2])
def test_a_stream_that_is_closed_ends_no_run(project, stream):
    words = f'exec "{sys.executable}" -m toolkit "$@" {stream}>&-'
    for verb in ("check", "status"):
        done = subprocess.run(
            ["sh", "-c", words, "sh", verb], cwd=project.root, capture_output=True, text=True, check=False
        )
        assert (done.returncode, "Traceback" in done.stderr) == (0, False)


@pytest.mark.parametrize("streams", [">/dev/full", ">/dev/full 2>/dev/full"])
@pytest.mark.parametrize("words", [("check",), ("check", "--format", "json"), ("--help",)])
def test_a_full_disk_under_the_output_is_exit_code_2(project, words, streams):
    run = f'exec "{sys.executable}" -m toolkit "$@" {streams}'
    command = ["sh", "-c", run, "sh", *words]
    done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == ("" if "2>" in streams else "l10n: No space left on device\n")


@pytest.mark.parametrize("path", ["pyproject.toml", "source/site.toml", "source/safety/statements/general.toml"])
def test_a_byte_order_mark_is_called_by_its_name(project, path):
    (project.root / path).write_text("\ufeff" + project.read(path), "utf-8")
    done = project.run("check")
    assert done.code in {1, 2}
    assert "byte order mark" in done.out + done.err


def test_an_empty_catalog_says_how_it_is_made_anew(project):
    (project.root / ES).write_text("", "utf-8")
    done = project.run("update")
    assert done.code == 1
    assert "may be deleted" in done.out + done.err
    (project.root / ES).unlink()
    assert project.run("update").code == 0


def test_status_counts_each_locale(project):
    project.edit(ES, 'msgstr "Cómo tomarlo"', 'msgstr ""')
    rows = {row["locale"]: row for row in json.loads(project.run("status", "--format", "json").out)["locales"]}
    assert (rows["es"]["total"] - rows["es"]["translated"], rows["ar"]["percent"]) == (1, 100)
    assert "1 message to translate" in project.run("status", "es").out


BROKEN = {
    "unterminated string": (ES, 'msgid "How to take it"', 'msgid "How to take it', "unterminated-string"),
    "conflict marker": (ES, 'msgid "How to take it"', '<<<<<<< HEAD\nmsgid "How to take it"', "conflict-marker"),
    "hostile plural forms": (ES, "nplurals=3; plural=(", "nplurals=999999999; plural=(", "plural-forms"),
    "division by zero": (ES, "plural=(n == 1", "plural=n/0+(n == 1", "plural-forms"),
    "bidi override": (ES, 'msgstr "Cómo tomarlo"', 'msgstr "Cómo \u202etomarlo"', "bidi-character"),
    "raw HTML": (ARTICLE, "Paracetamol eases", "<b>Paracetamol</b> eases", "raw-html"),
    "unknown directive": (
        ARTICLE,
        "::safety paracetamol-overdose",
        "::safty paracetamol-overdose",
        "unknown-directive",
    ),
    "unplaced statement": (ARTICLE, "::safety paracetamol-overdose\n", "\n", "statement-missing"),
    "unknown statement": (
        ARTICLE,
        "::safety paracetamol-overdose",
        "::safety paracetamol-overdoze",
        "statement-unknown",
    ),
    "front matter": (ARTICLE, 'title: "Taking paracetamol safely"', "title: no", "front-matter"),
    "statement file": (
        "source/safety/statements/paracetamol.toml",
        'severity = "critical"',
        "severity = 3",
        "statement-invalid",
    ),
    "site strings": ("source/site.toml", "text = ", "txt = ", "site-strings"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_input_gets_a_clear_finding_and_no_file_is_harmed(project, name):
    path, old, new, code = BROKEN[name]
    project.edit(path, old, new)
    before = project.files()
    done = project.run("check", "--format", "json")
    assert done.code == 1
    found = [item for item in json.loads(done.out)["diagnostics"] if item["code"] == code]
    assert found, done.out
    assert all(item["path"] == path and item["line"] for item in found)
    for verb in (["extract"], ["update"], ["fmt"], ["publish", "--draft", "--out", "site"]):
        assert project.run(*verb).code in {0, 1}
    assert project.files() == before


def test_bytes_that_are_no_utf8_and_a_byte_order_mark_are_named(project):
    file = project.root / ES
    good = file.read_bytes()
    for data, code in (
        (good.replace("ó".encode(), b"\xf3", 1), "invalid-utf8"),
        (b"\xef\xbb\xbf" + good, "byte-order-mark"),
    ):
        file.write_bytes(data)
        found = json.loads(project.run("check", "--format", "json").out)["diagnostics"]
        assert code in {item["code"] for item in found if item["path"] == ES and item["line"]}
        project.run("update")
        assert file.read_bytes() == data


def test_wrong_settings_are_one_error_with_exit_code_2(project):
    project.edit("pyproject.toml", 'locales = ["ar", "es"]', 'locales = ["ar", "xx"]')
    done = project.run("check", "--format", "json")
    assert (done.code, json.loads(done.out)["diagnostics"][0]["code"]) == (2, "settings")


def test_plain_pybabel_extracts_the_same_messages(project, tmp_path):
    out = tmp_path / "all.pot"
    subprocess.run(
        [sys.executable, "-m", "babel.messages.frontend", "extract", "-F", "babel.cfg", "-o", out, "."],
        cwd=project.root,
        check=True,
        capture_output=True,
    )
    own = {(unit.msgctxt, unit.msgid) for pot in project.root.glob("locales/*.pot") for unit in polib.pofile(str(pot))}
    assert {(unit.msgctxt, unit.msgid) for unit in polib.pofile(str(out))} == own


FURTHER = """---
slug: "further"
title: "Further advice"
description: "More about pain."
published: 2026-02-23
topics: ["other"]
audience: ["patients"]
about: ["Paracetamol"]
---

Ask your pharmacist if you take any other medicines.

Never take two medicines that contain paracetamol at the same time.

::safety information-only
"""


@pytest.mark.parametrize("suggest", ["new", "asked", "off"])
def test_a_like_text_of_another_article_is_suggested_but_no_safety_text(project, suggest):
    (project.root / "source/articles/further.md").write_text(FURTHER, "utf-8")
    if suggest != "new":
        project.edit("pyproject.toml", "[tool.l10n]\n", "[tool.l10n]\nsuggest = false\n")
    project.run("extract")
    assert project.run("update").code == 0
    if suggest == "asked":
        assert project.run("update", "es", "--suggest").code == 0
    catalog = polib.pofile(str(project.root / "locales/es/LC_MESSAGES/further.po"))
    unit = catalog.find("Ask your pharmacist if you take any other medicines.")
    assert (bool(unit.msgstr), unit.fuzzy) == ((False, False) if suggest == "off" else (True, True))
    assert [other.msgid for other in catalog if other.msgstr and other is not unit] == []
    assert project.run("update", "--check").code == 0


def test_a_level_for_a_code_that_no_check_has_is_named(project):
    project.edit("pyproject.toml", "[tool.l10n]", '[tool.l10n]\nseverity = { fuzy = "error", fuzzy = "note" }')
    done = project.run("check")
    assert "pyproject.toml: warning[settings]: tool.l10n.severity: there is no check 'fuzy'" in done.out
    assert done.out.count("tool.l10n.severity") == 1
    published = project.run("publish", "--draft", "--out", project.root / "out")
    assert published.code == 0
    assert published.out.count("tool.l10n.severity: there is no check 'fuzy'") == 1


@pytest.mark.parametrize("note", ['#. Default: "x"', "#, python-brace-format", "#, c-format"])
def test_what_a_translator_writes_beside_a_message_switches_no_check_off(project, note):
    project.edit(
        "source/site.toml", "[links.contact]", '[links.help-line]\nname = "112"\nurl = "tel:112"\n\n[links.contact]'
    )
    project.edit(ARTICLE, "Take no more than the leaflet says.", "Call {help-line}.")
    assert project.run("extract").code == project.run("update").code == 0
    right, wrong = 'msgid "Call {help-line}."\nmsgstr ""', 'msgid "Call {help-line}."\nmsgstr "Llame 5 mg."'
    project.edit(ES, right, f"{note}\n{wrong}")
    project.edit(ES_SAFETY, 'msgctxt "paracetamol-only-one"', f'{note}\nmsgctxt "paracetamol-only-one"')
    project.edit(ES_SAFETY, "Nunca tome", "Nunca tome 500 mg")
    done = project.run("check", "es")
    assert done.code == 1
    assert "placeholder '{help-line}' is missing" in done.out
    assert "error[added-number]: '5 mg' is not in the source" in done.out
    assert "error[added-number]: '500 mg' is not in the source" in done.out


def test_a_catalog_of_another_language_is_told_in_a_project_too(project):
    project.edit(ES, "Language: es", "Language: fr")
    done = project.run("check")
    assert done.code == 1
    assert f"{ES}:1: error[locale-mismatch]: the header says 'fr', but the path says 'es'" in done.out
