"""Finds a clause of a translation that is negated without need.

The source denies nothing in the clauses that it stands for, and each denial of the source is said elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from toolkit.late import late
from toolkit.text.clausewise import VAGUE, Sides, alike, is_instead, words_of
from toolkit.text.conditions import within
from toolkit.text.contraries import complements
from toolkit.text.dictionary import Word
from toolkit.text.governed import governed
from toolkit.text.negating import OPENING, perhaps_negates, remarks
from toolkit.text.paraphrase import lets_go, only_conceded, puts_away
from toolkit.text.phrases import Found
from toolkit.text.said import may_deny, said_by_negating
from toolkit.text.spans import overlaps_any
from toolkit.text.stated import Stated
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import ALLOWED, CANNOT, EXCESS, KEEPING, LESS, MAY, POLARITY, UNTIL, axis_group
from toolkit.text.waits import delays

_TOLD = frozenset({"un", "stop", "miss", "few"})
"""Kinds of words of a source that a translation may have words of its own for: "stop", "unlocked"."""
_LIMIT, _BOUND, _SEQUENCE = axis_group("limit"), axis_group("bound"), axis_group("sequence")
_CAUTION = axis_group("caution")
_FEW = 4
"""Words that are no sentence yet where a comma stands behind them, at most: its subject, or a place."""
_LONG = late(r"\w{4,}")
"""Words of a phrase that must be known so that the phrase is; shorter ones are of grammar."""


def added_clause(source: Reading, translation: Reading) -> bool:
    """Whether a clause of the translation is negated, and none of those of the source that it stands for."""
    if not any(found.value == "not" for found in translation.of(POLARITY)) or perhaps_negates(source):
        return False
    return any(True for _ in _Added(source, translation).clauses())


@dataclass(frozen=True, eq=False)
class _Added(Sides):
    @cached_property
    def untold(self) -> Sequence[Sequence[Found]]:
        """The words of each clause of the source that may be said with a negation, and for which there is no word."""
        return [[hit for hit in clause.hits if self._is_untold(clause, hit)] for clause in self.ours]

    def _is_untold(self, clause: Stated, hit: Found) -> bool:
        if not clause.condition:
            if hit.value == "still" or (hit.value == "loose" and clause.orders) or is_instead(self.source, hit):
                return False
            # "Unable" is said with a negation wherever there is a word for "possible".
            unable = overlaps_any(hit, self.source.of(CANNOT))
            if hit.value in _TOLD and not unable and _is_told(self.source, hit, self.translation):
                return False
            if hit.value == "loose" and self._is_described(clause, hit):
                return False
        return True

    def _is_described(self, clause: Stated, hit: Found) -> bool:
        """Whether the translation has its word for what was found, without a negator in it, among others of the clause.

        By itself "hallucination" may be explained: "seeing what is not there".
        """
        if not _is_told(self.source, hit, self.translation):
            return False
        words, others = words_of(self.source, hit), governed(self.translation).words
        plain = _plain(self.translation)
        return all(alike(word, plain) for word in words) and any(
            alike(word, others)
            for word in governed(self.source).words
            if clause.start <= word.start < clause.end and word not in words
        )

    def clauses(self) -> Iterator[int]:
        """Yield the numbers of the clauses of the translation that are negated without need."""
        denied = [
            number
            for number, clause in enumerate(self.ours)
            if clause.opener is not None or any(hit.value not in VAGUE for hit in self.untold[number])
        ]
        hidden = () if OPENING.search(self.source.text) else remarks(self.translation)
        if self.source.counts(_CAUTION)["down"]:  # "there is no danger" for "it is safe"
            hidden = (*hidden, *((hit.start, hit.end) for hit in self.translation.of(_CAUTION) if hit.value == "down"))
        for number, clause in enumerate(self.theirs):
            places = self.links.of_translation(number)
            if not places or not any(hit.value == "not" and not within(hit, hidden) for hit in clause.negators):
                continue
            region = range(places[0], places[-1] + 1)
            if not clause.condition and all(self.ours[place].condition for place in region):
                continue  # "wait for it before you start" may be "do not start until it is there"
            if len(region) == 1 and self._forbids(clause, self.ours[region[0]]):
                yield number
                continue
            if any(self.untold[place] or self.ours[place].opener is not None for place in region):
                continue
            others = [place for place in denied if place not in region]
            if not self._is_needed(number, others, region) and not self._says_freely(clause, region):
                yield number

    def _forbids(self, clause: Stated, ours: Stated) -> bool:
        """Whether a clause says that something cannot be, and the one it stands for says that it can, until then."""
        source, translation = self.source, self.translation
        untils = source.of(UNTIL)
        if ours.condition or ours.opener is not None or any(not overlaps_any(hit, untils) for hit in ours.hits):
            return False
        if ours.hits and not any(clause.holds(translation, hit) for hit in translation.of(UNTIL)):
            return False
        cannot = [hit for hit in translation.of(CANNOT) if clause.holds(translation, hit)]
        able = [hit for hit in translation.of(MAY) if clause.holds(translation, hit)]
        return (
            bool(cannot)
            and any(ours.holds(source, hit) for hit in (*source.of(MAY), *source.of(ALLOWED)))
            and all(overlaps_any(hit, cannot) for hit in able)
        )

    def _is_needed(self, number: int, denied: Sequence[int], region: range) -> bool:
        """Whether a denial of the source may be said by the negation in a clause of the translation, and not in others.

        What stands in a list behind that negation says no denial for itself, unless it is of a list as well.
        """
        others = [
            place
            for place, clause in enumerate(self.theirs)
            if place != number and (clause.opener != number or clause.joiner or clause.phrases)
        ]
        open_ = [place for place, clause in enumerate(self.theirs) if clause.opener == number]
        said = {
            place: [
                other
                for other in (*others, *(open_ if self.ours[place].opener is not None else ()))
                if self._may_say(other, place)
            ]
            for place in denied
        }
        left = [place for place in denied if not said[place]]
        used = {other for words in said.values() for other in words}
        spare = [other for other in others if other not in used]
        near = {place for place in left if self._is_near(place, number, region)}
        if near and not any(self.theirs[other].negators and abs(other - number) == 1 for other in spare):
            return True
        clauses = [self.theirs[other] for other in spare]
        firm = sum(clause.denied or not clause.kinds.isdisjoint({"except", "only"}) for clause in clauses)
        loose = sum(clause.denied or bool(clause.hits) or clause.phrases for clause in clauses)
        return sum(self.ours[place].denied for place in left) > firm or len(left) > loose

    def _is_near(self, place: int, number: int, region: range) -> bool:
        """Whether the negation of a clause beside, told nowhere else, may be that of the translation's clause."""
        told = [there for here, there in self.links.shared if here == place and there != number]
        if self._is_begun(place, region):
            return all(self.theirs[there].opener == number for there in told)
        beside = place in (region[0] - 1, region[-1] + 1)
        return beside and not self.ours[max(place, region[0])].sentence and not told

    def _is_begun(self, place: int, region: range) -> bool:
        """Whether a denied clause ends the sentence that the others only begin: "live ones, such as this, must not"."""
        opening = max(number for number in range(region[0] + 1) if self.ours[number].sentence or not number)
        first = self.ours[opening]
        begins = not first.condition and not first.orders and not first.hits
        words = len(self.source.text[first.start : first.end].split())
        return (
            begins
            and words <= _FEW
            and place > region[-1]
            and not any(clause.sentence for clause in self.ours[opening + 1 : place + 1])
        )

    def _may_say(self, other: int, place: int) -> bool:
        """Whether a clause of the translation may say what one of the source denies."""
        theirs, ours = self.theirs[other], self.ours[place]
        if (place, other) in self.links.beside:
            return bool(theirs.negators) or theirs.phrases
        if (place, other) not in self.links.shared:
            return False
        return theirs.denied or theirs.phrases or (not ours.negators and bool(theirs.hits or theirs.affixes))

    def _says_freely(self, clause: Stated, region: range) -> bool:
        """Whether the source has words in the clauses that are often said by denying another thing."""
        source, translation = self.source, self.translation
        first, last = self.ours[region[0]].start, self.ours[region[-1]].end

        def here(found: Found) -> bool:
            return first <= source.span(found)[0] < last

        if any(here(hit) for hit in (*source.of(UNTIL), *delays(source))) or any(
            here(hit) and not _is_told(source, hit, translation) for hit in complements(source)
        ):
            return True
        if any(here(hit) for hit in source.of(KEEPING)) and not any(
            lets_go(translation, hit) for hit in clause.negators
        ):
            return True
        if all(
            puts_away(source, translation, hit) or only_conceded(source, translation, hit) for hit in clause.negators
        ):
            return True
        return self._limits(clause, [hit for hit in source.of(_LIMIT) if here(hit)]) or any(
            hit.value == "down" and here(hit) and translation.counts(group)["down"] < source.counts(group)["down"]
            for group in (_BOUND, _SEQUENCE)
            for hit in source.of(group)
        )

    def _limits(self, clause: Stated, limits: Sequence[Found]) -> bool:
        """Whether the clause may say with its negation one of the limits of the source: "within", "no more than"."""
        translation = self.translation
        theirs = translation.counts(_LIMIT)
        said = [hit for hit in translation.of(POLARITY) if clause.holds(translation, hit)]
        return any(
            theirs[limit.value] < self.source.counts(_LIMIT)[limit.value]
            or any(overlaps_any(hit, said) for hit in translation.of(_LIMIT))
            for limit in limits
        )


@lru_cache(maxsize=64)
def _plain(reading: Reading) -> Sequence[Word]:
    """Return the words of a text that are no part of a negation."""
    negating = {place for hit in reading.of(POLARITY) for place in range(*reading.span(hit))}
    return [word for word in governed(reading).words if negating.isdisjoint(range(word.start, word.end))]


def _is_told(reading: Reading, found: Found, other: Reading) -> bool:
    """Whether the other text has words of its own for what was found, and as many: "stop", no phrase such as "too"."""
    start, end = reading.span(found)
    text = reading.text[start:end].lower()
    if any(overlaps_any(found, reading.of(group)) for group in (LESS, EXCESS)) or found in reading.of(POLARITY):
        return False
    words = words_of(reading, found)
    if not words or any(
        not any(word.start <= start + match.start() < word.end for word in words) for match in _LONG.finditer(text)
    ):
        return False
    left = _plain(other)
    if any(alike(word, said_by_negating(other)) for word in words):
        return False
    if any(may_deny(reading, found, other, (hit.start, hit.end)) for word in words for hit in alike(word, left)):
        return False
    return all(len(alike(word, left)) >= len(alike(word, governed(reading).words)) for word in words)
