"""What stands around the text of a page: menus, the publisher's texts, words for what is not finished."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from markupsafe import Markup

from toolkit.article.strings import NUMBER, SiteStrings
from toolkit.config import Config
from toolkit.model import Catalog, PageState, Statement, StatementSeverity
from toolkit.site.formats import number_text
from toolkit.site.strings import DOMAIN, LANGUAGE, SITE, Strings, shipped_catalog
from toolkit.site.templates import STYLE, own_templates, render
from toolkit.text.locales import bcp47, direction, language_name

SIGNAL_WORDS = {
    StatementSeverity.CRITICAL: "Danger",
    StatementSeverity.SERIOUS: "Warning",
    StatementSeverity.NOTICE: "Important",
}
"""The msgid of each severity's signal word in statement.html, context `signal word`."""

_DISCLAIMER = ("disclaimer-text", "disclaimer-accuracy", "disclaimer-report")


@dataclass(frozen=True)
class Site:
    """What all pages of a site are made from."""

    config: Config
    """The settings."""
    strings: SiteStrings = field(default_factory=SiteStrings)
    """The publisher's own strings."""
    statements: Mapping[str, Statement] = field(default_factory=dict)
    """The safety statements by their ids."""
    catalogs: Mapping[tuple[str, str], Catalog] = field(default_factory=dict)
    """(locale, domain) -> catalog. One of the domain `toolkit` goes before the one that is shipped."""
    page_templates: Mapping[str, str] = field(default_factory=dict)
    """Page templates and `page.css` of the publisher, by name: they go before the toolkit's own, which they can extend
    as `toolkit/NAME`."""

    @property
    def style(self) -> str:
        """The stylesheet of the publisher, or the toolkit's own."""
        return self.page_templates.get(STYLE) or own_templates()[STYLE]

    def catalog(self, locale: str, domain: str) -> Catalog | None:
        """Return a catalog, an empty one where there is none; None in the source locale, which needs none."""
        if locale == self.config.source_locale:
            return None
        return self.catalogs.get((locale, domain)) or Catalog("", None, ())

    def safety_catalogs(self, locale: str) -> Mapping[str, Catalog] | None:
        """Return the catalogs of a locale by domain, for the wordings; None in the source locale."""
        if locale == self.config.source_locale:
            return None
        return {domain: self.catalogs[place, domain] for place, domain in self.catalogs if place == locale}

    def own_catalog(self, locale: str) -> Catalog | None:
        """Return the catalog of the toolkit's own strings; None in their own language."""
        found = self.catalogs.get((locale, DOMAIN))
        if found is None and locale.split("_", maxsplit=1)[0] != LANGUAGE:
            found = shipped_catalog(locale) or Catalog("", None, ())
        return found

    def lookups(self, locale: str) -> Strings:
        """Return the lookups that a page template calls, with no findings yet."""
        return Strings(locale, own=self.own_catalog(locale), site=self.catalog(locale, SITE))


@dataclass(frozen=True, slots=True)
class Version:
    """A page in one language, for menus and links between languages."""

    locale: str
    """As in paths: `pt_BR`."""
    path: str
    """Path in the site."""
    state: PageState
    """What became of it; a page that is withheld has no version."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page in another language, as the page templates get it."""

    url: str
    """Relative to the page."""
    lang: str
    """Language tag (BCP 47)."""
    dir: str
    """`ltr` or `rtl`."""
    name: str
    """Name of the language, in itself."""
    mark: str
    """A word in that language for a page that is not finished; "" for a fresh one."""
    current: bool
    """Whether it is the page itself."""

    def __html__(self) -> Markup:
        """Return the link as HTML."""
        mark = Markup(' <span class="mark">{}</span>').format(self.mark) if self.mark else ""
        return Markup('<a href="{}" hreflang="{}" lang="{}" dir="{}">{}{}</a>').format(
            self.url, self.lang, self.lang, self.dir, self.name, mark
        )


def signal_words(site: Site, locale: str) -> Mapping[StatementSeverity, str]:
    """Return the word that each severity's statements begin with on the pages of a locale."""
    strings = site.lookups(locale)
    return {severity: strings.pgettext("signal word", word).unescape() for severity, word in SIGNAL_WORDS.items()}


def language_links(
    site: Site, path: str, versions: Iterable[Version], strings: Strings | None = None
) -> tuple[Link, ...]:
    """Return the links from the page `path` to all versions of it, in the order of the settings.

    What is missing for a link in the language of `strings` is gathered there; what another language lacks is a finding
    on the pages of that language.
    """
    order = site.config.all_locales
    rows = sorted(
        versions, key=lambda row: (order.index(row.locale) if row.locale in order else len(order), row.locale)
    )
    return tuple(
        Link(
            relative(row.path, path),
            bcp47(row.locale),
            direction(row.locale),
            own_name(row.locale),
            _mark(site, row, strings if strings and strings.locale == row.locale else site.lookups(row.locale)),
            row.path == path,
        )
        for row in rows
    )


def _mark(site: Site, version: Version, strings: Strings) -> str:
    """Return the word for a page that is not fresh, in its language; "" for a fresh one."""
    if version.state is PageState.FRESH:
        return ""
    done = render(site.page_templates, "mark.html", strings, {"state": version.state.value})
    return done.unescape().strip() if done else version.state.value


def own_name(locale: str) -> str:
    """Return the name of a language in itself, as in a menu: CLDR's, with a capital where the script has them."""
    name = language_name(locale)
    return name[:1].title() + name[1:]


def relative(target: str, path: str) -> str:
    """Return the address of the file `target` of the site, as a link on the page `path` (percent-encoded)."""
    return quote(posixpath.relpath(target, posixpath.dirname(path) or "."))


def site_values(site: Site, strings: Strings, path: str, home: str) -> Mapping[str, object]:
    """Return `site` of the page templates: what source/site.toml says, in the language of `strings`.

    `site.text("ID")` is any string of it, or nothing; `site.text("ID", 3)` one with a plural.

    Args:
        site: The site.
        strings: The lookups.
        path: The page.
        home: Path of the page that the name of the site leads to.
    """
    links = site.strings.links
    names = {name: link.name for name, link in links.items()}

    def text(name: str, number: int | None = None) -> Markup | None:
        message = site.strings.strings.get(name)
        counted = {} if number is None else {NUMBER: number_text(number, strings.locale)}
        return strings.message(message, {**names, **counted}, number) if message else None

    disclaimer = [found for name in _DISCLAIMER if (found := text(name))]
    if "contact" in links and "disclaimer-report" in site.strings.strings:
        disclaimer[-1] += Markup(' <a href="{}">{}</a>').format(links["contact"].url, links["contact"].name)
    return {
        "name": site.config.site_name,
        "home": relative(home, path),
        "tagline": text("tagline"),
        "navigation": [
            {"text": strings.message(message, names), "url": url} for message, url in site.strings.navigation
        ],
        "invitation_title": text("invitation-title"),
        "invitation": text("invitation-text"),
        "disclaimer_title": text("disclaimer-title"),
        "disclaimer": disclaimer,
        "feedback": feedback_address(site.strings),
        "text": text,
    }


def feedback_address(strings: SiteStrings) -> str | None:
    """Return where the answer to "Was this page helpful?" is sent: the link `feedback` of source/site.toml.

    Without one, or where it is no page (`mailto:`), there is no form: a button that does nothing is worse than none.
    """
    link = strings.links.get("feedback")
    return link.url if link and re.match(r"https?://|[^:]*$", link.url) else None


def time_html(text: str, date: str) -> Markup:
    """Return a date as the element `<time>`."""
    return Markup('<time datetime="{}">{}</time>').format(date, text)
