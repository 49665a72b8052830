"""Where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.text.language import load_language
from toolkit.text.sentences import LONGEST_SENTENCE, sentences


def split(text, locale=None):
    language = load_language(locale)[0] if locale else None
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("en", "Stop. Wait! Why? Go", ["Stop.", "Wait!", "Why?", "Go"]),
        ("en", "Take 1.5 mg, e.g. at 8 a.m. today. Then rest.", ["Take 1.5 mg, e.g. at 8 a.m. today.", "Then rest."]),
        ("en", "Ask Dr. Smith. Never stop.", ["Ask Dr. Smith.", "Never stop."]),
        ("en", "See example.org. It helps.", ["See example.org.", "It helps."]),
        ("en", "**Never stop.** Ask first.", ["**Never stop.**", "Ask first."]),
        ("en", "He said “stop.” Then he left.", ["He said “stop.”", "Then he left."]),
        ("en", "3. Payment", ["3. Payment"]),
        ("en", "a. Stop.\n12. Call a doctor. Then wait.", ["a. Stop.", "12. Call a doctor.", "Then wait."]),
        ("en", "Take 5. Then wait.", ["Take 5.", "Then wait."]),
        ("en", "etc. and so on", ["etc. and so on"]),
        ("de", "Fragen Sie z. B. Ihren Arzt. Dann warten.", ["Fragen Sie z. B. Ihren Arzt.", "Dann warten."]),
        ("es", "¿Puede conducir? No conduzca.", ["¿Puede conducir?", "No conduzca."]),
        ("fr", "Arrêter ? Jamais ! Demandez.", ["Arrêter ?", "Jamais !", "Demandez."]),
        (
            "ja",
            "**やめないでください。**医師に相談してください。",
            ["**やめないでください。**", "医師に相談してください。"],
        ),
        ("zh_Hans", "不要停药！请问医生。", ["不要停药！", "请问医生。"]),
        ("hi", "दवा बंद न करें। डॉक्टर से पूछें।", ["दवा बंद न करें।", "डॉक्टर से पूछें।"]),
        ("ar", "لا تتوقف. هل تفهم؟ نعم", ["لا تتوقف.", "هل تفهم؟", "نعم"]),
        (None, "Stop. 停药。Go؟ Yes", ["Stop.", "停药。", "Go؟", "Yes"]),
        ("en", "  \n ", []),
        ("en", "", []),
    ],
)
def test_a_text_is_divided_into_its_sentences(locale, text, expected):
    assert expected == split(text, locale)


@given(st.text(alphabet='ab .!?。。\n"*A1', max_size=80))
def test_nothing_but_white_space_is_lost(text):
    assert "".join(text.split()) == "".join("".join(split(text)).split())


def test_a_run_that_is_no_sentence_is_cut():
    pieces = split("word " * 2_000)
    assert max(map(len, pieces)) <= LONGEST_SENTENCE
    assert " ".join(pieces).split() == ["word"] * 2_000
    assert len(split("x" * (5 * LONGEST_SENTENCE))) == 5
