"""Articles as bytes, so that one that has not changed need not be parsed again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from toolkit.article.front import FrontMatter
from toolkit.article.skeleton import Article, Heading, Name, Placement, Slot
from toolkit.model import Message

_DAYS = ("published", "updated")


@dataclass(frozen=True)
class _Kept:
    """The fields of `Article`; its front matter as YAML has it, but for its dates."""

    path: str
    front: dict[str, Any]
    parts: tuple[str | Slot | Placement, ...]
    messages: tuple[Message, ...]
    headings: tuple[Heading, ...]
    placements: tuple[Placement, ...]
    names: tuple[Name, ...]


def dump_article(article: Article) -> bytes:
    """Return bytes that `load_article` makes the same article of."""
    values = {field.name: getattr(article, field.name) for field in fields(_Kept)}
    return _form().dump_json(_Kept(**{**values, "front": article.front.model_dump(mode="json")}))


def load_article(data: bytes) -> Article:
    """Return the article that `dump_article` wrote; raises `ValueError` where the bytes are something else."""
    kept = _form().validate_json(data)
    front = {name: dt.date.fromisoformat(value) if name in _DAYS and value else value
             for name, value in kept.front.items()}  # fmt: skip
    values = {field.name: getattr(kept, field.name) for field in fields(_Kept)}
    return Article(**{**values, "front": FrontMatter.model_validate(front)})


@cache
def _form() -> TypeAdapter[_Kept]:
    return TypeAdapter(_Kept)
