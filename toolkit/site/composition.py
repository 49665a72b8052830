"""Proves the pages of a site, and those that are built otherwise because of what failed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.model import Page, PageState
from toolkit.site.contents import Content, Held
from toolkit.site.manifest import Inputs, Proven

Prove = Callable[[Page, Collection[str]], tuple[tuple[Proven, ...], list[Diagnostic]]]
"""Reads a page as a reader would, given the paths of all files of the site, and returns what became of each statement;
a finding that is an error fails it. Indexes and notices carry no statement, but are asked too."""
Failures = Mapping[str, Mapping[PageState, tuple[Diagnostic, ...]]]
"""Path of a page -> state in which it failed -> what was wrong with the finished page."""


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page with what the manifest says of it."""

    page: Page
    """The page; `html` is "" where it is withheld. An index has no article."""
    inputs: Inputs | None = None
    """What it was made from; None for an index and for a page that is withheld. Of a kept page: those of the published
    version, with the page template of now."""
    watched: tuple[str, ...] = ()
    """Hashes of its watched messages (`toolkit.site.kept`); of a kept page: those of the published version."""
    reasons: tuple[str, ...] = ()
    """Why it is not fresh (`toolkit.site.states`); of an index: what is wrong with it."""
    meant: PageState | None = None
    """State in which it failed, where that is why it is withheld; None: it did not fail."""
    failed: tuple[Diagnostic, ...] = ()
    """What was wrong with it then."""

    def failing(self, found: Iterable[Diagnostic]) -> BuiltPage:
        """Return the page as it is once it failed because of these errors: withheld."""
        errors = tuple(item for item in found if item.severity is Severity.ERROR)
        page = replace(self.page, html="", state=PageState.WITHHELD)
        reasons = (*self.reasons, *dict.fromkeys(item.message for item in errors))
        return BuiltPage(page, reasons=reasons, meant=self.page.state, failed=errors)


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """What is to be published."""

    pages: tuple[BuiltPage, ...]
    """Pages of articles, withheld ones too, and the indexes."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Other files, by path."""
    failures: Failures = field(default_factory=dict)
    """What failed so far, and is therefore built otherwise."""


Rebuild = Callable[[Failures], BuiltSite]
"""Builds the site anew: nothing that failed stands in the state that it failed in, and no menu names what is gone."""


@dataclass(frozen=True, slots=True)
class ProvenSite:
    """A site whose every page stands the proof, or is withheld."""

    rows: tuple[ProvenPage, ...]
    """Pages of articles and the indexes, by path."""
    files: Mapping[str, bytes]
    """Other files, by path."""
    failures: Failures
    """What failed on the way."""
    diagnostics: tuple[Diagnostic, ...]
    """The findings of the proof, those of pages that were then built otherwise too."""


@dataclass(frozen=True, slots=True)
class ProvenPage:
    """A page that stands the proof, or is withheld."""

    built: BuiltPage
    """The page; withheld where it failed."""
    content: Content
    """Its bytes, from which it was proven; none where it is withheld."""
    proof: tuple[Proven, ...]
    """What was proven on it."""

    @property
    def data(self) -> bytes:
        """Its bytes, read from where they are."""
        return self.content.read()


def prove_site(site: BuiltSite, prove: Prove, limit: int, rebuild: Rebuild | None = None) -> ProvenSite:
    """Prove the pages, and those built anew because of what failed, until nothing new fails.

    A page that fails, and is built no other way by `rebuild`, is withheld. Equal pages are proven once.
    """
    problems: list[Diagnostic] = []
    known: dict[tuple[Page, frozenset[str]], tuple[tuple[Proven, ...], list[Diagnostic]]] = {}

    def prove_once(page: Page, files: Collection[str]) -> tuple[tuple[Proven, ...], list[Diagnostic]]:
        key = (page, frozenset(files))
        if key not in known:
            known[key] = prove(page, files)
        return known[key]

    while True:
        rows, found = prove_pages(site, prove_once, limit)
        problems += found
        failures = joined(site.failures, [row.built for row in rows])
        if rebuild is None or failures == site.failures:
            return ProvenSite(rows, site.files, failures, tuple(problems))
        site = rebuild(failures)


def joined(failures: Failures, pages: Iterable[BuiltPage]) -> Failures:
    """Return the failures with those of the pages that failed; what failed first in a state is what counts."""
    found = {path: dict(states) for path, states in failures.items()}
    for built in pages:
        if built.meant is not None:
            found.setdefault(built.page.path, {}).setdefault(built.meant, built.failed)
    return found


def prove_pages(site: BuiltSite, prove: Prove, limit: int) -> tuple[tuple[ProvenPage, ...], list[Diagnostic]]:
    """Return the pages by path, each with its bytes and its proof, and what failed.

    A page is proven from its bytes; one that fails or has more than `limit` bytes is withheld.
    """
    shown = [built.page.path for built in site.pages if built.page.state is not PageState.WITHHELD]
    files = frozenset([*shown, *site.files])
    rows, problems = [], []
    for built in sorted(site.pages, key=lambda built: built.page.path):
        row, found = prove_one(built, prove, limit, files)
        rows.append(row)
        problems += found
    return tuple(rows), problems


def prove_one(
    built: BuiltPage, prove: Prove, limit: int, files: Collection[str]
) -> tuple[ProvenPage, list[Diagnostic]]:
    """Return one page with its bytes and its proof, and what is wrong with it; `files` are the paths of the site."""
    data, proof, found = _prove(built.page, prove, limit, files)
    if any(item.severity is Severity.ERROR for item in found):
        return ProvenPage(built.failing(found), Held(b""), ()), found
    return ProvenPage(built, Held(data), proof), found


def _prove(
    page: Page, prove: Prove, limit: int, files: Collection[str]
) -> tuple[bytes, tuple[Proven, ...], list[Diagnostic]]:
    """Return the bytes of the page, its proof, and what is wrong with it."""
    if page.state is PageState.WITHHELD:
        return b"", (), []
    try:
        data = page.html.encode("utf-8")
    except UnicodeEncodeError as error:
        return b"", (), [_failure(page, f"the page holds a lone surrogate at character {error.start}")]
    if len(data) > limit:
        return b"", (), [_failure(page, f"the page has {len(data)} bytes, and {limit} are allowed")]
    proof, problems = prove(replace(page, html=data.decode("utf-8")), files)
    return data, proof, problems


def _failure(page: Page, message: str) -> Diagnostic:
    return Diagnostic("page-unfit", Severity.ERROR, message, path=page.path, locale=page.locale)
