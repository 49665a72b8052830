"""`l10n update`: sources to catalogs (PO)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches

import click

from toolkit.catalog.compare import says_the_same
from toolkit.catalog.memory import Memory
from toolkit.catalog.update import make_catalog, make_template, update_catalog
from toolkit.catalog.write import format_catalog
from toolkit.commands._speech import _
from toolkit.commands._verb import Options, asked_locales, exit_code, show, verb, write_texts
from toolkit.diagnostic import ToolkitError
from toolkit.gates import blocking_errors
from toolkit.model import Catalog
from toolkit.project import Project, load_project
from toolkit.project.memories import memory_of, read_memories


def update(
    options: Options,
    *,
    locales: tuple[str, ...] = (),
    check: bool = False,
    same_meaning: tuple[str, ...] = (),
    suggest: bool = False,
) -> int:
    """Bring the catalogs of LOCALE... (default: all) up to date with the sources.

    A message whose text did not change keeps its translation, wherever it moved. An edited one keeps its old
    translation as fuzzy, with the old source beside it; but a safety text, or one whose numbers changed, gets no guess.
    A new one gets what the locale has for a like text, as fuzzy (unless the setting 'suggest' says no). What a
    translator wrote is never lost: it stays at the end of the file as obsolete. A catalog that cannot be read is not
    touched. With --check nothing is written, and the exit code is 1 where a file would change.
    """
    project = load_project(options.project)
    names = asked_locales(locales, project.config.locales)
    blocking = blocking_errors(project)
    show(blocking, quiet=True)
    if blocking:
        return 1
    broken = [item for item in project.catalog_diagnostics if item.locale in names]
    show(broken, quiet=True)
    _refuse_unknown(project, same_meaning)
    memories = _memories(project, names) if project.config.suggest or suggest else {}
    texts = updated(project, names, options.date.isoformat(), same_meaning, memories=memories, suggest_all=suggest)
    done = "" if broken else _("the catalogs are up to date")
    return max(exit_code(broken), write_texts(options, texts, check=check, done=done))


def _refuse_unknown(project: Project, same_meaning: Collection[str]) -> None:
    """Raise `ToolkitError` for a text that no message has, in the sources or in a catalog."""
    if not same_meaning:
        return
    known = {message.msgid for messages in project.messages.values() for message in messages}
    known |= {unit.msgid for catalog in project.catalogs.values() for unit in (*catalog.units, *catalog.obsolete)}
    for text in same_meaning:
        if text not in known:
            hint = "name the new text or the old one whole, as a catalog has it"
            raise ToolkitError(f"no message has the text {text!r}", code="usage", hint=hint)


def _memories(project: Project, locales: Iterable[str]) -> dict[str, Memory]:
    files, found = read_memories(project)
    show(found, quiet=True)
    return {locale: memory_of(project, locale, files) for locale in locales}


def updated(
    project: Project,
    locales: Iterable[str],
    date: str,
    same_meaning: tuple[str, ...] = (),
    *,
    memories: Mapping[str, Memory] | None = None,
    suggest_all: bool = False,
) -> dict[str, str]:
    """Return path -> text of each catalog that the sources change; one that cannot be read is left out."""
    texts = {}
    broken = {item.path for item in project.catalog_diagnostics}
    for domain, messages in project.messages.items():
        template = make_template(
            messages, project=project.config.site_name, date=date, previous=project.templates.get(domain)
        )
        guarded = project.guarded(domain)
        for locale in locales:
            path = project.catalog_path(locale, domain)
            old = project.catalogs.get((locale, domain))
            if old is None and path in broken:
                continue
            was = old or replace(make_catalog(template, locale), units=())
            new = update_catalog(
                was,
                template,
                guarded=guarded,
                same_meaning=edits(was, template, same_meaning),
                memory=(memories or {}).get(locale),
                suggest_all=suggest_all,
                source_locale=project.config.source_locale,
            )
            if old is None or not says_the_same(old, new):
                texts[path] = format_catalog(new)
    return texts


def edits(catalog: Catalog, template: Catalog, same_meaning: Iterable[str]) -> dict[str, str]:
    """Return old msgid -> new msgid for each text of `same_meaning`, which names the new text or the old one."""
    gone = [unit.msgid for unit in catalog.units if unit.key not in template.by_key]
    come = [unit.msgid for unit in template.units if unit.key not in catalog.by_key]
    guessed = {unit.msgid: unit.previous_msgid for unit in catalog.units if unit.fuzzy and unit.previous_msgid}
    found = {}
    for text in same_meaning:
        if text in guessed:
            found[guessed[text]] = text
        elif text in come and (near := get_close_matches(text, gone, 1)):
            found[near[0]] = text
        elif text in gone and (near := get_close_matches(text, come, 1)):
            found[text] = near[0]
    return found


command = verb(
    "update",
    update,
    click.argument("locales", metavar="[LOCALE...]", nargs=-1),
    click.option("--check", is_flag=True, help="Write nothing; exit 1 if files differ."),
    click.option(
        "--same-meaning",
        multiple=True,
        metavar="MSGID",
        help="An edited text that still means the same: its translations stay (may be repeated).",
    ),
    click.option(
        "--suggest", is_flag=True, help="Offer translations of like texts for all that is untranslated, as fuzzy."
    ),
)
