"""Settings of Weblate for `ask_weblate.py`: those of its own tests, with a database in memory and our checks."""

import os
import tempfile

os.environ.setdefault("CI_DATABASE", "postgresql")  # settings_test wants a name; the database is another one
os.environ.setdefault("CI_BASE_DIR", tempfile.mkdtemp())

from weblate.settings_test import *  # noqa: F403

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
CHECK_LIST = (
    "weblate.checks.chars.EndStopCheck",
    "toolkit.integrations.weblate.SafetyCheck",
    "toolkit.integrations.weblate.ErrorCheck",
    "toolkit.integrations.weblate.WarningCheck",
)
