"""Publishes again a site of which only translations have changed, in the time that their pages take."""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.commands._repeat import Standing, Told
from toolkit.commands._verb import Options
from toolkit.diagnostic import without_notes
from toolkit.files import real_path
from toolkit.store import Store

if TYPE_CHECKING:
    from toolkit.site.amending import Amendment, Ground
    from toolkit.site.publish import Publication

_CATALOG = re.compile(r"locales/([^/]+)/LC_MESSAGES/([^/]+)\.po")
_OF_BEFORE = frozenset({"page-gone", "contract-shrunk", "shrink-unused"})
"""Codes of findings that compare with the site before: once a site is published, they are not said again."""


@dataclass(frozen=True, slots=True)
class Amended:
    """What became of an amendment."""

    told: Told
    """What is told of it, as of a whole publication."""
    changed: bool
    """Whether anything was written."""
    ground: object
    """What the next one must know, as JSON can hold it."""
    steady: frozenset[str]
    """Folders of the site that nothing was written to, see `toolkit.site.swap.Swap`."""


def ground_for(done: Publication, ground: Ground | None) -> object:
    """Return what an amendment of a published site must know, as JSON can hold it; None where there can be none."""
    if ground is None or done.release is None or any(item.code in _OF_BEFORE for item in done.diagnostics):
        return None
    return _as_json(ground)


def amended(
    options: Options, store: Store, standing: Standing, told: Told, *, out: Path, draft: bool, keep: int
) -> Amended | None:
    """Publish a site that was published before with what has changed since; None where the whole must be made."""
    found = [_CATALOG.fullmatch(path) for path in standing.changed]
    catalogs = [(one[1], one[2]) for one in found if one is not None]
    if len(catalogs) != len(found):
        return None
    before = gc.get_threshold()
    gc.set_threshold(_GARBAGE)
    try:
        return _amended(options, store, standing, told, catalogs, out=out, draft=draft, keep=keep)
    finally:
        gc.freeze()  # else all that was made would be looked through as soon as less of it is allowed
        gc.set_threshold(*before)


_GARBAGE = 500_000
"""Objects that are made before garbage is looked for; a page takes fewer, and what is loaded here stays to the end."""


def _amended(
    options: Options,
    store: Store,
    standing: Standing,
    told: Told,
    catalogs: Sequence[tuple[str, str]],
    *,
    out: Path,
    draft: bool,
    keep: int,
) -> Amended | None:
    from toolkit.gates import blocking_errors
    from toolkit.project import load_frame
    from toolkit.site.amending import amend
    from toolkit.site.articles import open_workshop, order_of
    from toolkit.site.swap import swap_in

    ground = _from_json(standing.ground)
    frame = load_frame(options.project, store, unchanged=ground.articles)
    if blocking_errors(frame):
        return None
    order = order_of(frame, date=options.date, draft=draft, store=store)
    made = amend(open_workshop(order, frame, None), ground, real_path(out), catalogs)
    if made is None:
        return None
    swap = swap_in(made.files, out, keep=keep, known=made.files)
    return Amended(_told(told, made), swap.changed, _as_json(made.ground), swap.steady)


def brief(reasons: Sequence[str]) -> tuple[str, int]:
    """Return the first reason why a page is not fresh, and how many more there are."""
    return (reasons[0], len(reasons) - 1) if reasons else ("", 0)


def _told(before: Told, made: Amendment) -> Told:
    """Return what is told of a site in which some pages were made anew, and became what they were."""
    old, notes_then = without_notes(made.before)
    new, notes_now = without_notes(made.after)
    found = [*(Counter(before.found) - Counter(old)).elements(), *new]
    reasons = {row.page.path: brief(row.reasons) for row in made.pages}
    pages = tuple((path, state, *reasons.get(path, (reason, more))) for path, state, reason, more in before.pages)
    return replace(before, found=tuple(found), notes=before.notes - notes_then + notes_now, pages=pages)


def _as_json(ground: Ground) -> dict[str, object]:
    return {"policy": ground.policy, "articles": ground.articles, "absent": ground.absent, "files": ground.files}


def _from_json(data: Any) -> Ground:
    from toolkit.site.amending import Ground

    return Ground(data["policy"], data["articles"], tuple(data["absent"]), tuple(map(tuple, data["files"])))
