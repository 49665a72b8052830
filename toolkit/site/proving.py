"""The proof of the project's own pages: what each must carry, and how a finished page is asked for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from toolkit.article.markdown import Article
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.gates import rule_outcomes
from toolkit.model import Page, PageState
from toolkit.project import Project
from toolkit.safety.denied_copies import Said, denied_copy, sentences_of, sentences_of_wording
from toolkit.safety.proof import Contradicts, Expected, ProofState, StatementProof, prove_page
from toolkit.safety.rules import asked, contradicted
from toolkit.site.chrome import Site, signal_words
from toolkit.site.composition import Prove
from toolkit.site.manifest import Proven, sha256
from toolkit.site.validate import validate_page
from toolkit.text.normalise import normalise


def site_of(project: Project) -> Site:
    """Return what the pages of the project are made from."""
    return Site(project.config, project.strings, project.statements_by_id, project.catalogs, project.page_templates)


def expected(project: Project, article: Article, locale: str) -> tuple[tuple[Expected, ...], tuple[str, ...]]:
    """Return the statements that the page of an article must carry in a locale, and the ids without a wording there."""
    required = project.statements_of(article)
    wordings = {statement.id: project.wording(statement, locale) for statement in required}
    found = tuple(
        Expected(wording, statement.severity, statement.region)
        for statement in required
        if (wording := wordings[statement.id]) is not None
    )
    return found, tuple(name for name, wording in wordings.items() if wording is None)


def contradictions(project: Project, topics: Sequence[str], locale: str) -> Contradicts:
    """Return the function that finds a text of a page that contradicts a statement.

    It contradicts the locale's rules on the statement's topics, or says the wording but for its negation. What a waiver
    silences in the catalogs is no contradiction on the page.
    """
    rules = asked(project.rules.get(locale, ()), topics)
    waived = frozenset(
        normalise(outcome.translation)
        for article in project.articles
        if any(rule.waivers for rule in rules)
        for _, outcome in rule_outcomes(project, locale, article)
        if outcome.waiver is not None
    )

    language = project.language(locale)

    def contradicts(name: str, blocks: Sequence[str]) -> str | None:
        statement = project.statements_by_id[name]
        on_topic = [
            rule for rule in rules if "*" in statement.topics or not set(rule.topics).isdisjoint(statement.topics)
        ]
        ids = frozenset(rule.id for rule in on_topic)
        return next(
            (
                block
                for block in blocks
                if not ids.isdisjoint(broken(block))
                or (language is not None and denied_copy(said_by(name), said_in(block), language))
            ),
            None,
        )

    @cache
    def said_by(name: str) -> Sequence[Said]:
        wording = project.wording(project.statements_by_id[name], locale)
        return () if wording is None or language is None else sentences_of_wording(wording, language)

    @cache
    def said_in(block: str) -> Sequence[Said]:
        return () if language is None else sentences_of(block, language)

    # All statements of a page are asked about nearly the same blocks: each block is judged once, by all rules.
    @cache
    def broken(block: str) -> frozenset[str]:
        return frozenset(row.rule.id for row in contradicted([block], rules, waived=waived))

    return contradicts


def prover(project: Project) -> Prove:
    """Return the proof of one finished page of the project, from its HTML alone.

    A page of an article fails where a required statement is not kept exactly; each page where it is malformed, or where
    a link leads nowhere.
    """
    site = site_of(project)
    articles = {article.domain: article for article in project.articles}
    asks: dict[tuple[str, str], Contradicts] = {}

    @cache
    def labels(locale: str) -> frozenset[str]:
        return frozenset(signal_words(site, locale).values())

    def prove(page: Page, files: Collection[str]) -> tuple[tuple[Proven, ...], list[Diagnostic]]:
        problems = validate_page(page, files, project.config.limits)
        if not page.article or page.state is PageState.REPLACED:
            return (), problems
        article = articles[page.article]
        wanted, missing = expected(project, article, page.locale)
        key = (page.article, page.locale)
        if key not in asks:
            asks[key] = contradictions(project, article.front.topics, page.locale)
        proofs, found = prove_page(
            page.html,
            wanted,
            locale=page.locale,
            labels=labels(page.locale),
            exact=True,
            path=page.path,
            limits=project.config.limits,
            contradicts=asks[key],
        )
        found += [_missing(page, name) for name in missing]
        found += [_doubtful(page, proof) for proof in proofs if proof.state is ProofState.VISIBILITY_UNKNOWN]
        return tuple(_proven(proof, one) for proof, one in zip(proofs, wanted, strict=True)), found + problems

    return prove


def _proven(proof: StatementProof, one: Expected) -> Proven:
    text = "\n".join([one.wording.text, *(item for _, item in one.wording.items)])
    return Proven(
        id=proof.id,
        state=proof.state.value,
        sha256=sha256(text.encode("utf-8", "backslashreplace")),
        severity=one.severity,
        region=one.region,
    )


def _missing(page: Page, name: str) -> Diagnostic:
    message = f"statement {name!r} has no wording in {page.locale!r}, so it cannot be proven"
    return Diagnostic("statement-absent", Severity.ERROR, message, path=page.path, locale=page.locale, statement=name)


def _doubtful(page: Page, proof: StatementProof) -> Diagnostic:
    """On a page of our own nothing may be left in doubt: what only warns elsewhere is an error here."""
    message = f"whether readers see statement {proof.id!r} cannot be known: {proof.reason}"
    return Diagnostic(
        "statement-visibility-unknown",
        Severity.ERROR,
        message,
        hint="mend the overriding page template or stylesheet",
        path=page.path,
        locale=page.locale,
        statement=proof.id,
    )
