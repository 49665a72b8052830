"""The page templates (Jinja2): the toolkit's own, shipped with the package, and those of the publisher."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from jinja2 import ChoiceLoader, FunctionLoader, PrefixLoader, StrictUndefined, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.site.strings import Strings

STYLE = "page.css"
"""Name of the stylesheet among the page templates."""

_OVERRIDES = "source/templates"
_OWN = "toolkit/site/templates"
_COMMENT = re.compile(r"""(\"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|/[*].*?[*]/""", re.DOTALL)
"""A text of a stylesheet (group 1) or a comment."""
_LANGUAGE_RULE = re.compile(r"(?<![^{}])([^{}@;]*:lang\([^{}@;]*)\{([^{}]*)\}")
"""A rule for a language: its selectors and declarations."""


def render(overrides: Mapping[str, str], name: str, strings: Strings, values: Mapping[str, object]) -> Markup | None:
    """Return the page template `name`, filled in; None where it fails, with a finding in `strings.diagnostics`.

    Args:
        overrides: Page templates of the publisher by name: they go before the toolkit's own, which they can extend as
            `toolkit/NAME`.
        name: Name of the page template.
        strings: The lookups that it calls.
        values: What it is given.
    """
    try:
        done = environment(tuple(sorted(overrides.items()))).get_template(name).render({**strings.functions, **values})
    except Exception as error:  # noqa: BLE001 - a publisher's template can fail in any way, and must not end the run
        strings.diagnostics.append(_failure(name, error, strings.locale))
        return None
    return Markup(done)  # noqa: S704 - a page template, all texts escaped


@lru_cache(maxsize=8)
def environment(overrides: tuple[tuple[str, str], ...]) -> ImmutableSandboxedEnvironment:
    """Return the compiled page templates, once for the same overrides (name, text)."""
    found = dict(overrides)

    def override(name: str) -> tuple[str, str, None] | None:
        return (found[name], f"{_OVERRIDES}/{name}", None) if name in found else None

    def own(name: str) -> tuple[str, str, None] | None:
        return (own_templates()[name], f"{_OWN}/{name}", None) if name in own_templates() else None

    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(
            [FunctionLoader(override), FunctionLoader(own), PrefixLoader({"toolkit": FunctionLoader(own)})]
        ),
        undefined=StrictUndefined,
        autoescape=True,
        auto_reload=False,
        keep_trailing_newline=True,
    )


@cache
def own_templates() -> Mapping[str, str]:
    """Return the toolkit's page templates and stylesheet by name."""
    folder = files("toolkit") / "site"
    found = {
        file.name: file.read_text("utf-8") for file in (folder / "templates").iterdir() if file.name.endswith(".html")
    }
    return {**found, STYLE: (folder / "static" / STYLE).read_text("utf-8")}


@lru_cache(maxsize=8)
def page_style(style: str, languages: Collection[str] | None = None) -> str:
    """Return the stylesheet (CSS Syntax 3) that stands in each page of a site: it says the same in fewer bytes.

    Comments go, and white space where it says nothing; texts stay as they are.

    Args:
        style: The stylesheet.
        languages: Language tags (BCP 47) of all pages, without which a rule for a language says nothing; None: any.
    """
    texts: list[str] = []

    def numbered(found: re.Match[str]) -> str:
        if not found[1]:
            return " "
        texts.append(found[1])
        return f'"{len(texts) - 1}"'

    rules = re.sub(r"\s+", " ", _COMMENT.sub(numbered, style))
    rules = re.sub(r" ?([{};,]) ?", r"\1", rules).replace(": ", ":").replace(";}", "}").strip()
    if languages is not None:
        rules = _LANGUAGE_RULE.sub(lambda found: _spoken(found[1], found[2], languages), rules)
    return re.sub('"([0-9]+)"', lambda found: texts[int(found[1])], rules)


def _spoken(selectors: str, declarations: str, languages: Collection[str]) -> str:
    """Return a rule without the selectors that name none of the languages; "" where none is left."""
    kept = [
        selector
        for selector in selectors.split(",")
        if all(
            any(f"{tag}-".lower().startswith(f"{wanted}-".lower()) for tag in languages)
            for wanted in re.findall(r":lang\(([^()]*)\)", selector)
        )
    ]
    return f"{','.join(kept)}{{{declarations}}}" if kept else ""


def _failure(name: str, error: Exception, locale: str) -> Diagnostic:
    path, line = name, None
    if isinstance(error, TemplateSyntaxError):
        path, line = error.filename or name, error.lineno
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith((_OVERRIDES, _OWN)):
            path, line = file, trace.tb_lineno
        trace = trace.tb_next
    return Diagnostic(
        "page-template",
        Severity.ERROR,
        f"the page template {name!r} cannot be filled in: {error}",
        hint="compare it with the toolkit's own template of this name",
        path=path,
        line=line,
        locale=locale,
    )
