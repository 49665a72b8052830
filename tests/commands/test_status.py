"""`l10n status`: the same facts as a table, as lines in a narrow terminal, and as JSON; in the user's language."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.report.plain import Texts, users_locale

ROOT = Path(__file__).parent.parent.parent
ES = "locales/es/LC_MESSAGES/paracetamol-safely.po"
PERSON = ("--reviewer", "Test Reviewer (test data)", "--role", "test")


@pytest.fixture
def rows(project):
    """The rows of the JSON form, by locale."""

    def read():
        return {row["locale"]: row for row in json.loads(project.run("status", "--format", "json").out)["locales"]}

    return read


def test_it_counts_what_is_there(project, rows):
    project.edit(ES, 'msgstr "Cómo tomarlo"', 'msgstr ""')
    project.edit(ES, '\nmsgid "Take no more', '\n#, fuzzy\nmsgid "Take no more')
    project.run("approve", "es", "paracetamol-only-one", *PERSON)
    project.run("approve", "es", "paracetamol-overdose", *PERSON)
    project.run("withdraw", "es", "paracetamol-overdose", "--reason", "test")
    row = rows()["es"]
    assert row["total"] - row["translated"] == 2
    assert (row["fuzzy"], row["words"]) == (1, 4)
    assert (row["approved"], row["stale"], row["unapproved"], row["statements"]) == (1, 1, 1, 3)
    assert (row["reviewed"], row["ready"], row["pages"]) == (0, 0, 1)
    assert row["missing"].startswith("2 messages to translate, ")
    assert row["missing"].endswith("1 statement to approve")


def test_every_key_is_in_the_readme(rows):
    readme = (ROOT / "README.md").read_text("utf-8").split("`l10n status --format json`")[1].split("\n- ")[0]
    assert set(rows()["es"]) == set(re.findall(r"`([a-z]+)`", readme))


def test_a_page_is_ready_when_publish_would_take_it(project, rows):
    project.run("approve", "es", *PERSON)
    assert {name: (row["ready"], row["missing"]) for name, row in rows().items()} == {
        "en": (0, "2 statements to approve"),
        "ar": (0, "2 statements to approve"),
        "es": (1, None),
    }
    project.edit("pyproject.toml", "[tool.l10n]", '[tool.l10n]\nrequire = "review"')
    assert (rows()["es"]["ready"], rows()["es"]["missing"]) == (0, "1 page to review")
    project.run("review", "es", *PERSON)
    assert rows()["es"]["ready"] == 1


def test_a_table_has_no_colours_where_nobody_sees_them(project):
    out = project.run("status").out
    assert "\x1b" not in out
    assert re.search(r"Spanish \(es\) +100 % +0 +0 +0 +0/3 +0/1 +0/1 +2 statements to approve", out)
    assert len({len(line.rstrip()) > 160 for line in out.splitlines()}) == 1


def test_only_what_is_asked_for(project):
    assert "Arabic" not in project.run("status", "es").out
    assert project.run("status", "xx").code == 2


def in_terminal(project, width, **environment):
    """Run `l10n status` in a pseudo-terminal of the given width, and return what it shows."""
    code = (
        "import fcntl, os, pty, struct, sys, termios\n"
        "def set_size(fd):\n"
        f"    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 40, {width}, 0, 0))\n"
        "pid, fd = pty.fork()\n"
        "if pid == 0:\n"
        "    set_size(0)\n"
        "    os.execvp(sys.executable, [sys.executable, '-m', 'toolkit', 'status'])\n"
        "try:\n"
        "    while data := os.read(fd, 4096):\n"
        "        os.write(1, data)\n"
        "except OSError:\n"
        "    pass\n"
    )
    keep = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES", "NO_COLOR", "CI"}}
    environment = {**keep, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project.root, capture_output=True, check=True, env=environment
    )
    return done.stdout.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_on_a_terminal_there_are_colours_and_lines_that_fit(project):
    wide = in_terminal(project, 140)
    assert "\x1b[" in wide
    plain = re.sub(r"\x1b\[[0-9;]*m", "", wide)
    assert max(map(len, plain.splitlines())) <= 140
    usual = in_terminal(project, 80, NO_COLOR="1")
    assert max(map(len, usual.splitlines())) <= 80
    assert "…" not in usual  # no head of a column is cut off
    narrow = in_terminal(project, 40, NO_COLOR="1")
    assert "\x1b" not in narrow
    assert max(map(len, narrow.splitlines())) <= 40
    assert "Spanish (es): 100 %" in narrow
    assert "2 statements to approve" in " ".join(narrow.split())


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "es"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de_DE"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "fr_FR"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "pt_BR.UTF-8"}, "pt_BR"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "xx:fi:ja:es"}, "ja"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_Hans"),
        ({"LANG": "zh_TW.UTF-8"}, "en"),
        ({"LANG": "../../etc/passwd"}, "en"),
        ({"LANG": "sr_RS@latin"}, "en"),
    ],
)
def test_the_users_language_is_found_as_gettext_finds_it(environment, expected):
    assert users_locale(environment) == expected


def test_a_text_is_data_and_only_the_placeholders_of_the_call_are_filled():
    texts = Texts("en")
    assert texts.gettext("{one} {two} %(one)s {0}", one="{two}") == "{two} {two} %(one)s {0}"
    assert texts.ngettext("{number} error", "{number} errors", 1) == "1 error"
    assert texts.ngettext("{number} error", "{number} errors", 5) == "5 errors"
