"""What becomes of the letters of a text: their size, their font, their case."""

from __future__ import annotations

from toolkit.safety.css.cascade import Values
from toolkit.safety.css.judges import LEAST_FONT, READABLE_FONT, font_size
from toolkit.safety.css.sheet import Styles
from toolkit.safety.css.shorthands import WIDE
from toolkit.safety.css.syntax import Node, text_of
from toolkit.safety.css.values import Measure
from toolkit.safety.page.seen import Seen
from toolkit.safety.page.sight import SHOWN, Verdict, hidden, unknown

_CONTAINER = 160.0
"""Pixels of a narrow container."""
_LYING = 320.0
"""Pixels of the height of a phone that is held across."""
_PICTURES = frozenset({
    "wingdings", "wingdings 2", "wingdings 3", "webdings", "symbol", "zapf dingbats", "zapfdingbats",
    "itc zapf dingbats", "dingbats", "standard symbols ps", "opensymbol", "marlett", "bookshelf symbol 7", "mt extra",
})  # fmt: skip
"""Fonts of usual systems that write other signs than the letters of the text, in lower case."""
_BLOTS = ("redacted", "flow block", "flow circular", "flow rounded", "libre barcode", "barcode", "code 39", "code 128")
"""Beginnings of the names of fonts, in lower case, that show bars in the place of letters."""


def font_of(values: Values, around: Seen) -> float:
    """Return the size of letters in an element, in pixels."""
    found = values.get("font-size")
    nodes = found[-1].nodes if found and found[-1].sure else None
    size = font_size(nodes, around.measure) if nodes else None
    return around.font if size is None else size


def judge_size(nodes: tuple[Node, ...], parent: Measure) -> Verdict:
    """Judge `font-size`, also on a phone that is held across where it is a share of the window."""
    size = font_size(nodes, parent)
    if size is None:
        return unknown(f"font-size: {text_of(nodes)} is not understood")
    if size < LEAST_FONT:
        return hidden(f"font-size: {text_of(nodes)}")
    text = text_of(nodes)
    if "v" not in text and "cq" not in text:
        return SHOWN
    width = min(parent.width, _CONTAINER) if "cq" in text else parent.width
    lying = font_size(nodes, Measure(parent.font, parent.root, width, min(parent.height, _LYING)))
    small = lying is not None and lying < READABLE_FONT <= size
    return unknown(f"font-size: {text_of(nodes)} in a window that is not high") if small else SHOWN


def judge_families(values: Values, traits: dict[str, Verdict], styles: Styles) -> None:
    """Judge `font-family`: fonts of the page, and those of pictures, show other signs."""
    if "font-family" not in values:
        return
    texts = [text_of(one.nodes or ()) for one in values["font-family"]]
    names = {name.strip().strip('"') for text in texts for name in text.split(",")}
    own = sorted(names & styles.fonts)
    drawn = sorted(name for name in names if name.lower() in _PICTURES or name.lower().startswith(_BLOTS))
    if own:
        traits["font-family"] = unknown(f"the page brings its own font {own[0]!r}")
    elif drawn:
        traits["font-family"] = unknown(f"the font {drawn[0]!r} has pictures in the place of letters")
    elif not names & WIDE:
        traits.pop("font-family", None)


def judge_cases(values: Values, traits: dict[str, Verdict]) -> None:
    """Judge `text-transform` by what it does beside upper and lower case, which is read as it is shown."""
    texts = {text_of(one.nodes or ()) for one in values.get("text-transform", ())}
    if texts and not texts <= WIDE:
        odd = sorted(texts - WIDE - {"none", "uppercase", "lowercase", "capitalize", ""})
        traits["text-transform"] = unknown(f"text-transform: {odd[0]} shows other letters") if odd else SHOWN
