"""Prints how many near misses of medicine names that no list has are told: `python tests/checks/unlisted_table.py`.

Each name of `unlisted_medicines.toml` is given, in each of its languages, every slip of one letter: two neighbours
exchanged, a letter dropped, doubled, or replaced by another of the name.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from toolkit.checks import ALL, Context, run_checks
from toolkit.diagnostic import Severity
from toolkit.model import Catalog, Unit

LOCALES = ["de", "es", "ru", "ar", "ja"]


class Named(NamedTuple):
    """A name in one language, with the sentences of both."""

    locale: str
    source: str
    name: str
    sentence: str

    def translation(self, name: str) -> str:
        """Return the sentence with the name, or a slip of it."""
        return self.sentence.replace("%s", name)


def named() -> Iterator[Named]:
    """Yield each name in each language."""
    data = tomllib.loads((Path(__file__).parent / "unlisted_medicines.toml").read_text("utf-8"))
    english, *others = data["sentences"]
    for source, *forms in data["names"]:
        for locale, name, sentence in zip(LOCALES, forms, others, strict=True):
            yield Named(locale, english.replace("%s", source), name, sentence)


def slips(name: str) -> Iterator[tuple[str, str]]:
    """Yield the kind of each slip with the name that has it; the first letter stays."""
    for place in range(1, len(name)):
        before, letter, after = name[:place], name[place], name[place + 1 :]
        yield "dropped", before + after
        yield "doubled", before + letter + letter + after
        yield "replaced", before + name[(place + 3) % len(name)].lower() + after
        yield "swapped", before + after[:1] + letter + after[1:]


def told(item: Named, name: str) -> bool:
    """Whether a check warns of the translation with this name."""
    unit = Unit(item.source, (item.translation(name),))
    found = run_checks(ALL, Catalog("x.po", None, (unit,)), Context(item.locale, markdown=None))
    return any(diagnostic.severity is not Severity.NOTE for diagnostic in found)


def main() -> None:
    """Print a row for each language: right names that are told, then slips that are, by kind."""
    right, asked, hits = Counter[str](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for item in named():
        right[item.locale] += told(item, item.name)
        for kind, slip in slips(item.name):
            if slip != item.name:
                asked[item.locale, kind] += 1
                hits[item.locale, kind] += told(item, slip)
    for locale in LOCALES:
        kinds = ", ".join(f"{kind} {hits[key]}/{asked[key]}" for key in asked if key[0] == locale for kind in key[1:])
        sys.stdout.write(f"{locale}: {right[locale]} right names told; {kinds}\n")
    sys.stdout.write(f"all: {hits.total()} of {asked.total()} slips told ({hits.total() / asked.total():.1%})\n")


if __name__ == "__main__":
    main()
