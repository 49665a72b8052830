"""Laws of the exchange formats: what is written is read as the same; what is hostile or foreign is refused."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog.exchange.apply import applied
from toolkit.catalog.exchange.entry import part_of
from toolkit.catalog.exchange.glossary_file import with_terms
from toolkit.catalog.exchange.sheet import COLUMNS, format_sheet, parse_sheet
from toolkit.catalog.exchange.tbx import TermEntry, format_tbx, parse_tbx
from toolkit.catalog.exchange.tmx import format_tmx, parse_tmx, records
from toolkit.catalog.exchange.xliff import NAMESPACE, format_xliff, parse_xliff
from toolkit.catalog.exchange.xml import name_of, parse_xml
from toolkit.limits import Limits
from toolkit.model import Catalog, Unit
from toolkit.text.glossary_file import parse_glossary

LIMITS = Limits()
# Markup of all kinds, what spreadsheets take for formulas, white space that must stay.
PIECES = [
    "Take",
    " ",
    "**no**",
    "[a](b)",
    "<b>&amp;",
    "]]>",
    '"',
    "'",
    "=",
    "+1",
    "-",
    "@x",
    "\n",
    "\t",
    ",",
    ";",
    "%s",
    "é",
    "服",
    "𝄞",
]
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join)
maybe = st.none() | st.just("") | texts
rows = st.lists(st.lists(st.sampled_from([p for p in PIECES if p != "\n"]), max_size=3).map("".join), max_size=3).map(
    tuple
)


@st.composite
def units(draw):
    plural = draw(st.none() | texts)
    msgstrs = draw(st.lists(st.just("") | texts, min_size=1, max_size=1 if plural is None else 4))
    fuzzy = draw(st.booleans())
    return Unit(
        draw(texts),
        tuple(msgstrs),
        draw(maybe),
        plural,
        flags=("fuzzy", "python-brace-format", "ignore-markup")[not fuzzy : draw(st.integers(1, 3))],
        translator_comments=draw(rows),
        comments=draw(rows),
        references=draw(st.sampled_from([(), ("source/a.md",), ("source/a.md", "b c.md:3")])),
        previous_msgctxt=draw(maybe),
        previous_msgid=draw(maybe),
        previous_msgid_plural=draw(maybe),
    )


@st.composite
def parts(draw):
    found = {unit.key: unit for unit in draw(st.lists(units(), max_size=5))}
    catalog = Catalog("pt.po", None, tuple(found.values()))
    return part_of(catalog, locale="pt_BR", source_locale="en", domain="a-b", project="P & <Q>")


def read(parsed):
    found, problems = parsed
    assert problems == []
    return found


@given(parts())
def test_what_is_written_as_xliff_is_read_as_the_same(part):
    assert (part,) == read(parse_xliff(format_xliff([part]), "a.xlf", LIMITS))


@given(parts())
def test_what_is_written_as_csv_is_read_as_the_same(part):
    assert ((part,) if part.entries else ()) == read(parse_sheet(format_sheet([part]), "a.csv", LIMITS))


@given(parts())
def test_what_is_finished_and_written_as_tmx_is_read_as_the_same_but_not_approved(part):
    finished = [entry.unit for entry in part.entries if entry.unit.translated]
    expected = [replace(unit, flags=("fuzzy", *unit.flags)) for unit in finished]
    found = read(parse_tmx(format_tmx([part]), "a.tmx", LIMITS))
    assert expected == [entry.unit for one in found for entry in one.entries]
    assert {(one.locale, one.source_locale, one.domain, one.project) for one in found} <= {
        ("pt_BR", "en", "a-b", part.project)
    }
    assert not any(entry.decided for one in found for entry in one.entries)
    assert [row.msgstrs for row in records(found, "pt_BR", "en", "a.tmx")] == [unit.msgstrs for unit in finished]


words = st.text("abc é服", min_size=1, max_size=6).map(str.strip).filter(bool)
forms = st.dictionaries(
    st.sampled_from(["en", "es", "zh_Hans"]),
    st.lists(words | words.map(lambda word: word + "*"), min_size=1, max_size=3, unique_by=lambda w: w.strip("*")).map(
        tuple
    ),
)


@given(st.lists(st.builds(TermEntry, words, st.sampled_from(["", "Not a & b."]), forms, st.just({})), max_size=3))
def test_what_is_written_as_tbx_is_read_as_the_same(terms):
    expected = [
        replace(term, forms={**term.forms, "en": tuple(dict.fromkeys([term.term, *term.forms.get("en", ())]))})
        for term in terms
    ]
    assert expected == list(read(parse_tbx(format_tbx(terms, "en"), "a.tbx", LIMITS, "en")))


def test_a_spreadsheet_sees_no_formula():
    unit = Unit("=1+1", ("@SUM(A1)",), comments=("-2", "'quoted"), translator_comments=("\tx",), msgctxt="＝1")
    part = part_of(Catalog("", None, (unit,)), locale="es", source_locale="en", domain="+d", project="-p")
    cells = [
        cell for row in csv.reader(io.StringIO(format_sheet([part]).decode("utf-8-sig"), newline="")) for cell in row
    ]
    assert [cell for cell in cells if cell[:1] in set("=+-@\t\r\n＝＋－＠")] == []
    assert "'=1+1" in cells


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_a_spreadsheet_writes_is_read(delimiter):
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(["Locale", "Source", "Translation", "Approved"])
    writer.writerow(["es", "one\r\ntwo, three; four", "UNO", "YES"])
    writer.writerow(["es", "five", "CINCO", ""])
    writer.writerow(["", "", "", ""])
    (part,) = read(parse_sheet(stream.getvalue().encode(), "a.csv", LIMITS))
    first, second = part.entries
    assert (first.unit, first.decided) == (Unit("one\ntwo, three; four", ("UNO",)), True)
    assert (second.unit.fuzzy, second.decided) == (True, False)


@pytest.mark.parametrize("plural", [False, True])
def test_a_text_that_a_spreadsheet_has_twice_is_read_twice(plural):
    head = ["locale", "source", "translation", "approved", *(["form", "msgid-plural", "msgid"] if plural else [])]
    rows = [["es", "day", one, "yes", *([form, "days", "day"] if plural else [])] for one in "AB" for form in "01"]
    rows = rows if plural else rows[::2]
    text = "\n".join(",".join(row) for row in [head, *rows])
    (part,) = read(parse_sheet(text.encode(), "a.csv", LIMITS))
    said = [("A", "A"), ("B", "B")] if plural else [("A",), ("B",)]
    assert [entry.unit.msgstrs for entry in part.entries] == said


def test_a_column_that_a_spreadsheet_has_twice_is_refused():
    parts, (problem,) = parse_sheet(b"locale,source,Translation,translation\nes,one,A,B\n", "a.csv", LIMITS)
    assert (parts, problem.line, "'translation' more than once" in problem.message) == ((), 1, True)


HOSTILE = {
    "entities": '<!DOCTYPE xliff [<!ENTITY a "b">]><xliff version="1.2">&a;</xliff>',
    "billion laughs": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xliff>&b;</xliff>',
    "external entity": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff>&a;</xliff>',
    "external subset": '<!DOCTYPE xliff SYSTEM "http://evil.example/x.dtd"><xliff version="1.2"/>',
    "subset of another root": '<!DOCTYPE xliff SYSTEM "xliff.dtd"><xliff version="1.2"/>',
    "doctype behind a comment": '<?xml version="1.0"?><!-- <a> --><?p <b>?>\n<!DOCTYPE x []><xliff version="1.2"/>',
    "doctype in UTF-16": '<!DOCTYPE x []><xliff version="1.2"/>'.encode("utf-16"),
    "doctype in UTF-7": '<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE x+AD4-<xliff/>',
    "undeclared entity": '<xliff version="1.2">&a;</xliff>',
    "depth": '<xliff version="1.2">' + "<file>" * 5_000,
    "a huge text": '<xliff version="1.2"><file>' + "a" * 11_000_000,
    "an archive": b"PK\x03\x04 and so on",
    "nothing": b"",
    "not text": b"\xff\x00\x01",
    "XLIFF 2": '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>',
    "something else": "<html/>",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(
    "parse", [parse_xliff, parse_tmx, lambda *rest: parse_tbx(*rest, "en")], ids=["xlf", "tmx", "tbx"]
)
def test_hostile_and_foreign_xml_is_refused(name, parse):
    data = HOSTILE[name]
    found, problems = parse(data if isinstance(data, bytes) else data.encode(), "a.xml", Limits(file_size=20_000_000))
    assert found == ()
    assert [item.code for item in problems] == ["import-refused"]


def test_a_file_over_the_limit_is_refused():
    small = Limits(file_size=1_000)
    for parse in (parse_xliff, parse_tmx, parse_sheet):
        found, (problem,) = parse(b"<xliff/>" + b" " * 1_000, "a", small)
        assert (found, problem.message) == ((), "the file has 1008 bytes, more than 1000")


OMEGAT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="OmegaT" srclang="EN-US" segtype="sentence"/><body>
<tu><tuv xml:lang="EN-US"><seg>One</seg></tuv><tuv xml:lang="ES-ES" changeid="x"><seg>UNO</seg></tuv></tu>
<tu><tuv xml:lang="EN-US"><seg>Two <bpt i="1">b</bpt></seg></tuv><tuv xml:lang="ES-ES"><seg>DOS</seg></tuv></tu>
</body></tmx>"""


def test_the_memory_of_omegat_is_read_and_its_document_type_never_asked_for():
    (part,) = read(parse_tmx(OMEGAT.encode(), "project_save.tmx", LIMITS))
    assert (part.locale, part.source_locale, part.domain) == ("es_ES", "en_US", None)
    assert [(row.msgid, row.msgstrs) for row in records([part], "es", "en", "m")] == [("One", ("UNO",))]
    assert list(records([part], "pt", "en", "m")) == []


def xliff_of(unit):
    return f"""<xliff version="1.2" xmlns="{NAMESPACE}"><file original="a" source-language="en" target-language="es">
    <body><group id="g">{unit}</group></body></file></xliff>""".encode()


@pytest.mark.parametrize(
    ("attributes", "state", "fuzzy", "decided"),
    [
        ('approved="yes"', "translated", False, True),
        ('approved="yes"', "needs-review-translation", True, True),
        ('approved="no"', "final", True, True),
        ("", "final", False, True),
        ("", "signed-off", False, True),
        ("", "translated", True, False),
        ("", "new", True, True),
    ],
)
def test_what_counts_as_approved_in_xliff(attributes, state, fuzzy, decided):
    unit = f'<trans-unit id="1" {attributes}><source>a</source><target state="{state}">A</target></trans-unit>'
    (part,), problems = parse_xliff(xliff_of(unit), "a.xlf", LIMITS)
    assert ([(entry.unit.fuzzy, entry.decided) for entry in part.entries], problems) == ([(fuzzy, decided)], [])


def test_segments_of_a_target_are_joined_and_other_inline_elements_refused():
    target = '<target><mrk mtype="seg" mid="0">A.</mrk> <mrk>B.</mrk></target>'
    good = f'<trans-unit id="1"><source>a</source>{target}</trans-unit>'
    bad = '<trans-unit id="2"><source>b</source><target>A <x id="1"/></target></trans-unit>'
    (part,), (problem,) = parse_xliff(xliff_of(good + bad), "a.xlf", LIMITS)
    assert [entry.unit.msgstr for entry in part.entries] == ["A. B."]
    assert "'2' has inline elements" in problem.message


class TestApplied:
    UNIT = Unit("one", ("UNO",))

    def apply(self, change, now=UNIT, guarded=False):
        (entry,) = part_of(
            Catalog("", None, (self.UNIT,)), locale="es", source_locale="en", domain="d", project="p"
        ).entries
        entry = replace(entry, **change)
        catalog = Catalog("es.po", None, (now,))
        done = applied(catalog, [entry], guarded=lambda unit: bool(unit) and guarded, locale="es", domain="d")
        return done.catalog.units[0], [item.code for item in done.diagnostics]

    def test_what_did_not_change_changes_nothing(self):
        assert self.apply({}) == (self.UNIT, [])
        since = replace(self.UNIT, msgstrs=("UN",))
        assert self.apply({}, since) == (since, [])

    def test_an_approved_change_is_taken_and_another_one_is_fuzzy(self):
        assert self.apply({"unit": Unit("one", ("UNA",))}) == (Unit("one", ("UNA",)), [])
        expected = Unit("one", ("UNA",), flags=("fuzzy",))
        assert self.apply({"unit": expected}) == (expected, [])
        assert self.apply({"unit": Unit("one", ("UNA",)), "decided": False}) == (expected, [])

    def test_a_reviewer_approves_or_refuses_without_a_change(self):
        fuzzy = Unit("one", ("UNO",), flags=("fuzzy",), previous_msgid="ones")
        assert self.apply({"exported": None}, fuzzy) == (self.UNIT, [])
        assert self.apply({"unit": fuzzy})[0].fuzzy
        assert self.apply({"unit": fuzzy, "decided": False}) == (self.UNIT, [])

    def test_an_empty_translation_deletes_nothing_and_comments_are_added(self):
        assert self.apply({"unit": Unit("one", translator_comments=("why?",))}) == (
            replace(self.UNIT, translator_comments=("why?",)),
            [],
        )

    @pytest.mark.parametrize(("second", "code"), [("UNA", ["import-twice"]), ("UNO", []), ("", [])])
    def test_of_two_translations_in_one_file_none_is_taken(self, second, code):
        units = (Unit("one", ("UNO",)), Unit("one", (second,)))
        part = part_of(Catalog("", None, units), locale="es", source_locale="en", domain="d", project="p")
        entries = [replace(entry, exported=None) for entry in part.entries]
        empty = Unit("one", ("",))
        done = applied(Catalog("es.po", None, (empty,)), entries, guarded=lambda _: False, locale="es", domain="d")
        assert [item.code for item in done.diagnostics] == code
        assert done.catalog.units == ((empty,) if code else (Unit("one", ("UNO",)),))

    @pytest.mark.parametrize("decided", [True, False])
    def test_of_a_text_that_is_approved_and_is_not_nothing_is_taken(self, decided):
        units = (Unit("one", ("UNO",)), Unit("one", ("UNO",) if decided else ("UNA",), flags=("fuzzy",)))
        part = part_of(Catalog("", None, units), locale="es", source_locale="en", domain="d", project="p")
        first, second = [replace(entry, exported=None) for entry in part.entries]
        entries = [first, replace(second, decided=decided)]
        empty = Unit("one", ("",))
        done = applied(Catalog("es.po", None, (empty,)), entries, guarded=lambda _: False, locale="es", domain="d")
        assert [item.code for item in done.diagnostics] == ["import-twice"]
        assert done.catalog.units == (empty,)

    def test_what_changed_on_both_sides_is_left_to_a_human(self):
        ours = Unit("one", ("UN",))
        found, codes = self.apply({"unit": Unit("one", ("UNA",))}, ours)
        assert (found.msgstr, found.fuzzy, found.translator_comments) == ("UN", True, ('l10n:conflict "UNA"',))
        assert codes == ["import-conflict"]
        assert self.apply({"unit": Unit("one", ("UNA",))}, found) == (found, [])

    def test_a_check_that_a_file_switches_off_is_told(self):
        silenced = Unit("one", ("UNO",), translator_comments=(" l10n:ignore added-number", "why?"))
        assert self.apply({"unit": silenced}) == (silenced, ["import-ignore"])
        assert self.apply({"unit": silenced}, silenced) == (silenced, [])

    def test_a_changed_safety_text_is_told(self):
        assert self.apply({"unit": Unit("one", ("UNA",))}, guarded=True)[1] == ["import-safety-text"]

    @pytest.mark.parametrize("text", ["U\0NO", "UNO\u202e", "\u2067UNO", "U\x1bNO", "UNO\n"])
    def test_what_would_break_the_catalog_is_refused(self, text):
        assert self.apply({"unit": Unit("one", (text,))}) == (self.UNIT, ["import-refused"])

    def test_another_number_of_forms_is_an_error_and_an_unknown_unit_is_told(self):
        catalog = Catalog("es.po", None, (Unit("day", ("", ""), msgid_plural="days"),))
        part = part_of(
            Catalog("", None, (Unit("day", ("D",), msgid_plural="days"), Unit("two", ("DOS",), "c"))),
            locale="es",
            source_locale="en",
            domain="d",
            project="p",
        )
        done = applied(catalog, part.entries, guarded=bool, locale="es", domain="d")
        assert (done.catalog, [item.code for item in done.diagnostics]) == (catalog, ["import-forms"])
        assert [unit.msgid for unit in done.unknown] == ["two"]


GLOSSARY = """# our terms
[[term]]
term = "spasm" # one
note = "Not a cramp."
[term.forms]
en = ["spasm", "spasms"]
de = ["Spasm*"]
[term.forbidden]
de = ["Krampf"]
"""


def test_terms_are_added_and_what_stands_there_stays():
    assert with_terms(GLOSSARY, [TermEntry("Spasm", "Other.", {"en": ("spasm",), "de": ("Spasm",)}, {})]) == (
        GLOSSARY,
        [],
    )
    new = [
        TermEntry("spasm", "", {"es": ("espasmo",), "de": ("Krampf",)}, {"es": ("calambre",)}),
        TermEntry("dose", "How much.", {"en": ("dose",), "es": ("dosis",)}, {}),
    ]
    text, left_out = with_terms(GLOSSARY, new)
    glossary, problems = parse_glossary(text, "terms.toml")
    spasm, dose = glossary.terms
    assert problems == []
    assert text.startswith('# our terms\n[[term]]\nterm = "spasm" # one\n')
    assert (spasm.forms["es"], spasm.forms["de"], spasm.forbidden["es"]) == (("espasmo",), ("Spasm*",), ("calambre",))
    assert (dose.note, dose.forms["es"]) == ("How much.", ("dosis",))
    assert left_out == ["'Krampf' (de) is in 'forbidden' of 'spasm'"]
    assert with_terms(text, new)[0] == text
    assert with_terms("", new[1:])[0].startswith('[[term]]\nterm = "dose"\n')


def test_the_columns_that_a_reviewer_needs_come_first():
    assert COLUMNS[:3] == ("source", "translation", "approved")
    assert len(set(COLUMNS)) == len(COLUMNS)


@given(parts())
def test_xliff_keeps_the_rules_of_its_schema_about_names(part):
    """All that the strict schema of XLIFF 1.2 asks beyond the order of elements, which is fixed here."""
    root = parse_xml(format_xliff([part]), "a.xlf", LIMITS)[0]
    units = [element for element in root.iter() if name_of(element) in {"trans-unit", "group"}]
    assert len({unit.get("id") for unit in units}) == len(units)
    assert [element for element in root.iter() if name_of(element) == "context-group" and element.get("name")] == []
    order = ["source", "target", "context-group", "note"]
    for unit in units:
        places = [order.index(name) for child in unit if (name := name_of(child)) in order]
        assert places == sorted(places)
