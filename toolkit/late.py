"""Regular expressions that are compiled when a text first needs them."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what behaves as `re.compile(pattern, flags)`, and is compiled when it is first used.

    A check of one catalog imports a hundred regular expressions and needs half of them.
    """
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))


class _Late:
    """A regular expression that is not compiled yet; what was asked of it once is an attribute from then on."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Compile it: the name is not known yet."""
        value = getattr(re.compile(*self._source), name)
        self.__dict__[name] = value
        return value
