"""Proves of a page, however it was made, that the required statements stand on it: whole, visible, in their place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.limits import Limits
from toolkit.safety.copies import Copies, Expected, ProofState, Visible
from toolkit.safety.page.document import decode_page, read_document
from toolkit.safety.page.problems import page_problems
from toolkit.safety.page.remarks import remarks
from toolkit.safety.page.visibility import Viewer
from toolkit.text.locales import direction

__all__ = [
    "ACCEPTED",
    "Contradicts",
    "Expected",
    "ProofState",
    "StatementProof",
    "Visible",
    "decode_page",
    "prove_page",
]

ACCEPTED = frozenset({ProofState.KEPT, ProofState.EQUIVALENT})
"""States in which a statement is proven."""

Contradicts = Callable[[str, Sequence[str]], str | None]
"""Given the id of a statement and other texts of the page: the one that contradicts it, or None."""


@dataclass(frozen=True, slots=True)
class StatementProof:
    """What was found of one statement."""

    id: str
    """Id of the statement."""
    state: ProofState
    """What became of it."""
    found: str | None
    """What the page says in its place, text and items on lines of their own; None where nothing is like it."""
    expected: str
    """What it must say, in the same form."""
    reason: str = ""
    """For a message: the difference, what hides it, where it stands; "" where it is proven."""


_SAID = {
    ProofState.ALTERED: "is altered",
    ProofState.CONTRADICTED: "is contradicted by another text of the page",
    ProofState.HIDDEN: "is hidden",
    ProofState.VISIBILITY_UNKNOWN: "may be hidden",
}
_HINTS = {
    ProofState.ABSENT: "place the statement in the article",
    ProofState.ALTERED: "the approved wording must be the whole block, character by character",
    ProofState.CONTRADICTED: "change the other text, or waive the rule with a reason",
    ProofState.HIDDEN: "show it to every reader: on screen and paper, in light and dark, to screen readers",
    ProofState.MISPLACED: "move it to its region of the article",
    ProofState.VISIBILITY_UNKNOWN: "put the styles into the page, let a browser decide with --browser, or accept it "
    "with --allow visibility-unknown",
}


_CONTRADICTED = f"statement-{ProofState.CONTRADICTED}"
_AROUND = "page-contradicts"
"""The same of a text around the article, which is no fault of the article."""


def prove_page(
    html: str,
    expected: Sequence[Expected],
    *,
    locale: str,
    labels: Collection[str] = frozenset(),
    exact: bool = False,
    path: str | None = None,
    limits: Limits | None = None,
    contradicts: Contradicts | None = None,
    visible: Visible | None = None,
) -> tuple[tuple[StatementProof, ...], list[Diagnostic]]:
    """Return what became of each expected statement on the page `html`, in their order, with all findings.

    `labels` are the signal words of the locale, one of which may stand before the text of an element with
    `data-statement`. `exact` is for pages of a manifest. `contradicts` is asked about the rest of the page: its blocks,
    what stands around the article (then the finding is `page-contradicts`), titles, alternative texts, the description.
    `visible` asks a browser about a block that no style hides. A page that cannot be read proves nothing:
    every statement is absent. Bytes become text by `decode_page`. Takes time linear in the page.
    """
    document = read_document(html, limits or Limits())
    if isinstance(document, str):
        hint = "split the page, or repair its markup"
        unread = Diagnostic("page-unreadable", Severity.ERROR, document, hint=hint, path=path, locale=locale)
        return tuple(
            StatementProof(one.wording.statement, ProofState.ABSENT, None, one.text, document) for one in expected
        ), [unread]
    viewer = Viewer(document)
    copies = Copies(document, viewer, labels=frozenset(labels), exact=exact, visible=visible)
    proofs: list[StatementProof] = []
    findings = page_problems(document, viewer, {one.wording.statement for one in expected}, locale=locale, exact=exact)
    told: set[str | None] = set()
    beside = remarks(document) if contradicts is not None else ()
    for one in expected:
        proof, problems = _prove(one, copies, contradicts, beside, rtl=direction(locale) == "rtl")
        proofs.append(proof)
        if proof.state is ProofState.CONTRADICTED:  # one block contradicts all statements of its topics: one finding
            if proof.found in told:
                problems = [row for row in problems if row.code not in {_CONTRADICTED, _AROUND}]
            told.add(proof.found)
        findings += problems
    return tuple(proofs), [replace(finding, path=path, locale=locale) for finding in findings]


def _prove(
    expected: Expected, copies: Copies, contradicts: Contradicts | None, beside: Sequence[str], *, rtl: bool
) -> tuple[StatementProof, list[Diagnostic]]:
    name = expected.wording.statement
    found = copies.find(expected)
    best = found[0]
    proof = StatementProof(name, best.state, best.text or None, expected.text, best.reason)
    around = None
    if contradicts is not None and proof.state in ACCEPTED:
        own = {id(block) for copy in found for block in copy.blocks}
        others = [block for block in copies.blocks if not block.gone and id(block) not in own]
        inside = contradicts(name, [block.text for block in others if block.in_article])
        around = None if inside else contradicts(name, [block.text for block in others if not block.in_article])
        other = inside or around or contradicts(name, beside)
        if other is not None:
            proof = StatementProof(name, ProofState.CONTRADICTED, other, expected.text, repr(other))
    findings = [] if proof.state in ACCEPTED else [_finding(proof, expected)]
    if around is not None:
        hint = "change it where all pages have it from: the site's strings, the settings, a page template"
        findings = [replace(item, code=_AROUND, hint=hint) for item in findings]
    if any(block.rtl != rtl for block in best.blocks):
        findings.append(_wrong_direction(name, rtl=rtl))
    return proof, findings


def _finding(proof: StatementProof, expected: Expected) -> Diagnostic:
    certain = proof.state is not ProofState.VISIBILITY_UNKNOWN
    said = _SAID.get(proof.state, f"is {proof.state}")
    return Diagnostic(
        f"statement-{proof.state}" if certain else "visibility-unknown",
        Severity.ERROR if certain else Severity.WARNING,
        f"{expected.severity} statement {proof.id!r} {said}: {proof.reason}",
        hint=_HINTS.get(proof.state),
        statement=proof.id,
    )


def _wrong_direction(name: str, *, rtl: bool) -> Diagnostic:
    wrong, right = ("left to right", "rtl") if rtl else ("right to left", "ltr")
    message = f"the text of statement {name!r} runs from {wrong}"
    return Diagnostic(
        "wrong-direction", Severity.WARNING, message, hint=f'write dir="{right}" on the html element', statement=name
    )
