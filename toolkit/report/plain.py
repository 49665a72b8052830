"""The toolkit's own texts as plain text in the language of the user: what commands say on a terminal."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from toolkit.catalog.plurals import cldr_plural_forms
from toolkit.site.strings import LANGUAGE, shipped_catalog
from toolkit.text.locales import from_bcp47, is_locale

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_SCRIPTS = {"zh_CN": "zh_Hans", "zh_SG": "zh_Hans"}


class Texts:
    """Looks up texts in one language. A translation is data: only the placeholders of the source are replaced."""

    def __init__(self, locale: str) -> None:
        """Take the locale; texts that are not shipped in it are in English."""
        self.locale = LANGUAGE if locale.partition("_")[0] == LANGUAGE or shipped_catalog(locale) is None else locale
        self._catalog = None if self.locale == LANGUAGE else shipped_catalog(self.locale)

    def gettext(self, msgid: str, /, **values: object) -> str:
        """Return the translation of `msgid`, its placeholders replaced by `values`."""
        forms = self._catalog.translation(msgid) if self._catalog else None
        return _filled(forms[0] if forms else msgid, values)

    def ngettext(self, msgid: str, msgid_plural: str, number: int, /, **values: object) -> str:
        """Return the plural form for `number` (gettext manual, 12.6)."""
        forms = self._catalog.translation(msgid) if self._catalog else None
        index = cldr_plural_forms(self.locale).index(number)
        rows = forms or (msgid, msgid_plural)
        return _filled(rows[min(index, len(rows) - 1)], {"number": number, **values})


def _filled(text: str, values: Mapping[str, object]) -> str:
    return _PLACEHOLDER.sub(lambda found: str(values[found[1]]) if found[1] in values else found[0], text)


def users_locale(environment: Mapping[str, str] = os.environ) -> str:
    """Return the locale that the user wants messages in, by gettext's rules (manual, 2.3.1); `en` where none is known.

    LC_ALL, LC_MESSAGES, LANG in this order; unless that is C or POSIX, the list in LANGUAGE goes before.
    """
    base = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), "C")
    if re.match(r"(C|POSIX)(\.|$)", base):
        return LANGUAGE
    for name in [*environment.get("LANGUAGE", "").split(":"), base]:
        locale = from_bcp47(re.split(r"[.@]", name)[0]) if name else ""
        locale = _SCRIPTS.get(locale, locale)
        if not is_locale(locale):
            continue
        if locale.partition("_")[0] == LANGUAGE or shipped_catalog(locale) is not None:
            return locale
    return LANGUAGE
