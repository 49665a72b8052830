"""How findings of several checks on one message become one, and what ignores and levels do to them."""

from toolkit.checks import Context, Finding, catalog_check, check, run_checks
from toolkit.checks._registry import evidence
from toolkit.diagnostic import Severity
from toolkit.model import Catalog, Unit


def catalog(*units):
    return Catalog("x.po", None, units)


def codes(checks, *units, guard=None, levels=None):
    context = Context("es", guard=lambda _unit: guard)
    return [(item.code, str(item.severity)) for item in run_checks(checks, catalog(*units), context, levels)]


@check(severity=Severity.WARNING, supersedes=["narrow", "grave"])
def wide(unit, context):
    yield Finding("the whole text is wrong")


@check(severity=Severity.WARNING)
def narrow(unit, context):
    yield Finding("a part of it is wrong")


@check(severity=Severity.ERROR)
def grave(unit, context):
    yield Finding("a part of it is surely wrong")


@catalog_check(severity=Severity.NOTE)
def twice(catalog, context):
    yield catalog.units[-1], Finding("it stands here twice")


UNIT = Unit("a", ("b",))


def test_one_fault_gives_the_most_telling_finding():
    assert codes([wide, narrow], UNIT) == [("wide", "warning")]
    assert codes([narrow], UNIT) == [("narrow", "warning")]


def test_a_finding_never_silences_a_graver_one():
    assert codes([wide, narrow, grave], UNIT) == [("wide", "warning"), ("grave", "error")]


def test_what_is_ignored_does_not_let_the_lesser_finding_through():
    assert codes([wide, narrow], Unit("a", ("b",), flags=("ignore-wide",))) == []


def test_an_ignore_of_what_another_finding_says_is_used():
    assert codes([wide, narrow], Unit("a", ("b",), flags=("ignore-narrow",))) == [("wide", "warning")]


def test_a_check_that_is_off_silences_nothing():
    assert codes([wide, narrow], UNIT, levels={"wide": "off"}) == [("narrow", "warning")]
    assert codes([wide, narrow], UNIT, levels={"narrow": "error"}) == [("wide", "warning"), ("narrow", "error")]


def test_an_error_on_a_safety_text_is_never_lowered():
    assert codes([grave], UNIT, guard="never-stop", levels={"grave": "off"}) == [("grave", "error")]
    assert codes([narrow], UNIT, guard="never-stop", levels={"narrow": "off"}) == []


def test_forms_do_not_silence_each_other():
    @check(severity=Severity.WARNING)
    def narrow(unit, context):
        yield Finding("the second form is wrong", form=1)

    unit = Unit("a", ("b", "c"), msgid_plural="as")
    assert codes([wide, narrow], unit) == [("wide", "warning"), ("narrow", "warning")]


def test_a_check_of_the_whole_catalog_stands_with_its_message_and_can_be_ignored_there():
    other = Unit("c", ("d",))
    assert codes([twice, narrow], UNIT, other) == [("narrow", "warning"), ("narrow", "warning"), ("twice", "note")]
    assert codes([twice], UNIT, Unit("c", ("d",), translator_comments=("l10n:ignore twice it is meant",))) == []


def test_a_fuzzy_text_is_not_looked_at():
    fuzzy = Unit("a", ("b",), flags=("fuzzy",))
    assert codes([wide, narrow, grave, twice], fuzzy) == []


def test_evidence_names_the_form_that_it_stands_in():
    assert evidence(Unit("a", ("bcd",)), 0, 1, 3).text == "cd"
    assert evidence(Unit("a", ("bcd", "efg"), msgid_plural="as"), 1, 0, 1).field == "msgstr[1]"
