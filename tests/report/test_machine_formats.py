"""SARIF, JUnit, GitHub and GitLab: valid by their schemas, stable, and no text of a catalog can forge a finding."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml

from toolkit.checks import ALL
from toolkit.diagnostic import Diagnostic, Severity, Span
from toolkit.report.fingerprint import fingerprints
from toolkit.report.github import format_github, format_summary
from toolkit.report.gitlab import format_gitlab
from toolkit.report.junit import format_junit
from toolkit.report.markdown import code_span
from toolkit.report.places import place_of
from toolkit.report.sarif import format_sarif

SCHEMA = Path(__file__).parent.parent / "browser/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
PO = """\
msgid ""
msgstr "Language: es\\n"

#. a heading
msgid "Take \\"80\\" mg"
msgstr ""
"Tome \\t«"
"8» mg"
"""
LINES = {"es.po": PO.split("\n")}


def lines(path):
    return LINES.get(path, ())


ITEM = Diagnostic(
    "placeholders",
    Severity.ERROR,
    "placeholder '80' is missing",
    hint="copy it",
    path="es.po",
    line=6,
    locale="es",
    domain="es",
    msgid='Take "80" mg',
    spans=(Span("msgid", 6, 8, "80"), Span("msgstr", 7, 8, "8")),
)
NOTE = Diagnostic("review-missing", Severity.NOTE, "nobody has reviewed 'x'", locale="es")

hostile = st.text() | st.sampled_from(
    [
        "\n::error file=x::forged",
        "\r\n##[error]forged",
        "::stop-commands::x",
        "%0A::error::forged",
        "]]></failure><failure/>",
        "[click](https://evil.example)",
        "` | <img src=x onerror=alert(1)> |\n| a ``",
        "\ud800",
        "\x00\x1b[2J\ufffe",
    ]
)
findings = st.builds(
    Diagnostic,
    st.sampled_from(["placeholders", "approval-missing"]),
    st.sampled_from(list(Severity)),
    hostile,
    hint=st.none() | hostile,
    path=st.none() | hostile.filter(bool),
    line=st.none() | st.integers(1, 9),
    msgctxt=st.none() | hostile,
    msgid=st.none() | hostile,
)


@pytest.mark.needs("npm:@microsoft/jest-sarif")
@given(st.lists(findings, max_size=4))
@settings(deadline=None)
def test_sarif_is_valid_by_its_schema_whatever_a_catalog_says(items):
    data = json.loads(format_sarif([ITEM, NOTE, *items], lines))
    jsonschema.Draft4Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(data)
    assert len(data["runs"][0]["results"]) == 2 + len(items)


@given(findings)
@settings(deadline=None)
def test_a_message_of_sarif_holds_no_link(item):
    (result,) = json.loads(format_sarif([item]))["runs"][0]["results"]
    assert "](" not in result["message"]["text"]


def test_sarif_points_at_the_evidence_and_explains_the_rule():
    (run,) = json.loads(format_sarif([ITEM], lines))["runs"]
    (result,) = run["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 8, "startColumn": 2, "endLine": 8, "endColumn": 3}
    assert LINES["es.po"][7][1:2] == "8"
    (rule,) = run["tool"]["driver"]["rules"]
    check = next(item for item in ALL if item.code == "placeholders")
    assert (rule["id"], rule["help"]["text"]) == ("placeholders", check.explanation)
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert result["ruleIndex"] == 0


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span("msgid", 0, 4, "Take"), (5, 8, 5, 12)),
        (Span("msgid", 5, 6, '"'), (5, 13, 5, 15)),
        (Span("msgid", 6, 8, "80"), (5, 15, 5, 17)),
        (Span("msgstr", 0, 4, "Tome"), (7, 2, 7, 6)),
        (Span("msgstr", 5, 8, "\t«8"), (7, 7, 8, 3)),
        (Span("msgstr", 90, 91, "?"), (6, None, None, None)),
        (Span("msgstr[1]", 0, 1, "?"), (6, None, None, None)),
    ],
)
def test_evidence_has_lines_and_columns_through_escapes_and_breaks(span, expected):
    for line in (5, 6):
        item = Diagnostic("c", Severity.ERROR, "m", path="es.po", line=line, spans=(span,))
        place = place_of(item, lines)
        found = (place.line, place.column, place.end_line, place.end_column)
        assert found == (expected if expected[1] else (line, None, None, None))


def test_a_fingerprint_stays_when_lines_move_and_differs_for_each_finding():
    from dataclasses import replace

    moved = replace(ITEM, line=900, severity=Severity.WARNING)
    other = replace(ITEM, msgid="another")
    assert fingerprints([ITEM]) == fingerprints([moved])
    assert len(set(fingerprints([ITEM, ITEM, other]))) == 3
    twice = [replace(NOTE, message=f"placed twice, first in line {line}") for line in (3, 4)]
    assert fingerprints(twice[:1]) == fingerprints(twice[1:])


@given(st.lists(findings, max_size=4))
@settings(deadline=None)
def test_junit_is_read_by_its_own_library_and_fails_for_what_fails(items):
    suites = JUnitXml.fromstring(format_junit(items, Severity.WARNING).encode("utf-8"))
    cases = [case for suite in suites for case in suite]
    failed = [case for case in cases if any(isinstance(result, Failure) for result in case.result)]
    assert len(cases) == max(len(items), 1)
    assert len(failed) == sum(item.severity is not Severity.NOTE for item in items)


@given(st.lists(findings, max_size=4))
@settings(deadline=None)
def test_an_annotation_is_one_line_and_one_command(items):
    shown = format_github(items)
    rows = shown.split("\n") if items else []
    assert len(rows) == len(items)
    for row, item in zip(rows, items, strict=True):
        level = {"error": "error", "warning": "warning", "note": "notice"}[item.severity]
        assert re.fullmatch(rf"::{level} (?:[a-zA-Z]+=[^:,\r\n]*,?)*::[^\r\n]*", row)
        assert "##[" not in row


def test_an_annotation_says_where():
    assert format_github([ITEM], lines) == (
        "::error file=es.po,line=8,title=error[placeholders],col=2,endColumn=3"
        "::placeholder '80' is missing%0Ahint: copy it"
    )


@given(st.lists(findings, min_size=1, max_size=4))
@settings(deadline=None)
def test_foreign_text_in_a_summary_stays_in_its_cell(items):
    rows = format_summary(items).split("\n")
    assert len(rows) == 2 + 2 + len({(item.severity, item.code) for item in items}) + 3 + len(items) + 1
    for row in rows[2:]:
        if row.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", row)) == 3


@given(hostile)
@settings(deadline=None)
def test_no_text_closes_its_code_span(text):
    shown = code_span(text)
    fence = re.match("`*", shown)[0]
    assert shown == "" or (fence and fence not in shown[len(fence) : -len(fence)].replace(f"`{fence}", ""))


def test_the_summary_of_many_findings_is_short():
    from dataclasses import replace

    shown = format_summary([replace(NOTE, message=str(number)) for number in range(5_000)])
    assert shown.count("\n") < 120
    assert "4900 more" in shown


@given(st.lists(findings, max_size=4))
@settings(deadline=None)
def test_gitlab_has_what_its_documentation_asks_for(items):
    rows = json.loads(format_gitlab(items).encode("utf-8"))
    assert len({row["fingerprint"] for row in rows}) == len(items)
    for row in rows:
        assert set(row) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert row["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert row["location"]["path"]
        assert row["location"]["lines"]["begin"] >= 1
