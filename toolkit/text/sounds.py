"""Reduces words of any script to the consonants that a transliteration keeps.

Names of characters in the Unicode Character Database say how a letter sounds: KATAKANA LETTER SI, HANGUL SYLLABLE GAM,
ARABIC LETTER BEH, CYRILLIC SMALL LETTER EF. What scripts mix up (b and p and v, d and t, l and r, m and n) is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

_LATIN = ((r"ph", "f"), (r"ch|ck|qu", "k"), (r"x", "ks"), (r"c(?=[eiy])", "s"), (r"sch|sh|sz", "s"), (r"th", "t"))
_ALIKE = str.maketrans("cgjqbfvwdrmz", "kkkkpppptlns")
_SILENT = re.compile(r"[^kptlns]+")
_TWICE = re.compile(r"(.)\1+")
_ARABIC = {"KHAH": "k", "GHAIN": "k", "JEEM": "k", "HAH": "", "HEH": "", "WAW": "", "YEH": "", "ALEF": "", "AIN": ""}
_CYRILLIC = {"GHE": "k", "HA": "k", "TSE": "s", "ZHE": "s", "CHE": "s", "SHA": "s"}


def sounds(text: str) -> Iterator[str]:
    """Yield the consonants of each run of letters in `text` that are one script's, from left to right.

    Han characters and hiragana spell no foreign name, and divide.
    """
    run: list[str] = []
    kind = ""
    for character in text:
        script, sound = _sound(character)
        if script not in {kind, "MARK"} and run:
            yield _reduced("".join(run), kind)
            run = []
        if script and script != "MARK":
            kind = script
            run.append(sound)
        elif not script:
            kind = ""
    if run:
        yield _reduced("".join(run), kind)


def _reduced(spelling: str, script: str) -> str:
    if script == "LATIN":
        for pattern, sound in _LATIN:
            spelling = re.sub(pattern, sound, spelling)
    return _TWICE.sub(r"\1", _SILENT.sub("", spelling.translate(_ALIKE)))


@cache
def _sound(character: str) -> tuple[str, str]:
    """Return the script of a letter with its sound in Latin letters; MARK for one that belongs to its neighbours."""
    if unicodedata.category(character)[0] == "M" or character == "ー":
        return ("MARK", "") if character != "\u0902" else ("DEVANAGARI", "n")
    name = unicodedata.name(character, "")
    script, _, rest = name.partition(" ")
    last = rest.rpartition(" ")[2]
    heard = _HEARD.get(script)
    if heard is None or last == "SIGN":
        return "MARK" if last == "SIGN" else "", ""
    return script, heard(character, rest, last)


class Kana(NamedTuple):
    """What a letter of katakana says."""

    vowel: str
    """Its vowel; "" for N, and for what only makes a consonant longer."""
    small: bool
    """Whether it belongs to the syllable before it."""


@cache
def kana_sound(letter: str) -> Kana | None:
    """Return what a letter of katakana says; None for any other."""
    script, _, rest = unicodedata.name(letter, "").partition(" ")
    last = rest.rpartition(" ")[2].lower()
    small = "SMALL" in rest
    return Kana(last[-1:].strip("n") if last != "tu" or not small else "", small) if script == "KATAKANA" else None


def _syllable(_: str, __: str, last: str) -> str:
    return last.lower().replace("ng", "n").replace("j", "s").replace("ch", "s")


_HEARD: Mapping[str, Callable[[str, str, str], str]] = {
    "LATIN": lambda character, _, __: unicodedata.normalize("NFD", character)[0].lower(),
    # HU and HO stand for f where a foreign name has it, and no other h is heard.
    "KATAKANA": lambda _, rest, last: "" if "SMALL" in rest else re.sub("h[uo]", "f", last.lower()),
    "HANGUL": _syllable,
    "DEVANAGARI": _syllable,
    "ARABIC": lambda _, __, last: _ARABIC.get(last, last[:1].lower()),
    "CYRILLIC": lambda _, __, last: _CYRILLIC.get(
        last, "".join(filter("BCDFGHKLMNPQRSTVZ".__contains__, last)).lower()
    ),
}
"""Script -> what tells the sound of a letter from the letter, its name and the last word of that."""
