"""Whole pages, character by character; `--update-golden` writes them anew, but never under CI."""

import re
from pathlib import Path

import pytest

from toolkit.model import PageState
from toolkit.site.assemble import (
    Entry,
    Version,
    assemble_chooser,
    assemble_index,
    assemble_notice,
    assemble_places,
    index_path,
)

ALL = frozenset({"effects", "more", "help", "references"})
PLACES = {"es": frozenset({"effects"}), "ja": frozenset()}
GOLDEN = Path(__file__).parent / "assemble" / "golden"


def pages(tea):
    """Return pages of every kind by name; `ar` is upper-case English within Arabic words of the toolkit."""
    states = {"ar": PageState.DRAFT, "ja": PageState.REPLACED}
    versions = tea.versions(**states)
    indexes = [
        Version(locale, index_path(locale), states.get(locale, PageState.FRESH)) for locale in ("en", "ar", "es")
    ]
    entry = Entry("TEA FOR TESTS: A GUIDE", "WHAT TEA DOES.", "ar/tea-for-tests.html", PageState.DRAFT)
    made = {
        "fresh-en": tea.page("en", versions=versions, approved=True),
        "draft-ar": tea.page("ar", versions=versions, state=PageState.DRAFT),
        "notice-ja": assemble_notice(tea.site, tea.article, "TEA", "ja", versions=versions),
        "index-ar": assemble_index(tea.site, "ar", [entry], versions=indexes),
        "chooser": assemble_chooser(tea.site, indexes),
        "places": assemble_places(tea.site, tea.article, {row: PLACES.get(row.locale, ALL) for row in versions}),
    }
    assert [item for _, problems in made.values() for item in problems] == []
    return {name: page.html for name, (page, _) in made.items()}


def without_style(html):
    html = re.sub(r"(?<=<style>).*?(?=</style>)", "…", html, flags=re.DOTALL)
    return re.sub(r"sha256-[A-Za-z0-9+/=]+", "sha256-…", html)


@pytest.mark.parametrize("name", ["fresh-en", "draft-ar", "notice-ja", "index-ar", "chooser", "places"])
def test_a_page_is_as_it_was(tea, name, update_golden):
    html = without_style(pages(tea)[name])
    file = GOLDEN / f"{name}.html"
    if update_golden:
        file.parent.mkdir(exist_ok=True)
        file.write_text(html, "utf-8")
    assert html == file.read_text("utf-8")
