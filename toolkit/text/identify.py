"""Tells the language of a text with py3langid, the extra `langid`; without it, says nothing."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from toolkit.diagnostic import ToolkitError

_AMONG = ("ar", "de", "en", "es", "fr", "hi", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "vi", "zh")
"""Languages that are told apart. py3langid knows many more, and takes short texts for the rarest of them."""
_MARGIN = 12.0
"""By how much the other language must be likelier than its own, as logarithms of probabilities."""
_FEWEST_LETTERS = 24
"""Letters, or half as many of Chinese, Japanese and Korean, below which nothing is said."""
_NO_WORDS = re.compile(r"[\d*_\[\](){}\\/%°·•]+")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

Rank = Callable[[str], Sequence[tuple[str, float]]]


@lru_cache(maxsize=1024)
def identified(text: str, locale: str) -> str | None:
    """Return the language of the text (BCP 47, without region) where it surely is not that of `locale`; else None.

    Raises `ToolkitError` (code `io`) where the data of py3langid cannot be read.
    """
    rank = _ranker()
    own = locale.split("_", maxsplit=1)[0]
    words = " ".join(_NO_WORDS.sub(" ", text).split())
    if rank is None or own not in _AMONG or len(words) + len(_WIDE.findall(words)) < _FEWEST_LETTERS:
        return None
    scores = {name: float(score) for name, score in rank(words) if name in _AMONG}
    best = max(scores, key=lambda name: scores[name])
    return best if best != own and scores[best] - scores[own] >= _MARGIN else None


@cache
def _ranker() -> Rank | None:
    try:
        rank: Rank = importlib.import_module("py3langid").rank
    except ImportError:
        return None
    try:
        rank("")  # its model is unpacked to a temporary file, for which there may be no room
    except OSError as error:
        message = f"cannot unpack the model of py3langid: {error.strerror}"
        raise ToolkitError(message, code="io", hint="make room in the folder for temporary files") from error
    return rank
