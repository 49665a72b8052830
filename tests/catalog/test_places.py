"""Where a text stands in a file: every character of every text is found, and found back."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog.places import Place, entry_at
from toolkit.catalog.read import read_catalog
from toolkit.catalog.write import format_catalog
from toolkit.model import Catalog, Unit

TEXTS = st.text(st.sampled_from('ab\n"\\é𝄞م\t'), min_size=1, max_size=12)


def units(rows):
    return tuple(
        Unit(f"{number}{text}", (text,), msgctxt="c" if number % 2 else None, comments=("heading",), flags=("fuzzy",))
        for number, text in enumerate(rows)
    )


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_every_text_is_found_where_the_reader_saw_it(texts):
    source = format_catalog(Catalog("", None, units(texts)))
    rows = source.split("\n")
    catalog, _ = read_catalog(source.encode(), "x.po")
    for unit in catalog.units:
        entry = entry_at(rows, unit.line)
        assert entry.value("msgid") == unit.msgid
        assert entry.value("msgstr") == unit.msgstr
        assert entry.value("msgctxt") == unit.msgctxt
        assert rows[entry.first - 1] == "#. heading"
        assert [rows[line - 1] for line in entry.flag_lines] == ["#, fuzzy"]
        text = entry.texts["msgstr"]
        for offset, char in enumerate(unit.msgstr):
            place = text.place(offset)
            assert entry.text_at(place) == ("msgstr", offset)
            shown = rows[place.line - 1][place.column - 1 :]
            assert shown.startswith({"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}.get(char, char))
        assert entry.text_at(text.end) == ("msgstr", len(unit.msgstr))


@given(st.text(st.sampled_from('msgidtrcx "\\#~|,[0]\n')), st.integers(-1, 30))
def test_nothing_that_is_no_catalog_makes_it_fail(text, line):
    rows = text.split("\n")
    entry = entry_at(rows, line)
    if entry is not None:
        assert entry.first <= line <= entry.last
        for found in entry.texts.values():
            assert found.offset(found.start) == 0


def test_entries_need_no_empty_line_between_them():
    rows = [
        'msgid "a"',
        'msgstr "b"',
        "# note",
        'msgctxt "c"',
        'msgid "d"',
        'msgstr ""',
        '"e"',
        'msgid "f"',
        'msgstr "g',
    ]
    spans = [(entry.first, entry.last) for line in range(1, 10) if (entry := entry_at(rows, line))]
    assert spans == [(1, 2)] * 2 + [(3, 7)] * 5 + [(8, 9)] * 2
    assert entry_at(rows, 9).value("msgstr") == "g"


def test_previous_and_obsolete_texts_are_told_apart():
    rows = [
        "#, fuzzy, max-length:20",
        '#| msgid "old"',
        'msgid "new"',
        'msgstr "x"',
        "",
        '#~ msgid "gone"',
        '#~ msgstr "y"',
    ]
    entry = entry_at(rows, 3)
    assert (entry.value("previous msgid"), entry.value("msgid"), entry.previous_lines) == ("old", "new", (2,))
    assert entry.keyword_line == 3
    assert entry_at(rows, 7).text_at(Place(7, 12)) == ("msgstr", 0)
