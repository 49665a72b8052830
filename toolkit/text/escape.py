"""Makes foreign text safe to show in one line of a terminal or a log."""

from __future__ import annotations

import unicodedata

_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_HIDDEN_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def escape(text: str) -> str:
    r"""Return `text` with controls, bidi controls and all else that cannot be seen written as `\n` or `\u202e`.

    So that a translation can neither move the cursor, nor turn a line around, nor begin a line that looks like another
    finding. ZWJ and ZWNJ are escaped too: in a finding, what is there must be seen.
    """
    if "##[" in text:
        text = text.replace("##[", "#\\x23[")  # GitHub's runner obeys `##[command]` anywhere in a line of a log
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(character) for character in text)


def _escaped(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    if unicodedata.category(character) not in _HIDDEN_CATEGORIES:
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
