"""The forms that values of properties have: words, numbers, lengths."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from toolkit.safety.css.names import names
from toolkit.safety.css.syntax import Group, Node, Token, split, strip

Check = Callable[[Sequence[Node]], bool]

_UNITS = names(
    "px pt pc in cm mm q em ex ch cap ic lh rem rex rch rcap ric rlh % vw vh vi vb vmin vmax svw svh svi svb svmin "
    "svmax lvw lvh lvi lvb lvmin lvmax dvw dvh dvi dvb dvmin dvmax cqw cqh cqi cqb cqmin cqmax"
)
_COMPUTED = names("calc min max clamp env fit-content")


def is_word(nodes: Sequence[Node], words: frozenset[str]) -> bool:
    """Whether a value is one of some words."""
    item = nodes[0] if len(nodes) == 1 else None
    return isinstance(item, Token) and item.kind == "identifier" and item.text.lower() in words


def one_of(text: str) -> Check:
    """Return the check of a value that is one of some words."""
    return lambda nodes: is_word(nodes, names(text))


def is_number(nodes: Sequence[Node]) -> bool:
    """Whether a value is a number without a unit, or a share."""
    item = nodes[0] if len(nodes) == 1 else None
    if isinstance(item, Group):
        return item.kind == "function" and item.name in _COMPUTED and not any(one.unit for one in _numbers(item))
    return isinstance(item, Token) and item.kind == "number" and item.unit in {"", "%"}


def is_length(nodes: Sequence[Node]) -> bool:
    """Whether a value is a length."""
    item = nodes[0] if len(nodes) == 1 else None
    if isinstance(item, Group):
        return item.kind == "function" and item.name in _COMPUTED and _adds_up(item)
    return isinstance(item, Token) and item.kind == "number" and (item.unit in _UNITS or not (item.number or item.unit))


def length_or(words: frozenset[str]) -> Check:
    """Return the check of a length or one of some words."""
    return lambda nodes: is_length(nodes) or is_word(nodes, words)


def several(most: int, check: Check) -> Check:
    """Return the check of several words, each by itself."""
    return lambda nodes: 0 < len(parts := split(nodes, "space")) <= most and all(map(check, parts))


def not_negative(check: Check) -> Check:
    """Return the same check without negative numbers."""
    return lambda nodes: check(nodes) and not any(isinstance(item, Token) and item.number < 0 for item in nodes)


def is_whole(nodes: Sequence[Node]) -> bool:
    """Whether a value is a whole number."""
    return is_number(nodes) and all(isinstance(item, Token) and item.number == int(item.number) for item in nodes)


def is_share(nodes: Sequence[Node]) -> bool:
    """Whether a value is a share."""
    return len(nodes) == 1 and isinstance(nodes[0], Token) and nodes[0].unit == "%"


def _adds_up(group: Group) -> bool:
    """Whether a computed length has a unit in it, and no plain number in a sum."""
    if not any(one.unit for one in _numbers(group)):
        return group.name == "env"
    found = list(group.items)
    for index, item in enumerate(found):
        if isinstance(item, Token) and item.kind in {"+", "-"}:
            around = [*strip(found[:index])[-1:], *strip(found[index + 1 :])[:1]]
            spaced = all(0 <= place < len(found) and found[place].kind == "space" for place in (index - 1, index + 1))
            if not spaced or (any(_is_bare(one) for one in around) and not _multiplies(found)):
                return False
        following = found[index + 1] if index + 1 < len(found) else None
        if (
            isinstance(item, Token)
            and item.kind == "number"
            and isinstance(following, Token)
            and following.kind == "number"
        ):
            return False
    return True


def _multiplies(items: Sequence[Node]) -> bool:
    return any(isinstance(item, Token) and item.kind in {"*", "/"} for item in items)


def _is_bare(item: Node) -> bool:
    return isinstance(item, Token) and item.kind == "number" and not item.unit


def _numbers(group: Group) -> list[Token]:
    found: list[Token] = []
    for item in group.items:
        if isinstance(item, Group):
            found += _numbers(item)
        elif item.kind == "number":
            found.append(item)
    return found
