"""Digits in groups, as in a telephone number, are the same in every language, whatever a space means there."""

import pytest

from toolkit.text.quantities import compare


@pytest.mark.parametrize("locale", ["fr", "pl", "ru"])
@pytest.mark.parametrize(
    ("source", "translation", "count"),
    [
        ("Call 116 117.", "→ 116 117.", 0),
        ("Call 116 117.", "→ 116\u00a0117.", 0),
        ("Call 116 117.", "→ 116 118.", 2),
        ("Take 2 500 mg tablets.", "→ 2 500 mg.", 2),
    ],
)
def test_groups_that_stand_the_same_are_one_number_nowhere(locale, source, translation, count):
    assert len(compare(source, translation, "en", locale)) == count


def test_day_and_night_may_be_told_in_hours_but_that_is_not_certain():
    [added] = compare("Call us when you need it.", "必要なときは24時間お電話ください。", "en", "ja")
    assert not added.sure
