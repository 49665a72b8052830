"""`l10n extract`: sources to templates (POT)."""

from __future__ import annotations

import click

from toolkit.catalog.compare import says_the_same
from toolkit.catalog.update import make_template
from toolkit.catalog.write import format_catalog
from toolkit.commands._speech import _
from toolkit.commands._verb import Options, show, verb, write_texts
from toolkit.gates import blocking_errors
from toolkit.project import Project, load_project


def extract(options: Options, *, check: bool = False) -> int:
    """Write the templates (locales/*.pot) from the articles, the statements and the site's own strings.

    A template is written only where its messages changed. With --check nothing is written, and the exit code is 1 where
    a file would change.
    """
    project = load_project(options.project)
    blocking = blocking_errors(project)
    show(blocking, quiet=True)
    if blocking:
        return 1
    return write_texts(
        options, templates(project, options.date.isoformat()), check=check, done=_("the templates are up to date")
    )


def templates(project: Project, date: str) -> dict[str, str]:
    """Return path -> text of each template whose messages changed or that is not there yet."""
    texts = {}
    for domain, messages in project.messages.items():
        previous = project.templates.get(domain)
        template = make_template(messages, project=project.config.site_name, date=date, previous=previous)
        if previous is None or not says_the_same(previous, template):
            texts[project.template_path(domain)] = format_catalog(template)
    return texts


command = verb("extract", extract, click.option("--check", is_flag=True, help="Write nothing; exit 1 if files differ."))
