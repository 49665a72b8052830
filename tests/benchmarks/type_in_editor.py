"""Prints how long the language server takes for one key stroke in a catalog of 1,000 messages (milliseconds).

    python tests/benchmarks/type_in_editor.py

The catalog is this repository's Spanish one, its messages repeated under further contexts. Reading, all checks, rules
and the making of the editor's findings are in the figure; the pause after the last key stroke is not.
"""

import datetime as dt
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

from lsprotocol import types

from toolkit.catalog.read import read_catalog
from toolkit.catalog.write import format_catalog
from toolkit.serve.lsp.analysis import Analyst, CatalogAnalyst, FileAnalyst, Role
from toolkit.serve.lsp.buffer import Buffer
from toolkit.serve.lsp.document import Document
from toolkit.serve.lsp.findings import findings
from toolkit.serve.projects import opened

ROOT = Path(__file__).parent.parent.parent
PATH = ROOT / "locales/es/LC_MESSAGES/baclofen-spasticity.po"
MESSAGES = 1_000
STROKES = 30


def big() -> str:
    catalog, _ = read_catalog(PATH.read_bytes(), PATH.name)
    units = [
        replace(unit, msgctxt=None if not copy else f"copy {copy}")
        for copy in range(MESSAGES // len(catalog.units) + 1)
        for unit in catalog.units
    ][:MESSAGES]
    return format_catalog(replace(catalog, units=tuple(units), obsolete=()))


def stroke(analyst: Analyst, buffer: Buffer) -> float:
    start = time.perf_counter()
    findings(Document("file:///es.po", 1, buffer, analyst))
    return (time.perf_counter() - start) * 1_000


def measure(name: str, analyst: Analyst) -> None:
    buffer = Buffer(big())
    first = stroke(analyst, buffer)
    line = next(number for number, row in enumerate(buffer.rows) if row.startswith('msgstr "Permanecen'))
    times = []
    for number in range(STROKES):
        place = types.Position(line, 8 + number)
        change = types.TextDocumentContentChangePartial(types.Range(place, place), "x")
        buffer = buffer.changed(change)
        times.append(stroke(analyst, buffer))
    row = f"{name}: opened {first:.0f}, then a key stroke {statistics.median(times):.0f} (at most {max(times):.0f})\n"
    sys.stdout.write(row)


if __name__ == "__main__":
    desk = opened(ROOT, dt.date(2026, 3, 1))
    measure("a file of no project", FileAnalyst(Path("es.po")))
    measure("a catalog of a project", CatalogAnalyst(desk, Role("es", "baclofen-spasticity")))
