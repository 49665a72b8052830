"""How checks are run: one loop over a catalog, one finding a fault."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from toolkit.checks._registry import Check, Context, Finding
from toolkit.checks._remembered import Known, Remembered, Row
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.late import late
from toolkit.model import Catalog, Unit
from toolkit.text.keys import is_key

IGNORE_FLAG = "ignore-"
IGNORE_COMMENT = late(r"\s*l10n:ignore\s+(?P<code>\S+)(?:\s+(?P<reason>\S.*))?")


_CREDITS = {"translator-credits", "translator_credits"}
"""Messages whose translation is the names of the translators, by the custom of GNOME."""


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
        self.known = self.remembered.turn_to(catalog)
        self.by_state: dict[tuple[bool, bool, bool, bool], tuple[Check, ...]] = {}

    def run(self) -> Iterator[Diagnostic]:
        asked = [item for item in self.checks.values() if item.form_only or not self.context.template]
        header = self.catalog.header
        if header is not None:
            rows = [item for item in asked if item.header]
            known = self._known(header, lambda unit: self._asked(rows, unit))
            yield from self._reported(header, [self._found(*row, header) for row in _moved(known, header)])
        of_units = [item for item in asked if item.find is not None and not item.header]
        of_catalog = [item for item in asked if item.find_in_catalog is not None]
        glances = [item.glance for item in of_catalog if item.glance is not None]
        every = [
            self._known(unit, lambda unit: self._asked(self._asking(of_units, unit), unit), glances)
            for unit in self.catalog.units
        ]
        found_there = self._of_catalog(of_catalog, [known.glances for known in every])
        for unit, known in zip(self.catalog.units, every, strict=True):
            found = [self._found(*row, unit) for row in _moved(known, unit)]
            found += found_there.get(id(unit), ())
            yield from self._reported(unit, found)

    def _known(
        self, unit: Unit, ask: Callable[[Unit], Iterable[Row]], glances: Iterable[Callable[[Unit, Context], Any]] = ()
    ) -> Known:
        """Return what is known of a unit, else what is found now."""
        known = self.known(unit)
        if known is None:
            rows = tuple(ask(unit))  # a glance is quick when the unit has been read
            known = Known(unit.line or 0, rows, tuple(glance(unit, self.context) for glance in glances))
        self.remembered.of_units[unit] = known
        return known

    def _asking(self, checks: Collection[Check], unit: Unit) -> tuple[Check, ...]:
        """Return the checks that are asked of the unit: its state alone decides which."""
        state = (unit.untranslated, unit.fuzzy, unit.msgid_plural is None, is_key(unit.msgid, unit.comments))
        if state not in self.by_state:
            self.by_state[state] = tuple(item for item in checks if item.asks(unit))
        if unit.msgid in _CREDITS:
            return tuple(item for item in self.by_state[state] if not item.needs_translation)
        return self.by_state[state]

    def _of_catalog(self, checks: Iterable[Check], glances: Collection[tuple[Any, ...]]) -> Mapping[int, list[_Found]]:
        """Return what the checks of the whole catalog find, by the identity of the unit."""
        by_unit: dict[int, list[_Found]] = {}
        of_checks = zip(*glances, strict=True)
        for item in checks:
            context = self.context if item.glance is None else replace(self.context, glances=next(of_checks, ()))
            for unit, finding in item.find_in_catalog(self.catalog, context) if item.find_in_catalog else ():
                if item.asks(unit):
                    by_unit.setdefault(id(unit), []).append(self._found(item, finding, unit))
        return by_unit

    def _asked(self, checks: Iterable[Check], unit: Unit) -> Iterator[Row]:
        """Yield what the checks of single units find on this one."""
        for item in checks:
            for finding in item.find(unit, self.context) if item.find else ():
                yield item, finding

    def _found(self, item: Check, finding: Finding, unit: Unit) -> _Found:
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
        asked = ignores(unit)
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


def _moved(known: Known, unit: Unit) -> Iterator[Row]:
    """Yield what is known of a unit, with the lines where it stands now."""
    by = (unit.line or 0) - known.line
    for item, finding in known.rows:
        yield item, replace(finding, line=finding.line + by) if by and finding.line else finding


def ignores(unit: Unit) -> dict[str, str | None]:
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


def without_ignores(unit: Unit) -> Unit:
    """Return the unit as if nobody had asked to ignore anything: for whoever must see what is wrong with it."""
    return replace(
        unit,
        flags=tuple(flag for flag in unit.flags if not flag.startswith(IGNORE_FLAG)),
        translator_comments=tuple(row for row in unit.translator_comments if not IGNORE_COMMENT.match(row)),
    )
