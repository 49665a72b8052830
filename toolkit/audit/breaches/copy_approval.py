"""The approval of a statement is copied from elsewhere: from another statement or locale, or merged from two."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.audit.breach import Breach, Ground, breacher
from toolkit.audit.mutation import Skip
from toolkit.project import APPROVALS
from toolkit.safety.approvals import format_approval


@breacher
def copy_approval(ground: Ground) -> Iterator[Breach | Skip]:
    """Yield the file of the approval as somebody would forge it."""
    path = f"{APPROVALS}/{ground.locale}/{ground.statement.id}.toml"
    own = format_approval(ground.approval)
    others = [item for (_, name), item in ground.project.approvals.items() if name != ground.statement.id]
    if others:
        other = format_approval(others[ground.number % len(others)])
        yield Breach("it is a copy of another statement's", approval=(path, other))
        renamed = other.replace(
            f'statement = "{others[ground.number % len(others)].statement}"', f'statement = "{ground.statement.id}"'
        )
        yield Breach("it is a copy with another statement's name", approval=(path, renamed))
        mixed = "".join(
            two if two.startswith("wording =") and one.startswith("wording =") else one
            for one, two in zip(own.splitlines(keepends=True), other.splitlines(keepends=True), strict=False)
        )
        yield Breach("it is merged from two approvals", approval=(path, mixed))
    foreign = own.replace(f'locale = "{ground.locale}"', 'locale = "qaa"')
    yield Breach("it is of another locale", approval=(path, foreign))
