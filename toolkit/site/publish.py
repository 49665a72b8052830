"""Publishes pages as a site that can prove what it says."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.config import Config
from toolkit.diagnostic import Diagnostic, Severity, ToolkitError, sort_diagnostics
from toolkit.files import read_bytes, write_bytes
from toolkit.model import PageState
from toolkit.site.composition import BuiltPage, BuiltSite, Failures, Prove, ProvenSite, Rebuild, compose, prove_site
from toolkit.site.hosts import NGINX_MARK, nginx_snippet
from toolkit.site.published import PublishedSite
from toolkit.site.shrinking import promises, shrunk
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

    @property
    def counts(self) -> Mapping[PageState, int]:
        """How many pages are in each state, in the order of the states, zeros too."""
        found = Counter(page.state for page in self.pages)
        return {state: found[state] for state in PageState}


def publish(
    site: BuiltSite,
    out: Path,
    *,
    config: Config,
    prove: Prove,
    date: dt.date,
    previous: PublishedSite | None = None,
    allow: Collection[PageState] = (),
    rebuild: Rebuild | None = None,
    keep: int = KEEP,
    meant: Collection[tuple[str, str]] = (),
) -> Publication:
    """Publish the site to the folder `out`, in one step.

    Each page is proven from the bytes that are published; what becomes of one that fails is for `rebuild` to say. Where
    no page of an article is left, or what is around the texts fails, nothing is published.

    Args:
        site: Pages of articles, withheld ones too, the indexes, and other files.
        out: The folder; see `toolkit.site.swap.swap_in`. With the host nginx, a snippet for its configuration is
            written beside it, as `<name>.nginx.conf`.
        config: Settings: base-url, host, limits, source-locale.
        prove: The proof.
        date: Day for which it is published.
        previous: The site before, to name the pages that are gone and the statements of which less is asked.
        allow: States that are no error.
        rebuild: Builds the site anew; None: the other pages stay as they are.
        keep: Number of older releases that stay.
        meant: Locales and ids of the statements of which less is asked on purpose (`toolkit.site.shrinking`).

    Raises:
        ToolkitError: As `swap_in`; the folder is then what it was.
    """
    proven = prove_site(site, prove, config.limits.page_size, rebuild)
    return publish_proven(proven, out, config=config, date=date, previous=previous, allow=allow, keep=keep, meant=meant)


def publish_proven(
    proven: ProvenSite,
    out: Path,
    *,
    config: Config,
    date: dt.date,
    previous: PublishedSite | None = None,
    allow: Collection[PageState] = (),
    keep: int = KEEP,
    meant: Collection[tuple[str, str]] = (),
) -> Publication:
    """Publish a proven site; for the arguments, and what is raised, see `publish`."""
    pages = [row.built for row in proven.rows]
    summary = tuple(_summary(built) for built in pages if built.page.article)
    indexes = [built for built in pages if not built.page.article]
    found = [*proven.diagnostics, *_findings(summary, allow), *_unfinished(indexes), *_gone(summary, previous)]
    less = shrunk(proven.rows, previous, meant)
    found += less
    why = _obstacle(pages, proven.failures)
    if not why and any(item.severity is Severity.ERROR for item in less):
        why = "the contract asks less than in the site before"
    if why:
        message = f"nothing is published to {str(out)!r}: {why}"
        found.append(Diagnostic("nothing-published", Severity.ERROR, message, hint="the folder is as it was"))
        return Publication(summary, tuple(sort_diagnostics(found)), None)
    files = compose(
        proven.rows, config=config, date=date, files=proven.files, promised=lambda page: promises(page, previous)
    )
    # The snippet says the same for every site, so it may stand there before; after the swap nothing may fail.
    snippet = _snippet(out) if config.host == "nginx" else {}
    written = [write_bytes(path, data) for path, data in snippet.items()]
    swap = swap_in(files, out, keep=keep)
    return Publication(summary, tuple(sort_diagnostics(found)), swap.release, swap.changed or any(written))


def _obstacle(pages: Sequence[BuiltPage], failures: Failures) -> str | None:
    """Return why the site cannot be published at all, or None.

    Where an index, a notice or a page that keeps its text fails, what is around their texts is at fault: mostly a page
    template. So it is where failures leave nothing but notices. The published site is better than any made with it.
    """
    unfit = [built.page.path for built in pages if built.meant not in {None, PageState.FRESH, PageState.DRAFT}]
    unfit += [built.page.path for built in pages if built.meant is not None and not built.page.article]
    if unfit:
        return f"{', '.join(sorted(set(unfit)))} cannot be"
    states = {built.page.state for built in pages if built.page.article}
    if states <= {PageState.WITHHELD}:
        return "no page can be"
    if failures and states <= {PageState.WITHHELD, PageState.REPLACED}:
        return f"no page but notices is left, after {', '.join(sorted(failures))} failed"
    return None


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


def _unfinished(indexes: Iterable[BuiltPage]) -> list[Diagnostic]:
    """Return an error for each index that has a text in the wrong language, or other faults."""
    return [
        Diagnostic(
            "index-unfinished",
            Severity.ERROR,
            f"the index is not as it should be: {'; '.join(built.reasons)}",
            hint="complete the catalogs of its texts",
            path=built.page.path,
            locale=built.page.locale,
        )
        for built in indexes
        if built.reasons
    ]


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
