"""A text in words that are not all known: what is kept for want of a fault, and what is not."""

import pytest

from toolkit.safety.leeway import leeway, negates
from toolkit.safety.rules import Result, apply_rules, parse_rules
from toolkit.text.language import load_language

RULES = """
[stop-abruptly]
severity = "critical"
topics = ["*"]
kind = "prohibit"
concepts = { stop = ["stop*", "ended"], abrupt = ["sudden*", "abruptly"] }
negation = { of = "stop" }
accept = ["Never stop suddenly."]
reject = ["Stop suddenly."]

[change-dose-alone]
severity = "critical"
topics = ["*"]
kind = "prohibit"
concepts = { change = ["increase"], alone = ["without your doctor"] }
negation = { of = "change" }
accept = ["Never increase it without your doctor."]
reject = ["Increase it without your doctor."]

[emergency-now]
severity = "critical"
topics = ["*"]
kind = "require"
concepts = { act = ["call"], emergency = ["ambulance"], now = ["at once"] }
negation = { of = "act" }
apart = ["emergency"]
accept = ["Call an ambulance at once."]
reject = ["Call an ambulance tomorrow."]

[driving-when-sleepy]
severity = "serious"
topics = ["*"]
kind = "prohibit"
concepts = { drive = ["drive", "driving"], sleepy = ["sleepy"] }
negation = { of = "drive" }
accept = ["Do not drive when you are sleepy."]
reject = ["Drive when you are sleepy."]
"""


@pytest.fixture(scope="module")
def rules():
    found, problems = parse_rules(RULES, "en.toml", load_language("en")[0])
    assert problems == []
    return {rule.id: rule for rule in found}


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("stop-abruptly", "Never quit it suddenly."),
        ("stop-abruptly", "Never stop it in a single leap."),
        ("stop-abruptly", "Quitting it suddenly, in whatever way it happens to you, must be avoided."),
        ("stop-abruptly", "Stopping suddenly can cause seizures and for that very reason must be avoided."),
        ("stop-abruptly", "Stopping suddenly can cause seizures. This must never happen to anybody."),
        ("stop-abruptly", "The treatment must always be ended gradually and never abruptly."),
        ("driving-when-sleepy", "You may feel sleepy. Until that has passed, do not drive a car."),
        ("driving-when-sleepy", "You may get sleepy, so do not drive a car."),
        ("emergency-now", "Fetch an ambulance at once."),
        ("emergency-now", "Call for help at once."),
        ("emergency-now", "Call an ambulance at once. You can tell your doctor later."),
        ("change-dose-alone", "Never increase it without your doctor. You can do so with a nurse."),
    ],
)
def test_what_is_known_is_enough_where_nothing_takes_it_back(rules, rule, text):
    assert leeway(text, rules[rule]).fault == ""
    assert leeway(text, rules[rule]).kept in text
    assert leeway(text, rules[rule]).kept != ""


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("stop-abruptly", "Quit it suddenly."),
        ("stop-abruptly", "Quit it suddenly, do not wait."),
        ("stop-abruptly", "Stop it in a single leap, do not wait."),
        ("stop-abruptly", "Stop it in a single leap and do not ask."),
        ("stop-abruptly", "You may quit it suddenly."),
        ("stop-abruptly", "Do not hesitate to quit it suddenly."),
        ("stop-abruptly", "If possible, never quit it suddenly."),
        ("stop-abruptly", "It is not true that you must never quit it suddenly."),
        ("stop-abruptly", "Never quit it suddenly. You may do so at the weekend."),
        ("stop-abruptly", "Never quit it suddenly, unless you like."),
        ("stop-abruptly", "Never do without quitting it suddenly."),
        ("stop-abruptly", "Is it never quit suddenly?"),
        ("stop-abruptly", "Stopping suddenly avoids seizures."),
        ("stop-abruptly", "The treatment is ended abruptly and never gradually."),
        ("stop-abruptly", "Nothing of the kind is said here."),
        ("change-dose-alone", "Never increase it with the advice of your doctor."),
        ("emergency-now", "Fetch an ambulance."),
        ("emergency-now", "Do not call for help at once."),
        ("emergency-now", "Fetch an ambulance at once tomorrow."),
        ("emergency-now", "You may call for help at once."),
        ("emergency-now", "Something else is needed at once."),
        ("emergency-now", "Do not fetch an ambulance at once."),
        ("emergency-now", "Call an ambulance at once. You can also wait until your doctor has time."),
        ("change-dose-alone", "Never increase it without your doctor. You can also do this without a nurse."),
        ("change-dose-alone", "Never increase it without your doctor. In pain, take as many as you like."),
        ("driving-when-sleepy", "Only drive as long as you are not yet sleepy, if at all."),
    ],
)
def test_what_takes_it_back_and_what_is_too_little_is_no_prohibition(rules, rule, text):
    assert leeway(text, rules[rule]).kept == ""


def results(source, text, rules):
    return [(row.rule.id, row.result) for row in apply_rules(source, text, list(rules.values()), list(rules.values()))]


def test_a_translation_in_unknown_words_is_kept(rules):
    assert results("Never stop suddenly.", "Never quit suddenly.", rules) == [("stop-abruptly", Result.KEPT)]
    assert results("Never stop suddenly.", "Quit suddenly.", rules) == [("stop-abruptly", Result.LOST)]


def test_a_source_in_unknown_words_is_asked_and_reported_where_something_denies_it(rules):
    source = "Never stop it in a single leap."
    assert results(source, "Do not stop it overnight.", rules) == [("stop-abruptly", Result.KEPT)]
    assert results(source, "Never stop suddenly.", rules) == [("stop-abruptly", Result.KEPT)]
    assert results(source, "Stop it overnight.", rules) == [("stop-abruptly", Result.UNMATCHED)]
    assert results(source, "You may stop it overnight.", rules) == [("stop-abruptly", Result.UNMATCHED)]
    assert results(source, "Quit it overnight.", rules) == [("stop-abruptly", Result.UNMATCHED)]
    assert results(source, "No quitting.", rules) == []


def test_a_source_without_the_word_that_is_negated_asks_nothing(rules):
    assert results("Never quit it suddenly.", "Quit it suddenly.", rules) == []


def test_whether_anything_is_negated():
    language, _ = load_language("en")
    assert negates("Take it. Never stop.", language)
    assert not negates("Take it, not only at night.", language)
