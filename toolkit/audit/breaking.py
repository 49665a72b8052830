"""Breaks the contract and the finished pages of a locale, and asks the gates about each breach."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from toolkit.audit.asking import as_if_approved
from toolkit.audit.breach import Breach, Breacher, Ground
from toolkit.audit.breaches._marked import marked
from toolkit.audit.mutation import Skip
from toolkit.audit.outcome import Catch, Gate, Outcome, Tier
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.gates import check_shrunk_contract
from toolkit.model import Page
from toolkit.project import Project
from toolkit.safety.approval_state import diagnose, judge
from toolkit.safety.approvals import parse_approval
from toolkit.safety.statements import check_contract, check_placements
from toolkit.site.build import build
from toolkit.site.composition import Prove
from toolkit.site.proving import prover

Row = tuple[Gate, str, Severity, str | None]


def break_contract(
    project: Project, locale: str, breachers: Sequence[Breacher], today: dt.date
) -> Iterator[tuple[Breacher, Outcome | Skip]]:
    """Yield what becomes of each breach in the locale; it is of the source locale too."""
    approvals = {
        (locale, item.id): approval
        for item in project.statements
        if (approval := as_if_approved(project, item, locale, today)) is not None
    }
    approved = replace(project, approvals=approvals, reviews={})
    pages = {
        page.page.article: slim(page.page)
        for page in build(approved, [locale], draft=True, date=today).pages
        if page.page.article and page.page.html
    }
    files = frozenset(page.path for page in pages.values())
    asking = _Asking(approved, locale, files, today)
    for article in approved.articles:
        page = pages.get(article.domain)
        if page is None:
            continue
        for number, statement in enumerate(approved.statements_of(article)):
            approval = approvals.get((locale, statement.id))
            if approval is None:
                continue
            ground = Ground(approved, locale, article, statement, approval, page, number)
            for kind in breachers:
                for item in kind.breaches(ground):
                    yield kind, item if isinstance(item, Skip) else asking.outcome(kind, ground, item)


class _Asking:
    """The gates of one locale, with what they say before any breach."""

    def __init__(self, project: Project, locale: str, files: frozenset[str], today: dt.date) -> None:
        self._project = project
        self._locale = locale
        self._files = files
        self._today = today
        self._prove = prover(project)
        self._contract = Counter(self._contract_of(project))
        self._proof: dict[str, Counter[Row]] = {}

    def outcome(self, kind: Breacher, ground: Ground, breach: Breach) -> Outcome:
        found = Counter[Row]()
        if breach.approval is not None:
            found += Counter(self._file(ground, *breach.approval))
        if breach.project is not None and breach.html is None:
            found += Counter(self._contract_of(breach.project)) - self._contract
            found += Counter(self._state(ground, breach.project))
        if breach.html is not None:
            page = ground.page.path
            if page not in self._proof:
                self._proof[page] = Counter(self._proven(self._prove, ground.page))
            prove = self._prove if breach.project is None else prover(breach.project)
            found += Counter(self._proven(prove, replace(ground.page, html=breach.html))) - self._proof[page]
        catches = tuple(dict.fromkeys(Catch(gate, code, severity) for gate, code, severity, _ in found))
        return Outcome(
            self._locale,
            kind.name,
            Tier.STATEMENT,
            ground.statement.severity,
            ground.statement.domain,
            ground.statement.id,
            ground.statement.text,
            ground.approval.wording,
            breach.what,
            breach.what,
            ground.statement.id,
            catches,
        )

    def _contract_of(self, project: Project) -> Iterator[Row]:
        found: list[Diagnostic] = [*check_contract(project.statements), *check_shrunk_contract(project, self._locale)]
        for article in project.articles:
            found += check_placements(article, project.statements)
        yield from _rows(Gate.CONTRACT, found)

    def _state(self, ground: Ground, project: Project) -> Iterator[Row]:
        statement = project.statements_by_id.get(ground.statement.id)
        if statement is not None:
            words = project.wording(statement, self._locale)
            state = judge(statement, self._locale, words, ground.approval, today=self._today)
            yield from _rows(Gate.APPROVAL, diagnose(state))

    def _file(self, ground: Ground, path: str, text: str) -> Iterator[Row]:
        approval, found = parse_approval(text, path)
        yield from _rows(Gate.APPROVAL, found)
        if approval is not None:
            words = self._project.wording(ground.statement, self._locale)
            state = judge(ground.statement, self._locale, words, approval, today=self._today)
            yield from _rows(Gate.APPROVAL, diagnose(state))

    def _proven(self, prove: Prove, page: Page) -> Iterator[Row]:
        _, found = prove(page, self._files)
        yield from _rows(Gate.PROOF, found)


def slim(page: Page) -> Page:
    """Return the page without the running text between its statements: the proof of each breach takes less time.

    The menus go too; the head with its styles, the headings and the boxes of the statements stay.
    """
    start, end = page.html.find("<article"), page.html.rfind("</article>")
    if start < 0 or end < 0:
        return page
    parts, at = [page.html[:start]], start
    names = _STATEMENT.findall(page.html)
    for one, _, two in sorted(place for name in names if (place := marked(page.html, name)) is not None):
        parts += [_RUNNING.sub("", page.html[at:one]), page.html[one:two]]
        at = two
    parts += [_RUNNING.sub("", page.html[at:end]), page.html[end:]]
    return replace(page, html=_MENUS.sub("", "".join(parts)))


_STATEMENT = re.compile(r'data-statement="([^"]*)"')
_MENUS = re.compile(r"<(nav|footer)\b[^>]*>(?:(?!</?\1\b).)*</\1>", re.DOTALL)
_RUNNING = re.compile(r"<(p|ul|table)\b[^>]*>(?:(?!</?\1\b).)*</\1>", re.DOTALL)


def _rows(gate: Gate, found: Iterable[Diagnostic]) -> Iterator[Row]:
    for item in found:
        if item.severity is not Severity.NOTE:
            yield gate, item.code, item.severity, item.statement
