r"""The fast way to read entries: one regular expression takes whole well-formed entries, many at once.

It knows the layout that every tool writes: comments in gettext's order, one space after each marker, no forbidden
character, no escapes but `\n`, `\t`, `\"` and `\\`. Whatever it does not match, `toolkit.catalog.lines` reads line by
line and explains; a test holds the two equal. The expression looks for the ends of lines only, which is quick; quotes
and backslashes inside a text are looked at after that. No repetition goes back further than a line, so that a text
that does not match is given up in linear time; and a match ends within a window, so that little is read twice.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, takewhile
from typing import Any, NamedTuple

from toolkit.catalog.characters import NOT_PLAIN
from toolkit.catalog.escapes import unescape_plain
from toolkit.late import late
from toolkit.model import Unit

WINDOW = 16_000
"""Characters that are read at once, about."""
_BEGIN = r"#[^~|]|(?:#~ |#\| |#~\| )?msg(?:ctxt|id )"
"""How the next entry begins; anything else may belong to the one before."""
_BLANK = late(rf"\n\n(?={_BEGIN})")
_LINE = late(rf"\n(?={_BEGIN})")
_ODD = late(f"[{NOT_PLAIN}]")
"""What no plain entry has."""
_ODD_BYTES = bytes(code for code in range(0x20) if code not in b"\t\n\r") + b"\x7f"
_ODD_UTF8 = (
    (b"\xc2", late(rb"\xc2[\x80-\x9f]")),
    (b"\xe2", late(rb"\xe2(?:\x80[\xa8-\xae]|\x81[\xa6-\xa9])")),
    (b"\xef", late(rb"\xef(?:\xb7[\x90-\xaf]|\xbf[\xbe\xbf])")),
)
"""The same characters in UTF-8, by their first byte, which is looked for first."""
_PLAIN = late(r'[^"\\\n]*+(?>(?:\\[nt"\\][^"\\\n]*+)*)')
"""A string without anything that this module does not know."""


def may_be_odd(data: bytes) -> bool:
    """Whether a file may hold a character that no plain entry has; one that is no UTF-8, or has other line ends, may.

    To look at bytes takes less time than a search in the text.
    """
    if len(data.translate(None, _ODD_BYTES)) < len(data):
        return True
    return not data.isascii() and any(byte in data and pattern.search(data) for byte, pattern in _ODD_UTF8)


class Layout(NamedTuple):
    """How the lines of an entry are marked: of a current one, or of an obsolete one."""

    entry: re.Pattern[str]
    previous: re.Pattern[str]
    """The lines of what the message was before."""
    form: re.Pattern[str]
    """A `msgstr[N]` with its strings."""
    separator: str
    """What stands between two strings of one keyword."""
    previous_separator: str
    """The same among the lines of what the message was before."""
    obsolete: bool


def _strings(prefix: str) -> str:
    """Return the pattern of the strings of one keyword: all that stands between the first quote and the last one."""
    return rf'"((?>.*(?="))(?>(?:"\n{prefix}".*(?="))*))"\n'


def _layout(prefix: str, previous: str, *, obsolete: bool) -> Layout:
    now, was = _strings(prefix), _strings(re.escape(previous))
    context = now.replace('"((?>', '"(?:(?>', 1)
    before = "".join(rf"(?>(?:{re.escape(previous)}{name} {was})?)" for name in ("msgctxt", "msgid", "msgid_plural"))
    entry = (
        r"((?>(?:#(?>(?: .*+)?)\n)*))((?>(?:#\.(?>(?: .*+)?)\n)*))((?>(?:#: .*+\n)*))((?>(?:#[,=] .*+\n)*))"
        rf"((?>(?:{re.escape(previous)}.*+\n)*))((?>(?:{prefix}msgctxt {context})?)){prefix}msgid {now}"
        rf"(?:{prefix}msgstr {now}"
        rf'|{prefix}msgid_plural {now}((?>(?:{prefix}msgstr\[[0-9]\] ".*+\n(?>(?:{prefix}".*+\n)*))+)))'
        rf"(\n*+)(?={_BEGIN}|\Z)"
        r"|(?s:(.).*+)"
    )
    form = late(rf"{prefix}msgstr\[([0-9])\] {now}")
    return Layout(late(entry), late(before), form, f'"\n{prefix}"', f'"\n{previous}"', obsolete)


_LAYOUTS = (_layout("", "#| ", obsolete=False), _layout("#~ ", "#~| ", obsolete=True))


class _Fields:
    """The fields of a unit before it is frozen.

    A frozen dataclass sets its fields one by one through `object.__setattr__`, which takes long; an object of the same
    layout does not, and then becomes a `Unit`.
    """

    __slots__ = Unit.__slots__


class _NotPlainError(Exception):
    """A text of the entry has what this module does not know."""


def plain_entries(text: str, position: int, line: int, size: int, *, odd: bool) -> tuple[list[Unit], int, int]:
    """Return the plain entries from `position` on, the first character of line number `line`.

    Then the position and the line where they end: the end of the text, or an entry that is not plain or has a text of
    more than `size` characters. `odd` is whether the text may hold a character that no plain entry has.
    """
    units: list[Unit] = []
    start = -1
    while start < position < len(text):
        start = position
        for layout in _LAYOUTS:
            if position < (end := _window(text, position, odd=odd)):
                position, line = _read(layout, text, position, end, line, size=size, units=units)
    return units, position, line


def _window(text: str, position: int, *, odd: bool) -> int:
    """Return where to read to from `position` on: the end of the text, or the beginning of an entry; else `position`.

    What stands before that and looks like a whole entry is one, because nothing of it can come after.
    """
    end = len(text)
    if end - position > 2 * WINDOW:
        after, most = position + WINDOW, position + 4 * WINDOW
        found = _BLANK.search(text, after, most) or _LINE.search(text, after, most)
        end = found.end() if found else position
    if odd and (bad := _ODD.search(text, position, end)):
        ends = [found.end() for found in _BLANK.finditer(text, position, bad.start())]
        return ends[-1] if ends else position
    return end


def _read(  # noqa: C901, PLR0912, PLR0915 - calls for each entry are what it saves
    layout: Layout, text: str, position: int, end: int, line: int, *, size: int, units: list[Unit]
) -> tuple[int, int]:
    """Append the entries of one layout that follow one another before `end`, and return where they end.

    Nothing is asked twice here, nor called without need.
    """
    groups = layout.entry.findall(text, position, end)
    total, before, separator, append = len(groups), len(units), layout.separator, units.append
    if end - position > size:
        groups = list(takewhile(lambda entry: max(map(len, entry[5:10])) <= size, groups))
    known, paths, many, start = "", (), 0, line
    comments: dict[str, tuple[tuple[str, ...], int]] = {}
    try:
        # fmt: off
        for (notes, extracted, references, flags, previous, context,
             msgid, msgstr, plural, forms, blank, other) in groups:
            # fmt: on
            if other:
                break
            start = line
            unit: Any = _Fields()
            if references:
                if references != known:
                    known, many = references, references.count("\n")
                    paths = tuple(references.replace("\n#:", "")[2:].split())
                unit.references = paths
                line += many
            else:
                unit.references = ()
            unit.flags = unit.translator_comments = unit.comments = ()
            unit.msgctxt = unit.previous_msgctxt = unit.previous_msgid = unit.previous_msgid_plural = None
            if extracted:
                if extracted not in comments:
                    comments[extracted] = _comments(extracted)
                unit.comments, rows = comments[extracted]
                line += rows
            if notes or flags or previous or context:
                line += _more(unit, layout, (notes, flags, previous, context))
            unit.line = line
            if '"' in msgid or "\\" in msgid:
                line += msgid.count("\n")
                msgid = _text(msgid, separator)
            unit.msgid = msgid
            line += 1
            if forms:
                line += _forms(unit, layout, plural, forms, line)
            else:
                unit.msgid_plural = None
                unit.msgstr_lines = (line,)
                if '"' in msgstr or "\\" in msgstr:
                    line += msgstr.count("\n")
                    msgstr = _text(msgstr, separator)
                unit.msgstrs = (msgstr,)
                line += 1
            unit.obsolete = layout.obsolete
            unit.__class__ = Unit
            append(unit)
            line += len(blank)
    except _NotPlainError:
        line = start
    if (done := len(units) - before) < total:
        end = next(islice(layout.entry.finditer(text, position, end), done, None)).start()
    return end, line


def _more(unit: Any, layout: Layout, groups: tuple[str, str, str, str]) -> int:
    """Set what few entries have before the message, and return how many lines that takes."""
    notes, flags, previous, context = groups
    lines = previous.count("\n") + context.count("\n")
    if notes:
        unit.translator_comments, rows = _comments(notes)
        lines += rows
    if flags:
        unit.flags, rows = _flags(flags)
        lines += rows
    if previous:
        found = layout.previous.fullmatch(previous)
        if not found:
            raise _NotPlainError
        texts = [raw if raw is None else _text(raw, layout.previous_separator) for raw in found.groups()]
        unit.previous_msgctxt, unit.previous_msgid, unit.previous_msgid_plural = texts
    if context:
        unit.msgctxt = _text(context[context.index('"') + 1 : -2], layout.separator)
    return lines


def _forms(unit: Any, layout: Layout, plural: str, forms: str, line: int) -> int:
    """Set the plural, which begins on `line`, and the plural forms, and return how many lines they take."""
    rows = list(layout.form.finditer(forms))
    if [int(row[1]) for row in rows] != list(range(len(rows))) or sum(len(row[0]) for row in rows) != len(forms):
        raise _NotPlainError
    before = plural.count("\n") + 1
    unit.msgid_plural = _text(plural, layout.separator)
    unit.msgstrs = tuple([_text(row[2], layout.separator) for row in rows])
    unit.msgstr_lines = tuple([line + before + forms.count("\n", 0, row.start()) for row in rows])
    return before + forms.count("\n")


def _text(raw: str, separator: str) -> str:
    """Return the text of strings, of which `raw` is all between the first quote and the last one."""
    text = raw.replace(separator, "") if "\n" in raw else raw
    if '"' not in text and "\\" not in text:
        return text
    if not all(map(_PLAIN.fullmatch, raw.split(separator))):
        raise _NotPlainError
    return unescape_plain(text)


@lru_cache(maxsize=4096)
def _comments(block: str) -> tuple[tuple[str, ...], int]:
    """Return the comments in `block`, each without its marker and a space, and how many lines they are."""
    rows = block.split("\n")[:-1]
    start = 3 if block[1] == "." else 2
    return tuple([row[start:].rstrip(" \t") for row in rows]), len(rows)


@lru_cache(maxsize=1024)
def _flags(block: str) -> tuple[tuple[str, ...], int]:
    """Return the flags in `block`, and how many lines they are."""
    rows = block.split("\n")[:-1]
    flags = [flag.strip() for row in rows for flag in row[2:].split(",")]
    return tuple(dict.fromkeys(filter(None, flags))), len(rows)
