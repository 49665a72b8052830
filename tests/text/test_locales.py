"""Names of locales."""

import pytest

from toolkit.text import locales
from toolkit.text.locales import bcp47, cldr, direction, from_bcp47, is_locale, language_name, maximal


@pytest.mark.parametrize("name", ["en", "pt_BR", "zh_Hans", "es_419", "ar", "ar_XB", "en_XA"])
def test_a_locale_that_cldr_knows_survives_the_way_to_html_and_back(name):
    assert is_locale(name)
    assert from_bcp47(bcp47(name)) == name
    assert from_bcp47(bcp47(name).lower()) == name


@pytest.mark.parametrize("name", ["", "EN", "pt-BR", "xx", "../etc", "es.po", "en_US.UTF-8", "en_", "e", "es\n"])
def test_anything_else_is_no_locale(name):
    assert not is_locale(name)


def test_direction_and_own_name_are_those_of_cldr():
    assert {name: direction(name) for name in ("ar", "fa", "ja", "ar_XB")} == {
        "ar": "rtl",
        "fa": "rtl",
        "ja": "ltr",
        "ar_XB": "rtl",
    }
    assert [language_name(name) for name in ("es", "ja", "ar")] == ["español", "日本語", "العربية"]
    assert language_name("pt_BR", "en") == "Portuguese (Brazil)"


@pytest.mark.parametrize(
    ("locale", "whole"),
    [
        *(("zh_CN", "zh_Hans_CN"), ("zh_Hans", "zh_Hans_CN"), ("zh_TW", "zh_Hant_TW"), ("pt", "pt_Latn_BR")),
        *(("pt_PT", "pt_Latn_PT"), ("sr_Latn", "sr_Latn_RS"), ("en_XA", "en_XA"), ("nonsense", "nonsense")),
    ],
)
def test_script_and_region_that_are_taken_for_granted_are_filled_in(locale, whole):
    assert maximal(locale) == whole


@pytest.fixture
def own_memory(tmp_path, monkeypatch):
    """The user's store is empty, and this process has named no language yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))

    def forget():
        for function in (locales._remembered_names, language_name, direction):
            function.cache_clear()

    forget()
    yield forget
    forget()


NAMED = ("ar", "es", "he", "ja", "pt_BR", "ur", "zh_Hans")


def names():
    return [(language_name(name), direction(name)) for name in NAMED]


def test_names_and_directions_that_are_remembered_are_those_of_cldr(own_memory, monkeypatch):
    turns = {"right-to-left": "rtl", "left-to-right": "ltr"}
    expected = [(cldr(name).get_display_name(name), turns[cldr(name).character_order]) for name in NAMED]
    assert names() == expected
    own_memory()
    with monkeypatch.context() as patch:
        patch.setattr(locales, "cldr", None)
        assert names() == expected


@pytest.mark.parametrize("harm", [b"", b"[", b'{"es": 1}', b'{"es": ["a"]}', b"[[]]", b"\xff"])
def test_names_that_cannot_be_read_are_taken_from_cldr(own_memory, monkeypatch, harm):
    expected = names()
    own_memory()
    monkeypatch.setattr("toolkit.store.Store.made", lambda *_: harm)
    assert names() == expected
