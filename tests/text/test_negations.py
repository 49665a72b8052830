"""How often a source and its translation negate, as a whole."""

import pytest

from toolkit.text.language import load_language
from toolkit.text.negations import message_balance
from toolkit.text.vocabulary import vocabulary


def read(locale, text):
    language, _ = load_language(locale)
    return vocabulary(language).read(text)


@pytest.mark.parametrize(("times", "is_compared"), [(1, True), (100, True), (2_000, False)])
def test_a_text_with_more_negations_than_a_reader_could_read_is_not_compared(times, is_compared):
    found = message_balance(read("en", "Do not take it. " * times), read("es", "Tómelo. " * times))
    assert bool(found) == is_compared
