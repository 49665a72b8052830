"""The faults that are seeded into translations: one file a mutator."""

from toolkit.audit.mutation import Mutator
from toolkit.audit.mutators.add_negation import add_negation
from toolkit.audit.mutators.append_contradiction import append_contradiction
from toolkit.audit.mutators.bidi_override import bidi_override
from toolkit.audit.mutators.change_link import change_link
from toolkit.audit.mutators.change_number import change_number
from toolkit.audit.mutators.change_unit import change_unit
from toolkit.audit.mutators.delete_item import delete_item
from toolkit.audit.mutators.delete_sentence import delete_sentence
from toolkit.audit.mutators.drop_emphasis import drop_emphasis
from toolkit.audit.mutators.drop_negation import drop_negation
from toolkit.audit.mutators.flip_direction import flip_direction
from toolkit.audit.mutators.homoglyph import homoglyph
from toolkit.audit.mutators.leave_sentence import leave_sentence
from toolkit.audit.mutators.leave_source import leave_source
from toolkit.audit.mutators.mark_done import mark_done
from toolkit.audit.mutators.misspell_medicine import misspell_medicine
from toolkit.audit.mutators.move_decimal import move_decimal
from toolkit.audit.mutators.other_language import other_language
from toolkit.audit.mutators.permit import permit
from toolkit.audit.mutators.swap_medicines import swap_medicines
from toolkit.audit.mutators.swap_messages import swap_messages
from toolkit.audit.mutators.swap_numbers import swap_numbers
from toolkit.audit.mutators.truncate import truncate
from toolkit.audit.mutators.weaken_modal import weaken_modal
from toolkit.audit.mutators.zero_width import zero_width

MUTATORS: tuple[Mutator, ...] = (
    drop_negation,
    add_negation,
    weaken_modal,
    permit,
    flip_direction,
    change_number,
    swap_numbers,
    move_decimal,
    change_unit,
    swap_medicines,
    misspell_medicine,
    delete_sentence,
    delete_item,
    swap_messages,
    truncate,
    leave_source,
    leave_sentence,
    other_language,
    append_contradiction,
    mark_done,
    drop_emphasis,
    change_link,
    homoglyph,
    zero_width,
    bidi_override,
)
"""Every mutator of translations, in the order in which they are reported."""
