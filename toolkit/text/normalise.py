"""The one sense in which two texts are the same: NFC, runs of white space as one space."""

from __future__ import annotations

import unicodedata

from toolkit.late import late

_ASCII_SPACE = late(r"[ \t\n\r\f]+")
_UNEVEN_SPACE = late(r"[\t\n\r\f]| {2}")
"""White space that is not one space: most texts have none."""


def normalise(text: str) -> str:
    """Return `text` in NFC with runs of ASCII white space as one space, none at the ends.

    Never NFKC, which makes 5×102 of 5×10², and never case folding.
    """
    text = unicodedata.normalize("NFC", text)
    return (_ASCII_SPACE.sub(" ", text) if _UNEVEN_SPACE.search(text) else text).strip(" ")
