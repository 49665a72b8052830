"""The clean messages of the corpus, checked by their path outside any project: no error, hardly a warning.

Of the parts that were read: what the held-back part gets, where there is one, is measured by `make check-table`.
"""

import check_table
import other_sources
import pytest
from faults import LOCALES, clean_messages

from toolkit.checks import ALL, Context, run_checks
from toolkit.checks.alone import check_file
from toolkit.diagnostic import Severity
from toolkit.model import Catalog, Unit

ALLOWED = 12 / 500
"""Warnings a clean message at most; the goal is 2 / 500. What was mended with a text in view fits that text: lost and
added parts are weighed by odds that other texts taught, and make as many alarms here as on unread texts. Of the part
that was held back before the present one, 17 of 504 messages still get one, of the one before it 42."""

ALLOWED_WHERE_FREE = 10 / 500
"""The same where the translation says it in its own way; before they were read, 66 of 420, 44 and 20 of 210, 20 and 35
of 280 got one, and 51 of 980 of what articles have."""

ALLOWED_OF_OTHER_SOURCES = 0.04
"""The same of plain sentences whose source is not English; before anybody looked at such, 0.06 to 0.15 of them."""

FOUND_WHERE_BUILT, ALLOWED_WHERE_BUILT = 0.8, 0.08
"""Faults by hand that are found at least, and clean messages with a finding at most, where each message is built in
another way; before they were read 548 of 808 and 21 of 180 in the first three languages."""


def test_clean_messages_have_no_error_and_hardly_a_warning(tmp_path):
    messages, warnings = 0, []
    for locale in LOCALES:
        clean = clean_messages(locale, "seen")
        messages += len(clean)
        seeded = check_table.write(clean, {}, tmp_path / locale / "clean.po", locale)
        found = check_file(seeded.path, str(seeded.path))
        assert not [item for item in found if item.severity is Severity.ERROR]
        warnings += [item for item in found if item.severity is Severity.WARNING]
    assert messages >= 14 * 60
    assert len(warnings) <= messages * ALLOWED, [(item.code, item.path) for item in warnings]


def test_free_translations_have_no_error_and_few_warnings(tmp_path):
    messages, warned = 0, []
    for locale in LOCALES:
        clean = clean_messages(locale, "free")
        messages += len(clean)
        seeded = check_table.write(clean, {}, tmp_path / locale / "free.po", locale)
        found = check_file(seeded.path, str(seeded.path))
        assert not [item for item in found if item.severity is Severity.ERROR]
        warned += [(item.code, locale, item.msgid) for item in found if item.severity is Severity.WARNING]
    assert messages >= 14 * 30
    assert len(warned) <= messages * ALLOWED_WHERE_FREE, warned


@pytest.mark.parametrize("source", ["de", "es", "ja", "ru"])
def test_translations_of_other_languages_have_no_error_and_some_warnings(source):
    counted = other_sources.findings(source, "plain.toml")
    assert counted["pairs"] == 14 * 70
    assert counted["errors"] == 0
    assert counted["found"] <= counted["pairs"] * ALLOWED_OF_OTHER_SOURCES


def test_of_messages_built_in_many_ways_most_faults_are_found_and_few_are_clean_ones():
    caught = seeded = alarms = messages = 0
    for locale in LOCALES:
        for message in clean_messages(locale, "builds"):
            usual = _codes(message.msgid, message.forms, locale)
            messages += 1
            alarms += bool(usual)
            for _kind, forms in message.by_hand:
                seeded += 1
                caught += bool(_codes(message.msgid, forms, locale) - usual)
    assert messages >= 11 * 60
    assert seeded >= 3000
    assert caught >= seeded * FOUND_WHERE_BUILT
    assert alarms <= messages * ALLOWED_WHERE_BUILT


def _codes(msgid, forms, locale):
    catalog = Catalog("x.po", None, (Unit(msgid, forms),))
    found = run_checks(ALL, catalog, Context(locale, markdown=None))
    return {item.code for item in found if item.severity is not Severity.NOTE}


def test_the_table_counts_a_fault_as_caught_only_where_its_own_message_is_reported(tmp_path):
    fault = next(row for row in check_table.faults("de", "seen") if row.kind == "untranslated")
    other = next(row for row in clean_messages("de", "seen") if row.id != fault.message.id)
    seeded = check_table.Seeded(tmp_path / "x.po", "de", {fault.message.msgid: fault})
    tool = check_table.Tool("test", {(str(seeded.path), other.msgid): {"fuzzy"}})
    assert not check_table.caught(tool, seeded, fault, {})
    tool = check_table.Tool("test", {(str(seeded.path), fault.message.msgid): {"fuzzy"}})
    assert check_table.caught(tool, seeded, fault, {})
    assert not check_table.caught(tool, seeded, fault, {("de", fault.message.msgid): {"fuzzy"}})
