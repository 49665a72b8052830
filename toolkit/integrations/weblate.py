"""Checks for Weblate: what `l10n check` finds on a message, while a translator edits it there.

Three classes for the setting CHECK_LIST (in Docker: the variable WEBLATE_ADD_CHECK). The safety rules, the statements
and their approvals come from the component's own checkout, where that is a project of this toolkit.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from django.utils.html import format_html_join
from weblate.checks.base import TargetCheck

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.integrations.foreign_unit import findings, home_of
from toolkit.model import Unit
from toolkit.text.escape import escape
from toolkit.text.locales import is_locale

_FORMATS = "-format"


class _Findings(TargetCheck):
    """Fires where one of the findings on a unit is of its kind."""

    severity: ClassVar[Severity]
    """The severity of its findings."""
    safety: ClassVar[bool | None] = None
    """Whether they are on texts that a statement or a rule touches; None: on any text."""

    def check_target_unit(self, sources: list[str], targets: list[str], unit: Any) -> bool:
        """Return whether there are findings; `unit` is Weblate's."""
        return bool(self._wanted(sources, targets, unit))

    def get_description(self, check_obj: Any) -> Any:
        """Return what was found, as HTML in which nothing of the texts is markup."""
        unit = check_obj.unit
        found = self._wanted(unit.get_source_plurals(), unit.get_target_plurals(), unit)
        rows = [(escape(f"{item.message} ({item.code})"), item.hint or "") for item in found]
        return format_html_join("\n", "<p>{} <em>{}</em></p>", rows) or self.description

    def _wanted(self, sources: list[str], targets: list[str], unit: Any) -> list[Diagnostic]:
        """Return the findings of this kind; they are looked for once for all checks of a unit."""
        key = ("toolkit", *sources, "\0", *targets)
        if key not in unit.check_cache:
            unit.check_cache[key] = _findings_on(sources, targets, unit)
        return [item for item in unit.check_cache[key] if self._wants(item)]

    def _wants(self, found: Diagnostic) -> bool:
        touched = found.statement is not None
        return found.severity is self.severity and self.safety in {None, touched}


class SafetyCheck(_Findings):
    """Errors on safety texts: a rule is broken, or the wording is not the one that a reviewer approved."""

    check_id = "l10n_safety"
    name = "Safety text"
    description = "The safety text does not say what it must say"
    severity = Severity.ERROR
    safety = True

    def is_ignored(self, all_flags: Any) -> bool:
        """Return False: errors on safety texts cannot be switched off, in a catalog neither."""
        del all_flags
        return False


class ErrorCheck(_Findings):
    """Certain errors on all other texts."""

    check_id = "l10n_error"
    name = "Patient text"
    description = "The translation differs from the source in a way that is certainly wrong"
    severity = Severity.ERROR
    safety = False


class WarningCheck(_Findings):
    """What may be wrong."""

    check_id = "l10n_warning"
    name = "Patient text, to look at"
    description = "The translation may differ from the source"
    severity = Severity.WARNING


def _findings_on(sources: list[str], targets: list[str], unit: Any) -> list[Diagnostic]:
    """Return all findings on a unit of Weblate; none for a language that CLDR does not know.

    The folder of its file says which locale and project it is of: Weblate calls `nb` `nb_NO`, and `zh_CN` `zh_Hans`.
    """
    translation = unit.translation
    checkout = getattr(translation.component, "full_path", None)
    file = Path(checkout or "", getattr(translation, "filename", "") or "")
    root, locale = home_of(file) or (Path(checkout) if checkout else None, translation.language.code)
    if not is_locale(locale):
        return []
    own = Unit(
        sources[0],
        tuple(targets),
        unit.context or None,
        sources[1] if len(sources) > 1 else None,
        flags=tuple(flag for flag in unit.all_flags if isinstance(flag, str) and flag.endswith(_FORMATS)),
    )
    return findings(root, locale, file.stem or None, own)
