"""Laws of the reader: it equals polib on well-formed files of any layout, its fast way equals its careful one.

The files are written here, in layouts that no tool of this repository writes: wrapped anywhere, CRLF, white space,
comments in any order.
"""

import re
from dataclasses import replace
from random import Random

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog import entries, read
from toolkit.catalog.characters import NOT_PLAIN
from toolkit.catalog.read import read_catalog
from toolkit.catalog.write import format_catalog
from toolkit.model import Unit

HEADER = """msgid ""
msgstr ""
"Project-Id-Version: patients\\n"
"PO-Revision-Date: 2026-02-23 00:00+0000\\n"
"Last-Translator: Automatically generated\\n"
"Language-Team: none\\n"
"Language: ar\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
FORBIDDEN = [chr(code) for start, end in ((0x202A, 0x202F), (0x2066, 0x206A)) for code in range(start, end)]

characters = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn"), exclude_characters=FORBIDDEN)
texts = st.text(characters | st.sampled_from('\n\t"\\ ab\u200f٣'), max_size=15)
msgids = texts.filter(bool)
lines = st.text(characters, min_size=1, max_size=8).filter(lambda text: text == text.strip())
paths = st.sampled_from(["a.md", "b/ж.md:7", "c:d.md", "٣.md:12"])
flags = st.sampled_from(["fuzzy", "c-format", "ignore-numbers", "read-only"])


def tuples(strategy, most):
    return st.lists(strategy, max_size=most, unique=True).map(tuple)


@st.composite
def units(draw, obsolete=False):
    if draw(st.booleans()) and not obsolete:  # as most entries are
        more = {"comments": draw(tuples(lines, 2)), "references": draw(tuples(paths, 3))}
        return Unit(msgid=draw(msgids), msgstrs=(draw(texts),), **more)
    plural = draw(st.none() | texts)
    previous = not obsolete and draw(st.booleans())
    return Unit(
        msgid=draw(msgids),
        msgstrs=(draw(texts),) if plural is None else (draw(texts), draw(texts)),
        msgctxt=draw(st.none() | texts),
        msgid_plural=plural,
        flags=draw(tuples(flags, 3)),
        translator_comments=draw(tuples(lines, 2)),
        comments=draw(tuples(lines, 2)),
        references=draw(tuples(paths, 3)),
        previous_msgctxt=draw(st.none() | texts) if previous else None,
        previous_msgid=draw(msgids) if previous else None,
        previous_msgid_plural=draw(st.none() | texts) if previous else None,
        obsolete=obsolete,
    )


def escaped(text):
    return [{"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}.get(char, char) for char in text]


def strings(layout, prefix, keyword, text):
    """Return the lines of one keyword, its text cut anywhere."""
    pieces, rest = [], escaped(text)
    while rest:
        size = layout.choice([len(rest), layout.randint(1, len(rest))])
        pieces.append("".join(rest[:size]))
        rest = rest[size:]
    if not pieces or layout.random() < 0.5:
        pieces.insert(0, "")
    blanks = ["", "", "", " ", "\t"]
    rows = [f'{prefix}{keyword} "{pieces[0]}"{layout.choice(blanks)}']
    return rows + [f'{prefix}"{piece}"{layout.choice(blanks)}' for piece in pieces[1:]]


def entry(layout, unit):
    """Return the lines of an entry, in a layout that a tool might write."""
    kinds = [[f"# {row}" for row in unit.translator_comments], [f"#. {row}" for row in unit.comments]]
    cut = layout.randint(0, len(unit.references))
    kinds.append([f"#: {' '.join(part)}" for part in (unit.references[:cut], unit.references[cut:]) if part])
    kinds.append([f"#, {', '.join(unit.flags)}"] if unit.flags else [])
    if layout.random() < 0.3:
        layout.shuffle(kinds)
    rows = [row for kind in kinds for row in kind]
    prefix, before = ("#~ ", "#~| ") if unit.obsolete else ("", "#| ")
    for mark, keyword, text in (
        (before, "msgctxt", unit.previous_msgctxt),
        (before, "msgid", unit.previous_msgid),
        (before, "msgid_plural", unit.previous_msgid_plural),
        (prefix, "msgctxt", unit.msgctxt),
        (prefix, "msgid", unit.msgid),
        (prefix, "msgid_plural", unit.msgid_plural),
    ):
        if text is not None:
            rows += strings(layout, mark, keyword, text)
    for index, text in enumerate(unit.msgstrs):
        rows += strings(layout, prefix, "msgstr" if unit.msgid_plural is None else f"msgstr[{index}]", text)
    return rows


class Tidy(Random):
    """The layout that tools write which wrap no lines: of two ways the first."""

    def random(self):
        return 1.0

    def choice(self, ways):
        return ways[0]

    def randint(self, least, _most):
        return least


@st.composite
def files(draw):
    """Units with different keys, and a file that says them."""
    found = draw(st.lists(units(), max_size=3)) + draw(st.lists(units(obsolete=True), max_size=1))
    found = sorted({unit.key: unit for unit in found}.values(), key=lambda unit: unit.obsolete)
    layout = draw(st.integers(0, 10_000).map(Random) | st.just(Tidy()))
    rows = HEADER.split("\n")[:-1]
    for unit in found:
        rows += [*entry(layout, unit), *[""] * layout.randint(1, 2)]
    end = layout.choice(["\n", "\n", "\r\n"])
    return found, end.join(rows) + layout.choice(["", end])


def fields_of(unit):
    """What polib says of an entry, or what we say of it in polib's words."""
    if isinstance(unit, Unit):
        return (
            unit.msgctxt,
            unit.msgid,
            unit.msgid_plural or "",
            unit.msgstrs,
            list(unit.flags),
            "\n".join(unit.translator_comments),
            "\n".join(unit.comments),
            [path if path[-1].isdigit() else f"{path}:" for path in unit.references],
            (unit.previous_msgctxt, unit.previous_msgid, unit.previous_msgid_plural),
            unit.obsolete,
        )
    return (
        unit.msgctxt,
        unit.msgid,
        unit.msgid_plural,
        tuple(text for _, text in sorted(unit.msgstr_plural.items())) or (unit.msgstr,),
        unit.flags,
        unit.tcomment,
        unit.comment,
        [f"{path}:{line}" for path, line in unit.occurrences],
        (unit.previous_msgctxt, unit.previous_msgid, unit.previous_msgid_plural),
        bool(unit.obsolete),
    )


@given(files())
def test_the_reader_equals_polib_on_every_field_of_well_formed_files(file):
    expected, text = file
    theirs = polib.pofile(text)
    ours, _ = read_catalog(text.encode(), "es.po")
    assert expected == [*ours.units, *ours.obsolete]
    assert [fields_of(entry) for entry in theirs] == [fields_of(unit) for unit in [*ours.units, *ours.obsolete]]
    assert theirs.metadata == dict(ours.headers)


@given(files())
def test_every_line_is_that_of_the_keyword(file):
    _, text = file
    rows = text.split("\n")
    catalog, _ = read_catalog(text.encode(), "es.po")
    for unit in (*catalog.units, *catalog.obsolete):
        assert rows[unit.line - 1].removeprefix("#~ ").startswith("msgid ")
        for index, line in enumerate(unit.msgstr_lines):
            keyword = "msgstr" if unit.msgid_plural is None else f"msgstr[{index}]"
            assert rows[line - 1].removeprefix("#~ ").startswith(f"{keyword} ")


@given(files())
def test_what_is_written_is_read_back_and_written_the_same(file):
    _, text = file
    catalog, _ = read_catalog(text.encode(), "es.po")
    written = format_catalog(catalog)
    again, _ = read_catalog(written.encode(), "es.po")
    assert catalog == again
    assert written == format_catalog(again)


FRAGMENTS = (
    r"""
msgid "a"|msgid ""|msgid_plural "as"|msgstr "b"|msgstr[0] "b"|msgstr[1] "c"|msgctxt "x"|"more"|"line\n"|"\"|"\\"|"
"\t\x41\101"|#|# note|#. extracted|#: a.md b.md:3|#, fuzzy, c-format|#= read-only|#~ msgid "old"|#~ msgstr "alt"|#~ "x"
<<<<<<< HEAD|=======|>>>>>>> other|msgstr|garbage|  msgid "indented"|msgid"glued"|#~|msgstr[99999999999999999999] "x"
""".strip()
    .replace("\n", "|")
    .split("|")
)
FRAGMENTS += ["", " ", "\t", '#| msgid "was"', '#~| msgid "was"', "#|", "\ufeff", "\x85"]
FRAGMENTS += ['"\u202e"', '"\u2067x\u2069"', '"\x00"', "# \udcff", "#: \u2068a b\u2069:1"]


@pytest.fixture(scope="module")
def careful():
    """A reader that takes every entry the careful way."""

    def nothing_is_plain(text, position, line, size, *, odd):
        return [], position, line

    def read_carefully(data):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(read, "plain_entries", nothing_is_plain)
            return read_catalog(data, "es.po")

    return read_carefully


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("\n".join), st.booleans())
def test_the_fast_way_equals_the_careful_way_on_any_lines(careful, text, header):
    data = (HEADER * header + text).encode("utf-8", "surrogateescape")
    assert careful(data) == read_catalog(data, "es.po")


@given(files(), st.data())
def test_the_fast_way_equals_the_careful_way_on_damaged_files(careful, file, data):
    text = file[1]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 5)))
    damaged = text[:start] + data.draw(st.sampled_from(["", '"', "\\", "\n", "#", "x"])) + text[end:]
    found = read_catalog(damaged.encode(), "es.po")
    assert careful(damaged.encode()) == found
    lines = [unit.line for unit in (*found[0].units, *found[0].obsolete)]
    assert [
        unit.line for unit in (*careful(damaged.encode())[0].units, *careful(damaged.encode())[0].obsolete)
    ] == lines


@given(st.lists(files(), min_size=1, max_size=4), st.integers(1, 400), st.sampled_from(["", "\u2067x\u2069", "\u202e"]))
def test_the_fast_way_equals_the_careful_way_wherever_a_window_ends(careful, some, window, odd):
    data = ("\n".join(text for _, text in some) + f'\n#. {odd}\nmsgid "{odd} y"\nmsgstr "x"\n').encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entries, "WINDOW", window)
        found = read_catalog(data, "es.po")
    assert careful(data) == found


@pytest.mark.parametrize("first", range(0, 0x11000, 0x1000))
def test_every_character_that_no_plain_entry_has_is_seen_among_the_bytes(first):
    odd = re.compile(f"[{NOT_PLAIN}]")
    chars = [chr(code) for code in range(first, first + 0x1000) if not 0xD800 <= code < 0xE000 and code != 0xD]
    wrong = [char for char in chars if entries.may_be_odd(f"é{char}a".encode()) is not bool(odd.search(char))]
    assert wrong == []


@given(st.binary(max_size=60))
def test_no_bytes_make_the_reader_raise(data):
    for prefix in (b"", HEADER.encode(), HEADER.encode() + b'msgid "a"\nmsgstr "'):
        catalog, found = read_catalog(prefix + data, "es.po")
        format_catalog(catalog).encode()
        for item in found:
            item.message.encode()
            assert item.line is None or 1 <= item.line <= (prefix + data).count(b"\n") + 1


@given(files())
def test_a_line_number_is_no_part_of_what_a_catalog_means(file):
    catalog, _ = read_catalog(file[1].encode(), "es.po")
    assert tuple(replace(unit, line=1, msgstr_lines=()) for unit in catalog.units) == catalog.units


def test_the_reader_equals_polib_on_the_catalogs_of_this_repository(repository):
    for folder in ("locales", "toolkit/locales"):
        for path in sorted((repository / folder).rglob("*.po*")):
            ours, _ = read_catalog(path.read_bytes(), str(path))
            theirs = polib.pofile(str(path))
            assert [fields_of(entry) for entry in theirs] == [fields_of(unit) for unit in [*ours.units, *ours.obsolete]]
