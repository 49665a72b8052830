"""The check classes in the real Weblate: they are loaded by it, and fire on what must never pass.

Weblate lives in an environment of its own (`make .venv/stamps/weblate`), because its dependencies are its own. What it
draws with (pycairo, PyGObject) is not installed and stands in as nothing: no check needs it, and it would have to be
compiled.
"""

import json
import os
import subprocess
from pathlib import Path

import polib
import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PYTHON = ROOT / ".venv-weblate/bin/python"
SAFETY = "locales/es/LC_MESSAGES/safety-paracetamol.po"
ARTICLE = "locales/es/LC_MESSAGES/paracetamol-safely.po"
SOURCE = "Never take two medicines that contain paracetamol at the same time."


@pytest.fixture
def fired(project):
    """A function: what fires on units, each (filename, context, sources, targets, flags), and how it is described."""

    def ask(*units, language="es"):
        asked = json.dumps({"root": str(project.root), "language": language, "units": units})
        environment = {
            **os.environ,
            "PYTHONPATH": f"{HERE}{os.pathsep}{ROOT}",
            "DJANGO_SETTINGS_MODULE": "weblate_settings",
        }
        done = subprocess.run(
            [PYTHON, HERE / "ask_weblate.py"], input=asked, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


@pytest.mark.needs("venv:weblate")
def test_weblate_runs_the_checks_of_the_toolkit(fired, project):
    assert project.run("approve", "es", "--reviewer", "Test Reviewer", "--role", "test data").code == 0
    wording = polib.pofile(str(project.root / SAFETY)).find("paracetamol-only-one", by="msgctxt").msgstr
    rows = fired(
        (SAFETY, "paracetamol-only-one", [SOURCE], [wording], ""),
        (SAFETY, "paracetamol-only-one", [SOURCE], [f"{wording} Gracias."], "ignore-l10n-safety, ignore-all-checks"),
        (ARTICLE, "", ["Take **no more** than {name} says."], ["Tome **más** de lo que dice {nombre}."], ""),
        (ARTICLE, "", ["Read [this](https://a.example/)."], ["Lea [esto](https://evil.example/)."], ""),
        (ARTICLE, "", ["Read it."], ["Léalo. <script>alert(1)</script>"], ""),
        (
            ARTICLE,
            "",
            ["Read [this](https://a.example/)."],
            ["Lea [esto](https://evil.example/)."],
            "ignore-l10n-error",
        ),
    )
    assert [sorted(row) for row in rows][:2] == [[], ["l10n_safety"]]
    assert "a medical reviewer approved another wording" in rows[1]["l10n_safety"]
    assert "l10n_error" in rows[2]
    assert "{nombre}" in rows[2]["l10n_error"]
    assert "l10n_error" in rows[3]
    assert "<script>" not in str(rows[4])
    assert "l10n_error" not in rows[5]


@pytest.mark.needs("venv:weblate")
@pytest.mark.parametrize("language", ["es_419", "xx_UNKNOWN"])
def test_the_folder_of_a_file_says_its_locale_and_its_project(fired, project, language):
    assert project.run("approve", "es", "--reviewer", "Test Reviewer", "--role", "test data").code == 0
    below = project.root / "docs"
    below.mkdir()
    for name in ("pyproject.toml", "source", "locales"):
        (project.root / name).rename(below / name)
    row = (f"docs/{SAFETY}", "paracetamol-only-one", [SOURCE], ["Tome dos medicamentos con paracetamol."], "")
    assert "a medical reviewer approved another wording" in fired(row, language=language)[0]["l10n_safety"]


@pytest.mark.needs("venv:weblate")
def test_an_unknown_language_and_a_component_of_no_project_fail_nothing(fired, project):
    row = (ARTICLE, "", ["Read [this](https://a.example/)."], ["Lea [esto](https://evil.example/)."], "")
    assert fired(("po/xx.po", *row[1:]), language="xx_UNKNOWN") == [{}]
    (project.root / "pyproject.toml").unlink()
    assert "l10n_error" in fired(row)[0]
