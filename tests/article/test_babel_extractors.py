"""Plain `pybabel extract` finds the messages that the toolkit finds."""

import io
import subprocess
import sys

import polib
import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract

from toolkit.article.markdown import parse_article
from toolkit.article.strings import parse_strings
from toolkit.integrations.babel import extract_article, extract_statements, extract_strings
from toolkit.safety.statements import parse_statements

ARTICLE = """\
---
slug: "one"
title: "One"
description: "First article."
published: 2026-02-23
topics: ["baclofen"]
---
::safety baclofen-stop

Take **it** every day,
at 100 % of the dose. <!-- l10n:comment note -->

- close <!-- l10n:context verb -->
- close <!-- l10n:context adjective -->
- close
- a [reference][ref]\\
  and "quotes"

[ref]: https://example.org
"""
STATEMENTS = """\
[baclofen-stop]
severity = "critical"
text = "Never stop taking baclofen suddenly."
items = [{ id = "breathing", text = "you have trouble breathing" }]
topics = ["baclofen"]
region = "lead"
reference = "made up for this test"
"""
STRINGS = """\
[strings.count]
text = "{number} article"
plural = "{number} articles"

[strings.count-in-menu]
text = "{number} article"
plural = "{number} articles"
context = "menu"

[[navigation]]
text = "Services"
url = "services.html"
"""
MAP = """\
[l10n_article: source/articles/**.md]
[l10n_statements: source/safety/statements/**.toml]
[l10n_strings: source/site.toml]
some_option = 1
"""


@pytest.fixture
def project(tmp_path):
    files = {
        "babel.cfg": MAP,
        "source/articles/one.md": ARTICLE,
        "source/safety/statements/baclofen.toml": STATEMENTS,
        "source/site.toml": STRINGS,
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def pybabel(folder, *arguments):
    command = [
        sys.executable,
        "-m",
        "babel.messages.frontend",
        "extract",
        "-F",
        "babel.cfg",
        *arguments,
        "-o",
        "out.pot",
        ".",
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def expected_messages():
    article, _ = parse_article(ARTICLE, "one.md")
    statements, _ = parse_statements(STATEMENTS, "source/safety/statements/baclofen.toml")
    strings, _ = parse_strings(STRINGS, "site.toml")
    return [*article.messages, *(message for item in statements for message in item.messages), *strings.messages]


def test_pybabel_finds_the_same_messages(project):
    result = pybabel(project)
    assert result.returncode == 0, result.stderr
    found = polib.pofile(str(project / "out.pot"))
    expected = expected_messages()
    assert {(m.msgctxt, m.msgid, m.msgid_plural or "") for m in expected} == {
        (entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in found
    }
    assert len(expected) == len(found) == 12
    comments = {(entry.msgctxt, entry.msgid): " ".join(entry.comment.split()) for entry in found}
    assert {m.key: " ".join(m.comments) for m in expected} == comments


def test_narrowed_keywords_are_a_clear_error(project):
    result = pybabel(project, "--no-default-keywords", "-k", "_")
    assert result.returncode != 0
    assert "ValueError: messages here need " in result.stderr
    assert "add -k ngettext:1,2 -k npgettext:1c,2,3" in result.stderr


def test_the_suggested_keywords_are_enough(project):
    options = ["pgettext:1c,2", "ngettext:1,2", "npgettext:1c,2,3"]
    result = pybabel(project, "--no-default-keywords", *(part for option in options for part in ("-k", option)))
    assert result.returncode == 0, result.stderr
    assert len(polib.pofile(str(project / "out.pot"))) == 12


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "source/articles/one.md",
            ARTICLE.replace("**it**", "<b>it</b>"),
            "one.md:10: error[raw-html]: raw HTML '<b>'",
        ),
        ("source/safety/statements/baclofen.toml", "[x]\n", "baclofen.toml:1: error["),
        (
            "source/site.toml",
            STRINGS + "[strings.x]\n",
            "site.toml:13: error[site-strings]: strings.x.text: is missing",
        ),
    ],
)
def test_a_source_with_an_error_stops_the_extraction(project, name, text, said):
    (project / name).write_text(text, "utf-8")
    result = pybabel(project)
    assert result.returncode != 0
    assert "ValueError: nothing was extracted" in result.stderr
    assert said in result.stderr


EXTRACTORS = [
    (extract_article, ARTICLE, "one.md"),
    (extract_statements, STATEMENTS, "baclofen.toml"),
    (extract_strings, STRINGS, "site.toml"),
]


def stream(data, name):
    file = io.BytesIO(data)
    file.name = name
    return file


@pytest.mark.parametrize(("extractor", "text", "name"), EXTRACTORS)
def test_an_error_is_raised_before_the_first_message(extractor, text, name):
    with pytest.raises(ValueError, match="not UTF-8"):
        extractor(stream(b"\xff", name), DEFAULT_KEYWORDS, [], {})
    with pytest.raises(ValueError, match=f"{name}:[0-9]+: error"):
        extractor(stream(b"text = ", name), DEFAULT_KEYWORDS, [], {})


@pytest.mark.parametrize(("extractor", "text", "name"), EXTRACTORS)
def test_babel_takes_the_extractors_as_functions_too(extractor, text, name):
    rows = list(extract(extractor, stream(text.encode("utf-8"), name), options={"encoding": "utf-8"}))
    assert rows
    assert all(isinstance(line, int) and line >= 1 for line, *_ in rows)
