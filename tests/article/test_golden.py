"""Golden folders: an article, the messages and the page that it gives.

`pytest tests/article/test_golden.py --update-golden` rewrites them; look at the difference before you commit it.
"""

from pathlib import Path

import polib
import pytest

from toolkit.article.inline import render_inline
from toolkit.article.markdown import Placement, Slot, parse_article
from toolkit.article.strings import SiteLink
from toolkit.diagnostic import Severity

FOLDER = Path(__file__).parent / "golden"
CASES = sorted(path.name for path in FOLDER.iterdir())
LINKS = {"symptom-checker": SiteLink("Checker <free>", "https://patients.example.org/check")}


def messages_of(article):
    catalog = polib.POFile(wrapwidth=0)
    for message in article.messages:
        catalog.append(
            polib.POEntry(
                msgid=message.msgid,
                msgctxt=message.msgctxt,
                comment="\n".join(message.comments),
                occurrences=[(path, "") for path in message.references],
            )
        )
    return "\n".join(str(entry) for entry in catalog)


def page_of(article):
    parts = []
    for part in article.parts:
        if isinstance(part, Slot):
            parts.append(render_inline(part.key[1], LINKS))
        elif isinstance(part, Placement):
            parts.append(f"<!-- {part.region}: {part.statement} -->\n")
        else:
            parts.append(part)
    contents = [f"<!-- {item.level} #{item.anchor} {item.key[1]} -->\n" for item in article.headings]
    return "".join([*contents, "\n", *parts])


def matches(path, actual, update):
    if update:
        path.write_text(actual, "utf-8")
    return path.read_text("utf-8") == actual


@pytest.mark.parametrize("name", CASES)
def test_an_article_gives_its_messages_and_its_page(name, update_golden):
    article, found = parse_article((FOLDER / name / "source.md").read_text("utf-8"), f"{name}.md")
    assert not [item for item in found if item.severity is Severity.ERROR]
    assert matches(FOLDER / name / "messages.po", messages_of(article), update_golden)
    assert matches(FOLDER / name / "page.html", page_of(article), update_golden)


def test_all_folders_are_there():
    assert {"blocks", "inline", "notes", "statements"} <= set(CASES)
