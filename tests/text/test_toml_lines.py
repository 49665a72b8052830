import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.text.toml_lines import line_of, toml_lines

DOCUMENT = '''\
# a comment with [brackets] and key = value
title = "x"  # at the end
[table."dotted.name"]
inner.deep = """
[not-a-table]
no = "key"
"""
'literal' = \'\'\'
a = 1\'\'\'
list = [
  1, # one
  { id = "a", nested = [1,
    2] },
  { id = "b", text = "}, x = 1" },
]
[[rule.waiver]]
hash = "first"
[[rule.waiver]]
when = 1979-05-27 07:32:00
hash = 1.5
[rule.waiver.more]
key = { }
'''


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("title",), 2),
        (("table",), 3),
        (("table", "dotted.name"), 3),
        (("table", "dotted.name", "inner"), 4),
        (("table", "dotted.name", "inner", "deep"), 4),
        (("table", "dotted.name", "literal"), 8),
        (("table", "dotted.name", "list"), 10),
        (("table", "dotted.name", "list", "0"), 11),
        (("table", "dotted.name", "list", "1"), 12),
        (("table", "dotted.name", "list", "1", "id"), 12),
        (("table", "dotted.name", "list", "1", "nested", "1"), 13),
        (("table", "dotted.name", "list", "2", "text"), 14),
        (("rule",), 16),
        (("rule", "waiver", "0", "hash"), 17),
        (("rule", "waiver", "1"), 18),
        (("rule", "waiver", "1", "hash"), 20),
        (("rule", "waiver", "1", "more", "key"), 22),
    ],
)
def test_the_line_of_a_key_is_found(keys, line):
    assert line == line_of(DOCUMENT, keys)


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("rule", "waiver", "1", "absent"), 18),
        (("rule", "waiver", "7", "hash"), 16),
        (("absent",), None),
        ((), None),
    ],
)
def test_a_key_that_is_not_there_gets_the_line_of_what_is_around_it(keys, line):
    assert line == line_of(DOCUMENT, keys)


def test_line_ends_of_windows_count_once():
    assert line_of("a = 1\r\n[b]\r\nc = 2\r\n", ("b", "c")) == 3


@pytest.mark.parametrize(
    "text",
    [
        "[",
        "[[",
        "[a",
        "a",
        "a =",
        "a = [",
        "a = {",
        "a = { b",
        "= 1",
        "]",
        "}}",
        '"',
        'a = """',
        "a = [{",
        ".",
        "a." * 99,
    ],
)
def test_broken_text_is_never_an_error(text):
    assert line_of(text, ("nowhere",)) is None


@given(st.text(alphabet="ab=.,[]{}\"'\\# \n1"))
def test_no_text_is_an_error(text):
    assert all(1 <= line <= text.count("\n") + 1 for line in toml_lines(text).values())


def paths(value, keys=()):
    """All paths of keys in what tomllib read."""
    found = {keys} - {()}
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        found |= paths(item, (*keys, str(key)))
    return found


scalars = st.sampled_from(
    ["1", "true", "1.5", "-0x1f", "1979-05-27 07:32:00", '"a ] } , = \\" # b"', "'[c]'", '"""d\n[e]"""']
)
names = st.sampled_from(["a", "b-c", '"d.e"', "'f [g]'", "h . i", '""', '"\\u0041"'])


def inline(value):
    return "{ " + ", ".join(f"k{number} = {item}" for number, item in enumerate(value)) + " }"


values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda row: "[ # c ]\n" + ",\n".join(row) + "\n]")
        | st.lists(inner, max_size=3).map(inline)
    ),
    max_leaves=6,
)
tables = st.tuples(st.sampled_from(["[{}]", "[[{}]]"]), names, st.dictionaries(names, values, max_size=3)).map(
    lambda parts: "\n".join([parts[0].format(parts[1]), *(f"{key} = {value}" for key, value in parts[2].items())])
)


@given(st.lists(tables, max_size=4).map("\n".join))
def test_every_key_that_tomllib_reads_has_a_line(text):
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert paths(data) == set(toml_lines(text))


def test_hostile_depth_and_length_are_read_in_one_pass():
    hostile = ["a = " + "[" * 20_000, "a = " + "{a = " * 20_000, "a." * 20_000 + "a = 1", "a = [" + "1," * 20_000 + "]"]
    assert [line_of(text, ("a",)) for text in hostile] == [1] * 4
