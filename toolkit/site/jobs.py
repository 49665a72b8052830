"""The job of an article, as it is asked for and answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.diagnostic import Diagnostic
from toolkit.site.around import Listed
from toolkit.site.composition import BuiltPage, Failures, ProvenPage
from toolkit.site.manifest import Proven
from toolkit.store import Store, Stored


@dataclass(frozen=True, slots=True)
class Order:
    """What the jobs of one publication have in common. Equal orders must mean equal files."""

    root: Path
    """Folder of the project."""
    date: dt.date
    """The day."""
    draft: bool
    """Whether pages are built although approvals or the review are missing."""
    store: Store
    """Where the bytes of pages go."""
    policy: str
    """Hash of everything that no single article owns: see `toolkit.site.articles.order_of`."""
    tree: str
    """Hash of everything that the jobs share, see `toolkit.site.articles.Workshop`."""
    previous: Path | None = None
    """The site before."""


@dataclass(frozen=True, slots=True)
class Task:
    """What one job is to do."""

    article: str
    """Slug of the article."""
    absent: frozenset[str] = frozenset()
    """Files that the site could have had, and has not; those that belong to the article are left out."""
    failures: Failures = field(default_factory=dict)
    """What failed when it was made before."""


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page whose bytes are in the store."""

    built: BuiltPage
    """The page, without its HTML."""
    sha256: str | None
    """Of its bytes; None where it is withheld."""
    proof: tuple[Proven, ...]
    """What was proven on it."""


@dataclass(frozen=True, slots=True)
class MadeArticle:
    """What the job of one article returns."""

    pages: tuple[MadePage, ...]
    """Its pages in the order of the locales, withheld ones too."""
    listed: tuple[Listed, ...]
    """Those that there are, for the pages that lead to them."""
    failures: Failures
    """What failed on the way."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with its catalogs and texts, and what the gates say."""
    proof_diagnostics: tuple[Diagnostic, ...]
    """What is wrong with its finished pages."""
    links: tuple[str, ...]
    """The files of the site that its pages lead to, but for its own."""
    lacking: tuple[str, ...]
    """The files that its pages lead to and no article could give the site."""

    def holds(self, paths: frozenset[str]) -> bool:
        """Whether it is the same in a site that may have the files `paths`, as far as these matter to it."""
        return paths.issuperset(self.links) and paths.isdisjoint(self.lacking)

    def rows(self, store: Store) -> Iterator[ProvenPage]:
        """Yield the pages as the composition of a site wants them."""
        for page in self.pages:
            yield ProvenPage(page.built, Stored(store, page.sha256 or ""), page.proof)
