"""The messages of page templates (Jinja2), found as Babel's extraction finds them."""

from __future__ import annotations

import io
import re

from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.model import Message

NOTE = "l10n:"
"""A template comment `{# l10n: TEXT #}` on the line before is a note to translators."""

_PLACEHOLDER = re.compile(r"\{[a-z][a-z0-9_]*\}")


def template_messages(text: str, path: str) -> tuple[tuple[Message, ...], list[Diagnostic]]:
    """Return the messages of the calls of `_`, `ngettext` and `pgettext` in the page template `text`."""
    try:
        rows = list(babel_extract(io.BytesIO(text.encode("utf-8")), (*_ARGUMENTS,), [NOTE], {"silent": "false"}))
    except TemplateSyntaxError as error:
        problem = f"the page template cannot be read: {error.message}"
        return (), [Diagnostic("page-template", Severity.ERROR, problem, path=path, line=error.lineno)]
    messages = []
    for line, function, texts, comments in rows:
        parts = [part for part in (texts if isinstance(texts, tuple) else (texts,)) if isinstance(part, str)]
        names = _ARGUMENTS[function]
        if len(parts) < len(names):
            continue
        fields = dict(zip(names, parts, strict=False))
        messages.append(
            Message(
                fields["msgid"],
                msgctxt=fields.get("msgctxt"),
                msgid_plural=fields.get("msgid_plural"),
                comments=("page template", *(note.removeprefix(NOTE).strip() for note in comments)),
                references=(path,),
                flags=("python-brace-format",) if _PLACEHOLDER.search(fields["msgid"]) else (),
                line=line,
            )
        )
    return tuple(messages), []


_ARGUMENTS = {
    "_": ("msgid",),
    "gettext": ("msgid",),
    "ngettext": ("msgid", "msgid_plural"),
    "pgettext": ("msgctxt", "msgid"),
    "npgettext": ("msgctxt", "msgid", "msgid_plural"),
}
