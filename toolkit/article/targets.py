"""Which addresses a link or an image may have."""

from __future__ import annotations

import re
import unicodedata

from markdown_it.common.normalize_url import normalizeLink

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""Schemes of absolute addresses (RFC 3986, 3.1) that a link may have."""
SITE = "site:"
"""Begins a target that stands for an address in source/site.toml: `site:symptom-checker`."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"})
_FORBIDDEN = frozenset("\\<>{}")
_AUTHORITY = re.compile(r"https?://([^/?#]*)", re.IGNORECASE)
_NAME = re.compile(r"[a-z][a-z0-9-]*")


def link_problem(address: str) -> str | None:
    """Return what is wrong with the target of a link, or None.

    Right are absolute addresses with one of `SCHEMES`, `#fragment`, relative addresses without a host, `site:NAME`.
    """
    if problem := _form_problem(address):
        return problem
    scheme = _scheme(address)
    if scheme is None:
        return None
    rest = address[len(scheme) + 1 :]
    if scheme == "site":
        return None if _NAME.fullmatch(rest) else "is no name of source/site.toml"
    if scheme not in SCHEMES:
        return f"has the scheme {scheme!r}, which is not allowed"
    if scheme in {"http", "https"}:
        return _authority_problem(address)
    return None if rest else "has nothing after its scheme"


def image_problem(address: str) -> str | None:
    """Return what is wrong with the address of an image, or None: an image comes from the site itself."""
    if problem := _form_problem(address):
        return problem
    if _scheme(address) is not None:
        return "is not relative: an image must come from this site"
    return "is a fragment, no image" if address.startswith("#") else None


def encode(address: str) -> str:
    """Return the address as it stands in HTML: percent-encoded, its host in punycode (RFC 3492)."""
    return normalizeLink(address)


def _scheme(address: str) -> str | None:
    """Return what stands before a colon in the first segment, lower-case; None for a relative address."""
    head, colon, _ = re.split(r"[/?#]", address, maxsplit=1)[0].partition(":")
    return head.lower() if colon else None


def _form_problem(address: str) -> str | None:
    if not address:
        return "is empty"
    if any(char in _FORBIDDEN or unicodedata.category(char) in _HIDDEN for char in address):
        return "holds a space, a backslash, a bracket or a character that cannot be seen"
    if address.startswith("//"):
        return "has a host without a scheme"
    return None


def _authority_problem(address: str) -> str | None:
    found = _AUTHORITY.match(address)
    if found is None or not found[1].strip(":"):
        return "has no host"
    return "holds a user name before its host" if "@" in found[1] else None
