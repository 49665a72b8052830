"""Feeds a target of fuzz_targets.py with bytes that reach new code: `fuzz.py TARGET [--seconds N] [--folder DIR]`.

Needs atheris (Linux, Python 3.11 to 3.13). The inputs that reached something new are kept in the folder; one that broke
a law is written to the current folder as `crash-...`, and the exit code is not 0.
"""

import argparse
import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).parent.parent.parent
SEEDS = {
    "catalog": ["locales/*/LC_MESSAGES/site.po", "locales/ar/LC_MESSAGES/safety-general.po", "tests/catalog/**/*.po"],
    "article": ["source/articles/*.md", "tests/article/golden/*/*.md", "README.md"],
    "exchange": ["tests/fuzz/seeds/exchange.*"],
    "inline": ["tests/article/emphasis/*.md"],
    "page": ["tests/site/assemble/golden/*.html"],
}
LONGEST = 20_000
"""Bytes of an input at most: longer ones reach nothing that shorter ones do not."""


def main() -> None:
    """Run a target until the time is over or a law is broken."""
    with atheris.instrument_imports(include=["toolkit"]):
        from fuzz_targets import TARGETS
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--folder", type=Path, required=True, help="where inputs are kept; it is filled with seeds")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    seeds = [path for pattern in SEEDS[asked.target] for path in sorted(ROOT.glob(pattern))]
    for number, path in enumerate(seeds):
        (asked.folder / f"seed-{number:03}").write_bytes(path.read_bytes()[:LONGEST])
    options = [f"-max_total_time={asked.seconds}", f"-max_len={LONGEST}", "-timeout=20", "-rss_limit_mb=4096"]
    atheris.Setup([sys.argv[0], *options, str(asked.folder)], TARGETS[asked.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
