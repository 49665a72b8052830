"""Plural forms: the header's C expression, read strictly, and the forms that CLDR has for a locale.

A `Plural-Forms` field is `nplurals=N; plural=EXPRESSION;` (gettext manual, "Plural forms"). Here it must also be proved
harmless: for n = 0 to 1000, and some larger n, it gives the index of a form and divides by nothing.

CLDR's rules ask for the digits after the decimal point too; of them is kept what whole numbers can reach. So Russian
has three forms, not four; and Spanish, French, Italian and Portuguese have three, one, many (1 000 000: "un millón de
...") and other, where gettext's own table still has two. A header without a form that no number up to 1000 asks for
agrees with CLDR all the same, see `categories`: catalogs that msginit, Babel or Weblate began stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from toolkit.catalog.c_expression import ExpressionError, parse_expression
from toolkit.catalog.cldr_plurals import CATEGORIES, gettext_expression
from toolkit.model import Catalog
from toolkit.text.kept_tables import Kind, kept
from toolkit.text.locales import cldr

MAX_FORMS = 10
"""More forms than any language has: CLDR has six categories."""
NUMBERS = range(1001)
"""The numbers for which a header must agree with CLDR."""

_LARGE = tuple(sorted({f * 10**power + plus for power in range(4, 9) for f in (1, 2, 6) for plus in (0, 1, 2)}))
_ALL = (*NUMBERS, *_LARGE)
_VALUE = re.compile(r"nplurals=[ \t]*+([0-9]{1,9})[ \t]*+;[ \t]*+plural=([^;]{1,1000}+)[ \t]*+(?>(?:;[ \t]*+)?)")


@dataclass(frozen=True, slots=True)
class PluralForms:
    """How many plural forms a catalog has, and which one a number takes."""

    nplurals: int
    """Number of forms, at least 1."""
    expression: str
    """The C expression, as written."""
    function: Callable[[int], int] = field(compare=False, repr=False)
    """The expression as a function; `index` is the one to ask."""

    def index(self, n: int) -> int:
        """Return the index of the form for `n` things, n >= 0.

        Proved for n up to 1000; where the expression fails for a larger one, it is the last form.
        """
        try:
            return min(self.function(n), self.nplurals - 1)
        except ExpressionError:
            return self.nplurals - 1

    @property
    def header(self) -> str:
        """The value of the header field: `nplurals=2; plural=(n != 1);`."""
        return f"nplurals={self.nplurals}; plural={self.expression};"


@lru_cache(maxsize=256)
def parse_plural_forms(value: str) -> PluralForms | str:
    """Return what the value of a `Plural-Forms` field says, or what is wrong with it."""
    found = _VALUE.fullmatch(value.strip())
    if not found:
        return f"{value[:80]!r} is not of the form 'nplurals=N; plural=EXPRESSION;'"
    nplurals, expression = int(found[1]), found[2].strip()
    if not 1 <= nplurals <= MAX_FORMS:
        return f"nplurals={nplurals} is not between 1 and {MAX_FORMS}"
    try:
        function = parse_expression(expression)
    except ExpressionError as error:
        return str(error)
    for n in _ALL:
        try:
            index = function(n)
        except ExpressionError as error:
            return f"{error} for n={n}"
        if index >= nplurals:
            return f"the expression gives form {index} for n={n}, but nplurals={nplurals}"
    return PluralForms(nplurals, expression, function)


def plural_forms_of(catalog: Catalog) -> PluralForms | None:
    """Return the plural forms that the header of a catalog says, None where they are not sound."""
    forms = parse_plural_forms(catalog.headers.get("Plural-Forms", ""))
    return None if isinstance(forms, str) else forms


@cache
def cldr_plural_forms(locale: str) -> PluralForms:
    """Return CLDR's plural forms of a locale for whole numbers, a form for each category in the order of `CATEGORIES`.

    Raises `babel.UnknownLocaleError` or `ValueError` where `toolkit.text.locales.is_locale` is false.
    """
    forms = parse_plural_forms(f"nplurals={len(cldr_categories(locale))}; plural={_rule(locale)[1]};")
    if isinstance(forms, PluralForms):
        return forms
    raise ValueError(f"CLDR's plural rule of {locale!r}: {forms}")


@cache
def cldr_categories(locale: str) -> tuple[str, ...]:
    """Return CLDR's plural categories that whole numbers reach in a locale, in the order of `CATEGORIES`."""
    return tuple(_reached(_rule(locale)[0]))


def _reached(told: str) -> list[str]:
    return [name for number, name in enumerate(CATEGORIES) if str(number) in told]


_RULE = Kind("plurals", (str, str))


@cache
def _rule(locale: str) -> tuple[str, str]:
    """Return the category of each number of `_ALL` as a digit, its place in `CATEGORIES`; and the rule in C.

    They are kept for the user: CLDR's data of a language take 5 milliseconds and 1 MB, and the header of each catalog
    is compared with this.
    """

    def make() -> list[str]:
        rule = cldr(locale).plural_form
        told = "".join(str(CATEGORIES.index(str(rule(n)))) for n in _ALL)
        return [told, gettext_expression(rule, _reached(told))]

    told, expression = kept(_RULE, locale, make)
    return str(told), str(expression)


@lru_cache(maxsize=256)
def categories(forms: PluralForms, locale: str) -> tuple[str | None, ...] | None:
    """Return the CLDR category of each form, or None where the forms do not agree with CLDR.

    They agree where the numbers 0 to 1000 fall apart in the same way, whatever the order of the forms. The category of
    a form that no such number takes is None; so `nplurals=2; plural=(n != 1);` agrees for Spanish (one, other), whose
    third category is for whole millions only.
    """
    pairs = {(forms.index(n), CATEGORIES[int(digit)]) for n, digit in zip(NUMBERS, _rule(locale)[0], strict=False)}
    by_index = dict(pairs)
    if not len(pairs) == len(by_index) == len({name for _, name in pairs}):
        return None
    return tuple(by_index.get(index) for index in range(forms.nplurals))


@lru_cache(maxsize=256)  # asked of each message with a plural
def exact_numbers(forms: PluralForms) -> Mapping[int, int]:
    """Return the forms that stand for one number only, with that number: `{0: 0, 1: 1, 2: 2}` for Arabic.

    Such a form may leave the number out, as Arabic does ("a tablet", "two tablets" as one word).
    """
    numbers: dict[int, list[int]] = {}
    for n in _ALL:
        numbers.setdefault(forms.index(n), []).append(n)
    return {index: row[0] for index, row in sorted(numbers.items()) if len(row) == 1}
