"""A catalog that is checked again after an edit has the findings that it has when it is checked afresh."""

import random
from dataclasses import replace

import pytest

from toolkit.catalog.read import read_catalog
from toolkit.catalog.write import format_catalog
from toolkit.checks import ALL, Context, Remembered, format_remembered, parse_remembered, run_checks
from toolkit.checks._registry import catalog_check, check
from toolkit.checks._run import Finding
from toolkit.diagnostic import Severity
from toolkit.model import Catalog, Unit

EDITS = {
    "translation": lambda unit: replace(unit, msgstrs=("{x} 12 *", *unit.msgstrs[1:])),
    "none": lambda unit: replace(unit, msgstrs=tuple("" for _ in unit.msgstrs)),
    "fuzzy": lambda unit: replace(unit, flags=(*unit.flags, "fuzzy")),
    "ignored": lambda unit: replace(unit, translator_comments=("l10n:ignore placeholders a test",)),
    "previous": lambda unit: replace(unit, previous_msgid="an older text"),
}


def edited(catalog, draw):
    """The catalog after one more edit, as it is read again from its text: lines move."""
    units, obsolete = list(catalog.units), list(catalog.obsolete)
    place = draw.randrange(len(units))
    kind = draw.choice([*EDITS, "obsolete", "header"])
    if kind == "obsolete":
        obsolete.append(replace(units.pop(place), obsolete=True))
    elif kind == "header":
        catalog = replace(catalog, header=replace(catalog.header, translator_comments=(str(draw.random()),)))
    else:
        units[place] = EDITS[kind](units[place])
    return replace(catalog, units=tuple(units), obsolete=tuple(obsolete))


def test_what_is_remembered_is_what_is_found(repository):
    path = repository / "locales/es/LC_MESSAGES/baclofen-spasticity.po"
    catalog, _ = read_catalog(path.read_bytes(), "x.po")
    context = Context("es", guard=lambda unit: "a-rule" if "stop" in unit.msgid else None)
    draw, remembered, kept, seen = random.Random(7), Remembered(), format_remembered(Remembered()), set()
    for _ in range(25):
        catalog, _ = read_catalog(format_catalog(edited(catalog, draw)).encode(), "x.po")
        expected = run_checks(ALL, catalog, context)
        assert run_checks(ALL, catalog, context, None, remembered) == expected
        another_run = parse_remembered(kept, ALL)
        assert run_checks(ALL, catalog, context, None, another_run) == expected
        kept = format_remembered(another_run)
        seen |= {item.code for item in expected}
    assert {"placeholders", "fuzzy", "untranslated", "stale-translation"} <= seen


def test_only_what_changed_is_asked_again():
    asked = []

    @check(severity=Severity.NOTE)
    def noted(unit, context):
        asked.append(unit.msgid)
        yield Finding("seen", line=unit.line)

    @catalog_check(severity=Severity.NOTE, glance=lambda unit, _: asked.append(unit.msgid) or (unit.msgstr, 0.1))
    def glanced(catalog, context):
        for unit, (text, number) in zip(catalog.units, context.glances, strict=True):
            yield unit, Finding(f"{text} {number}")

    text = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n'
    changed = text.replace('msgid "a"', '# a note\nmsgid "a"')
    checks = [noted, glanced]

    def found(text, remembered):
        catalog, _ = read_catalog(text.encode(), "x.po")
        return [(item.line, item.message) for item in run_checks(checks, catalog, Context("es"), None, remembered)]

    remembered = Remembered()
    assert found(text, remembered) == [(5, "seen"), (6, "b 0.1"), (8, "seen"), (9, "d 0.1")]
    another_run = parse_remembered(format_remembered(remembered), checks)
    assert found(changed, remembered) == [(6, "seen"), (7, "b 0.1"), (9, "seen"), (10, "d 0.1")]
    assert asked == ["a", "a", "c", "c", "a", "a"]
    assert found(changed, another_run) == [(6, "seen"), (7, "b 0.1"), (9, "seen"), (10, "d 0.1")]
    assert asked == ["a", "a", "c", "c", "a", "a", "a", "a"]


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b"\xff", b'"around"', b'{"around": 1}'])
def test_of_other_bytes_nothing_is_known(data):
    unit = Unit("Take 5 mg.", ("Tome 5 mg.",))
    assert parse_remembered(data, ALL).turn_to(Catalog("", None, (unit,)))(unit) is None


def test_what_quotes_bytes_that_are_no_text_is_remembered_too():
    catalog = Catalog("es.po", None, (Unit("Take 5 mg.", ("Tome 50 mg\udcff.",)),))
    context, first = Context("es"), Remembered()
    found = run_checks(ALL, catalog, context, remembered=first)
    assert found
    another_run = parse_remembered(format_remembered(first), ALL)
    assert another_run.turn_to(catalog)(catalog.units[0]) is not None
    assert run_checks(ALL, catalog, context, remembered=another_run) == found
