"""Whether a page is reviewed in a locale: its review against the messages of now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.safety.reviews import Review, ReviewedMessage, record_of
from toolkit.text.difference import difference


class ReviewStatus(StrEnum):
    """What became of a review; a page is reviewed in the first state only."""

    REVIEWED = "reviewed"
    """All messages of the page are as the reviewer read them."""
    CHANGED = "changed"
    """Some message is new or has changed since."""
    MISSING = "missing"
    """There is none."""
    INVALID = "invalid"
    """Its record is not its own, or it speaks of another page."""


@dataclass(frozen=True, slots=True)
class Change:
    """A message that is not as the reviewer read it."""

    now: ReviewedMessage
    """As it is on the page."""
    then: ReviewedMessage | None = None
    """What the reviewer read in its place; None for a message that is new."""


@dataclass(frozen=True, slots=True)
class ReviewState:
    """What the judge found for one page in one locale."""

    locale: str
    """As in paths."""
    domain: str
    """The article's."""
    status: ReviewStatus
    """What became of the review."""
    changes: tuple[Change, ...] = ()
    """Messages that nobody has reviewed as they are, in the order of the page."""
    removed: tuple[ReviewedMessage, ...] = ()
    """Messages that were reviewed and are no longer on the page, nor replaced by a changed one."""
    review: Review | None = None
    """What was judged."""

    @property
    def counts(self) -> bool:
        """Whether the page is reviewed."""
        return self.status is ReviewStatus.REVIEWED


def judge_review(
    reviewed: Review | None, messages: Sequence[ReviewedMessage], *, locale: str, domain: str
) -> ReviewState:
    """Return whether each of the page's current `messages` (`toolkit.safety.reviews.current_messages`) was reviewed.

    A message counts while its hash is in the review: its place on the page does not matter. A message that has gone
    since does not undo the review of the others; it is told in `removed`. A page without any message has none that was
    read, and is not reviewed.
    """
    if reviewed is None or not messages:
        return ReviewState(locale, domain, ReviewStatus.MISSING)
    if (reviewed.locale, reviewed.domain, reviewed.record) != (locale, domain, record_of(reviewed)):
        return ReviewState(locale, domain, ReviewStatus.INVALID, review=reviewed)
    known = {message.hash for message in reviewed.messages}
    current = {message.hash for message in messages}
    news = [message for message in messages if not message.msgstrs or message.hash not in known]
    gone = [message for message in reviewed.messages if message.hash not in current]
    replaced = _replaced(reviewed.messages, messages, news, gone)
    changes = tuple(Change(message, replaced.get(message)) for message in news)
    taken = {change.then for change in changes}
    removed = tuple(message for message in gone if message not in taken)
    status = ReviewStatus.CHANGED if changes else ReviewStatus.REVIEWED
    return ReviewState(locale, domain, status, changes, removed, reviewed)


def diagnose_review(state: ReviewState, *, required: bool, draft: bool = False) -> list[Diagnostic]:
    """Return the findings on a state.

    `required` is whether the setting `require` is "review": then a page that is not wholly reviewed is an error. Else a
    review that is missing is a note, and a change since a warning. Under `draft` both are notes. A message that was
    removed is a warning, an invalid review an error, always.
    """
    again = f"a reviewer runs 'l10n review {state.locale} {state.domain} --reviewer NAME --role ROLE'"
    if state.status is ReviewStatus.MISSING:
        severity = Severity.ERROR if required and not draft else Severity.NOTE
        message = f"nobody has reviewed {state.domain!r} in {state.locale!r}"
        return [Diagnostic("review-missing", severity, message, hint=again, locale=state.locale, domain=state.domain)]
    if state.status is ReviewStatus.INVALID:
        message = f"the review of {state.domain!r} in {state.locale!r} is of another page, or its record is not its own"
        path = state.review.location.path if state.review is not None else ""
        return [
            Diagnostic(
                "review-invalid",
                Severity.ERROR,
                message,
                hint=again,
                path=path or None,
                line=1 if path else None,
                locale=state.locale,
                domain=state.domain,
            )
        ]
    severity = Severity.NOTE if draft else Severity.ERROR if required else Severity.WARNING
    found = [
        _about(change.now, state, "review-changed", severity, _told(change), hint=f"read the change; {again}")
        for change in state.changes
    ]
    hint = f"put it back, or confirm that the page can do without it: {again}"
    return found + [
        _about(
            message, state, "review-removed", Severity.WARNING, f"{message.msgid!r} was reviewed and is gone", hint=hint
        )
        for message in state.removed
    ]


def _replaced(
    then: Sequence[ReviewedMessage],
    now: Sequence[ReviewedMessage],
    news: Sequence[ReviewedMessage],
    gone: Sequence[ReviewedMessage],
) -> dict[ReviewedMessage, ReviewedMessage]:
    """Return what each new message stands in for: the one with its key, else the one in its place on the page."""
    by_key = {message.key: message for message in gone}
    found = {message: by_key[message.key] for message in news if message.key in by_key}
    free = set(gone) - set(found.values())
    open_places = set(news) - set(found)
    keys_then, keys_now = ([message.key for message in rows] for rows in (then, now))
    for kind, a, b, c, d in SequenceMatcher(None, keys_then, keys_now, autojunk=False).get_opcodes():
        if kind == "replace" and b - a == d - c:
            found |= {
                new: old for old, new in zip(then[a:b], now[c:d], strict=True) if old in free and new in open_places
            }
    return found


def _told(change: Change) -> str:
    now, then = change.now, change.then
    if then is None:
        return f"a message that nobody has reviewed: {now.msgid!r}"
    told = []
    if (then.msgid, then.msgid_plural, then.msgctxt) != (now.msgid, now.msgid_plural, now.msgctxt):
        told.append(f"source {difference(then.msgid, now.msgid)!r}")
    if not now.msgstrs:
        told.append("its translation is missing or fuzzy now")
    elif then.msgstrs != now.msgstrs:
        pairs = zip(then.msgstrs, now.msgstrs, strict=False)
        told.append(f"translation {' | '.join(difference(old, new) for old, new in pairs)!r}")
    return f"a message changed after its review: {'; '.join(told)}"


def _about(
    message: ReviewedMessage, state: ReviewState, code: str, severity: Severity, told: str, *, hint: str
) -> Diagnostic:
    return Diagnostic(
        code,
        severity,
        told,
        hint=hint,
        path=message.location.path or None,
        line=message.location.line,
        locale=state.locale,
        domain=state.domain,
        msgctxt=message.msgctxt,
        msgid=message.msgid,
    )
