"""Publishes pages as a site that can prove what it says."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.config import Config
from toolkit.diagnostic import Diagnostic, Severity, ToolkitError, sort_diagnostics
from toolkit.files import read_bytes, write_bytes
from toolkit.model import PageState
from toolkit.site.composition import BuiltPage, Prove, ProvenPage, compose, prove_pages
from toolkit.site.hosts import NGINX_MARK, nginx_snippet
from toolkit.site.published import PublishedSite
from toolkit.site.swap import KEEP, place_of, swap_in

Rebuild = Callable[[frozenset[str]], Sequence[BuiltPage]]
"""Builds all pages anew without those of the given paths, so that no menu or hreflang names them."""


@dataclass(frozen=True, slots=True)
class PageSummary:
    """What became of one page."""

    path: str
    """Where it stands, or would stand, in the site."""
    locale: str
    """As in paths: `pt_BR`."""
    article: str
    """Slug of its article."""
    state: PageState
    """What became of it."""
    reasons: tuple[str, ...]
    """Why it is not fresh."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published."""

    pages: tuple[PageSummary, ...]
    """Each page of an article, withheld ones too, by path."""
    diagnostics: tuple[Diagnostic, ...]
    """What failed the proof, and a finding for each page that is not fresh: an error, unless its state is allowed."""
    release: str | None
    """Name of the release; None where no page could be published, and the folder is as it was."""
    changed: bool = False
    """Whether anything was written."""

    @property
    def counts(self) -> Mapping[PageState, int]:
        """How many pages are in each state, in the order of the states, zeros too."""
        found = Counter(page.state for page in self.pages)
        return {state: found[state] for state in PageState}


def publish(
    pages: Sequence[BuiltPage],
    out: Path,
    *,
    config: Config,
    prove: Prove,
    date: dt.date,
    extra: Mapping[str, bytes] | None = None,
    previous: PublishedSite | None = None,
    allow: Collection[PageState] = (),
    rebuild: Rebuild | None = None,
    keep: int = KEEP,
) -> Publication:
    """Publish the pages to the folder `out`, in one step.

    Each page of an article that says something (all but the notices that replace one) is proven from the bytes that are
    published. One that fails is withheld, whatever its state was; the others are then built anew without it. Where no
    page of an article is left, nothing is published.

    Args:
        pages: Pages of articles, withheld ones too, and the indexes.
        out: The folder; see `toolkit.site.swap.swap_in`. With the host nginx, a snippet for its configuration is
            written beside it, as `<name>.nginx.conf`.
        config: Settings: base-url, host, limits, source-locale.
        prove: The proof.
        date: Day for which it is published.
        extra: Other files by path.
        previous: The site before, to name the pages that are gone.
        allow: States that are no error.
        rebuild: Builds the pages anew; None: the others stay as they are.
        keep: Number of older releases that stay.

    Raises:
        ToolkitError: As `swap_in`; the folder is then what it was.
    """
    proven, problems = _proven(pages, prove, config.limits.page_size, rebuild)
    summary = tuple(_summary(row.built) for row in proven if row.built.page.article)
    diagnostics = [*problems, *_findings(summary, allow), *_gone(summary, previous)]
    if all(page.state is PageState.WITHHELD for page in summary):
        message = f"nothing is published to {str(out)!r}: no page can be"
        diagnostics.append(Diagnostic("nothing-published", Severity.ERROR, message, hint="the folder is as it was"))
        return Publication(summary, tuple(sort_diagnostics(diagnostics)), None)
    files = compose(proven, config=config, date=date, extra=extra or {})
    snippet = _snippet(out) if config.host == "nginx" else {}
    swap = swap_in(files, out, keep=keep)
    written = [write_bytes(path, data) for path, data in snippet.items()]
    return Publication(summary, tuple(sort_diagnostics(diagnostics)), swap.release, swap.changed or any(written))


def _proven(
    pages: Sequence[BuiltPage], prove: Prove, limit: int, rebuild: Rebuild | None
) -> tuple[tuple[ProvenPage, ...], list[Diagnostic]]:
    """Prove the pages, and those built anew without the ones that failed, until none fails."""
    problems: list[Diagnostic] = []
    failed: dict[str, ProvenPage] = {}
    while True:
        rest = [built for built in pages if built.page.path not in failed]
        meant = {built.page.path for built in rest if built.page.state is not PageState.WITHHELD}
        rows, found = prove_pages(rest, prove, limit)
        problems += found
        withheld = {row.built.page.path: row for row in rows if row.built.page.state is PageState.WITHHELD}
        failures = {path: row for path, row in withheld.items() if path in meant}
        if not failures or rebuild is None:
            return tuple(sorted([*rows, *failed.values()], key=lambda row: row.built.page.path)), problems
        failed |= failures
        pages = rebuild(frozenset(failed))


def _summary(built: BuiltPage) -> PageSummary:
    page = built.page
    return PageSummary(page.path, page.locale, page.article, page.state, built.reasons)


_SAID = {
    PageState.DRAFT: ("is published as a draft", None),
    PageState.KEPT: ("keeps its published version", "complete the new version, or allow it with --allow kept"),
    PageState.REPLACED: ("is replaced by a notice", "complete the new version, or allow it with --allow replaced"),
    PageState.WITHHELD: ("is not published", "complete it, or allow it with --allow withheld"),
}


def _findings(pages: Iterable[PageSummary], allow: Collection[PageState]) -> list[Diagnostic]:
    """Return a finding for each page that is not fresh: an error, unless its state is allowed."""
    found = []
    for page in pages:
        if page.state is not PageState.FRESH:
            said, hint = _SAID[page.state]
            allowed = page.state is PageState.DRAFT or page.state in allow
            message = f"the page {said}: {'; '.join(page.reasons) or 'no reason is known'}"
            severity = Severity.NOTE if allowed else Severity.ERROR
            found.append(
                Diagnostic(
                    f"page-{page.state}",
                    severity,
                    message,
                    hint=None if allowed else hint,
                    path=page.path,
                    locale=page.locale,
                    domain=page.article,
                )
            )
    return found


def _gone(pages: Iterable[PageSummary], previous: PublishedSite | None) -> list[Diagnostic]:
    """Return a note for each page of the site before that the project has no more."""
    before = previous.manifest.pages if previous and previous.manifest else ()
    now = {page.path for page in pages}
    message, hint = "the page was published before and is no longer in the project", "its address is gone for readers"
    return [
        Diagnostic("page-gone", Severity.NOTE, message, hint=hint, path=page.path, locale=page.locale)
        for page in before
        if page.path not in now
    ]


def _snippet(out: Path) -> Mapping[Path, bytes]:
    """Return the configuration for nginx by the file beside `out` that is to hold it."""
    folder = place_of(out)
    path = folder.with_name(f"{folder.name}.nginx.conf")
    if path.exists() and not read_bytes(path, limit=1_000_000).startswith(NGINX_MARK):
        message = f"cannot write {str(path)!r}: it was not written by l10n"
        raise ToolkitError(message, hint="rename that file, or set another host", path=str(path))
    return {path: nginx_snippet(folder.name)}
