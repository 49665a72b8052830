"""The pseudo-locales: every word changed, every mark, target and placeholder kept."""

import re
import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.article.pieces import pieces, plain_pieces
from toolkit.article.structure import structure
from toolkit.catalog.pseudo import CLOSING, OPENING, pseudo_catalog, pseudo_text
from toolkit.catalog.read import read_catalog
from toolkit.catalog.write import format_catalog
from toolkit.checks import ALL, Context, run_checks
from toolkit.model import Message
from toolkit.project import load_project
from toolkit.site.strings import mismatch
from toolkit.text.locales import PSEUDO

WORDS = ["a", "Stop", "é", "e", "\u0301", "Ü", "5", "1,000", " ", "。", "”", "☎\ufe0f", "?", ";", ",", "."]
BREAKS = ["\n", "\\\n", "  \n"]
MARKS = ["*", "**", "_", "__", "`", "``", "\\", "\\*", "\\q"]
LINKS = ["[", "]", "(", "![", "](b)", "](", '](<x y> "t")', " 'u\\'v')"]
OTHERS = ["{contact}", "{", "&amp;", "&", "<https://e.org/a>", "<b>", "<"]
TEXTS = st.lists(st.sampled_from([*WORDS, *BREAKS, *MARKS, *LINKS, *OTHERS]), max_size=25).map("".join)
LOCALES = st.sampled_from(sorted(PSEUDO))
LETTER = re.compile("[A-Za-z]")
MESSAGES = (
    Message("**Never** stop [suddenly](site:contact)."),
    Message("Yes", msgctxt="answer"),
    Message("{number} reference", msgid_plural="{number} references", flags=("python-brace-format",)),
)

EXAMPLES = {
    ("en_XA", "Yes"): "⟦Ýéš ļöŕéɱ⟧",
    ("en_XA", "Never **stop** it suddenly."): "⟦Ñéṽéŕ **šţöþ** îţ šûđđéñļý. ļöŕéɱ îþšûɱ⟧",
    ("en_XA", "**Never**, says {contact}."): "⟦\u00a0**Ñéṽéŕ**, šåýš {contact}. ļöŕéɱ⟧",
    ("ar_XB", "Yes"): "⟦ئهس⟧",
    ("ar_XB", "1 mg is 1,000 mcg, [is it?](a.html)"): "⟦1 مگ يس 1,000 مچگ، [يس يت؟](a.html)⟧",
    ("ar_XB", "Ménière *now*"): "⟦مهنيهره *نوغ*\u00a0⟧",
}


def words_of(text):
    return "".join(piece.text for piece in pieces(text) if piece.words)


@pytest.mark.parametrize(("locale", "text"), EXAMPLES)
def test_examples(locale, text):
    assert EXAMPLES[locale, text] == pseudo_text(text, locale)


@given(TEXTS, LOCALES)
def test_the_markup_is_that_of_the_source(text, locale):
    source, own = structure(text), structure(pseudo_text(text, locale))
    for part in ("links", "images", "codes", "emphases", "strongs", "breaks", "placeables"):
        assert getattr(source, part) == getattr(own, part), part
    assert len(source.titles) == len(own.titles)
    assert {problem.code for problem in own.problems} <= {problem.code for problem in source.problems}


@given(TEXTS, LOCALES)
def test_no_word_stays_as_it_was(text, locale):
    assert LETTER.search(words_of(pseudo_text(text, locale))) is None


@given(TEXTS, LOCALES)
def test_no_character_is_hidden_and_nfc_stays_nfc(text, locale):
    text = unicodedata.normalize("NFC", text)
    done = pseudo_text(text, locale)
    new = {unicodedata.category(character) for character in set(done) - set(text)}
    assert new <= {"Lu", "Ll", "Lo", "Po", "Ps", "Pe", "Zs"}
    assert unicodedata.is_normalized("NFC", done)


@given(TEXTS, LOCALES)
def test_the_brackets_show_where_a_text_begins_and_ends(text, locale):
    done = pseudo_text(text, locale).strip()
    assert (done[:1], done[-1:]) == ((OPENING, CLOSING) if text.strip() else ("", ""))


@given(TEXTS.filter(str.strip))
def test_accented_text_is_a_third_longer_or_a_little_more(text):
    before, after = len(words_of(text).replace("\u0301", "")), len(words_of(pseudo_text(text, "en_XA")))
    assert 1.35 * before <= after + 1 <= 1.35 * before + 25


@given(st.lists(st.sampled_from([*"aZ*_[]({}\\ \n", "{name}"]), max_size=20).map("".join), LOCALES)
def test_text_without_markdown_keeps_its_placeholders_and_nothing_else(text, locale):
    done = pseudo_text(text, locale, markdown=False)
    assert mismatch(done, text) is None
    kept = [piece.text for piece in plain_pieces(done) if LETTER.search(piece.text)]
    assert kept == re.findall(r"(?<!\\)\{(?:[A-Za-z][A-Za-z0-9_-]*)\}", text)


@given(st.text(max_size=60), LOCALES)
def test_any_text_can_be_taken(text, locale):
    assert bool(pseudo_text(text, locale).strip()) == bool(text.strip())


@pytest.mark.parametrize(("locale", "forms"), [("en_XA", 2), ("ar_XB", 6)])
def test_a_plural_has_the_forms_of_its_locale(locale, forms):
    unit = pseudo_catalog(MESSAGES, locale).units[-1]
    one, other = pseudo_text(unit.msgid, locale), pseudo_text(unit.msgid_plural, locale)
    assert (forms, 1) == (len(unit.msgstrs), unit.msgstrs.count(one))
    assert {one, other} == set(unit.msgstrs)


@pytest.mark.parametrize("locale", PSEUDO)
def test_a_catalog_is_whole_and_survives_a_file(locale):
    catalog = pseudo_catalog(MESSAGES, locale)
    assert [message.key for message in MESSAGES] == [unit.key for unit in catalog.units]
    assert all(unit.translated for unit in catalog.units)
    read, problems = read_catalog(format_catalog(catalog).encode("utf-8"), "pseudo.po")
    assert problems == []
    assert catalog == read


@pytest.mark.needs("msgfmt")
@pytest.mark.parametrize("locale", PSEUDO)
def test_gettext_accepts_the_catalog(locale, tmp_path):
    file = tmp_path / "pseudo.po"
    file.write_text(format_catalog(pseudo_catalog(MESSAGES, locale)), "utf-8")
    subprocess.run(["msgfmt", "-c", "-o", "-", file], check=True, capture_output=True)


@pytest.mark.parametrize("locale", PSEUDO)
def test_the_checks_find_nothing_in_the_messages_of_this_repository(repository, locale):
    project = load_project(repository)
    for domain, messages in project.messages.items():
        markdown = domain in {article.domain for article in project.articles}
        catalog = pseudo_catalog(messages, locale, markdown=markdown)
        assert run_checks(ALL, catalog, Context(locale, domain=domain, markdown=markdown)) == []
