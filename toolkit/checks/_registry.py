"""How checks are declared: one record a check, and what they may know."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from toolkit.catalog.plurals import PluralForms
from toolkit.diagnostic import Severity, Span
from toolkit.model import Catalog, Unit
from toolkit.text.glossary import Glossary
from toolkit.text.keys import is_key
from toolkit.text.language import Language, load_language
from toolkit.text.locales import PSEUDO


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check yields: the part of a diagnostic that only the check knows."""

    message: str
    """What is wrong: lower-case, quotes the value."""
    form: int = 0
    """Index of the msgstr that it is about."""
    spans: tuple[Span, ...] = ()
    """The evidence, see `evidence`."""
    severity: Severity | None = None
    """Where it differs from the check's own."""
    hint: str | None = None
    """Where it differs from the check's own."""
    line: int | None = None
    """Where it is not the line of the msgstr."""


def shipped_language(locale: str) -> Language | None:
    """Return what the toolkit itself knows of the language; None where it ships no data."""
    return load_language(locale)[0]


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know besides the unit. All fields but the locale have defaults that serve outside a project."""

    locale: str | None
    """Locale of the catalog; None where nothing says it."""
    domain: str | None = None
    """Domain of the catalog."""
    template: bool = False
    """Whether the catalog is a POT: form only."""
    plural_forms: PluralForms | None = None
    """The header's plural forms, where they are sound."""
    guard: Callable[[Unit], str | None] = field(default=lambda _unit: None)
    """Gives the id of the statement or rule that touches a message."""
    links: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Source address -> locale -> address there (the setting `links`)."""
    markdown: bool | None = True
    """Whether the messages are inline Markdown; statements and site strings are plain text. None: nobody knows."""
    catalog: Catalog | None = None
    """The catalog that the unit stands in. A check of single units looks at its header and its obsolete entries only:
    what it finds is remembered as long as these are the same. What compares units is a `catalog_check`."""
    glances: Sequence[Any] = ()
    """What the check's glance found out of each unit of the catalog, in its order."""
    source_locale: str = "en"
    """Locale of the msgids."""
    glossary: Glossary = field(default_factory=Glossary)
    """The terms of the project; none outside a project."""
    languages: Callable[[str], Language | None] = shipped_language
    """Gives what is known of a locale's language; a project adds its own data. Asked often: it must remember."""

    @property
    def language(self) -> Language | None:
        """What is known of the language of the translations; None where there are no data."""
        return None if self.locale is None else self.languages(self.locale)

    @property
    def pseudo(self) -> bool:
        """Whether the translations are of a pseudo-locale, so that nobody wrote them."""
        return self.locale in PSEUDO

    @property
    def source_language(self) -> Language | None:
        """What is known of the language of the sources."""
        return self.languages(self.source_locale)


UnitCheck = Callable[[Unit, Context], Iterator[Finding]]
CatalogCheck = Callable[[Catalog, Context], Iterator[tuple[Unit, Finding]]]
Glance = Callable[[Unit, Context], Any]
"""What a check of the catalog finds out of one unit: None, a text, a number, or a tuple of such, as JSON can hold them.
Like the findings of a check of single units it is remembered as long as the unit is the same."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check and its record."""

    code: str
    """The defect: `missing-number`."""
    severity: Severity
    """Level of its findings unless a finding or the settings say otherwise."""
    module: str
    """Dotted name of the module that it is declared in, whose docstring explains it."""
    find: UnitCheck | None = None
    """The generator, where it looks at one unit at a time."""
    find_in_catalog: CatalogCheck | None = None
    """The generator, where it must see the whole catalog."""
    glance: Glance | None = None
    """Finds out what it needs of a unit, while the other checks have the unit's texts at hand."""
    supersedes: frozenset[str] = frozenset()
    """Codes that say the same again: see `toolkit.checks._run.run_checks`."""
    needs_translation: bool = True
    """Whether it is asked only of units with a translation."""
    needs_plural: bool = False
    """Whether it is asked only of units with plural forms."""
    needs_source: bool = False
    """Whether it compares with the source, so that it is not asked where the msgid is a key and says nothing."""
    of_fuzzy: bool = False
    """Whether it is asked of fuzzy units too. No page shows their text: that they are fuzzy is all there is to say."""
    ignorable: bool = True
    """Whether a translator may ignore it; safety checks can only be waived."""
    form_only: bool = False
    """Whether it applies to templates too."""
    header: bool = False
    """Whether it is asked of the header instead of the messages."""

    @property
    def explanation(self) -> str:
        """The docstring of its module: what, why it matters, hint."""
        return (sys.modules[self.module].__doc__ or "").strip()

    @property
    def hint(self) -> str:
        """The text under `## Hint`, as one line."""
        _, _, hint = self.explanation.partition("## Hint\n")
        return " ".join(hint.split("\n## ")[0].split())

    def asks(self, unit: Unit) -> bool:
        """Whether the check looks at the unit."""
        if unit.untranslated:
            return not self.needs_translation
        if self.needs_source and is_key(unit.msgid, unit.comments):
            return False
        return (self.of_fuzzy or not unit.fuzzy) and (not self.needs_plural or unit.msgid_plural is not None)


def check(
    *,
    severity: Severity,
    supersedes: Collection[str] = (),
    needs_translation: bool = True,
    needs_plural: bool = False,
    needs_source: bool = False,
    of_fuzzy: bool = False,
    ignorable: bool = True,
    form_only: bool = False,
    header: bool = False,
) -> Callable[[UnitCheck], Check]:
    """Make a `Check` of a generator function over a unit; its code is the function's name with hyphens."""

    def declare(find: UnitCheck) -> Check:
        return Check(
            find.__name__.replace("_", "-"),
            severity,
            find.__module__,
            find=find,
            supersedes=frozenset(supersedes),
            needs_translation=needs_translation,
            needs_plural=needs_plural,
            needs_source=needs_source,
            of_fuzzy=of_fuzzy,
            ignorable=ignorable,
            form_only=form_only,
            header=header,
        )

    return declare


def catalog_check(
    *, severity: Severity, supersedes: Collection[str] = (), glance: Glance | None = None
) -> Callable[[CatalogCheck], Check]:
    """Make a `Check` of a generator function that sees the whole catalog, and yields each finding with its unit.

    The function is called once, with what `glance` found out of each unit in the context; its time must be linear in
    the size of the catalog.
    """

    def declare(find: CatalogCheck) -> Check:
        code = find.__name__.replace("_", "-")
        return Check(
            code, severity, find.__module__, find_in_catalog=find, glance=glance, supersedes=frozenset(supersedes)
        )

    return declare


def evidence(unit: Unit, form: int, start: int, end: int) -> Span:
    """Return the characters `start` to `end` of one form of the translation as evidence."""
    name = "msgstr" if unit.msgid_plural is None else f"msgstr[{form}]"
    return Span(name, start, end, unit.msgstrs[form][start:end])


def placed(unit: Unit, form: int, start: int, end: int, message: str, *, severity: Severity | None = None) -> Finding:
    """Return a finding about the characters `start` to `end` of one form of the translation."""
    return Finding(message, form=form, spans=(evidence(unit, form, start, end),), severity=severity)


def source_evidence(unit: Unit, start: int, end: int, *, plural: bool = False) -> Span:
    """Return the characters `start` to `end` of the source, or of its plural, as evidence."""
    text = unit.msgid_plural or "" if plural else unit.msgid
    return Span("msgid_plural" if plural else "msgid", start, end, text[start:end])


def sources(unit: Unit) -> tuple[str, ...]:
    """Return the texts that a form may translate: the msgid, and its plural where there is one."""
    return (unit.msgid,) if unit.msgid_plural is None else (unit.msgid, unit.msgid_plural)


def filled_forms(unit: Unit) -> Collection[tuple[int, str]]:
    """Return each form of the translation that has a text, with its index."""
    return _filled(unit.msgstrs)


@lru_cache(maxsize=16)  # every check asks of one message, then of the next
def _filled(msgstrs: tuple[str, ...]) -> Collection[tuple[int, str]]:
    return tuple((form, text) for form, text in enumerate(msgstrs) if text)
