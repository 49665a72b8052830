"""What a change of the sources means for each locale: two projects compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.article.markdown import Article
from toolkit.catalog.candidates import numbers, pair
from toolkit.gates import approvals
from toolkit.model import Message, PageState
from toolkit.project import Project
from toolkit.site.kept import changes
from toolkit.site.states import Facts, Previous, decide
from toolkit.site.watched import page_messages, translation
from toolkit.text.words import count_words


@dataclass(frozen=True, slots=True)
class Edit:
    """A message of the sources that is new, edited or gone."""

    domain: str
    """Its domain."""
    new: Message | None
    """As it is now; None: it is gone."""
    old: Message | None
    """What it was edited from; None: it is new."""
    guard: str | None
    """The statement or rule that touches it, or touched it."""
    guessed: bool = False
    """Whether `l10n update` may keep the old translation as a guess."""

    @property
    def kind(self) -> str:
        """`new`, `edited` or `gone`."""
        return "gone" if self.new is None else "new" if self.old is None else "edited"


@dataclass(frozen=True, slots=True)
class LocaleEffect:
    """What the change means for one locale, as its catalogs are now."""

    locale: str
    """As in paths."""
    new: int
    """Messages that are new and not translated yet."""
    edited: int
    """Edited messages whose old translation is kept as a guess, to be checked."""
    guarded: int
    """Edited messages that get no guess, because they are guarded or their numbers changed: not translated yet."""
    done: int
    """Messages that are new or edited, and translated already."""
    words: int
    """Words of the source in what is still to be done."""
    fresh: tuple[str, ...]
    """Articles whose pages change and would be published."""
    kept: tuple[str, ...]
    """Articles whose published pages would stay as they are, with a banner, until they are translated."""
    replaced: tuple[str, ...]
    """Articles whose published pages would be replaced by a notice: something on them must not stay."""
    unapproved: tuple[str, ...]
    """Statements that were approved before the change and are not now."""


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A change of the sources."""

    revision: str
    """What it is compared with, as the user named it."""
    edits: tuple[Edit, ...]
    """The messages that changed, in the order of the sources; those that are gone last."""
    locales: tuple[LocaleEffect, ...]
    """The locales that are translated into, and the source locale first."""


def compare_projects(
    before: Project, now: Project, locales: Sequence[str], *, revision: str, date: dt.date
) -> SourceChange:
    """Return what the change from `before` to `now` means for the locales on a day.

    What becomes of pages is said as if each had been published fresh before.
    """
    edits = tuple(_edits(before, now))
    effects = tuple(_effect(before, now, locale, edits, date) for locale in locales)
    return SourceChange(revision, edits, effects)


def _edits(before: Project, now: Project) -> list[Edit]:
    found: list[Edit] = []
    gone: list[Edit] = []
    for domain in dict.fromkeys([*now.messages, *before.messages]):
        old = {message.key: message for message in before.messages.get(domain, ())}
        new = {message.key: message for message in now.messages.get(domain, ())}
        came = [message for key, message in new.items() if key not in old]
        went = [message for key, message in old.items() if key not in new]
        pairs = _pairs(came, went)
        guard, guard_before = now.guard(domain), before.guard(domain)
        for message in came:
            origin = pairs.get(message.key)
            touched = guard(message) or (guard_before(origin) if origin else None)
            guessed = origin is not None and touched is None and _alike(message, origin, now.config.source_locale)
            found.append(Edit(domain, message, origin, touched, guessed))
        used = {message.key for message in pairs.values()}
        gone += [Edit(domain, None, message, guard_before(message)) for message in went if message.key not in used]
    return [*found, *gone]


def _alike(new: Message, old: Message, locale: str) -> bool:
    """Whether two texts of the source language have the same context, numbers and units, as `l10n update` asks."""
    plurals = [None if item.msgid_plural is None else numbers(item.msgid_plural, locale) for item in (new, old)]
    same = new.msgctxt == old.msgctxt and plurals[0] == plurals[1]
    return same and numbers(new.msgid, locale) == numbers(old.msgid, locale)


def _pairs(came: Sequence[Message], went: Sequence[Message]) -> Mapping[tuple[str | None, str], Message]:
    """Return key -> the message that each new one was most likely edited from: that of its context, or a like one."""
    by_context = {message.msgctxt: message for message in went if message.msgctxt is not None}
    pairs = {message.key: by_context[message.msgctxt] for message in came if message.msgctxt in by_context}
    new = [message for message in came if message.msgctxt is None]
    old = [message for message in went if message.msgctxt is None]
    likely = pair([message.msgid for message in new], [message.msgid for message in old])
    return {**pairs, **{new[number].key: old[other] for number, other in likely.items()}}


def _effect(before: Project, now: Project, locale: str, edits: Sequence[Edit], date: dt.date) -> LocaleEffect:
    source = locale == now.config.source_locale
    counts = {"new": 0, "edited": 0, "guarded": 0, "done": 0}
    words = 0
    for edit in edits:
        if edit.new is None:
            continue
        if source or translation(now, locale, edit.domain, edit.new) is not None:
            counts["done"] += 1
            continue
        counts["new" if edit.old is None else "edited" if edit.guessed else "guarded"] += 1
        words += count_words(edit.new.msgid)
    lost = _lost_approvals(before, now, locale, date)
    pages = _pages(before, now, locale, edits, lost)
    return LocaleEffect(
        locale,
        **counts,
        words=words,
        fresh=tuple(name for name, state in pages.items() if state is PageState.FRESH),
        kept=tuple(name for name, state in pages.items() if state is PageState.KEPT),
        replaced=tuple(name for name, state in pages.items() if state is PageState.REPLACED),
        unapproved=lost,
    )


def _lost_approvals(before: Project, now: Project, locale: str, date: dt.date) -> tuple[str, ...]:
    """Return the statements that keep pages back now, and were approved before."""
    if locale not in before.config.all_locales:
        return ()
    approved = {state.statement.id for state in approvals(before, locale, date) if state.counts}
    held = [state.statement.id for state in approvals(now, locale, date) if state.withholds]
    return tuple(name for name in held if name in approved)


def _pages(
    before: Project, now: Project, locale: str, edits: Sequence[Edit], lost: Sequence[str]
) -> Mapping[str, PageState]:
    """Return what becomes of the pages that the change touches, if each was published before it."""
    domains = {edit.domain for edit in edits}
    earlier = {article.domain: article for article in before.articles}
    found = {}
    for article in now.articles:
        statements = now.statements_of(article)
        own = {article.domain, *(statement.domain for statement in statements)}
        old = earlier.get(article.domain)
        if old is None or locale not in before.config.all_locales:
            continue
        if not own & domains and not {item.id for item in statements} & set(lost):
            continue
        now_hashes, was_hashes = page_messages(now, article, locale), page_messages(before, old, locale)
        was = tuple(mark for mark, (_, watched) in was_hashes.items() if watched)
        new = {mark: message for mark, (message, watched) in now_hashes.items() if watched}
        facts = Facts(
            incomplete=_incomplete(now, article, locale),
            not_approved=tuple(item.id for item in statements if item.id in lost),
            reviewed=True,
            previous=Previous(PageState.FRESH, article=True, changes=changes(was, new, tuple(now_hashes))),
        )
        if now_hashes != was_hashes:
            found[article.domain] = decide(facts, draft=False, require=now.config.require).state
    return found


def _incomplete(project: Project, article: Article, locale: str) -> int:
    """Return how many messages of the page it could not show: its own, and those of its statements."""
    rows = [(article.domain, message) for message in article.messages]
    rows += [(item.domain, message) for item in project.statements_of(article) for message in item.messages]
    return sum(translation(project, locale, domain, message) is None for domain, message in rows)
