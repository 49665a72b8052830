"""What the rules found on messages is remembered, and a check that remembers finds what one finds that does not."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.gates import check_rules
from toolkit.project import Project, load_project, with_article
from toolkit.safety.complaints import Complaints, format_complaints, parse_complaints

ROOT = Path(__file__).parent.parent.parent
LOCALE = "es"


@pytest.fixture(scope="module")
def project():
    return load_project(ROOT)


def rejected(project: Project) -> list[str]:
    """Return texts that break a rule of the locale, by what its own file says."""
    return [text for rule in project.rules[LOCALE] for text in rule.reject]


def with_texts(project: Project, texts: dict[int, str]) -> Project:
    """Return the project with other translations of some messages of its article, by their numbers."""
    (article,) = project.articles
    catalog = project.catalogs[LOCALE, article.domain]
    by_key = {article.messages[number].key: text for number, text in texts.items()}
    units = tuple(
        replace(unit, msgstrs=(by_key[unit.key],), line=(unit.line or 0) + 7) if unit.key in by_key else unit
        for unit in catalog.units
    )
    return replace(project, catalogs={**project.catalogs, (LOCALE, article.domain): replace(catalog, units=units)})


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_after_any_edits_the_findings_are_those_of_who_remembers_nothing(project, data):
    (article,) = project.articles
    texts = st.dictionaries(
        st.integers(0, len(article.messages) - 1), st.sampled_from([*rejected(project), "", "Nada."]), max_size=4
    )
    remembered = Complaints()
    for _ in range(3):
        edited = with_texts(project, data.draw(texts))
        expected = check_rules(edited, LOCALE, article)
        remembered = parse_complaints(format_complaints(remembered))
        assert check_rules(edited, LOCALE, article, remembered) == expected


def test_only_a_message_that_changed_is_asked_about(project, monkeypatch):
    (article,) = project.articles
    remembered = Complaints()
    assert check_rules(with_texts(project, {}), LOCALE, article, remembered) == []
    asked = []
    monkeypatch.setattr(
        "toolkit.gates.running_text.apply_rules", lambda source, text, *_: asked.append((source, text)) or []
    )
    monkeypatch.setattr("toolkit.gates.running_text.contradictions", lambda *_: [])
    again = parse_complaints(format_complaints(remembered))
    check_rules(with_texts(project, {5: "Nada."}), LOCALE, article, again)
    assert asked == [(article.messages[5].msgid, "Nada.")]


def test_a_text_that_breaks_a_rule_is_found_again(project):
    (article,) = project.articles
    edited = with_texts(project, {5: rejected(project)[0]})
    remembered = Complaints()
    found = check_rules(edited, LOCALE, article, remembered)
    assert found
    assert check_rules(edited, LOCALE, article, parse_complaints(format_complaints(remembered))) == found


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'{"a": 1}', b'{"a": [["r"]]}', b'{"a": [["r","no","","","",[]]]}'])
def test_of_harmed_bytes_nothing_is_known(data):
    assert parse_complaints(data) == Complaints()


def test_what_rules_touch_is_taken_from_who_knows_it(project):
    (article,) = project.articles
    found = project.touched_by_rules(article.domain)
    assert found
    known = with_article(project, article, (), touched=lambda find: {**find(), "nothing": "rule"})
    assert known.touched_by_rules(article.domain) == {**found, "nothing": "rule"}
    assert known.messages[article.domain] == project.messages[article.domain]
