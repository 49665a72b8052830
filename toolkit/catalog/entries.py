r"""The fast way to read entries: one regular expression takes a whole well-formed entry at once.

It knows the layout that every tool writes: comments in gettext's order, one space after each marker, no forbidden
character, no escapes but `\n`, `\t`, `\"` and `\\`. Whatever it does not match, `toolkit.catalog.lines` reads line by
line and explains; a test holds the two equal. Every repetition is possessive, so that a text that does not match is
given up in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import count
from typing import Any, NamedTuple

from toolkit.catalog.characters import NOT_PLAIN
from toolkit.catalog.escapes import unescape_plain
from toolkit.late import late
from toolkit.model import Unit

_NEXT = r"#[^~|]|(?:#~ |#\| |#~\| )?msg(?:ctxt|id )|\Z"
"""How the next entry begins; anything else may belong to this one."""
_ODD = late(f"[{NOT_PLAIN}]")
"""What no plain entry has."""
_READ = count()
"""Counts the texts that are read."""
_FEW = 60
"""Texts for which it is worth while to spare the compiling."""


def _strings(prefix: str, but: str) -> str:
    """Return the pattern of the strings of one keyword: all that stands between the first quote and the last one.

    Here and below, `but` is what no entry may have, for a class of a regular expression; "" for a text without any.
    """
    characters = f'[^"\\\\\n{but}]*+'
    return rf' "({characters}(?>(?:(?:\\[nt"\\]|"\n{prefix}"){characters})*))"\n'


def _comments(marker: str, but: str) -> str:
    """Return the pattern of comment lines of one kind: all that stands between the first marker and the last line end.

    The marker may stand alone; one without a space after it is not plain.
    """
    line = f"[^\n{but}]*+"
    return rf"(?>(?:{marker}((?>(?: {line})?)(?>(?:\n{marker}(?>(?: {line})?)(?=\n))*))\n)?)"


class _Layout(NamedTuple):
    """How the lines of an entry are marked."""

    entry: re.Pattern[str]
    form: re.Pattern[str]
    """A `msgstr[N]` with its strings."""
    separator: str
    """What stands between two strings of one keyword."""
    previous_separator: str
    """The same among the lines of what the message was before."""
    obsolete: bool


class Patterns(NamedTuple):
    """What reads the entries of a text."""

    common: re.Pattern[str]
    layouts: Sequence[_Layout]


def patterns_for(text: str) -> Patterns:
    """Return what reads the entries of a text.

    Most texts have no character that no entry may have: expressions that need not look for them are compiled in a
    tenth of the time. Who reads many texts has the others, which read the same, and need not search each text first.
    And most have no obsolete entries.
    """
    if next(_READ) < _FEW and not _ODD.search(text):
        return sound_patterns_for(text)
    return _with_layouts(_patterns(NOT_PLAIN), text)


def sound_patterns_for(text: str) -> Patterns:
    """Return what reads the entries of a text that is known to have no character that no entry may have."""
    return _with_layouts(_patterns(""), text)


def _with_layouts(found: Patterns, text: str) -> Patterns:
    return found if "#~" in text else found._replace(layouts=found.layouts[:1])


@cache
def _patterns(but: str) -> Patterns:
    layouts = (_layout("", "#| ", but, obsolete=False), _layout("#~ ", "#~| ", but, obsolete=True))
    return Patterns(_common(but), layouts)


def _layout(prefix: str, previous: str, but: str, *, obsolete: bool) -> _Layout:
    form = rf"{prefix}msgstr\[([0-9])\]{_strings(prefix, but)}"
    uncaptured = form.replace("(", "(?:").replace("(?:?", "(?")
    now, was = (_strings(prefix, but), _strings(re.escape(previous), but))
    entry = (
        rf"{_comments('#', but)}{_comments('#[.]', but)}{_comments('#:', but)}{_comments('#[,=]', but)}"
        rf"(?>(?:{re.escape(previous)}msgctxt{was})?)"
        rf"(?>(?:{re.escape(previous)}msgid{was})?)"
        rf"(?>(?:{re.escape(previous)}msgid_plural{was})?)"
        rf"(?>(?:{prefix}msgctxt{now})?){prefix}msgid{now}"
        rf"(?:{prefix}msgstr{now}|{prefix}msgid_plural{now}((?>(?:{uncaptured})+)))"
        rf"(\n*+)(?={_NEXT})"
    )
    return _Layout(late(entry), late(form), f'"\n{prefix}"', f'"\n{previous}"', obsolete)


def _common(but: str) -> re.Pattern[str]:
    """Return the pattern of what most entries are: a message without plural, context, flags or what it was before.

    What it matches, the first of the layouts matches alike; it takes half the time, for it has a third of the groups.
    """
    line = f"[^\n{but}]*+"
    texts, comments = _strings("", but), f"((?>(?:#[.] {line}\n)*)(?>(?:#: {line}\n)*))"
    return late(f"{comments}msgid{texts}msgstr{texts}(?>\n(?=#[.:] |msgid )|\\Z)")


_MSGID = 9
"""Number of the group with the msgid."""


class _Fields:
    """The fields of a unit before it is frozen.

    A frozen dataclass sets its fields one by one through `object.__setattr__`, a fifth of the whole time of reading; an
    object of the same layout takes a quarter of that, and then becomes a `Unit`.
    """

    __slots__ = Unit.__slots__


def plain_entries(text: str, position: int, line: int, size: int, patterns: Patterns) -> tuple[list[Unit], int, int]:
    """Return the plain entries from `position` on, the first character of line number `line`.

    Then the position and the line where they end: the end of the text, or an entry that is not plain or has more than
    `size` characters. `patterns` are those for the text.
    """
    units: list[Unit] = []
    start = -1
    while start < position < len(text):
        start = position
        position, line = _read_common(patterns.common, text, position, line, size=size, units=units)
        for layout in patterns.layouts if position < len(text) else ():
            position, line = _read_run(layout, text, position, line, size=size, units=units)
    return units, position, line


def _read_common(
    common: re.Pattern[str], text: str, position: int, line: int, *, size: int, units: list[Unit]
) -> tuple[int, int]:
    """Append the entries of the common form that follow one another, and return where they end.

    Nothing is asked twice here, nor called without need: each entry costs as much as two calls.
    """
    match, append, known = common.match, units.append, _BLOCKS
    may_be_large = len(text) - position > size
    while found := match(text, position):
        if may_be_large and found.end() - position > size:
            break
        position = found.end()
        block, msgid, msgstr = found.groups()
        unit: Any = _Fields()
        unit.comments, unit.references, rows = known.get(block) or _remember(block)
        line += rows
        unit.line = line
        if "\n" in msgid:
            line += msgid.count("\n")
            msgid = msgid.replace('"\n"', "")
        line += 1
        unit.msgstr_lines = (line,)
        if "\n" in msgstr:
            line += msgstr.count("\n")
            msgstr = msgstr.replace('"\n"', "")
        line += 2
        unit.msgid = unescape_plain(msgid) if "\\" in msgid else msgid
        unit.msgstrs = (unescape_plain(msgstr) if "\\" in msgstr else msgstr,)
        unit.msgctxt = unit.msgid_plural = None
        unit.previous_msgctxt = unit.previous_msgid = unit.previous_msgid_plural = None
        unit.flags = unit.translator_comments = ()
        unit.obsolete = False
        unit.__class__ = Unit
        append(unit)
    return position, line


_BLOCKS: dict[str, tuple[tuple[str, ...], tuple[str, ...], int]] = {}
"""Comment lines of an entry of the common form -> the comments and references in them, and how many lines they are.

Catalogs of one article have the same.
"""
_MOST_BLOCKS = 4096


def _remember(block: str) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    rows = block.split("\n")[:-1]
    comments = tuple([row[3:].rstrip(" \t") for row in rows if row[1] == "."])
    references = tuple([word for row in rows if row[1] == ":" for word in row[3:].split()])
    if len(_BLOCKS) >= _MOST_BLOCKS:
        _BLOCKS.clear()
    return _BLOCKS.setdefault(block, (comments, references, len(rows)))


def _references(block: str) -> tuple[str, ...]:
    return tuple(block.replace("\n#:", "").split())


def _read_run(layout: _Layout, text: str, position: int, line: int, *, size: int, units: list[Unit]) -> tuple[int, int]:
    """Append the entries of one layout that follow one another, and return where they end."""
    match, form, separator, before, obsolete = layout.entry.match, *layout[1:]
    while (found := match(text, position)) and (end := found.end()) - position <= size:
        # fmt: off
        (notes, extracted, references, flags, was_context, was_msgid, was_plural,
         context, msgid, msgstr, plural, forms, blank) = found.groups()
        # fmt: on
        unit: Any = _Fields()
        unit.line = line = line + text.count("\n", position, found.start(_MSGID))
        if breaks := msgid.count("\n"):
            msgid = msgid.replace(separator, "")
            line += breaks
        line += 1
        if msgstr is not None:
            unit.msgstr_lines = (line,)
            if breaks := msgstr.count("\n"):
                msgstr = msgstr.replace(separator, "")
                line += breaks
            unit.msgstrs = (unescape_plain(msgstr) if "\\" in msgstr else msgstr,)
            unit.msgid_plural = None
            line += 1
        else:
            rows = list(form.finditer(forms))
            if [int(row[1]) for row in rows] != list(range(len(rows))):
                return position, unit.line - text.count("\n", position, found.start(_MSGID))
            line += plural.count("\n") + 1
            unit.msgstrs = tuple([_text(row[2], separator) for row in rows])
            unit.msgstr_lines = tuple([line + forms.count("\n", 0, row.start()) for row in rows])
            unit.msgid_plural = _text(plural, separator)
            line += forms.count("\n")
        unit.msgid = unescape_plain(msgid) if "\\" in msgid else msgid
        unit.msgctxt = context and _text(context, separator)
        unit.flags = _flags(flags) if flags else ()
        unit.translator_comments = () if notes is None else _rows(notes, "\n#")
        unit.comments = () if extracted is None else _extracted(extracted)
        unit.references = _references(references) if references else ()
        unit.previous_msgctxt = was_context and _text(was_context, before)
        unit.previous_msgid = was_msgid and _text(was_msgid, before)
        unit.previous_msgid_plural = was_plural and _text(was_plural, before)
        unit.obsolete = obsolete
        unit.__class__ = Unit
        units.append(unit)
        position = end
        line += len(blank)
    return position, line


def _text(raw: str, separator: str) -> str:
    """Return the text of strings, of which `raw` is all between the first quote and the last one."""
    if "\n" in raw:
        raw = raw.replace(separator, "")
    return unescape_plain(raw) if "\\" in raw else raw


def _rows(block: str, separator: str) -> tuple[str, ...]:
    """Return the comments in `block`, each without its marker and a space."""
    if "\n" in block:
        return tuple([row[1:].rstrip(" \t") for row in block.split(separator)])
    return (block[1:].rstrip(" \t"),)


@lru_cache(maxsize=4096)
def _extracted(block: str) -> tuple[str, ...]:
    return _rows(block, "\n#.")


@lru_cache(maxsize=1024)
def _flags(block: str) -> tuple[str, ...]:
    flags = [flag.strip() for row in block.split("\n") for flag in row.removeprefix("#").lstrip(",=").split(",")]
    return tuple(dict.fromkeys(filter(None, flags)))
