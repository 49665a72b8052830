"""Tells whether the vowels of a word in another script may be those of a name whose consonants it has.

Scripts spell the vowels of a foreign name in many ways, but not in all: Arabic leaves them out, and never writes one
where the name has none; katakana adds "u" or "o" after a consonant, and no "a".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from toolkit.text.sounds import kana_sound

_SOME_MORE = 1
"""Vowels that a script may write for one: "io" as "iyo", "i" as "ai"."""


class Beat(NamedTuple):
    """A consonant with the vowels behind it; the first of a word has no consonant."""

    consonant: str
    vowels: str


@dataclass(frozen=True, slots=True)
class Voices:
    """How a script spells vowels."""

    letters: Mapping[str, str]
    """Its vowel letters -> a, e, i, o, u."""
    heard: Mapping[str, str]
    """A vowel of the name -> those that may be written for it; "": where the name has none."""
    twice: bool
    """Whether a consonant may be written twice in a row where the name has it once."""
    written: bool
    """Whether each vowel is written."""


def beats(word: str, consonants: Mapping[str, str], voices: Voices) -> Sequence[Beat]:
    """Return the beats of a word of a translation, given which letters are which Latin consonants."""
    found = [Beat("", "")]
    for letter in word:
        kana = kana_sound(letter)
        consonant, last = consonants.get(letter, ""), found[-1]
        if kana is not None and kana.small:
            if kana.vowel and last.vowels:
                found[-1] = Beat(last.consonant, last.vowels[:-1] + kana.vowel)
            continue
        vowel = kana.vowel if kana is not None else voices.letters.get(letter, "")
        glides = last == ("k", "") and consonant == "v"
        if consonant and not glides:
            found.append(Beat(consonant, vowel))
        else:
            found[-1] = Beat(last.consonant, last.vowels + vowel)
    return _single(found) if voices.twice else found


def name_beats(name: str, same: Mapping[int, str]) -> Sequence[Beat]:
    """Return the beats of a name in Latin letters; `same` are consonants that the script does not tell apart."""
    found = [Beat("", "")]
    for letter in name:
        if letter in "aeiou":
            found[-1] = Beat(found[-1].consonant, found[-1].vowels + letter)
        else:
            found.append(Beat(letter, ""))
    return [Beat(beat.consonant.translate(same), beat.vowels) for beat in _single(found)]


def _single(found: Iterable[Beat]) -> Sequence[Beat]:
    single: list[Beat] = []
    for beat in found:
        if single and beat.consonant and single[-1] == (beat.consonant, ""):
            single.pop()
        single.append(beat)
    return single


def agree(name: Sequence[Beat], word: Sequence[Beat], voices: Voices, prefix: int) -> bool:
    """Whether a word is the name but for its ending, behind `prefix` consonants at most."""
    return any(
        _agree_at(name, word[place:], voices, first=not place)
        for place in range(min(prefix, len(word) - len(name)) + 1)
    )


def _agree_at(name: Sequence[Beat], word: Sequence[Beat], voices: Voices, *, first: bool) -> bool:
    if [beat.consonant for beat in name[1:]] != [beat.consonant for beat in word[1 : len(name)]]:
        return False
    pairs = list(zip(name, word, strict=False))[0 if first else 1 : -1]
    return all(_vowels_agree(mine.vowels, theirs.vowels, voices) for mine, theirs in pairs)


def _vowels_agree(name: str, word: str, voices: Voices) -> bool:
    helping = voices.heard.get("none", "")
    if voices.written and name and not word:
        return False
    if len(word) > 1 and word[0] in helping and _may_be(name, word[1:], voices):
        return True
    return _may_be(name, word, voices)


def _may_be(name: str, word: str, voices: Voices) -> bool:
    allowed = "".join(voices.heard.get(vowel, "") for vowel in name) if name else voices.heard.get("none", "")
    more = len(word) - len(name)
    doubled = len(name) == 1 and any(one == other for one, other in pairwise(word))
    return all(vowel in allowed for vowel in word) and more <= _SOME_MORE + voices.twice and not doubled
