"""What can be wrong with a catalog: one file a check."""

from toolkit.checks._registry import Check, Context, Finding, catalog_check, check
from toolkit.checks._run import Remembered, run_checks
from toolkit.checks.fuzzy import fuzzy
from toolkit.checks.links import links
from toolkit.checks.markup import markup
from toolkit.checks.partly_untranslated import partly_untranslated
from toolkit.checks.placeholders import placeholders
from toolkit.checks.plural_forms import plural_forms
from toolkit.checks.stale_translation import stale_translation
from toolkit.checks.unresolved_merge import unresolved_merge
from toolkit.checks.untranslated import untranslated

__all__ = ["ALL", "Check", "Context", "Finding", "Remembered", "catalog_check", "check", "run_checks"]

ALL: tuple[Check, ...] = (
    plural_forms,
    untranslated,
    partly_untranslated,
    unresolved_merge,
    fuzzy,
    stale_translation,
    placeholders,
    markup,
    links,
)
"""Every check, in the order in which they are asked, the most telling first."""
