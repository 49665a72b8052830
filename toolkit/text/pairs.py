"""Looks for the partners of brackets and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from toolkit.late import late

_BRACKETS = {
    "(": ")",
    "[": "]",
    "{": "}",
    "（": "）",
    "［": "］",
    "｛": "｝",
    "【": "】",
    "〔": "〕",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
}
_SAME = str.maketrans("（）［］｛｝", "()[]{}")
"""Wide brackets count as their narrow twins: people mix them, and readers do not mind."""
_ANY = late("[" + re.escape("".join([*_BRACKETS, *_BRACKETS.values()])) + "]")
_ENUMERATION = late(r"(?:^|(?<=[\s(\[,;:.]))(?:[^\W\d_]|\d{1,2}|[ivxIVX]{1,4})[)）]")
"""`a)` or `1)`: a bracket that needs no partner."""
_FACE = late(r"[:;=8][-o^']?[)(\]\[}{|/\\DPp3]")


class Lonely(NamedTuple):
    """A mark without its partner."""

    place: int
    """Where it stands."""
    mark: str
    """The mark."""
    partner: str
    """The one that is missing."""


def lonely_brackets(text: str) -> list[Lonely]:
    """Return the brackets without a partner, in the order of the text; list letters such as `a)` need none."""
    marks = _ANY.findall(text)
    if not marks or _is_balanced(marks):  # the bracket of a face too, as in "(From:)"
        return []
    plain = _FACE.sub(lambda match: " " * len(match[0]), text)
    free = {match.end() - 1 for match in _ENUMERATION.finditer(plain)}
    partners = {closing: opening for opening, closing in _BRACKETS.items()}
    open_ones: list[tuple[int, str]] = []
    lonely: list[Lonely] = []
    for match in _ANY.finditer(plain):
        mark = match[0].translate(_SAME)
        if mark in _BRACKETS:
            open_ones.append((match.start(), mark))
        elif open_ones and open_ones[-1][1] == partners[mark]:
            open_ones.pop()
        elif match.start() in free:
            continue
        elif any(opening == partners[mark] for _, opening in open_ones):
            while open_ones[-1][1] != partners[mark]:
                place, opening = open_ones.pop()
                lonely.append(Lonely(place, text[place], _BRACKETS[opening]))
            open_ones.pop()
        else:
            lonely.append(Lonely(match.start(), match[0], partners[mark]))
    lonely += [Lonely(place, text[place], _BRACKETS[opening]) for place, opening in open_ones]
    return sorted(lonely)


def _is_balanced(marks: Sequence[str]) -> bool:
    """Whether each bracket has its partner, none crossing another."""
    wanted: list[str] = []
    for mark in marks:
        narrow = mark.translate(_SAME)
        if narrow in _BRACKETS:
            wanted.append(_BRACKETS[narrow])
        elif not wanted or wanted.pop() != narrow:
            return False
    return not wanted


QUOTES = '«»‹›„“”‟〝〞〟"'
"""Marks that only quote; the single ones are apostrophes too, and say nothing by themselves."""
_QUOTE = late(f"[{QUOTES}]")
_INCH = late(r'(?<=\d)"')


def quotes_in(text: str) -> list[tuple[int, str]]:
    """Return the quotation marks of `text` with their places; the sign for inches is none."""
    if not _QUOTE.search(text):
        return []
    inches = {match.start() for match in _INCH.finditer(text)} if text.count('"') % 2 else set()
    return [(match.start(), match[0]) for match in _QUOTE.finditer(text) if match.start() not in inches]


def lonely_quotes(text: str) -> list[Lonely]:
    """Return the quotation mark without a partner, if the marks of a text are odd in number."""
    found = quotes_in(text)
    if len(found) % 2 == 0:
        return []
    counts: dict[str, int] = {}
    for _, mark in found:
        counts[mark] = counts.get(mark, 0) + 1
    for place, mark in reversed(found):
        if mark == '"' and counts[mark] % 2:
            return [Lonely(place, mark, mark)]
    place, mark = found[-1]
    return [Lonely(place, mark, "")]


def foreign_quotes(text: str, pairs: Collection[str]) -> list[tuple[int, str]]:
    """Return the quotation marks of `text` that are in none of the pairs of a language; straight ones are in all."""
    own = {'"', *(mark for pair in pairs for mark in pair)}
    return [(place, mark) for place, mark in quotes_in(text) if mark not in own]
