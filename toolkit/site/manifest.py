"""The manifest of a published site: what each file is, what it was made from, and what was proven on it.

`manifest.json` stands at the top of the site. Its format is `manifest.schema.json` beside this module (JSON Schema
2020-12); in short:

    version   1, the version of the format
    site      tool ("content-l10n-toolkit"), version of the tool, date of the publication
    pages     each page of an article, by path: locale, article, state, sha256; inputs: SHA-256 of the source, of the
              catalogs (by domain), statements and approvals (by id), and of the page template; proof: for each
              statement its state on the page, the SHA-256 of its wording, its severity and region; watched: see
              `toolkit.site.kept`
    files     every other file: path, sha256 (the manifest itself is not listed)

All digests are SHA-256 in 64 lower-case hex digits. A page that is *kept* carries the inputs, proof and watched
messages of the version that its article is from, and the page template that its chrome is from. A page that is
*replaced* has no proof; `promised` is that of the version before the notice. The JSON is canonical: UTF-8, keys and
lists sorted, indented by one space, one LF at the end; so equal manifests are equal bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.model import PageState, Region, StatementSeverity
from toolkit.site.paths import clashes, path_problem
from toolkit.text.locales import is_locale

NAME = "manifest.json"
VERSION = 1
"""Of the format."""
TOOL: Final = "content-l10n-toolkit"
LIMIT = 400_000_000
"""Bytes of the largest manifest that is read: about 60,000 pages."""
_SHOWN = 50
_DIGITS = 20


def _good_path(value: str) -> str:
    problem = path_problem(value)
    if problem:
        raise ValueError(f"{value!r} {problem}")
    return value


def _good_locale(value: str) -> str:
    if not is_locale(value):
        raise ValueError(f"{value!r} is no locale")
    return value


def _known(value: int) -> int:
    if value != VERSION:
        raise ValueError(f"{value} is a format that this version of l10n does not know")
    return value


def _published(value: PageState) -> PageState:
    if value is PageState.WITHHELD:
        raise ValueError("a withheld page is not in the site")
    return value


def _sorted_by(field: str) -> AfterValidator:
    """Return the validator that sorts rows: the order of a list says nothing, so equal manifests are equal values."""
    return AfterValidator(lambda rows: tuple(sorted(rows, key=attrgetter(field))))


Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Watched = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$")]
SitePath = Annotated[str, AfterValidator(_good_path)]
ProofState = Literal[
    "kept",
    "equivalent",
    "absent",
    "altered",
    "hidden",
    "misplaced",
    "contradicted",
    "not-approved",
    "visibility-unknown",
]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class Inputs(_Record):
    """What a page was made from: the SHA-256 of each."""

    source: Digest
    """Of the bytes of the article's Markdown file."""
    catalogs: Mapping[Name, Digest]
    """By domain: of the bytes of each catalog that it took a text from; none for the source locale."""
    statements: Mapping[Name, Digest]
    """By id: of each statement that it must carry, in the source language."""
    approvals: Mapping[Name, Digest]
    """By id of the statement: the record of each approval that counted."""
    template: Digest
    """Of the page template with its stylesheet."""


class Proven(_Record):
    """What was proven of one statement on a page."""

    id: Name
    """Id of the statement."""
    state: ProofState
    """What the proof found."""
    sha256: Digest
    """Of the UTF-8 bytes of the wording that had to be there: text and items, one a line."""
    severity: StatementSeverity | None = None
    """How severe it was; None in a manifest of an early release."""
    region: Region | None = None
    """Where it had to stand; None in a manifest of an early release."""


class PageRecord(_Record):
    """One page of an article."""

    path: SitePath
    """Where it stands in the site."""
    locale: Annotated[str, AfterValidator(_good_locale)]
    """As in paths: `pt_BR`."""
    article: Name
    """Slug of the article."""
    state: Annotated[PageState, AfterValidator(_published)]
    """Fresh, draft, kept or replaced."""
    sha256: Digest
    """Of the bytes of the page."""
    inputs: Inputs
    """What it was made from."""
    proof: Annotated[tuple[Proven, ...], _sorted_by("id")]
    """What was proven on it, by statement."""
    watched: Annotated[tuple[Watched, ...], AfterValidator(lambda rows: tuple(sorted(set(rows))))]
    """The messages whose change forbids to keep it: `toolkit.site.kept.message_hash` of each."""
    promised: Annotated[tuple[Proven, ...], _sorted_by("id")] | None = None
    """Of a page that is replaced: the proof of the version that was published before the notice, if there was one."""

    @property
    def promises(self) -> tuple[Proven, ...]:
        """What it, or the version before the notice that replaces it, had to carry; a draft promises nothing."""
        if self.state is PageState.REPLACED:
            return self.promised or ()
        return () if self.state is PageState.DRAFT else self.proof

    @model_validator(mode="after")
    def _each_statement_once(self) -> PageRecord:
        if len({row.id for row in self.proof}) != len(self.proof):
            raise ValueError("a statement is listed twice in the proof")
        return self


class FileRecord(_Record):
    """A file of the site that is no page of an article: an index, the sitemap, a file for the host."""

    path: SitePath
    """Where it stands in the site."""
    sha256: Digest
    """Of its bytes."""


class SiteRecord(_Record):
    """The publication."""

    tool: Literal["content-l10n-toolkit"]
    """Name of the tool."""
    version: Annotated[str, Field(pattern=r"^[0-9A-Za-z.+!-]{1,100}$")]
    """Version of the tool."""
    date: dt.date
    """Day for which it was checked and published."""


class Manifest(_Record):
    """Everything that stands in a published site."""

    version: Annotated[int, AfterValidator(_known)]
    """Version of the format."""
    site: SiteRecord
    """The publication."""
    pages: Annotated[tuple[PageRecord, ...], _sorted_by("path")]
    """Pages of articles, by path."""
    files: Annotated[tuple[FileRecord, ...], _sorted_by("path")]
    """All other files, by path, without the manifest."""

    @model_validator(mode="after")
    def _names_agree(self) -> Manifest:
        problems = clashes([NAME, *(page.path for page in self.pages), *(file.path for file in self.files)])
        if problems:
            raise ValueError("; ".join(problems[:_SHOWN]))
        return self

    @property
    def hashes(self) -> dict[str, str]:
        """The SHA-256 of each listed file, by path."""
        return {page.path: page.sha256 for page in self.pages} | {file.path: file.sha256 for file in self.files}

    def page(self, path: str) -> PageRecord | None:
        """Return the page of an article that stands at `path`."""
        return next((page for page in self.pages if page.path == path), None)


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` as the manifest writes it: 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def format_manifest(manifest: Manifest) -> bytes:
    """Return the canonical bytes of the manifest: JSON with an indent of one space and sorted keys."""
    return b"".join(manifest_blocks(manifest.site, manifest.files, map(record_bytes, manifest.pages)))


def manifest_blocks(site: SiteRecord, files: Iterable[FileRecord], pages: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the canonical bytes of a manifest; `files` and `pages` by path, these as `record_bytes` writes them.

    A record at a time, because the values of a whole site take several times the memory of their text.
    """
    yield b"{\n"
    yield from _list_blocks("files", map(record_bytes, files))
    yield b",\n"
    yield from _list_blocks("pages", pages)
    yield f',\n "site": {_json(site, 1)},\n "version": {VERSION}\n}}\n'.encode()


def record_bytes(record: PageRecord | FileRecord) -> bytes:
    """Return a row of the manifest as it stands in its list."""
    return b"  " + _json(record, 2).encode()


def _list_blocks(name: str, rows: Iterable[bytes]) -> Iterator[bytes]:
    before = f' "{name}": [\n'.encode()
    for row in rows:
        yield before
        yield row
        before = b",\n"
    yield b"\n ]" if before == b",\n" else f' "{name}": []'.encode()


def _json(record: _Record, depth: int) -> str:
    data = record.model_dump(mode="json", exclude_none=True)
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
    return text.replace("\n", "\n" + " " * depth)  # a text in JSON has no line breaks


def parse_manifest(data: bytes, path: str = NAME) -> tuple[Manifest | None, list[Diagnostic]]:
    """Return the manifest in `data`, or None and what is wrong with it, each with its key path.

    `data` may come from anywhere: names that lead out of the site, doubled keys or paths, wrong types, unknown keys,
    other versions and texts larger than `LIMIT` are refused (code `manifest-invalid`).
    """
    try:
        if len(data) > LIMIT:
            raise ValueError(f"has more than {LIMIT} bytes")
        checked_json(data)
        return Manifest.model_validate_json(data), []
    except ValidationError as error:
        rows = error.errors(include_url=False)
        problems = [_invalid(_plain(row), path) for row in rows[:_SHOWN]]
        if len(rows) > _SHOWN:
            problems.append(_invalid(f"has {len(rows) - _SHOWN} more problems", path))
        return None, problems
    except json.JSONDecodeError as error:
        return None, [_invalid(f"is not valid JSON: {error.msg}", path, error.lineno, error.colno)]
    except UnicodeDecodeError as error:
        return None, [_invalid(f"is not UTF-8: byte {error.start}", path)]
    except RecursionError:
        return None, [_invalid("is nested too deeply", path)]
    except ValueError as error:
        return None, [_invalid(str(error), path)]


def checked_json(data: bytes) -> Any:
    """Return what JSON says; raises `ValueError` for what JSON is not, for equal keys, and for other numbers than ours.

    pydantic's own reader takes the last of two equal keys, and another program may take the first.
    """
    return json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_int=_number, parse_constant=_no_constant)


def check_files(manifest: Manifest, hashes: Mapping[str, str]) -> list[Diagnostic]:
    """Return a finding for each file that is missing, extra or changed against the manifest.

    Args:
        manifest: What the site says of itself.
        hashes: SHA-256 of each file that is there, by path, with or without the manifest; "" for what is no regular
            file (a symbolic link is none, whatever it points to).
    """
    listed = manifest.hashes
    found = {path: digest for path, digest in hashes.items() if path != NAME}
    return [
        *(_file_finding("missing", path) for path in sorted(listed.keys() - found.keys())),
        *(_file_finding("extra", path) for path in sorted(found.keys() - listed.keys())),
        *(_file_finding("changed", path) for path in sorted(found) if listed.get(path, found[path]) != found[path]),
    ]


_WORDS = {
    "missing": ("is in the manifest but not in the site", "publish again"),
    "extra": ("is in the site but not in the manifest", "remove it: nothing proved what it says"),
    "changed": ("is not what was published", "publish again, and find out who changed it"),
}


def _file_finding(kind: str, path: str) -> Diagnostic:
    words, hint = _WORDS[kind]
    return Diagnostic(f"page-{kind}", Severity.ERROR, f"{path!r} {words}", hint=hint, path=path)


def _invalid(message: str, path: str, line: int | None = None, column: int | None = None) -> Diagnostic:
    hint = "publish the site again; a manifest is never edited by hand"
    return Diagnostic("manifest-invalid", Severity.ERROR, message, hint=hint, path=path, line=line, column=column)


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} is there twice")
        found[key] = value
    return found


def _number(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise ValueError("has a number that is too long")
    return int(digits)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no value of JSON")


def _plain(row: Any) -> str:
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in row["loc"]).lstrip(".")
    words = {"missing": "is missing", "extra_forbidden": "is no key of a manifest"}.get(row["type"], row["msg"])
    words = words.removeprefix("Value error, ")
    return f"{place}: {words}" if place else words
