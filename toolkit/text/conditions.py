"""Finds the parts of a text that only tell when, why or whether: "if you cannot swallow", "because it is harmful"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from toolkit.late import late
from toolkit.text.phrases import Found
from toolkit.text.spans import Span, enclosing, overlaps_any
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import (
    ADVISING,
    CONDITION,
    EXCEPTING,
    EXCEPTION,
    MAY,
    NEUTRAL,
    ORDER,
    POLARITY,
    RELATING,
    UNLESS,
)

BREAK = late(r"(?<!\d)[,،、，]|[,،、，](?!\d)|[.:;!?。：；！？।؛؟…]|\s[–—-]\s|—")
"""What ends a part that tells when, why or whether: commas between numbers do not."""
CLAUSE_END = late(r"[,،、，.:;!?。：；！？।؛؟()（）]")
"""What ends a clause at the least: any comma, bracket or stop."""
_COMMAS = tuple(",،、，")


@lru_cache(maxsize=512)  # as many as there are readings
def conditions(reading: Reading) -> tuple[Span, ...]:
    """Return the spans of such parts in the folded text: from the word that opens one up to the next comma or stop.

    Where that word stands at the end, as in Japanese, Korean and Turkish, the span reaches back to the last one. What
    opens a sentence and ends with no comma says nothing: "after long treatment you must not stop".
    """
    language, text = reading.vocabulary.language, reading.folded.text
    breaks = [match.start() for match in BREAK.finditer(text)]
    spans: list[Span] = []
    others = [found for found in reading.found.get(CONDITION, ()) if found.value == NEUTRAL]
    for hit in language.condition_words.find(text):
        if overlaps_any(hit, others):
            continue  # Portuguese "não se deite" has no "if"
        if text[hit.start - 1 : hit.start] == "-" and text[: hit.start - 1][-1:].isalpha():
            continue  # nor has "deite-se"
        if language.clauses.condition_position == "before":
            end = next((place for place in breaks if place >= hit.end), len(text))
            end = min([end, *_predicates(reading, hit.start)])
            if not (_begins_sentence(text, hit.start) and text[end : end + 1] not in _COMMAS):
                spans.append((hit.start, end))
        else:
            start = max((place for place in breaks if place < hit.start), default=0)
            start = max([start, *(end for _, end in spans if end <= hit.start)])
            spans.append((start, hit.end))
    return tuple(spans)


def _predicates(reading: Reading, place: int) -> list[int]:
    """Return where words of force stand behind a clause such as "who have a pacemaker", which ends there.

    It is known where the text is in the language whose sources are listed.
    """
    opener = next((found for found in reading.found.get(RELATING, ()) if found.start == place), None)
    if opener is None:
        return []
    words = [*reading.found.get(ADVISING, ()), *reading.found.get(MAY, ())]
    words += [found for found in reading.found.get(ORDER, ()) if found.value == "strict"]
    return [found.start for found in words if found.start > opener.end]


def clause_ends(reading: Reading) -> list[Span]:
    """Return what ends a clause in a text as it is written."""
    return [match.span() for match in CLAUSE_END.finditer(reading.plain)]


def _begins_sentence(text: str, place: int) -> bool:
    before = text[:place].rstrip()
    return not before or (BREAK.fullmatch(before[-1]) is not None and before[-1] not in _COMMAS)


def within(found: Found, spans: tuple[Span, ...]) -> bool:
    """Whether what was found begins in one of the spans."""
    return any(start <= found.start < end for start, end in spans)


def exceptions(reading: Reading) -> Iterator[Span]:
    """Yield the parts of a text, as it is written, that tell when something does not hold: "unless it is open"."""
    before = reading.vocabulary.language.clauses.condition_position == "before"
    cuts = clause_ends(reading)
    words = [hit for hit in reading.of(EXCEPTION) if hit.value != EXCEPTING]
    for hit in (*words, *(hit for hit in reading.of(POLARITY) if hit.value in {"except", UNLESS})):
        start, end = reading.span(hit)
        behind = [cut for cut in cuts if cut[0] < end or reading.text[end : cut[0]].strip()]  # "es sei denn, ..."
        opens, closes = enclosing(behind, (start, end), len(reading.text))
        yield (start, closes) if before else (opens, end)
