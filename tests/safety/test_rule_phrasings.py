"""Free phrasings, right and wrong, that the rules of each language tell apart: `phrasings/<locale>.toml`."""

import tomllib
from pathlib import Path

import pytest

from toolkit.safety.judgement import judge, keeps
from toolkit.safety.rules import parse_rules
from toolkit.text.language import load_language

FOLDER = Path(__file__).parent / "phrasings"
LOCALES = sorted(path.stem for path in FOLDER.glob("*.toml"))


@pytest.mark.parametrize("locale", LOCALES)
def test_right_phrasings_are_accepted_and_wrong_ones_are_not(locale, request):
    rule_file = request.config.rootpath / f"source/safety/rules/{locale}.toml"
    rules, _ = parse_rules(rule_file.read_text("utf-8"), rule_file.name, load_language(locale)[0])
    wrong = []
    for rule_id, rows in tomllib.loads((FOLDER / f"{locale}.toml").read_text("utf-8")).items():
        [rule] = [rule for rule in rules if rule.id == rule_id]
        for key, expected in (("accept", True), ("reject", False)):
            wrong += [
                (rule_id, key, text, judge(text, rule)) for text in rows[key] if keeps(text, rule) is not expected
            ]
    assert wrong == []


def test_every_language_with_data_has_phrasings():
    assert len(LOCALES) == 15
