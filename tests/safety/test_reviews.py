import dataclasses
import datetime as dt
import hashlib
import json
import tomllib
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.diagnostic import Severity
from toolkit.model import Catalog, Location, Message, Unit
from toolkit.safety.review_state import ReviewStatus, diagnose_review, judge_review
from toolkit.safety.reviews import (
    Review,
    ReviewedMessage,
    current_messages,
    format_review,
    parse_review,
    record_of,
    review,
)

REVIEWER = "Test Reviewer (test data)"
DAY = dt.date(2026, 2, 23)
PATH = "source/safety/reviews/es/baclofen.toml"
PO = "locales/es/LC_MESSAGES/baclofen.po"
MESSAGES = (
    Message("Baclofen", references=("source/articles/baclofen.md",), line=2),
    Message("Do **not** drive.", references=("source/articles/baclofen.md",), line=9),
    Message("May", msgctxt="month", references=("source/articles/baclofen.md",), line=12),
    Message("One source", msgid_plural="{n} sources", references=("source/articles/baclofen.md",), line=20),
)
UNITS = (
    Unit("Baclofen", ("Baclofeno",), line=7),
    Unit("Do **not** drive.", ("**No** conduzca.",), line=10),
    Unit("May", ("Mayo",), "month", line=14),
    Unit("One source", ("Una fuente", "{n} fuentes"), msgid_plural="{n} sources", line=18),
)


def catalog(*units):
    return Catalog(PO, None, units)


NOW = current_messages(MESSAGES, catalog(*UNITS))


def made(messages=NOW, locale="es", domain="baclofen", **changes):
    reviewed, found = review(locale, domain, messages, **({"reviewer": REVIEWER, "role": "r", "date": DAY} | changes))
    assert found == []
    return reviewed


REVIEW = made()


def judged(messages, reviewed=REVIEW, locale="es", domain="baclofen"):
    return judge_review(reviewed, messages, locale=locale, domain=domain)


def told(messages, **keywords):
    found = diagnose_review(judged(messages), **({"required": False} | keywords))
    return [(item.code, item.severity, item.message) for item in found]


# The file


def test_the_file_has_one_line_a_message_in_the_order_of_the_page():
    one, two, three, four = (message.hash for message in NOW)
    assert (
        format_review(REVIEW)
        == f"""\
# Written by 'l10n review'. Any edit by hand voids it.
locale = "es"
domain = "baclofen"
reviewer = "Test Reviewer (test data)"
role = "r"
date = 2026-02-23
messages = [
  {{ msgid = "Baclofen", msgstr = "Baclofeno", hash = "{one}" }},
  {{ msgid = "Do **not** drive.", msgstr = "**No** conduzca.", hash = "{two}" }},
  {{ msgctxt = "month", msgid = "May", msgstr = "Mayo", hash = "{three}" }},
  {{ msgid = "One source", msgid-plural = "{{n}} sources", msgstr = ["Una fuente", "{{n}} fuentes"], hash = "{four}" }},
]
record = "{REVIEW.record}"
"""
    )


def digest(data):
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=dt.date.isoformat)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def test_hashes_and_record_are_those_of_canonical_json():
    data = tomllib.loads(format_review(REVIEW))
    assert data.pop("record") == digest(data)
    assert [message.hash for message in NOW] == [
        digest({"msgid": "Baclofen", "msgstr": ["Baclofeno"]}),
        digest({"msgid": "Do **not** drive.", "msgstr": ["**No** conduzca."]}),
        digest({"msgctxt": "month", "msgid": "May", "msgstr": ["Mayo"]}),
        digest({"msgid": "One source", "msgid-plural": "{n} sources", "msgstr": ["Una fuente", "{n} fuentes"]}),
    ]


texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from('"\\\n\r\t\0\u202e'), max_size=20)
seen = texts.map(lambda text: f"x{text}")
singular = st.builds(ReviewedMessage, texts, st.tuples(seen), st.none() | texts)
plural = st.builds(ReviewedMessage, texts, st.lists(seen, min_size=1, max_size=6).map(tuple), st.none() | texts, texts)
pages = st.lists(singular | plural, min_size=1, max_size=5, unique_by=lambda message: message.key)


@given(pages)
@settings(max_examples=60)
def test_a_file_gives_back_the_review_that_was_written(messages):
    reviewed = made(messages)
    assert parse_review(format_review(reviewed), PATH) == (reviewed, [])


@given(pages)
@settings(max_examples=30)
def test_a_file_in_another_normalisation_is_the_same_review(messages):
    reviewed = made(messages)
    parsed, found = parse_review(unicodedata.normalize("NFD", format_review(reviewed)), PATH)
    if found:  # keys that differ in normalisation only become one
        assert {item.message.endswith("is there twice") for item in found} == {True}
    else:
        assert judged(messages, parsed).status is ReviewStatus.REVIEWED


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        pytest.param("locale =", "locale", [2], id="not TOML"),
        pytest.param('locale = "es"', 'locale = "fr"', [2, 13], id="copied from another locale"),
        pytest.param('domain = "baclofen"', 'domain = "other"', [3, 13], id="copied from another article"),
        pytest.param("reviewer", "reviewed-by", [1, 4], id="another key"),
        pytest.param('role = "r"', "role = 1", [5], id="a role that is no text"),
        pytest.param("2026-02-23", "2026-02-24", [13], id="another day"),
        pytest.param("Baclofeno", "Paracetamol", [8, 13], id="another translation"),
        pytest.param("**not**", "", [9, 13], id="another source"),
        pytest.param('msgctxt = "month"', 'msgctxt = "modal"', [10, 13], id="another context"),
        pytest.param('msgid = "May", msgstr = "Mayo"', 'msgid = "May", msgstr = 3', [10], id="no translation"),
        pytest.param('msgid = "May", msgstr = "Mayo"', 'msgid = "May", msgstr = []', [10], id="no form"),
        pytest.param('msgstr = "Mayo"', 'msgstr = ["Mayo"]', [10], id="forms without a plural"),
        pytest.param("sha256:", "md5:", [8, 9, 10, 11, 13], id="other hashes"),
        pytest.param("<<<", "", [], id="unchanged"),
    ],
)
def test_a_broken_file_is_told_with_its_lines(old, new, lines):
    reviewed, found = parse_review(format_review(REVIEW).replace(old, new), PATH)
    assert sorted(item.line for item in found) == lines
    assert {item.code for item in found} <= {"review-invalid"}
    assert (reviewed is None) == bool(lines)


def test_a_message_is_there_once():
    lines = format_review(REVIEW).splitlines()
    found = parse_review("\n".join([*lines[:8], lines[7], *lines[8:]]), PATH)[1]
    assert [item.line for item in found] == [9, 14]


def test_a_review_without_messages_is_none():
    assert parse_review(format_review(replace(REVIEW, messages=())), PATH)[0] is None


OTHERS = [
    made(current_messages(MESSAGES, catalog(replace(UNITS[1], msgstrs=("Conduzca.",)), UNITS[0], *UNITS[2:]))),
    made(NOW[:2]),
    made(reviewer="Another Tester (test data)", date=dt.date(2025, 1, 1)),
    made(domain="other"),
    made(locale="fr"),
]


@given(st.sampled_from(OTHERS), st.sets(st.sampled_from([field.name for field in dataclasses.fields(Review)])))
def test_fields_of_two_reviews_never_make_a_third(other, taken):
    mixed = replace(REVIEW, **{name: getattr(other, name) for name in taken})
    assert judged(NOW, mixed).counts == (mixed == REVIEW or (mixed == other and judged(NOW, other).counts))


@given(st.sampled_from(OTHERS), st.data())
def test_a_merge_of_two_files_by_lines_is_one_of_them_or_none(other, data):
    pairs = zip(format_review(REVIEW).splitlines(), format_review(other).splitlines(), strict=False)
    text = "\n".join(data.draw(st.sampled_from(pair)) for pair in pairs) + "\n"
    assert parse_review(text, PATH)[0] in (None, REVIEW, other)


# Making


def test_the_source_locale_is_reviewed_like_the_others():
    assert current_messages(MESSAGES[1:], None) == (
        ReviewedMessage("Do **not** drive.", ("Do **not** drive.",)),
        ReviewedMessage("May", ("May",), "month"),
        ReviewedMessage("One source", ("One source", "{n} sources"), None, "{n} sources"),
    )
    assert current_messages(MESSAGES, None)[1].location == Location("source/articles/baclofen.md", 9)


@pytest.mark.parametrize(
    "unit", [replace(UNITS[1], flags=("fuzzy",)), replace(UNITS[1], msgstrs=("",)), replace(UNITS[1], msgstrs=(" ",))]
)
def test_what_a_page_may_not_show_cannot_be_reviewed(unit):
    now = current_messages(MESSAGES, catalog(UNITS[0], unit, *UNITS[2:]))
    reviewed, found = review("es", "baclofen", now, reviewer=REVIEWER, role="r", date=DAY)
    assert reviewed is None
    assert ("review-incomplete", PO, 10, "Do **not** drive.") in [
        (item.code, item.path, item.line, item.msgid) for item in found
    ]
    assert judged(now).status is ReviewStatus.CHANGED


@pytest.mark.parametrize(
    "changes", [{"reviewer": ""}, {"role": " "}, {"reviewer": "a\udcff"}, {"locale": "xx_YY"}, {"domain": "../x"}]
)
def test_what_nobody_can_review_is_refused(changes):
    terms = {"locale": "es", "domain": "baclofen", "messages": NOW, "reviewer": REVIEWER, "role": "r", "date": DAY}
    reviewed, found = review(**(terms | changes))
    assert reviewed is None
    assert {(item.code, item.path, item.line) for item in found} == {("review-invalid", None, None)}


# Judging


def test_a_page_is_reviewed_while_all_its_messages_are():
    assert judged(NOW).counts
    assert told(NOW) == []


def test_the_order_of_the_page_and_the_normalisation_do_not_matter():
    assert judged(NOW[::-1]).counts
    nfd = [
        replace(message, msgstrs=tuple(unicodedata.normalize("NFD", form) for form in message.msgstrs))
        for message in NOW
    ]
    assert judged(nfd).counts


@pytest.mark.parametrize(
    ("number", "changes", "message"),
    [
        (1, {"msgstrs": ("Conduzca.",)}, "translation '[-**No** conduzca.-]{+Conduzca.+}'"),
        (3, {"msgstrs": ("Una fuente", "{n} fuente")}, "translation 'Una fuente | {n} [-fuentes-]{+fuente+}'"),
        (1, {"msgid": "Do drive."}, "source 'Do [-**not** -]drive.'"),
        (2, {"msgctxt": "modal"}, "source 'May'"),
        (3, {"msgid_plural": "many"}, "source 'One source'"),
        (0, {"msgstrs": ()}, "its translation is missing or fuzzy now"),
    ],
)
def test_a_message_that_changed_is_a_finding_with_its_diff(number, changes, message):
    now = [*NOW[:number], replace(NOW[number], **changes), *NOW[number + 1 :]]
    assert told(now) == [("review-changed", Severity.WARNING, f"a message changed after its review: {message}")]
    (found,) = diagnose_review(judged(now), required=True)
    assert (found.severity, found.path, found.line) == (Severity.ERROR, PO, UNITS[number].line)
    assert (found.locale, found.domain, found.msgid) == ("es", "baclofen", now[number].msgid)


def test_a_message_that_is_new_is_not_reviewed():
    now = [NOW[0], ReviewedMessage("Stop.", ("Pare.",)), *NOW[1:]]
    assert told(now) == [("review-changed", Severity.WARNING, "a message that nobody has reviewed: 'Stop.'")]


def test_a_message_that_is_gone_is_a_warning_and_the_rest_stays_reviewed():
    now = [NOW[0], *NOW[2:]]
    assert judged(now).status is ReviewStatus.REVIEWED
    assert told(now, required=True) == [
        ("review-removed", Severity.WARNING, "'Do **not** drive.' was reviewed and is gone")
    ]


def test_two_translations_that_changed_places_are_two_changes():
    now = [replace(NOW[0], msgstrs=NOW[2].msgstrs), NOW[1], replace(NOW[2], msgstrs=NOW[0].msgstrs), NOW[3]]
    assert [code for code, _, _ in told(now)] == ["review-changed", "review-changed"]


@given(st.lists(st.sampled_from([*NOW, *(replace(message, msgstrs=("z",)) for message in NOW)]), unique=True))
def test_a_page_counts_if_and_only_if_the_reviewer_read_each_message(messages):
    assert judged(messages).counts == (messages != [] and all(message in NOW for message in messages))


def test_a_page_that_cannot_be_read_is_not_reviewed():
    assert judged([]).status is ReviewStatus.MISSING


def test_a_review_of_nothing_covers_no_untranslated_message():
    empty = replace(NOW[0], msgstrs=())
    reviewed = replace(REVIEW, messages=(empty,))
    assert not judged([empty], replace(reviewed, record=record_of(reviewed))).counts


def pairs_of(then, now):
    """What each changed text stands in for; a text is `key` or `key=translation`."""
    pages = [
        [ReviewedMessage(key, (words or key,)) for key, _, words in (text.partition("=") for text in page.split())]
        for page in (then, now)
    ]
    return {change.now.msgid: change.then and change.then.msgid for change in judged(pages[1], made(pages[0])).changes}


@pytest.mark.parametrize(
    ("then", "now", "pairs"),
    [
        ("a b c", "a x c", {"x": "b"}),
        ("a b c", "a x y c", {"x": None, "y": None}),
        ("a b c", "x a b c", {"x": None}),
        ("a b c", "c b=new a", {"b": "b"}),
        ("a b m n", "x y m n a=new", {"x": None, "y": "b", "a": "a"}),
        ("b c m n a", "x a=new m n", {"x": "b", "a": "a"}),
    ],
)
def test_a_change_is_shown_against_the_same_key_or_the_same_place(then, now, pairs):
    assert pairs_of(then, now) == pairs


@pytest.mark.parametrize(
    ("required", "draft", "missing", "changed"),
    [
        (False, False, "note", "warning"),
        (False, True, "note", "note"),
        (True, False, "error", "error"),
        (True, True, "note", "note"),
    ],
)
def test_the_setting_and_the_draft_decide_the_level(required, draft, missing, changed):
    for reviewed, messages, level in ((None, NOW, missing), (REVIEW, [replace(NOW[0], msgstrs=("x",))], changed)):
        found = diagnose_review(judged(messages, reviewed), required=required, draft=draft)
        assert found[0].severity == level


@pytest.mark.parametrize(
    "reviewed",
    [
        replace(REVIEW, reviewer="x"),
        replace(REVIEW, messages=NOW[:1]),
        replace(REVIEW, locale="fr", record=record_of(replace(REVIEW, locale="fr"))),
        replace(REVIEW, domain="other", record=record_of(replace(REVIEW, domain="other"))),
    ],
)
def test_a_review_of_something_else_counts_for_nothing(reviewed):
    found = judged(NOW, reviewed)
    assert found.status is ReviewStatus.INVALID
    assert [(item.code, item.severity) for item in diagnose_review(found, required=False, draft=True)] == [
        ("review-invalid", Severity.ERROR)
    ]
