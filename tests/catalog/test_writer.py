"""The canonical form: what it looks like, and that no value can forge an entry."""

from io import BytesIO

import polib
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog.read import read_catalog
from toolkit.catalog.write import format_catalog
from toolkit.model import Catalog, Unit

CANONICAL = """\
# Notes of the team
msgid ""
msgstr ""
"Project-Id-Version: patients\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Poedit-Basepath: ..\\n"

# first note
#
# second note
#. paragraph
#: source/articles/a.md
#: \u2068my notes/b c.md\u2069:7
#, fuzzy, ignore-missing-number
#| msgctxt "old"
#| msgid "one"
msgctxt "tab\\there"
msgid "said \\"one\\" \\\\ "
msgid_plural ""
"two\\n"
"three"
msgstr[0] "UNO\\n"
msgstr[1] ""
"\\n"
"DOS"

#~ msgid ""
#~ "gone\\n"
#~ "away"
#~ msgstr ""
"""
CATALOG = Catalog(
    "",
    Unit(
        "",
        ("Project-Id-Version: patients\nContent-Type: text/plain; charset=UTF-8\nX-Poedit-Basepath: ..\n",),
        flags=("fuzzy",),
        translator_comments=("Notes of the team",),
    ),
    (
        Unit(
            'said "one" \\ ',
            ("UNO\n", "\nDOS"),
            "tab\there",
            "two\nthree",
            flags=("fuzzy", "ignore-missing-number"),
            translator_comments=("first note", "", "second note"),
            comments=("paragraph",),
            references=("source/articles/a.md", "my notes/b c.md:7"),
            previous_msgctxt="old",
            previous_msgid="one",
        ),
    ),
    (Unit("gone\naway", obsolete=True),),
)


def test_the_canonical_form():
    assert format_catalog(CATALOG) == CANONICAL


def test_the_canonical_form_is_read_as_what_was_written():
    catalog, _ = read_catalog(CANONICAL.encode(), "es.po")
    assert catalog.units == CATALOG.units
    assert catalog.obsolete == CATALOG.obsolete
    assert catalog.header.msgstr == CATALOG.header.msgstr


def test_long_lines_are_not_wrapped():
    assert f'msgstr "{"word " * 100}"\n' in format_catalog(Catalog("", None, (Unit("a", ("word " * 100,)),)))


def test_an_empty_catalog_is_an_empty_file():
    assert format_catalog(Catalog("", None, ())) == ""


EVIL = st.text(
    st.sampled_from('\n\r\x0b\x0c\x1c\x85\u2028"# ,:.~|\u2068\u2069msgidtr')
    | st.characters(exclude_categories=("Cs",), max_codepoint=0x3000),
    max_size=12,
) | st.sampled_from(
    [
        'x\nmsgid "forged"\nmsgstr "forged"',
        'x\rmsgid "forged"\rmsgstr "forged"',
        'x\u2028msgid "forged"\u2028msgstr "forged"',
        'x\x85\x85msgid "forged"\x85msgstr "forged"',
        '\n\n#, fuzzy\nmsgid "forged"',
        '"\n"forged',
    ]
)


@given(st.lists(EVIL, max_size=2).map(tuple), st.lists(EVIL, max_size=2).map(tuple))
def test_no_comment_flag_or_reference_forges_an_entry(some, others):
    unit = Unit("a", ("A",), flags=some, translator_comments=others, comments=some, references=others)
    head = Unit("", ("Content-Type: text/plain; charset=UTF-8\n",))
    text = format_catalog(Catalog("", head, (unit, Unit("b", ("B",)))))
    assert [row for row in text.split("\n") if row and not row.startswith("#")] == [
        'msgid ""',
        'msgstr "Content-Type: text/plain; charset=UTF-8\\n"',
        'msgid "a"',
        'msgstr "A"',
        'msgid "b"',
        'msgstr "B"',
    ]
    assert text.splitlines() == text.split("\n")[:-1]  # other tools take more than LF for the end of a line
    assert [(entry.msgid, entry.msgstr) for entry in polib.pofile(text)] == [("a", "A"), ("b", "B")]
    assert [message.id for message in read_po(BytesIO(text.encode()))] == ["", "a", "b"]
    again, _ = read_catalog(text.encode(), "es.po")
    assert text == format_catalog(again) or len(again.units) < 2  # a NUL breaks its own entry only


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@given(TEXTS, TEXTS, st.none() | TEXTS)
def test_no_text_forges_an_entry(msgid, msgstr, msgctxt):
    text = format_catalog(Catalog("", None, (Unit(msgid, (msgstr,), msgctxt), Unit("b", ("B",)))))
    keywords = [row.split(" ")[0] for row in text.split("\n") if row and row[0] != '"']
    assert keywords == ["msgctxt"] * (msgctxt is not None) + ["msgid", "msgstr", "msgid", "msgstr"]
