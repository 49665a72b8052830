"""What Markdown itself would lose or change without a word, although the author wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from toolkit.diagnostic import Severity


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that the page would not show as it is written."""

    token: Token
    """The block that it is about."""
    code: str
    """Name of the defect."""
    message: str
    """What is wrong."""
    hint: str
    """What to do about it."""
    severity: Severity = Severity.ERROR
    """How grave it is."""


def losses(tokens: list[Token], lines: list[str]) -> Iterator[Loss]:
    """Yield what would be lost of the block `tokens` of the text with these `lines`."""
    for token in tokens:
        if token.type == "fence" and not _is_closed(token, lines):
            yield Loss(token, "unclosed-fence", "the code block has no end: it swallows what follows", "close it")
        elif token.type == "code_block":
            said = "an indented text is a code block, which is not translated"
            yield Loss(token, "indented-code", said, "take the indentation away, or use ``` if it is code")
    yield from _lost_cells(tokens, lines)
    yield from _changed_numbers(tokens)


def _is_closed(fence: Token, lines: list[str]) -> bool:
    start, end = fence.map or (0, 0)
    last = lines[end - 1].strip(" \t>")
    return end - 1 > start and last.startswith(fence.markup) and not last.strip(fence.markup[0])


def _lost_cells(tokens: list[Token], lines: list[str]) -> Iterator[Loss]:
    """Yield the rows with more cells than their table has columns: the parser drops the cells (GFM 4.10)."""
    columns = 0
    in_body = False
    for token in tokens:
        if token.type in {"thead_open", "tbody_open"}:
            in_body = token.type == "tbody_open"
            columns = columns if in_body else 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and in_body:
            cells = escapedSplit(lines[(token.map or [0])[0]].lstrip(" \t>").rstrip(" \t"))
            cells = cells[not cells[0] : len(cells) - (not cells[-1])]  # "|" at the ends of the row divides nothing
            if len(cells) > columns:
                said = f"the row has {len(cells)} cells, its table {columns} columns"
                hint = "take the cells away; a literal '|' is written \\|, in code too"
                yield Loss(token, "lost-cell", said, hint)


def _changed_numbers(tokens: list[Token]) -> Iterator[Loss]:
    """Yield the first item of each list whose number is not shown: a list counts on from its first number."""
    lists: list[list[Token]] = []
    for token in tokens:
        if token.type == "ordered_list_open":
            lists.append([])
        elif token.type == "list_item_open" and token.info:
            lists[-1].append(token)
        elif token.type == "ordered_list_close":
            items = lists.pop()
            if len({int(item.info) for item in items}) == 1:
                continue
            for shown, item in enumerate(items, int(items[0].info)):
                if int(item.info) != shown:
                    said = f"the item is shown with the number {shown}, not {item.info}"
                    hint = "number the items in their order, or all of them the same"
                    yield Loss(item, "list-number", said, hint, Severity.WARNING)
                    break
