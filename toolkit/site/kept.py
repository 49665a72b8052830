"""What a page may carry over from the version that the site showed before.

A kept page shows an older version of its article. That is right only while no *watched* message has changed since:
one that is guarded, that carries a number, a unit or a term, or that belongs to a statement. So the manifest holds, for
each page, one hash a watched message: of its context, source and translation. That is all it needs, about 2 kB a page;
the other messages may change as they like. What is carried over is the element `<article>` of the old page; everything
around it (head, banner, menus) is made anew, and so are the boxes of the statements in it: their wordings are the same,
but their signal words are the toolkit's, and may have been translated anew. The whole page is proven again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping

from toolkit.model import Message
from toolkit.text.normalise import normalise

_LENGTH = 32
_SHOWN = 60
_TAG = re.compile(r"<([a-z]+)\s[^<>]*>")


def message_hash(message: Message, forms: tuple[str, ...] | None) -> str:
    """Return what identifies a message with its translation: 128 bits of SHA-256 in 32 hex digits.

    Args:
        message: The message of the source.
        forms: What the page shows, one string a plural form: what `Catalog.translation` returns, and in the source
            locale the source's own text. None: there is no translation that a page may show.
    """
    texts = [message.msgid, message.msgid_plural, *(forms or ())]
    parts = [message.msgctxt, forms is not None, *(text if text is None else normalise(text) for text in texts)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:_LENGTH]


def changes(before: Collection[str], watched: Mapping[str, Message], everything: Collection[str]) -> tuple[str, ...]:
    """Return a sentence for each change that forbids to keep the page; none: it may be kept.

    Args:
        before: `watched` of the page in the manifest of the previous site.
        watched: The watched messages of the new version by their hash.
        everything: The hashes of all messages of the new version, watched or not: a message whose text is the same
            has not changed, even where nothing watches it any more.
    """
    new = [_quoted(watched[digest]) for digest in watched if digest not in set(before)]
    gone = len(set(before) - set(everything))
    sentences = [f"{text} changed or is new since the published version" for text in new]
    if gone:
        sentences.append(f"guarded texts, numbers, units or terms of the published version changed since: {gone}")
    return tuple(sentences)


def article_element(html: str) -> str | None:
    """Return the element `<article>` of a page, exactly as it stands there; None where there is not exactly one."""
    starts = [found.start() for found in re.finditer(r"<article[\s>]", html)]
    ends = [found.end() for found in re.finditer(r"</article>", html)]
    if len(starts) != 1 or len(ends) != 1 or starts[0] >= ends[0]:
        return None
    return html[starts[0] : ends[0]]


def renewed(element: str, boxes: Mapping[str, str]) -> str:
    """Return the element `<article>` with the box of each statement as it is made now.

    A box is the element with `data-statement`, in the article as in the HTML of `boxes` (by id); what the publisher's
    page template puts around it stays as it was. A box that has no successor stays too, and it is for the proof to say
    whether that is right. Takes time linear in the element for each box.
    """
    made = {name: str(html) for name, html in boxes.items()}
    fresh = {name: html[span.start : span.stop] for name, html in made.items() for span in _marked(html, name)[:1]}
    for name, box in fresh.items():
        for span in reversed(_marked(element, name)):
            element = element[: span.start] + box + element[span.stop :]
    return element


def _marked(html: str, name: str) -> list[slice]:
    """Return where each element with `data-statement="NAME"` stands in well-formed HTML, as the page templates make."""
    found = []
    for mark in re.finditer(rf'\sdata-statement="{re.escape(name)}"', html):
        opening = _TAG.match(html, max(html.rfind("<", 0, mark.start()), 0))
        if opening is None or opening.end() < mark.end():
            continue
        depth = 0
        for tag in re.finditer(rf"<(/?){opening[1]}(?=[\s>])", html[opening.start() :]):
            depth += -1 if tag[1] else 1
            if depth == 0:
                end = html.index(">", opening.start() + tag.end()) + 1
                found.append(slice(opening.start(), end))
                break
    return found


def _quoted(message: Message) -> str:
    text = normalise(message.msgid)
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")
