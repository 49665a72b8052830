"""The largest input that is read, so that no file can hang the tool or fill the disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from toolkit.constraints import TABLE, Limited


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest input that is read; `toolkit.config` checks those that a project sets."""

    __pydantic_config__: ClassVar = TABLE

    file_size: Annotated[int, Limited(ge=1_000)] = 8_000_000
    """Bytes of one source file or catalog."""
    message_size: Annotated[int, Limited(ge=100)] = 20_000
    """Characters of one msgid or msgstr."""
    messages: Annotated[int, Limited(ge=1)] = 100_000
    """Messages of one catalog."""
    page_size: Annotated[int, Limited(ge=1_000)] = 2_000_000
    """Bytes of one built page."""
    nesting: Annotated[int, Limited(ge=1, le=16)] = 16
    """Levels of lists and quotes in an article; a list counts two."""
    links: Annotated[int, Limited(ge=0, le=200)] = 100
    """Links and images of one text of an article."""
    plural_forms: Annotated[int, Limited(ge=1, le=10)] = 10
    """Plural forms of a catalog; no language has more than six (CLDR)."""
    problems: Annotated[int, Limited(ge=1, le=100_000)] = 500
    """Problems of one catalog after which it is not read further."""
