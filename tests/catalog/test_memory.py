"""What the translation memory offers, and above all what it does not."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog.candidates import Index, digits, numbers
from toolkit.catalog.memory import Memory, Record, kind, records_of, suggestions
from toolkit.catalog.update import update_catalog
from toolkit.model import Catalog, Message, Unit

OLD = "Take the tablets with food or milk every day."
NEW = "Take the tablets with food or water every day."


def memory_of(*records, guarded=()):
    return Memory(records, lambda text: text in guarded)


def offered(memory, message, limit=3):
    return [(hit.msgid, hit.translation) for hit in suggestions(memory, message, limit)]


def test_a_like_text_is_offered_with_its_likeness():
    (hit,) = suggestions(
        memory_of(Record(OLD, ("X",), origin="es/a.po"), Record("Drive only awake.", ("Y",))), Message(NEW), 3
    )
    assert (hit.msgid, hit.translation, hit.record.origin) == (OLD, "X", "es/a.po")
    assert 80 < hit.score < 100


def test_the_same_text_comes_first_and_has_100_percent():
    hits = suggestions(memory_of(Record(OLD, ("X",)), Record(NEW, ("Y",))), Message(NEW), 3)
    assert [(hit.translation, hit.score == 100) for hit in hits] == [("Y", True), ("X", False)]


def test_two_translations_of_one_text_are_both_offered_and_one_of_two_texts_once():
    memory = memory_of(Record(OLD, ("X",)), Record(OLD, ("Y",)), Record(OLD + " ", ("X",)))
    assert offered(memory, Message(OLD)) == [(OLD, "X"), (OLD, "Y")]
    assert offered(memory, Message(OLD), 1) == [(OLD, "X")]


def test_the_translation_that_a_message_has_is_not_offered_to_it():
    memory = memory_of(Record(OLD, ("X",)), Record(OLD, ("Y",)))
    assert offered(memory, Unit(OLD, ("X",))) == [(OLD, "Y")]


def test_a_guarded_text_gets_nothing_and_gives_nothing():
    assert offered(memory_of(Record(OLD, ("X",)), guarded={NEW}), Message(NEW)) == []
    assert offered(memory_of(Record(OLD, ("X",)), guarded={OLD}), Message(NEW)) == []


def test_other_numbers_another_context_or_another_plural_are_another_text():
    memory = memory_of(Record("Take 2 tablets with food.", ("X",)), Record(OLD, ("Y",), "title"))
    assert offered(memory, Message("Take 3 tablets with food.")) == []
    assert offered(memory, Message("Take ٢ tablets with food.")) == [("Take 2 tablets with food.", "X")]
    assert offered(memory, Message(OLD)) == []
    assert offered(memory, Message(OLD, msgctxt="title")) == [(OLD, "Y")]
    assert offered(memory, Message(OLD, msgctxt="title", msgid_plural=OLD)) == []


def test_only_finished_translations_are_remembered():
    units = (Unit("a", ("A",)), Unit("b", ("B",), flags=("fuzzy",)), Unit("c"), Unit("d", ("D", ""), msgid_plural="ds"))
    gone = (Unit("e", ("E",), obsolete=True),)
    assert list(records_of(Catalog("x.po", None, units, gone))) == [Record("a", ("A",), origin="x.po")]


def test_the_same_text_is_found_among_thousands_that_share_all_their_parts():
    rows = [Record(f"Ask about {one} and {other} today.", (f"{one} {other}",)) for one in WORDS for other in WORDS]
    memory = memory_of(*rows)
    for row in rows[::97]:
        assert offered(memory, Message(row.msgid), 1) == [(row.msgid, row.msgstrs[0])]


WORDS = [first + second + third for first in "bdgk" for second in "aeiou" for third in ("l", "n", "r")]
texts = st.lists(st.sampled_from(["take", "the tablets", "2", "3", "with food", "never stop"]), max_size=6).map(
    " ".join
)
records = st.builds(Record, texts, st.just(("X",)), st.sampled_from([None, "a"]))


@given(st.lists(records, max_size=20), texts, st.sampled_from([None, "a"]))
def test_what_is_offered_is_harmless(rows, text, context):
    memory = Memory(rows, lambda text: "never stop" in text)
    for hit in suggestions(memory, Message(text, context), 5):
        assert numbers(hit.msgid) == numbers(text)
        assert hit.record.msgctxt == context
        assert "never stop" not in hit.msgid + text


class TestUpdate:
    def update(self, catalog, *messages, suggest_all=False):
        template = Catalog("", None, tuple(Unit(text) for text in messages))
        memory = memory_of(Record(OLD, ("X",)), guarded={"guarded " + OLD})
        return update_catalog(catalog, template, guarded=memory_guard, memory=memory, suggest_all=suggest_all).units

    def test_a_new_message_gets_the_translation_of_a_like_text_as_fuzzy(self):
        expected = (Unit(NEW, ("X",), flags=("fuzzy",), previous_msgid=OLD),)
        assert expected == self.update(Catalog("", None, ()), NEW)

    def test_the_same_text_of_another_catalog_is_a_guess_too(self):
        assert self.update(Catalog("", None, ()), OLD) == (Unit(OLD, ("X",), flags=("fuzzy",)),)

    def test_an_own_translation_comes_first(self):
        own = Unit(NEW.replace("every", "each"), ("OWN",))
        assert self.update(Catalog("", None, (own,)), NEW)[0].msgstr == "OWN"

    def test_a_message_that_was_there_untranslated_gets_one_only_when_asked(self):
        catalog = Catalog("", None, (Unit(NEW),))
        assert self.update(catalog, NEW)[0].untranslated
        assert self.update(catalog, NEW, suggest_all=True)[0].fuzzy

    def test_a_guarded_message_gets_none(self):
        assert self.update(Catalog("", None, ()), "guarded " + OLD, suggest_all=True)[0].untranslated


def memory_guard(message):
    return message.msgid.startswith("guarded")


NUMBERED = st.lists(st.sampled_from(["take", "two", "one", "2", "٢", "tablets", "mg", "daily"]), min_size=1, max_size=5)
RECORDS = st.lists(st.builds(lambda words: Record(" ".join(words), ("X",)), NUMBERED), max_size=12, unique=True)


@given(RECORDS, st.lists(NUMBERED.map(" ".join), max_size=4))
def test_records_of_other_digits_are_passed_over_unread(records, texts):
    memory = Memory(records, lambda _text: False)
    for text in texts:
        own = kind(Message(text)), digits(text)
        same = [record for record in records if (kind(record), digits(record.msgid)) == own]
        like = [same[number] for number in Index([record.msgid for record in same]).like(text)]
        first = [record for record in same if record.msgid == text]
        assert memory.like(Message(text)) == list(dict.fromkeys([*first, *like]))
