"""Dates, numbers and lists as CLDR has them."""

import datetime as dt

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from markupsafe import Markup

from toolkit.site.chrome import own_name
from toolkit.site.formats import _digits, date_text, list_html, number_text, sentence_gap
from toolkit.text.locales import cldr

DAY = dt.date(2026, 2, 23)


@pytest.mark.parametrize(
    ("locale", "date", "number", "together"),
    [
        ("en", "February 23, 2026", "1,234", "a, b, and c"),
        ("es", "23 de febrero de 2026", "1.234", "a, b y c"),
        ("ar", "23 فبراير 2026", "1,234", "a وb وc"),
        ("ja", "2026年2月23日", "1,234", "a、b、c"),
        ("fa", "۲۳ فوریهٔ ۲۰۲۶", "۱٬۲۳۴", "a،\u200f b، و c"),
        ("bn", "২৩ ফেব্রুয়ারী, ২০২৬", "১,২৩৪", "a, b এবং c"),
        ("mr", "२३ फेब्रुवारी, २०२६", "१,२३४", "a, b आणि c"),
        ("pt_BR", "23 de fevereiro de 2026", "1.234", "a, b e c"),
        ("en_XA", "February 23, 2026", "1,234", "a, b, and c"),
    ],
)
def test_a_reader_finds_the_forms_of_the_own_language(locale, date, number, together):
    assert (date, number) == (date_text(DAY, locale), number_text(1234, locale))
    assert together == list_html(["a", "b", "c"], locale)


@pytest.mark.parametrize("year", [1, 1900, 2024, 9999])
@pytest.mark.parametrize("locale", ["ar", "de", "fa", "ja", "pl"])
def test_each_day_of_a_year_is_written_as_cldr_writes_it(locale, year):
    for month, day in ((1, 1), (2, 28), (3, 1), (12, 30), (12, 31)):
        date = dt.date(year, month, day)
        assert date_text(date, locale) == _digits(format_date(date, "long", locale=cldr(locale)), locale)


def test_the_parts_of_a_list_are_escaped_unless_they_are_html_already():
    assert list_html(["<b>", Markup("<i>{0}</i>")], "es", "or") == "&lt;b&gt; o <i>{0}</i>"


@pytest.mark.parametrize(
    ("locale", "name"),
    [
        ("es", "Español"),
        ("ar", "العربية"),
        ("ja", "日本語"),
        ("pt_BR", "Português (Brasil)"),
        ("ka", "ქართული"),
        ("tr", "Türkçe"),
    ],
)
def test_a_language_has_its_own_name(locale, name):
    assert name == own_name(locale)


def test_sentences_stand_apart_but_in_chinese_and_japanese():
    assert [sentence_gap(locale) for locale in ("ja", "zh_Hans", "ko", "th")] == ["", "", " ", " "]


@pytest.mark.parametrize(
    "locale", ["ar", "ar_EG", "bn", "de", "en_XA", "es", "fa", "hi", "mr", "pl", "pt_BR", "zh_Hans"]
)
def test_small_numbers_are_written_as_cldr_writes_them(locale):
    for number in (0, 7, 10, 98, 360, 999):
        slow = format_decimal(number, locale=cldr(locale), numbering_system="default")
        assert number_text(number, locale) == _digits(slow, locale)
    assert len(number_text(1000, locale)) >= 4
