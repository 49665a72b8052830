"""Extractors for Babel: plain `pybabel extract -F babel.cfg .` finds the messages that `l10n extract` finds.

They are the entry points `l10n_article`, `l10n_statements` and `l10n_strings` of the group `babel.extractors`. A source
with an error yields nothing: it raises `ValueError` before the first message, with every problem and its line, because
a template that lacks messages would make `pybabel update` throw their translations away. (`pybabel extract -o FILE`
has opened FILE by then and leaves it empty, so look at its exit code; `l10n extract` leaves old files alone.)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import IO, Any

from toolkit.article.markdown import parse_article
from toolkit.article.strings import parse_strings
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.model import Message
from toolkit.safety.statements import parse_statements

Row = tuple[int, str | None, str | tuple[str, ...], list[str]]
"""What Babel wants: line, function, its arguments, comments."""


def extract_article(
    fileobj: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Row]:
    """Yield the messages of an article in Markdown.

    `keywords` are the function names that Babel knows. `comment_tags` and `options` are not used: notes to translators
    have a form of their own, and nothing can be set. Raises `ValueError` where the article has an error.
    """
    del comment_tags, options
    text, path = _read(fileobj)
    article, found = parse_article(text, path)
    _stop_at_errors(found)
    return _rows(article.messages if article else (), keywords)


def extract_statements(
    fileobj: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Row]:
    """Yield the messages of a file of safety statements (TOML); arguments and errors as in `extract_article`."""
    del comment_tags, options
    text, path = _read(fileobj)
    statements, found = parse_statements(text, path)
    _stop_at_errors(found)
    return _rows([message for statement in statements for message in statement.messages], keywords)


def extract_strings(
    fileobj: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Row]:
    """Yield the messages of source/site.toml; arguments and errors as in `extract_article`."""
    del comment_tags, options
    text, path = _read(fileobj)
    strings, found = parse_strings(text, path)
    _stop_at_errors(found)
    return _rows(strings.messages if strings else (), keywords)


def _read(fileobj: IO[bytes]) -> tuple[str, str]:
    """Return the text of the file and its name."""
    path = str(getattr(fileobj, "name", "<source>"))
    try:
        return fileobj.read().decode("utf-8"), path
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: the file is not UTF-8: byte {error.start}") from error


def _stop_at_errors(found: Sequence[Diagnostic]) -> None:
    errors = [item for item in found if item.severity is Severity.ERROR]
    if errors:
        rows = [f"{item.path}:{item.line or 1}: error[{item.code}]: {item.message}" for item in errors]
        raise ValueError("nothing was extracted, because the source has errors:\n" + "\n".join(rows))


def _rows(messages: Iterable[Message], keywords: Collection[str]) -> Iterator[Row]:
    """Return the messages as Babel wants them, after a look at whether it knows the functions they need."""
    rows = [_row(message) for message in messages]
    missing = sorted({name for _, name, _, _ in rows if name is not None} - set(keywords))
    if missing:
        options = " ".join(f"-k {_SPECIFICATIONS[name]}" for name in missing)
        raise ValueError(f"messages here need {', '.join(missing)} among the keywords: add {options}")
    return iter(rows)


_SPECIFICATIONS = {"pgettext": "pgettext:1c,2", "ngettext": "ngettext:1,2", "npgettext": "npgettext:1c,2,3"}


def _row(message: Message) -> Row:
    """Return one message; only by a function's name can its context or plural be told to Babel."""
    line, comments = message.line or 1, list(message.comments)
    if message.msgctxt is None and message.msgid_plural is None:
        return line, None, message.msgid, comments
    if message.msgctxt is None:
        return line, "ngettext", (message.msgid, message.msgid_plural or ""), comments
    if message.msgid_plural is None:
        return line, "pgettext", (message.msgctxt, message.msgid), comments
    return line, "npgettext", (message.msgctxt, message.msgid, message.msgid_plural), comments
