"""A text as rules compare it: NFC, lower case and a language's own folds, with the way back to the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from toolkit.late import late

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
_MARKUP = late(
    r"\*+|`+|!?\[|\]\([^()\s\[\]]{0,2000}(?: \"[^\"\n]{0,500}\")?\)|\]|(?<![^\W_])_+|_+(?![^\W_])|\\(?=[!-/:-@\[-`{-~])"
)

_MARKS = late(r"[*`\[\]_\\]")
"""What inline Markdown begins with: most sentences have none."""
_SPACES = late(r" {2,}")

_APART = "\x1f"
"""What divides texts that are folded as one: the unit separator, which no text has and nothing folds."""
_LONGEST_CLUSTER = 32
"""Characters that may compose with each other; longer runs of marks are cut, so that the work stays linear."""


def lower_case(text: str, *, turkish: bool = False) -> str:
    """Return `text` in lower case; with `turkish`, I becomes ı and İ becomes i (CLDR's rule for tr and az)."""
    return (text.replace("İ", "i").replace("I", "ı") if turkish else text).lower()


class Folds:
    """What is folded in one language."""

    def __init__(self, folds: Mapping[str, str], *, turkish: bool = False) -> None:
        """Take the language's `folds`, which come after `FOLDS`; with `turkish`, I becomes ı.

        Keys of `folds` are in lower case and NFC; those with several characters must have values of the same length.
        """
        self.characters = {key: value for key, value in folds.items() if len(key) == 1}
        self.longer = {key: value for key, value in folds.items() if len(key) > 1}
        self.turkish = turkish
        self._folded = re.compile(f"[{''.join(map(re.escape, {**FOLDS, **self.characters}))}]")
        known = {**FOLDS, **self.characters, " ": " "}
        resized = re.escape("".join(key for key in known if len(self.character(key)) != 1))
        blank = re.escape("".join(key for key in known if self.character(key) == " "))
        self._uneven = re.compile(f"[{resized}]|[{blank}]{{2}}")

    def character(self, character: str) -> str:
        """Return what becomes of one character."""
        lowered = lower_case(FOLDS.get(character, character), turkish=self.turkish)
        return "".join(self.characters.get(part, part) for part in lowered)

    def text(self, text: str, *, markup: bool = True) -> str:
        """Return `text` in NFC and lower case after all folds, runs of spaces as one space.

        With `markup`, the marks of inline Markdown are dropped and their text is kept.
        """
        if not _is_nfc(text):  # some marks are cut from long runs, so NFC of the whole would be another text
            return self._joined("".join(character for _, _, character in self._places(text, markup=markup)))
        plain = _MARKUP.sub("", text) if markup and _MARKS.search(text) else text
        lowered = lower_case(plain.replace("Σ", "σ"), turkish=self.turkish)  # else Σ depends on its neighbours
        folded = self._folded.sub(self._replace, lowered)
        return self._joined(_SPACES.sub(" ", folded) if "  " in folded else folded)

    def texts(self, texts: Sequence[str]) -> tuple[str, ...]:
        """Return the texts folded one by one, without a look at Markdown: many short ones are folded as one."""
        whole = _APART.join(texts)
        if not texts or not _is_nfc(whole):
            return tuple(self.text(text, markup=False) for text in texts)
        folded = self.text(whole, markup=False).split(_APART)
        # Most patterns are written as they are folded: then there is one string of them in memory, not two.
        return tuple(text if text == new else new for text, new in zip(texts, folded, strict=True))

    def _replace(self, match: re.Match[str]) -> str:
        return self.character(match[0])

    def leaves_whole(self, text: str) -> bool:
        """Whether the text is folded character by character: it is in NFC and has no mark of Markdown."""
        return _is_nfc(text) and not _MARKS.search(text)

    def _keeps_places(self, text: str) -> bool:
        """Whether each character becomes one character: most texts are so."""
        lowered = lower_case(text, turkish=self.turkish)
        return self.leaves_whole(text) and len(lowered) == len(text) and not self._uneven.search(lowered)

    def _joined(self, folded: str) -> str:
        for key, value in self.longer.items():
            folded = folded.replace(key, value)
        return folded

    def places(self, text: str, *, markup: bool = True) -> tuple[Sequence[int], Sequence[int]]:
        """Return where each character of the folded text began and ended in `text`."""
        if self._keeps_places(text):
            return range(len(text)), range(1, len(text) + 1)
        rows = list(self._places(text, markup=markup))
        return [start for start, _, _ in rows], [end for _, end, _ in rows]

    def _places(self, text: str, *, markup: bool) -> Iterator[tuple[int, int, str]]:
        hidden = {place for start, end in _marks(text) for place in range(start, end)} if markup else set()
        before = ""
        for start, cluster in clusters(text):
            if start in hidden:
                continue
            for character in unicodedata.normalize("NFC", cluster):
                for folded in self.character(character):
                    if folded != " " or before != " ":
                        yield start, start + len(cluster), folded
                    before = folded


class Folded:
    """A text without what does not matter to its meaning, and the way back to it."""

    __slots__ = ("_folds", "_markup", "_original", "_places", "text")

    def __init__(self, original: str, folds: Folds, *, markup: bool = True) -> None:
        """Fold `original`."""
        self.text = folds.text(original, markup=markup)
        """What is compared."""
        self._original, self._folds, self._markup = original, folds, markup
        self._places: tuple[Sequence[int], Sequence[int]] | None = None

    @property
    def places(self) -> tuple[Sequence[int], Sequence[int]]:
        """For each character of `text`, where it began and where it ended in the original."""
        if self._places is None:
            self._places = self._folds.places(self._original, markup=self._markup)
        return self._places

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the original that became `text[start:end]`, which must not be empty."""
        starts, ends = self.places
        return starts[start], ends[end - 1]


def _is_nfc(text: str) -> bool:
    return text.isascii() or unicodedata.is_normalized("NFC", text)


def _marks(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _MARKUP.finditer(text))


def clusters(text: str) -> Iterator[tuple[int, str]]:
    """Yield the parts of `text` that NFC changes independently of each other, with their places."""
    if _is_nfc(text):
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
