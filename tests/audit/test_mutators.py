"""Each mutator makes what its examples say, and its faults were read, so that the score measures the guard.

A file of examples has a table `[read]`: `languages` in which faults of the mutator were read one by one, beside their
sources; how many `faults`; how many of them were `wrong`, that is no fault, more than one, or no sentence that a reader
would understand; and `what` was the matter with these. They were mended, or are skipped now, unless it says that they
are left. `python tests/audit/samples.py` prints those that were read where they were 20 or fewer; elsewhere all of the
mutator's faults were read. The reader was a language model, not a person who grew up with these languages.

Each `[[example]]` has a locale, source, before, and after, which must be among what the mutator makes.
"""

import tomllib
from pathlib import Path

import pytest

from toolkit.audit.mutation import Change, Skip, Subject
from toolkit.audit.mutators import MUTATORS
from toolkit.audit.words import load_words
from toolkit.config import load_config

EXAMPLES = Path(__file__).parent / "examples"
ROOT = Path(__file__).parent.parent.parent
LOCALES = load_config(ROOT).locales


def examples():
    for mutator in MUTATORS:
        rows = tomllib.loads((EXAMPLES / f"{mutator.name}.toml").read_text("utf-8"))["example"]
        for row in rows:
            yield pytest.param(mutator, row, id=f"{mutator.name}-{row['locale']}")


def made(mutator, row):
    neighbour, twin = row.get("neighbour"), row.get("twin")
    subject = Subject(
        row["source"],
        row["before"],
        row["locale"],
        load_words(row["locale"]),
        load_words("en"),
        neighbour=tuple(neighbour) if neighbour else None,
        twin=tuple(twin) if twin else None,
        elsewhere=row.get("elsewhere", {}),
    )
    return list(mutator.mutate(subject))


@pytest.mark.parametrize(("mutator", "row"), list(examples()))
def test_an_example_is_made(mutator, row):
    assert row["after"] in [item.after for item in made(mutator, row) if isinstance(item, Change)]


@pytest.mark.parametrize("mutator", MUTATORS, ids=lambda mutator: mutator.name)
def test_each_mutator_has_examples_in_at_least_two_languages_and_says_what_it_does(mutator):
    rows = tomllib.loads((EXAMPLES / f"{mutator.name}.toml").read_text("utf-8"))["example"]
    assert len({row["locale"] for row in rows}) >= 2
    assert mutator.explanation.endswith(".")


@pytest.mark.parametrize("mutator", MUTATORS, ids=lambda mutator: mutator.name)
def test_faults_of_each_mutator_were_read_in_at_least_three_languages(mutator):
    read = tomllib.loads((EXAMPLES / f"{mutator.name}.toml").read_text("utf-8"))["read"]
    assert len(set(read["languages"]) & set(LOCALES)) >= 3
    assert read["wrong"] <= read["faults"]
    assert read["wrong"] == 0 or read["what"]


def test_no_example_belongs_to_nothing():
    assert {path.stem for path in EXAMPLES.glob("*.toml")} == {mutator.name for mutator in MUTATORS}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_audit_knows_each_language_of_this_project(locale):
    words = load_words(locale)
    assert words.locale == locale
    for table in ("drop", "add", "weaken", "permit", "flip", "numbers", "units", "medicines", "contradictions"):
        assert getattr(words, table), table
    assert len(words.medicines) == len(load_words("en").medicines)


def test_a_language_that_nothing_is_known_of_is_said_to_be_skipped():
    subject = Subject("Never stop suddenly.", "Nolite subito desinere.", "la", load_words("la"), load_words("en"))
    drop = next(item for item in MUTATORS if item.name == "drop-negation")
    assert list(drop.mutate(subject)) == [Skip("nothing is known of the language")]


def test_a_negation_that_is_not_found_is_said_to_be_skipped():
    subject = Subject("Never stop suddenly.", "Weitermachen.", "de", load_words("de"), load_words("en"))
    drop = next(item for item in MUTATORS if item.name == "drop-negation")
    assert list(drop.mutate(subject)) == [Skip("no negation that the audit knows stands in the translation")]


def test_what_says_nothing_of_the_kind_gives_nothing():
    subject = Subject("Better sleep", "Besserer Schlaf", "de", load_words("de"), load_words("en"))
    kinds = {"drop-negation", "permit", "weaken-modal", "change-number", "delete-sentence", "change-link"}
    assert [list(item.mutate(subject)) for item in MUTATORS if item.name in kinds] == [[]] * len(kinds)


def test_an_unknown_key_or_a_broken_pattern_of_a_table_is_refused():
    from toolkit.audit.words import Words

    with pytest.raises(ValueError, match="extra"):
        Words.model_validate({"locale": "de", "dropped": []})
    with pytest.raises(ValueError, match="unterminated"):
        Words.model_validate({"locale": "de", "drop": [["[a", ""]]})
