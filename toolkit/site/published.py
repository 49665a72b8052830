"""Reads a published folder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from toolkit.diagnostic import Diagnostic, Severity, ToolkitError
from toolkit.files import read_bytes
from toolkit.site.manifest import LIMIT, NAME, Manifest, PageRecord, parse_manifest, sha256
from toolkit.site.records import Records, read_records


@dataclass(frozen=True)
class PublishedSite:
    """A site on disk, as it was when it was read."""

    root: Path
    """Its folder, symbolic links resolved: a swap in between changes nothing of what is read here."""
    manifest: Manifest | None
    """What it says of itself; None where it has no valid manifest."""
    hashes: Mapping[str, str]
    """SHA-256 of each file by its path in the site, the manifest among them; "" for what is no regular file."""
    records: Records | None = None
    """What it says of itself where that is not held in memory; then there is no `manifest`."""

    def read(self, path: str) -> bytes | None:
        """Return the bytes of the file at `path` where they are what the manifest lists, else None.

        Raises `ToolkitError` (code `io`) where it was there and cannot be read any more.
        """
        listed = self._listed.get(path)
        if listed is None or self.hashes.get(path) != listed:
            return None
        data = read_bytes(self.root / path)
        return data if sha256(data) == listed else None

    def page_of(self, article: str, locale: str) -> PageRecord | None:
        """Return what the manifest says of the article's page in `locale`."""
        if self.records is not None:
            return self.records.page_of(article, locale)
        return self._by_article.get((article, locale))

    @property
    def pages(self) -> Iterable[tuple[str, str]]:
        """Path and locale of each page of an article that it lists."""
        if self.records is not None:
            return self.records.pages
        return [(page.path, page.locale) for page in self.manifest.pages] if self.manifest else []

    @cached_property
    def _by_article(self) -> Mapping[tuple[str, str], PageRecord]:
        pages = self.manifest.pages if self.manifest else ()
        return {(page.article, page.locale): page for page in reversed(pages)}

    @cached_property
    def _listed(self) -> Mapping[str, str]:
        if self.records is not None:
            return self.records.hashes
        return self.manifest.hashes if self.manifest else {}


def read_before(path: Path) -> PublishedSite | None:
    """Return the site in the folder `path`, as the next one is compared with it; None where it is none of ours.

    Of its manifest only what is asked for is in memory. Raises `ToolkitError` as `read_site` does.
    """
    if not (path / NAME).is_file():
        return None
    root, hashes = _look(path)
    with suppress(OSError):
        records = read_records(root / NAME)
        if records is not None:
            return PublishedSite(root, None, hashes, records)
    site = read_site(path)[0]
    return site if site.manifest is not None else None


def read_previous(path: Path, *, named: bool) -> PublishedSite | None:
    """Return the site that the next one is compared with; None where there is none yet, unless somebody `named` it.

    Raises `ToolkitError`, besides as `read_before`, where it is no site that can be read: what it says is not taken for
    nothing, for then statements could go unseen, and pages that are to be kept would be gone.
    """
    before = read_before(path)
    if before is None and (path / NAME).exists():
        message = f"cannot read what the site before, {str(path)!r}, says of itself: its {NAME} is damaged"
        hint = "restore that file, let the link lead to an older release, or name a whole copy with --previous"
        raise ToolkitError(message, code="io", hint=hint, path=str(path))
    if before is None and named:
        hint = "name a folder that l10n published; leave --previous out where nothing was published before"
        raise ToolkitError(f"there is no published site in {str(path)!r}", hint=hint, path=str(path))
    return before


def read_site(path: Path) -> tuple[PublishedSite, list[Diagnostic]]:
    """Return the site in the folder `path` and what is wrong with its manifest; a missing one is `manifest-missing`.

    The files are not compared with the manifest: `toolkit.site.manifest.check_files` does that. Raises `ToolkitError`
    (code `io`) where `path` is no folder or cannot be read.
    """
    root, hashes = _look(path)
    shown = f"{path.as_posix()}/{NAME}"
    if not hashes.get(NAME):
        message, hint = f"{str(path)!r} has no {NAME}", "name a folder that l10n published"
        problem = Diagnostic("manifest-missing", Severity.ERROR, message, hint=hint, path=shown)
        return PublishedSite(root, None, hashes), [problem]
    manifest, problems = parse_manifest(read_bytes(root / NAME, limit=LIMIT), shown)
    return PublishedSite(root, manifest, hashes), problems


def _look(path: Path) -> tuple[Path, dict[str, str]]:
    """Return a folder without symbolic links, and the SHA-256 of all that is in it."""
    try:
        root = path.resolve(strict=True)
        if not root.is_dir():
            raise ToolkitError(f"cannot read {str(path)!r}: it is no folder", code="io", path=str(path))
        return root, {name: _digest(root / name) if regular else "" for name, regular in entries(root)}
    except OSError as error:
        raise ToolkitError(f"cannot read {str(path)!r}: {error.strerror}", code="io", path=str(path)) from error


def entries(root: Path) -> list[tuple[str, bool]]:
    """Return the path of everything under `root` but folders, sorted, and whether it is a regular file.

    A symbolic link is none, and is not followed. Raises `OSError`.
    """
    found, folders = [], [""]
    while folders:
        folder = folders.pop()
        with os.scandir(root / folder) as rows:
            for row in rows:
                if row.is_dir(follow_symlinks=False):
                    folders.append(f"{folder}{row.name}/")
                else:
                    found.append((f"{folder}{row.name}", row.is_file(follow_symlinks=False)))
    return sorted(found)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
