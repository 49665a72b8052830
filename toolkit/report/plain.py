"""The toolkit's own texts as plain text in the language of the user: what commands say on a terminal."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.model import Catalog

_LANGUAGE = "en"
"""Language that the toolkit's own texts are written in: with it nothing is loaded, so that commands start fast."""
_ENGLISH = re.compile(r"en(?![A-Za-z])")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_SCRIPTS = {"zh_CN": "zh_Hans", "zh_SG": "zh_Hans"}


class Texts:
    """Looks up texts in one language. A translation is data: only the placeholders of the source are replaced."""

    def __init__(self, locale: str) -> None:
        """Take the locale; texts that are not shipped in it are in English."""
        self._catalog = None if _ENGLISH.match(locale) else _shipped(locale)
        self.locale = _LANGUAGE if self._catalog is None else locale

    def gettext(self, msgid: str, /, **values: object) -> str:
        """Return the translation of `msgid`, its placeholders replaced by `values`."""
        forms = self._catalog.translation(msgid) if self._catalog else None
        return _filled(forms[0] if forms else msgid, values)

    def ngettext(self, msgid: str, msgid_plural: str, number: int, /, **values: object) -> str:
        """Return the plural form for `number` (gettext manual, 12.6)."""
        forms = self._catalog.translation(msgid) if self._catalog else None
        if forms is None:
            text = msgid if number == 1 else msgid_plural
        else:
            from toolkit.catalog.plurals import cldr_plural_forms

            text = forms[min(cldr_plural_forms(self.locale).index(number), len(forms) - 1)]
        return _filled(text, {"number": number, **values})


def _shipped(locale: str) -> Catalog | None:
    from toolkit.site.strings import shipped_catalog

    return shipped_catalog(locale)


def _filled(text: str, values: Mapping[str, object]) -> str:
    return _PLACEHOLDER.sub(lambda found: str(values[found[1]]) if found[1] in values else found[0], text)


def users_locale(environment: Mapping[str, str] = os.environ) -> str:
    """Return the locale that the user wants messages in, by gettext's rules (manual, 2.3.1); `en` where none is known.

    LC_ALL, LC_MESSAGES, LANG in this order; unless that is C or POSIX, the list in LANGUAGE goes before.
    """
    base = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), "C")
    if re.match(r"(C|POSIX)(\.|$)", base):
        return _LANGUAGE
    for name in [*environment.get("LANGUAGE", "").split(":"), base]:
        if not name:
            continue
        if _ENGLISH.match(name):
            return _LANGUAGE
        from toolkit.text.locales import from_bcp47, is_locale

        locale = from_bcp47(re.split(r"[.@]", name)[0])
        locale = _SCRIPTS.get(locale, locale)
        if is_locale(locale) and _shipped(locale) is not None:
            return locale
    return _LANGUAGE
