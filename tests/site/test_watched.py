"""Which messages forbid to keep a page once they change."""

from pathlib import Path

import pytest

from toolkit.config import Config
from toolkit.model import Message
from toolkit.project import Project
from toolkit.site.watched import watch

TEXTS = {
    "Take 5 mg.": True,
    "Take ٥ mg.": True,
    "Take half a tablet.": True,
    "Take it twice a day.": True,
    "Milligrams (mg)": True,
    "Micrograms": True,
    "Wait for one hour.": True,
    "Rest well.": False,
    "Ask your doctor.": False,
    "How it is made": False,
}


@pytest.fixture(scope="module")
def project():
    return Project(Path(), Config(**{"source-locale": "en", "locales": ["es"]}))


@pytest.mark.parametrize("text", TEXTS)
def test_a_number_in_digits_or_words_and_a_unit_are_watched(project, text):
    assert watch(project, "tea")(Message(text)) is TEXTS[text]
