"""Laws of the merge: twice is once, nothing is lost, guarded messages and changed numbers get no guess."""

from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.catalog.candidates import numbers, pair
from toolkit.catalog.escapes import escape
from toolkit.catalog.memory import Memory, Record
from toolkit.catalog.read import read_catalog
from toolkit.catalog.update import make_catalog, make_template, update_catalog
from toolkit.catalog.write import format_catalog
from toolkit.diagnostic import Severity
from toolkit.model import Catalog, Message, Unit

# Few words, so that texts are alike and come back; some hold numbers, one makes a message guarded.
WORDS = ["never stop", "take", "the tablets", "with food", "2", "3", "٢", "if you feel", "sleepy", "\n"]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
contexts = st.sampled_from([None, None, None, "note"])
plurals = st.none() | st.none() | texts
translations = st.sampled_from(["", "", "UNO", "DOS", "TRES", 'CUATRO "y" \\ más\n'])


@st.composite
def units(draw):
    plural = draw(plurals)
    fuzzy = draw(st.booleans())
    return Unit(
        msgid=draw(texts),
        msgstrs=tuple(draw(st.lists(translations, min_size=1, max_size=1 if plural is None else 4))),
        msgctxt=draw(contexts),
        msgid_plural=plural,
        flags=("fuzzy", "ignore-markup")[not fuzzy : 1 + draw(st.booleans())],
        translator_comments=draw(st.sampled_from([(), (), ("mine",)])),
        previous_msgid=draw(st.none() | texts) if fuzzy else None,
    )


@st.composite
def catalogs(draw):
    """Catalogs as the strict reader gives them: each key once."""
    found = list({unit.key: unit for unit in draw(st.lists(units(), max_size=8))}.values())
    cut = draw(st.integers(0, len(found)))
    gone = tuple(replace(unit, obsolete=True) for unit in found[cut:])
    return Catalog("es.po", make_catalog(template_of([]), "es").header, tuple(found[:cut]), gone)


def template_of(messages):
    return make_template(messages, project="patients", date="2026-02-23", previous=None)


messages = st.lists(st.builds(Message, texts, contexts, plurals, flags=st.sampled_from([(), ("no-wrap",)])), max_size=8)
same_meanings = st.dictionaries(texts, texts, max_size=2)


def guarded(message):
    return "never stop" in message.msgid


KNOWN = ["take the tablets with food", "take 2 the tablets with food", "take the tablets never stop", "sleepy sleepy"]
MEMORY = Memory([Record(text, (f"MEMORY {text.upper()}",)) for text in KNOWN], lambda text: "never stop" in text)


def update(catalog, template, same_meaning=None, memory=MEMORY):
    return update_catalog(catalog, template, guarded=guarded, same_meaning=same_meaning, memory=memory)


@given(catalogs(), messages, same_meanings)
def test_update_twice_is_update_once(catalog, some, same_meaning):
    template = template_of(some)
    once = update(catalog, template, same_meaning)
    assert once == update(once, template, same_meaning)
    assert once == update(once, template)


def kept(catalog):
    """Return all translations and all comments in a catalog, wherever they stand."""
    units = (*catalog.units, *catalog.obsolete)
    return {text for unit in units for text in (*unit.msgstrs, *unit.translator_comments)}


@given(catalogs(), messages, messages, same_meanings)
def test_nothing_that_a_translator_wrote_is_lost(catalog, some, others, same_meaning):
    before = kept(catalog) - {""}
    once = update(catalog, template_of(some), same_meaning)
    twice = update(once, template_of(others), same_meaning)
    for found in (kept(once), kept(twice)):
        assert {
            text for text in before if text not in found and f'l10n:replaced "{escape(text)}"' not in found
        } == set()


@given(catalogs(), messages)
def test_the_messages_are_those_of_the_template_in_its_order(catalog, some):
    template = template_of(some)
    found = update(catalog, template)
    assert [unit.key for unit in template.units] == [unit.key for unit in found.units]
    assert [unit.msgid_plural for unit in template.units] == [unit.msgid_plural for unit in found.units]


@given(catalogs(), messages, same_meanings)
def test_what_an_update_writes_is_a_catalog_without_errors(catalog, some, same_meaning):
    found = update(catalog, template_of(some), same_meaning)
    problems = read_catalog(format_catalog(found).encode(), "es.po")[1]
    errors = {item.code for item in problems if item.severity is Severity.ERROR}
    assert errors <= {"newline-mismatch"}  # the translations above are made without looking at their sources


@given(catalogs(), messages, same_meanings)
def test_a_translation_passes_to_another_text_only_where_that_is_harmless(catalog, some, same_meaning):
    before = {unit.key: unit for unit in (*catalog.units, *catalog.obsolete)}
    for unit in update(catalog, template_of(some), same_meaning).units:
        own = before.get(unit.key)
        if unit.untranslated or (own is not None and not own.untranslated and own.msgid_plural == unit.msgid_plural):
            continue
        assert not guarded(unit)
        if unit.fuzzy:
            was = unit.previous_msgid or unit.msgid
            assert numbers(was) == numbers(unit.msgid)
            assert not guarded(Message(was))
            assert unit.previous_msgctxt in {None, unit.msgctxt}
            assert unit.msgctxt is None or not unit.msgstr.startswith("MEMORY")
        else:
            assert not numbers(unit.msgid)
            assert any(row.startswith("l10n:same-meaning ") for row in unit.translator_comments)


@given(catalogs(), messages)
def test_a_translation_is_never_fuzzy_because_its_message_moved(catalog, some):
    before = {unit.key: unit for unit in catalog.units if unit.translated}
    for unit in update(catalog, template_of(some)).units:
        own = before.get(unit.key)
        if own and own.msgid_plural == unit.msgid_plural and unit.msgid_plural is None:
            assert (own.msgstrs, False) == (unit.msgstrs, unit.fuzzy)


@given(st.lists(texts, max_size=6), st.lists(texts, max_size=6))
@example(["\n"], ["\n \n"])
@example(["2 \n \n"], ["\n \n"])
def test_pairs_are_one_to_one_and_alike(new, old):
    pairs = pair(new, old)
    assert len(set(pairs.values())) == len(pairs)
    assert all(
        new[one] == old[other] or set(new[one].split()) & set(old[other].split()) for one, other in pairs.items()
    )


def test_the_source_of_an_edit_is_found_among_many():
    old = [
        f"Ask your pharmacist about the {word} that you take in the {time}." for word in "abcdefgh" for time in "klmn"
    ]
    new = [text.replace("Ask", "Please ask") for text in old]
    assert {number: number for number in range(len(old))} == pair(new, old)
