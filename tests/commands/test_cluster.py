"""The workers of a cluster make the same pages, and one that dies is done without."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.needs("py:distributed")

ARTICLE = """---
slug: "{name}"
title: "The article {name}"
description: "What the article {name} is about, and for whom."
published: 2026-02-23
topics: ["{name}"]
---

Read the article {name} in peace.

::safety information-only
"""
ARTICLES = 12


@pytest.fixture
def large(project):
    """A project with so many articles that a worker can die in the middle."""
    for number in range(ARTICLES):
        name = f"number-{chr(ord('a') + number)}"
        (project.root / f"source/articles/{name}.md").write_text(ARTICLE.format(name=name), "utf-8")
    return project


def publish(project, log, out, *more):
    words = [sys.executable, "-m", "toolkit", "--date", "2026-03-01", "publish", "--draft", "--allow", "withheld"]
    return subprocess.Popen([*words, "--out", out, *more], cwd=project.root, stdout=log, stderr=log)


def test_a_worker_that_is_killed_in_the_middle_changes_nothing(large, tmp_path):
    file = tmp_path / "scheduler.json"
    common = ["--scheduler-file", str(file), "--no-dashboard", "--host", "127.0.0.1"]
    dask = [sys.executable, "-m", "dask"]
    environment = {**os.environ, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "60s"}
    with (tmp_path / "log").open("w") as log:
        started = [
            subprocess.Popen(
                [*dask, *role], stdout=log, stderr=log, cwd=tmp_path, env=environment, start_new_session=True
            )
            for role in (
                ["scheduler", *common, "--port", "0"],
                *(["worker", *common, "--nworkers", "1", "--nthreads", "1", "--no-nanny"] for _ in range(2)),
            )
        ]
        run = None
        try:
            deadline = time.monotonic() + 120
            while not file.exists() or (tmp_path / "log").read_text().count("Register worker") < 2:
                assert time.monotonic() < deadline, (tmp_path / "log").read_text()
                time.sleep(0.1)
            address = re.search(r"tcp://([0-9.:]+)", file.read_text("utf-8"))[1]
            large.edit("pyproject.toml", "[tool.l10n]\n", f'[tool.l10n]\nexecutor = "dask://{address}"\n')
            # It takes its share of the jobs and has not finished them when it dies, however fast the other one is.
            os.kill(started[1].pid, signal.SIGSTOP)
            run = publish(large, log, "site")
            made = large.root / ".cache/l10n/made"
            while len(list(made.glob("*/*"))) < 2:
                assert run.poll() is None, (tmp_path / "log").read_text()
                assert time.monotonic() < deadline
                time.sleep(0.02)
            assert run.poll() is None
            os.kill(started[1].pid, signal.SIGKILL)
            assert run.wait(200) == 0, (tmp_path / "log").read_text()
        finally:
            for one in [*started, *([run] if run else [])]:
                one.kill()
                one.wait()
        release = (large.root / "site").readlink()
        large.edit("pyproject.toml", f'executor = "dask://{address}"\n', "")
        assert publish(large, log, "alone", "--no-cache").wait(200) == 0, (tmp_path / "log").read_text()
    assert (large.root / "alone").readlink() == release


def test_a_scheduler_that_does_not_answer_is_exit_code_2(project):
    project.edit("pyproject.toml", "[tool.l10n]\n", '[tool.l10n]\nexecutor = "dask://127.0.0.1:9"\n')
    done = subprocess.run(
        [sys.executable, "-m", "toolkit", "publish", "--draft", "--out", "site"],
        cwd=project.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "no scheduler answers at 'dask://127.0.0.1:9'" in done.stderr
    assert "Traceback" not in done.stderr
