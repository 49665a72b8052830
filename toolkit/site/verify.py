"""Proves pages that exist already, whoever made them, against the contract of a project."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.gates import approvals, check_shrunk_contract
from toolkit.model import PageState, Statement, StatementSeverity
from toolkit.project import Project
from toolkit.safety.approval_state import ApprovalState, diagnose
from toolkit.safety.proof import ACCEPTED, Expected, ProofState, StatementProof, Visible, prove_page
from toolkit.site.chrome import signal_words
from toolkit.site.manifest import PageRecord
from toolkit.site.proving import contradictions, site_of
from toolkit.site.validate import has_text
from toolkit.text.locales import from_bcp47


class Verdict(StrEnum):
    """What became of a page."""

    PROVEN = "proven"
    """Each required statement is on it, and nothing else is wrong with it."""
    FAILED = "failed"
    """Something is wrong."""
    UNKNOWN = "unknown"
    """Nothing is wrong, but whether readers see all of it cannot be told."""


@dataclass(frozen=True, slots=True)
class VerifiedPage:
    """A page and what was proven of it."""

    path: str
    """As shown to the user."""
    locale: str | None
    """The locale that it was held to; None where nothing says it."""
    verdict: Verdict
    """What became of it."""
    statements: tuple[StatementProof, ...]
    """What was found of each required statement."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with it."""


@dataclass(frozen=True)
class Verifier:
    """The contract of a project on one day, ready to be held against pages."""

    project: Project
    """Whose contract it is."""
    date: dt.date
    """The day; approvals that ended before it do not count."""
    draft: bool = False
    """Whether statements may wait for their approval."""
    unknown_allowed: bool = False
    """Whether a page passes although something unknown may hide a statement."""

    def verify(
        self,
        html: str,
        path: str,
        *,
        locale: str | None = None,
        record: PageRecord | None = None,
        topics: Sequence[str] | None = None,
        visible: Visible | None = None,
    ) -> VerifiedPage:
        """Return what became of one page.

        Args:
            html: The page.
            path: As shown to the user.
            locale: The locale that it must be in; None: as its `<html lang>` says.
            record: What a manifest says of it: then it must be exact, and carry what its article's topics ask for.
            topics: For a page that no manifest lists: the topics whose statements it must carry; None: all.
            visible: What a browser says of a block.
        """
        locale = locale or (record.locale if record else _language(html))
        if locale is None or locale not in self.project.config.all_locales:
            said = "has no language" if locale is None else f"is in {locale!r}, which is no locale of this project"
            hint = f"name one with --locale: {', '.join(self.project.config.all_locales)}"
            item = Diagnostic("page-language", Severity.ERROR, f"the page {said}", hint=hint, path=path)
            return VerifiedPage(path, locale, Verdict.FAILED, (), (item,))
        statements = self._required(record, topics)
        wordings = {item.id: self.project.wording(item, locale) for item in statements}
        wanted = [
            Expected(words, item.severity, item.region)
            for item in statements
            if (words := wordings[item.id]) is not None
        ]
        asked = (
            tuple({topic for item in statements for topic in item.topics}) if record is None else self._topics(record)
        )
        proofs, found = prove_page(
            html,
            wanted,
            locale=locale,
            labels=self._labels[locale],
            exact=record is not None,
            path=path,
            limits=self.project.config.limits,
            contradicts=contradictions(self.project, asked, locale),
            visible=visible,
        )
        lost = [item for item in statements if wordings[item.id] is None]
        found += [_unworded(item, locale, path) for item in lost]
        if record is not None and record.state is PageState.REPLACED and has_text(LexborHTMLParser(html)):
            found.append(_no_notice(locale, path))
        judged, about = self._approved(proofs, locale, path)
        found += about
        return VerifiedPage(path, locale, self._verdict(judged, found), judged, tuple(found))

    def contract(self, locales: Collection[str]) -> list[Diagnostic]:
        """Return what is wrong with the contract itself: broken files, and approvals of what was since taken away."""
        found = [item for item in self.project.diagnostics if item.severity is Severity.ERROR]
        for locale in self.project.config.all_locales:
            if locale in locales:
                found += check_shrunk_contract(self.project, locale)
        return found

    @cached_property
    def _labels(self) -> Mapping[str, frozenset[str]]:
        site = site_of(self.project)
        return {locale: frozenset(signal_words(site, locale).values()) for locale in self.project.config.all_locales}

    @cached_property
    def _states(self) -> dict[str, Mapping[str, ApprovalState]]:
        return {}

    def _required(self, record: PageRecord | None, topics: Sequence[str] | None) -> tuple[Statement, ...]:
        if record is not None:
            if record.state is PageState.REPLACED:
                return ()
            for article in self.project.articles:
                if article.domain == record.article:
                    return self.project.statements_of(article)
        if topics is None:
            return self.project.statements
        return tuple(item for item in self.project.statements if item.required_by(tuple(topics)))

    def _topics(self, record: PageRecord) -> tuple[str, ...]:
        return next((item.front.topics for item in self.project.articles if item.domain == record.article), ())

    def _approved(
        self, proofs: Sequence[StatementProof], locale: str, path: str
    ) -> tuple[tuple[StatementProof, ...], list[Diagnostic]]:
        """Return the proofs with those that nobody approved as not-approved, and the findings on the approvals."""
        if locale not in self._states:
            states = approvals(self.project, locale, self.date)
            self._states[locale] = {state.statement.id: state for state in states}
        judged, found = [], []
        for proof in proofs:
            state = self._states[locale].get(proof.id)
            if state is not None and not state.counts:
                found += [replace(item, path=item.path or path) for item in diagnose(state, draft=self.draft)]
                notice = state.statement.severity is StatementSeverity.NOTICE and not state.withholds
                if proof.state in ACCEPTED and not self.draft and not notice:
                    proof = replace(proof, state=ProofState.NOT_APPROVED)
            judged.append(proof)
        return tuple(judged), found

    def _verdict(self, proofs: Sequence[StatementProof], found: Sequence[Diagnostic]) -> Verdict:
        if any(item.severity is Severity.ERROR for item in found):
            return Verdict.FAILED
        doubtful = any(proof.state is ProofState.VISIBILITY_UNKNOWN for proof in proofs)
        return Verdict.UNKNOWN if doubtful and not self.unknown_allowed else Verdict.PROVEN


def _language(html: str) -> str | None:
    """Return what `<html lang>` says, as a locale."""
    root = LexborHTMLParser(html).root
    tag = (root.attributes.get("lang") or "") if root is not None else ""
    return from_bcp47(tag) if tag.strip() else None


def _no_notice(locale: str, path: str) -> Diagnostic:
    message = "the manifest calls the page replaced, but it has a text or a safety statement of its article"
    hint = "nothing was proven on it: publish again"
    return Diagnostic("page-standing", Severity.ERROR, message, hint=hint, path=path, locale=locale)


def _unworded(statement: Statement, locale: str, path: str) -> Diagnostic:
    message = f"statement {statement.id!r} has no wording in {locale!r}, so it cannot be proven"
    hint = "translate it and have it approved"
    return Diagnostic(
        "statement-absent", Severity.ERROR, message, hint=hint, path=path, locale=locale, statement=statement.id
    )
