"""Compares how often a source and its translation negate.

Negation is no matter of one word: "keep out of reach" is a negation in German, "höchstens" is none in English. So each
side gets a least and a greatest number of negations, and only what cannot be the same number is a finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from toolkit.text.aligned import added_words, lost_words
from toolkit.text.alternatives import freed_alternative
from toolkit.text.clause_added import added_clause
from toolkit.text.clause_lost import lost_clause
from toolkit.text.conditions import conditions, within
from toolkit.text.contraries import denied_opposites, told_affirmatively
from toolkit.text.denials import called_harmless, denies
from toolkit.text.denied_condition import denied_condition
from toolkit.text.exempted import became_condition
from toolkit.text.freely import freely_affirmed, freely_negated
from toolkit.text.governed import governed
from toolkit.text.lacking import added_to_avoidance, always_became_never, lost_beside_contrast, lost_lack
from toolkit.text.let import told_as_let
from toolkit.text.negating import FIRM, OPENING, Side, side_of, told_as_need
from toolkit.text.pairing import Pair, paired, sentence_pairs
from toolkit.text.paraphrase import paraphrases
from toolkit.text.plain_condition import plain_condition
from toolkit.text.said import told_plainly
from toolkit.text.spans import overlaps_any
from toolkit.text.spoken import spoken
from toolkit.text.turned import turned
from toolkit.text.twice import lacks_denied
from toolkit.text.unsupported import lost_support
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import (
    ALTERNATIVE,
    EITHER,
    JOINER,
    NEVER,
    OTHERS,
    POLARITY,
    SOFT,
    UNLESS,
    axis_group,
)
from toolkit.text.waits import needs_no_wait, waits

_MOST = 500
"""Negations that are compared in one text."""
_LACKING = "lacking"
"""Words that a translation says with "without": "hairless"."""
_SAYING = (*FIRM, "un", _LACKING, "stop", "miss", "instead")
_STILL = "still"
"""Words that a translation may negate in a condition: "if it still hurts" for "if it has not passed"."""
_GOING_ON = "continue"
"""Sense of the dictionary of words such as "still"."""
_ENDING = frozenset({"stop", "end", "pass"})
"""Those of what has stopped: where it has not, it goes on."""
_TELLING = ("loose", _STILL)
"""Words that a translation may negate where the source only tells something: "poor sleep"."""


@dataclass(frozen=True, slots=True)
class Balance:
    """How many negations one side has too few or too many."""

    lost: int = 0
    """Negations of the source for which the translation has nothing."""
    added: int = 0
    """Negations of the translation for which the source has nothing."""


@lru_cache(maxsize=256)
def message_balance(source: Reading, translation: Reading) -> tuple[tuple[Pair, Balance], ...]:
    """Return the parts that cannot be balanced; what one part lost and another one has was only moved.

    A text with hundreds of negations is none for readers, and to compare each with each would take a minute.
    """
    if max(len(source.of(POLARITY)), len(translation.of(POLARITY))) > _MOST:
        return ()
    wholes = sentence_pairs(source, translation)
    found = [(place, *row) for place, whole in enumerate(wholes) for row in _of_sentence(whole)]
    rows = [
        (pair, replace(row, added=0) if row.added and _is_moved(wholes, place) else row) for place, pair, row in found
    ]
    lost, added = sum(row.lost for _, row in rows), sum(row.added for _, row in rows)
    # What was moved here is not lost there either.
    kept = (lost > sum(row.added for _, _, row in found), added > lost)
    counted = [(pair, row) for pair, row in rows if (row.lost and kept[0]) or (row.added and kept[1])]
    told = (*counted, *_aligned(source, translation), *_clausewise(source, translation))
    return tuple(
        (pair, replace(row, lost=0) if row.lost and told_as_let(pair.source, pair.translation) else row)
        for pair, row in told
    )


def _is_moved(wholes: Sequence[Pair], place: int) -> bool:
    """Whether a negation of the sentence beside stands in this one: "Opened. Never freeze it" became one sentence."""
    ours, theirs = side_of(wholes[place].source), side_of(wholes[place].translation)
    return any(
        side_of(pair.source).parts - side_of(pair.translation).parts >= theirs.parts - ours.parts > 0
        for pair in (*wholes[max(0, place - 1) : place], *wholes[place + 1 : place + 2])
    )


_LOSING = (
    lost_lack,
    lost_beside_contrast,
    lost_clause,
    became_condition,
    lost_support,
    freed_alternative,
    plain_condition,
)
"""What tells by the clauses of a sentence that a negation is lost."""


_ADDING = (added_clause, denied_condition, added_to_avoidance, always_became_never)
"""What tells so that one is added."""


def _clausewise(source: Reading, translation: Reading) -> Iterator[tuple[Pair, Balance]]:
    """Yield the sentences where a clause is denied on one side only."""
    for pair in sentence_pairs(source, translation):
        if not pair.asks:
            lost = any(told(pair.source, pair.translation) for told in _LOSING)
            added = any(told(pair.source, pair.translation) for told in _ADDING)
            found = Balance(int(lost), int(added))
            if found != Balance():
                yield pair, found


def _aligned(source: Reading, translation: Reading) -> Iterator[tuple[Pair, Balance]]:
    """Yield the parts where a word is negated on one side only, however many negations there are."""
    for pair in paired(source, translation):
        if not pair.asks:
            lost = any(True for _ in lost_words(pair.source, pair.translation))
            added = any(True for _ in added_words(pair.source, pair.translation))
            if lost or added:
                yield pair, Balance(int(lost), int(added))


def _of_sentence(whole: Pair) -> list[tuple[Pair, Balance]]:
    """Return the balance of each part; nothing is lost where parts with a negation only changed places."""
    rows = [(pair, balance(pair.source, pair.translation)) for pair in whole.parts if not pair.asks]
    if len(rows) > 1 and any(row.lost for _, row in rows) and _as_often(whole.source, whole.translation):
        more = sum(row.added - row.lost for _, row in rows) > 0
        return [(pair, Balance(added=row.added if more else 0)) for pair, row in rows]
    return rows


def _as_often(source: Reading, translation: Reading) -> bool:
    """Whether the whole translation negates as often as the whole source, and loses nothing as a whole."""
    ours, theirs = side_of(source), side_of(translation)
    wanted = ours.negators - ours.limits.total() + sum(ours.kinds[kind] for kind in FIRM)
    given = max(len(theirs.clauses), theirs.parts) - theirs.limits.total() + sum(theirs.kinds[kind] for kind in FIRM)
    return given >= wanted and not balance(source, translation).lost


def balance(source: Reading, translation: Reading) -> Balance:
    """Return what cannot be balanced. Where the language has concord, negators of one clause are one negation."""
    if not source.of(POLARITY) and not translation.of(POLARITY):
        return Balance(int(turned(source, translation)), int(needs_no_wait(source, translation)))
    concord = translation.vocabulary.language.concord
    ours, theirs = side_of(source), side_of(translation, with_remarks=OPENING.search(source.text) is not None)
    # What both sides say with words of the same kind is even.
    common = ours.kinds & theirs.kinds
    mine, yours = ours.kinds - common, theirs.kinds - common
    spans = conditions(source)
    unless = any(found.value == "not" and within(found, spans) for found in source.of(POLARITY))
    whole = side_of(translation)  # with its remarks
    lost = 0 if unless and _goes_on(source, translation) else _lost(ours, whole, concord=concord, unless=unless)
    if ours.bans > 1 and _repeats(translation):  # all of them, also in one clause
        given = whole.negators + sum(yours[kind] for kind in _SAYING)
        lost = max(lost, ours.bans - given if given > 1 else 0)
    opposed = told_affirmatively(source, translation) + lacks_denied(source, translation)
    lost -= opposed
    if lost <= 0 and not opposed and ours.orders and whole.dangers <= ours.dangers:
        lost = int(_says_no_negation(source, ours, whole, whole.kinds - common))
    kinds = [kind for kind in mine if kind not in _TELLING or not ours.orders]
    # What the translation says with a word of its own, it says with no negation besides.
    told = told_plainly(source, translation)
    mine = ours.kinds - (common | told)
    added = (
        theirs.least(yours, ours)
        - (theirs.limits & ours.plain_limits).total()
        - len({found.start for found in denied_opposites(source, translation)})
        - _less_than(source, theirs)
        - _not_passed(source, translation)
        - called_harmless(source, translation)
        - min(_double(source), sum(own for _, own in theirs.withouts))
        - min(
            ours.plain_limits["up"], max(0, theirs.befores - ours.befores)
        )  # "not before noon": "at noon at the earliest"
        - ours.most(mine, kinds, concord=False)
    )
    if not source.vocabulary.lists_sources:  # English lists its own: "unusual", "protect"
        added -= ours.affixes + freely_negated(source, translation) + _denied_conditions(source, ours)
        lost -= freely_affirmed(source, translation)
    if lost <= 0 and added <= 0 and _only_became_not(source, ours, theirs):
        added = 1
    if added > 0:
        added -= paraphrases(source, translation)
        before = yours["without"] or not _says_before(translation)  # Turkish "-madan" is both
        if ours.befores == 1 and not theirs.befores and before and not waits(source):
            added -= 1  # "while it has not swollen" for "before it swells"
    if lost <= 0 and added <= 0 and (needs_no_wait(source, translation) or denies(source, translation)):
        added = 1
    return Balance(max(lost, int(turned(source, translation))), max(0, added))


def _denied_conditions(source: Reading, ours: Side) -> int:
    """Return the negations of conditions that were taken for those of their clause: "si no ve nada, no lo haga"."""
    return sum(found.value == UNLESS for found in source.of(POLARITY)) - ours.kinds[UNLESS]


def _lost(ours: Side, theirs: Side, *, concord: bool, unless: bool) -> int:
    """Return how many bans are lost, or whether the denial of a text that only tells something is.

    What may be an exception or a negation is one where the source denies a condition, told by `unless`: "whenever it
    is not", or says "not yet", and has fewer exceptions: "if you are not well, rest until you are".
    """
    common = ours.kinds & theirs.kinds
    mine, yours = ours.kinds - common, theirs.kinds - common
    excepted, excepting = (side.kinds["except"] + side.kinds[UNLESS] for side in (ours, theirs))
    denied = (unless or ours.kinds[_STILL]) and (not excepted or excepting > excepted)
    saying = (*_SAYING, EITHER, UNLESS) if denied else (*_SAYING, EITHER)
    spent = Counter({"without": min(mine[_LACKING], yours["without"])})  # "without perfume" says "fragrance-free"
    most = theirs.most(yours - spent, saying, concord=concord)
    limited = ours.limits & theirs.plain_limits  # "at least" for "no fewer than"
    asked = told_as_need(ours, theirs)
    if not ours.orders and ours.negators and not (most or limited or asked or theirs.kinds or theirs.affixes):
        return 1
    bans = len(ours.banning) + (mine["avoid"] if ours.orders else 0)
    said = limited.total() + max(0, theirs.dangers - ours.dangers)  # "not safe"
    # "Ask before you drive", "drive only after asking" for "do not drive without asking".
    if theirs.befores > ours.befores or (yours["only"] and not theirs.negators):
        asked = max(asked, mine["without"])
    bans -= min(len(ours.banning), asked)
    return bans - said - theirs.postpones(ours) - most


def _goes_on(source: Reading, translation: Reading) -> bool:
    """Whether only the translation tells what goes on: "if it still bleeds" for "if it has not stopped"."""
    one, other = spoken(source), spoken(translation)
    if source.orders or one is None or other is None or _GOING_ON not in other.senses - one.senses:
        return False
    rows = governed(source).rows
    return any(not word.senses.isdisjoint(_ENDING) for hit, words in rows if hit.value == "not" for word in words)


def _not_passed(source: Reading, translation: Reading) -> int:
    """Return the negations of conditions that may tell what is still so: "if the pain has not passed"."""
    here, there = conditions(source), conditions(translation)
    still = sum(found.value == _STILL and within(found, here) for found in source.of(SOFT))
    negated = sum(
        found.value == UNLESS or (found.value == "not" and within(found, there)) for found in translation.of(POLARITY)
    )
    return min(still, negated)


def _less_than(source: Reading, theirs: Side) -> int:
    """Return how many negations may say "less than": German "keine zwei Minuten"."""
    less = [found for found in source.of(axis_group("amount")) if found.value == "down"]
    bounds = [found for found in source.of(axis_group("bound")) if overlaps_any(found, less)]
    return max(0, len(bounds) - theirs.plain_limits["down"] - theirs.limits["down"])


def _double(source: Reading) -> int:
    """Return how many phrases deny twice, which a translation may do too or not at all: "never leave home without"."""
    negators = [*source.of(NEVER), *source.of(OTHERS)]
    return sum(hit.value == EITHER and overlaps_any(hit, negators) for hit in source.of(POLARITY))


def _says_no_negation(source: Reading, ours: Side, theirs: Side, yours: Counter[str]) -> bool:
    """Whether the translation has no word that might say a negation, and the source has one that is no ban.

    One in a condition may be told otherwise ("if it is still so"), and so may a limit, "not without asking", "need not
    give up" and "not yet", which is before.
    """
    saying = any(number for kind, number in yours.items() if kind not in _TELLING)
    if theirs.negators or saying or theirs.affixes or theirs.safeties > ours.safeties:
        return False
    doubled = any(ours.kinds[kind] for kind in ("without", "except", "avoid", "stop", "miss", "un"))
    if doubled or ours.limits or theirs.befores > ours.befores or theirs.postpones(ours):
        return False
    spans = conditions(source)
    return any(found.value == "not" and not within(found, spans) for found in source.of(POLARITY))


def _repeats(translation: Reading) -> bool:
    """Whether each ban of a list has its negation: nothing but an "or" lets one of them hold for two."""
    spaces = translation.vocabulary.language.spaces  # without them, endings and marks join as well
    return spaces and all(found.value != ALTERNATIVE for found in translation.of(JOINER))


def _says_before(translation: Reading) -> bool:
    """Whether the translation has a word for "before", also where it stands in a phrase that tells no order."""
    words = spoken(translation)
    return words is not None and "before" in words.senses


def _only_became_not(source: Reading, ours: Side, theirs: Side) -> bool:
    """Whether "for external use only" became "not for external use".

    "Only" may be said with a negation, but then an exception, a limit or a "before" stands beside it. "Do not wait" has
    one itself.
    """
    if (
        not ours.kinds["only"]
        or ours.negators
        or any(ours.kinds[kind] for kind in (*FIRM, _LACKING, "except", UNLESS, "instead", EITHER))
        or any(found.value == "un" for found in source.of(POLARITY))
    ):
        return False
    beside = any(theirs.kinds[kind] for kind in ("only", "except", UNLESS, "instead", EITHER))
    beside = beside or theirs.kinds["without"] > ours.kinds[_LACKING]  # "free of fits" is "without fits"
    negated = theirs.negators or theirs.kinds["avoid"]
    return bool(negated and not beside and not theirs.limits and not theirs.plain_limits and not theirs.befores)
