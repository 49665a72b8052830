"""Tables that are made of language data: kept, or made anew, they are the same."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from toolkit.store import Store
from toolkit.text import dictionary, kept_tables, vocabulary
from toolkit.text.kept_tables import Kind, kept, shipped
from toolkit.text.language import load_language
from toolkit.text.quantities import quick_look
from toolkit.text.quantities.loading import load_lexicon

KIND = Kind("test", (list, dict, int))
TABLES = [["ä", 1], {"\u05d0": [2, "b"]}, 3]
TEXTS = {
    "de": "Nehmen Sie keine Tablette nach 18 Uhr ein, außer der Arzt sagt es. Ibuprofen kann Kopfschmerzen machen.",
    "ar": "لا تتناول الدواء قبل استشارة الطبيب، وبالماء فقط.",
    "ja": "医師に相談せずに薬をやめないでください。頭痛が強いときは、すぐに救急車を呼んでください。",
    "tr": "Doktorunuza sormadan ilacı bırakmayın; parasetamol baş ağrısı için alınabilir.",
}


@pytest.fixture(autouse=True)
def shelf(monkeypatch, tmp_path):
    """Give the folder of what is kept, which is empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(kept_tables, "this_toolkit", lambda: "this one")
    return tmp_path / "l10n" / kept_tables.SHELF


@pytest.fixture
def asked():
    """Return what asks for the tables, and says how often they had to be made."""
    made = []

    def ask(of="x", kind=KIND):
        found = kept(kind, of, lambda: made.append(of) or TABLES)
        assert found == TABLES
        return len(made)

    return ask


def files_of(shelf):
    return [path for path in shelf.rglob("*") if path.is_file()]


def test_what_is_kept_is_not_made_again(asked):
    assert [asked(), asked(), asked("another language"), asked("another language")] == [1, 1, 2, 2]
    assert asked(kind=Kind("another", KIND.fields)) == 3


def test_another_toolkit_makes_its_own(asked, monkeypatch):
    asked()
    monkeypatch.setattr(kept_tables, "this_toolkit", lambda: "another one")
    assert asked() == 2


def test_nothing_is_kept_just_after_a_change_of_the_toolkit(asked, monkeypatch, shelf):
    monkeypatch.setattr(kept_tables, "this_toolkit", lambda: None)
    assert [asked(), asked()] == [1, 2]
    assert not files_of(shelf)


@pytest.mark.parametrize("harm", [b"", b"no hash\n[]", b"\xff\x00", None])
def test_what_is_harmed_is_made_anew(asked, shelf, harm):
    asked()
    (file,) = files_of(shelf)
    whole = file.read_bytes()
    file.write_bytes(whole[:-3] if harm is None else harm)
    assert [asked(), asked()] == [2, 2]
    assert file.read_bytes() == whole


@pytest.mark.parametrize("other", ["no JSON", "null", "{}", "[]", '[[], {}, "3"]', "[{}, [], 3]", "[[], {}, 3, 4]"])
def test_what_is_of_another_form_is_made_anew(asked, shelf, other):
    asked()
    (file,) = files_of(shelf)
    Store(shelf, shelf).remember(file.name, other.encode())
    assert [asked(), asked()] == [2, 2]


def test_where_nothing_can_be_kept_all_is_made(asked, tmp_path):
    (tmp_path / "l10n").write_text("no folder")
    assert [asked(), asked()] == [1, 2]


def test_what_is_no_text_is_not_kept(shelf):
    assert kept(KIND, "x\udc80", lambda: [["\udc80"], {}, 1]) == [["\udc80"], {}, 1]
    assert not files_of(shelf)


def test_only_so_many_tables_are_kept(asked, monkeypatch, shelf):
    monkeypatch.setattr(kept_tables, "_MOST", 4)
    for number in range(9):
        asked(str(number))
    assert 2 <= len(files_of(shelf)) <= 4
    assert asked("8") == 9


def test_who_makes_the_same_at_once_is_in_nobodys_way(shelf):
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda number: kept(KIND, str(number % 2), lambda: TABLES), range(64)))
    assert found == [TABLES] * 64
    assert len(files_of(shelf)) == 2, "and no temporary file is left"


def test_a_shipped_file_is_what_it_says_and_a_missing_one_says_nothing():
    first = shipped("toolkit.text", "languages/de.toml")
    assert first["locale"] == "de"
    assert shipped("toolkit.text", "languages/de.toml") == first
    assert shipped("toolkit.text", "languages/xx.toml") == {}


@pytest.mark.parametrize("locale", TEXTS)
def test_kept_tables_find_in_a_text_what_made_ones_find(locale, monkeypatch, shelf):
    language, _ = load_language(locale)

    def read():
        monkeypatch.setattr(vocabulary.vocabulary, "made", {})
        monkeypatch.setattr(dictionary.dictionary, "made", {})
        words, known = vocabulary.vocabulary(language), dictionary.dictionary(language)
        found = [words.read(TEXTS[locale]).found, known.words(TEXTS[locale])]
        assert all(found)
        return found, [*words.phrases.rows], words.medicines, known.common, known.tables

    made = read()
    assert len(files_of(shelf)) >= 2
    monkeypatch.setattr(vocabulary, "_tables", lambda *_: pytest.fail("made again"))
    monkeypatch.setattr(dictionary, "_sorted", lambda *_: pytest.fail("made again"))
    assert read() == made


@pytest.mark.parametrize("locale", [*TEXTS, "nl", "en_XA"])
def test_a_quick_look_for_numbers_with_what_was_kept_is_one_with_what_is_made(locale, monkeypatch, shelf):
    def look():
        known = quick_look.quick_look(replace(load_lexicon(locale)))
        return known.telling, known.telling_parts.pattern, known.mentions("milligram"), known.ones

    made = look()
    assert len(files_of(shelf)) >= 1
    monkeypatch.setattr(quick_look, "_made", lambda *_: pytest.fail("made again"))
    assert look() == made


def test_a_project_s_own_words_have_tables_of_their_own(shelf):
    plain, _ = load_language("de")
    vocabulary.vocabulary(plain)
    with_words, problems = load_language("de", '[marks]\ndelays = ["wenn es gerade passend klingt"]')
    assert not problems
    known = vocabulary.vocabulary(with_words)
    text = "Rufen Sie wenn es gerade passend klingt an."
    assert known.read(text).of("direction.urgency") != vocabulary.vocabulary(plain).read(text).of("direction.urgency")
    rows = [json.loads(file.read_bytes().partition(b"\n")[2]) for file in files_of(shelf)]
    assert sum("wenn es gerade passend klingt" in json.dumps(row) for row in rows) == 1
