"""What can be wrong with a catalog: one file a check."""

from toolkit.checks._registry import Check, Context, Finding, catalog_check, check
from toolkit.checks._remembered import Remembered, format_remembered, parse_remembered, together
from toolkit.checks._run import ignores, run_checks, without_ignores
from toolkit.checks.added_negation import added_negation
from toolkit.checks.added_number import added_number
from toolkit.checks.added_permission import added_permission
from toolkit.checks.added_sentence import added_sentence
from toolkit.checks.changed_frequency import changed_frequency
from toolkit.checks.changed_unit import changed_unit
from toolkit.checks.copied_source import copied_source
from toolkit.checks.decomposed_character import decomposed_character
from toolkit.checks.double_space import double_space
from toolkit.checks.doubled_word import doubled_word
from toolkit.checks.edge_space import edge_space
from toolkit.checks.end_punctuation import end_punctuation
from toolkit.checks.flipped_direction import flipped_direction
from toolkit.checks.forbidden_term import forbidden_term
from toolkit.checks.foreign_quotes import foreign_quotes
from toolkit.checks.fuzzy import fuzzy
from toolkit.checks.hidden_character import hidden_character
from toolkit.checks.html import html
from toolkit.checks.inconsistent_translation import inconsistent_translation
from toolkit.checks.links import links
from toolkit.checks.look_alike import look_alike
from toolkit.checks.lost_negation import lost_negation
from toolkit.checks.lost_sentence import lost_sentence
from toolkit.checks.markup import markup
from toolkit.checks.missing_medicine import missing_medicine
from toolkit.checks.missing_number import missing_number
from toolkit.checks.missing_term import missing_term
from toolkit.checks.misspelt_medicine import misspelt_medicine
from toolkit.checks.mixed_script import mixed_script
from toolkit.checks.mojibake import mojibake
from toolkit.checks.other_medicine import other_medicine
from toolkit.checks.partly_untranslated import partly_untranslated
from toolkit.checks.placeholders import placeholders
from toolkit.checks.plural_forms import plural_forms
from toolkit.checks.repeated_text import repeated_text
from toolkit.checks.shared_translation import shared_translation
from toolkit.checks.space_before_punctuation import space_before_punctuation
from toolkit.checks.stacked_marks import stacked_marks
from toolkit.checks.stale_translation import stale_translation
from toolkit.checks.suspicious_length import suspicious_length
from toolkit.checks.swapped_messages import swapped_messages
from toolkit.checks.truncated import truncated
from toolkit.checks.unbalanced_bracket import unbalanced_bracket
from toolkit.checks.undefined_character import undefined_character
from toolkit.checks.unknown_language import unknown_language
from toolkit.checks.unresolved_merge import unresolved_merge
from toolkit.checks.untranslated import untranslated
from toolkit.checks.untranslated_part import untranslated_part
from toolkit.checks.weakened import weakened
from toolkit.checks.wrong_language import wrong_language
from toolkit.checks.wrong_separator import wrong_separator

__all__ = [
    "ALL",
    "Check",
    "Context",
    "Finding",
    "Remembered",
    "catalog_check",
    "check",
    "format_remembered",
    "ignores",
    "parse_remembered",
    "run_checks",
    "together",
    "without_ignores",
]

ALL: tuple[Check, ...] = (
    plural_forms,
    unknown_language,
    untranslated,
    partly_untranslated,
    unresolved_merge,
    fuzzy,
    stale_translation,
    placeholders,
    markup,
    links,
    copied_source,
    untranslated_part,
    wrong_language,
    swapped_messages,
    changed_unit,
    changed_frequency,
    missing_number,
    added_number,
    wrong_separator,
    other_medicine,
    misspelt_medicine,
    missing_medicine,
    forbidden_term,
    missing_term,
    lost_sentence,
    added_permission,
    added_sentence,
    lost_negation,
    added_negation,
    weakened,
    flipped_direction,
    decomposed_character,
    hidden_character,
    look_alike,
    mixed_script,
    mojibake,
    undefined_character,
    stacked_marks,
    double_space,
    doubled_word,
    edge_space,
    end_punctuation,
    foreign_quotes,
    inconsistent_translation,
    repeated_text,
    shared_translation,
    space_before_punctuation,
    suspicious_length,
    truncated,
    unbalanced_bracket,
    html,
)
"""Every check, in the order in which they are asked, the most telling first."""
