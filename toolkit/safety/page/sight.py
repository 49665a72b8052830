"""How much of something its readers get to see."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Sight(IntEnum):
    """Ordered: the worse of two is the greater."""

    SHOWN = 0
    """Every reader sees it."""
    UNKNOWN = 1
    """It depends on something that is not known here."""
    PARTLY = 2
    """Some readers do not see it: on paper, in the dark, with a screen reader, without scripts."""
    GONE = 3
    """No reader sees it, so that it does not disturb what stands around it either."""


class Verdict(NamedTuple):
    """A sight and what makes it so."""

    sight: Sight
    reason: str = ""
    """For a message: "opacity 0"; "" for what is shown."""


SHOWN = Verdict(Sight.SHOWN)


def unknown(reason: str) -> Verdict:
    """Return the verdict on what cannot be judged."""
    return Verdict(Sight.UNKNOWN, reason)


def hidden(reason: str) -> Verdict:
    """Return the verdict on what some readers do not see."""
    return Verdict(Sight.PARTLY, reason)


def worst(*verdicts: Verdict) -> Verdict:
    """Return the gravest verdict; the first one of equals, and `SHOWN` of none."""
    gravest = SHOWN
    for verdict in verdicts:
        if verdict.sight > gravest.sight:
            gravest = verdict
    return gravest
