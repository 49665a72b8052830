"""Two catalogs that were edited apart become one: nothing is lost, and nothing that nobody decided reaches a page."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog.header import new_header
from toolkit.catalog.read import read_catalog
from toolkit.catalog.three_way import CONFLICT, merge_three
from toolkit.catalog.write import format_catalog
from toolkit.model import Catalog, Unit

HEADER = new_header({"Project-Id-Version": "p", "Language": "es", "PO-Revision-Date": "2026-01-01 10:00+0000"})
texts = st.sampled_from(["", "uno", "dos", "tres"])
units = st.builds(
    lambda msgid, msgstr, fuzzy, note, obsolete: Unit(
        msgid,
        (msgstr,),
        flags=("fuzzy",) if fuzzy and msgstr else (),
        translator_comments=(note,) if note else (),
        obsolete=obsolete,
    ),
    st.sampled_from("abcdefgh"),
    texts,
    st.booleans(),
    st.sampled_from(["", "", "why", "because"]),
    st.booleans(),
)
catalogs = st.lists(units, max_size=7, unique_by=lambda unit: unit.msgid).map(
    lambda rows: Catalog(
        "", HEADER, tuple(row for row in rows if not row.obsolete), tuple(row for row in rows if row.obsolete)
    )
)


def catalog(*rows, header=HEADER):
    return Catalog("", header, tuple(Unit(msgid, (msgstr,)) for msgid, msgstr in rows))


def merged(base, ours, theirs):
    result = merge_three(base, ours, theirs)
    return [(unit.msgid, unit.msgstr) for unit in result.catalog.units], result.conflicts


@given(catalogs, catalogs)
def test_a_side_that_did_nothing_changes_nothing(base, edited):
    assert merge_three(base, edited, base).catalog == edited
    theirs = merge_three(base, base, edited)
    assert set(theirs.catalog.units) == set(edited.units)
    assert set(theirs.catalog.obsolete) == set(edited.obsolete)
    assert theirs.conflicts == ()


@given(catalogs, catalogs)
def test_the_same_edit_on_both_sides_is_no_conflict(base, edited):
    assert merge_three(base, edited, edited) == replace(merge_three(base, edited, edited), catalog=edited, conflicts=())


@given(catalogs, catalogs, catalogs)
def test_each_translation_of_either_side_is_still_in_the_file(base, ours, theirs):
    text = format_catalog(merge_three(base, ours, theirs).catalog)
    written = {unit.key: unit.msgstr for unit in (*base.units, *base.obsolete)}
    for side, other in ((ours, theirs), (theirs, ours)):
        kept = {unit.key for unit in (*other.units, *other.obsolete)}
        for unit in (*side.units, *side.obsolete):
            edited = unit.msgstr != written.get(unit.key)
            if edited or unit.key in kept:
                assert unit.msgstr in text or not edited


@given(catalogs, catalogs, catalogs)
def test_what_both_sides_changed_differently_reaches_no_page(base, ours, theirs):
    result = merge_three(base, ours, theirs)
    for context, msgid in result.conflicts:
        assert result.catalog.translation(msgid, context) is None


@given(catalogs, catalogs, catalogs)
def test_the_merge_is_a_catalog_that_can_be_read_again(base, ours, theirs):
    result = merge_three(base, ours, theirs).catalog
    again, problems = read_catalog(format_catalog(result).encode(), "x.po")
    assert [item for item in problems if item.severity == "error"] == []
    assert again == result


def test_edits_of_different_messages_merge_in_one_line_or_in_two():
    base = catalog(("a", "uno"), ("b", "dos"))
    result = merged(base, catalog(("a", "UNO"), ("b", "dos")), catalog(("a", "uno"), ("b", "DOS")))
    assert result == ([("a", "UNO"), ("b", "DOS")], ())


def test_new_messages_of_both_sides_stand_where_they_stood():
    base = catalog(("a", "uno"), ("z", "fin"))
    ours = catalog(("a", "uno"), ("b", "dos"), ("z", "fin"))
    theirs = catalog(("y", "antes"), ("a", "uno"), ("c", "tres"), ("d", "cuatro"), ("z", "fin"))
    assert [row[0] for row in merged(base, ours, theirs)[0]] == ["y", "a", "c", "d", "b", "z"]


def test_a_true_conflict_keeps_ours_as_fuzzy_and_theirs_in_a_comment():
    base = catalog(("a", ""))
    result = merge_three(base, catalog(("a", "uno")), catalog(("a", 'uno "más"')))
    assert result.conflicts == ((None, "a"),)
    [unit] = result.catalog.units
    assert (unit.msgstr, unit.fuzzy) == ("uno", True)
    assert unit.translator_comments == (f'{CONFLICT} "uno \\"más\\""',)


def test_a_finished_translation_wins_over_a_fuzzy_one_whose_text_is_kept():
    base = catalog(("a", ""))
    fuzzy = Catalog("", HEADER, (Unit("a", ("quizá",), flags=("fuzzy",)),))
    for ours, theirs in ((fuzzy, catalog(("a", "uno"))), (catalog(("a", "uno")), fuzzy)):
        result = merge_three(base, ours, theirs)
        assert result.conflicts == ()
        assert result.catalog.translation("a") == ("uno",)
        assert result.catalog.units[0].translator_comments == ('l10n:replaced "quizá"',)


def test_the_same_text_stays_fuzzy_where_one_side_doubts_it():
    base = catalog(("a", ""))
    doubted = Catalog("", HEADER, (Unit("a", ("uno",), flags=("fuzzy",)),))
    for ours, theirs in ((doubted, catalog(("a", "uno"))), (catalog(("a", "uno")), doubted)):
        assert merge_three(base, ours, theirs).catalog.translation("a") is None


def test_a_removed_message_comes_back_where_the_other_side_edited_it():
    base = catalog(("a", "uno"), ("b", "dos"))
    assert merged(base, catalog(("a", "uno")), catalog(("a", "uno"), ("b", "DOS")))[0] == [("a", "uno"), ("b", "DOS")]
    assert merged(base, catalog(("a", "uno")), base)[0] == [("a", "uno")]


def header(**fields):
    return new_header(
        {"Project-Id-Version": "p", "Language": "es"} | {k.replace("_", "-"): v for k, v in fields.items()}
    )


def test_the_header_gets_the_later_date_and_its_translator():
    base = catalog(header=header(PO_Revision_Date="2026-01-01 10:00+0000", Last_Translator="none"))
    ours = catalog(header=header(PO_Revision_Date="2026-01-02 10:00+0200", Last_Translator="Test Translator A"))
    theirs = catalog(header=header(PO_Revision_Date="2026-01-02 09:00+0000", Last_Translator="Test Translator B"))
    for one, other in ((ours, theirs), (theirs, ours)):
        result = merge_three(base, one, other)
        assert result.conflicts == ()
        assert result.catalog.headers["PO-Revision-Date"] == "2026-01-02 09:00+0000"
        assert result.catalog.headers["Last-Translator"] == "Test Translator B"


@pytest.mark.parametrize("name", ["Plural-Forms", "Language"])
def test_two_ways_to_read_the_texts_are_a_conflict(name):
    base, ours, theirs = (catalog(header=header(**{name.replace("-", "_"): value})) for value in ("x", "y", "z"))
    assert merge_three(base, ours, theirs).conflicts == ((None, ""),)
