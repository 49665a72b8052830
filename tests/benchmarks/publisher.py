"""Makes a project as large as a publisher's out of this repository's article.

    python tests/benchmarks/publisher.py ARTICLES FOLDER

Each article has about 61 messages, a share of those of the repository's article in its order, with its own name before
each, so that no two articles share a text; and in each of the 14 languages, the repository's own translations of
them. Statements, rules, approvals (there are none) and the site's strings are those of the repository.
"""

from __future__ import annotations

import itertools
import shutil
import sys
from dataclasses import replace
from pathlib import Path

from toolkit.catalog.write import format_catalog
from toolkit.model import Catalog, Message, Unit
from toolkit.project import load_project

ROOT = Path(__file__).parent.parent.parent
SOURCE = "baclofen-spasticity"
MESSAGES = 61
SHARED = ("pyproject.toml", "babel.cfg", "source/site.toml", "source/terms.toml", "source/safety")


def name_of(number: int) -> str:
    """Return a name for an article that is no word, and begins like none that a rule asks for: Zazazaza, Zozazaza."""
    syllables = [consonant + vowel for consonant in "zjvh" for vowel in "aou"]
    parts = []
    for _ in range(4):
        number, rest = divmod(number, len(syllables))
        parts.append(syllables[rest])
    return "".join(parts).capitalize()


def make(folder: Path, articles: int) -> None:
    """Write a project with so many articles to `folder`, which must not be there yet."""
    project = load_project(ROOT)
    (article,) = (row for row in project.articles if row.domain == SOURCE)
    for name in SHARED:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile)(ROOT / name, target)
    for path in (ROOT / "locales").rglob("*.po*"):
        if path.stem != SOURCE:
            target = folder / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    title, description, *texts = article.messages
    texts = [row for row in texts if _is_plain(row)]
    placed = "\n\n".join(f"::safety {row.statement}" for row in article.placements)
    (folder / "source/articles").mkdir(parents=True)
    catalogs = {locale: project.catalogs[locale, SOURCE] for locale in project.config.locales}
    for number in range(articles):
        name = name_of(number)
        slug = f"{name.lower()}-{number}"
        start = number * 7 % len(texts)
        chosen = list(itertools.islice(itertools.cycle(texts), start, start + MESSAGES - 2))
        head = [
            "---",
            f'slug: "{slug}"',
            f'title: "{_named(name, title.msgid)}"',
            f'description: "{_named(name, description.msgid)}"',
            f"published: {article.front.published}",
            f"topics: [{', '.join(article.front.topics)}]",
            "---",
        ]
        lead, rest = chosen[:3], chosen[3:]
        blocks = [*(_named(name, row.msgid) for row in lead), placed]
        for place, row in enumerate(rest):
            text = _named(name, row.msgid)
            blocks.append(f"## {text} {{#place-{place}}}" if place % 8 == 0 else f"- {text}" if place % 3 else text)
        text = "\n".join(head) + "\n\n" + "\n\n".join(blocks) + "\n"
        (folder / "source/articles" / f"{slug}.md").write_text(text, "utf-8")
        messages = [title, description, *chosen]
        for locale, catalog in catalogs.items():
            _write_catalog(folder / f"locales/{locale}/LC_MESSAGES/{slug}.po", catalog, messages, name, slug)


def _is_plain(message: Message) -> bool:
    """Whether the text can stand in a paragraph as in a list: no cell, no list of sources."""
    return message.msgctxt is None and "|" not in message.msgid and not message.msgid.startswith(("#", "-", "[", ">"))


def _named(name: str, text: str) -> str:
    return f"({name}) {text}"


def _write_catalog(path: Path, catalog: Catalog, messages: list[Message], name: str, slug: str) -> None:
    units = []
    for message in messages:
        translated = catalog.by_key[message.key]
        forms = tuple(_named(name, form) for form in translated.msgstrs)
        source = (f"source/articles/{slug}.md",)
        units.append(Unit(_named(name, message.msgid), forms, comments=message.comments, references=source))
    unique = tuple({unit.key: unit for unit in units}.values())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(format_catalog(replace(catalog, units=unique, obsolete=())), "utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[2]), int(sys.argv[1]))
