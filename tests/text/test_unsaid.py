"""What is lost or added as a whole: sentences and clauses, named where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.checks import Context
from toolkit.checks._pairs import read
from toolkit.model import Unit
from toolkit.text.pairing import clauses
from toolkit.text.unsaid import added_part, lost_part, parts_with_signs, permitting

SOURCE = "Swallow the tablet with a glass of water. Do not drive while you feel dizzy. Keep the bottle in the fridge."
WHOLE = (
    "Schlucken Sie die Tablette mit einem Glas Wasser. Fahren Sie nicht Auto, solange Ihnen schwindlig ist. "
    "Bewahren Sie die Flasche im Kühlschrank auf."
)
SENTENCES = WHOLE.replace(". ", ".|").split("|")


def readings(msgid, msgstr, locale="de"):
    (item,) = read(Unit(msgid, (msgstr,)), Context(locale, markdown=None))
    return item.source, item.translation


def test_nothing_is_lost_or_added_in_a_whole_translation():
    source, translation = readings(SOURCE, WHOLE)
    assert lost_part(source, translation) is None
    assert added_part(source, translation) is None


@pytest.mark.parametrize("number", range(3))
def test_a_lost_sentence_is_named(number):
    left = " ".join(SENTENCES[:number] + SENTENCES[number + 1 :])
    source, translation = readings(SOURCE, left)
    start, end = lost_part(source, translation)
    assert SOURCE[start:end] == SOURCE.replace(". ", ".|").split("|")[number]
    assert added_part(source, translation) is None


def test_an_added_sentence_is_named_and_so_is_what_permits_in_it():
    source, translation = readings(SOURCE, f"{WHOLE} Nach dem Essen dürfen Sie ein Glas Wein trinken.")
    start, end = added_part(source, translation)
    assert translation.text[start:end] == "Nach dem Essen dürfen Sie ein Glas Wein trinken."
    assert [translation.word(found) for found in permitting(translation, start, end)] == ["dürfen Sie"]
    assert lost_part(source, translation) is None


def test_more_must_speak_for_it_where_few_words_of_the_source_are_known():
    strange = "Enter a valid username. It may contain only unaccented lowercase and uppercase letters and @/./+/-/_."
    source, translation = readings(
        strange, "Bitte einen gültigen Benutzernamen eingeben, aus kleinen und großen Buchstaben und @/./+/-/_."
    )
    assert lost_part(source, translation) is None


def test_a_text_of_one_part_has_none_that_could_be_missed():
    source, translation = readings("Keep the bottle closed.", "Flasche verschlossen halten.")
    assert [*parts_with_signs(source, translation)] == []


def test_the_shares_of_the_sentences_are_the_whole_text():
    source, translation = readings(SOURCE, WHOLE)
    sentences = [part for part in parts_with_signs(source, translation) if (part.start, part.end) in source.sentences]
    assert len(sentences) >= 3
    assert sum(part.signs.share for part in sentences[:3]) == pytest.approx(1.0)


OTHERS = [
    "Rufen Sie 112 an, wenn Sie schlecht Luft bekommen.",
    "Sie dürfen auch ein Glas Wein trinken, außer am Wochenende.",
    "Bei Fieber über 38 °C nehmen Sie 500 mg Paracetamol; das hilft.",
]


@given(st.lists(st.sampled_from([*SENTENCES, *OTHERS]), max_size=6))
def test_every_sign_lies_between_the_least_and_the_greatest_that_were_told_before(sentences):
    source, translation = readings(SOURCE, " ".join(sentences) or WHOLE)
    for text, other in ((source, translation), (translation, source)):
        assert_within(text, other)


def assert_within(text, other):
    told = []

    def worth(least, greatest):
        told.append([*zip(least, greatest, strict=True)])
        return True

    parts = [*parts_with_signs(text, other, worth)]
    assert parts == [*parts_with_signs(text, other)]
    assert len(told) >= len(parts)
    for part in parts:
        assert any(
            all(low <= sign <= high for sign, (low, high) in zip(part.signs, rows, strict=True)) for rows in told
        )


def test_an_arabic_word_that_begins_like_and_behind_a_prefix_is_not_divided():
    _, translation = readings("Tell us of it.", "أخبرنا بكل شيء عن فيروس كورونا مع الحفاظ على سرية البيانات.", "ar")
    _, two = readings("Drink and sleep.", "اشرب كوبا كبيرا من الماء وخذ قسطا كافيا من النوم.", "ar")
    assert len(clauses(translation)) == 1
    assert len(clauses(two)) == 2
