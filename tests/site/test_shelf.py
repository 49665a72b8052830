"""Values that wait in a spool come back as they were."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.site.contents import Spool
from toolkit.site.shelf import Shelf

TEXTS = st.text(st.characters())
ROWS = st.lists(st.tuples(TEXTS, st.lists(TEXTS)))


@given(ROWS, ROWS)
def test_what_is_put_on_a_shelf_is_got_from_it(tmp_path_factory, some, more):
    spool = Spool(tmp_path_factory.getbasetemp() / "spool")
    shelf = Shelf(spool, lambda row: [*row], lambda data: (data[0], data[1]))
    first = shelf.put(some)
    spool.put([b"something else"])
    numbers = [*first, *shelf.put(more)]
    rows = shelf.rows(numbers)
    assert [*rows] == [*rows] == [*some, *more]
    assert [*rows[::-1]] == [*some, *more][::-1]
    assert [shelf.get(number) for number in numbers] == [rows[at] for at in range(len(rows))]
    assert len(shelf.rows(first)) == len(some)
