"""A translation of a page template's text is data: filled in, escaped, compared, never run."""

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from toolkit.article.page_templates import template_messages
from toolkit.catalog.plurals import cldr_plural_forms
from toolkit.catalog.read import read_catalog
from toolkit.model import Catalog, Unit
from toolkit.site.chrome import SIGNAL_WORDS
from toolkit.site.strings import Strings, fill, mismatch, shipped_catalog, shipped_keys

PUBLISHED = "Published on {date}"
COUNT = ("{number} reference", "{number} references")
SHIPPED = ["ar", "es", "ja"]


def spanish(msgid, *msgstrs, plural=None, flags=(), header="nplurals=2; plural=(n != 1);"):
    unit = Unit(msgid, msgstrs, msgid_plural=plural, flags=flags, line=7)
    return Catalog("toolkit/es.po", Unit("", (f"Plural-Forms: {header}\n",)), (unit,))


def strings(catalog, locale="es"):
    return Strings(locale, own=catalog, site=None)


@pytest.mark.parametrize(
    "msgstr",
    [
        "Publicado %(date)s",
        "Publicado %(fecha)s",
        "Riesgo 50% de",
        "100% seguro",
        "%(date)200000000s",
        "%(secret)s %s %d %",
        "{secret}",
        "{0.__class__} {date.__class__} {date!r} {date:>200000000}",
        "{{ 7 * 7 }} {% include 'base.html' %} {# x #}",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "&lt;b&gt; &#60; &amp;",
    ],
)
def test_a_translation_is_neither_format_string_nor_template_nor_html(msgstr):
    found = strings(spanish(PUBLISHED, msgstr))
    shown = found.gettext(PUBLISHED, date="2026")
    assert msgstr == html.unescape(str(shown))
    assert "<" not in shown
    assert [item.code for item in found.diagnostics] == ["string-placeholders"]


def test_only_the_placeholders_of_the_source_are_replaced():
    shown = fill("{date} {other} {x}", "on {date}", {"date": "A", "other": "B", "x": "C"})
    assert shown == "A {other} {x}"


def test_a_value_is_escaped_unless_it_is_html_already():
    assert fill("{a} {b}", "{a} {b}", {"a": "<b>", "b": Markup("<i>")}) == "&lt;b&gt; <i>"


def test_a_value_that_looks_like_a_placeholder_stays_as_it_is():
    assert fill("{a} {b}", "{a} {b}", {"a": "{b}", "b": 2}) == "{b} 2"


def test_a_literal_brace_loses_its_backslash():
    assert fill(r"\{date} \{", "{date}", {"date": "A"}) == "{date} {"


texts = st.text(st.sampled_from("ab{}<>&\"'%\\ \n_-0") | st.characters(exclude_categories=["Cs"]), max_size=60)


@given(text=texts, date=texts)
@settings(max_examples=200, deadline=None)
def test_no_translation_and_no_value_can_make_html(text, date):
    shown = fill(text, PUBLISHED, {"date": date})
    assert not set("<>\"'") & set(shown)
    parts = re.split(r"(?<!\\)\{date\}", text)
    assert date.join(part.replace(r"\{", "{") for part in parts) == html.unescape(str(shown))


@given(text=texts)
@settings(max_examples=100, deadline=None)
def test_a_text_matches_itself_and_its_copy_with_one_placeholder_more_does_not(text):
    assert mismatch(text, text) is None
    assert mismatch(f"{text} {{zz}}", text) is not None
    assert mismatch(text, f"{text} {{zz}}") is not None
    assert mismatch(text, f"{text} {{zz}}", plural=True) is None


@pytest.mark.parametrize(
    "unit",
    [
        Unit(PUBLISHED, ("",)),
        Unit(PUBLISHED, ("Publicado el {date}",), flags=("fuzzy",)),
        Unit(PUBLISHED, ("Publicado el {date}",), msgctxt="other"),
    ],
    ids=["untranslated", "fuzzy", "other context"],
)
def test_what_is_not_translated_is_english_and_an_error(unit):
    found = strings(Catalog("es.po", None, (unit,), obsolete=(replace(unit, obsolete=True),)))
    assert found.gettext(PUBLISHED, date="2026") == "Published on 2026"
    (item,) = found.diagnostics
    assert (
        item.code,
        item.severity,
        item.locale,
        item.domain,
        item.msgid,
    ) == ("string-untranslated", "error", "es", "toolkit", PUBLISHED)


def test_a_text_that_the_toolkit_does_not_know_is_the_publishers():
    site = Catalog("es.po", None, (Unit("Our own", ("Lo nuestro",)),))
    found = Strings("es", own=Catalog("", None, ()), site=site)
    assert found.gettext("Our own") == "Lo nuestro"
    assert found.diagnostics == []


def test_in_the_source_language_a_text_is_itself():
    found = Strings("en", own=None, site=None)
    shown = [found.ngettext(*COUNT, number, number=number) for number in (0, 1, 2)]
    assert shown == ["0 references", "1 reference", "2 references"]
    assert found.diagnostics == []


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("es", {0: "0 referencias", 1: "1 referencia", 2: "2 referencias", 1_000_000: "1000000 de referencias"}),
        (
            "ar",
            {
                0: "لا توجد مراجع",
                1: "مرجع واحد",
                2: "مرجعان",
                3: "3 مراجع",
                10: "10 مراجع",
                11: "11 مرجعًا",
                100: "100 مرجع",
                103: "103 مراجع",
            },
        ),
        ("ja", {1: "参考文献 1件", 5: "参考文献 5件"}),
    ],
)
def test_the_shipped_plurals_follow_the_rules_of_the_language(locale, expected):
    found = strings(shipped_catalog(locale), locale)
    assert expected == {number: found.ngettext(*COUNT, number, number=number) for number in expected}
    assert found.diagnostics == []


@pytest.mark.parametrize("header", ["nplurals=999999999; plural=0;", "nplurals=2; plural=n/0;", ""])
def test_a_hostile_plural_header_is_replaced_by_cldr(header):
    found = strings(spanish(COUNT[0], "una", "muchas {number}", "varias", plural=COUNT[1], header=header))
    assert found.ngettext(*COUNT, 1, number=1) == "una"
    assert found.ngettext(*COUNT, 5, number=5) == "varias"


def test_a_plural_form_that_is_not_there_is_an_error():
    found = strings(spanish(COUNT[0], "una", plural=COUNT[1]))
    found.ngettext(*COUNT, 5, number=5)
    assert [item.code for item in found.diagnostics] == ["string-plural"]


def test_a_regional_locale_is_served_by_its_language_but_never_by_another_region():
    assert shipped_catalog("es") == shipped_catalog("es_MX")
    assert shipped_catalog("zz") is None


def test_the_template_lists_exactly_the_strings_of_the_page_templates(repository):
    folder = repository / "toolkit/site/templates"
    found = set()
    for path in sorted(folder.glob("*.html")):
        messages, problems = template_messages(path.read_text("utf-8"), path.name)
        assert problems == []
        found |= {message.key for message in messages}
    data = (repository / "toolkit/locales/toolkit.pot").read_bytes()
    units = read_catalog(data, "toolkit.pot", template=True)[0].units
    assert found == {unit.key for unit in units if any("/site/templates/" in path for path in unit.references)}
    assert found <= shipped_keys()
    assert {("signal word", word) for word in SIGNAL_WORDS.values()} <= found


@pytest.mark.parametrize("locale", SHIPPED)
def test_a_shipped_catalog_is_complete_and_has_the_same_placeholders(locale, repository):
    path = repository / f"toolkit/locales/{locale}/LC_MESSAGES/toolkit.po"
    catalog, problems = read_catalog(path.read_bytes(), path.name)
    assert problems == []
    assert shipped_catalog(locale) == catalog
    assert shipped_keys() == set(catalog.by_key)
    assert cldr_plural_forms(locale).header == catalog.headers["Plural-Forms"]
    for unit in catalog.units:
        assert unit.translated, unit
        source = unit.msgid if unit.msgid_plural is None else unit.msgid_plural
        for msgstr in unit.msgstrs:
            assert mismatch(msgstr, source, plural=unit.msgid_plural is not None) is None
    words = [catalog.translation(word, "signal word") for word in SIGNAL_WORDS.values()]
    assert len(set(words)) == len(SIGNAL_WORDS)
