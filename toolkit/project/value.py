"""All that a project says, as one value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from toolkit.article.markdown import Article
from toolkit.article.strings import SiteStrings
from toolkit.config import Config
from toolkit.diagnostic import Diagnostic
from toolkit.model import Approval, Catalog, Message, Statement, Unit, Wording
from toolkit.project.places import SAFETY_PREFIX, catalog_path, template_path
from toolkit.safety.reviews import Review, ReviewedMessage, current_messages
from toolkit.safety.rule import Rule
from toolkit.safety.rules import asked, guarded
from toolkit.safety.statements import wording
from toolkit.text.glossary import Glossary
from toolkit.text.language import Language, load_language


@dataclass(frozen=True)
class Project:
    """All that a project says, as values. Broken files are left out and have their findings in `diagnostics`."""

    root: Path
    """Its folder."""
    config: Config
    """Its settings."""
    articles: tuple[Article, ...] = ()
    """In the order of their slugs."""
    statements: tuple[Statement, ...] = ()
    """In the order of their files."""
    glossary: Glossary = field(default_factory=Glossary)
    """The terms that translations must keep right; none where there is no terms.toml."""
    strings: SiteStrings = field(default_factory=SiteStrings)
    """The publisher's own strings; empty where there is no site.toml."""
    page_templates: Mapping[str, str] = field(default_factory=dict)
    """Page templates and styles that override the toolkit's: name -> text."""
    messages: Mapping[str, tuple[Message, ...]] = field(default_factory=dict)
    """Domain -> its messages in the order of the sources."""
    languages: Mapping[str, Language] = field(default_factory=dict)
    """Locale -> its language, where the project adds to what the toolkit knows; see `language`."""
    rules: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    """Locale -> its rules."""
    approvals: Mapping[tuple[str, str], Approval] = field(default_factory=dict)
    """(locale, statement) -> approval."""
    reviews: Mapping[tuple[str, str], Review] = field(default_factory=dict)
    """(locale, domain) -> review."""
    catalogs: Mapping[tuple[str, str], Catalog] = field(default_factory=dict)
    """(locale, domain) -> catalog."""
    templates: Mapping[str, Catalog] = field(default_factory=dict)
    """Domain -> the template (POT) on disk."""
    touched: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Domain of an article -> what `touched_by_rules` gives, where that is known already."""
    hashes: Mapping[str, str] = field(default_factory=dict)
    """Path -> SHA-256 (hex) of each file that was read."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with the sources and the contract."""
    catalog_diagnostics: tuple[Diagnostic, ...] = ()
    """What the strict reader says of the catalogs and templates; one with an error is not in `catalogs`."""

    @cached_property
    def statements_by_id(self) -> Mapping[str, Statement]:
        """The statements by their ids."""
        return {statement.id: statement for statement in self.statements}

    def language(self, locale: str) -> Language | None:
        """Return what is known of a locale's language, here or in the toolkit."""
        return self.languages.get(locale) or load_language(locale)[0]

    def catalog_path(self, locale: str, domain: str) -> str:
        """Return where the catalog stands, relative to the project."""
        return catalog_path(locale, domain)

    def template_path(self, domain: str) -> str:
        """Return where the template (POT) stands, relative to the project."""
        return template_path(domain)

    @cached_property
    def topics(self) -> frozenset[str]:
        """The topics of all articles."""
        return frozenset(topic for article in self.articles for topic in article.front.topics)

    def statements_of(self, article: Article) -> tuple[Statement, ...]:
        """Return the statements that a page of the article must carry: asked for by its topics, or placed in it."""
        placed = {placement.statement for placement in article.placements}
        topics = article.front.topics
        return tuple(item for item in self.statements if item.id in placed or item.required_by(topics))

    def wording(self, statement: Statement, locale: str) -> Wording | None:
        """Return the statement's wording in the locale, or None where it is not wholly translated."""
        if locale == self.config.source_locale:
            return wording(statement, None)
        catalog = self.catalogs.get((locale, statement.domain))
        return None if catalog is None else wording(statement, catalog)

    def review_messages(self, article: Article, locale: str) -> tuple[ReviewedMessage, ...] | None:
        """Return the article's messages as its page shows them now, or None where the locale has no catalog of it."""
        catalog = self.catalogs.get((locale, article.domain))
        if catalog is None and locale != self.config.source_locale:
            return None
        return current_messages(article.messages, catalog)

    def guard(self, domain: str) -> Callable[[Message | Unit], str | None]:
        """Return the function that says which statement or rule touches a message of `domain`, if one does."""
        if domain.startswith(SAFETY_PREFIX):
            return lambda message: (message.msgctxt or message.msgid).split("/")[0]
        touched = self.touched_by_rules(domain)
        return lambda message: touched.get(message.msgid)

    def touched_by_rules(self, domain: str) -> Mapping[str, str]:
        """Return the messages of an article that rules of the source locale touch: msgid -> id of the first of them."""
        touched = self.touched.get(domain, self._touched.get(domain))
        if touched is None:
            rules = self.rules.get(self.config.source_locale, ())
            touched = self._touched[domain] = {
                message.msgid: ids[0]
                for article in self.articles
                if article.domain == domain
                for message in article.messages
                if (ids := guarded(message, asked(rules, article.front.topics)))
            }
        return touched

    def guarded(self, domain: str) -> Callable[[Message | Unit], bool]:
        """Return the function that says whether a statement or a rule touches a message, of now or before, of `domain`.

        What the sources no longer say is asked too: the translation of "never stop" is no guess for another text.
        """
        guard = self.guard(domain)
        now = {message.msgid for message in self.messages.get(domain, ())}
        topics = {topic for article in self.articles if article.domain == domain for topic in article.front.topics}
        rules = asked(self.rules.get(self.config.source_locale, ()), tuple(topics)) if topics else ()

        def touched(message: Message | Unit) -> bool:
            if guard(message) is not None:
                return True
            texts = (message.msgid, message.msgid_plural) if message.msgid not in now else ()
            return any(text is not None and bool(guarded(text, rules)) for text in texts)

        return touched

    @cached_property
    def sensitive(self) -> Callable[[str], bool]:
        """Whether a text of the source, wherever it is from, is one of a statement, or a rule touches it."""
        texts = {" ".join(message.msgid.split()) for item in self.statements for message in item.messages}
        rules = self.rules.get(self.config.source_locale, ())

        @cache
        def answer(text: str) -> bool:
            return " ".join(text.split()) in texts or bool(guarded(text, rules))

        return answer

    @cached_property
    def _touched(self) -> dict[str, Mapping[str, str]]:
        """Domain -> what `touched_by_rules` gives, as far as asked."""
        return {}
