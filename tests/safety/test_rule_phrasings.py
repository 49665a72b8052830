"""Free phrasings, right and wrong, that the rules of each language tell apart: `phrasings/<locale>.toml`.

Beside sentences a file has grids: frames with slots, and what may stand in each slot.
"""

import math
import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from toolkit.safety.judgement import judge, keeps
from toolkit.safety.rules import parse_rules
from toolkit.text.echoes import echo
from toolkit.text.language import load_language
from toolkit.text.markers import MarkKind
from toolkit.text.polarity import prohibition
from toolkit.text.sentence import Sentence
from toolkit.text.terms import Stance

FOLDER = Path(__file__).parent / "phrasings"
LOCALES = sorted(path.stem for path in FOLDER.glob("*.toml"))


def combinations(frame, slots):
    """Return the frame filled in: everything that may stand in a slot stands there at least twice, beside others."""
    names = re.findall(r"{(\w+)}", frame)
    sizes = [len(slots[name]) for name in names]
    count = min(math.prod(sizes), 2 * max(sizes, default=1))
    rows = []
    for number in range(count):
        turn, words = 0, {}
        for name, size in zip(names, sizes, strict=True):
            words[name] = slots[name][(number + turn) % size]
            turn += number // size
        rows.append(frame.format(**words))
    return rows


def phrasings(table, key):
    """Return the sentences of a rule under `accept` or `reject`, with those of its grids."""
    rows = [text for grid in table.get("grid", ()) for frame in grid.get(key, ()) for text in combinations(frame, grid)]
    return [*table.get(key, ()), *rows]


@cache
def rules_of(locale, root):
    rule_file = root / f"source/safety/rules/{locale}.toml"
    return parse_rules(rule_file.read_text("utf-8"), rule_file.name, load_language(locale)[0])[0]


def mistaken(locale, root):
    """Return the phrasings of a locale that its rules judge wrongly."""
    rules, wrong = rules_of(locale, root), []
    for rule_id, table in tomllib.loads((FOLDER / f"{locale}.toml").read_text("utf-8")).items():
        [rule] = [rule for rule in rules if rule.id == rule_id]
        for key, expected in (("accept", True), ("reject", False)):
            wrong += [
                (rule_id, key, text, judge(text, rule))
                for text in phrasings(table, key)
                if keeps(text, rule) is not expected
            ]
    return wrong


@pytest.mark.parametrize("locale", LOCALES)
def test_right_phrasings_are_accepted_and_wrong_ones_are_not(locale, request):
    assert mistaken(locale, request.config.rootpath) == []


def without_negation(text, rule):
    """Return the text without the negators that make its sentences prohibitions, and whether there were any.

    Where two negators make one negation (`concord`), without all that the sentence has: "никакой ... не".
    """
    cuts = set()
    for span, folded in rule.language.divided(text):
        reading = prohibition(Sentence(folded, rule.terms))
        if reading.stance is Stance.PROHIBITED:
            found = rule.language.markers.find(folded.text) if rule.language.concord else ()
            places = {(mark.start, mark.end) for mark in found if mark.entry.kind is MarkKind.NEGATOR}
            places |= {(row.start, row.end) for row in reading.evidence if row.role == "negation"}
            spans = (folded.original(start, end) for start, end in places)
            cuts |= {(span[0] + first, span[0] + last) for first, last in spans}
    for start, end in sorted(cuts, reverse=True):
        text = text[:start] + text[end:]
    return text, bool(cuts)


@pytest.mark.parametrize("locale", LOCALES)
def test_without_its_negation_no_phrasing_is_accepted(locale, request):
    asked = 0
    for rule_id, table in tomllib.loads((FOLDER / f"{locale}.toml").read_text("utf-8")).items():
        [rule] = [replace(rule, instead=()) for rule in rules_of(locale, request.config.rootpath) if rule.id == rule_id]
        for phrasing in phrasings(table, "accept") if rule.kind == "prohibit" else ():
            text, cut = without_negation(phrasing, rule)
            again = any(echo(folded, rule.terms) for _, folded in rule.language.divided(text))
            asked += cut
            assert again or not (cut and keeps(text, rule)), f"{phrasing!r} without its negation: {text!r}"
    assert asked >= 250


def test_every_language_with_data_has_phrasings():
    assert len(LOCALES) == 15


@pytest.mark.parametrize("locale", LOCALES)
def test_every_rule_has_many_phrasings_of_both_kinds(locale):
    for table in tomllib.loads((FOLDER / f"{locale}.toml").read_text("utf-8")).values():
        assert len(set(phrasings(table, "accept"))) >= 30
        assert len(set(phrasings(table, "reject"))) >= 15
