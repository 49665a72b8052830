"""What verbs say, in the language of the user.

Findings, hints, errors and help stay English, so that programs and searches find them.
"""

from __future__ import annotations

from toolkit.report.plain import Texts, users_locale


def users_texts() -> Texts:
    """Return the toolkit's texts in the language of the user."""
    return Texts(users_locale())


def _(msgid: str, /, **values: object) -> str:
    """Return a text of a verb, its placeholders replaced by `values`."""
    return users_texts().gettext(msgid, **values)


def ngettext(msgid: str, msgid_plural: str, number: int, /, **values: object) -> str:
    """Return the form of a text of a verb for `number`, which it calls `{number}`."""
    return users_texts().ngettext(msgid, msgid_plural, number, **values)
