"""Prints faults to be read by hand: `python tests/audit/samples.py [MUTATOR ...] [--seed N] [--count N]`.

For each mutator some faults of four languages that take turns, so that all languages are read: source, and the changed
part of the translation with what is gone in [-brackets-] and what came in {+braces+}. For each way to break the
contract or a page: the statement, and what was done to it.
"""

import argparse
import datetime as dt
import random
from collections import Counter
from pathlib import Path

from toolkit.audit.breaches import BREACHERS
from toolkit.audit.breaking import break_contract
from toolkit.audit.mutators import MUTATORS
from toolkit.audit.outcome import Outcome
from toolkit.audit.seeding import Seed, seeds, targets
from toolkit.project import SAFETY_PREFIX, load_project
from toolkit.text.difference import Change, pieces

ROOT = Path(__file__).parent.parent.parent
LANGUAGES = 4
"""Languages that one mutator is read in."""
LANGUAGES_OF_BREACHES = ("de", "ar", "ja")
"""Languages that breaches of the contract and of pages are read in."""
AROUND = 60
"""Characters shown on either side of a change."""
MARKS = {Change.SAME: "{}", Change.GONE: "[-{}-]", Change.COME: "{{+{}+}}"}


def shown(before, after):
    rows = []
    parts = pieces(before, after)
    for number, (kind, text) in enumerate(parts):
        last = number == len(parts) - 1
        long = kind is Change.SAME and len(text) > 2 * AROUND
        start = "" if number == 0 else text[:AROUND]
        end = "" if last else text[-AROUND:]
        rows.append(f"{start} ... {end}" if long else MARKS[kind].format(text))
    return "".join(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("mutator", nargs="*")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--count", type=int, default=20, help="faults of each mutator")
    asked = parser.parse_args()
    project = load_project(ROOT)
    locales = project.config.locales
    found = {
        name: [item for item in targets(project, name) if not item.domain.startswith(SAFETY_PREFIX)] for name in locales
    }
    for number, mutator in enumerate(MUTATORS):
        if asked.mutator and mutator.name not in asked.mutator:
            continue
        names = [locales[(number * 3 + step * 5) % len(locales)] for step in range(LANGUAGES)]
        print(f"\n===== {mutator.name}: {', '.join(names)}")
        for name in names:
            made = seeds(mutator, found[name], seed=asked.seed, sample=None)
            faults = seeds(mutator, found[name], seed=asked.seed, sample=asked.count // LANGUAGES)
            skips = Counter(item[1].reason for item in made if not isinstance(item, Seed))
            print(f"--- {name}: {sum(isinstance(item, Seed) for item in made)} faults, skipped {dict(skips)}")
            for item in faults:
                if isinstance(item, Seed):
                    print(f"S {item.target.subject.source}")
                    print(f"> {shown(item.target.subject.text, item.change.after)}")
    for locale in LANGUAGES_OF_BREACHES:
        made = list(break_contract(project, locale, BREACHERS, dt.date(2026, 3, 1)))
        for breacher in BREACHERS:
            rows = [row for kind, row in made if kind is breacher and isinstance(row, Outcome)]
            if rows and (not asked.mutator or breacher.name in asked.mutator):
                print(f"\n===== {breacher.name}: {locale}, {len(rows)} breaches")
                for row in random.Random(asked.seed).sample(rows, min(len(rows), asked.count // 3 + 1)):
                    print(f"{row.msgctxt}: {row.after}")


if __name__ == "__main__":
    main()
