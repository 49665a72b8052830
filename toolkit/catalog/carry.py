"""How a translation passes from an entry of a catalog to a message of the template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from toolkit.catalog.escapes import escape
from toolkit.model import Unit

REPLACED = "l10n:replaced"
"""Begins a translator comment that keeps a translation which has no other place."""
SAME_MEANING = "l10n:same-meaning"
"""Begins a translator comment that records the source for which the translation was made."""

_OF_TEMPLATE = re.compile(r"(?:no-|possible-|impossible-)?[a-z0-9+#-]+-format|(?:no-)?wrap|range:.*|fuzzy")


def blank(message: Unit, nplurals: int) -> Unit:
    """Return the message of a template as an untranslated entry with `nplurals` forms if it has a plural."""
    forms = nplurals if message.msgid_plural is not None else 1
    return replace(
        message,
        msgstrs=("",) * forms,
        flags=_without_fuzzy(message.flags),
        translator_comments=(),
        obsolete=False,
        line=None,
        msgstr_lines=(),
    )


def carried(message: Unit, unit: Unit, nplurals: int) -> Unit:
    """Return the message with the translation of `unit`, whose text is the same: fuzzy only if it was.

    What the translator wrote is kept: comments, flags of the translator's own, previous texts. Forms are added or taken
    away so that there are `nplurals`.
    """
    msgstrs, rest = _shaped(unit.msgstrs, message, nplurals)
    fuzzy = ("fuzzy",) if unit.fuzzy else ()
    result = Unit(  # by name, not by `replace`: most messages of a catalog come this way
        msgid=message.msgid,
        msgstrs=msgstrs,
        msgctxt=message.msgctxt,
        msgid_plural=message.msgid_plural,
        flags=tuple(dict.fromkeys([*fuzzy, *_without_fuzzy(message.flags), *filter(_is_translators, unit.flags)])),
        translator_comments=unit.translator_comments,
        comments=message.comments,
        references=message.references,
        previous_msgctxt=unit.previous_msgctxt,
        previous_msgid=unit.previous_msgid,
        previous_msgid_plural=unit.previous_msgid_plural,
    )
    return with_replaced(result, rest) if rest else result


def guessed(message: Unit, unit: Unit, nplurals: int) -> Unit:
    """Return the message with the translation of `unit`, made for another text, as fuzzy with that text as previous."""
    was = origin(unit)
    result = carried(message, replace(unit, flags=("fuzzy", *unit.flags)), nplurals)
    same = (was.msgctxt, was.msgid, was.msgid_plural) == (message.msgctxt, message.msgid, message.msgid_plural)
    return replace(
        result,
        previous_msgctxt=None if same else was.msgctxt,
        previous_msgid=None if same else was.msgid,
        previous_msgid_plural=None if same else was.msgid_plural,
    )


def origin(unit: Unit) -> Unit:
    """Return the entry with the texts that its translation was made for: the previous ones while it is fuzzy."""
    if not unit.fuzzy or unit.previous_msgid is None:
        return unit
    context = unit.msgctxt if unit.previous_msgctxt is None else unit.previous_msgctxt
    return replace(unit, msgctxt=context, msgid=unit.previous_msgid, msgid_plural=unit.previous_msgid_plural)


def confirmed(unit: Unit, msgid: str) -> Unit:
    """Return the entry as translated, with a comment that its translation was made for `msgid`, of the same meaning."""
    comment = f'{SAME_MEANING} "{escape(msgid)}"'
    return replace(
        unit,
        flags=_without_fuzzy(unit.flags),
        translator_comments=(*unit.translator_comments, comment),
        previous_msgctxt=None,
        previous_msgid=None,
        previous_msgid_plural=None,
    )


def with_replaced(unit: Unit, msgstrs: Iterable[str]) -> Unit:
    """Return the entry with a translator comment for each of `msgstrs` that is neither empty nor in the entry."""
    comments = [f'{REPLACED} "{escape(text)}"' for text in msgstrs if text and text not in unit.msgstrs]
    fresh = [comment for comment in dict.fromkeys(comments) if comment not in unit.translator_comments]
    return replace(unit, translator_comments=(*unit.translator_comments, *fresh)) if fresh else unit


def with_comments_of(unit: Unit, others: Iterable[Unit]) -> Unit:
    """Return the entry with the translator comments of `others` that it lacks before its own."""
    comments = [row for other in others for row in other.translator_comments if row not in unit.translator_comments]
    return replace(unit, translator_comments=(*comments, *unit.translator_comments)) if comments else unit


def buried(unit: Unit) -> Unit:
    """Return the entry as obsolete: without what the template said of it."""
    return replace(unit, comments=(), references=(), obsolete=True, line=None, msgstr_lines=())


def _shaped(msgstrs: Sequence[str], message: Unit, nplurals: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the translations in the number of forms that the message has, and those that found no place."""
    if message.msgid_plural is None:
        if len(msgstrs) == 1:
            return tuple(msgstrs), ()
        filled = [text for text in msgstrs if text]
        return (filled[-1] if filled else "",), tuple(filled[:-1])
    if len(msgstrs) == nplurals:
        return tuple(msgstrs), ()
    return (*msgstrs, *("",) * nplurals)[:nplurals], tuple(msgstrs[nplurals:])


def _without_fuzzy(flags: Iterable[str]) -> tuple[str, ...]:
    return tuple(flag for flag in flags if flag != "fuzzy")


def _is_translators(flag: str) -> bool:
    """Whether a flag is not one that templates set, and so was put there by a translator or another tool."""
    return not _OF_TEMPLATE.fullmatch(flag)
