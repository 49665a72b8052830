"""Makes all pages of one article, from the sources to the proof: the job that runs in any order, process or machine.

What a page says, what its menus offer and whether it can be proven depends on the article, its catalogs, and on what is
the same for all articles. So an article is one job. A job reads its catalogs itself, leaves the bytes of its pages in
the store, and returns only what the pages around it and the manifest must know: no process ever holds a whole site.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from pydantic import TypeAdapter

from toolkit.article.markdown import Article
from toolkit.config import FILE as CONFIG_FILE
from toolkit.diagnostic import Diagnostic, ToolkitError
from toolkit.files import real_path
from toolkit.gates import check_shrunk_contract
from toolkit.model import PageState
from toolkit.project import REVIEWS, Project, load_frame, with_article
from toolkit.safety.complaints import format_complaints
from toolkit.site.around import Listed
from toolkit.site.assemble import index_path, page_path, places_path
from toolkit.site.build import Prepared, assemble_articles
from toolkit.site.chrome import Version
from toolkit.site.composition import ProvenPage, joined, prove_one
from toolkit.site.feed import feed_path
from toolkit.site.frame import INDEX
from toolkit.site.jobs import MadeArticle, MadePage, Order, Task
from toolkit.site.proving import prover
from toolkit.site.published import PublishedSite, read_before
from toolkit.site.remembering import MessageMemory, complaints_in, digest, remembering_prover
from toolkit.site.survey import Survey, merged, own_findings, own_survey, shared_catalogs, shared_survey
from toolkit.site.texts import write_text
from toolkit.site.watched import watched_texts
from toolkit.store import Store, hash_of, keep, recall, remembering, toolkit_hash

_MADE: TypeAdapter[MadeArticle] = TypeAdapter(MadeArticle)
_OWN: TypeAdapter[tuple[list[Diagnostic], list[Diagnostic]]] = TypeAdapter(tuple[list[Diagnostic], list[Diagnostic]])
_TOUCHED: TypeAdapter[dict[str, str]] = TypeAdapter(dict[str, str])
_WATCHED: TypeAdapter[tuple[str, ...]] = TypeAdapter(tuple[str, ...])
_FOUND: TypeAdapter[dict[str, list[Diagnostic]]] = TypeAdapter(dict[str, list[Diagnostic]])


class Workshop:
    """What is read once for all jobs of an order in one process."""

    def __init__(self, order: Order, frame: Project, previous: PublishedSite | None) -> None:
        """Take the project without its articles' catalogs, and the site before."""
        self.order, self.frame, self.previous = order, frame, previous
        self.articles = {article.domain: article for article in frame.articles}

        self._surveys: dict[str, Survey] = {}

    def shared(self, locale: str) -> Survey:
        """Return what the gates say of a locale, but for what belongs to single articles."""
        if locale not in self._surveys:
            catalogs = self._catalogs(locale)
            self._surveys[locale] = shared_survey(self.frame, locale, self.order.date, catalogs)
        return self._surveys[locale]

    def _catalogs(self, locale: str) -> Mapping[str, Sequence[Diagnostic]]:
        """Return what is found in the shared catalogs of a locale, from memory where it is known."""
        key = hash_of([self.order.policy, "shared catalogs", locale])
        return remembering(self.order.store, key, _FOUND, lambda: shared_catalogs(self.frame, locale))

    @cached_property
    def paths(self) -> frozenset[str]:
        """Every file that the site may have, if nothing is withheld."""
        locales = self.frame.config.all_locales
        pages = (page_path(locale, name) for locale in locales for name in self.articles)
        around = (path for locale in locales for path in (index_path(locale), feed_path(locale)))
        return frozenset([INDEX, *pages, *around, *map(places_path, self.articles)])


_open: list[Workshop] = []
"""The last workshop of this process."""


def open_workshop(order: Order, frame: Project, previous: PublishedSite | None) -> Workshop:
    """Return what the jobs of an order share, of what has been read already; processes that are forked have it too."""
    _open[:] = [Workshop(order, frame, previous)]
    return _open[0]


def _workshop(order: Order) -> Workshop:
    """Return what the jobs of an order share.

    Raises `ToolkitError` as `load_frame` and `read_before` do, and where the files are not those that the order is
    about: what is made of others would be remembered as made of those.
    """
    if _open and _open[0].order == order:
        return _open[0]
    previous = read_before(order.previous) if order.previous is not None else None
    frame = load_frame(order.root, order.store)
    here = order_of(frame, date=order.date, draft=order.draft, store=order.store, previous=previous)
    if here.tree != order.tree:
        message = f"the files in {str(order.root)!r} are others here than where the command runs, or were just changed"
        hint = "all workers must see the same folder; else run the command again"
        raise ToolkitError(message, code="io", hint=hint)
    return open_workshop(order, frame, previous)


def own_paths(name: str, locales: Iterable[str]) -> frozenset[str]:
    """Return the files of the site that belong to an article."""
    return frozenset([places_path(name), *(page_path(locale, name) for locale in locales)])


def make_article(order: Order, task: Task) -> MadeArticle:
    """Return the pages of an article.

    A function of its arguments and of the files that they name: what was made before is given back, where all its bytes
    are still there.
    """
    shop = _workshop(order)
    article = shop.articles[task.article]
    job = _Job(shop, article, task)
    made = _remembered(shop, job.whole)
    if made is not None:
        return made
    # What became of the pages before only matters where one cannot be made as it should be: so it is asked last.
    with_previous = _with_previous(job.whole, shop, task.article)
    made = _remembered(shop, with_previous)
    if made is not None:
        return made
    made = _made(job)
    keep(order.store, job.whole if as_meant(made) else with_previous, _MADE, made)
    return made


def made_before(shop: Workshop, task: Task, digests: Mapping[str, str]) -> MadeArticle | None:
    """Return what was made of an article when some of its files had other bytes, those with these SHA-256; or None."""
    return recall(shop.order.store, _Job(shop, shop.articles[task.article], task, digests).whole, _MADE)


def order_of(
    frame: Project, *, date: dt.date, draft: bool, store: Store, previous: PublishedSite | None = None
) -> Order:
    """Return the order for the pages of a project.

    Its policy holds nothing that one article has for itself, not even its name: so an article more or less, or a change
    in one, leaves what was made of the others as it is. Which files the site has is asked where a page leads to them
    (`MadeArticle.holds`).
    """
    own = {article.path for article in frame.articles}
    shared = {path: digest for path, digest in frame.hashes.items() if path not in own and not _is_review(path)}
    files = [CONFIG_FILE, *([frame.config.allowed_signers] if frame.config.allowed_signers else [])]
    rows = [(name, digest(frame, name)) for name in files]
    # A file that cannot be read has no hash. What is said of an article's own file belongs to that article.
    unread = repr([item for item in (*frame.diagnostics, *frame.catalog_diagnostics) if item.path not in own])
    # An approval of a statement that no article asks for any more keeps back all pages of its locale.
    shrunk = repr([check_shrunk_contract(frame, locale) for locale in frame.config.all_locales])
    policy = hash_of([toolkit_hash(), shrunk, rows, unread, sorted(shared.items()), date.isoformat(), draft])
    before = sorted(previous.hashes.items()) if previous else None
    tree = hash_of([policy, sorted(frame.hashes.items()), before])
    return Order(real_path(frame.root), date, draft, store, policy, tree, previous.root if previous else None)


def _is_review(path: str) -> bool:
    return path.startswith(f"{REVIEWS}/")


def _remembered(shop: Workshop, key: str) -> MadeArticle | None:
    store = shop.order.store
    made = recall(store, key, _MADE)
    if made is None or not made.holds(shop.paths):
        return None
    return made if all(page.sha256 is None or store.has(page.sha256) for page in made.pages) else None


def _with_previous(key: str, shop: Workshop, name: str) -> str:
    """Return the key of what is made with regard to the site before."""
    if shop.previous is None:
        return hash_of([key, None])
    found = (shop.previous.page_of(name, locale) for locale in shop.frame.config.all_locales)
    return hash_of([key, [(row.model_dump_json(), shop.previous.hashes.get(row.path)) for row in found if row]])


def _made(job: _Job) -> MadeArticle:
    """Return the pages of an article; those that can be as they were are taken from the store."""
    locales = job.shop.frame.config.all_locales
    kept = {} if job.task.failures else dict(_kept(job))
    if kept:
        others = tuple(locale for locale in locales if locale not in kept)
        some = _make(job, others, [part.listed.version for part in kept.values()])
        versions = {row.version for part in (*kept.values(), *some.parts.values()) for row in (part.listed,)}
        if len(some.parts) == len(others) and all(set(part.versions) == versions for part in kept.values()):
            # The menus of the pages that are kept lead to the same pages in the same states: nothing in them changes.
            return _joined({**kept, **some.parts}, locales)
    made = _make(job, locales)
    if len(made.parts) == len(locales):
        return _joined(made.parts, locales)
    return made.article


@dataclass(frozen=True, slots=True)
class _Making:
    """Some pages of an article."""

    article: MadeArticle
    """As if there were no others."""
    parts: Mapping[str, _Part]
    """The same by locale, where every page became what it was meant to be; else nothing."""


def _make(job: _Job, locales: Sequence[str], others: Sequence[Version] = ()) -> _Making:
    """Make the pages of an article in some locales, and let the store remember each; `others` are there already."""
    shop, order, task = job.shop, job.shop.order, job.task

    def touched(find: Callable[[], Mapping[str, str]]) -> Mapping[str, str]:
        return remembering(order.store, job.source("touched"), _TOUCHED, lambda: {**find()})

    project = with_article(shop.frame, job.article, locales, order.store, touched)
    (article,) = project.articles
    rows = remembering(order.store, job.source("watched"), _WATCHED, lambda: watched_texts(project, article))
    watched = frozenset(rows)

    def findings(project: Project, locale: str, article: Article) -> tuple[list[Diagnostic], list[Diagnostic]]:
        def found() -> tuple[list[Diagnostic], list[Diagnostic]]:
            memory = MessageMemory(order.store, job.around(locale, "messages"))
            key = job.around(locale, "rules")
            complaints = complaints_in(order.store, key)
            rows = own_findings(project, locale, article, memory, complaints)
            order.store.remember(key, format_complaints(complaints))
            return rows

        return remembering(order.store, job.key(locale), _OWN, found)

    own = {locale: own_survey(project, locale, findings) for locale in locales}
    surveys = {locale: merged(shop.shared(locale), own[locale]) for locale in locales}
    texts = tuple(write_text(project, surveys[locale], article, shop.previous, watched) for locale in locales)
    prepared = Prepared(project, tuple(locales), surveys, texts)
    said = [tuple(here.findings(project, draft=order.draft)) for here in own.values()]
    limit = project.config.limits.page_size
    own_files = own_paths(article.domain, shop.frame.config.all_locales)
    asked: list[set[str]] = [set() for _ in locales]
    failures = task.failures
    problems: list[Diagnostic] = []
    the_prover = cache(lambda: prover(project))
    while True:
        assembled = assemble_articles(prepared, draft=order.draft, failures=failures, others=others)
        there = {row.path for row in others} | {row.version.path for row in assembled.listed}
        absent = task.absent | (own_files - there - {places_path(article.domain)})
        proven = []
        for built, names in zip(assembled.pages, asked, strict=True):
            prove = remembering_prover(order.store, lambda page: job.key(page.locale), the_prover, absent, names)
            proven.append(prove_one(built, prove, limit, shop.paths - absent))
        problems += [item for _, found in proven for item in found]
        failures = joined(assembled.failures, [row.built for row, _ in proven])
        if failures == assembled.failures:
            break
    pages = [_stored(row, order.store) for row, _ in proven]
    links = [tuple(sorted(names & (shop.paths - own_files))) for names in asked]
    lacking = [tuple(sorted(names - shop.paths)) for names in asked]
    made = MadeArticle(
        tuple(pages),
        assembled.listed,
        failures,
        (*(item for found in said for item in found), *(item for found in assembled.found for item in found)),
        tuple(problems),
        _all(links),
        _all(lacking),
    )
    if failures or not as_meant(made):
        return _Making(made, {})
    versions = tuple(row.version for row in assembled.listed) + tuple(others)
    parts = {
        locale: _Part(page, listed, versions, about, found, tuple(wrong), *names)
        for locale, page, listed, about, found, (_, wrong), *names in zip(
            locales, pages, assembled.listed, said, assembled.found, proven, links, lacking, strict=True
        )
    }
    for locale, part in parts.items():
        keep(order.store, job.key(locale, task.absent), _PART, part)
    return _Making(made, parts)


def as_meant(made: MadeArticle) -> bool:
    """Whether every page became what it was meant to be: then what became of it before did not matter."""
    states = {page.built.page.state for page in made.pages}
    return not made.failures and states <= {PageState.FRESH, PageState.DRAFT}


@dataclass(frozen=True, slots=True)
class _Part:
    """What is known of one page of an article, all of whose pages became what they were meant to be."""

    page: MadePage
    listed: Listed
    versions: tuple[Version, ...]
    """The pages that there are of the article."""
    said: tuple[Diagnostic, ...]
    """What the gates say."""
    found: tuple[Diagnostic, ...]
    """What is wrong with its text and with the page."""
    problems: tuple[Diagnostic, ...]
    """What the proof found."""
    links: tuple[str, ...]
    lacking: tuple[str, ...]


_PART: TypeAdapter[_Part] = TypeAdapter(_Part)


def _kept(job: _Job) -> Iterator[tuple[str, _Part]]:
    """Yield the pages of an article that the store has, by locale."""
    store = job.shop.order.store
    for locale in job.shop.frame.config.all_locales:
        part = recall(store, job.key(locale, job.task.absent), _PART)
        if part is None or part.page.sha256 is None or not store.has(part.page.sha256):
            continue
        if job.shop.paths.issuperset(part.links) and job.shop.paths.isdisjoint(part.lacking):
            yield locale, part


def _joined(parts: Mapping[str, _Part], locales: Iterable[str]) -> MadeArticle:
    """Return an article with these pages."""
    rows = [parts[locale] for locale in locales]
    return MadeArticle(
        tuple(row.page for row in rows),
        tuple(row.listed for row in rows),
        {},
        (*(item for row in rows for item in row.said), *(item for row in rows for item in row.found)),
        tuple(item for row in rows for item in row.problems),
        _all(row.links for row in rows),
        _all(row.lacking for row in rows),
    )


def _all(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return each name of the groups once, sorted."""
    return tuple(sorted({name for group in groups for name in group}))


class _Job:
    """The making of one article, and the hashes under which what comes of it is remembered."""

    def __init__(self, shop: Workshop, article: Article, task: Task, digests: Mapping[str, str] | None = None) -> None:
        known = {path: [digest, ""] for path, digest in (digests or {}).items()}
        self.shop, self.article, self.task = shop, article, task
        frame, name = shop.frame, article.domain
        self._about = [shop.order.policy, name, article.path, frame.hashes[article.path]]
        self._files = {
            locale: [(path, known.get(path) or digest(frame, path)) for path in _own_files(frame, name, locale)]
            for locale in frame.config.all_locales
        }

    @cached_property
    def whole(self) -> str:
        """The hash of all that the article's pages are made from."""
        task = self.task
        return hash_of([self._about, sorted(self._files.items()), sorted(task.absent), repr(task.failures)])

    def key(self, locale: str, absent: Collection[str] | None = None) -> str:
        """Return the hash of all that is asked about one page, and of what the site has not, where that is given."""
        return hash_of([self._about, locale, self._files[locale], None if absent is None else sorted(absent)])

    def around(self, locale: str, what: str) -> str:
        """Return the hash of all that is asked about a message of one page but its catalog, and of who asks."""
        return hash_of([self._about, locale, what])

    def source(self, what: str) -> str:
        """Return the hash of all that is asked about the article in its own language, and of what is asked."""
        return hash_of([self._about, what])


def _own_files(frame: Project, name: str, locale: str) -> list[str]:
    """Return the files that an article has for itself in a locale."""
    return [frame.catalog_path(locale, name), f"{REVIEWS}/{locale}/{name}.toml"]


def _stored(row: ProvenPage, store: Store) -> MadePage:
    shown = row.built.page.state is not PageState.WITHHELD
    content = store.put(row.data) if shown else None
    built = replace(row.built, page=replace(row.built.page, html=""))
    return MadePage(built, content.sha256 if content else None, row.proof)
