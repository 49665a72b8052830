"""What is asked lately is remembered, in bounded memory."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.text.recent import Recent


def asked(recent, key):
    """Return what is remembered of a key, and whether it had to be made."""
    if key in recent or recent.revive(key):
        return recent[key], False
    return recent.keep(key, key * 2), True


@given(st.lists(st.integers(0, 12)), st.integers(1, 5))
def test_what_is_remembered_is_what_was_kept_and_the_memory_is_bounded(keys, most):
    recent = Recent(most)
    for key in keys:
        assert asked(recent, key)[0] == key * 2
        assert len(recent) <= most
        assert len(recent._before) <= most


@given(st.lists(st.integers(0, 12)), st.integers(1, 5))
def test_the_last_keys_that_were_asked_are_remembered(keys, most):
    recent = Recent(most)
    for number, key in enumerate(keys):
        made = asked(recent, key)[1]
        since = next((keys[place + 1 : number] for place in reversed(range(number)) if keys[place] == key), None)
        if since is None or len({*since}) < most:
            assert made == (since is None)


def test_what_is_asked_again_and_again_outlives_what_came_once():
    recent = Recent(3)
    made = [asked(recent, key)[1] for once in range(100, 150) for key in (1, 2, once)]
    assert made[:2] == [True, True]
    assert not any(made[3::3])
    assert not any(made[4::3])


def test_none_is_a_value_as_well():
    recent = Recent(1)
    recent.keep("a", None)
    recent.keep("b", 1)
    assert "a" not in recent
    assert recent.revive("a")
    assert recent["a"] is None
