"""Findings as text and as JSON: nothing in a catalog can forge or hide one."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.diagnostic import Diagnostic, Severity, Span, sort_diagnostics
from toolkit.report.json import format_json, parse_json
from toolkit.report.text import format_diagnostic, format_text
from toolkit.text.escape import escape

ITEM = Diagnostic("missing-number", Severity.ERROR, "number '80' is missing", hint="compare", path="es.po", line=41)


def test_a_finding_is_one_line_and_its_hint_another():
    assert format_diagnostic(ITEM) == "es.po:41: error[missing-number]: number '80' is missing\n    hint: compare"


def test_findings_are_counted():
    warning = Diagnostic("fuzzy", Severity.WARNING, "x")
    assert format_text([ITEM, warning, warning]).split("\n")[-1] == "1 error, 2 warnings"
    assert format_text([]) == "no findings"


@given(st.text(), st.text(), st.text())
def test_foreign_text_cannot_forge_a_line_or_move_the_cursor(message, hint, path):
    shown = format_diagnostic(Diagnostic("fuzzy", Severity.ERROR, message, hint=hint or None, path=path or None))
    assert shown.count("\n") == bool(hint)
    assert not any(unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"} for character in shown.replace("\n", ""))


def test_what_can_be_seen_is_shown_as_it_is():
    assert escape("Nunca 5 мг — ４ 突然") == "Nunca 5 мг — ４ 突然"
    assert escape("a\u202eb\x1b[31m\n") == "a\\u202eb\\x1b[31m\\n"


@pytest.mark.parametrize("path", ["::stop-commands::x.po", "  ::error::x.po"])
def test_no_name_of_a_file_begins_a_command_to_githubs_runner(path):
    shown = format_diagnostic(Diagnostic("fuzzy", Severity.ERROR, "x", path=path))
    assert not shown.lstrip().startswith("::")
    assert "-commands::x.po" in shown or "error::x.po" in shown


def test_json_holds_what_is_no_utf8_in_the_name_of_a_file():
    text = format_json([Diagnostic("fuzzy", Severity.ERROR, "x", path="\udcff.po")])
    assert json.loads(text.encode("utf-8"))["diagnostics"][0]["path"] == "\udcff.po"
    assert parse_json(text, "a.json")[0].path == "\udcff.po"


def test_no_text_holds_a_command_to_githubs_runner():
    assert escape("a ##[add-mask]mg") == "a #\\x23[add-mask]mg"


def test_json_has_every_key_and_null_where_it_does_not_apply():
    data = json.loads(format_json([Diagnostic("c", Severity.NOTE, "m", spans=(Span("msgstr", 0, 1, "x"),))]))
    assert data == {
        "version": 1,
        "summary": {"error": 0, "warning": 0, "note": 1},
        "diagnostics": [
            {
                "code": "c",
                "severity": "note",
                "message": "m",
                "hint": None,
                "path": None,
                "line": None,
                "column": None,
                "locale": None,
                "domain": None,
                "msgctxt": None,
                "msgid": None,
                "statement": None,
                "spans": [{"field": "msgstr", "start": 0, "end": 1, "text": "x"}],
            }
        ],
    }


def test_findings_are_sorted_by_path_then_line_null_first_then_code_and_equal_ones_are_one():
    rows = [
        Diagnostic("b", Severity.ERROR, "m", path="b.po"),
        Diagnostic("b", Severity.ERROR, "m", path="a.po", line=2),
        Diagnostic("a", Severity.NOTE, "m", path="a.po", line=2),
        Diagnostic("z", Severity.NOTE, "m", path="a.po"),
        Diagnostic("z", Severity.NOTE, "m", path="a.po"),
    ]
    assert [(item.path, item.line, item.code) for item in sort_diagnostics(rows)] == [
        ("a.po", None, "z"),
        ("a.po", 2, "a"),
        ("a.po", 2, "b"),
        ("b.po", None, "b"),
    ]
