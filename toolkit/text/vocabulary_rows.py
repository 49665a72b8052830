"""The patterns of a vocabulary file, each with its group and what it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

from toolkit.text.kept_tables import nearest_toml
from toolkit.text.language import Language
from toolkit.text.phrase_rows import Row

NEUTRAL = "neutral"
"""Value of phrases that hold a word of their group and mean none of its things."""
POLARITY = "polarity"
"""Words that negate, and phrases that hold a negator."""
SOFT = "polarity.soft"
"""Words that a translation may say with a negation or without one. They may overlap a negator: Turkish "bırakmayın"."""
AFFIX = "polarity.affix"
"""Words that may say a negation: "unusual"."""
EITHER = "either"
"""Value in `POLARITY`: "with or without", which a translation may say with a negation or without one."""
UNLESS = "unless"
"""Value in `POLARITY`: "if not" may be an exception or a negation."""
WEAK, WOULD, MAY, ALLOWED = (f"modality.{name}" for name in ("weak", "would", "may", "allowed"))
MILD, INVERTED, DEGREE, PERHAPS, USUAL = "mild", "inverted", "degree", "perhaps", "usual"
"""Values in `WEAK`: it weakens "must" and a ban only; it weakens nothing where it begins a sentence; it says how much
or how fast; it says what "may" says, or what "as usual" says."""
CANNOT = "modality.cannot"
"""Words that deny that something can be."""
EXCEPTION = "modality.exception"
"""Words that except."""
EXCEPTING = "excepting"
"""Value in `EXCEPTION`: words of the sources' language that a translation may say with one: "only", "until"."""
CONDITION = "modality.condition"
"""Words such as "if"; those of the sources' language are all that a translation may say with one."""
SOLELY = "solely"
"""Words such as "only"; in another language than that of the sources all that may stand for one."""
JOINER = "sentences.joiner"
"""Words that join what were two sentences; those that offer an alternative have the value `ALTERNATIVE`."""
BOTH = "sentences.both"
"""Words such as "and" in the language of the sources, where they join two words that hold together."""
ALTERNATIVE = "alternative"
"""Value in `JOINER`: "or", behind which a negation still holds."""
KEEPING = "keeping"
"""Orders to keep something as it is."""
ORDER = "orders"
"""Orders and bans: values `verbs`, `bans` and `strict`."""
AXES = "direction."
"""What the groups of the axes of direction begin with; their values are `up` and `down`."""
BESIDE = "beside"
"""Words that only beside a quantity say that something is more or less; values `up` and `down`."""
MOMENT = "moment"
"""Words that beside a time say that something is so from then on (`up`), or until then (`down`)."""
INTERVAL = "interval"
"""Words that beside a time say after how long something is done again (`each`), or for how long (`for`)."""
OPPOSITE = "opposite."
"""What the groups of the pairs of opposites begin with; their values are `up` and `down`."""
MAYBE = "maybe "
"""What a value of theirs begins with where the word may mean something else as well."""
RATHER = "rather"
"""Words behind or before which stands what is refused for something else: "instead of"; `before` it or `behind` it."""
TURN = "turn"
"""Words that tell in which order two things are done, first or then; values `up` and `down`."""
UNDOING = "undoing"
"""Words right beside another one that undo it: Arabic "إلغاء" before what was switched on."""
UNTIL = "until"
"""Words such as "until": what is not so until then is so after it."""
LASTING = "lasting"
"""Words such as "as long as", which say "until" only where what follows is denied: Spanish "mientras no"."""
NEVER, WITHIN, EXEMPTING, SUPPOSING, RELATING, DESCRIBING, CONTRAST, OTHERS, NOTHING, THING, LESS, EXCESS = (
    f"words.{name}"
    for name in (
        "never",
        "within",
        "exempting",
        "supposing",
        "relating",
        "describing",
        "contrast",
        "others",
        "nothing",
        "thing",
        "less",
        "excess",
    )
)
"""Words of the language of the sources that are asked for by themselves."""
ADVISING, VAGUE, WHOEVER, NEGATABLE, ALLOWING, SINGLE = (
    f"words.{name}" for name in ("advising", "vague", "whoever", "negatable", "allowing", "single")
)
"""Words by which texts are compared of which neither was written from the other."""
CONSULTING, EVEN = (f"words.{name}" for name in ("consulting", "even"))
"""Words of the language of the sources that open an exception of a ban, "without asking", and what else is meant."""
CHECKING, WHETHER = (f"words.{name}" for name in ("checking", "whether"))
"""Words before what is only checked for, in the language of the sources, and those such as "whether" of the others."""
UNSUPPORTED = "unsupported"
"""Words that negate nothing beside a verb that is not negated itself, which stands `before` or `behind` them."""
_HARD = frozenset({"not", "without", "avoid", "except", EITHER, UNLESS, NEUTRAL})
_SHORTEST_STEM = 3
"""Letters before an ending that make a word of its own."""


@cache
def axis_group(axis: str) -> str:
    """Return the group of an axis of direction; its values are `up` and `down`."""
    return f"{AXES}{axis}"


def vocabulary_data(locale: str) -> Mapping[str, Any]:
    """Return what the file of the locale holds, or that of its language; nothing where there is none."""
    return nearest_toml("vocabulary", locale)


def opposites_data(locale: str) -> Mapping[str, str]:
    """Return the pairs of opposites of the locale, or of its language; none where there is no file."""
    return _opposites_file(locale).get("opposites", {})


@cache
def _opposites_file(locale: str) -> Mapping[str, Mapping[str, str]]:
    data = nearest_toml("opposites", locale)
    return {name: table for name, table in data.items() if isinstance(table, dict)}


def opposite_rows(language: Language) -> Iterator[Row]:
    """Yield the folded patterns of the pairs of opposites, and of the words that tell which of both is meant."""
    told = [
        (f"{OPPOSITE}{name}", f"{MAYBE}{value}" if pattern.startswith("~") else value, pattern.removeprefix("~"))
        for name, line in opposites_data(language.locale).items()
        for value, patterns in zip(("up", "down", NEUTRAL), line.split("|"), strict=False)
        for pattern in filter(None, (part.strip() for part in patterns.split(",")))
    ]
    for name, line in _opposites_file(language.locale).get("marks", {}).items():
        group, _, value = name.partition("_")
        told += [(group, value or group, pattern.strip()) for pattern in line.split(",")]
    yield from _folded(told, language)


def vocabulary_rows(data: Mapping[str, Any], language: Language) -> tuple[Row, ...]:
    """Return the folded patterns of the file, and of the language's own words for a delay."""
    told = [
        (group, value, pattern)
        for group, table in _groups(data, spaces=language.spaces).items()
        for value, patterns in table.items()
        for pattern in patterns
    ]
    rows = [*_folded(told, language)]
    urgency = axis_group("urgency")
    known = {row.pattern for row in rows if row.group == urgency}
    rows += [Row(word, urgency, "down") for word in language.folded(language.marks.delays) if word not in known]
    return tuple(rows)


def _folded(told: Sequence[tuple[str, str, str]], language: Language) -> Iterator[Row]:
    """Yield a row for each group, value and pattern; they are folded as one, which takes a tenth of the time."""
    folded = language.folded(tuple(pattern for _, _, pattern in told))
    for (group, value, _), pattern in zip(told, folded, strict=True):
        yield Row(pattern, group, value)


def _groups(data: Mapping[str, Any], *, spaces: bool) -> Mapping[str, Mapping[str, Sequence[str]]]:
    groups = {axis_group(axis): table for axis, table in data["direction"].items()}
    groups |= {group: data.get(group, {}) for group in (BESIDE, MOMENT, INTERVAL, UNSUPPORTED)}
    groups |= {f"words.{name}": {name: patterns} for name, patterns in data.get("words", {}).items()}
    bound, limit = groups.get(axis_group("bound")), groups.get(axis_group("limit"))
    if bound and limit:  # "not above" is a limit, and no "above"
        ends = {*bound["up"], *bound["down"]}
        limits = [pattern for end in ("up", "down") for pattern in limit[end] if pattern not in ends]
        groups[axis_group("bound")] = {**bound, NEUTRAL: [*bound.get(NEUTRAL, ()), *limits]}
    groups |= _polarity(data["polarity"], spaces=spaces)
    modality = data["modality"]
    kinds = {group: [group.rpartition(".")[2]] for group in (WEAK, WOULD, MAY, ALLOWED)}
    kinds[WEAK] += [MILD, INVERTED, DEGREE, PERHAPS, USUAL]
    for group, names in kinds.items():
        groups[group] = {name: modality.get(name, ()) for name in names}
        told = set(chain.from_iterable(groups[group].values()))
        groups[group] |= {NEUTRAL: [pattern for pattern in modality.get(NEUTRAL, ()) if pattern not in told]}
    groups[CANNOT] = {"cannot": modality["cannot"], NEUTRAL: modality.get("cannot_but", ())}
    groups[EXCEPTION] = {name: modality.get(name, ()) for name in ("exception", EXCEPTING)}
    groups[EXCEPTION][NEUTRAL] = modality.get("no_exception", ())
    groups[CONDITION] = {"condition": modality["condition"], NEUTRAL: modality.get("no_condition", ())}
    groups[SOLELY] = {"solely": modality.get("solely", ()), NEUTRAL: modality.get("not_solely", ())}
    orders = data.get("orders", {"strict": modality["must"]})
    groups[ORDER] = {value: patterns for value, patterns in orders.items() if value not in {"after", KEEPING}}
    groups[KEEPING] = {KEEPING: orders.get(KEEPING, ())}
    alternatives = data["sentences"].get("alternatives", ())
    joiners = [word for word in data["sentences"]["joiners"] if word not in alternatives]
    groups[JOINER] = {"joiner": joiners, ALTERNATIVE: alternatives}
    groups[BOTH] = {"both": data["sentences"].get("both", ())}
    return groups


def _polarity(table: Mapping[str, Sequence[str]], *, spaces: bool) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Divide the words of negation: "sin abrir" is one thing, unopened, and must hide the negator in it."""
    negators = [pattern.rstrip("*") for kind in ("not", "without") for pattern in table[kind]]
    hard: dict[str, list[str]] = {}
    soft: dict[str, list[str]] = {}
    for kind, patterns in table.items():
        if kind in {"affixes", "echoes", "bound"}:
            continue
        within = [pattern for pattern in patterns if kind in _HARD or _holds(pattern, negators, spaces=spaces)]
        hard[kind] = within
        soft[kind] = [pattern for pattern in patterns if pattern not in within]
    soft[NEUTRAL] = [pattern for pattern in table[NEUTRAL] if not _holds(pattern, negators, spaces=spaces)]
    return {POLARITY: hard, SOFT: soft, AFFIX: {"affix": table["affixes"]}}


def _holds(pattern: str, negators: Sequence[str], *, spaces: bool) -> bool:
    """Whether a negator stands in the pattern: as a word or an ending, or where words are not divided, anywhere."""
    others = [negator for negator in negators if negator.strip("-") != pattern.strip("-*")]
    if not spaces:
        return any(negator in pattern for negator in others)
    phrases = [negator for negator in others if " " in negator]  # French "ne peut" in "ne peut * que"
    return any(_negated(word, others) for word in pattern.strip("-").split(" ")) or any(
        f" {phrase} " in f" {pattern} " for phrase in phrases
    )


def _negated(word: str, negators: Sequence[str]) -> bool:
    return any(
        negator[1:] in word[_SHORTEST_STEM - 1 :] if negator.startswith("-") else word == negator
        for negator in negators
    )


def order_openers(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words behind which a clause may begin."""
    yield from data.get("orders", {}).get("after", ())
