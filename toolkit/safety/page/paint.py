"""Applies colours, backgrounds and opacity to what is seen."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.safety.css.cascade import Candidate, Values
from toolkit.safety.css.colours import BLACK, CLEAR, WHITE, Colour, contrast, parse_colour
from toolkit.safety.css.judgement import LEAST_OPACITY
from toolkit.safety.css.shorthands import WIDE
from toolkit.safety.css.syntax import Group, Node, Token, text_of
from toolkit.safety.css.values import number, pixels
from toolkit.safety.page.products import opacities
from toolkit.safety.page.seen import Seen
from toolkit.safety.page.sight import unknown

_MOST_STRIPED = 2.0
"""Contrast between the colours of a gradient behind a text: a line of a stronger one may strike it out."""
MAX_SHADES = 16
"""Colours behind one text that are compared with it."""
PAINTED = frozenset({"color", "text-fill-color", "background-color", "background-image", "opacity"})
"""The properties that are applied here."""


def painted(seen: Seen, values: Values) -> Seen:
    """Return the same with its colours set."""
    if "opacity" in values:
        seen = _faded(seen, values["opacity"])
    if "filter" in values:
        seen = seen._replace(opacity=seen.opacity * min(opacities(one.nodes or ()) for one in values["filter"]))
    if "color" in values:
        seen = _inked(seen, values["color"])
    if "text-fill-color" in values:
        colours = [_colour(one, seen, seen.fill or seen.ink) for one in values["text-fill-color"]]
        seen = _filled(seen, values["text-fill-color"], colours)
    if "background-color" in values:
        seen = _papered(seen, values["background-color"])
    for image in values.get("background-image", ()):
        seen = _pictured(seen, image)
    return seen


def _filled(seen: Seen, found: Sequence[Candidate], colours: Sequence[Colour | None]) -> Seen:
    known = [one for one in colours if one is not None]
    if len(known) < len(colours):
        return seen._replace(fill=None, ink=None)
    sure, doubtful = (known[-1], known[:-1]) if found[-1].sure else (seen.fill, known)
    return seen._replace(fill=sure, perhaps_inks=(*seen.perhaps_inks, *doubtful)[:MAX_SHADES])


def _faded(seen: Seen, found: Sequence[Candidate]) -> Seen:
    shares = [1.0 if one.nodes is None or text_of(one.nodes) in WIDE else number(one.nodes) for one in found]
    known = [min(max(share, 0.0), 1.0) for share in shares if share is not None]
    if len(known) < len(shares):
        return seen.worse(unknown("its opacity is not understood"))
    sure = known[-1] if found[-1].sure else 1.0
    least = min(known)
    if least < sure and least * seen.opacity < LEAST_OPACITY:
        seen = seen.worse(unknown(f"its opacity may be {least:.2g}"))
    return seen._replace(opacity=seen.opacity * sure)


def _inked(seen: Seen, found: Sequence[Candidate]) -> Seen:
    colours = [_colour(one, seen, seen.ink) for one in found]
    sure, doubtful = (colours[-1], colours[:-1]) if found[-1].sure else (seen.ink, colours)
    perhaps = tuple(one for one in doubtful if one is not None)
    return seen._replace(ink=None if None in doubtful else sure, fill=None, perhaps_inks=perhaps)


def _papered(seen: Seen, found: Sequence[Candidate]) -> Seen:
    colours = [_colour(one, seen, CLEAR) for one in found]
    known = [one for one in colours if one is not None]
    if len(known) < len(colours):
        return seen._replace(papers=None)
    sure, doubtful = (known[-1], known[:-1]) if found[-1].sure else (CLEAR, known)
    below = seen.papers
    papers = (sure,) if sure.alpha == 1 else None if below is None else tuple(sure.over(one) for one in below)
    perhaps = tuple(one.over(paper) for one in doubtful for paper in below or (WHITE,))
    beside = seen.beyond if sure.alpha == 0 else below or (WHITE,)
    kept = () if sure.alpha == 1 else seen.perhaps_papers
    return seen._replace(papers=papers, perhaps_papers=(*perhaps, *kept)[:MAX_SHADES], beyond=beside)


def _pictured(seen: Seen, image: Candidate) -> Seen:
    if image.nodes is None or text_of(image.nodes) in WIDE | {"none"}:
        return seen
    shades = _shades(image.nodes, seen)
    if shades is None or seen.papers is None:
        return seen._replace(papers=None)
    papers = (*seen.papers, *(shade.over(paper) for shade in shades for paper in seen.papers))[:MAX_SHADES]
    striped = max(contrast(one, other) for one in papers for other in papers) > _MOST_STRIPED
    return seen._replace(papers=None if striped else papers)


def _shades(nodes: Sequence[Node], seen: Seen) -> list[Colour] | None:
    """Return the colours of gradients; None for other pictures, and where a colour is not understood."""
    found: list[Colour] = []
    for item in nodes:
        if isinstance(item, Token):
            if item.kind in {"url", "string"}:
                return None
            continue
        if not item.name.endswith("gradient"):
            return None
        for part in item.items:
            colour = parse_colour([part], current=seen.ink, dark=seen.dark)
            if colour is not None:
                found.append(colour)
            elif isinstance(part, Group) and pixels([part]) is None:
                return None
    return found


def _colour(candidate: Candidate, seen: Seen, inherited: Colour | None) -> Colour | None:
    """Return the colour of a candidate, None where it is not understood."""
    if not candidate.known:
        return None
    text = text_of(candidate.nodes) if candidate.nodes else "unset"
    if text in WIDE:
        plain = CLEAR if inherited is CLEAR else WHITE if seen.dark else BLACK
        return plain if text == "initial" else inherited
    return parse_colour(candidate.nodes or (), current=seen.ink, dark=seen.dark)
