"""A day at the desk: edits of the source, and what each of the fourteen locales must look at then.

In the morning a paragraph is re-wrapped, one is split in two and a heading is renamed; at noon a dose changes, and a
safety statement. Test reviewers approve the statements before, so that pages can be published at all.
"""

import datetime as dt
import json
import shutil
from dataclasses import replace

import pytest

from toolkit.catalog.read import read_catalog
from toolkit.files import write_bytes
from toolkit.gates import approvals
from toolkit.project import load_project
from toolkit.safety.approvals import approve, format_approval

ARTICLE = "source/articles/baclofen-spasticity.md"
STATEMENTS = "source/safety/statements/baclofen.toml"
DAY = dt.date(2026, 3, 1)

REFLOWED = "Baclofen is a muscle relaxant. It acts on the central nervous system: your brain and spinal cord. "
WHOLE = "Some people notice a change within days. Others need gradual adjustment over weeks."
"""Without a number, a unit, a term or a rule, so that pages of an earlier version may stay."""
FIRST, SECOND = WHOLE[: WHOLE.index(" Others")], WHOLE[WHOLE.index("Others") :]
HEADING, NEW_HEADING = "What to expect", "What you can expect"
DOSE = "1 mg is 1,000 mcg"
NEW_DOSE = "2 mg is 2,000 mcg"
STATEMENT = "Baclofen can make you sleepy or dizzy. Do not drive or use machines until you know how it affects you."
NEW_STATEMENT = STATEMENT.replace("drive or use machines", "drive, cycle or use machines")


@pytest.fixture
def day(project, repository):
    """This repository's project in a folder of its own, each statement approved."""
    shutil.rmtree(project.root)
    for name in ("source", "locales"):
        shutil.copytree(repository / name, project.root / name)
    shutil.copy(repository / "pyproject.toml", project.root)
    whole = load_project(project.root)
    for locale in whole.config.all_locales:
        for state in approvals(whole, locale, DAY):
            record, problems = approve(
                state.statement,
                locale,
                whole.wording(state.statement, locale),
                reviewer="Test Reviewer",
                role="test data",
                date=DAY,
            )
            assert record is not None, problems
            path = f"source/safety/approvals/{locale}/{state.statement.id}.toml"
            write_bytes(project.root / path, format_approval(record).encode())
    return project


def catalogs(project):
    found = {}
    for path in sorted((project.root / "locales").glob("*/LC_MESSAGES/*.po")):
        catalog, problems = read_catalog(path.read_bytes(), path.name)
        assert problems == []
        found[path.parent.parent.name, path.stem] = catalog
    return found


def to_look_at(before, after):
    """Locale -> msgid -> (translation, fuzzy) of the messages that are not as they were.

    The others are the same, but for what the comments say of the section that they are in.
    """
    found = {}
    for (locale, domain), catalog in after.items():
        old = before[locale, domain].by_key
        rows = found.setdefault(locale, {})
        for unit in catalog.units:
            was = old.get(unit.key)
            if was is None or replace(unit, comments=()) != replace(was, comments=()):
                rows[unit.msgid] = (unit.msgstr, unit.fuzzy)
    return found


def texts(catalog):
    return {text for unit in (*catalog.units, *catalog.obsolete) for text in unit.msgstrs if text}


def publish(project):
    done = project.run("publish", "--out", "site", "--format", "json")
    pages = {page["locale"]: page["state"] for page in json.loads(done.out)["pages"]}
    html = {}
    for page in json.loads(project.read("site/manifest.json"))["pages"]:
        html[page["locale"]] = project.read(f"site/{page['path']}")
    return done.code, pages, html


def test_what_each_translator_must_look_at_is_exactly_what_changed(day, repository):
    start = catalogs(day)
    locales = sorted({locale for locale, _ in start})
    assert len(locales) == 14
    code, pages, fresh = publish(day)
    assert (code, set(pages.values()), len(pages)) == (0, {"fresh"}, 15)

    # Morning
    day.edit(ARTICLE, REFLOWED, REFLOWED.replace(" ", "\n", 4))
    day.edit(ARTICLE, WHOLE, f"{FIRST}\n\n{SECOND}")
    day.edit(ARTICLE, f"## {HEADING} {{", f"## {NEW_HEADING} {{")
    assert day.run("update").code == 0
    morning = catalogs(day)
    looked = to_look_at(start, morning)
    for locale in locales:
        old = start[locale, "baclofen-spasticity"]
        whole = old.translation(WHOLE)[0]
        assert looked[locale] == {
            FIRST: ("", False),
            SECOND: (whole, True),  # the half that is more like it
            NEW_HEADING: (old.translation(HEADING)[0], True),
        }
    code, pages, html = publish(day)
    assert (code, pages) == (1, {"en": "fresh"} | dict.fromkeys(locales, "kept"))
    for locale in locales:
        title = start[locale, "baclofen-spasticity"].translation(HEADING)[0]
        assert title in html[locale]
    assert NEW_HEADING in html["en"]

    # Noon
    day.edit(ARTICLE, DOSE, NEW_DOSE)
    day.edit(STATEMENTS, STATEMENT, NEW_STATEMENT)
    assert day.run("update").code == 0
    noon = catalogs(day)
    looked = to_look_at(morning, noon)
    for locale in locales:
        assert len(looked[locale]) == 2
        assert set(looked[locale].values()) == {("", False)}
        assert {NEW_DOSE in text or text == NEW_STATEMENT for text in looked[locale]} == {True}
    code, pages, html = publish(day)
    assert (code, pages) == (1, dict.fromkeys(["en", *locales], "replaced"))
    for locale in locales:
        old = start[locale, "safety-baclofen"].translation(STATEMENT, "baclofen-sedation")[0]
        assert old in fresh[locale]
        assert old not in html[locale]
        assert NEW_STATEMENT not in html[locale]
    assert NEW_STATEMENT not in html["en"]

    # Nothing is lost, and all of it comes back with the sources.
    for key, catalog in start.items():
        assert texts(catalog) <= texts(noon[key])
    shutil.copy(repository / ARTICLE, day.root / ARTICLE)
    shutil.copy(repository / STATEMENTS, day.root / STATEMENTS)
    assert day.run("update").code == 0
    evening = catalogs(day)
    assert [key for key in start if start[key].units != evening[key].units and key[1] != "baclofen-spasticity"] == []
    for key, catalog in evening.items():
        assert [unit.msgid for unit in catalog.units if unit.untranslated] == []
        fuzzy = {unit.msgid for unit in catalog.units if unit.fuzzy}
        assert fuzzy == ({WHOLE, HEADING} if key[1] == "baclofen-spasticity" else set())
        for unit in catalog.units:
            assert unit.msgstrs == start[key].by_key[unit.key].msgstrs
