"""`l10n review`: records that a reviewer read the text of pages."""

from __future__ import annotations

import click

from toolkit.article.markdown import Article
from toolkit.commands._doubts import doubts
from toolkit.commands._speech import _
from toolkit.commands._verb import Options, asked_locales, exit_code, show, verb
from toolkit.commands.approve import PERSON
from toolkit.diagnostic import Diagnostic, ToolkitError
from toolkit.files import write_inside
from toolkit.gates import check_rules
from toolkit.project import REVIEWS, Project, load_project
from toolkit.safety.reviews import format_review
from toolkit.safety.reviews import review as reviewed


def review(options: Options, *, locale: str, domains: tuple[str, ...] = (), reviewer: str, role: str) -> int:
    """Record that a reviewer has read the pages DOMAIN... (default: all) in LOCALE, word for word.

    The review is bound to each message. While all of them are as they were, the page is shown as reviewed; each later
    change is a finding with its difference.

    What the checks and the safety rules find on a page is shown, also what a translator ignores. A page with an error
    is not recorded: publishing would keep it back all the same, so mend it first.
    """
    project = load_project(options.project)
    asked_locales([locale], project.config.all_locales)
    articles = {article.domain: article for article in project.articles}
    for name in domains:
        if name not in articles:
            raise ToolkitError(f"there is no article {name!r}", hint=f"there are {', '.join(articles) or 'none'}")
    found: list[Diagnostic] = []
    for name in domains or tuple(articles):
        messages = project.review_messages(articles[name], locale)
        if messages is None:
            raise ToolkitError(f"{name!r} is not translated into {locale!r}", hint="translate it first")
        doubtful = _findings(project, locale, articles[name])
        found += doubtful
        if exit_code(doubtful):
            continue
        made, problems = reviewed(locale, name, messages, reviewer=reviewer, role=role, date=options.date)
        found += problems
        if made is not None:
            path = f"{REVIEWS}/{locale}/{name}.toml"
            write_inside(options.project, path, format_review(made).encode("utf-8"))
            options.tell(_("wrote {path}", path=path))
    show(found, quiet=True)
    return exit_code(found)


def _findings(project: Project, locale: str, article: Article) -> list[Diagnostic]:
    """Return what is found on the text of a page."""
    keys = {message.key for message in article.messages}
    found = [*doubts(project, locale, article.domain), *check_rules(project, locale, article)]
    return [item for item in found if (item.msgctxt, item.msgid) in keys]


command = verb(
    "review",
    review,
    click.argument("locale", metavar="LOCALE"),
    click.argument("domains", metavar="[DOMAIN...]", nargs=-1),
    *PERSON,
)
