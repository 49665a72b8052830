"""Findings as JUnit XML, the form that most CI systems show as tests."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.report.text import format_diagnostic
from toolkit.text.escape import escape


def format_junit(items: Sequence[Diagnostic], fail_on: Severity = Severity.ERROR) -> str:
    """Return a suite a file, a case a finding; what is as grave as `fail_on` or graver fails, the rest passes.

    Without findings there is one case that passes, since an empty report counts as a failure in some systems. Foreign
    text is escaped before it becomes XML, so that no character is there which XML 1.0 forbids.
    """
    suites: dict[str, list[Diagnostic]] = {}
    for item in items:
        suites.setdefault(item.path or "project", []).append(item)
    failing = [item for item in items if item.severity.at_least(fail_on)]
    root = ET.Element("testsuites", name="l10n", tests=str(max(len(items), 1)), failures=str(len(failing)))
    if not items:
        suite = ET.SubElement(root, "testsuite", name="l10n check", tests="1", failures="0")
        ET.SubElement(suite, "testcase", classname="l10n", name="no findings")
    for path, rows in suites.items():
        failures = sum(item.severity.at_least(fail_on) for item in rows)
        name = escape(path)
        suite = ET.SubElement(root, "testsuite", name=name, tests=str(len(rows)), failures=str(failures))
        for item in rows:
            _add_case(suite, item, name, fails=item.severity.at_least(fail_on))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def _add_case(suite: ET.Element, item: Diagnostic, path: str, *, fails: bool) -> None:
    about = escape(item.msgctxt or item.msgid or item.statement or "")[:80]
    name = f"{item.code}: {about}" if about else item.code
    case = ET.SubElement(suite, "testcase", classname=path, name=name, file=path)
    if item.line:
        case.set("line", str(item.line))
    if fails:
        failure = ET.SubElement(case, "failure", type=item.code, message=escape(item.message))
        failure.text = format_diagnostic(item)
    else:
        ET.SubElement(case, "system-out").text = format_diagnostic(item)
