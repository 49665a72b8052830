"""Tells a msgid that is a key of a program from one that is a text."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.late import late

_DEFAULT = 'Default: "'
_LONGEST = 200
_KEY = late(r"\s*(?:[\w.:-]*[^\W_]_+[^\W_][\w.:-]*|[a-z][a-z0-9-]{2,}(?:[.:][a-z][a-z0-9-]{2,}){2,})\s*")
"""One word with an underscore in it (`label_no_name`), or at least three small ones with dots (`nav.home.title`)."""

_MARKED = late(r"\s*[\w-]*[^\W_][_.:/][^\W_][\w.:/-]*\s*")
"""One word with a mark in it."""


def is_key(msgid: str, comments: Iterable[str] = ()) -> bool:
    """Whether a msgid is a key, which says nothing about what its translation should be.

    Zope's tools write the text that a key stands for into an extracted comment: `Default: "Events"`.
    """
    if any(comment.startswith(_DEFAULT) for comment in comments):
        return True
    return len(msgid) <= _LONGEST and _KEY.fullmatch(msgid) is not None


def may_be_key(msgid: str) -> bool:
    """Whether a msgid is one word with a mark in it, as keys are: `nav.home`, and "km/h"."""
    return _MARKED.fullmatch(msgid) is not None
