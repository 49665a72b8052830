"""Prints what many clients at once cost `l10n preview`: answers, how long they took, memory of the server.

    python tests/benchmarks/measure_preview.py [--clients 50] [--seconds 60]

Server and clients run on this machine and nothing leaves it. A new project is shown; while the clients ask for its
pages over a connection each, one of its catalogs changes each second. It reports and does not judge.
"""

import argparse
import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import httpx

from toolkit.commands.new import scaffold

PATHS = (
    "/",
    "/page/es/paracetamol-safely.html",
    "/page/en/paracetamol-safely.html",
    "/page/ar/paracetamol-safely.html",
)
CATALOG = "locales/es/LC_MESSAGES/paracetamol-safely.po"


def memory(process: int) -> float:
    """Return the most memory that the process has had, in MB; 0 where the system does not tell (Linux does)."""
    status = Path(f"/proc/{process}/status")
    rows = status.read_text("utf-8").splitlines() if status.exists() else []
    return next((int(row.split()[1]) / 1024 for row in rows if row.startswith("VmHWM:")), 0.0)


async def ask(client: httpx.AsyncClient, end: float, times: list[float], answers: Counter[str]) -> None:
    """Ask for one path after the other until the time is over."""
    number = 0
    while time.monotonic() < end:
        began = time.monotonic()
        try:
            answer = await client.get(PATHS[number % len(PATHS)])
            answers[str(answer.status_code)] += 1
        except httpx.HTTPError as error:
            answers[type(error).__name__] += 1
        times.append(time.monotonic() - began)
        number += 1


async def change(catalog: Path, end: float) -> int:
    """Write the catalog anew each second, with another comment; return how often."""
    text = await asyncio.to_thread(catalog.read_text, "utf-8")
    count = 0
    while time.monotonic() < end:
        await asyncio.sleep(1)
        count += 1
        await asyncio.to_thread(catalog.write_text, f"# {count}\n{text}", "utf-8")
    return count


async def measure(address: str, root: Path, clients: int, seconds: float) -> tuple[list[float], Counter[str], int]:
    """Let the clients ask; return the seconds of each answer, how many there are of each kind, and the changes."""
    times: list[float] = []
    answers: Counter[str] = Counter()
    connections = httpx.Limits(max_connections=clients, max_keepalive_connections=clients)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=connections) as client:
        end = time.monotonic() + seconds
        asking = [ask(client, end, times, answers) for _ in range(clients)]
        changes, *_ = await asyncio.gather(change(root / CATALOG, end), *asking)
    return times, answers, changes


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="l10n-preview-") as name:
        root = Path(name)
        for path, data in scaffold().items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        words = ["--project", name, "-q", "preview", "--port", "0"]
        with subprocess.Popen([sys.executable, "-m", "toolkit", *words], stdout=subprocess.PIPE, text=True) as process:
            try:
                line = process.stdout.readline() if process.stdout else ""
                address = line.strip().partition("/#token=")[0]
                times, answers, changes = asyncio.run(measure(address, root, asked.clients, asked.seconds))
                most = memory(process.pid)
            finally:
                process.terminate()
                process.wait(20)
    kinds = ", ".join(f"{count:,} x {kind}" for kind, count in sorted(answers.items()))
    ranked = sorted(times)
    slow = ranked[int(len(ranked) * 0.95)] if ranked else 0.0
    print(f"{asked.clients} clients, {asked.seconds:.0f} s, {changes} changes: {kinds}")
    print(
        f"median {statistics.median(times) * 1000:.0f} ms, 95 % within {slow * 1000:.0f} ms, slowest {max(times):.2f} s"
    )
    print(f"memory of the server: {most:.0f} MB; it ended with exit code {process.returncode}")


if __name__ == "__main__":
    main()
