"""What keeps the text of a statement from being plain, whole sentences."""

from __future__ import annotations

import re
import unicodedata

from toolkit.safety.characters import line_problems

COLONS = frozenset(":：﹕")
"""What announces a list."""

# UAX #29, property Sentence_Terminal: those of today's scripts.
_SENTENCE_ENDS = "!.?…։؞؟۔܀܁܂؝।॥၊။።፧፨᙮។៕᠃᠉᥄᥅‼‽⁇⁈⁉。꓿꘎꘏꛳꛷꡶꡷꣎꣏꯫﹒﹖﹗！．？｡"
_CLOSING = "\"'’”»›」』）)]"

_MARKUP = {
    re.compile(r"[{}]"): "a brace (a filled-in word can be neither inflected nor approved)",
    re.compile(r"`"): "a backtick",
    re.compile(r"\\"): "a backslash",
    re.compile(r"(?<![*\w])\*[^\s*]|\*\*|[^\s*]\*(?![*\w])"): "an asterisk of Markdown emphasis",
    re.compile(r"(?<!\w)_[^\s_]|__|[^\s_]_(?!\w)"): "an underscore of Markdown emphasis",
    re.compile(r"~~"): "a Markdown strikethrough",
    re.compile(r"\][(\[]"): "a Markdown link",
    re.compile(r"<[A-Za-z/!?]"): "an HTML tag",
    re.compile(r"&(#[0-9]|#[xX][0-9A-Fa-f]|[A-Za-z][A-Za-z0-9]{1,31};)"): "an HTML character reference",
    re.compile(r"^(#{1,6}\s|>|[-+*]\s|[0-9]{1,9}[.)]\s|::|\|)"): "the beginning of a Markdown block",
}


def plain_text_problems(text: str) -> list[str]:
    """Return what keeps `text` from being one line of plain text in NFC, without markup or placeables."""
    found = line_problems(text)
    if not unicodedata.is_normalized("NFC", text):
        found.append("is not in Unicode normalisation form C (NFC)")
    return found + [f"has {what}" for pattern, what in _MARKUP.items() if pattern.search(text)]


def last_mark(text: str) -> str:
    """Return the last character of `text` that is no closing quote or bracket; "" where there is none."""
    return text.rstrip(_CLOSING)[-1:]


def ends_as_sentence(text: str) -> bool:
    """Whether `text` ends with a full stop, a question mark or the like, of any script that writes them."""
    return bool(mark := last_mark(text)) and mark in _SENTENCE_ENDS
