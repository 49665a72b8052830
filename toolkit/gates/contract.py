"""Asks what became of the approvals and reviews of a project."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from toolkit.diagnostic import Diagnostic
from toolkit.project import Project
from toolkit.safety.approval_state import ApprovalState, ApprovalStatus, check_shrunk, diagnose, judge
from toolkit.safety.review_state import ReviewState, ReviewStatus, diagnose_review, judge_review
from toolkit.safety.signatures import trusted_records


def approvals(project: Project, locale: str, today: dt.date) -> tuple[ApprovalState, ...]:
    """Return what became of the approval of each statement that an article asks for, in one locale.

    Raises `ToolkitError` (code `io`) where signatures are asked for and cannot be verified.
    """
    config = project.config
    trusted = None
    if config.allowed_signers is not None:
        of_locale = [item for (name, _), item in project.approvals.items() if name == locale]
        trusted = trusted_records(of_locale, project.root / config.allowed_signers, config.second_reviewer)
    asked = {item.id: item for article in project.articles for item in project.statements_of(article)}
    return tuple(
        judge(
            statement,
            locale,
            project.wording(statement, locale),
            project.approvals.get((locale, statement.id)),
            today=today,
            second_reviewer=config.second_reviewer,
            trusted=trusted,
        )
        for statement in asked.values()
    )


def reviews(project: Project, locale: str) -> tuple[ReviewState, ...]:
    """Return what became of the review of each article in one locale."""
    return tuple(
        judge_review(
            project.reviews.get((locale, article.domain)),
            project.review_messages(article, locale) or (),
            locale=locale,
            domain=article.domain,
        )
        for article in project.articles
    )


def check_shrunk_contract(project: Project, locale: str) -> list[Diagnostic]:
    """Return an error for each approval in the locale of a statement that is asked less of than when it was given."""
    given = [item for (name, _), item in project.approvals.items() if name == locale]
    return check_shrunk(given, project.statements, project.topics)


def check_contract(project: Project, locales: Iterable[str], today: dt.date) -> list[Diagnostic]:
    """Return the findings on approvals and reviews in the locales.

    What nobody has given yet is a note, as an empty translation is only a warning: publishing decides. What was given
    and no longer counts is a finding.
    """
    found: list[Diagnostic] = []
    required = project.config.require == "review"
    for locale in locales:
        found += check_shrunk_contract(project, locale)
        for state in approvals(project, locale, today):
            found += diagnose(state, draft=state.status is ApprovalStatus.MISSING)
        for reviewed in reviews(project, locale):
            found += diagnose_review(reviewed, required=required, draft=reviewed.status is ReviewStatus.MISSING)
    return found
