"""The texts of page templates in one locale: looked up, filled in and escaped, never run.

Jinja2's i18n extension lets a translation take over the page, so it is not used. Here a translation is data: of all
that stands in braces only the placeholders of the source text are replaced, every piece is escaped, and a text that is
not translated, or whose placeholders do not match, is reported.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from markupsafe import Markup, escape

from toolkit.catalog.plurals import cldr_plural_forms, plural_forms_of
from toolkit.catalog.read import read_sound_catalog
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.model import Catalog, Key, Message

DOMAIN = "toolkit"
"""Domain of the toolkit's own strings."""
SITE = "site"
"""Domain of the publisher's strings."""
LANGUAGE = "en"
"""Language that the toolkit's own strings are written in."""

_PLACEHOLDER = re.compile(r"(?<!\\)\{([a-z][a-z0-9_-]*)\}")


def fill(text: str, source: str, values: Mapping[str, object]) -> Markup:
    r"""Return `text` as HTML, with the placeholders `{name}` of `source` replaced by `values`.

    Every piece is escaped; a value that is `Markup` already stays as it is. A brace that is no placeholder of `source`,
    or has no value, stays as text; a brace that is meant literally is written `\{`.
    """
    names = set(_PLACEHOLDER.findall(source)) & values.keys()
    html = Markup()
    for number, piece in enumerate(_PLACEHOLDER.split(text)):
        if number % 2 == 0:
            html += piece.replace(r"\{", "{")  # Markup escapes every plain string that is added to it
        elif piece in names:
            html += escape(values[piece])
        else:
            html += f"{{{piece}}}"
    return html


def mismatch(text: str, source: str, *, plural: bool = False) -> str | None:
    """Return how the placeholders of `text` differ from those of `source`, or None.

    One form of a plural may leave out a placeholder: "one reference" spells its number.
    """
    wanted, found = Counter(_PLACEHOLDER.findall(source)), Counter(_PLACEHOLDER.findall(text))
    for name in sorted(found - wanted):
        return f"{{{name}}} is not in the source, or too often in the translation"
    for name in sorted(wanted - found):
        if not plural:
            return f"{{{name}}} is missing"
    return None


@cache
def shipped_catalog(locale: str) -> Catalog | None:
    """Return the toolkit's own catalog for `locale` or for its language alone; None where none is shipped.

    `es_MX` is served by `es`, but `pt_PT` never by `pt_BR`, nor `zh_Hant` by `zh_Hans`.
    """
    folder = files("toolkit") / "locales"
    for name in dict.fromkeys((locale, re.sub(r"_([A-Z]{2}|[0-9]{3})$", "", locale))):
        file = folder / name / "LC_MESSAGES" / f"{DOMAIN}.po"
        if file.is_file():
            return read_sound_catalog(file.read_bytes(), f"toolkit/locales/{name}/LC_MESSAGES/{DOMAIN}.po")
    return None


@cache
def shipped_keys() -> frozenset[Key]:
    """Return the keys of all strings of the toolkit, as its template (POT) lists them."""
    file = files("toolkit") / "locales" / f"{DOMAIN}.pot"
    catalog = read_sound_catalog(file.read_bytes(), f"toolkit/locales/{DOMAIN}.pot")
    return frozenset(catalog.by_key)


class Strings:
    """The lookups that a page template calls, for one locale. What goes wrong is gathered in `diagnostics`."""

    def __init__(self, locale: str, *, own: Catalog | None, site: Catalog | None) -> None:
        """Take the catalogs of the domains `toolkit` (`own`) and `site`; None: the texts are as they should be."""
        self.locale = locale
        self.diagnostics: list[Diagnostic] = []
        self._catalogs = {DOMAIN: own, SITE: site}

    def gettext(self, msgid: str, /, **values: object) -> Markup:
        """Return the translation of `msgid` as HTML, its placeholders replaced by `values`."""
        return self._one(_domain((None, msgid)), (None, msgid), values)

    def pgettext(self, msgctxt: str, msgid: str, /, **values: object) -> Markup:
        """Return the translation of `msgid` in its context."""
        return self._one(_domain((msgctxt, msgid)), (msgctxt, msgid), values)

    def ngettext(self, msgid: str, msgid_plural: str, number: int, /, **values: object) -> Markup:
        """Return the plural form for `number` (gettext manual, 12.6)."""
        return self._counted(_domain((None, msgid)), (None, msgid), msgid_plural, number, values)

    def npgettext(self, msgctxt: str, msgid: str, msgid_plural: str, number: int, /, **values: object) -> Markup:
        """Return the plural form for `number`, in its context."""
        return self._counted(_domain((msgctxt, msgid)), (msgctxt, msgid), msgid_plural, number, values)

    def message(self, message: Message, values: Mapping[str, object], number: int | None = None) -> Markup:
        """Return a message of the publisher's site.toml as HTML, in the form for `number` where it has a plural."""
        if message.msgid_plural is not None and number is not None:
            return self._counted(SITE, message.key, message.msgid_plural, number, values)
        return self._one(SITE, message.key, values)

    @property
    def functions(self) -> Mapping[str, object]:
        """What a page template calls, by name."""
        return {
            "_": self.gettext,
            "gettext": self.gettext,
            "pgettext": self.pgettext,
            "ngettext": self.ngettext,
            "npgettext": self.npgettext,
        }

    def _one(self, domain: str, key: Key, values: Mapping[str, object]) -> Markup:
        forms = self._forms(domain, key)
        text = forms[0] if forms else key[1]
        self._compare(domain, key, text, key[1])
        return fill(text, key[1], values)

    def _counted(self, domain: str, key: Key, plural: str, number: int, values: Mapping[str, object]) -> Markup:
        catalog, forms = self._catalogs[domain], self._forms(domain, key)
        if catalog is None or forms is None:
            language = LANGUAGE if domain == DOMAIN else self.locale
            text = (key[1], plural)[min(cldr_plural_forms(language).index(number), 1)]
        else:
            index = (plural_forms_of(catalog) or cldr_plural_forms(self.locale)).index(number)
            text = forms[min(index, len(forms) - 1)]
            if index >= len(forms):
                self._say(domain, key, "string-plural", f"{key[1]!r} has no plural form for {number}")
        self._compare(domain, key, text, plural, plural=True)
        return fill(text, plural, values)

    def _forms(self, domain: str, key: Key) -> tuple[str, ...] | None:
        """Return the forms that a page may show; None where the source's own are shown."""
        catalog = self._catalogs[domain]
        if catalog is None:
            return None
        forms = catalog.translation(key[1], key[0])
        if forms is None:
            self._say(domain, key, "string-untranslated", f"{key[1]!r} has no translation that a page may show")
        return forms

    def _compare(self, domain: str, key: Key, text: str, source: str, *, plural: bool = False) -> None:
        problem = mismatch(text, source, plural=plural)
        if problem:
            self._say(domain, key, "string-placeholders", f"in the translation of {key[1]!r}, {problem}")

    def _say(self, domain: str, key: Key, code: str, message: str) -> None:
        catalog = self._catalogs[domain]
        unit = catalog.by_key.get(key) if catalog else None
        self.diagnostics.append(
            Diagnostic(
                code,
                Severity.ERROR,
                message,
                hint="translate it, and copy its placeholders exactly",
                path=(catalog.path or None) if catalog else None,
                line=unit.line if unit else None,
                locale=self.locale,
                domain=domain,
                msgctxt=key[0],
                msgid=key[1],
            )
        )


def _domain(key: Key) -> str:
    """Return the domain of a string of a page template: one that the toolkit does not know is the publisher's."""
    return DOMAIN if key in shipped_keys() else SITE
