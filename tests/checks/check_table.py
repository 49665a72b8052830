"""Measures the checks on the corpus, beside other checkers: `make check-table`.

Each fault is seeded alone in its message; a catalog holds clean messages and every fourth message with one fault, never
two of one message. The catalogs are checked by their path, outside any project. A fault is caught where its message
gets a warning or an error of a kind that the same message does not get when it is clean. A clean message is a false
alarm where anything of that gravity is reported. `msgfmt -c`, pofilter and i18nspector see the same files, where they
are installed.

    check_table.py               the table of the held-back part, where there is one
    check_table.py --part seen   the same for the seen part
    check_table.py --part builds   the same for messages that are each built in another way, in a few languages
    check_table.py --languages   kinds by languages
    check_table.py --missed [LOCALE ...]   what was missed in the seen part, or the one named, and each false alarm
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from faults import LOCALES, Clean, Fault, clean_messages, faults

from toolkit.catalog.plurals import cldr_plural_forms
from toolkit.text.locales import language_name

SPACING = 4
"""One message in so many has a fault."""


@dataclass
class Seeded:
    """A catalog on disk, and the faults in it by msgid."""

    path: Path
    locale: str
    faults: dict[str, Fault] = field(default_factory=dict)


@dataclass
class Tool:
    """What one checker reported: (file, msgid) -> the kinds of its findings."""

    name: str
    found: dict[tuple[str, str], set[str]]


def catalogs(locale: str, part: str, folder: Path) -> Iterator[Seeded]:
    """Write the catalogs of a locale; the first one is clean."""
    messages = clean_messages(locale, part)
    waiting: dict[str, list[Fault]] = defaultdict(list)
    for fault in faults(locale, part):
        waiting[fault.message.id].append(fault)
    number = 0
    yield write(messages, {}, folder / locale / "000.po", locale)
    while any(waiting.values()):
        for start in range(SPACING):
            chosen: dict[str, Fault] = {}
            for message in messages[start::SPACING]:
                if waiting[message.id]:
                    chosen[message.id] = waiting[message.id].pop()
            if chosen:
                number += 1
                yield write(messages, chosen, folder / locale / f"{number:03}.po", locale)


def write(messages: list[Clean], chosen: dict[str, Fault], path: Path, locale: str) -> Seeded:
    """Write one catalog with the chosen faults."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": "corpus 1",
        "PO-Revision-Date": "2026-03-01 12:00+0000",
        "Last-Translator": "none",
        "Language-Team": "none",
        "Language": locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": cldr_plural_forms(locale).header,
    }
    swapped = {fault.swapped_with.id: fault.message for fault in chosen.values() if fault.swapped_with}
    for message in messages:
        fault = chosen.get(message.id)
        forms = fault.forms if fault else message.forms
        if message.id in swapped and fault is None:
            forms = swapped[message.id].forms
        file.append(_entry(message, forms, fault.flags if fault else ()))
        if fault and fault.old_msgid is not None:
            file.append(polib.POEntry(msgid=fault.old_msgid, msgstr=forms[0], obsolete=True))
    path.write_text(str(file) + "\n", "utf-8")
    return Seeded(path, locale, {fault.message.msgid: fault for fault in chosen.values()})


def _entry(message: Clean, forms: tuple[str, ...], flags: tuple[str, ...]) -> polib.POEntry:
    if message.msgid_plural is None:
        return polib.POEntry(msgid=message.msgid, msgstr=forms[0], flags=list(flags))
    plural = dict(enumerate(forms))
    return polib.POEntry(
        msgid=message.msgid, msgid_plural=message.msgid_plural, msgstr_plural=plural, flags=list(flags)
    )


def toolkit(files: list[Seeded], folder: Path) -> tuple[Tool, list[dict]]:
    """Run `l10n check` on the files from a folder without a project."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    rows: list[dict] = []
    for start in range(0, len(files), 200):
        paths = [str(seeded.path) for seeded in files[start : start + 200]]
        run = subprocess.run(
            [sys.executable, "-m", "toolkit", "check", "--format", "json", *paths],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode in {0, 1}, run.stderr
        for row in json.loads(run.stdout)["diagnostics"]:
            if row["severity"] != "note" and row["msgid"]:
                rows.append(row)
                found[row["path"], row["msgid"]].add(row["code"])
    return Tool("l10n check", found), rows


def msgfmt(files: list[Seeded]) -> Tool:
    """Run `msgfmt -c` on each file; its findings name lines."""
    found = {}
    for seeded in files:
        run = subprocess.run(
            ["msgfmt", "-c", "-o", "/dev/null", str(seeded.path)], capture_output=True, text=True, check=False
        )
        lines = [int(line) for line in re.findall(r":(\d+)(?::\d+)?: ", run.stderr)]
        found.update({(str(seeded.path), msgid): {"error"} for msgid in _msgids_at(seeded.path, lines)})
    return Tool("msgfmt -c", found)


def _msgids_at(path: Path, lines: list[int]) -> set[str]:
    if not lines:
        return set()
    entries = [entry for entry in polib.pofile(str(path), wrapwidth=0) if not entry.obsolete]
    return {
        max((entry for entry in entries if entry.linenum <= line), key=lambda entry: entry.linenum).msgid
        for line in lines
        if any(entry.linenum <= line for entry in entries)
    }


def pofilter(files: list[Seeded], folder: Path) -> Tool:
    """Run pofilter once on all files; it writes catalogs of the failing messages."""
    out = folder.with_name("pofilter")
    program = Path(sys.executable).with_name("pofilter")
    run = subprocess.run(
        [str(program), "--progress=none", "-i", str(folder), "-o", str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    found = {}
    for seeded in files:
        result = out / seeded.path.relative_to(folder)
        if result.is_file():
            for entry in polib.pofile(str(result), wrapwidth=0):
                found[str(seeded.path), entry.msgid] = set(re.findall(r"\(pofilter\) (\w+)", entry.tcomment))
    return Tool("pofilter", found)


def i18nspector(files: list[Seeded]) -> Tool:
    """Run i18nspector; it names the message in its findings, by its msgid."""
    found = defaultdict(set)
    for start in range(0, len(files), 100):
        by_path = {str(seeded.path): seeded for seeded in files[start : start + 100]}
        run = subprocess.run(["i18nspector", *by_path], capture_output=True, text=True, check=False)
        for line in run.stdout.splitlines():
            match = re.match(r"[EWI]: (\S+): (\S+) (.*)", line)
            if match and match[1] in by_path and line[0] in "EW":
                seeded = by_path[match[1]]
                for msgid in seeded.faults or [entry.msgid for entry in polib.pofile(match[1])]:
                    if repr(msgid)[1:30] in match[3]:
                        found[match[1], msgid].add(match[2])
    return Tool("i18nspector", found)


def share(right: int, total: int) -> str:
    """Return a count and its percentage."""
    return f"{right} of {total} ({100 * right / total:.1f} %)" if total else "none"


def caught(tool: Tool, seeded: Seeded, fault: Fault, clean: dict[tuple[str, str], set[str]]) -> bool:
    """Whether the tool finds something on the fault's message that it does not find when that is clean."""
    messages = [fault.message, *([fault.swapped_with] if fault.swapped_with else [])]
    return any(
        tool.found.get((str(seeded.path), message.msgid), set()) - clean.get((seeded.locale, message.msgid), set())
        for message in messages
    )


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=["seen", "held", "free", "builds"], default="held")
    parser.add_argument("--languages", action="store_true")
    parser.add_argument("--missed", nargs="*", metavar="LOCALE")
    asked = parser.parse_args()
    part = "seen" if asked.missed is not None and asked.part == "held" else asked.part
    if not any(clean_messages(locale, part) for locale in LOCALES):
        parser.error(f"the corpus has no {part} part now: --part seen measures what was read")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve() / "catalogs"
        locales = [locale for locale in asked.missed or LOCALES if clean_messages(locale, part)]
        files = [seeded for locale in locales for seeded in catalogs(locale, part, folder)]
        own, rows = toolkit(files, folder)
        if asked.missed is not None:
            print_missed(own, rows, files)
            return
        tools = [own]
        if shutil.which("msgfmt"):
            tools.append(msgfmt(files))
        if Path(sys.executable).with_name("pofilter").exists():
            tools.append(pofilter(files, folder))
        if shutil.which("i18nspector"):
            tools.append(i18nspector(files))
        print_languages(own, files) if asked.languages else print_table(tools, files, rows)


def _clean_findings(tool: Tool, files: list[Seeded]) -> dict[tuple[str, str], set[str]]:
    clean = {str(seeded.path): seeded.locale for seeded in files if not seeded.faults}
    return {(clean[path], msgid): kinds for (path, msgid), kinds in tool.found.items() if path in clean}


def print_table(tools: list[Tool], files: list[Seeded], rows: list[dict]) -> None:
    """Print kinds by tools, then false alarms."""
    counts: dict[str, Counter] = defaultdict(Counter)
    for tool in tools:
        clean = _clean_findings(tool, files)
        for seeded in files:
            for fault in seeded.faults.values():
                for kind in (fault.kind, "**all**"):
                    counts[kind][tool.name] += caught(tool, seeded, fault, clean)
                    counts[kind]["seeded", tool.name] += 1
    names = [tool.name for tool in tools]
    print(f"| kind of fault | {' | '.join(names)} |")
    print(f"| --- |{' ---: |' * len(names)}")
    for kind in sorted(counts, key=lambda kind: (kind == "**all**", kind)):
        cells = [share(counts[kind][name], counts[kind]["seeded", name]) for name in names]
        print(f"| {kind} | {' | '.join(cells)} |")
    messages = sum(len(polib.pofile(str(seeded.path))) for seeded in files if not seeded.faults)
    alarms = [str(len(_clean_findings(tool, files))) for tool in tools]
    print(f"| false alarms on {messages} clean messages | {' | '.join(alarms)} |")
    clean = {str(seeded.path) for seeded in files if not seeded.faults}
    errors = sum(row["severity"] == "error" for row in rows if row["path"] in clean)
    print(f"\nOf the false alarms of l10n check {errors} are errors.")


def print_languages(tool: Tool, files: list[Seeded]) -> None:
    """Print kinds by languages: caught of seeded."""
    clean = _clean_findings(tool, files)
    counts: dict[str, Counter] = defaultdict(Counter)
    for seeded in files:
        for fault in seeded.faults.values():
            for kind in (fault.kind, "**all**"):
                counts[kind][seeded.locale] += caught(tool, seeded, fault, clean)
                counts[kind]["seeded", seeded.locale] += 1
    locales = sorted({seeded.locale for seeded in files})
    print(f"| kind of fault | {' | '.join(language_name(locale, 'en') for locale in locales)} |")
    print(f"| --- |{' ---: |' * len(locales)}")
    for kind in sorted(counts, key=lambda kind: (kind == "**all**", kind)):
        cells = [f"{counts[kind][locale]}/{counts[kind]['seeded', locale]}" for locale in locales]
        print(f"| {kind} | {' | '.join(cells)} |")


def print_missed(tool: Tool, rows: list[dict], files: list[Seeded]) -> None:
    """Print each fault of the seen part that was missed, and each false alarm."""
    clean = _clean_findings(tool, files)
    for seeded in files:
        for fault in seeded.faults.values():
            if not caught(tool, seeded, fault, clean):
                print(f"MISSED {seeded.locale} {fault.kind} {fault.message.id}: {' | '.join(fault.forms)!r}")
    paths = {str(seeded.path): seeded.locale for seeded in files if not seeded.faults}
    for row in rows:
        if row["path"] in paths:
            print(f"FALSE {paths[row['path']]} {row['severity']}[{row['code']}] {row['msgid']!r}: {row['message']}")


if __name__ == "__main__":
    main()
