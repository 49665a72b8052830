"""Tells how many parts of a text are negated, and how far its negations reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from toolkit.late import late
from toolkit.text.conditions import BREAK, conditions, within
from toolkit.text.phrases import Found
from toolkit.text.spans import overlaps_any
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import ALTERNATIVE, JOINER, NOTHING, POLARITY, THING, UNLESS, axis_group

_COMMAS = tuple(",،、，")
DENYING = frozenset({"not", "without", "avoid", UNLESS})
"""Kinds of words that deny what stands in their part."""
_CONCESSION = axis_group("concession")
_CLOSE = 2
"""Characters between the beginning of a part and the order that begins it: a space, a letter of emphasis."""


class Part(NamedTuple):
    """What stands between two commas, stops or joining words; places are those of the folded text."""

    start: int
    """Where it begins: behind what divides it from the part before."""
    end: int
    sentence: bool
    """Whether it begins a sentence."""
    joiner: str
    """What kind of joining word it begins with: `ALTERNATIVE`, another one, or "" for none."""

    @property
    def alternative(self) -> bool:
        """Whether it begins with an "or"."""
        return self.joiner == ALTERNATIVE


def negated_parts(reading: Reading, negators: Sequence[Found]) -> int:
    """Return in how many parts the negators stand: "no ... ningún" in one part is one negation in many languages."""
    telling = [found for found in negators if not echoes(reading, found)]
    if len(telling) <= 1 or len(negators) <= 1:
        return min(1, len(negators))
    return sum(any(part.start <= found.start < part.end for found in telling) for part in parts(reading))


def count_parts(reading: Reading, negators: Sequence[Found]) -> int:
    """Return how many parts there are that a language may negate; a condition counts where it is negated already."""
    spans = conditions(reading)
    plain = [(start, end) for start, end in spans if not any(start <= found.start < end for found in negators)]
    return sum(not any(start <= part.start and part.end <= end for start, end in plain) for part in parts(reading))


def denied_beside(reading: Reading, found: Found) -> bool:
    """Whether the part that something was found in denies it: "do not wet it", "avoid wetting it"; not by itself.

    "Not even with the window open" says of the window that it is open, and "without" denies nothing before it.
    """
    even = [hit for hit in reading.of(_CONCESSION) if hit.value == "up"]
    ahead = not reading.vocabulary.postpositions
    hits = [
        hit
        for hit in reading.of(POLARITY)
        if (hit.end <= found.start or (found.end <= hit.start and not (ahead and hit.value == "without")))
        or _ends(reading, hit, found)
    ]
    hits = [hit for hit in hits if hit.value != "not" or not overlaps_any(hit, even)]
    if not any(hit.value in DENYING for hit in hits):
        return False
    part = next((part for part in parts(reading) if part.start <= found.start < part.end), None)
    if part is None:
        return False
    near = [hit for hit in hits if part.start <= hit.start < part.end]
    plain = negated_parts(reading, [hit for hit in near if hit.value in {"not", UNLESS}])
    return (plain + sum(hit.value in {"without", "avoid"} for hit in near)) % 2 == 1


def in_one_part(reading: Reading, one: Found, other: Found) -> bool:
    """Whether both stand in one part of the text."""
    return any(part.start <= one.start < part.end and part.start <= other.start < part.end for part in parts(reading))


def _ends(reading: Reading, negator: Found, found: Found) -> bool:
    """Whether the negator is the ending of the word that was found by its beginning: Turkish "ıslatmayın"."""
    if not reading.vocabulary.language.spaces:  # Japanese "近づけない": "near" ends within what says "keep away"
        return negator.value == "avoid" and found.start <= negator.start < found.end < negator.end
    if negator.value != "not" or negator.end != found.end:
        return False
    return negator.start > found.start and reading.folded.text[negator.start - 1].isalpha()


def negations_beside(reading: Reading, found: Found) -> int:
    """Return how many words negate in the part that something was found in."""
    start, end = around(reading, found)
    negators = [
        hit
        for hit in reading.of(POLARITY)
        if hit.value in DENYING and start <= hit.start < end and not _holds(reading, found, hit)
    ]
    plain = [hit for hit in negators if hit.value in {"not", UNLESS}]
    return negated_parts(reading, plain) + len(negators) - len(plain)


def around(reading: Reading, found: Found) -> tuple[int, int]:
    """Return the span of the part that something was found in, with what stands before an "or" that begins it.

    It is that of the folded text.
    """
    before: list[Part] = []
    for part in parts(reading):
        if part.start <= found.start < part.end:
            return (before[0].start if part.alternative and before else part.start), part.end
        before = [*(before if part.alternative else ()), part]
    return 0, 0


def _holds(reading: Reading, found: Found, negator: Found) -> bool:
    """Whether what was found is a phrase that holds the negator: "not dangerous" as a word for harmless."""
    if reading.vocabulary.language.words.separable and found.start < negator.start and negator.end < found.end:
        return False  # between a verb and its prefix: "Nehmen Sie es nicht weiter"
    return found.start <= negator.start and negator.end <= found.end and not _ends(reading, negator, found)


def echoes(reading: Reading, found: Found) -> bool:
    """Whether the negator only repeats another one."""
    word = reading.folded.text[found.start : found.end]
    return any(word.startswith(echo[:-1]) if echo.endswith("*") else word == echo for echo in reading.vocabulary.echoes)


def is_listed(reading: Reading, found: Found) -> bool:
    """Whether a negator of a source is that of a thing in a list behind another one: "nothing of metal: no keys"."""
    things = {hit.start: hit.end for hit in reading.of(THING)} if found.value == "not" else {}
    if found.start not in things or not begins_item(reading, found):
        return False
    text, all_ = reading.folded.text, {hit.start: hit.end for hit in reading.of(NOTHING)}
    before = [hit.start for hit in reading.of(POLARITY) if hit.value == "not" and hit.end <= found.start]
    return any(
        start in starts and between.fullmatch(text, starts[start], found.start)
        for start in before
        for starts, between in ((all_, _ALL), (things, _THING))
    )


_ALL = late(r"[^.!?]{0,120}?[,:;]\s")
"""What may stand behind a word that denies all things of a list, up to one of them."""
_THING = late(r"(?:\s[\w'-]+){1,5}[,:;]?\s")
"""What may stand behind the negator of a thing of a list, up to the next one."""


def begins_item(reading: Reading, found: Found) -> bool:
    """Whether a word stands right behind a comma, a colon, a semicolon or a word that joins: "no keys and no coins"."""
    before = reading.folded.text[: found.start].rstrip()
    return before.endswith((",", ":", ";")) or any(hit.end == len(before) for hit in reading.of(JOINER))


def reach(reading: Reading, negators: Sequence[Found]) -> int:
    """Return how many parts the negators reach over: "do not cut, crush or chew it" are three.

    A negation of a condition ends with it, and none reaches over "and" to an order of its own: "do not stop, and call".
    """
    if not negators:
        return 0
    spans = conditions(reading)
    limits = reading.of(axis_group("limit"))  # "no more than a litre" negates no more than that
    # A ban is in no condition: "after the anaesthetic you must not drive".
    bans = [found for found in reading.orders if found.value == "strict"]
    all_parts = parts(reading)
    total, is_open, last = _reached_back(reading, all_parts, negators), False, 0
    for number, part in enumerate(all_parts):
        is_open = is_open and not part.sentence
        own = [found for found in negators if part.start <= found.start < part.end]
        if own:
            total, last = total + 1, own[-1].start
            is_open = any(
                not overlaps_any(found, limits) and (not within(found, spans) or overlaps_any(found, bans))
                for found in own
            )
        elif is_open and not any(last < start <= part.start < end for start, end in spans):
            is_open = not _orders(reading, part) or goes_on(all_parts, number)
            total += is_open
    return total


def _reached_back(reading: Reading, all_parts: Sequence[Part], negators: Sequence[Found]) -> int:
    """Return how many parts stand before the first negator of their sentence, where it may negate what is before it.

    Japanese "喫煙や飲酒をしないで" has one for both, and so has French "ne réutilisez et ne partagez jamais".
    """
    if "before" not in reading.vocabulary.negates or reading.vocabulary.lists_sources:
        return 0
    spans, total, waiting = conditions(reading), 0, 0
    for part in all_parts:
        waiting = 0 if part.sentence else waiting
        if any(part.start <= found.start < part.end for found in negators):
            total, waiting = total + waiting, 0
        elif not any(start <= part.start < end for start, end in spans):
            waiting += 1
    return total


def goes_on(row: Sequence[Part], number: int) -> bool:
    """Whether a list goes on with the part: an "or" is before it or, with commas only, behind it."""
    for part in row[number:]:
        if part.alternative:
            return True
        if part.sentence:
            return False
    return False


def _orders(reading: Reading, part: Part) -> bool:
    """Whether the part begins with an order."""
    return any(part.start <= found.start <= part.start + _CLOSE for found in reading.orders)


def _edges(reading: Reading) -> Iterator[int]:
    """Yield where a condition within a sentence begins or, where its word stands at its end, ends."""
    before = reading.vocabulary.language.clauses.condition_position == "before"
    for start, end in conditions(reading):
        yield start if before else end


@lru_cache(maxsize=256)
def parts(reading: Reading) -> tuple[Part, ...]:
    """Return the parts of a text in their order."""
    return tuple(_parts(reading))


def _is_inside(reading: Reading, found: Found) -> bool:
    """Whether it stands within a word: Arabic has its "and", one letter, behind an article too."""
    spaces = reading.vocabulary.language.spaces
    return spaces and reading.folded.text[max(0, found.start - 1) : found.start].isalpha()


def _parts(reading: Reading) -> Iterator[Part]:
    text = reading.folded.text
    cuts = [(match.start(), match.end(), match[0] not in _COMMAS, "") for match in BREAK.finditer(text)]
    # A negator may join by itself ("ni", "ولا"): it belongs to the part that it begins.
    withouts = {found.start for found in reading.of(POLARITY) if found.value == "without"}
    ended = () if "behind" in reading.vocabulary.negates else reading.of(POLARITY)  # Korean "지 말고" ends its part
    cuts += [
        (found.end if overlaps_any(found, ended) else found.start, found.end, False, found.value)
        for found in reading.of(JOINER)
        if found.start not in withouts and not _is_inside(reading, found)
    ]
    phrases = reading.negating  # "not always" holds a "when"
    edges = [place for place in _edges(reading) if not any(hit.start < place < hit.end for hit in phrases)]
    cuts += [(place, place, False, "") for place in edges]
    start, sentence, joiner = 0, True, ""
    for first, end, stops, joins in sorted(cuts):
        if text[start:first].strip():
            yield Part(start, first, sentence, joiner)
            sentence, joiner = False, ""
        sentence = sentence or stops
        joiner = joiner if joiner == ALTERNATIVE else joins or joiner
        start = first if not stops and text[first : first + 1] not in _COMMAS else end
    if text[start:].strip():
        yield Part(start, len(text), sentence, joiner)
