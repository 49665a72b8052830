"""Compares how often a source and its translation negate.

Negation is no matter of one word: "keep out of reach" is a negation in German, "höchstens" is none in English. So each
side gets a least and a greatest number of negations, and only what cannot be the same number is a finding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from toolkit.text.conditions import conditions, within
from toolkit.text.contraries import denied_opposites
from toolkit.text.denials import beside, called_harmless, denies
from toolkit.text.pairing import Pair, sentence_pairs
from toolkit.text.paraphrase import paraphrases
from toolkit.text.phrases import Found
from toolkit.text.reach import count_parts, echoes, negated_parts, reach
from toolkit.text.said import told_plainly
from toolkit.text.spoken import spoken
from toolkit.text.turned import turned
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import (
    AFFIX,
    ALTERNATIVE,
    CANNOT,
    EITHER,
    JOINER,
    POLARITY,
    SOFT,
    UNLESS,
    axis_group,
)
from toolkit.text.waits import needs_no_wait, overlap, waits

_FIRM = ("without", "avoid")
"""Kinds of words that negate what stands with them; a translation negates there too, with these words or others."""
_LACKING = "lacking"
"""Words that a translation says with "without": "hairless"."""
_SAYING = (*_FIRM, "un", _LACKING, "stop", "instead")
_WEAKEST = ("few", "only")
"""Words that may stand for a negation, but for none beside another one."""
_STILL = "still"
"""Words that a translation may negate in a condition: "if it still hurts" for "if it has not passed"."""
_TELLING = ("loose", _STILL)
"""Words that a translation may negate where the source only tells something: "poor sleep"."""
_OPENING = re.compile(r"[(（]")
_REMARK = re.compile(r"[(（][^()（）]{0,200}[)）]")
_FORBIDS = re.compile(r"\b(?:do not|don't|must not|mustn't|never)\b(?! forget)")
"""What forbids in the language of the sources, wherever it stands."""
_CLAUSE_END = re.compile(r"[.:;!?。：；！？।…—–]")


@dataclass(frozen=True, slots=True)
class Balance:
    """How many negations one side has too few or too many."""

    lost: int = 0
    """Negations of the source for which the translation has nothing."""
    added: int = 0
    """Negations of the translation for which the source has nothing."""


@dataclass(frozen=True, slots=True)
class _Side:
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
    forbids: bool
    """Whether it forbids in so many words: "do not", "must not"."""
    withouts: tuple[tuple[int, bool], ...]
    """The clauses of the words like "without", and whether each is a negation of its own beside those of the clause."""
    kinds: Counter[str]
    """How many words there are of each kind but the negators."""
    affixes: int
    """Words that may say a negation: "unusual"."""
    limits: Counter[str]
    """Limits that are, or may be, said with a negator: "not more than" (`down`), "not less than" (`up`)."""
    bare_limits: Counter[str]
    """Limits that are said without one, but no bounds: "at most", "at least"."""
    plain_limits: Counter[str]
    """Limits that are said without one: "at most", "below" (`down`), "at least" (`up`)."""
    mores: int
    """Words like "more than"."""
    befores: int
    """Words like "before"."""
    dangers: int
    """Words like "dangerous"."""
    safeties: int
    """Words like "safe"."""
    others: tuple[tuple[int, str], ...]
    """The clause of each negator, and what else it may say than a ban: `danger` where it denies one ("there is no
    danger"), `cannot`, `up` and `down` where it is part of a limit; "" where it says nothing else."""
    urgent: bool
    """Whether it says "at once"."""

    def least(self, left: Counter[str], ours: _Side) -> int:
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

    def most(self, left: Counter[str], kinds: Iterable[str], spared: Counter[str], *, concord: bool) -> int:
        """Return the greatest number of negations, where the words of the `kinds` may be some too.

        So many negators that say something else do not count as are `spared` of each kind.
        """
        places = []
        for clause, other in self.others:
            if spared[other] > 0:
                spared[other] -= 1
            else:
                places.append(clause)
        return (len(set(places)) if concord else len(places)) + sum(left[kind] for kind in kinds)

    def gerunds(self, left: Counter[str]) -> int:
        """Return how many negators may say "without", in parts of their own: Russian "не ходите, не включив"."""
        return min(left["without"], max(0, self.parts - len(self.clauses)))

    def number(self, other: str) -> int:
        """Return how many negators say that other thing."""
        return sum(name == other for _, name in self.others)


@lru_cache(maxsize=1024)
def message_balance(source: Reading, translation: Reading) -> tuple[tuple[Pair, Balance], ...]:
    """Return the parts that cannot be balanced; what one part lost and another one has was only moved."""
    rows = [row for whole in sentence_pairs(source, translation) for row in _of_sentence(whole)]
    lost, added = sum(row.lost for _, row in rows), sum(row.added for _, row in rows)
    kept = (lost > added, added > lost)
    return tuple((pair, row) for pair, row in rows if (row.lost and kept[0]) or (row.added and kept[1]))


def _of_sentence(whole: Pair) -> list[tuple[Pair, Balance]]:
    """Return the balance of each part; nothing is lost where parts with a negation only changed places."""
    rows = [(pair, balance(pair.source, pair.translation)) for pair in whole.parts if not pair.asks]
    divided = len(rows) > 1 and len(whole.source.sentences) == 1
    if divided and any(row.lost for _, row in rows) and _as_often(whole.source, whole.translation):
        return [(pair, replace(row, lost=0)) for pair, row in rows]
    return rows


def _as_often(source: Reading, translation: Reading) -> bool:
    """Whether the whole translation negates as often as the whole source, and loses nothing as a whole."""
    ours, theirs = _side(source), _side(translation)
    wanted = ours.negators - ours.limits.total() + sum(ours.kinds[kind] for kind in _FIRM)
    given = len(theirs.clauses) - theirs.limits.total() + sum(theirs.kinds[kind] for kind in _FIRM)
    return given >= wanted and not balance(source, translation).lost


@lru_cache(maxsize=1024)
def balance(source: Reading, translation: Reading) -> Balance:
    """Return what cannot be balanced. Where the language has concord, negators of one clause are one negation."""
    if not source.of(POLARITY) and not translation.of(POLARITY):
        return Balance(int(turned(source, translation)), int(needs_no_wait(source, translation)))
    concord = translation.vocabulary.language.concord
    ours, theirs = _side(source), _side(translation, remarks=_OPENING.search(source.text) is not None)
    # "If ... not" may be "unless", or "before".
    exceptions = ours.kinds["except"] + ours.kinds[UNLESS] + max(0, ours.befores - theirs.befores)
    negating = min(theirs.kinds[UNLESS], max(0, theirs.kinds[UNLESS] + theirs.kinds["except"] - exceptions))
    if ours.banning and not conditions(source) and not ours.kinds["without"]:
        negating = 0  # "or else"
    # What both sides say with words of the same kind is even.
    common = ours.kinds & theirs.kinds
    mine, yours = ours.kinds - common, theirs.kinds - common
    # "There is no danger any more" for "it is safe". Who calls it dangerous forbids it.
    safe = min(max(0, ours.safeties - theirs.safeties), theirs.number("danger"))
    more = negating + max(0, theirs.dangers - ours.dangers - safe)
    lost = _lost(ours, theirs, Counter({"danger": safe}), more, concord=concord)
    if ours.bans > 1 and _repeats(translation):  # all of them, also in one clause
        given = theirs.negators + sum(yours[kind] for kind in _SAYING) + more
        lost = max(lost, ours.bans - given if given > 1 else 0)
    kinds = [kind for kind in mine if kind not in _TELLING or not ours.orders]
    if ours.urgent:
        del yours["without"]  # "without delay" for "at once"
    # What the translation says with a word of its own, it says with no negation besides.
    mine = ours.kinds - (common | told_plainly(source, translation))
    added = (
        theirs.least(yours, ours)
        + negating
        + sum(min(ours.number(end), theirs.bare_limits[end] - ours.bare_limits[end]) for end in theirs.bare_limits)
        - _not_done(source, translation)
        - len({found.start for found in denied_opposites(source, translation)})
        - (theirs.limits & ours.plain_limits).total()
        - _not_passed(source, translation)
        - called_harmless(source, translation)
        - ours.most(mine, kinds, Counter(), concord=False)
    )
    if lost <= 0 and added <= 0:
        lost, added = _outside(source, translation)
    if lost <= 0 and added <= 0 and _only_became_not(ours, theirs):
        added = 1
    if added > 0:
        added -= paraphrases(source, translation)
        if ours.befores == 1 and not theirs.befores and not _says_before(translation) and not waits(source):
            added -= 1  # "while it has not swollen" for "before it swells"
    if lost <= 0 and added <= 0 and (needs_no_wait(source, translation) or denies(source, translation)):
        added = 1
    return Balance(max(lost, int(turned(source, translation))), max(0, added))


def _lost(ours: _Side, theirs: _Side, spared: Counter[str], more: int, *, concord: bool) -> int:
    """Return how many negations are lost; negators in `spared` say something else, `more` are said as well."""
    common = ours.kinds & theirs.kinds
    mine, yours = ours.kinds - common, theirs.kinds - common
    # "At most" for "not more than" loses no negation; "without asking" may become "before you have asked".
    said = theirs.plain_limits if theirs.mores < max(1, ours.mores) else Counter[str]()
    earlier = _asked_before(ours, theirs, mine, yours)
    firm = sum(mine[kind] for kind in _FIRM) if ours.orders else 0
    kinds: Sequence[str] = _SAYING
    if ours.banning:  # what stands for something else stands for no ban
        spared += (theirs.limits & ours.plain_limits) + Counter({"cannot": ours.number("cannot")})
        firm -= min(firm, ours.number("cannot"))  # who "cannot do it without help" needs help
    if ours.forbids:  # "uninterrupted" is no ban, but may stand for "without"
        kinds = [kind for kind in _SAYING if kind != "un"]
        more += min(yours["un"], firm)
    most = theirs.most(yours, kinds, spared, concord=concord) + more + (theirs.gerunds(mine) if concord else 0)
    if ours.banning:
        most -= min(ours.kinds[_LACKING], yours["without"])
    # "Only after an hour", "in an hour at the earliest" for "not until an hour has passed".
    excepted = min(mine["except"], yours["only"] + max(0, theirs.plain_limits["up"] - ours.plain_limits["up"]))
    if not ours.orders and ours.negators and not most and not theirs.kinds and not theirs.affixes:
        return 1
    return len(ours.banning) + firm - earlier - (ours.limits & said).total() - most - excepted


def _asked_before(ours: _Side, theirs: _Side, mine: Counter[str], yours: Counter[str]) -> int:
    """Return the negations of "do not drive without asking" that "ask before you drive" says without any."""
    if theirs.befores <= ours.befores and (not yours["only"] or theirs.negators):
        return 0
    doubled = any(clause in ours.banning for clause, _ in ours.withouts)
    return mine["without"] + (doubled and len(ours.banning) == 1 and not theirs.negators)


def _repeats(translation: Reading) -> bool:
    """Whether each ban of a list has its negation: nothing but an "or" lets one of them hold for two."""
    spaces = translation.vocabulary.language.spaces  # without them, endings and marks join as well
    return spaces and all(found.value != ALTERNATIVE for found in translation.of(JOINER))


def _says_before(translation: Reading) -> bool:
    """Whether the translation has a word for "before", also where it stands in a phrase that tells no order."""
    words = spoken(translation)
    return words is not None and "before" in words.senses


def _not_done(source: Reading, translation: Reading) -> int:
    """Return the negations of a condition that tells what was missed, and so was not done: "if you forgot to take"."""
    if not any(found.value == "miss" for group in (POLARITY, SOFT) for found in source.of(group)):
        return 0
    wanted, given = _by_place(source), _by_place(translation)
    if wanted is None or given is None or "miss" not in wanted[0] or "not" in wanted[0]:
        return 0
    return int("not" in given[0])


def _not_passed(source: Reading, translation: Reading) -> int:
    """Return the negations of conditions that may tell what is still so: "if the pain has not passed"."""
    here, there = conditions(source), conditions(translation)
    still = sum(found.value == _STILL and within(found, here) for found in source.of(SOFT))
    negated = sum(
        found.value == UNLESS or (found.value == "not" and within(found, there)) for found in translation.of(POLARITY)
    )
    return min(still, negated)


def _only_became_not(ours: _Side, theirs: _Side) -> bool:
    """Whether "for external use only" became "not for external use".

    "Only" may be said with a negation, but then an exception, a limit or a "before" stands beside it.
    """
    if (
        not ours.kinds["only"]
        or ours.negators
        or any(ours.kinds[kind] for kind in (*_FIRM, "except", UNLESS, "instead"))
    ):
        return False
    beside = any(theirs.kinds[kind] for kind in ("only", "except", UNLESS, "instead", EITHER))
    beside = beside or theirs.kinds["without"] > ours.kinds[_LACKING]  # "free of fits" is "without fits"
    negated = theirs.negators or theirs.kinds["avoid"]
    return bool(negated and not beside and not theirs.limits and not theirs.plain_limits and not theirs.befores)


def _outside(source: Reading, translation: Reading) -> tuple[int, int]:
    """Return what was lost and added outside of conditions, where both texts negate in a condition.

    "If you cannot swallow, someone must not inject it": in one sentence a second negation may belong to a list, so that
    it is no finding by its number. And one that is lost may hide behind that of the condition.
    """
    wanted, given = _by_place(source), _by_place(translation)
    if wanted is None or given is None:
        return 0, 0
    (inside, outside), (own, added) = wanted, given
    if "not" not in inside or not own:
        return 0, 0
    banned = sum(kind in {"not", *_FIRM} for kind in outside)
    left = sum(kind not in _WEAKEST for kind in added)
    lost = "not" in outside and left < banned and len(own) <= len(inside)
    more = len(own) + left > len(inside)
    return int(lost), int(more and not outside and not {"not", *_FIRM}.isdisjoint(added))


def _by_place(reading: Reading) -> tuple[list[str], list[str]] | None:
    """Return the kinds of the words of negation in conditions and outside of them; None where there is no condition."""
    spans = conditions(reading)
    limits = reading.of(axis_group("limit"))  # "not less often than" denies nothing
    words = [
        found
        for found in (*reading.of(POLARITY), *reading.of(SOFT))
        if found.value not in _TELLING and not any(overlap(found, limit) for limit in limits)
    ]
    # A ban is in no condition: "before your test you must not eat".
    bans = [found for found in reading.orders if found.value == "strict"]
    inside = [found for found in words if within(found, spans) and not any(overlap(found, ban) for ban in bans)]
    outside = [found for found in words if found not in inside]
    return (_kinds(reading, inside), _kinds(reading, outside)) if spans else None


def _kinds(reading: Reading, words: Sequence[Found]) -> list[str]:
    """Return the kinds of words of negation, without those that only repeat another one: "never, not even"."""
    repeats = [found for found in words if found.value == "not" and echoes(reading, found)]
    told = [found for found in words if found not in repeats]
    return [found.value for found in (told if any(found.value == "not" for found in told) else words)]


def _side(reading: Reading, *, remarks: bool = True) -> _Side:
    """Return what a text has; without `remarks`, what stands in brackets does not count."""
    hidden = [] if remarks else [match.span() for match in _REMARK.finditer(reading.folded.text)]
    limits = reading.of(axis_group("limit"))
    taken = (*limits, *reading.of(axis_group("bound")))
    # The "little" of a limit is no word of its own: Turkish "en az", "at least".
    hard = {(found.start, found.end) for found in reading.of(POLARITY)}  # "until" is no "un-"
    soft = [
        found
        for found in reading.of(SOFT)
        if (found.start, found.end) not in hard and not any(overlap(found, limit) for limit in taken)
    ]
    words = [
        found
        for found in (*reading.of(POLARITY), *soft)
        if not any(start <= found.start < end for start, end in hidden)
    ]
    # "Even if ... not" is no exception.
    even = [found for found in reading.of(axis_group("concession")) if found.value == "up"]
    words = [
        found._replace(value="not") if found.value == UNLESS and any(overlap(found, hit) for hit in even) else found
        for found in words
    ]
    negators = [found for found in words if found.value == "not"]
    if any(found.value == "without" for found in words) and all(echoes(reading, found) for found in negators):
        negators, words = [], [found for found in words if found.value != "not"]  # "sin ningún", "hiç ... -madan"
    firm = [found for found in words if found.value in _FIRM]
    text = reading.folded.text
    # "Compare how often, never, only": a word of a list bans nothing.
    bans = [found for found in reading.orders if found.value != "verbs" and not text.startswith(",", found.end)]
    concord = reading.vocabulary.language.concord
    clauses = frozenset(_clause(text, found.start) for found in negators)
    if concord:  # "si no recibe ningún correo" negates once
        words = [found for found in words if found.value != UNLESS or _clause(text, found.start) not in clauses]
    mores = [found for found in reading.of(axis_group("bound")) if found.value == "up"]
    negated = [limit for limit in limits if any(overlap(limit, found) for found in (*negators, *firm))]
    bounds = Counter(found.value for found in reading.of(axis_group("bound")))
    said = Counter(found.value for found in negated)
    withouts = [(found, not concord or _follows(found, negators, text)) for found in firm if found.value == "without"]
    joined = [found for found, own in withouts if not own]
    return _Side(
        negators=len(negators),
        clauses=clauses,
        parts=negated_parts(reading, negators),
        all_parts=count_parts(reading, negators),
        parts_with=negated_parts(reading, [*negators, *joined]),
        reach=reach(reading, negators),
        banning=frozenset(_clause(text, found.start) for found in negators if any(overlap(found, ban) for ban in bans)),
        bans=negated_parts(reading, [found for found in negators if any(overlap(found, ban) for ban in bans)]),
        orders=bool(reading.orders),
        forbids=_FORBIDS.search(text) is not None,
        withouts=tuple((_clause(text, found.start), own) for found, own in withouts),
        kinds=Counter(found.value for found in words if found.value != "not"),
        affixes=len(reading.of(AFFIX)),
        limits=said + Counter({"down": sum(_clause(text, found.start) in clauses for found in mores)}),
        bare_limits=Counter(found.value for found in limits) - said,
        plain_limits=Counter(found.value for found in limits) - said + bounds,
        mores=len(mores),
        befores=reading.counts(axis_group("sequence"))["down"],
        dangers=reading.counts(axis_group("caution"))["up"],
        safeties=reading.counts(axis_group("caution"))["down"],
        others=tuple((_clause(text, found.start), _said_else(reading, found, bans)) for found in negators),
        urgent=reading.counts(axis_group("urgency"))["up"] > 0,
    )


def _said_else(reading: Reading, negator: Found, bans: Sequence[Found]) -> str:
    """Return what a negator may say besides a ban, see `_Side.others`."""
    if any(overlap(negator, ban) for ban in bans):
        return ""
    perils = [found for found in reading.of(axis_group("caution")) if found.value == "up"]
    if any(beside(reading.folded.text, peril, negator) for peril in perils):
        return "danger"
    if any(overlap(negator, found) for found in reading.of(CANNOT)):
        return "cannot"
    return next((found.value for found in reading.of(axis_group("limit")) if overlap(negator, found)), "")


def _follows(found: Found, negators: Sequence[Found], text: str) -> bool:
    """Whether a negator of its clause stands before it: "no ... sin" has two negations, "sin ... nunca" one."""
    clause = _clause(text, found.start)
    return any(hit.start < found.start and _clause(text, hit.start) == clause for hit in negators)


def _clause(text: str, place: int) -> int:
    return sum(1 for _ in _CLAUSE_END.finditer(text, 0, place))
