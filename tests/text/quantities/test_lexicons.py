"""The language files of the reader: valid, complete, without a word that means two numbers."""

import tomllib
from collections import defaultdict
from importlib.resources import files

import pytest

from toolkit.text.quantities import compare
from toolkit.text.quantities.loading import load_lexicon
from toolkit.text.quantities.phrasebook import Role
from toolkit.text.quantities.units import all_units, converted

FOLDER = files("toolkit.text.quantities") / "languages"
LOCALES = sorted(path.name.removesuffix(".toml") for path in FOLDER.iterdir())
DATA = {locale: tomllib.loads((FOLDER / f"{locale}.toml").read_text("utf-8")) for locale in LOCALES}
TABLES = {
    "numbers",
    "one",
    "multipliers",
    "fractions",
    "more",
    "fused",
    "ordinals",
    "units",
    "per",
    "per-before",
    "joiners",
    "before",
    "clock",
    "months",
    "idioms",
}
KEYS = {
    "locale",
    "decimal",
    "group",
    "decimals",
    "counted",
    "glued",
    "glued-units",
    "glued-counters",
    "prefixes",
    "articles",
    "blanks",
    "apostrophes",
    "before-minus",
    "unreached",
    "points",
    "tenths",
    "month-first",
    "bare-one",
    "noun-first",
    "ages",
    "no-months",
    "over",
    "few",
    "or-more",
    "below",
    "between",
    "twenties",
    "emergency",
    "dates",
}


def test_every_language_of_the_rules_has_a_file():
    assert {path.name for path in (files("toolkit.text") / "languages").iterdir()} <= {
        f"{name}.toml" for name in LOCALES
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_a_file_has_known_keys_only_and_is_named_by_its_locale(locale):
    assert set(DATA[locale]) <= TABLES | KEYS
    assert DATA[locale]["locale"] == locale


def test_every_key_is_explained_in_the_english_file():
    text = (FOLDER / "en.toml").read_text("utf-8")
    assert [key for key in TABLES | KEYS if f"{key} = " not in text and f"[{key}]" not in text] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_unit_is_a_canonical_one(locale):
    data = DATA[locale]
    named = {*data["units"], *data["per"], *data.get("per-before", {}), *data["before"]}
    named |= {key.partition(" ")[2] for table in ("fused", "idioms") for key in data[table]}
    extra = {"words", "minus", "none", "", "+1/2", "+1/4", "-1/4"}
    assert named - extra <= set(all_units())


@pytest.mark.parametrize("locale", LOCALES)
def test_no_word_means_two_numbers(locale):
    values = defaultdict(set)
    for entry in load_lexicon(locale)._number_entries():
        if entry.role in {Role.NUMBER, Role.MULTIPLIER}:
            values[entry.keys].add(entry.value)
    assert {keys: found for keys, found in values.items() if len(found) > 1} == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_no_word_means_two_units(locale):
    units = defaultdict(set)
    for entry in load_lexicon(locale).unit_entries():
        units[entry.keys].add(entry.unit)
    own = {keys for row in DATA[locale]["units"].values() for phrase in row for keys in [phrase]}
    twice = {keys: found for keys, found in units.items() if len(found) > 1 and " ".join(keys) in own}
    assert twice == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_language_has_words_for_what_patients_read_about(locale):
    asked = {
        "mg",
        "g",
        "kg",
        "mcg",
        "mL",
        "L",
        "IU",
        "C",
        "deg",
        "s",
        "min",
        "h",
        "day",
        "week",
        "month",
        "year",
        "times",
    }
    asked |= {"tablet", "capsule", "pill", "drop", "puff", "teaspoon", "tablespoon", "dose", "person"}
    units = load_lexicon(locale).data["units"]
    covered = {unit for unit in asked if units.get(unit)}
    assert asked - covered <= {"pill", "teaspoon", "tablespoon"}


def test_units_convert_there_and_back():
    for name, unit in all_units().items():
        for other in all_units():
            there = converted(unit.size, name, other) if unit.size else None
            if there is not None:
                assert converted(there, other, name) == unit.size


def test_a_regional_locale_takes_the_words_of_its_language_and_the_signs_of_cldr():
    mexican, swiss, unknown = load_lexicon("es_MX"), load_lexicon("de_CH"), load_lexicon("sv")
    assert (mexican.decimal, mexican.group, mexican.known) == (".", ",", True)
    assert (swiss.decimal, swiss.group) == (".", "'")
    assert (unknown.decimal, unknown.group, unknown.known) == (",", " ", False)
    assert not load_lexicon("en_XA").known
    assert not load_lexicon("../en").known


def test_a_locale_without_a_file_has_the_order_of_day_and_month_that_cldr_gives_it():
    first = {locale: load_lexicon(locale).month_first for locale in ("en", "en_US", "en_GB", "en_AU", "de_AT", "sv")}
    assert first == {"en": True, "en_US": True, "en_GB": False, "en_AU": False, "de_AT": False, "sv": False}
    assert compare("on 5/10/2026", "am 5. Oktober 2026", "en_GB", "de") == ()
    assert compare("on 5/10/2026", "am 10. Mai 2026", "en_GB", "de") != ()
    assert compare("on 31/5", "am 31. Mai", "en_GB", "de") == compare("on 5/31", "am 31. Mai", "en", "de") == ()


@pytest.mark.parametrize("locale", ["ja", "ko", "vi", "zh_Hans"])
def test_a_counter_that_says_nothing_more_counts_forms_and_no_doses_behind_a_placeholder(locale):
    glue = " " if locale == "vi" else ""
    for counter in DATA[locale]["units"]["item"]:
        own = f"{{n}}{glue}{counter}"
        assert [compare(f"{{n}} {unit}", own, "en", locale) for unit in ("tablets", "vials", "cups")] == [(), (), ()]
        assert all(compare(f"{{n}} {unit}", own, "en", locale) for unit in ("days", "mg", "units"))
