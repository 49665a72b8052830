"""Tells reviewers apart by what they are called."""

from __future__ import annotations

import re
import unicodedata

_ADDRESS = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>\s]+)>")


def principal(reviewer: str) -> str:
    """Return the name under which the reviewer's key stands in the file of allowed signers (`ssh-keygen`, PRINCIPALS).

    That is the address of `Name <address>`, else the whole name, which the file then has in double quotes, because
    names have spaces: `"Test Reviewer" ssh-ed25519 AAAA...`. A name with a comma needs an address, because a comma
    separates principals there.
    """
    match = _ADDRESS.fullmatch(reviewer.strip())
    return match["address"] if match else unicodedata.normalize("NFC", " ".join(reviewer.split()))


def is_same_person(one: str, other: str) -> bool:
    """Whether two reviewers have the same name or the same address, so that they cannot count as two persons.

    Case, white space, punctuation, and forms that Unicode calls compatible (NFKC) make no difference: this errs towards
    the same person.
    """
    names = {_bare(_parts(reviewer)[0]) for reviewer in (one, other)}
    addresses = [_parts(reviewer)[1].casefold() for reviewer in (one, other)]
    return len(names) == 1 or (addresses[0] != "" and addresses[0] == addresses[1])


def _parts(reviewer: str) -> tuple[str, str]:
    """Return the name and the address; the address is the name of whoever has no other."""
    match = _ADDRESS.fullmatch(reviewer.strip())
    if match is None:
        return reviewer, ""
    return match["name"].strip() or match["address"], match["address"]


def _bare(name: str) -> str:
    """Return the letters, marks and digits of a name, folded."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(character for character in folded if unicodedata.category(character)[0] in "LMN")
