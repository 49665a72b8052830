"""Which msgids are keys of a program."""

import pytest

from toolkit.text.keys import is_key


@pytest.mark.parametrize("msgid", ["label_no_name", "help_icon_2", "nav.home.title", " mail_template ", "a_b"])
def test_a_word_with_an_underscore_or_several_dots_is_a_key(msgid):
    assert is_key(msgid)


@pytest.mark.parametrize(
    "msgid",
    [
        *("", " ", "Stop", "Never stop.", "and/or", "p.r.n.", "10.5.2026", "12:30:45", "_Never_", "__init__", "e.g."),
        *("mg/mL", "the key label_no_name", "_", "a" * 201 + "_b", "Stop.Wait.Call"),
    ],
)
def test_texts_numbers_and_emphasis_are_none(msgid):
    assert not is_key(msgid)


def test_a_default_text_in_a_comment_tells_that_the_msgid_is_its_key():
    assert is_key("front-text", ['Default: "Welcome"'])
    assert not is_key("Welcome", ["Default: none"])
