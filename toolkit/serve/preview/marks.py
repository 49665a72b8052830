"""Marks in a finished page which element shows which message, and changes nothing else in it.

The page is made as for publishing. Only then is each text looked for where the skeleton says that it stands, and the
tag before it gets an attribute; a text that a page template shows in another way is not marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b

from markupsafe import escape

from toolkit.article.markdown import Article, Placement, Slot
from toolkit.article.targets import encode
from toolkit.model import Key
from toolkit.project import Project
from toolkit.site.body import Filler, title_key
from toolkit.site.proving import site_of

ATTRIBUTE = "data-message"
"""Name of the attribute; its value is a `message_id`."""

_TAG = re.compile(r"<[a-z][^<>]*>\Z")


def message_id(domain: str, key: Key) -> str:
    """Return a name of a message that stays the same as long as its source does, and says nothing."""
    text = "\0".join([domain, *(part or "" for part in key), str(key[0] is None)])
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def marked(html: str, project: Project, article: Article, locale: str) -> str:
    """Return the page of an article with its marks: without them it is the same."""
    start = html.find("<article")
    done, position = [], max(start, 0)
    for needle, key, domain in _texts(project, article, locale):
        found = html.find(needle, position)
        if found < 0:
            continue
        end = found + needle.index(">")
        done += [html[position:end], f' {ATTRIBUTE}="{message_id(domain, key)}"']
        position = end
    return "".join([html[: max(start, 0)], *done, html[position:]])


def _texts(project: Project, article: Article, locale: str) -> Iterator[tuple[str, Key, str]]:
    """Yield each text of the article in the order of the page: the tag before it and its HTML, its key, its domain."""
    site = site_of(project)
    addresses = {encode(where): encode(there[locale]) for where, there in site.config.links.items() if locale in there}
    filler = Filler(
        article,
        locale,
        site.config.source_locale,
        catalog=site.catalog(locale, article.domain),
        links=site.strings.links,
        addresses=addresses,
    )
    title = title_key(article)
    yield f"<h1>{filler.html(title)}", title, article.domain
    before = ""
    for part in article.parts:
        if isinstance(part, Slot):
            tag = _TAG.search(before)
            if tag:
                yield f"{tag[0]}{filler.html(part.key)}", part.key, article.domain
        elif isinstance(part, Placement):
            yield from _statement(project, part.statement, locale)
        before = part if isinstance(part, str) else ""


def _statement(project: Project, name: str, locale: str) -> Iterator[tuple[str, Key, str]]:
    statement = project.statements_by_id.get(name)
    wording = project.wording(statement, locale) if statement else None
    if statement is None or wording is None:
        return
    yield f"<p>{escape(wording.text)}", (statement.id, statement.text), statement.domain
    for item, (_, text) in zip(statement.items, wording.items, strict=True):
        yield f"<li>{escape(text)}", (f"{statement.id}/{item.id}", item.text), statement.domain
