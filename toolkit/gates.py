"""Asks everything that can be asked of a project without building it: its checks and its safety contract."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from toolkit.article.markdown import Article
from toolkit.catalog.locale import locale_of
from toolkit.catalog.plurals import plural_forms_of
from toolkit.checks import ALL, Check, Context, Remembered, run_checks
from toolkit.config import FILE as CONFIG_FILE
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.model import Catalog, Message, Unit
from toolkit.project import APPROVALS, LANGUAGES, REVIEWS, RULES, Project
from toolkit.safety.approval_state import ApprovalState, ApprovalStatus, check_shrunk, diagnose, judge
from toolkit.safety.complaints import Complaint, Complaints, complaint
from toolkit.safety.review_state import ReviewState, ReviewStatus, diagnose_review, judge_review
from toolkit.safety.rule import Rule
from toolkit.safety.rules import Outcome, Result, apply_rules, asked, contradictions, unguarded, unused_waivers
from toolkit.safety.signatures import trusted_records
from toolkit.shard import ALL_OF_IT, Shard

if TYPE_CHECKING:
    from toolkit.workers import Workers


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far a catalog is. Fuzzy does not count as translated."""

    total: int
    """Messages of the source."""
    translated: int
    """Messages that a page may show."""
    fuzzy: int
    """Messages that wait for a human."""


class Memory(Protocol):
    """What is remembered of the messages of a project's catalogs."""

    def of(self, project: Project, locale: str, domain: str) -> Remembered:
        """Return what is remembered of a catalog."""

    def keep(self, project: Project, locale: str, domain: str, remembered: Remembered) -> None:
        """Remember what was found on a catalog."""


def blocking_errors(project: Project) -> list[Diagnostic]:
    """Return the errors in the sources that leave no page to be trusted.

    A broken article, statement file or source rule may hold a requirement that nobody can read, so nothing is built
    from the rest. Broken approvals, reviews and rules of one locale keep back the pages of that locale.
    """
    source_rules = f"{RULES}/{project.config.source_locale}.toml"
    return [
        item
        for item in project.diagnostics
        if item.severity is Severity.ERROR
        and (item.path == source_rules or not (item.path or "").startswith((APPROVALS, REVIEWS, f"{RULES}/")))
    ]


def completeness(project: Project, locale: str, domain: str) -> Completeness:
    """Return how far the locale is in one domain; the source locale is always complete."""
    messages = project.messages[domain]
    if locale == project.config.source_locale:
        return Completeness(len(messages), len(messages), 0)
    catalog = project.catalogs.get((locale, domain))
    if catalog is None:
        return Completeness(len(messages), 0, 0)
    translated = sum(catalog.translation(message.msgid, message.msgctxt) is not None for message in messages)
    units = [unit for message in messages if (unit := catalog.by_key.get(message.key)) is not None]
    return Completeness(len(messages), translated, sum(unit.fuzzy and not unit.untranslated for unit in units))


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


def check_project(
    project: Project,
    locales: Iterable[str],
    today: dt.date,
    *,
    whole: bool = True,
    shard: Shard = ALL_OF_IT,
    run: Workers = map,
    memory: Memory | None = None,
) -> list[Diagnostic]:
    """Return all findings on the locales; with `whole` also those on the sources, else the errors that concern them.

    Of the catalogs only those of the `shard` are asked; what is asked of the project as a whole is in the first one.
    `run` gives the catalogs to this process or to copies of it, which have read the project too. What the `memory` has
    of their messages is not asked again.
    """
    names = tuple(locales)
    domains = sorted(shard.part(project.messages))
    found: list[Diagnostic] = []
    if shard.is_first:
        found += project.diagnostics if whole else _errors_for(project, names)
        found += check_contract(project, names, today)
        found += check_levels(project) if whole else ()
        read = project.catalog_diagnostics
        found += [item for item in read if item.locale in names or (whole and item.locale is None)]
        for locale in names:
            found += [*check_waivers(project, locale), *check_guarded(project, locale)]
    parts = [
        (locale, tuple(domains[start : start + _AT_ONCE]))
        for locale in names
        for start in range(0, len(domains), _AT_ONCE)
    ]
    _at_hand[id(project)] = project, memory
    try:
        for rows in run(partial(_check_part, id(project)), parts):
            found += rows
    finally:
        del _at_hand[id(project)]
    return found


def _errors_for(project: Project, locales: Collection[str]) -> list[Diagnostic]:
    """Return the errors in the sources but for those in files of other locales.

    What cannot be read there is not asked of the locales: without its rules or terms a catalog only seems to be clean.
    """
    wanted = {*locales, project.config.source_locale}

    def concerns(path: str) -> bool:
        folder = next((name for name in (RULES, APPROVALS, REVIEWS, LANGUAGES) if path.startswith(f"{name}/")), None)
        return folder is None or path[len(folder) + 1 :].removesuffix(".toml").split("/")[0] in wanted

    return [item for item in project.diagnostics if item.severity is Severity.ERROR and concerns(item.path or "")]


_AT_ONCE = 8
"""Catalogs that one job asks: some take ten times as long as others, and a job of one would be mostly its delivery."""
_at_hand: dict[int, tuple[Project, Memory | None]] = {}
"""What is asked now, by the identity of the project: processes that begin as copies of this one have it too."""


def _check_part(project_id: int, part: tuple[str, tuple[str, ...]]) -> list[Diagnostic]:
    """Return the findings on the running text of a locale in some domains."""
    (project, memory), (locale, domains) = _at_hand[project_id], part
    found = [item for domain in domains for item in check_catalog(project, locale, domain, memory)]
    for article in project.articles:
        if article.domain in domains:
            found += check_rules(project, locale, article)
    return found


def check_levels(project: Project) -> list[Diagnostic]:
    """Return a warning for each code in the setting `severity` that no check has: it would do nothing, unseen."""
    known = {item.code for item in ALL}
    return [
        Diagnostic(
            "settings",
            Severity.WARNING,
            f"tool.l10n.severity: there is no check {code!r}",
            hint="'l10n check --explain list' lists all codes; only those of checks have a level",
            path=CONFIG_FILE,
        )
        for code in sorted(set(project.config.severity) - known)
    ]


def check_rules(
    project: Project, locale: str, article: Article, complaints: Complaints | None = None
) -> list[Diagnostic]:
    """Return the findings of the safety rules on the running text of an article in one locale.

    `complaints` is used and brought up to date.
    """
    catalog = project.catalogs.get((locale, article.domain))
    complaints = Complaints() if complaints is None else complaints
    return [
        Diagnostic(
            f"rule-{item.result}",
            Severity.WARNING if item.result is Result.UNMATCHED else Severity.ERROR,
            f"safety rule {item.rule!r}: {item.reason}: {item.translation!r}",
            hint=f"say what the source says; or, if it does, waive it in {RULES}/{locale}.toml: {item.hash}",
            path=catalog.path if catalog else article.path,
            line=unit.line if unit else message.line,
            locale=locale,
            domain=article.domain,
            msgctxt=message.msgctxt,
            msgid=message.msgid,
            statement=item.rule,
            spans=item.spans,
        )
        for message, forms, ask in _asked_of(project, locale, article)
        if (found := complaints.of(message.msgid, forms, partial(_complaints, ask)))
        for unit in [catalog.by_key.get(message.key) if catalog else None]
        for item in found
    ]


def _complaints(ask: Callable[[], Iterable[Outcome]]) -> tuple[Complaint, ...]:
    return tuple(complaint(outcome) for outcome in ask() if outcome.is_finding)


def check_guarded(project: Project, locale: str) -> list[Diagnostic]:
    """Return a note where the locale lacks a rule that the source has: there, running text is not guarded by it."""
    source_rules = project.rules.get(project.config.source_locale, ())
    missing = unguarded(source_rules, project.rules.get(locale, ()))
    if not missing:
        return []
    which = "no safety rule" if len(missing) == len(source_rules) else f"no safety rule {', '.join(missing)}"
    return [
        Diagnostic(
            "running-text-unguarded",
            Severity.NOTE,
            f"{which} holds the running text in {locale!r}; its statements are held word for word all the same",
            hint=f"write {RULES}/{locale}.toml",
            locale=locale,
        )
    ]


def check_waivers(project: Project, locale: str) -> list[Diagnostic]:
    """Return a finding for each waiver of the locale that silences nothing on any article."""
    rules = project.rules.get(locale, ())
    if not any(rule.waivers for rule in rules):  # else each rule is asked of each message once more
        return []
    used = {
        outcome.waiver.hash
        for article in project.articles
        for _, outcome in rule_outcomes(project, locale, article)
        if outcome.waiver is not None
    }
    return unused_waivers(rules, used)


def rule_outcomes(project: Project, locale: str, article: Article) -> Iterator[tuple[Message, Outcome]]:
    """Yield what each rule says of each message that a page may show."""
    return ((message, outcome) for message, _, ask in _asked_of(project, locale, article) for outcome in ask())


def _asked_of(
    project: Project, locale: str, article: Article
) -> Iterator[tuple[Message, tuple[str, ...], Callable[[], Iterator[Outcome]]]]:
    """Yield each message that a page may show, its forms, and what asks the rules about them."""
    topics = article.front.topics
    source_rules = asked(project.rules.get(project.config.source_locale, ()), topics)
    rules = asked(project.rules.get(locale, ()), topics)
    catalog = project.catalogs.get((locale, article.domain))
    if not rules or (catalog is None and locale != project.config.source_locale):
        return
    for message in article.messages:
        forms = (message.msgid,) if catalog is None else catalog.translation(message.msgid, message.msgctxt)
        if forms:
            yield message, forms, partial(_outcomes, message.msgid, forms, source_rules, rules)


def _outcomes(
    source: str, forms: Iterable[str], source_rules: Sequence[Rule], rules: Sequence[Rule]
) -> Iterator[Outcome]:
    for text in forms:
        yield from apply_rules(source, text, source_rules, rules)
        yield from contradictions(source, text, source_rules, rules)


def check_catalog(project: Project, locale: str, domain: str, memory: Memory | None = None) -> list[Diagnostic]:
    """Return the findings of the checks on one catalog of the project, and what it lacks of the sources."""
    if locale == project.config.source_locale:
        return []
    catalog = project.catalogs.get((locale, domain))
    path = project.catalog_path(locale, domain)
    if catalog is None:
        if any(item.path == path for item in project.catalog_diagnostics):
            return []
        problem = f"there is no catalog for {locale!r}"
        hint = "run 'l10n update'"
        return [_outdated("missing-catalog", problem, hint, path=path, locale=locale, domain=domain)]
    remembered = None if memory is None else memory.of(project, locale, domain)
    misnamed = [
        replace(item, locale=locale, domain=domain) for item in locale_of(catalog, Path(path), template=False)[1]
    ]
    found = check_units(project, catalog, locale, domain, remembered)
    if memory is not None and remembered is not None:
        memory.keep(project, locale, domain, remembered)
    return [*misnamed, *found, *check_lacking(project, catalog, locale, domain)]


def check_units(
    project: Project,
    catalog: Catalog,
    locale: str,
    domain: str,
    remembered: Remembered | None = None,
    *,
    checks: Collection[Check] = ALL,
) -> list[Diagnostic]:
    """Return the findings of the checks on a catalog as one of the project's, wherever its text comes from."""
    catalog = _as_of_sources(catalog, project.messages.get(domain, ()))
    context = Context(
        locale,
        domain=domain,
        plural_forms=plural_forms_of(catalog),
        guard=project.guard(domain),
        links=project.config.links,
        markdown=any(article.domain == domain for article in project.articles),
        source_locale=project.config.source_locale,
        languages=project.language,
        glossary=project.glossary,
    )
    return run_checks(checks, catalog, context, project.config.severity, remembered)


def _as_of_sources(catalog: Catalog, messages: Iterable[Message]) -> Catalog:
    """Return the catalog with the comments (`#.`) and the kinds of format that the sources give its messages.

    Checks heed both, and whoever edits a catalog can write them: none of that may switch a check off.
    """
    known = {message.key: message for message in messages}
    return replace(catalog, units=tuple(_as_of_source(unit, known.get(unit.key)) for unit in catalog.units))


def _as_of_source(unit: Unit, message: Message | None) -> Unit:
    if message is None or (unit.comments == message.comments and unit.flags == message.flags):
        return unit
    own = [flag for flag in unit.flags if not flag.endswith("-format")]
    return replace(unit, comments=message.comments, flags=tuple(dict.fromkeys([*own, *message.flags])))


def check_lacking(project: Project, catalog: Catalog, locale: str, domain: str) -> Iterator[Diagnostic]:
    """Say which messages of the sources the catalog does not have yet, and how many it has too many."""
    guard = project.guard(domain)
    keys = set()
    for message in project.messages[domain]:
        keys.add(message.key)
        if message.key in catalog.by_key:
            continue
        guarded = guard(message)
        item = _outdated(
            "missing-message",
            f"the text {message.msgid!r} is not in the catalog",
            "run 'l10n extract' and 'l10n update', then translate it",
            path=catalog.path,
            locale=locale,
            domain=domain,
        )
        yield replace(
            item,
            msgctxt=message.msgctxt,
            msgid=message.msgid,
            statement=guarded,
            severity=Severity.WARNING if guarded is None else Severity.ERROR,
        )
    extra = len(set(catalog.by_key) - keys)
    if extra:
        problem = f"the sources no longer have {extra} of the messages here"
        hint = "run 'l10n update'"
        yield _outdated("outdated-catalog", problem, hint, path=catalog.path, locale=locale, domain=domain)


def _outdated(code: str, message: str, hint: str, *, path: str, locale: str, domain: str) -> Diagnostic:
    return Diagnostic(code, Severity.WARNING, message, hint=hint, path=path, locale=locale, domain=domain)
