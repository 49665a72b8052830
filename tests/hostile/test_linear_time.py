"""The work grows as the input does, at every door: eight times the text costs far less than 64 times the time.

Processor time of both sizes is measured in one run, and the bound lies between eight (linear) and 64 (quadratic).
"""

import gc
import time

import pytest

from toolkit.article.front import read_front
from toolkit.article.inline import plain_text, render_inline
from toolkit.article.markdown import parse_article
from toolkit.article.pieces import pieces
from toolkit.article.strings import parse_strings
from toolkit.article.structure import structure
from toolkit.catalog.exchange.sheet import parse_sheet
from toolkit.catalog.exchange.xliff import parse_xliff
from toolkit.catalog.read import read_catalog
from toolkit.checks import ALL
from toolkit.checks._registry import Context
from toolkit.checks._run import run_checks
from toolkit.limits import Limits
from toolkit.model import Catalog, StatementSeverity, Unit, Wording
from toolkit.safety.proof import Expected, prove_page
from toolkit.safety.statements import parse_statements

SMALL, TIMES = 1_800, 8
BOUND = 40
FLOOR = 0.6
"""Seconds below which nothing is said: a quadratic step that matters costs more at this size."""
RUNS = 3
QUICK = FLOOR / BOUND
"""Seconds after which a run is not repeated."""
LIMITS = Limits()
FRONT = "---\nslug: x\ntitle: T\ndescription: D\npublished: 2026-02-23\ntopics: [x]\n---\n"
HEADER = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: es\\n'
    'Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
WORDS = "Never stop taking baclofen suddenly."
EXPECTED = (Expected(Wording("never", WORDS), StatementSeverity.CRITICAL),)


def checked(text):
    """Run all checks on the text as a translation, as a source, and as both."""
    for unit in (Unit("Take 2.5 mg.", (text,)), Unit(text, ("Tome 2,5 mg.",)), Unit(text, (f"{text} x",))):
        run_checks(ALL, Catalog("es.po", Unit("", ("Language: es\n",)), (unit,)), Context("es"))


DOORS = {
    "inline": (
        lambda text: (render_inline(text, {}), plain_text(text, {}), structure(text), pieces(text)),
        ["[", "[a](b) ", "![](", "**a", "_a ", "`", "<a ", "<!--", "&amp;", "{a}", "\\", "((", "](", "\u0301"],
    ),
    "article": (
        lambda text: parse_article(FRONT + text, "a.md"),
        ["- ", "> ", "a\n: b\n", "| a ", "[a]: b\n", "::", "# a\n\n", "* a\n", "1. a\n", "\t", "a\n", "```\n"],
    ),
    "front": (lambda text: read_front(f"---\n{text}\n---\n", "a.md"), ["a: ", "& ", "{a: ", "- - ", '"', "[", "a:\n"]),
    "catalog": (
        lambda text: read_catalog((HEADER + text).encode(), "es.po"),
        ['msgid "a"\n', '"a"\n', "#| ", "#~ ", "# a\n", "#, a, ", "#: a ", "\\", '"', "msgid\n", 'msgstr[1] "a"\n'],
    ),
    "checks": (
        checked,
        [
            "1 ",
            "2.5 mg, ",
            "{a}",
            "%(a)s",
            "a : b ",
            "[a](b) ",
            "<b>",
            '"',
            "(a",
            "http://a ",
            "ab ab ",
            "\u200d",
            "a",
            "\u5341",
        ],
    ),
    "page": (
        lambda text: prove_page(f"<html lang=en><main>{text}", EXPECTED, locale="en"),
        ["<div>", "<b>", f"<p data-statement=never>{WORDS}", "<table>", "</p>", "<select><option>", "&amp;", "<!--"],
    ),
    "styles": (
        lambda text: prove_page(
            f"<html lang=en><style>{text}</style><main><p data-statement=never>{WORDS}", EXPECTED, locale="en"
        ),
        ["a{", "a,", "a b{color:red}", "@media{", ":not(", ":is(a,", "/*", "--a:var(--a);", "[a=", "*{}"],
    ),
    "xliff": (lambda text: parse_xliff(text.encode(), "a.xlf", LIMITS), ["<a>", "<!--", "&a;", "a", "]]>"]),
    "sheet": (lambda text: parse_sheet(text.encode(), "a.csv", LIMITS), ['"', ",", "a,b\n", "\r", '"a\n']),
    "statements": (
        lambda text: parse_statements(text, "source/safety/statements/a.toml"),
        ["[[a]]\n", "a.", "a = [", '"""', "'", "[a.b]\n", "a = 1\n", "{a="],
    ),
    "strings": (
        lambda text: parse_strings(text, "source/site.toml"),
        ["[links.a]\n", "a.", "x = {", "'", "[", "# a\n"],
    ),
}


def seconds(door, text):
    """The least processor time of some runs, without the garbage collector: it looks at all that other tests left."""
    taken = []
    gc.disable()
    try:
        for _ in range(RUNS):
            began = time.process_time()
            door(text)
            taken.append(time.process_time() - began)
            if taken[-1] < QUICK:
                break
    finally:
        gc.enable()
    return min(taken)


@pytest.mark.parametrize("name", sorted(DOORS))
def test_eight_times_the_text_is_no_sixty_four_times_the_work(name):
    door, rows = DOORS[name]
    door("a")
    for row in rows:
        short, long = (seconds(door, (row * size)[:size]) for size in (SMALL, SMALL * TIMES))
        assert long < max(FLOOR, BOUND * short), repr(row)
