"""Asks the safety rules about the running text of a project."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from toolkit.article.markdown import Article
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.model import Message
from toolkit.project import RULES, Project
from toolkit.safety.complaints import Complaint, Complaints, complaint
from toolkit.safety.rule import Rule
from toolkit.safety.rules import Outcome, Result, apply_rules, asked, contradictions, unguarded, unused_waivers


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
