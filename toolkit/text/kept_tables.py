"""Keeps what is made of the shipped data of languages, in the user's store, from one run to the next.

To read the TOML of a language and to sort its ten thousand patterns takes a hundred times as long as to read the sorted
ones as JSON. What is kept counts as long as the toolkit is the same, its data included, see
`toolkit.store.this_toolkit`; it is made anew where it is harmed, and nothing depends on whether it is there.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from typing import Any, NamedTuple

from toolkit.store import this_toolkit, user_shelf

SHELF = "tables"
"""The part of the user's store."""
_MOST = 300
"""Tables that are kept: those of sixteen languages are eighty, and there may be several toolkits."""


class Kind(NamedTuple):
    """What is kept of one sort of tables."""

    name: str
    fields: tuple[type, ...]
    """What the tables are, in their order, as JSON has them."""


def kept(kind: Kind, of: str, make: Callable[[], list[Any]]) -> list[Any]:
    """Return what `make` makes, or what it made in an earlier run of the same toolkit.

    `kind` and `of` tell it from all else that is made: nothing but the toolkit itself may count besides. It is lists,
    dictionaries with keys that are texts, texts and numbers, as JSON has them.
    """
    toolkit = this_toolkit()
    store = user_shelf(SHELF) if toolkit is not None else None
    if store is None:
        return make()
    key = sha256("\n".join((str(toolkit), kind.name, of)).encode("utf-8", "surrogatepass")).hexdigest()
    with suppress(ValueError):
        found = json.loads(store.made(key) or b"null")
        if isinstance(found, list) and tuple(map(type, found)) == kind.fields:
            return found
    made = make()
    with suppress(UnicodeEncodeError):
        store.make_room(key, _MOST)
        store.remember(key, json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode())
    return made


def keeps() -> bool:
    """Whether tables can be kept here: else each process makes its own."""
    return this_toolkit() is not None and user_shelf(SHELF) is not None


_FILE = Kind("file", (dict,))


def shipped(package: str, name: str) -> dict[str, Any]:
    """Return what the TOML file `name` holds that is shipped in a package of the toolkit; nothing where it is none."""
    (found,) = kept(_FILE, f"{package}/{name}", lambda: [read_toml(package, name)])
    return dict(found)


def read_toml(package: str, name: str) -> dict[str, Any]:
    """Return the same, read anew: for tables that are kept themselves."""
    import tomllib  # noqa: PLC0415 - most runs find all in the store, and need none of both
    from importlib.resources import files  # noqa: PLC0415

    file = files(package).joinpath(name)
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}


def nearest_toml(folder: str, locale: str) -> dict[str, Any]:
    """Return the file of the locale in a folder of the toolkit's texts, or of its language; never of another region.

    Nothing where there is none. It is read anew.
    """
    parts = locale.split("_")
    names = ("_".join(parts[:size]) for size in range(len(parts), 0, -1))
    return next(filter(None, (read_toml("toolkit.text", f"{folder}/{name}.toml") for name in names)), {})
