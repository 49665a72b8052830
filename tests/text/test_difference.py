import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.text.difference import difference


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Never stop suddenly.", "Never stop suddenly.", "Never stop suddenly."),
        ("Never stop suddenly.", "Stop suddenly.", "[-Never stop-]{+Stop+} suddenly."),
        ("No deje de tomar baclofeno.", "Deje de tomar baclofeno.", "[-No deje-]{+Deje+} de tomar baclofeno."),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        ("a b c d e", "a x c y e", "a [-b-]{+x+} c [-d-]{+y+} e"),
        ("突然やめないでください。", "突然やめてください。", "突然やめ[-ないで-]{+て+}ください。"),
        ("ห้ามหยุดยา", "หยุดยา", "[-ห้าม-]หยุดยา"),
        (unicodedata.normalize("NFD", "Não pare."), "Não pare.", "Não pare."),
    ],
)
def test_what_went_and_what_came_is_marked(old, new, shown):
    assert shown == difference(old, new)


words = st.lists(st.sampled_from(["never", "stop", "not", "薬", " ", "."]), max_size=12).map(" ".join)


@given(words, words)
def test_both_texts_can_be_read_from_the_difference(old, new):
    shown = difference(old, new)
    assert new == without(without(shown, "[-", "-]", keep=False), "{+", "+}", keep=True)
    assert old == without(without(shown, "{+", "+}", keep=False), "[-", "-]", keep=True)


def without(text, begin, end, *, keep):
    kept, *rest = text.split(begin)
    for part in rest:
        inside, _, after = part.partition(end)
        kept += (inside if keep else "") + after
    return kept


def test_a_long_rewrite_is_one_replacement():
    old, new = ("a " * 500).strip(), ("b " * 500).strip()
    assert f"[-{old}-]{{+{new}+}}" == difference(old, new)
