"""What becomes of a page: one row a case, in the words of the design."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.model import PageState
from toolkit.site.states import Facts, Previous, decide

FRESH, DRAFT, KEPT, REPLACED, WITHHELD = PageState
BEFORE = Previous(FRESH)
CHANGED = Previous(FRESH, changes=("'80 mg' changed",))
UNTRANSLATED = "2 messages without a translation that may be shown"
NOT_APPROVED = "statement 's' is not approved"
WITHDRAWN = "the approval of statement 's' was withdrawn"
UNREVIEWED = "the text of the page has not been reviewed"
HIDDEN = "critical statement 's' is hidden: opacity: 0"
ON_PAGE = f"on the finished page: {HIDDEN}"
AGAINST = "critical statement 's' is contradicted by another text of the page: 'Stop.'"
ON_KEPT = f"on the page that keeps the published version: {AGAINST}"
NO_MORE = "what it says is not approved any more"

# Each row: what is known, whether drafts are asked for, what publishing needs; then the state and the reasons.
CASES = {
    "all is well": (Facts(), False, "statements", FRESH, ()),
    "all is well and drafts are asked for": (Facts(), True, "statements", FRESH, ()),
    "all is well and was published": (Facts(previous=CHANGED), False, "statements", FRESH, ()),
    "all is well after a notice": (Facts(previous=Previous(REPLACED)), False, "statements", FRESH, ()),
    "unreviewed where statements suffice": (Facts(reviewed=False), False, "statements", FRESH, ()),
    "reviewed where that is asked": (Facts(reviewed=True), False, "review", FRESH, ()),
    "unreviewed where review is asked": (Facts(), False, "review", WITHHELD, (UNREVIEWED,)),
    "unreviewed draft": (Facts(), True, "review", DRAFT, (UNREVIEWED,)),
    "unreviewed, published before": (Facts(previous=BEFORE), False, "review", KEPT, (UNREVIEWED,)),
    "not approved": (Facts(not_approved=("s",)), False, "statements", WITHHELD, (NOT_APPROVED,)),
    "not approved draft": (Facts(not_approved=("s",)), True, "statements", DRAFT, (NOT_APPROVED,)),
    "not approved, neither reviewed, draft": (
        Facts(not_approved=("s",)),
        True,
        "review",
        DRAFT,
        (NOT_APPROVED, UNREVIEWED),
    ),
    "not approved any more": (
        Facts(not_approved=("s",), previous=BEFORE),
        False,
        "statements",
        REPLACED,
        (NOT_APPROVED, NO_MORE),
    ),
    "incomplete and never published": (Facts(incomplete=2), False, "statements", WITHHELD, (UNTRANSLATED,)),
    "incomplete draft": (Facts(incomplete=2), True, "statements", WITHHELD, (UNTRANSLATED,)),
    "incomplete and seen as a draft only": (
        Facts(incomplete=2, previous=Previous(DRAFT)),
        True,
        "statements",
        WITHHELD,
        (UNTRANSLATED,),
    ),
    "incomplete, nothing grave changed": (
        Facts(incomplete=2, previous=BEFORE),
        False,
        "statements",
        KEPT,
        (UNTRANSLATED,),
    ),
    "incomplete again": (Facts(incomplete=2, previous=Previous(KEPT)), False, "statements", KEPT, (UNTRANSLATED,)),
    "incomplete and a dose changed": (
        Facts(incomplete=2, previous=CHANGED),
        False,
        "statements",
        REPLACED,
        (UNTRANSLATED, "'80 mg' changed"),
    ),
    "incomplete after a notice": (
        Facts(incomplete=2, previous=Previous(REPLACED)),
        False,
        "statements",
        REPLACED,
        (UNTRANSLATED, "the published page was a notice already"),
    ),
    "incomplete and the old page was changed on the server": (
        Facts(incomplete=2, previous=Previous(FRESH, article=False)),
        False,
        "statements",
        REPLACED,
        (UNTRANSLATED, "the published page is not as it was published"),
    ),
    "incomplete and not approved": (
        Facts(incomplete=1, not_approved=("s",), previous=BEFORE),
        False,
        "statements",
        REPLACED,
        ("1 message without a translation that may be shown", NOT_APPROVED, NO_MORE),
    ),
    "an error": (Facts(errors=1), False, "statements", WITHHELD, ("1 finding at error level",)),
    "an error that the old page cannot share": (
        Facts(errors=1, previous=BEFORE),
        False,
        "statements",
        KEPT,
        ("1 finding at error level",),
    ),
    "an error that the old page may share": (
        Facts(errors=3, watched_errors=2, previous=BEFORE),
        False,
        "statements",
        REPLACED,
        ("3 findings at error level", "2 findings about guarded text, numbers, units or terms"),
    ),
    "an error in a draft": (Facts(errors=1), True, "statements", WITHHELD, ("1 finding at error level",)),
    "not proven": (Facts(not_proven=(HIDDEN,)), True, "statements", WITHHELD, (ON_PAGE,)),
    "much is not proven": (
        Facts(not_proven=(HIDDEN, "b", "c", "d", "e")),
        False,
        "statements",
        WITHHELD,
        (ON_PAGE, "on the finished page: b", "on the finished page: c", "on the finished page: 2 more"),
    ),
    "not proven, published before": (
        Facts(not_proven=(HIDDEN,), previous=BEFORE),
        False,
        "statements",
        KEPT,
        (ON_PAGE,),
    ),
    "not proven, and a dose changed": (
        Facts(not_proven=(HIDDEN,), previous=CHANGED),
        False,
        "statements",
        REPLACED,
        (ON_PAGE, "'80 mg' changed"),
    ),
    "the new version is not proven, and the published one contradicts itself": (
        Facts(not_proven=(HIDDEN,), previous=Previous(FRESH, contradicted=(AGAINST,))),
        False,
        "statements",
        REPLACED,
        (ON_PAGE, ON_KEPT),
    ),
    "incomplete, and the published version contradicts itself": (
        Facts(incomplete=2, previous=Previous(KEPT, contradicted=(AGAINST,))),
        False,
        "statements",
        REPLACED,
        (UNTRANSLATED, ON_KEPT),
    ),
    "withdrawn, never published": (Facts(withdrawn=("s",)), False, "statements", WITHHELD, (WITHDRAWN,)),
    "withdrawn": (Facts(withdrawn=("s",), previous=BEFORE), False, "statements", REPLACED, (WITHDRAWN, NO_MORE)),
    "withdrawn, drafts asked for": (
        Facts(withdrawn=("s",), not_approved=("s",), previous=BEFORE),
        True,
        "statements",
        REPLACED,
        (WITHDRAWN, NOT_APPROVED, NO_MORE),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_state_of_a_page_and_its_reasons(name):
    facts, draft, require, state, reasons = CASES[name]
    decision = decide(facts, draft=draft, require=require)
    assert (state, reasons) == (decision.state, decision.reasons)


ids = st.lists(st.sampled_from("ab"), max_size=2).map(tuple)
previous = st.none() | st.builds(
    Previous,
    state=st.sampled_from([FRESH, DRAFT, KEPT, REPLACED]),
    article=st.booleans(),
    changes=st.lists(st.just("changed"), max_size=1).map(tuple),
    contradicted=ids,
)
facts = st.builds(
    Facts,
    incomplete=st.integers(0, 2),
    errors=st.integers(0, 2),
    watched_errors=st.integers(0, 1),
    not_proven=ids,
    withdrawn=ids,
    not_approved=ids,
    reviewed=st.booleans(),
    previous=previous,
)


@given(facts, st.booleans(), st.sampled_from(["statements", "review"]))
def test_laws_of_the_states(known, draft, require):
    decision = decide(known, draft=draft, require=require)
    unfit = known.incomplete or known.errors or known.not_proven or known.withdrawn
    before = known.previous is not None and known.previous.state is not DRAFT
    # only a fresh page needs no reason
    assert (decision.state is FRESH) is (decision.reasons == ())
    # what is shown anew is complete, free of errors, proven, and nobody withdrew it
    assert not (unfit and decision.state in {FRESH, DRAFT})
    # without --draft nothing is shown that is not approved
    assert not (known.not_approved and decision.state in {FRESH, KEPT})
    assert draft or decision.state is not DRAFT
    # a page that readers knew never vanishes, and one that they did not know is neither kept nor replaced
    assert decision.state not in ({WITHHELD} if before else {KEPT, REPLACED})
    # what is kept is unharmed, and nothing grave has changed since
    if decision.state is KEPT:
        assert known.previous.article
        assert known.previous.changes == ()
        assert known.previous.contradicted == ()
        assert (known.withdrawn, known.watched_errors) == ((), 0)
