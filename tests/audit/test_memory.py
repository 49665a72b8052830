"""An audit asks only about what has changed since the last one, and says the same bytes."""

import datetime as dt
from dataclasses import replace

import pytest

from toolkit.audit import audit, memory
from toolkit.audit.asking import Gates
from toolkit.audit.audit import audit_locale
from toolkit.audit.mutators import MUTATORS
from toolkit.project import load_project
from toolkit.store import Store, store_of

TODAY = dt.date(2026, 3, 1)
ES = "locales/es/LC_MESSAGES/paracetamol-safely.po"
SOME = tuple(item for item in MUTATORS if item.name in {"drop-negation", "truncate", "leave-source", "swap-messages"})


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "kept", tmp_path / "spare")


@pytest.fixture
def asked(monkeypatch):
    """Count the questions: (name of the question, msgid)."""
    rows = []
    for name in ("alone", "among"):
        plain = getattr(Gates, name)

        def ask(self, seed, name=name, plain=plain):
            rows.append((name, seed.target.message.msgid))
            return plain(self, seed)

        monkeypatch.setattr(Gates, name, ask)
    plain_break = audit.break_contract

    def break_contract(*args):
        rows.append(("break", ""))
        return plain_break(*args)

    monkeypatch.setattr(audit, "break_contract", break_contract)
    return rows


def run(project, store, mutators=SOME):
    return audit_locale(load_project(project.root), "es", today=TODAY, mutators=mutators, store=store)


def test_a_second_run_asks_nothing_and_finds_the_same(project, store, asked):
    first = run(project, store)
    assert {name for name, _ in asked} == {"alone", "among", "break"}
    asked.clear()
    assert run(project, store) == first
    assert asked == []
    assert audit_locale(load_project(project.root), "es", today=TODAY, mutators=SOME) == first


def test_the_command_says_the_same_bytes_with_and_without_what_was_found_before(project):
    words = ("audit", "es", "--mutator", "drop-negation", "--mutator", "hide-statement", "--format", "json")
    first = project.run(*words)
    with store_of(project.root, remembers=True) as kept:
        assert list(kept.folder.glob("made/*/*")) != []
    assert [project.run(*words).out, project.run(*words, "--no-cache").out] == [first.out] * 2


def test_another_day_asks_nothing(project, store, asked):
    run(project, store)
    asked.clear()
    audit_locale(load_project(project.root), "es", today=dt.date(2027, 1, 1), mutators=SOME, store=store)
    assert asked == []


def test_only_a_text_that_changed_is_asked_about_by_itself(project, store, asked):
    some = [item for item in SOME if item.name != "swap-messages"]  # it makes a fault of the text in another message
    run(project, store, some)
    asked.clear()
    project.edit(ES, 'msgstr "Cómo tomarlo"', 'msgstr "Cómo hay que tomarlo"')
    own = load_project(project.root).catalogs["es", "paracetamol-safely"]
    changed = {unit.msgid for unit in own.units if unit.msgstr == "Cómo hay que tomarlo"}
    after = run(project, store, some)
    assert {text for name, text in asked if name == "alone"} == changed
    assert after == audit_locale(load_project(project.root), "es", today=TODAY, mutators=some)


def policies(project, store):
    """Return the policy of each of two languages."""
    own = load_project(project.root)
    return [memory.memory_of(own, name, store).policy for name in ("es", "ar")]


def test_settings_terms_rules_and_the_toolkit_are_policy(project, store, monkeypatch):
    before = policies(project, store)
    project.edit("pyproject.toml", "[tool.l10n]", "[tool.l10n]\nseverity = { truncated = 'off' }")
    settings = policies(project, store)
    (project.root / "source/terms.toml").write_text("[[term]]\nterm = 'dose'\n[term.forms]\nen = ['dose']\n", "utf-8")
    terms = policies(project, store)
    monkeypatch.setattr(memory, "toolkit_hash", lambda: "another")
    toolkit = policies(project, store)
    assert len({*before, *settings, *terms, *toolkit}) == 8


def test_another_policy_asks_anew(project, store, asked, monkeypatch):
    some = {"mutators": SOME[:1], "breachers": (), "store": store, "today": TODAY}
    own = load_project(project.root)
    audit_locale(own, "es", **some)
    first = list(asked)
    asked.clear()
    monkeypatch.setattr(memory, "toolkit_hash", lambda: "another")
    audit_locale(own, "es", **some)
    assert asked == first


def test_what_moved_in_its_file_is_the_same(project, store, asked):
    run(project, store)
    asked.clear()
    project.edit(ES, 'msgid ""\nmsgstr ""', '\n\nmsgid ""\nmsgstr ""')
    run(project, store)
    assert asked == []


def test_the_rules_of_another_language_play_no_part(project, store):
    own = load_project(project.root)
    other = replace(own, hashes={**own.hashes, "source/safety/rules/de.toml": "changed"})
    mine = replace(own, hashes={**own.hashes, "source/safety/rules/es.toml": "changed"})
    policies = [memory.memory_of(one, "es", store).policy for one in (own, other, mine)]
    assert policies[0] == policies[1] != policies[2]
