"""Findings as SARIF 2.1.0 (OASIS), for code scanning of GitHub and others."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from toolkit import __version__
from toolkit.checks import ALL
from toolkit.diagnostic import Diagnostic
from toolkit.report.explanations import meaning
from toolkit.report.fingerprint import fingerprints
from toolkit.report.places import Lines, no_lines, place_of
from toolkit.text.escape import escape

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "l10n/v1"
"""Name and version of the fingerprint; how it is made may only change together with the version."""

_CHECKS = {item.code: item for item in ALL}


def format_sarif(items: Sequence[Diagnostic], lines: Lines = no_lines) -> str:
    """Return one run with all findings.

    Foreign text is escaped as on a terminal, and cannot make a link of a message (SARIF 2.1.0, 3.11.6). The fingerprint
    of a result stays when lines move. Columns count characters (`unicodeCodePoints`). `lines` gives the files' lines.
    """
    codes = sorted({item.code for item in items})
    numbers = {code: number for number, code in enumerate(codes)}
    marks = fingerprints(items)
    driver = {
        "name": "l10n",
        "fullName": "content-l10n-toolkit",
        "semanticVersion": __version__,
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, numbers[item.code], mark, lines) for item, mark in zip(items, marks, strict=True)],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(code: str) -> Mapping[str, Any]:
    """Return what is known of a code: the docstring of its check, or what explains it where no check finds it."""
    text = meaning(code)
    rule: dict[str, Any] = {"id": code, "shortDescription": {"text": text.partition("\n")[0] or code.replace("-", " ")}}
    if text:
        rule["help"] = {"text": text, "markdown": text}
    check = _CHECKS.get(code)
    if check is not None:
        rule["defaultConfiguration"] = {"level": str(check.severity)}
    return rule


def _result(item: Diagnostic, number: int, mark: str, lines: Lines) -> Mapping[str, Any]:
    about = {
        "locale": item.locale,
        "domain": item.domain,
        "msgctxt": item.msgctxt,
        "msgid": item.msgid,
        "statement": item.statement,
    }
    properties: dict[str, Any] = {name: escape(value) for name, value in about.items() if value is not None}
    if item.spans:
        properties["evidence"] = [escape(span.text) for span in item.spans]
    result: dict[str, Any] = {
        "ruleId": item.code,
        "ruleIndex": number,
        "level": str(item.severity),
        "message": {"text": _plain(item.message) + (f"\nhint: {_plain(item.hint)}" if item.hint else "")},
        "partialFingerprints": {FINGERPRINT: mark},
    }
    if item.path:
        result["locations"] = [_location(item, lines)]
    if properties:
        result["properties"] = properties
    return result


def _location(item: Diagnostic, lines: Lines) -> Mapping[str, Any]:
    path = (item.path or "").replace("\\", "/")
    address = ("file://" if path.startswith("/") else "") + quote(path, safe="/", errors="backslashreplace")
    physical: dict[str, Any] = {"artifactLocation": {"uri": address}}
    place = place_of(item, lines)
    if place is not None:
        region = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        }
        physical["region"] = {name: value for name, value in region.items() if value is not None}
    return {"physicalLocation": physical}


def _plain(text: str) -> str:
    """Return the text without what a viewer would take for a link: `[text](target)`."""
    return escape(text).replace("](", "] (")
