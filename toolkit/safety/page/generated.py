"""What pseudo-elements write, hide and cover: `::before`, `::marker`, `::first-letter`, parts of controls."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from toolkit.safety.css.syntax import Node, Token, split, text_of
from toolkit.safety.page.document import Element
from toolkit.safety.page.look import Look
from toolkit.safety.page.sight import SHOWN, Verdict, hidden, unknown, worst
from toolkit.safety.page.styling import LARGE_FONT

NOT_PAINTING = frozenset({"", "selection", "backdrop", "cue", "target-text", "highlight", "spelling-error"})
"""Pseudo-elements that neither hide nor cover a text by themselves; "" is none."""
_HIDING = frozenset({"before", "after", "first-letter", "first-line", "details-content"})
"""Those that hold the text of their element, or stand in its line."""
_COUNTED = frozenset({"li", "dt", "summary", "figcaption", "caption", "h1", "h2", "h3", "h4", "h5", "h6"})
"""Elements that stylesheets number."""


@dataclass(frozen=True, slots=True)
class Generated:
    """What `::before`, `::after` or `::marker` writes."""

    text: str
    verdict: Verdict
    block: bool


def generated_text(made: Look, element: Element, counters: Collection[str]) -> Generated | None:
    """Return what a pseudo-element of `element` that is seen so writes, None where it is nothing.

    `counters` are the kinds of counters that the page defines itself.
    """
    texts = [_written(seen.content, element, counters) for seen in made.worlds]
    shown = [text for text in texts if text]
    if not shown:
        return None
    verdict = made.verdict
    if len(set(texts)) > 1:
        verdict = worst(verdict, hidden("it is written in some circumstances only"))
    if any("\ufffd" in text for text in shown):
        verdict = worst(verdict, unknown("generated text that cannot be known"))
    return Generated(max(shown, key=len), verdict, made.block)


def covers_others(made: Look, pseudo: str) -> bool:
    """Whether a pseudo-element that is seen so may cover what stands beside its element."""
    if pseudo == "marker":
        return any(seen.font > LARGE_FONT for seen in made.worlds)
    generated = pseudo in {"before", "after"}
    return any(seen.spans for seen in made.worlds if not generated or seen.content is not None)


def hides_text(made: Look, look: Look, pseudo: str) -> Verdict:
    """Return what a pseudo-element that is seen so does to the text of its element, which is seen as `look` has it."""
    if pseudo not in _HIDING:
        return SHOWN
    if pseudo in {"before", "after"}:
        written = [seen for seen in made.worlds if seen.content is not None]
        if any(_is_picture(item) for seen in written for item in seen.content or ()):
            return unknown(f"its ::{pseudo} is a picture, which may have words")
        if any(seen.lifted or seen.spans for seen in written):
            return unknown(f"its ::{pseudo} may cover it")
        torn = next((one for seen in written for one in (seen.verdict,) if one.sight > look.verdict.sight), SHOWN)
        return unknown(f"its ::{pseudo} may move it: {torn.reason}") if torn.sight else SHOWN
    worse = made.verdict.sight > look.verdict.sight
    return unknown(f"its ::{pseudo} is hidden: {made.verdict.reason}") if worse else SHOWN


def _written(content: Sequence[Node] | None, element: Element, counters: Collection[str]) -> str | None:
    """Return the text of a `content` property; U+FFFD stands for what cannot be known.

    Counters are left out, unless the page defines kinds of `counters` of its own, which may be words.
    """
    if content is None:
        return None
    pieces: list[str] = []
    for item in content:
        if isinstance(item, Token):
            pieces.append(_plain(item))
        elif item.name == "attr":
            name, *fallback = split(item.items)
            tokens = [token for part in fallback for token in part if isinstance(token, Token)]
            pieces.append(element.attributes.get(text_of(name), "".join(token.text for token in tokens)))
        elif item.name in {"counter", "counters"}:
            # the number of an item or a heading; elsewhere it would change a number of the text
            counted = element.tag in _COUNTED and item.name == "counter" and not counters
            pieces.append("" if counted else "\ufffd")
        elif not (item.name in {"url", "image-set"} or item.name.endswith("gradient")):
            pieces.append("\ufffd")
    return "".join(pieces)


def _is_picture(item: Node) -> bool:
    return item.kind == "url" if isinstance(item, Token) else item.name in {"url", "image-set", "element"}


def _plain(item: Token) -> str:
    if item.kind == "string":
        return item.text
    quotes = {"open-quote": "“", "close-quote": "”", "no-open-quote": "", "no-close-quote": ""}
    return "" if item.kind in {"space", "url", "/"} else quotes.get(item.text.lower(), "\ufffd")
