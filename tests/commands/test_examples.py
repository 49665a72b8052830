"""Every example of the help works in a new project, as it stands there."""

import shlex
import subprocess

import pytest

from toolkit.cli import VERBS
from toolkit.commands._examples import EXAMPLES

SERVING = {"preview", "lsp"}
"""Verbs that run until they are ended."""
PUT_OTHERWISE = {"merge-driver", "lsp"}
"""Verbs that programs call; their help says how."""
BEFORE = {"withdraw": "approve", "verify": "publish", "import": "export"}
"""The verb that comes before another one."""
SURVIVORS = "audit"
"""The verb that may find something in a new project."""


def test_each_verb_for_people_has_an_example():
    assert {*VERBS} - PUT_OTHERWISE == {*EXAMPLES}


@pytest.mark.parametrize("verb", EXAMPLES)
def test_the_help_shows_whole_lines_in_a_narrow_terminal_too(project, monkeypatch, verb):
    monkeypatch.setenv("COLUMNS", "40")
    shown = [row.strip() for row in project.run(verb, "--help").out.splitlines()]
    assert {*EXAMPLES[verb]} <= {*shown}


@pytest.mark.needs("git")
@pytest.mark.parametrize("verb", [verb for verb in EXAMPLES if verb not in SERVING])
def test_each_example_works_in_a_new_project(project, verb):
    for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "new"]):
        command = ["git", "-C", project.root, "-c", "user.name=Test", "-c", "user.email=test@example.org", *words]
        subprocess.run(command, check=True, capture_output=True)
    for row in (*EXAMPLES.get(BEFORE.get(verb), ()), *EXAMPLES[verb]):
        words = shlex.split(row.removeprefix('eval "$(').removesuffix(')"').split(">")[0])
        assert words[0] == "l10n"
        assert project.run(*words[1:]).code in ({0, 1} if verb == SURVIVORS else {0}), row
