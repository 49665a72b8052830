"""An audit seeds faults into real catalogs and pages, and finds out who catches them."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.audit.audit import audit_locale
from toolkit.audit.breaches import BREACHERS
from toolkit.audit.mutators import MUTATORS
from toolkit.audit.outcome import Gate, Tier
from toolkit.audit.seeding import Seed, seeds, targets
from toolkit.model import Catalog
from toolkit.project import load_project

TODAY = dt.date(2026, 3, 1)
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def own():
    """This repository, which is a project too."""
    return load_project(ROOT)


@pytest.fixture(scope="module")
def german(own):
    return audit_locale(own, "de", today=TODAY, breachers=())


def kinds(*names):
    return [item for item in MUTATORS if item.name in names]


def test_the_same_seed_gives_the_same_faults_in_the_same_order(own):
    some = kinds("drop-negation", "truncate")
    one, two = (audit_locale(own, "es", today=TODAY, mutators=some, breachers=(), sample=5, seed=3) for _ in range(2))
    assert one == two
    other = audit_locale(own, "es", today=TODAY, mutators=some, breachers=(), sample=5, seed=4)
    assert [item.hash for item in one.outcomes] != [item.hash for item in other.outcomes]


def test_each_mutator_makes_a_fault_of_nearly_every_text_that_it_is_for(own):
    made, skipped = Counter(), Counter()
    for locale in own.config.locales:
        found = list(targets(own, locale))
        for mutator in MUTATORS:
            for item in seeds(mutator, found, seed=0, sample=None):
                (made if isinstance(item, Seed) else skipped)[mutator.name] += 1
    assert set(made) == {mutator.name for mutator in MUTATORS}
    assert [name for name, number in skipped.items() if number / (number + made[name]) >= 0.15] == []


def test_no_fault_in_the_wording_of_a_statement_survives(german):
    faults = [item for item in german.outcomes if item.tier is Tier.STATEMENT]
    assert len(faults) > 200
    assert [item for item in faults if not item.caught] == []
    assert {item.code for one in faults for item in one.catches if item.gate is Gate.APPROVAL} == {"approval-stale"}


def test_a_lost_prohibition_is_caught_by_a_rule(german):
    heading = next(
        item for item in german.outcomes if item.mutator == "drop-negation" and item.source == "Never stop suddenly"
    )
    assert heading.after == "Plötzlich absetzen"
    assert heading.tier is Tier.GUARDED
    assert heading.stopped
    assert Gate.RULE in {item.gate for item in heading.catches}


def test_what_the_clean_text_has_already_catches_nothing(own):
    catalog = own.catalogs["de", "baclofen-spasticity"]
    rows = tuple(replace(unit, msgstrs=(f"{unit.msgstr}  .",)) for unit in catalog.units)
    dirty = replace(
        own,
        catalogs={
            **own.catalogs,
            ("de", "baclofen-spasticity"): Catalog(catalog.path, catalog.header, rows),
        },
    )
    clean, faulty = (
        audit_locale(project, "de", today=TODAY, mutators=kinds("drop-negation"), breachers=())
        for project in (own, dirty)
    )
    codes = [{catch.code for item in one.outcomes for catch in item.catches} for one in (clean, faulty)]
    assert "double-space" not in codes[0] | codes[1]


def test_an_audit_changes_nothing(own, german):
    assert german.outcomes
    assert (own.approvals, own.reviews) == ({}, {})
    assert all(
        item.before in own.catalogs["de", item.domain].by_key[item.msgctxt, item.source].msgstrs
        for item in german.outcomes
    )


def test_each_kind_of_breach_is_caught_and_says_what_it_does(own):
    found = audit_locale(own, "ja", today=TODAY, mutators=())
    assert {item.mutator for item in found.outcomes} == {item.name for item in BREACHERS}
    assert [item for item in found.outcomes if not item.caught] == []
    gates = {gate for item in found.outcomes for gate in {catch.gate for catch in item.catches}}
    assert gates == {Gate.APPROVAL, Gate.CONTRACT, Gate.PROOF}
    assert found.skips == {}
    assert all(item.explanation.endswith(".") for item in BREACHERS)
