"""Compares one labelled pattern with a text: word by word where both are nothing but letters, else as an expression."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from sys import intern

from toolkit.late import late
from toolkit.text.patterns import GAP_CHARACTERS, STOPS, is_letter
from toolkit.text.phrase_rows import LETTER, MARKS, WORD, Row, head_of

_MARK = late(f"[{MARKS}]")
_BETWEEN = r"[\s*_'\"«»“”„‘()\[\]/‑-]{1,4}"
"""What may stand between two words of a pattern: spaces, Markdown, quotes, hyphens."""
_GAP = late(_BETWEEN)
_MOST_BETWEEN = 6
"""Words that a `*` by itself stands for, at most."""
_GAP_UNSPACED = f"[^{STOPS}]{{0,{GAP_CHARACTERS}}}?"
_NUMBER = r"\d[\d.,٫٬\u00a0\u202f ]{0,20}"
_LITERALS = late(r"[^ *#-]+")
"""What stands in a pattern as in each text that it is found in."""


class Shape:
    """A pattern, compiled when a text first begins like it: most never are."""

    __slots__ = ("_compiled", "_plain", "alone", "head", "needed", "row", "second", "size", "spaces")

    def __init__(self, row: Row, *, spaces: bool) -> None:
        self.row = row
        self.spaces = spaces
        self._compiled: dict[str, re.Pattern[str]] | None = None
        self._plain: tuple[Sequence[tuple[str, bool]], int] | None = None
        # Thousands of patterns have the same words: each of these is in memory once.
        self.head = intern(head_of(row.pattern, spaces=spaces))
        self.size = len(row.pattern.strip("-*"))
        self.second = intern(self._second(row.pattern.strip("-").split(" ")))
        """How the next word of a text must begin."""
        whole = self.head == row.pattern.rstrip("*")
        self.alone = whole and (bool(WORD.fullmatch(self.head)) if spaces else all(map(is_letter, self.head)))
        self.needed = intern(max(_LITERALS.findall(row.pattern[len(self.head) :]), key=len, default=""))
        """What any text has that it is found in, besides its head: where there is none, nothing more is asked."""

    @property
    def plain(self) -> tuple[Sequence[tuple[str, bool]], int]:
        """Its words, and how many words of a text it may take, those between included.

        Each word without its `*`, and whether it had one; none where one is more than letters, or it is alone. The `*`
        that stands for several words is one of them, without letters.
        """
        if self._plain is None:  # of most patterns nobody asks
            words = self._plain_words(self.row.pattern) if self.spaces and not self.alone else ()
            self._plain = words, sum(1 if letters else _MOST_BETWEEN for letters, _ in words)
        return self._plain

    @staticmethod
    def _second(words: Sequence[str]) -> str:
        plain = len(words) > 1 and all(is_letter(letter) for letter in f"{words[0].rstrip('*')}{words[1].rstrip('*')}")
        return words[1].rstrip("*") if plain else ""

    @staticmethod
    def _plain_words(pattern: str) -> Sequence[tuple[str, bool]]:
        words = tuple((word.rstrip("*"), word.endswith("*")) for word in pattern.split(" "))
        if not words[0][0] or not words[-1][0] or "_" in pattern:
            return ()
        return words if all(not word or WORD.fullmatch(word) for word, _ in words) else ()

    def end_in(self, text: Text, place: int) -> int | None:
        """Return where the pattern ends that begins at a place of a text; None where it does not begin there."""
        if not text.has(self.needed):
            return None
        if self._compiled is None:
            self._compiled = {}
        if text.letter not in self._compiled:
            self._compiled[text.letter] = _regex(self.row.pattern, spaces=self.spaces, letter=text.letter)
        match = self._compiled[text.letter].match(text.text, place)
        return match and match.end()


class Text:
    """A text that is searched, and what is asked of it for many patterns and many places: each is found out once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._parts = {"": True}

    def has(self, part: str) -> bool:
        """Whether the part stands in the text."""
        found = self._parts.get(part)
        if found is None:
            found = self._parts[part] = part in self.text
        return found

    @cached_property
    def letter(self) -> str:
        """What matches its letters: most texts have no marks, and without them expressions compile much faster."""
        return LETTER if _MARK.search(self.text) else r"\w"


def end_at_words(
    wanted: Sequence[tuple[str, bool]], text: str, words: Sequence[tuple[str, int]], place: int, first: int
) -> int | None:
    """Return where the wanted words end that the words of a text from `place` on are; None where they are others.

    The first one counts from its character `first` on. `_regex` says the same of words that are nothing but letters,
    and takes longer to compile than most texts to read.
    """
    (letters, open_end), (word, start) = wanted[0], words[place]
    own = word[first:]
    if not (own.startswith(letters) if open_end else own == letters):
        return None
    return _rest_ends(wanted[1:], text, words, place + 1, start + len(word))


def _rest_ends(
    wanted: Sequence[tuple[str, bool]], text: str, words: Sequence[tuple[str, int]], place: int, end: int
) -> int | None:
    """Return where the wanted words end behind the word that ends at `end`, before `place`; None for others."""
    for number, (letters, open_end) in enumerate(wanted):
        if not letters:
            return _behind_gap(wanted[number + 1 :], text, words, place, end)
        if place >= len(words):
            return None
        word, start = words[place]
        if not (word.startswith(letters) if open_end else word == letters) or not _GAP.fullmatch(text, end, start):
            return None
        place, end = place + 1, start + len(word)
    return end


def _behind_gap(
    wanted: Sequence[tuple[str, bool]], text: str, words: Sequence[tuple[str, int]], place: int, end: int
) -> int | None:
    """Return where the wanted words end that stand behind up to `_MOST_BETWEEN` others, the nearest ones first."""
    for between in range(place, min(place + _MOST_BETWEEN + 1, len(words))):
        found = _rest_ends(wanted, text, words, between, end)
        word, start = words[between]
        if found is not None or not _GAP.fullmatch(text, end, start):
            return found
        end = start + len(word)
    return None


def _regex(pattern: str, *, spaces: bool, letter: str = LETTER) -> re.Pattern[str]:
    """Return what matches the pattern where its first word begins. Its work is bounded by the length of the gaps.

    `letter` matches the letters of the texts.
    """
    # An ending may stand behind a hyphen too: "painless", "sodium-free".
    parts: list[str] = [rf"(?:(?<={letter})|(?<={letter}-))"] if pattern.startswith("-") else []
    words = pattern.removeprefix("-").split(" ")
    for number, word in enumerate(words):
        if word == "*":
            parts.append(rf"(?:{letter}+{_BETWEEN}){{0,{_MOST_BETWEEN}}}?" if spaces else _GAP_UNSPACED)
            continue
        literal = re.escape(word.rstrip("*")).replace(r"\#", _NUMBER)
        if word.startswith("-"):
            literal = f"{letter}{{1,40}}?{literal.removeprefix(re.escape('-'))}"
        if spaces:
            # A pattern that ends in an apostrophe (French "d'") is glued to what follows.
            ending = "" if not is_letter(word[-1]) and word[-1] not in "*#" else rf"(?!{letter})"
            literal += f"{letter}*" if word.endswith("*") else ending
        parts.append(literal)
        if number < len(words) - 1 and words[number + 1] != "*":
            parts.append(_BETWEEN if spaces else " ?")
        elif number < len(words) - 1 and spaces:
            # "n' * plus" begins in "n'est plus"
            parts.append(_BETWEEN if word == "*" or is_letter(word[-1]) or word[-1] in "*#" else f"(?:{_BETWEEN})?")
    return re.compile("".join(parts))
