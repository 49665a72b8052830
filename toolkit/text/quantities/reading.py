"""The door to the reader: from a text to its quantities."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from toolkit.late import late
from toolkit.text.quantities.joining import Joiner
from toolkit.text.quantities.loading import load_lexicon
from toolkit.text.quantities.prepared import prepare
from toolkit.text.quantities.quantity import Kind, Quantity
from toolkit.text.quantities.quick_look import quick_look
from toolkit.text.quantities.reader import Reader
from toolkit.text.quantities.scanner import Scan, scan, words_of
from toolkit.text.quantities.unjoined import Unjoined

_DIGIT = late(r"[\d½⅓⅔¼¾⅕-⅞{%٪㎎㎍㎖]")


@lru_cache(maxsize=512)  # a source is asked once a locale, a translation once a check
def quantities(text: str, locale: str) -> tuple[Quantity, ...]:
    """Return the quantities of `text` in the order of their places, numbers in words among them.

    The text may hold inline Markdown: code, addresses and placeholders are passed over, but for a placeholder before
    a unit. It takes linear time. Without data for the language of `locale` only digits and the units of all languages
    are read.
    """
    lexicon = load_lexicon(locale)
    scanned = scan(text, turkish=lexicon.turkish, blanks_group=lexicon.blanks_group)
    found = list(Reader(text, scanned, lexicon).read())
    return tuple(_quantities(Joiner(scanned.tokens, lexicon).joined(found), scanned)) if found else ()


def signature(text: str, locale: str) -> tuple[str, ...]:
    """Return what the text says in numbers and units, as texts that are equal where it says the same.

    Two source texts with different ones cannot share a translation: "two tablets" and "three tablets", "5 mg" and
    "5 g", "daily" and "weekly". What is said freely (one, the first) does not count, and neither does "daily" alone.
    """
    if not may_tell(text, locale):
        return ()
    rows = quantities(text, locale)
    return tuple(str(row) for row in rows if not row.free or row.unit == "fold" or _tells(row))


def _tells(row: Quantity) -> bool:
    return row.kind is Kind.MENTION or (row.kind is Kind.PER and row.unit != "day")


@lru_cache(maxsize=512)
def may_tell(text: str, locale: str) -> bool:
    """Whether the text may hold a quantity that a translation must keep: a quick look that never misses one.

    Periods of a day alone (`daily`) are none: they can only be changed into another period, which tells.
    """
    if _DIGIT.search(text):
        return True
    lexicon = load_lexicon(locale)
    quick = quick_look(lexicon)
    prepared, _ = prepare(text, turkish=lexicon.turkish)
    if quick.telling_parts.search(prepared):
        return True
    if not lexicon.blanks:
        return False
    words, telling = set(words_of(prepared)), quick.telling
    return any(words.issuperset(others) for word in words for others in telling.get(word, ()))


def may_take_one(text: str, locale: str) -> bool:
    """Whether the text tells a duration of one: "one day" may be said in other words, but not as "one week"."""
    lexicon = load_lexicon(locale)
    prepared, _ = prepare(text, turkish=lexicon.turkish)
    if lexicon.blanks and quick_look(lexicon).ones.isdisjoint(words_of(prepared)):
        return False
    return any(row.unit and row.kind is not Kind.MENTION for row in quantities(text, locale))


def _quantities(rows: list[Unjoined], scanned: Scan) -> Iterator[Quantity]:
    for row in rows:
        start, end = scanned.original(scanned.tokens[row.first].start, scanned.tokens[row.end - 1].end)
        unit = "" if row.unit == "item" else row.unit
        yield Quantity(
            row.kind,
            row.values,
            unit,
            start,
            end,
            digits=row.digits,
            spelled=row.spelled,
            free=row.free,
            foreign=row.foreign,
            both=row.both,
            also=row.also,
        )
