"""Builds the pages of a project, in stages of independent jobs.

1. `survey` asks the gates about a locale: one job a locale.
2. `write_text` writes what a page says, and gathers what is known of it: one job a page.
3. `decide` says what becomes of each page: quick, no job. From here on all pages of an article are known.
4. `make_page` puts the page around its text: one job a page, then one an index.

Each job is a function of its arguments, which are values, and returns its diagnostics with its value; so jobs may run
in any order and process, and a job whose arguments were seen before need not run. The proof of the finished pages
(`prove_one` in `toolkit.site.composition`) is one job a page again. After a failed proof only stages 3 and 4 are done
anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.diagnostic import Diagnostic, Severity, sort_diagnostics
from toolkit.model import Page, PageState
from toolkit.project import Project
from toolkit.site.around import Listed, around, listing
from toolkit.site.assemble import (
    Body,
    Standing,
    assemble_notice,
    assemble_page,
)
from toolkit.site.body import anchors
from toolkit.site.chrome import Site, Version
from toolkit.site.composition import BuiltPage, BuiltSite, Failures, joined
from toolkit.site.proving import site_of
from toolkit.site.published import PublishedSite
from toolkit.site.states import Decision, decide
from toolkit.site.survey import Survey, survey
from toolkit.site.texts import Text, template_hash, write_text
from toolkit.text.locales import PSEUDO

CONTRADICTED = "statement-contradicted"
"""Code of the finding that the text of a page contradicts one of its statements."""

_READABLE = {PageState.FRESH, PageState.DRAFT, PageState.KEPT}
_Decided = tuple[Text, Decision]


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that is known of the pages before anything is decided."""

    project: Project
    """The project."""
    locales: tuple[str, ...]
    """Locales to build, in their order."""
    surveys: Mapping[str, Survey]
    """What the gates say, by locale."""
    texts: tuple[Text, ...]
    """What each page says, by article, then by locale."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a project gives."""

    site: BuiltSite
    """Pages of articles, withheld ones too, and the indexes."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with the catalogs, the contract and the pages."""

    @property
    def pages(self) -> tuple[BuiltPage, ...]:
        """The pages."""
        return self.site.pages


@dataclass(frozen=True, slots=True)
class Assembled:
    """The pages of articles before they are proven."""

    pages: tuple[BuiltPage, ...]
    """By article, then by locale; withheld ones too."""
    listed: tuple[Listed, ...]
    """Those that there are, for the pages that lead to them."""
    failures: Failures
    """What failed so far, and is therefore built otherwise."""
    found: tuple[tuple[Diagnostic, ...], ...]
    """What is wrong with the text of each page, and with the page."""


def build(
    project: Project,
    locales: Sequence[str],
    *,
    draft: bool,
    date: dt.date,
    previous: PublishedSite | None = None,
    pseudo: bool = False,
) -> Built:
    """Return the pages of all articles in `locales`, and the indexes: `prepare`, then `assemble`."""
    return assemble(prepare(project, locales, date=date, previous=previous), draft=draft, pseudo=pseudo)


def prepare(
    project: Project, locales: Sequence[str], *, date: dt.date, previous: PublishedSite | None = None
) -> Prepared:
    """Return what is known of the pages (stages 1 and 2).

    Args:
        project: The project.
        locales: Locales to build, the source locale among them where it is wanted.
        date: The day; approvals that ended before it do not count.
        previous: The site before, for pages that may be kept.
    """
    surveys = {locale: survey(project, locale, date) for locale in locales}
    texts = [
        write_text(project, surveys[locale], article, previous) for article in project.articles for locale in locales
    ]
    return Prepared(project, tuple(locales), surveys, tuple(texts))


def assemble(prepared: Prepared, *, draft: bool, pseudo: bool = False, failures: Failures | None = None) -> Built:
    """Return the pages (stages 3 and 4).

    Args:
        prepared: What is known of them.
        draft: Whether pages are built although approvals or the review are missing.
        pseudo: Whether pages in pseudo-locales are built, as drafts whatever `draft` says; else they are withheld.
        failures: What failed the proof when it was built before.
    """
    project = prepared.project
    made = assemble_articles(prepared, draft=draft, pseudo=pseudo, failures=failures)
    others = around(project, listing(made.listed, (article.domain for article in project.articles), prepared.locales))
    pages = [*others.pages]
    found = [item for here in prepared.surveys.values() for item in here.findings(project, draft=draft)]
    found += [*(item for about in made.found for item in about), *(item for _, about in pages for item in about)]
    feeds = {path: make() for path, make in others.feeds.items()}
    site = BuiltSite((*made.pages, *(page for page, _ in pages)), feeds, made.failures)
    return Built(site, tuple(sort_diagnostics(found)))


def assemble_articles(
    prepared: Prepared,
    *,
    draft: bool,
    pseudo: bool = False,
    failures: Failures | None = None,
    others: Iterable[Version] = (),
) -> Assembled:
    """Return the pages of articles; for the arguments see `assemble`. What the gates say is not in `found`.

    `others` are the pages of the only article in locales that are not asked for.
    """
    project, site = prepared.project, site_of(prepared.project)
    found: list[list[Diagnostic]] = [list(text.diagnostics) for text in prepared.texts]
    failures = failures or {}
    while True:
        decided = [
            (text, _decision(text, project, failures.get(text.path, {}), draft=draft, pseudo=pseudo))
            for text in prepared.texts
        ]
        versions = _versions(decided, others, project.config.all_locales)
        made = [make_page(project, site, text, decision, versions[text.article.domain]) for text, decision in decided]
        for about, (_, problems) in zip(found, made, strict=True):
            about += problems
        more = joined(failures, [page for page, _ in made])
        if more == failures:
            break
        failures = more
    listed = [_listed(*row) for row in decided if row[1].state is not PageState.WITHHELD]
    return Assembled(tuple(page for page, _ in made), tuple(listed), failures, tuple(map(tuple, found)))


def make_page(
    project: Project, site: Site, text: Text, decision: Decision, versions: Sequence[Version]
) -> tuple[BuiltPage, list[Diagnostic]]:
    """Return the page of a text, and what is wrong with it; one that cannot be filled in is withheld.

    Args:
        project: The project.
        site: What its pages are made from (`site_of`).
        text: What the page says.
        decision: What becomes of it.
        versions: The page in all languages in which there is one, itself among them.
    """
    article, locale = text.article, text.locale
    if decision.state is PageState.WITHHELD:
        return BuiltPage(Page(text.path, locale, article.domain, "", PageState.WITHHELD), reasons=decision.reasons), []
    if decision.state is PageState.REPLACED:
        page, problems = assemble_notice(site, article, text.notice_title, locale, versions=versions)
    else:
        standing = Standing(decision.state, text.approved, text.reviewed)
        body = _shown(text, decision)
        page, problems = assemble_page(site, article, body, locale, standing=standing, versions=versions)
    if any(item.severity is Severity.ERROR for item in problems):
        return BuiltPage(page, reasons=decision.reasons).failing(problems), problems
    if decision.state is PageState.KEPT and text.record is not None:
        inputs = text.record.inputs.model_copy(update={"template": template_hash(project.page_templates)})
        return BuiltPage(page, inputs, text.record.watched, decision.reasons), problems
    return BuiltPage(page, text.inputs, text.watched, decision.reasons), problems


def _decision(
    text: Text, project: Project, failed: Mapping[PageState, tuple[Diagnostic, ...]], *, draft: bool, pseudo: bool
) -> Decision:
    """Return what becomes of a page, where `failed` are the states in which its finished page failed, and why."""
    new = [*failed.get(PageState.FRESH, ()), *failed.get(PageState.DRAFT, ())]
    old = [item for item in failed.get(PageState.KEPT, ()) if item.code == CONTRADICTED]
    facts = replace(text.facts, not_proven=_messages(new))
    if facts.previous is not None:
        facts = replace(facts, previous=replace(facts.previous, contradicted=_messages(old)))
    asked = pseudo if text.locale in PSEUDO else draft
    return decide(facts, draft=asked, require=project.config.require)


def _messages(found: Iterable[Diagnostic]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.message for item in found))


def _versions(
    decided: Iterable[_Decided], others: Iterable[Version], order: Sequence[str]
) -> Mapping[str, list[Version]]:
    """Return, by article, its page in all languages in which there is one; `others` are in each, in their place."""
    found: dict[str, list[Version]] = {}
    others = list(others)
    for text, decision in decided:
        versions = found.setdefault(text.article.domain, [*others])
        if decision.state is not PageState.WITHHELD:
            versions.append(Version(text.locale, text.path, decision.state))
    if others:
        for versions in found.values():
            versions.sort(key=lambda row: order.index(row.locale))
    return found


def _listed(text: Text, decision: Decision) -> Listed:
    places = anchors(_shown(text, decision).element) if decision.state in _READABLE else frozenset()
    title, description = _told(text, decision)
    return Listed(Version(text.locale, text.path, decision.state), text.article.domain, title, description, places)


def _told(text: Text, decision: Decision) -> tuple[str, str]:
    """Return title and description of a page for a list; what a notice replaces is not described any more."""
    if decision.state is PageState.REPLACED:
        return text.notice_title, ""
    body = _shown(text, decision)
    return body.title, body.description


def _shown(text: Text, decision: Decision) -> Body:
    """Return what the page shows: the published version where that is kept, else the new one."""
    return text.kept if decision.state is PageState.KEPT and text.kept is not None else text.body
