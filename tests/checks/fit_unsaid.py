"""Fits the weights of `toolkit/text/unsaid.py` to the corpus: prints what belongs there, and how well it does.

    fit_unsaid.py [--prefix PREFIX] [--on PART]

It learns from the messages of the `builds` part, and of those of the `seen` part whose ids begin with a prefix, because
their sources differ from language to language, with their faults by hand: lost sentences, permissions that make a text
longer, and a sentence of another message behind it. Clean texts are those of the `free` part and of this repository's
catalogs too. Which part of a faulty message was lost or added nobody has noted: it is taken to be the one that is
likeliest so far, and the fit is done again until that settles.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from faults import LOCALES, Clean, clean_messages

from toolkit.catalog.read import read_catalog
from toolkit.checks import Context
from toolkit.checks._pairs import read
from toolkit.model import Unit
from toolkit.text.masked import letters
from toolkit.text.unsaid import Signs, parts_with_signs, with_anchors

ROOT = Path(__file__).parents[2]
ROUNDS, STEPS, RIDGE = 8, 12, 1.0
LONGER = 1.04
"""By how much an added permission makes a translation longer, so that it was added and did not take another's place."""
FIRST = {"lacking": 1.0, "named": -1.0, "missed": 1.0, "shared": -1.0, "fitting": 1.0, "fewer": 2.0}
"""What the first guess counts."""


@dataclass
class Case:
    """A message with the signs of its parts."""

    locale: str
    id: str
    faulty: bool
    signs: np.ndarray
    """One row a part."""


def cases(part: str, prefix: str, kind: str) -> Iterator[Case]:
    """Yield the clean messages of a part of the corpus, and those with a fault of the kind."""
    for locale in LOCALES:
        for message in clean_messages(locale, part):
            if message.id.startswith(prefix):
                yield _case(locale, message, message.forms, kind)
                for name, forms in message.by_hand:
                    longer = letters(forms[-1]) > LONGER * letters(message.forms[-1])
                    if name == kind and (kind == "sentence-lost" or longer):
                        yield _case(locale, message, forms, kind)


def _case(locale: str, message: Clean, forms: Sequence[str], kind: str) -> Case:
    unit = Unit(message.msgid, tuple(forms), msgid_plural=message.msgid_plural)
    rows = []
    for item in [*read(unit, Context(locale, markdown=None))][-1:]:  # none where it is a key
        both = (item.source, item.translation)
        text, other = both if kind == "sentence-lost" else reversed(both)
        rows = [with_anchors(part, text, other) for part in parts_with_signs(text, other)]
    return Case(
        locale, message.id, tuple(forms) != message.forms, np.array(rows, float).reshape(-1, len(Signs._fields))
    )


def with_another_sentence(part: str, prefix: str) -> Iterator[Case]:
    """Yield the messages with a sentence more, the last one of the message behind."""
    for locale in LOCALES:
        messages = [message for message in clean_messages(locale, part) if message.id.startswith(prefix)]
        for message, other in pairwise(messages):
            sentence = _LAST.search(other.forms[-1])
            if sentence and message.msgid_plural is None:
                yield _case(locale, message, (f"{message.forms[-1]} {sentence[0]}",), "permission-added")


_LAST = re.compile(r"[^.!?。！？।؟]+[.!?。！？।؟]\Z")


def own_catalogs(kind: str) -> Iterator[Case]:
    """Yield the translated messages of this repository's catalogs, which are clean."""
    for path in sorted([*ROOT.glob("locales/*/*/*.po"), *ROOT.glob("toolkit/locales/*/*/*.po")]):
        catalog, _ = read_catalog(path.read_bytes(), path.name)
        for unit in catalog.units if path.parts[-3] in LOCALES else ():
            if unit.translated and unit.msgid_plural is None:
                yield _case(path.parts[-3], Clean(unit.msgid, unit.msgid, None, unit.msgstrs, ()), unit.msgstrs, kind)


def fit(rows: Sequence[Case]) -> tuple[float, np.ndarray]:
    """Return the base and the weights."""
    clean = np.concatenate([case.signs for case in rows if not case.faulty])
    faulty = [case.signs for case in rows if case.faulty and len(case.signs)]
    weights = np.array([FIRST.get(name, 0.0) for name in Signs._fields])
    base = 0.0
    for _ in range(ROUNDS):
        lost = np.array([signs[int(np.argmax(signs @ weights))] for signs in faulty])
        x = np.concatenate([clean, lost])
        y = np.concatenate([np.zeros(len(clean)), np.ones(len(lost))])
        mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
        found = _regression((x - mean) / spread, y)
        weights = found[1:] / spread
        base = float(found[0] - weights @ mean)
    return base, weights


def _regression(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the weights of a logistic regression, that of a constant first, by Newton's method."""
    x = np.hstack([np.ones((len(x), 1)), x])
    ridge = RIDGE * np.eye(x.shape[1])
    ridge[0, 0] = 0.0
    found = np.zeros(x.shape[1])
    for _ in range(STEPS):
        odds = np.clip(x @ found, -30, 30)
        share = 1 / (1 + np.exp(-odds))
        slope = x.T @ (share - y) + ridge @ found
        bend = (x * (share * (1 - share))[:, None]).T @ x + ridge
        found -= np.linalg.solve(bend, slope)
    return found


def show(name: str, rows: Sequence[Case], base: float, weights: np.ndarray) -> None:
    """Print how many faulty and clean messages have a part from some odds on."""
    best = [(case.faulty, base + max(case.signs @ weights, default=-99.0)) for case in rows]
    counts = [
        f"{odds:g}: {sum(faulty and most > odds for faulty, most in best)} and "
        f"{sum(not faulty and most > odds for faulty, most in best)}"
        for odds in (0, 0.5, 1, 1.5, 2, 3)
    ]
    faulty = sum(faulty for faulty, _ in best)
    print(f"  {name}: {faulty} faulty and {len(best) - faulty} clean, found from odds of {', '.join(counts)}")


def main() -> None:
    """Fit both directions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prefix", default="h10-", help="of the ids of the seen messages to learn from")
    parser.add_argument("--on", default="held", help="the part to show the fit on, of which nothing is learned")
    asked = parser.parse_args()
    for name, kind in (("_LOST", "sentence-lost"), ("_ADDED", "permission-added")):
        clean = [*cases("free", "", kind), *own_catalogs(kind)]
        learned = [*cases("builds", "", kind), *cases("seen", asked.prefix, kind), *clean]
        if kind == "permission-added":
            learned += [*with_another_sentence("builds", ""), *with_another_sentence("seen", asked.prefix)]
        base, weights = fit(learned)
        print(f"{name} = Weights({base:.2f}, Signs({', '.join(f'{row:.2f}' for row in weights)}))")
        show("learned from", learned, base, weights)
        show(asked.on, [*cases(asked.on, "", kind)], base, weights)


if __name__ == "__main__":
    main()
