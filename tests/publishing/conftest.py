"""The site of test data in `site/`: published once, and a copy of it for each test."""

import shutil
from pathlib import Path

import pytest

SOURCES = Path(__file__).parent / "site"


@pytest.fixture(scope="session")
def published(open_project, tmp_path_factory):
    """The project with its published site, all pages fresh; not to be changed."""
    root = tmp_path_factory.mktemp("tea") / "project"
    shutil.copytree(SOURCES, root)
    project = open_project(root)
    done = project.run("publish", "--out", "site")
    assert (done.code, done.out) == (0, "")
    return project


@pytest.fixture
def tea(published, open_project, tmp_path):
    """A copy of the published project, to be changed."""
    shutil.copytree(published.root, tmp_path / "project", symlinks=True)
    return open_project(tmp_path / "project")
