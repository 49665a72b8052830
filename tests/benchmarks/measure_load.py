"""Prints what large inputs cost: processor time, memory, and how long what is told about them is.

    python tests/benchmarks/measure_load.py [--share PART]

A catalog of 100,000 messages, one with a fault in each of 1,000 messages, a project of 5,000 articles in two languages,
and one of 60 languages; `--share 0.1` makes all of them smaller. It reports and does not judge.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from babel.localedata import locale_identifiers
from update_catalog import sentences

from toolkit.catalog.update import make_catalog, make_template
from toolkit.catalog.write import format_catalog
from toolkit.commands.new import scaffold
from toolkit.model import Catalog, Message, Unit
from toolkit.text.locales import is_locale

LIMITS = "\n[tool.l10n.limits]\nfile-size = 100_000_000\nmessages = 1_000_000\n"
LANGUAGES = 60
MESSAGES_OF_AN_ARTICLE = 6


def catalog(texts: Sequence[str], *, faulty: bool) -> bytes:
    """Return a catalog (PO) of the texts, in upper case; with a number too many in each where it is faulty."""
    messages = [Message(text) for text in texts]
    header = make_catalog(make_template(messages, project="test", date="2026-03-01", previous=None), "es").header
    end = " 7 mg" if faulty else ""
    return format_catalog(Catalog("", header, tuple(Unit(text, (text.upper() + end,)) for text in texts))).encode()


def project(folder: Path, articles: int, locales: Sequence[str]) -> None:
    """Write a project with so many small articles and languages, whose catalogs are not there yet."""
    for name, data in scaffold().items():
        if not name.startswith("locales/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    settings = folder / "pyproject.toml"
    rows = settings.read_text("utf-8").splitlines()
    listed = ", ".join(f'"{name}"' for name in locales)
    rows = [f"locales = [{listed}]" if row.startswith("locales =") else row for row in rows]
    settings.write_text("\n".join(rows) + LIMITS, "utf-8")
    texts = iter(sentences(articles * MESSAGES_OF_AN_ARTICLE))
    for number in range(articles):
        body = "\n\n".join(next(texts) for _ in range(MESSAGES_OF_AN_ARTICLE - 2))
        head = f'slug: "load-{number}"\ntitle: "{next(texts)}"\ndescription: "{next(texts)}"\n'
        text = f"---\n{head}published: 2026-03-01\ntopics: [load]\n---\n\n::safety information-only\n\n{body}\n"
        (folder / f"source/articles/load-{number}.md").write_text(text, "utf-8")


def tell(name: str, folder: Path, *words: str) -> None:
    """Run a verb in the folder and print what it cost and how much it told."""
    with tempfile.TemporaryFile() as out:
        began = time.monotonic()
        child = subprocess.Popen(
            [sys.executable, "-m", "toolkit", "--date", "2026-03-01", *words],
            cwd=folder, stdout=out, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - began
        out.seek(0)
        told = out.read()
    cpu = used.ru_utime + used.ru_stime
    size = f"{told.count(10):,} lines, {len(told):,} bytes"
    memory = f"{used.ru_maxrss / 1024:,.0f} MB"
    print(f"{name:44} {cpu:8.1f} s {wall:8.1f} s {memory:>9}  exit {child.returncode}  {size}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="how large a part of the sizes")
    share = parser.parse_args().share
    print(f"{'':44} processor    passed    memory", flush=True)
    with tempfile.TemporaryDirectory(prefix="l10n-load-") as name:
        top = Path(name)
        many = int(100_000 * share)
        project(top / "catalog", 1, ["es"])
        (top / "catalog/big.po").write_bytes(catalog(sentences(many), faulty=False))
        tell(f"check, {many:,} messages", top / "catalog", "check", "big.po", "--fail-on", "error")
        tell(f"fmt, {many:,} messages", top / "catalog", "fmt", "big.po")
        faults = int(1_000 * share)
        (top / "catalog/faults.po").write_bytes(catalog(sentences(faults), faulty=True))
        for form in ("text", "json", "sarif", "junit", "github", "gitlab"):
            tell(
                f"check, a fault in each of {faults:,}, {form}", top / "catalog", "check", "faults.po", "--format", form
            )
        articles = int(5_000 * share)
        project(top / "articles", articles, ["es", "ar"])
        for words in (["extract"], ["update"], ["check"], ["status"], ["report", "--out", "report.html"]):
            tell(f"{words[0]}, {articles:,} articles, 3 languages", top / "articles", *words)
        report = top / "articles/report.html"
        print(f"the report has {report.stat().st_size if report.exists() else 0:,} bytes", flush=True)
        names = sorted(name for name in locale_identifiers() if is_locale(name) and len(name) == 2 and name != "en")
        languages = names[: int(LANGUAGES * max(share, 0.1))]
        project(top / "languages", 10, languages)
        for words in (["update"], ["check"], ["publish", "--draft", "--out", "site"]):
            tell(f"{words[0]}, 10 articles, {len(languages)} languages", top / "languages", *words)


if __name__ == "__main__":
    main()
