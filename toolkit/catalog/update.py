"""Makes templates and catalogs, and merges a template into a catalog without losing what a translator wrote."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from toolkit.catalog.carry import blank
from toolkit.catalog.header import MIME_FIELDS, PLACEHOLDER_PLURAL_FORMS, new_header, with_fields
from toolkit.catalog.memory import Memory
from toolkit.catalog.merge import Guard, Merge, Policy
from toolkit.catalog.plurals import cldr_plural_forms, plural_forms_of
from toolkit.model import Catalog, Key, Message, Unit
from toolkit.text.locales import is_locale

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def make_template(messages: Sequence[Message], *, project: str, date: str, previous: Catalog | None) -> Catalog:
    """Return the template (POT) of one domain.

    Args:
        messages: In the order of the source; those with the same key become one, with all comments and references.
        project: For the field Project-Id-Version.
        date: Day (`2026-02-23`) or gettext's `2026-02-23 12:30+0100`, for the field POT-Creation-Date.
        previous: The template as it was. Its date is kept while no message came, went or changed (comments and
            references do not count), its comments and further fields always.
    """
    units = tuple(_template_units(messages))
    created = _gettext_date(date)
    fields = {"Project-Id-Version": project, "POT-Creation-Date": created}
    if previous is None or previous.header is None:
        fields |= {
            "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE",
            "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
            "Language-Team": "LANGUAGE <LL@li.org>",
            "Language": "",
            "Plural-Forms": PLACEHOLDER_PLURAL_FORMS,
        }
        return Catalog("", new_header(fields), units)
    if _texts(units) == _texts(previous.units):
        fields["POT-Creation-Date"] = previous.headers.get("POT-Creation-Date") or created
    return Catalog("", with_fields(previous.header, fields), units)


def make_catalog(template: Catalog, locale: str) -> Catalog:
    """Return a new catalog with all messages of the template, untranslated, and CLDR's plural forms of the locale.

    Its dates are that of the template; nobody is named as translator (as by `msginit --no-translator`).
    Raises `babel.UnknownLocaleError` or `ValueError` where `toolkit.text.locales.is_locale` is false.
    """
    forms = cldr_plural_forms(locale)
    units = tuple(blank(unit, forms.nplurals) for unit in template.units)
    return Catalog("", _new_header(template, locale), units)


def update_catalog(
    catalog: Catalog,
    template: Catalog,
    *,
    guarded: Guard,
    same_meaning: Mapping[str, str] | None = None,
    locale: str | None = None,
    memory: Memory | None = None,
    suggest_all: bool = False,
    source_locale: str = "en",
) -> Catalog:
    """Return the catalog with the messages of the template, in its order.

    A message that is there keeps its translation, a new one gets that of an obsolete entry with the same text. One that
    was edited gets the old translation as fuzzy, with the old source as previous, but for messages that are guarded, or
    whose numbers changed: they get no guess. A new one that still has none gets, as fuzzy, that of a like text in the
    memory; guarded messages never do. Nothing passes from one msgctxt to another. What vanished from the template stays
    as obsolete; what cannot, because gettext refuses an obsolete entry with the key of another one, as a
    translator comment `l10n:replaced "..."`.

    Args:
        catalog: Read without errors.
        template: The messages as they are now.
        guarded: Asked of messages of the template and of entries of the catalog.
        same_meaning: Old msgid -> new msgid of edits that change no meaning: the translation is carried over and not
            fuzzy, unless the message is guarded or has numbers; a comment `l10n:same-meaning "OLD"` records it.
        locale: Locale of the catalog, where its header does not say it.
        memory: What may be suggested.
        suggest_all: Whether messages that were there and untranslated get suggestions too.
        source_locale: Locale of the msgids, by which their numbers and units are read.
    """
    header = _updated_header(catalog, template, locale)
    forms = plural_forms_of(replace(catalog, header=header))
    counts = [len(unit.msgstrs) for unit in catalog.units if unit.msgid_plural is not None]
    nplurals = forms.nplurals if forms else max(counts, default=2)
    merge = Merge(catalog, template, nplurals, Policy(guarded, same_meaning or {}, memory, suggest_all, source_locale))
    return Catalog(catalog.path, header, merge.units(), merge.obsolete())


def _template_units(messages: Sequence[Message]) -> list[Unit]:
    """Return the messages as units, those with the same key as one."""
    units: dict[Key, Unit] = {}
    for message in messages:
        first = units.get(message.key)
        units[message.key] = Unit(
            message.msgid,
            ("",) if message.msgid_plural is None and not (first and first.msgid_plural is not None) else ("", ""),
            message.msgctxt,
            message.msgid_plural if first is None or first.msgid_plural is None else first.msgid_plural,
            flags=_union(first.flags if first else (), message.flags),
            comments=_union(first.comments if first else (), message.comments),
            references=_union(first.references if first else (), message.references),
        )
    return list(units.values())


def _union(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*first, *second]))


def _texts(units: Sequence[Unit]) -> set[tuple[Key, str | None]]:
    return {(unit.key, unit.msgid_plural) for unit in units}


def _gettext_date(date: str) -> str:
    return f"{date} 00:00+0000" if _DAY.fullmatch(date) else date


def _new_header(template: Catalog, locale: str) -> Unit:
    created = template.headers.get("POT-Creation-Date", "")
    kept = {
        name: template.headers[name]
        for name in ("Project-Id-Version", "Report-Msgid-Bugs-To")
        if name in template.headers
    }
    return new_header(
        {
            "Project-Id-Version": "",
            **kept,
            "POT-Creation-Date": created,
            "PO-Revision-Date": created,
            "Last-Translator": "Automatically generated",
            "Language-Team": "none",
            "Language": locale,
            "Plural-Forms": cldr_plural_forms(locale).header,
        }
    )


def _updated_header(catalog: Catalog, template: Catalog, locale: str | None) -> Unit | None:
    """Return the header with the template's date; what it lacks is added, all else stays."""
    locale = catalog.headers.get("Language") or locale or ""
    if catalog.header is None:
        return _new_header(template, locale) if is_locale(locale) else None
    fields = {name: value for name, value in MIME_FIELDS.items() if name not in catalog.headers}
    if created := template.headers.get("POT-Creation-Date"):
        fields["POT-Creation-Date"] = created
    if is_locale(locale):
        if not catalog.headers.get("Language"):
            fields["Language"] = locale
        plural = any(unit.msgid_plural is not None and any(unit.msgstrs) for unit in catalog.units)
        if plural_forms_of(catalog) is None and not plural:
            fields["Plural-Forms"] = cldr_plural_forms(locale).header
    return with_fields(catalog.header, fields)
