"""The careful way to read an entry: line by line, with the place of everything that is wrong.

What is accepted follows GNU gettext's parser: blank lines mean nothing, nor does white space around strings; a comment
ends the entry before it, and `#|` lines stand right before the message.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from toolkit.catalog.comments import sort_comments
from toolkit.catalog.content import Raw, comment_problems, read_text
from toolkit.catalog.problems import Problem
from toolkit.diagnostic import Severity
from toolkit.model import Unit

_PREFIX = re.compile(r"[ \t]*+(?>(#~\||#~|#\|)?)[ \t]*+")
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?>(\[[^\]\s]*+\])?)(?![A-Za-z0-9_])[ \t]*+")
_STRING = re.compile(r'"((?>(?:[^"\\]|\\.)*))"[ \t]*+')
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?![^ ])")
_CONFLICT_LINES = 10_000  # lines in which the end of a conflict is looked for
_END_OF_CONFLICT = re.compile(r">{7}(?![^ ])")
_OTHER = re.compile(r"[ \t]*+(?!#(?![~|])|$)")
"""A line that is neither blank nor a comment."""
_DAMAGE = {"invalid-escape", "invalid-utf8", "limit-exceeded", "nul-character"}
"""Problems of a text that leave nothing to work with; the other ones leave the text as it is."""


class Entry(NamedTuple):
    """What was read of an entry."""

    unit: Unit | None
    """None where it is broken, or where there are comments only."""
    msgctxt: str | None
    """As far as it was read."""
    msgid: str | None
    """As far as it was read."""
    problems: list[Problem]
    next_line: int
    """Line, counted from 1, on which to go on."""


class _Part(NamedTuple):
    """A keyword with its strings."""

    line: int
    column: int
    strings: list[Raw]


class _Broken(Exception):  # noqa: N818 - it carries a finding about the content and never leaves this module
    """The entry cannot be read: the problem is its argument."""


def read_entry(rows: Sequence[str], line: int, message_size: int) -> Entry:
    """Read the entry that begins on line number `line` of `rows`, the lines of the file without their ends.

    A text of more than `message_size` characters is a problem. Goes on by a line at least; never raises.
    """
    reader = _Reader(rows, line)
    broken: list[Problem] = []
    try:
        reader.read()
    except _Broken as stop:
        broken.append(stop.args[0])
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for name, part in reader.parts.items():
        text, found = read_text(part.strings, name, message_size)
        problems += found
        if not any(problem.code in _DAMAGE for problem in found):
            texts[name] = text
    for number, column, row in reader.comments:
        problems += comment_problems(number, column, row)
    whole = not broken and bool(reader.parts) and not any(problem.code in _DAMAGE for problem in problems)
    if not reader.parts and reader.comments and not broken:
        problems.append(reader.stray_comment())
    unit = reader.unit(texts) if whole else None
    if reader.cut:
        texts.pop(next(reversed(reader.parts)), None)
    return Entry(unit, texts.get("msgctxt"), texts.get("msgid"), broken or problems, reader.line)


class _Reader:
    """Collects the lines of one entry."""

    def __init__(self, rows: Sequence[str], line: int) -> None:
        self.rows = rows
        self.line = line
        self.comments: list[tuple[int, int, str]] = []
        self.parts: dict[str, _Part] = {}
        """By keyword with its index; those of `#|` and `#~|` with the prefix `#| `."""
        self.prefix: str | None = None
        self.after_blank = False
        self.cut = False
        """Whether the text of the last part ends in the middle."""

    def read(self) -> None:
        """Read up to the first line that is no part of the entry; raises `_Broken` and stands after the problem."""
        try:
            while self.line <= len(self.rows) and self._read_line(self.rows[self.line - 1]):
                self.line += 1
        except _Broken:
            self._skip()
            raise
        self._check_whole()

    def _read_line(self, row: str) -> bool:
        """Take a line in; return whether it belongs to the entry."""
        found = _PREFIX.match(row)
        prefix, start = (found[1] or "", found.end()) if found else ("", 0)
        if start == len(row):
            self.after_blank = True
            return True
        keyword = _KEYWORD.match(row, start)
        if self._ends_before(row[start], prefix, keyword):
            return False
        if keyword:
            self._begin_part(keyword[1] + (keyword[2] or ""), prefix, start)
            self._read_strings(row, keyword.end(), prefix)
        elif row[start] == '"':
            self._read_strings(row, start, prefix)
        elif row[start] == "#" and not prefix:
            if self.parts:
                raise self._broken("syntax", "a comment stands inside an entry", start)
            self.comments.append((self.line, start + 1, row[start:]))
        elif _CONFLICT.match(row):
            raise self._broken("conflict-marker", f"conflict marker {row[:7]!r}", 0)
        else:
            word = row[start:].split(" ", 1)[0]
            raise self._broken("syntax", f"{word[:40]!r} is no keyword of a catalog", start)
        self.after_blank = False
        return True

    @property
    def _complete(self) -> bool:
        return any(name.startswith("msgstr") for name in self.parts)

    def _ends_before(self, first: str, prefix: str, keyword: re.Match[str] | None) -> bool:
        """Whether the entry ends, whole or not, before a line that begins with `first`, perhaps the keyword's."""
        if self._complete:
            if prefix != self.prefix:
                return True
            if keyword and keyword[1] == "msgstr":
                return self.after_blank and keyword[0].rstrip() not in self._wanted()
            return bool(keyword) or first == "#" or (self.after_blank and first != '"')
        if "msgid" not in self.parts:
            return False
        if keyword:
            context = keyword[1] == "msgctxt" and self.after_blank
            return keyword[1] == "msgid" or context or prefix in {"#|", "#~|"}
        return first == "#" and not prefix and not self._goes_on()

    def _goes_on(self) -> bool:
        """Whether what follows the comment on this line belongs to the entry before it."""
        rest = (self.rows[number] for number in range(self.line, len(self.rows)))
        after = next((row for row in rest if _OTHER.match(row)), "")
        return after.lstrip("#~| \t").startswith(("msgstr", "msgid_plural", '"'))

    def _begin_part(self, keyword: str, prefix: str, start: int) -> None:
        if self.prefix is not None and prefix.startswith("#~") is not self.prefix.startswith("#~"):
            raise self._broken("syntax", "only a part of the entry is marked obsolete with '#~'", start)
        name = "#| " + keyword if prefix in {"#|", "#~|"} else keyword
        if name in self.parts:
            raise self._broken("syntax", f"{name!r} stands twice in one entry", start)
        if name not in (wanted := self._wanted()):
            choice = " or ".join(repr(one) for one in wanted if one.startswith("#|") is name.startswith("#|"))
            raise self._broken("syntax", f"{name[:40]!r} stands where {choice or 'no previous entry'} should", start)
        self.parts[name] = _Part(self.line, start + 1, [])
        self.prefix = prefix

    def _wanted(self) -> list[str]:
        """Return the keywords that may come next."""
        last = next(reversed(self.parts), "")
        keyword, _, index = last.partition("[")
        following = {
            "": ["#| msgctxt", "#| msgid", "#| msgid_plural", "msgctxt", "msgid"],
            "#| msgctxt": ["#| msgid", "#| msgid_plural", "msgctxt", "msgid"],
            "#| msgid": ["#| msgid_plural", "msgctxt", "msgid"],
            "#| msgid_plural": ["msgctxt", "msgid"],
            "msgctxt": ["msgid"],
            "msgid": ["msgid_plural", "msgstr"],
            "msgid_plural": ["msgstr[0]"],
        }
        if keyword == "msgstr":
            return [f"msgstr[{int(index[:-1]) + 1}]"] if index else ["msgctxt", "msgid"]
        return following[keyword]

    def _read_strings(self, row: str, start: int, prefix: str) -> None:
        if not self.parts or prefix != self.prefix:
            raise self._broken("syntax", "a string without a keyword before it", start)
        strings = next(reversed(self.parts.values())).strings
        self.cut = True
        while start < len(row):
            if row[start] != '"':
                raise self._broken("syntax", f"{row[start:][:20]!r} stands outside of the quotes", start)
            found = _STRING.match(row, start)
            if not found:
                raise self._broken("unterminated-string", "the string has no closing quote", start)
            strings.append(Raw(self.line, start + 2, found[1]))
            start = found.end()
        self.cut = False

    def _broken(self, code: str, message: str, start: int) -> _Broken:
        return _Broken(Problem(code, message, self.line, start + 1))

    def _check_whole(self) -> None:
        for name, part in self.parts.items():
            if not part.strings:
                raise _Broken(Problem("syntax", f"{name!r} has no string after it", part.line, part.column))
        if self.parts and not self._complete:
            part = next(reversed(self.parts.values()))
            message = f"the entry ends where {self._wanted()[-1]!r} should stand"
            raise _Broken(Problem("syntax", message, part.line, part.column))

    def _skip(self) -> None:
        """Go on behind a problem, to a blank line or to what surely is the next entry.

        Comments and contexts before the problem may belong to the msgid after it: reading on there could take a fuzzy
        entry for a good one.
        """
        if _CONFLICT.match(self.rows[self.line - 1]):
            near = range(self.line, min(self.line + _CONFLICT_LINES, len(self.rows) + 1))
            self.line = next((number for number in near if _END_OF_CONFLICT.match(self.rows[number - 1])), self.line)
        seen_msgstr = self._complete
        for number in range(self.line + 1, len(self.rows) + 1):
            self.line = number
            row = self.rows[number - 1].lstrip(" \t")
            word = row.lstrip("#~| \t")
            comment = row.startswith("#") and row[1:2] != "~"
            if not row or (seen_msgstr and (comment or word.startswith(("msgctxt", "msgid")))):
                return
            seen_msgstr = seen_msgstr or word.startswith("msgstr")
        self.line = len(self.rows) + 1

    def stray_comment(self) -> Problem:
        """Return the finding about comments after the last entry."""
        line, column, row = self.comments[0]
        return Problem("stray-comment", f"the comment {row[:40]!r} belongs to no entry", line, column, Severity.WARNING)

    def unit(self, texts: dict[str, str]) -> Unit:
        """Return the entry as a unit; `texts` are those of its parts."""
        forms = [name for name in self.parts if name.startswith("msgstr")]
        comments = sort_comments([row for _, _, row in self.comments])
        return Unit(
            msgid=texts["msgid"],
            msgstrs=tuple(texts[name] for name in forms),
            msgctxt=texts.get("msgctxt"),
            msgid_plural=texts.get("msgid_plural"),
            flags=comments.flags,
            translator_comments=comments.translator,
            comments=comments.extracted,
            references=comments.references,
            previous_msgctxt=texts.get("#| msgctxt"),
            previous_msgid=texts.get("#| msgid"),
            previous_msgid_plural=texts.get("#| msgid_plural"),
            obsolete=(self.prefix or "").startswith("#~"),
            line=self.parts["msgid"].line,
            msgstr_lines=tuple(self.parts[name].line for name in forms),
        )
