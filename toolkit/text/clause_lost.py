"""Finds a clause of a source whose denial is lost.

Nothing could say it in the clauses of the translation that stand for it, and no denial is left over elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.text.clausewise import VAGUE, Sides, alike, is_instead, words_of
from toolkit.text.contraries import told_affirmatively
from toolkit.text.governed import governed
from toolkit.text.negating import side_of
from toolkit.text.phrases import Found
from toolkit.text.reach import DENYING
from toolkit.text.spans import meets, overlaps_any
from toolkit.text.stated import Stated, denying
from toolkit.text.twice import lacks_denied
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import ALLOWED, ALTERNATIVE, POLARITY, axis_group

_BACK = frozenset({"un", "stop", "miss", "few", "instead", "only"})
"""Kinds of words of a translation that say no negation where the source has the same word."""
_REFUSING = frozenset({"avoid", "instead"})
"""Kinds of words of a source that deny as well as a negator does, and may be said in more ways."""
_LIMIT = axis_group("limit")
_PLAINLY = (_LIMIT, axis_group("bound"), axis_group("caution"), axis_group("amount"), ALLOWED)
"""Groups of words that make a denial another thing."""


def _refusing(source: Reading) -> frozenset[str]:
    """Return the kinds of words of a source that refuse; "instead" is a place or a change in other languages, too."""
    return _REFUSING if source.vocabulary.lists_sources else _REFUSING - {"instead"}


def lost_clause(source: Reading, translation: Reading) -> bool:
    """Whether a clause of the source is denied, and nothing in those of the translation that stand for it may deny."""
    if not any(found.value in {"not", *_refusing(source)} for found in denying(source)):
        return False
    lost = sum(1 for _ in _Lost(source, translation).clauses())
    told = told_affirmatively(source, translation) + lacks_denied(source, translation)
    return lost > 0 and lost > told + side_of(translation).postpones(side_of(source))


@dataclass(frozen=True, eq=False)
class _Lost(Sides):
    def clauses(self) -> Iterator[int]:
        """Yield the numbers of the clauses of the source whose denial nothing in the translation says."""
        said = [bool(self._saying(clause)) or clause.phrases or clause.affixes for clause in self.theirs]
        may_say = [kept or bool(clause.kinds - VAGUE) for kept, clause in zip(said, self.theirs, strict=True)]
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
        doubled = {"not", "avoid"} <= clause.kinds and theirs.kinds - VAGUE == {"avoid"}
        return saying[place] and not doubled

    def _refuses(self, clause: Stated) -> bool:
        """Whether the clause refuses something without a negator, and says nothing else that might."""
        hits = [hit for hit in clause.hits if not is_instead(self.source, hit)]
        refusing = [hit for hit in hits if hit.value in _refusing(self.source)]
        kinds = {
            hit.value
            for hit in hits
            if hit in refusing or not overlaps_any(hit, refusing)  # "turned away from"
        } - VAGUE
        return bool(kinds & _refusing(self.source)) and kinds <= _REFUSING | {"un"} and clause.opener is None

    def _saying(self, clause: Stated) -> Sequence[Found]:
        """Return the words of a clause of the translation that may deny; not those that the source has as well."""
        return [
            hit
            for hit in clause.hits
            if hit.value not in VAGUE and not (hit.value in _BACK and _is_known(self.translation, hit, self.source))
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
        return any(clause.holds(self.source, hit) for group in _PLAINLY for hit in self.source.of(group))

    def _is_open(self, clause: Stated) -> bool:
        """Whether a negation before it may reach over a clause of the translation."""
        if clause.opener is None:
            return False
        vocabulary, text = self.translation.vocabulary, self.translation.folded.text
        # No negation reaches over an "and" where it stands before its verb, but for those of infinitives.
        before = vocabulary.negates == {"behind"} and vocabulary.language.spaces
        joins = any(text[hit.start : hit.end] in vocabulary.conjoining for hit in self.theirs[clause.opener].negators)
        return joins or not (before and clause.joiner and clause.joiner != ALTERNATIVE)

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
                if clause.kinds & DENYING:
                    return True
        for other in (number - 1, number + 1):
            if not 0 <= other < len(self.ours) or not self.ours[other].denied:
                continue
            for place in self.links.of_source(other):
                beside = any(
                    abs(place - end) <= 1 and not self.theirs[max(place, end)].sentence
                    for end in (region[0], region[-1])
                )
                if beside and self.theirs[place].kinds & DENYING:
                    return True
        return False


def _is_known(reading: Reading, found: Found, source: Reading) -> bool:
    """Whether the source has the word too that may say a negation: "weak", which is no "hardly" then.

    "Known" is no such word for "unknown": there the source must have a word that may say a negation itself.
    """
    own = words_of(reading, found)
    if found in reading.of(POLARITY) or not own:
        return False
    words = governed(source).words
    if found.value == "un":
        spans = [source.span(hit) for hit in denying(source) if hit.value in _BACK]
        words = [word for word in words if any(meets(span, word) for span in spans)]
    return all(alike(word, words) for word in own)
