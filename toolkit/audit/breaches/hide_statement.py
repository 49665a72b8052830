"""A style or an attribute hides a statement from some or all readers."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.audit.breach import Breach, Ground, breacher
from toolkit.audit.breaches._marked import marked
from toolkit.audit.mutation import Skip

_RULES = (
    "{display:none}",
    "{visibility:hidden}",
    "{opacity:0}",
    "{font-size:0}",
    "{position:absolute;left:-9999px}",
    "{color:#fff!important;background:#fff!important}",
    "{clip-path:inset(50%)}",
    "{height:0;overflow:hidden}",
    "{transform:scale(0)}",
    "{text-indent:-9999px}",
)
_ATTRIBUTES = ("hidden", 'aria-hidden="true"', 'style="display:none"', "inert")
_AROUND = (
    ("<details><summary>…</summary>", "</details>"),
    ("<template>", "</template>"),
    ("<!--", "-->"),
    ("<del>", "</del>"),
)
_TURN = 3
"""Ways that are tried on one statement; the next statement takes the next ones."""


@breacher
def hide_statement(ground: Ground) -> Iterator[Breach | Skip]:
    """Yield the page with the statement hidden, each time in another way."""
    html, name = ground.page.html, ground.statement.id
    place = marked(html, name)
    if place is None:
        yield Skip("the page does not mark the statement once")
        return
    start, opened, end = place
    ways: list[tuple[str, str]] = []
    for rule in _RULES:
        style = f'<style>[data-statement="{name}"]{rule}</style>'
        ways.append((style, html.replace("</head>", f"{style}</head>", 1)))
    ways.append(
        (
            "@media print",
            html.replace("</head>", f'<style>@media print{{[data-statement="{name}"]{{display:none}}}}</style></head>'),
        )
    )
    for attribute in _ATTRIBUTES:
        ways.append((attribute, f"{html[: opened - 1]} {attribute}>{html[opened:]}"))
    for before, after in _AROUND:
        ways.append((before, html[:start] + before + html[start:end] + after + html[end:]))
    for turn in range(_TURN):
        what, hidden = ways[(ground.number * _TURN + turn) % len(ways)]
        yield Breach(f"{what!r} hides it", html=hidden)
