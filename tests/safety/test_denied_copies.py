"""A text that says the wording but for its negation contradicts it, in a project without rules too."""

import pytest

from toolkit.model import Wording
from toolkit.safety.denied_copies import denied_copy, sentences_of, sentences_of_wording
from toolkit.text.language import load_language

WORDINGS = {
    "en": ("Never take two medicines that contain paracetamol.", "Always take two medicines that contain paracetamol."),
    "es": (
        "Nunca tome dos medicamentos con paracetamol a la vez.",
        "Tome siempre dos medicamentos con paracetamol a la vez.",
    ),
    "de": (
        "Nehmen Sie nie zwei Arzneimittel mit Paracetamol gleichzeitig ein.",
        "Nehmen Sie zwei Arzneimittel mit Paracetamol gleichzeitig ein.",
    ),
    "ja": (
        "パラセタモールを含む薬を2種類同時に服用しないでください。",
        "パラセタモールを含む薬を2種類同時に服用してください。",
    ),
    "ar": ("لا تتناول دواءين يحتويان على الباراسيتامول معًا.", "تناول دواءين يحتويان على الباراسيتامول معًا."),
    "ru": (
        "Никогда не принимайте сразу два лекарства с парацетамолом.",
        "Принимайте сразу два лекарства с парацетамолом.",
    ),
}


def found(locale, text, block, items=()):
    wording, language = Wording("one", text, items=tuple(("a", item) for item in items)), load_language(locale)[0]
    return denied_copy(sentences_of_wording(wording, language), sentences_of(block, language), language)


@pytest.mark.parametrize("locale", WORDINGS)
def test_a_copy_without_the_negation_is_found_and_the_wording_itself_is_not(locale):
    right, wrong = WORDINGS[locale]
    assert found(locale, right, wrong) == wrong
    assert found(locale, wrong, right) == right
    assert found(locale, right, right) is None


def test_it_is_found_as_a_sentence_among_others_and_as_an_item():
    right, wrong = WORDINGS["es"]
    assert found("es", right, f"Beba agua. {wrong} Descanse.") == wrong
    assert found("es", "Recuerde:", wrong, items=[right]) == wrong


@pytest.mark.parametrize(
    "text",
    [
        "Do not take two medicines that contain paracetamol.",
        "Ask your pharmacist which medicines contain paracetamol.",
        "Paracetamol lowers a fever.",
        "Take two.",
        "",
    ],
)
def test_other_texts_of_the_topic_are_not_found(text):
    assert found("en", WORDINGS["en"][0], text) is None
