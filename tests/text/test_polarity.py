"""What a sentence does with what it speaks of: prohibit, demand, permit, mention."""

import pytest

from toolkit.text.language import load_language
from toolkit.text.polarity import demand, prohibition
from toolkit.text.sentence import Sentence
from toolkit.text.terms import Stance, Terms

STOP = {"stop": ("stop*",), "abrupt": ("sudden*", "all at once")}
CALL = {"call": ("call*",), "now": ("now", "at once")}


def read(text, concepts=None, locale="en", reader=prohibition, **options):
    concepts = concepts or STOP
    language = load_language(locale)[0]
    terms = Terms(language, concepts, next(iter(concepts)), **options)
    return reader(Sentence(language.fold(text), terms))


@pytest.mark.parametrize(
    ("stance", "text"),
    [
        (Stance.ABSENT, "Do not stop."),
        (Stance.PROHIBITED, "Do not stop suddenly."),
        (Stance.PROHIBITED, "Do not suddenly stop, because stopping suddenly is dangerous."),
        (Stance.PROHIBITED, "If you feel well, do not stop suddenly."),
        (Stance.PROHIBITED, "Never stop suddenly"),
        (Stance.UNDONE, "You may stop suddenly."),
        (Stance.UNDONE, "Try not to stop suddenly."),
        (Stance.UNDONE, "Do not stop suddenly, if possible."),
        (Stance.UNDONE, "Do not avoid stopping suddenly."),
        (Stance.UNDONE, "It is a myth that you must not stop suddenly."),
        (Stance.UNDONE, "It is forbidden to not stop suddenly."),
        (Stance.UNDONE, "Stopping suddenly must not be avoided."),
        (Stance.PROHIBITED, "Stopping suddenly must not happen."),
        (Stance.PROHIBITED, "Do not stop suddenly, because it can possibly kill you."),
        (Stance.UNDONE, "Do not stop suddenly if you can, possibly later."),
        (Stance.UNDONE, "Never stop suddenly unless you feel well."),
        (Stance.UNDONE, "Never stop suddenly, but you may stop whenever you like."),
        (Stance.ORDERED, "Stop suddenly, do not wait."),
        (Stance.ORDERED, "Do not stop slowly, stop suddenly."),
        (Stance.BARE, "They all stop suddenly."),
        (Stance.WARNED, "Stopping suddenly can cause seizures."),
        (Stance.MENTIONED, "If you stop suddenly, you may fall ill."),
        (Stance.MENTIONED, "Why should you never stop suddenly?"),
        (Stance.MENTIONED, "Stopping suddenly"),
        (Stance.SCATTERED, "It acts suddenly: ask how to stop."),
    ],
)
def test_a_prohibition_is_read(stance, text):
    reading = read(text)
    assert stance == reading.stance, reading


@pytest.mark.parametrize(
    ("stance", "text"),
    [
        (Stance.DEMANDED, "Call now."),
        (Stance.DEMANDED, "If you cannot breathe, call at once."),
        (Stance.DEMANDED, "Do not wait until tomorrow: call now."),
        (Stance.DEMANDED, "Do not hesitate to call now."),
        (Stance.ABSENT, "Call."),
        (Stance.UNDONE, "Do not call now."),
        (Stance.UNDONE, "You may call now."),
        (Stance.UNDONE, "If possible, call now."),
        (Stance.UNDONE, "Call tomorrow, not now."),
        (Stance.UNDONE, "Don't bother calling now."),
        (Stance.MENTIONED, "Should I call now?"),
    ],
)
def test_a_demand_is_read(stance, text):
    reading = read(text, CALL, reader=demand)
    assert stance == reading.stance, reading


def test_a_word_that_also_warns_is_no_warning_of_itself():
    concepts = {"stop": ("withdrawal",), "abrupt": ("sudden*",)}
    assert read("They like a sudden withdrawal.", concepts).stance == Stance.BARE
    assert read("A sudden withdrawal is a risk.", concepts).stance == Stance.WARNED


@pytest.mark.parametrize(
    ("stance", "text"),
    [
        (Stance.UNDONE, "Wait an hour before you call without delay now."),
        (Stance.UNDONE, "You do not have to call now."),
        (Stance.DEMANDED, "Call now, do not wait until tomorrow."),
    ],
)
def test_a_delay_is_denied_by_what_stands_before_it(stance, text):
    assert read(text, CALL, reader=demand).stance == stance


def test_a_list_that_a_rule_knows_is_one_clause():
    terms = {"alcohol": ("alcohol",)}
    text = "Avoid alcohol, pills and drugs if possible."
    assert read(text, terms).stance == Stance.PROHIBITED
    assert read(text, terms, between=(", pills", "drugs")).stance == Stance.UNDONE


def test_the_gap_bounds_the_distance():
    text = "Do not ever just simply even stop suddenly."
    assert read(text, gap=40).stance == Stance.PROHIBITED
    assert read(text, gap=10).stance != Stance.PROHIBITED


def test_the_side_decides_where_a_particle_may_stand():
    concepts = {"stop": ("stoppen",)}
    text = "Stoppen Sie das Mittel nicht."
    assert read(text, concepts, "de").stance == Stance.PROHIBITED
    assert read(text, concepts, "de", side="after").stance == Stance.PROHIBITED
    assert read(text, concepts, "de", side="before").stance != Stance.PROHIBITED


def test_a_verb_of_prohibition_keeps_its_own_side():
    assert read("Stopping suddenly must be avoided.", side="before").stance == Stance.PROHIBITED


def test_words_of_a_rule_may_stand_between():
    assert read("Do not baclofen stop suddenly.").stance != Stance.PROHIBITED
    assert read("Do not baclofen stop suddenly.", between=("baclofen",)).stance == Stance.PROHIBITED


def test_the_evidence_names_the_parts():
    reading = read("Do not stop suddenly.")
    assert [(row.role, row.start, row.end) for row in reading.evidence] == [
        ("negation", 0, 6),
        ("stop", 7, 11),
        ("abrupt", 12, 20),
    ]


@pytest.mark.parametrize("locale", ["en", "tr", "ja", "ar", "de", "zh_Hans"])
def test_any_text_is_read(locale):
    for text in ("", " ", ".", "?!", "*", "a" * 300, "不" * 300, "-mayın", "«»()"):
        assert read(text, locale=locale).stance in {Stance.ABSENT, Stance.SCATTERED}
