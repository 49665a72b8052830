"""Prints the seconds of processor time that an update of a catalog takes, beside msgmerge, and how they grow with it.

    python tests/benchmarks/update_catalog.py

One message in twenty is edited and one in forty is new; the memory holds the whole catalog. For msgmerge files are made
and read, as the program does it; for the toolkit reading, merging and writing are in the figure too, with garbage
looked for as seldom as in its command. The exponent is that of the growth from the smallest to the largest catalog.
"""

import gc
import math
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from toolkit.catalog.memory import Memory, records_of
from toolkit.catalog.read import read_catalog
from toolkit.catalog.update import make_catalog, make_template, update_catalog
from toolkit.catalog.write import format_catalog
from toolkit.cli import GARBAGE
from toolkit.limits import Limits
from toolkit.model import Catalog, Message, Unit

SIZES = (900, 3_600, 14_400, 50_000)
BESIDE_MSGMERGE = 3_600
LIMITS = Limits(file_size=100_000_000)
README = Path(__file__).parent.parent.parent / "README.md"


def sentences(count: int) -> list[str]:
    """Return different sentences of common words, so that many are a little alike; one in five has a number."""
    chance = random.Random(count)
    words = [word for word in README.read_text("utf-8").split() if word.isascii() and word.isalpha()]
    found: dict[str, None] = {}
    while len(found) < count:
        number = f" {chance.randint(1, 20)} times" if len(found) % 5 == 0 else ""
        found[" ".join(chance.choices(words, k=chance.randint(4, 18))) + number + "."] = None
    return list(found)


def files(count: int) -> tuple[bytes, bytes]:
    """Return a catalog (PO) and the template (POT) of its sources after the edits."""
    texts = sentences(count)
    header = make_catalog(template(texts), "es").header
    catalog = Catalog("", header, tuple(Unit(text, (text.upper(),)) for text in texts))
    edited = [f"{text} Really." if number % 20 == 0 else text for number, text in enumerate(texts)]
    edited += [f"{text} Or else." for text in texts[7::40]]
    return format_catalog(catalog).encode(), format_catalog(template(edited)).encode()


def template(texts: list[str]) -> Catalog:
    return make_template([Message(text) for text in texts], project="test data", date="2026-03-01", previous=None)


def update(po: bytes, pot: bytes) -> float:
    gc.collect()
    gc.set_threshold(*GARBAGE)
    start = time.process_time()
    catalog, _ = read_catalog(po, "es.po", LIMITS)
    messages, _ = read_catalog(pot, "es.pot", LIMITS)
    memory = Memory(records_of(catalog), lambda text: text.startswith("Never"))
    format_catalog(update_catalog(catalog, messages, guarded=lambda unit: unit.msgctxt is not None, memory=memory))
    return time.process_time() - start


def msgmerge(po: bytes, pot: bytes) -> float:
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder, "es.po"), Path(folder, "es.pot")
        old.write_bytes(po)
        new.write_bytes(pot)
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(["msgmerge", "--quiet", "--previous", "-o", "/dev/null", old, new], check=True)
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        return end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime


if __name__ == "__main__":
    times = {}
    for size in SIZES:
        data = files(size)
        times[size] = min(update(*data) for _ in range(3 if size <= BESIDE_MSGMERGE else 1))
        row = f"{size:6} messages: {times[size]:.2f}"
        if size == BESIDE_MSGMERGE and shutil.which("msgmerge"):
            other = min(msgmerge(*data) for _ in range(3))
            row += f"; msgmerge {other:.2f}, ratio {times[size] / other:.2f}"
        sys.stdout.write(row + "\n")
    first, last = SIZES[0], SIZES[-1]
    sys.stdout.write(f"exponent {math.log(times[last] / times[first]) / math.log(last / first):.2f}\n")
