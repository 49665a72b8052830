"""The specification of each check is a Markdown file; this reads it and holds the check to it.

A fenced block with the word `po` is a catalog (its second word is the locale, else `es`; a header is added where it has
none); with the word `plain` its messages are no Markdown, with `unknown` nobody knows whether they are. A comment
`# expect CODE: MESSAGE` before an entry is a finding that the check must yield there; an entry without one must stay
silent; with `CODE(error)` its severity is held too. A block with the word `guarded` is treated as safety texts. A block
`toml terms` holds the terms of the project that the catalogs belong to. `⟨U+200B⟩` stands for the character, so that
readers see what cannot be seen.
"""

import re
from pathlib import Path

import pytest

from toolkit.catalog.plurals import cldr_plural_forms, parse_plural_forms
from toolkit.catalog.read import read_catalog
from toolkit.checks import ALL, Context, run_checks
from toolkit.text.glossary_file import parse_glossary

FOLDER = Path(__file__).parent
BLOCK = re.compile(r"^```po(?: +([^\n]*))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MODES = {"guarded", "plain", "unknown"}
HIDDEN = re.compile(r"⟨U\+([0-9A-F]{4,6})⟩")
TERMS = re.compile(r"^```toml terms\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXPECT = re.compile(r"expect ([a-z-]+)(?:\((error|warning|note)\))?: (.*)")
SPECIFIED = {path.stem: path for path in sorted(FOLDER.glob("*.md"))}


def read_block(words, text, terms=""):
    locale = next((word for word in words if word not in MODES), "es")
    text = HIDDEN.sub(lambda match: chr(int(match[1], 16)), text)
    if 'msgid ""\nmsgstr' not in text:
        header = (
            f'msgid ""\nmsgstr ""\n"Language: {locale}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
            f'"Plural-Forms: {cldr_plural_forms(locale).header}\\n"\n\n'
        )
        text = header + text
    catalog, _problems = read_catalog(text.encode(), "block.po")
    forms = parse_plural_forms(catalog.headers.get("Plural-Forms", ""))
    guard = (lambda unit: unit.msgctxt or "rule") if "guarded" in words else (lambda _unit: None)
    markdown = None if "unknown" in words else "plain" not in words
    sound = None if isinstance(forms, str) else forms
    glossary, problems = parse_glossary(terms, "terms.toml")
    assert problems == []
    return catalog, Context(locale, plural_forms=sound, guard=guard, glossary=glossary, markdown=markdown)


def _filled(message):
    """Fill in what the specification need not copy: `PLURALS-AR` is CLDR's header value for Arabic."""
    return re.sub(r"PLURALS-(\w+)", lambda match: cldr_plural_forms(match[1].lower()).header, message)


def blocks():
    for code, path in SPECIFIED.items():
        for number, match in enumerate(BLOCK.finditer(path.read_text("utf-8")), 1):
            yield pytest.param((match[1] or "").split(), match[2], id=f"{code}-{number}")


@pytest.mark.parametrize(("words", "text"), list(blocks()))
def test_a_check_finds_what_its_specification_says_and_no_more(words, text, request):
    code = request.node.callspec.id.rsplit("-", 1)[0]
    terms = TERMS.search(SPECIFIED[code].read_text("utf-8"))
    catalog, context = read_block(words, text, terms[1] if terms else "")
    units = [unit for unit in (catalog.header, *catalog.units) if unit is not None]
    expected = [
        (unit.msgid, match[1], _filled(match[3]), match[2])
        for unit in units
        for comment in unit.translator_comments
        if (match := EXPECT.fullmatch(comment.strip()))
    ]
    own = {code, *(match[1] for match in map(EXPECT.match, text.split("# ")) if match)}
    actual = [
        (item.msgid, item.code, re.sub(r"\bline \d+", "line LINE", item.message), str(item.severity))
        for item in run_checks(ALL, catalog, context)
        if item.code in own
    ]
    stated = {row[:3] for row in expected if row[3] is not None}
    assert sorted(row[:3] for row in expected) == sorted(row[:3] for row in actual)
    assert {row for row in expected if row[3] is not None} == {row for row in actual if row[:3] in stated}


def test_every_check_has_a_specification_that_fires_and_one_that_stays_silent():
    assert set(SPECIFIED) == {check.code for check in ALL}
    for code, path in SPECIFIED.items():
        text = path.read_text("utf-8")
        assert re.search(rf"# expect {code}(\(\w+\))?: ", text), f"{code} never fires"
        found = [match[2] for match in BLOCK.finditer(text)]
        entries = [entry for block in found for entry in block.strip().split("\n\n")]
        assert any("# expect" not in entry for entry in entries), f"{code} is never silent"


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.code)
def test_every_check_explains_itself(check):
    assert "## Why it matters\n" in check.explanation
    assert check.hint
    assert check.module.rpartition(".")[2].replace("_", "-") == check.code


def test_no_check_is_listed_twice_and_none_is_left_out():
    files = {path.stem.replace("_", "-") for path in Path("toolkit/checks").glob("[a-z]*.py")} - {"alone"}
    assert len(ALL) == len({check.code for check in ALL})
    assert files == {check.code for check in ALL}


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.code)
def test_a_check_supersedes_others_that_exist_and_not_itself(check):
    assert check.supersedes <= {other.code for other in ALL} - {check.code}
