"""The header's Plural-Forms are not those of CLDR, or in another order, or a message has another number of forms.

## Why it matters
A wrong formula shows the form for one number with another, or none at all.

## Hint
Copy the Plural-Forms line that the message quotes into the header, and check the forms of every plural message.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.catalog.cldr_plurals import CATEGORIES
from toolkit.catalog.plurals import NUMBERS, PluralForms, categories, cldr_plural_forms
from toolkit.checks._registry import Context, Finding, check
from toolkit.diagnostic import Severity
from toolkit.model import Unit


@check(severity=Severity.ERROR, header=True)
def plural_forms(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding where the header's formula is not the one of the locale.

    It is a warning where only the form for 0 differs, as in the tables of older tools, where the file tells 1 from many
    and the language does not, and the reverse; and where only the order of the forms is another one, in languages whose
    catalogs are known to have one order.
    """
    forms = context.plural_forms
    if context.locale is None or forms is None:
        return
    right = cldr_plural_forms(context.locale)
    if (found := categories(forms, context.locale)) is not None:
        names = [name for name in found if name]
        if context.language is not None and names != sorted(names, key=CATEGORIES.index):
            message = f"the plural forms are those for {', '.join(names)}, in this order: expected '{right.header}'"
            yield Finding(message, line=unit.line, severity=Severity.WARNING)
        return
    mild = right.nplurals == 1 or forms.nplurals == 1 == right.nplurals - 1 or _same_but_zero(forms, right)
    yield Finding(
        f"Plural-Forms are not those of {context.locale!r}: expected '{right.header}'",
        line=unit.line,
        severity=Severity.WARNING if mild else None,
    )


def _same_but_zero(one: PluralForms, other: PluralForms) -> bool:
    pairs = {(one.index(n), other.index(n)) for n in NUMBERS if n}
    return len(pairs) == len(dict(pairs)) == len({index for _, index in pairs})
