"""Makes all pages of one article, from the sources to the proof: the job that runs in any order, process or machine.

What a page says, what its menus offer and whether it can be proven depends on the article, its catalogs, and on what is
the same for all articles. So an article is one job. A job reads its catalogs itself, leaves the bytes of its pages in
the store, and returns only what the pages around it and the manifest must know: no process ever holds a whole site.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from toolkit.article.markdown import Article
from toolkit.config import FILE as CONFIG_FILE
from toolkit.diagnostic import Diagnostic, ToolkitError
from toolkit.files import read_bytes
from toolkit.model import Page, PageState
from toolkit.project import REVIEWS, Project, load_frame, with_article
from toolkit.site.assemble import index_path, page_path, places_path
from toolkit.site.build import Listed, Prepared, assemble_articles
from toolkit.site.composition import BuiltPage, Failures, Prove, ProvenPage, joined, prove_one
from toolkit.site.feed import feed_path
from toolkit.site.frame import INDEX
from toolkit.site.manifest import Proven
from toolkit.site.proving import prover
from toolkit.site.published import PublishedSite, read_site
from toolkit.site.survey import Survey, merged, own_findings, own_survey, shared_catalogs, shared_survey
from toolkit.site.texts import write_text
from toolkit.store import Store, Stored, remembering, toolkit_hash


@dataclass(frozen=True, slots=True)
class Order:
    """What the jobs of one publication have in common. Equal orders must mean equal files."""

    root: Path
    """Folder of the project."""
    date: dt.date
    """The day."""
    draft: bool
    """Whether pages are built although approvals or the review are missing."""
    store: Store
    """Where the bytes of pages go."""
    policy: str
    """Hash of everything that no single article owns: see `order_of`."""
    tree: str
    """Hash of everything that the jobs share, `Workshop`."""
    previous: Path | None = None
    """The site before."""


@dataclass(frozen=True, slots=True)
class Task:
    """What one job is to do."""

    article: str
    """Slug of the article."""
    absent: frozenset[str] = frozenset()
    """Files that the site could have had, and has not; those that belong to the article are left out."""
    failures: Failures = field(default_factory=dict)
    """What failed when it was made before."""


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page whose bytes are in the store."""

    built: BuiltPage
    """The page, without its HTML."""
    sha256: str | None
    """Of its bytes; None where it is withheld."""
    proof: tuple[Proven, ...]
    """What was proven on it."""


@dataclass(frozen=True, slots=True)
class MadeArticle:
    """What the job of one article returns."""

    pages: tuple[MadePage, ...]
    """Its pages in the order of the locales, withheld ones too."""
    listed: tuple[Listed, ...]
    """Those that there are, for the pages that lead to them."""
    failures: Failures
    """What failed on the way."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with its catalogs and texts, and what the gates say."""
    proof_diagnostics: tuple[Diagnostic, ...]
    """What is wrong with its finished pages."""
    links: tuple[str, ...]
    """The files of the site that its pages lead to, but for its own."""

    def rows(self, store: Store) -> Iterator[ProvenPage]:
        """Yield the pages as the composition of a site wants them."""
        for page in self.pages:
            yield ProvenPage(page.built, Stored(store, page.sha256 or ""), page.proof)


_MADE: TypeAdapter[MadeArticle] = TypeAdapter(MadeArticle)
_FOUND: TypeAdapter[dict[str, list[Diagnostic]]] = TypeAdapter(dict[str, list[Diagnostic]])


class Workshop:
    """What is read once for all jobs of an order in one process."""

    def __init__(self, order: Order, frame: Project, previous: PublishedSite | None) -> None:
        """Take the project without its articles' catalogs, and the site before."""
        self.order, self.frame, self.previous = order, frame, previous
        self.articles = {article.domain: article for article in frame.articles}

    @cached_property
    def shared(self) -> Mapping[str, Survey]:
        """What the gates say of each locale, but for what belongs to single articles."""
        frame, date = self.frame, self.order.date
        return {name: shared_survey(frame, name, date, self._catalogs(name)) for name in frame.config.all_locales}

    def _catalogs(self, locale: str) -> Mapping[str, Sequence[Diagnostic]]:
        """Return what is found in the shared catalogs of a locale, from memory where it is known."""
        key = _hash([self.order.policy, "shared catalogs", locale])
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
    """Return what the jobs of an order share; raises `ToolkitError` as `load_frame` and `read_site` do."""
    if _open and _open[0].order == order:
        return _open[0]
    previous = read_site(order.previous)[0] if order.previous is not None else None
    return open_workshop(order, load_frame(order.root, order.store), previous)


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
    key = _key(shop, article, task)
    # What became of the pages before only matters where one cannot be made as it should be: so it is asked last.
    keys = (key, _with_previous(key, shop, task.article))
    for one in keys:
        made = _remembered(order.store, one)
        if made is not None:
            return made
    made = _made(shop, article, task)
    states = {page.built.page.state for page in made.pages}
    as_meant = not made.failures and states <= {PageState.FRESH, PageState.DRAFT}
    with suppress(ValueError):  # a finding that quotes what is no text is made again
        order.store.remember(keys[0 if as_meant else 1], _MADE.dump_json(made))
    return made


def order_of(
    frame: Project, *, date: dt.date, draft: bool, store: Store, previous: PublishedSite | None = None
) -> Order:
    """Return the order for the pages of a project."""
    own = {article.path for article in frame.articles}
    shared = {path: digest for path, digest in frame.hashes.items() if path not in own and not _is_review(path)}
    files = [CONFIG_FILE, *([frame.config.allowed_signers] if frame.config.allowed_signers else [])]
    rows = [(name, _digest(frame, name)) for name in files]
    unread = repr([frame.diagnostics, frame.catalog_diagnostics])  # a file that cannot be read has no hash
    names = sorted(article.domain for article in frame.articles)
    policy = _hash([toolkit_hash(), names, rows, unread, sorted(shared.items()), date.isoformat(), draft])
    before = sorted(previous.hashes.items()) if previous else None
    tree = _hash([policy, sorted(frame.hashes.items()), before])
    return Order(frame.root.resolve(), date, draft, store, policy, tree, previous.root if previous else None)


def _is_review(path: str) -> bool:
    return path.startswith(f"{REVIEWS}/")


def _hash(values: object) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _remembered(store: Store, key: str) -> MadeArticle | None:
    data = store.made(key)
    if data is None:
        return None
    try:
        made = _MADE.validate_json(data)
    except ValidationError:
        return None
    return made if all(page.sha256 is None or store.has(page.sha256) for page in made.pages) else None


def _key(shop: Workshop, article: Article, task: Task) -> str:
    """Return the hash of all that an article's pages are made from."""
    frame, name = shop.frame, article.domain
    paths = [
        path
        for locale in frame.config.locales
        for path in (frame.catalog_path(locale, name), f"{REVIEWS}/{locale}/{name}.toml")
    ]
    paths.append(f"{REVIEWS}/{frame.config.source_locale}/{name}.toml")
    rows = [(path, _digest(frame, path)) for path in paths]
    return _hash(
        [
            shop.order.policy,
            name,
            article.path,
            frame.hashes[article.path],
            rows,
            sorted(task.absent),
            repr(task.failures),
        ]
    )


def _digest(project: Project, name: str) -> list[str] | None:
    """Return what tells the file `name` of a project from others: its hash, or why it cannot be read, and where it is.

    None where there is none. The project may refuse to read through a symbolic link that leads out of it.
    """
    path, real = project.root.resolve() / name, (project.root / name).resolve()
    if not (path.exists() or path.is_symlink()):
        return None
    where = "" if real == path else str(real)
    try:
        return [hashlib.sha256(read_bytes(path, limit=project.config.limits.file_size)).hexdigest(), where]
    except ToolkitError as error:
        return [error.message, where]


def _with_previous(key: str, shop: Workshop, name: str) -> str:
    """Return the key of what is made with regard to the site before."""
    if shop.previous is None:
        return _hash([key, None])
    found = (shop.previous.page_of(name, locale) for locale in shop.frame.config.all_locales)
    return _hash([key, [(row.model_dump_json(), shop.previous.hashes.get(row.path)) for row in found if row]])


class _Asked(Collection[str]):
    """The files of the site; notes in `names` which were asked for."""

    def __init__(self, files: Collection[str]) -> None:
        self.files, self.names = files, set[str]()

    def __contains__(self, name: object) -> bool:
        self.names.add(str(name))
        return name in self.files

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def _made(shop: Workshop, article: Article, task: Task) -> MadeArticle:
    order, locales = shop.order, shop.frame.config.all_locales
    project = with_article(shop.frame, article)
    memory = _PageMemory(order, project, article)
    own = {locale: own_survey(project, locale, memory.findings) for locale in locales}
    surveys = {locale: merged(shop.shared[locale], own[locale]) for locale in locales}
    texts = tuple(write_text(project, surveys[locale], article, shop.previous) for locale in locales)
    prepared = Prepared(project, locales, surveys, texts)
    said = [item for here in own.values() for item in here.findings(project, draft=order.draft)]
    limit = project.config.limits.page_size
    own_files = own_paths(article.domain, locales)
    asked: set[str] = set()
    failures = task.failures
    problems: list[Diagnostic] = []
    while True:
        assembled = assemble_articles(prepared, draft=order.draft, failures=failures)
        there = {row.version.path for row in assembled.listed} | {places_path(article.domain)}
        absent = task.absent | (own_files - there)
        prove = memory.prover(absent, asked)
        proven = [prove_one(built, prove, limit, shop.paths - absent) for built in assembled.pages]
        problems += [item for _, found in proven for item in found]
        failures = joined(assembled.failures, [row.built for row, _ in proven])
        if failures == assembled.failures:
            break
    return MadeArticle(
        tuple(_stored(row, order.store) for row, _ in proven),
        assembled.listed,
        failures,
        (*said, *assembled.diagnostics),
        tuple(problems),
        tuple(sorted(asked & (shop.paths - own_files))),
    )


@dataclass(frozen=True, slots=True)
class _Proof:
    """What the proof of a page gave."""

    proof: tuple[Proven, ...]
    found: list[Diagnostic]
    asked: list[str]
    """The files of the site that it was asked for."""


_OWN: TypeAdapter[tuple[list[Diagnostic], list[Diagnostic]]] = TypeAdapter(tuple[list[Diagnostic], list[Diagnostic]])
_PROOF: TypeAdapter[_Proof] = TypeAdapter(_Proof)


class _PageMemory:
    """What takes longest of a page, remembered: where one catalog changed, the other languages' pages need it not."""

    def __init__(self, order: Order, project: Project, article: Article) -> None:
        self.order, self.project, self.article = order, project, article
        self.prove = cache(lambda: prover(project))

    def findings(self, project: Project, locale: str, article: Article) -> tuple[list[Diagnostic], list[Diagnostic]]:
        """Return `own_findings`."""
        return remembering(self.order.store, self._key(locale), _OWN, lambda: own_findings(project, locale, article))

    def prover(self, absent: frozenset[str], asked: set[str]) -> Prove:
        """Return `prover(project)`; it adds to `asked` the files of the site that it is asked for."""

        def prove(page: Page, files: Collection[str]) -> tuple[tuple[Proven, ...], list[Diagnostic]]:
            def make() -> _Proof:
                names = _Asked(files)
                proof, found = self.prove()(page, names)
                return _Proof(proof, found, sorted(names.names))

            key = _hash([self._key(page.locale), page.path, page.state, page.html, sorted(absent)])
            done = remembering(self.order.store, key, _PROOF, make)
            asked.update(done.asked)
            return done.proof, done.found

        return prove

    def _key(self, locale: str) -> str:
        """Return the hash of all that is asked about the article in one locale."""
        path = self.project.catalog_path(locale, self.article.domain)
        hashes = [self.project.hashes.get(self.article.path), _digest(self.project, path), path]
        return _hash([self.order.policy, self.article.domain, locale, hashes])


def _stored(row: ProvenPage, store: Store) -> MadePage:
    shown = row.built.page.state is not PageState.WITHHELD
    content = store.put(row.data) if shown else None
    built = replace(row.built, page=replace(row.built.page, html=""))
    return MadePage(built, content.sha256 if content else None, row.proof)
