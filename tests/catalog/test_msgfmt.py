"""Agreement with GNU gettext: what `msgfmt -c` rejects has an error here, what is written here it accepts.

Its checks of format strings are left to the check of placeholders, so no file here has a format flag.
"""

import subprocess
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.catalog.read import read_catalog
from toolkit.catalog.update import make_catalog, make_template, update_catalog
from toolkit.catalog.write import format_catalog
from toolkit.diagnostic import Severity
from toolkit.model import Message

HEADER = b"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: %s\\n"

"""
FORMS = b"nplurals=2; plural=(n != 1);"

PIECES = [
    'msgid "a"\nmsgstr "b"\n',
    'msgid "x"\nmsgid_plural "xs"\nmsgstr[0] "X"\nmsgstr[1] "XS"\n',
    '#, fuzzy\nmsgid "y"\nmsgid_plural "ys"\nmsgstr[0] "Y"\n',
    'msgctxt "c"\nmsgid "a"\nmsgstr "b"\n',
    '#~ msgid "old"\n#~ msgstr "alt"\n',
    '#~ msgid "a"\n#~ msgstr "alt"\n',
    '#| msgid "was"\nmsgid "now"\nmsgstr "b"\n',
    '#~| msgid "was"\n#~ msgid "now"\n#~ msgstr "b"\n',
    'msgid "n\\n"\nmsgstr "b"\n',
    'msgid "n\\n"\nmsgstr ""\n',
    'msgid "p"\nmsgid_plural "p\\n"\nmsgstr[0] "x"\nmsgstr[1] ""\n',
    'msgid "one"\n',
    'msgstr "two"\n',
    'msgstr[0] "three"\n',
    'msgstr[1] "three"\n',
    'msgid_plural "many"\n',
    'msgctxt "context"\n',
    '"string"\n',
    '"open\n',
    '"\\q"\n',
    '"\\x41\\101"\n',
    '#~ "string"\n',
    '#~ msgid "open\n',
    '#| msgid "was"\n',
    "# note\n",
    "#. note\n",
    "#: a.md\n",
    "#, fuzzy\n",
    "#\n",
    "#~\n",
    "#|\n",
    "\n",
    " \t\n",
    "<<<<<<< HEAD\n",
    "=======\n",
    'domain "x"\n',
    "\ufeff",
]
TOKENS = [*"n01n2()!<>?:+-*/%=&", "==", "!=", "&&", "||"]


def accepted(data, path):
    """Whether `msgfmt -c` takes the file."""
    path.write_bytes(data)
    return subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], capture_output=True, check=False).returncode == 0


def errors(data):
    return [item for item in read_catalog(data, "es.po")[1] if item.severity is Severity.ERROR]


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return tmp_path_factory.mktemp("msgfmt") / "es.po"


@pytest.mark.needs("msgfmt")
@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=5).map("".join))
def test_what_msgfmt_rejects_has_an_error(file, text):
    data = HEADER % FORMS + text.encode()
    assert accepted(data, file) or errors(data)


@pytest.mark.needs("msgfmt")
@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(TOKENS), max_size=7).map(" ".join))
def test_an_expression_that_msgfmt_rejects_is_an_error(file, expression):
    data = HEADER % f"nplurals=2; plural={expression};".encode() + PIECES[1].encode()
    assert accepted(data, file) or errors(data)


@pytest.mark.needs("msgfmt")
def test_our_rules_are_stricter_on_purpose(file):
    """Files that msgfmt takes and other tools read wrongly, or that hide what they say."""
    for text in ('msgctxt "x"\nmsgid ""\nmsgstr "b"\n', 'msgid "a"\nmsgstr "b\u202e"\n', 'msgid "a"\nmsgstr "b\x01"\n'):
        data = HEADER % FORMS + text.encode()
        assert accepted(data, file)
        assert errors(data)


MESSAGES = [
    Message("Never stop taking baclofen suddenly.", msgctxt="never-stop", references=("source/my notes/a b.md",)),
    Message("One day", msgid_plural="{count} days", comments=("shown under the title",)),
    Message('Say "yes" \\ or\tno\n', comments=("paragraph",)),
]


@pytest.mark.needs("msgfmt")
@pytest.mark.parametrize("locale", ["ar", "es", "ja", "pl", "pt_BR", "ru", "zh_Hans", "cy", "br"])
def test_new_and_updated_catalogs_are_accepted(file, locale):
    template = make_template(MESSAGES, project="patients", date="2026-02-23", previous=None)
    catalog = make_catalog(template, locale)
    assert accepted(format_catalog(catalog).encode(), file)
    units = tuple(
        replace(unit, msgstrs=tuple(f"{unit.msgid.upper()[:-1]}{unit.msgid[-1]}" for _ in unit.msgstrs))
        for unit in catalog.units
    )
    catalog = replace(catalog, units=units)
    assert accepted(format_catalog(catalog).encode(), file)
    edited = [replace(MESSAGES[0], msgid="Never stop."), replace(MESSAGES[1], msgid_plural="{count} whole days")]
    template = make_template(edited, project="patients", date="2026-02-24", previous=template)
    updated = update_catalog(catalog, template, guarded=lambda message: message.msgctxt is not None)
    assert accepted(format_catalog(updated).encode(), file)
    assert errors(format_catalog(updated).encode()) == []
