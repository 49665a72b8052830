"""Measures what issue "Speed and scale" asks for, beside the peers that are installed, and writes docs/benchmarks.md.

    python tests/benchmarks/bench.py [--pages SMALL LARGE] [--out FILE] [--folder FOLDER]

What was measured is kept in FOLDER/measured.json as soon as it is known, with the projects beside it: a run that was
stopped goes on where it was, if the toolkit is the same. A site of more than 5,000 pages is made in shards, one after
the other, so that each is a step of its own; nothing is worked out from smaller sites.

It reports and does not judge. Each figure is processor time (user and system, all processes) unless it says otherwise,
because other programs run on most machines; ratios are of figures of one run. What is compared is taken in turns, and
the median counts. Peers: polib, Babel, mdpo, pofilter (Python packages of the groups `test` and `bench`), po4a,
msgmerge and msgfmt (Debian).
"""

from __future__ import annotations

import argparse
import compileall
import datetime as dt
import hashlib
import json
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import publisher
import update_catalog

from toolkit.store import toolkit_hash

ROOT = Path(__file__).parent.parent.parent
L10N = [sys.executable, "-m", "toolkit"]
LOCALES = 15
PAGES = (60, 210)
"""Pages of the two sites."""
SHARDED = 5_000
"""Pages of a site above which it is made in shards, and not made again without the cache or with two processes."""
SHARD = 2_000
"""Pages of a shard, about."""
TURNS = 3


@dataclass(frozen=True)
class Cost:
    """What a run cost."""

    cpu: float
    """Seconds of processor time, its children's too."""
    wall: float
    """Seconds that passed."""
    memory: float
    """Largest resident set of one of its processes, in MB."""
    code: int = 0
    """Exit code."""


class Steps:
    """What was measured so far, kept in a file after each step."""

    def __init__(self, file: Path) -> None:
        """Read what an earlier run has measured with the same toolkit."""
        self.file = file
        known = json.loads(file.read_text("utf-8")) if file.exists() else {}
        self.known = known if known.get("toolkit") == toolkit_hash() else {"toolkit": toolkit_hash()}

    def cost(self, name: str, measure: Callable[[], Cost]) -> Cost:
        """Return what a step costs, from an earlier run if that has measured it."""
        return Cost(**self.value(name, lambda: asdict(measure())))

    def value(self, name: str, measure: Callable[[], Any]) -> Any:
        """Return the same of what JSON can hold."""
        if name not in self.known:
            tell(name)
            self.known[name] = measure()
            self.file.write_text(json.dumps(self.known, indent=1), "utf-8")
        return self.known[name]


def run(words: Sequence[str | Path], folder: Path = ROOT) -> Cost:
    """Run a program and return what it cost; its largest process counts for memory."""
    # A process of its own waits for it, so that nothing else is in the figures.
    asked = (
        "import resource,subprocess,sys,time;s=time.perf_counter();"
        "c=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL).returncode;"
        "u=resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(u.ru_utime+u.ru_stime,time.perf_counter()-s,u.ru_maxrss/1024,c)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked, *map(str, words)],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
        env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    )
    cpu, wall, memory, code = done.stdout.split()
    return Cost(float(cpu), float(wall), float(memory), int(code))


def inside(function: Callable[[], object]) -> float:
    """Return the processor time of a function."""
    start = time.process_time()
    function()
    return time.process_time() - start


def medians(functions: dict[str, Callable[[], float]], turns: int = TURNS) -> dict[str, float]:
    """Return the median of each function's figures, taken in turns."""
    rows: dict[str, list[float]] = {name: [] for name in functions}
    for _ in range(turns):
        for name, function in functions.items():
            rows[name].append(function())
    return {name: statistics.median(row) for name, row in rows.items()}


def publish(folder: Path, *more: str, out: str = "site") -> Cost:
    done = run([*L10N, "--project", folder, "--date", "2026-03-01", "publish", "--draft", "-q", "--allow", "withheld",
                "--out", folder / out, *more])  # fmt: skip
    assert done.code in {0, 1}, done
    return done


def cleared(folder: Path, out: str = "site") -> None:
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    (folder / out).unlink(missing_ok=True)
    shutil.rmtree(folder / "releases", ignore_errors=True)


def tree(folder: Path) -> str:
    """Return a hash of all names and bytes below a folder."""
    folder = folder.resolve()
    rows = [(path.relative_to(folder).as_posix(), path) for path in sorted(folder.rglob("*")) if path.is_file()]
    return hashlib.sha256(
        "".join(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n" for name, path in rows).encode()
    ).hexdigest()


def catalogs(folder: Path) -> list[tuple[Path, Path]]:
    """Return each article with each of its catalogs."""
    articles = sorted((folder / "source/articles").glob("*.md"))
    return [(md, po) for md in articles for po in sorted(folder.glob(f"locales/*/LC_MESSAGES/{md.stem}.po"))]


# --- reading ---------------------------------------------------------------------------------------------------------


def reading(folder: Path) -> dict[str, float]:
    """Return the processor time of reading 40 catalogs, by reader."""
    import polib
    from babel.messages.pofile import read_po

    from toolkit.catalog.read import read_catalog

    paths = [po for _, po in catalogs(folder)][:40]

    def ours() -> None:
        for path in paths:
            read_catalog(path.read_bytes(), path.name)

    def babel() -> None:
        for path in paths:
            with path.open("rb") as stream:
                read_po(stream, abort_invalid=True)

    readers = {
        "l10n": ours,
        "polib": lambda: [polib.pofile(str(path)) for path in paths],
        "Babel": babel,
    }
    return medians({name: (lambda read=read: inside(read)) for name, read in readers.items()}, 7)


# --- publishing ------------------------------------------------------------------------------------------------------

TEMPLATE = """<!doctype html><html lang="{{ lang }}"><title>{{ title }}</title><main>{{ body }}</main></html>"""


def naive(pages: Sequence[tuple[Path, Path]]) -> None:
    """Make pages as one does who checks and proves nothing: polib, markdown-it-py and Jinja2, a page at a time."""
    import jinja2
    import polib
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark").enable("table")
    template = jinja2.Environment(autoescape=False).from_string(TEMPLATE)
    with tempfile.TemporaryDirectory() as out:
        for number, (md, po) in enumerate(pages):
            words = {entry.msgid: entry.msgstr for entry in polib.pofile(str(po))}
            body = md.read_text("utf-8").removeprefix("---\n").partition("\n---\n")[2]
            blocks = []
            for block in body.split("\n\n"):
                mark = block[: len(block) - len(block.lstrip("#- "))]
                text = block[len(mark) :].split(" {#")[0].strip()
                blocks.append(mark + words.get(text, text))
            page = template.render(lang=po.parts[-3], title=md.stem, body=markdown.render("\n\n".join(blocks)))
            Path(out, f"{number}.html").write_text(page, "utf-8")


def mdpo(pages: Sequence[tuple[Path, Path]]) -> None:
    """Make the Markdown of pages with mdpo; nothing turns it into HTML."""
    from mdpo.po2md import pofile_to_markdown

    for md, po in pages:
        pofile_to_markdown(md.read_text("utf-8"), [str(po)])


def po4a(pages: Sequence[tuple[Path, Path]]) -> float:
    """Return the processor time of making the Markdown of pages with po4a, a run an article; no HTML is made of it."""
    languages = sorted({po.parts[-3] for _, po in pages})
    with tempfile.TemporaryDirectory() as out:
        total = 0.0
        for md in dict.fromkeys(md for md, _ in pages):
            config = Path(out, f"{md.stem}.cfg")
            lines = [
                f"[po4a_langs] {' '.join(languages)}",
                f"[po4a_paths] {out}/{md.stem}.pot $lang:{out}/{md.stem}.$lang.po",
                f'[type: text] {md} $lang:{out}/{md.stem}.$lang.md opt:"-o markdown"',
            ]
            config.write_text("\n".join(lines) + "\n", "utf-8")
            for page, po in pages:
                if page == md:
                    shutil.copyfile(po, Path(out, f"{md.stem}.{po.parts[-3]}.po"))
            total += run(["po4a", "--no-update", "--keep", "0", "--quiet", config]).cpu
        return total


def peers(folder: Path) -> dict[str, float]:
    """Return the processor time a page of those who check nothing."""
    pages = catalogs(folder)[:140]
    makers: dict[str, Callable[[], float]] = {"naive": lambda: inside(lambda: naive(pages))}
    if find_spec("mdpo"):
        makers["mdpo"] = lambda: inside(lambda: mdpo(pages))
    if shutil.which("po4a"):
        makers["po4a"] = lambda: po4a(pages)
    return {name: cost / len(pages) for name, cost in medians(makers, 1).items()}


def busy(rounds: int) -> int:
    """Do nothing but compute, as a control."""
    total = 0
    for number in range(rounds):
        total += number * number % 7
    return total


def control() -> float:
    """Return how much faster two processes are than one at what is nothing but computing."""
    work = 6_000_000
    start = time.perf_counter()
    busy(work)
    busy(work)
    one = time.perf_counter() - start
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(busy, [1, 1]))
        start = time.perf_counter()
        list(pool.map(busy, [work, work]))
        return one / (time.perf_counter() - start)


def edit(folder: Path) -> Path:
    """Change one translation of one page."""
    _, po = catalogs(folder)[0]
    text = po.read_text("utf-8")
    head, mark, rest = text.rpartition('msgstr "')
    assert mark
    end = rest.index('"')
    po.write_text(f"{head}{mark}{rest[:end]} x{rest[end:]}", "utf-8")
    return po


# --- the table -------------------------------------------------------------------------------------------------------


def check_file(folder: Path) -> dict[str, Cost]:
    """Return what a check of a catalog of 1,000 different messages costs from the shell, beside other programs."""
    from dataclasses import replace

    from toolkit.catalog.read import read_catalog
    from toolkit.catalog.write import format_catalog

    spanish = [po for _, po in catalogs(folder) if po.parts[-3] == "es"]
    read = [read_catalog(po.read_bytes(), po.name)[0] for po in spanish]
    units = [unit for catalog in read for unit in catalog.units][:1_000]
    file = folder / "thousand.es.po"
    file.write_text(format_catalog(replace(read[0], units=tuple(units), obsolete=())), "utf-8")
    programs: dict[str, list[str | Path]] = {
        "l10n --version": [*L10N, "--version"],
        f"l10n check, {len(units):,} messages": [*L10N, "check", "--no-cache", file],
        "l10n check of the same file again": [*L10N, "check", file],
    }
    if shutil.which("msgfmt"):
        programs["msgfmt -c"] = ["msgfmt", "-c", "-o", "/dev/null", file]
    if (pofilter := Path(sys.executable).with_name("pofilter")).exists():
        programs["pofilter"] = [pofilter, "--progress=none", file, os.devnull]
    found: dict[str, list[Cost]] = {name: [] for name in programs}
    for _ in range(5):
        for name, words in programs.items():
            found[name].append(run(words))
    return {name: min(rows, key=lambda row: row.wall) for name, rows in found.items()}


def updates() -> list[tuple[str, str, str, str]]:
    """Return rows about merging."""
    rows, times = [], {}
    for size in update_catalog.SIZES:
        data = update_catalog.files(size)
        times[size] = min(update_catalog.update(*data) for _ in range(3 if size <= 3_600 else 1))
        if size == update_catalog.BESIDE_MSGMERGE and shutil.which("msgmerge"):
            other = min(update_catalog.msgmerge(*data) for _ in range(3))
            figures = f"{times[size]:.2f} s / {other:.2f} s"
            rows.append(
                (f"5. update of {size:,} messages: l10n / msgmerge", figures, "at most 1", f"{times[size] / other:.2f}")
            )
    first, last = update_catalog.SIZES[0], update_catalog.SIZES[-1]
    exponent = math.log(times[last] / times[first]) / math.log(last / first)
    figures = f"{times[first]:.2f} s and {times[last]:.1f} s"
    rows.append((f"5. update from {first:,} to {last:,} messages: exponent", figures, "at most 1.3", f"{exponent:.2f}"))
    return rows


Row = tuple[str, str, str, str]
"""What was measured, the figures, the goal, the result."""
PEERS = {
    "naive": ("polib + markdown-it-py + Jinja2, no checks and no proof", "at least 5"),
    "mdpo": ("mdpo, which makes Markdown only", "at least 10"),
    "po4a": ("po4a, which makes Markdown only", "at least 10"),
}


def tell(text: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {text}\n")


def of_reading(folder: Path) -> list[Row]:
    tell("reading")
    times = reading(folder)
    return [
        (f"1. reading 40 catalogs: {name} / l10n", f"{times[name]:.3f} s / {times['l10n']:.3f} s", goal,
         f"{times[name] / times['l10n']:.1f}")
        for name, goal in (("polib", "at least 5"), ("Babel", ""))
    ]  # fmt: skip


def cold(folder: Path, pages: int, steps: Steps) -> Cost:
    """Return what it costs to publish a project of which nothing is known: in shards where it is large.

    A shard is a process of its own, one after the other; what they cost is added up, the largest counts for memory.
    """
    if pages <= SHARDED:
        return steps.cost(f"publishing {pages} pages, cold", lambda: publish(folder))
    count = math.ceil(pages / SHARD)
    parts = [
        steps.cost(f"publishing {pages} pages, cold, shard {number}/{count}", partial(of_shard, folder, number, count))
        for number in range(1, count + 1)
    ]
    parts.append(steps.cost(f"publishing {pages} pages, from the shards", lambda: publish(folder)))
    return Cost(sum(part.cpu for part in parts), sum(part.wall for part in parts), max(part.memory for part in parts))


def of_shard(folder: Path, number: int, count: int) -> Cost:
    """Make the pages of a shard."""
    return publish(folder, "--shard", f"{number}/{count}")


def of_publishing(folders: Sequence[Path], counts: Sequence[int], steps: Steps) -> list[Row]:
    """Return rows about cold publications, of two sizes, and their memory."""
    first, last = (cold(folder, count, steps) for folder, count in zip(folders, counts, strict=True))
    each, further = last.cpu / counts[1], (last.cpu - first.cpu) / (counts[1] - counts[0])
    rows = [
        (f"2. cold, one process: a page of {counts[1]:,}", f"{1000 * each:.1f} ms", "", ""),
        ("2. the same, a further page", f"{1000 * further:.1f} ms", "", ""),
    ]
    for name, cost in steps.value("publishing with the peers", lambda: peers(folders[1])).items():
        said, goal = PEERS[name]
        figures = f"{1000 * cost:.1f} ms / {1000 * each:.1f} ms"
        rows.append((f"2. a page of {said} / of l10n", figures, goal, f"{cost / each:.2f}"))
    exponent = math.log(last.cpu / first.cpu) / math.log(counts[1] / counts[0])
    figures = f"{first.cpu:.1f} s and {last.cpu:.1f} s"
    rows.append(
        (f"5. cold from {counts[0]:,} to {counts[1]:,} pages: exponent", figures, "at most 1.05", f"{exponent:.2f}")
    )
    figures = f"{first.memory:.0f} MB and {last.memory:.0f} MB"
    grown = f"{last.memory / first.memory:.2f}"
    rows.append((f"3. memory, {counts[0]:,} and {counts[1]:,} pages", figures, "flat; under 300 MB", grown))
    if counts[1] > SHARDED:
        alone = Cost(**steps.known[f"publishing {counts[1]} pages, from the shards"])
        figures = f"{alone.cpu:.1f} s; {alone.memory:.0f} MB"
        rows.append((f"3. of that, {counts[1]:,} pages from what the shards have made", figures, "under 300 MB", ""))
    return rows


def of_changes(folder: Path, pages: int, cold: Cost, steps: Steps) -> list[Row]:
    """Return rows about a site that was published before: where nothing changed, or one message."""

    def nothing_changed() -> list[dict[str, float]]:
        before = tree(folder / "site")
        publish(folder)
        again = [asdict(publish(folder)) for _ in range(5)]
        assert tree(folder / "site") == before
        return again

    def one_message() -> dict[str, Any]:
        before = {path: sha256(path) for path in folder.glob("site/*/*.html")}
        costs, made = [], []
        for _ in range(3):
            edit(folder)
            costs.append(asdict(publish(folder)))
            after = {path: sha256(path) for path in before}
            made.append(sum(after[path] != before[path] for path in before))
            before = after
        return {"costs": costs, "made": made}

    again = [Cost(**row) for row in steps.value(f"publishing {pages} pages, nothing changed", nothing_changed)]
    nothing = min(again, key=lambda row: row.cpu)
    found = steps.value(f"publishing {pages} pages, one message changed", one_message)
    one = min((Cost(**row) for row in found["costs"]), key=lambda row: row.cpu)
    figures = f"{' and '.join(map(str, sorted(set(found['made']))))} page changed; {one.memory:.0f} MB"
    return [
        (f"4. nothing changed, {pages:,} pages", f"{nothing.cpu:.2f} s; {min(row.wall for row in again):.2f} s passed",
         "0.6 s; 2 % of cold", f"{100 * nothing.cpu / cold.cpu:.2f} %"),
        (f"4. one message changed, {pages:,} pages", figures, "under 1 s", f"{one.cpu:.2f} s"),
    ]  # fmt: skip


def of_processes(folder: Path, pages: int, steps: Steps) -> list[Row]:
    """Return rows about two processes, and whether all ways to make a site give the same bytes.

    It begins with a site that was amended, and starts from nothing again.
    """

    def measure() -> dict[str, Any]:
        trees = {"amended": tree(folder / "site")}
        cleared(folder)
        single = publish(folder, "--no-cache")
        trees["without cache"] = tree(folder / "site")
        cleared(folder)
        two = publish(folder, "--jobs", "2", "--no-cache")
        trees["two processes"] = tree(folder / "site")
        return {
            "one": single.wall,
            "two": two.wall,
            "control": statistics.median(control() for _ in range(3)),
            "same": len(set(trees.values())) == 1,
        }

    found = steps.value(f"publishing {pages} pages, cold, one process and two", measure)
    one, two = found["one"], found["two"]
    return [
        (f"3. one process / two, {pages:,} pages, seconds passed", f"{one:.1f} s / {two:.1f} s", "at least 1.6",
         f"{one / two:.2f}"),
        ("3. the same for a loop that only computes (control)", "", "", f"{found['control']:.2f}"),
        (f"7. the same bytes, {pages:,} pages: amended, without cache, two processes", "", "equal",
         "equal" if found["same"] else "DIFFERENT"),
    ]  # fmt: skip


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def of_files(folder: Path) -> list[Row]:
    tell("checking a file")
    goals = {"l10n --version": "0.12 s"}
    return [
        (f"6. `{name}`", f"{cost.cpu:.2f} s; {cost.wall:.2f} s passed",
         goals.get(name, "0.5 s" if name.startswith("l10n") else ""), f"{cost.wall:.2f} s")
        for name, cost in check_file(folder).items()
    ]  # fmt: skip


def measured(pages: Sequence[int], folder: Path) -> list[Row]:
    """Return the rows of the table, in the order of the goals."""
    folder.mkdir(parents=True, exist_ok=True)
    steps = Steps(folder / "measured.json")
    folders, counts = [], []
    for size in pages:
        articles = size // LOCALES
        folders.append(folder / f"pages-{articles * LOCALES}")
        counts.append(articles * LOCALES)
        steps.value(f"making a project of {counts[-1]} pages", partial(project, folders[-1], articles))
    rows = [*map(tuple, steps.value("reading", lambda: of_reading(folders[1])))]
    rows += map(tuple, steps.value("checking a file", lambda: of_files(folders[1])))
    rows += of_publishing(folders, counts, steps)
    for number, count in zip(folders, counts, strict=True):
        rows += of_changes(number, count, cold(number, count, steps), steps)
    both = 0 if counts[1] > SHARDED else 1
    rows += of_processes(folders[both], counts[both], steps)
    rows += map(tuple, steps.value("updating", updates))
    return sorted(rows, key=lambda row: row[0][:2])


def project(folder: Path, articles: int) -> bool:
    """Make a project, in the place of one that was left half."""
    shutil.rmtree(folder, ignore_errors=True)
    publisher.make(folder, articles)
    return True


def versions() -> str:
    """Return what was measured on."""
    names = ["polib", "Babel", "mdpo", "markdown-it-py", "Jinja2", "translate-toolkit"]
    found = []
    for name in names:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name}: not installed")
    for program in ("msgmerge", "po4a"):
        if shutil.which(program):
            first = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.split(
                "\n"
            )[0]
            found.append(first.strip().rstrip("."))
    return ", ".join(found)


def processor() -> str:
    """Return the name of the processor."""
    file = Path("/proc/cpuinfo")
    lines = file.read_text("utf-8").split("\n") if file.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def page(rows: Sequence[tuple[str, str, str, str]], load: tuple[float, float], pages: Sequence[int]) -> str:
    """Return the page of the documentation."""
    small = tuple(pages) == PAGES
    command = "make bench" if small else f'make bench-large PAGES="{" ".join(map(str, pages))}"'
    lines = [
        "# Benchmarks",
        "",
        f"One run of `{command}`; nothing here is asserted by tests. Seconds and milliseconds are processor",
        "time of all processes, unless they are said to have passed. The project is made by",
        "`tests/benchmarks/publisher.py`: 61 messages a page, 15 languages, every check, rule and proof at work. Where",
        "the result is not what the goal says, the goal is missed.",
        *(
            [f"A site of more than {SHARDED:,} pages is made in shards (`--shard`), whose costs are added up."]
            if max(pages) > SHARDED
            else []
        ),
        "",
        f"{dt.date.today().isoformat()}; {processor()}, {os.cpu_count()} cores; load {load[0]:.1f} before and",
        f"{load[1]:.1f} after; CPython {platform.python_version()}.",
        "",
        f"Peers: {versions()}.",
        "",
        "| what | figures | goal | result |",
        "| --- | --- | --- | ---: |",
        *("| " + " | ".join(row) + " |" for row in rows),
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", nargs=2, type=int, default=PAGES, metavar="N")
    parser.add_argument("--out", type=Path, default=ROOT / "docs/benchmarks.md")
    parser.add_argument("--folder", type=Path, help="folder of the projects and of what was measured [a temporary one]")
    given = parser.parse_args()
    compileall.compile_dir(ROOT / "toolkit", quiet=1)  # as pip does with what it installs
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="l10n-bench-") as scratch:
        rows = measured(given.pages, given.folder or Path(scratch))
    given.out.write_text(page(rows, (load, os.getloadavg()[0]), given.pages), "utf-8")
    sys.stdout.write(given.out.read_text("utf-8"))


if __name__ == "__main__":
    main()
