"""Tells the language of a text with py3langid, the extra `langid`; without it, says nothing."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache, lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from toolkit.diagnostic import ToolkitError
from toolkit.late import late
from toolkit.store import user_store
from toolkit.text.language_model import FORM, load, narrowed

_AMONG = ("ar", "de", "en", "es", "fr", "hi", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "vi", "zh")
"""Languages that are told apart. py3langid knows many more, and takes short texts for the rarest of them."""
_MARGIN = 12.0
"""By how much the other language must be likelier than its own, as logarithms of probabilities."""
_FEWEST_LETTERS = 24
"""Letters, or half as many of Chinese, Japanese and Korean, below which nothing is said."""
_FILE = "data/model.npz.xz"
"""Where py3langid has its model."""
_PROBES = ("Take the tablets with water.", "Не принимайте препарат натощак.", "この薬は急にやめないでください。")
"""Texts on which our part of the model must say what py3langid says."""
_ROUNDING = 0.1
"""What rounding may change of scores: py3langid computes in single precision."""
_NO_WORDS = late(r"[\d*_\[\](){}\\/%°·•]+")
_WIDE = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

Rank = Callable[[str], Mapping[str, float]]
"""Gives the score of each language for a text."""


@lru_cache(maxsize=1024)
def identified(text: str, locale: str) -> str | None:
    """Return the language of the text (BCP 47, without region) where it surely is not that of `locale`; else None.

    Raises `ToolkitError` (code `io`) where the data of py3langid cannot be read.
    """
    own = locale.split("_", maxsplit=1)[0]
    words = " ".join(_NO_WORDS.sub(" ", text).split())
    if len(words) + len(_WIDE.findall(words)) < _FEWEST_LETTERS:
        return None
    scores = _scores(words, own)
    if own not in scores:
        return None
    best = max(scores, key=lambda name: scores[name])
    return best if best != own and scores[best] - scores[own] >= _MARGIN else None


def likelier(text: str, locale: str, other: str) -> bool:
    """Whether the text is likelier of the language of `locale` than of the `other` locale; False: that is not known.

    Raises `ToolkitError` (code `io`) where the data of py3langid cannot be read.
    """
    own, rival = (name.split("_", maxsplit=1)[0] for name in (locale, other))
    scores = _scores(" ".join(_NO_WORDS.sub(" ", text).split()), own)
    return own in scores and rival in scores and scores[own] > scores[rival]


def _scores(words: str, own: str) -> dict[str, float]:
    """Return the score of each language that is told apart; none where its own is not, and without the extra."""
    rank = _ranker() if own in _AMONG else None
    return {} if rank is None else {name: score for name, score in rank(words).items() if name in _AMONG}


@cache
def _ranker() -> Rank | None:
    """Return what ranks languages: the part of py3langid's model that is needed, which the user's store remembers.

    Where that part does not say what py3langid says, as may be in another version, it is py3langid itself.
    """
    try:
        found = find_spec("py3langid")
    except ValueError:  # so it is where a program has put something else in its place
        found = None
    if found is None or found.origin is None:
        return None
    store, file = user_store(), Path(found.origin).parent / _FILE
    key = _key(file) if store else None
    if store and key and (data := store.made(key)) is not None and (known := load(data)) is not None:
        return known.rank
    try:
        identifier = importlib.import_module("py3langid.langid").LanguageIdentifier.from_model_file(_FILE)
    except ImportError:
        return None
    except OSError as error:  # it is unpacked to a temporary file, for which there may be no room
        message = f"cannot unpack the model of py3langid: {error.strerror}"
        raise ToolkitError(message, code="io", hint="make room in the folder for temporary files") from error

    def rank(text: str) -> Mapping[str, float]:
        return {name: float(score) for name, score in identifier.rank(text) if name in _AMONG}

    with suppress(AttributeError, LookupError, TypeError, ValueError):
        model = narrowed(identifier, _AMONG)
        if all(_agree(rank(text), model.rank(text)) for text in _PROBES):
            if store and key:
                store.remember(key, model.dump())
            return model.rank
    return rank


def _key(file: Path) -> str | None:
    """Return the hash of what the part of the model is made from; None where the model is not there.

    Of the model, which nobody edits, its place, size and time count: to hash it takes as long as to check a page.
    """
    try:
        found = file.stat()
    except OSError:
        return None
    return sha256(repr((__name__, FORM, _AMONG, str(file), found.st_size, found.st_mtime_ns)).encode()).hexdigest()


def _agree(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    """Whether two rankings say the same, but for what is the same for all languages, and for rounding."""
    if one.keys() != other.keys() or not one:
        return False
    differences = [one[name] - other[name] for name in one]
    return max(differences) - min(differences) < _ROUNDING
