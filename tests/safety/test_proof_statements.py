"""Statements on a page: every fault is refused, every difference that no reader sees is accepted.

The sentences are in `proof/wordings.toml`, the ways to hide them in `proof/hiding.toml`, what is harmless in
`proof/harmless.toml`. A third of the faults (by a hash of the row's name) was not looked at while the code was tuned;
their tests have `unseen` in their ids. What came up afterwards is in `proof/hiding_more.toml`.
"""

import hashlib
import html
import re
import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.model import Region, StatementSeverity, Wording
from toolkit.safety.compare import fold
from toolkit.safety.proof import Expected, prove_page
from toolkit.text.locales import bcp47, direction
from toolkit.text.normalise import normalise

DATA = Path(__file__).parent / "proof"
WORDINGS = tomllib.loads((DATA / "wordings.toml").read_text("utf-8"))
HIDING = tomllib.loads((DATA / "hiding.toml").read_text("utf-8"))["way"]
MORE = tomllib.loads((DATA / "hiding_more.toml").read_text("utf-8"))["way"]
HARMLESS = tomllib.loads((DATA / "harmless.toml").read_text("utf-8"))["way"]
ACCEPTED = {"kept", "equivalent"}


def third(name):
    """Return which third a row belongs to; the unseen one was kept out of sight until the end."""
    return "unseen" if hashlib.sha256(name.encode()).digest()[0] % 3 == 0 else "seen"


def rows(names):
    return [pytest.param(name, id=f"{third(str(name))}: {name}") for name in names]


def expected(text, items=(), region=Region.BODY):
    numbered = tuple((f"item-{number}", item) for number, item in enumerate(items))
    return Expected(Wording("test-never", text, numbered), StatementSeverity.CRITICAL, region)


def statement(text, items=(), *, marked, label="", attrs="", markup="*", tail=""):
    """Return a statement as our pages write it, or the same as any page might."""
    text = markup.replace("*", html.escape(text))
    heading = f'<p class="statement-label">{html.escape(label)}</p>' if label else ""
    listed = "".join(f"<li>{html.escape(item)}</li>" for item in items)
    inner = f'{heading}<p class="text">{text}</p>' + (f"<ul>{listed}</ul>" if items else "") + tail
    if marked:
        mark = 'data-statement="test-never" id="statement-test-never"'
        return f'<section class="statement statement-critical" {mark} {attrs}>{inner}</section>'
    return f'<div class="statement" id="statement-test-never" {attrs}>{inner}</div>'


def page(content, locale="en", *, css="", head="", body="", root=""):
    style = f"<style>{css}</style>" if css else ""
    return (
        f'<!DOCTYPE html><html lang="{bcp47(locale)}" dir="{direction(locale)}" {root}><head><meta charset="utf-8">'
        f"<title>Guide</title>{style}{head}</head><body {body}><nav><p>Menu</p></nav><main><h1>Guide</h1>{content}"
        f"<h2>More</h2><p>Read on.</p></main><footer><p>The end.</p></footer></body></html>"
    )


def judge(document, wanted, locale="en", *, exact, **options):
    labels = frozenset({WORDINGS[locale]["label"]})
    (proof,), _ = prove_page(document, [wanted], locale=locale, labels=labels, exact=exact, **options)
    return proof


def built(way, locale, marked):
    """Return the page that a row of the TOML tables describes."""
    row = WORDINGS[locale]
    content = statement(
        row["emergency"],
        row["items"],
        marked=marked,
        label=row["label"] if marked else "",
        attrs=way.get("attrs", ""),
        markup=way.get("text", "*"),
    )
    content = way.get("wrap", "*").replace("*", content)
    named = {key: way[key] for key in ("css", "head", "body") if key in way}
    return page(content, locale, root=way.get("html", ""), **named), expected(row["emergency"], row["items"])


def judged(way, marked):
    """Return the states in every language; on foreign pages in three, others for each way."""
    start = hashlib.sha256(way["name"].encode()).digest()[1]
    chosen = WORDINGS if marked else [list(WORDINGS)[(start + step) % len(WORDINGS)] for step in (0, 5, 10)]
    return {locale: judge(*built(way, locale, marked), locale, exact=marked).state for locale in chosen}


WAYS = [pytest.param(way, id=f"{third(way['name'])}: {way['name']}") for way in HIDING]
WAYS += [pytest.param(way, id=f"later: {way['name']}") for way in MORE]


# --- hidden -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("marked", [True, False], ids=["marked", "foreign"])
@pytest.mark.parametrize("way", WAYS)
def test_a_hidden_statement_is_refused_in_every_language(way, marked):
    states = judged(way, marked)
    if way["state"] == "refused":
        assert set() == {locale for locale, state in states.items() if state in ACCEPTED}
    else:
        assert dict.fromkeys(states, way["state"]) == states


@pytest.mark.parametrize("way", [row for row in WAYS if row.values[0].keys() & {"attrs", "wrap", "text"}])
def test_a_word_hidden_inside_the_text_is_refused(way):
    first, middle, rest = "Never ", "stop taking", " baclofen suddenly."
    inner = way.get("text", way.get("wrap", "*")).replace(
        "*", f"<span {way['attrs']}>{middle}</span>" if "attrs" in way else middle
    )
    content = statement("@", marked=True).replace("@", first + inner + rest)
    document = page(content, **{key: way[key] for key in ("css", "head", "body") if key in way})
    assert judge(document, expected(first + middle + rest), exact=True).state not in ACCEPTED


@pytest.mark.parametrize("marked", [True, False], ids=["marked", "foreign"])
@pytest.mark.parametrize("way", [pytest.param(way, id=way["name"]) for way in HARMLESS])
def test_a_harmless_difference_is_accepted_in_every_language(way, marked):
    states = judged(way, marked)
    assert dict.fromkeys(states, "kept") == states


# --- other words ------------------------------------------------------------------------------------------------------


def _zero_width(text):
    return text[: len(text) // 2] + "\u200b" + text[len(text) // 2 :]


def _in_place(build):
    """Return a fault that puts another text in the place of the approved one."""
    return lambda row, marked: (
        statement(build(row), marked=marked, label=row["label"] * marked),
        expected(row["never"]),
    )


def _number_in_place(key):
    return lambda row, marked: (statement(row[key], marked=marked), expected(row["dose"]))


def _swapped(row, marked):
    field = "never" if row["swap"][0] in row["never"] else "dose"
    text = row[field].replace(*row["swap"], 1)
    return statement(text, marked=marked), expected(row[field])


def _items(change):
    def build(row, marked):
        return (
            statement(row["emergency"], change(list(row["items"])), marked=marked),
            expected(row["emergency"], row["items"]),
        )

    return build


def _markup(markup):
    return lambda row, marked: (statement(row["never"], marked=marked, markup=markup), expected(row["never"]))


def _listed(template):
    def build(row, marked):
        tail = template.format(*(html.escape(item) for item in row["items"]))
        return statement(row["emergency"], marked=marked, tail=tail), expected(row["emergency"], row["items"])

    return build


TEXT_FAULTS = {
    "negation dropped": _in_place(lambda row: row["negation"]),
    "weaker verb": _in_place(lambda row: row["weaker"]),
    "order of words": _in_place(lambda row: row["order"]),
    "denied by its sentence": _in_place(lambda row: row["denial"].replace("*", row["never"])),
    "taken back in the same block": _in_place(lambda row: row["never"] + " " + row["after"]),
    "introduced in the same block": _in_place(lambda row: row["after"] + " " + row["never"]),
    "truncated at the end": _in_place(lambda row: row["never"][: len(row["never"]) * 2 // 3]),
    "truncated at the start": _in_place(lambda row: row["never"][len(row["never"]) // 3 :]),
    "full stop lost": _in_place(lambda row: row["never"].rstrip(".。।")),
    "another language": _in_place(lambda row: WORDINGS["es" if row["label"] == "Warning" else "en"]["never"]),
    "zero-width character in a word": _in_place(lambda row: _zero_width(row["never"])),
    "override of direction": _in_place(lambda row: "\u202e" + row["never"]),
    "doubled word": _in_place(lambda row: row["never"] + row["never"]),
    "empty": _in_place(lambda _: ""),
    "look-alike character": _swapped,
    "another number": _number_in_place("number"),
    "another unit": _number_in_place("unit"),
    "item lost": _items(lambda items: items[:-1]),
    "items in another order": _items(lambda items: items[::-1]),
    "item changed": _items(lambda items: [items[0], items[1] + " 2", items[2]]),
    "item added": _items(lambda items: [*items, items[0] + "?"]),
    "items lost": _items(lambda _: []),
    "items in paragraphs": _listed("<p>{}</p><p>{}</p><p>{}</p>"),
    "items in one list item": _listed("<ul><li>{} {} {}</li></ul>"),
    "items in two lists with text between": _listed("<ul><li>{}</li></ul><p>.</p><ul><li>{}</li><li>{}</li></ul>"),
    "items after another block": _listed("<p>?</p><ul><li>{}</li><li>{}</li><li>{}</li></ul>"),
    "items in a comment": _listed("<!-- <ul><li>{}</li><li>{}</li><li>{}</li></ul> -->"),
    "item taken back in its block": _listed("<ul><li>{} (?)</li><li>{}</li><li>{}</li></ul>"),
    "only in a title": _markup('<span title="*">x</span>'),
    "only in an alternative text": _markup('<img alt="*" src="x.png">'),
    "only in a label for machines": _markup('<span aria-label="*"></span>'),
    "only in a data attribute": _markup('<span data-text="*"></span>'),
    "only in a placeholder": _markup('<input placeholder="*" value="*">'),
    "word inserted for the eye alone": _markup('<span aria-hidden="true">8 </span>*'),
    "word inserted for the ear alone": _markup('<span style="position:absolute;left:-9999px">8 </span>*'),
    "word inserted in print": _markup('<style media="screen">.p{{display:none}}</style><b class="p">8 </b>*'.format()),
    "struck word inserted": _markup("*<del> 8</del>"),
    "superscript inserted": _markup("*<sup>8</sup>"),
    "alternative text inserted": _markup('<img src="x.png" alt="8">*'),
    "label for machines inserted": _markup('<span role="img" aria-label="8">*</span>'),
    "text of a drawing inserted": _markup('<svg aria-hidden="true"><text>8</text></svg>*'),
    "text of a control inserted": _markup('<input value="8"> *'),
    "text of a button inserted": _markup("<button>8</button> *"),
    "generated text before": _markup('<style>.text::before{content:"8 "}</style>*'),
    "generated text after": _markup('<style>.text:after{content:" 8"}</style>*'),
    "generated text around a word": _markup('<style>.text i::after{content:"8"}</style><i></i>*'),
    "generated text by an attribute": _markup('<style>i::after{content:attr(class)}</style><i class="a8"></i>*'),
    "generated text by a variable": _markup('<style>i{--a:"8"}i::after{content:var(--a)}</style><i></i>*'),
    "superscript digits": lambda row, marked: (
        statement("@", marked=marked).replace("@", re.sub(r"(?<=[8८])([0०])", r"<sup>\1</sup>", row["dose"], count=1)),
        expected(row["dose"]),
    ),
    "block broken in two": lambda row, marked: (
        statement("@", marked=marked).replace("@", row["never"][:9] + '</p><p class="text">' + row["never"][9:]),
        expected(row["never"]),
    ),
    "blocks that flow as one line": lambda row, marked: (
        '<p style="display:inline">' + row["after"] + "</p> " + statement(
            row["never"], marked=marked, markup="*", attrs='style="display:inline"'
        ).replace('class="text"', 'class="text" style="display:inline"'),
        expected(row["never"]),
    ),
    "taken back in a block beside it": lambda row, marked: (
        statement(row["never"], marked=marked, tail=f"<p>{row['after']}</p>" if marked else f" {row['after']}"),
        expected(row["never"]),
    ),
    "loose text before the block": lambda row, marked: (
        f"<div>{row['after']} <p>{row['never']}</p></div>" if not marked else
        statement(row["never"], marked=True).replace('<p class="text">', f'{row["after"]} <p class="text">'),
        expected(row["never"]),
    ),
    "in the footer": lambda row, marked: (
        "</main><footer>" + statement(row["never"], marked=marked) + "</footer><main>", expected(row["never"])
    ),
    "after the first heading although for the lead": lambda row, marked: (
        "<h2>Later</h2>" + statement(row["never"], marked=marked), expected(row["never"], region=Region.LEAD)
    ),
    "doubled with a difference": lambda row, _marked: (
        statement(row["never"], marked=True) + statement(row["negation"], marked=True), expected(row["never"])
    ),
    "doubled with a hidden difference": lambda row, _marked: (
        statement(row["never"], marked=True) + statement(row["negation"], marked=True, attrs="hidden"),
        expected(row["never"]),
    ),
    "not there": lambda row, _marked: ("<p>Hello.</p>", expected(row["never"])),
}  # fmt: skip
UNCASED = {"ar", "hi", "zh_Hans", "ja", "ko"}
CASED_FAULTS = {
    "capitals": _in_place(lambda row: row["never"].upper()),
    "small letters": _in_place(lambda row: row["never"].lower()),
    "capitals by style": _markup('<span style="text-transform:uppercase">*</span>'),
    "without accents or with them": _in_place(lambda row: row["never"].replace("e", "é", 1).replace("о", "о́", 1)),
}
ALL_FAULTS = [f"{kind} / {locale}" for kind in TEXT_FAULTS for locale in WORDINGS] + [
    f"{kind} / {locale}" for kind in CASED_FAULTS for locale in WORDINGS if locale not in UNCASED
]


@pytest.mark.parametrize("marked", [True, False], ids=["marked", "foreign"])
@pytest.mark.parametrize("name", rows(ALL_FAULTS))
def test_other_words_are_refused(name, marked):
    kind, locale = name.split(" / ")
    content, wanted = (TEXT_FAULTS | CASED_FAULTS)[kind](WORDINGS[locale], marked)
    assert judge(page(content, locale), wanted, locale, exact=marked).state not in ACCEPTED


# --- the same words ---------------------------------------------------------------------------------------------------

TYPOGRAPHY = {
    "curly for straight apostrophe": ("’", "'"),
    "no-break space": (" ", "\u00a0"),
    "narrow no-break space": (" ", "\u202f"),
    "no-break hyphen": ("-", "\u2011"),
}


@pytest.mark.parametrize("locale", WORDINGS)
@pytest.mark.parametrize("change", TYPOGRAPHY)
def test_typography_is_equivalent_on_foreign_pages_and_altered_on_ours(locale, change):
    row = WORDINGS[locale]
    old, new = TYPOGRAPHY[change]
    changed = row["emergency"].replace(old, new)
    here = statement(changed, row["items"], marked=True)
    there = statement(changed, row["items"], marked=False)
    wanted = expected(row["emergency"], row["items"])
    same = changed == row["emergency"]
    assert judge(page(here, locale), wanted, locale, exact=True).state == ("kept" if same else "altered")
    assert judge(page(there, locale), wanted, locale, exact=False).state == ("kept" if same else "equivalent")


def test_nothing_but_quotes_dashes_and_blanks_is_equivalent():
    """Of all characters up to U+FFFF: no other sign, digit or letter stands for another one, and no case."""
    quotes = "'‘’‚‛ʼ" + '"“”„‟«»‹›「」『』〝〞〟'
    typography = set(quotes + "-‐‑‒–—―−" + "\u00a0\u202f\u2007\u00ad")
    codes = [chr(code) for code in range(0x20, 0xFFFF) if not 0xD800 <= code < 0xE000]
    typography -= {"'", '"', "-"}
    for letter, joiners in {"a": set(), "ب": {"\u200c", "\u200d"}}.items():
        texts = {char: f"{letter}{char}{letter}" for char in codes}
        assert {char for char, text in texts.items() if fold(text) != normalise(text)} == typography | joiners


@pytest.mark.parametrize("locale", WORDINGS)
def test_soft_hyphens_are_equivalent_on_foreign_pages(locale):
    text = WORDINGS[locale]["never"]
    content = statement(text[:4] + "\u00ad" + text[4:], marked=False)
    assert judge(page(content, locale), expected(text), locale, exact=False).state == "equivalent"


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d"])
@pytest.mark.parametrize("locale", WORDINGS)
def test_joiners_are_equivalent_in_arabic_and_indic_scripts_only(locale, joiner):
    text = WORDINGS[locale]["never"]
    content = statement(text[:5] + joiner + text[5:], marked=False)
    wanted = "equivalent" if locale in {"ar", "hi"} else "altered"
    assert judge(page(content, locale), expected(text), locale, exact=False).state == wanted


# --- laws -------------------------------------------------------------------------------------------------------------

locales = st.sampled_from(sorted(WORDINGS))
sentences = locales.flatmap(
    lambda locale: st.tuples(st.just(locale), st.sampled_from(["never", "dose", "emergency"]))
).map(lambda pair: (pair[0], WORDINGS[pair[0]][pair[1]]))


TYPOGRAPHIC = str.maketrans(dict.fromkeys("'‘’‚‛ʼ", "'") | dict.fromkeys("-‐‑‒–—―−", "-"))


@settings(max_examples=150, deadline=None)
@given(sentences, st.data())
def test_any_change_of_one_visible_character_is_refused(sentence, data):
    locale, text = sentence
    place = data.draw(st.integers(0, len(text) - 1).filter(lambda index: text[index] != " "))
    visible = st.characters(categories=["L", "N", "P", "S"]).filter(
        lambda char: unicodedata.normalize("NFC", char) != text[place]
    )
    new = data.draw(visible | st.just(""))
    changed = text[:place] + new + text[place + 1 :]
    folded = changed.translate(TYPOGRAPHIC)
    marked = data.draw(st.booleans())
    state = judge(page(statement(changed, marked=marked), locale), expected(text), locale, exact=marked).state
    if unicodedata.normalize("NFC", folded) != text.translate(TYPOGRAPHIC):
        assert state not in ACCEPTED
    elif marked:
        assert state == "altered"


@settings(max_examples=100, deadline=None)
@given(sentences, st.data())
def test_markup_and_white_space_inside_the_block_change_nothing(sentence, data):
    locale, text = sentence
    tags = st.sampled_from(["em", "strong", "b", "i", "span", "a", "mark", "small", "u", "bdi"])
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
    space = data.draw(st.sampled_from([" ", "\n", "\t", "  \r\n ", " <!-- x --> ", "<br>", " <br>\n", "<wbr> "]))
    pieces = [text[: cuts[0]]]
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        tag = data.draw(tags)
        pieces.append(f"<{tag}>{text[start:end]}</{tag}>")
    markup = "".join(pieces).replace(" ", space)
    marked = data.draw(st.booleans())
    content = statement("@", marked=marked).replace("@", markup)
    assert judge(page(content, locale), expected(text), locale, exact=marked).state == "kept"


@settings(max_examples=60, deadline=None)
@given(sentences, st.booleans(), st.sampled_from(["NFC", "NFD"]), st.sampled_from(["NFC", "NFD"]))
def test_the_form_of_unicode_changes_nothing(sentence, marked, on_page, in_contract):
    locale, text = sentence
    content = statement(unicodedata.normalize(on_page, text), marked=marked)
    wanted = expected(unicodedata.normalize(in_contract, text))
    assert judge(page(content, locale), wanted, locale, exact=marked).state == "kept"


@settings(max_examples=60, deadline=None)
@given(sentences, st.data())
def test_any_text_before_or_after_in_the_same_block_is_refused(sentence, data):
    locale, text = sentence
    extra = data.draw(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8))
    content = statement(
        f"{extra} {text}" if data.draw(st.booleans()) else f"{text} {extra}", marked=data.draw(st.booleans())
    )
    assert judge(page(content, locale), expected(text), locale, exact=False).state not in ACCEPTED
