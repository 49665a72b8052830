"""`l10n publish`: checks, builds, proves and publishes the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.commands._amend import amended as amend
from toolkit.commands._amend import brief, ground_for
from toolkit.commands._repeat import Told, before, settled, told_before
from toolkit.commands._repeat import keep as keep_told
from toolkit.commands._repeat import standing as amendable
from toolkit.commands._speech import _, ngettext
from toolkit.commands._verb import FORMATS, Options, exit_code, progress, refuse_sources, shard_of, show, verb
from toolkit.diagnostic import Diagnostic, Severity, ToolkitError
from toolkit.model import PageState
from toolkit.shard import ALL_OF_IT, Shard
from toolkit.store import Store, store_of

if TYPE_CHECKING:
    from toolkit.site.publish import PageSummary

KEEP = 3
"""Older releases that stay, unless told otherwise."""
ALLOWED = (PageState.KEPT, PageState.REPLACED, PageState.WITHHELD)


def publish(
    options: Options,
    *,
    out: Path,
    previous: Path | None = None,
    draft: bool = False,
    allow: tuple[str, ...] = (),
    keep: int = KEEP,
    shrink: tuple[str, ...] = (),
    cache: bool = True,
    shard: Shard = ALL_OF_IT,
    form: str = "text",
) -> int:
    """Check, build, prove and publish all pages to the folder --out, in one step.

    A page goes live only where it is complete, without errors, its critical and serious statements are approved, and
    the finished page was proven to carry them. With --draft, pages that only wait for reviewers are published too, with
    a banner in their language and 'noindex'. A reader sees the old site or the new one, never a mixture. DIR must be
    missing, empty, or published by l10n before. Where the contract asks less of a statement than in the site before,
    nothing is published, unless its approval was withdrawn or --shrink names it.

    What was made before is made again only where something that it is made from has changed; 'l10n cache' shows and
    clears what is remembered. The pages are the same with and without it, and with any number of processes.

    Several machines share the work with --shard 1/8 to --shard 8/8: each makes its share of the pages, publishes
    nothing, and leaves them in its .cache/l10n. Copied into one folder, they are what 'l10n publish' makes the site of.
    """
    if shard is not ALL_OF_IT:
        return _publish_shard(options, shard, draft=draft, form=form)
    if out.name in {"", ".."}:
        message = f"cannot publish to {str(out)!r}: the folder that one stands in is not replaced under one's feet"
        raise ToolkitError(message, hint="name it from elsewhere: 'cd ..', then --out NAME", path=str(out))
    refuse_sources(options.project, out)
    remembers = cache and (options.project / "pyproject.toml").is_file()
    with store_of(options.project, remembers=remembers) as store:
        here = before(options.project, out, store, [options.date, draft, allow, keep])
        # What shrinks on purpose does so once: told again, it is an error, see `unused_shrinking`.
        plain = form == "text" and not options.verbose and previous is None and not shrink
        after = told_before(here, out, store) if plain else None
        if after is not None and after.unchanged:
            _tell(options, after.told, changed=False)
            return after.told.code
        if after is not None:
            here = settled(here, options.project, store)
        standing = amendable(here, options.project, store, after) if after is not None else None
        if after is not None and standing is not None:
            amended = amend(options, store, standing, after.told, out=out, draft=draft, keep=keep)
            if amended is not None:
                _tell(options, amended.told, changed=amended.changed)
                told, ground, steady = amended.told, amended.ground, amended.steady
                keep_told(here, out, store, told, ground=ground, known=after.site, steady=steady)
                return amended.told.code
        # Nothing above here loads what makes pages: where nothing has changed, that would take most of the time.
        states = [PageState(state) for state in allow]
        done = _publish(
            options,
            store,
            out=out,
            previous=previous,
            draft=draft,
            allow=states,
            keep=keep,
            shrink=shrink,
            notes=options.verbose or form == "json",
        )
        if not done.tried:
            show(done.found, form)
            options.tell(_("nothing was published: mend the sources first"))
            return done.code
        told = _told(done, states)
        if form == "json":
            pages = [
                {"path": page.path, "locale": page.locale, "state": str(page.state), "reasons": list(page.reasons)}
                for page in done.pages
            ]
            show(done.found, form, extra={"release": done.release, "pages": pages})
        elif options.verbose:
            show(done.found, quiet=True)
            _tell(options, replace(told, found=(), notes=0, pages=()), changed=done.changed)
        else:
            _tell(options, told, changed=done.changed)
        if plain and told.published:
            keep_told(here, out, store, told, ground=done.ground)
    return told.code


def _publish_shard(options: Options, shard: Shard, *, draft: bool, form: str) -> int:
    """Make the pages of a shard, publish nothing."""
    from toolkit.gates import blocking_errors, check_levels
    from toolkit.project import load_frame
    from toolkit.site.articles import order_of
    from toolkit.site.making import make_shard
    from toolkit.site.tables import make_tables
    from toolkit.workers import workers

    with store_of(options.project, remembers=True) as store:
        project = load_frame(options.project, store)
        found, unread = [*project.diagnostics, *(check_levels(project) if shard.is_first else ())], 0
        if not blocking_errors(project):
            make_tables(project, project.config.all_locales, options.date)
            with workers(options.jobs or project.config.jobs, project.config.executor) as run:
                order = order_of(project, date=options.date, draft=draft, store=store)
                with progress(options, len(shard.part(row.domain for row in project.articles))) as tell:
                    wanted = options.verbose or form != "text"
                    more, unread = make_shard(order, project, run, shard, tell, notes=wanted)
                    found += more
    show(found, form, quiet=True)
    _tell_notes(options, unread)
    return exit_code(found)


@dataclass(frozen=True, slots=True)
class _Done:
    """What a publication did."""

    found: Sequence[Diagnostic]
    code: int
    pages: Sequence[PageSummary] = ()
    counts: Mapping[PageState, int] = field(default_factory=dict)
    release: str | None = None
    changed: bool = False
    tried: bool = True
    notes: int = 0
    """Number of notes that are not in `found`."""
    ground: object = None
    """What an amendment of the site must know, as JSON can hold it."""


def _publish(
    options: Options,
    store: Store,
    *,
    out: Path,
    previous: Path | None,
    draft: bool,
    allow: Sequence[PageState],
    keep: int,
    shrink: Sequence[str],
    notes: bool,
) -> _Done:
    """Make the site and swap it in."""
    from toolkit.gates import blocking_errors, check_levels
    from toolkit.project import load_frame
    from toolkit.safety.approvals import WITHDRAWN
    from toolkit.site.amending import ground_of
    from toolkit.site.articles import order_of
    from toolkit.site.making import make_site
    from toolkit.site.publish import publish_ready
    from toolkit.site.published import read_previous
    from toolkit.site.shrinking import unused_shrinking
    from toolkit.site.tables import make_tables
    from toolkit.workers import workers

    project = load_frame(options.project, store)
    if blocking_errors(project):
        return _Done(project.diagnostics, 1, tried=False)
    before = read_previous(previous or out, named=previous is not None)
    # l10n: The first part of "building {articles} {locales}".
    articles = ngettext("{number} article", "{number} articles", len(project.articles))
    # l10n: The second part of "building {articles} {locales}".
    places = ngettext("in {number} locale", "in {number} locales", len(project.config.all_locales))
    options.tell(_("building {articles} {locales}", articles=articles, locales=places))
    make_tables(project, project.config.all_locales, options.date)
    with workers(options.jobs or project.config.jobs, project.config.executor) as run:
        order = order_of(project, date=options.date, draft=draft, store=store, previous=before)
        with progress(options, len(project.articles)) as tell:
            made = make_site(order, project, before, run, tell, notes=notes)
    meant = {(locale, name) for locale in project.config.all_locales for name in shrink}
    meant |= {key for key, approval in project.approvals.items() if approval.status == WITHDRAWN}
    done = publish_ready(
        made.pages,
        out,
        files=made.files,
        failures=made.failures,
        found=made.problems,
        config=project.config,
        date=options.date,
        previous=before,
        allow=allow,
        keep=keep,
        meant=meant,
        notes=notes,
        spool=made.spool,
    )
    unused = unused_shrinking(shrink, done.diagnostics)
    found = [*project.diagnostics, *check_levels(project), *made.diagnostics, *done.diagnostics, *unused]
    # Errors in catalogs show in the states of the pages that they keep back, and `--allow` speaks of those.
    code = exit_code([*project.diagnostics, *done.diagnostics, *unused])
    counted = made.notes + done.notes
    ground = ground_for(done, ground_of(order, project, made, done.files))
    return _Done(found, code, done.pages, done.counts, done.release, done.changed, notes=counted, ground=ground)


def _told(done: _Done, allow: Collection[PageState]) -> Told:
    """Return what is told of a publication, unless more is asked for."""
    notes = [item for item in done.found if item.severity is Severity.NOTE]
    # What is allowed is no error, and yet nobody should have to ask which page is not as it should be.
    unsaid = {PageState.DRAFT, *allow}
    return Told(
        tuple(item for item in done.found if item.severity is not Severity.NOTE),
        len(notes) + done.notes,
        tuple((page.path, page.state.value, *brief(page.reasons)) for page in done.pages if page.state in unsaid),
        {state.value: number for state, number in done.counts.items()},
        done.release is not None,
        done.code,
    )


def _tell_notes(options: Options, number: int) -> None:
    if number:
        options.tell(
            ngettext(
                "{number} note, shown with {option}",
                "{number} notes, shown with {option}",
                number,
                option="--verbose",
            )
        )


def _tell(options: Options, told: Told, *, changed: bool) -> None:
    show(told.found, quiet=True)
    _tell_notes(options, told.notes)
    if told.pages:
        options.tell("\n".join(_page_lines(told.pages)))
    rows = ((PageState(state), number) for state, number in told.counts.items() if number)
    counts = ", ".join(_counted(*row) for row in rows) or _("no pages")
    if not told.published:
        options.tell(_("nothing was published: {pages}", pages=counts))
    elif changed:
        options.tell(_("published: {pages}", pages=counts))
    else:
        options.tell(_("nothing had changed: {pages}", pages=counts))


_NAMED = 20
"""Pages that are named for one reason; `--verbose` tells all, as notes."""


def _page_lines(pages: Iterable[tuple[str, str, str, int]]) -> Iterator[str]:
    """Yield a line for each page, up to `_NAMED` with the same state and reason; then how many more there are.

    What is edited in a site of thousands of drafts must not be lost among their names.
    """
    reasons = cache(_reason)
    rows = Counter[tuple[str, str]]()
    for path, state, first, more in pages:
        reason = reasons(first, more)
        rows[state, reason] += 1
        if rows[state, reason] <= _NAMED:
            yield f"{path}: {state}: {reason}"
    for (state, reason), number in rows.items():
        if number > _NAMED:
            # l10n: Pages that were not named. State is one of fresh, draft, kept, replaced and withheld.
            yield ngettext(
                "{number} more page, shown with {option}: {state}: {reason}",
                "{number} more pages, shown with {option}: {state}: {reason}",
                number - _NAMED,
                option="--verbose",
                state=state,
                reason=reason,
            )


def _counted(state: PageState, number: int) -> str:
    """Return how many pages are in a state; README, "Publishing", says what the states are."""
    match state:
        case PageState.FRESH:
            # l10n: Pages that are complete, checked, approved and proven. In a list: "3 fresh, 2 kept".
            return ngettext("{number} fresh", "{number} fresh", number)
        case PageState.DRAFT:
            # l10n: Pages that are published as drafts. In a list: "3 fresh, 2 draft".
            return ngettext("{number} draft", "{number} draft", number)
        case PageState.KEPT:
            # l10n: Pages whose published text stays, because the new one is not ready. In a list: "3 fresh, 2 kept".
            return ngettext("{number} kept", "{number} kept", number)
        case PageState.REPLACED:
            # l10n: Pages that became a notice, because a safety text changed. In a list: "3 fresh, 2 replaced".
            return ngettext("{number} replaced", "{number} replaced", number)
        case PageState.WITHHELD:
            # l10n: Pages that are not published. In a list: "3 fresh, 2 withheld".
            return ngettext("{number} withheld", "{number} withheld", number)


def _reason(first: str, more: int) -> str:
    """Return the first reason as it is told, and how many more there are."""
    first = first or _("no reason is known")
    if more <= 0:
        return first
    # l10n: A reason why a page is not published, and how many more reasons there are.
    return ngettext("{reason} (and {number} more)", "{reason} (and {number} more)", more, reason=first)


def _states(context: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Return the states in `kept,replaced`, also where the option is repeated."""
    names = [name.strip() for text in given for name in text.split(",")]
    for name in names:
        if name not in ALLOWED:
            raise click.BadParameter(f"{name!r} is not one of {', '.join(ALLOWED)}", context, parameter)
    return tuple(names)


command = verb(
    "publish",
    publish,
    click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="The site's folder."),
    click.option("--previous", type=click.Path(path_type=Path), metavar="DIR", help="The site before [DIR of --out]."),
    click.option("--draft", is_flag=True, help="Publish pages that only wait for reviewers, as drafts."),
    click.option(
        "--allow",
        multiple=True,
        callback=_states,
        metavar="STATE,...",
        help="Page states that are no failure: kept, replaced, withheld.",
    ),
    click.option(
        "--keep", type=click.IntRange(min=0), default=KEEP, metavar="N", help=f"Older releases that stay [{KEEP}]."
    ),
    click.option(
        "--shrink", multiple=True, metavar="ID", help="A statement of which less is asked on purpose, this once."
    ),
    click.option("--shard", callback=shard_of, metavar="N/M", help="Make only this share of the pages, for the cache."),
    click.option("--cache/--no-cache", default=True, help="Whether to use what was made before [--cache]."),
    click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="Form of the findings [text]."),
)
