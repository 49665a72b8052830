"""Compares what the pages of a site must carry with what they had to carry in the site before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.model import Page, PageState, Region, StatementSeverity
from toolkit.site.manifest import Proven
from toolkit.site.published import PublishedSite

CODE = "contract-shrunk"
_SHOWN = frozenset({PageState.FRESH, PageState.DRAFT, PageState.KEPT})


def less_than(page: Page, proof: Iterable[Proven], before: Iterable[Proven]) -> Iterator[tuple[str, str]]:
    """Yield the id of each statement of which a page carries less than before, and what.

    That is a statement that the page need not carry any more, one that is less severe, and one that may stand farther
    down. An approval says what was asked of a statement, but its file may be deleted with the statement; what readers
    were shown stays in the manifest. Drafts promised nothing. A manifest of an early release says nothing of severities
    and regions.

    Args:
        page: The page.
        proof: What was proven on it.
        before: What the page of the site before had to carry (`promises`).
    """
    if page.state not in _SHOWN:
        return
    now = {one.id: one for one in proof}
    for old in before:
        for less in _less(old, now.get(old.id)):
            yield old.id, less


def shrunk(page: Page, less: Iterable[tuple[str, str]], meant: Collection[tuple[str, str]] = ()) -> list[Diagnostic]:
    """Return a finding for each statement of which a page carries less than in the site before (`less_than`).

    `meant` are locales and ids whose shrinking was said to be meant, by a withdrawal or with `--shrink`: for these the
    finding is a note.
    """
    return [_finding(page.path, page.locale, name, what, allowed=(page.locale, name) in meant) for name, what in less]


def promises(page: Page, previous: PublishedSite | None) -> tuple[Proven, ...]:
    """Return what the page of the site before had to carry; of a notice: what the page that it replaces had to."""
    before = previous.page_of(page.article, page.locale) if previous is not None and page.article else None
    return before.promises if before is not None else ()


def unused_shrinking(ids: Iterable[str], found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return an error for each id of `--shrink` of which nothing less is asked: left there, it would hide the next."""
    shrinking = {item.statement for item in found if item.code == CODE}
    return [
        Diagnostic(
            "shrink-unused",
            Severity.ERROR,
            f"--shrink {name}: nothing less is asked of this statement than in the site before",
            hint="publish without it",
            statement=name,
        )
        for name in dict.fromkeys(ids)
        if name not in shrinking
    ]


def _less(old: Proven, new: Proven | None) -> Iterator[str]:
    """Yield what is asked less of a statement than before."""
    if new is None:
        yield "the page need not carry it any more"
        return
    grades = list(StatementSeverity)
    if old.severity and new.severity and grades.index(new.severity) > grades.index(old.severity):
        yield f"it was {old.severity}, and is only {new.severity} now"
    if old.region is Region.LEAD and new.region is Region.BODY:
        yield "it had to stand in the lead, and may stand anywhere now"


def _finding(path: str, locale: str, statement: str, less: str, *, allowed: bool) -> Diagnostic:
    hint = f"undo the change, or publish once with --shrink {statement} if the contract is meant to ask less"
    return Diagnostic(
        CODE,
        Severity.NOTE if allowed else Severity.ERROR,
        f"the contract asks less of the statement {statement!r} than in the site before: {less}",
        hint=None if allowed else hint,
        path=path,
        locale=locale,
        statement=statement,
    )
