"""A text as rules compare it: NFC, lower case and a language's own folds, with the way back to the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

FOLDS: Mapping[str, str] = {
    "\u00a0": " ",  # no-break spaces, which French puts before its punctuation
    "\u202f": " ",
    "\u3000": " ",  # the space of Chinese and Japanese
    "\t": " ",
    "\n": " ",
    "\r": " ",
    "’": "'",
    "ʼ": "'",
    "＇": "'",
    "\u2010": "-",  # hyphens that look the same
    "\u2011": "-",
    "\u00ad": "",  # characters that nobody sees
    "\u200b": "",
    "\u200c": "",
    "\u200d": "",
    "\u200e": "",
    "\u200f": "",
    "\u2060": "",
    "\ufeff": "",
    "\u061c": "",
}
"""What is folded in every language. Explicit, because NFKC folds far more than a reader would (5×10² to 5×102)."""

# Inline Markdown. Each alternative begins with another character or with a fixed string, and none can begin inside its
# own repetition, so the scan is linear.
_MARKUP = re.compile(
    r"\*+|`+|!?\[|\]\([^()\s\[\]]{0,2000}(?: \"[^\"\n]{0,500}\")?\)|\]|(?<![^\W_])_+|_+(?![^\W_])|\\(?=[!-/:-@\[-`{-~])"
)

_LONGEST_CLUSTER = 32
"""Characters that may compose with each other; longer runs of marks are cut, so that the work stays linear."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without what does not matter to its meaning, and where each character came from."""

    text: str
    """What is compared."""
    starts: Sequence[int]
    """For each character of `text`, where it began in the original."""
    ends: Sequence[int]
    """For each character of `text`, where it ended in the original."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the original that became `text[start:end]`, which must not be empty."""
        return self.starts[start], self.ends[end - 1]


def lower_case(text: str, *, turkish: bool = False) -> str:
    """Return `text` in lower case; with `turkish`, I becomes ı and İ becomes i (CLDR's rule for tr and az)."""
    return (text.replace("İ", "i").replace("I", "ı") if turkish else text).lower()


def fold(text: str, folds: Mapping[str, str], *, turkish: bool = False, markup: bool = True) -> Folded:
    """Return `text` in NFC and lower case after `FOLDS` and the language's `folds`, runs of spaces as one space.

    Keys of `folds` with several characters must have values of the same length. With `markup`, the marks of inline
    Markdown are dropped and their text is kept.
    """
    hidden = {place for start, end in _marks(text) for place in range(start, end)} if markup else set()
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, cluster in _clusters(text):
        if start in hidden:
            continue
        for character in unicodedata.normalize("NFC", cluster):
            character = FOLDS.get(character, character)
            if character == " " and characters and characters[-1] == " ":
                continue
            for lowered in lower_case(character, turkish=turkish):
                for folded in folds.get(lowered, lowered):
                    characters.append(folded)
                    starts.append(start)
                    ends.append(start + len(cluster))
    folded_text = "".join(characters)
    for key, value in folds.items():
        if len(key) > 1:
            folded_text = folded_text.replace(key, value)
    return Folded(folded_text, starts, ends)


def fold_pattern(text: str, folds: Mapping[str, str], *, turkish: bool = False) -> str:
    """Return a pattern as `fold` would write it, without the way back; patterns are short and many."""
    lowered = lower_case(unicodedata.normalize("NFC", text), turkish=turkish)
    if not lowered.isascii() or any(key.isascii() for key in folds):
        lowered = "".join(folds.get(character, FOLDS.get(character, character)) for character in lowered)
    for key, value in folds.items():
        if len(key) > 1:
            lowered = lowered.replace(key, value)
    return lowered


def _marks(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _MARKUP.finditer(text))


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Yield the parts of `text` that NFC changes independently of each other, with their places."""
    if unicodedata.is_normalized("NFC", text):
        yield from enumerate(text)
        return
    starts = [0]
    for place in range(1, len(text)):
        begun = text[starts[-1] : place]
        joins = unicodedata.combining(text[place]) or _composes(begun, text[place])
        if not joins or len(begun) >= _LONGEST_CLUSTER:
            starts.append(place)
    for start, end in pairwise([*starts, len(text)]):
        yield start, text[start:end]


def _composes(begun: str, following: str) -> bool:
    """Whether NFC joins `following` to what stands before it, as it does with the parts of a Hangul syllable."""
    if following.isascii():
        return False
    composed = unicodedata.normalize("NFC", begun)
    return unicodedata.normalize("NFC", composed + following) != composed + following
