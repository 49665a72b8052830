"""Asks Weblate's own registry of checks about units on stdin (JSON), for `test_weblate.py`; runs where Weblate is."""

import json
import sys
from types import SimpleNamespace
from unittest.mock import MagicMock

for _name in ("cairo", "gi", "gi.repository"):  # what Weblate draws text with; no check does
    sys.modules[_name] = MagicMock()

import django  # noqa: E402

django.setup()

from weblate.checks.models import CHECKS  # noqa: E402
from weblate.checks.tests.test_checks import MockUnit  # noqa: E402


def ask(root, language, units):
    for filename, context, sources, targets, flags in units:
        unit = MockUnit(code=language, source=sources, target=targets, context=context, flags=flags)
        unit.translation.filename = filename
        unit.translation.component.full_path = root
        own = {name: check for name, check in CHECKS.items() if name.startswith("l10n_")}
        assert len(own) == 3
        yield {
            name: str(check.get_description(SimpleNamespace(unit=unit)))
            for name, check in own.items()
            if check.check_target(sources, targets, unit)
        }


if __name__ == "__main__":
    json.dump(list(ask(**json.load(sys.stdin))), sys.stdout)
