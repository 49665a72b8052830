"""Has the tables of languages made before the site is: what is needed only to make them is not in memory afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial

from toolkit.project import Project
from toolkit.site.formats import date_text, number_text
from toolkit.site.survey import shared_catalogs
from toolkit.text.kept_tables import Kind, keeps, kept
from toolkit.text.locales import direction
from toolkit.workers import apart

_MADE = Kind("made", (bool,))


def make_tables(frame: Project, locales: Iterable[str], date: dt.date) -> None:
    """Let copies of this process make the tables of these locales, where no run of this toolkit has kept them.

    To make those of all shipped languages takes 40 MB that a process does not give back. Nothing depends on it: what is
    missing afterwards is made where it is needed. As `toolkit.workers.apart`, it is not for where there are threads.
    """
    if keeps():
        for locale in locales:
            kept(_MADE, locale, lambda: [apart(partial(_ask, frame, locale, date))])  # noqa: B023 - asked at once


def _ask(frame: Project, locale: str, date: dt.date) -> None:
    """Ask for what the pages of a locale ask for."""
    shared_catalogs(frame, locale)
    date_text(date, locale)
    number_text(0, locale)
    direction(locale)
