"""A sentence such as "Never do it." prohibits what the sentence before it names, and nothing else."""

from dataclasses import replace

import pytest

from toolkit.safety.judgement import Verdict, judge
from toolkit.safety.rules import parse_rules
from toolkit.text.language import load_language

RULE = """
[stop-abruptly]
severity = "critical"
topics = ["baclofen"]
kind = "prohibit"
concepts = { stop = ["stop*"], abrupt = ["sudden*"] }
negation = { of = "stop", side = "before" }
accept = ["Do not stop suddenly."]
reject = ["Stop suddenly."]
"""


@pytest.fixture(scope="module")
def rule():
    language, _ = load_language("en")
    (rule,), problems = parse_rules(RULE, "en.toml", language)
    assert problems == []
    return rule


def kept(text, rule):
    return Verdict.KEPT in {one.verdict for one in judge(text, rule)}


@pytest.mark.parametrize(
    "text",
    [
        "Stopping suddenly can cause seizures. Never do it.",
        "Stopping suddenly can cause seizures. **Never do it!**",
        "Stopping suddenly can be dangerous. You must never do this.",
        "Stopping suddenly can cause seizures, so never do this.",
        "Stopping suddenly can cause seizures; under no circumstances do it.",
        "To stop suddenly can be fatal: this must never be done.",
    ],
)
def test_an_echo_prohibits_what_was_named(rule, text):
    assert kept(text, rule)


@pytest.mark.parametrize(
    "text",
    [
        "Stopping gradually can cause seizures. Never do it.",
        "Stopping suddenly can cause seizures. Do it.",
        "Stopping suddenly can cause seizures. Never do it?",
        "Stopping suddenly can cause seizures. Never do it without water.",
        "Stopping suddenly can cause seizures. Drink water. Never do it.",
        "You can stop suddenly. Never do it.",
        "Never do it. Stopping suddenly can cause seizures.",
        "Never do it.",
        "Stopping suddenly can cause seizures, so try not to do this.",
        "Stopping suddenly can cause seizures, so never do this slowly.",
        "Stopping suddenly can cause seizures, but you may do so.",
        "Stop suddenly, never do it slowly.",
    ],
)
def test_an_echo_of_something_else_prohibits_nothing(rule, text):
    assert not kept(text, rule)


@pytest.mark.parametrize(
    "echo", ["You may do so if you feel well.", "Try not to do it.", "You need not do this.", "That is fine, do it."]
)
def test_an_echo_that_permits_takes_a_prohibition_back(rule, echo):
    verdicts = [one.verdict for one in judge(f"Never stop suddenly. {echo}", rule)]
    assert verdicts == [Verdict.KEPT, Verdict.LOOSENED]


@pytest.mark.parametrize(
    "echo", ["Do not do it.", "Your doctor may do so.", "Doing this can kill you.", "Drink water."]
)
def test_other_echoes_do_not(rule, echo):
    assert Verdict.LOOSENED not in {one.verdict for one in judge(f"Never stop suddenly. {echo}", rule)}


ALCOHOL = """
[alcohol]
severity = "serious"
topics = ["*"]
kind = "prohibit"
concepts = { alcohol = ["alcohol"] }
negation = { of = "alcohol" }
echoes = ["drink any", "touch it"]
accept = ["Alcohol is dangerous, so do not drink any.", "Alcohol can kill you. Never touch it."]
reject = ["Alcohol is dangerous, but you may drink any.", "Alcohol is common, so do not drink coffee."]
"""


def test_a_rule_has_echoes_of_its_own(rule):
    (alcohol,), problems = parse_rules(ALCOHOL, "en.toml", load_language("en")[0])
    assert problems == []
    assert kept("Alcohol makes you sleepy. Do not drink any.", alcohol)
    assert kept("Alcohol makes you sleepy. Never do it.", alcohol)
    assert kept("To drink alcohol is dangerous, so it is not allowed.", alcohol)
    assert not kept("To drink alcohol is dangerous, but it is not forbidden.", alcohol)
    assert not kept("Alcohol is prohibited, though not off limits.", alcohol)
    assert not kept("Stopping suddenly can cause seizures, so do not drink any.", rule)
    assert replace(alcohol, echoes=()).digest != alcohol.digest
