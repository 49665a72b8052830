"""What a page says beside its blocks: titles, alternative texts, its description; and the text of each link by itself.

None of it may carry a statement, and all of it is read by somebody: by search engines, screen readers, a pointer.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.safety.page.document import Document, Element
from toolkit.text.normalise import normalise

_SPOKEN = ("alt", "title", "aria-label", "aria-description", "placeholder")
"""Attributes that tell something to readers."""


def remarks(document: Document) -> tuple[str, ...]:
    """Return these texts of a page in their order, each once, normalised.

    On paper an address stands behind a link, so that the block around it no longer says just what the link says.
    """
    texts = (normalise(text) for element in document.elements for text in _said_by(element))
    return tuple(dict.fromkeys(text for text in texts if text))


def _said_by(element: Element) -> Iterator[str]:
    attributes = element.attributes
    yield from (attributes[name] for name in _SPOKEN if name in attributes)
    if element.tag == "meta" and ("name" in attributes or "property" in attributes):
        yield attributes.get("content", "")
    elif element.tag in {"a", "title"}:
        yield element.text
