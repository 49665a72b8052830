"""Every code that the toolkit can report is explained, and every explanation belongs to a code that it can report."""

import ast
import re
from pathlib import Path

import pytest

from toolkit.catalog.problems import HINTS
from toolkit.report.explanations import explanation, known_codes, like
from toolkit.safety.copies import ProofState
from toolkit.safety.rules import Result

PACKAGE = Path(__file__).parent.parent.parent / "toolkit"
SAYS = {
    "Diagnostic",
    "HeadingProblem",
    "InlineProblem",
    "Loss",
    "Problem",
    "Reason",
    "ContractFile",
    "_about",
    "_at",
    "_broken",
    "_finding",
    "_outdated",
    "_say",
    "say",
}
"""Functions and values whose first text in kebab-case is the code of a finding."""
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
NAMED = re.compile(r'^_?(?:[A-Z]+_)?CODE = "([a-z-]+)"$', re.MULTILINE)
"""A code that a module reports under a name."""


def reported_codes():
    found = set(HINTS)
    for path in PACKAGE.rglob("*.py"):
        found |= set(NAMED.findall(path.read_text("utf-8")))
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            texts = [item.value for item in node.args if isinstance(item, ast.Constant)]
            codes = [text for text in texts if isinstance(text, str) and CODE.fullmatch(text)]
            if name in SAYS and codes:
                found.add(codes[0])
    return found


def test_each_code_that_is_written_out_is_explained():
    missing = reported_codes() - set(known_codes())
    assert missing == set(), "write what they mean into toolkit/report/explanations.toml"


def test_codes_that_are_put_together_are_explained():
    made = {f"rule-{result}" for result in Result if result is not Result.KEPT}
    made |= {f"statement-{state}" for state in ProofState} - {"statement-kept"}
    assert made - set(known_codes()) == set()


@pytest.mark.parametrize("code", list(known_codes()))
def test_each_explanation_is_a_heading_and_sentences(code):
    text = explanation(code)
    assert text is not None
    assert re.match(rf"# {code}( \((error|warning|note)\))?\n\n[A-Z'<]", text)
    assert text.endswith((".", "```"))


def test_a_slip_of_the_pen_is_understood():
    assert like("untranslatd") == "untranslated"
    assert like("markUp") == "markup"
    assert like("zzzzzz") is None
