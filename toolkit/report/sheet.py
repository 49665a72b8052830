"""The sheet that a medical reviewer prints, fills in and signs, statement by statement."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.report.pages import fill_page
from toolkit.report.statements import Pieces, statement_row
from toolkit.report.survey import LocaleSurvey, Survey
from toolkit.safety.digest import digest
from toolkit.text.normalise import normalise

_SHOWN = 16


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One statement on the sheet."""

    id: str
    """Its id."""
    severity: str
    """Its severity."""
    sources: tuple[str, ...]
    """The texts of the source: the sentence, then the items."""
    texts: tuple[str, ...]
    """The same in the locale."""
    reference: str
    """Where the source's wording comes from."""
    changes: tuple[tuple[str, Pieces], ...]
    """What changed since the approval that there is."""
    fingerprint: str
    """Tells on paper which texts were read: 64 bits of their hash."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the sheet says."""

    site: str
    """Name of the site."""
    date: str
    """The day."""
    commit: str | None
    """The commit that the sources are at."""
    locale: str
    """Locale of the wordings."""
    source_locale: str
    """Locale of the sources."""
    rows: tuple[SheetRow, ...]
    """The statements."""


def format_sheet(found: Survey, locale: LocaleSurvey, *, language: str, date: str, commit: str | None) -> str:
    """Return the sheet of all statements of one locale that are not approved as they are, as HTML.

    Args:
        found: The project.
        locale: The locale that is reviewed.
        language: Locale that the sheet itself is written in.
        date: The day, as the sheet shows it.
        commit: The commit that the sources are at, where it is known.
    """
    rows = []
    for item in locale.statements:
        if item.approval.counts:
            continue
        row = statement_row(item)
        mark = digest({"id": row.id, "sources": _normal(row.sources), "texts": _normal(row.texts)})
        rows.append(
            SheetRow(
                row.id,
                row.severity,
                row.sources,
                row.texts,
                row.reference,
                row.changes,
                mark.removeprefix("sha256:")[:_SHOWN],
            )
        )
    config = found.project.config
    sheet = Sheet(config.site_name, date, commit, locale.locale, config.source_locale, tuple(rows))
    return fill_page("sheet.html", language, sheet=sheet)


def _normal(texts: tuple[str, ...]) -> list[str]:
    return [normalise(text) for text in texts]
