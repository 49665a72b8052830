"""Reads the sources of a project in one pass over its tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from toolkit.article.kept import dump_article, load_article
from toolkit.article.markdown import Article, parse_article
from toolkit.article.page_templates import template_messages
from toolkit.article.program_texts import program_messages
from toolkit.article.strings import SiteStrings, merged, parse_strings
from toolkit.config import Config
from toolkit.diagnostic import Diagnostic, Severity, ToolkitError
from toolkit.model import Approval, Message, Statement
from toolkit.project.catalogs import CatalogReader
from toolkit.project.kept import dump_glossary, dump_rules, load_glossary
from toolkit.project.later import LaterRules, passed_rules
from toolkit.project.outlines import Outlines
from toolkit.project.places import (
    APPROVALS,
    ARTICLES,
    LANGUAGES,
    OWN_COMMANDS,
    OWN_LOCALES,
    OWN_PROGRAM,
    OWN_REPORTS,
    OWN_TEMPLATES,
    REVIEWS,
    RULES,
    SAFETY_PREFIX,
    SITE_DOMAIN,
    STATEMENTS,
    STRINGS,
    TEMPLATES,
    TERMS,
    TOOLKIT_DOMAIN,
)
from toolkit.project.value import Project
from toolkit.safety.approvals import parse_approval
from toolkit.safety.reviews import Review, parse_review
from toolkit.safety.rule import Rule
from toolkit.safety.rules import parse_rules
from toolkit.safety.statements import check_contract, check_placements, check_topics, parse_statements
from toolkit.store import Store, toolkit_hash
from toolkit.text.glossary import Glossary
from toolkit.text.glossary_file import parse_glossary
from toolkit.text.language import Language, load_language
from toolkit.text.locales import is_locale


class Reader(CatalogReader):
    """One pass over the tree; gathers findings and hashes as it goes."""

    def __init__(
        self,
        root: Path,
        config: Config,
        store: Store | None = None,
        *,
        outlines: bool = False,
        unchanged: Mapping[str, str] | None = None,
    ) -> None:
        """Prepare to read; `unchanged` are articles that need not be read again, with the SHA-256 of their files."""
        super().__init__(root, config, store)
        self.outlines = Outlines(store, repr(config.limits)) if outlines else None
        self.unchanged = unchanged or {}

    def read(self) -> Project:
        """Read everything."""
        frame = self.frame()
        messages = {article.domain: self.messages_of(article, frame) for article in frame.articles}
        domains = {**messages, **frame.messages}
        catalogs = {**self.catalogs(messages), **frame.catalogs}
        templates = self.templates(domains)
        self.find_strays(domains)
        return replace(
            frame,
            messages=domains,
            catalogs=catalogs,
            templates=templates,
            hashes=self.hashes,
            catalog_diagnostics=tuple(self.found_in_catalogs),
        )

    def frame(self) -> Project:
        """Read everything but what belongs to single articles, and the templates (POT)."""
        articles = self._articles()
        statements = self._statements()
        strings = self._strings()
        overrides = {path.rpartition("/")[2]: text for path, text in self.texts(TEMPLATES, ("*.html", "*.css"))}
        languages = self._languages()
        rules = self._rules(languages)
        project = Project(
            self.root,
            self.config,
            articles=articles,
            statements=statements,
            glossary=self._glossary(),
            strings=strings,
            page_templates=overrides,
            languages=languages,
            rules=rules,
            approvals=self._approvals(),
            reviews=self._reviews(),
        )
        for article in articles:
            self.found += check_placements(article, statements)
            self.found += _unknown_names(article, strings)
        self.found += check_topics(statements, project.topics)
        messages = self._shared_messages(project)
        return replace(
            project,
            messages=messages,
            catalogs=self.shared_catalogs(messages),
            hashes=self.hashes,
            diagnostics=tuple(self.found),
            catalog_diagnostics=tuple(self.found_in_catalogs),
        )

    def _articles(self) -> tuple[Article, ...]:
        articles: dict[str, Article] = {}
        for path in self.paths(ARTICLES, ["**/*.md"]):
            article = self._known_outline(path) or self._read_article(path)
            if article is None:
                continue
            name = article.domain.lower()
            if name in {SITE_DOMAIN, TOOLKIT_DOMAIN, "index"} or name.startswith(SAFETY_PREFIX):
                self.say("slug-reserved", f"the slug {article.domain!r} is a name that the toolkit uses", path)
            elif name in articles:
                self.say("slug-duplicate", f"the slug {article.domain!r} is that of {articles[name].path!r} too", path)
            else:
                articles[name] = article
        if self.outlines is not None:
            self.outlines.keep()
        return tuple(articles[name] for name in sorted(articles))

    def _known_outline(self, path: str) -> Article | None:
        """Return the outline of an article that need not be read."""
        digest = self.unchanged.get(path)
        outline = self.outlines.get(path, digest) if self.outlines is not None and digest is not None else None
        if outline is not None and digest is not None:
            self.hashes[path] = digest
        return outline

    def _read_article(self, path: str) -> Article | None:
        """Return the article in a file, or its outline where no more is wanted."""
        text = self.text_of(path)
        if text is None:
            return None
        outline = self.outlines.get(path, self.hashes[path]) if self.outlines is not None else None
        if outline is not None:
            return outline
        article, problems = self._article(text, path)
        self.found += problems
        if article is None or self.outlines is None:
            return article
        if not problems:
            self.outlines.add(path, self.hashes[path], article.outline)
        return article.outline

    def whole(self, outline: Article, digest: str) -> Article:
        """Return the article of an outline, whose file had the SHA-256 `digest`."""
        data, path = self.bytes_of(outline.path), outline.path
        article = self._article(data.decode("utf-8"), path)[0] if data and self.hashes[path] == digest else None
        if article is None:
            message = f"{path!r} was changed while it was needed"
            raise ToolkitError(message, code="io", hint="run the command again", path=path)
        return article

    def _article(self, text: str, path: str) -> tuple[Article | None, list[Diagnostic]]:
        """Return what `parse_article` does; the store remembers articles without a problem."""
        if self.store is None:
            return parse_article(text, path, self.config.limits)
        limits = repr(self.config.limits)
        key = sha256("\n".join([toolkit_hash(), "article", limits, path, self.hashes[path]]).encode()).hexdigest()
        with suppress(ValueError):
            if (data := self.store.made(key)) is not None:
                return load_article(data), []
        article, problems = parse_article(text, path, self.config.limits)
        if article is not None and not problems:
            self.store.remember(key, dump_article(article))
        return article, problems

    def _statements(self) -> tuple[Statement, ...]:
        statements: list[Statement] = []
        for path, text in self.texts(STATEMENTS, ["*.toml"]):
            some, problems = parse_statements(text, path, limits=self.config.limits)
            statements += some
            self.found += problems
        self.found += check_contract(statements)
        return tuple(statements)

    def _glossary(self) -> Glossary:
        for path, text in self.texts("source", [TERMS.removeprefix("source/")]):
            key = sha256(f"{toolkit_hash()}\nterms\n{path}\n{text}".encode()).hexdigest()
            known = load_glossary(data) if self.store and (data := self.store.made(key)) is not None else None
            if known is not None:
                return known
            glossary, problems = parse_glossary(text, path)
            self.found += problems
            if self.store is not None and not problems:
                self.store.remember(key, dump_glossary(glossary))
            return glossary
        return Glossary()

    def _strings(self) -> SiteStrings:
        for path, text in self.texts("source", ["site.toml"]):
            strings, problems = parse_strings(text, path)
            self.found += problems
            if strings is not None:
                return strings
        return SiteStrings()

    def _languages(self) -> dict[str, Language]:
        """Return the languages that the project adds to, by locale."""
        found: dict[str, Language] = {}
        for path, text in self.texts(LANGUAGES, ["*.toml"]):
            locale = Path(path).stem
            if not is_locale(locale):
                self.say("unknown-locale", f"{locale!r} is no locale that CLDR knows", path)
                continue
            language, problems = load_language(locale, text, overlay_path=path)
            self.found += problems
            if language is not None:
                found[locale] = language
        return found

    def _rules(self, languages: Mapping[str, Language]) -> Mapping[str, tuple[Rule, ...]]:
        found: dict[str, tuple[Rule, ...]] = {}
        later: dict[str, Callable[[], tuple[Rule, ...]]] = {}
        for path, text in self.texts(RULES, ["*.toml"]):
            locale = Path(path).stem
            if not is_locale(locale):
                self.say("unknown-locale", f"{locale!r} is no locale that CLDR knows", path)
                continue
            key = self._passing(text, path, locale)
            passed = self.store.made(key) if self.store is not None else None
            if passed is not None:
                later[locale] = partial(passed_rules, passed, (text, path), locale, languages)
                continue
            language = languages.get(locale) or load_language(locale)[0]
            if language is None:
                self.say("no-language-data", f"there is no language data for {locale!r}, so no rule can be read", path)
                continue
            found[locale], problems = parse_rules(text, path, language)
            self.found += problems
            if self.store is not None and not problems:
                self.store.remember(key, dump_rules(found[locale]))
        return LaterRules(found, later) if later else found

    def _passing(self, text: str, path: str, locale: str) -> str:
        """Return under which key the rules in `text` are kept, once they were without a problem with this language."""
        overlay = self.hashes.get(f"{LANGUAGES}/{locale}.toml")
        return sha256("\n".join([toolkit_hash(), path, str(overlay), text]).encode()).hexdigest()

    def _approvals(self) -> dict[tuple[str, str], Approval]:
        found = {}
        for path, text in self.texts(APPROVALS, ["*/*.toml"]):
            approval, problems = parse_approval(text, path)
            self.found += problems
            if approval is not None:
                found[approval.locale, approval.statement] = approval
        return found

    def _reviews(self) -> dict[tuple[str, str], Review]:
        found = {}
        for path, text in self.texts(REVIEWS, ["*/*.toml"]):
            review, problems = parse_review(text, path)
            self.found += problems
            if review is not None:
                found[review.locale, review.domain] = review
        return found

    def messages_of(self, article: Article, project: Project) -> tuple[Message, ...]:
        """Return the messages of an article, with what translators must know of them."""
        guard = project.guard(article.domain)
        return tuple(_with_guard(message, guard(message), project) for message in article.messages)

    def _shared_messages(self, project: Project) -> dict[str, tuple[Message, ...]]:
        """Return the messages of all domains that belong to no single article."""
        messages: dict[str, list[Message]] = {}
        for statement in project.statements:
            messages.setdefault(statement.domain, []).extend(statement.messages)
        site = list(project.strings.messages)
        for path, text in self.texts(TEMPLATES, ["*.html"]):
            some, problems = template_messages(text, path)
            self.found += problems
            site += some
        if site:
            messages[SITE_DOMAIN] = [*merged(tuple(site))]
        if self._owns_the_toolkit:
            own: list[Message] = []
            for folder in (OWN_TEMPLATES, OWN_REPORTS):
                for path, text in self.texts(folder, ["*.html"]):
                    some, problems = template_messages(text, path)
                    self.found += problems
                    own += some
            for folder, pattern in (OWN_PROGRAM, (OWN_COMMANDS, "*.py")):
                for path, text in self.texts(folder, [pattern]):
                    own += program_messages(text, path)
            messages[TOOLKIT_DOMAIN] = [*merged(tuple(own))]
        return {domain: tuple(found) for domain, found in messages.items()}

    @property
    def _owns_the_toolkit(self) -> bool:
        """Whether this is the toolkit's own repository, whose strings are translated here too."""
        return (self.root / OWN_LOCALES / f"{TOOLKIT_DOMAIN}.pot").is_file()


def _unknown_names(article: Article, strings: SiteStrings) -> Iterator[Diagnostic]:
    for name in article.names:
        if name.name not in strings.links:
            yield Diagnostic(
                "unknown-name",
                Severity.ERROR,
                f"there is no [links.{name.name}] in {STRINGS}",
                hint=f"it has {', '.join(strings.links) or 'none'}; a literal brace is written \\{{",
                path=article.path,
                line=name.line,
            )


def _with_guard(message: Message, rule: str | None, project: Project) -> Message:
    """Return the message with a comment that tells translators which rule holds it."""
    if rule is None:
        return message
    severity = next(item.severity for item in project.rules[project.config.source_locale] if item.id == rule)
    return replace(message, comments=(*message.comments, f"must keep its meaning: safety rule {rule}, {severity}"))
