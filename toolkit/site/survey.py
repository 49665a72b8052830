"""Asks the gates about one locale: what its pages must not go out with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.article.markdown import Article
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.gates import Memory, approvals, check_catalog, check_rules, check_shrunk_contract, reviews
from toolkit.model import Statement
from toolkit.project import APPROVALS, REVIEWS, RULES, SITE_DOMAIN, TOOLKIT_DOMAIN, Project
from toolkit.safety.approval_state import ApprovalState, diagnose
from toolkit.safety.complaints import Complaints
from toolkit.safety.review_state import ReviewState, diagnose_review
from toolkit.text.locales import PSEUDO


@dataclass(frozen=True, slots=True)
class Survey:
    """What the gates say of one locale."""

    locale: str
    """As in paths."""
    approvals: Mapping[str, ApprovalState]
    """By id of the statement."""
    reviews: Mapping[str, ReviewState]
    """By domain of the article."""
    catalogs: Mapping[str, Sequence[Diagnostic]]
    """Domain -> findings on its catalog."""
    rules: Mapping[str, Sequence[Diagnostic]]
    """Domain of an article -> what the safety rules find in its running text."""
    contract: Sequence[Diagnostic]
    """What is wrong with the locale's approvals, reviews and rules as files, and with a contract that shrank."""

    def findings(self, project: Project, *, draft: bool) -> list[Diagnostic]:
        """Return all that is to be said of the locale; under `draft` what nobody has approved yet is a note."""
        found = [item for rows in (*self.catalogs.values(), *self.rules.values()) for item in rows]
        found += self.contract
        if self.locale in PSEUDO:
            return found  # nobody is asked to approve or review it
        for state in self.approvals.values():
            found += diagnose(state, draft=draft)
        for reviewed in self.reviews.values():
            found += diagnose_review(reviewed, required=project.config.require == "review", draft=draft)
        return found

    def errors_of(self, article: Article, statements: Iterable[Statement]) -> list[Diagnostic]:
        """Return the errors that the article's page must not go out with."""
        ids = {statement.id for statement in statements}
        domains = {statement.domain for statement in statements}
        found = [*self.catalogs[article.domain], *self.rules[article.domain], *self.contract]
        for domain in (SITE_DOMAIN, TOOLKIT_DOMAIN):
            found += self.catalogs.get(domain, ())
        for domain in sorted(domains & self.catalogs.keys()):
            found += [item for item in self.catalogs[domain] if item.statement is None or item.statement in ids]
        return [item for item in found if item.severity is Severity.ERROR]


def survey(project: Project, locale: str, date: dt.date) -> Survey:
    """Return what the gates say of one locale of the project on the day `date`.

    Raises `ToolkitError` (code `io`) where signatures are asked for and cannot be verified.
    """
    return merged(shared_survey(project, locale, date), own_survey(project, locale))


def shared_catalogs(project: Project, locale: str) -> dict[str, list[Diagnostic]]:
    """Return what is found in the catalogs of a locale that belong to no single article, by domain."""
    own = {article.domain for article in project.articles}
    return _of_catalogs(project, locale, [domain for domain in project.messages if domain not in own])


def shared_survey(
    project: Project, locale: str, date: dt.date, catalogs: Mapping[str, Sequence[Diagnostic]] | None = None
) -> Survey:
    """Return what the gates say of one locale but for what belongs to single articles; raises as `survey` does.

    `catalogs` is what `shared_catalogs` returned, where that is known already.
    """
    paths = (f"{APPROVALS}/{locale}/", f"{REVIEWS}/{locale}/", f"{RULES}/{locale}.toml")
    contract = [item for item in project.diagnostics if (item.path or "").startswith(paths)]
    return Survey(
        locale,
        {state.statement.id: state for state in approvals(project, locale, date)},
        {},
        shared_catalogs(project, locale) if catalogs is None else catalogs,
        {},
        [*contract, *check_shrunk_contract(project, locale)],
    )


def own_findings(
    project: Project,
    locale: str,
    article: Article,
    memory: Memory | None = None,
    complaints: Complaints | None = None,
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return what is found in the catalog of an article in one locale, and what the safety rules find in its text.

    `memory` is that of what was found on the messages of the catalog before, `complaints` that of what the rules found.
    """
    catalog = _of_catalogs(project, locale, [article.domain], memory)[article.domain]
    return catalog, check_rules(project, locale, article, complaints)


def own_survey(
    project: Project,
    locale: str,
    findings: Callable[[Project, str, Article], tuple[list[Diagnostic], list[Diagnostic]]] = own_findings,
) -> Survey:
    """Return what the gates say in one locale of the articles of `project`, and of nothing else.

    `findings` is `own_findings`, or what remembers what that has found.
    """
    found = {article.domain: findings(project, locale, article) for article in project.articles}
    return Survey(
        locale,
        {},
        {state.domain: state for state in reviews(project, locale)},
        {name: catalog for name, (catalog, _) in found.items()},
        {name: rules for name, (_, rules) in found.items()},
        [],
    )


def merged(shared: Survey, own: Survey) -> Survey:
    """Return a survey of shared domains with one of articles."""
    return replace(shared, reviews=own.reviews, catalogs={**own.catalogs, **shared.catalogs}, rules=own.rules)


def _of_catalogs(
    project: Project, locale: str, domains: Iterable[str], memory: Memory | None = None
) -> dict[str, list[Diagnostic]]:
    """Return what the strict reader and the checks find in the catalogs of a locale, by domain."""
    broken = [item for item in project.catalog_diagnostics if item.locale == locale]
    return {
        domain: [
            *(item for item in broken if item.domain == domain),
            *check_catalog(project, locale, domain, memory),
        ]
        for domain in domains
    }
