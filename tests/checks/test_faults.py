"""The corpus that measures the checks is what it says it is."""

import faults as corpus
import pytest
from faults import FOREIGN, LOCALES, clean_messages, faults


def test_the_corpus_has_fourteen_languages_with_at_least_sixty_clean_messages_each():
    assert sorted(FOREIGN) == LOCALES
    for locale in LOCALES:
        assert len(clean_messages(locale, "seen")) + len(clean_messages(locale, "held")) >= 60


@pytest.mark.parametrize("part", ["seen", "held"])
def test_each_message_has_an_id_of_its_own(part):
    for locale in LOCALES:
        messages = clean_messages(locale, part)
        assert len({message.id for message in messages}) == len({message.msgid for message in messages})


def test_the_parts_share_no_source():
    seen, held = ({message.msgid for message in clean_messages("de", part)} for part in ("seen", "held"))
    assert not seen & held


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("part", ["seen", "held"])
def test_each_fault_changes_its_message(locale, part):
    seeded = list(faults(locale, part))
    assert len({fault.kind for fault in seeded}) >= 27 or not clean_messages(locale, part)
    for fault in seeded:
        assert len(fault.forms) == len(fault.message.forms), (fault.kind, fault.message.id)
        changed = fault.forms != fault.message.forms or fault.flags or fault.old_msgid
        assert changed, (fault.kind, fault.message.id)


def test_a_part_that_is_not_there_has_no_messages(monkeypatch, tmp_path):
    monkeypatch.setattr(corpus, "CORPUS", tmp_path)
    assert clean_messages("de", "held") == []


@pytest.mark.parametrize("locale", LOCALES)
def test_no_fault_that_was_written_by_hand_stands_twice(locale):
    for part in ("seen", "held", "builds"):
        for message in clean_messages(locale, part):
            forms = [row for _kind, row in message.by_hand]
            assert len(set(forms)) == len(forms), message.id
