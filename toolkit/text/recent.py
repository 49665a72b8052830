"""Remembers what was asked lately, in bounded memory: what is asked again and again stays, what came once goes."""

from __future__ import annotations

from typing import TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Recent(dict[_Key, _Value]):
    """A dictionary of what was asked lately, and beside it what was asked before that.

    Where it is full, all of it is what was asked before, and what was asked before that is forgotten. Whoever does not
    find a key in the dictionary itself asks `revive`.
    """

    __slots__ = ("_before", "_most")

    def __init__(self, most: int) -> None:
        """Begin with nothing; hold at most twice `most` keys."""
        super().__init__()
        self._most, self._before = most, dict[_Key, _Value]()

    def revive(self, key: _Key) -> bool:
        """Whether a key was asked before; then it is in the dictionary again."""
        if key not in self._before:
            return False
        self.keep(key, self._before.pop(key))
        return True

    def keep(self, key: _Key, value: _Value) -> _Value:
        """Put a key into the dictionary, and return its value."""
        if len(self) >= self._most:
            self._before = dict(self)
            self.clear()
        self[key] = value
        return value
