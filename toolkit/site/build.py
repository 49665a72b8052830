"""Builds the pages of a project: decides what becomes of each, and assembles it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from toolkit.article.markdown import Article
from toolkit.diagnostic import Diagnostic, Severity, sort_diagnostics
from toolkit.gates import approvals, check_catalog, check_rules, check_shrunk_contract, reviews
from toolkit.model import Message, Page, PageState, Statement
from toolkit.project import APPROVALS, REVIEWS, RULES, SITE_DOMAIN, TOOLKIT_DOMAIN, Project
from toolkit.safety.approval_state import ApprovalState, ApprovalStatus, diagnose
from toolkit.safety.review_state import ReviewState, diagnose_review
from toolkit.site.assemble import (
    Body,
    Entry,
    Standing,
    assemble_body,
    assemble_chooser,
    assemble_index,
    assemble_notice,
    assemble_page,
    index_path,
    index_state,
    kept_body,
    page_path,
)
from toolkit.site.chrome import Version
from toolkit.site.composition import BuiltPage
from toolkit.site.kept import changes, message_hash
from toolkit.site.manifest import Inputs, PageRecord, sha256
from toolkit.site.proving import site_of
from toolkit.site.published import PublishedSite
from toolkit.site.states import Decision, Facts, Previous, decide
from toolkit.site.templates import own_templates
from toolkit.text.locales import PSEUDO

_READABLE = {PageState.FRESH, PageState.DRAFT, PageState.KEPT}


@dataclass(frozen=True, slots=True)
class Built:
    """What a project gives."""

    pages: tuple[BuiltPage, ...]
    """Pages of articles, withheld ones too, and the indexes."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with the catalogs, the contract and the pages."""


@dataclass(frozen=True, slots=True)
class _Text:
    """One article in one locale before its page is made."""

    article: Article
    locale: str
    body: Body
    decision: Decision
    standing: Standing
    watched: tuple[str, ...]
    record: PageRecord | None
    kept: Body | None

    @property
    def path(self) -> str:
        return page_path(self.locale, self.article.domain)

    @property
    def state(self) -> PageState:
        return self.decision.state


def build(
    project: Project,
    locales: Sequence[str],
    *,
    draft: bool,
    date: dt.date,
    previous: PublishedSite | None = None,
    withheld: Mapping[str, str] | None = None,
    pseudo: bool = False,
) -> Built:
    """Return the pages of all articles in `locales`, and the indexes.

    Args:
        project: The project.
        locales: Locales to build, the source locale among them where it is wanted.
        draft: Whether pages are built although approvals or the review are missing.
        date: The day; approvals that ended before it do not count.
        previous: The site before, for pages that may be kept.
        withheld: Paths of pages that may not be built whatever is found here (they failed the proof), and why.
        pseudo: Whether pages in pseudo-locales are built, as drafts whatever `draft` says; else they are withheld.
    """
    builder = _Builder(project, date, draft=draft, previous=previous, withheld=withheld or {}, pseudo=pseudo)
    texts = [builder.text(article, locale) for article in project.articles for locale in locales]
    pages = [builder.page(text, texts) for text in texts]
    pages += builder.indexes(texts, locales)
    return Built(tuple(pages), tuple(sort_diagnostics(builder.found)))


def _contract_paths(locale: str) -> tuple[str, ...]:
    """Return how the paths of the contract files of one locale begin."""
    return (f"{APPROVALS}/{locale}/", f"{REVIEWS}/{locale}/", f"{RULES}/{locale}.toml")


class _Builder:
    """Looks at each locale once, and gathers the findings."""

    def __init__(
        self,
        project: Project,
        date: dt.date,
        *,
        draft: bool,
        previous: PublishedSite | None,
        withheld: Mapping[str, str],
        pseudo: bool,
    ) -> None:
        self.project = project
        self.date = date
        self.draft = draft
        self.pseudo = pseudo
        self.previous = previous
        self.withheld = withheld
        self.found: list[Diagnostic] = []
        self.site = site_of(project)
        self._by_locale: dict[str, _Locale] = {}

    @cached_property
    def template_hash(self) -> str:
        """SHA-256 of all page templates and the stylesheet, overrides in their place."""
        texts = {**own_templates(), **self.project.page_templates}
        return sha256(json.dumps(sorted(texts.items())).encode("utf-8"))

    def text(self, article: Article, locale: str) -> _Text:
        """Return what the article says in the locale, and what becomes of its page."""
        here = self._locale(locale)
        reviewed = here.reviews[article.domain]
        read_on = reviewed.review.date if reviewed.counts and reviewed.review is not None else None
        body, problems = assemble_body(self.site, article, locale, reviewed=read_on)
        self.found += problems
        statements = self.project.statements_of(article)
        states = [here.approvals[statement.id] for statement in statements]
        path = page_path(locale, article.domain)
        record = self.previous.page_of(article.domain, locale) if self.previous else None
        kept = self._kept(record)
        hashes = self._hashes(article, statements, locale)
        watched = {name: message for name, (message, is_watched) in hashes.items() if is_watched}
        errors = [*here.errors_of(article, statements, self.project), *_errors(problems)]
        facts = Facts(
            incomplete=len(body.missing),
            errors=len(set(errors)),
            watched_errors=sum(item.statement is not None for item in set(errors)),
            not_proven=tuple(name for name in (path,) if name in self.withheld),
            withdrawn=tuple(item.statement.id for item in states if item.status is ApprovalStatus.WITHDRAWN),
            not_approved=tuple(item.statement.id for item in states if item.withholds),
            reviewed=reviewed.counts,
            previous=None
            if record is None
            else Previous(record.state, kept is not None, changes(record.watched, watched, tuple(hashes))),
            pseudo=locale in PSEUDO,
        )
        draft = self.pseudo if facts.pseudo else self.draft
        decision = decide(facts, draft=draft, require=self.project.config.require)
        if path in self.withheld:
            decision = Decision(PageState.WITHHELD, (self.withheld[path],))
        approved = all(not item.withholds for item in states)
        standing = Standing(decision.state, approved, read_on)
        return _Text(article, locale, body, decision, standing, tuple(sorted(watched)), record, kept)

    def page(self, text: _Text, texts: Iterable[_Text]) -> BuiltPage:
        """Return the page of a text, beside its versions in other languages."""
        article, locale = text.article, text.locale
        if text.state is PageState.WITHHELD:
            page = Page(text.path, locale, article.domain, "", PageState.WITHHELD)
            return BuiltPage(page, reasons=text.decision.reasons)
        versions = [
            Version(other.locale, other.path, other.state)
            for other in texts
            if other.article is article and other.state is not PageState.WITHHELD
        ]
        if text.state is PageState.REPLACED:
            page, problems = assemble_notice(self.site, article, text.body.title, locale, versions=versions)
        else:
            body = text.kept if text.state is PageState.KEPT and text.kept is not None else text.body
            page, problems = assemble_page(self.site, article, body, locale, standing=text.standing, versions=versions)
        self.found += problems
        if not page.html or _errors(problems):
            reasons = (*text.decision.reasons, *(item.message for item in _errors(problems)))
            return BuiltPage(replace(page, html="", state=PageState.WITHHELD), reasons=reasons)
        if text.state is PageState.KEPT and text.record is not None:
            inputs = text.record.inputs.model_copy(update={"template": self.template_hash})
            return BuiltPage(page, inputs, text.record.watched, text.decision.reasons)
        return BuiltPage(page, self._inputs(article, locale), text.watched, text.decision.reasons)

    def indexes(self, texts: Sequence[_Text], locales: Sequence[str]) -> list[BuiltPage]:
        """Return the index of each language that has a page, and the top of the site."""
        entries = {
            locale: [
                Entry(text.body.title, text.body.description, text.path, text.state)
                for text in texts
                if text.locale == locale and text.state in _READABLE
            ]
            for locale in locales
        }
        versions = [Version(locale, index_path(locale), index_state(rows)) for locale, rows in entries.items() if rows]
        made = [assemble_index(self.site, row.locale, entries[row.locale], versions=versions) for row in versions]
        if versions:
            made.append(assemble_chooser(self.site, versions))
        self.found += [item for _, problems in made for item in problems]
        return [BuiltPage(page) for page, _ in made if page.html]

    def _locale(self, locale: str) -> _Locale:
        if locale not in self._by_locale:
            here = _Locale.of(self.project, locale, self.date)
            self._by_locale[locale] = here
            self.found += here.findings(self.project, draft=self.draft)
        return self._by_locale[locale]

    def _kept(self, record: PageRecord | None) -> Body | None:
        """Return the article of the published page, where it is there unharmed."""
        data = self.previous.read(record.path) if self.previous and record else None
        return kept_body(data.decode("utf-8", "replace")) if data is not None else None

    def _hashes(
        self, article: Article, statements: Iterable[Statement], locale: str
    ) -> dict[str, tuple[Message, bool]]:
        """Return the page's messages by `message_hash`, and whether each is watched: guarded, or with a number."""
        guard = self.project.guard(article.domain)
        rows = [
            (article.domain, message, guard(message) is not None or any(map(str.isnumeric, message.msgid)))
            for message in article.messages
        ]
        rows += [(item.domain, message, True) for item in statements for message in item.messages]
        return {
            message_hash(message, self._forms(locale, domain, message)): (message, is_watched)
            for domain, message, is_watched in rows
        }

    def _forms(self, locale: str, domain: str, message: Message) -> tuple[str, ...] | None:
        catalog = self.site.catalog(locale, domain)
        return (message.msgid,) if catalog is None else catalog.translation(message.msgid, message.msgctxt)

    def _inputs(self, article: Article, locale: str) -> Inputs:
        project = self.project
        statements = project.statements_of(article)
        domains = {article.domain, SITE_DOMAIN, *(item.domain for item in statements)}
        paths = {domain: project.catalog_path(locale, domain) for domain in domains}
        states = self._locale(locale).approvals
        return Inputs(
            source=project.hashes[article.path],
            catalogs={name: project.hashes[path] for name, path in paths.items() if (locale, name) in project.catalogs},
            statements={item.id: sha256(_canonical(item)) for item in statements},
            approvals={
                item.id: state.approval.record.removeprefix("sha256:")
                for item in statements
                if (state := states[item.id]).counts and state.approval is not None
            },
            template=self.template_hash,
        )


@dataclass(frozen=True, slots=True)
class _Locale:
    """What the gates say of one locale."""

    name: str
    approvals: Mapping[str, ApprovalState]
    reviews: Mapping[str, ReviewState]
    catalogs: Mapping[str, Sequence[Diagnostic]]
    rules: Mapping[str, Sequence[Diagnostic]]
    contract: Sequence[Diagnostic]

    @classmethod
    def of(cls, project: Project, name: str, date: dt.date) -> _Locale:
        broken = [item for item in project.catalog_diagnostics if item.locale == name]
        catalogs = {
            domain: [*(item for item in broken if item.domain == domain), *check_catalog(project, name, domain)]
            for domain in project.messages
        }
        paths = _contract_paths(name)
        contract = [item for item in project.diagnostics if (item.path or "").startswith(paths)]
        return cls(
            name,
            {state.statement.id: state for state in approvals(project, name, date)},
            {state.domain: state for state in reviews(project, name)},
            catalogs,
            {article.domain: check_rules(project, name, article) for article in project.articles},
            [*contract, *check_shrunk_contract(project, name)],
        )

    def findings(self, project: Project, *, draft: bool) -> list[Diagnostic]:
        found = [item for rows in (*self.catalogs.values(), *self.rules.values()) for item in rows]
        found += self.contract
        if self.name in PSEUDO:
            return found  # nobody is asked to approve or review it
        for state in self.approvals.values():
            found += diagnose(state, draft=draft)
        for reviewed in self.reviews.values():
            found += diagnose_review(reviewed, required=project.config.require == "review", draft=draft)
        return found

    def errors_of(self, article: Article, statements: Iterable[Statement], project: Project) -> list[Diagnostic]:
        """Return the errors that the article's page must not go out with."""
        ids = {statement.id for statement in statements}
        domains = {statement.domain for statement in statements}
        found = [*self.catalogs[article.domain], *self.rules[article.domain], *self.contract]
        for domain in (SITE_DOMAIN, TOOLKIT_DOMAIN):
            found += self.catalogs.get(domain, ())
        for domain in sorted(domains & project.messages.keys()):
            found += [item for item in self.catalogs[domain] if item.statement is None or item.statement in ids]
        return _errors(found)


def _errors(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [item for item in found if item.severity is Severity.ERROR]


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
