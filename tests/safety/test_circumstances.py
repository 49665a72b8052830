"""What a rule holds for is not turned round."""

import pytest

from toolkit.safety.rules import Result, apply_rules, contradictions, parse_rules
from toolkit.text.language import load_language

SOURCE = """
[calm]
severity = "serious"
topics = ["x"]
kind = "prohibit"
negation = { of = "wine" }
circumstances = ["taking", "take this"]
reversals = ["after you know", "when you know", "only if your doctor has not"]
instead = ["wine only if your doctor agrees", "wine only if your doctor"]
accept = ["Avoid wine."]
reject = ["Wine is fine."]
concepts = { wine = ["wine"] }

[help]
severity = "critical"
topics = ["x"]
kind = "require"
circumstances = ["faint*"]
reversals = ["can be woken"]
accept = ["Call for help."]
reject = ["You may call for help."]
concepts = { call = ["call*"] }
"""


@pytest.fixture(scope="module")
def rules():
    found, problems = parse_rules(SOURCE, "rules.toml", load_language("en")[0])
    assert problems == []
    return found


@pytest.mark.parametrize(
    ("source", "translation", "result"),
    [
        ("Avoid wine.", "Avoid wine while you are taking this medicine.", Result.KEPT),
        ("Avoid wine.", "Avoid wine when you are not taking this medicine.", Result.LOST),
        ("Avoid wine.", "When you do not take this medicine, avoid wine.", Result.LOST),
        ("Avoid wine.", "Do not take wine.", Result.KEPT),
        ("Avoid wine.", "Avoid wine after you know how it affects you.", Result.LOST),
        ("Avoid wine.", "Avoid wine until you know how it affects you.", Result.KEPT),
        ("Avoid wine.", "Wine only if your doctor agrees.", Result.KEPT),
        ("Avoid wine.", "Wine only if your doctor has not agreed.", Result.LOST),
        ("Call for help.", "If you faint, call for help.", Result.KEPT),
        ("Call for help.", "If you do not faint, call for help.", Result.LOST),
        ("Call for help.", "If the person who faints cannot be woken, call for help.", Result.KEPT),
        ("Call for help.", "If the person can be woken, call for help.", Result.LOST),
    ],
)
def test_a_negated_circumstance_or_a_reversal_loses_what_the_source_says(rules, source, translation, result):
    assert [outcome.result for outcome in apply_rules(source, translation, rules, rules)] == [result]


def test_a_rule_that_only_forbids_phrases_holds_for_no_circumstances():
    text = SOURCE.split("[help]", maxsplit=1)[0].replace('"prohibit"', '"forbid"')
    _, [problem] = parse_rules(text, "rules.toml", load_language("en")[0])
    assert "circumstances, reversals" in problem.hint


def test_what_a_rule_holds_for_is_part_of_what_a_waiver_is_bound_to(rules):
    changed, _ = parse_rules(SOURCE.replace('"faint*"', '"faint*", "fall"'), "rules.toml", load_language("en")[0])
    assert changed[0].digest == rules[0].digest
    assert changed[1].digest != rules[1].digest


def test_one_fault_is_one_finding(rules):
    texts = ("Avoid wine.", "Drink wine. When you drink wine, sit down.", rules, rules)
    assert [row.result for row in apply_rules(*texts)] == [Result.LOST]
    assert contradictions(*texts) == []
    [mentioned] = contradictions("Sit down.", "When you drink wine, sit down.", rules, rules)
    assert mentioned.result is Result.UNMATCHED
