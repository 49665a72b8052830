"""The texts of the program itself: found as Babel finds them, and shipped in every language of this repository."""

import io
from pathlib import Path

import pytest
from babel.messages.extract import extract

from toolkit.article.program_texts import program_messages
from toolkit.project import load_project

ROOT = Path(__file__).parent.parent.parent
PROGRAM = [ROOT / "toolkit/cli.py", *sorted((ROOT / "toolkit/commands").glob("*.py"))]
SAMPLE = '''\
"""Not this: _("no")."""
# l10n: A note.
say(_("One {name}", name=1), ngettext("{number} thing", "{number} things", 3))
_(variable)
_("two " "parts")
other("not this")
'''


def test_calls_with_literals_are_messages_and_notes_are_for_translators():
    found = program_messages(SAMPLE, "x.py")
    assert [(item.msgid, item.msgid_plural, item.line) for item in found] == [
        ("One {name}", None, 3),
        ("{number} thing", "{number} things", 3),
        ("two parts", None, 5),
    ]
    assert found[0].comments == ("message of a command", "A note.")
    assert found[0].flags == ("python-brace-format",)


@pytest.mark.parametrize("path", PROGRAM, ids=lambda path: path.name)
def test_babel_finds_the_same(path):
    data = io.BytesIO(path.read_bytes())
    found = {
        texts if isinstance(texts, str) else texts[0]
        for _, texts, _, _ in extract("python", data, {"_": None, "ngettext": (1, 2)})
    }
    assert {item.msgid for item in program_messages(path.read_text("utf-8"), path.name)} == found


def test_what_the_program_says_is_translated_into_every_language():
    project = load_project(ROOT)
    paths = ("toolkit/cli.py", "toolkit/commands/", "toolkit/report/templates/")
    own = [item for item in project.messages["toolkit"] if any(path.startswith(paths) for path in item.references)]
    assert len(own) > 140
    for locale in project.config.locales:
        catalog = project.catalogs[locale, "toolkit"]
        assert [item.msgid for item in own if catalog.translation(item.msgid, item.msgctxt) is None] == [], locale
