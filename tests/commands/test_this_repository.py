"""This repository is a project too: complete in fourteen languages, clean, and proven page by page."""

import json
import subprocess
import sys

import pytest

LOCALES = ["ar", "de", "es", "fr", "hi", "it", "ja", "ko", "pl", "pt_BR", "ru", "tr", "vi", "zh_Hans"]


@pytest.fixture(scope="module")
def run():
    from pathlib import Path

    root = Path(__file__).parent.parent.parent

    def l10n(*words):
        command = [sys.executable, "-m", "toolkit", *map(str, words), "--project", str(root), "--format", "json"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, json.loads(done.stdout)

    return l10n


def test_fourteen_locales_are_complete_and_nothing_is_fuzzy(run):
    rows = {row["locale"]: row for row in run("status")[1]["locales"]}
    assert list(rows) == ["en", *LOCALES]
    assert {(row["percent"], row["fuzzy"], row["errors"], row["warnings"]) for row in rows.values()} == {(100, 0, 0, 0)}


def test_nobody_is_said_to_have_approved_or_reviewed_anything(run):
    rows = run("status")[1]["locales"]
    assert {(row["approved"], row["stale"], row["reviewed"]) for row in rows} == {(0, 0, 0)}


def test_the_checks_find_nothing_but_missing_approvals_and_reviews(run):
    code, data = run("check")
    assert code == 0
    assert {(item["severity"], item["code"]) for item in data["diagnostics"]} == {
        ("note", "approval-missing"),
        ("note", "review-missing"),
    }


def test_fifteen_pages_are_published_as_drafts_and_proven(run, tmp_path):
    code, data = run("publish", "--draft", "--out", tmp_path / "site", "--date", "2026-03-01")
    assert (code, {page["state"] for page in data["pages"]}, len(data["pages"])) == (0, {"draft"}, 15)
    code, data = run("verify", "--draft", tmp_path / "site", "--date", "2026-03-01")
    assert (code, {page["state"] for page in data["pages"]}) == (0, {"proven"})
    assert {(len(page["statements"]), one["state"]) for page in data["pages"] for one in page["statements"]} == {
        (12, "kept")
    }
