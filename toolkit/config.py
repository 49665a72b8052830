"""The settings of a project: `[tool.l10n]` of its pyproject.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from toolkit.constraints import dashed
from toolkit.diagnostic import Diagnostic, Severity, ToolkitError
from toolkit.files import read_bytes
from toolkit.limits import Limits
from toolkit.model import StatementSeverity
from toolkit.text.locales import PSEUDO, is_locale
from toolkit.text.toml_lines import line_of
from toolkit.text.toml_text import read_table

FILE = "pyproject.toml"


def _locale(value: str) -> str:
    if not is_locale(value):
        raise ValueError(f"{value!r} is no locale that CLDR knows; write it as in pt_BR or zh_Hans")
    if value in PSEUDO:
        raise ValueError(f"{value!r} is a pseudo-locale; 'l10n build --pseudo' builds it")
    return value


def _url(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#\"'<>]+(/[^\s?#\"'<>]*)?", value):
        raise ValueError("must be an absolute http(s) address without query and fragment")
    return value.rstrip("/")


def _inside(value: str) -> str:
    path = PurePosixPath(value)
    if path.is_absolute() or ".." in path.parts or "\\" in value:
        raise ValueError("must be a path inside the project")
    return value


def _cluster(value: str) -> str:
    if not re.fullmatch(r"dask://[^\s/:@]+:[0-9]{1,5}", value):
        raise ValueError("must be the address of a scheduler: dask://HOST:PORT")
    return value


def _target(value: str) -> str:
    if not re.fullmatch(
        r"(?:https?://|mailto:|tel:|site:|(?![^/?#]*:))[^\s\\<>{}\x00-\x1f\x7f]+", value, re.IGNORECASE
    ):
        raise ValueError(f"{value!r} is no address that a link may have; write https://..., or one in the site")
    return value


LocaleName = Annotated[str, AfterValidator(_locale)]


class _Settings(BaseModel):
    model_config = ConfigDict(alias_generator=dashed, extra="forbid", frozen=True, strict=False, defer_build=True)


class Config(_Settings):
    """All settings; everything but the first two has a default."""

    source_locale: LocaleName
    """Locale that the articles are written in."""
    locales: tuple[LocaleName, ...]
    """Locales that they are translated into, without the source locale."""
    site_name: str = "Patient articles"
    """Name of the site, shown on each page (the publisher's own, not translated)."""
    base_url: Annotated[str, AfterValidator(_url)] | None = None
    """Address of the published site; without one there are no absolute links (canonical, hreflang, sitemap)."""
    host: Literal["github", "netlify", "cloudflare", "nginx"] | None = None
    """What serves the site: decides which host files are written."""
    require: Literal["statements", "review"] = "statements"
    """What publishing needs: approved statements, or a reviewed page as well."""
    second_reviewer: tuple[StatementSeverity, ...] = ()
    """Severities whose approvals need two persons."""
    allowed_signers: Annotated[str, AfterValidator(_inside)] | None = None
    """File of SSH keys (`ssh-keygen` ALLOWED SIGNERS); with it, only signed approvals count."""
    limits: Limits = Limits()
    """Largest input that is read."""
    severity: Mapping[str, Severity | Literal["off"]] = Field(default_factory=dict)
    """Level of a check by its code."""
    links: Mapping[str, Mapping[LocaleName, Annotated[str, AfterValidator(_target)]]] = Field(default_factory=dict)
    """Localisation of links: source address -> locale -> address there."""
    suggest: bool = True
    """Whether `l10n update` offers translations of like texts for new messages, as fuzzy."""
    jobs: int = Field(1, ge=1, le=256)
    """Processes to use at most."""
    executor: Annotated[str, AfterValidator(_cluster)] | None = None
    """The scheduler of a cluster whose workers make the pages, `dask://HOST:PORT`; they share the project's folder."""

    @model_validator(mode="after")
    def _locales_differ(self) -> Config:
        seen: dict[str, str] = {}
        for name in (self.source_locale, *self.locales):
            if name.lower() in seen:
                raise ValueError(f"locale {name!r} is listed twice or is the source locale")
            seen[name.lower()] = name
        return self

    @property
    def all_locales(self) -> tuple[str, ...]:
        """The source locale, then the others in the order of the settings."""
        return (self.source_locale, *self.locales)


def parse_config(text: str, path: str = FILE) -> tuple[Config | None, list[Diagnostic]]:
    """Return the settings in the TOML `text`, or None and every problem with its key path."""
    data, fault = read_table(text)
    if fault is not None:
        return None, [_problem(fault.message, path, fault.line, fault.column)]
    tool = data.get("tool")
    table: Any = tool.get("l10n") if isinstance(tool, dict) else None
    if not isinstance(table, dict):
        return None, [_problem("there is no table [tool.l10n]", path, None, None)]
    try:
        return Config.model_validate(table), []
    except ValidationError as error:
        rows = [(_keys(row["loc"]), _plain(row)) for row in error.errors(include_url=False)]
        return None, [
            _problem(f"{'.'.join(keys)}: {said}", path, line_of(text, keys), None) for keys, said in dict.fromkeys(rows)
        ]


def load_config(root: Path) -> Config:
    """Return the settings of the project in the folder `root`.

    Raises `ToolkitError` (code `settings`) whose message lists every problem, or (code `io`) where the file is missing.
    """
    file = root / FILE
    if not file.is_file():
        raise ToolkitError(
            f"there is no {FILE} in {str(root)!r}, so this is no project",
            code="settings",
            hint="change into the project's folder, name it with --project DIR, or make one with 'l10n new DIR'",
        )
    try:
        text = read_bytes(file, limit=1_000_000).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ToolkitError(f"{FILE} is not UTF-8: byte {error.start}", code="settings", path=FILE) from error
    config, problems = parse_config(text)
    if config is None:
        rows = [f"{item.path}:{item.line}: {item.message}" if item.line else item.message for item in problems]
        raise ToolkitError(
            "the settings are wrong:\n  " + "\n  ".join(rows),
            code="settings",
            path=FILE,
            hint="the settings are described in the README under 'Settings'",
        )
    return config


def _problem(message: str, path: str, line: int | None, column: int | None) -> Diagnostic:
    return Diagnostic("settings", Severity.ERROR, message, path=path, line=line, column=column)


def _keys(location: tuple[int | str, ...]) -> tuple[str, ...]:
    """Return where a wrong value stands; of a severity pydantic also tells which kind of value it tried."""
    place = location[:2] if location[:1] == ("severity",) else location
    place = place[:-1] if place[-1:] == ("[key]",) else place  # of a key, not of its value
    return ("tool", "l10n", *map(str, place))


def _plain(row: Any) -> str:
    if row["type"] == "missing":
        return "is missing"
    if row["loc"][:1] == ("severity",) and len(row["loc"]) > 1:
        return "must be 'error', 'warning', 'note' or 'off'"
    if row["type"] in {"extra_forbidden", "unexpected_keyword_argument"}:
        near = get_close_matches(str(row["loc"][-1]), _settings_beside(row["loc"]), n=1)
        return f"is no setting; did you mean {near[0]!r}?" if near else "is no setting"
    if row["type"] == "tuple_type":
        return "must be a list, in brackets"
    message: str = row["msg"]
    return message.removeprefix("Value error, ")


def _settings_beside(location: tuple[int | str, ...]) -> list[str]:
    """Return the names of the settings that may stand where the key `location` stands."""
    names = [field.name for field in fields(Limits)] if location[0] == "limits" else list(Config.model_fields)
    return [dashed(name) for name in names]
