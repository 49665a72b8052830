"""Finds exceptions of a translation for which its source has nothing: "unless the window is open"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from toolkit.text.phrases import Found
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import EXCEPTING, EXCEPTION, POLARITY, SOFT, axis_group
from toolkit.text.waits import overlap

_BEFORE = axis_group("sequence")


def added_exceptions(source: Reading, translation: Reading, *, message: Reading) -> tuple[Found, ...]:
    """Return the words of exception of the translation where its source has nothing left that it may be told with.

    There are none where the whole source, the `message`, excepts something: it may stand in another sentence. What the
    source says with "only", "until" or "before" may be an exception elsewhere, but not where the translation has such a
    word itself.
    """
    theirs = tuple(translation.of(EXCEPTION))
    ours = source.of(EXCEPTION)
    if not theirs or any(found.value != EXCEPTING for found in message.of(EXCEPTION)):
        return ()
    said = Counter(
        found.value
        for group in (POLARITY, SOFT, _BEFORE)
        for found in translation.of(group)
        if not any(overlap(found, exception) for exception in theirs)
    )
    wanted = Counter(_kind(source, found) for found in ours)
    return theirs if len(theirs) > (wanted - said).total() else ()


def _kind(source: Reading, found: Found) -> str:
    """Return the kind of word of negation or of order that a word of the source is: `only`, `except`, `down`."""
    words: Sequence[Found] = [hit for group in (POLARITY, SOFT, _BEFORE) for hit in source.of(group)]
    return next((hit.value for hit in words if overlap(found, hit)), EXCEPTING)
