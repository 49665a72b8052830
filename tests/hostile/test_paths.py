"""No name and no link makes the tool write outside its folders, or two files one."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.article.markdown import parse_article
from toolkit.article.strings import parse_strings
from toolkit.catalog.exchange.xliff import parse_xliff
from toolkit.config import parse_config
from toolkit.diagnostic import ToolkitError
from toolkit.files import write_inside
from toolkit.limits import Limits
from toolkit.safety.statements import parse_statements
from toolkit.site.paths import path_problem
from toolkit.text.file_names import is_device
from toolkit.text.locales import is_locale

OUT = ["../x", "..", ".", "/etc/x", "a/b", "a\\b", "c:x", "a\0b", "a\nb", "~", "-x", "a b", "a.", "", "a%2fb", "%2e%2e"]
DEVICES = ["con", "nul", "aux", "prn", "com1", "lpt9"]
LOOKS_LIKE_TEA = ["tеa", "TEA", "tea\u200b", "te\u0061\u0301", "ｔｅａ", "ⓣea", "tea\u00a0", "ᴛea"]
"""None is three ASCII letters."""
APPROVE = ["approve", "es", "information-only", "--reviewer", "Test Reviewer", "--role", "test role"]


def slug_is_accepted(slug):
    quoted = "".join(f"\\U{ord(char):08x}" for char in slug)
    text = f'---\nslug: "{quoted}"\ntitle: T\ndescription: D\npublished: 2026-02-23\ntopics: [x]\n---\nText.\n'
    article, found = parse_article(text, "a.md")
    assert (article is None) is bool(found)
    return article is not None


def statement_is_accepted(name):
    quoted = "".join(f"\\U{ord(char):08x}" for char in name)
    text = f'["{quoted}"]\nseverity = "notice"\ntext = "Test."\ntopics = ["x"]\n'
    return bool(parse_statements(text, "source/safety/statements/t.toml")[0])


@pytest.mark.parametrize("name", [*OUT, *DEVICES, *LOOKS_LIKE_TEA], ids=ascii)
def test_no_name_of_a_file_may_lead_elsewhere_be_a_device_or_look_like_another(name):
    assert not slug_is_accepted(name)
    assert not statement_is_accepted(name)
    assert not is_locale(name)
    assert parse_config(f'[tool.l10n]\nsource-locale = "en"\nlocales = [{ascii(name)!s}]\n')[0] is None


@given(st.text(max_size=12) | st.from_regex(r"[a-z0-9.-]{1,8}", fullmatch=True))
def test_slugs_and_ids_that_are_accepted_are_names_everywhere(name):
    for accepted in (slug_is_accepted, statement_is_accepted):
        if accepted(name):
            assert name.isascii()
            assert name == name.lower()
            assert path_problem(f"{name}.html") is None


@pytest.mark.parametrize("name", ["NUL", "nul.html", "Con.tar.gz", "com1 .txt", "lpt\u00b2", "CONIN$"])
def test_devices(name):
    assert is_device(name)
    assert path_problem(f"es/{name}/x") == "has a name that Windows keeps for itself"


@pytest.mark.parametrize("name", ["console", "com", "com10", "null.html", "a.con", "auxiliary"])
def test_what_only_begins_like_a_device(name):
    assert not is_device(name)


@pytest.mark.parametrize(
    "locales",
    ['["es", "ES"]', '["es", "es"]', '["en"]', '["pt_BR", "pt_br"]', '["es/../.."]', '["en_XA"]', '["zh-Hans"]'],
)
def test_locales_that_are_one_folder_or_none_are_refused(locales):
    assert parse_config(f'[tool.l10n]\nsource-locale = "en"\nlocales = {locales}\n')[0] is None


def test_two_articles_with_one_slug_are_an_error(project):
    path = next((project.root / "source/articles").glob("*.md"))
    (path.parent / "second.md").write_bytes(path.read_bytes())
    done = project.run("extract")
    assert (done.code, "slug-duplicate" in done.out + done.err) == (1, True)


@pytest.mark.parametrize("verb", [["extract"], ["check"], ["status"], ["publish", "--draft", "--out", "site"]])
def test_an_article_whose_name_is_not_utf8_is_an_error(project, verb):
    path = next((project.root / "source/articles").glob("*.md"))
    text = path.read_text("utf-8").replace("paracetamol-safely", "second")
    Path(os.fsdecode(bytes(path.parent) + b"/\xff.md")).write_text(text, "utf-8")
    done = project.run(*verb)
    assert done.code == (0 if verb == ["status"] else 1)
    if verb != ["status"]:
        assert "error[invalid-utf8]: the name of the file is not UTF-8" in done.out + done.err


@pytest.mark.parametrize(
    "words",
    [
        ["report", "--out", "source/site.toml"],
        ["report", "--sheet", "es", "--out", "locales/es/LC_MESSAGES/site.po"],
        ["check", "--write-baseline", "pyproject.toml"],
        ["build", "--draft", "--out", "."],
        ["build", "--draft", "--out", "source"],
        ["build", "--draft", "--out", "locales/es"],
    ],
)
def test_what_people_wrote_is_not_written_over(project, words):
    before = project.files()
    done = project.run(*words)
    assert (done.code, "cannot write" in done.err) == (2, True)
    assert project.files() == before


def test_what_was_written_before_and_empty_files_are_written_over(project):
    for name in ("report.html", "base.json"):
        (project.root / name).touch()
    for _ in range(2):
        assert project.run("report", "--out", "report.html").code == 0
        assert project.run("check", "--write-baseline", "base.json").code == 0


def test_what_editors_and_systems_lay_beside_files_is_no_file_of_the_project(project):
    before = project.run("check", "--no-cache", "--format", "json").out
    for name in (
        "source/articles/paracetamol-safely.md",
        "source/safety/statements/paracetamol.toml",
        "locales/es/LC_MESSAGES/paracetamol-safely.po",
    ):
        file = project.root / name
        file.with_name(f".#{file.name}").symlink_to("someone@host.1:1")
        file.with_name(f"._{file.name}").write_bytes(b"\0\5\x16\7")
    done = project.run("check", "--no-cache", "--format", "json")
    assert (done.code, done.out) == (0, before)
    assert project.run("publish", "--draft", "--out", "site").code == 0
    assert project.run("fmt").code == 0


def test_an_address_of_the_menu_leads_to_no_script():
    for address in ["javascript:alert(1)", "//evil.example", "data:text/html,x", "\\\\evil", "https:evil", " /x"]:
        text = f"[[navigation]]\ntext = 'T'\nurl = '{address}'\n"
        assert parse_strings(text, "source/site.toml")[0] is None, address


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/x", "..", "safety-x/../../y", "a\\..\\b"])
def test_an_import_names_no_file(project, name):
    """The name of a catalog in an XLIFF is looked up among those that the project has."""
    path = project.root / "x.xlf"
    target = "<trans-unit id='a'><source>a</source><target>b</target></trans-unit>"
    path.write_text(
        "<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'>"
        f"<file original='{name}' source-language='en' target-language='es' datatype='po'><body>{target}</body></file>"
        "</xliff>",
        "utf-8",
    )
    before = project.files()
    parts, _ = parse_xliff(path.read_bytes(), "x.xlf", Limits())
    assert parts
    assert project.run("import", path).code == 1
    assert project.files() == before


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("locales", ["extract"]),
        ("locales/es", ["update"]),
        ("locales/es/LC_MESSAGES", ["update"]),
        ("locales/es", ["init", "es"]),
        ("source/safety/approvals", APPROVE),
        ("source/safety/approvals/es", APPROVE),
        ("source/safety/reviews", ["review", "es", "--reviewer", "Test Reviewer", "--role", "test role"]),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_a_link_out_of_the_project_is_not_written_through(project, tmp_path, link, words):
    outside = tmp_path / "outside"
    outside.mkdir()
    path = project.root / link
    if path.exists():
        path.rename(tmp_path / "before")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(outside)
    done = project.run(*words)
    assert (done.code, "leads out of the project" in done.err) == (2, True)
    assert list(outside.rglob("*")) == []


def test_a_catalog_that_is_a_link_is_not_written_through(project, tmp_path):
    project.run("update")
    catalog = next((project.root / "locales/es/LC_MESSAGES").glob("*.po"))
    outside = tmp_path / "outside.po"
    outside.write_text(catalog.read_text("utf-8").replace('msgid "', 'msgid   "'), "utf-8")
    before = outside.read_bytes()
    catalog.unlink()
    catalog.symlink_to(outside)
    for words in (["fmt"], ["fmt", "locales"], ["update"]):
        done = project.run(*words)
        assert (done.code, outside.read_bytes()) == (1, before), words
        assert "leads out of" in done.out + done.err
    assert project.run("fmt", catalog).code == 0, "who names the file itself means it"


def test_a_link_to_itself_is_a_finding(project):
    for path in ("source/articles/loop.md", "locales/es/LC_MESSAGES/loop.po", "source/safety/statements/loop.toml"):
        (project.root / path).parent.mkdir(parents=True, exist_ok=True)
        (project.root / path).symlink_to((project.root / path).name)
    done = project.run("check")
    assert done.code in {1, 2}
    assert "loop" in done.out


def test_a_catalog_that_is_a_link_to_itself_keeps_its_page_back(project):
    catalog = project.root / "locales/es/LC_MESSAGES/paracetamol-safely.po"
    catalog.unlink()
    catalog.symlink_to(catalog.name)
    done = project.run("publish", "--draft", "--out", "site")
    assert done.code == 1
    assert "es/paracetamol-safely.html: error[page-withheld]" in done.out
    assert (project.root / "site/en/paracetamol-safely.html").is_file()


@pytest.mark.parametrize("folder", ["statements", "approvals", "rules", "reviews"])
def test_a_folder_of_the_contract_that_cannot_be_listed_is_not_an_empty_one(project, folder):
    path = project.root / "source/safety" / folder
    shutil.rmtree(path, ignore_errors=True)
    for make in (lambda: path.write_bytes(b""), lambda: path.symlink_to(path.name), lambda: path.symlink_to("nowhere")):
        make()
        done = project.run("check")
        assert (done.code, f"cannot list 'source/safety/{folder}'" in done.err) == (2, True)
        path.unlink()


def test_a_folder_that_leads_into_itself_is_no_endless_tree(project):
    (project.root / "source/articles/again").symlink_to(".")
    (project.root / "locales/again").symlink_to("..")
    assert project.run("check").code in {0, 1}


def test_a_link_within_the_project_is_one(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "alias").symlink_to("real")
    assert write_inside(tmp_path, "alias/a.po", b"one") is True
    assert (tmp_path / "real" / "a.po").read_bytes() == b"one"


@pytest.mark.parametrize("path", ["../x", "/tmp/x", "a/../../x", "loop/x"])
def test_nothing_is_written_outside(tmp_path, path):
    root = tmp_path / "project"
    root.mkdir()
    (root / "loop").symlink_to("loop")
    with pytest.raises(ToolkitError) as caught:
        write_inside(root, path, b"x")
    assert caught.value.code == "io"
    assert sorted(item.name for item in tmp_path.rglob("*")) == ["loop", "project"]
