"""Finds the messages of a page whose change forbids to keep its published version."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from toolkit.article.markdown import Article
from toolkit.model import Message
from toolkit.project import Project
from toolkit.site.kept import message_hash
from toolkit.text.quantities import quantities


def page_messages(
    project: Project, article: Article, locale: str, watched: Collection[str] | None = None
) -> Mapping[str, tuple[Message, bool]]:
    """Return the messages of the article's page, its statements' too, and whether each is watched.

    They are named by `message_hash`, with the translation that a page may show. The messages of statements are watched
    always, those of the article whose msgids are in `watched`: what `watched_texts` gives, where that is known already.
    """
    watched = frozenset(watched_texts(project, article)) if watched is None else watched
    rows = [(article.domain, message, message.msgid in watched) for message in article.messages]
    rows += [(item.domain, message, True) for item in project.statements_of(article) for message in item.messages]
    return {
        message_hash(message, translation(project, locale, domain, message)): (message, is_watched)
        for domain, message, is_watched in rows
    }


def watched_texts(project: Project, article: Article) -> tuple[str, ...]:
    """Return the msgids of the article's messages that are watched, the same in all locales."""
    watched = watch(project, article.domain)
    return tuple(message.msgid for message in article.messages if watched(message))


def watch(project: Project, domain: str) -> Callable[[Message], bool]:
    """Return the function that says whether a message is watched: guarded, or with a number, a unit or a term."""
    guard, locale = project.guard(domain), project.config.source_locale
    language = project.language(locale)

    def watched(message: Message) -> bool:
        text = message.msgid
        if guard(message) is not None or any(map(str.isnumeric, text)) or quantities(text, locale):
            return True
        return language is not None and bool(project.glossary.within(text, language))

    return watched


def translation(project: Project, locale: str, domain: str, message: Message) -> tuple[str, ...] | None:
    """Return the forms of a message that a page may show, None where there are none; the source has its own text."""
    if locale == project.config.source_locale:
        return (message.msgid,)
    catalog = project.catalogs.get((locale, domain))
    return None if catalog is None else catalog.translation(message.msgid, message.msgctxt)
