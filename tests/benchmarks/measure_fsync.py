"""Prints what it costs that every write waits for the disk: `python tests/benchmarks/measure_fsync.py [--files 300]`.

The same files are written by the toolkit's own function, with `fsync` and without it. It reports and does not judge.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

from toolkit.files import write_bytes

SIZE = 40_000
"""Bytes of a file: a page."""


def seconds(count):
    """Return the seconds that pass until so many files are written."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        began = time.monotonic()
        for number in range(count):
            write_bytes(Path(folder) / f"{number}.html", b"x" * SIZE)
        return time.monotonic() - began


def main():
    """Print both."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--files", type=int, default=300)
    count = parser.parse_args().files
    print(f"with fsync: {seconds(count):.2f} s for {count} files of {SIZE:,} bytes in {Path.cwd()}")
    waiting, os.fsync = os.fsync, lambda _file: None
    try:
        print(f"without:    {seconds(count):.2f} s")
    finally:
        os.fsync = waiting


if __name__ == "__main__":
    main()
