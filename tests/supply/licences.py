"""Prints name, version and licence of each locked package that is installed here: `make licences`.

The licence is that of the package's own metadata: License-Expression (PEP 639), else the trove classifiers, else the
field License where it is one short line.
"""

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LOCKS = {"site": ROOT / "requirements/site.lock", "test": ROOT / "requirements/test.lock"}


def locked(lock: Path) -> list[str]:
    """Return the names of the packages in a lock file; those of other platforms too."""
    return sorted(set(re.findall(r"^([A-Za-z0-9._-]+)==", lock.read_text("utf-8"), re.MULTILINE)))


def licence(package: Distribution) -> str:
    """Return what the package says of its licence, or "unknown"."""
    metadata = package.metadata
    if expression := metadata.get("License-Expression"):
        return str(expression)
    classifiers = [row.rsplit(" :: ", 1)[-1] for row in metadata.get_all("Classifier") or () if "License ::" in row]
    short = (metadata.get("License") or "").strip()
    if classifiers:
        return "; ".join(sorted(set(classifiers)))
    return short if short and "\n" not in short else "unknown"


def rows(lock: Path) -> list[tuple[str, str, str]]:
    """Return (name, version, licence) of the packages of a lock file that are installed."""
    found = []
    for name in locked(lock):
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        found.append((name, package.version, licence(package)))
    return found


if __name__ == "__main__":
    for row in rows(LOCKS[sys.argv[1] if len(sys.argv) > 1 else "site"]):
        print("\t".join(row))
