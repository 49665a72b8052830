"""How often the true source of an edited text is found, on real strings; and that no safety text ever gets a guess.

The strings are the English ones of this repository and of the project that `l10n new` makes. They are edited in two
ways: by the operations below, each on every string long enough for it, and by hand (`edits.toml`).
"""

import random
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.catalog.candidates import numbers
from toolkit.catalog.memory import Memory, Record, suggestions
from toolkit.catalog.read import read_catalog
from toolkit.catalog.update import update_catalog
from toolkit.model import Catalog, Message
from toolkit.project import load_project
from toolkit.text.sentences import sentences

ROOT = Path(__file__).parent.parent.parent
SCAFFOLD = ROOT / "toolkit/commands/scaffold"
GOAL = 0.95
BATCHES = 3
"""In one update, one string in so many is edited: the others stay and must not be mixed up with them."""


def typo(text):
    """A letter of the longest word is gone, or was put in."""
    word = max(text.split(), key=len)
    return text.replace(word, word[:2] + word[3:], 1) if len(word) > 5 else None


def word_added(text):
    words = text.split(" ")
    return " ".join([*words[:2], "often", *words[2:]]) if len(words) > 2 else None


def word_removed(text):
    words = text.split(" ")
    middle = len(words) // 2
    return " ".join([*words[:middle], *words[middle + 1 :]]) if len(words) > 4 else None


def word_replaced(text):
    words = text.split(" ")
    longest = max(words, key=len)
    return text.replace(longest, "anything", 1) if len(words) > 4 else None


def words_exchanged(text):
    words = text.split(" ")
    return " ".join([*words[:-2], words[-1], words[-2]]) if len(words) > 4 else None


def sentence_added(text):
    return f"{text} Ask if you are not sure." if len(text) > 40 else None


def sentence_removed(text):
    rows = [text[start:end] for start, end in sentences(text)]
    return " ".join(max((rows[1:], rows[:-1]), key=lambda left: len(" ".join(left)))) if len(rows) > 1 else None


def sentences_exchanged(text):
    rows = [text[start:end] for start, end in sentences(text)]
    return " ".join([rows[1], rows[0], *rows[2:]]) if len(rows) > 1 else None


def emphasised(text):
    words = text.split(" ")
    return " ".join([f"**{words[0]}**", *words[1:]]) if len(words) > 2 and "*" not in text else None


def other_end(text):
    return text[:-1] + "!" if text.endswith(".") else None


def third_rewritten(text):
    words = text.split(" ")
    keep = len(words) * 2 // 3
    return " ".join([*words[:keep], "or as you were told by your team"]) if len(words) > 11 else None


OPERATIONS = [
    typo, word_added, word_removed, word_replaced, words_exchanged, sentence_added, sentence_removed,
    sentences_exchanged, emphasised, other_end, third_rewritten,
]  # fmt: skip


def catalogs():
    """Yield each domain with its template, and the project that knows what is guarded."""
    for project in (load_project(ROOT), load_project(SCAFFOLD)):
        root = project.root
        for domain in project.messages:
            yield domain, read_catalog((root / project.template_path(domain)).read_bytes(), "x.pot")[0], project


@pytest.fixture(scope="module")
def templates():
    return list(catalogs())


def test_the_edits_by_hand_are_of_texts_that_are_there(templates):
    known = {unit.msgid for _, template, _ in templates for unit in template.units}
    assert [row["old"] for row in by_hand() if row["old"] not in known] == []


def by_hand():
    with (Path(__file__).parent / "edits.toml").open("rb") as stream:
        return tomllib.load(stream)["edit"]


def translated(template):
    texts = {
        unit: (unit.msgid,) if unit.msgid_plural is None else (unit.msgid, unit.msgid_plural) for unit in template.units
    }
    units = [replace(unit, msgstrs=tuple(map(str.upper, forms))) for unit, forms in texts.items()]
    return Catalog("xx.po", template.header, tuple(units))


def edits(template):
    """Yield for each update the edits in it, old text -> new text, and what is done to plurals as well."""
    known = {unit.msgid for unit in template.units}
    for operation in OPERATIONS:
        for batch in range(BATCHES):
            found = {}
            for unit in template.units[batch::BATCHES]:
                new = operation(unit.msgid)
                if new is not None and new not in known | {unit.msgid}:
                    found[unit.msgid] = new
            yield found, operation
    yield {row["old"]: row["new"] for row in by_hand() if row["old"] in known}, lambda _text: None


def with_edits(template, changed, operation):
    """Return the template after the edits, its messages in another order."""

    def edited(unit):
        plural = unit.msgid_plural
        if unit.msgid in changed and plural is not None:
            plural = operation(plural) or plural
        return replace(unit, msgid=changed.get(unit.msgid, unit.msgid), msgid_plural=plural)

    units = [edited(unit) for unit in template.units]
    random.Random(len(units)).shuffle(units)
    return replace(template, units=tuple(units))


def test_the_true_source_is_found_and_no_safety_text_gets_a_guess(templates):
    found = asked = guarded_edits = 0
    wrong = []
    for domain, template, project in templates:
        guarded = project.guarded(domain)
        for changed, operation in edits(template):
            after = update_catalog(translated(template), with_edits(template, changed, operation), guarded=guarded)
            sources = {unit.msgid: unit.previous_msgid for unit in after.units if not unit.untranslated and unit.fuzzy}
            for old, new in changed.items():
                units = [unit for unit in template.units if unit.msgid == old]
                may = numbers(old) == numbers(new)
                if any(guarded(unit) or guarded(replace(unit, msgid=new)) for unit in units) or not may:
                    assert new not in sources, (old, new)
                    guarded_edits += 1
                    continue
                asked += 1
                found += sources.get(new) == old
                if sources.get(new) != old:
                    wrong.append((old, new, sources.get(new)))
    assert asked >= 300
    assert guarded_edits >= 100
    assert found / asked >= GOAL, wrong


def noise(templates, count):
    """Return sentences made of the words of the templates, in which the true sources are to be found all the same."""
    chance = random.Random(count)
    words = [word for _, template, _ in templates for unit in template.units for word in unit.msgid.split()]
    return [" ".join(chance.choices(words, k=chance.randint(1, 25))) for _ in range(count)]


@pytest.mark.parametrize(("others", "goal"), [(0, GOAL), (10_000, 0.9)])
def test_the_memory_suggests_the_true_source_first_and_nothing_for_a_safety_text(templates, others, goal):
    found = asked = 0
    wrong = []
    guards = {project.sensitive for _, _, project in templates}
    known = [Record(text, (text.upper(),)) for text in noise(templates, others)]
    known += [
        Record(unit.msgid, (unit.msgid.upper(),), unit.msgctxt)
        for _, template, _ in templates
        for unit in template.units
    ]
    memory = Memory(known, lambda text: any(guarded(text) for guarded in guards))
    for _, template, _ in templates:
        for changed, _ in edits(template):
            for old, new in changed.items():
                unit = next(unit for unit in template.units if unit.msgid == old)
                best = suggestions(memory, Message(new, unit.msgctxt), 1)
                if memory.guarded(new) or memory.guarded(old) or numbers(old) != numbers(new):
                    assert old not in [hit.msgid for hit in best]
                    continue
                asked += 1
                found += [hit.msgid for hit in best] == [old]
                if [hit.msgid for hit in best] != [old]:
                    wrong.append((old, new, best))
    assert asked >= 300
    assert found / asked >= goal, wrong
