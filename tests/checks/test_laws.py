"""What holds for all checks and all texts: they never fail, show what is there, and say nothing of a faithful copy."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.catalog.plurals import cldr_plural_forms
from toolkit.checks import ALL, Context, run_checks
from toolkit.diagnostic import Severity
from toolkit.model import Catalog, Unit

LOCALES = ["ar", "de", "es", "fr", "hi", "ja", "ko", "ru", "tr", "vi", "zh_Hans", "sv", None]
PIECES = st.sampled_from(
    [
        *("**", "*", "_", "`", "[", "](", ")", "\\\n", "<b>", "</b>", "{name}", "%(name)s", "%s", "{{ x }}", "&amp;"),
        *("https://a.example/x", "5 mg", "2,5", " ", "  ", "\u00a0", "\u200b", "\u200d", "\u202e", "\u2066", "\ufffd"),
        *("é", "e\u0301", "Ã©", "а", "カ", "力", "ー", "。", "؟", "।", "ي", "ی", "👩\u200d👧"),
        *("«", "»", "„", '"', "(", ".", "?"),
        *("nunca ", "nunca ", "water ", "の", "약", "में", "和"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=14).map("".join)


def catalog_of(*units):
    return Catalog("x.po", None, units)


def context_of(locale, markdown=None):
    return Context(locale, plural_forms=cldr_plural_forms(locale) if locale else None, markdown=markdown)


@example("¹", "2", "ar", None)  # a code of digits that are no decimal ones
@given(TEXTS.filter(bool), TEXTS, st.sampled_from(LOCALES), st.sampled_from([True, False, None]))
def test_no_text_makes_a_check_fail_and_the_evidence_is_what_stands_there(msgid, msgstr, locale, markdown):
    units = (Unit(msgid, (msgstr,)), Unit(f"{msgid}2", (msgstr, msgid), msgid_plural=msgid))
    for found in run_checks(ALL, catalog_of(*units), context_of(locale, markdown)):
        texts = {"msgid": found.msgid, "msgid_plural": msgid, "msgstr": msgstr, "msgstr[0]": msgstr, "msgstr[1]": msgid}
        for span in found.spans:
            assert texts[span.field][span.start : span.end] == span.text


@given(TEXTS.filter(bool), TEXTS, st.sampled_from(LOCALES))
def test_the_findings_are_the_same_each_time(msgid, msgstr, locale):
    catalog = catalog_of(Unit(msgid, (msgstr,)))
    assert run_checks(ALL, catalog, context_of(locale)) == run_checks(ALL, catalog, context_of(locale))


@given(TEXTS.filter(bool), st.sampled_from(LOCALES))
def test_a_copy_of_the_source_has_none_of_its_faults_of_form(text, locale):
    of_form = {
        *("markup", "links", "placeholders", "html", "edge-space", "double-space", "unbalanced-bracket"),
        *("doubled-word", "repeated-text", "suspicious-length", "end-punctuation", "truncated", "mojibake"),
    }
    found = run_checks(ALL, catalog_of(Unit(text, (text,))), context_of(locale))
    assert [item for item in found if item.code in of_form and item.severity is Severity.ERROR] == []


HOSTILE = {
    "stars": "*" * 20_000,
    "stars and letters": "*a" * 8_000,
    "brackets": "[" * 20_000,
    "links": "[a](" * 5_000,
    "tags": "<b " * 7_000,
    "open braces": "{" * 20_000,
    "half placeholders": "%(" * 10_000,
    "one word": "nunca " * 4_000,
    "negations": "not no never " * 1_500,
    "without": "without " * 2_500,
    "commas and articles": ", die die" * 2_500,
    "hyphens": "a-" * 10_000,
    "two words": "de la " * 4_000,
    "kana": "カタ" * 10_000,
    "kanji": "服用 " * 7_000,
    "quotes": '«"„' * 7_000,
    "half mojibake": "Ã" * 20_000,
    "marks": "e" + "\u0301" * 20_000,
    "joiners": "\u200d" * 20_000,
    "isolates": "\u2066" * 20_000,
    "scripts": "aа" * 10_000,
    "spaces": "a" + " " * 20_000 + ".",
    "addresses": "https://" * 2_500,
    "mail": "a@" * 10_000,
    "dots": "." * 20_000,
    "lines": "a\n" * 10_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("locale", ["es", "ja", "ar"])
def test_hostile_texts_are_checked_to_the_end(name, locale):
    units = (Unit("Take one tablet **twice** a day.", (HOSTILE[name],)), Unit(HOSTILE[name], ("Tome uno.",)))
    assert isinstance(run_checks(ALL, catalog_of(*units), context_of(locale)), list)
