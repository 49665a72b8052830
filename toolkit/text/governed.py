"""Finds the words that the negations of a text govern."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from toolkit.late import late
from toolkit.text.conditions import CLAUSE_END, clause_ends, conditions
from toolkit.text.dictionary import Dictionary, Word, dictionary
from toolkit.text.phrases import Found
from toolkit.text.reach import DENYING, echoes, is_listed
from toolkit.text.spans import enclosing, meets, overlaps_any
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import (
    ALLOWED,
    ALTERNATIVE,
    CANNOT,
    JOINER,
    MAY,
    NEUTRAL,
    ORDER,
    POLARITY,
    UNLESS,
    WEAK,
    WOULD,
    axis_group,
)

_MODAL = (ALLOWED, CANNOT, MAY, WEAK, WOULD)
"""Groups of words that may stand between a negator and what it negates: "must not be allowed to eat"."""
_MARKS = r"\u0300-\u036f\u064b-\u0652\u0900-\u0963"
_TOKEN = late(rf"[^\W\d_][{_MARKS}]*(?:[^\W_]|[{_MARKS}])*")
_STOP = late(r"[.:;!?](?=[\s*_]|$)|[。：；！？।؛]|\s[—–-]\s|—")
"""What no negation reaches over."""
_ENDINGS = late(r"[\u3041-\u309f\u30fc\uac00-\ud7a3]* ?[\u3041-\u309f\u30fc\uac00-\ud7a3]*")
"""Endings of a verb in Japanese and Korean."""
_SHORT = 3
"""Letters of a word that is one of grammar: an article, a pronoun."""
_FEW = 3
"""Words between a negator and the word that it governs, at most."""
_NEXT = 2
"""Characters between them where words are not divided."""
_ENDING = 7
"""Characters of the ending of a verb in Japanese and Korean, before its negator."""
_BEGINNING = 2
"""Words between a joining word and one that stands where a new part begins."""


@dataclass(frozen=True, eq=False)
class Governed:
    """The negators of a text with what they govern; places are those of the text as it is written."""

    reading: Reading

    @cached_property
    def words(self) -> Sequence[Word]:
        """The known words of the text that are no negators."""
        words = () if self._known is None else self._known.words(self.reading.text)
        spans = [self.reading.span(hit) for hit in self.reading.of(POLARITY) if hit.value in DENYING]
        return [word for word in words if not any(start <= word.start and word.end <= end for start, end in spans)]

    def senses(self, word: Word) -> frozenset[str]:
        """Return the senses by which a word may be paired with one of another text."""
        return word.senses - self._loose

    @cached_property
    def _known(self) -> Dictionary | None:
        return dictionary(self.reading.vocabulary.language)

    @cached_property
    def _loose(self) -> frozenset[str]:
        return frozenset() if self._known is None else self._known.loose

    @cached_property
    def _manner(self) -> frozenset[str]:
        return frozenset() if self._known is None else self._known.manner

    @cached_property
    def negators(self) -> Sequence[Found]:
        """What negates; not what only repeats another negator."""
        hits = [hit for hit in self.reading.of(POLARITY) if hit.value in DENYING and not is_listed(self.reading, hit)]
        echoing = [hit for hit in hits if echoes(self.reading, hit)]
        telling = {self._utterance(hit) for hit in hits if hit not in echoing} if echoing else ()
        return [hit for hit in hits if hit not in echoing or self._utterance(hit) not in telling]

    def _utterance(self, hit: Found) -> tuple[int, int]:
        """Return where the sentence of a finding begins, and how many words like "but" stand before it there."""
        place = self.reading.span(hit)[0]
        start = self.sentence(place)[0]
        before, contrasts = self.reading.plain[start:place].lower(), self.reading.vocabulary.language.clauses.contrasts
        return start, sum(before.count(f" {contrast.strip(', ')} ") for contrast in contrasts)

    @cached_property
    def rows(self) -> Sequence[tuple[Found, Sequence[Word]]]:
        """Each negator with the words that it governs for sure: those that it is an ending of, or stands with."""
        return [(negator, self._of(negator)) for negator in self.negators]

    @cached_property
    def echoed(self) -> Sequence[Word]:
        """The words that a negator governs that only repeats another one: "no ... ni"."""
        hits = [hit for hit in self.reading.of(POLARITY) if hit.value in DENYING]
        return [word for hit in hits if echoes(self.reading, hit) for word in self._of(hit)]

    def _of(self, negator: Found) -> Sequence[Word]:
        start, end = self.reading.span(negator)
        own = [word for word in self.words if word.start < start < word.end]
        if own:
            return own
        vocabulary = self.reading.vocabulary
        behind = "behind" in vocabulary.negates
        first, last = enclosing(self._cuts if behind else self._commas, (start, end), len(self.reading.text))
        if not behind and not vocabulary.language.spaces:
            return [*self._ended(start, first)]
        if not vocabulary.language.spaces:
            return [*self._next(start, end, last)]
        found = self._behind(end, last) if behind else []
        if "before" in vocabulary.negates and not found:
            found = self._before(start, first)
        return found

    def _next(self, start: int, end: int, last: int) -> Iterator[Word]:
        """Yield the word right behind a negator, where words are not divided."""
        end = max([end, *(stop for begin, stop in self._skipped if begin <= start + 1 and stop > end)])
        yield from [word for word in self.words if end <= word.start <= min(end + _NEXT, last)][:1]

    def _ended(self, start: int, first: int) -> Iterator[Word]:
        """Yield the word before a negator that its endings stand between."""
        for word in reversed(self.words):
            if word.end <= start:
                between = self.reading.text[word.end : start]
                if first <= word.start and len(between) <= _ENDING and _ENDINGS.fullmatch(between):
                    yield word
                return

    def _behind(self, end: int, last: int) -> list[Word]:
        skipped = 0
        for begin, stop in self._tokens:
            if begin < end:
                continue
            if begin >= last or skipped > _FEW:
                break
            word = next((word for word in self.words if word.start <= begin < word.end), None)
            if word is not None and not word.senses <= self._manner and not self._is_skipped(begin, stop):
                return [word]
            if word is None and stop - begin > _SHORT and not self._is_skipped(begin, stop):
                break
            skipped += 1
        return []

    def _before(self, start: int, first: int) -> list[Word]:
        text, skipped = self.reading.text, 0
        while start > first and text[start - 1].isalpha():  # the word that the negator is the ending of
            start -= 1
        for begin, stop in reversed(self._tokens):
            if stop > start:
                continue
            if begin < first or skipped > _FEW:
                break
            word = next((word for word in self.words if word.start <= begin < word.end), None)
            if word is not None and not self._is_skipped(begin, stop):
                return [word]
            if stop - begin > _SHORT and not self._is_skipped(begin, stop):
                break
            skipped += 1
        return []

    def _is_skipped(self, begin: int, stop: int) -> bool:
        return any(begin < end and start < stop for start, end in self._skipped)

    @cached_property
    def _tokens(self) -> Sequence[tuple[int, int]]:
        return [match.span() for match in _TOKEN.finditer(self.reading.plain)]

    @cached_property
    def _forcing(self) -> Sequence[tuple[int, int]]:
        """Words of force: "must", "may"."""
        judging = self.reading.of(axis_group("caution"))  # "not safe"
        hits = [hit for group in _MODAL for hit in self.reading.found.get(group, ()) if not overlaps_any(hit, judging)]
        hits += [hit for hit in self.reading.of(ORDER) if hit.value == "strict" and not overlaps_any(hit, judging)]
        return [self.reading.span(hit) for hit in hits]

    @cached_property
    def _skipped(self) -> Sequence[tuple[int, int]]:
        """Words of force and of negation, which stand between a negator and what it negates."""
        negating = [hit for hit in self.reading.found.get(POLARITY, ()) if hit.value in {"not", NEUTRAL}]
        return [*self._forcing, *(self.reading.span(hit) for hit in negating)]

    @cached_property
    def _commas(self) -> Sequence[tuple[int, int]]:
        return clause_ends(self.reading)

    @cached_property
    def _joiners(self) -> Sequence[tuple[int, int]]:
        """Words that join, without those that offer an alternative or negate."""
        negating = {hit.start for hit in self.reading.of(POLARITY)}
        joining = [hit for hit in self.reading.of(JOINER) if hit.value != ALTERNATIVE and hit.start not in negating]
        return [self.reading.span(hit) for hit in joining]

    @cached_property
    def _cuts(self) -> Sequence[tuple[int, int]]:
        return [*self._commas, *(self.reading.span(hit) for hit in self.reading.of(JOINER))]

    @cached_property
    def _conditions(self) -> Sequence[tuple[int, int]]:
        return [self.reading.folded.original(start, end) for start, end in conditions(self.reading)]

    def may_reach(self, negator: Found, word: Word, *, alone: bool) -> bool:
        """Whether the negator may negate the word; beyond its clause only if it is `alone`, as for a list."""
        start, end = self.reading.span(negator)
        if meets((start, end), word):
            return True
        left, right = min(end, word.end), max(start, word.start)
        if _STOP.search(self.reading.plain, left, right):
            return False
        vocabulary = self.reading.vocabulary
        here = CLAUSE_END.search(self.reading.plain, left, right) is None
        if not here and (not alone or not (self.conjoins(negator) or self._inside(start) == self._inside(word.start))):
            return False
        if "behind" in vocabulary.negates and start < word.start:
            return True
        free = negator.value in {"avoid", UNLESS} or len(vocabulary.negates) > 1
        return free or here or start > word.start

    def listed(self, negator: Found, words: Sequence[Word]) -> Sequence[Word]:
        """Return the verbs behind an "or" that a negator holds for as well: "do not crush or chew"."""
        if negator.value != "not" or not words:
            return ()
        start = words[-1].end
        stop = _STOP.search(self.reading.plain, start)
        cuts = [begin for begin, _ in self._joiners if begin >= start]
        end = min([stop.start() if stop else len(self.reading.text), *cuts])
        spans = [self.reading.span(hit) for hit in self.reading.of(JOINER) if hit.value == ALTERNATIVE]
        verbs = {self.reading.span(hit)[0] for hit in self.reading.of(ORDER) if hit.value == "verbs"}
        begins = verbs & {last + 1 for first, last in spans if start <= first < end}
        return [word for word in self.words if word.start in begins]

    def faces(self, negator: Found, word: Word) -> bool:
        """Whether the word stands on the side of a negator where it may be negated by it."""
        return ("behind" if self.reading.span(negator)[0] < word.start else "before") in self.reading.vocabulary.negates

    def begins_anew(self, negator: Found, word: Word) -> bool:
        """Whether the word begins another part behind a joining word, so that the negator before that is not for it."""
        start, stop = self.reading.span(negator)
        if "behind" not in self.reading.vocabulary.negates or negator.value != "not":
            return False
        if self.conjoins(negator):
            return False
        if any(
            first < stop + _NEXT and start < last and (first < start or stop < last) for first, last in self._forcing
        ):
            return False  # "you must not cut it and suck it"
        before = "before" in self.reading.vocabulary.negates
        return any(
            start < begin
            and stop <= word.start
            and sum(stop <= first < word.start for first, _ in self._tokens) <= _BEGINNING
            and (
                before
                or any(start < first < begin and not self._is_skipped(first, last) for first, last in self._tokens)
            )
            for begin, stop in self._joiners
        )

    def conjoins(self, negator: Found) -> bool:
        """Whether it is one that holds for what "and" joins, and for a list, as well."""
        return self.reading.folded.text[negator.start : negator.end] in self.reading.vocabulary.conjoining

    def sentence(self, place: int) -> tuple[int, int]:
        """Return the span between the stops around a place."""
        cuts = [match.span() for match in _STOP.finditer(self.reading.plain)]
        return enclosing(cuts, (place, place), len(self.reading.text))

    def _inside(self, place: int) -> Sequence[tuple[int, int]]:
        return [span for span in self._conditions if span[0] <= place < span[1]]


@lru_cache(maxsize=256)
def governed(reading: Reading) -> Governed:
    """Return what the negations of a text govern."""
    return Governed(reading)
