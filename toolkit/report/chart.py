"""Charts of completeness over time, as the points of small line charts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.report.history import Trend

WIDTH, HEIGHT, MARGIN = 160, 40, 4
"""Units of the drawing."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Completeness of one locale over time."""

    locale: str
    """As in paths."""
    values: tuple[int | None, ...]
    """Percent at each point of the trend; None where the locale was not there yet."""
    line: str
    """Points of the line, as SVG wants them."""
    area: str
    """Points of the area under it."""
    x: float
    """Where the line ends."""
    y: float
    """Where the line ends."""
    label: str
    """The same in numbers, for those who do not see it."""


def charts(history: Trend, locales: Sequence[str]) -> tuple[Chart, ...]:
    """Return a chart for each locale that the history knows: days to the right, 0 to 100 percent upwards."""
    return tuple(
        chart
        for locale in locales
        if (chart := _chart(locale, [(point.date, point.percent.get(locale)) for point in history.points])) is not None
    )


def _chart(locale: str, rows: Sequence[tuple[str, int | None]]) -> Chart | None:
    known = [(dt.date.fromisoformat(date).toordinal(), value) for date, value in rows if value is not None]
    if not known:
        return None
    first = dt.date.fromisoformat(rows[0][0]).toordinal()
    days = max(1, dt.date.fromisoformat(rows[-1][0]).toordinal() - first)
    places = [
        (
            round(MARGIN + (WIDTH - 2 * MARGIN) * (day - first) / days, 1) if len(rows) > 1 else WIDTH - MARGIN,
            round(HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * value / 100, 1),
        )
        for day, value in known
    ]
    line = " ".join(f"{x},{y}" for x, y in places)
    bottom = HEIGHT - MARGIN
    area = f"{places[0][0]},{bottom} {line} {places[-1][0]},{bottom}"
    label = f"{locale}: " + ", ".join(f"{date}: {value} %" for date, value in rows if value is not None)
    return Chart(locale, tuple(value for _, value in rows), line, area, *places[-1], label)
