"""What was found in a file is remembered until anything that it depends on is another one."""

import json

import pytest

from toolkit import store, workers
from toolkit.catalog.read import read_catalog
from toolkit.checks import _pairs, _strangers
from toolkit.checks._run import _Runner
from toolkit.commands import _checked, _memory
from toolkit.store import Store

CATALOG = """msgid ""
msgstr ""
"Language: de\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Take 2 tablets every day with water."
msgstr "Nehmen Sie täglich 3 Tabletten mit Wasser ein."
"""


RULE = """[read-first]
severity = "serious"
topics = ["paracetamol"]
kind = "require"
concepts = { read = ["READ"], leaflet = ["LEAFLET"] }
negation = { of = "read" }
accept = ["EXAMPLE"]
reject = ["OTHER"]
"""
IN_LANGUAGES = {
    "en": ("read*", "leaflet*", "Read the leaflet.", "Do not read the leaflet."),
    "es": ("lea", "prospecto*", "Lea el prospecto.", "No lea el prospecto."),
}


@pytest.fixture
def checked(project, monkeypatch, tmp_path):
    """Return what checks a file, and how often the checks were asked."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "mine"))
    monkeypatch.setattr(_checked, "this_toolkit", lambda: "this one")
    asked, find = [], _checked._found
    monkeypatch.setattr(_checked, "_found", lambda *words: asked.append(words) or find(*words))
    (project.root / "plain.po").write_text(CATALOG, "utf-8")

    def check(*words):
        before = len(asked)
        done = project.run("check", *(words or ["plain.po"]), "--format", "json")
        return done.out, len(asked) - before

    return check


def test_the_same_file_is_answered_from_memory_with_the_same_words(checked):
    first, asked = checked()
    assert asked == 1
    assert "changed-unit" in first or "missing-number" in first
    assert checked() == (first, 0)
    assert checked("plain.po", "--no-cache") == (first, 1)


def test_what_is_clean_is_remembered_too(checked, project):
    (project.root / "plain.po").write_text(CATALOG.replace("3 Tab", "2 Tab"), "utf-8")
    first, asked = checked()
    assert (asked, checked()) == (1, (first, 0))


def test_another_file_name_limit_or_toolkit_is_asked_anew(checked, project, monkeypatch):
    checked()
    (project.root / "plain.po").write_text(CATALOG.replace("3 Tab", "2 Tab"), "utf-8")
    assert checked()[1] == 1
    assert checked("./plain.po")[1] == 1
    checked()
    with (project.root / "pyproject.toml").open("a") as file:
        file.write("\n[tool.l10n.limits]\nmessages = 3\n")
    assert checked()[1] == 1
    monkeypatch.setattr(_checked, "this_toolkit", lambda: "another one")
    assert checked()[1] == 1
    monkeypatch.setattr(_checked, "this_toolkit", lambda: None)
    assert (checked()[1], checked()[1]) == (1, 1)


def test_what_is_damaged_or_too_much_is_found_anew(checked, tmp_path, monkeypatch):
    first, _ = checked()
    (kept,) = (path for path in (tmp_path / "mine/l10n/checked").rglob("*") if path.is_file())
    kept.write_bytes(kept.read_bytes().replace(b"Tab", b"tab"))
    assert checked() == (first, 1)
    monkeypatch.setattr(_checked, "_LARGEST", 1)
    kept.unlink()
    assert (checked(), checked()) == ((first, 1), (first, 1))


def test_after_an_edit_the_other_messages_are_not_asked_again(checked, project, monkeypatch):
    asked, find = [], _checked._found
    monkeypatch.setattr(_checked, "_found", lambda *words: asked.append(words[-1]) or find(*words))
    more = CATALOG + '\nmsgid "Never take it with milk."\nmsgstr "Nehmen Sie es mit Milch ein."\n'
    catalog, _ = read_catalog(more.encode(), "plain.po")
    (project.root / "plain.po").write_text(more, "utf-8")
    checked()
    (project.root / "plain.po").write_text(more.replace("3 Tab", "2 Tab"), "utf-8")
    found, number = checked()
    assert (found, number) == (checked("plain.po", "--no-cache")[0], 1)
    assert "lost-negation" in found
    assert "changed-unit" not in found
    assert "missing-number" not in found
    assert [asked[1].kept(catalog)(unit) is not None for unit in catalog.units] == [True, True]
    monkeypatch.setattr(_checked, "_LARGEST_MESSAGES", 1)
    (project.root / "plain.po").write_text(more, "utf-8")
    checked()
    (project.root / "plain.po").write_text(CATALOG, "utf-8")
    checked()
    assert asked[-1].kept(catalog)(catalog.units[0]) is None


def test_what_another_version_kept_is_found_anew(checked, tmp_path):
    first, _ = checked()
    folder = tmp_path / "mine/l10n/checked"
    (kept,) = (path for path in folder.rglob("*") if path.is_file())
    for data in (b"", b"an older form\n{}", b"1 2 3\nless", b"4\nmore"):
        Store(folder, folder).remember(kept.name, data)
        assert checked() == (first, 1)


def test_where_all_messages_are_known_no_vocabulary_is_loaded(checked, project, monkeypatch):
    rows = "".join(f'\nmsgid "{source}"\nmsgstr "{text}"\n' for source, text in STRANGE)
    (project.root / "plain.po").write_text(CATALOG + rows, "utf-8")
    first, _ = checked()
    assert "swapped-messages" in first
    (project.root / "plain.po").write_text(CATALOG + rows + "\n", "utf-8")
    for module in (_pairs, _strangers):
        monkeypatch.setattr(module, "vocabulary", lambda _language: pytest.fail("loaded"), raising=False)
    assert checked() == (first, 1)


STRANGE = [
    ("Call an ambulance at once.", "Trinken Sie viel Wasser zu den Mahlzeiten."),
    ("Drink plenty of water with your meals.", "Rufen Sie sofort einen Krankenwagen."),
]
MESSAGES = [
    ("Take 2 tablets every day with water.", "Nehmen Sie täglich 3 Tabletten mit Wasser ein."),
    ("Stop the medicine.", "Setzen Sie das Medikament ab."),
    ("Stop the  medicine.", "Setzen Sie  das Medikament ab.."),
    ("Do not stop taking the medicine.", "Hören Sie auf, das Medikament einzunehmen."),
    ("Do not drive.", "Setzen Sie das Medikament ab."),
    ("Call the doctor.", "Rufen Sie den Arzt an."),
    ("Call a doctor.", "Rufen Sie den Arzt an. l10n"),
    ("Seizures", ""),
]


@pytest.mark.parametrize("jobs", [("--jobs", "2"), ("--jobs", "20"), ()])
@pytest.mark.parametrize("words", [(), ("--no-cache",)])
def test_processes_share_the_messages_of_a_catalog_and_find_what_one_finds(project, monkeypatch, tmp_path, jobs, words):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "mine"))
    monkeypatch.setattr(_checked, "this_toolkit", lambda: "this one")
    rows = "".join(f'\nmsgid "{source}"\nmsgstr "{text}"\n' for source, text in MESSAGES)
    (project.root / "plain.po").write_text(CATALOG + rows + '\n#~ msgid "old"\n#~ msgstr "alt"\n', "utf-8")
    alone = project.run("check", "plain.po", "--no-cache", "--format", "json").out
    assert len({item["code"] for item in json.loads(alone)["diagnostics"]}) >= 4
    asked, ask = [], _Runner._asked
    monkeypatch.setattr(_Runner, "_asked", lambda self, checks, unit: asked.append(unit) or ask(self, checks, unit))
    monkeypatch.setattr(workers, "processors", lambda: 3)
    monkeypatch.setattr(_checked, "_SHARE", 1)
    assert project.run(*jobs, "check", "plain.po", *words, "--format", "json").out == alone
    assert not asked, "this process asked nothing itself"
    monkeypatch.setattr(workers, "processors", lambda: 1)
    project.run("--jobs", "1", "check", "plain.po", "--no-cache")
    assert len(asked) == len(MESSAGES) + 2, "one process asks all, the header too"
    asked.clear()
    monkeypatch.setattr(workers, "processors", lambda: 3)
    monkeypatch.setattr(_checked, "_SHARE", 1_000_000)
    project.run(*jobs, "check", "plain.po", "--no-cache")
    assert len(asked) == len(MESSAGES) + 2, "of a small catalog it asks all, the header too"


def test_only_so_many_files_are_remembered(checked, project, tmp_path, monkeypatch):
    monkeypatch.setattr(_checked, "_MOST", 4)
    for number in range(9):
        (project.root / f"{number}.po").write_text(CATALOG, "utf-8")
        checked(f"{number}.po")
    assert 2 <= sum(path.is_file() for path in (tmp_path / "mine/l10n/checked").rglob("*")) <= 4
    assert checked("8.po")[1] == 0


def test_the_toolkit_is_told_by_its_files_and_packages(monkeypatch, tmp_path):
    (tmp_path / "one.py").write_text("")
    assert store.toolkit_in(tmp_path) is None, "it has just changed"
    monkeypatch.setattr(store, "_SETTLED", 0)
    first = store.toolkit_in(tmp_path)
    assert first is not None
    assert first == store.toolkit_in(tmp_path)
    (tmp_path / "one.py").write_text("1")
    assert first != (second := store.toolkit_in(tmp_path))
    (tmp_path / "more-1.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert second != store.toolkit_in(tmp_path)


def test_the_hash_of_the_toolkit_is_kept_for_the_user_and_worked_out_again_where_it_is_harmed(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(store, "this_toolkit", lambda: "12" * 32)
    asked, work = [], store._toolkit_hash
    monkeypatch.setattr(store, "_toolkit_hash", lambda: asked.append(1) or work())
    ask = store.toolkit_hash.__wrapped__
    whole = work()
    assert [ask(), ask(), len(asked)] == [whole, whole, 1]
    shelf = tmp_path / "l10n/toolkits"
    Store(shelf, shelf).remember("12" * 32, b"no hash")
    assert [ask(), ask(), len(asked)] == [whole, whole, 2]
    (file,) = (path for path in shelf.rglob("*") if path.is_file())
    file.write_bytes(b"torn")
    assert [ask(), len(asked)] == [whole, 3]
    monkeypatch.setattr(store, "this_toolkit", lambda: None)
    assert [ask(), len(asked)] == [whole, 4]


def test_what_is_remembered_of_a_project_counts_while_all_is_the_same_that_the_checks_know(project, monkeypatch):
    es = "locales/es/LC_MESSAGES/paracetamol-safely.po"
    monkeypatch.setattr(_memory, "this_toolkit", lambda: "this one")
    asked, ask = [], _Runner._asked
    monkeypatch.setattr(_Runner, "_asked", lambda self, checks, unit: asked.append(unit) or ask(self, checks, unit))

    def check():
        asked.clear()
        found = project.run("check", "--format", "json").out
        number = len(asked)
        assert found == project.run("check", "--no-cache", "--format", "json").out
        return number

    every = check()
    assert every > 1
    assert check() == 0
    project.edit(es, 'msgstr "Cómo tomarlo"', 'msgstr "{x} Cómo tomarlo 7"')
    assert check() == 1
    (project.root / "source/safety/languages").mkdir(exist_ok=True)
    (project.root / "source/safety/languages/es.toml").write_text('[words]\nclitics = [["xx"]]\n', "utf-8")
    assert 1 < check() < every
    terms = project.root / "source/terms.toml"
    terms.write_text((terms.read_text("utf-8") if terms.is_file() else "") + "\n# more\n", "utf-8")
    assert check() == every
    addresses = '\nlinks = { "https://a.example/" = { es = "https://a.example/es/" } }\n'
    (project.root / "pyproject.toml").write_text(project.read("pyproject.toml") + addresses, "utf-8")
    assert check() == every
    assert check() == 0
    project.edit(es, '\nmsgid "Read the leaflet', '\n#, fuzzy\nmsgid "Read the leaflet')
    assert check() == 1
    assert "warning[fuzzy]" in project.run("check").out
    (project.root / "source/safety/rules").mkdir(exist_ok=True)
    for locale, words in IN_LANGUAGES.items():
        rule = RULE
        for name, word in zip(("READ", "LEAFLET", "EXAMPLE", "OTHER"), words, strict=True):
            rule = rule.replace(name, word)
        (project.root / f"source/safety/rules/{locale}.toml").write_text(rule, "utf-8")
    assert check() > 1
    assert "error[fuzzy]" in project.run("check").out
    old = '\n#~ msgid "Keep it for 3 days."\n#~ msgstr "No tome más de lo que indica el prospecto."\n'
    (project.root / es).write_text(project.read(es) + old, "utf-8")
    assert check() > 1
    assert "[stale-translation]" in project.run("check").out
    monkeypatch.setattr(_memory, "this_toolkit", lambda: "another one")
    assert check() == every
    monkeypatch.setattr(_memory, "this_toolkit", lambda: None)
    assert check() == every
