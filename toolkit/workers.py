"""Runs independent jobs: one after the other, in processes of this machine, or on the workers of a cluster."""

from __future__ import annotations

import logging
import multiprocessing
import os
import platform
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, Protocol, TypeVar

from toolkit.diagnostic import ToolkitError
from toolkit.store import toolkit_hash

CLUSTER = "dask://"
"""How the address of a cluster begins: `dask://HOST:PORT`, where its scheduler listens."""

PATIENCE = 60.0
"""Seconds for which a cluster may be without any worker; one that died may be on its way back."""
_RETRIES = 3
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
    toolkit, Python and packages, and the project's folder under the same path: what another version has made or proven
    counts nothing.

    Raises:
        ToolkitError: Code `settings` where the cluster's extra is not installed, or a worker has another toolkit; `io`
            where workers cannot be reached or die.
    """
    if cluster is not None:
        with _cluster(cluster) as client:
            yield partial(_on_cluster, client, cluster)
    elif jobs == 1:
        yield map
    else:
        with _processes(jobs) as executor:
            yield partial(_in_processes, executor)


def processors() -> int:
    """Return how many processes can work at once here; 1 where they cannot begin as copies of this one."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def apart(work: Callable[[], object]) -> bool:
    """Do work of which only what it leaves on the disk is wanted, in a copy of this process: its memory goes with it.

    Return whether it was done. Where there can be no copies it is not, and a copy that fails says nothing: whoever
    needs the work does it again, and says why. It must not be called where there are other threads, as on a cluster.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        return False
    copy = multiprocessing.get_context("fork").Process(target=_work_alone, args=(work, os.getpid()))
    copy.start()
    copy.join()
    return copy.exitcode == 0


def _work_alone(work: Callable[[], object], parent: int) -> None:
    _end_with(parent)
    code = 1
    with suppress(BaseException):  # an interrupt as well: the parent has it too
        work()
        code = 0
    os._exit(code)


def _in_processes(
    executor: Executor, function: Callable[[_Item], _Result], items: Iterable[_Item], /
) -> Iterator[_Result]:
    try:
        yield from executor.map(function, items)
    except BrokenExecutor as error:
        message, hint = "a worker process ended before its job was done", "there may be too little memory"
        raise ToolkitError(message, code="io", hint=hint) from error


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
def _cluster(address: str) -> Iterator[Any]:
    """Give the client of a cluster."""
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, slow to import
    except ImportError as error:
        message = "the setting 'executor' needs the extra 'cluster'"
        hint = "pip install 'content-l10n-toolkit[cluster]'"
        raise ToolkitError(message, code="settings", hint=hint) from error
    # It writes tracebacks about what is told here in a sentence.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        connect: Callable[..., Any] = Client
        client = connect(address.replace(CLUSTER, "tcp://", 1), timeout=10)
    except OSError as error:
        message = f"no scheduler answers at {address!r}"
        raise ToolkitError(message, code="io", hint="start one with 'dask scheduler'") from error
    with client:
        yield client


def _on_cluster(
    client: Any, address: str, function: Callable[[_Item], _Result], items: Iterable[_Item], /
) -> Iterator[_Result]:
    from distributed import KilledWorker  # noqa: PLC0415

    job = partial(_on_worker, toolkit_hash(), function)
    futures = client.map(job, list(items), pure=False, retries=_RETRIES)
    futures.reverse()
    try:
        while futures:
            yield _result(client, address, futures.pop())
    except KilledWorker as error:
        message = f"workers of the cluster {address!r} died at one job, again and again"
        hint = "see what they wrote: they may lack memory, or have no toolkit or another version"
        raise ToolkitError(message, code="io", hint=hint) from error
    except (OSError, CancelledError) as error:
        message = f"the connection to the scheduler at {address!r} was lost"
        raise ToolkitError(message, code="io", hint="start it anew, then run the command again") from error
    finally:
        client.cancel(futures)


def _result(client: Any, address: str, future: Any) -> Any:
    """Return the result of a job; raises `ToolkitError` (code `io`) where nobody is there to do it."""
    alone_since = None
    while True:
        try:
            return future.result(timeout=min(PATIENCE, 5))
        except TimeoutError as error:
            if future.done():  # the job's own
                raise
            now = time.monotonic()
            alone_since = None if client.nthreads() else alone_since or now
            if alone_since is not None and now - alone_since >= PATIENCE:
                message = f"the cluster {address!r} has no worker"
                hint = "start some with 'dask worker', where this version of the toolkit is installed"
                raise ToolkitError(message, code="io", hint=hint) from error


def _on_worker(toolkit: str, function: Callable[[_Item], _Result], item: _Item) -> _Result:
    """Do a job, where this is the toolkit of who asks for it; raises `ToolkitError`, which tells the machine."""
    try:
        if toolkit_hash() != toolkit:
            message = "the toolkit, Python or a package is another version here than where the command runs"
            hint = "install the same on all machines of the cluster, and start the workers anew"
            raise ToolkitError(message, code="settings", hint=hint)
        return function(item)
    except ToolkitError as error:
        message = f"worker {platform.node()!r}: {error.message}"
        raise ToolkitError(message, code=error.code, hint=error.hint, path=error.path) from error
    except OSError as error:  # else it would be taken for one of the connection
        raise ToolkitError(f"worker {platform.node()!r}: {error}", code="io") from error
