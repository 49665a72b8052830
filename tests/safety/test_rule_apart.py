"""A concept that may stand apart: "This is an emergency. Get help at once."."""

import pytest

from toolkit.safety.judgement import Verdict, judge
from toolkit.safety.rules import parse_rules
from toolkit.safety.screening import possible
from toolkit.text.language import load_language

RULES = """
[emergency-now]
severity = "critical"
topics = ["*"]
kind = "require"
concepts = { act = ["get help", "call*"], emergency = ["emergenc*"], now = ["at once"] }
negation = { of = "act" }
apart = ["emergency"]
accept = ["Get help at once, this is an emergency."]
reject = ["Do not get help at once, this is no emergency."]

[driving-when-sleepy]
severity = "serious"
topics = ["*"]
kind = "prohibit"
concepts = { drive = ["driv*"], sleepy = ["sleepy"] }
negation = { of = "drive" }
apart = ["sleepy"]
accept = ["Do not drive when you are sleepy."]
reject = ["Drive when you are sleepy."]
"""


@pytest.fixture(scope="module")
def rules():
    found, problems = parse_rules(RULES, "en.toml", load_language("en")[0])
    assert problems == []
    return found


def kept(text, rules):
    return [rule.id for rule in possible(text, rules) if Verdict.KEPT in {row.verdict for row in judge(text, rule)}]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("This is an emergency. Get help at once.", "emergency-now"),
        ("A high fever is an **emergency**! Call a doctor at once.", "emergency-now"),
        ("Wake up. This is an emergency. Get help at once. Stay calm.", "emergency-now"),
        ("Baclofen can make you sleepy. Do not drive.", "driving-when-sleepy"),
        ("Are you sleepy? Never drive.", "driving-when-sleepy"),
    ],
)
def test_the_sentence_before_may_hold_it(rules, text, rule):
    assert kept(text, rules) == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "This is not an emergency. Get help at once.",
        "You can call it an emergency. Get help at once.",
        "It is a myth that this is an emergency. Get help at once.",
        "This is an emergency. You may get help at once.",
        "This is an emergency. Do not get help at once.",
        "This is an emergency. Get help.",
        "This is an emergency. Stay calm. Get help at once.",
        "Get help at once. This is an emergency.",
        "You may feel sleepy. Drive.",
        "You are not sleepy. Do not drive.",
        "You can drive when you feel sleepy. Do not drive fast.",
        "Do not drive. You may feel sleepy.",
    ],
)
def test_other_neighbours_do_not_help(rules, text):
    assert kept(text, rules) == []


@pytest.mark.parametrize("names", ['["act"]', '["urgency"]'])
def test_only_another_concept_of_the_rule_may_stand_apart(names):
    text = RULES.replace('apart = ["emergency"]', f"apart = {names}")
    found, problems = parse_rules(text, "en.toml", load_language("en")[0])
    assert [rule.id for rule in found] == ["driving-when-sleepy"]
    (problem,) = problems
    assert problem.code == "rule-invalid"
    assert problem.line == 2
    assert "emergency" in problem.hint


def test_where_it_stands_is_part_of_the_digest(rules):
    other, _ = parse_rules(RULES.replace('apart = ["emergency"]\n', ""), "en.toml", load_language("en")[0])
    assert [one.digest == two.digest for one, two in zip(rules, other, strict=True)] == [False, True]
