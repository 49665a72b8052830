"""How checks are declared and run: one record a check, one loop over a catalog."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from toolkit.catalog.plurals import PluralForms
from toolkit.diagnostic import Diagnostic, Severity, Span
from toolkit.model import Catalog, Unit

IGNORE_FLAG = "ignore-"
IGNORE_COMMENT = re.compile(r"\s*l10n:ignore\s+(?P<code>\S+)(?:\s+(?P<reason>\S.*))?")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check yields: the part of a diagnostic that only the check knows."""

    message: str
    """What is wrong: lower-case, quotes the value."""
    form: int = 0
    """Index of the msgstr that it is about."""
    spans: tuple[Span, ...] = ()
    """The evidence."""
    severity: Severity | None = None
    """Where it differs from the check's own."""
    hint: str | None = None
    """Where it differs from the check's own."""
    line: int | None = None
    """Where it is not the line of the msgstr."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know besides the unit."""

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
    markdown: bool = True
    """Whether the messages are inline Markdown; statements and site strings are plain text."""
    catalog: Catalog | None = None
    """The catalog that the unit stands in."""


UnitCheck = Callable[[Unit, Context], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check and its record."""

    code: str
    """The defect: `missing-number`."""
    severity: Severity
    """Level of its findings unless a finding or the settings say otherwise."""
    find: UnitCheck
    """The generator."""
    needs_translation: bool
    """Whether it is asked only of units with a translation."""
    needs_plural: bool
    """Whether it is asked only of units with plural forms."""
    ignorable: bool
    """Whether a translator may ignore it; safety checks can only be waived."""
    form_only: bool
    """Whether it applies to templates too."""
    header: bool
    """Whether it is asked of the header instead of the messages."""

    @property
    def explanation(self) -> str:
        """The docstring of its module: what, why it matters, hint."""
        return (sys.modules[self.find.__module__].__doc__ or "").strip()

    @property
    def hint(self) -> str:
        """The text under `## Hint`, as one line."""
        _, _, hint = self.explanation.partition("## Hint\n")
        return " ".join(hint.split("\n## ")[0].split())


def check(
    *,
    severity: Severity,
    needs_translation: bool = True,
    needs_plural: bool = False,
    ignorable: bool = True,
    form_only: bool = False,
    header: bool = False,
) -> Callable[[UnitCheck], Check]:
    """Make a `Check` of a generator function; its code is the function's name with hyphens."""

    def declare(find: UnitCheck) -> Check:
        code = find.__name__.replace("_", "-")
        return Check(code, severity, find, needs_translation, needs_plural, ignorable, form_only, header)

    return declare


def run_checks(
    checks: Collection[Check], catalog: Catalog, context: Context, levels: Mapping[str, str] | None = None
) -> list[Diagnostic]:
    """Return the findings of `checks` on each unit of `catalog`, in the order of the file.

    `levels` maps codes to `error`, `warning`, `note` or `off` (the setting `severity`); a check that cannot be ignored
    cannot be lowered either. Ignores that are unknown or unused are findings themselves.
    """
    context = replace(context, catalog=catalog)
    found: list[Diagnostic] = []
    if catalog.header is not None:
        for item in checks:
            if item.header and (item.form_only or not context.template):
                found += _diagnostics(item, catalog.header, catalog, context)
    active = [item for item in checks if not item.header and (item.form_only or not context.template)]
    for unit in catalog.units:
        own: list[Diagnostic] = []
        for item in active:
            if (item.needs_translation and unit.untranslated) or (item.needs_plural and unit.msgid_plural is None):
                continue
            own += _diagnostics(item, unit, catalog, context)
        found += _without_ignored(own, unit, context, checks)
    return [changed for item in found if (changed := _levelled(item, checks, levels or {})) is not None]


def _diagnostics(item: Check, unit: Unit, catalog: Catalog, context: Context) -> Iterator[Diagnostic]:
    for finding in item.find(unit, context):
        line = finding.line
        if line is None:
            in_form = finding.form < len(unit.msgstr_lines) and not unit.untranslated
            line = unit.msgstr_lines[finding.form] if in_form else unit.line
        yield Diagnostic(
            item.code,
            finding.severity or item.severity,
            finding.message,
            hint=finding.hint or item.hint or None,
            path=catalog.path,
            line=line,
            locale=context.locale,
            domain=context.domain,
            msgctxt=unit.msgctxt,
            msgid=unit.msgid,
            statement=context.guard(unit),
            spans=finding.spans,
        )


def _ignores(unit: Unit) -> dict[str, str | None]:
    """Return the codes that the unit asks to ignore, with their reasons."""
    asked: dict[str, str | None] = {}
    for flag in unit.flags:
        if flag.startswith(IGNORE_FLAG):
            asked[flag.removeprefix(IGNORE_FLAG)] = None
    for comment in unit.translator_comments:
        match = IGNORE_COMMENT.match(comment)
        if match:
            asked[match["code"]] = match["reason"]
    return asked


def _without_ignored(
    found: list[Diagnostic], unit: Unit, context: Context, checks: Collection[Check]
) -> Iterator[Diagnostic]:
    asked = _ignores(unit)
    if not asked:
        yield from found
        return
    known = {item.code for item in checks}
    fixed = {item.code for item in checks if not item.ignorable}
    kept = [item for item in found if item.code not in asked or item.code in fixed or _binding(item)]
    used = {item.code for item in found} - {item.code for item in kept}
    yield from kept
    for code in asked:
        if code in used:
            continue
        if code in fixed or any(item.code == code for item in kept):
            name, message = "forbidden-ignore", f"{code!r} cannot be ignored here: it guards a safety text"
        elif code not in known:
            name, message = "unknown-ignore", f"there is no check {code!r} to ignore"
        else:
            name, message = "unused-ignore", f"{code!r} is ignored here, but finds nothing"
        yield Diagnostic(
            name,
            Severity.WARNING,
            message,
            hint="remove the flag or the comment; 'l10n check --explain CODE' tells about a check",
            path=context.catalog.path if context.catalog else None,
            line=unit.line,
            locale=context.locale,
            domain=context.domain,
            msgctxt=unit.msgctxt,
            msgid=unit.msgid,
        )


def _binding(item: Diagnostic) -> bool:
    """Whether the finding is an error on a guarded message: nobody may switch that off."""
    return item.statement is not None and item.severity is Severity.ERROR


def _levelled(item: Diagnostic, checks: Collection[Check], levels: Mapping[str, str]) -> Diagnostic | None:
    level = levels.get(item.code)
    if level is None or _binding(item) or any(known.code == item.code and not known.ignorable for known in checks):
        return item
    return None if level == "off" else replace(item, severity=Severity(level))
