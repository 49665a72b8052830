"""Places in a text: which of them share a character, and what stands between others."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol, TypeVar

Span = tuple[int, int]
"""First character, and one past the last one."""


class Placed(Protocol):
    """What stands somewhere in a text."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """One past the last character."""


_P = TypeVar("_P", bound=Placed)


def overlap(one: Placed, other: Placed) -> bool:
    """Whether two things in one text share a character."""
    return one.start < other.end and other.start < one.end


def overlaps_any(one: Placed, others: Iterable[Placed]) -> bool:
    """Whether something shares a character with one of the others."""
    start, end = one.start, one.end
    return any(other.start < end and start < other.end for other in others)


def apart(these: Iterable[_P], others: Collection[Placed]) -> list[_P]:
    """Return those that share no character with any of the others."""
    return [one for one in these if not overlaps_any(one, others)]


def meets(span: Span, other: Placed) -> bool:
    """Whether a span shares a character with something in the same text."""
    return span[0] < other.end and other.start < span[1]


def enclosing(cuts: Collection[Span], span: Span, length: int) -> Span:
    """Return what stands between the cuts nearest to a span of a text of that length, with the span itself."""
    start = max((end for _, end in cuts if end <= span[0]), default=0)
    return start, min((begin for begin, _ in cuts if begin >= span[1]), default=length)
