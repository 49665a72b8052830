"""`l10n init`: adds locales."""

from __future__ import annotations

import click
import tomlkit

from toolkit.commands._speech import _, users_texts
from toolkit.commands._verb import Options, verb
from toolkit.commands.update import update
from toolkit.config import FILE, Config, parse_config
from toolkit.diagnostic import ToolkitError
from toolkit.files import read_bytes, write_inside
from toolkit.project import load_project
from toolkit.text.locales import PSEUDO, is_locale, language_name


def init(options: Options, *, locales: tuple[str, ...]) -> int:
    """Add LOCALE... to the settings and make their catalogs.

    A locale is written as in paths: es, pt_BR, zh_Hans. The catalogs have the header and the plural forms of the
    locale, and no translation yet.
    """
    project = load_project(options.project)
    for name in locales:
        if not is_locale(name) or name in PSEUDO:
            raise ToolkitError(f"{name!r} is no locale that CLDR knows", hint="write it as in es, pt_BR or zh_Hans")
    new = [name for name in dict.fromkeys(locales) if name not in project.config.all_locales]
    if new:
        file = options.project / FILE
        text = read_bytes(file).decode("utf-8")
        write_inside(options.project, FILE, with_locales(text, project.config, new).encode("utf-8"))
        shown = ", ".join(f"{name} ({language_name(name, users_texts().locale)})" for name in new)
        options.tell(_("added to {path}: {locales}", path=FILE, locales=shown))
    return update(options, locales=tuple(name for name in locales if name != project.config.source_locale))


def with_locales(text: str, config: Config, new: list[str]) -> str:
    """Return the settings file `text` with `new` added to `locales`, sorted; all else stays as it was written."""
    document = tomlkit.parse(text)
    table = document["tool"]["l10n"]
    names = tomlkit.array()
    names.extend(sorted({*config.locales, *new}))
    table["locales"] = names
    written = tomlkit.dumps(document)
    if parse_config(written)[0] is None:
        raise ToolkitError("the settings could not be extended", code="settings", hint=f"add the locales to {FILE}")
    return written


command = verb("init", init, click.argument("locales", metavar="LOCALE...", nargs=-1, required=True))
