"""The lines `::safety ID [ID ...]` that place statements, and the lines that only look like one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from toolkit.article.parser import DIRECTIVE

HINT = "write '::safety ID [ID ...]' at the beginning of a line of its own, outside lists, quotes and tables"

_NAME = re.compile(r"::(\S*)(.*)", re.DOTALL)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SPLIT = frozenset(
    {"paragraph_open", "bullet_list_open", "ordered_list_open", "blockquote_open", "dl_open", "table_open"}
)


def statement_ids(token: Token) -> tuple[tuple[str, ...], str, str]:
    """Return the ids that the directive `token` places, or (), the code and the message of what is wrong with it."""
    if token.level or token.meta["indent"]:
        return (), "misplaced-directive", f"{token.content!r} does not stand at the beginning of a line of its own"
    found = _NAME.fullmatch(token.content)
    name, rest = (found[1], found[2].split()) if found else ("", [])
    if name != "safety":
        return (), "unknown-directive", f"there is no directive {'::' + name!r}"
    if not rest:
        return (), "statement-id", "'::safety' names no statement"
    wrong = [part for part in rest if not _ID.fullmatch(part)]
    if wrong:
        return (), "statement-id", f"{wrong[0]!r} is no id of a statement: it consists of a-z, 0-9 and '-'"
    return tuple(rest), "", ""


def looks_like_directive(line: str) -> bool:
    """Whether a line of running text was meant as a directive: it begins with `::`, or is a misspelt `::safety`."""
    start = line.lstrip(" \t")
    return start.startswith("::") or (start[:1] in {":", "："} and start.lstrip(":： ").lower().startswith("safety"))


def splitting(tokens: list[Token], lines: list[str]) -> Iterator[Token]:
    """Yield each directive that stands, without empty lines, in the midst of what would be one block.

    Such a line would make two paragraphs of one sentence, or begin a numbered list anew.
    """
    top = [token for token in tokens if token.level == 0 and token.nesting >= 0 and token.map]
    runs: list[list[Token]] = []
    for token in top:
        if runs and token.type == runs[-1][-1].type == DIRECTIVE:
            runs[-1].append(token)
        else:
            runs.append([token])
    for before, run, after in zip(runs, runs[1:], runs[2:], strict=False):
        if run[0].type != DIRECTIVE or before[0].type not in _SPLIT:
            continue
        above, below = run[0].map[0] - 1, run[-1].map[0] + 1  # type: ignore[index]  # all of `top` have a map
        tight = bool(lines[above].strip()) and bool(lines[below].strip())
        if tight and after[0].type in {before[0].type, "paragraph_open"}:
            yield run[0]
