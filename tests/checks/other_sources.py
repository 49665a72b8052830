"""Prints what right translations get whose source is not English: `python tests/checks/other_sources.py`.

The messages of the `free` part of the corpus are the same in all languages, so each text can be the source of each
other one. Those of `plain.toml` are ordinary sentences of leaflets, those of the others say the same in their own ways;
what is in `published.toml` is left out.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator

from faults import CORPUS, LOCALES

from toolkit.checks import ALL, Context, run_checks
from toolkit.diagnostic import Severity
from toolkit.model import Catalog, Unit


def pairs(source: str, files: str) -> Iterator[tuple[str, str, str]]:
    """Yield each text in the source locale with its text in each other locale, English too: locale, source, text."""
    for path in sorted((CORPUS / "free").glob(files)):
        for row in tomllib.loads(path.read_text("utf-8"))["message"]:
            texts = {"en": row["msgid"], **{locale: row[locale] for locale in LOCALES}}
            yield from ((locale, texts[source], text) for locale, text in texts.items() if locale != source)


def findings(source: str, files: str) -> Counter[str]:
    """Return how many pairs there are (`pairs`), have a finding (`found`) and an error (`errors`)."""
    counted = Counter[str]()
    for locale, text, translation in pairs(source, files):
        catalog = Catalog("x.po", None, (Unit(text, (translation,)),))
        found = run_checks(ALL, catalog, Context(locale, markdown=None, source_locale=source))
        levels = {item.severity for item in found} - {Severity.NOTE}
        counted.update(["pairs", *["found"] * bool(levels), *["errors"] * (Severity.ERROR in levels)])
    return counted


def main() -> None:
    """Print a table: for each source language the messages with a finding, of plain sentences and of the others."""
    rows = [
        "| source | plain sentences | with a finding | other texts | with a finding | of these errors |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for source in ["en", *LOCALES]:
        plain, others = findings(source, "plain.toml"), findings(source, "[!p]*.toml")
        cells = (plain["pairs"], plain["found"], others["pairs"], others["found"], others["errors"])
        rows.append(f"| {source} | {' | '.join(map(str, cells))} |")
    sys.stdout.write("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
