"""What verbs tell: every message passes the catalogs, and reaches the user's terminal in the user's language."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.catalog.read import read_catalog
from toolkit.cli import VERBS
from toolkit.commands import fmt
from toolkit.report.plain import Texts

ROOT = Path(__file__).parent.parent.parent
COMMANDS = sorted((ROOT / "toolkit/commands").glob("*.py"))
PERSON = ("--reviewer", "Test Reviewer (test data)", "--role", "test")
ES = "locales/es/LC_MESSAGES/paracetamol-safely.po"
TRANSLATORS = {"_", "ngettext"}


def called(node):
    """The name of what a call calls, without what it belongs to."""
    return getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""


def untranslated(node, values):
    """The words in an expression that no catalog sees; `values` are those of the names that it may use."""
    if called(node) in TRANSLATORS:
        return []
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) and re.search("[A-Za-z]", node.value) else []
    parts = values.get(node.id, []) if isinstance(node, ast.Name) else ast.iter_child_nodes(node)
    return [word for part in parts for word in untranslated(part, {})]


def told_untranslated(source):
    """What a module tells in English only: the arguments of `tell`, and what `write_texts` is to tell."""
    nodes = list(ast.walk(ast.parse(source)))
    values = {}
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            values.setdefault(node.targets[0].id, []).append(node.value)
    told = [node.args[0] for node in nodes if called(node) == "tell"]
    told += [
        word.value for node in nodes if called(node) == "write_texts" for word in node.keywords if word.arg == "done"
    ]
    return [word for node in told for word in untranslated(node, values)]


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.name)
def test_no_verb_tells_anything_that_is_not_translatable(path):
    assert told_untranslated(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        'options.tell(f"wrote {path}")',
        'options.tell("wrote " + path)',
        'text = f"wrote {path}"\noptions.tell(text)',
        'options.tell(_("one") if check else "wrote ")',
        'write_texts(options, texts, check=check, done="wrote ")',
    ],
)
def test_a_raw_text_would_be_found(source):
    assert [word.strip() for word in told_untranslated(source)] == ["wrote"]


def test_one_thing_is_not_called_by_the_plural_in_english():
    template, _ = read_catalog((ROOT / "toolkit/locales/toolkit.pot").read_bytes(), "toolkit.pot", template=True)
    counted = [unit for unit in template.units if unit.msgid_plural is not None]
    assert len(counted) > 10
    assert [unit.msgid for unit in counted if re.search(r"\{number\} [a-z]+s\b", unit.msgid)] == []


def test_how_a_run_ends_is_translatable_but_for_the_name_of_the_program():
    calls = ast.walk(ast.parse((ROOT / "toolkit/cli.py").read_text("utf-8")))
    assert {
        word for call in calls if called(call) == "echo" for text in call.args for word in untranslated(text, {})
    } == {"l10n: "}


@pytest.fixture
def spanish(monkeypatch):
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")


def test_verbs_of_catalogs_speak_spanish(project, spanish):
    del spanish
    assert project.run("extract").err == "las plantillas están al día\n"
    assert project.run("update").err == "los catálogos están al día\n"
    assert project.run("fmt", "--check").err == "todos los catálogos están en su forma canónica\n"
    assert "añadido a pyproject.toml: de (alemán)\n" in project.run("init", "de").err
    project.edit(ES, "\n\n#.", "\n\n\n\n#.")
    assert project.run("fmt", "--check", ES).err == f"se escribiría {ES}\n"
    assert project.run("fmt", ES).err == f"escrito: {ES}\n"
    exported = project.run("export", "--format", "csv", "--out", "out").err
    assert re.fullmatch(r"[0-9]+ archivos exportados a out\n", exported)
    assert project.run("import", f"out/es/{Path(ES).stem}.csv", "--check").err == "los catálogos están al día\n"
    assert project.run("new", "other").err.startswith("proyecto creado en other; a continuación: cd other && l10n")
    project.edit(ES, 'msgstr "Cómo tomarlo"', 'msgstr ""')
    assert project.run("check", "--write-baseline", "known.json").err.startswith("escrito: known.json\nno se muestra")
    project.edit(ES, '\nmsgstr ""\n\n', '\nmsgstr "Cómo tomarlo"\n\n')
    done = project.run("check", "--baseline", "known.json")
    assert "ya no existe: escríbala de nuevo con --write-baseline" in done.err


def test_what_is_found_is_counted_in_spanish(project, spanish):
    del spanish
    assert project.run("check", ES).out == "ningún hallazgo\n"
    project.edit(ES, 'msgstr "Cómo tomarlo"', 'msgstr ""')
    project.edit(ES, 'msgstr "Cuándo pedir ayuda"', 'msgstr "{x} Cuándo pedir ayuda"')
    assert project.run("check", ES).out.splitlines()[-1] == "1 error, 1 advertencia"


def test_a_change_of_the_sources_is_told_in_spanish(project, spanish):
    del spanish
    for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "first"]):
        command = ["git", "-C", project.root, "-c", "user.name=Test", "-c", "user.email=test@example.org", *words]
        subprocess.run(command, check=True, capture_output=True)
    assert project.run("diff", "HEAD").out == "ningún mensaje de las fuentes cambió desde HEAD\n"
    project.edit("source/articles/paracetamol-safely.md", "How to take it", "How you take it")
    project.edit("source/safety/statements/paracetamol.toml", "at the same time", "on the same day")
    told = project.run("diff", "HEAD").out.splitlines()
    assert told[0] == "2 mensajes de las fuentes cambiaron desde HEAD"
    assert told[1] == "  ~ paracetamol-safely: How [-to-]{+you+} take it"
    assert told[2].startswith("  ~ [paracetamol-only-one] safety-paracetamol: ")
    assert told[4].split("  ")[:2] == ["Idioma", "Nuevos"]
    assert told[4].endswith("Aprobar de nuevo")
    assert told[-1] == "es: un aviso reemplaza la página publicada de paracetamol-safely"


def test_verbs_of_reviewers_speak_spanish(project, spanish):
    del spanish
    path = "source/safety/approvals/es/paracetamol-only-one.toml"
    assert f"escrito: {path}\n" in project.run("approve", "es", *PERSON).err
    assert project.run("approve", "es", *PERSON).err == "ningún texto de seguridad en 'es' espera aprobación\n"
    assert project.run("review", "es", *PERSON).err == "escrito: source/safety/reviews/es/paracetamol-safely.toml\n"
    assert project.run("withdraw", "es", "paracetamol-only-one", "--reason", "test").err == f"escrito: {path}\n"
    assert project.run("report", "--out", "report.html").err == "escrito: report.html\n"


def test_verbs_of_pages_speak_spanish(project, spanish):
    del spanish
    withheld = project.run("build", "--out", "pages")
    assert "no construida: " in withheld.err
    assert re.search("^[0-9]+ archivos escritos en pages$", withheld.err, re.MULTILINE)
    done = project.run("publish", "--draft", "--out", "site")
    assert "construcción de 1 artículo en 3 idiomas\n" in done.err
    assert done.err.endswith("publicado: 3 como borrador\n")
    assert project.run("publish", "--draft", "--out", "site").err.endswith("nada había cambiado: 3 como borrador\n")
    verified = project.run("verify", "--draft", "site").err
    assert "demostrada, 3 de 3 textos de seguridad intactos\n" in verified
    assert verified.endswith(", no que una página entera signifique lo mismo.\n")
    project.edit("source/articles/paracetamol-safely.md", "::safety", "::safty")
    assert "no se publicó nada: corrija primero las fuentes\n" in project.run("publish", "--out", "site").err


def test_a_merge_that_needs_a_human_says_so_in_spanish(project, spanish):
    del spanish
    text = project.read(ES)
    for name, words in (("base", "Cómo tomarlo"), ("ours", "Uno"), ("theirs", "Dos")):
        (project.root / f"{name}.po").write_text(text.replace("Cómo tomarlo", words), "utf-8")
    done = project.run("merge-driver", "base.po", "ours.po", "theirs.po", ES)
    assert (done.code, done.err) == (1, f"{ES}: ambos lados cambiaron 'How to take it'\n")
    (project.root / "theirs.po").write_text("<<<<<<<", "utf-8")
    assert "; git lo fusiona por líneas\n" in project.run("merge-driver", "base.po", "base.po", "theirs.po", ES).err


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("ar_EG.UTF-8", "جارٍ البناء: مقال واحد بـ3 لغات\n"),
        ("pl_PL.UTF-8", "budowanie: 1 artykuł w 3 językach\n"),
        ("ja_JP.UTF-8", "3言語、1記事を作成しています\n"),
    ],
)
def test_a_count_takes_the_form_of_its_language(project, monkeypatch, locale, expected):
    monkeypatch.setenv("LC_ALL", locale)
    assert expected in project.run("publish", "--draft", "--out", "site").err


def test_how_a_run_ends_is_said_in_spanish(project, spanish, monkeypatch):
    del spanish
    done = project.run("fmt", "--nonsense")
    assert done.err.splitlines()[1] == "    sugerencia: 'l10n fmt --help' shows how it is used"

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(fmt, "limits_at", interrupted)
    done = project.run("fmt")
    assert (done.code, done.err.strip()) == (130, "l10n: interrumpido; nada quedó a medio escribir")


def test_the_list_of_verbs_is_in_the_language_of_the_user(project, spanish):
    del spanish
    rows = " ".join(project.run("--help").out.partition("Órdenes:")[2].split())
    texts = Texts("es")
    assert rows == " ".join(f"{verb} {texts.gettext(summary)}" for verb, summary in VERBS.items())
    assert "withdraw retirar aprobaciones" in rows


@pytest.mark.parametrize(
    "words",
    [
        ("status", "--format", "json"),
        ("check", "--format", "json"),
        ("check", "--format", "sarif"),
        ("check", "--nonsense", "--format=json"),
        ("publish", "--format", "json", "--out", "site"),
        ("verify", "--format", "json", "missing.html"),
        ("man",),
    ],
    ids=" ".join,
)
def test_what_programs_read_is_the_same_in_every_language(project, monkeypatch, words):
    project.edit(ES, 'msgstr "Cómo tomarlo"', 'msgstr ""')
    english = project.run(*words)
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    assert (project.run(*words).code, project.run(*words).out) == (english.code, english.out)
    assert english.out


def l10n(*words, code="from toolkit.cli import main; main()", **environment):
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHONUTF8"))}
    return subprocess.run(
        [sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, check=False, env={**clean, **environment}
    )


@pytest.mark.parametrize(
    ("word", "environment"),
    [
        ("--version", {"LANG": "ja_JP.UTF-8"}),
        ("--help", {"LANG": "C.UTF-8"}),
        ("--help", {"LANG": "en_US.UTF-8"}),
        ("nonsense", {"LANG": "de_DE.UTF-8", "LANGUAGE": "en_GB:de"}),
    ],
)
def test_nothing_is_loaded_where_nothing_is_translated(word, environment):
    code = (
        "import atexit, sys\n"
        "heavy = ('babel', 'toolkit.catalog.read', 'toolkit.site.strings')\n"
        "atexit.register(lambda: print('loaded', [name for name in heavy if name in sys.modules]))\n"
        "from toolkit.cli import main\n"
        "main()\n"
    )
    assert l10n(word, code=code, **environment).stdout.decode("utf-8").splitlines()[-1] == "loaded []"


def test_letters_that_the_terminal_does_not_have_end_no_run():
    done = l10n("--help", LANG="en_US.ISO-8859-1", LANGUAGE="ja", PYTHONIOENCODING="latin-1")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"withdraw      \\u627f\\u8a8d" in done.stdout
