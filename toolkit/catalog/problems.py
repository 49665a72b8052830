"""What can be wrong with a catalog's text, as findings: their codes and hints."""

from __future__ import annotations

from typing import NamedTuple

from toolkit.diagnostic import Diagnostic, Severity

HINTS = {
    "bidi-character": "delete it; where a part runs the other way, use the marks U+200E, U+200F or balanced isolates",
    "byte-order-mark": "save the file as UTF-8 without a byte order mark",
    "conflict-marker": "resolve the merge conflict; nothing up to its end was read",
    "control-character": "delete it",
    "duplicate-message": "keep one of the two entries",
    "empty-msgid": "the empty msgid belongs to the header alone; delete the entry",
    "header-field": None,
    "header-fuzzy": "delete the flag 'fuzzy' of the header: some tools skip the whole file",
    "header-missing": (
        "begin the file with the header entry (msgid \"\"); 'l10n update' makes a catalog anew where there is no file, "
        "so one without translations may be deleted"
    ),
    "invalid-escape": "write a backslash as '\\\\'",
    "invalid-utf8": "save the file as UTF-8",
    "limit-exceeded": "raise the limit in the settings ([tool.l10n.limits]) if this is meant",
    "missing-plural-form": "write a 'msgstr[N]' for each of the header's plural forms",
    "newline-mismatch": "begin and end the translation with a line break where the source does, and only there",
    "nul-character": "delete it",
    "plural-forms": "copy the Plural-Forms field that 'l10n update' writes for a new catalog of this locale",
    "stray-comment": "it is lost when a tool rewrites the file: put it before an entry",
    "surplus-plural-form": "delete the forms that the header's Plural-Forms do not have",
    "syntax": None,
    "unterminated-string": "put the closing quote; a line break within a string is written '\\n'",
}
"""Each code of the reader and what to do about it; None where the message says it."""


class Problem(NamedTuple):
    """Something wrong at a place in the text."""

    code: str
    """One of `HINTS`."""
    message: str
    """Lower-case, quotes the value."""
    line: int | None
    """Counted from 1."""
    column: int | None = None
    """In characters, counted from 1."""
    severity: Severity = Severity.ERROR
    """Errors are certain."""

    def diagnostic(self, path: str, msgctxt: str | None = None, msgid: str | None = None) -> Diagnostic:
        """Return the finding, in the file `path` and on the message where it was read."""
        return Diagnostic(
            self.code,
            self.severity,
            self.message,
            hint=HINTS[self.code],
            path=path,
            line=self.line,
            column=self.column,
            msgctxt=msgctxt,
            msgid=msgid,
        )
