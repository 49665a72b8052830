"""Completion and manual page: made of the commands themselves, and accepted by the real programs."""

import os
import re
import subprocess
import sys

import pytest

from toolkit.cli import VERBS, group
from toolkit.commands.man import manual, roff


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script(project, shell):
    done = project.run("completion", shell)
    assert done.code == 0
    assert f"_L10N_COMPLETE={shell}_complete" in done.out


@pytest.mark.needs("bash")
def test_bash_completes_verbs_and_options(tmp_path):
    l10n = tmp_path / "l10n"
    l10n.write_text(f'#!/bin/sh\nexec {sys.executable} -m toolkit "$@"\n', "utf-8")
    l10n.chmod(0o755)
    script = (
        'eval "$(l10n completion bash)"; COMP_WORDS=({words}); COMP_CWORD={number}; _l10n_completion l10n; '
        'printf "%s\\n" "${{COMPREPLY[@]}}"'
    )

    def completed(words, number):
        done = subprocess.run(
            ["bash", "-c", script.format(words=words, number=number)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        )
        return done.stdout.split()

    assert completed("l10n st", 1) == ["status"]
    assert "--write-baseline" in completed("l10n check --wr", 2)


def test_the_manual_has_every_verb_and_option_of_the_help(project):
    page = manual(group)
    for verb in VERBS:
        assert f"l10n {roff(verb)}" in page
    help_text = project.run("check", "--help").out
    for word in set(help_text.split()):
        if word.startswith("--") and word.strip("-,.;()[]").isascii() and word.rstrip(",.;") != "--help":
            assert roff(word.rstrip(",.;)")) in page
    assert "Exit codes: 0 clean;" in page


@pytest.mark.needs("groff")
def test_groff_formats_the_manual_without_a_warning():
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8", "-P-c"], input=manual(group), capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert "l10n status [LOCALE...]" in re.sub(r".\x08", "", done.stdout)


@pytest.mark.parametrize(("text", "expected"), [(".so x", "\\&.so x"), ("'x", "\\&\\(aqx"), ("a\\fB-b", "a\\efB\\-b")])
def test_no_text_is_a_request_of_roff(text, expected):
    assert roff(text) == expected


def test_a_reader_who_has_seen_enough_is_no_error(tmp_path):
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([sys.executable, "-m", "toolkit", "man"], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")
