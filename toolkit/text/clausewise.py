"""Compares clause by clause what a source denies with what its translation denies.

Each clause of one text is paired with those of the other that speak of the same things. A negation is added where the
source denies nothing in the clauses that the negated one stands for, and each denial of the source is said elsewhere;
it is lost where nothing could say it in the clauses that the denied one stands for, and none is left over elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from toolkit.late import late
from toolkit.text.conditions import within
from toolkit.text.contraries import complements
from toolkit.text.dictionary import Word
from toolkit.text.governed import NEGATING, governed
from toolkit.text.negating import OPENING, remarks
from toolkit.text.paraphrase import lets_go, only_conceded
from toolkit.text.phrases import Found
from toolkit.text.stated import Links, Stated, denying, stated
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import ALLOWED, ALTERNATIVE, CANNOT, KEEPING, POLARITY, UNTIL, axis_group
from toolkit.text.waits import delays, overlap

_TOLD = frozenset({"un", "stop", "miss", "few"})
"""Kinds of words of a source that a translation may have words of its own for: "stop", "unlocked"."""
_BACK = _TOLD | {"instead", "lacking", "only"}
"""Kinds of words of a translation that say no negation where the source has the same word."""
_VAGUE = frozenset({"loose", "still"})
"""Kinds of words that deny nothing by themselves."""
_REFUSING = frozenset({"avoid", "instead"})
"""Kinds of words of a source that deny as well as a negator does, and may be said in more ways."""
_LIMIT, _BOUND, _CAUTION = axis_group("limit"), axis_group("bound"), axis_group("caution")
_AMOUNT, _SEQUENCE = axis_group("amount"), axis_group("sequence")
_LONG = late(r"\w{4,}")
"""Words of a phrase that must be known so that the phrase is; shorter ones are of grammar."""
_PHRASES = ("too ",)
"""What begins a phrase of the sources that says another thing than its words: "too weak to stand"."""
_LESS = "less"
"""What a word of the sources ends with that another language says with a negation: "painless"."""


def added_clause(source: Reading, translation: Reading) -> bool:
    """Whether a clause of the translation is negated, and none of those of the source that it stands for."""
    if not any(found.value == "not" for found in translation.of(POLARITY)):
        return False
    return any(True for _ in _Sides(source, translation).added())


def lost_clause(source: Reading, translation: Reading) -> bool:
    """Whether a clause of the source is denied, and nothing in those of the translation that stand for it may deny."""
    if not any(found.value in {"not", *_REFUSING} for found in denying(source)):
        return False
    return any(True for _ in _Sides(source, translation).lost())


@dataclass(frozen=True, eq=False)
class _Sides:
    source: Reading
    translation: Reading

    @cached_property
    def ours(self) -> Sequence[Stated]:
        return stated(self.source)

    @cached_property
    def theirs(self) -> Sequence[Stated]:
        return stated(self.translation)

    @cached_property
    def links(self) -> Links:
        return Links.between(self.ours, self.theirs)

    @cached_property
    def untold(self) -> Sequence[Sequence[Found]]:
        """The words of each clause of the source that may be said with a negation, and for which there is no word."""
        return [[hit for hit in clause.hits if self._is_untold(clause, hit)] for clause in self.ours]

    def _is_untold(self, clause: Stated, hit: Found) -> bool:
        if hit.value in NEGATING and any(overlap(hit, limit) for limit in self.source.of(_LIMIT)):
            return False
        if not clause.condition:
            if hit.value == "still" or (hit.value == "loose" and clause.orders) or self._is_instead(hit):
                return False
            # "Unable" is said with a negation wherever there is a word for "possible".
            unable = any(overlap(hit, other) for other in self.source.of(CANNOT))
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
        words, others = _words(self.source, hit), governed(self.translation).words
        negating = [self.translation.span(found) for found in self.translation.of(POLARITY)]
        plain = [word for word in others if not any(start < word.end and word.start < end for start, end in negating)]
        return all(_alike(word, plain) for word in words) and any(
            _alike(word, others)
            for word in governed(self.source).words
            if clause.start <= word.start < clause.end and word not in words
        )

    def _is_instead(self, hit: Found) -> bool:
        """Whether it is "instead" by itself, which only tells that what stands before it is refused."""
        text = self.source.folded.text
        return hit.value == "instead" and " " not in text[hit.start : hit.end] and text[hit.end : hit.end + 3] != " of"

    def added(self) -> Iterator[int]:
        """Yield the numbers of the clauses of the translation that are negated without need."""
        denied = [
            number
            for number, clause in enumerate(self.ours)
            if clause.opener is not None or any(hit.value not in _VAGUE for hit in self.untold[number])
        ]
        hidden = () if OPENING.search(self.source.text) else remarks(self.translation)
        for number, clause in enumerate(self.theirs):
            places = self.links.of_translation(number)
            if not places or not any(hit.value == "not" and not within(hit, hidden) for hit in clause.negators):
                continue
            region = range(places[0], places[-1] + 1)
            if any(self.ours[place].asks for place in region):
                continue  # "might it not be": a question may be asked with a negation or without one
            if not clause.condition and all(self.ours[place].condition for place in region):
                continue  # "wait for it before you start" may be "do not start until it is there"
            if any(self.untold[place] or self.ours[place].opener is not None for place in region):
                continue
            others = [place for place in denied if place not in region]
            if not self._is_needed(number, others, region) and not self._says_freely(clause, region):
                yield number

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
        near = {
            place
            for place in left
            if place in (region[0] - 1, region[-1] + 1)
            and not self.ours[max(place, region[0])].sentence
            and not any(here == place and there != number for here, there in self.links.shared)
        }
        if near and not any(self.theirs[other].negators and abs(other - number) == 1 for other in spare):
            return True
        clauses = [self.theirs[other] for other in spare]
        firm = sum(clause.denied or not clause.kinds.isdisjoint({"except", "only"}) for clause in clauses)
        loose = sum(clause.denied or bool(clause.hits) or clause.phrases for clause in clauses)
        return sum(self.ours[place].denied for place in left) > firm or len(left) > loose

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

        ends = {group: [hit for hit in source.of(group) if here(hit)] for group in (_LIMIT, _BOUND, _CAUTION)}
        ends[_SEQUENCE] = [hit for hit in source.of(_SEQUENCE) if here(hit)]
        if any(here(hit) and not _is_told(source, hit, translation) for hit in complements(source)):
            return True
        if any(here(hit) for hit in (*source.of(UNTIL), *delays(source))) or any(
            hit.value == "down" for hit in ends[_CAUTION]
        ):
            return True
        if any(here(hit) for hit in source.of(KEEPING)) and not any(
            lets_go(translation, hit) for hit in clause.negators
        ):
            return True
        return (
            self._limits(clause, ends[_LIMIT])
            or (_fewer(source, translation, (_BOUND,), (_BOUND, _LIMIT)) and _has_down(ends[_BOUND]))
            or (_fewer(source, translation, (_SEQUENCE,), (_SEQUENCE,)) and _has_down(ends[_SEQUENCE]))
            or any(only_conceded(source, translation, hit) for hit in clause.negators)
        )

    def _limits(self, clause: Stated, limits: Sequence[Found]) -> bool:
        """Whether the clause may say with its negation one of the limits of the source: "within", "no more than"."""
        translation = self.translation
        theirs = translation.counts(_LIMIT)
        said = [hit for hit in translation.of(POLARITY) if clause.holds(translation, hit)]
        return any(
            theirs[limit.value] < self.source.counts(_LIMIT)[limit.value]
            or any(
                hit.value == "up" and clause.holds(translation, hit)
                for group in (_BOUND, _AMOUNT)
                for hit in translation.of(group)
            )
            or any(overlap(hit, negator) for hit in translation.of(_LIMIT) for negator in said)
            for limit in limits
        )

    def lost(self) -> Iterator[int]:
        """Yield the numbers of the clauses of the source whose denial nothing in the translation says."""
        said = [bool(self._saying(clause)) or clause.phrases or clause.affixes for clause in self.theirs]
        may_say = [kept or bool(clause.kinds - _VAGUE) for kept, clause in zip(said, self.theirs, strict=True)]
        for number, clause in enumerate(self.ours):
            firm = any(hit.value == "not" for hit in clause.negators)
            if not (firm or self._refuses(clause)) or clause.condition or clause.asks:
                continue
            if self._is_said_otherwise(number, firm=firm):
                continue
            places = self.links.of_source(number)
            if not places:
                continue
            region = range(places[0], places[-1] + 1)
            saying = said if firm else may_say
            if any(self._may_say_it(place, clause, saying) or self._is_open(self.theirs[place]) for place in region):
                continue
            if not self._is_kept(number, saying, region, firm=firm):
                yield number

    def _may_say_it(self, place: int, clause: Stated, saying: Sequence[bool]) -> bool:
        """Whether a clause of the translation may deny; not with the "avoid" of "do not avoid" by itself."""
        theirs = self.theirs[place]
        doubled = {"not", "avoid"} <= clause.kinds and theirs.kinds - _VAGUE == {"avoid"}
        return saying[place] and not doubled

    def _refuses(self, clause: Stated) -> bool:
        """Whether the clause refuses something without a negator, and says nothing else that might."""
        hits = [hit for hit in clause.hits if not self._is_instead(hit)]
        refusing = [hit for hit in hits if hit.value in _REFUSING]
        kinds = {
            hit.value
            for hit in hits
            if hit in refusing or not any(overlap(hit, other) for other in refusing)  # "turned away from"
        } - _VAGUE
        return bool(kinds & _REFUSING) and kinds <= _REFUSING | {"un"} and clause.opener is None

    def _saying(self, clause: Stated) -> Sequence[Found]:
        """Return the words of a clause of the translation that may deny; not those that the source has as well."""
        return [
            hit
            for hit in clause.hits
            if hit.value not in _VAGUE and not (hit.value in _BACK and _is_known(self.translation, hit, self.source))
        ]

    def _is_said_otherwise(self, number: int, *, firm: bool) -> bool:
        """Whether a clause of the source has words that make a denial another thing: "no more than", "need not"."""
        clause = self.ours[number]
        following = self.ours[number + 1 : number + 2]
        if any(
            "without" in other.kinds or (not firm and "except" in other.kinds)
            for other in (clause, *(other for other in following if not other.sentence))
        ):
            return True
        if any("except" in other.kinds for other in (clause, *following)) and (
            self.translation.counts(_LIMIT)["up"] > self.source.counts(_LIMIT)["up"]
        ):
            return True  # "after an hour at the earliest" for "not until an hour has passed"
        return any(
            clause.holds(self.source, hit)
            for group in (_LIMIT, _BOUND, _CAUTION, _AMOUNT, ALLOWED)
            for hit in self.source.of(group)
        )

    def _is_open(self, clause: Stated) -> bool:
        """Whether a negation before it may reach over a clause of the translation."""
        if clause.opener is None:
            return False
        vocabulary = self.translation.vocabulary
        # No negation reaches over an "and" where it stands before its verb.
        before = vocabulary.negates == {"behind"} and vocabulary.language.spaces
        return not (before and clause.joiner and clause.joiner != ALTERNATIVE)

    def _is_kept(self, number: int, saying: Sequence[bool], region: range, *, firm: bool) -> bool:
        """Whether the denial may be said by a word that is left over in the translation, or by that of a list."""
        marked = [
            place
            for place, clause in enumerate(self.theirs)
            if place not in region and (saying[place] or clause.opener is not None)
        ]
        said = {
            place: [
                other
                for other, clause in enumerate(self.ours)
                if number not in {other, clause.opener}
                and (other, place) in self.links.shared
                and (clause.denied or (bool(clause.hits) and not self.theirs[place].negators))
            ]
            for place in marked
        }
        left = [place for place in marked if not said[place]]
        near = (region[0] - 1, region[-1] + 1)
        if any(
            place in near
            and not self.theirs[max(place, region[0])].sentence
            and (self.theirs[place].negators or not firm)
            for place in left
        ):
            return True
        used = {other for words in said.values() for other in words}
        spare = sum(
            clause.denied or not clause.kinds.isdisjoint({"except", "only"})
            for other, clause in enumerate(self.ours)
            if number not in {other, clause.opener} and other not in used
        )
        if sum(bool(self.theirs[place].negators) or self._is_open(self.theirs[place]) for place in left) > spare:
            return True
        return self._is_of_list(number, region)

    def _is_of_list(self, number: int, region: range) -> bool:
        """Whether one negation may hold for several clauses, as Japanese "切ったり吸ったりしない" denies both."""
        if "behind" not in self.translation.vocabulary.negates:
            for clause in self.theirs[region[-1] + 1 :]:
                if clause.sentence:
                    break
                if clause.kinds & NEGATING:
                    return True
        for other in (number - 1, number + 1):
            if not 0 <= other < len(self.ours) or not self.ours[other].denied:
                continue
            for place in self.links.of_source(other):
                beside = any(
                    abs(place - end) <= 1 and not self.theirs[max(place, end)].sentence
                    for end in (region[0], region[-1])
                )
                if beside and self.theirs[place].kinds & NEGATING:
                    return True
        return False


def _words(reading: Reading, found: Found) -> Sequence[Word]:
    start, end = reading.span(found)
    return [word for word in governed(reading).words if word.start < end and start < word.end]


def _is_told(reading: Reading, found: Found, other: Reading) -> bool:
    """Whether the other text has words of its own for what was found, and as many: "stop", no phrase such as "too"."""
    start, end = reading.span(found)
    text = reading.text[start:end].lower()
    if text.endswith(_LESS) or text.startswith(_PHRASES) or found in reading.of(POLARITY):
        return False
    words = _words(reading, found)
    if not words or any(
        not any(word.start <= start + match.start() < word.end for word in words) for match in _LONG.finditer(text)
    ):
        return False
    negating = [other.span(hit) for hit in other.of(POLARITY)]
    left = [word for word in governed(other).words if not any(begin <= word.start < stop for begin, stop in negating)]
    return all(len(_alike(word, left)) >= len(_alike(word, governed(reading).words)) for word in words)


def _is_known(reading: Reading, found: Found, source: Reading) -> bool:
    """Whether the source has the word too that may say a negation: "weak", which is no "hardly" then."""
    words = _words(reading, found)
    return (
        found not in reading.of(POLARITY)
        and bool(words)
        and all(_alike(word, governed(source).words) for word in words)
    )


def _alike(word: Word, words: Sequence[Word]) -> Sequence[Word]:
    return [other for other in words if not word.senses.isdisjoint(other.senses)]


def _has_down(found: Sequence[Found]) -> bool:
    return any(hit.value == "down" for hit in found)


def _fewer(source: Reading, translation: Reading, ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether the translation has fewer lower ends of those axes."""
    wanted = sum(source.counts(group)["down"] for group in ours)
    return sum(translation.counts(group)["down"] for group in theirs) < wanted
