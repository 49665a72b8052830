"""export and import on a small project, with other programs in between."""

import csv
import io
import sys

import polib
import pytest
from translate.storage import factory

ES = "locales/es/LC_MESSAGES/paracetamol-safely.po"


def catalogs(project):
    return {path: data for path, data in project.files().items() if path.startswith(("locales", "source"))}


@pytest.mark.parametrize("form", ["xliff", "tmx", "csv", "tbx"])
def test_what_comes_back_as_it_went_changes_nothing(project, form, repository):
    (project.root / "source/terms.toml").write_text((repository / "source/terms.toml").read_text("utf-8"), "utf-8")
    assert project.run("export", "--format", form, "--out", "out").code == 0
    files = sorted(path for path in (project.root / "out").rglob("*") if path.is_file())
    assert len(files) == {"tbx": 1, "tmx": 2}.get(form, 8)
    before = catalogs(project)
    done = project.run("import", *files)
    assert (done.code, done.out) == (0, "")
    assert catalogs(project) == before
    assert project.run("import", "--check", *files).code == 0


def exported(project, form, path):
    assert project.run("export", "es", "--format", form, "--out", "out").code == 0
    return project.root / "out" / path


def test_another_program_translates_the_xliff(project):
    file = exported(project, "xliff", "es/paracetamol-safely.xlf")
    store = factory.getobject(str(file))
    unit = next(unit for unit in store.units if unit.source == "Take no more than the leaflet says.")
    assert unit.istranslated()
    assert "list item" in unit.getnotes("developer")
    unit.target = "NO MÁS"
    store.save()
    done = project.run("import", file)
    assert (done.code, done.err) == (0, f"wrote {ES}\n")
    assert polib.pofile(str(project.root / ES)).find(unit.source).msgstr == "NO MÁS"


def test_what_a_reviewer_refuses_in_a_spreadsheet_becomes_fuzzy(project):
    file = exported(project, "csv", "es/paracetamol-safely.csv")
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
    row = next(row for row in rows if row["source"].startswith("Take no more"))
    row["approved"], row["translator-comments"] = "no", "Too weak (test data)."
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(row), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    file.write_text(stream.getvalue(), "utf-8")
    assert project.run("import", file).code == 0
    (unit,) = polib.pofile(str(project.root / ES)).fuzzy_entries()
    assert (unit.msgid, unit.tcomment) == (row["source"], "Too weak (test data).")


def test_what_is_refused_is_not_said_to_be_up_to_date(project):
    file = exported(project, "csv", "es/paracetamol-safely.csv")
    file.write_text("locale,source,translation\n,one,UNO\n", "utf-8")
    done = project.run("import", file)
    assert (done.code, "up to date" in done.out + done.err) == (1, False)
    assert "does not say which language" in done.out + done.err


def test_a_safety_text_may_change_and_its_approval_is_void_then(project):
    assert project.run("approve", "es", "--reviewer", "Test Reviewer", "--role", "test data").code == 0
    approvals = {path: data for path, data in project.files().items() if "/approvals/" in path}
    file = exported(project, "xliff", "es/safety-paracetamol.xlf")
    text = file.read_text("utf-8")
    assert ".</target>" in text
    file.write_text(text.replace(".</target>", " (test).</target>", 1), "utf-8")
    done = project.run("import", file)
    assert done.code == 0
    assert "warning[import-safety-text]" in done.out
    assert {path: data for path, data in project.files().items() if "/approvals/" in path} == approvals
    assert "stale" in project.run("check", "es").out


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('target-language="es"', 'target-language="fr"', "the file is for the locale 'fr'"),
        ('source-language="en"', 'source-language="de"', "the file is translated from 'de'"),
        ('original="paracetamol-safely"', 'original="other"', "the file is of the catalog 'other'"),
        ('product-name="', 'product-name="not ', "the file is of another project, 'not "),
    ],
)
def test_a_file_of_another_project_locale_or_catalog_is_refused(project, old, new, why):
    file = exported(project, "xliff", "es/paracetamol-safely.xlf")
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    before = catalogs(project)
    done = project.run("import", file)
    assert (done.code, catalogs(project)) == (1, before)
    assert why in done.out


def test_texts_that_are_gone_and_files_of_no_format_are_told(project):
    file = exported(project, "xliff", "es/paracetamol-safely.xlf")
    text = file.read_text("utf-8").replace(">Take no more than the leaflet says.<", ">Take what you like.<")
    file.write_text(text, "utf-8")
    done = project.run("import", file)
    assert done.code == 0
    assert "warning[import-unknown]: the catalog has no text 'Take what you like.': not imported" in done.out
    other = project.root / "a.docx"
    other.write_bytes(b"PK")
    assert project.run("import", other).code == 2


MEMORY = """<tmx version="1.4"><header srclang="en-GB" creationtool="test data"/><body>
<tu><tuv xml:lang="en-GB"><seg>Read the leaflet before you take a dose.</seg></tuv>
<tuv xml:lang="es-ES"><seg>LEA EL PROSPECTO</seg></tuv></tu>
<tu><tuv xml:lang="en-GB"><seg>Never take two medicines that contain paracetamol at the same time.</seg></tuv>
<tuv xml:lang="es-ES"><seg>TOME DOS</seg></tuv></tu></body></tmx>"""


def test_a_memory_file_gives_suggestions_but_none_for_safety_texts(project):
    (project.root / "source/memory").mkdir()
    (project.root / "source/memory/agency.tmx").write_text(MEMORY, "utf-8")
    (project.root / "source/memory/broken.tmx").write_text("<tmx>", "utf-8")
    project.edit(
        "source/articles/paracetamol-safely.md",
        "- Take no more",
        "- Read the leaflet before you take any dose.\n"
        "- Never take two medicines that contain paracetamol at the same time.\n- Take no more",
    )
    project.run("extract")
    done = project.run("update", "es")
    assert "source/memory/broken.tmx" in done.out
    catalog = polib.pofile(str(project.root / ES))
    unit = catalog.find("Read the leaflet before you take any dose.")
    assert (unit.msgstr, unit.fuzzy, unit.previous_msgid) == (
        "LEA EL PROSPECTO",
        True,
        "Read the leaflet before you take a dose.",
    )
    assert catalog.find("Never take two medicines that contain paracetamol at the same time.").msgstr == ""


@pytest.mark.parametrize("harm", ["\u202e", "\x85", "x" * 30_000])
def test_a_memory_file_breaks_no_catalog(project, harm):
    (project.root / "source/memory").mkdir()
    text = MEMORY.replace("EL PROSPECTO", f"EL PROSPECTO{harm}")
    (project.root / "source/memory/agency.tmx").write_text(text, "utf-8")
    project.edit(
        "source/articles/paracetamol-safely.md",
        "- Take no more",
        "- Read the leaflet before you take any dose.\n- Take no more",
    )
    project.run("extract")
    assert project.run("update").code == 0
    assert "any dose." in project.read(ES)
    assert "EL PROSPECTO" not in project.read(ES)
    assert "error" not in project.run("check", "es").out


def test_without_lxml_the_extra_is_named(project, monkeypatch):
    monkeypatch.setitem(sys.modules, "lxml", None)
    monkeypatch.setitem(sys.modules, "lxml.etree", None)
    done = project.run("export", "--out", "out")
    assert (done.code, "pip install 'content-l10n-toolkit[exchange]'" in done.err) == (2, True)
    assert project.run("export", "--format", "csv", "--out", "out").code == 0


TERMS = """<martif type="TBX-Basic"><text><body><termEntry><langSet xml:lang="en"><tig><term>dose</term></tig></langSet>
<langSet xml:lang="es"><tig><term>WORD</term></tig></langSet></termEntry></body></text></martif>"""


def test_terms_of_several_files_come_into_the_glossary(project):
    for name, word in (("a.tbx", "dosis"), ("b.tbx", "toma")):
        (project.root / name).write_text(TERMS.replace("WORD", word), "utf-8")
    assert project.run("import", "a.tbx", "b.tbx").code == 0
    assert 'es = ["dosis", "toma"]' in project.read("source/terms.toml")
    (project.root / "wrong.tbx").write_text(TERMS.replace("WORD", "*").replace("dose", "drop"), "utf-8")
    done = project.run("import", "wrong.tbx", "a.tbx")
    assert "warning[import-term]: not imported: 'drop': " in done.out
    assert "drop" not in project.read("source/terms.toml")
    assert "term-invalid" not in project.run("check").out
    (project.root / "source/terms.toml").write_text("[[term]]\nterm = 'a'\n", "utf-8")
    assert project.run("export", "--format", "tbx", "--out", "out").code == 2
    (project.root / "source/terms.toml").write_bytes(b"\xff")
    assert project.run("import", "a.tbx").code == 2
    assert project.run("export", "--format", "tbx", "--out", "out").code == 2


def test_a_term_without_translations_makes_no_glossary(project):
    text = TERMS.replace("WORD", "dosis").replace("dose", "drop")
    start, end = text.index('<langSet xml:lang="es"'), text.rindex("</langSet>") + len("</langSet>")
    (project.root / "a.tbx").write_text(text[:start] + text[end:], "utf-8")
    done = project.run("import", "a.tbx")
    assert "warning[import-term]: not imported: 'drop': it has no translation" in done.out
    assert not (project.root / "source/terms.toml").exists()


def test_the_memory_of_another_program_is_imported_as_fuzzy_into_whatever_catalog_has_the_text(project):
    memory = MEMORY.replace("Read the leaflet before you take a dose.", "Take no more than the leaflet says.")
    (project.root / "project_save.tmx").write_text(memory, "utf-8")
    done = project.run("import", "project_save.tmx")
    assert done.code == 0
    assert "note[import-unknown]: 1 of 2 texts are not in this project" in done.out
    unit = polib.pofile(str(project.root / ES)).find("Take no more than the leaflet says.")
    assert (unit.msgstr, unit.fuzzy) == ("LEA EL PROSPECTO", True)


@pytest.mark.parametrize("out", ["source/memory", "locales", "."])
def test_an_export_never_takes_the_place_of_the_projects_own_files(project, out):
    before = project.files()
    done = project.run("export", "--format", "tmx", "--out", out)
    assert (done.code, project.files()) == (2, before)
    assert "that is where the project's own files are" in done.err
