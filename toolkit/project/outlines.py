"""Remembers what must be known of every article, all of it in one file of the store.

To find and read a file for each of 1,000 articles takes longer than to make a page. Each row is bound to all that its
article was read from, so a row cannot be stale; where two runs write the file at once, one has to read some articles
again.
"""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha256

from toolkit.article.kept import dump_article, load_article
from toolkit.article.markdown import Article
from toolkit.store import Store, hash_of, toolkit_hash


class Outlines:
    """The outlines of the articles of a project."""

    def __init__(self, store: Store | None, limits: str) -> None:
        """Read what the store has; `limits` are those of the settings."""
        self._store, self._limits = store, limits
        self._key = hash_of([toolkit_hash(), "outlines", limits])
        self._known: dict[str, str] = {}
        self._used: dict[str, str] = {}
        data = store.made(self._key) if store is not None else None
        if data is not None:
            with suppress(ValueError):
                self._known = dict(json.loads(data))

    def get(self, path: str, digest: str) -> Article | None:
        """Return the outline of the article in a file with this SHA-256, where it is known to be without a problem."""
        key = self._of(path, digest)
        row = self._known.get(key)
        if row is None:
            return None
        with suppress(ValueError):
            article = load_article(row.encode())
            self._used[key] = row
            return article
        return None

    def add(self, path: str, digest: str, outline: Article) -> None:
        """Remember the outline of an article without a problem."""
        if self._store is not None:
            self._used[self._of(path, digest)] = dump_article(outline).decode()

    def keep(self) -> None:
        """Write those that were asked for or added, where they are not what the store has."""
        if self._store is not None and self._used != self._known:
            self._store.remember(self._key, json.dumps(self._used, sort_keys=True).encode())

    def _of(self, path: str, digest: str) -> str:
        return sha256(f"{self._limits}\n{path}\n{digest}".encode("utf-8", "surrogateescape")).hexdigest()
