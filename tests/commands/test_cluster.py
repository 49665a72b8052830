"""The workers of a cluster make the same pages, and one that dies is done without."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from toolkit import workers as workers_module
from toolkit.diagnostic import ToolkitError
from toolkit.workers import workers

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


@contextmanager
def cluster(folder, *environments):
    """Give the address of a scheduler, its worker processes (one an environment), and the file that they all write."""
    file, log = folder / "scheduler.json", folder / "log"
    common = ["--scheduler-file", str(file), "--no-dashboard", "--host", "127.0.0.1"]
    worker = ["worker", *common, "--nworkers", "1", "--nthreads", "1", "--no-nanny"]
    ours = {**os.environ, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "60s"}
    roles = [(["scheduler", *common, "--port", "0"], {}), *((worker, environment) for environment in environments)]
    with log.open("w") as stream:
        started = [
            subprocess.Popen(
                [sys.executable, "-m", "dask", *role],
                stdout=stream,
                stderr=stream,
                cwd=folder,
                env={**ours, **environment},
                start_new_session=True,
            )
            for role, environment in roles
        ]
        try:
            deadline = time.monotonic() + 120
            while not file.exists() or log.read_text().count("Register worker") < len(environments):
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.1)
            yield re.search(r"tcp://([0-9.:]+)", file.read_text("utf-8"))[1], started[1:], log
        finally:
            for one in started:
                one.kill()
                one.wait()


def runs_on(project, address):
    project.edit("pyproject.toml", "[tool.l10n]\n", f'[tool.l10n]\nexecutor = "dask://{address}"\n')


def test_a_worker_that_is_killed_in_the_middle_changes_nothing(large, tmp_path):
    with cluster(tmp_path, {}, {}) as (address, started, log), log.open("a") as stream:
        runs_on(large, address)
        # It takes its share of the jobs and has not finished them when it dies, however fast the other one is.
        os.kill(started[0].pid, signal.SIGSTOP)
        run = publish(large, stream, "site")
        try:
            made = large.root / ".cache/l10n/made"
            deadline = time.monotonic() + 120
            while len(list(made.glob("*/*"))) < 2:
                assert run.poll() is None, log.read_text()
                assert time.monotonic() < deadline
                time.sleep(0.02)
            assert run.poll() is None
            os.kill(started[0].pid, signal.SIGKILL)
            assert run.wait(200) == 0, log.read_text()
        finally:
            run.kill()
            run.wait()
        release = (large.root / "site").readlink()
        large.edit("pyproject.toml", f'executor = "dask://{address}"\n', "")
        assert publish(large, stream, "alone", "--no-cache").wait(200) == 0, log.read_text()
    assert (large.root / "alone").readlink() == release


def test_a_worker_with_another_toolkit_or_package_makes_no_page(project, tmp_path):
    (tmp_path / "more/another-1.0.dist-info").mkdir(parents=True)
    with cluster(tmp_path, {"PYTHONPATH": str(tmp_path / "more")}) as (address, _workers, log):
        runs_on(project, address)
        with (tmp_path / "said").open("w") as stream:
            assert publish(project, stream, "site").wait(200) == 2, log.read_text()
    said = (tmp_path / "said").read_text("utf-8")
    assert "another version here than where the command runs" in said
    assert "install the same on all machines" in said
    assert not (project.root / "site").exists()


def test_a_cluster_without_a_worker_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr(workers_module, "PATIENCE", 0.2)
    with cluster(tmp_path) as (address, _workers, _log), workers(1, f"dask://{address}") as run:
        with pytest.raises(ToolkitError, match="has no worker") as found:
            list(run(abs, [-1]))
        assert found.value.exit_code == 2


def test_what_a_job_cannot_read_is_not_taken_for_the_connection(tmp_path):
    absent = tmp_path / "absent"
    with cluster(tmp_path, {}) as (address, _workers, _log), workers(1, f"dask://{address}") as run:
        with pytest.raises(ToolkitError, match=r"worker .*No such file .*absent") as found:
            list(run(os.listdir, [absent]))
        assert found.value.exit_code == 2


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
