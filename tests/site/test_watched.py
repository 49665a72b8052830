"""Which messages forbid to keep a page once they change."""

from pathlib import Path

import pytest

from toolkit.config import Config
from toolkit.model import Message
from toolkit.project import Project
from toolkit.site.watched import watch
from toolkit.text.glossary import Glossary, Term

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
    "You may have a seizure.": True,
    "Seizures are possible.": True,
    "A seizured text.": False,
    "What [the page](seizure.html) says.": False,
}
SEIZURE = Term("seizure", forms={"en": ("seizure", "seizures"), "es": ("convulsión",)})


@pytest.fixture(scope="module")
def project():
    return Project(Path(), Config(**{"source-locale": "en", "locales": ["es"]}), glossary=Glossary([SEIZURE]))


@pytest.mark.parametrize("text", TEXTS)
def test_a_number_in_digits_or_words_a_unit_and_a_term_are_watched(project, text):
    assert watch(project, "tea")(Message(text)) is TEXTS[text]
