"""Compares a text of a page with an approved wording: the same, the same in other typography, or how it differs."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter

from toolkit.text.normalise import normalise

MAX_TOKENS = 600
"""Words of a text that a difference is shown for."""
LIKE = 0.5
"""Least share of common words in a text that is taken for an altered wording."""

_SINGLE = "'‘’‚‛ʼ"
_DOUBLE = '"“”„‟«»‹›「」『』〝〞〟'
_DASHES = "-‐‑‒–—―−"
_SPACES = "\u00a0\u202f\u2007"
_SOFT_HYPHEN = "\u00ad"
_FOLDS = str.maketrans({
    **dict.fromkeys(_SINGLE, "'"),
    **dict.fromkeys(_DOUBLE, '"'),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_SPACES, " "),
    _SOFT_HYPHEN: None,
})  # fmt: skip
_JOINED = "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefe\u0900-\u0dff\U0001ee00-\U0001eeff"
"""Arabic and the Indic scripts of the Brahmi family from Devanagari to Sinhala."""
_JOINERS = re.compile(rf"(?<=[{_JOINED}])[\u200c\u200d]+(?=[{_JOINED}]|\W|\Z)")
_FOLDED = re.compile(
    f"[{''.join(re.escape(chr(code)) for code, folded in _FOLDS.items() if folded != chr(code))}\u200c\u200d]"
)
"""What is folded: most texts have none of it."""
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957"
    "\u0962\u0963\u0980-\u0dff"
)
"""Combining marks of the scripts that cannot do without, which Python's `\\w` leaves out."""
_TOKEN = re.compile(rf"[\u0e00-\u0eff\u2e80-\u30ff\u31c0-\u9fff\uf900-\ufaff]|(?:[^\W_]|[{_MARKS}])+|\s+|[\W_]")


def fold(text: str) -> str:
    """Return the normalised `text` without what two good typesetters may do differently.

    Quotes, dashes, no-break spaces, soft hyphens; joiners (U+200C, U+200D) between letters of Arabic and Indic scripts.
    Nothing else: no case, no compatibility forms, no other characters without width.
    """
    text = normalise(text)
    return normalise(_JOINERS.sub("", text.translate(_FOLDS))) if _FOLDED.search(text) else text


def tokens(text: str) -> list[str]:
    """Return the words, spaces and signs of a text; Chinese, Japanese and Thai letter by letter."""
    return _TOKEN.findall(text)


def likeness(words: Counter[str], other: Counter[str]) -> float:
    """Return which share of the words two texts have in common, counting repetitions (Dice)."""
    total = words.total() + other.total()
    return 2 * (words & other).total() / total if total else 0.0


def words_of(text: str) -> Counter[str]:
    """Return how often each word stands in a text, its case and its signs aside."""
    return Counter(token for token in tokens(text[: MAX_TOKENS * 20].lower()) if token[0].isalnum())


def difference(found: str, expected: str) -> str:
    """Return how `found` differs from `expected`: lost words as `[-word-]`, added ones as `{+word+}`.

    Characters that cannot be seen, or be told from others, are named.
    """
    new, old = tokens(normalise(found))[:MAX_TOKENS], tokens(normalise(expected))[:MAX_TOKENS]
    alphabet = set(expected)
    pieces: list[str] = []
    for kind, old_start, old_end, new_start, new_end in difflib.SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        lost, added = "".join(old[old_start:old_end]), "".join(new[new_start:new_end])
        if kind == "equal":
            pieces.append(lost)
            continue
        pieces.append(f"[-{_visible(lost, None)}-]" if lost else "")
        pieces.append(f"{{+{_visible(added, alphabet)}+}}" if added else "")
    return "".join(pieces)


def _visible(text: str, alphabet: set[str] | None) -> str:
    """Name the characters that have no picture of their own, and letters of a script that the wording does not use."""
    scripts = {_script(char) for char in alphabet or () if char.isalpha()}
    return "".join(_named(char) if _is_odd(char, scripts if alphabet else None) else char for char in text)


def _is_odd(char: str, scripts: set[str] | None) -> bool:
    if char == " ":
        return False
    odd = unicodedata.category(char) in {"Cf", "Cc", "Co", "Cn", "Zs", "Zl", "Zp"}
    return odd or (scripts is not None and char.isalpha() and _script(char) not in scripts)


def _script(char: str) -> str:
    """Return the first word of a character's name: LATIN, CYRILLIC, ARABIC, CJK."""
    return unicodedata.name(char, "?").split(" ")[0]


def _named(char: str) -> str:
    return f"{char if char.isalpha() else ''}<U+{ord(char):04X} {unicodedata.name(char, 'unnamed')}>"
