"""The faults that are seeded into the contract and into finished pages: one file a kind."""

from toolkit.audit.breach import Breacher
from toolkit.audit.breaches.copy_approval import copy_approval
from toolkit.audit.breaches.edit_source import edit_source
from toolkit.audit.breaches.edit_wording import edit_wording
from toolkit.audit.breaches.hide_statement import hide_statement
from toolkit.audit.breaches.move_statement import move_statement
from toolkit.audit.breaches.remove_statement import remove_statement
from toolkit.audit.breaches.stale_page import stale_page

BREACHERS: tuple[Breacher, ...] = (
    remove_statement,
    move_statement,
    hide_statement,
    edit_wording,
    edit_source,
    copy_approval,
    stale_page,
)
"""Every kind of breach, in the order in which they are reported."""
