"""The laws of articles, on articles that Hypothesis makes up.

A made article is kept as data: blocks of pieces without white space inside. So the same article can be written with
other line breaks, and, without what is ours alone (notes, statements, anchors), for markdown-it as it comes.
"""

import re
from dataclasses import dataclass, field, replace

import polib
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin

from toolkit.article.inline import render_inline
from toolkit.article.kept import dump_article, load_article
from toolkit.article.markdown import Placement, Slot, parse_article, render_source
from toolkit.model import Region

FRONT = '---\nslug: "made"\ntitle: "*Made*"\ndescription: "By Hypothesis."\npublished: 2026-02-23\ntopics: ["x"]\n---\n'
STOCK = MarkdownIt("commonmark", {"html": True}).enable("table").use(deflist_plugin)
DEFINITIONS = {
    "one": "https://example.org/a_(b)?c=1&d=2",
    "Two words": "other-article.html#part 'A \"title\"'",
    "three": '</img/pump.svg> "x &lt; y"',
}

word = st.text("abcdeéßж", min_size=1, max_size=6)
plain = st.one_of(
    word,
    st.sampled_from(["Dr.", "5", "mg,", "(a)", "&amp;", "&nbsp;", "<5", "a_b", "100%", r"\*", r"\[", "don't", '"q"']),
)


def joined(first, last):
    """Return pieces that begin with `first` and end with `last`."""
    return st.lists(word, min_size=1, max_size=3).map(lambda words: (first + " ".join(words) + last).split(" "))


inline = st.one_of(
    plain.map(lambda piece: (piece,)),
    st.sampled_from([("**", "**"), ("*", "*"), ("***", "***"), ("`", "`"), ("`` ` ", " ``"), ("_", "_")]).flatmap(
        lambda marks: joined(*marks)
    ),
    joined("[", "](a.html)"),
    joined("[", '](https://example.org/ä "t")'),
    joined("[**", "**](<#part>)"),
    joined("[", "][one]"),
    joined("[*", "*][TWO words]"),
    joined("![", "][three]"),
    joined("[![", "][three]][one]"),
    st.sampled_from(["[Two words]", "[one][]", "<https://example.org/x>", "<a@example.org>", r"\{name}"]).map(
        str.split
    ),
)
pieces = st.lists(inline, min_size=1, max_size=6).map(lambda rows: tuple(piece for row in rows for piece in row))
notes = st.sampled_from(
    ["", "", "", "<!-- l10n:comment a note -->", "<!--l10n:context c--> <!-- l10n:comment b -->", "<!-- l10n:skip -->"]
)


@dataclass(frozen=True)
class Block:
    kind: str
    rows: tuple = ()
    notes: tuple = ()
    tight: bool = True
    breaks: frozenset = field(default_factory=frozenset)


SEPARATOR = "<!-- a statement -->"
KINDS = ("paragraph", "bullets", "numbers", "nested", "quote", "table", "terms", "heading", "code", "rule", "statement")


@st.composite
def blocks(draw):
    rows = tuple(draw(st.lists(pieces, min_size=1, max_size=3)))
    return Block(
        draw(st.sampled_from(KINDS)),
        rows,
        tuple(draw(notes) for _ in rows),
        tight=draw(st.booleans()),
        breaks=draw(st.frozensets(st.integers(0, 5), max_size=2)),
    )


def articles():
    return st.lists(blocks(), min_size=1, max_size=6)


class Writer:
    """Writes blocks as Markdown; `own` says whether with notes, statements and classes of headings."""

    def __init__(self, *, own=True, gap=lambda: " "):
        self.own = own
        self.gap = gap
        self.statements = 0

    def line(self, row, note):
        return " ".join(row) + (f" {note}" if note and self.own else "")

    def text(self, row, note, breaks=frozenset(), indent=""):
        out = row[0]
        for number, piece in enumerate(row[1:]):
            inside = out.count("[") > out.count("]") or out.count("`") % 2
            gap = self.gap()
            if number in breaks and not inside and re.fullmatch(r"[a-zéßж]+", piece):
                gap = "\\\n" if number % 2 else "  \n"
            out += gap.replace("\n", f"\n{indent}") + piece
        return f"{out} {note}" if note and self.own else out

    def block(self, block):
        rows = list(zip(block.rows, block.notes, strict=True))
        row, note = rows[0]
        space = "\n" if block.tight else "\n\n"
        if block.kind == "statement":
            self.statements += 1
        written = {
            "paragraph": lambda: self.text(row, note, block.breaks),
            "bullets": lambda: space.join("- " + self.text(*item, block.breaks, "  ") for item in rows),
            "numbers": lambda: space.join("1. " + self.text(*item, block.breaks, "   ") for item in rows),
            "nested": lambda: "\n".join(
                [
                    "- " + self.text(row, note, indent="  "),
                    *("  - " + self.text(*item, indent="    ") for item in rows),
                    "- last\n\n  more",
                ]
            ),
            "quote": lambda: "> " + self.text(row, note, block.breaks, "> "),
            "table": lambda: "\n".join(
                [
                    "| a | b <!-- l10n:comment x --> |" if self.own else "| a | b |",
                    "| :-: | --- |",
                    *(f"| {self.line(*item)} | |" for item in rows),
                ]
            ),
            "terms": lambda: "\n: ".join([self.line(row, note), *(self.text(*item, indent="  ") for item in rows)]),
            "heading": lambda: "## " + self.line(row, note) + (" {.wide}" if self.own and not block.tight else ""),
            "code": lambda: "```text\n::safety no-statement\n**code** <b>\n\n  {x}\n```",
            "rule": lambda: "***",
            "statement": lambda: f"::safety made-{self.statements}" if self.own else SEPARATOR,
        }
        return written[block.kind]()

    def article(self, made):
        body = "\n\n".join(self.block(block) for block in made)
        definitions = "\n".join(f"[{label}]: {target}" for label, target in DEFINITIONS.items())
        return f"{body}\n\nUses [one], [Two words] and ![three].\n\n{definitions}\n"


def parsed(text):
    article, found = parse_article(FRONT + text, "made.md")
    assert [item for item in found if item.severity == "error"] == []
    return article


def filled(article, translation):
    return "".join(
        part if isinstance(part, str) else render_inline(translation(part.key), {}) if isinstance(part, Slot) else ""
        for part in article.parts
    )


@given(articles())
def test_an_article_filled_with_its_own_messages_is_its_source_rendered(made):
    text = Writer().article(made)
    assert render_source(FRONT + text) == filled(parsed(text), lambda key: key[1])


@given(articles())
@settings(max_examples=50)
def test_an_article_that_is_kept_as_bytes_is_the_same(made):
    article = parsed(Writer().article(made))
    assert load_article(dump_article(article)) == article


@given(articles())
@settings(max_examples=50)
def test_a_catalog_in_between_changes_nothing(made):
    text = Writer().article(made)
    article = parsed(text)
    catalog = polib.POFile()
    for message in article.messages:
        catalog.append(
            polib.POEntry(
                msgid=message.msgid, msgstr=message.msgid, msgctxt=message.msgctxt, comment="\n".join(message.comments)
            )
        )
    found = {(entry.msgctxt, entry.msgid): entry.msgstr for entry in polib.pofile(str(catalog))}
    assert set(found) == {message.key for message in article.messages}
    assert render_source(FRONT + text) == filled(article, found.__getitem__)


def shape(html):
    """Return the HTML without what the toolkit adds (anchors, classes) and with white space as one space."""
    html = html.replace(SEPARATOR, "")
    html = re.sub(r' (?:id|class|style)="[^"]*"', "", html).replace("&quot;", '"').replace(" />", ">")
    html = re.sub(r"\s*<br>\s*", "<br>", html)
    html = re.sub(r"[ \n]+", " ", html)
    return re.sub(
        r" ?(</?(?:p|li|ul|ol|dl|dd|dt|h2|hr|blockquote|table|thead|tbody|tr|th|td|pre)>) ?", r"\1", html
    ).strip()


@given(articles())
def test_the_blocks_are_those_of_markdown_it(made):
    own = filled(parsed(Writer().article(made)), lambda key: key[1])
    stock = STOCK.render(Writer(own=False).article(made))
    assert shape(stock) == shape(own)


@given(articles(), st.randoms(use_true_random=False))
def test_wrapping_the_lines_of_the_source_changes_no_message(made, random):
    made = [replace(block, breaks=frozenset()) for block in made]
    text = Writer().article(made)
    wrapped = Writer(gap=lambda: random.choice([" ", "\n", "\n", "   ", " \n ", "\n\t"])).article(made)
    before, after = parsed(text), parsed(wrapped)
    assert [message.key for message in before.messages] == [message.key for message in after.messages]
    assert [message.comments for message in before.messages] == [message.comments for message in after.messages]
    assert before.parts == tuple(
        replace(part, line=old.line) if isinstance(part, Placement) else part
        for part, old in zip(after.parts, before.parts, strict=True)
    )


@given(articles(), st.sampled_from(["\r\n", "\r"]))
@settings(max_examples=30)
def test_line_ends_and_a_byte_order_mark_change_nothing(made, line_end):
    text = FRONT + Writer().article(made)
    other = "\ufeff" + text.replace("\n", line_end)
    assert parse_article(text, "made.md") == parse_article(other, "made.md")


@given(articles())
def test_statements_stand_where_they_are_placed(made):
    writer = Writer()
    article = parsed(writer.article(made))
    assert article.placements == tuple(part for part in article.parts if isinstance(part, Placement))
    assert [f"made-{number}" for number in range(1, writer.statements + 1)] == [
        item.statement for item in article.placements
    ]
    kinds = [block.kind for block in made if block.kind in {"heading", "statement"}]
    lead = [*kinds, "heading"].index("heading")
    regions = [Region.LEAD] * lead + [Region.BODY] * (writer.statements - lead)
    assert regions == [item.region for item in article.placements]


@given(articles())
def test_every_message_has_a_place_and_every_place_a_message(made):
    article = parsed(Writer().article(made))
    slots = {part.key for part in article.parts if isinstance(part, Slot)}
    assert {message.key for message in article.messages[2:]} <= slots <= {message.key for message in article.messages}
    assert len({message.key for message in article.messages}) == len(article.messages)
    anchors = [heading.anchor for heading in article.headings]
    assert len(set(anchors)) == len(anchors)
