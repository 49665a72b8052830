"""The part of py3langid's model that some languages need, in a form that loads in milliseconds.

py3langid counts the longest known run of bytes that ends at each byte of a text, and adds for each language what these
runs tell (naive Bayes, with `log(1 + count)`). Its model holds 142 languages, takes half a second to unpack and 120 MB
of memory; the columns of sixteen languages are 8 MB. `narrowed` takes them out, and `LanguageModel.rank` computes what
`py3langid.rank` computes of them.
"""

from __future__ import annotations

import importlib
import json
import sys
import unicodedata
from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from typing import Any

_FORM = 1
"""Number of the form of the bytes."""
_ITEM = 4
"""Bytes of a number."""


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """What is known of some languages."""

    names: tuple[str, ...]
    """The language of each column; two columns of one language are two of its scripts."""
    start: tuple[float, ...]
    """The score of each column before anything is read."""
    features: Mapping[bytes, int]
    """Run of bytes of UTF-8 -> number of what it tells, or -1 where it tells nothing."""
    weights: array[float]
    """What each feature tells of each column: as many numbers a feature as there are columns."""

    def rank(self, text: str) -> Mapping[str, float]:
        """Return the score of each language: logarithms of probabilities, but for what is the same for all."""
        width = len(self.names)
        counts: dict[int, list[Sequence[float]]] = {}
        for feature, count in Counter(self._read(_bytes_of(text))).items():
            counts.setdefault(count, []).append(self.weights[feature * width : (feature + 1) * width])
        scores = list(self.start)
        for count, rows in counts.items():
            weight = log1p(count)
            scores = [
                score + weight * sum(column) for score, column in zip(scores, zip(*rows, strict=True), strict=True)
            ]
        found: dict[str, float] = {}
        for name, score in zip(self.names, scores, strict=True):
            found[name] = max(score, found.get(name, score))
        return found

    def _read(self, data: bytes) -> list[int]:
        """Return the feature at each byte: that of the longest known run which ends there."""
        found, features, begin = [], self.features, 0
        for end in range(1, len(data) + 1):
            while (feature := features.get(data[begin:end])) is None:
                begin += 1
            if feature >= 0:
                found.append(feature)
        return found

    def dump(self) -> bytes:
        """Return bytes that `load` makes the same model of."""
        by_length: dict[int, list[bytes]] = {}
        for run in self.features:
            by_length.setdefault(len(run), []).append(run)
        runs = [run for _, rows in sorted(by_length.items()) for run in rows]
        head = [_FORM, self.names, self.start, [(length, len(rows)) for length, rows in sorted(by_length.items())]]
        numbers = array("i", [self.features[run] for run in runs])
        return b"\n".join([json.dumps(head).encode(), b"".join(runs) + _little(numbers) + _little(self.weights)])


def load(data: bytes) -> LanguageModel | None:
    """Return the model that `LanguageModel.dump` wrote; None where the bytes are of another form."""
    cut = data.index(b"\n")
    form, names, start, lengths = json.loads(data[:cut])
    if form != _FORM:
        return None
    body = memoryview(data)[cut + 1 :]
    end = sum(length * number for length, number in lengths)
    count = sum(number for _, number in lengths)
    numbers, weights = array("i"), array("f")
    numbers.frombytes(body[end : end + _ITEM * count])
    weights.frombytes(body[end + _ITEM * count :])
    if sys.byteorder == "big":
        numbers.byteswap()
        weights.byteswap()
    features = dict(zip(_runs(body, lengths), numbers, strict=True))
    return LanguageModel(tuple(names), tuple(start), features, weights)


def _runs(body: memoryview, lengths: Sequence[tuple[int, int]]) -> Iterator[bytes]:
    """Yield the runs of bytes, which stand one behind the other: so many of each length."""
    place = 0
    for length, number in lengths:
        for _ in range(number):
            yield body[place : place + length].tobytes()
            place += length


def narrowed(identifier: Any, languages: Collection[str]) -> LanguageModel:
    """Return what py3langid's `LanguageIdentifier` knows of `languages`.

    Raises `AttributeError`, `LookupError`, `TypeError` or `ValueError` for one that is built otherwise.
    """
    rows, outputs = identifier.tk_row, identifier.tk_output
    moves = importlib.import_module("numpy").asarray(identifier.tk_nextmove).reshape(-1, 256)
    differ = moves != moves[rows[0]]
    columns = [number for number, name in enumerate(identifier.nb_classes) if name in languages]
    # The states of its automaton are runs of bytes; the shortest way to each of them spells it. Rows are shared.
    run_of, seen = {0: b""}, set[int]()
    states = [0]
    for state in states:
        if rows[state] in seen:
            continue
        seen.add(rows[state])
        row = moves[rows[state]]
        for byte in (differ[rows[state]] if state else row != 0).nonzero()[0].tolist():
            if (after := int(row[byte])) not in run_of:
                run_of[after] = run_of[state] + bytes((byte,))
                states.append(after)
    return LanguageModel(
        tuple(identifier.nb_classes[column] for column in columns),
        tuple(float(identifier.nb_pc[column]) for column in columns),
        {run: int(outputs[state]) for state, run in run_of.items()},
        array("f", identifier.nb_ptc[:, columns].astype("float32").tobytes()),
    )


def _bytes_of(text: str) -> bytes:
    """Return what is read of a text, as py3langid does."""
    text = text.lower() if text.isupper() else text
    return unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")


def _little(numbers: array[int] | array[float]) -> bytes:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()
