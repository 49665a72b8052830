"""Tells what one text has of negations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from toolkit.text.conditions import within
from toolkit.text.dictionary import dictionary
from toolkit.text.phrases import Found
from toolkit.text.reach import count_parts, echoes, is_listed, negated_parts, reach
from toolkit.text.spans import apart, overlaps_any
from toolkit.text.spoken import spoken
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import AFFIX, JOINER, NEUTRAL, POLARITY, SOFT, UNLESS, axis_group
from toolkit.text.waits import delays

FIRM = ("without", "avoid")
"""Kinds of words that negate what stands with them; a translation negates there too, with these words or others."""
OPENING = re.compile(r"[(（]")
"""What begins a remark."""
_REMARK = re.compile(r"[(（][^()（）]{0,200}[)）]")
_AFFIXED = 5
"""Letters of a word with an affix, at least."""
_KNOWN = (axis_group("bound"), axis_group("limit"), axis_group("concession"))
"""Words that are known for what they are, whatever they begin with."""
_CLAUSE_END = re.compile(r"[.:;!?。：；！？।…—–]")


@dataclass(frozen=True, slots=True)
class Side:
    """What one side has of negations."""

    negators: int
    """Words that negate always."""
    clauses: frozenset[int]
    """The clauses that they stand in."""
    parts: int
    """How many parts between commas and words such as "and" they stand in."""
    all_parts: int
    """How many such parts there are."""
    parts_with: int
    """The same with the words like "without" that are no negation of their own beside those of their clause."""
    reach: int
    """How many negations another language may make of them: "do not cut or chew" may be two."""
    banning: frozenset[int]
    """Those of the clauses where a negator bans: "do not" where a clause begins, "must not"."""
    bans: int
    """The parts that begin with a ban of their own: "do not cut it, do not suck it"."""
    orders: bool
    """Whether it orders or bans anything; otherwise it only tells something."""
    demands: bool
    """Whether it says that something must be, or is needed."""
    withouts: tuple[tuple[int, bool], ...]
    """The clauses of the words like "without", and whether each is a negation of its own beside those of the clause."""
    kinds: Counter[str]
    """How many words there are of each kind but the negators."""
    affixes: int
    """Words that may say a negation: "unusual"."""
    limits: Counter[str]
    """Limits that are, or may be, said with a negator: "not more than" (`down`), "not less than" (`up`)."""
    plain_limits: Counter[str]
    """Limits that are said without one: "at most", "below" (`down`), "at least" (`up`)."""
    befores: int
    """Words like "before"."""
    afters: int
    """Words like "after"."""
    dangers: int
    """Words like "dangerous"."""
    safeties: int
    """Words like "safe"."""

    def postpones(self, ours: Side) -> int:
        """Return how many bans of a source it may tell as what is done later: "only after an hour", "from ten on".

        In the source they hold until then, before then or for so long.
        """
        after = max(0, self.afters - ours.afters)
        earliest = max(self.plain_limits["up"] - ours.plain_limits["up"], min(after, self.plain_limits["up"]), 0)
        only = sum(max(0, self.kinds[kind] - ours.kinds[kind]) for kind in ("only", "instead"))
        exceptions = max(0, ours.kinds["except"] - self.kinds["except"])
        return min(exceptions + max(0, ours.befores - self.befores) + after, only + earliest)

    def least(self, left: Counter[str], ours: Side) -> int:
        """Return the least number of negations of a translation of `ours`, where only the kinds in `left` count.

        No more parts count than the source has: one part may be told in two, and the ban in each. And where a negation
        of the source reaches over several, each may have one of its own.

        Those of one clause are one: a list of bans may become one ban, and "ni ... ni" is one already. A ban is a
        negation by itself, and so is "without": "not forbidden" has two, and so has "not without milk".
        """
        withouts = self.withouts[: left["without"]]
        joined = {clause for clause, own in withouts if not own}
        parts = min(self.parts_with if joined else self.parts, ours.all_parts) - max(0, ours.reach - ours.negators)
        return max(len(self.clauses | joined), parts) + len({clause for clause, own in withouts if own}) + left["avoid"]

    def most(self, left: Counter[str], kinds: Iterable[str], *, concord: bool) -> int:
        """Return the greatest number of negations, where the words of the `kinds` may be some too."""
        negations = max(len(self.clauses), self.parts) if concord else self.negators
        return negations + sum(left[kind] for kind in kinds)


@lru_cache(maxsize=256)
def side_of(reading: Reading, *, with_remarks: bool = True) -> Side:
    """Return what a text has; unless `with_remarks`, what stands in brackets does not count."""
    hidden = () if with_remarks else remarks(reading)
    limits = reading.of(axis_group("limit"))
    taken = (*limits, *reading.of(axis_group("bound")))
    # The "little" of a limit is no word of its own: Turkish "en az", "at least".
    hard = {(found.start, found.end) for found in reading.of(POLARITY)}  # "until" is no "un-"
    soft = [
        found for found in reading.of(SOFT) if (found.start, found.end) not in hard and not overlaps_any(found, taken)
    ]
    words = [found for found in (*reading.of(POLARITY), *soft) if not within(found, hidden)]
    negators = [found for found in words if found.value == "not"]
    missing = [found.start for found in words if found.value in FIRM]
    banned = any(found.value == "avoid" for found in words)
    if missing and all(
        echoes(reading, found) and (banned or reading.vocabulary.postpositions or min(missing) < found.start)
        for found in negators
    ):  # "sin ningún", "hiç ... -madan", "hiçbir yerde ... yasaktır"
        negators, words = [], [found for found in words if found.value != "not"]
    words = [found for found in words if found.value != "without" or not _is_repeated(reading, found, words)]
    firm = [found for found in words if found.value in FIRM]
    text = reading.folded.text
    # "Compare how often, never, only": a word of a list bans nothing.
    bans = [found for found in reading.orders if found.value != "verbs" and not text.startswith(",", found.end)]
    # Nor does each thing of a list behind another negator: "nothing of metal: no keys, no coins".
    listed = [found for found in negators if is_listed(reading, found)]
    bans = apart(bans, listed)
    concord = reading.vocabulary.language.concord
    clauses = frozenset(_clause(text, found.start) for found in negators)
    if concord:  # "si no recibe ningún correo" negates once
        words = [found for found in words if found.value != UNLESS or _clause(text, found.start) not in clauses]
    idioms = [found for found in reading.found.get(POLARITY, ()) if found.value == NEUTRAL]
    urged = [found for found in idioms if overlaps_any(found, delays(reading))]  # "without waiting"
    mores = [found for found in reading.of(axis_group("bound")) if found.value == "up"]
    negated = [limit for limit in limits if overlaps_any(limit, (*negators, *firm))]
    bounds = Counter(found.value for found in reading.of(axis_group("bound")))
    said = Counter(found.value for found in negated)
    withouts = [(found, not concord or _follows(found, negators, text)) for found in firm if found.value == "without"]
    joined = [found for found, own in withouts if not own]
    return Side(
        negators=len(negators),
        clauses=clauses,
        parts=negated_parts(reading, negators),
        all_parts=count_parts(reading, negators),
        parts_with=negated_parts(reading, [*negators, *joined]),
        reach=reach(reading, [*negators, *firm]) - len(firm),
        banning=frozenset(_clause(text, found.start) for found in negators if overlaps_any(found, bans)),
        bans=negated_parts(reading, [found for found in negators if overlaps_any(found, bans)]),
        orders=bool(reading.orders),
        demands=any(found.value == "strict" for found in reading.orders),
        withouts=tuple((_clause(text, found.start), own) for found, own in withouts),
        kinds=Counter([*(found.value for found in words if found.value != "not"), *["un"] * len(urged)]),
        affixes=sum(may_negate(reading, found) for found in reading.of(AFFIX)),
        limits=said + Counter({"down": sum(_clause(text, found.start) in clauses for found in mores)}),
        plain_limits=Counter(found.value for found in limits) - said + bounds,
        befores=reading.counts(axis_group("sequence"))["down"],
        afters=reading.counts(axis_group("sequence"))["up"],
        dangers=reading.counts(axis_group("caution"))["up"],
        safeties=reading.counts(axis_group("caution"))["down"],
    )


def told_as_need(ours: Side, theirs: Side) -> int:
    """Return how many bans a translation may tell as what is needed: "ask first" for "not without asking"."""
    mine = ours.kinds - theirs.kinds
    return mine["without"] + mine["except"] if theirs.demands and not theirs.negators else 0


def _is_repeated(reading: Reading, found: Found, words: Sequence[Found]) -> bool:
    """Whether a word of a list only repeats the one of its sentence: "without oil and without fire"."""
    text = reading.folded.text
    before = [hit for hit in words if hit.value == "without" and hit.end <= found.start]
    joined = any(not text[hit.end : found.start].strip() for hit in reading.of(JOINER) if hit.end <= found.start)
    return joined and bool(before) and _clause(text, before[-1].start) == _clause(text, found.start)


def remarks(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Return the spans of what stands in brackets in the folded text."""
    return tuple(match.span() for match in _REMARK.finditer(reading.folded.text))


def too_short(reading: Reading, found: Found) -> bool:
    """Whether a word is too short to have an affix that negates: "und"."""
    start, end = reading.span(found)
    return reading.vocabulary.language.spaces and end - start < _AFFIXED


def perhaps_negates(source: Reading) -> bool:
    """Whether a text in another language than English may negate: by an affix, too, and what is said with it.

    Of these languages it is not listed what a translation may say otherwise.
    """
    if source.vocabulary.lists_sources:
        return False
    ends = source.vocabulary.negates == {"before"}  # a negator at the end holds for all of a list
    back = ends and source.of(POLARITY)
    return bool(back or source.of(SOFT) or any(may_negate(source, found) for found in source.of(AFFIX)))


def may_negate(reading: Reading, found: Found) -> bool:
    """Whether a word with an affix may say a negation: neither "und" nor "Infektion", which is known for what it is.

    Nor does a word of a bound or a concession: "unter", "inferiore", "sebbene".
    """
    if too_short(reading, found) or any(overlaps_any(found, reading.of(group)) for group in _KNOWN):
        return False
    start, end = reading.span(found)
    known = dictionary(reading.vocabulary.language)
    words = spoken(reading)
    if known is None or words is None:
        return True
    vague = known.manner | known.loose  # Russian "недолго" is "not for long"
    return not any(word.start <= start and end <= word.end and not word.senses <= vague for word in words.words)


def _follows(found: Found, negators: Sequence[Found], text: str) -> bool:
    """Whether a negator of its clause stands before it: "no ... sin" has two negations, "sin ... nunca" one."""
    clause = _clause(text, found.start)
    return any(hit.start < found.start and _clause(text, hit.start) == clause for hit in negators)


def _clause(text: str, place: int) -> int:
    return sum(1 for _ in _CLAUSE_END.finditer(text, 0, place))
