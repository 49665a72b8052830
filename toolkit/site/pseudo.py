"""Adds the pseudo-locales to a project, complete in every domain, so that their pages are built as all others are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from toolkit.article.page_templates import template_messages
from toolkit.article.strings import merged
from toolkit.catalog.pseudo import pseudo_catalog
from toolkit.catalog.write import format_catalog
from toolkit.model import Message
from toolkit.project import OWN_TEMPLATES, TOOLKIT_DOMAIN, Project
from toolkit.site.manifest import sha256
from toolkit.site.templates import STYLE, own_templates
from toolkit.text.locales import PSEUDO


def with_pseudo(project: Project) -> Project:
    """Return the project with the pseudo-locales after its own, and a catalog of each domain for them.

    The toolkit's own strings are among the domains: those that are shipped cannot be in a pseudo-locale. Nothing is
    written; whoever publishes takes the project as it was.
    """
    markdown = {article.domain for article in project.articles}
    catalogs = {
        (locale, domain): pseudo_catalog(messages, locale, markdown=domain in markdown)
        for locale in PSEUDO
        for domain, messages in _messages(project).items()
    }
    hashes = {
        project.catalog_path(*key): sha256(format_catalog(catalog).encode("utf-8")) for key, catalog in catalogs.items()
    }
    locales = [*project.config.locales, *PSEUDO]
    return replace(
        project,
        config=project.config.model_copy(update={"locales": tuple(dict.fromkeys(locales))}),
        catalogs={**project.catalogs, **catalogs},
        hashes={**project.hashes, **hashes},
    )


def _messages(project: Project) -> Mapping[str, tuple[Message, ...]]:
    """Return the messages of all domains that a page is made from."""
    own = [
        message
        for name, text in sorted(own_templates().items())
        if name != STYLE
        for message in template_messages(text, f"{OWN_TEMPLATES}/{name}")[0]
    ]
    return {TOOLKIT_DOMAIN: merged(tuple(own)), **project.messages}
