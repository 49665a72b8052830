"""What all tests share: skips that name their reason, and a small project to run verbs in."""

import contextlib
import importlib.util
import io
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from toolkit.cli import main
from toolkit.commands.new import scaffold

ROOT = Path(__file__).parent.parent

# The first example of a law may import a library, and machines are busy: nothing timed is asserted.
settings.register_profile("l10n", deadline=None)
settings.load_profile("l10n")


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write golden files anew; refused under CI")


def pytest_configure():
    """Verbs speak the language of the user, and tests read English unless they say otherwise.

    What is kept for the user is kept in this folder, out of the way of who runs the tests. Nobody waits for the disk:
    what a killed process has written is there, only a power cut could lose it, and no test cuts the power.
    """
    os.fsync = lambda _file: None
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["XDG_CACHE_HOME"] = str(ROOT / ".cache/tests")


@pytest.fixture
def update_golden(request):
    """Whether golden files are to be written anew; look at the difference before you commit it."""
    asked = request.config.getoption("--update-golden")
    assert not (asked and os.environ.get("CI")), "golden files are not rewritten under CI"
    return asked


def pytest_collection_modifyitems(items):
    """Run what is fast first, and what drives other programs or whole projects last."""
    slow = ["commands", "site", "publishing", "serve", "redteam", "browser"]

    def rank(item):
        folder = Path(item.path).parent.name
        return (slow.index(folder) + 1 if folder in slow else 0, item.get_closest_marker("needs") is not None)

    items.sort(key=rank)


def pytest_sessionfinish(session):
    """Under L10N_TEST_ALL=1 everything can run, so a skip is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if skipped and os.environ.get("L10N_TEST_ALL") == "1":
        reporter.write_line(f"\n{len(skipped)} tests were skipped, and under L10N_TEST_ALL=1 none may be", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


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
    if tool.startswith("venv:"):
        return (ROOT / f".venv-{tool.removeprefix('venv:')}/bin/python").exists()
    if tool.startswith("py:"):
        return importlib.util.find_spec(tool.removeprefix("py:")) is not None
    return shutil.which(tool) is not None


@pytest.fixture
def repository():
    """The root of this repository, which is itself a project."""
    return ROOT


@dataclass
class Run:
    """What a verb did."""

    code: int
    out: str
    err: str


@dataclass
class Project:
    """A project in a folder, as `l10n new` makes it."""

    root: Path

    def run(self, *words):
        """Run `l10n WORDS` in this process, as if in the project's folder."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.chdir(self.root), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main(["--date", "2026-03-01", *map(str, words)])
            except SystemExit as end:
                code = end.code
        assert "Traceback" not in err.getvalue()
        return Run(code, out.getvalue(), err.getvalue())

    def read(self, path):
        return (self.root / path).read_text("utf-8")

    def edit(self, path, old, new):
        text = self.read(path)
        assert old in text
        (self.root / path).write_text(text.replace(old, new), "utf-8")

    def files(self):
        """Every file of the project with its bytes, but for the published site and the cache."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and not {"site", "releases", ".cache"} & set(path.relative_to(self.root).parts[:1])
        }


@pytest.fixture(scope="session")
def open_project():
    """Return a project by its folder, to run verbs in."""
    return Project


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "project"
    for name, data in scaffold().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return Project(root)
