"""Checks the translations that health apps were published with: `python tests/checks/measure_apps.py CLONE...`.

Each CLONE is a folder with the sources of an app: its `strings.xml` of Android and its `Localizable.strings` of Apple
are read, English as the source. Taken are messages of at least five words without markup, in the languages of the
toolkit. Printed is, by language and by check, on how many messages there is an error or a warning. Not every one is
false: the translations were published, and nobody has proven them right.

`--half 1` and `--half 2` take one half of the sources each, always the same: whoever reads the findings of one half to
mend checks measures on the other. `--show CODE` prints the findings of a check, with source and translation.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from faults import LOCALES

from toolkit.checks import ALL, Context, run_checks
from toolkit.diagnostic import Severity
from toolkit.model import Catalog, Unit

FEWEST = 5
"""Words of a message: a label says little."""
FOLDERS = {
    **{locale: locale for locale in LOCALES},
    **{f"{name}-r{name.upper()}": name for name in ("de", "es", "fr", "it", "pl", "ru", "tr")},
    "ar-rSA": "ar",
    "hi-rIN": "hi",
    "ja-rJP": "ja",
    "ko-rKR": "ko",
    "vi-rVN": "vi",
    **dict.fromkeys(("pt-rBR", "pt-BR"), "pt_BR"),
    **dict.fromkeys(("zh", "zh-rCN", "zh-Hans"), "zh_Hans"),
}
"""Names of folders -> locale."""
_APPLE = re.compile(r'^"((?:[^"\\]|\\.)*)" = "((?:[^"\\]|\\.)*)";', re.MULTILINE)
_ESCAPED = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)


def unescaped(text: str) -> str:
    """Return a text without the escapes of Android and Apple."""
    return _ESCAPED.sub(lambda found: _character(found[1]), text)


def _character(escaped: str) -> str:
    return chr(int(escaped[1:], 16)) if len(escaped) > 1 else {"n": "\n", "t": "\t"}.get(escaped, escaped)


def android(path: Path) -> dict[str, str]:
    """Return the strings of a file by name; none of a file that is no XML."""
    try:
        rows = ET.fromstring(path.read_bytes())
    except ET.ParseError:
        return {}
    plain = (row for row in rows if row.tag == "string" and not len(row) and row.text and "<" not in row.text)
    return {
        row.get("name", ""): unescaped(re.sub(r"\s*\n\s*", " ", row.text or "").strip().strip('"')) for row in plain
    }


def apple(path: Path) -> dict[str, str]:
    """Return the texts of a file by their English."""
    data = path.read_bytes()
    text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")
    return {unescaped(key): unescaped(value) for key, value in _APPLE.findall(text)}


def pairs(clone: Path) -> Iterator[tuple[str, str, str]]:
    """Yield locale, source and translation of each message of an app."""
    for file in sorted(clone.rglob("values/*.xml")):
        english = android(file)
        for folder in sorted(file.parent.parent.glob("values-*")):
            locale = FOLDERS.get(folder.name.removeprefix("values-"))
            for name, text in android(folder / file.name).items() if locale and (folder / file.name).exists() else ():
                yield locale, english.get(name, ""), text
    for file in sorted(clone.rglob("*.lproj/*.strings")):
        if locale := FOLDERS.get(file.parent.name.removesuffix(".lproj")):
            yield from ((locale, english, text) for english, text in apple(file).items())


def main() -> None:
    """Print what is found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clones", metavar="CLONE", nargs="+", type=Path)
    parser.add_argument("--half", type=int, choices=(1, 2), help="one half of the sources")
    parser.add_argument("--show", metavar="CODE", help="print the findings of a check")
    asked = parser.parse_args()
    texts = {pair: None for clone in asked.clones for pair in pairs(clone)}
    counts: dict[str, Counter[str]] = {locale: Counter() for locale in LOCALES}
    codes = Counter[str]()
    for locale, source, text in texts:
        half = 1 + hashlib.md5(source.encode(), usedforsecurity=False).digest()[-1] % 2
        if not text or text == source or len(source.split()) < FEWEST or asked.half not in {None, half}:
            continue
        found = run_checks(ALL, Catalog("x.po", None, (Unit(source, (text,)),)), Context(locale, markdown=None))
        told = [item for item in found if item.severity is not Severity.NOTE]
        error = any(item.severity is Severity.ERROR for item in told)
        counts[locale].update(["messages", *["found"] * bool(told), *["errors"] * error])
        codes.update({item.code for item in told})
        for item in told if asked.show else ():
            if item.code == asked.show:
                sys.stdout.write(f"{locale}: {item.message}\n  {source!r}\n  {text!r}\n")
    rows = [(locale, row) for locale, row in counts.items() if row] + [("**all**", sum(counts.values(), Counter()))]
    head = "| | messages | with a finding | with an error |\n| --- | ---: | ---: | ---: |\n"
    shown = (f"| {name} | {row['messages']} | {row['found']} | {row['errors']} |\n" for name, row in rows)
    sys.stdout.write(f"{head}{''.join(shown)}\n{', '.join(f'{code} {n}' for code, n in codes.most_common())}\n")


if __name__ == "__main__":
    main()
