"""Tells which locale a catalog is for: by its header, and by its path."""

from __future__ import annotations

import re
from pathlib import Path

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.model import Catalog
from toolkit.text.locales import current, from_bcp47, is_locale, maximal

_SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva", "arabic": "Arab", "iqtelif": "Latn"}
_MODIFIED = re.compile(r"[a-z]{2,3}(?:_[A-Z]{2})?@[a-z]{3,12}")
"""A name of gettext with a modifier, `sr@latin`; CLDR would say `sr_Latn`."""
_AT_THE_END = re.compile(r"(?<=[._-])[a-z]{2}(?:[_-][A-Z][a-z]{3})?(?:[_-][A-Z]{2})?\Z")
_HINT = "write the locale as in es, pt_BR or zh_Hans, the same in the header and in the path"


def locale_of(catalog: Catalog, file: Path, *, template: bool) -> tuple[str | None, list[Diagnostic]]:
    """Return the locale of a catalog given by its path, or None where nothing says it, and what is wrong with its name.

    The header's `Language` decides, else the path. Where the path names the same language, script and region more
    exactly or less so, the shorter name is as good: `pl_PL` and `pl`, `zh_CN` and `zh_Hans`. Where neither says it, the
    end of the file's name, or its folder, is taken for it: `shop_pt_BR.po`, `po/de/shop.po`.
    """
    written = catalog.headers.get("Language") or None
    from_path = _of_path(file)
    if written is None or template:
        return from_path or _known(written) or _guessed(file), []
    locale = _known(written)
    if locale is None:
        message = f"the header's Language {written[:60]!r} is no locale that CLDR knows"
        severity = Severity.NOTE if _MODIFIED.fullmatch(written) else Severity.WARNING
        return from_path, [_finding(message, catalog, severity)]
    if from_path is not None and maximal(locale) != maximal(from_path):
        message = f"the header says {written[:60]!r}, but the path says {from_path!r}"
        return locale, [_finding(message, catalog, Severity.ERROR)]
    found = []
    if locale != written and "@" not in written:
        message = f"the header's Language {written[:60]!r} is written {locale!r} in catalogs"
        found.append(_finding(message, catalog, Severity.NOTE))
    return locale if from_path is None else min(locale, from_path, key=len), found


def _known(name: str | None) -> str | None:
    """Return the locale that `name` means, whether it is written as in catalogs or as in HTML, by its name of today."""
    if name is None:
        return None
    language, _, modifier = name.partition("@")
    script = _SCRIPTS.get(modifier)
    names = (name, from_bcp47(name), f"{language}_{script}" if script else name)
    return next((written for written in map(current, names) if is_locale(written)), None)


def _of_path(file: Path) -> str | None:
    """Return the locale that `.../es/LC_MESSAGES/x.po`, `es.po` or `x.es.po` names, if it names one."""
    name = file.parent.parent.name if file.parent.name == "LC_MESSAGES" else re.sub(r".*[.]", "", file.stem)
    return _known(name)


def _guessed(file: Path) -> str | None:
    """Return the locale that the name of the file ends with, or that its folder has as its name, if there is one."""
    end = _AT_THE_END.search(file.stem)
    return (_known(end[0]) if end else None) or _known(file.parent.name)


def _finding(message: str, catalog: Catalog, severity: Severity) -> Diagnostic:
    line = catalog.header.line if catalog.header else None
    return Diagnostic("locale-mismatch", severity, message, hint=_HINT, path=catalog.path, line=line, msgid="")
