"""Names of locales."""

import pytest

from toolkit.text.locales import bcp47, direction, from_bcp47, is_locale, language_name, maximal


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
