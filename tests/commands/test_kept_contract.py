"""Rules and terms that were right are taken from the store: they are what their files say."""

from dataclasses import fields
from pathlib import Path

import pytest

from toolkit.project import load_frame, reader
from toolkit.project.kept import dump_glossary, dump_rules, load_glossary, load_rules
from toolkit.safety.rules import parse_rules
from toolkit.store import Store
from toolkit.text.glossary import Glossary
from toolkit.text.glossary_file import parse_glossary
from toolkit.text.language import load_language

ROOT = Path(__file__).parent.parent.parent
RULES = sorted((ROOT / "source/safety/rules").glob("*.toml"))
TERMS = """
[[term]]
term = "overdose"
note = "Not taken for a side effect."
forms = { es = ["sobredosis", "intoxicaci*"], en = ["overdose*"] }
forbidden = { es = ["efecto secundario"] }

[[term]]
term = "Paracetamol"
keep = true
medicine = true
"""
OTHERS = [b"", b"no JSON", b"{}", b"[1]", b'[{"id": "a"}]', b"null", b"[]", b'[{"term": "a", "forms": [], "more": 1}]']


def said(rules):
    return [{item.name: getattr(rule, item.name) for item in fields(rule)} for rule in rules]


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_rules_that_are_taken_back_are_those_of_the_file(path):
    language, _ = load_language(path.stem)
    text = path.read_text("utf-8")
    waiver = f'\n[[stop-abruptly.waiver]]\nhash = "sha256:{"ab" * 32}"\nreason = "right"\nby = "Test Reviewer"\n'
    for more in ("", waiver if "[stop-abruptly]" in text else ""):
        read, _ = parse_rules(text + more, path.name, language, tried=True)
        assert any(rule.waivers for rule in read) is bool(more)
        taken = load_rules(dump_rules(read), language)
        assert said(taken) == said(read)
        assert [rule.location for rule in taken] == [rule.location for rule in read]
        assert all(one.language is language for one in taken)


def test_terms_that_are_taken_back_are_those_of_the_file():
    for text in (TERMS, (ROOT / "source/terms.toml").read_text("utf-8")):
        read, problems = parse_glossary(text, "terms.toml")
        assert not problems
        taken = load_glossary(dump_glossary(read))
        assert taken.terms == read.terms
        assert [term.line for term in taken.terms] == [term.line for term in read.terms]
    assert load_glossary(dump_glossary(Glossary())) is None, "where there are none the file says so"


@pytest.mark.parametrize("data", OTHERS)
def test_other_bytes_are_no_rules_and_no_terms(data):
    language, _ = load_language("en")
    assert load_rules(data, language) is None
    assert load_glossary(data) is None


def test_what_is_harmed_or_changed_is_read_from_the_file(project, monkeypatch, tmp_path):
    (project.root / "source/terms.toml").write_text(TERMS, "utf-8")
    (project.root / "source/safety/rules").mkdir(exist_ok=True)
    rule = project.root / "source/safety/rules/en.toml"
    rule.write_text((ROOT / "source/safety/rules/en.toml").read_text("utf-8"), "utf-8")
    store, read, asked = Store(tmp_path / "store", tmp_path), [], []
    for name in ("parse_rules", "parse_glossary"):
        ask = getattr(reader, name)
        monkeypatch.setattr(reader, name, lambda *words, ask=ask: asked.append(words[1]) or ask(*words))

    def frame():
        """Return which files were read; what the frame says is what they say."""
        asked.clear()
        found = load_frame(project.root, store)
        read[:] = asked
        eager = load_frame(project.root)
        assert found.glossary.terms == eager.glossary.terms
        assert {locale: said(rules) for locale, rules in found.rules.items()} == {
            locale: said(rules) for locale, rules in eager.rules.items()
        }
        assert found.diagnostics == eager.diagnostics
        return read

    assert len(frame()) == 2
    assert frame() == []
    for file in (path for path in store.folder.rglob("*") if path.is_file()):
        file.write_bytes(file.read_bytes()[:-2])
    assert len(frame()) == 2
    assert frame() == []
    for key in [path.name for path in store.folder.glob("made/*/*")]:
        store.remember(key, b"of another form")
    assert frame() == ["source/terms.toml"], "of the rules it is known that they were right"
    rule.write_text(rule.read_text("utf-8") + "\n# more\n", "utf-8")
    assert frame() == ["source/safety/rules/en.toml"]
