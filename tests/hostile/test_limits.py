"""Each limit is a setting, and what goes beyond it is an error that names it: nothing is read on, nothing grows."""

import tracemalloc
from dataclasses import fields

import pytest

from toolkit.article.markdown import parse_article
from toolkit.article.strings import SiteLink, parse_strings
from toolkit.catalog.read import read_catalog
from toolkit.config import parse_config
from toolkit.limits import Limits
from toolkit.site.body import Filler

ARTICLE = "source/articles/paracetamol-safely.md"
CATALOG = "locales/es/LC_MESSAGES/site.po"
HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ga\\n"\n'
    '"Plural-Forms: nplurals=5; plural=n==1 ? 0 : n==2 ? 1 : n<7 ? 2 : n<11 ? 3 : 4;\\n"\n'
)


@pytest.mark.parametrize(
    ("setting", "path", "said"),
    [
        ("file-size = 1000", ARTICLE, "more than 1000 bytes"),
        ("file-size = 1000", CATALOG, "more than 1000 bytes"),
        ("message-size = 100", ARTICLE, "a text has more than 100 characters"),
        ("message-size = 100", CATALOG, "characters, more than 100"),
        ("messages = 3", ARTICLE, "more than 3 messages"),
        ("messages = 3", CATALOG, "more than 3 messages"),
        ("nesting = 1", ARTICLE, "nested too deep (more than 1 levels)"),
        ("links = 0", ARTICLE, "more than 0 links and images"),
        ("plural-forms = 1", CATALOG, "nplurals=3 is more than 1"),
    ],
)
def test_a_setting_holds_and_names_the_file(project, setting, path, said):
    with (project.root / ARTICLE).open("a") as file:
        file.write("\nA [link](https://example.org/).\n\n" + "<!-- l10n:skip --> All that is long.\n" * 60)
    assert not [row for row in project.run("check").out.splitlines() if said in row]
    with (project.root / "pyproject.toml").open("a") as file:
        file.write(f"\n[tool.l10n.limits]\n{setting}\n")
    done = project.run("check")
    assert done.code == 1
    assert [row for row in done.out.splitlines() if path in row and said in row]


@pytest.mark.parametrize("words", [["check", CATALOG], ["check", "locales/es"], ["fmt", "--check", CATALOG]])
def test_a_file_given_by_its_path_has_the_limits_of_the_project_that_one_stands_in(project, words):
    assert "limit-exceeded" not in project.run(*words).out
    with (project.root / "pyproject.toml").open("a") as file:
        file.write("\n[tool.l10n.limits]\nmessages = 3\n")
    done = project.run(*words)
    assert (done.code, "limit-exceeded" in done.out) == (1, True)


@pytest.mark.parametrize("text", ["[project]\nname = 'other'\n", "[tool]\nl = 1\n", "not TOML", "\udcff"])
@pytest.mark.parametrize("verb", ["check", "fmt"])
def test_the_settings_of_another_program_are_no_settings(project, verb, text):
    (project.root / "pyproject.toml").write_text(text, "utf-8", "surrogateescape")
    assert project.run(verb, CATALOG).code == 0


@pytest.mark.parametrize("setting", sorted(field.name for field in fields(Limits)))
@pytest.mark.parametrize("value", ["-1", "0.5", '"many"', "1e400", "[]"])
def test_a_limit_is_a_whole_number_in_its_range(setting, value):
    name = setting.replace("_", "-")
    text = f'[tool.l10n]\nsource-locale = "en"\nlocales = []\n[tool.l10n.limits]\n{name} = {value}\n'
    config, found = parse_config(text)
    assert config is None
    assert [(item.line, f"tool.l10n.limits.{name}" in item.message) for item in found] == [(5, True)]


def test_problems_of_a_catalog_are_counted():
    data = (HEADER + "\nnonsense\n" * 50).encode()
    for most in (5, 20):
        _, found = read_catalog(data, "ga.po", Limits(problems=most))
        assert len(found) == most + 1
        assert f"more than {most} problems" in " ".join(item.message for item in found)


def test_plural_forms_of_a_catalog_are_counted():
    for most, expected in ((4, ["plural-forms"]), (5, [])):
        _, found = read_catalog(HEADER.encode(), "ga.po", Limits(plural_forms=most))
        assert [item.code for item in found if item.code == "plural-forms"] == expected


@pytest.mark.parametrize("read", [parse_config, lambda text: parse_strings(text, "source/site.toml")])
def test_a_key_of_endless_parts_or_tables_is_not_read(read):
    """The reader of TOML takes memory with the square of their number: these 160 kB would be 40 GB."""
    assert read("\n" + "a." * 80_000 + "b = 1")[1][0].line == 2
    assert "nested too deeply" in read(f"a = {'[' * 50_000}")[1][0].message


def test_a_short_text_makes_no_long_page():
    """Names stand for `{name}`: each is short, and a page is filled no further than it may be large."""
    article, _ = parse_article(
        "---\nslug: x\ntitle: T\ndescription: D\npublished: 2026-01-01\ntopics: [x]\n---\n\n"
        + ("{a}" * 1_000 + "\n\n## {a}{a}\n\n") * 40,
        "a.md",
    )
    assert article is not None
    links = {"a": SiteLink("n" * 200, "https://example.org/")}
    largest = 500_000
    tracemalloc.start()
    filler = Filler(article, "en", "en", catalog=None, links=links, addresses={}, largest=largest)
    pieces = filler.pieces({})
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    size = len(pieces.lead) + len(pieces.text)
    assert largest < size < largest + 1_000 * 200, "too large to be published, and no larger than by one text"
    assert peak < 20 * largest


@pytest.mark.parametrize(
    "row", ["name = '{long}'\nurl = '/'", "name = 'a'\nurl = '/{long}'"], ids=["a long name", "a long address"]
)
def test_what_stands_for_a_short_name_is_short(row):
    text = "[links.a]\n" + row.replace("{long}", "n" * 2_001)
    strings, found = parse_strings(text, "source/site.toml")
    assert (strings, len(found)) == (None, 1)
