"""Packed tables: what a dictionary says, in few long texts."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.text.language_model import Runs
from toolkit.text.packed import has_key, look_up, pack, unpacked

TEXTS = st.text(alphabet="abéл不 *-|", max_size=5)


@given(st.dictionaries(TEXTS, st.lists(TEXTS, min_size=1, max_size=3), max_size=30), st.lists(TEXTS))
def test_a_packed_table_says_what_a_dictionary_says(rows, others):
    table = json.loads(json.dumps(pack(rows.items())))
    assert dict(unpacked(table)) == rows
    for key in (*rows, *others):
        assert [*look_up(table, key)] == rows.get(key, [])
        assert has_key(table, key) == (key in rows)


@pytest.mark.parametrize(("key", "texts"), [("a\nb", ["c"]), ("a", ["b\tc"]), ("a", ["b", "c\n"]), ("a\t", [])])
def test_what_stands_between_entries_is_in_none(key, texts):
    with pytest.raises(ValueError, match="line break or a tab"):
        pack([("x", ["y"]), (key, texts)])


@given(st.dictionaries(st.binary(max_size=7), st.integers(-1, 2**31 - 1)), st.lists(st.binary(max_size=12)))
def test_runs_say_what_a_dictionary_says(features, others):
    runs = Runs.of(features)
    for run in (*features, *others, b"\0" * 7, b"\xff" * 8):
        assert runs.get(run) == features.get(run)


def test_a_run_that_is_too_long_for_a_number_is_refused():
    with pytest.raises(ValueError, match="7 bytes"):
        Runs.of({b"12345678": 1})
