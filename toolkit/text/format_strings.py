"""Finds placeholders of format strings: what a program or a page fills in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import count

from toolkit.late import late

_NAME = late(r"(?<![\\{$])\{([A-Za-z][A-Za-z0-9_-]{0,80})\}(?!\})")
"""`{name}`, as articles and sites have it; `\\{` and `{{` begin none."""
_BRACE = late(r"\{\{|\}\}|\{((?:[A-Za-z_][A-Za-z0-9_.\[\]]{0,80}|\d{1,3})?)(?:![rsa])?(?::[^{}\n]{0,40})?\}")
"""Fields of `str.format` (Python library reference, "Format String Syntax")."""
_PERCENT = late(
    r"%%|%(?:\((?P<name>[^()\s]{1,80})\)|(?P<index>\d{1,2})\$)?"
    r"[#0 +'I-]{0,3}(?:\d{1,9}|\*)?(?:\.(?:\d{1,9}|\*))?(?:hh|h|ll|l|L|q|j|z|t)?(?P<kind>[diouxXeEfFgGcrsa@])"
)
"""Directives of printf, with Python's names, POSIX' numbered arguments, and the flag I of the GNU C library."""
_NAMED_PERCENT = late(r"%\(([A-Za-z_]\w{0,80})\)[#0 +-]?\d{0,3}(?:\.\d)?[A-Za-z]")
_JINJA = late(r"\{\{-?\s*([A-Za-z_][^{}\"'\n]{0,200}?)\s*-?\}\}|\{%-?\s*([a-z][^{}%\n]{0,200}?)\s*-?%\}")

_PERCENT_FLAGS = {"python-format", "c-format", "php-format", "objc-format", "perl-format", "sh-format", "awk-format"}
_BRACE_FLAGS = {"python-brace-format", "perl-brace-format", "csharp-format"}


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder of a text."""

    text: str
    """As it stands in the text."""
    key: str
    """What tells it from others: its name or number, and the kind of its value."""
    start: int
    """First character."""

    @property
    def named(self) -> bool:
        """Whether it can be placed anywhere and more than once."""
        return not self.key.startswith("?")


def placeholders_in(text: str, flags: Collection[str]) -> list[Placeholder]:
    """Return the placeholders of `text` in its order; which kinds count, the flags of the message say.

    Without a flag only `{name}`, `%(name)s` and Jinja are placeholders: "50% of" and "{ }" are text.
    """
    found: list[Placeholder] = []
    if "%" in text:
        if _PERCENT_FLAGS.isdisjoint(flags):
            found += [Placeholder(match[0], match[0], match.start()) for match in _NAMED_PERCENT.finditer(text)]
        else:
            found += [_directive(match) for match in _PERCENT.finditer(text) if match[0] != "%%"]
    if "{" in text:
        if _BRACE_FLAGS.isdisjoint(flags):
            found += [Placeholder(match[0], _jinja(match), match.start()) for match in _JINJA.finditer(text)]
            found += [Placeholder(match[0], match[0], match.start()) for match in _NAME.finditer(text)]
        else:
            found += [_field(match) for match in _BRACE.finditer(text) if match[0] not in {"{{", "}}"}]
    return sorted(found, key=lambda placeholder: placeholder.start)


def _directive(match: re.Match[str]) -> Placeholder:
    kind = "d" if match["kind"] in "di" else match["kind"]
    if match["name"]:
        return Placeholder(match[0], f"({match['name']}){kind}", match.start())
    return Placeholder(match[0], f"{match['index']}${kind}" if match["index"] else f"?{kind}", match.start())


def _field(match: re.Match[str]) -> Placeholder:
    return Placeholder(match[0], f"{{{match[1]}}}" if match[1] else "?{}", match.start())


def _jinja(match: re.Match[str]) -> str:
    """Return a key that is the same with and without the blanks inside the braces."""
    return f"{{{{ {match[1]} }}}}" if match[1] else f"{{% {match[2]} %}}"


_NUMBERED = late(r"\d+\$")


def _numbered(items: list[Placeholder]) -> list[Placeholder]:
    """Return the placeholders with the numbers of those that have none."""
    number = count(1)
    return [item if item.named else replace(item, key=f"{next(number)}${item.key[1:]}") for item in items]


@dataclass(frozen=True, slots=True)
class Difference:
    """How the placeholders of a translation differ from those of its source."""

    missing: tuple[str, ...] = ()
    """Those that it lacks, as written in the source."""
    surplus: tuple[Placeholder, ...] = ()
    """Those that the source does not have."""
    fewer: tuple[str, ...] = ()
    """Named ones that it has, but not as often as the source."""
    swapped: bool = False
    """Whether those without a name come in another order of kinds."""

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return bool(self.missing or self.surplus or self.fewer or self.swapped)


def difference(source: list[Placeholder], own: list[Placeholder]) -> Difference:
    """Return how `own` differs from `source`; a name may come more often than in the source.

    Where one of the texts numbers its arguments (`%2$s`), those of the other count in their order.
    """
    if any(_NUMBERED.match(item.key) for item in (*source, *own)):
        source, own = _numbered(source), _numbered(own)
    wanted, found = Counter(item.key for item in source), Counter(item.key for item in own)
    if wanted == found:
        order = [item.key for item in source if not item.named] != [item.key for item in own if not item.named]
        return Difference(swapped=order)
    texts = {item.key: item.text for item in source}
    fewer = tuple(texts[key] for key, number in wanted.items() if not key.startswith("?") and 0 < found[key] < number)
    missing = tuple(texts[key] for key in (wanted - found).elements() if texts[key] not in fewer)
    surplus = []
    left = Counter(wanted)
    for item in own:
        if left[item.key] > 0:
            left[item.key] -= 1
        elif not (item.named and wanted[item.key]):
            surplus.append(item)
    return Difference(missing, tuple(surplus), fewer)
