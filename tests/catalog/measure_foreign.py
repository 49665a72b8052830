"""Checks the PO files of other projects' tests, beside `msgfmt -c`: `measure_foreign.py FOLDER ...`.

Taken are PO and POT files, the PO texts that shell tests write with `cat <<EOF > NAME.po` (as in GNU gettext), and the
strings of Python tests that hold a `msgid` (as in Babel, polib and translate-toolkit). Reported are crashes, files that
took over two seconds, and each one that `msgfmt -c` rejects although `l10n check` has no error for it.

What differs, and why. Of the test files of GNU gettext, polib, Babel, translate-toolkit and i18nspector (1,667 texts)
all that msgfmt rejects have an error here, but for two kinds:

- Format strings: msgfmt compares the directives of an entry that is flagged `c-format`, `perl-brace-format` and so on.
  The check `placeholders` knows Python's, Jinja's and braces, which articles may have.
- `nplurals=INTEGER` in a template is what xgettext and Babel write there. msgfmt wants a number even in a POT.
"""

import ast
import re
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from toolkit.checks.alone import check_file
from toolkit.diagnostic import Severity

SLOW = 2.0
_HEREDOC = re.compile(rb"<<\s*\\?['\"]?(\w+)['\"]?\s*>\s*(\S+\.pot?)\b[^\n]*\n(.*?\n)\1\n", re.DOTALL)


def samples(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of each PO text in the folder."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.is_symlink():
            continue
        name = str(path.relative_to(folder))
        if path.suffix in {".po", ".pot"}:
            yield name, path.read_bytes()
        elif path.suffix == ".py":
            for number, text in enumerate(_strings(path)):
                yield f"{name}#{number}", text
        elif path.suffix in {"", ".sh"} and path.stat().st_size < 200_000:
            for number, match in enumerate(_HEREDOC.finditer(path.read_bytes())):
                yield f"{name}#{number}", match[3]


def _strings(path: Path) -> Iterator[bytes]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)):
            data = node.value.encode("utf-8", "surrogateescape") if isinstance(node.value, str) else node.value
            if b"msgid " in data and b"msgstr" in data:
                yield data


def rejected(path: Path) -> str:
    """Return what `msgfmt -c` says of a file that it rejects, or ""."""
    run = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, check=False, timeout=60)
    return run.stderr.decode("utf-8", "replace") if run.returncode else ""


def _kind(said: str, data: bytes) -> str:
    if "invalid nplurals value" in said and b"nplurals=INTEGER" in data:
        return "the placeholder of a template"
    return "format strings" if "format" in said else "OTHER"


def main() -> None:
    """Print what differs, then counts."""
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        for folder in map(Path, sys.argv[1:]):
            for sample, data in samples(folder):
                counts["samples"] += 1
                suffix = ".pot" if sample.endswith(".pot") else ".po"
                began = time.perf_counter()
                path = Path(name) / f"sample{suffix}"
                path.write_bytes(data)
                found = check_file(path, path.name)
                if time.perf_counter() - began > SLOW:
                    counts["slow"] += 1
                    print(f"SLOW {folder.name}/{sample}")
                error = any(item.severity is Severity.ERROR for item in found)
                said = rejected(path)
                counts["with an error of l10n check"] += error
                counts["rejected by msgfmt"] += bool(said)
                if said and not error:
                    kind = _kind(said, data)
                    counts[f"rejected, but no error here: {kind}"] += 1
                    if kind == "OTHER":
                        print(f"ACCEPTED {folder.name}/{sample}: {said.strip().splitlines()[0]}")
    for what, count in sorted(counts.items()):
        print(f"{count:6} {what}")


if __name__ == "__main__":
    main()
