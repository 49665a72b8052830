"""Finds a part of the body that became another one: the kidneys the liver, "by mouth" "into a vein".

Only parts that nobody mistakes for each other are compared, and only where neither text speaks of the other's part: a
headache may be a migraine, and what one language says of the belly, another says of the stomach.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from toolkit.text.dictionary import Word
from toolkit.text.spoken import Spoken, spoken
from toolkit.text.vocabulary import MEDICINE, Reading

_NEAR = (
    {"head", "face", "brain", "eye"},
    {"head", "ear", "neck", "brain"},
    {"face", "nose", "mouth", "lip", "head"},
    {"mouth", "lip", "tongue", "tooth", "throat", "gullet"},
    {"nose", "throat", "windpipe"},
    {"throat", "neck", "thyroid", "gland", "windpipe", "gullet", "chest", "lung"},
    {"neck", "back", "shoulder", "head"},
    {"arm", "shoulder", "elbow"},
    {"leg", "knee", "hip", "foot"},
    {"back", "hip", "kidney"},
    {"back", "mouth", "belly", "stomach"},  # ways to lie: Spanish "boca arriba"
    {"chest", "breast", "heart", "lung"},
    {"heart", "stomach", "belly", "gullet"},  # heartburn
    {"belly", "stomach", "gall", "liver", "womb", "bladder", "spleen", "kidney", "anus"},
    {"anus", "hip", "womb"},
    {"bladder", "kidney", "prostate", "womb"},
    *({"muscle", part} for part in ("arm", "leg", "hip", "back", "shoulder", "neck", "chest", "heart", "knee", "foot")),
    *({"vein", part} for part in ("heart", "arm", "leg", "neck", "head", "brain", "lung", "chest", "foot")),
)
"""Senses of the dictionary of which a translator may say one for another, where both are in one row."""
_APART = ({"liver", "kidney"}, {"kidney", "stomach"}, {"heart", "lung"}, {"liver", "bladder"}, {"liver", "stomach"})
"""Organs that are two all the same."""
_ACHES = frozenset({"pain", "headache", "harm", "cramp", "inflammation"})
"""Senses of words that tell where it hurts: another ache is no counterpart of a headache."""
_PARTS = frozenset[str]().union(*_NEAR)


def misplaced(source: Reading, translation: Reading) -> Iterator[tuple[Word, Word]]:
    """Yield a part of the body that only the source speaks of, with one that only the translation speaks of."""
    ours = spoken(source)
    if ours is None or _PARTS.isdisjoint(ours.senses):
        return
    theirs = spoken(translation)
    if theirs is None or _PARTS.isdisjoint(theirs.senses):
        return
    mine = [word for word in _untold(ours, theirs) if word.senses <= ours.clinical | _PARTS]
    names = [translation.span(name) for name in translation.of(MEDICINE)]
    other = [word for word in _untold(theirs, ours) if not any(start <= word.start < end for start, end in names)]
    yield from islice(zip(mine, other, strict=False), 1)


def _untold(text: Spoken, other: Spoken) -> list[Word]:
    """Return the words that may be parts of the body and have nothing in the other text that they may stand for."""
    return [
        word
        for word in text.words
        if not _PARTS.isdisjoint(word.senses)
        and (word.senses - _ACHES).isdisjoint(other.senses)
        and not any(_near(one, sense) for one, sense in product(word.senses & _PARTS, other.senses))
    ]


def _near(one: str, other: str) -> bool:
    """Whether a translator may say the one part for the other."""
    return {one, other} not in _APART and any(one in near and other in near for near in _NEAR)
