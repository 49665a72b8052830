"""Laws of the matcher: whatever a text holds, it is read, and the evidence stands where it is said to stand."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.safety.judgement import judge
from toolkit.safety.rules import Result, apply_rules, contradictions, parse_rules
from toolkit.text.language import load_language

FOLDER = Path(__file__).parent.parent.parent / "source/safety/rules"
LOCALES = ("en", "de", "ar", "ja", "tr", "hi")


@cache
def rules(locale):
    path = FOLDER / f"{locale}.toml"
    found, problems = parse_rules(path.read_text("utf-8"), str(path), load_language(locale)[0])
    assert not problems
    return found


@cache
def words(locale):
    """The words of all examples of the locale's rules, and what is no word."""
    texts = [text for rule in rules(locale) for text in (*rule.accept, *rule.reject)]
    found = {word for text in texts for word in text.split()}
    return [*sorted(found), "**", "*", "\u200d", "İ", "\u0301", "{a}", "1 mg"]


@pytest.mark.parametrize("locale", LOCALES)
@given(data=st.data())
def test_any_text_is_read_and_the_evidence_stands_in_it(locale, data):
    chosen = data.draw(st.lists(st.one_of(st.sampled_from(words(locale)), st.text(max_size=6)), max_size=25))
    text = data.draw(st.sampled_from([" ", "", ". "])).join(chosen)
    for rule in rules(locale):
        for row in judge(text, rule, "msgstr"):
            assert row.sentence in text
            for span in row.spans:
                assert text[span.start : span.end] == span.text


@pytest.mark.parametrize("locale", LOCALES)
@given(data=st.data())
def test_a_text_is_neither_lost_nor_contradicted_beside_itself(locale, data):
    text = " ".join(data.draw(st.lists(st.sampled_from(words(locale)), max_size=20)))
    assert not [row for row in apply_rules(text, text, rules(locale), rules(locale)) if row.result is Result.LOST]
    assert not contradictions(text, text, rules(locale), rules(locale))
