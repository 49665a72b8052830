import dataclasses
import datetime as dt
import hashlib
import json
import tomllib
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.diagnostic import Severity
from toolkit.model import Approval, Location, Region, Statement, StatementItem, StatementSeverity, Wording
from toolkit.safety.approval_state import ApprovalStatus, check_shrunk, diagnose, judge
from toolkit.safety.approvals import approve, format_approval, parse_approval, record_of, withdraw

REVIEWER = "Test Reviewer (test data)"
SECOND = "Second Tester (test data)"
DAY = dt.date(2026, 2, 23)
STATEMENT = Statement(
    "emergency-now",
    StatementSeverity.CRITICAL,
    "Call for help now if:",
    ("baclofen",),
    (StatementItem("breathing", "you have trouble breathing"), StatementItem("seizure", "you have a seizure")),
    Region.BODY,
    domain="safety-baclofen",
    location=Location("source/safety/statements/baclofen.toml", 9),
)
WORDING = Wording(
    "emergency-now", "Pida ayuda ya si:", (("breathing", "le cuesta respirar"), ("seizure", "tiene una convulsión"))
)
PATH = "source/safety/approvals/es/emergency-now.toml"
FILE = """\
# Written by 'l10n approve' and 'l10n withdraw'. Any edit by hand voids it.
status = "approved"
locale = "es"
statement = "emergency-now"
severity = "critical"
source = "Call for help now if:"
wording = "Pida ayuda ya si:"
items = [
  { id = "breathing", source = "you have trouble breathing", wording = "le cuesta respirar" },
  { id = "seizure", source = "you have a seizure", wording = "tiene una convulsión" },
]
reviewer = "Test Reviewer (test data)"
role = "test role"
second = "Second Tester (test data)"
second-role = "another test role"
date = 2026-02-23
review-by = 2027-02-23
"""


def made(statement=STATEMENT, locale="es", wording=WORDING, **changes):
    terms = {
        "reviewer": REVIEWER,
        "role": "test role",
        "date": DAY,
        "second": SECOND,
        "second_role": "another test role",
        "review_by": dt.date(2027, 2, 23),
    }
    approval, found = approve(statement, locale, wording, **(terms | changes))
    assert found == []
    return approval


APPROVAL = made()


def state(approval, statement=STATEMENT, locale="es", wording=WORDING, today=DAY, **keywords):
    return judge(statement, locale, wording, approval, today=today, **keywords)


def forged(**changes):
    """The approval with other fields and the record that fits them: what a person with an editor can make."""
    changed = replace(APPROVAL, **changes)
    return replace(changed, record=record_of(changed))


# The file


def test_the_file_has_the_fields_of_the_design_in_their_order():
    assert format_approval(APPROVAL) == f'{FILE}record = "{APPROVAL.record}"\n'


def test_the_record_is_the_hash_of_canonical_json():
    data = tomllib.loads(format_approval(APPROVAL))
    del data["record"]
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=dt.date.isoformat)
    assert APPROVAL.record == f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def test_what_is_absent_is_absent_from_file_and_record():
    plain = made(
        replace(STATEMENT, items=()), wording=replace(WORDING, items=()), second=None, second_role=None, review_by=None
    )
    keys = ["status", "locale", "statement", "severity", "source", "wording", "reviewer", "role", "date", "record"]
    assert list(tomllib.loads(format_approval(plain))) == keys


ids = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4}){0,2}", fullmatch=True).filter(
    lambda name: name not in {"con", "prn", "aux", "nul"} and name[:3] not in {"com", "lpt"}
)
texts = (
    st.text(
        alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cf", "Co", "Zl", "Zp", "Cn"])
        | st.sampled_from("\"\\'#=[]{}\u200d\u200f"),
        min_size=1,
    )
    .map(lambda text: unicodedata.normalize("NFC", " ".join(text.split())))
    .filter(lambda text: any(character.isalnum() for character in text) and "\ufffd" not in text)
    .filter(lambda text: not set(text) & set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"))
)
items = st.dictionaries(ids, st.tuples(texts, texts), max_size=3)


@st.composite
def approvals(draw):
    rows = draw(items)
    name = draw(ids)
    approval, found = approve(
        Statement(
            name,
            draw(st.sampled_from(StatementSeverity)),
            draw(texts),
            ("*",),
            tuple(StatementItem(key, source) for key, (source, _) in rows.items()),
        ),
        draw(st.sampled_from(["en", "es", "pt_BR", "zh_Hans"])),
        Wording(name, draw(texts), tuple((key, words) for key, (_, words) in rows.items())),
        reviewer=draw(texts),
        role=draw(texts),
        date=draw(st.dates()),
    )
    assert found == []
    assert approval is not None
    if draw(st.booleans()):
        approval, found = withdraw(approval, draw(texts))
        assert found == []
        return approval
    return replace(approval, signature=draw(st.none() | st.text(alphabet='-AZaz09+/= \n"\\é\r\0', max_size=200)))


def path_of(approval):
    return f"source/safety/approvals/{approval.locale}/{approval.statement}.toml"


@given(approvals())
@settings(max_examples=60)
def test_a_file_gives_back_the_approval_that_was_written(approval):
    assert parse_approval(format_approval(approval), path_of(approval)) == (approval, [])


@given(approvals())
@settings(max_examples=30)
def test_a_file_in_another_normalisation_is_the_same_approval(approval):
    other = replace(approval, signature=None)
    parsed, found = parse_approval(unicodedata.normalize("NFD", format_approval(other)), path_of(other))
    assert found == []
    assert record_of(parsed) == other.record


def test_what_cannot_be_seen_is_escaped_in_the_file():
    text = format_approval(
        replace(APPROVAL, wording='a"\\\u200f\u202e\n\x1b\u00ad b\ufeff\U000e0041 می\u200cخوابد e\u200dx')
    )
    assert (
        'wording = "a\\"\\\\\\u200F\\u202E\\n\\u001B\\u00AD b\\uFEFF\\U000E0041 می\u200cخوابد e\\u200Dx"'
        in text.splitlines()
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("status =", "status", [2], id="not TOML"),
        pytest.param('status = "approved"', 'status = "ok"', [2], id="an unknown status"),
        pytest.param('status = "approved"\n', "", [1], id="no status"),
        pytest.param('status = "approved"', 'status = "withdrawn"', [2, 18], id="withdrawn without a reason"),
        pytest.param('locale = "es"', 'locale = "fr"', [3, 18], id="copied from another locale"),
        pytest.param('locale = "es"', 'locale = "../es"', [3], id="a locale that is a path"),
        pytest.param('"emergency-now"', '"pump-alarm"', [4, 18], id="copied from another statement"),
        pytest.param('"critical"', '"notice"', [18], id="another severity"),
        pytest.param('"critical"', '"dire"', [5], id="an unknown severity"),
        pytest.param('"Pida ayuda ya si:"', '"Pida ayuda si:"', [18], id="another wording"),
        pytest.param('"Pida ayuda ya si:"', '"\\u202E"', [7], id="a wording that is not seen"),
        pytest.param('"Pida ayuda ya si:"', '" Pida "', [7], id="white space around a wording"),
        pytest.param('"le cuesta respirar"', '"respira"', [18], id="another wording of an item"),
        pytest.param('id = "seizure"', 'id = "breathing"', [8, 18], id="an item twice"),
        pytest.param('id = "seizure", ', "", [10], id="an item without id"),
        pytest.param('"le cuesta respirar" }', '"le cuesta respirar", x = 1 }', [9], id="an item with more"),
        pytest.param('reviewer = "Test Reviewer (test data)"\n', "", [1], id="no reviewer"),
        pytest.param('reviewer = "Test Reviewer (test data)"', 'reviewer = ""', [12], id="an empty reviewer"),
        pytest.param('"Second Tester (test data)"', '"TEST REVIEWER (test  data)"', [14, 18], id="one person twice"),
        pytest.param('second = "Second Tester (test data)"\n', "", [14, 17], id="a second role alone"),
        pytest.param("date = 2026-02-23", 'date = "2026-02-23"', [16], id="a date in quotes"),
        pytest.param("date = 2026-02-23", "date = 2026-02-23T10:00:00", [16], id="a date with a time"),
        pytest.param("date = 2026-02-23", "date = 2026-02-30", [16], id="a day that is none"),
        pytest.param("review-by = 2027-02-23", "review-by = 2025-02-23", [17, 18], id="ended before it began"),
        pytest.param("review-by", "review_by", [17], id="a key with an underscore"),
        pytest.param("review-by", 'reason = "x"\nreview-by', [17, 19], id="a reason without withdrawal"),
        pytest.param('record = "sha256:', 'record = "md5:', [18], id="another hash"),
        pytest.param("record =", "signature = 1\nrecord =", [18], id="a signature that is no text"),
        pytest.param("record =", f'signature = "{"A" * 20_001}"\nrecord =', [18], id="a signature too long"),
        pytest.param("<<<", "", [], id="unchanged"),
    ],
)
def test_a_broken_file_is_told_with_its_lines(old, new, expected):
    text = format_approval(APPROVAL)
    approval, found = parse_approval(text.replace(old, new), PATH)
    assert [item.line for item in found] == expected
    assert {item.code for item in found} <= {"approval-invalid"}
    assert (approval is None) == bool(expected)


@pytest.mark.parametrize(
    "path", ["es/pump-alarm.toml", "fr/emergency-now.toml", "emergency-now.toml", "ES/emergency-now.toml"]
)
def test_a_file_in_another_place_is_no_approval(path):
    approval, found = parse_approval(format_approval(APPROVAL), path)
    assert approval is None
    assert [item.code for item in found] == ["approval-invalid"]


@given(st.text())
@settings(max_examples=50)
def test_no_text_makes_the_reader_fail(text):
    assert parse_approval(text, PATH)[0] is None


# Making


def test_texts_are_approved_as_a_reader_sees_them():
    wording = replace(WORDING, text=unicodedata.normalize("NFD", "Pida \n ayuda ya: sí "))
    assert made(wording=wording).wording == "Pida ayuda ya: sí"


@pytest.mark.parametrize(
    "changes",
    [
        {"reviewer": ""},
        {"reviewer": " \u200b"},
        {"reviewer": "A\udc80B"},
        {"role": ""},
        {"second": None},
        {"second_role": None},
        {"second": "test reviewer (TEST DATA)"},
        {"second": "Test\u00a0Reviewer, test data"},
        {"second": "Test Reviewer (test data) <other@example.org>"},
        {"review_by": dt.date(2026, 2, 22)},
        {"locale": "xx_YY"},
        {"locale": "../../etc"},
        {"wording": replace(WORDING, text="Pida \u202eayuda")},
        {"wording": replace(WORDING, text="")},
        {"wording": replace(WORDING, items=WORDING.items[:1])},
        {"wording": replace(WORDING, statement="pump-alarm")},
        {"statement": replace(STATEMENT, id="../x")},
    ],
)
def test_what_nobody_can_approve_is_refused(changes):
    terms = {"statement": STATEMENT, "locale": "es", "wording": WORDING, "reviewer": REVIEWER, "role": "r", "date": DAY}
    if "second" in changes or "second_role" in changes:
        terms |= {"second": SECOND, "second_role": "r"}
    approval, found = approve(**(terms | changes))
    assert approval is None
    assert {item.code for item in found} == {"approval-invalid"}
    assert {(item.path, item.line) for item in found} == {(None, None)}


def test_a_withdrawal_keeps_what_was_approved_and_says_why():
    withdrawn, found = withdraw(replace(APPROVAL, signature="x"), "The wording misleads.")
    assert found == []
    assert withdrawn == replace(
        APPROVAL, status="withdrawn", reason="The wording misleads.", record=withdrawn.record, signature=None
    )
    assert withdrawn.record == record_of(withdrawn) != APPROVAL.record
    assert parse_approval(format_approval(withdrawn), PATH) == (withdrawn, [])


def test_a_withdrawal_needs_a_reason():
    withdrawn, (found,) = withdraw(APPROVAL, "  ")
    assert withdrawn is None
    assert found.message.startswith("reason: ")


# Judging


def test_an_approval_of_what_is_there_counts():
    found = state(APPROVAL, second_reviewer=[StatementSeverity.CRITICAL])
    assert (found.status, found.counts, found.withholds, found.reasons) == (ApprovalStatus.APPROVED, True, False, ())
    assert diagnose(found) == []


def test_the_source_locale_is_a_locale_like_the_others():
    source = Wording("emergency-now", STATEMENT.text, tuple((item.id, item.text) for item in STATEMENT.items))
    approval = made(locale="en", wording=source)
    assert state(approval, locale="en", wording=source).counts
    changed = replace(STATEMENT, text="Call for help if:")
    assert not state(approval, changed, "en", replace(source, text=changed.text)).counts


OTHER_VALUES = {
    "status": "withdrawn",
    "locale": "fr",
    "statement": "pump-alarm",
    "severity": StatementSeverity.SERIOUS,
    "source": "Call for help if:",
    "wording": "Pida ayuda si:",
    "items": APPROVAL.items[:1],
    "reviewer": "Another Tester (test data)",
    "role": "other",
    "date": dt.date(2026, 2, 24),
    "second": None,
    "second_role": None,
    "review_by": dt.date(2028, 1, 1),
    "reason": "x",
    "record": f"sha256:{'0' * 64}",
}


def test_each_field_of_an_approval_is_changed_below():
    names = {field.name for field in dataclasses.fields(Approval)}
    assert set(OTHER_VALUES) == names - {"signature", "location"}


@pytest.mark.parametrize("field", OTHER_VALUES)
def test_an_approval_with_any_other_field_does_not_count(field):
    changed = replace(APPROVAL, **{field: OTHER_VALUES[field]})
    assert state(changed).status is ApprovalStatus.INVALID
    assert parse_approval(format_approval(changed), PATH)[0] is None


@given(st.sampled_from(["source", "wording", "reviewer", "role", "second", "second_role"]), texts)
def test_an_approval_with_any_other_text_does_not_count(field, text):
    if unicodedata.normalize("NFC", text) != getattr(APPROVAL, field):
        assert not state(replace(APPROVAL, **{field: text})).counts


@pytest.mark.parametrize("field", ["status", "locale", "statement", "severity", "source", "wording", "items"])
def test_not_even_a_fitting_record_makes_another_content_count(field):
    assert not state(forged(**{field: OTHER_VALUES[field]})).counts


def test_what_differs_for_no_reader_still_counts():
    def nfd(text):
        return unicodedata.normalize("NFD", text).replace(" ", " \n ")

    statement = replace(STATEMENT, text=nfd(STATEMENT.text))
    wording = Wording("emergency-now", nfd(WORDING.text), tuple((key, nfd(words)) for key, words in WORDING.items))
    assert state(APPROVAL, statement, wording=wording).counts


def test_what_unicode_calls_compatible_is_another_text():
    statement = replace(STATEMENT, text="Wait 5×10² s.", items=())
    wording = Wording("emergency-now", "Espere 5×10² s.")
    approval = made(statement, wording=wording)
    assert state(approval, statement, wording=wording).counts
    assert not state(approval, statement, wording=replace(wording, text="Espere 5×102 s.")).counts


def test_the_record_tells_compatible_texts_apart():
    squared, digits = (replace(APPROVAL, wording=f"Espere 5×{text} s.") for text in ("10²", "102"))
    assert record_of(squared) != record_of(digits)


@pytest.mark.parametrize(
    ("statement", "wording", "told"),
    [
        pytest.param(
            replace(STATEMENT, text="Call for help soon if:"),
            WORDING,
            "source 'Call for help [-now-]{+soon+} if:'",
            id="source",
        ),
        pytest.param(
            STATEMENT, replace(WORDING, text="Pida ayuda si:"), "wording 'Pida ayuda [-ya -]si:'", id="wording"
        ),
        pytest.param(
            replace(STATEMENT, severity=StatementSeverity.SERIOUS),
            WORDING,
            "its severity was 'critical' and is 'serious'",
            id="severity",
        ),
        pytest.param(STATEMENT, None, "its translation is missing, fuzzy or incomplete now", id="no translation"),
        pytest.param(
            replace(STATEMENT, items=STATEMENT.items[:1]),
            replace(WORDING, items=WORDING.items[:1]),
            "its items were breathing, seizure and are breathing",
            id="an item gone",
        ),
        pytest.param(
            replace(STATEMENT, items=STATEMENT.items[::-1]),
            replace(WORDING, items=WORDING.items[::-1]),
            "its items were breathing, seizure and are seizure, breathing",
            id="items in another order",
        ),
        pytest.param(
            replace(STATEMENT, items=(STATEMENT.items[0], StatementItem("seizure", "you had a seizure"))),
            WORDING,
            "source of item 'seizure' 'you [-have-]{+had+} a seizure'",
            id="source of an item",
        ),
        pytest.param(
            STATEMENT,
            replace(WORDING, items=(WORDING.items[0], ("seizure", "no tiene una convulsión"))),
            "wording of item 'seizure' '{+no +}tiene una convulsión'",
            id="wording of an item",
        ),
        pytest.param(
            STATEMENT,
            replace(WORDING, items=WORDING.items[:1]),
            "wording of item 'seizure' '[-tiene una convulsión-]'",
            id="no wording of an item",
        ),
    ],
)
def test_a_stale_approval_tells_the_difference(statement, wording, told):
    found = state(replace(APPROVAL, location=Location(PATH, 1)), statement, wording=wording)
    assert found.status is ApprovalStatus.STALE
    assert found.withholds
    (item,) = diagnose(found)
    assert item.message == f"'emergency-now' changed after its approval: {told}"
    assert (item.code, item.severity, item.path, item.line) == ("approval-stale", Severity.ERROR, PATH, 1)
    assert (item.locale, item.domain, item.statement) == ("es", "safety-baclofen", "emergency-now")


def test_all_differences_are_told():
    found = state(APPROVAL, replace(STATEMENT, text="x", severity=StatementSeverity.SERIOUS), wording=None)
    assert [item.code for item in diagnose(found)] == ["approval-stale"] * 3


@pytest.mark.parametrize(("today", "counts"), [(dt.date(2027, 2, 23), True), (dt.date(2027, 2, 24), False)])
def test_an_approval_counts_up_to_its_last_day(today, counts):
    found = state(APPROVAL, today=today)
    assert (found.counts, found.status is ApprovalStatus.STALE) == (counts, not counts)


def test_where_two_persons_are_asked_for_one_is_not_enough():
    alone = made(second=None, second_role=None)
    assert state(alone).counts
    assert state(alone, second_reviewer=[StatementSeverity.SERIOUS]).counts
    found = state(alone, second_reviewer=[StatementSeverity.CRITICAL])
    assert found.status is ApprovalStatus.INCOMPLETE
    assert [item.code for item in diagnose(found)] == ["approval-second-missing"]


def test_one_person_twice_is_one_person():
    twice = forged(second="TEST REVIEWER – (test data)")
    assert not state(twice, second_reviewer=[StatementSeverity.CRITICAL]).counts


def test_with_allowed_signers_only_a_trusted_record_counts():
    assert state(APPROVAL, trusted={APPROVAL.record}).counts
    found = state(APPROVAL, trusted=set())
    assert found.status is ApprovalStatus.INCOMPLETE
    assert [item.code for item in diagnose(found)] == ["approval-unsigned"]


def test_a_withdrawn_approval_tells_its_reason():
    withdrawn, _ = withdraw(APPROVAL, "It misleads.")
    found = state(withdrawn)
    assert found.status is ApprovalStatus.WITHDRAWN
    assert [item.message for item in diagnose(found)] == ["the approval of 'emergency-now' was withdrawn: It misleads."]


@pytest.mark.parametrize("status", ["", "Approved", "draft"])
def test_an_unknown_status_is_no_approval(status):
    assert state(forged(status=status)).status is ApprovalStatus.INVALID


LEVELS = [
    # state, severity of the statement, without draft, under draft, whether the page is withheld
    ("missing", "critical", "error", "note", True),
    ("missing", "serious", "error", "note", True),
    ("missing", "notice", "note", "note", False),
    ("stale", "critical", "error", "note", True),
    ("stale", "notice", "warning", "note", False),
    ("withdrawn", "serious", "error", "note", True),
    ("withdrawn", "notice", "error", "note", True),
    ("incomplete", "critical", "error", "note", True),
    ("incomplete", "notice", "warning", "note", False),
    ("invalid", "critical", "error", "error", True),
    ("invalid", "notice", "error", "error", False),
]


@pytest.mark.parametrize(("status", "severity", "plain", "draft", "withholds"), LEVELS)
def test_the_level_of_a_finding_follows_from_the_state(status, severity, plain, draft, withholds):
    statement = replace(STATEMENT, severity=StatementSeverity(severity))
    approval = made(statement)
    judged = {
        "missing": lambda: state(None, statement),
        "stale": lambda: state(approval, statement, wording=None),
        "withdrawn": lambda: state(withdraw(approval, "x")[0], statement),
        "incomplete": lambda: state(approval, statement, trusted=()),
        "invalid": lambda: state(replace(approval, role="x"), statement),
    }[status]()
    assert judged.status == status
    assert {item.severity for item in diagnose(judged)} == {plain}
    assert {item.severity for item in diagnose(judged, draft=True)} == {draft}
    assert judged.withholds is withholds


def test_a_missing_approval_is_told_where_the_statement_is_defined():
    (found,) = diagnose(state(None))
    assert (found.code, found.path, found.line) == ("approval-missing", "source/safety/statements/baclofen.toml", 9)
    assert "l10n approve es emergency-now" in found.hint


# Mixtures


FIELDS = [field.name for field in dataclasses.fields(Approval) if field.name not in {"location", "signature"}]
OTHERS = [
    made(statement=replace(STATEMENT, text="Call for help.")),
    made(wording=replace(WORDING, text="No pida ayuda ya si:")),
    made(replace(STATEMENT, id="pump-alarm"), wording=replace(WORDING, statement="pump-alarm")),
    made(locale="fr"),
    made(replace(STATEMENT, severity=StatementSeverity.NOTICE)),
    made(reviewer="Another Tester (test data)", date=dt.date(2025, 1, 1), review_by=dt.date(2099, 1, 1)),
    withdraw(APPROVAL, "It misleads.")[0],
]


@given(st.sampled_from(OTHERS), st.sets(st.sampled_from(FIELDS)))
def test_fields_of_two_approvals_never_make_a_third(other, taken):
    mixed = replace(APPROVAL, **{name: getattr(other, name) for name in taken})
    counts = state(mixed).counts
    assert counts == (mixed == APPROVAL or (mixed == other and state(other).counts))


@given(st.sampled_from(OTHERS), st.data())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_a_merge_of_two_files_by_lines_is_one_of_them_or_none(other, data):
    """What a three-way merge without conflict can leave: each line from one side or the other."""
    ours, theirs = (lines_by_key(format_approval(approval)) for approval in (APPROVAL, other))
    keys = list(dict.fromkeys([*ours, *theirs]))
    chosen = [data.draw(st.sampled_from([ours, theirs])) for _ in keys]
    text = "\n".join(side[key] for key, side in zip(keys, chosen, strict=True) if key in side) + "\n"
    parsed, found = parse_approval(text, path_of(APPROVAL))
    assert parsed in (None, APPROVAL, other)
    assert (parsed is None) == bool(found)


def lines_by_key(text):
    """The lines of a file by their keys; the lines of a list by their number."""
    keys = [
        line.split(" = ")[0] if " = " in line and line[0] != " " else f"{n}" for n, line in enumerate(text.splitlines())
    ]
    return dict(zip(keys, text.splitlines(), strict=True))


# The contract cannot shrink unseen


def shrunk(statements, topics=("baclofen",), approval=APPROVAL):
    return [item.message for item in check_shrunk([approval], statements, topics)]


def test_an_approval_of_what_is_asked_for_is_no_finding():
    assert shrunk([STATEMENT]) == []
    assert shrunk([replace(STATEMENT, topics=("*",))], topics=()) == []
    assert shrunk([STATEMENT], approval=made(replace(STATEMENT, severity=StatementSeverity.NOTICE))) == []


@pytest.mark.parametrize(
    ("statements", "topics", "told"),
    [
        ([], ("baclofen",), "the approved statement 'emergency-now' is gone"),
        (
            [replace(STATEMENT, severity=StatementSeverity.SERIOUS)],
            ("baclofen",),
            "the statement 'emergency-now' was approved as critical, and is only serious now",
        ),
        (
            [STATEMENT],
            ("other",),
            "no article has a topic that asks for the approved statement 'emergency-now' any more",
        ),
        (
            [replace(STATEMENT, topics=("baclofn",))],
            ("baclofen",),
            "no article has a topic that asks for the approved statement 'emergency-now' any more",
        ),
    ],
)
def test_a_smaller_contract_is_an_error_until_withdrawn(statements, topics, told):
    placed = replace(APPROVAL, location=Location(PATH, 1))
    (found,) = check_shrunk([placed], statements, topics)
    assert (found.code, found.severity, found.message, found.path) == ("contract-shrunk", Severity.ERROR, told, PATH)
    assert "l10n withdraw es emergency-now" in found.hint
    assert check_shrunk([withdraw(placed, "No longer needed.")[0]], statements, topics) == []
