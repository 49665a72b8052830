"""What the checks say about real catalogs: `python tests/checks/measure_catalogs.py FOLDER [--examples N]`.

Every PO file below the folder is checked by its path, as `l10n check FILE` does. Printed are the number of messages
with a translation, and the findings per 1,000 of them, by severity and code.
"""

import argparse
import random
import time
from collections import Counter, defaultdict
from pathlib import Path

from toolkit.catalog.read import read_catalog
from toolkit.checks.alone import check_file

WORK = {"untranslated", "fuzzy", "partly-untranslated"}
"""What says that a catalog is being worked on, and nothing about its translations."""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--examples", type=int, default=0, metavar="N", help="print N findings of each code to read")
    parser.add_argument("--code", action="append", default=[], help="only this code (may be repeated)")
    parser.add_argument("--locale", action="append", default=[], help="only this locale (may be repeated)")
    parser.add_argument("--seed", type=int, default=0, help="which findings are the examples")
    asked = parser.parse_args()
    messages, files, seconds = Counter(), 0, 0.0
    found = defaultdict(list)
    for path in sorted(asked.folder.rglob("*.po")):
        begun = time.monotonic()
        diagnostics = check_file(path, str(path))
        seconds += time.monotonic() - begun
        locale = next((item.locale for item in diagnostics if item.locale), "?")
        if asked.locale and locale not in asked.locale:
            continue
        files += 1
        catalog, _ = read_catalog(path.read_bytes(), str(path))
        messages[locale] += sum(unit.translated for unit in catalog.units)
        texts = {unit.key: unit.msgstrs for unit in catalog.units}
        for item in diagnostics:
            if item.code not in WORK and (not asked.code or item.code in asked.code):
                found[str(item.severity), item.code].append((item, texts.get((item.msgctxt, item.msgid), ())))
    total = max(1, sum(messages.values()))
    print(f"{files} files, {total} translated messages, {seconds:.0f} s")
    for (severity, code), rows in sorted(found.items(), key=lambda pair: (pair[0][0], -len(pair[1]))):
        print(f"{severity:8} {code:28} {len(rows):7} {1000 * len(rows) / total:9.3f} per 1,000")
        shuffled = random.Random(asked.seed).sample(rows, min(asked.examples, len(rows)))
        for item, texts in shuffled:
            print(f"      {item.path}:{item.line}: {item.message[:200]}\n        {item.msgid!r}\n        {texts!r}")


if __name__ == "__main__":
    main()
