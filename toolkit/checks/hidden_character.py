"""A translation holds a character that nobody can see and that its script does not need.

## Why it matters
Hidden characters break searching, reading aloud and line breaks; bidirectional overrides show a text in another order
than it has, so that a dose can be read backwards.

## Hint
Delete the character; joiners belong between letters of Arabic and Indic scripts, and direction marks into text from
right to left.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._pairs import WORDS
from toolkit.checks._registry import Context, Finding, check, filled_forms, placed, sources
from toolkit.diagnostic import Severity
from toolkit.late import late
from toolkit.model import Unit
from toolkit.text.characters import ISOLATES, Kind, hidden_in, name_of, unbalanced_isolate

_CERTAIN = {Kind.CONTROL, Kind.SEPARATOR, Kind.EMBEDDING, Kind.ANNOTATION, Kind.TAG}
_OTHER_CHECKS = {Kind.SURROGATE, Kind.NONCHARACTER, Kind.PRIVATE, Kind.UNASSIGNED, Kind.REPLACEMENT}
_ISOLATE = late(f"[{ISOLATES}]")
_RIGHT_TO_LEFT = late("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_ZERO_WIDTH_SPACE = "\u200b"
_BREAKS_WITHOUT_SPACES = {"km", "lo", "my", "th"}
"""Languages whose words are divided by zero-width spaces."""
# A joiner has a letter of a script that joins before it (with its marks), or it joins pictures: emoji.
_JOINED = late(
    "(?<=[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc])[\u200c\u200d]+"
    "|(?<=[\u2600-\u27bf\ufe0f\U0001f000-\U0001fbff])\u200d(?=[\u2600-\u27bf\U0001f000-\U0001fbff])"
)
_SELECTED = late("(?<=[0-9#*\u00a9\u00ae\u2000-\u3300\U0001f000-\U0001fbff])[\ufe0e\ufe0f]")
"""A variation selector behind a sign that has a picture."""
_FLAG = late("\U0001f3f4[\U000e0030-\U000e007a]{2,7}\U000e007f")
"""The flag of a region such as Scotland: the one use of tag characters (Unicode TR51)."""


@check(severity=Severity.WARNING, supersedes=WORDS)
def hidden_character(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each hidden character of a form that neither its script needs nor the source has."""
    for form, text in filled_forms(unit):
        found = hidden_in(text)
        if not found:
            continue
        source = {character for one in sources(unit) for character in hidden_in(one)}
        for place, character in _unneeded(text, found, context):
            if character in source and character != "\u202e":
                continue
            severity = Severity.ERROR if found[character] in _CERTAIN else None
            message = f"{name_of(character)} is hidden in the text"
            yield placed(unit, form, place, place + 1, message, severity=severity)
        if (lonely := _lonely_isolate(text)) is not None:
            message = f"{name_of(text[lonely])} has no partner"
            yield placed(unit, form, lonely, lonely + 1, message, severity=Severity.ERROR)


def _unneeded(text: str, found: dict[str, Kind], context: Context) -> Iterator[tuple[int, str]]:
    """Yield the first place of each hidden character that has no right to stand there."""
    right_to_left = _RIGHT_TO_LEFT.search(text) is not None
    language = (context.locale or "").split("_")[0]
    for character, kind in found.items():
        if kind in _OTHER_CHECKS or character in "\n\t":
            continue
        if kind in {Kind.DIRECTION, Kind.ISOLATE} and right_to_left:
            continue
        if character == _ZERO_WIDTH_SPACE and language in _BREAKS_WITHOUT_SPACES:
            continue
        bare = _bare(text, kind)
        if (place := bare.find(character)) >= 0:
            yield place, character


def _bare(text: str, kind: Kind) -> str:
    """Return `text` with spaces for the characters of this kind that are needed where they stand."""
    needed = {Kind.JOINER: _JOINED, Kind.SELECTOR: _SELECTED, Kind.TAG: _FLAG}.get(kind)
    return text if needed is None else needed.sub(lambda match: " " * len(match[0]), text)


def _lonely_isolate(text: str) -> int | None:
    places = [match.start() for match in _ISOLATE.finditer(text)]
    index = unbalanced_isolate("".join(text[place] for place in places))
    return None if index is None else places[index]
