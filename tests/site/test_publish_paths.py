"""Names of files in a site: safe on every file system, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.site.paths import clashes, path_problem


@pytest.mark.parametrize(
    "path",
    ["index.html", "es/baclofen-spasticity.html", ".nojekyll", "_headers", "ja/バクロフェン.html", "a..b"],
)
def test_good_names(path):
    assert path_problem(path) is None


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("", "is empty"),
        ("/a", "is absolute"),
        ("a//b", "has an empty part, '.' or '..'"),
        ("a/", "has an empty part, '.' or '..'"),
        ("..", "has an empty part, '.' or '..'"),
        ("a/../b", "has an empty part, '.' or '..'"),
        ("./a", "has an empty part, '.' or '..'"),
        ("a\\..\\b", 'has one of the characters " * : < > ? \\ |'),
        ("c:a", 'has one of the characters " * : < > ? \\ |'),
        ("a\0", "has a character that cannot be seen"),
        ("a\n", "has a character that cannot be seen"),
        ("a\u200b", "has a character that cannot be seen"),
        ("\ud800", "has a character that cannot be seen"),
        ("a./b", "has a part that begins with a space, or ends with a space or dot"),
        ("a /b", "has a part that begins with a space, or ends with a space or dot"),
        ("a/ b", "has a part that begins with a space, or ends with a space or dot"),
        ("é" * 128, "is too long"),
        ("/".join(["a" * 200] * 6), "is too long"),
        ("e\u0301", "is not in Unicode's normal form C"),
    ],
)
def test_bad_names(path, problem):
    assert problem == path_problem(path)


@given(st.text(max_size=20) | st.from_regex(r"(\.{0,2}[a-z]{0,2}/?){1,4}", fullmatch=True))
def test_a_good_name_stays_inside(path):
    if path_problem(path) is None:
        assert not path.startswith("/")
        assert not {"", ".", ".."} & set(path.split("/"))
        assert path == path.encode().decode()


@pytest.mark.parametrize(
    "paths",
    [["a", "a"], ["a.html", "A.html"], ["es/a", "ES/b"], ["a", "a/b"], ["A", "a/b"], ["straße", "STRASSE"]],
    ids=repr,
)
def test_names_that_clash(paths):
    assert len(clashes(paths)) == 1
    assert clashes(paths) == clashes(reversed(paths))


def test_names_that_do_not_clash():
    assert clashes(["a/b", "a/c", "a/d/e", "b", "ab"]) == []
