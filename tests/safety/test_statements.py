import unicodedata
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.diagnostic import Severity
from toolkit.limits import Limits
from toolkit.model import Catalog, Location, Region, Statement, StatementItem, StatementSeverity, Unit, Wording
from toolkit.safety.statements import (
    check_contract,
    check_placements,
    check_topics,
    parse_statements,
    wording,
)

PATH = "source/safety/statements/baclofen.toml"
SOUND = """\
# What readers must not miss.
[never-stop]
severity = "critical"
region = "lead"
text = "Never stop taking baclofen suddenly."
topics = ["baclofen"]
reference = "prescribing information"

[emergency-now]
severity = "critical"
text = "Call your local emergency number now if:"
items = [
  { id = "breathing", text = "you have trouble breathing" },
  { id = "seizure", text = "you have a seizure" },
]
topics = ["baclofen", "tizanidine"]

[information-only]
severity = "notice"
text = "This page does not replace advice."
topics = ["*"]
"""


def told(text, path=PATH, **keywords):
    return [(item.line, item.code) for item in parse_statements(text, path, **keywords)[1]]


def with_text(text):
    """A file of one statement with these words."""
    escaped = "".join(f"\\U{ord(character):08X}" for character in text)
    return f'[one]\nseverity = "notice"\ntext = "{escaped}"\ntopics = ["a"]\n'


def test_a_sound_file_gives_its_statements_in_order():
    statements, found = parse_statements(SOUND, PATH)
    assert found == []
    assert statements == (
        Statement(
            "never-stop",
            StatementSeverity.CRITICAL,
            "Never stop taking baclofen suddenly.",
            ("baclofen",),
            (),
            Region.LEAD,
            "prescribing information",
            "safety-baclofen",
        ),
        Statement(
            "emergency-now",
            StatementSeverity.CRITICAL,
            "Call your local emergency number now if:",
            ("baclofen", "tizanidine"),
            (
                StatementItem("breathing", "you have trouble breathing"),
                StatementItem("seizure", "you have a seizure"),
            ),
            Region.BODY,
            "",
            "safety-baclofen",
        ),
        Statement(
            "information-only",
            StatementSeverity.NOTICE,
            "This page does not replace advice.",
            ("*",),
            domain="safety-baclofen",
        ),
    )
    assert [statement.location for statement in statements] == [Location(PATH, line) for line in (2, 9, 18)]


def test_the_contract_of_this_repository_is_sound(repository):
    files = sorted(repository.glob("source/safety/statements/*.toml"))
    parsed = [parse_statements(file.read_text("utf-8"), file.name) for file in files]
    assert [found for _, found in parsed] == [[] for _ in files]
    assert check_contract([statement for statements, _ in parsed for statement in statements]) == []


GOOD = '[one]\nseverity = "notice"\ntext = "Stop."\ntopics = ["a"]\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('[one]\ntext = "x\n', [(2, "statement-invalid")], id="a string without its end"),
        pytest.param('[one]\nseverity = "', [(2, "statement-invalid")], id="the end of the file inside a string"),
        pytest.param("\ufeff" + GOOD, [(1, "statement-invalid")], id="a byte order mark"),
        pytest.param("<<<<<<< HEAD\n" + GOOD, [(1, "statement-invalid")], id="a conflict marker"),
        pytest.param(GOOD + "a = " + "[" * 5000, [(1, "statement-invalid")], id="arrays too deep"),
        pytest.param(GOOD + "x." * 200 + "y = 1", [(5, "statement-invalid")], id="a key of two hundred parts"),
        pytest.param(GOOD + "x = " + "9" * 5000, [(1, "statement-invalid")], id="a number too long"),
        pytest.param(GOOD + "x = 0x" + "f" * 5000, [(5, "statement-invalid")], id="a number too long to be shown"),
        pytest.param(GOOD + "#" * 1_000_000, [(1, "statement-invalid")], id="a file too large"),
        pytest.param(GOOD + GOOD, [(5, "statement-invalid")], id="the same id twice in one file"),
        pytest.param('title = "x"\n' + GOOD, [(1, "statement-invalid")], id="a key outside all statements"),
        pytest.param(
            '[One]\nseverity = "notice"\ntext = "Stop."\ntopics = ["a"]', [(1, "statement-invalid")], id="case"
        ),
        pytest.param(
            '["a b"]\nseverity = "notice"\ntext = "Stop."\ntopics = ["a"]', [(1, "statement-invalid")], id="space"
        ),
        pytest.param(
            "[ünsafe]\n".replace("ü", '"ü').replace("e]", 'e"]') + GOOD[6:], [(1, "statement-invalid")], id="not ASCII"
        ),
        pytest.param('["../one"]\n' + GOOD[6:], [(1, "statement-invalid")], id="a path"),
        pytest.param("[con]\n" + GOOD[6:], [(1, "statement-invalid")], id="a name that Windows keeps"),
        pytest.param("[a--b]\n" + GOOD[6:], [(1, "statement-invalid")], id="two hyphens"),
        pytest.param(f"[{'a' * 81}]\n" + GOOD[6:], [(1, "statement-invalid")], id="an id too long"),
        pytest.param('[""]\n' + GOOD[6:], [(1, "statement-invalid")], id="no id"),
        pytest.param(
            "[one]\n",
            [(1, "statement-invalid"), (1, "statement-invalid"), (1, "statement-invalid")],
            id="nothing in it",
        ),
        pytest.param(GOOD + 'colour = "red"', [(5, "statement-invalid")], id="an unknown key"),
        pytest.param(GOOD.replace('"notice"', '"dire"'), [(2, "statement-invalid")], id="an unknown severity"),
        pytest.param(GOOD.replace('"notice"', "1"), [(2, "statement-invalid")], id="a severity of the wrong type"),
        pytest.param(GOOD.replace('"Stop."', "5"), [(3, "statement-invalid")], id="a text that is a number"),
        pytest.param(GOOD.replace('"Stop."', '["Stop."]'), [(3, "statement-invalid")], id="a text that is an array"),
        pytest.param(GOOD + 'region = "footer"', [(5, "statement-invalid")], id="an unknown region"),
        pytest.param(GOOD + "reference = 3", [(5, "statement-invalid")], id="a reference that is no text"),
        pytest.param(GOOD + 'reference = "a\\u202E"', [(5, "statement-invalid")], id="a reference with an override"),
        pytest.param(GOOD.replace('["a"]', "[]"), [(4, "statement-invalid")], id="no topic"),
        pytest.param(GOOD.replace('["a"]', '"a"'), [(4, "statement-invalid")], id="topics that are no array"),
        pytest.param(GOOD.replace('["a"]', '["a", "a"]'), [(4, "statement-invalid")], id="a topic twice"),
        pytest.param(GOOD.replace('["a"]', '["a", "*"]'), [(4, "statement-invalid")], id="a topic besides all"),
        pytest.param(GOOD.replace('["a"]', '["a",\n "A b"]'), [(5, "statement-invalid")], id="a bad topic"),
        pytest.param(GOOD + "items = []", [(5, "statement-invalid")], id="a list without items"),
        pytest.param(GOOD + 'items = ["x"]', [(5, "statement-invalid")], id="an item that is no table"),
        pytest.param(GOOD + 'items = [\n { id = "x" } ]', [(6, "statement-invalid")], id="an item without text"),
        pytest.param(
            GOOD + '[[one.items]]\nid = "x"\ntext = "y"\nmore = 1', [(8, "statement-invalid")], id="an item with more"
        ),
        pytest.param(
            GOOD + 'items = [\n {id="x",text="y"},\n {id="x",text="z"} ]',
            [(7, "statement-duplicate")],
            id="items twice",
        ),
        pytest.param(
            GOOD + 'items = [\n {id="X/1",text="*y*"} ]',
            [(6, "statement-invalid"), (6, "statement-text")],
            id="two problems in one item",
        ),
    ],
)
def test_each_problem_is_told_with_its_line(text, expected):
    assert told(text) == expected


def test_a_key_that_would_hang_the_reader_is_refused_before_it_is_read():
    (found,) = parse_statements(GOOD + "\n" + "x . 'y' ." * 100_000 + "z = 1", PATH)[1]
    assert (found.line, found.message) == (6, "the key has more than 100 parts")


@pytest.mark.parametrize("path", ["a/Bad Name.toml", "nul.toml", "a/b.c.toml", ".toml", "é.toml"])
def test_a_file_name_that_is_no_domain_is_told(path):
    assert told(GOOD, path) == [(1, "statement-invalid")]


def test_a_path_of_windows_has_the_same_domain():
    (statement,), _ = parse_statements(GOOD, "source\\safety\\statements\\baclofen.toml")
    assert statement.domain == "safety-baclofen"


def test_all_problems_are_told_at_once():
    text = '[one]\nseverity = "x"\ntext = " {a} "\n[two]\ntext = 1\ntopics = []\nseverity = "notice"\n' + SOUND
    statements, found = parse_statements(text, PATH)
    assert [(item.line, item.code) for item in found] == [
        (2, "statement-invalid"),
        (3, "statement-text"),
        (1, "statement-invalid"),
        (5, "statement-invalid"),
        (6, "statement-invalid"),
    ]
    assert [statement.id for statement in statements] == ["never-stop", "emergency-now", "information-only"]


def test_a_misspelt_key_gets_the_key_that_was_meant():
    (first, second) = parse_statements(GOOD.replace("topics", "topcs"), PATH)[1]
    assert {first.hint, second.hint} == {None, "did you mean 'topics'?"}


@pytest.mark.parametrize(
    "text",
    [
        "Stop{name}.",
        "Stop }.",
        "Do **not** stop.",
        "Do *not* stop.",
        "*Never* stop.",
        "Do _not_ stop.",
        "Do __not__ stop.",
        "Do `not` stop.",
        "Do ~~not~~ stop.",
        "See [the doctor](https://example.org).",
        "See [the doctor][1].",
        "Do <b>not</b> stop.",
        "Do <!-- not --> stop.",
        "Do not stop &amp; go.",
        "Do not stop&#46;",
        "# Stop.",
        "> Stop.",
        "- Stop.",
        "1. Stop.",
        "::safety x.",
        "Stop\\.",
        " Stop.",
        "Stop. ",
        "Stop.\u00a0",
        "Stop.\nGo.",
        "Stop.\u2028Go.",
        "Stop.\tGo.",
        "Stop\0.",
        "Stop\x1b[2J.",
        "Stop\u202e.",
        "Stop\u2066.",
        "Stop\u200f.",
        "Stop\u200b.",
        "Stop\u00ad.",
        "Stop\ufeff.",
        "Stop\ufffd.",
        "Stop\ufffe.",
        "Stop\ufdd0.",
        "Stop\U000e0041.",
        "Stop\ue000.",
        "Stop\u3164.",
        "No pare. " + unicodedata.normalize("NFD", "Atención."),
        "",
        " ",
        "\u3000",
        "\u200d",
    ],
)
def test_words_that_are_no_plain_text_are_refused(text):
    assert told(with_text(text)) == [(3, "statement-text")]


@pytest.mark.parametrize(
    "text",
    [
        "Never stop.",
        "Do not take more than 5 < 10 mg & ask.",
        "Take 2*3 tablets?",
        "Call 112!",
        "Say “stop.”",
        "Ne l’arrêtez jamais\u00a0!",
        "突然やめないでください。",
        "لا تتوقف فجأة؟",
        "ناگهان قطع نمی\u200cکنید.",
        "अचानक बंद न करें।",
        "snake_case_name is fine.",
        "A (very) short one [sic].",
        "Μη σταματήσετε ξαφνικά.",
    ],
)
def test_plain_sentences_of_any_language_are_accepted(text):
    assert told(with_text(text)) == []


@pytest.mark.parametrize("text", ["Never stop", "Never stop:", "Never stop,", "Never stop;", "..and so on\u00bb then"])
def test_a_text_that_does_not_end_as_a_sentence_is_a_warning(text):
    statements, (found,) = parse_statements(with_text(text), PATH)
    assert (found.code, found.severity, found.line) == ("statement-sentence", Severity.WARNING, 3)
    assert statements[0].text == text


@pytest.mark.parametrize("mark", [":", "：", ".", "!"])
def test_a_text_may_announce_its_items(mark):
    assert told(GOOD.replace("Stop.", f"Stop if{mark}") + 'items = [{ id = "x", text = "you can" }]') == []


def test_words_longer_than_the_limit_are_refused():
    long = GOOD.replace("Stop.", "Stop " * 21 + ".")
    assert told(long) == []
    assert told(long, limits=Limits(message_size=100)) == [(3, "statement-invalid")]


@given(st.text() | st.text(alphabet="[]{}=.\"'ab \n#"))
def test_no_text_makes_the_reader_fail(text):
    statements, found = parse_statements(text, PATH)
    assert statements == ()
    assert all(item.path == PATH and 1 <= item.line <= text.count("\n") + 1 for item in found)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_no_words_make_the_reader_fail(text):
    statements, found = parse_statements(with_text(text), PATH)
    assert [statement.text for statement in statements] in ([text], [])
    assert statements or {item.code for item in found} == {"statement-text"}


def test_an_id_belongs_to_one_file():
    one, _ = parse_statements(SOUND, "a.toml")
    other, _ = parse_statements(GOOD + SOUND[SOUND.index("[information") :], "b.toml")
    (found,) = check_contract([*one, *other])
    assert (found.code, found.path, found.line) == ("statement-duplicate", "b.toml", 5)
    assert found.message == "the id 'information-only' is taken by a.toml:18"


def test_a_topic_that_no_article_has_is_a_warning():
    statements, _ = parse_statements(SOUND, PATH)
    found = check_topics(statements, {"baclofen", "tizanidin"})
    assert [(item.line, item.severity, item.hint) for item in found] == [
        (9, Severity.WARNING, "did you mean 'tizanidin'?")
    ]


# Placements


@dataclass(frozen=True)
class Front:
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Placement:
    statement: str
    region: Region
    line: int


@dataclass(frozen=True)
class Article:
    """As much of an article as statements know."""

    placements: tuple[Placement, ...]
    front: Front = Front(("baclofen",))
    path: str = "source/articles/one.md"


STATEMENTS = parse_statements(SOUND, PATH)[0]
WELL_PLACED = (
    Placement("never-stop", Region.LEAD, 10),
    Placement("emergency-now", Region.LEAD, 12),
    Placement("information-only", Region.BODY, 40),
)


def placed(*placements, topics=("baclofen",)):
    return [
        (item.line, item.code, item.statement)
        for item in check_placements(Article(placements, Front(topics)), STATEMENTS)
    ]


def test_an_article_that_places_all_is_clean():
    assert placed(*WELL_PLACED) == []


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_each_statement_that_the_topics_ask_for_must_be_placed(missing):
    rest = WELL_PLACED[:missing] + WELL_PLACED[missing + 1 :]
    (found,) = check_placements(Article(rest), STATEMENTS)
    assert (found.code, found.severity, found.statement) == (
        "statement-missing",
        Severity.ERROR,
        WELL_PLACED[missing].statement,
    )
    assert (found.path, found.line) == ("source/articles/one.md", 1)
    assert f"::safety {found.statement}" in found.hint


def test_only_the_topics_decide_what_is_asked_for():
    assert placed(WELL_PLACED[2], topics=()) == []
    assert placed(WELL_PLACED[1], WELL_PLACED[2], topics=("tizanidine",)) == []


def test_a_statement_of_the_lead_stands_in_the_lead():
    assert placed(Placement("never-stop", Region.BODY, 30), *WELL_PLACED[1:]) == [
        (30, "statement-misplaced", "never-stop")
    ]


def test_a_statement_is_placed_once():
    again = Placement("never-stop", Region.BODY, 50)
    assert placed(*WELL_PLACED, again) == [(50, "statement-repeated", "never-stop")]


def test_an_unknown_id_is_an_error_with_the_id_that_was_meant():
    typo = Placement("never-stopp", Region.LEAD, 9)
    first, second = check_placements(Article((typo, *WELL_PLACED[1:])), STATEMENTS)
    assert (first.code, first.line, first.hint) == ("statement-unknown", 9, "did you mean 'never-stop'?")
    assert (second.code, second.statement) == ("statement-missing", "never-stop")


def test_a_statement_that_no_topic_asks_for_may_be_placed_with_a_note():
    (found,) = check_placements(Article(WELL_PLACED, Front(("tizanidine",))), STATEMENTS)
    assert (found.code, found.severity, found.line) == ("statement-unasked", Severity.NOTE, 10)


# Wordings


def catalog(*units, obsolete=()):
    return Catalog("locales/es/LC_MESSAGES/safety-baclofen.po", None, units, obsolete)


NEVER = Unit("Never stop taking baclofen suddenly.", ("Nunca deje.",), "never-stop")
EMERGENCY = (
    Unit("Call your local emergency number now if:", ("Llame si:",), "emergency-now"),
    Unit("you have trouble breathing", ("le cuesta respirar",), "emergency-now/breathing"),
    Unit("you have a seizure", ("tiene una convulsión",), "emergency-now/seizure"),
)


def test_the_wording_is_the_translation_of_text_and_items():
    assert wording(STATEMENTS[0], catalog(NEVER)) == Wording("never-stop", "Nunca deje.")
    assert wording(STATEMENTS[1], catalog(*EMERGENCY)) == Wording(
        "emergency-now", "Llame si:", (("breathing", "le cuesta respirar"), ("seizure", "tiene una convulsión"))
    )


def test_in_the_source_locale_the_source_is_the_wording():
    assert wording(STATEMENTS[1], None) == Wording(
        "emergency-now",
        "Call your local emergency number now if:",
        (("breathing", "you have trouble breathing"), ("seizure", "you have a seizure")),
    )


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param(None, id="absent"),
        pytest.param(replace(NEVER, msgstrs=("",)), id="empty"),
        pytest.param(replace(NEVER, msgstrs=(" \u200b",)), id="nothing to be seen"),
        pytest.param(replace(NEVER, flags=("fuzzy",)), id="fuzzy"),
        pytest.param(replace(NEVER, obsolete=True), id="obsolete"),
        pytest.param(replace(NEVER, msgctxt=None), id="without context"),
        pytest.param(replace(NEVER, msgctxt="never-stop/"), id="another context"),
        pytest.param(replace(NEVER, msgid="Never stop."), id="another source"),
        pytest.param(replace(NEVER, msgid_plural="x", msgstrs=("Nunca.", "Siempre.")), id="plural forms"),
    ],
)
def test_what_a_page_may_not_show_is_no_wording(unit):
    assert wording(STATEMENTS[0], catalog(*filter(None, [unit]))) is None


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_wording_is_whole_or_none(missing):
    assert wording(STATEMENTS[1], catalog(*EMERGENCY[:missing], *EMERGENCY[missing + 1 :])) is None


def test_an_obsolete_entry_is_memory_and_no_wording():
    assert wording(STATEMENTS[0], catalog(obsolete=(NEVER,))) is None
