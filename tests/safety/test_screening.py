"""Rules that are sorted out before a text is read: only those of which every sentence would be absent."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.safety.judgement import Verdict, judge
from toolkit.safety.rules import guarded, parse_rules
from toolkit.safety.screening import possible
from toolkit.text.language import load_language

HERE = Path(__file__).parent
LOCALES = sorted(path.stem for path in (HERE / "phrasings").glob("*.toml"))


def rules_of(locale, root):
    path = root / f"source/safety/rules/{locale}.toml"
    return parse_rules(path.read_text("utf-8"), path.name, load_language(locale)[0])[0]


def spoken_of(text, rules):
    """Return the rules that some sentence speaks of, asking each of them: the slow twin of the screening."""
    return {rule.id for rule in rules if any(row.verdict is not Verdict.ABSENT for row in judge(text, rule))}


def texts_of(locale, rules):
    corpus = tomllib.loads((HERE / f"corpus/{locale}.seen.toml").read_text("utf-8"))["row"]
    phrasings = tomllib.loads((HERE / f"phrasings/{locale}.toml").read_text("utf-8")).values()
    examples = load_language(locale)[0].examples
    return [
        *(row["text"] for row in corpus),
        *(text for row in phrasings for text in (*row["accept"], *row["reject"])),
        *(text for rule in rules for text in (*rule.accept, *rule.reject, *rule.instead, *rule.forbid)),
        *(text for row in examples for text in (*row.accepted, *row.rejected)),
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_no_rule_is_sorted_out_that_a_text_speaks_of(locale, request):
    rules = rules_of(locale, request.config.rootpath)
    texts = texts_of(locale, rules)
    sorted_out = 0
    for text in (*texts, *(f"**{text[:9]}**{text[9:]} [x](https://a.example/{locale})" for text in texts)):
        spoken = spoken_of(text, rules)
        asked = {rule.id for rule in possible(text, rules)}
        assert spoken <= asked, text
        assert set(guarded(text, rules)) == spoken
        sorted_out += len(rules) - len(asked)
    assert sorted_out > len(texts)


PIECES = [
    "stop",
    "ping",
    "**",
    "_",
    "sudden",
    "ly",
    " ",
    ". ",
    "call",
    "911",
    "now",
    "the ",
    "\u00ad",
    "u\u0308",
    "STOP",
]


@pytest.fixture(scope="module")
def english(request):
    return rules_of("en", request.config.rootpath)


@settings(max_examples=200)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=14))
def test_nor_in_any_text(english, pieces):
    text = "".join(pieces)
    assert spoken_of(text, english) <= {rule.id for rule in possible(text, english)}


def test_a_text_without_rules_is_not_read():
    assert possible("Stop suddenly.", ()) == ()


def test_a_long_text_is_screened_as_it_is_cut(english):
    text = "x" * 1_995 + " Stop it suddenly. " + "word " * 1_000
    assert spoken_of(text, english) <= {rule.id for rule in possible(text, english)}
