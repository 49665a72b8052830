"""Workers: the same results in the same order, and none that outlives who asked for them."""

import multiprocessing
import os
import select
import signal
import time
from contextlib import suppress
from functools import partial

import pytest

from toolkit.workers import apart, processors, workers


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_items(jobs):
    with workers(jobs) as run:
        assert list(run(abs, range(-20, 0))) == list(range(20, 0, -1))


def test_so_many_processes_work_as_may_run_and_as_can_begin_as_copies(monkeypatch):
    assert 1 <= processors() <= os.cpu_count()
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert processors() == 1


def test_workers_end_after_a_parent_that_was_killed():
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        with workers(2) as run:
            list(run(partial(os.write, writer), [b"x", b"x"]))
            time.sleep(60)
        os._exit(1)
    os.close(writer)
    assert os.read(reader, 1) == b"x"
    assert os.read(reader, 1) == b"x"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    # Each worker has the other end of the pipe: it ends where the last of them does.
    ended = bool(select.select([reader], [], [], 30)[0])
    os.close(reader)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    assert ended


def test_a_copy_leaves_what_it_wrote_and_nothing_in_memory(tmp_path):
    seen = []

    def work():
        seen.append(1)
        (tmp_path / "left").write_text("x")

    assert apart(work)
    assert seen == []
    assert (tmp_path / "left").read_text() == "x"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_copy_that_fails_says_nothing(capfd, error):
    def work():
        raise error

    assert not apart(work)
    assert capfd.readouterr() == ("", "")


def test_nothing_is_done_apart_where_there_are_no_copies(monkeypatch):
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert not apart(pytest.fail)
