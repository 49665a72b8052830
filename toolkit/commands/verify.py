"""`l10n verify`: proves published pages against the contract."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import click

from toolkit.commands._speech import _, ngettext
from toolkit.commands._verb import FINDING_FORMATS, Options, exit_code, show, shown, verb
from toolkit.diagnostic import Diagnostic, ToolkitError
from toolkit.files import read_bytes, real_path
from toolkit.project import load_project
from toolkit.safety.browser import open_browser
from toolkit.safety.copies import Visible
from toolkit.safety.page.document import decode_page
from toolkit.site.manifest import NAME, PageRecord, check_files
from toolkit.site.published import PublishedSite, read_site
from toolkit.site.verify import Verdict, VerifiedPage, Verifier
from toolkit.workers import Workers

UNKNOWN = "visibility-unknown"
Look = Callable[[str], Visible]
"""Loads a page into a browser, and gives what tells of its blocks whether they are seen."""


def verify(
    options: Options,
    *,
    targets: tuple[Path, ...],
    locale: str | None = None,
    topics: tuple[str, ...] = (),
    draft: bool = False,
    browser: bool = False,
    allow: tuple[str, ...] = (),
    form: str = "text",
) -> int:
    """Prove pages against the safety contract of the project, knowing nothing of how they were built.

    A published folder is held to its manifest: no file is missing, extra or changed, and each page carries its
    statements exactly. Any other page, from whatever system, must carry every statement of the topics given with
    --topic (default: all), apart from typography. With --browser, a real Chromium decides what can be seen.
    """
    project = load_project(options.project)
    if locale is not None and locale not in project.config.all_locales:
        known = ", ".join(project.config.all_locales)
        raise ToolkitError(f"{locale!r} is no locale of this project", hint=f"it has {known}")
    verifier = Verifier(project, options.date, draft=draft, unknown_allowed=UNKNOWN in allow)
    with open_browser() if browser else nullcontext() as eyes:
        look = None if eyes is None else eyes.load
        pages, found = _verified(verifier, targets, locale, topics, look, run=shown(options, map))
    found += verifier.contract({page.locale for page in pages if page.locale})
    found += [item for page in pages for item in page.diagnostics]
    _show(options, pages, found, form)
    failed = any(page.verdict is not Verdict.PROVEN for page in pages)
    return max(exit_code(found), int(failed))


def _verified(
    verifier: Verifier,
    targets: tuple[Path, ...],
    locale: str | None,
    topics: tuple[str, ...],
    look: Look | None,
    *,
    run: Workers,
) -> tuple[list[VerifiedPage], list[Diagnostic]]:
    """Return what became of the pages in the targets, and what is wrong with the sites that they are in."""
    found: list[Diagnostic] = []
    pages: list[VerifiedPage] = []
    for target in targets:
        if target.is_dir():
            site, problems = read_site(target)
            found += problems
            if site.manifest is not None:
                found += check_files(site.manifest, site.hashes)
                pages += _listed(verifier, site, target, look, run)
        else:
            record = _record(target)
            html = decode_page(read_bytes(target, limit=verifier.project.config.limits.page_size))
            seen, path = look(html) if look else None, target.as_posix()
            page = verifier.verify(html, path, locale=locale, record=record, topics=topics or None, visible=seen)
            pages.append(page)
    return pages, found


def _listed(
    verifier: Verifier, site: PublishedSite, target: Path, look: Look | None, run: Workers
) -> Iterator[VerifiedPage]:
    """Prove each page that the manifest lists and that is there unchanged; the others are findings already."""

    def proven(record: PageRecord) -> VerifiedPage | None:
        data = site.read(record.path)
        if data is None:
            return None
        html, path = data.decode("utf-8", "replace"), (target / record.path).as_posix()
        return verifier.verify(html, path, record=record, visible=look(html) if look else None)

    if site.manifest is not None:
        yield from (page for page in run(proven, site.manifest.pages) if page is not None)


def _record(page: Path) -> PageRecord | None:
    """Return what the manifest of the site around a page says of it, where there is one and the page is unchanged."""
    file = real_path(page)
    for folder in file.parents:
        if (folder / NAME).is_file():
            site = read_site(folder)[0]
            path = file.relative_to(folder).as_posix()
            return site.manifest.page(path) if site.manifest and site.read(path) is not None else None
    return None


def _show(options: Options, pages: list[VerifiedPage], found: list[Diagnostic], form: str) -> None:
    if form == "json":
        rows = [
            {
                "path": page.path,
                "locale": page.locale,
                "state": str(page.verdict),
                "statements": [
                    {"id": one.id, "state": str(one.state), "found": one.found, "expected": one.expected}
                    for one in page.statements
                ],
            }
            for page in pages
        ]
        show(found, form, extra={"pages": rows})
        return
    if form != "text":
        show(found, form)
        return
    show(found, quiet=True)
    for page in pages:
        kept = sum(str(one.state) in {"kept", "equivalent"} for one in page.statements)
        text = ngettext(
            "{path}: {verdict}, {kept} of {number} statement kept",
            "{path}: {verdict}, {kept} of {number} statements kept",
            len(page.statements),
            path=page.path,
            verdict=_said(page.verdict),
            kept=kept,
        )
        options.tell(text)
    options.tell(_("It is proven that approved words are there and seen, not that a whole page means the same."))


def _said(verdict: Verdict) -> str:
    if verdict is Verdict.PROVEN:
        # l10n: What became of a page: each safety statement was found on it.
        return _("proven")
    if verdict is Verdict.FAILED:
        # l10n: What became of a page: a safety statement is missing or changed, or the page is wrong otherwise.
        return _("failed")
    # l10n: What became of a page: it cannot be told whether readers see all of it.
    return _("unknown")


command = verb(
    "verify",
    verify,
    click.argument("targets", metavar="DIR or PAGE.html...", nargs=-1, required=True, type=click.Path(path_type=Path)),
    click.option("--locale", metavar="L", help="Locale of the pages [as <html lang> says]."),
    click.option("--topic", "topics", multiple=True, metavar="TOPIC", help="Statements of this topic [all]."),
    click.option("--draft", is_flag=True, help="Accept statements that are not approved yet."),
    click.option("--browser", is_flag=True, help="Let a real Chromium decide what can be seen (extra 'browser')."),
    click.option(
        "--allow", multiple=True, type=click.Choice([UNKNOWN]), metavar=UNKNOWN, help="A state that is no failure."
    ),
    click.option(
        "--format", "form", type=click.Choice(FINDING_FORMATS), default="text", help="Form of the findings [text]."
    ),
)
