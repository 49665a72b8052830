"""Runs independent jobs: one after the other, in processes of this machine, or on the workers of a cluster."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from toolkit.diagnostic import ToolkitError

CLUSTER = "dask://"
"""How the address of a cluster begins: `dask://HOST:PORT`, where its scheduler listens."""

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class Workers(Protocol):
    """What gives the results of a function for items, in their order, wherever they are worked out."""

    def __call__(self, function: Callable[[_Item], _Result], items: Iterable[_Item], /) -> Iterator[_Result]:
        """Return the results as they come."""


@contextmanager
def workers(jobs: int, cluster: str | None = None) -> Iterator[Workers]:
    """Give workers: `jobs` processes, this one alone for 1, or those of the `cluster` (`dask://HOST:PORT`).

    Processes begin as copies of this one, so they have all that it has read. The workers of a cluster must have this
    version of the toolkit, and the project's folder under the same path.

    Raises:
        ToolkitError: Code `settings` where the cluster's extra is not installed, `io` where workers cannot be reached
            or die.
    """
    if cluster is None and jobs == 1:
        yield map
        return
    with _cluster(cluster) if cluster is not None else _processes(jobs) as executor:

        def run(function: Callable[[_Item], _Result], items: Iterable[_Item], /) -> Iterator[_Result]:
            try:
                yield from executor.map(function, items)
            except BrokenExecutor as error:
                message, hint = "a worker process ended before its job was done", "there may be too little memory"
                raise ToolkitError(message, code="io", hint=hint) from error

        yield run


def processors() -> int:
    """Return how many processes can work at once here; 1 where they cannot begin as copies of this one."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _processes(jobs: int) -> Executor:
    context = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_end_with, initargs=(os.getpid(),))


def _end_with(parent: int) -> None:
    """Let this worker end soon after its parent did: one that was killed tells nobody, and jobs would never come."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, slow to import
    except ImportError as error:
        message = "the setting 'executor' needs the extra 'cluster'"
        hint = "pip install 'content-l10n-toolkit[cluster]'"
        raise ToolkitError(message, code="settings", hint=hint) from error
    try:
        connect: Callable[..., Any] = Client
        client = connect(address.replace(CLUSTER, "tcp://", 1), timeout=10)
    except OSError as error:
        message = f"no scheduler answers at {address!r}"
        raise ToolkitError(message, code="io", hint="start one with 'dask scheduler'") from error
    with client, client.get_executor(pure=False, retries=3) as executor:
        yield executor
