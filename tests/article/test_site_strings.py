"""source/site.toml: what it gives, and every problem with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.article.strings import SiteLink, SiteStrings, merged, parse_strings
from toolkit.diagnostic import Severity
from toolkit.model import Message

PATH = "source/site.toml"
GOOD = """\
[links.checker]
name = "Symptom Checker"
url = "https://patients.example.org/check"

[links.contact]
name = "help@example.org"
url = "mailto:help@example.org"

[strings.tagline]
text = "Health in plain words"
comment = "Under the name of the site."

[strings.services]
text = "Services"
context = "footer"

[strings.count]
text = "{number} article"
plural = "{number} articles about {checker}"

[strings.again]
text = "Services"
comment = "Heading."

[[navigation]]
text = "Services"
url = "/services"
comment = "Menu."

[[navigation]]
text = "Library"
url = "library.html"
"""


def test_strings_links_and_menu():
    strings, found = parse_strings(GOOD, PATH)
    assert found == []
    assert strings.links == {
        "checker": SiteLink("Symptom Checker", "https://patients.example.org/check"),
        "contact": SiteLink("help@example.org", "mailto:help@example.org"),
    }
    assert list(strings.strings) == ["tagline", "services", "count", "again"]
    assert strings.strings["count"] == Message(
        "{number} article", msgid_plural="{number} articles about {checker}", references=(PATH,), line=18
    )
    assert [(message.msgid, url) for message, url in strings.navigation] == [
        ("Services", "/services"),
        ("Library", "library.html"),
    ]


def test_equal_messages_are_one_with_the_comments_of_all():
    strings, _ = parse_strings(GOOD, PATH)
    assert [(message.key, message.comments) for message in strings.messages] == [
        ((None, "Health in plain words"), ("Under the name of the site.",)),
        (("footer", "Services"), ()),
        ((None, "{number} article"), ()),
        ((None, "Services"), ("Heading.", "Menu.")),
        ((None, "Library"), ()),
    ]


def test_an_empty_file_is_right():
    assert parse_strings("", PATH) == (SiteStrings(), [])


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[links.checker\n", 1, "not valid TOML"),
        ("x = 1\n[strings.a]\ntext = 'a'", 1, "x: is no key"),
        ("[strings.a]\n\ncomment = 'b'", 1, "strings.a.text: is missing"),
        ("[strings.a]\ntext = 5", 2, "strings.a.text: Input should be a valid string"),
        ("[strings.a]\ntext = 'a'\n\nurl = 'b'", 4, "strings.a.url: is no key"),
        ("[strings.A]\ntext = 'a'", 1, "must consist of a-z"),
        ("[strings.a]\ntext = ''", 2, "at least 1 character"),
        ("[strings.a]\ntext = ' a'", 2, "begins or ends with white space"),
        ('[strings.a]\ntext = "a\\nb"', 2, "must be one line"),
        ('[strings.a]\ntext = "a\\u202Eb"', 2, "cannot be seen"),
        ("[strings.a]\ntext = 'Use {tool}'", 2, "{tool} stands for nothing"),
        ("[strings.a]\ntext = 'Use {'", 2, "stands for nothing"),
        ("[strings.a]\ntext = '{number}'", 2, "{number} stands for nothing"),
        ("[links.number]\nname = 'a'\nurl = 'b.html'", 1, "is taken"),
        ("[links.a]\nname = 'a'\nurl = 'javascript:x'", 3, "has the scheme 'javascript'"),
        ("[links.a]\nname = 'a'\nurl = '//evil.example'", 3, "has a host without a scheme"),
        ("[links.a]\nname = 'a'\nurl = 'site:a'", 3, "stands for an address itself"),
        ("[[navigation]]\ntext = 'a'\nurl = 'a'\n[[navigation]]\ntext = 'b'\nurl = ''", 6, "is empty"),
        ("[strings.a]\ntext = 'a'\n[strings.b]\ntext = 'a'\nplural = 'as'", 5, "has another plural"),
    ],
)
def test_a_problem_has_its_line(text, line, said):
    strings, found = parse_strings(text, PATH)
    assert strings is None
    assert [("site-strings", Severity.ERROR, PATH, line)] == [
        (item.code, item.severity, item.path, item.line) for item in found
    ]
    assert said in found[0].message


def test_all_problems_are_told_at_once():
    text = "[strings.a]\ntext = 5\nfoo = 1\n[[navigation]]\ntext = 'a'\n"
    assert sorted(item.line for item in parse_strings(text, PATH)[1]) == [2, 3, 4]


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from([*GOOD.splitlines(keepends=True), "[", "]", "{", '"""', "= ", "\n"])).map("".join),
    )
)
def test_no_text_makes_it_raise(text):
    strings, found = parse_strings(text, PATH)
    assert (strings is None) == bool(found)


def test_merging_keeps_the_plural_of_either():
    one = Message("a", comments=("x",))
    two = Message("a", msgid_plural="b", comments=("y", "x"))
    assert merged((one, two)) == (Message("a", msgid_plural="b", comments=("x", "y")),)
