"""Suggests what would have caught a survivor: a rule, a term or a statement, ready to be pasted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from toolkit.audit.outcome import Outcome, Tier
from toolkit.project import RULES, STATEMENTS, Project
from toolkit.safety.toml_write import toml_string
from toolkit.text.language import Language
from toolkit.text.sentences import sentences

_MEDICINES = {"swap-medicines", "misspell-medicine"}
_LOST = {
    "delete-sentence",
    "delete-item",
    "truncate",
    "leave-source",
    "leave-sentence",
    "other-language",
    "swap-messages",
    "mark-done",
}
_LOOKS = {"drop-emphasis", "change-link", "homoglyph", "zero-width", "bidi-override"}
_AROUND = 2
"""Words before and after a change that make a forbidden phrase of it."""
_AROUND_UNSPACED = 4
"""The same in characters, where words are not divided by spaces."""
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0900-\u0963’'-])*")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to paste where."""

    path: str
    """The file, relative to the project."""
    text: str
    """TOML, ends with a line feed."""


def suggestion(project: Project, outcome: Outcome) -> Suggestion | None:
    """Return what would have caught the fault; None where that is no matter of a rule, a term or a statement.

    A lost text is caught for certain only as a statement; a wrong medicine as a term; a turned meaning by a phrase that
    must not be there, with the two sentences as the rule's own examples. It is a proposal: narrow, and to be widened by
    who knows the language.
    """
    if outcome.tier is Tier.STATEMENT or outcome.mutator in _LOOKS:
        return None
    name = f"audit-{outcome.hash.removeprefix('sha256:')[:8]}"
    if outcome.mutator in _MEDICINES:
        return _term(project, outcome)
    topics = _topics(project, outcome.domain)
    if outcome.mutator in _LOST:
        return _statement(name, outcome, topics)
    language = project.language(outcome.locale)
    return None if language is None else _rule(name, outcome, topics, language)


def _topics(project: Project, domain: str) -> str:
    topics = next((item.front.topics for item in project.articles if item.domain == domain), ("*",))
    return f"[{', '.join(map(toml_string, topics[:1]))}]"


def _term(project: Project, outcome: Outcome) -> Suggestion:
    old = _changed(outcome.before, outcome.after)
    rows = [
        "[[term]]",
        f"term = {toml_string(old)}  # the term in the source language",
        'note = ""',
        "[term.forms]",
        f"{project.config.source_locale} = [{toml_string(old)}]",
        f"{outcome.locale} = [{toml_string(old)}]",
    ]
    return Suggestion("source/terms.toml", "\n".join(rows) + "\n")


def _changed(before: str, after: str) -> str:
    """Return the words of `before` that are not in `after`."""
    start, end = _window(before, after)[0]
    found = [word[0] for word in _WORD.finditer(before) if word.start() < max(end, start + 1) and word.end() > start]
    return " ".join(found) or before


def _statement(name: str, outcome: Outcome, topics: str) -> Suggestion:
    text = outcome.source.replace("**", "")
    rows = [
        f"[{name}]",
        f'severity = "{outcome.severity}"',
        f"text = {toml_string(text)}",
        f"topics = {topics}",
        'reference = "where the wording comes from"',
    ]
    stem = outcome.domain.removeprefix("safety-")
    return Suggestion(f"{STATEMENTS}/{stem}.toml", "\n".join(rows) + "\n")


def _rule(name: str, outcome: Outcome, topics: str, language: Language) -> Suggestion | None:
    (old_start, _), (start, end) = _window(outcome.before, outcome.after)
    wrong = _sentence(outcome.after, start, language)
    right = _sentence(outcome.before, old_start, language)
    phrase = _phrase(outcome.after, start, end, language)
    if not phrase:
        return None
    rows = [
        f"[{name}]",
        f'severity = "{outcome.severity}"',
        f"topics = {topics}",
        'kind = "forbid"',
        f"forbid = [{toml_string(phrase)}]",
        f"accept = [{toml_string(right)}]",
        f"reject = [{toml_string(wrong)}]",
    ]
    return Suggestion(f"{RULES}/{outcome.locale}.toml", "\n".join(rows) + "\n")


def _window(before: str, after: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return where the texts differ, from the first difference to the last, in each of them."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    changed = [row for row in blocks if row[0] != "equal"]
    if not changed:
        return (0, 0), (0, 0)
    first, last = changed[0], changed[-1]
    return (first[1], last[2]), (first[3], last[4])


def _sentence(text: str, place: int, language: Language) -> str:
    spans = sentences(text, language)
    start, end = next((span for span in spans if place < span[1]), spans[-1] if spans else (0, len(text)))
    return text[start:end]


def _phrase(text: str, start: int, end: int, language: Language) -> str:
    """Return the words around a change, within its sentence, as a pattern of a rule."""
    spans = sentences(text, language)
    low, high = next((span for span in spans if start < span[1]), (0, len(text)))
    if not language.spaces:
        piece = text[max(low, start - _AROUND_UNSPACED) : min(high, max(end, start) + _AROUND_UNSPACED)]
        return max(re.split(r"[\s\W]+", piece), key=len, default="").lower()
    found = list(_WORD.finditer(text, low, high))
    inside = [number for number, word in enumerate(found) if word.end() > start - 1 and word.start() < end + 1]
    if not inside:
        return ""
    chosen = found[max(0, inside[0] - _AROUND) : inside[-1] + 1 + _AROUND]
    return " ".join(word[0].lower() for word in chosen)
