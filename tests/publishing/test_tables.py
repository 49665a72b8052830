"""Tables of languages are made in copies of the process that publishes; pages are the same without copies."""

import datetime as dt
import os
import subprocess
import sys

import pytest

from toolkit.project import load_frame
from toolkit.site import tables
from toolkit.site.tables import make_tables
from toolkit.text import kept_tables

# Publishes to the folder named first, and prints the kinds of the tables that were kept by this process, not by a copy.
SCRIPT = """
import multiprocessing, os, sys
from toolkit.cli import main
from toolkit.store import Store
from toolkit.text import kept_tables
if sys.argv[2] == "alone":
    multiprocessing.get_all_start_methods = lambda: ["spawn"]
kept_tables.this_toolkit = lambda: "this one"
here, remember = os.getpid(), Store.remember
def remembered(store, key, data):
    if os.getpid() == here and store.folder and store.folder.name == kept_tables.SHELF:
        print(sys._getframe(1).f_locals["kind"].name)
    remember(store, key, data)
Store.remember = remembered
main(["--date", "2026-03-01", "publish", "--draft", "--quiet", "--no-cache", "--out", sys.argv[1]])
"""

LARGE = {"vocabulary", "dictionary", "days", "digits"}
"""Kinds of tables for which much is read."""


def published(project, home, out, how):
    """Return the kinds of tables that a process made itself, and the pages that it published."""
    command = [sys.executable, "-c", SCRIPT, out, how]
    environment = {**os.environ, "XDG_CACHE_HOME": str(home)}
    done = subprocess.run(command, cwd=project.root, env=environment, capture_output=True, text=True, check=True)
    pages = {path.name: path.read_bytes() for path in (project.root / out).rglob("*.html")}
    return {*done.stdout.split()}, pages


def test_who_publishes_makes_no_tables_itself_and_the_pages_are_the_same(tea, tmp_path):
    made, pages = published(tea, tmp_path / "one home", "one", "with copies")
    alone, same = published(tea, tmp_path / "another home", "two", "alone")
    assert alone >= LARGE
    assert "made" in made
    assert not made & LARGE
    assert pages == same != {}


def test_they_are_made_once_for_each_locale(tea, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(kept_tables, "this_toolkit", lambda: "this one")
    asked = []
    monkeypatch.setattr(tables, "apart", lambda work: not asked.append(work.args[1]))
    for locales in (["es"], ["es", "de"], ["de", "es"]):
        make_tables(load_frame(tea.root), locales, dt.date(2026, 1, 1))
    assert asked == ["es", "de"]


@pytest.mark.parametrize(("toolkit", "asked"), [(None, 0), ("this one", 1)])
def test_nobody_makes_what_cannot_be_kept(tea, monkeypatch, tmp_path, toolkit, asked):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(kept_tables, "this_toolkit", lambda: toolkit)
    copies = []
    monkeypatch.setattr(tables, "apart", lambda work: not copies.append(work))
    make_tables(load_frame(tea.root), ["es"], dt.date(2026, 1, 1))
    assert len(copies) == asked
