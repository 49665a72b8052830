"""Puts the translations of an article into its skeleton: the element `<article>` of a page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from toolkit.article.inline import plain_text, render_inline
from toolkit.article.markdown import Article, Placement, Slot
from toolkit.article.strings import SiteLink
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.model import Catalog, Key, Message, Statement
from toolkit.safety.statements import wording
from toolkit.text.locales import bcp47, direction

REFERENCES = "references"
"""Anchor of the section that lists an article's sources: `## References {#references}`."""

_HEADING = re.compile(r'<(h[2-6]) id="([a-z0-9-]+)"[^<>]*>.*?</\1>', re.DOTALL)
_LINK = re.compile(r'(?<= href=")[^"]*(?=")')
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Body:
    """What a page says, before the page around it is made."""

    title: str
    """Plain text."""
    description: str
    """Plain text; "" where it is not known."""
    element: Markup
    """The whole element `<article>`."""
    citations: tuple[str, ...] = ()
    """Addresses of its references."""
    missing: tuple[Message, ...] = ()
    """Messages without a translation that a page may show; they stand there in the source language, marked."""
    boxes: Mapping[str, Markup] = field(default_factory=dict)
    """The HTML of each placed statement, by its id."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The texts of an article in one locale, as HTML."""

    title: Markup
    """The first-level heading."""
    lead: Markup
    """What stands before the first second-level heading."""
    text: Markup
    """The rest."""
    contents: tuple[tuple[str, str], ...]
    """(anchor, plain text) of each second-level heading."""
    references: int
    """Number of sources that the section `references` lists."""


class Filler:
    """Fills one article's skeleton with one locale's texts; what is missing is gathered on the way."""

    def __init__(
        self,
        article: Article,
        locale: str,
        source_locale: str,
        *,
        catalog: Catalog | None,
        links: Mapping[str, SiteLink],
        addresses: Mapping[str, str],
        places: str | None = None,
        largest: int | None = None,
    ) -> None:
        """Take what the texts come from.

        Args:
            article: The article.
            locale: The locale of the page.
            source_locale: The locale of the article.
            catalog: The article's catalog; None: the page is in the source locale.
            links: Names and addresses of source/site.toml.
            addresses: Addresses of links that have another one in this locale.
            places: Address of the article's places in all languages, which each heading then has a link to; None: it
                has no other language.
            largest: Characters after which the rest of the skeleton is left out: the page is too large to be published
                all the same, and a text that grows when it is filled in must not fill the memory.
        """
        self._missing: set[Key] = set()
        self._article, self._catalog, self._links, self._addresses = article, catalog, links, addresses
        self._source = f'<span class="untranslated" lang="{bcp47(source_locale)}" dir="{direction(source_locale)}">'
        self._untranslated = locale != source_locale
        self._places, self._largest = places, largest

    @property
    def missing(self) -> tuple[Message, ...]:
        """The messages asked for so far that have no translation that a page may show, in the order of the article."""
        return tuple(message for message in self._article.messages if message.key in self._missing)

    def html(self, key: Key) -> Markup:
        """Return the translation of a message as HTML; without one, the source's text, marked."""
        text = self._translation(key)
        if text is not None:
            return self._render(text)
        return Markup(f"{self._source}{self._render(key[1])}</span>")  # noqa: S704 - sanitised by render_inline

    def text(self, key: Key, *, translate: bool = True) -> str:
        """Return the translation of a message as plain text; without one, the source's text."""
        text = self._translation(key) if translate else key[1]
        return plain_text(key[1] if text is None else text, self._links)

    def pieces(self, statements: Mapping[str, Markup]) -> Pieces:
        """Return the filled skeleton; `statements` gives the HTML of each placed statement by its id."""
        rows = list(self._until_too_large(self._part(part, statements) for part in self._article.parts))
        lead, text = _split(self._article.parts[: len(rows)], rows)
        shown = [heading for heading in self._article.headings if heading.level == 2]
        names = self._until_too_large(self.text(item.key, translate=item.translate) for item in shown)
        contents = tuple((item.anchor, name) for item, name in zip(shown, names, strict=False))
        references = _section(text).count("<li")
        return Pieces(self.html(title_key(self._article)), self._linked(lead), self._linked(text), contents, references)

    def _until_too_large(self, texts: Iterable[str]) -> Iterator[str]:
        """Yield the texts, up to the one with which they have more characters than a page may."""
        size = 0
        for text in texts:
            yield text
            size += len(text)
            if self._largest is not None and size > self._largest:
                return

    def _linked(self, fragment: Markup) -> Markup:
        """Return the HTML with a link behind each heading: to the same place in other languages.

        Its name is what the page template says at `page_places`, and the heading. It stands beside the heading, not in
        it, so that the heading says what the author wrote.
        """
        if self._places is None:
            return fragment
        link = Markup('<a href="{}#{{}}" aria-labelledby="page_places {{}}"></a>').format(self._places)
        return Markup(  # noqa: S704 - trusted literals; an anchor has letters, digits and hyphens only
            _HEADING.sub(
                lambda found: f'<div class="place">{found[0]}{link.format(found[2], found[2])}</div>', fragment
            )
        )

    def _part(self, part: str | Slot | Placement, statements: Mapping[str, Markup]) -> str:
        if isinstance(part, Slot):
            return self.html(part.key)
        if isinstance(part, Placement):
            return statements.get(part.statement, Markup())
        return self._localised(part) if self._addresses else part

    def _render(self, text: str) -> Markup:
        done = render_inline(text, self._links)
        return Markup(self._localised(done) if self._addresses else done)  # noqa: S704 - sanitised by render_inline

    def _localised(self, fragment: str) -> str:
        """Return the HTML with the addresses of its links as this locale has them (setting `links`)."""

        def address(found: re.Match[str]) -> str:
            there = self._addresses.get(html.unescape(found[0]))
            return found[0] if there is None else html.escape(there)

        return _LINK.sub(address, fragment)

    def _translation(self, key: Key) -> str | None:
        if self._catalog is None and not self._untranslated:
            return key[1]
        forms = self._catalog.translation(key[1], key[0]) if self._catalog else None
        if forms is None:
            self._missing.add(key)
            return None
        return forms[0]


def title_key(article: Article) -> Key:
    """Return the message that is the article's title."""
    return article.messages[0].key


def description_key(article: Article) -> Key:
    """Return the message that is the article's description: the second, unless it is equal to the title."""
    note = "description of the article"
    return next((message.key for message in article.messages if note in message.comments), title_key(article))


def citations(element: str) -> tuple[str, ...]:
    """Return the addresses of the references in an element `<article>`."""
    addresses = (html.unescape(found) for found in _LINK.findall(_section(element)))
    return tuple(dict.fromkeys(address for address in addresses if address.startswith(("http://", "https://"))))


def statement_values(
    article: Article, statements: Mapping[str, Statement], catalogs: Mapping[str, Catalog] | None, locale: str
) -> tuple[dict[str, Mapping[str, object]], list[Diagnostic]]:
    """Return what the page template of a statement is given, for each placed statement that has a wording in `locale`.

    `catalogs` are those of the statements by domain; None: the page is in the source locale.
    """
    values: dict[str, Mapping[str, object]] = {}
    found = []
    for placement in article.placements:
        statement = statements.get(placement.statement)
        if statement is None:
            continue  # `check_placements` says so, with the line
        catalog = None if catalogs is None else catalogs.get(statement.domain, _EMPTY)
        words = wording(statement, catalog)
        if words is None:
            path, line = (catalog.path or None, _line(catalog, statement)) if catalog else (None, None)
            found.append(
                Diagnostic(
                    "statement-untranslated",
                    Severity.ERROR,
                    f"the {statement.severity} statement {statement.id!r} has no wording in {locale!r}",
                    hint="translate its text and all its items; no page goes without it",
                    path=path,
                    line=line,
                    locale=locale,
                    domain=statement.domain,
                    msgctxt=statement.id,
                    msgid=statement.text,
                    statement=statement.id,
                )
            )
            continue
        values[statement.id] = {
            "id": statement.id,
            "severity": statement.severity.value,
            "lang": bcp47(locale),
            "text": words.text,
            "items": [item for _, item in words.items],
        }
    return values, found


def incomplete(
    article: Article, missing: tuple[Message, ...], catalog: Catalog | None, locale: str
) -> list[Diagnostic]:
    """Return the one finding that says how many messages of a page are missing, and which is the first."""
    if not missing:
        return []
    total, first = len(article.messages), missing[0]
    unit = catalog.by_key.get(first.key) if catalog else None
    text = first.msgid if len(first.msgid) <= _SHOWN else f"{first.msgid[: _SHOWN - 1]}…"
    return [
        Diagnostic(
            "page-incomplete",
            Severity.ERROR,
            f"{len(missing)} of {total} messages have no translation that a page may show; the first is {text!r}",
            hint="translate them, and clear the flag 'fuzzy' of those that are right",
            path=catalog.path if catalog else article.path,
            line=unit.line if unit else None,
            locale=locale,
            domain=article.domain,
        )
    ]


_EMPTY = Catalog("", None, ())


def _line(catalog: Catalog, statement: Statement) -> int | None:
    unit = catalog.by_key.get((statement.id, statement.text))
    return unit.line if unit else None


def _split(parts: tuple[str | Slot | Placement, ...], rows: list[str]) -> tuple[Markup, Markup]:
    """Return the HTML before the first second-level heading, and the rest; headings stand in no other block."""
    for number, (part, row) in enumerate(zip(parts, rows, strict=True)):
        found = re.search("<h2[ >]", row) if isinstance(part, str) else None
        if found:
            lead, text = [*rows[:number], row[: found.start()]], [row[found.start() :], *rows[number + 1 :]]
            return Markup("".join(lead)), Markup("".join(text))  # noqa: S704 - trusted literals, sanitised texts
    return Markup("".join(rows)), Markup()  # noqa: S704 - the same


def _section(fragment: str) -> str:
    """Return the HTML of the section `references`, without its heading; "" where there is none."""
    _, anchor, rest = fragment.partition(f' id="{REFERENCES}"')
    return re.split("<h[12][ >]", rest, maxsplit=1)[0] if anchor else ""


def anchors(element: str) -> frozenset[str]:
    """Return the anchors of the headings in an element `<article>`."""
    return frozenset(found[2] for found in _HEADING.finditer(element))
