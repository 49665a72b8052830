"""Tables that are looked up by a text, packed in few long texts.

A language's tables have ten thousand keys. As dictionaries of lists they take ten times the memory of their characters,
and most of the time that it takes to read them; packed, a line a key, they are searched where a key is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

_BEGINNING = 2
"""Characters of a key that tell in which of the long texts it is."""
_LINE, _BETWEEN = "\n", "\t"
"""What stands around a line, and between its key and what it stands for: no word or pattern has them."""

Packed = Mapping[str, str]
"""A packed table, as JSON can hold it."""


def pack(rows: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """Return a table of keys, each of them once, with one text or several that it stands for.

    Raises `ValueError` where one of them has a line break or a tab.
    """
    lines: dict[str, list[str]] = {}
    for key, texts in rows:
        lines.setdefault(key[:_BEGINNING], []).append(line := _BETWEEN.join((key, *texts)))
        if _LINE in line or line.count(_BETWEEN) != len(texts):
            message = f"{line!r} has a line break or a tab"
            raise ValueError(message)
    return {beginning: f"{_LINE}{_LINE.join(found)}{_LINE}" for beginning, found in lines.items()}


def has_key(table: Packed, key: str) -> bool:
    """Whether the table has the key."""
    return f"{_LINE}{key}{_BETWEEN}" in table.get(key[:_BEGINNING], "")


def look_up(table: Packed, key: str) -> Sequence[str]:
    """Return what the key stands for; nothing where the table does not have it."""
    block = table.get(key[:_BEGINNING])
    if block is None or (place := block.find(f"{_LINE}{key}{_BETWEEN}")) < 0:
        return ()
    start = place + len(key) + 2
    return block[start : block.index(_LINE, start)].split(_BETWEEN)


def unpacked(table: Packed) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the keys with what they stand for."""
    for block in table.values():
        for line in block.strip(_LINE).split(_LINE):
            key, *texts = line.split(_BETWEEN)
            yield key, texts
