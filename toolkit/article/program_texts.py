"""The texts of the toolkit's own program: what its modules pass to `_` and `ngettext`."""

from __future__ import annotations

import ast
import re

from toolkit.model import Message

_NOTE = re.compile(r"\s*# l10n: (.*)")
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


def program_messages(text: str, path: str) -> tuple[Message, ...]:
    """Return the messages of a Python module, in the order of its lines.

    A message is the string literal in a call `_("...")` or `ngettext("...", "...", n)`; a comment `# l10n: NOTE` on the
    line before is a note to translators. It finds what Babel's extractor for Python finds.
    """
    rows = text.split("\n")
    calls = [
        (node.lineno, node.col_offset, node.func.id, node)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    found = []
    for *_, name, node in sorted(calls, key=lambda row: row[:2]):
        wanted = {"_": 1, "ngettext": 2}.get(name, 0)
        texts = [item.value for item in node.args[:wanted] if isinstance(item, ast.Constant)]
        if not wanted or len(texts) < wanted or not all(isinstance(item, str) for item in texts):
            continue
        note = _NOTE.fullmatch(rows[node.lineno - 2]) if node.lineno > 1 else None
        found.append(
            Message(
                str(texts[0]),
                msgid_plural=str(texts[1]) if wanted == 2 else None,
                comments=("message of a command", *((note[1],) if note else ())),
                references=(path,),
                flags=("python-brace-format",) if _PLACEHOLDER.search(str(texts[0])) else (),
                line=node.lineno,
            )
        )
    return tuple(found)
