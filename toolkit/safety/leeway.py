"""Reads what a text does with a rule where not all of its words are known.

Good phrasings are an open class, and no list holds them all; what makes a prohibition void is a closed one. So where
the source satisfies a rule, a translation that names a part of it with a negation in the same clause is taken for a
prohibition, as long as nothing in it permits, weakens, delays, doubles or denies.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from toolkit.safety.circumstances import turned
from toolkit.safety.judgement import Verdict, judge
from toolkit.safety.rule import Kind, Rule
from toolkit.text.clauses import COMMAS
from toolkit.text.echoes import loosened
from toolkit.text.fold import Folded
from toolkit.text.language import Language
from toolkit.text.markers import Mark, MarkKind
from toolkit.text.patterns import Hit
from toolkit.text.polarity import demand, denied
from toolkit.text.sentence import Sentence
from toolkit.text.terms import Stance

_TOUCHING = 10
"""Characters between two equal negations that undo each other: Russian "не может не"."""
_CLOSE = 20
"""Characters between two negations that may be one negation of the other."""
_CLOSE_BEHIND = 6
"""The same in languages that negate behind the verb, where each verb has its own: "without asking, do not stop"."""
_TOUCHED = 1
"""Characters between a negation and the permission that it takes back."""
_SHORT = 30
"""Characters beside the negation in a clause that only points to what was named before: "so you must not do it"."""
_TAKERS = (MarkKind.SUPERVISOR, MarkKind.URGE, MarkKind.NEGATOR, MarkKind.CONTRAST)
_OTHER = (
    MarkKind.WARNING,
    MarkKind.DELAY,
    MarkKind.URGE,
    MarkKind.PERMISSIVE,
    MarkKind.WEAKENER,
    MarkKind.DENIAL,
    MarkKind.EXCEPTION,
)


@dataclass(frozen=True, slots=True)
class Leeway:
    """What a text that may not be read in full does with a rule."""

    kept: str = ""
    """The sentence that seems to satisfy the rule; empty where none does."""
    central: bool = False
    """Whether that sentence holds the word that is negated or asked for."""
    fault: str = ""
    """What speaks against it, as a message says it; empty where nothing does."""


@lru_cache(maxsize=512)
def leeway(text: str, rule: Rule) -> Leeway:
    """Return what `text`, which may hold inline Markdown, does with the rule."""
    judged = judge(text, rule)
    for row in judged:
        if row.verdict in {Verdict.BROKEN, Verdict.LOOSENED}:
            return Leeway(fault=row.reason)
    parts = [_Partial(folded, rule) for _, folded in rule.language.divided(text)]
    known = any(part.own is not None for part in parts)
    kept, central, warned = "", False, False
    for row, part in zip(judged, parts, strict=True):
        if fault := part.fault(known=known, behind=bool(kept)):
            return Leeway(fault=fault)
        bare = row.verdict in {Verdict.BARE, Verdict.WARNED}
        if not kept and part.stands(bare=bare):
            kept, central = row.sentence, part.own is not None
        elif not kept and part.echoes(warned=warned):
            kept = row.sentence
        warned = part.warned or (warned and not part.sentences)
    return Leeway(kept, central)


def negates(text: str, language: Language) -> bool:
    """Whether anything in a text is negated or prohibited."""
    return any(
        mark.entry.kind is MarkKind.NEGATOR
        for _, folded in language.divided(text)
        for mark in language.markers.find(folded.text)
    )


class _Partial:
    """A sentence of which only a part of what the rule is about may be known."""

    def __init__(self, folded: Folded, rule: Rule) -> None:
        self.rule = rule
        self.language = rule.language
        found = {name: Sentence(folded, terms) for name, terms in rule.single.items()}
        self.sentences = {name: sentence for name, sentence in found.items() if sentence.complete}
        self.own = self.sentences.get(rule.of)
        self.main = self.own or next(iter(self.sentences.values()), next(iter(found.values())))
        self.own_clauses = self._numbers([self.own] if self.own else [])
        self.clauses = self._numbers(self.sentences.values())

    def _numbers(self, sentences: Iterable[Sentence]) -> frozenset[int]:
        """Return the clauses that hold the places of the sentences."""
        return frozenset(self.main.clauses.number(hit.start) for sentence in sentences for hit in sentence.targets)

    @property
    def warned(self) -> bool:
        """Whether it names what the rule is about and says what harm that does."""
        return bool(self.sentences) and bool(self.main.of_kind(MarkKind.WARNING)) and not self.main.question

    def fault(self, *, known: bool, behind: bool) -> str:
        """Return what makes the sentence void, if anything does.

        `known`: the word that is negated or asked for stands somewhere in the text; `behind`: another sentence seems
        to satisfy the rule before this one.
        """
        if not self.sentences:
            mark = loosened(self.main, demanded=self.rule.kind is Kind.REQUIRE) if behind else None
            return f"{self.main.word(mark)!r} may take it back" if mark else ""
        for mark in self.main.marks:
            if reason := self._voids(mark, known=known):
                return f"{self.main.word(mark)!r} {reason}"
        if double := self._doubled():
            return f"{self.main.word(double)!r} reverses it"
        if back := turned(self.main, self.rule):
            return back.reason
        if self.own is None:
            return "" if known or self.rule.kind is Kind.PROHIBIT else self._refused()
        return self._asked_for(self.own)

    def _refused(self) -> str:
        """Return what negates the object of a demand whose verb is not known: "do not obtain emergency help"."""
        rest = [sentence for name, sentence in self.sentences.items() if name in self.rule.apart]
        found = [demand(sentence) for sentence in rest]
        return next((reading.reason for reading in found if reading.stance is Stance.UNDONE), "")

    def _asked_for(self, own: Sentence) -> str:
        if self.rule.kind is Kind.REQUIRE:
            reading = demand(own)
            return reading.reason if reading.stance is Stance.UNDONE else ""
        if self._rest_negated():
            return ""
        for hit in own.targets:
            plain = own.ordered(hit) and not own.mention(hit)
            taken = [mark for marks in own.bonds.negations.values() for mark in marks]
            if taken and not own.claims(hit, taken):
                continue
            if plain and not own.bonds.negations.get(hit) and not self._reached(own, hit):
                return "it asks for it: no negation is bound to it"
        return ""

    def _voids(self, mark: Mark, *, known: bool) -> str:
        main, kind = self.main, mark.entry.kind
        clause = main.clauses.number(mark.start)
        beside = {other.entry.kind for other in main.marks if main.clauses.number(other.start) == clause}
        supervised = bool(main.of_kind(MarkKind.SUPERVISOR))
        warns, negated = MarkKind.WARNING in beside, MarkKind.NEGATOR in beside
        harms = any(
            main.clauses.number(other.start) == clause and other.start > mark.start
            for other in main.of_kind(MarkKind.WARNING)
        )
        if kind is MarkKind.DENIAL or (kind is MarkKind.EXCEPTION and not supervised):
            return "takes it back"
        if kind is MarkKind.WEAKENER and not harms and (clause in self.clauses or main.aside(mark)):
            return "weakens it"
        if kind is MarkKind.PERMISSIVE and not negated and not warns and not supervised:
            other = known and clause in self.clauses and clause not in self.own_clauses
            return "" if other else "permits it"
        if kind is MarkKind.URGE and self.rule.kind is Kind.PROHIBIT and not supervised:
            return "calls for it"
        if kind is MarkKind.DELAY and self.rule.kind is Kind.REQUIRE and not denied(main, mark):
            return "delays it"
        return ""

    def _doubled(self) -> Mark | None:
        """Return the second of two negations that stand close, unless the two are one or go on with a list."""
        main = self.main
        negators = [mark for mark in main.of_kind(MarkKind.NEGATOR) if main.clauses.number(mark.start) in self.clauses]
        hits = [hit for sentence in self.sentences.values() for hit in sentence.targets]
        close = _CLOSE_BEHIND if self.language.clauses.condition_position == "after" else _CLOSE
        for first, second in pairwise(negators):
            way = main.text[first.end : second.start]
            listed = any(first.end <= start <= second.start for start in main.clauses.list_words)
            equal = main.word(first) == main.word(second)
            same = equal and (len(way) > _TOUCHING or any(comma in way for comma in COMMAS))
            classes = {first.entry.word_class, second.entry.word_class}
            concord = self.language.concord and not equal and ("verb" not in classes or "adverb" in classes)
            holds = any(mark.start < hit.end and hit.start < mark.end for hit in hits for mark in (first, second))
            if not (listed or same or concord or holds) and len(way) <= close:
                return second
        return None

    def stands(self, *, bare: bool) -> bool:
        """Whether what is known of it is prohibited, or asked for; `bare`: its negation was looked for in vain."""
        if self.main.question or not self.sentences:
            return False
        if self.rule.kind is Kind.REQUIRE:
            lacking = self.rule.concepts.keys() - self.sentences.keys()
            return not bare and len(lacking) <= 1 and lacking <= {self.rule.of, *self.rule.apart}
        if self.own is None:
            return not self._decided_elsewhere() and any(
                self._reached(sentence, hit) for sentence in self.sentences.values() for hit in sentence.targets
            )
        if self._rest_negated():
            return True
        if bare and any(self.own.bonds.negations.values()):
            return False  # it is also said without a negation
        every = all if bare else any
        negated = every(
            (not bare and self.own.bonds.negations.get(hit)) or self._reached(self.own, hit, bare=bare)
            for hit in self.own.targets
        )
        return negated and not self._decided_elsewhere()

    def echoes(self, *, warned: bool) -> bool:
        """Whether it, or a later clause of it, is little more than a negation behind what was said to be harmful."""
        if self.rule.kind is Kind.REQUIRE:
            return False
        sentence = self.main
        last = max((hit.end for other in self.sentences.values() for hit in other.targets), default=-1)
        if not (warned if not self.sentences else self.warned):
            return False
        for mark in sentence.of_kind(MarkKind.NEGATOR):
            start, end = sentence.clauses.span(sentence.clauses.number(mark.start))
            kinds = {other.entry.kind for other in sentence.marks if start <= other.start < end}
            kinds_free = kinds.isdisjoint(_OTHER) and MarkKind.SUPERVISOR not in kinds
            if self.own and not any(other.start < mark.start for other in sentence.of_kind(MarkKind.WARNING)):
                continue  # "stop it suddenly, not gradually, even though it is dangerous"
            if start > last and end - start - (mark.end - mark.start) <= _SHORT and kinds_free:
                return True
        return False

    def _rest_negated(self) -> bool:
        """Whether it is said to be done, but never so: "end it gradually, never suddenly"."""
        if (
            self.own is None
            or len(self.sentences) == 1
            or any(self.own.bonds.negations.get(hit) for hit in self.own.targets)
        ):
            return False
        rest = [sentence for sentence in self.sentences.values() if sentence is not self.own]
        bound = [(hit, mark) for one in rest for hit in one.targets for mark in self._foreign(one, hit)]
        if any(mark.start - hit.end > _TOUCHING and mark.entry.word_class != "verb" for hit, mark in bound):
            return False  # "end it suddenly and never gradually"
        when = {self.main.clauses.number(mark.start) for mark in self.main.of_kind(MarkKind.CONDITION)}
        return when.isdisjoint(self.clauses - self.own_clauses) and all(
            self._foreign(sentence, hit) for sentence in rest for hit in sentence.targets
        )

    def _foreign(self, sentence: Sentence, hit: Hit) -> list[Mark]:
        """Return the negations of a place that are not the very word of the rule: "give it up suddenly"."""
        own = self.own.targets if self.own else []
        negations = sentence.bonds.negations.get(hit, ())
        return [mark for mark in negations if not any(mark.start < one.end and one.start < mark.end for one in own)]

    def _decided_elsewhere(self) -> bool:
        """Whether the doctor stands beside it, and what is known of it is not all that the rule is about."""
        if len(self.sentences) == len(self.rule.concepts):
            return False
        main = self.main
        clauses = self.clauses
        if self.language.clauses.condition_position == "after" or not self.language.spaces:
            clauses |= {number for hit in main.targets for number in main.around(hit)}
        without = any(main.clauses.number(hit.start) in clauses for hit in self.language.barriers.find(main.text))
        return not without and any(
            main.clauses.number(mark.start) in clauses for mark in main.of_kind(MarkKind.SUPERVISOR)
        )

    def _reached(self, sentence: Sentence, hit: Hit, *, bare: bool = False) -> bool:
        """Whether a negation of the same clause may be that of the place, whatever the words between are."""
        clause = sentence.clauses.number(hit.start)
        for mark in sentence.of_kind(MarkKind.NEGATOR):
            verb_behind = mark.entry.word_class == "verb" and not {"after", "fused"}.isdisjoint(mark.entry.position)
            if bare and not verb_behind and not self._ahead_of_all(mark, clause):
                continue
            if sentence.clauses.number(mark.start) != clause and not (verb_behind and mark.start > hit.start):
                continue
            place = max(hit.start, hit.last)
            if "before" in mark.entry.position and mark.end <= place and not self._barred(sentence, mark.end, place):
                return True
            behind = {"after", "fused"} & set(mark.entry.position)
            way = sentence.text[hit.end : mark.start]
            apart = not verb_behind and (any(comma in way for comma in COMMAS) or self._coordinated(hit, mark))
            if behind and mark.start >= hit.stem and not apart and not self._barred(sentence, hit.end, mark.start):
                return True
        return False

    def _coordinated(self, hit: Hit, mark: Mark) -> bool:
        """Whether "and" stands between: "stop it suddenly and do not ask"."""
        return any(hit.end <= start < mark.start for start in self.main.clauses.list_words)

    def _ahead_of_all(self, mark: Mark, clause: int) -> bool:
        """Whether a negation comes before all that is known in the clause, or behind all of it."""
        hits = [hit for sentence in self.sentences.values() for hit in sentence.targets]
        hits = [hit for hit in hits if self.main.clauses.number(hit.start) == clause]
        ahead = "before" in mark.entry.position and all(mark.end <= max(hit.start, hit.last) for hit in hits)
        behind = not {"after", "fused"}.isdisjoint(mark.entry.position)
        return ahead or (behind and all(hit.stem <= mark.start for hit in hits))

    def _barred(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether something stands between that takes the negation, or keeps it off."""
        if end <= start:
            return False
        if next(self.language.barriers.find(sentence.text[start:end]), None) is not None:
            return True
        touching = start + _TOUCHED  # "no se le permite": a permission right behind its negation is none
        between = {
            mark.entry.kind
            for mark in sentence.marks
            if start <= mark.start < end and (mark.entry.kind is not MarkKind.PERMISSIVE or mark.start > touching)
        }
        if MarkKind.PERMISSIVE in between and MarkKind.WARNING not in between:
            return True
        return not between.isdisjoint(_TAKERS)
