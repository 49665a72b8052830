"""What a value must be like, said so that pydantic checks it where somebody else wrote it, and is not needed elsewhere.

To import pydantic takes longer than to check a small catalog. What the toolkit itself ships was checked by its tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def dashed(name: str) -> str:
    """Return the name of a field as files write it."""
    return name.replace("_", "-")


TABLE: Mapping[str, Any] = {"alias_generator": dashed, "extra": "forbid"}
"""How pydantic is to check a dataclass that is a table of a file, as `__pydantic_config__`: no keys but its own."""


class Limited:
    """Limits of a value, by their names in pydantic: `ge`, `gt`, `le`, `min_length`, `strict`."""

    def __init__(self, **limits: float) -> None:
        """Keep them."""
        self.limits = limits

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        """Return pydantic's schema of the value with these limits."""
        return {**handler(source), **self.limits}


class Checked:
    """A function that returns the value, or raises a `ValueError` that says what is wrong with it."""

    def __init__(self, check: Callable[[Any], Any]) -> None:
        """Keep it."""
        self.check = check

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        """Return pydantic's schema of the value, with the function asked after everything else."""
        function = {"type": "no-info", "function": self.check}
        return {"type": "function-after", "function": function, "schema": handler(source)}
