"""How checks are run: one loop over a catalog, one finding a fault."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from toolkit.checks._registry import Check, Context, Finding
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.late import late
from toolkit.model import Catalog, Unit
from toolkit.text.keys import is_key

IGNORE_FLAG = "ignore-"
IGNORE_COMMENT = late(r"\s*l10n:ignore\s+(?P<code>\S+)(?:\s+(?P<reason>\S.*))?")


_CREDITS = {"translator-credits", "translator_credits"}
"""Messages whose translation is the names of the translators, by the custom of GNOME."""
_Row = tuple[Check, Finding]


@dataclass(slots=True)
class Remembered:
    """What the checks of single units found last time, for a catalog that is checked again after each key stroke.

    A unit that is as it was, in a catalog whose header and obsolete entries are as they were, is not asked again; the
    checks, and what the context knows besides the catalog, must be the same.
    """

    around: object = None
    """The header and the obsolete entries."""
    of_units: dict[Unit, tuple[int, tuple[_Row, ...]]] = field(default_factory=dict)
    """For each unit its line and what was found on it."""


def run_checks(
    checks: Collection[Check],
    catalog: Catalog,
    context: Context,
    levels: Mapping[str, str] | None = None,
    remembered: Remembered | None = None,
) -> list[Diagnostic]:
    """Return the findings of `checks` on each unit of `catalog`, in the order of the file.

    `levels` maps codes to `error`, `warning`, `note` or `off` (the setting `severity`); a check that cannot be ignored
    cannot be lowered either. One fault gives one finding: a finding silences those of the codes that its check
    supersedes on the same form, unless they are graver than itself. Ignores that are unknown or unused are findings
    themselves. `remembered` is used and brought up to date.
    """
    context = replace(context, catalog=catalog, languages=cache(context.languages))
    runner = _Runner({item.code: item for item in checks}, catalog, context, levels or {}, remembered)
    return list(runner.run())


class _Found(NamedTuple):
    """A finding on its way to the user."""

    diagnostic: Diagnostic
    form: int


class _Runner:
    """One pass of checks over a catalog."""

    def __init__(
        self,
        checks: Mapping[str, Check],
        catalog: Catalog,
        context: Context,
        levels: Mapping[str, str],
        remembered: Remembered | None,
    ) -> None:
        self.checks = checks
        self.catalog = catalog
        self.context = context
        self.levels = levels
        self.remembered = remembered or Remembered()
        around = (catalog.header, catalog.obsolete)
        self.known = self.remembered.of_units if self.remembered.around == around else {}
        self.by_state: dict[tuple[bool, bool, bool, bool], tuple[Check, ...]] = {}
        self.remembered.around = around
        self.remembered.of_units = {}

    def run(self) -> Iterator[Diagnostic]:
        asked = [item for item in self.checks.values() if item.form_only or not self.context.template]
        header = self.catalog.header
        if header is not None:
            rows = [item for item in asked if item.header]
            found = [self._found(item, header, row) for item in rows for row in self._asked(item, header)]
            yield from self._reported(header, found)
        of_units = [item for item in asked if item.find is not None and not item.header]
        glances = [item.glance for item in asked if item.glance is not None]
        rows_of_units = []
        for unit in self.catalog.units:
            rows_of_units.append([*self._of_unit(of_units, unit)])
            for glance in glances:
                glance(unit, self.context)
        of_catalog = self._of_catalog([item for item in asked if item.find_in_catalog is not None])
        for unit, rows_of_unit in zip(self.catalog.units, rows_of_units, strict=True):
            found = [self._found(item, unit, finding) for item, finding in rows_of_unit]
            found += of_catalog.get(id(unit), ())
            yield from self._reported(unit, found)

    def _of_unit(self, checks: Collection[Check], unit: Unit) -> Iterator[_Row]:
        """Yield what the checks of single units find on this one, from memory where it is known."""
        line = unit.line or 0
        known = self.known.get(unit)
        if known is None:
            found: list[_Row] = []
            for item in self._asking(checks, unit):
                if item.find is not None:
                    for finding in item.find(unit, self.context):
                        found.append((item, finding))
            known = line, tuple(found)
        self.remembered.of_units[unit] = known
        before, rows = known
        for item, finding in rows:
            moved = finding.line is not None and before != line
            yield item, replace(finding, line=finding.line + line - before) if moved and finding.line else finding

    def _asking(self, checks: Collection[Check], unit: Unit) -> tuple[Check, ...]:
        """Return the checks that are asked of the unit: its state alone decides which."""
        state = (unit.untranslated, unit.fuzzy, unit.msgid_plural is None, is_key(unit.msgid, unit.comments))
        if state not in self.by_state:
            self.by_state[state] = tuple(item for item in checks if item.asks(unit))
        if unit.msgid in _CREDITS:
            return tuple(item for item in self.by_state[state] if not item.needs_translation)
        return self.by_state[state]

    def _of_catalog(self, checks: Collection[Check]) -> Mapping[int, list[_Found]]:
        """Return what the checks of the whole catalog find, by the identity of the unit."""
        by_unit: dict[int, list[_Found]] = {}
        for item in checks:
            for unit, finding in item.find_in_catalog(self.catalog, self.context) if item.find_in_catalog else ():
                if item.asks(unit):
                    by_unit.setdefault(id(unit), []).append(self._found(item, unit, finding))
        return by_unit

    def _asked(self, item: Check, unit: Unit) -> Iterable[Finding]:
        return item.find(unit, self.context) if item.find else ()

    def _found(self, item: Check, unit: Unit, finding: Finding) -> _Found:
        line = finding.line
        if line is None:
            in_form = finding.form < len(unit.msgstr_lines) and not unit.untranslated
            line = unit.msgstr_lines[finding.form] if in_form else unit.line
        diagnostic = Diagnostic(
            item.code,
            finding.severity or item.severity,
            finding.message,
            hint=finding.hint or item.hint or None,
            path=self.catalog.path,
            line=line,
            locale=self.context.locale,
            domain=self.context.domain,
            msgctxt=unit.msgctxt,
            msgid=unit.msgid,
            statement=self.context.guard(unit),
            spans=finding.spans,
        )
        return _Found(diagnostic, finding.form)

    def _reported(self, unit: Unit, found: list[_Found]) -> Iterator[Diagnostic]:
        """Yield what is left of the findings on one unit, and what is wrong with its ignores."""
        levelled = [
            row._replace(diagnostic=changed) for row in found if (changed := self._levelled(row.diagnostic)) is not None
        ]
        silenced = self._silenced(levelled)
        shown = [
            row.diagnostic
            for row in levelled
            if not any(
                above.at_least(row.diagnostic.severity) for above in silenced.get((row.diagnostic.code, row.form), ())
            )
        ]
        asked = _ignores(unit)
        if not asked:
            yield from shown
            return
        kept = [item for item in shown if item.code not in asked or self._fixed(item)]
        yield from kept
        every = {row.diagnostic.code for row in found}
        for code in asked:
            if (problem := self._ignore_problem(code, every, kept)) is not None:
                yield self._ignore_diagnostic(unit, *problem)

    def _levelled(self, item: Diagnostic) -> Diagnostic | None:
        level = self.levels.get(item.code)
        if level is None or self._fixed(item):
            return item
        return None if level == "off" else replace(item, severity=Severity(level))

    def _silenced(self, rows: Iterable[_Found]) -> Mapping[tuple[str, int], set[Severity]]:
        """Return the codes that the findings supersede on their forms, with the severities of these findings."""
        found: dict[tuple[str, int], set[Severity]] = {}
        for row in rows:
            for code in self.checks[row.diagnostic.code].supersedes:
                found.setdefault((code, row.form), set()).add(row.diagnostic.severity)
        return found

    def _fixed(self, item: Diagnostic) -> bool:
        """Whether nobody may switch the finding off: an error on a guarded message, or a safety check."""
        binding = item.statement is not None and item.severity is Severity.ERROR
        return binding or not self.checks[item.code].ignorable

    def _ignore_problem(self, code: str, found: Collection[str], kept: list[Diagnostic]) -> tuple[str, str] | None:
        """Return the code and the message of what is wrong with asking to ignore `code`, or None."""
        known = self.checks.get(code)
        if known is None:
            return "unknown-ignore", f"there is no check {code!r} to ignore"
        if not known.ignorable or any(item.code == code for item in kept):
            return "forbidden-ignore", f"{code!r} cannot be ignored here: it guards a safety text"
        if code not in found:
            return "unused-ignore", f"{code!r} is ignored here, but finds nothing"
        return None

    def _ignore_diagnostic(self, unit: Unit, code: str, message: str) -> Diagnostic:
        return Diagnostic(
            code,
            Severity.WARNING,
            message,
            hint="remove the flag or the comment; 'l10n check --explain CODE' tells about a check",
            path=self.catalog.path,
            line=unit.line,
            locale=self.context.locale,
            domain=self.context.domain,
            msgctxt=unit.msgctxt,
            msgid=unit.msgid,
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
