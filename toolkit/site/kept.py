"""What a page may carry over from the version that the site showed before.

A kept page shows an older version of its article. That is right only while no *watched* message has changed since:
one that is guarded, that carries a number, a unit or a term, or that belongs to a statement. So the manifest holds, for
each page, one hash a watched message: of its context, source and translation. That is all it needs, about 2 kB a page;
the other messages may change as they like. What is carried over is the element `<article>` of the old page, byte for
byte; everything around it (head, banner, menus) is made anew, and the whole page is proven again.
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


def _quoted(message: Message) -> str:
    text = normalise(message.msgid)
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")
