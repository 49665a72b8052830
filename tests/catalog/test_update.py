"""What the merge of a template into a catalog does with each kind of message."""

from dataclasses import replace

import pytest

from toolkit.catalog.plurals import cldr_plural_forms
from toolkit.catalog.update import make_catalog, make_template, update_catalog
from toolkit.catalog.write import format_catalog
from toolkit.model import Catalog, Message, Unit


def template_of(*messages, date="2026-02-23", previous=None):
    found = [Message(message) if isinstance(message, str) else message for message in messages]
    return make_template(found, project="patients", date=date, previous=previous)


def catalog_of(*units, obsolete=(), locale="es"):
    header = make_catalog(template_of(), locale).header
    gone = tuple(replace(unit, obsolete=True) for unit in obsolete)
    return Catalog("es.po", header, units, gone)


def updated(catalog, *messages, guarded=(), same_meaning=None):
    return update_catalog(
        catalog,
        template_of(*messages),
        guarded=lambda message: message.msgid in guarded,
        same_meaning=same_meaning,
    )


OLD = "Take the tablets with food or milk every day."
NEW = "Take the tablets with food or water every day."


def test_the_same_message_keeps_its_translation_wherever_it_moved():
    catalog = catalog_of(Unit("one", ("UNO",)), Unit("two", ("DOS",)))
    assert (Unit("two", ("DOS",)), Unit("one", ("UNO",))) == updated(catalog, "two", "one").units


def test_an_edited_message_gets_the_old_translation_as_fuzzy_with_the_old_source():
    found = updated(catalog_of(Unit(OLD, ("TOMELAS",))), NEW)
    assert (Unit(NEW, ("TOMELAS",), flags=("fuzzy",), previous_msgid=OLD),) == found.units
    assert found.obsolete == ()


@pytest.mark.parametrize("guarded", [OLD, NEW])
def test_a_guarded_message_gets_no_guess_and_the_old_translation_stays_as_obsolete(guarded):
    found = updated(catalog_of(Unit(OLD, ("TOMELAS",))), NEW, guarded={guarded})
    assert (Unit(NEW, ("",)),) == found.units
    assert (Unit(OLD, ("TOMELAS",), obsolete=True),) == found.obsolete


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Take 2 tablets with food every day.", "Take 3 tablets with food every day."),
        ("Take 2 tablets with food every day.", "Take tablets with food every day."),
        ("Take 1 to 2 tablets with food.", "Take 2 to 1 tablets with food."),
        ("Take 0.5 tablets with food.", "Take 05 tablets with food."),
        ("تناول ٢ من الأقراص مع الطعام", "تناول ٣ من الأقراص مع الطعام"),
        ("Take ½ of a tablet with food.", "Take ¼ of a tablet with food."),
        ("An area of 5 m² of your skin.", "An area of 5 m³ of your skin."),
        ("食事の後に三錠を飲んでください。", "食事の後に二錠を飲んでください。"),
    ],
)
def test_a_message_whose_numbers_changed_gets_no_guess(old, new):
    found = updated(catalog_of(Unit(old, ("X",))), new)
    assert (Unit(new, ("",)),) == found.units
    assert (Unit(old, ("X",), obsolete=True),) == found.obsolete


def test_a_number_in_another_script_is_the_same_number():
    found = updated(catalog_of(Unit("Take 2 tablets with food.", ("X",))), "Take ٢ tablets with food.")
    assert found.units[0].fuzzy


def test_a_message_that_is_not_alike_gets_no_guess():
    found = updated(catalog_of(Unit(OLD, ("X",))), "Drive only when you feel awake.")
    assert found.units[0].msgstrs == ("",)


def test_nothing_passes_from_one_context_to_another():
    catalog = catalog_of(Unit(OLD, ("UNO",), "statement"), Unit("plain", ("DOS",)))
    found = updated(catalog, Message(OLD), Message("plain", msgctxt="other"), Message(NEW, msgctxt="third"))
    assert all(unit.untranslated for unit in found.units)
    assert {"UNO", "DOS"} == {unit.msgstr for unit in found.obsolete}


def test_a_translation_that_another_tool_took_from_another_context_goes_no_further():
    fuzzy = Unit(NEW, ("X",), "b", flags=("fuzzy",), previous_msgctxt="a", previous_msgid=OLD)
    found = updated(catalog_of(fuzzy), Message(OLD + " Always.", msgctxt="a"), Message(NEW + " Always.", msgctxt="b"))
    assert all(unit.untranslated for unit in found.units)


def test_within_one_context_a_guess_is_made():
    found = updated(catalog_of(Unit(OLD, ("X",), "note")), Message(NEW, msgctxt="note"))
    assert (Unit(NEW, ("X",), "note", flags=("fuzzy",), previous_msgctxt="note", previous_msgid=OLD),) == found.units


def test_an_old_translation_is_offered_once_to_the_text_most_like_it():
    further = "Take the tablets with food or juice every day, or as told."
    found = updated(catalog_of(Unit(OLD, ("X",))), further, NEW)
    assert [unit.msgstrs for unit in found.units] == [("",), ("X",)]


def test_a_message_that_is_still_there_is_no_source_of_guesses():
    found = updated(catalog_of(Unit(OLD, ("X",))), OLD, NEW)
    assert [unit.msgstrs for unit in found.units] == [("X",), ("",)]


def test_a_message_that_was_there_untranslated_gets_no_guess_later():
    found = updated(catalog_of(Unit(NEW, ("",)), obsolete=[Unit(OLD, ("X",))]), NEW)
    assert found.units[0].untranslated


def test_a_new_message_may_get_the_translation_of_an_obsolete_one_as_fuzzy():
    found = updated(catalog_of(obsolete=[Unit(OLD, ("X",))]), NEW)
    assert (Unit(NEW, ("X",), flags=("fuzzy",), previous_msgid=OLD),) == found.units
    assert found.obsolete == ()


@pytest.mark.parametrize("flags", [(), ("fuzzy",)])
def test_an_obsolete_entry_comes_back_as_it_was_when_its_text_returns(flags):
    gone = Unit("one", ("UNO",), flags=flags, translator_comments=("note",))
    found = updated(catalog_of(obsolete=[gone]), Message("one", comments=("paragraph",)), guarded={"one"})
    assert (replace(gone, comments=("paragraph",)),) == found.units
    assert found.obsolete == ()


def test_a_removed_message_stays_as_obsolete_if_it_was_translated_or_commented():
    units = [Unit("one", ("UNO",), comments=("paragraph",), references=("a.md",)), Unit("two", ("",))]
    units.append(Unit("three", ("",), translator_comments=("ask the author",)))
    found = updated(catalog_of(*units))
    assert [unit.msgid for unit in found.obsolete] == ["one", "three"]
    assert Unit("one", ("UNO",), obsolete=True) == found.obsolete[0]


def test_a_fuzzy_entry_that_is_edited_again_keeps_the_text_that_its_translation_was_made_for():
    newer = NEW.replace("water", "tea")
    found = updated(catalog_of(Unit(NEW, ("X",), flags=("fuzzy",), previous_msgid=OLD)), newer)
    assert (Unit(newer, ("X",), flags=("fuzzy",), previous_msgid=OLD),) == found.units


def test_numbers_are_compared_with_the_text_that_the_translation_was_made_for():
    fuzzy = Unit("Take 3 tablets with food.", ("DOS",), flags=("fuzzy",), previous_msgid="Take 2 tablets with food.")
    found = updated(catalog_of(fuzzy), "Take 3 tablets with milk.")
    assert found.units[0].untranslated


def test_an_edit_that_is_taken_back_leaves_the_translation_fuzzy_without_a_previous_text():
    found = updated(catalog_of(Unit(NEW, ("X",), flags=("fuzzy",), previous_msgid=OLD)), OLD)
    assert (Unit(OLD, ("X",), flags=("fuzzy",)),) == found.units


def test_what_the_template_says_comes_from_it_and_what_the_translator_says_is_kept():
    unit = Unit(
        "one",
        ("UNO",),
        flags=("fuzzy", "c-format", "ignore-markup", "read-only", "no-wrap", "range: 0..5"),
        translator_comments=("mine",),
        comments=("old",),
        references=("old.md",),
        previous_msgid="ones",
    )
    message = Message("one", comments=("new",), references=("new.md",), flags=("python-brace-format",))
    expected = replace(
        unit,
        flags=("fuzzy", "python-brace-format", "ignore-markup", "read-only"),
        comments=("new",),
        references=("new.md",),
    )
    assert (expected,) == updated(catalog_of(unit), message).units


def test_the_number_of_forms_follows_the_header():
    message = Message("day", msgid_plural="days")
    few = updated(catalog_of(Unit("day", ("DÍA", "DÍAS"), msgid_plural="days"), locale="ar"), message)
    assert few.units[0].msgstrs == ("DÍA", "DÍAS", "", "", "", "")
    many = updated(catalog_of(Unit("day", ("DÍA", "DÍAS"), msgid_plural="days"), locale="ja"), message)
    assert many.units[0].msgstrs == ("DÍA",)
    assert many.units[0].translator_comments == ('l10n:replaced "DÍAS"',)


def test_forms_that_a_guess_has_no_place_for_are_kept_as_comments():
    unit = Unit(OLD, ("UNO", "DOS"), msgid_plural="days")
    found = updated(catalog_of(unit, locale="ja"), Message(NEW, msgid_plural="days"))
    expected = Unit(
        NEW,
        ("UNO",),
        msgid_plural="days",
        flags=("fuzzy",),
        translator_comments=('l10n:replaced "DOS"',),
        previous_msgid=OLD,
        previous_msgid_plural="days",
    )
    assert found.units == (expected,)


def test_an_edited_plural_is_an_edit():
    unit = Unit("day", ("DÍA", "M", "DÍAS"), msgid_plural="days")
    found = updated(catalog_of(unit), Message("day", msgid_plural="whole days"))
    expected = Unit(
        "day",
        ("DÍA", "M", "DÍAS"),
        msgid_plural="whole days",
        flags=("fuzzy",),
        previous_msgid="day",
        previous_msgid_plural="days",
    )
    assert (expected,) == found.units
    found = updated(catalog_of(unit), Message("day", msgid_plural="2 days"))
    assert found.units[0].msgstrs == ("", "", "")
    assert found.units[0].translator_comments == ('l10n:replaced "DÍA"', 'l10n:replaced "M"', 'l10n:replaced "DÍAS"')


def test_a_message_that_gains_or_loses_its_plural_gets_no_guess_but_loses_nothing():
    found = updated(catalog_of(Unit("day", ("DÍA",))), Message("day", msgid_plural="days"))
    assert (found.units[0].msgstrs, found.units[0].translator_comments) == (("", "", ""), ('l10n:replaced "DÍA"',))
    found = updated(catalog_of(Unit("day", ("DÍA", "", "DÍAS"), msgid_plural="days")), "day")
    expected = (("",), ('l10n:replaced "DÍA"', 'l10n:replaced "DÍAS"'))
    assert expected == (found.units[0].msgstrs, found.units[0].translator_comments)


class TestSameMeaning:
    def test_a_translation_is_carried_over_and_the_old_text_recorded(self):
        found = updated(
            catalog_of(Unit('Take it "daly".', ("X",))),
            "Take it daily.",
            same_meaning={'Take it "daly".': "Take it daily."},
        )
        comment = 'l10n:same-meaning "Take it \\"daly\\"."'
        assert (Unit("Take it daily.", ("X",), translator_comments=(comment,)),) == found.units
        assert found.obsolete == ()

    def test_also_when_an_update_made_it_fuzzy_before(self):
        fuzzy = updated(catalog_of(Unit(OLD, ("X",))), NEW)
        found = updated(fuzzy, NEW, same_meaning={OLD: NEW})
        assert (Unit(NEW, ("X",), translator_comments=(f'l10n:same-meaning "{OLD}"',)),) == found.units

    @pytest.mark.parametrize("guarded", [OLD, NEW])
    def test_never_for_guarded_messages(self, guarded):
        found = updated(catalog_of(Unit(OLD, ("X",))), NEW, guarded={guarded}, same_meaning={OLD: NEW})
        assert found.units[0].untranslated

    def test_never_for_messages_with_numbers(self):
        old, new = "Take 2 tablets dayly with food.", "Take 2 tablets daily with food."
        found = updated(catalog_of(Unit(old, ("X",))), new, same_meaning={old: new})
        assert found.units[0].fuzzy

    def test_never_for_a_translation_that_was_fuzzy(self):
        found = updated(catalog_of(Unit(OLD, ("X",), flags=("fuzzy",))), NEW, same_meaning={OLD: NEW})
        assert found.units[0].fuzzy

    def test_never_across_contexts(self):
        found = updated(catalog_of(Unit(OLD, ("X",), "a")), Message(NEW, msgctxt="b"), same_meaning={OLD: NEW})
        assert found.units[0].untranslated


class TestHeader:
    def test_the_date_comes_from_the_template_and_all_else_is_kept(self):
        catalog = catalog_of()
        text = catalog.header.msgstr.replace("Language:", "X-Unknown: kept\nLanguage:").replace(
            "none", "Team (test data)"
        )
        catalog = replace(catalog, header=Unit("", (text,), flags=("fuzzy", "odd"), translator_comments=("mine",)))
        found = update_catalog(catalog, template_of(date="2026-03-01"), guarded=bool)
        expected = text.replace("POT-Creation-Date: 2026-02-23", "POT-Creation-Date: 2026-03-01")
        assert Unit("", (expected,), flags=("odd",), translator_comments=("mine",)) == found.header

    def test_plural_forms_are_never_changed_while_there_are_translations(self):
        catalog = catalog_of(Unit("day", ("DÍA", "DÍAS"), msgid_plural="days"))
        text = catalog.header.msgstr.replace(cldr_plural_forms("es").header, "nplurals=2; plural=(n != 1);")
        catalog = replace(catalog, header=Unit("", (text,)))
        assert text == updated(catalog, Message("day", msgid_plural="days")).header.msgstr

    def test_missing_plural_forms_are_not_guessed_while_there_are_translations(self):
        unit = Unit("day", ("DÍA", "DÍAS"), msgid_plural="days")
        catalog = Catalog("es.po", Unit("", ("Language: es\n",)), (unit,))
        found = updated(catalog, Message("day", msgid_plural="days"))
        assert "Plural-Forms" not in found.headers
        assert found.units == (unit,)

    def test_missing_fields_are_added_in_their_order(self):
        catalog = Catalog("es.po", Unit("", ("Language: es\n",)), ())
        expected = (
            "POT-Creation-Date: 2026-02-23 00:00+0000\nLanguage: es\nMIME-Version: 1.0\n"
            "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
            f"Plural-Forms: {cldr_plural_forms('es').header}\n"
        )
        assert expected == updated(catalog).header.msgstr

    def test_a_missing_header_is_made_where_the_locale_is_known(self):
        catalog = Catalog("es.po", None, ())
        assert update_catalog(catalog, template_of(), guarded=bool, locale="es").header == catalog_of().header
        assert update_catalog(catalog, template_of(), guarded=bool).header is None


class TestTemplate:
    def test_the_date_is_that_of_the_last_change_of_messages(self):
        first = template_of("one", "two", date="2026-01-01")
        assert first.headers["POT-Creation-Date"] == "2026-01-01 00:00+0000"
        moved = template_of("two", Message("one", references=("b.md",)), date="2026-01-02", previous=first)
        assert moved.headers["POT-Creation-Date"] == "2026-01-01 00:00+0000"
        changed = template_of("two", "three", date="2026-01-03", previous=moved)
        assert changed.headers["POT-Creation-Date"] == "2026-01-03 00:00+0000"

    def test_what_others_wrote_into_its_header_is_kept(self):
        first = template_of("one")
        header = replace(
            first.header, msgstrs=(first.header.msgstr + "X-Own: kept\n",), translator_comments=("Licence",)
        )
        second = template_of("two", date="2026-03-01", previous=replace(first, header=header))
        assert second.headers["X-Own"] == "kept"
        assert second.header.translator_comments == ("Licence",)

    def test_messages_with_the_same_key_become_one(self):
        some = Message("one", comments=("title",), references=("a.md",), flags=("no-wrap",))
        other = Message("one", msgid_plural="ones", comments=("title", "heading"), references=("b.md",))
        expected = Unit(
            "one",
            ("", ""),
            msgid_plural="ones",
            flags=("no-wrap",),
            comments=("title", "heading"),
            references=("a.md", "b.md"),
        )
        assert (expected,) == template_of(some, other).units


NEW_CATALOG = """\
msgid ""
msgstr ""
"Project-Id-Version: patients\\n"
"POT-Creation-Date: 2026-02-23 00:00+0000\\n"
"PO-Revision-Date: 2026-02-23 00:00+0000\\n"
"Last-Translator: Automatically generated\\n"
"Language-Team: none\\n"
"Language: pl\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=3; plural=(n == 1 ? 0 : n%10 >= 2 && n%10 <= 4 && (n%100 < 12 || n%100 > 14) ? 1 : 2);\\n"

#. shown under the title
msgctxt "age"
msgid "day"
msgid_plural "days"
msgstr[0] ""
msgstr[1] ""
msgstr[2] ""
"""


def test_a_new_catalog_has_a_full_header_and_the_forms_of_its_locale():
    template = template_of(Message("day", msgctxt="age", msgid_plural="days", comments=("shown under the title",)))
    assert format_catalog(make_catalog(template, "pl")) == NEW_CATALOG


class TestNumbers:
    """An edit of what is counted or measured is no typo: the old translation is no guess for the new text."""

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("Take two tablets with plenty of water.", "Take three tablets with plenty of water."),
            ("Take 5 mg with plenty of water.", "Take 5 g with plenty of water."),
            ("Take it weekly with plenty of water.", "Take it monthly with plenty of water."),
            ("Take half a tablet with plenty of water.", "Take a tablet with plenty of water."),
        ],
    )
    def test_a_changed_number_word_or_unit_gets_no_guess(self, old, new):
        assert updated(catalog_of(Unit(old, ("X",))), new).units[0].untranslated

    def test_the_same_number_in_digits_or_words_is_no_change_of_itself(self):
        old, new = "Drink two glasses of plain water.", "Drink two glasses of clean water."
        assert updated(catalog_of(Unit(old, ("X",))), new).units[0].fuzzy

    def test_number_words_are_read_in_the_language_of_the_source(self):
        template = template_of("Nehmen Sie drei Tabletten mit viel Wasser.")
        before = catalog_of(Unit("Nehmen Sie zwei Tabletten mit viel Wasser.", ("X",)))
        as_german = update_catalog(before, template, guarded=lambda _unit: False, source_locale="de")
        assert as_german.units[0].untranslated
