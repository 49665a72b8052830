"""Kills verbs at random moments, and looks at what is left: `measure_kills.py [--kills N] [--seed N]`.

A verb runs in a process of its own on a copy of the site of test data, and gets SIGKILL somewhere on its way. Then each
file must hold its old bytes or its new ones, a published site must be whole, and the same verb, run again to its end,
must bring the state that it brings when nothing ever happens to it.
"""

import argparse
import contextlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit.catalog.read import read_catalog
from toolkit.cli import main
from toolkit.diagnostic import Severity
from toolkit.site.manifest import check_files
from toolkit.site.published import read_site

SOURCES = Path(__file__).parent.parent / "publishing/site"
DATE = ["--date", "2026-03-02"]
PERSON = ["--reviewer", "Test Reviewer", "--role", "test role"]
SITE = {"site", "releases", ".cache"}

Files = Mapping[str, bytes]


def edited(root: Path, path: str, old: str, new: str) -> None:
    """Replace a text of a file."""
    text = (root / path).read_text("utf-8")
    assert old in text, path
    (root / path).write_text(text.replace(old, new), "utf-8")


def _source(root: Path) -> None:
    edited(root, "source/articles/hot-tea.md", "Milk makes it *milder*.", "Milk often makes it *milder*.")


def _layout(root: Path) -> None:
    for path in root.glob("locales/*/LC_MESSAGES/*.po"):
        path.write_text(path.read_text("utf-8").replace('msgstr "', 'msgstr   "'), "utf-8")


def _no_approvals(root: Path) -> None:
    shutil.rmtree(root / "source/safety/approvals/es")


def _translation(root: Path) -> None:
    edited(root, "locales/es/LC_MESSAGES/hot-tea.po", "las personas que le rodean", "la gente que le rodea")


def _nothing(_root: Path) -> None:
    return


@dataclass(frozen=True)
class Case:
    """A verb, and what is done before so that it has something to write."""

    words: tuple[str, ...]
    """The command line."""
    prepare: Callable[[Path], None]
    """Changes the project."""


CASES = (
    Case(("publish", "--out", "site"), _translation),
    Case(("update",), _source),
    Case(("fmt",), _layout),
    Case(("approve", "es", *PERSON), _no_approvals),
    Case(("extract",), _source),
    Case(("review", "ja", *PERSON), _nothing),
    Case(("withdraw", "es", "tea-milk", "--reason", "a test"), _nothing),
)


def run(root: Path, words: tuple[str, ...]) -> int:
    """Run a verb in a process of its own, silently, to its end; return the exit code."""
    return os.waitstatus_to_exitcode(os.waitpid(started(root, words), 0)[1])


def started(root: Path, words: tuple[str, ...]) -> int:
    """Start a verb in a process of its own, silently; return the id of the process."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    code = 99
    try:
        with (
            Path(os.devnull).open("w") as nowhere,
            contextlib.redirect_stdout(nowhere),
            contextlib.redirect_stderr(nowhere),
        ):
            os.chdir(root)
            try:
                main([*DATE, *words])
            except SystemExit as end:
                code = int(end.code or 0)
    finally:
        os._exit(code)


def files(root: Path) -> Files:
    """Return the bytes of each file of the project by its path: no published site, no cache, nothing half-written."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not SITE & set(path.relative_to(root).parts[:1]) and not is_staged(path)
    }


def is_staged(path: Path) -> bool:
    """Whether it is what a killed process left of a file that it had not finished: no reader takes it for one."""
    return path.name.startswith(".") and path.name.endswith(".tmp")


def broken(root: Path, before: Files, after: Files, releases: set[str]) -> list[str]:
    """Return what a killed verb broke: files that are neither old nor new, catalogs and sites that are not whole."""
    now = files(root)
    problems = [
        f"{path}: neither what it was nor what it should become"
        for path in sorted({*now, *before, *after})
        if now.get(path) not in {before.get(path), after.get(path)}
    ]
    for path, data in now.items():
        if path.endswith(".po") and any(item.severity is Severity.ERROR for item in read_catalog(data, path)[1]):
            problems.append(f"{path}: cannot be read any more")
    site, found = read_site(root / "site")
    if site is None or site.manifest is None:
        return [*problems, "the published site has no manifest"]
    problems += [item.message for item in [*found, *check_files(site.manifest, site.hashes)]]
    if site.root.name not in releases:
        problems.append(f"the published site is neither the old one nor the new one: {site.root.name}")
    return problems


def kill_often(case: Case, published: Path, folder: Path, kills: int, moments: random.Random) -> list[str]:
    """Kill the verb of a case at random moments; return what broke."""
    start, done, now = folder / "start", folder / "done", folder / "now"
    shutil.copytree(published, start, symlinks=True)
    case.prepare(start)
    shutil.copytree(start, done, symlinks=True)
    began = time.monotonic()
    code = run(done, case.words)
    seconds = time.monotonic() - began
    before, after = files(start), files(done)
    releases = {(root / "site").resolve().name for root in (start, done)}
    if before == after and len(releases) == 1:
        return [f"{case.words}: changes nothing"]
    problems: list[str] = []
    for _ in range(kills):
        shutil.rmtree(now, ignore_errors=True)
        shutil.copytree(start, now, symlinks=True)
        child = started(now, case.words)
        time.sleep(moments.uniform(0, seconds))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        problems += broken(now, before, after, releases)
        if run(now, case.words) != code or files(now) != after:
            problems.append(f"{case.words}: what was killed cannot be done again")
        problems += broken(now, after, after, {(done / "site").resolve().name})
    return problems


def publish(folder: Path) -> Path:
    """Return a copy of the project of test data whose site is published."""
    root = folder / "published"
    shutil.copytree(SOURCES, root)
    if run(root, ("publish", "--out", "site")):
        raise SystemExit("the site of test data cannot be published")
    return root


def kill_all(folder: Path, kills: int, seed: int) -> list[str]:
    """Kill each verb `kills` times; return what broke."""
    published = publish(folder)
    moments = random.Random(seed)
    problems = []
    for case in CASES:
        with tempfile.TemporaryDirectory(dir=folder) as name:
            problems += kill_often(case, published, Path(name).resolve(), kills, moments)
    return problems


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500, help="how many in all")
    parser.add_argument("--seed", type=int, default=10)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="l10n-kills-") as top:
        each = -(-asked.kills // len(CASES))
        broke = kill_all(Path(top).resolve(), each, asked.seed)
        print(f"{each * len(CASES)} kills of {len(CASES)} verbs: {len(broke)} problems")
        print("\n".join(broke), end="\n" if broke else "")
        sys.exit(bool(broke))
