"""Which properties could hide text; the harmless ones are known by name.

A property that is in neither list is unknown, and so is what it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.safety.css.names import names
from toolkit.safety.css.shorthands import LONGHANDS, expand
from toolkit.safety.css.syntax import Declaration, Group, Node, strip
from toolkit.safety.css.validity import is_known, is_taken

INHERITED = names(
    "caption-side color color-scheme direction font-family font-feature-settings font-size font-size-adjust font- "
    "variant font-variant-numeric font-variant-position forced-color-adjust hyphenate-character letter-spacing "
    "line-height list-style-image list-style-type quotes stroke stroke-width tab-size text-emphasis text-emphasis- "
    "style text-fill-color text-indent text-security text-shadow text-size-adjust text-stroke-width text-transform "
    "text-underline-offset text-wrap text-wrap-mode visibility white-space word-spacing writing-mode"
)
"""Judged properties whose value passes on to the elements inside."""

_HARMLESS = names(
    "accent-color align-content appearance backface-visibility background-attachment "
    "background-origin background-position background-position-x background-position-y "
    "background-repeat background-size border-block-color border-block-end-color border-block-end-style "
    "border-block-start-color border-block-start-style border-block-style border-bottom-color border-bottom-style "
    "border-collapse border-color border-inline-color border-inline-end-color border-inline-end-style "
    "border-inline-start-color border-inline-start-style border-inline-style border-left-color border-left-style "
    "border-right-color border-right-style border-style border-top-color border-top-style box-align "
    "box-decoration-break box-flex box-orient box-pack box-sizing caret-color "
    "column-fill column-rule-color column-rule-style column-span contain-intrinsic-size "
    "container-name corner-shape counter-increment counter-reset counter-set cursor empty-cells field-sizing fill "
    "flex-negative flex-positive flex-preferred-size font-display font-kerning "
    "font-optical-sizing font-palette font-smoothing font-stretch font-style font-synthesis font-synthesis-style "
    "font-synthesis-weight font-variant-alternates font-variant-caps font-variant-east-asian "
    "font-variant-emoji font-variant-ligatures font-variation-settings font-weight font-width "
    "hanging-punctuation hyphenate-limit-chars hyphens image-orientation image-rendering "
    "interpolate-size interpolation-mode isolation line-break "
    "list-style-position object-fit object-position orphans osx-font-smoothing outline-color "
    "outline-style overflow-anchor overflow-scrolling overflow-style overflow-wrap page page-break-after "
    "page-break-before page-break-inside perspective-origin pointer-events "
    "resize ruby-align ruby-position shape-image-threshold speak src "
    "tap-highlight-color text-align text-align-all text-align-last text-autospace text-box-edge "
    "text-decoration-color text-decoration-skip text-decoration-skip-ink text-decoration-style "
    "text-emphasis-color text-emphasis-position text-justify text-orientation text-rendering text-spacing-trim "
    "text-stroke-color text-underline-position text-wrap-style touch-action touch-callout transform-style transition "
    "unicode-range user-drag user-select white-space-collapse widows will-change word-break word-wrap"
)
_HARMLESS_STARTS = ("animation-", "break-", "counter-", "mso-", "overscroll-", "scroll-", "scrollbar-", "speak-",
                    "transition-", "view-transition-")  # fmt: skip
_HARMFUL = frozenset({"animation-name", "mso-hide", "scroll-snap-type"})
_PREFIXED = frozenset({"transform", "text-decoration"})
"""Properties that browsers take with their prefix as well, of those whose values are looked at."""
_ONLY_PREFIXED = names("box-reflect text-fill-color text-security text-stroke text-stroke-color text-stroke-width")
"""Properties that no browser takes without its prefix."""
_PREFIXES = ("-webkit-", "-moz-", "-ms-", "-o-")
FONT_SIZES = {"xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0,
              "xx-large": 32.0, "xxx-large": 48.0}  # fmt: skip
"""Font sizes by name, in pixels (CSS Fonts Level 4)."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One longhand property that could hide something, or a custom property."""

    name: str
    value: tuple[Node, ...]
    important: bool = False
    shorthand: str = ""
    """The shorthand that `value` belongs to, where variables in it must be filled in first."""
    sure: bool = True
    """Whether every browser takes it."""


def settings(declaration: Declaration) -> tuple[Setting, ...]:
    """Return what a declaration sets that could hide something; () for a harmless one."""
    name, value, important = declaration
    if name.startswith("--"):
        return (Setting(name, value, important),)
    if name.startswith(("-ms-", "-o-", "-khtml-", "_")) or is_harmless(name) or not value:
        return ()  # the prefixes are those of browsers that are gone
    said, name = name, _modern(name)
    varies = has_variable(value)
    sure = _is_sure(said, name, value)
    if name not in LONGHANDS:
        return (Setting(name, value, important, sure=sure),)
    if varies:
        return tuple(Setting(longhand, value, important, name, sure) for longhand in LONGHANDS[name])
    return tuple(Setting(longhand, part, important, sure=sure) for longhand, part in expand(name, value).items())


def _is_sure(said: str, name: str, value: Sequence[Node]) -> bool:
    """Whether every browser takes a declaration; of values that are not looked at, only a single word is surely valid.

    `said` is the name as it is written, `name` without the prefix of a browser.
    """
    if name in _ONLY_PREFIXED:
        return said.startswith("-webkit-") and (has_variable(value) or is_taken(name, value))
    if said != name and name not in _PREFIXED:
        return False
    return has_variable(value) or (is_taken(name, value) if is_known(name) else len(strip(value)) == 1)


def is_harmless(name: str) -> bool:
    """Whether a property can hide nothing, whatever its value."""
    name = _modern(name)
    return name in _HARMLESS or (name.startswith(_HARMLESS_STARTS) and name not in _HARMFUL)


def variables(value: Sequence[Node]) -> Iterator[Group]:
    """Yield each `var()` and `env()` in a value, the outer ones first."""
    for item in value:
        if isinstance(item, Group):
            if item.kind == "function" and item.name in {"var", "env"}:
                yield item
            yield from variables(item.items)


def has_variable(value: Sequence[Node]) -> bool:
    """Whether a value holds a `var()` or `env()`."""
    return next(variables(value), None) is not None


def _modern(name: str) -> str:
    """Return the name without the prefix of one browser: `-webkit-line-clamp` hides as `line-clamp` does."""
    for prefix in _PREFIXES:
        if name.startswith(prefix):
            return name.removeprefix(prefix)
    return name
