"""The one sense in which two texts are the same: NFC, runs of white space as one space."""

from __future__ import annotations

import unicodedata

from toolkit.late import late

_ASCII_SPACE = late(r"[ \t\n\r\f]+")


def normalise(text: str) -> str:
    """Return `text` in NFC with runs of ASCII white space as one space, none at the ends.

    Never NFKC, which makes 5×102 of 5×10², and never case folding.
    """
    return _ASCII_SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")
