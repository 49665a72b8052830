"""What an audit found, as one HTML file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from toolkit.audit.outcome import Outcome, Tier
from toolkit.audit.score import Tally
from toolkit.audit.suggestion import suggestion
from toolkit.project import Project
from toolkit.report.audit import AS_IF, AuditResult
from toolkit.text.difference import Change, pieces
from toolkit.text.locales import bcp47, direction

_STYLE = Markup("""
body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:0 auto;padding:1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;margin:1rem 0}th,td{padding:.2rem .7rem;border-bottom:1px solid #ccc;text-align:right}
th:first-child,td:first-child{text-align:start}section{border-top:1px solid #888;margin:1.5rem 0}
del{background:#fdd;color:#700}ins{background:#dfd;color:#050}pre{background:#f3f3f3;padding:.7rem;white-space:pre-wrap}
body,pre{overflow-wrap:anywhere}table{overflow-wrap:normal}.scroll{overflow-x:auto}
@media print{.scroll{overflow:visible}th,td{overflow-wrap:anywhere}h2,h3{break-after:avoid}tr{break-inside:avoid}}
""")
_MARKS = {Change.SAME: Markup("{}"), Change.GONE: Markup("<del>{}</del>"), Change.COME: Markup("<ins>{}</ins>")}
_MOST = 500
"""Survivors that are shown; the file says how many there are."""


def format_audit_html(result: AuditResult) -> str:
    """Return the whole document; findings are in English, as elsewhere."""
    total, missed = result.total, result.survivors
    locales = [(row.locale, result.of_locale(row)) for row in result.locales]
    mutators = [(name, result.of_mutator(name)) for name in result.mutators]
    texts = [(str(tier), result.of_tier(tier)) for tier in Tier]
    title = f"Audit of {result.project.config.site_name}"
    body = [
        Markup("<h1>{}</h1><p>Score {}: {} of {} faults survived; {}.</p>").format(
            title, f"{total.score:.1f}", total.missed, total.seeded, AS_IF
        ),
        *_table("Text", texts),
        *_table("Locale", locales),
        *_table("Fault", mutators),
        Markup("<h2>Survivors</h2>"),
        *(_survivor(result.project, item) for item in missed[:_MOST]),
    ]
    if len(missed) > _MOST:
        body.append(Markup("<p>{} more survivors are not shown.</p>").format(len(missed) - _MOST))
    head = Markup(
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{}</title>'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width"><style>{}</style></head>\n<body><main>\n'
    ).format(title, _STYLE)
    return str(head + Markup("\n").join(body) + Markup("\n</main></body>\n</html>\n"))


def _table(head: str, rows: Sequence[tuple[str, Tally]]) -> Iterator[Markup]:
    names = (head, "Seeded", "Stopped", "Warned", "Harmless", "Missed", "Caught", "Skipped")
    yield Markup('<div class="scroll" role="region" tabindex="0" aria-label="{}">').format(head)
    yield Markup("<table><thead><tr>{}</tr></thead><tbody>").format(
        Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in names)
    )
    for name, found in rows:
        cells = (found.seeded, found.stopped, found.warned, found.harmless, found.missed, found.shown_share)
        reasons = "; ".join(f"{number} × {reason}" for reason, number in found.skipped.items())
        yield Markup('<tr><th scope="row">{}</th>{}<td title="{}">{}</td></tr>').format(
            name, Markup("").join(Markup("<td>{}</td>").format(cell) for cell in cells), reasons, found.skips
        )
    yield Markup("</tbody></table></div>")


def _survivor(project: Project, item: Outcome) -> Markup:
    tag, turn = bcp47(item.locale), direction(item.locale)
    found = suggestion(project, item)
    paste = (
        Markup("<p>Add to <code>{}</code>:</p><pre>{}</pre>").format(found.path, found.text) if found else Markup("")
    )
    return Markup(
        '<section><h3>{}: {} ({})</h3><p>{}</p><p>{}</p><p lang="{}" dir="{}">{}</p><p><code>{}</code></p>{}</section>'
    ).format(
        item.locale,
        item.mutator,
        str(item.severity) + (f", {item.guard}" if item.guard else ""),
        item.what,
        item.source,
        tag,
        turn,
        _compared(item.before, item.after),
        item.hash,
        paste,
    )


def _compared(before: str, after: str) -> Markup:
    return Markup("").join(_MARKS[kind].format(text) for kind, text in pieces(before, after))
