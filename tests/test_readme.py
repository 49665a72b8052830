"""The README says what is so today."""

import re
import sys
from pathlib import Path

from toolkit.cli import VERBS
from toolkit.config import Config

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_every_setting_is_in_the_table():
    names = {name.replace("_", "-") for name in Config.model_fields} - {"jobs"}
    table = README.split("## Settings")[1].split("\n## ")[0]
    assert names <= set(re.findall(r"`([a-z-]+)`", table))


def test_every_verb_that_is_shown_exists():
    assert set(re.findall(r"\bl10n ([a-z]+(?:-[a-z]+)*)\b", README)) - {"project"} <= set(VERBS)


def test_every_room_is_in_the_code_map():
    rooms = {
        path.name for path in (ROOT / "toolkit").iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    rooms -= {"__init__.py", "__main__.py"}
    table = README.split("**Code map.**")[1].split("**Invariants**")[0]
    shown = {name.rstrip("/") for name in re.findall(r"`([a-z]+(?:\.py|/))`", table)}
    assert rooms - shown == set()


def test_the_safety_table_is_what_the_command_prints(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tests/safety"))
    sys.modules.pop("safety_table", None)
    import safety_table

    shown = README.split("<!-- safety-table -->\n")[1].split("<!-- /safety-table -->")[0].strip()
    assert safety_table.table() == shown


def test_what_is_told_of_the_audit_is_what_its_tables_say():
    """The sentences before and behind the tables are of the same run as they."""
    before, rest = README.split("<!-- audit-table -->")
    tables, behind = rest.split("<!-- /audit-table -->")
    locales, kinds = tables.split("| fault |")
    sums = [list(map(int, row)) for row in re.findall(r"(\d+) of (\d+)", locales.split("| **all** |")[1])[:3]]
    caught, asked = map(sum, zip(*sums, strict=True))
    rows = re.findall(r"^\| [a-z-]+ \| (\d+) of (\d+) \([^)]*\) \| (\d+) \|", kinds, re.MULTILINE)
    assert [sum(int(row[place]) for row in rows) for place in (0, 1)] == [caught, asked]
    told = re.search(r"of (\d+) faults, (\d+) would have kept the page back or given a warning,\s+and (\d+)", before)
    assert list(map(int, told.groups())) == [asked, caught, asked - caught]
    assert int(re.search(r"(\d+) survivors count\s+as critical", behind)[1]) == sum(int(row[2]) for row in rows)
