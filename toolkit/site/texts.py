"""Writes what one page says, and gathers what is known of it, before anything is decided."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from toolkit.article.markdown import Article
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.model import Statement
from toolkit.project import SITE_DOMAIN, Project
from toolkit.safety.approval_state import ApprovalStatus
from toolkit.site.assemble import Body, assemble_body, kept_body, page_path
from toolkit.site.body import title_key
from toolkit.site.kept import changes
from toolkit.site.manifest import Inputs, PageRecord, sha256
from toolkit.site.proving import site_of
from toolkit.site.published import PublishedSite
from toolkit.site.states import Facts, Previous
from toolkit.site.survey import Survey
from toolkit.site.templates import own_templates
from toolkit.site.watched import page_messages
from toolkit.text.locales import PSEUDO


@dataclass(frozen=True, slots=True)
class Text:
    """One article in one locale before its page is made."""

    article: Article
    """The article."""
    locale: str
    """As in paths."""
    body: Body
    """What the new version says."""
    facts: Facts
    """What decides on it."""
    approved: bool
    """Whether all its critical and serious statements are approved."""
    reviewed: dt.date | None
    """Day of the review that covers all its messages; None: it has not been reviewed."""
    inputs: Inputs
    """What the new version is made from."""
    watched: tuple[str, ...]
    """Hashes of its watched messages."""
    record: PageRecord | None = None
    """What the manifest of the previous site says of the page."""
    kept: Body | None = None
    """The article of the published page; None where it is not there unharmed."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is missing in the new version."""

    @property
    def path(self) -> str:
        """Where its page stands in the site."""
        return page_path(self.locale, self.article.domain)

    @property
    def notice_title(self) -> str:
        """The title for a notice: of the new version where that has one in the locale, else of the published one."""
        missing = {message.key for message in self.body.missing}
        return self.kept.title if self.kept is not None and title_key(self.article) in missing else self.body.title


def write_text(
    project: Project,
    here: Survey,
    article: Article,
    previous: PublishedSite | None = None,
    watched_in: Collection[str] | None = None,
) -> Text:
    """Return what the article says in the locale of the survey `here`, and what is known of it.

    `watched_in` is what `watched_texts` gives for the article, where that is known already.

    A function of its arguments alone, but for the file of the published page, which is read where `previous` lists it.
    Raises `ToolkitError` (code `io`) where that file was there and cannot be read any more.
    """
    site, locale = site_of(project), here.locale
    review = here.reviews[article.domain]
    reviewed = review.review.date if review.counts and review.review is not None else None
    body, problems = assemble_body(site, article, locale, reviewed=reviewed)
    statements = project.statements_of(article)
    states = [here.approvals[statement.id] for statement in statements]
    record = previous.page_of(article.domain, locale) if previous else None
    data = previous.read(record.path) if previous and record else None
    kept = None if data is None else kept_body(data.decode("utf-8", "replace"), body.boxes)
    hashes = page_messages(project, article, locale, watched_in)
    watched = {name: message for name, (message, is_watched) in hashes.items() if is_watched}
    keys = {message.key for message in watched.values()}
    errors = {*here.errors_of(article, statements), *(item for item in problems if item.severity is Severity.ERROR)}
    facts = Facts(
        incomplete=len(body.missing),
        errors=len(errors),
        watched_errors=sum(item.statement is not None or (item.msgctxt, item.msgid) in keys for item in errors),
        withdrawn=tuple(item.statement.id for item in states if item.status is ApprovalStatus.WITHDRAWN),
        not_approved=tuple(item.statement.id for item in states if item.withholds),
        reviewed=review.counts,
        previous=None
        if record is None
        else Previous(record.state, kept is not None, changes(record.watched, watched, tuple(hashes))),
        pseudo=locale in PSEUDO,
    )
    return Text(
        article,
        locale,
        body,
        facts,
        all(not item.withholds for item in states),
        reviewed,
        _inputs(project, here, article, statements),
        tuple(sorted(watched)),
        record,
        kept,
        tuple(problems),
    )


def template_hash(page_templates: Mapping[str, str]) -> str:
    """Return the SHA-256 of all page templates and the stylesheet, those of the publisher in their place."""
    texts = {**own_templates(), **page_templates}
    return sha256(json.dumps(sorted(texts.items())).encode("utf-8"))


def _inputs(project: Project, here: Survey, article: Article, statements: Iterable[Statement]) -> Inputs:
    statements = tuple(statements)
    domains = {article.domain, SITE_DOMAIN, *(item.domain for item in statements)}
    paths = {domain: project.catalog_path(here.locale, domain) for domain in domains}
    return Inputs(
        source=project.hashes[article.path],
        catalogs={
            name: project.hashes[path] for name, path in paths.items() if (here.locale, name) in project.catalogs
        },
        statements={item.id: sha256(_canonical(item)) for item in statements},
        approvals={
            item.id: state.approval.record.removeprefix("sha256:")
            for item in statements
            if (state := here.approvals[item.id]).counts and state.approval is not None
        },
        template=template_hash(project.page_templates),
    )


def _canonical(statement: Statement) -> bytes:
    """Return what a statement says in the source language, as bytes that are equal for equal statements."""
    fields = [
        statement.id,
        statement.severity.value,
        statement.text,
        [[item.id, item.text] for item in statement.items],
        sorted(statement.topics),
        statement.region.value,
    ]
    return json.dumps(fields, ensure_ascii=False).encode("utf-8", "backslashreplace")
