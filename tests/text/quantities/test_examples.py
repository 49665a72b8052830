"""What is read of sentences in fifteen languages, as tables say it.

`<locale>.toml` holds texts and what must be read of them, in the order of the text. `~` before a quantity: languages
add and drop it freely; such ones need not be listed. `/day`: counted for a day; `=0800`: a code; `2..3 h`: a range.
`pairs/<locale>.toml` holds English sentences with correct translations.
`<locale>.held.toml` was held back while the reader was written and measured once; since then it counts as seen.
"""

import tomllib
from pathlib import Path

import pytest

from toolkit.text.quantities import Kind, compare, quantities
from toolkit.text.quantities.reading import may_tell

FOLDER = Path(__file__).parent
LOCALES = sorted(path.stem for path in FOLDER.glob("*.toml") if not path.stem.endswith(".held"))
TABLES = {
    locale: {
        text: wanted
        for path in sorted(FOLDER.glob(f"{locale}.*toml"), reverse=True)
        for text, wanted in tomllib.loads(path.read_text("utf-8")).items()
    }
    for locale in LOCALES
}
ROWS = [(locale, text, wanted) for locale, table in TABLES.items() for text, wanted in table.items()]
each_row = pytest.mark.parametrize(("locale", "text", "wanted"), ROWS, ids=[f"{row[0]}: {row[1]}" for row in ROWS])


def split(wanted):
    return [part.strip() for part in wanted.split(";") if part.strip()]


def firm(shown):
    return [part for part in shown if not part.startswith("~")]


@each_row
def test_a_text_is_read_as_its_table_says(locale, text, wanted):
    shown = [str(row) for row in quantities(text, locale) if row.kind is not Kind.MENTION]
    assert firm(shown) == firm(split(wanted))
    assert set(split(wanted)) <= set(shown)


@each_row
def test_a_quick_look_never_misses_what_must_be_kept(locale, text, wanted):
    periods = {"/day", "/night"}
    assert may_tell(text, locale) or set(firm(split(wanted))) <= periods


@each_row
def test_a_text_has_the_quantities_of_itself(locale, text, wanted):
    foreign = any(row.foreign for row in quantities(text, locale))
    assert foreign or compare(text, text, locale, locale) == ()


def english(wanted):
    own = sorted(firm(split(wanted)))
    return [text for text, other in TABLES["en"].items() if own and sorted(firm(split(other))) == own]


PAIRS = [(locale, text, source) for locale, text, wanted in ROWS if locale != "en" for source in english(wanted)]


@pytest.mark.parametrize(("locale", "text", "source"), PAIRS, ids=[f"{row[0]}: {row[1]} = {row[2]}" for row in PAIRS])
def test_translations_of_one_sentence_have_the_same_quantities(locale, text, source):
    own = [row for row in compare(source, text, "en", locale) if row.own is None or not row.own.foreign]
    assert own == []


TRANSLATIONS = [
    (path.stem, source, text)
    for path in sorted((FOLDER / "pairs").glob("*.toml"))
    for source, text in tomllib.loads(path.read_text("utf-8")).items()
]


@pytest.mark.parametrize(
    ("locale", "source", "text"), TRANSLATIONS, ids=[f"{row[0]}: {row[1]}" for row in TRANSLATIONS]
)
def test_a_correct_translation_has_the_quantities_of_its_source(locale, source, text):
    assert compare(source, text, "en", locale) == ()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_language_has_enough_examples(locale):
    assert len(TABLES[locale]) >= 60
