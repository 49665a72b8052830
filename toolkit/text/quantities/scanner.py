"""Cuts a text into the tokens that quantities are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cache
from typing import NamedTuple

from toolkit.late import late
from toolkit.text.quantities.prepared import LEFT_OUT, key, prepare

_UNSPACED = "\u3005-\u3007\u3041-\u3096\u309d-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
"""Kana, ideographs and Hangul syllables: each is a token of its own."""
_MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962\u0963"
    "\u0980-\u0983\u09bc-\u09cd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
)
"""Marks that belong to the letter before them and are no letters to `re`."""
_UNSPACED_LETTER = late(f"[{_UNSPACED}]")
_FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_LETTER = rf"[^\W\d_{_UNSPACED}{_FRACTIONS}]"
_FIXED_SPACE = "\u00a0\u202f\u2009"

_WORD = rf"{_LETTER}+(?:[{_MARKS}]+{_LETTER}*)*"
_WORDS = late(_WORD)
_ASCII_WORDS = late(r"[a-z]+")
_DATE = (
    r"(?<![\d.,/-])(?:\d{4}(?P<first>[-/.])\d\d?(?P=first)\d\d?|\d\d?(?P<joint>[./])\d\d?(?P=joint)(?:\d{4}|\d\d)"
    r"|(?:0?[1-9]|[12]\d|3[01])-(?:0?[1-9]|1[0-2])-(?:19|20)\d\d)"
    r"(?![\d/-]|[.,]\d)"
)
_PHONE = (  # a separator between all groups, and few digits in each: else a long run could be cut in many ways
    r"(?<![\d.,])(?!\d{1,4}-[1-9]\d{0,2}[ \u00a0\u202f]000(?!\d))"  # 5000-10 000
    r"(?:\+\d{7,15}|\+\d{1,4}(?:[ \u00a0.-]{1,2}\(?\d{1,8}\)?){1,8}"
    r"|\(0\d{1,6}\)[ \u00a0-]?\d{2,8}(?:[ \u00a0-]\d{2,8}){0,5}"
    r"|0\d{2,7}(?:[ \u00a0\u202f./-]\d{2,8}){1,6}"
    r"|0\d(?:[ \u00a0\u202f]\d{2,8}){2,6}"
    r"|0(?:[ \u00a0\u202f-]\d{2,4}){2,6}"
    r"|\d{1,4}(?:[ \u00a0\u202f-]\d{2,4}){2,6}"
    r"|\d{4} \d{4})(?![\d]|[.,]\d)"
)
_PHONE_WITH_HYPHENS = r"(?<![\d.,])\d{1,4}(?: \d{2,4}){1,4}(?:-\d{2,4}){2,3}(?![\d-]|[.,]\d)"  # 8 800 555-35-35
_CLOCK = r"(?<![\d:.])(?:[01]?\d|2[0-4])[:h][0-5]\d(?![\d:]|\.\d)"
_MIXED = r"\d+[ \u00a0]\d{1,2}/\d{1,2}(?![\d/])"
_GLYPH = rf"\d*[ \u00a0\u2009]?[{_FRACTIONS}]"
_RATIO = (
    r"\d+(?:[.,]\d+)?[ \u00a0]?/[ \u00a0]?\d+(?:[.,]\d+)?(?![\d/])|\d+:\d{1,3}(?:[.,]\d{3})+(?![\d:])|\d+:\d+(?![\d:])"
)
_PLAIN = r"\d+(?:[.,'’٬٫]\d+)*"


class Type(Enum):
    """What a token is."""

    WORD = "word"
    SYMBOL = "symbol"
    NUMBER = "number"
    """Digits with their separators, blanks taken out."""
    FRACTION = "fraction"
    """1½, 1 1/2."""
    RATIO = "ratio"
    """140/90, 1/2, 1:1000."""
    CLOCK = "clock"
    DATE = "date"
    PHONE = "phone"
    HIDDEN = "hidden"
    """A placeholder, an address, code: what a reader does not read as text."""


class Token(NamedTuple):
    """A part of a text."""

    key: str
    """It as words are looked up: lower case, ASCII digits, without marks that may be left out."""
    start: int
    """Its first character in the prepared text."""
    end: int
    """One past its last character."""
    type: Type


class Scan(NamedTuple):
    """The tokens of a text and the way back to it."""

    text: str
    """The text as it was prepared: as long as the original, unless `places` says otherwise."""
    tokens: Sequence[Token]
    """Its tokens in their order, without white space and emphasis."""
    places: Sequence[tuple[int, int]] | None
    """For each character of `text`, its span in the original; None where they are the same."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the original that became `text[start:end]`, which must not be empty."""
        return (start, end) if self.places is None else (self.places[start][0], self.places[end - 1][1])


_SKIPPED = frozenset('*_[]\\`"“”„«»‹›‘\u301c')


_HIDDEN = late(
    r"(`{1,3})[^`]+\1"
    r"|\]\([^()\s]*(?:[ ]\"[^\"]*\")?\)"
    r"|(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}://[^\s<>\"]*[^\s<>\".,;:!?)\]]"
    r"|www\.[^\s<>\"]*[^\s<>\".,;:!?)\]]"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}"
    r"|\{\{?[^{}\n]*\}?\}"
    r"|%\(\w+\)[#0 +-]*\d*(?:\.\d+)?[a-z]"
    r"|%\d{1,2}\$[#0 +-]?\d{0,3}(?:\.\d)?(?:@|l{0,2}[diouxefgcs])"  # %2$d, whatever follows: "%2$d분"
    r"|(?:(?<![\d \u00a0])|(?<=[^\d][ ]))%(?:@|[#0+-]?\d{0,2}(?:\.\d)?[dsif](?![a-z\u00c0-\u024f]))"
    r"|<[a-z/!][^<>]*>"
    r"|&(?:#\d+|#x[0-9a-f]+|[a-z]+);"
    r"|(?<!\S)[¹²³](?=\d)"  # a footnote, not its mark: ²100,000 people
)
_MAY_HIDE = late(r"[`{<&@%¹²³]|\]\(|://|www\.")


def words_of(text: str) -> list[str]:
    """Return the keys of the words of a prepared text, those of hidden places too; for languages that divide words."""
    return _ASCII_WORDS.findall(text) if text.isascii() else _WORDS.findall(key(text))


def is_unspaced(character: str) -> bool:
    """Whether the character is a letter of a script that needs no blank between words."""
    return _UNSPACED_LETTER.match(character) is not None


def is_word(key: str) -> bool:
    """Whether the key of a token is that of one word."""
    return _WORDS.fullmatch(key) is not None


@cache
def _tokens(*, blanks_group: bool, ascii_only: bool = False) -> re.Pattern[str]:
    """Return what finds the tokens; with `blanks_group`, plain blanks divide groups of digits.

    With `ascii_only` it is for prepared texts in ASCII, whose letters are told in a fifth of the time.
    """
    telephone = r"(?!\d{3} \d{3} \d{3}(?<!000)(?!\d))"
    blank = "| " if blanks_group else ""
    more = r"(?![ \u00a0\u202f]\d)"  # behind groups that are no thousands: 8 800 555 35 35
    groups = rf"{telephone}[1-9]\d{{0,2}}(?:(?:[{_FIXED_SPACE}]{blank})\d{{3}}(?!\d))+{more}(?:[.,٫]\d+)?"
    if not blanks_group:
        groups += r"|[1-9]\d{0,2}(?: \d{3})* 000(?!\d)"
    parts = {
        "word": "[a-z]+" if ascii_only else rf"{_WORD}|[{_UNSPACED}]",  # nothing else begins with a letter
        "date": _DATE,
        "fraction": _MIXED if ascii_only else rf"{_MIXED}|{_GLYPH}",
        "hyphened": _PHONE_WITH_HYPHENS,
        "grouped": groups,
        "phone": _PHONE,
        "clock": _CLOCK,
        "ratio": _RATIO,
        "number": _PLAIN,
        "symbol": r"[^\s]",
    }
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in parts.items()))


_PAIR = late(r"\d+(?:,\d{3}|:\d+)")
_BLANKS = late(rf"[ {_FIXED_SPACE}]")
_FEWEST_DIGITS = 7  # of a telephone number that begins neither with 0 nor with +


def scan(text: str, *, turkish: bool = False, blanks_group: bool = False) -> Scan:
    """Return the tokens of `text`, which may hold inline Markdown and placeholders."""
    prepared, places = prepare(text, turkish=turkish)
    hidden: dict[int, str] = {}
    if _MAY_HIDE.search(prepared):
        prepared = _HIDDEN.sub(lambda match: _hide(match, hidden), prepared)
    ascii_only = prepared.isascii()
    clean = ascii_only or LEFT_OUT.search(prepared) is None
    found: list[Token] = []
    pattern = _tokens(blanks_group=blanks_group, ascii_only=ascii_only)
    matches = pattern.finditer(prepared)
    while (match := next(matches, None)) is not None:
        if match.lastgroup == "word":
            text = match[0]
            found.append(Token(text if clean else key(text), match.start(), match.end(), Type.WORD))
            continue
        token = _token(match, hidden)
        if token.end < match.end():  # what is left of it is looked at again
            matches = pattern.finditer(prepared, token.end)
        if token.type is not Type.SYMBOL or token.key not in _SKIPPED:
            found.append(token)
    return Scan(prepared, _without_hyphens(found) if "-" in prepared else found, places)


def _hide(match: re.Match[str], hidden: dict[int, str]) -> str:
    if match[0][0] in "<&¹²³":  # a reader sees nothing of a tag, and a blank for most entities
        return " " * len(match[0])
    hidden[match.start()] = match[0]
    return "\ufffc" + " " * (len(match[0]) - 1)


_NAMES = {
    "date": Type.DATE,
    "fraction": Type.FRACTION,
    "hyphened": Type.PHONE,
    "grouped": Type.NUMBER,
    "phone": Type.PHONE,
    "clock": Type.CLOCK,
    "ratio": Type.RATIO,
    "number": Type.NUMBER,
    "symbol": Type.SYMBOL,
}


def _token(match: re.Match[str], hidden: Mapping[int, str]) -> Token:
    """Return what was matched that is no word, or the beginning of it."""
    kind = match.lastgroup or "symbol"
    text, start, end = match[0], match.start(), match.end()
    if kind == "symbol":
        if start in hidden:
            return Token(hidden[start], start, start + 1, Type.HIDDEN)
        return Token(text, start, end, Type.SYMBOL)
    if kind in {"number", "ratio"} and _is_pair(match):  # the ends of an interval
        text = re.match(r"\d+", text)[0]  # type: ignore[index]
        return Token(text, start, start + len(text), Type.NUMBER)
    if kind == "phone" and text[0] not in "+0(" and sum(map(str.isdigit, text)) < _FEWEST_DIGITS:
        text = re.match(r"\d+", text)[0]  # type: ignore[index]
        return Token(text, start, start + len(text), Type.NUMBER)
    if kind in {"grouped", "ratio"}:
        text = _BLANKS.sub("", text)
    return Token(text, start, end, _NAMES[kind])


def _is_pair(match: re.Match[str]) -> bool:
    """Whether digits are the rest of (-1,255) or (-1:255): a negative number and another one, not one number."""
    start, end = match.span()
    bracketed = start > 1 and match.string.startswith("(-", start - 2) and match.string.startswith(")", end)
    return bracketed and _PAIR.fullmatch(match[0]) is not None


def _without_hyphens(tokens: list[Token]) -> list[Token]:
    """Leave out the hyphens between two words that they join: `twenty-five`, `half-life`."""
    hyphens = {
        place
        for place in range(1, len(tokens) - 1)
        if tokens[place].key == "-"
        and tokens[place - 1].type is tokens[place + 1].type is Type.WORD
        and tokens[place - 1].end == tokens[place].start
        and tokens[place].end == tokens[place + 1].start
    }
    return [token for place, token in enumerate(tokens) if place not in hyphens] if hyphens else tokens
