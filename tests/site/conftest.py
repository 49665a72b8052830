"""A small site of test data, from values: its translations are the source in upper case, so that all can read them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.article.markdown import parse_article
from toolkit.article.strings import parse_strings
from toolkit.catalog.plurals import cldr_plural_forms
from toolkit.config import Config
from toolkit.model import Catalog, PageState, Unit
from toolkit.safety.statements import parse_statements
from toolkit.site.assemble import Site, Standing, Version, assemble_body, assemble_page, page_path, places_path

FOLDER = Path(__file__).parent / "assemble"
LOCALES = ("ar", "es", "ja")


def upper(text):
    """Return `text` in upper case, but for placeables, code and addresses."""
    pieces = re.split(r"(\{[^{}]*\}|`[^`]*`|\([^()]*\))", text)
    return "".join(piece if number % 2 else piece.upper() for number, piece in enumerate(pieces))


def translated(messages, locale, translate=upper):
    """Return a complete catalog of the messages."""
    forms = cldr_plural_forms(locale)
    units = tuple(
        Unit(
            message.msgid,
            (translate(message.msgid),)
            if message.msgid_plural is None
            else (translate(message.msgid_plural),) * forms.nplurals,
            message.msgctxt,
            message.msgid_plural,
        )
        for message in messages
    )
    header = Unit("", (f"Language: {locale}\nPlural-Forms: {forms.header}\n",))
    return Catalog(f"{locale}.po", header, units)


class Tea:
    """The small site, and shortcuts to its pages."""

    def __init__(self):
        self.text = (FOLDER / "article.md").read_text("utf-8")
        self.article, problems = parse_article(self.text, "article.md")
        assert problems == []
        self.strings, problems = parse_strings((FOLDER / "site.toml").read_text("utf-8"), "site.toml")
        assert problems == []
        statements, problems = parse_statements((FOLDER / "tea.toml").read_text("utf-8"), "tea.toml")
        assert problems == []
        self.statements = {statement.id: statement for statement in statements}
        self.domains = {
            "tea-for-tests": self.article.messages,
            "site": self.strings.messages,
            "safety-tea": tuple(message for statement in statements for message in statement.messages),
        }
        self.config = Config(
            **{
                "source-locale": "en",
                "locales": LOCALES,
                "site-name": "Tea <Site>",
                "base-url": "https://tea.example.org",
            }
        )
        self.site = self.with_translation()

    def with_translation(self, translate=upper):
        catalogs = {
            (locale, domain): translated(messages, locale, translate)
            for locale in LOCALES
            for domain, messages in self.domains.items()
        }
        return Site(self.config, self.strings, self.statements, catalogs)

    def with_catalog(self, locale, domain, catalog):
        return replace(self.site, catalogs={**self.site.catalogs, (locale, domain): catalog})

    def versions(self, **states):
        return [
            Version(locale, page_path(locale, self.article.domain), states.get(locale, PageState.FRESH))
            for locale in self.config.all_locales
        ]

    def body(self, locale, site=None):
        return assemble_body(site or self.site, self.article, locale)

    def page(self, locale, site=None, *, state=PageState.FRESH, versions=None, body=None, **standing):
        site = site or self.site
        problems = []
        if body is None:
            body, problems = self.body(locale, site)
        page, more = assemble_page(
            site,
            self.article,
            body,
            locale,
            standing=Standing(state, **standing),
            versions=self.versions(**{locale: state}) if versions is None else versions,
        )
        return page, [*problems, *more]

    @property
    def files(self):
        paths = [*(row.path for row in self.versions()), places_path(self.article.domain)]
        return {*paths, "index.html", *(f"{locale}/index.html" for locale in self.config.all_locales)}


@pytest.fixture(scope="session")
def tea():
    """The small site."""
    return Tea()
