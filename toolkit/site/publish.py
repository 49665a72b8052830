"""Publishes pages as a site that can prove what it says."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.config import Config
from toolkit.diagnostic import Diagnostic, Severity, ToolkitError, sort_diagnostics
from toolkit.files import read_bytes, write_bytes
from toolkit.model import PageState
from toolkit.site.composition import Failures
from toolkit.site.contents import Content, Spool
from toolkit.site.hosts import NGINX_MARK, nginx_snippet
from toolkit.site.listing import ReadyPage, compose
from toolkit.site.published import PublishedSite
from toolkit.site.shrinking import shrunk
from toolkit.site.swap import KEEP, place_of, swap_in


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
    notes: int = 0
    """Number of notes that were left out."""
    files: Mapping[str, Content] = field(default_factory=dict)
    """The files that were published, by path."""

    @property
    def counts(self) -> Mapping[PageState, int]:
        """How many pages are in each state, in the order of the states, zeros too."""
        found = Counter(page.state for page in self.pages)
        return {state: found[state] for state in PageState}


def publish_ready(
    pages: Sequence[ReadyPage],
    out: Path,
    *,
    files: Mapping[str, bytes],
    failures: Failures,
    found: Iterable[Diagnostic],
    config: Config,
    date: dt.date,
    previous: PublishedSite | None = None,
    allow: Collection[PageState] = (),
    keep: int = KEEP,
    meant: Collection[tuple[str, str]] = (),
    notes: bool = True,
    spool: Spool | None = None,
) -> Publication:
    """Publish pages that were proven to the folder `out`, in one step.

    Where no page of an article is left, or what is around the texts failed, nothing is published.

    Args:
        pages: Pages of articles, withheld ones too, and the indexes.
        out: The folder; see `toolkit.site.swap.swap_in`. With the host nginx, a snippet for its configuration is
            written beside it, as `<name>.nginx.conf`.
        files: Other files, by path.
        failures: What failed on the way.
        found: What the proof found.
        config: Settings: base-url, host, source-locale.
        date: Day for which it is published.
        previous: The site before, to name the pages that are gone.
        allow: States that are no error.
        keep: Number of older releases that stay.
        meant: Locales and ids of the statements of which less is asked on purpose (`toolkit.site.shrinking`).
        notes: Whether notes are wanted, or only their number.
        spool: Where the manifest waits until it is published; None: in memory.

    Raises:
        ToolkitError: As `swap_in`; the folder is then what it was.
    """
    summary = tuple(_summary(row) for row in pages if row.page.article)
    indexes = [row for row in pages if not row.page.article]
    less = [item for row in pages if row.less for item in shrunk(row.page, row.less, meant)]
    unread = 0
    if notes:
        about = _findings(summary, allow)
    else:
        noted = sum(page.state is not PageState.FRESH and _allowed(page, allow) for page in summary)
        about, unread = _findings([page for page in summary if not _allowed(page, allow)], allow), noted
    everything = [*found, *about, *_unfinished(indexes), *_gone(summary, previous), *less]
    why = _obstacle(pages, failures)
    if not why and any(item.severity is Severity.ERROR for item in less):
        why = "the contract asks less than in the site before"
    if why:
        message = f"nothing is published to {str(out)!r}: {why}"
        everything.append(Diagnostic("nothing-published", Severity.ERROR, message, hint="the folder is as it was"))
        return Publication(summary, tuple(sort_diagnostics(everything)), None, notes=unread)
    composed = compose(pages, config=config, date=date, files=files, spool=spool)
    # The snippet says the same for every site, so it may stand there before; after the swap nothing may fail.
    snippet = _snippet(out) if config.host == "nginx" else {}
    written = [write_bytes(path, data) for path, data in snippet.items()]
    swap = swap_in(composed, out, keep=keep)
    changed = swap.changed or any(written)
    said = tuple(sort_diagnostics(everything))
    return Publication(summary, said, swap.release, changed, unread, composed.contents)


def _allowed(page: PageSummary, allow: Collection[PageState]) -> bool:
    """Whether the state of a page is no failure."""
    return page.state in {PageState.FRESH, PageState.DRAFT} or page.state in allow


def _obstacle(pages: Sequence[ReadyPage], failures: Failures) -> str | None:
    """Return why the site cannot be published at all, or None.

    Where an index, a notice or a page that keeps its text fails, what is around their texts is at fault: mostly a page
    template. So it is where failures leave nothing but notices. The published site is better than any made with it.
    """
    unfit = [row.page.path for row in pages if row.meant not in {None, PageState.FRESH, PageState.DRAFT}]
    unfit += [row.page.path for row in pages if row.meant is not None and not row.page.article]
    if unfit:
        return f"{', '.join(sorted(set(unfit)))} cannot be"
    states = {row.page.state for row in pages if row.page.article}
    if states <= {PageState.WITHHELD}:
        return "no page can be"
    if failures and states <= {PageState.WITHHELD, PageState.REPLACED}:
        return f"no page but notices is left, after {', '.join(sorted(failures))} failed"
    return None


def _summary(row: ReadyPage) -> PageSummary:
    page = row.page
    return PageSummary(page.path, page.locale, page.article, page.state, row.reasons)


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
            allowed = _allowed(page, allow)
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


def _unfinished(indexes: Iterable[ReadyPage]) -> list[Diagnostic]:
    """Return an error for each index that has a text in the wrong language, or other faults."""
    return [
        Diagnostic(
            "index-unfinished",
            Severity.ERROR,
            f"the index is not as it should be: {'; '.join(row.reasons)}",
            hint="complete the catalogs of its texts",
            path=row.page.path,
            locale=row.page.locale,
        )
        for row in indexes
        if row.reasons
    ]


def _gone(pages: Iterable[PageSummary], previous: PublishedSite | None) -> list[Diagnostic]:
    """Return a warning for each page of the site before that the project has no more, for it may not be meant."""
    now = {page.path for page in pages}
    message, hint = (
        "the page was published before and is no longer in the project",
        "its address is gone for readers: bring the article back, or send them elsewhere at the host",
    )
    return [
        Diagnostic("page-gone", Severity.WARNING, message, hint=hint, path=path, locale=locale)
        for path, locale in (previous.pages if previous else ())
        if path not in now
    ]


def _snippet(out: Path) -> Mapping[Path, bytes]:
    """Return the configuration for nginx by the file beside `out` that is to hold it."""
    folder = place_of(out)
    path = folder.with_name(f"{folder.name}.nginx.conf")
    if path.exists() and not read_bytes(path, limit=1_000_000).startswith(NGINX_MARK):
        message = f"cannot write {str(path)!r}: it was not written by l10n"
        raise ToolkitError(message, hint="rename that file, or set another host", path=str(path))
    return {path: nginx_snippet(folder.name)}
