"""Reads contract files strictly: TOML to checked values, with every problem, its path and its line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Annotated, Any, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.model import StatementSeverity
from toolkit.safety.characters import FAINT, line_problems
from toolkit.safety.digest import DIGEST
from toolkit.text.file_names import is_device
from toolkit.text.locales import is_locale
from toolkit.text.toml_lines import line_of
from toolkit.text.toml_text import read_table

LONGEST_ID = 80
"""Characters of an id: it becomes a file name, an anchor and a msgctxt."""
LARGEST_FILE = 1_000_000
"""Characters of a file of statements, or of an approval."""

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_KINDS = {
    "string_type": "a string",
    "list_type": "an array",
    "model_type": "a table",
    "dict_type": "a table",
    "date_type": "a day such as 2026-02-23, without quotes",
    "int_type": "a whole number",
    "bool_type": "true or false",
}

Model = TypeVar("Model", bound="Table")


class Table(BaseModel):
    """A table of a contract file: nothing but its own keys, no value of another type made to fit."""

    model_config = ConfigDict(
        alias_generator=lambda name: name.replace("_", "-"), extra="forbid", strict=True, frozen=True, defer_build=True
    )


@dataclass(frozen=True, slots=True)
class ContractFile:
    """A contract file as it was read, and what its findings are called."""

    text: str
    """Its TOML."""
    path: str
    """As shown to the user."""
    code: str
    """Code of its diagnostics: `approval-invalid`."""

    @property
    def stem(self) -> str:
        """Its name without the folder and the extension."""
        return PurePosixPath(self.path.replace("\\", "/")).stem

    @property
    def folder(self) -> str:
        """Name of the folder that it stands in; "" where the path has none."""
        return PurePosixPath(self.path.replace("\\", "/")).parent.name

    def problem(
        self,
        message: str,
        keys: tuple[str, ...] = (),
        *,
        hint: str | None = None,
        code: str | None = None,
        severity: Severity = Severity.ERROR,
    ) -> Diagnostic:
        """Return the finding at `keys`, or at the first line where they are nowhere in the text."""
        line = line_of(self.text, keys) or 1
        return Diagnostic(code or self.code, severity, message, hint=hint, path=self.path, line=line)

    def table(self, *, largest: int = LARGEST_FILE) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
        """Return the data of the TOML, or None and why it cannot be read."""
        data, fault = read_table(self.text, largest)
        if fault is None:
            return data, []
        hint = "remove the byte order mark at the beginning" if self.text.startswith("\ufeff") else None
        found = Diagnostic(
            self.code, Severity.ERROR, fault.message, hint=hint, path=self.path, line=fault.line, column=fault.column
        )
        return None, [found]

    def read(
        self, model: type[Model], data: object, keys: tuple[str, ...] = ()
    ) -> tuple[Model | None, list[Diagnostic]]:
        """Return the table `data`, which stands at `keys`, as a `model`; or None and every problem in it."""
        try:
            return model.model_validate(data), []
        except ValidationError as error:
            return None, [self._invalid(model, row, keys) for row in error.errors(include_url=False)]

    def _invalid(self, model: type[Table], row: Any, keys: tuple[str, ...]) -> Diagnostic:
        place = (*keys, *(str(part) for part in row["loc"]))
        name = _name((*keys, *row["loc"]))
        context: Mapping[str, Any] = row.get("ctx", {})
        hint = context.get("hint")
        kind = row["type"]
        if kind == "missing":
            message = f"{name}: is missing"
        elif kind == "extra_forbidden":
            known = _known_keys(model, row["loc"][:-1])
            message = f"{name}: is no key that this table has"
            hint = suggestion(place[-1], known) or f"its keys are {', '.join(known)}"
        elif kind == "too_short":
            message = f"{name}: is empty"
        elif kind == "too_long":
            message = f"{name}: has more than {context['max_length']} entries"
        elif kind in {"enum", "literal_error"}:
            message = f"{name}: {_shown(row['input'])} is none of {context['expected'].replace(' or ', ', ')}"
        elif kind in _KINDS:
            message = f"{name}: must be {_KINDS[kind]}, not {_shown(row['input'])}"
        else:
            said = row["msg"].removeprefix("Value error, ")
            message = f"{name}: {said[:1].lower()}{said[1:]}"
        return self.problem(message, place, hint=hint, code=context.get("code"))


def refused(what: str, *, hint: str | None = None, code: str | None = None) -> PydanticCustomError:
    """Return the error that a validator of a `Table` raises; `what` is shown after the name of the key.

    The texts of outsiders in `what` are inserted, never read as a template.
    """
    context = {"what": what, "hint": hint, "code": code}
    return PydanticCustomError("refused", "{what}", {key: value for key, value in context.items() if value})


def suggestion(name: str, known: Iterable[str]) -> str | None:
    """Return the hint that names the nearest of the `known` names, or None where none is near."""
    near = get_close_matches(name[:LONGEST_ID], list(known), n=1)
    return f"did you mean {near[0]!r}?" if near else None


def id_problem(value: str) -> str | None:
    """Return what is wrong with an id, or None: ASCII lower-case words with hyphens, and a name that files can have."""
    if len(value) > LONGEST_ID:
        return f"{value[:LONGEST_ID]!r}... has more than {LONGEST_ID} characters"
    if not _ID.fullmatch(value):
        return f"{value!r} is no id"
    if is_device(value):
        return f"{value!r} is a name that Windows keeps for itself"
    return None


def _id(value: str) -> str:
    if problem := id_problem(value):
        raise refused(problem, hint="an id is ASCII lower-case words joined by hyphens: 'never-stop-suddenly'")
    return value


def _line(value: str) -> str:
    if problems := line_problems(value, FAINT):
        raise refused("; ".join(problems))
    return value


def _locale(value: str) -> str:
    if not is_locale(value):
        raise refused(f"{value!r} is no locale that CLDR knows", hint="write it as in pt_BR or zh_Hans")
    return value


def _digest(value: str) -> str:
    if not DIGEST.fullmatch(value):
        raise refused(f"{value[:LONGEST_ID]!r} is no digest", hint="a digest is 'sha256:' and 64 hexadecimal digits")
    return value


Id = Annotated[str, AfterValidator(_id)]
"""An id of a statement, of an item, of a topic or of a domain."""
Line = Annotated[str, AfterValidator(_line)]
"""One line of visible text, in any language: marks of direction and break points are allowed, overrides are not."""
LocaleName = Annotated[str, AfterValidator(_locale)]
"""A locale as in paths."""
Digest = Annotated[str, AfterValidator(_digest)]
"""`sha256:` and the hex digest."""
Harm = Annotated[StatementSeverity, Field(strict=False)]
"""A severity of statements, written as a string."""


def _name(place: tuple[int | str, ...]) -> str:
    """Return a path of keys as a message shows it: `emergency.items[0].text`, elements counted from 0."""
    shown = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return shown.removeprefix(".") or "the file"


def _known_keys(model: type[Table], place: tuple[int | str, ...]) -> list[str]:
    """Return the keys of the table at `place` inside a `model`."""
    fields = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
    if not place:
        return list(fields)
    inner = _table_in(fields[str(place[0])])
    return _known_keys(inner, tuple(part for part in place[1:] if isinstance(part, str))) if inner else []


def _table_in(annotation: object) -> type[Table] | None:
    """Return the model that a type holds: that of `list[Item] | None` is `Item`."""
    if isinstance(annotation, type) and issubclass(annotation, Table):
        return annotation
    return next((found for part in get_args(annotation) if (found := _table_in(part))), None)


def _shown(value: object) -> str:
    """Return a value of TOML as a message quotes it."""
    if isinstance(value, str):
        return repr(value if len(value) <= LONGEST_ID else f"{value[:LONGEST_ID]}...")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and value.bit_length() > 64:  # Python refuses to write out thousands of digits
        return "a huge number"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list | tuple):
        return "an array"
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
