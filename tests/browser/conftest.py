"""The browser, and two sites to look at: this repository's, all drafts, and test data in every other state."""

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest

from toolkit.model import PageState
from toolkit.project import load_project
from toolkit.site.build import build

ROOT = Path(__file__).parent.parent.parent
TEA = ROOT / "tests/publishing/site"


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Return a page in a context of its own that notes every request; close it after the test."""
    contexts = []

    def opened(**options):
        contexts.append(chromium.new_context(**{"viewport": {"width": 375, "height": 800}, **options}))
        page = contexts[-1].new_page()
        page.requests = []
        page.on("request", lambda request: page.requests.append(request.url))
        return page

    yield opened
    for context in contexts:
        context.close()


def written(project, folder, **options):
    """Write the site of a project to a folder, unpublished."""
    site = build(project, project.config.all_locales, draft=True, date=dt.date(2026, 3, 1), **options).site
    for built in site.pages:
        assert built.page.state is not PageState.WITHHELD, built.reasons
        file = folder / built.page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(built.page.html, "utf-8")
    return folder


@pytest.fixture(scope="session")
def drafts(tmp_path_factory):
    """The folder of this repository's pages."""
    return written(load_project(ROOT), tmp_path_factory.mktemp("drafts"))


@pytest.fixture(scope="session")
def tea(open_project, tmp_path_factory):
    """The folder of a published site of test data, with pages that are fresh, unreviewed, kept and replaced."""
    root = tmp_path_factory.mktemp("tea") / "project"
    shutil.copytree(TEA, root)
    project = open_project(root)
    assert project.run("publish", "--out", "site").code == 0
    project.edit(
        "locales/es/LC_MESSAGES/hot-tea.po", 'msgstr "Muestre esta lista a las personas que le rodean."', 'msgstr ""'
    )
    assert project.run("withdraw", "ja", "tea-milk", "--reason", "made for tests").code == 0
    done = project.run("publish", "--out", "site", "--allow", "kept,replaced")
    assert (done.code, "6 fresh, 1 kept, 1 replaced" in done.err) == (0, True)
    return (root / "site").resolve()
