"""Tells by its script, and by its small words, that a text is not in the language that it should be in.

It says nothing where it is not sure. The extra `langid` knows more: `toolkit.text.identify`.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from toolkit.late import late
from toolkit.text.kept_tables import shipped

_SCRIPTS = {
    "latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
    "cyrillic": "\u0400-\u052f",
    "greek": "\u0370-\u03ff",
    "arabic": "\u0600-\u06ff\u0750-\u077f",
    "hebrew": "\u0590-\u05ff",
    "devanagari": "\u0900-\u097f",
    "thai": "\u0e00-\u0e7f",
    "kana": "\u3040-\u30ff",
    "han": "\u3400-\u9fff",
    "hangul": "\uac00-\ud7af\u1100-\u11ff",
}
_RUNS = late("|".join(f"(?P<{name}>[{ranges}]+)" for name, ranges in _SCRIPTS.items()))
_OWN: Mapping[str, tuple[str, ...]] = {
    "ru": ("cyrillic",),
    "ar": ("arabic",),
    "hi": ("devanagari",),
    "ja": ("kana", "han"),
    "ko": ("hangul",),
    "zh": ("han",),
}
"""Scripts of languages that are not written in Latin letters."""
_EAST = {"ja", "ko", "zh"}
"""Languages whose scripts share characters."""
_WORD = late(r"(?<!\d)[^\W\d_]++(?:['’][^\W\d_]++)?(?!\d)")
_FEWEST_LETTERS = 12
"""Letters of a text below which nothing is said."""
_OWN_SHARE = 0.35
"""Share of letters that must be of the language's own script: names and abbreviations stay in Latin letters."""
_KANA = late("[\u3041-\u3096\u30a1-\u30fa]")
"""Syllables of kana, without the marks that Chinese has too, as the dot between foreign names."""
_FEWEST_KANJI = 14
"""Characters that Japanese seldom writes without a syllable of kana between them; names are such texts."""
_FEWEST_RARE = 3
_SECOND_LEVEL = 0x989F
_CHINESE_WORDS = frozenset("您你妳她它也很們這嗎沒讓與且")
"""Small words of Chinese with characters that Japanese has, and uses for hardly anything."""
_JAPANESE = "shift_jisx0213"
"""The coded character set of Japanese, JIS X 0213: what it lacks, as most simplified characters, is not Japanese."""
_CHINESE = ("gb2312", "cp950")
"""Those of simplified and of traditional Chinese. What both lack and Japanese has, as 圧 and 単, is Japanese."""
_CLEAR = 1.8
"""How many small words of the other language must be there, above those of its own."""
_LETTER = 0.5
"""What a word with a letter of the language tells, where a small word tells 1."""
_FEWEST_WORDS = 3
"""Words in small letters that make prose."""
_CERTAIN = 2.5
"""How much small words must tell to leave no doubt, where its own language has none."""
_FOREIGN_WORDS = 6
"""Words of a text that has no small word of its own language, and some of another."""


class Tongue(NamedTuple):
    """What a text seems to be in."""

    name: str
    """Locale of the language, or the name of a script where that is all that is known."""
    certain: bool = True
    """Whether there is no doubt; else it is only probable."""


def other_tongue(text: str, locale: str) -> Tongue | None:
    """Return what the text is in, where that is surely not the language of `locale`; else None."""
    scripts = scripts_of(text)
    letters = scripts.total()
    language = locale.split("_", maxsplit=1)[0]
    if language in _EAST and not scripts["latin"]:
        return _of_the_east(text, scripts, language)
    if letters < (_FEWEST_LETTERS if scripts["latin"] else _FEWEST_LETTERS // 2):
        return None
    own = _OWN.get(language, ("latin",))
    if sum(scripts[name] for name in own) < _OWN_SHARE * letters:
        return _by_script(text, scripts, locale)
    if language in _EAST:
        return _of_the_east(text, scripts, language)
    return _by_words(text, locale) if own == ("latin",) else None


def scripts_of(text: str) -> Counter[str]:
    """Return how many letters of each script the text has, in the order of their first ones."""
    codes = text.translate(_CODES)
    present = sorted(set(codes) - {" "}, key=codes.index)
    return Counter({_SCRIPT_OF[code]: codes.count(code) for code in present})


class _Codes(dict[int, str]):
    """For each character a digit that stands for its script, looked up when it is first met."""

    def __missing__(self, point: int) -> str:
        run = _RUNS.match(chr(point))
        self[point] = found = _CODE_OF[run.lastgroup or ""] if run else " "
        return found


_CODE_OF = {name: str(number) for number, name in enumerate(_SCRIPTS)}
_SCRIPT_OF = {code: name for name, code in _CODE_OF.items()}
_CODES = _Codes()


def _of_the_east(text: str, scripts: Counter[str], language: str) -> Tongue | None:
    """Tell Chinese, Japanese and Korean apart, which share characters, in texts of two letters and more."""
    own = sum(scripts[name] for name in _OWN[language])
    if own < _OWN_SHARE * scripts.total():
        found = _by_script(text, scripts, language) if scripts.total() > 1 else None
        return found and found._replace(certain=found.certain and scripts.total() >= _FEWEST_LETTERS // 2)
    if language == "ja" and not scripts["kana"]:
        foreign = sum(_lacks(_JAPANESE, character) for character in text if _is_han(character))
        chinese = scripts["han"] >= _FEWEST_KANJI and _is_chinese(text)
        if foreign or chinese:
            return Tongue("zh_Hans", certain=foreign > 1 or chinese)
    if language == "zh":
        foreign = sum(_is_only_japanese(character) for character in text)
        kana = len(_KANA.findall(text))
        if foreign or kana > 1:
            return Tongue("ja", certain=foreign > 1 or kana > 2)
    return None


def _is_chinese(text: str) -> bool:
    """Whether characters that Japanese can write, but hardly does, tell a text without kana: names may be long too."""
    rare = sum(_is_rare_in_japanese(character) for character in text)
    return rare >= _FEWEST_RARE or not _CHINESE_WORDS.isdisjoint(text)


@lru_cache(maxsize=512)
def _is_rare_in_japanese(character: str) -> bool:
    """Whether it is a kanji of the second level of JIS X 0208, as the old forms are: 藥, 醫."""
    if not _is_han(character) or _lacks("shift_jis", character):
        return False
    return int.from_bytes(character.encode("shift_jis")) >= _SECOND_LEVEL


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


@lru_cache(maxsize=512)
def _lacks(charset: str, character: str) -> bool:
    """Whether a coded character set has no such character."""
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return True
    return False


def _is_only_japanese(character: str) -> bool:
    return (
        _is_han(character)
        and all(_lacks(charset, character) for charset in _CHINESE)
        and not _lacks("shift_jis", character)
    )


def _by_script(text: str, scripts: Counter[str], locale: str) -> Tongue | None:
    script = scripts.most_common(1)[0][0]
    if script == "latin":
        # Names, abbreviations and addresses are in Latin letters everywhere: only what is prose is a finding.
        if sum(word.islower() for word in _WORD.findall(text)) < _FEWEST_WORDS:
            return None
        name, score = max(_scores(text).items(), key=itemgetter(1), default=("latin", 0.0))
        return Tongue(name if score >= _CLEAR else "latin", certain=score >= _CERTAIN)
    known = {"cyrillic": "ru", "arabic": "ar", "devanagari": "hi", "kana": "ja", "hangul": "ko", "han": "zh_Hans"}
    if script == "han" and scripts["kana"]:
        script = "kana"
    name = known.get(script, script)
    return None if name.split("_")[0] == locale.split("_", maxsplit=1)[0] else Tongue(name)


def _by_words(text: str, locale: str) -> Tongue | None:
    own = _known_as(locale)
    if own is None:
        return None
    scores = _scores(text)
    best = max(scores, key=lambda name: scores[name], default=None)
    if best is None or best == own:
        return None
    score, mine = scores[best], scores.get(own, 0.0)
    if mine == 0 and score >= 1 and len(_WORD.findall(text)) >= _FOREIGN_WORDS:
        return Tongue(best, certain=score >= _CERTAIN)
    clear = score - mine >= _CLEAR and mine <= 0.45 * score
    return Tongue(best, certain=mine == 0 and score >= _CERTAIN) if clear else None


def is_plainly(text: str, locale: str) -> bool:
    """Whether the small words, or the script, leave no doubt that the text is in the language of `locale`."""
    language = locale.split("_", maxsplit=1)[0]
    if language in _OWN and language not in {"ja", "zh"}:
        return True
    own, scores = _known_as(locale), _scores(text)
    if own is None or own not in scores:
        return False
    mine = scores[own]
    return mine >= _CLEAR and all(mine >= 1.5 * score for name, score in scores.items() if name != own)


@lru_cache(maxsize=1024)
def _scores(text: str) -> Mapping[str, float]:
    """Return for each language with small words in the text their weight: a shared word counts less."""
    words = [word.replace("’", "'").lower() for word in _WORD.findall(unicodedata.normalize("NFC", text))]
    scores: dict[str, float] = {}
    for word in words:
        for name, weight in _weights(word):
            scores[name] = scores.get(name, 0.0) + weight
    return scores


@lru_cache(maxsize=8_192)
def _weights(word: str) -> tuple[tuple[str, float], ...]:
    """Return what a word in lower case tells for each language."""
    owners, letters = _table()
    names = owners.get(word, ())
    telling = () if word.isascii() else sorted({name for letter in word for name in letters.get(letter, ())})
    return (*((name, 1 / len(names)) for name in names), *((name, _LETTER) for name in telling))


def favours(text: str, locale: str, other: str) -> bool:
    """Whether the small words and the letters of the text tell of `locale`, and no less than of the `other` locale."""
    scores = _scores(text)
    mine = scores.get(_known_as(locale) or "", 0.0)
    return mine > 0 and mine >= scores.get(_known_as(other) or "", 0.0)


def is_latin(locale: str) -> bool:
    """Whether the language is written in Latin letters, as far as is known."""
    return locale.split("_", maxsplit=1)[0] not in _OWN


def is_small_word(word: str, locale: str) -> bool:
    """Whether the word, in lower case, is one of the small words of the language."""
    return _known_as(locale) in _table()[0].get(word, ())


def _known_as(locale: str) -> str | None:
    names = _names()
    language = locale.split("_", maxsplit=1)[0]
    return next((name for name in names if name == locale or name.split("_")[0] == language), None)


@cache
def _names() -> tuple[str, ...]:
    return tuple(_data())


@cache
def _data() -> Mapping[str, Mapping[str, str]]:
    return shipped("toolkit.text", "stopwords.toml")


@cache
def _table() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    """Return the languages of each small word, and of each telling letter."""
    owners: dict[str, tuple[str, ...]] = {}
    letters: dict[str, tuple[str, ...]] = {}
    for name, table in _data().items():
        for word in dict.fromkeys(table["words"].split()):
            owners[word] = (*owners.get(word, ()), name)
        for letter in table["letters"]:
            letters[letter] = (*letters.get(letter, ()), name)
    return owners, letters
