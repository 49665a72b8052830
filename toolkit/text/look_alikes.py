"""Finds letters of one script in words of another, which no reader can tell from the right ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from toolkit.late import late
from toolkit.text.kept_tables import shipped

_MARKS = "\u0300-\u036f"
_LATIN = "A-Za-z\xaa\xba\xc0-\xd6\xd8-\xf6\xf8-\u02af\u1e00-\u1eff\u2c60-\u2c7f\ua722-\ua7ff"
_CYRILLIC = "\u0400-\u0481\u048a-\u052f\u1c80-\u1c8f\ua640-\ua69d"
_GREEK = "\u0370-\u0373\u0376-\u037d\u0386\u0388-\u03ff\u1f00-\u1fff"
_SCRIPTS = {"Latin": _LATIN, "Cyrillic": _CYRILLIC, "Greek": _GREEK}
_ALL = _LATIN + _CYRILLIC + _GREEK
_WORD = late(rf"[{_ALL}][{_ALL}{_MARKS}0-9]*")
_TOUCH = late(
    rf"[{_LATIN}][{_MARKS}]?[{_CYRILLIC}{_GREEK}]|[{_CYRILLIC}{_GREEK}][{_MARKS}]?[{_LATIN}]"
    rf"|[{_CYRILLIC}][{_MARKS}]?[{_GREEK}]|[{_GREEK}][{_MARKS}]?[{_CYRILLIC}]"
)
_LETTER_OF = {name: re.compile(f"[{letters}]") for name, letters in _SCRIPTS.items()}
_BEYOND_LATIN = late(f"[{_CYRILLIC}{_GREEK}]")
_GREEK_SIGN = late("[αβγδεκλμνπστφχψωΔΓΛΣΦΨΩ]")
"""Greek letters that science puts before or behind a Latin name: TNFα, βhCG, μg."""
_SAME_IN_PRINT = late("[aceopxy]+")
_STYLED = late("[\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff\u2460-\u24ff\U0001f130-\U0001f189]+")


class LookAlike(NamedTuple):
    """A letter, or several, that do not belong to their word."""

    start: int
    """First character of the word."""
    end: int
    """One past its last character."""
    letters: str
    """Those that do not belong."""
    script: str
    """The script that they are of."""
    certain: bool
    """Whether nothing but a slip can explain them."""


@cache
def tables() -> dict[str, Any]:
    """Return the tables of `look_alikes.toml`."""
    return shipped("toolkit.text", "look_alikes.toml")


@cache
def _twins() -> frozenset[tuple[str, str]]:
    """Return the pairs (letter, script that has its twin): `("а", "Latin")`, `("a", "Cyrillic")`."""
    pairs = set()
    for name in ("Cyrillic", "Greek"):
        for letter, latin in tables()[name.lower()].items():
            pairs |= {(letter, "Latin"), (latin, name)}
    return frozenset(pairs)


def mixed_words(text: str) -> Iterator[LookAlike]:
    """Yield the words that mix Latin, Cyrillic and Greek letters.

    Hyphens and apostrophes divide words, so that `SMS-сообщение` is none of them. The name of a substance with its
    Greek letter is none either.
    """
    if text.isascii() or not _TOUCH.search(text):
        return
    done = 0
    for touch in _TOUCH.finditer(text):
        if touch.start() < done:
            continue
        start = touch.start()
        while start > 0 and _WORD.fullmatch(text[start - 1 : touch.end()]) and touch.start() - start < 60:
            start -= 1
        match = _WORD.match(text, start)
        if match is None:
            continue
        done = match.end()
        if (found := _mixed(match)) is not None:
            yield found


def _mixed(match: re.Match[str]) -> LookAlike | None:
    word = match[0]
    counts = {name: len(pattern.findall(word)) for name, pattern in _LETTER_OF.items()}
    main = max(counts, key=lambda name: counts[name])
    odd = [(place, letter) for place, letter in enumerate(word) if letter.isalpha() and not _is_of(letter, main)]
    if not odd:
        return None
    letters = "".join(letter for _, letter in odd)
    script = next(name for name in _SCRIPTS if _is_of(letters[0], name))
    if len(odd) == 1 and odd[0][0] in {0, len(word) - 1} and _GREEK_SIGN.fullmatch(letters) and main == "Latin":
        rest = word.replace(letters, "")
        if letters == "μ" or rest.isupper() or len(rest) <= 3 or odd[0][0] == 0:
            return None
    certain = counts[main] > len(odd) and all(
        (letter, main) in _twins() and _fits(word, place) for place, letter in odd
    )
    return LookAlike(match.start(), match.end(), letters, script, certain)


def _fits(word: str, place: int) -> bool:
    """Whether the letter is of the case that its neighbours lead one to expect, so that it passes for one of them."""
    letter = word[place]
    beside = [other for other in word[max(0, place - 1) : place + 2] if other.isalpha() and other != letter]
    return place == 0 or not beside or any(other.isupper() == letter.isupper() for other in beside)


def _is_of(letter: str, script: str) -> bool:
    return _LETTER_OF[script].match(letter) is not None


def disguised_words(text: str, script: str) -> Iterator[LookAlike]:
    """Yield the words that look as if they were of `script` and are wholly written in another one.

    In Latin text any Cyrillic word of twins is one. In Cyrillic text, where Latin words are frequent, it must be of
    small letters that are the same in print, and stand between Cyrillic words.
    """
    if script == "Latin" and not _BEYOND_LATIN.search(text):
        return
    for match in _WORD.finditer(text):
        word = match[0]
        if _is_of(word[0], script) or not word.isalpha():
            continue
        own = next(name for name in _SCRIPTS if _is_of(word[0], name))
        if not all(_is_of(letter, own) and (letter, script) in _twins() for letter in word):
            continue
        if own == "Greek" and len(word) < 3:
            continue
        if script == "Cyrillic" and not (_SAME_IN_PRINT.fullmatch(word) and _among_cyrillic(text, match)):
            continue
        yield LookAlike(match.start(), match.end(), word, own, certain=script == "Latin" and len(word) > 1)


def _among_cyrillic(text: str, match: re.Match[str]) -> bool:
    """Whether the words beside a short one are Cyrillic, with nothing but a space between."""
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    return (
        len(after) == 2 and after[0].isspace() and _is_of(after[1], "Cyrillic") and (not before or before[-1].isspace())
    )


def styled_letters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of full-width, mathematical and circled letters, which are signs and not writing."""
    if not text.isascii():
        yield from (match.span() for match in _STYLED.finditer(text))


_KANA = "\u30a1-\u30fa\u30fc"
_KANJI = "\u3400-\u4dbf\u4e00-\u9fff"
_HIRAGANA = "\u3041-\u3096"


@cache
def _japanese() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    """Return patterns of slips, each with what was meant by the character that it finds."""
    table = tables()
    kanji_of: dict[str, str] = table["katakana"]
    kana_of = {kanji: kana for kana, kanji in kanji_of.items()}
    hiragana_of: dict[str, str] = table["hiragana"]
    katakana_of = {hiragana: katakana for katakana, hiragana in hiragana_of.items()}
    kanji = "".join(kana_of)
    among_kana = rf"(?<=[{_KANA}])[{kanji}](?=[{_KANA}])|(?<![{_KANA}{_KANJI}])[{kanji}](?=[{_KANA}]{{2}})|卜"
    counters: dict[str, str] = table["katakana-counters"]
    among_kanji = "|".join(
        rf"(?<![{_KANA}]){letter}(?![{_KANA}{counters.get(letter, '')}])" for letter in kanji_of if letter != "ー"
    )
    beside_kanji = rf"(?:(?<=[{_KANJI}])(?:{among_kanji})|(?:{among_kanji})(?=[{_KANJI}]))|(?<!\w)ー(?=[{_KANJI}])"
    in_hiragana = rf"(?<=[{_HIRAGANA}{_KANJI}])[{''.join(hiragana_of)}](?=[{_HIRAGANA}{_KANJI}])"
    in_katakana = rf"(?<!\w)[へべぺ](?=[{_KANA}]{{2}})|(?<=[{_KANA}])[べぺり](?=[{_KANA}])"
    return (
        (re.compile(among_kana), kana_of),
        (re.compile(beside_kanji), kanji_of),
        (re.compile(in_hiragana), hiragana_of),
        (re.compile(in_katakana), katakana_of),
    )


def japanese_slips(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (place, character, the one that was meant) where kana and kanji, or both kana, were taken for each other.

    Words in which such characters rightly stand side by side (二カ月, 口コミ) are in the tables.
    """
    words: list[str] = tables()["katakana-words"]["words"]
    found: set[int] = set()
    for pattern, meant in _japanese():
        for match in pattern.finditer(text):
            place = match.start()
            near = text[max(0, place - 4) : match.end() + 4]
            # Beside a character that is wrong, the right one looks wrong too.
            if found.isdisjoint((place - 1, place, place + 1)) and not any(word in near for word in words):
                found.add(place)
                yield place, match[0], meant[match[0]]


@cache
def _arabic(language: str) -> tuple[re.Pattern[str], dict[str, str]] | None:
    pairs: dict[str, str] = tables().get({"ar": "arabic", "fa": "persian"}.get(language, ""), {})
    return (re.compile(f"[{''.join(pairs)}]"), pairs) if pairs else None


def arabic_slips(text: str, language: str) -> Iterator[tuple[int, str, str]]:
    """Yield (place, letter, the one that was meant) of letters that belong to another language in Arabic script."""
    found = _arabic(language)
    if found is not None:
        pattern, pairs = found
        yield from ((match.start(), match[0], pairs[match[0]]) for match in pattern.finditer(text))
