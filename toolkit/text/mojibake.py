"""Finds text that was decoded with the wrong encoding: `Ã©` for `é`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from toolkit.late import late

_ENCODINGS = ("cp1252", "latin-1", "cp1251", "cp1250", "cp1254", "cp1256", "mac_roman", "cp437")
"""What UTF-8 is wrongly read as, the most frequent first."""
_NOT_LATIN = {"cp1251", "cp1256", "mac_roman", "cp437"}
"""Those in which ordinary letters and marks begin a sequence: a single one proves nothing there."""
_TWO = late(r"[^\x00-\x7f]{2}")
"""What all of UTF-8's letters outside of ASCII are shown as, at least."""
_SUSPICIOUS = late(r"[\x80-\x9fÂÃŒœ]|[\x80-\u052f\u2000-\u2fff\ue000-\uffff]{2}")
"""What all of ftfy's bad pairs of characters have: it knows Latin, Greek and Cyrillic letters, and marks."""
_RUN = late(r"[^\x00-\x7f]{2,400}")


@cache
def _table(encoding: str) -> dict[str, int]:
    """Return the byte of each character; bytes that the encoding leaves out stand for themselves, as browsers do it."""
    table: dict[str, int] = {}
    for byte in range(0x80, 0x100):
        try:
            character = bytes([byte]).decode(encoding)
        except UnicodeDecodeError:
            character = chr(byte)
        table.setdefault(character, byte)
    return table


@cache
def _sequences(encoding: str) -> re.Pattern[str]:
    """Return what finds the bytes of UTF-8 (RFC 3629) as `encoding` shows them."""
    return re.compile(f"{_sequence(encoding)}+")


def _sequence(encoding: str) -> str:
    """Return the regular expression of the bytes of one character."""
    shown = {byte: character for character, byte in _table(encoding).items()}

    def some(low: int, high: int) -> str:
        return "[" + "".join(re.escape(shown[byte]) for byte in range(low, high + 1) if byte in shown) + "]"

    tail = some(0x80, 0xBF)
    two = rf"{some(0xC2, 0xDF)}{tail}"
    three = rf"{some(0xE0, 0xEF)}{tail}{{2}}"
    four = rf"{some(0xF0, 0xF4)}{tail}{{3}}"
    return rf"(?:{two}|{three}|{four})"


@cache
def _hint() -> re.Pattern[str]:
    """Return what finds the beginning of a stretch that can be bytes of UTF-8, so that clean text is passed at once."""
    rows = []
    leads = set()
    for encoding in _ENCODINGS:
        one = _sequence(encoding)
        rows.append(one * 2 if encoding in _NOT_LATIN else one)
        leads |= {character for character, byte in _table(encoding).items() if 0xC2 <= byte <= 0xF4}
    first = "".join(map(re.escape, sorted(leads)))
    return re.compile(f"(?=[{first}][^\\x00-\\x7f])(?:{'|'.join(rows)})")


def misread(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, what was meant) of each stretch that is UTF-8 read as another encoding.

    A stretch counts where it means letters of one script or the marks of running text, so that `é »` in French, which
    could be the three bytes of a Chinese character, is none. Each character is looked at a fixed number of times.
    """
    if not _TWO.search(text) or not _hint().search(text):
        return
    for run in _RUN.finditer(text):
        for encoding in _ENCODINGS:
            found = list(_in_run(run[0], encoding))
            if found:
                yield from ((run.start() + start, run.start() + end, meant) for start, end, meant in found)
                break


def _in_run(run: str, encoding: str) -> Iterator[tuple[int, int, str]]:
    table = _table(encoding)
    for match in _sequences(encoding).finditer(run):
        data = bytes(table[character] for character in match[0])
        try:
            meant = data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if _plausible(match[0], meant, latin=encoding not in _NOT_LATIN):
            yield match.start(), match.end(), meant


_LATIN_OR_MARK = late(r"[\xa0-\u024f\u1e00-\u1eff\u2010-\u203a\u20ac\u2122\u2212\u2264\u2265\xb5\ufeff]+")
_ONE_SCRIPT = late(
    r"[\u0370-\u03ff]{2,}|[\u0400-\u04ff]{2,}|[\u0590-\u05ff]{2,}|[\u0600-\u06ff]{2,}|[\u0900-\u0dff]{2,}|[\u0e00-\u0e7f]{2,}"
    r"|[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]{2,}|[\uac00-\ud7af]{2,}"
)


def _plausible(shown: str, meant: str, *, latin: bool) -> bool:
    """Whether a writer more likely meant `meant` than what is shown."""
    if _ONE_SCRIPT.fullmatch(meant):
        return _badness(shown) > 0 or len(meant) > 2
    if not latin or not _LATIN_OR_MARK.fullmatch(meant):
        return False
    # One letter of two bytes: what is shown must be a capital with a sign that never follows it, as in "Ã©".
    return len(shown) > 2 or not shown[1].isalpha() or _badness(shown) > 0


def is_bad(text: str) -> bool:
    """Whether ftfy's rule of thumb finds characters side by side that no text has.

    Neither `SÃO` nor `Ção` nor Vietnamese is bad; what it calls bad is still only probable.
    """
    return _SUSPICIOUS.search(text) is not None and _badness(text) > 0


def _badness(text: str) -> int:
    """Return how many bad pairs of characters ftfy finds."""
    found: int = _ftfy().badness(text)
    return found


@cache
def _ftfy() -> Any:
    """Return ftfy's module of the rule of thumb without ftfy, which takes long to import."""
    whole = find_spec("ftfy")
    folder = Path(whole.origin).parent if whole and whole.origin else Path()
    spec = spec_from_file_location("ftfy_badness", folder / "badness.py")
    if spec is None or spec.loader is None or not (folder / "badness.py").is_file():
        return import_module("ftfy.badness")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
