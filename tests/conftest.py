"""What all tests share: skips that name their reason, and are failures under L10N_TEST_ALL=1."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def pytest_runtest_setup(item):
    for marker in item.iter_markers("needs"):
        for tool in marker.args:
            if not _installed(tool):
                reason = f"{tool} is not installed ('make test ALL=1' installs it)"
                if os.environ.get("L10N_TEST_ALL") == "1":
                    pytest.fail(reason, pytrace=False)
                pytest.skip(reason)


def _installed(tool):
    if tool.startswith("npm:"):
        return (ROOT / "tests/browser/node_modules" / tool.removeprefix("npm:")).is_dir()
    return shutil.which(tool) is not None


@pytest.fixture
def repository():
    """The root of this repository, which is itself a project."""
    return ROOT
