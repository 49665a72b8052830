"""Times that are told by the minutes before or after an hour, in the words of each language."""

import tomllib
from importlib.resources import files

import pytest

from toolkit.text.quantities import Kind, quantities

LOCALES = sorted(path.name.removesuffix(".toml") for path in (files("toolkit.text.quantities") / "languages").iterdir())
HALF_DAY = 12 * 60


def ways(locale):
    data = tomllib.loads((files("toolkit.text.quantities") / f"languages/{locale}.toml").read_text("utf-8"))
    words = {**data["numbers"], **data["clock"].get("hours", {})}
    for minutes, phrases in data["clock"]["said"].items():
        for phrase in phrases:
            for hour in (1, 6, 8, 12):
                yield phrase.replace("{h}", words[str(hour)][0]), (hour * 60 + int(minutes)) % HALF_DAY


@pytest.mark.parametrize("locale", LOCALES)
def test_each_way_of_a_language_is_read_as_its_time_in_either_half_of_the_day(locale):
    read = {text: [row for row in quantities(text, locale) if row.kind is Kind.TIME] for text, _ in ways(locale)}
    wrong = {
        text: read[text]
        for text, minutes in ways(locale)
        if [row.values[0] % HALF_DAY for row in read[text]] != [minutes] or not read[text][0].also
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("locale", "text", "found"),
    [
        ("de", "um acht Uhr zehn", ["08:10"]),
        ("de", "um acht Uhr zehn Tropfen", ["08:00", "10 drop"]),
        ("de", "um zehn vor acht Uhr abends", ["19:50"]),
        ("en", "at ten to eight", ["07:50"]),
        ("en", "before ten to twelve hours", ["10..12 h"]),
        ("en", "at twenty past six minutes", ["06:20"]),
        ("ru", "в полдевятого", ["08:30"]),
        ("tr", "dokuz otuz beşte", ["09:35"]),
        ("zh_Hans", "差十分六点", ["05:50"]),
    ],
)
def test_the_longest_time_is_read_and_none_that_counts_what_follows(locale, text, found):
    assert [str(row) for row in quantities(text, locale)] == found
