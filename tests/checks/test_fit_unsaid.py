"""The fit of the odds of lost and added parts: what speaks for a fault gets weight, what says nothing gets none."""

import numpy as np
from fit_unsaid import Case, fit

from toolkit.text.unsaid import Signs

ABSENT = dict.fromkeys(Signs._fields, 0.0)


def signs(**seen):
    return [*Signs(**{**ABSENT, **seen})]


def test_a_fit_finds_the_part_that_is_lost_and_what_tells_it():
    chance = np.random.default_rng(1)
    clean = [
        Case("de", str(n), False, np.array([signs(lacking=lacking, shared=chance.random()) for lacking in (0.0, 1.0)]))
        for n in range(60)
    ]
    faulty = [
        Case("de", str(n), True, np.array([signs(shared=chance.random()), signs(lacking=3.0, shared=chance.random())]))
        for n in range(60)
    ]
    base, weights = fit([*clean, *faulty])
    found = dict(zip(Signs._fields, weights, strict=True))
    assert found["lacking"] > 1.0
    assert abs(found["shared"]) < found["lacking"] / 2
    assert all(base + max(case.signs @ weights) > 0 for case in faulty)
    assert all(base + max(case.signs @ weights) < 0 for case in clean)
