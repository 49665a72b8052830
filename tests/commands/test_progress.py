"""Long work shows how far it is: on a terminal, on stderr, and nowhere else."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
CATALOG = "locales/es/LC_MESSAGES/baclofen-spasticity.po"
VERBS = {
    "a check of a project": ("check", "es", "--no-cache"),
    "a check of files": ("check", CATALOG, CATALOG.replace("es", "ar", 1), "--no-cache"),
    "an audit": ("audit", "es", "--mutator", "drop-negation", "--sample", "1", "--no-cache"),
    "a proof": ("verify", "{site}", "--draft"),
}


def on_a_terminal(*words):
    """Run a verb whose stderr is a terminal; return what is on stdout and on the terminal."""
    ours, theirs = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-m", "toolkit", "--project", ROOT, "--date", "2026-03-01", *words],
        stdout=subprocess.PIPE,
        stderr=theirs,
        cwd=ROOT,
        text=True,
    )
    os.close(theirs)
    out = run.communicate()[0]
    seen = b""
    try:
        while part := os.read(ours, 65536):
            seen += part
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    assert run.returncode in {0, 1}, seen
    return out, seen.decode()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    out = tmp_path_factory.mktemp("site") / "site"
    words = [sys.executable, "-m", "toolkit", "--project", ROOT, "--date", "2026-03-01", "-q", "publish", "--draft"]
    subprocess.run([*words, "--out", out], check=True, cwd=ROOT)
    return out


@pytest.mark.parametrize("words", VERBS.values(), ids=list(VERBS))
def test_long_work_shows_how_far_it_is(site, words):
    words = [word.format(site=site) for word in words]
    out, seen = on_a_terminal(*words)
    assert "100%" in seen
    assert "100%" not in out


def test_who_asks_for_quiet_sees_no_bar():
    out, seen = on_a_terminal("-q", *VERBS["a check of files"])
    assert out
    assert not seen
