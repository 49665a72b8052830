"""Rule files: what is read, and that every mistake is told with its line."""

import pytest

from toolkit.model import StatementSeverity
from toolkit.safety.rule import Kind
from toolkit.safety.rules import parse_rules
from toolkit.text.language import load_language

GOOD = (
    """\
[stop-abruptly]
severity = "critical"
topics = ["baclofen"]
kind = "prohibit"
concepts = { stop = ["stop*", "discontinu*"], abrupt = ["sudden*", "abrupt*", "all at once"] }
negation = { of = "stop", side = "before", gap = 45 }
forbid = ["can stop * any time"]
accept = ["Do not stop taking it abruptly."]
reject = ["Stop it abruptly, do not wait."]
[[stop-abruptly.waiver]]
hash = "sha256:{}"
reason = "It says so in other words."
by = "Test Reviewer (test data)"

[help-now]
severity = "serious"
topics = ["*"]
kind = "require"
concepts = {{ help = ["get help"], now = ["at once"] }}
accept = ["Get help at once."]
reject = ["Do not get help at once."]

[no-cure]
severity = "notice"
topics = ["baclofen"]
kind = "forbid"
forbid = ["cures you"]
""".replace("{}", "0" * 64, 1)
    .replace("{{", "{")
    .replace("}}", "}")
)
ENGLISH = load_language("en")[0]


def parse(text):
    return parse_rules(text, "rules/en.toml", ENGLISH)


def test_rules_are_read_as_designed():
    rules, problems = parse(GOOD)
    assert problems == []
    assert [rule.id for rule in rules] == ["stop-abruptly", "help-now", "no-cure"]
    first, second, third = rules
    assert first.severity == StatementSeverity.CRITICAL
    assert first.topics == ("baclofen",)
    assert first.kind == Kind.PROHIBIT
    assert first.concepts["stop"] == ("stop*", "discontinu*")
    assert (first.of, first.side, first.gap) == ("stop", "before", 45)
    assert first.forbid == ("can stop * any time",)
    assert [(waiver.hash, waiver.by, waiver.location.line) for waiver in first.waivers] == [
        ("sha256:" + "0" * 64, "Test Reviewer (test data)", 10)
    ]
    assert (second.of, second.side) == ("help", None)
    assert third.kind == Kind.FORBID
    assert [rule.location.line for rule in rules] == [1, 15, 23]


def test_a_rule_is_asked_on_its_topics():
    rules, _ = parse(GOOD)
    assert [rule.asked_on(("baclofen", "x")) for rule in rules] == [True, True, True]
    assert [rule.asked_on(("x",)) for rule in rules] == [False, True, False]


def changed(old, new):
    assert old in GOOD
    return GOOD.replace(old, new, 1)


PROBLEMS = {
    "not TOML": (changed('kind = "prohibit"', "kind ="), "rule-invalid", 4, "not valid TOML"),
    "an unknown key": (changed("severity", "severety"), "rule-invalid", 2, "severety: is no key"),
    "a missing severity": (changed('severity = "critical"\n', ""), "rule-invalid", 1, "severity: is missing"),
    "an unknown severity": (changed('"critical"', '"grave"'), "rule-invalid", 2, "'grave' is none of"),
    "an unknown kind": (changed('"prohibit"', '"deny"'), "rule-invalid", 4, "'deny' is none of"),
    "no topics": (changed('topics = ["baclofen"]', "topics = []"), "rule-invalid", 3, "topics"),
    "a bad topic": (changed('["baclofen"]', '["Baclofen!"]'), "rule-invalid", 3, "'Baclofen!'"),
    "a bad id": (
        changed("[stop-abruptly]", "[Stop]").replace("[[stop-abruptly.", "[[Stop."),
        "rule-invalid",
        1,
        "'Stop'",
    ),
    "a rule that is no table": ('stop = "x"\n' + GOOD, "rule-invalid", 1, "stop: must be a table"),
    "a concept without words": (changed('["stop*", "discontinu*"]', "[]"), "rule-invalid", 5, "concepts.stop"),
    "a bad pattern": (changed('"all at once"', '"all  at once"'), "rule-invalid", 5, "more than one space"),
    "a bad phrase": (changed('"can stop * any time"', '"* stop"'), "rule-invalid", 7, "begins or ends with a '*'"),
    "a phrase that its own words undo": (
        changed('"can stop * any time"', '"stop", "no doubt"'),
        "rule-invalid",
        7,
        "the phrase 'no doubt' under 'forbid' is never found",
    ),
    "a negation of nothing": (changed('of = "stop"', 'of = "stopp"'), "rule-invalid", 1, "'stopp' is none of its"),
    "a bad side": (changed('side = "before"', 'side = "left"'), "rule-invalid", 6, "'left' is none of"),
    "a huge gap": (changed("gap = 45", "gap = 4500"), "rule-invalid", 6, "gap"),
    "a negation that is missing": (
        changed('negation = { of = "stop", side = "before", gap = 45 }\n', ""),
        "rule-invalid",
        1,
        "needs the key 'negation'",
    ),
    "no concepts": (
        changed('concepts = { help = ["get help"], now = ["at once"] }\n', ""),
        "rule-invalid",
        15,
        "needs concepts",
    ),
    "no examples": (changed('accept = ["Get help at once."]\n', ""), "rule-invalid", 15, "examples of both kinds"),
    "forbid with concepts": (
        changed('forbid = ["cures you"]', 'forbid = ["cures you"]\nconcepts = { a = ["b"] }'),
        "rule-invalid",
        23,
        "has the key 'forbid' only",
    ),
    "forbid without phrases": (changed('forbid = ["cures you"]', ""), "rule-invalid", 23, "needs phrases"),
    "a bad hash": (changed("sha256:000", "sha256:xyz"), "rule-invalid", 11, "is no digest"),
    "a waiver without a person": (
        changed('by = "Test Reviewer (test data)"', ""),
        "rule-invalid",
        10,
        "by: is missing",
    ),
    "an accepted example that fails": (
        changed("Do not stop taking it abruptly.", "Stop taking it abruptly."),
        "rule-example",
        8,
        "does not accept its own example 'Stop taking it abruptly.'",
    ),
    "a rejected example that passes": (
        changed("Stop it abruptly, do not wait.", "Never stop it abruptly."),
        "rule-example",
        9,
        "does not reject its own example 'Never stop it abruptly.'",
    ),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_mistake_is_reported_with_its_line(name):
    text, code, line, message = PROBLEMS[name]
    _, problems = parse(text)
    assert (code, "rules/en.toml", line) in [(item.code, item.path, item.line) for item in problems], problems
    assert any(message in item.message for item in problems), problems


def test_a_broken_rule_is_left_out_and_the_others_are_read():
    rules, problems = parse(changed('"critical"', '"grave"'))
    assert [rule.id for rule in rules] == ["help-now", "no-cure"]
    assert len(problems) == 1


def test_every_mistake_is_reported_at_once():
    text = changed('"critical"', '"grave"').replace('"serious"', '"dire"').replace('"notice"', '"meek"')
    assert sorted(item.line for item in parse(text)[1]) == [2, 16, 24]


def test_a_waiver_that_is_there_twice_is_a_mistake():
    waiver = GOOD[GOOD.index("[[") : GOOD.index("[help-now]")]
    _, problems = parse(GOOD.replace("[help-now]", waiver + "[help-now]", 1))
    assert [item.message[-11:] for item in problems] == ["there twice"]


def test_too_large_a_file_is_not_read():
    rules, problems = parse("#" * 2_000_000)
    assert rules == ()
    assert [item.code for item in problems] == ["rule-invalid"]


def test_the_digest_is_that_of_what_decides():
    digests = [parse(text)[0][0].digest for text in (GOOD, changed("Do not stop taking", "Do not stop"))]
    assert digests[0] == digests[1]
    assert digests[0] != parse(changed('"sudden*", ', ""))[0][0].digest
