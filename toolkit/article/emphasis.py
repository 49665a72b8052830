"""Emphasis that works in scripts without spaces between words.

CommonMark (0.31, 6.2) decides by the characters around a run of `*` whether it can open or close emphasis. Where words
are not set apart by spaces its rule fails: in `**突然やめないでください。**医師に` the second `**` stands after
punctuation and before a letter, so it "cannot close", and readers see asterisks. Here letters and punctuation of such
scripts count as neutral, after the idea of the CJK-friendly amendments
(https://github.com/tats-u/markdown-cjk-friendly). Runs that touch no such character behave as CommonMark says.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

STRAY = "stray"
"""Key of the parser's environment: the delimiters that were meant as markup and found no partner."""

# East Asian Wide, which Unicode's own property does not cover: Hangul vowels and finals of decomposed (NFD) text, and
# the scripts of line breaking class SA (UAX #14: Thai, Lao, Burmese, Khmer, Tai, Ahom) and Tibetan.
_RANGES = (
    (0x0E00, 0x0E3E),  # Thai, up to the sign baht, which is a symbol
    (0x0E40, 0x0FFF),  # Thai, Lao, Tibetan
    (0x1000, 0x109F),  # Myanmar
    (0x1100, 0x11FF),  # Hangul Jamo
    (0x1780, 0x17FF),  # Khmer
    (0x1950, 0x19FF),  # Tai Le, New Tai Lue, Khmer Symbols
    (0x1A20, 0x1AAF),  # Tai Tham
    (0xA960, 0xA97F),  # Hangul Jamo Extended-A
    (0xA9E0, 0xA9FF),  # Myanmar Extended-B
    (0xAA60, 0xAADF),  # Myanmar Extended-A, Tai Viet
    (0xD7B0, 0xD7FF),  # Hangul Jamo Extended-B
    (0x11700, 0x1174F),  # Ahom
)
_STARTS = [start for start, _ in _RANGES]
_EMOJI = 0x1F000
"""Wide symbols from here on, and those before the CJK blocks, are emoji and the like: punctuation to CommonMark."""
_CJK = 0x2E80


def unspaced(character: str) -> bool:
    """Whether the character belongs to a script that sets no spaces between words (or, Korean, glues particles on)."""
    code = ord(character)
    if code < _RANGES[0][0]:
        return False
    index = bisect_right(_STARTS, code) - 1
    if code <= _RANGES[index][1]:
        return True
    if unicodedata.east_asian_width(character) not in {"W", "F", "H"}:
        return False
    return unicodedata.category(character)[0] != "S" or _CJK <= code < _EMOJI


def tokenize(state: StateInline, silent: bool) -> bool:
    """Push a run of `*` or `_` as delimiters: the inline rule that stands in place of markdown-it's own."""
    start = state.pos
    marker = state.src[start]
    if silent or marker not in "*_":
        return False
    end = start
    while end < state.posMax and state.src[end] == marker:
        end += 1
    before = _before(state.src, start)
    after = state.src[end] if end < state.posMax else " "
    opens, closes = _flanks(marker, before, after)
    for _ in range(end - start):
        token = state.push("text", "", 0)
        token.content = marker
        place = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(marker), end - start, place, -1, opens, closes))
        state.pos += 1
    return True


def collect_strays(state: StateInline) -> None:
    """Note in the environment each delimiter that could open or close emphasis and did neither.

    Runs after the pairs are found. A lone `*` between spaces is text to every reader and is not noted.
    """
    rows = [state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta)]
    for delimiters in rows:
        closers = {item.end for item in delimiters if item.end >= 0}
        for index, item in enumerate(delimiters):
            if item.end < 0 and index not in closers and (item.open or item.close):
                state.env.setdefault(STRAY, []).append(state.tokens[item.token].content)


def _before(text: str, start: int) -> str:
    """Return the character before the run; one with a variation selector counts as the character it selects for."""
    position = start - 1
    while position > 0 and ("\ufe00" <= text[position] <= "\ufe0f" or "\U000e0100" <= text[position] <= "\U000e01ef"):
        position -= 1
    return text[position] if position >= 0 else " "


def _flanks(marker: str, before: str, after: str) -> tuple[bool, bool]:
    """Return whether the run can open, and whether it can close emphasis."""
    space_before, space_after = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
    neutral_before, neutral_after = unspaced(before), unspaced(after)
    punct_before, punct_after = _punctuation(before), _punctuation(after)
    left = not space_after and (not punct_after or neutral_after or space_before or punct_before or neutral_before)
    right = not space_before and (not punct_before or neutral_before or space_after or punct_after or neutral_after)
    if marker == "*":
        return left, right
    return left and (not right or punct_before), right and (not left or punct_after)


def _punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)
