"""Reads a project's tree into values: the one door from disk to the rest."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from hashlib import sha256
from pathlib import Path

from toolkit.article.kept import dump_article, load_article
from toolkit.article.markdown import Article, parse_article
from toolkit.article.page_templates import template_messages
from toolkit.article.program_texts import program_messages
from toolkit.article.strings import SiteStrings, merged, parse_strings
from toolkit.catalog.exchange.entry import Part
from toolkit.catalog.exchange.tmx import parse_tmx, records
from toolkit.catalog.memory import Memory, records_of
from toolkit.catalog.read import read_catalog
from toolkit.config import Config, load_config
from toolkit.diagnostic import Diagnostic, Severity, ToolkitError
from toolkit.files import read_bytes, real_path
from toolkit.model import Approval, Catalog, Message, Statement, Unit, Wording
from toolkit.safety.approvals import parse_approval
from toolkit.safety.equivalents import Equivalent, parse_equivalents
from toolkit.safety.reviews import Review, ReviewedMessage, current_messages, parse_review
from toolkit.safety.rule import Rule
from toolkit.safety.rules import asked, guarded, parse_rules
from toolkit.safety.statements import check_contract, check_placements, check_topics, parse_statements, wording
from toolkit.store import Store, toolkit_hash
from toolkit.text.glossary import Glossary, parse_glossary
from toolkit.text.language import Language, load_language
from toolkit.text.locales import is_locale

LOCALES = "locales"
ARTICLES = "source/articles"
STRINGS = "source/site.toml"
TEMPLATES = "source/templates"
TERMS = "source/terms.toml"
STATEMENTS = "source/safety/statements"
APPROVALS = "source/safety/approvals"
REVIEWS = "source/safety/reviews"
RULES = "source/safety/rules"
AUDITS = "source/safety/audit"
MEMORIES = "source/memory"
LANGUAGES = "source/safety/languages"
OWN_TEMPLATES = "toolkit/site/templates"
OWN_REPORTS = "toolkit/report/templates"
OWN_PROGRAM = ("toolkit", "cli.py")
OWN_COMMANDS = "toolkit/commands"
OWN_LOCALES = "toolkit/locales"

_PASSED = b"its rules have passed their own examples"

SITE_DOMAIN = "site"
TOOLKIT_DOMAIN = "toolkit"
SAFETY_PREFIX = "safety-"


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
        return f"{_home(domain)}/{locale}/LC_MESSAGES/{domain}.po"

    def template_path(self, domain: str) -> str:
        """Return where the template (POT) stands, relative to the project."""
        return f"{_home(domain)}/{domain}.pot"

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
        touched = self._touched.get(domain)
        if touched is None:
            rules = self.rules.get(self.config.source_locale, ())
            touched = self._touched[domain] = {
                message.msgid: ids[0]
                for article in self.articles
                if article.domain == domain
                for message in article.messages
                if (ids := guarded(message, asked(rules, article.front.topics)))
            }
        return lambda message: touched.get(message.msgid)

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
        """Domain -> msgid -> id of the first rule of the source locale that touches the message, as far as asked."""
        return {}


def read_memories(project: Project) -> tuple[dict[str, tuple[Part, ...]], list[Diagnostic]]:
    """Return path -> what it says of each TMX file in source/memory, and what is wrong with them.

    They are read when a memory is asked for, not with the project. Raises `ToolkitError` as `load_project` does.
    """
    reader = _Reader(project.root, project.config)
    found: dict[str, tuple[Part, ...]] = {}
    for path in reader.paths(MEMORIES, ["*.tmx"]):
        data = reader.bytes_of(path)
        if data is None:
            continue
        try:
            found[path], problems = parse_tmx(data, path, project.config.limits)
        except ToolkitError as error:  # the extra is not installed: the memory is smaller, nothing else
            problems = [replace(error.diagnostic, severity=Severity.WARNING, path=path)]
        reader.found += problems
    return found, reader.found


def read_equivalents(project: Project) -> tuple[tuple[Equivalent, ...], list[Diagnostic]]:
    """Return what persons have called harmless of the faults that an audit seeds, and what is wrong with the files.

    They are read when an audit is asked for, not with the project. Raises `ToolkitError` as `load_project` does.
    """
    reader = _Reader(project.root, project.config)
    found: list[Equivalent] = []
    for path, text in reader._texts(AUDITS, ["*.toml"]):  # noqa: SLF001 - the same module
        some, problems = parse_equivalents(text, path)
        found += some
        reader.found += problems
        if Path(path).stem not in project.config.locales:
            reader._say("unknown-locale", f"{Path(path).stem!r} is no locale of translations of this project", path)  # noqa: SLF001
    return tuple(found), reader.found


def memory_of(project: Project, locale: str, files: Mapping[str, tuple[Part, ...]]) -> Memory:
    """Return what the locale has translated, in all its catalogs and in `files` (`read_memories`).

    Nothing that a statement or a rule touches is in it.
    """
    catalogs = [
        catalog
        for (name, domain), catalog in sorted(project.catalogs.items())
        if name == locale and not domain.startswith(SAFETY_PREFIX)
    ]
    known = [record for catalog in catalogs for record in records_of(catalog)]
    for path, parts in files.items():
        known += records(parts, locale, project.config.source_locale, path)
    return Memory(known, project.sensitive, source_locale=project.config.source_locale)


def load_project(root: Path) -> Project:
    """Read the project in the folder `root`.

    Bad content never raises: each broken file is left out and gives diagnostics. Raises `ToolkitError`: code `settings`
    where the settings are wrong or missing, code `io` where a folder cannot be listed.
    """
    return _Reader(root, load_config(root)).read()


def load_frame(root: Path, store: Store | None = None) -> Project:
    """Read the project in the folder `root` as `load_project` does, but for its catalogs and the texts of its articles.

    The articles are outlines: `with_article` adds what one of them says, so nobody has to hold all of a large project.
    The `store` remembers articles, and which files of rules have passed their own examples.
    """
    return _Reader(root, load_config(root), store, outlines=True).frame()


def with_article(
    frame: Project, article: Article, locales: Iterable[str] | None = None, store: Store | None = None
) -> Project:
    """Return the project as if `article`, of which `frame` has the outline, were its only one, with its catalogs.

    Where `locales` are given, only their catalogs are read. Raises `ToolkitError` (code `io`) where the article is not
    what it was when the frame was read.

    `frame` is what `load_frame` returned. What is wrong with these catalogs is added to `catalog_diagnostics`.
    """
    reader = _Reader(frame.root, frame.config, store)
    article = reader.whole(article, frame.hashes[article.path])
    alone = replace(frame, articles=(article,))
    messages = {article.domain: reader.messages_of(article, alone)}
    catalogs = reader.catalogs(messages, locales)
    return replace(
        alone,
        messages={**messages, **frame.messages},
        catalogs={**frame.catalogs, **catalogs},
        hashes=ChainMap(reader.hashes, dict(frame.hashes)),
        catalog_diagnostics=(*frame.catalog_diagnostics, *reader.found_in_catalogs),
    )


def reread_catalogs(project: Project, paths: Iterable[str]) -> Project | None:
    """Return the project with the catalogs (PO) at `paths` as they are on the disk now, and nothing else read.

    `paths` are relative to the project. None where one of them is no catalog that the project has: then `load_project`
    is what is needed.
    """
    places = {
        project.catalog_path(locale, domain): (locale, domain)
        for locale in project.config.locales
        for domain in project.messages
    }
    reader = _Reader(project.root, project.config)
    catalogs, found = dict(project.catalogs), list(project.catalog_diagnostics)
    for path in paths:
        if path not in places:
            return None
        found = [item for item in found if item.path != path]
        catalogs.pop(places[path], None)
        catalog = reader.catalog(path, *places[path])
        if catalog is not None:
            catalogs[places[path]] = catalog
    return replace(
        project,
        catalogs=catalogs,
        hashes={**project.hashes, **reader.hashes},
        catalog_diagnostics=(*found, *reader.found),
    )


class _Rules(Mapping[str, tuple[Rule, ...]]):
    """The rules of each locale; what is known to be right is read when it is asked for, as most of it never is."""

    def __init__(
        self, known: Mapping[str, tuple[Rule, ...]], later: Mapping[str, Callable[[], tuple[Rule, ...]]]
    ) -> None:
        self._known, self._later = dict(known), later

    def __getitem__(self, locale: str) -> tuple[Rule, ...]:
        if locale not in self._known:
            self._known[locale] = self._later[locale]()
        return self._known[locale]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._known, **self._later})

    def __len__(self) -> int:
        return len(self._known.keys() | self._later.keys())


def _passed_rules(text: str, path: str, locale: str, languages: Mapping[str, Language]) -> tuple[Rule, ...]:
    language = languages.get(locale) or load_language(locale)[0]
    return parse_rules(text, path, language, tried=True)[0] if language is not None else ()


class _Reader:
    """One pass over the tree; gathers findings and hashes as it goes."""

    def __init__(self, root: Path, config: Config, store: Store | None = None, *, outlines: bool = False) -> None:
        self.root = root
        self.store = store
        self.outlines = outlines
        self.real_root = real_path(root)
        self.config = config
        self.found: list[Diagnostic] = []
        self.found_in_catalogs: list[Diagnostic] = []
        self.hashes: dict[str, str] = {}

    def read(self) -> Project:
        """Read everything."""
        frame = self.frame()
        messages = {article.domain: self.messages_of(article, frame) for article in frame.articles}
        domains = {**messages, **frame.messages}
        catalogs = {**self.catalogs(messages), **frame.catalogs}
        templates = self._templates(domains)
        self._find_strays(domains)
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
        overrides = {path.rpartition("/")[2]: text for path, text in self._texts(TEMPLATES, ("*.html", "*.css"))}
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
            catalogs=self.catalogs(messages),
            hashes=self.hashes,
            diagnostics=tuple(self.found),
            catalog_diagnostics=tuple(self.found_in_catalogs),
        )

    def _texts(self, folder: str, patterns: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield (path, text) of the readable UTF-8 files in `folder`, sorted by path."""
        for path in self.paths(folder, patterns):
            data = self.bytes_of(path)
            if data is None:
                continue
            try:
                yield path, data.decode("utf-8")
            except UnicodeDecodeError as error:
                line = data.count(b"\n", 0, error.start) + 1
                self._say("invalid-utf8", f"byte {data[error.start]:#04x} is not UTF-8", path, line)

    def paths(self, folder: str, patterns: Iterable[str]) -> list[str]:
        base = self.root / folder
        try:
            return sorted(path.relative_to(self.root).as_posix() for pattern in patterns for path in base.glob(pattern))
        except OSError as error:
            raise ToolkitError(f"cannot list {folder!r}: {error.strerror}", code="io", path=folder) from error

    def bytes_of(self, path: str) -> bytes | None:
        file = self.root / path
        if not real_path(file).is_relative_to(self.real_root):
            self._say("outside-project", "the file is a link that leads out of the project", path)
            return None
        try:
            data = read_bytes(file, limit=self.config.limits.file_size)
        except ToolkitError as error:
            self.found.append(replace(error.diagnostic, path=path))
            return None
        self.hashes[path] = sha256(data).hexdigest()
        return data

    def _say(self, code: str, message: str, path: str, line: int | None = None) -> None:
        self.found.append(Diagnostic(code, Severity.ERROR, message, path=path, line=line))

    def _articles(self) -> tuple[Article, ...]:
        articles: dict[str, Article] = {}
        for path, text in self._texts(ARTICLES, ["**/*.md"]):
            article, problems = self._article(text, path)
            self.found += problems
            if article is None:
                continue
            name = article.domain.lower()
            if name in {SITE_DOMAIN, TOOLKIT_DOMAIN, "index"} or name.startswith(SAFETY_PREFIX):
                self._say("slug-reserved", f"the slug {article.domain!r} is a name that the toolkit uses", path)
            elif name in articles:
                self._say("slug-duplicate", f"the slug {article.domain!r} is that of {articles[name].path!r} too", path)
            else:
                articles[name] = article.outline if self.outlines else article
        return tuple(articles[name] for name in sorted(articles))

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
        for path, text in self._texts(STATEMENTS, ["*.toml"]):
            some, problems = parse_statements(text, path, limits=self.config.limits)
            statements += some
            self.found += problems
        self.found += check_contract(statements)
        return tuple(statements)

    def _glossary(self) -> Glossary:
        for path, text in self._texts("source", [TERMS.removeprefix("source/")]):
            glossary, problems = parse_glossary(text, path)
            self.found += problems
            return glossary
        return Glossary()

    def _strings(self) -> SiteStrings:
        for path, text in self._texts("source", ["site.toml"]):
            strings, problems = parse_strings(text, path)
            self.found += problems
            if strings is not None:
                return strings
        return SiteStrings()

    def _languages(self) -> dict[str, Language]:
        """Return the languages that the project adds to, by locale."""
        found: dict[str, Language] = {}
        for path, text in self._texts(LANGUAGES, ["*.toml"]):
            locale = Path(path).stem
            if not is_locale(locale):
                self._say("unknown-locale", f"{locale!r} is no locale that CLDR knows", path)
                continue
            language, problems = load_language(locale, text, overlay_path=path)
            self.found += problems
            if language is not None:
                found[locale] = language
        return found

    def _rules(self, languages: Mapping[str, Language]) -> Mapping[str, tuple[Rule, ...]]:
        found: dict[str, tuple[Rule, ...]] = {}
        later: dict[str, Callable[[], tuple[Rule, ...]]] = {}
        for path, text in self._texts(RULES, ["*.toml"]):
            locale = Path(path).stem
            if not is_locale(locale):
                self._say("unknown-locale", f"{locale!r} is no locale that CLDR knows", path)
                continue
            if self._has_passed(text, path, locale):
                later[locale] = partial(_passed_rules, text, path, locale, languages)
                continue
            language = languages.get(locale) or load_language(locale)[0]
            if language is None:
                self._say("no-language-data", f"there is no language data for {locale!r}, so no rule can be read", path)
                continue
            found[locale], problems = parse_rules(text, path, language)
            self.found += problems
            if self.store is not None and not problems:
                self.store.remember(self._passing(text, path, locale), _PASSED)
        return _Rules(found, later) if later else found

    def _has_passed(self, text: str, path: str, locale: str) -> bool:
        """Whether the rules in `text` once were without a problem, with this language and this version."""
        return self.store is not None and self.store.made(self._passing(text, path, locale)) == _PASSED

    def _passing(self, text: str, path: str, locale: str) -> str:
        overlay = self.hashes.get(f"{LANGUAGES}/{locale}.toml")
        return sha256("\n".join([toolkit_hash(), path, str(overlay), text]).encode()).hexdigest()

    def _approvals(self) -> dict[tuple[str, str], Approval]:
        found = {}
        for path, text in self._texts(APPROVALS, ["*/*.toml"]):
            approval, problems = parse_approval(text, path)
            self.found += problems
            if approval is not None:
                found[approval.locale, approval.statement] = approval
        return found

    def _reviews(self) -> dict[tuple[str, str], Review]:
        found = {}
        for path, text in self._texts(REVIEWS, ["*/*.toml"]):
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
        for path, text in self._texts(TEMPLATES, ["*.html"]):
            some, problems = template_messages(text, path)
            self.found += problems
            site += some
        if site:
            messages[SITE_DOMAIN] = [*merged(tuple(site))]
        if self._owns_the_toolkit:
            own: list[Message] = []
            for folder in (OWN_TEMPLATES, OWN_REPORTS):
                for path, text in self._texts(folder, ["*.html"]):
                    some, problems = template_messages(text, path)
                    self.found += problems
                    own += some
            for folder, pattern in (OWN_PROGRAM, (OWN_COMMANDS, "*.py")):
                for path, text in self._texts(folder, [pattern]):
                    own += program_messages(text, path)
            messages[TOOLKIT_DOMAIN] = [*merged(tuple(own))]
        return {domain: tuple(found) for domain, found in messages.items()}

    @property
    def _owns_the_toolkit(self) -> bool:
        """Whether this is the toolkit's own repository, whose strings are translated here too."""
        return (self.root / OWN_LOCALES / f"{TOOLKIT_DOMAIN}.pot").is_file()

    def catalogs(self, domains: Iterable[str], locales: Iterable[str] | None = None) -> dict[tuple[str, str], Catalog]:
        """Return the catalogs of the domains in all locales, or in those that are given.

        What is wrong with them is in `found_in_catalogs`.
        """
        wanted = self.config.locales if locales is None else [one for one in self.config.locales if one in locales]
        rows = [(locale, domain) for domain in domains for locale in wanted]
        read = ((row, self._gathered(f"{_home(row[1])}/{row[0]}/LC_MESSAGES/{row[1]}.po", *row)) for row in rows)
        return {row: catalog for row, catalog in read if catalog is not None}

    def _templates(self, domains: Iterable[str]) -> dict[str, Catalog]:
        """Return the templates (POT) on disk."""
        read = ((domain, self._gathered(f"{_home(domain)}/{domain}.pot", None, domain)) for domain in domains)
        return {domain: template for domain, template in read if template is not None}

    def _gathered(self, path: str, locale: str | None, domain: str) -> Catalog | None:
        """Return a catalog as `catalog` does, its findings gathered with those of the other catalogs."""
        sources, self.found = self.found, self.found_in_catalogs
        try:
            return self.catalog(path, locale, domain)
        finally:
            self.found = sources

    def catalog(self, path: str, locale: str | None, domain: str) -> Catalog | None:
        """Return the catalog at `path`, or None where there is none or it has errors."""
        if not (self.root / path).is_symlink() and not (self.root / path).exists():
            return None
        before = len(self.found)
        data = self.bytes_of(path)
        if data is None:
            self.found[before:] = [replace(item, locale=locale, domain=domain) for item in self.found[before:]]
            return None
        catalog, problems = read_catalog(data, path, self.config.limits, template=locale is None)
        self.found += [replace(item, locale=locale, domain=domain) for item in problems]
        return None if any(item.severity is Severity.ERROR for item in problems) else catalog

    def _find_strays(self, messages: Mapping[str, tuple[Message, ...]]) -> None:
        """Say which catalogs belong to no source: a renamed slug would leave its translations behind unseen."""
        for path in self.paths(LOCALES, ["*.pot", "*/LC_MESSAGES/*.po"]):
            domain = Path(path).stem
            if domain in messages and domain != TOOLKIT_DOMAIN:
                continue
            self.found_in_catalogs.append(
                Diagnostic(
                    "unknown-domain",
                    Severity.WARNING,
                    f"no source has the domain {domain!r}",
                    path=path,
                    hint="if the article was renamed, rename this file to its new slug; else delete it",
                )
            )


def _home(domain: str) -> str:
    """Return the folder of the catalogs of a domain."""
    return OWN_LOCALES if domain == TOOLKIT_DOMAIN else LOCALES


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
