"""A letter becomes one of another script that looks the same."""

from __future__ import annotations

from toolkit.audit.mutation import Change, Harm, Made, Subject, mutator
from toolkit.audit.mutators._parts import longest_word

_ALIKE = dict(zip("aeopcxiуаеорсхіيكカニハエタトロ口日", "аеорсхіyaeopcxiیک力二八工夕卜口囗曰", strict=True))


@mutator(Harm.FORM)
def homoglyph(subject: Subject) -> Made:
    """Yield the text with one letter of its longest word in another script; scripts without a double give nothing."""
    place = longest_word(subject.text)
    if place is None:
        return
    for index in range(place[0] + 1, place[1]):
        old = subject.text[index]
        if old in _ALIKE:
            yield Change(
                subject.text[:index] + _ALIKE[old] + subject.text[index + 1 :],
                f"U+{ord(old):04X} became U+{ord(_ALIKE[old]):04X}",
            )
            return
