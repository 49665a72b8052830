"""Decides what becomes of a page: fresh, draft, kept, replaced or withheld.

The order of the questions, from design section 9:

1. Can the new version stand? It is complete, has no finding at error level, is proven, and no approval was withdrawn.
   What is asked of reviewers may be missing only where drafts are asked for: then it is *draft*, else *fresh*.
2. Was it published for readers before (*fresh*, *kept* or *replaced*)? If not, it is *withheld*. A draft was shown to
   reviewers only, so it does not count as published.
3. May the published version stay? Only if it is there unharmed, no watched message has changed (`toolkit.site.kept`),
   no error is about a watched message, every statement is still approved and the page was not replaced already: then
   it is *kept*, else *replaced*.

What the finished page is worth shows only once it is built. So the questions are asked again after a failed proof: the
new version cannot stand then, and the published one may not stay where it was the published text that failed. Where a
kept page or a notice fails for another reason, what is around its text is at fault, and that is no state of the page:
nothing is published (`toolkit.site.publish`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit.model import PageState

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Previous:
    """What is known of the page in the previous site."""

    state: PageState
    """What it was there."""
    article: bool = True
    """Whether its article can be taken over: the file is what the manifest lists and holds one element `<article>`."""
    changes: tuple[str, ...] = ()
    """What `toolkit.site.kept.changes` says: a sentence for each change of a watched message."""
    contradicted: tuple[str, ...] = ()
    """Which statements its article contradicts, as the proof of the kept page says."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the new version of a page."""

    incomplete: int = 0
    """Number of messages without a translation that a page may show (untranslated, fuzzy, partly empty)."""
    errors: int = 0
    """Number of findings at error level about the article, its messages in this locale, or the assembled page."""
    watched_errors: int = 0
    """How many of these are about a watched message, so that the published version may share them."""
    not_proven: tuple[str, ...] = ()
    """What failed on the finished page of the new version."""
    withdrawn: tuple[str, ...] = ()
    """Ids of its statements whose approval was withdrawn (and not given anew)."""
    not_approved: tuple[str, ...] = ()
    """Ids of its critical and serious statements without an approval that counts: missing, stale, past its day."""
    reviewed: bool = False
    """Whether all its messages are as a reviewer read them."""
    previous: Previous | None = None
    """The page in the previous site; None where it was in none."""
    pseudo: bool = False
    """Whether its locale is a pseudo-locale: such a page is a draft at most."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a page, and why."""

    state: PageState
    """What becomes of it."""
    reasons: tuple[str, ...] = ()
    """Why it is not fresh, one phrase each, lower-case; none for a fresh page."""


def decide(facts: Facts, *, draft: bool, require: Literal["statements", "review"]) -> Decision:
    """Return what becomes of a page.

    Args:
        facts: What is known of it.
        draft: Whether pages are published although approvals or the review are missing (`--draft`).
        require: What publishing needs (the setting of this name): approved statements, or a reviewed page as well.
    """
    faults = _faults(facts)
    missing = _missing(facts, require)
    if facts.pseudo:
        missing = ("a pseudo-locale shows whether pages can be translated, and is never published", *missing)
    if not faults and not missing:
        return Decision(PageState.FRESH)
    if not faults and draft:
        return Decision(PageState.DRAFT, missing)
    reasons = (*faults, *missing)
    previous = facts.previous
    if previous is None or previous.state in {PageState.DRAFT, PageState.WITHHELD}:
        return Decision(PageState.WITHHELD, reasons)
    against = _against_keeping(facts, previous)
    if against:
        return Decision(PageState.REPLACED, (*reasons, *against))
    return Decision(PageState.KEPT, reasons)


def _faults(facts: Facts) -> tuple[str, ...]:
    """Return why the new version cannot stand, whatever reviewers say."""
    reasons = []
    if facts.incomplete:
        reasons.append(f"{_count(facts.incomplete, 'message')} without a translation that may be shown")
    if facts.errors:
        reasons.append(f"{_count(facts.errors, 'finding')} at error level")
    reasons += _listed("on the finished page", facts.not_proven)
    reasons += [f"the approval of statement {name!r} was withdrawn" for name in facts.withdrawn]
    return tuple(reasons)


def _missing(facts: Facts, require: str) -> tuple[str, ...]:
    """Return what reviewers have still to do."""
    reasons = [f"statement {name!r} is not approved" for name in facts.not_approved]
    if require == "review" and not facts.reviewed:
        reasons.append("the text of the page has not been reviewed")
    return tuple(reasons)


def _against_keeping(facts: Facts, previous: Previous) -> tuple[str, ...]:
    """Return why the published version cannot stay, beyond what the reasons against the new one say."""
    reasons = list(previous.changes)
    if previous.state is PageState.REPLACED:
        reasons.append("the published page was a notice already")
    elif not previous.article:
        reasons.append("the published page is not as it was published")
    reasons += _listed("on the page that keeps the published version", previous.contradicted)
    if facts.watched_errors:
        reasons.append(f"{_count(facts.watched_errors, 'finding')} about guarded text, numbers, units or terms")
    if not reasons and (facts.withdrawn or facts.not_approved):
        reasons.append("what it says is not approved any more")
    return tuple(reasons)


def _listed(where: str, texts: Sequence[str]) -> list[str]:
    """Return what was found in one place as reasons: the first few, for each is a finding of its own as well."""
    more = len(texts) - _SHOWN
    return [*(f"{where}: {text}" for text in texts[:_SHOWN]), *[f"{where}: {more} more"] * (more > 0)]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
