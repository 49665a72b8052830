"""A short run of each fuzzing target; an hour's run is `make fuzz SECONDS=3600`."""

import subprocess
import sys
from pathlib import Path

import pytest
from fuzz_targets import TARGETS

FUZZ = Path(__file__).parent / "fuzz.py"
SECONDS = 6


@pytest.mark.needs("py:atheris")
@pytest.mark.parametrize("target", sorted(TARGETS))
def test_no_law_is_broken_by_bytes_that_reach_new_code(target, tmp_path):
    command = [sys.executable, str(FUZZ), target, "--seconds", str(SECONDS), "--folder", str(tmp_path / "inputs")]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-4000:]
    assert "Done " in run.stderr


@pytest.mark.parametrize("target", sorted(TARGETS))
@pytest.mark.parametrize("data", [b"", b"\0", b"\xff\xfe", 'msgid "\u202e'.encode(), b"[" * 5_000, b"<p>" * 2_000])
def test_the_laws_hold_for_a_few_bytes_of_ill_fame(target, data):
    # a target asserts its laws itself, for the fuzzer as for this test, and returns nothing
    assert TARGETS[target](data) is None
