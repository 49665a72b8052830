"""Pages in the pseudo-locales: nothing that nobody translated can hide in them, and none of them is ever published."""

import datetime as dt
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from toolkit.model import PageState
from toolkit.project import load_project
from toolkit.site.build import build
from toolkit.site.composition import prove_pages
from toolkit.site.proving import prover
from toolkit.site.pseudo import with_pseudo
from toolkit.text.locales import PSEUDO

DATE = dt.date(2026, 3, 1)
ARTICLE = "source/articles/paracetamol-safely.md"
MORE = """

## More {#more}

Ask [your _pharmacist_](https://patients.example.org/ask "A page of ours") or write to {contact},\\
today.

| Age | Dose |
| --- | --- |
| 12 and older | **One** tablet |

Fever
: A temperature above 38 °C.
"""
STRINGS = """
[links.feedback]
name = "feedback"
url = "https://patients.example.org/feedback"

[[navigation]]
text = "Services"
url = "https://patients.example.org/services"

[strings.tagline]
text = "Health information in plain words"

[strings.invitation-title]
text = "New here?"

[strings.invitation-text]
text = "Explore our library."
"""
NAMES = ("My patient articles", "corrections@patients.example.org")
TOLD = ("alt", "aria-label", "placeholder", "title")


@pytest.fixture
def rich(project):
    """A project whose pages have something of everything."""
    for path, text in ((ARTICLE, MORE), ("source/site.toml", STRINGS)):
        (project.root / path).write_text(project.read(path) + text, "utf-8")
    return project


def plain_texts(html):
    """Every text of the page that a reader meets and that holds a plain Latin letter, but for names and dates.

    What the page says to be in another language (the names in the language menu), and its own name, is left out.
    """
    tree = LexborHTMLParser(html)
    locale = tree.css_first("html").attributes["lang"]
    found = [tree.css_first("title").text()]
    found += [node.attributes["content"] for node in tree.css('meta[name="description"], meta[property="og:title"]')]
    tree.strip_tags(["time", "svg", "bdi", "style", "script"])
    for node in tree.css("body [lang]"):
        if node.attributes["lang"] != locale:
            node.decompose()
    for node in tree.css(".languages a, .chooser a"):
        node.decompose()
    found += [node.attributes[name] or "" for name in TOLD for node in tree.css(f"[{name}]")]
    for node in tree.body.traverse(include_text=True):
        if node.tag == "-text":
            found.append(node.text(deep=False))
    for name in NAMES:
        found = [text.replace(name, "") for text in found]
    return [text.strip() for text in found if re.search("[A-Za-z]", text)]


def texts_of(project, locale):
    assert project.run("build", "en", "--pseudo", "--draft", "--out", "out").code == 0
    pages = ("index", "paracetamol-safely")
    return [text for page in pages for text in plain_texts(project.read(f"out/{locale}/{page}.html"))]


@pytest.mark.parametrize("locale", PSEUDO)
def test_every_text_of_the_pages_passed_through_a_catalog(rich, locale):
    assert texts_of(rich, locale) == []
    page = rich.read(f"out/{locale}/paracetamol-safely.html")
    for part in ("feedback", "menu", "invitation", "contents", "statement", "banner-draft", "limit", "skip", "tagline"):
        assert re.search(rf'class="[^"]*\b{part}\b', page), part


@pytest.mark.parametrize("locale", PSEUDO)
def test_a_text_that_no_translator_can_reach_is_seen(rich, locale):
    templates = rich.root / "source/templates"
    templates.mkdir()
    (templates / "base.html").write_text(
        '{% extends "toolkit/base.html" %}{% block after %}<p>Call us</p><hr title="By phone">{% endblock %}', "utf-8"
    )
    rich.edit(ARTICLE, "Many medicines", "<!-- l10n:skip --> Many medicines")
    assert {"Call us", "By phone"} <= set(texts_of(rich, locale))
    assert any(text.startswith("Paracetamol eases pain") for text in texts_of(rich, locale))


@pytest.mark.parametrize("locale", PSEUDO)
def test_the_page_says_what_it_is(project, locale):
    assert project.run("build", "--pseudo", "--out", "out").code == 1  # nobody has approved the others
    tree = LexborHTMLParser(project.read(f"out/{locale}/paracetamol-safely.html"))
    assert (locale.replace("_", "-"), PSEUDO[locale]) == tuple(tree.root.attributes[name] for name in ("lang", "dir"))
    assert tree.css_first('meta[name="robots"]').attributes["content"] == "noindex"
    assert tree.css_first(".banner-draft") is not None
    assert not (project.root / "out/es/paracetamol-safely.html").exists()


@pytest.mark.parametrize("locale", PSEUDO)
def test_the_pages_of_this_repository_stand_the_proof(repository, locale):
    project = with_pseudo(load_project(repository))
    site = build(project, [locale], draft=False, date=DATE, pseudo=True).site
    rows, problems = prove_pages(site, prover(project), project.config.limits.page_size)
    assert problems == []
    articles = [row for row in rows if row.built.page.article]
    assert [PageState.DRAFT] * len(project.articles) == [row.built.page.state for row in articles]
    assert all(proof.state == "kept" for row in articles for proof in row.proof)
    assert all(row.proof for row in articles)


def test_a_pseudo_page_is_a_draft_even_where_no_approval_is_needed(project):
    for path in sorted((project.root / "source/safety/statements").iterdir()):
        path.unlink()
    text = re.sub("::safety .*\n", "", project.read(ARTICLE))
    (project.root / ARTICLE).write_text(text, "utf-8")
    assert project.run("build", "--pseudo", "--out", "out", "en").code == 0
    pages = {name: project.read(f"out/{name}/paracetamol-safely.html") for name in ("en", *PSEUDO)}
    assert {name: 'class="banner banner-draft"' in page for name, page in pages.items()} == {
        "en": False,
        "en_XA": True,
        "ar_XB": True,
    }


@pytest.mark.parametrize(
    ("words", "built"),
    [
        (("--pseudo",), {"ar", "ar_XB", "en", "en_XA", "es"}),
        (("es", "--pseudo"), {"ar_XB", "en_XA", "es"}),
        (("en_XA", "--pseudo"), {"en_XA"}),
        (("es",), {"es"}),
    ],
)
def test_which_locales_are_built(project, words, built):
    assert project.run("build", "--draft", "--out", "out", *words).code == 0
    assert built == {path.name for path in (project.root / "out").iterdir() if path.is_dir()}


def test_a_pseudo_locale_must_be_asked_for(project):
    done = project.run("build", "--draft", "--out", "out", "en_XA")
    assert (done.code, "--pseudo" in done.err) == (2, True)


def test_a_pseudo_locale_among_the_settings_is_refused(project):
    project.edit("pyproject.toml", '["ar", "es"]', '["ar", "es", "en_XA"]')
    done = project.run("publish", "--draft", "--out", "site")
    assert (done.code, "'en_XA' is a pseudo-locale" in done.err) == (2, True)
    assert not (project.root / "site").exists()
