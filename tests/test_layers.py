"""The rooms of `toolkit/` import only from rooms above them; the order is the architecture."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "toolkit"
ROOMS = [
    "model",
    "diagnostic",
    "constraints",
    "limits",
    "late",
    "store",
    "text",
    "files",
    "git",
    "shard",
    "stamp",
    "workers",
    "config",
    "article",
    "catalog",
    "safety",
    "checks",
    "project",
    "gates",
    "site",
    "audit",
    "report",
    "serve",
    "integrations",
    "commands",
    "cli",
    "__main__",
]
FILES = sorted(PACKAGE.rglob("*.py"))


def room_of(module: str) -> str | None:
    """Return the room of a dotted module name, or None for the package itself and for other packages."""
    parts = module.split(".")
    return parts[1] if parts[0] == "toolkit" and len(parts) > 1 else None


def imported_rooms(path: Path) -> set[str]:
    """Return the rooms that the file imports from, at its top or inside functions."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            rooms |= {room_of(alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            rooms |= {room_of(f"{node.module}.{alias.name}") for alias in node.names}
    return {room for room in rooms if room and room != "__version__"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_room_imports_only_from_rooms_above_it(path):
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own == "__init__":
        assert imported_rooms(path) == set()
        return
    allowed = set(ROOMS[: ROOMS.index(own) + 1])
    assert imported_rooms(path) <= allowed


def test_every_room_is_in_the_list():
    found = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in FILES} - {"__init__"}
    assert found == set(ROOMS)


def test_only_commands_print():
    talkers = {
        path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id == "print")
            or (isinstance(node.func, ast.Attribute) and node.func.attr in {"echo", "secho"})
        )
    }
    assert talkers <= {"commands", "cli"}


def test_only_catalog_knows_po():
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
        if name and (name.split(".")[0] == "polib" or name.startswith("babel.messages"))
    }
    assert {user.split("/")[0] for user in users} <= {"catalog", "integrations"}


def test_no_pattern_repeats_a_group_possessively():
    """Early CPython 3.11 (Debian 12 has 3.11.2) matches `(...)*+` wrongly; an atomic group `(?>(...)*)` is right."""
    possessive = re.compile(r"[)}](?:[*+?]|\{[0-9,]+\})\+")
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and possessive.search(node.value)
    ]
    assert found == []
