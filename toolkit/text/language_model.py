"""The part of py3langid's model that some languages need, in a form that loads in milliseconds.

py3langid counts the longest known run of bytes that ends at each byte of a text, and adds for each language what these
runs tell (naive Bayes, with `log(1 + count)`). Its model holds 142 languages, takes half a second to unpack and 120 MB
of memory; the columns of sixteen languages are 6 MB, and the runs 1 MB as sorted numbers (12 MB as a dictionary).
`narrowed` takes them out, and `LanguageModel.rank` computes what `py3langid.rank` computes of them.
"""

from __future__ import annotations

import importlib
import json
import sys
import unicodedata
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from typing import Any

FORM = 2
"""Number of the form of the bytes."""
_LONGEST = 7
"""Bytes of a run that has a number of its own, beside its length; those of the model have six at most."""


class Runs:
    """Which feature each run of bytes of UTF-8 is: a mapping that takes a tenth of the memory of a dictionary."""

    def __init__(self, keys: array[int], features: array[int]) -> None:
        """Take the numbers of the runs (`key_of`), sorted, and the feature of each."""
        self.keys = keys
        self.features = features

    @classmethod
    def of(cls, features: Mapping[bytes, int]) -> Runs:
        """Sort runs of up to `_LONGEST` bytes; raises `ValueError` for a longer one."""
        if max(map(len, features), default=0) > _LONGEST:
            message = f"a run has more than {_LONGEST} bytes"
            raise ValueError(message)
        rows = sorted((_key_of(run), feature) for run, feature in features.items())
        return cls(array("Q", [key for key, _ in rows]), array("i", [feature for _, feature in rows]))

    def get(self, run: bytes) -> int | None:
        """Return the number of the feature, -1 where it tells nothing; None where no such run is known."""
        key = _key_of(run)
        place = bisect_left(self.keys, key)
        known = place < len(self.keys) and self.keys[place] == key and len(run) <= _LONGEST
        return self.features[place] if known else None


def _key_of(run: bytes) -> int:
    return len(run) << 8 * _LONGEST | int.from_bytes(run)


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """What is known of some languages."""

    names: tuple[str, ...]
    """The language of each column; two columns of one language are two of its scripts."""
    start: tuple[float, ...]
    """The score of each column before anything is read."""
    runs: Runs
    """What each run of bytes tells."""
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
        found, feature_of, begin = [], self.runs.get, 0
        for end in range(1, len(data) + 1):
            while (feature := feature_of(data[begin:end])) is None:
                begin += 1
            if feature >= 0:
                found.append(feature)
        return found

    def dump(self) -> bytes:
        """Return bytes that `load` makes the same model of."""
        head = [FORM, self.names, self.start, len(self.runs.keys)]
        body = _little(self.runs.keys) + _little(self.runs.features) + _little(self.weights)
        return json.dumps(head).encode() + b"\n" + body


def load(data: bytes) -> LanguageModel | None:
    """Return the model that `LanguageModel.dump` wrote; None where the bytes are of another form."""
    cut = data.index(b"\n")
    form, *head = json.loads(data[:cut])
    if form != FORM:
        return None
    names, start, count = head
    body = memoryview(data)[cut + 1 :]
    keys, features, weights = array("Q"), array("i"), array("f")
    behind_keys = count * keys.itemsize
    behind = behind_keys + count * features.itemsize
    for numbers, part in ((keys, body[:behind_keys]), (features, body[behind_keys:behind]), (weights, body[behind:])):
        numbers.frombytes(part)
        if sys.byteorder == "big":
            numbers.byteswap()
    return LanguageModel(tuple(names), tuple(start), Runs(keys, features), weights)


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
        Runs.of({run: int(outputs[state]) for state, run in run_of.items()}),
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
