"""What the checks say about real catalogs: `measure_catalogs.py FOLDER... [--top N] [--examples N]`.

Every PO file below the folders is checked by its path, as `l10n check FILE` does. Printed are the number of messages
with a translation, and the findings per 1,000 of them, by severity and code; with `--top N` the findings that come most
often, counted by their code and their message (`msgid`) over all catalogs, with an example of each to read.
"""

import argparse
import random
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from toolkit.catalog.locale import locale_of
from toolkit.catalog.read import read_catalog
from toolkit.checks.alone import check_file
from toolkit.diagnostic import Diagnostic, Severity

WORK = {"untranslated", "fuzzy", "partly-untranslated"}
"""What says that a catalog is being worked on, and nothing about its translations."""


@dataclass(frozen=True)
class Row:
    """A finding with the translation that it is about."""

    item: Diagnostic
    locale: str
    texts: tuple[str, ...]

    def print(self):
        print(f"      {self.locale} {self.item.path}:{self.item.line}: {self.item.message[:200]}")
        print(f"        {self.item.msgid!r}\n        {self.texts!r}")


def main():
    asked = arguments()
    paths = [path for folder in asked.folder for path in sorted(folder.rglob("*.po"))]
    messages, rows, seconds = Counter(), [], 0.0
    for path in paths:
        begun = time.monotonic()
        diagnostics = check_file(path, str(path))
        taken = time.monotonic() - begun
        catalog, _ = read_catalog(path.read_bytes(), str(path))
        locale = locale_of(catalog, path, template=False)[0] or "unknown"
        if asked.locale and locale not in asked.locale:
            continue
        seconds += taken
        messages[locale] += sum(unit.translated for unit in catalog.units)
        texts = {unit.key: unit.msgstrs for unit in catalog.units}
        rows += [
            Row(item, locale, texts.get((item.msgctxt, item.msgid), ()))
            for item in diagnostics
            if item.code not in WORK and (not asked.code or item.code in asked.code)
        ]
    total = max(1, sum(messages.values()))
    print(
        f"{len(paths)} files, {total} translated messages, {seconds:.0f} s, {1000 * seconds / total:.2f} ms a message"
    )
    print(", ".join(f"{locale} {number}" for locale, number in messages.most_common()))
    for severity in Severity:
        number = sum(row.item.severity is severity for row in rows)
        print(f"{severity!s:8} {'all':28} {number:7} {1000 * number / total:9.3f} per 1,000")
    print_codes(rows, total, asked)
    print_top(rows, asked.top)


def print_codes(rows, total, asked):
    found = defaultdict(list)
    for row in rows:
        found[str(row.item.severity), row.item.code].append(row)
    for (severity, code), own in sorted(found.items(), key=lambda pair: (pair[0][0], -len(pair[1]))):
        print(f"{severity:8} {code:28} {len(own):7} {1000 * len(own) / total:9.3f} per 1,000")
        for row in random.Random(asked.seed).sample(own, min(asked.examples, len(own))):
            row.print()


def print_top(rows, number):
    """Print the findings that come most often, by code and message; notes are taste and are left out."""
    found = defaultdict(list)
    for row in rows:
        if row.item.severity is not Severity.NOTE:
            found[row.item.code, row.item.msgid].append(row)
    for (code, _), own in sorted(found.items(), key=lambda pair: -len(pair[1]))[:number]:
        print(f"{len(own):5} {own[0].item.severity!s:8} {code} in {' '.join(sorted({row.locale for row in own}))}")
        own[0].print()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--top", type=int, default=0, metavar="N", help="print the N findings that come most often")
    parser.add_argument("--examples", type=int, default=0, metavar="N", help="print N findings of each code to read")
    parser.add_argument("--code", action="append", default=[], help="only this code (may be repeated)")
    parser.add_argument("--locale", action="append", default=[], help="only this locale (may be repeated)")
    parser.add_argument("--seed", type=int, default=0, help="which findings are the examples")
    return parser.parse_args()


if __name__ == "__main__":
    main()
