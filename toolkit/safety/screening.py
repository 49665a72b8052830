"""Sorts out the rules that a text cannot speak of, before it is read sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from toolkit.safety.rule import Kind, Rule
from toolkit.text.language import Language
from toolkit.text.screen import Screen
from toolkit.text.sentences import LONGEST_SENTENCE


def possible(text: str, rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Return the rules, of one locale, that a sentence of `text` may speak of, in their order.

    For each of the others every sentence of the text is `Verdict.ABSENT`.
    """
    return _possible(text, tuple(rules)) if rules else ()


def touched(text: str, rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Return the rules, of one locale, that `text` may satisfy in words that are not all known, in their order.

    It names what they prohibit, or all that they ask for but what may stand apart.
    """
    return _touched(text, tuple(rules)) if rules else ()


@lru_cache(maxsize=2_048)
def _touched(text: str, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return _screening(rules).touched(text)


@lru_cache(maxsize=2_048)  # a source is asked once a locale
def _possible(text: str, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return _screening(rules).possible(text)


@lru_cache(maxsize=256)  # the rules of each locale by the topics of an article
def _screening(rules: tuple[Rule, ...]) -> _Screening:
    return _Screening(rules)


class _Screening:
    """What the rules look for, as bits: a rule needs all its concepts, or a phrase that decides by itself."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        language: Language = rules[0].language
        groups: list[tuple[str, ...]] = []

        def bits(*patterns: tuple[str, ...]) -> int:
            first = len(groups)
            groups.extend(map(language.folded, patterns))
            return (1 << len(groups)) - (1 << first)

        self._language = language
        self._centres: list[tuple[Rule, int]] = []
        self._needs: list[tuple[Rule, list[int]]] = []
        for rule in rules:
            concepts = {name: bits(patterns) for name, patterns in rule.concepts.items()}
            phrases = [bits(phrases) for phrases in (rule.forbid, rule.instead) if phrases]
            self._needs.append((rule, [sum(concepts.values())] * bool(concepts) + phrases))
            wanted = {rule.of} if rule.kind is Kind.PROHIBIT else concepts.keys() - set(rule.apart)
            if concepts:
                self._centres.append((rule, sum(concepts[name] for name in wanted)))
        self._screen = Screen(groups, language.spelling)

    def touched(self, text: str) -> tuple[Rule, ...]:
        found = self._found(text)
        return tuple(rule for rule, need in self._centres if found & need == need) if found else ()

    def _found(self, text: str) -> int:
        found = 0
        for part in self._parts(text):
            found |= self._screen.possible(part)
        return found

    def possible(self, text: str) -> tuple[Rule, ...]:
        found = self._found(text)
        return (
            tuple(rule for rule, needs in self._needs if any(found & need == need for need in needs)) if found else ()
        )

    def _parts(self, text: str) -> Iterator[str]:
        """Yield the folded text, whole where it is the same as sentence by sentence.

        Markup is dropped in each sentence by itself, and a very long text may be cut within a word.
        """
        if len(text) <= LONGEST_SENTENCE and self._language.folding.leaves_whole(text):
            yield self._language.folding.text(text, markup=False)
        else:
            yield from (folded.text for _, folded in self._language.divided(text))
