"""A quick look before the work of reading changes nothing: each beside its slow twin."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.text.quantities.loading import load_lexicon
from toolkit.text.quantities.phrasebook import Entry, Phrasebook, Role
from toolkit.text.quantities.quantity import Kind
from toolkit.text.quantities.quick_look import quick_look
from toolkit.text.quantities.reader import Reader
from toolkit.text.quantities.reading import _tells, may_tell, quantities
from toolkit.text.quantities.scanner import _tokens, scan
from toolkit.text.quantities.units import measure

LOCALES = sorted(path.name.removesuffix(".toml") for path in (files("toolkit.text.quantities") / "languages").iterdir())
SIGNS = ["5", "2", "mg", "-", "/", ".", ",", "(", ")", "{n}", "cm", "Vitamin", "x", "'"]


def words_of(locale):
    """Return the words of the phrases of a language, in front of a number and behind it, and of its dates."""
    lexicon = load_lexicon(locale)
    entries = [*lexicon.word_entries(), *lexicon.after_entries(), *lexicon.unit_entries()]
    return sorted({key for entry in entries for key in entry.keys} | lexicon.date_heads)


@st.composite
def texts(draw):
    """A locale, and a text that is made of phrases of its language, whole ones and parts of them."""
    locale = draw(st.sampled_from(LOCALES))
    lexicon = load_lexicon(locale)
    blank = draw(st.sampled_from([" ", "", "\u00a0", "  ", "\u3000", "\n", " \\", " **", "<b>", "“", "&nbsp;"]))
    whole = sorted({blank.join(entry.keys) for entry in lexicon.word_entries()})
    pieces = draw(st.lists(st.sampled_from(words_of(locale)) | st.sampled_from(whole) | st.sampled_from(SIGNS)))
    return locale, blank.join(pieces)


def linear(entries, keys, place):
    """Return the phrase that begins at the token: of all entries, the longest that is there."""
    longest = sorted((entry for entry in entries if not (entry.open_end and len(entry.keys) == 1)), key=size_of)
    for entry in longest:
        own = keys[place : place + len(entry.keys)]
        last = own[-1:] == list(entry.keys[-1:]) or (entry.open_end and own and own[-1].startswith(entry.keys[-1]))
        if len(own) == len(entry.keys) and own[:-1] == list(entry.keys[:-1]) and last:
            return entry
    stems = [entry for entry in entries if entry.open_end and len(entry.keys) == 1]
    found = [entry for entry in stems if keys[place].startswith(entry.keys[0])]
    return min(found, key=lambda entry: -len(entry.keys[0]), default=None)


def size_of(entry):
    return -len(entry.keys)


KEYS = st.lists(st.sampled_from(["a", "b", "ab", "c", "abc"]), min_size=1, max_size=3).map(tuple)
ENTRIES = st.lists(st.builds(Entry, st.just(Role.UNIT), KEYS, unit=st.sampled_from("xyz"), open_end=st.booleans()))


@given(ENTRIES, st.lists(st.sampled_from(["a", "b", "ab", "c", "abc", "abcd"]), min_size=1))
def test_the_phrase_that_is_found_is_the_first_of_the_longest(entries, keys):
    phrases = Phrasebook(entries)
    tokens = scan(" ".join(keys)).tokens
    found = [phrases.at(tokens, place) for place in range(len(keys))]
    assert found == [linear(entries, keys, place) for place in range(len(keys))]


@given(st.lists(st.sampled_from([*"az019 -/.:,()+%'", "10 000", "1 1/2", "8h30", "ab"])).map("".join), st.booleans())
def test_a_text_in_ascii_has_the_tokens_that_any_text_has(text, blanks_group):
    found, slow = (
        [(match.lastgroup, match.span()) for match in _tokens(blanks_group=blanks_group, ascii_only=one).finditer(text)]
        for one in (True, False)
    )
    assert found == slow


@given(texts())
def test_no_token_that_begins_a_quantity_is_passed_over(drawn):
    locale, text = drawn
    lexicon = load_lexicon(locale)
    scanned = scan(text, turkish=lexicon.turkish, blanks_group=lexicon.blanks_group)
    found = list(Reader(text, scanned, lexicon).read())
    slow = Reader(text, scanned, lexicon)
    slow._worth_reading = lambda _place: True
    assert list(slow.read()) == found


@given(texts())
def test_no_text_that_tells_is_passed_over(drawn):
    locale, text = drawn
    rows = [row for row in quantities(text, locale) if not row.free or row.unit == "fold" or _tells(row)]
    told = [row for row in rows if row.kind is not Kind.PER or measure(row.unit) == "time"]
    assert may_tell(text, locale) or told == []  # "per litre" tells nothing without a number beside it


@pytest.mark.parametrize("locale", LOCALES)
def test_what_tells_is_looked_up_by_words(locale):
    lexicon = load_lexicon(locale)
    assert not lexicon.blanks or all(scan(word).tokens[0].key == word for word in quick_look(lexicon).telling)
