"""What comes with the toolkit: packages locked with hashes, of known licences, in a bill of materials."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from licences import LOCKS, locked, rows

ROOT = LOCKS["site"].parent.parent
FREE = re.compile(r"MIT|BSD|Apache|PSF|Python Software Foundation|MPL|Mozilla|ISC|Zlib|CC0|Unlicense|Public Domain")
"""Licences with which an Apache-2.0 program may be shipped beside the package."""


@pytest.mark.parametrize("lock", sorted((ROOT / "requirements").glob("*.lock")), ids=lambda path: path.stem)
def test_every_package_is_locked_to_one_version_with_hashes(lock):
    text = re.sub(r" \\\n +", " ", lock.read_text("utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert lines
    for line in lines:
        assert re.match(r"[A-Za-z0-9._-]+==[^ ]+ ", line), line
        assert "--hash=sha256:" in line, line


def test_the_licence_of_what_a_user_installs_is_known_and_free():
    found = rows(LOCKS["site"])
    assert len(found) >= len(locked(LOCKS["site"])) - 3, "packages of other systems may be missing, no more"
    for name, _version, licence in found:
        assert FREE.search(licence), f"{name}: {licence}"


def test_the_bill_of_materials_names_every_package(tmp_path):
    out = tmp_path / "sbom.json"
    command = [str(Path(sys.executable).with_name("cyclonedx-py")), "environment", sys.executable]
    run = subprocess.run(
        [
            *command,
            "--pyproject",
            str(ROOT / "pyproject.toml"),
            "--output-reproducible",
            "--of",
            "JSON",
            "-o",
            str(out),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    bill = json.loads(out.read_text("utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    names = {re.sub(r"[-_.]+", "-", item["name"]).lower() for item in bill["components"]}
    assert {name for name, _version, _licence in rows(LOCKS["site"])} <= names
