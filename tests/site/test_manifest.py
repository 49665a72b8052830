"""The manifest: canonical bytes, a schema that says the same as the code, and no trust in what is read."""

import datetime as dt
import json
from importlib import resources

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from toolkit.model import PageState
from toolkit.site.manifest import (
    LIMIT,
    TOOL,
    FileRecord,
    Inputs,
    Manifest,
    PageRecord,
    Proven,
    SiteRecord,
    check_files,
    format_manifest,
    parse_manifest,
    sha256,
)
from toolkit.site.records import read_records

SCHEMA = json.loads(resources.files("toolkit.site").joinpath("manifest.schema.json").read_text("utf-8"))
A, B = "a" * 64, "b" * 64


def page(**fields):
    defaults = {
        "path": "es/baclofen.html",
        "locale": "es",
        "article": "baclofen",
        "state": "fresh",
        "sha256": A,
        "inputs": Inputs(source=A, catalogs={"baclofen": B}, statements={"s": A}, approvals={"s": B}, template=A),
        "proof": (Proven(id="s", state="kept", sha256=A),),
        "watched": ("c" * 32,),
    }
    return PageRecord.model_validate({**defaults, **fields}, strict=False)


def manifest(pages=None, files=None):
    pages = [page()] if pages is None else pages
    files = [FileRecord(path="index.html", sha256=B)] if files is None else files
    site = SiteRecord(tool=TOOL, version="1.2", date=dt.date(2026, 2, 23))
    return Manifest(version=1, site=site, pages=tuple(pages), files=tuple(files))


def data():
    return json.loads(format_manifest(manifest()))


def changed(*path, value=None, remove=False):
    """Return the bytes of a good manifest with the value at `path` replaced, or removed."""
    found = top = data()
    for step in path[:-1]:
        found = found[step]
    if remove:
        del found[path[-1]]
    else:
        found[path[-1]] = value
    return json.dumps(top).encode()


def messages(problems):
    return [problem.message for problem in problems]


def test_a_manifest_is_written_like_this():
    assert format_manifest(manifest()).decode() == (
        '{\n "files": [\n  {\n   "path": "index.html",\n   "sha256": "' + B + '"\n  }\n ],\n'
        ' "pages": [\n  {\n   "article": "baclofen",\n   "inputs": {\n'
        '    "approvals": {\n     "s": "' + B + '"\n    },\n'
        '    "catalogs": {\n     "baclofen": "' + B + '"\n    },\n'
        '    "source": "' + A + '",\n'
        '    "statements": {\n     "s": "' + A + '"\n    },\n'
        '    "template": "' + A + '"\n   },\n'
        '   "locale": "es",\n   "path": "es/baclofen.html",\n'
        '   "proof": [\n    {\n     "id": "s",\n     "sha256": "' + A + '",\n     "state": "kept"\n    }\n   ],\n'
        '   "sha256": "' + A + '",\n   "state": "fresh",\n'
        '   "watched": [\n    "' + "c" * 32 + '"\n   ]\n  }\n ],\n'
        ' "site": {\n  "date": "2026-02-23",\n  "tool": "content-l10n-toolkit",\n  "version": "1.2"\n },\n'
        ' "version": 1\n}\n'
    )


digests = st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}")
names = st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True)
tables = st.dictionaries(names, digests, max_size=3)
proofs = st.builds(
    Proven, id=names, state=st.sampled_from(["kept", "absent", "hidden", "not-approved"]), sha256=digests
)
pages = st.builds(
    PageRecord,
    path=names.map(lambda name: f"es/{name}.html"),
    locale=st.sampled_from(["es", "pt_BR", "zh_Hans", "en_XA"]),
    article=names,
    state=st.sampled_from(["fresh", "draft", "kept", "replaced"]).map(PageState),
    sha256=digests,
    inputs=st.builds(Inputs, source=digests, catalogs=tables, statements=tables, approvals=tables, template=digests),
    proof=st.lists(proofs, max_size=3, unique_by=lambda row: row.id).map(tuple),
    watched=st.lists(digests.map(lambda digest: digest[:32]), max_size=4).map(tuple),
)
files = st.builds(FileRecord, path=names.map(lambda name: f"{name}.xml"), sha256=digests)
manifests = st.builds(
    manifest,
    pages=st.lists(pages, max_size=4, unique_by=lambda row: row.path),
    files=st.lists(files, max_size=4, unique_by=lambda row: row.path),
)


@settings(max_examples=60)
@given(manifests)
def test_what_is_written_is_read_again_and_keeps_the_schema(value):
    written = format_manifest(value)
    whole = json.dumps(value.model_dump(mode="json", exclude_none=True), ensure_ascii=False, indent=1, sort_keys=True)
    assert written.decode() == f"{whole}\n"  # the slow twin
    assert (value, []) == parse_manifest(written)
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(json.loads(written))] == []


@settings(max_examples=30)
@given(manifests, st.randoms(use_true_random=False))
def test_the_order_of_pages_and_files_changes_no_byte(value, random):
    pages, files = list(value.pages), list(value.files)
    random.shuffle(pages)
    random.shuffle(files)
    assert format_manifest(value) == format_manifest(manifest(pages, files))


@settings(max_examples=60)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_make_the_reader_raise(noise):
    found, problems = parse_manifest(noise)
    assert found is None
    assert {"manifest-invalid"} == {problem.code for problem in problems}


@settings(max_examples=60)
@given(st.data())
def test_no_json_makes_the_reader_raise(draw):
    leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner))
    key = draw.draw(st.sampled_from(["version", "site", "pages", "files"]))
    _, problems = parse_manifest(json.dumps({**data(), key: draw.draw(values)}).encode())
    assert {problem.code for problem in problems} <= {"manifest-invalid"}


def in_page(*path, value=None):
    return changed("pages", 0, *path, value=value)


# The second column says whether a JSON Schema can say it too.
HOSTILE = {
    "another version": (changed("version", value=2), True, "version: 2 is a format that this version"),
    "a version that is true": (changed("version", value=True), True, "version: Input should be a valid integer"),
    "a version as text": (changed("version", value="1"), True, "version: Input should be a valid integer"),
    "a web app's manifest": (b'{"name": "App", "icons": []}', True, "version: is missing"),
    "a list": (b"[]", True, "Input should be an object"),
    "another tool": (
        changed("site", "tool", value="mdbook"),
        True,
        "site.tool: Input should be 'content-l10n-toolkit'",
    ),
    "no date": (changed("site", "date", remove=True), True, "site.date: is missing"),
    "a date as a number": (changed("site", "date", value=20260223), True, "site.date: "),
    "a day that is none": (changed("site", "date", value="2026-02-30"), False, "site.date: "),
    "a time for a date": (changed("site", "date", value="2026-02-23T00:00:00"), True, "site.date: "),
    "an unknown key": (changed("sites", value=[]), True, "sites: is no key of a manifest"),
    "an unknown key of a page": (in_page("html", value=""), True, "pages[0].html: is no key of a manifest"),
    "a page that is text": (changed("pages", 0, value="x"), True, "pages[0]: "),
    "pages as a table": (changed("pages", value={}), True, "pages: Input should be a valid array"),
    "a path upwards": (in_page("path", value="../x.html"), True, "'../x.html' has an empty part, '.' or '..'"),
    "a path upwards in the middle": (in_page("path", value="es/../../x"), True, "has an empty part, '.' or '..'"),
    "an absolute path": (in_page("path", value="/etc/passwd"), True, "'/etc/passwd' is absolute"),
    "a path of another system": (in_page("path", value="es\\x.html"), True, "has one of the characters"),
    "a drive": (in_page("path", value="C:x.html"), True, "has one of the characters"),
    "an empty path": (in_page("path", value=""), True, "'' is empty"),
    "a NUL in a path": (in_page("path", value="es/\0.html"), True, "has a character that cannot be seen"),
    "a bidi override in a path": (in_page("path", value="es/\u202elmth.html"), False, "that cannot be seen"),
    "a path that is not NFC": (in_page("path", value="es/e\u0301.html"), False, "normal form C"),
    "a path that is too long": (in_page("path", value="a" * 256), False, "is too long"),
    "a path twice": (in_page("path", value="index.html"), False, "cannot both be in one site"),
    "paths that differ in case": (in_page("path", value="INDEX.html"), False, "cannot both be in one site"),
    "a page that is a folder too": (in_page("path", value="index.html/x"), False, "cannot both be in one site"),
    "the manifest in itself": (in_page("path", value="manifest.json"), False, "cannot both be in one site"),
    "a locale upwards": (in_page("locale", value="../es"), True, "pages[0].locale: '../es' is no locale"),
    "a locale that nobody knows": (in_page("locale", value="qqq"), False, "'qqq' is no locale"),
    "a state that a published page cannot have": (in_page("state", value="withheld"), True, "not in the site"),
    "a state that does not exist": (in_page("state", value="perfect"), True, "pages[0].state: "),
    "an article with markup": (in_page("article", value="<b>"), True, "pages[0].article: "),
    "a digest in capitals": (in_page("sha256", value="A" * 64), True, "pages[0].sha256: "),
    # ECMA's `$` refuses it, but the validator uses Python's
    "a digest with a line end": (in_page("sha256", value="a" * 64 + "\n"), False, "pages[0].sha256: "),
    "a digest that is short": (in_page("inputs", "source", value="abc"), True, "pages[0].inputs.source: "),
    "a digest that is a number": (in_page("sha256", value=10**9), True, "pages[0].sha256: "),
    "a table with a bad name": (in_page("inputs", "catalogs", value={"../x": A}), True, "pages[0].inputs.catalogs."),
    "a statement twice": (
        in_page(
            "proof", value=[{"id": "s", "state": "kept", "sha256": A}, {"id": "s", "state": "absent", "sha256": A}]
        ),
        False,
        "pages[0]: a statement is listed twice in the proof",
    ),
    "a proof of nothing known": (in_page("proof", 0, "state", value="fine"), True, "pages[0].proof[0].state: "),
    "a watched message that is none": (in_page("watched", value=["zz"]), True, "pages[0].watched[0]: "),
    "a lone surrogate": (in_page("path", value="\ud800"), False, ""),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_manifest_is_refused_with_its_place(name):
    hostile, in_schema, message = HOSTILE[name]
    found, problems = parse_manifest(hostile, "site/manifest.json")
    assert found is None
    assert {("manifest-invalid", "site/manifest.json")} == {(item.code, item.path) for item in problems}
    assert any(message in item.message for item in problems), messages(problems)
    assert in_schema is not Draft202012Validator(SCHEMA).is_valid(json.loads(hostile))


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        (b"", "is not valid JSON: Expecting value", 1),
        (b'{\n "version": 1,\n', "is not valid JSON: Expecting property name enclosed in double quotes", 3),
        (b'\xef\xbb\xbf{"version": 1}', "is not valid JSON: Unexpected UTF-8 BOM", 1),
        (b"\xff", "is not UTF-8: byte 0", None),
        (b'{"version": 1, "version": 1}', "the key 'version' is there twice", None),
        (b'{"version": NaN}', "NaN is no value of JSON", None),
        (b"[" * 100_000, "is nested too deeply", None),
        (b"1" * 5000, "has a number that is too long", None),
        (b" " * (LIMIT + 1), f"has more than {LIMIT} bytes", None),
    ],
    ids=["nothing", "half", "BOM", "no text", "a key twice", "NaN", "deep", "a long number", "huge"],
)
def test_what_is_no_json_is_refused_with_its_line(text, message, line):
    found, problems = parse_manifest(text)
    assert (None, [(message, line)]) == (found, [(item.message.split(" (")[0], item.line) for item in problems])


def test_a_thousand_problems_are_summed_up():
    found, problems = parse_manifest(changed("pages", value=["x"] * 1000))
    assert found is None
    assert len(problems) == 51
    assert problems[-1].message == "has 950 more problems"


def test_schema_and_code_know_the_same_keys():
    own = Manifest.model_json_schema()
    parts = {"SiteRecord": "site", "PageRecord": "page", "Inputs": "inputs", "Proven": "proven", "FileRecord": "file"}
    pairs = [(own, SCHEMA), *((own["$defs"][ours], SCHEMA["$defs"][theirs]) for ours, theirs in parts.items())]
    for ours, theirs in pairs:
        assert set(ours["properties"]) == set(theirs["properties"])
        assert (
            set(ours["required"])
            == set(theirs["required"])
            == set(theirs["properties"]) - {"severity", "region", "promised"}
        )
        assert theirs["additionalProperties"] is False
        assert all(part.get("description") for part in theirs["properties"].values())
    states = own["$defs"]["Proven"]["properties"]["state"]["enum"]
    assert states == SCHEMA["$defs"]["proven"]["properties"]["state"]["enum"]


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


def test_a_site_that_is_what_it_says_has_no_findings():
    hashes = {"es/baclofen.html": A, "index.html": B, "manifest.json": sha256(b"whatever")}
    assert check_files(manifest(), hashes) == []


def test_missing_extra_and_changed_files_are_found():
    found = check_files(manifest(), {"index.html": A, "es/other.html": A, "manifest.json": B})
    expected = [
        ("page-missing", "es/baclofen.html", "'es/baclofen.html' is in the manifest but not in the site"),
        ("page-extra", "es/other.html", "'es/other.html' is in the site but not in the manifest"),
        ("page-changed", "index.html", "'index.html' is not what was published"),
    ]
    assert expected == [(item.code, item.path, item.message) for item in found]


def test_a_symbolic_link_is_not_what_was_published():
    found = check_files(manifest(), {"index.html": B, "es/baclofen.html": ""})
    assert [(item.code, item.path) for item in found] == [("page-changed", "es/baclofen.html")]


def records_of(folder, written):
    file = folder / "manifest.json"
    file.write_bytes(written)
    return read_records(file)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(manifests)
def test_a_record_at_a_time_says_what_the_whole_says(tmp_path, one):
    found = records_of(tmp_path, format_manifest(one))
    assert found is not None
    assert found.hashes == one.hashes
    assert sorted(found.pages) == sorted((row.path, row.locale) for row in one.pages)
    first = {(row.article, row.locale): row for row in reversed(one.pages)}
    assert {key: found.page_of(*key) for key in first} == first


def test_what_is_refused_as_a_whole_or_has_another_layout_has_no_records(tmp_path):
    good = format_manifest(manifest())
    assert records_of(tmp_path, good) is not None
    lines = good.splitlines(keepends=True)
    shorter = [b"".join(lines[:number] + lines[number + 1 :]) for number in range(len(lines))]
    doubled = [b"".join(lines[: number + 1] + lines[number:]) for number in range(len(lines))]
    others = [json.dumps(data()).encode(), good + b"{}", good[:-4], b"", good.replace(b"es/", b"../")]
    others += [changed("pages", 0, "path", value="index.html"), changed("version", value=2)]
    for bad in [*shorter, *doubled, *others]:
        parsed, _ = parse_manifest(bad)
        records = records_of(tmp_path, bad)
        assert records is None or (parsed is not None and dict(records.hashes) == parsed.hashes)
