"""Finds what stands twice in a text: a word in a row, a stretch of words, a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from toolkit.late import late
from toolkit.text.characters import WORD_MARKS

Spans = Iterator[tuple[int, int]]

_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_MARKS = WORD_MARKS
_REST = rf"(?:[^\W_{_UNSPACED}]+|[{_MARKS}]+)*"
_WORD = late(rf"[^\W\d_{_UNSPACED}]{_REST}|[{_UNSPACED}]|\d+(?:[.,]\d+)*")
"""A word; in scripts without spaces one character."""
_SPACED_WORD = late(rf"[^\W\d_{_UNSPACED}]{_REST}|\d+(?:[.,]\d+)*")
_PAIR = late(rf"(?<![^\W\d]|[{_MARKS}])([^\W\d_{_UNSPACED}](?:[^\W_]|[{_MARKS}])*)[ \u00a0\u202f\n]+(?=(\S+))")
_TWICE = late(rf"(?<![^\W\d]|[{_MARKS}])([^\W\d_{_UNSPACED}](?>(?:[^\W_]|[{_MARKS}])*))[ \u00a0\u202f\n]+\1")
"""What a doubled word has; in most texts there is none of it."""
_GLUED = "'’-\u2010\u2011"
"""What joins a clitic to its word: `Prenez-le le matin` doubles nothing."""
_ELIDING = ("'", "’")
"""Those that join no verb with its subject, behind which the same word may stand again: "voulez-vous vous asseoir"."""
_LONG = 4
_KANJI = "\u3400-\u4dbf\u4e00-\u9fff"
_KANA = "\u3041-\u3096\u30a1-\u30fc"
_CHARACTERS = late(
    rf"([{_KANJI}]{{2,6}})\1"
    rf"|([{_KANA}{_KANJI}]{{3,12}})\2"
    rf"|をを|([がにで])\3(?=[{_KANJI}])"
)
_SPACE_BETWEEN = late(r"([^\s、。，．！？\ufffc]{1,30}[^\x00-\u2fff\s、。，．！？\ufffc]) \1")
"""What stands twice in text without spaces, with a space between, which a hand put there."""


def doubled_words(
    text: str, allowed: Collection[str], after_comma: Collection[str], after: Collection[str] = ()
) -> Spans:
    """Yield the spans of words that stand twice in a row with nothing but a space between.

    Letter case counts (`Sie sie`), but for the first word of a text. The words of `allowed`, in lower case, may stand
    twice, and those of `after_comma` behind a comma or a word of `after`. Of what a hyphen or an apostrophe joins only
    long words count.
    """
    first = _PAIR.match(text)
    if not _TWICE.search(text) and not (first and first[2].lower().startswith(first[1].lower())):
        return
    for match in _PAIR.finditer(text):
        word = match[1]
        end = match.end() + len(word)
        if not match[2].startswith(word) and not (match.start() == 0 and match[2].lower().startswith(word.lower())):
            continue
        rest, before = match[2][len(word) : len(word) + 1], text[match.start() - 1 : match.start()]
        if rest and (rest.isalnum() or rest in "'’_" or _is_mark(rest)) and not _only_ends(word, match[2]):
            continue
        glued = before and before in _GLUED
        if glued and (len(word) < _LONG or rest == "-"):
            continue
        small, near = word.lower(), text[max(0, match.start() - 3) : match.start()]
        counted = rest != "-" and bool(
            _COUNTED.search(text, max(0, match.start() - 2), match.start()) or _NAMED.match(text, end)
        )
        if small in allowed and before not in _ELIDING and not counted:
            continue
        if small in after_comma and (near.rstrip().endswith(",") or _word_before(text, match.start()) in after):
            continue
        yield match.start(), end


def _word_before(text: str, place: int) -> str:
    """Return the word before a place, in lower case."""
    words = text[max(0, place - _LONGEST_WORD) : place].split()
    return words[-1].lower() if words else ""


_LONGEST_WORD = 20
"""Characters of a word that is looked for before another."""
_ENDING = late(rf"[{_MARKS}]+\u0627?(?![^\W_])|[’'](?=[^\W\d_])")
"""What a word may have behind the same letters: vowel signs, the Arabic ending of an accusative, an elided word."""
_COUNTED = late(r"[\d}\ufffc]\s?$")
"""Behind a number nothing is said twice for its sense: Vietnamese "ngày ngày" is daily, "3 ngày ngày" is a slip."""
_NAMED = late(r"\s?[{\ufffc]")
"""A placeholder, which names the one that is meant: "ngày ngày {date}"."""


def _only_ends(word: str, following: str) -> bool:
    """Whether the next word is the same with an ending that belongs to it, so that the first is a part of it."""
    return len(word) >= _LONG - 1 and _ENDING.match(following, len(word)) is not None


def doubled_stretches(text: str, allowed: Collection[str] = ()) -> Spans:
    """Yield the spans of stretches of two words or more that are repeated at once: `of the dose of the dose`.

    Those in `allowed` may be: Hindi "से कम से कम".
    """
    names = list(map(str.lower, _SPACED_WORD.findall(text)))
    if len(names) - len(set(names)) < 2:
        return
    words = [(match[0].lower(), match.start(), match.end()) for match in _SPACED_WORD.finditer(text)]
    counts = Counter(names)
    place = 0
    while place < len(words):
        size = _repeated_at(words, place) if counts[names[place]] > 1 else 0
        if size:
            start, end = words[place][1], words[place + 2 * size - 1][2]
            middle = words[place + size][1]
            stretch = text[start:middle].split()
            if stretch == text[middle:end].split() and " ".join(stretch) not in allowed:
                yield start, end
            place += size
        place += 1


_LONGEST_STRETCH = 12


def _repeated_at(words: list[tuple[str, int, int]], place: int) -> int:
    for size in range(2, _LONGEST_STRETCH):
        if place + 2 * size > len(words):
            return 0
        if words[place][0] == words[place + size][0]:
            first = [word[0] for word in words[place : place + size]]
            if first == [word[0] for word in words[place + size : place + 2 * size]] and len(set(first)) > 1:
                return size
    return 0


def doubled_characters(text: str, locale: str) -> Spans:
    """Yield what stands twice in a row in text without spaces: two kanji or more, or a stretch with kana.

    Chinese doubles verbs of two characters (讨论讨论), so there it must be three.
    """
    if locale.startswith(("ja", "zh")):
        short = 2 if locale.startswith("zh") else 1
        for match in _CHARACTERS.finditer(text):
            if match[1] is None or len(match[1]) > short:
                yield match.span()
        if " " in text:
            yield from (match.span() for match in _SPACE_BETWEEN.finditer(text))


def doubled_whole(text: str) -> tuple[int, int] | None:
    """Return the second half of a text that is the same twice, with white space between or nothing."""
    trimmed = text.strip()
    offset = text.index(trimmed) if trimmed else 0
    half = len(trimmed) // 2
    for size in (half, half - 1):
        if size >= _LONG and trimmed[:size].strip() == trimmed[len(trimmed) - size :].strip():
            middle = trimmed[size : len(trimmed) - size]
            if not middle.strip():
                return offset + len(trimmed) - size, offset + len(trimmed)
    return None


def _is_mark(character: str) -> bool:
    return re.match(f"[{_MARKS}]", character) is not None


def longest_repeat(text: str, size: int) -> tuple[int, int] | None:
    """Return the second place of a run of `size` words that stands in `text` twice without overlap; linear time."""
    names = list(map(str.lower, _WORD.findall(text)))
    if len(names) - len(set(names)) < size:
        return None
    words = [(match[0].lower(), match.start(), match.end()) for match in _WORD.finditer(text)]
    seen: dict[tuple[str, ...], int] = {}
    for place in range(len(words) - size + 1):
        run = tuple(word[0] for word in words[place : place + size])
        first = seen.setdefault(run, place)
        if place >= first + size:
            end = place + size
            while end < len(words) and words[end][0] == words[first + end - place][0]:
                end += 1
            return words[place][1], words[end - 1][2]
    return None
