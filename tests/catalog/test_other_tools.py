"""A catalog that other tools have read and written means the same after `l10n fmt`, but for what is said here."""

import io
import subprocess
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po, write_po
from translate.storage import pypo

from toolkit.catalog.compare import says_the_same
from toolkit.catalog.read import read_catalog
from toolkit.catalog.write import format_catalog
from toolkit.commands._verb import Options
from toolkit.commands.fmt import fmt
from toolkit.model import Catalog

ROOT = Path(__file__).parent.parent.parent
REAL = [
    ROOT / "locales/es/LC_MESSAGES/baclofen-spasticity.po",
    ROOT / "locales/ar/LC_MESSAGES/safety-baclofen.po",
    ROOT / "locales/ja/LC_MESSAGES/site.po",
]
EVERYTHING = r"""# A team's licence (test data)
msgid ""
msgstr ""
"Project-Id-Version: patients\n"
"POT-Creation-Date: 2026-02-23 00:00+0000\n"
"PO-Revision-Date: 2026-02-24 10:00+0100\n"
"Last-Translator: Test Translator <test@example.org>\n"
"Language-Team: none\n"
"Language: pl\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=3; plural=(n == 1 ? 0 : n%10 >= 2 && n%10 <= 4 && (n%100 < 12 || n%100 > 14) ? 1 : 2);\n"
"X-Generator: Poedit 3.4\n"
"X-Poedit-SearchPath-0: source\n"
"X-Crowdin-Project: patients\n"

# l10n:ignore markup the reviewer wants it so (test data)
# second line
#. paragraph; section: Side effects
#. must keep its meaning: safety rule stop-abruptly, critical
#: source/articles/baclofen.md
#, fuzzy, python-brace-format
#| msgctxt "old"
#| msgid "Take {n} tablet, **slowly**, with \"food\"."
msgctxt "a/b"
msgid "Take {n} tablets, **slowly**, with \"food\", and do so at the same hour of each and every day of the week."
msgstr "Przyjmuj {n} tabletki **powoli**, z „jedzeniem”.\tA \\ B"

#: source/site.toml
msgid "day"
msgid_plural "days"
msgstr[0] "dzień"
msgstr[1] "dni"
msgstr[2] ""

#. the item of a list
msgid ""
"line one\n"
"line two\n"
msgstr ""
"wiersz 1\n"
"wiersz 2\n"

#~ msgid "gone"
#~ msgstr "przepadło"
"""


def msgcat(file, _template):
    run("msgcat", "-o", file, file)


def msgcat_sorted_and_wrapped(file, _template):
    run("msgcat", "--sort-output", "--width=40", "-o", file, file)


def msgattrib(file, _template):
    run("msgattrib", "-o", file, file)


def msgmerge(file, template):
    run("msgmerge", "--quiet", "--update", "--previous", "--backup=none", file, template)


def babel(file, _template):
    catalog = read_po(io.BytesIO(file.read_bytes()), abort_invalid=True)
    with file.open("wb") as stream:
        write_po(stream, catalog, width=60, include_previous=True)


def with_polib(file, _template):
    polib.pofile(str(file)).save()


def translate_toolkit(file, _template):
    store = pypo.pofile.parsefile(str(file))
    store.save()


def run(*command):
    subprocess.run(list(map(str, command)), check=True, capture_output=True)


def without_what_babel_changes(catalog):
    """Babel drops fields of the header that it does not know, and guesses python-brace-format.

    It takes `#| msgid "..."` for a comment of the translator and writes `# | msgid "..."`.
    """
    return replace(
        catalog,
        units=tuple(
            replace(
                unit,
                flags=tuple(flag for flag in unit.flags if flag != "python-brace-format"),
                translator_comments=tuple(row for row in unit.translator_comments if not row.startswith(("|", '"'))),
                previous_msgctxt=None,
                previous_msgid=None,
            )
            for unit in catalog.units
        ),
    )


ADDED_BY_BABEL = {"Report-Msgid-Bugs-To", "Generated-By"}

GNU = [msgcat, msgcat_sorted_and_wrapped, msgattrib, msgmerge]
TOOLS = [*(pytest.param(tool, marks=pytest.mark.needs("msgcat")) for tool in GNU), babel, with_polib, translate_toolkit]


def files(tmp_path, text):
    file, template = tmp_path / "pl.po", tmp_path / "pl.pot"
    file.write_text(text, "utf-8")
    catalog, problems = read_catalog(text.encode(), "pl.po")
    assert problems == []
    blank = [
        replace(
            unit,
            msgstrs=("",) * len(unit.msgstrs),
            flags=tuple(flag for flag in unit.flags if flag != "fuzzy"),
            translator_comments=(),
            previous_msgctxt=None,
            previous_msgid=None,
        )
        for unit in catalog.units
    ]
    template.write_text(format_catalog(Catalog("", catalog.header, tuple(blank))), "utf-8")
    return file, template, catalog


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize(
    "text", [EVERYTHING, *(path.read_text("utf-8") for path in REAL)], ids=["all", "es", "ar", "ja"]
)
def test_a_catalog_means_the_same_after_another_tool(tool, text, tmp_path):
    file, template, before = files(tmp_path, text)
    tool(file, template)
    options = Options(tmp_path, None, None, quiet=True, verbose=False)
    assert fmt(options, paths=(file,)) == 0
    after, problems = read_catalog(file.read_bytes(), "pl.po")
    assert problems == []
    assert file.read_text("utf-8") == format_catalog(after)
    if tool is babel:
        assert "Take {n} tablet, **slowly**" not in text or '| msgid "Take {n} tablet' in file.read_text("utf-8")
        before, after = without_what_babel_changes(before), without_what_babel_changes(after)
    assert says_the_same(replace(before, header=None), replace(after, header=None))
    for name, value in before.headers.items():
        assert after.headers.get(name, "").lower() == value.lower() or (tool is babel and name.startswith("X-"))
    assert set(after.headers) - set(before.headers) <= (ADDED_BY_BABEL if tool is babel else set())
