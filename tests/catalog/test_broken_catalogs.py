"""Broken catalogs: each kind gets one clear error, with its place and the msgid where it was read."""

import pytest

from toolkit.catalog.problems import HINTS
from toolkit.catalog.read import read_catalog
from toolkit.diagnostic import Severity
from toolkit.limits import Limits

FIELDS = {
    "Project-Id-Version": "patients",
    "PO-Revision-Date": "2026-02-23 00:00+0000",
    "Last-Translator": "Automatically generated",
    "Language-Team": "none",
    "Language": "es",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def header(**changes):
    fields = FIELDS | {name.replace("_", "-"): value for name, value in changes.items()}
    rows = [f'"{name}: {value}\\n"' for name, value in fields.items() if value is not None]
    return "\n".join(['msgid ""', 'msgstr ""', *rows, "", ""])


HEADER = header()
START = HEADER.count("\n") + 1  # line on which the first entry begins
GOOD = 'msgid "good"\nmsgstr "BUENO"\n'
UNEVEN_PLURAL = 'msgid "a\\n"\nmsgid_plural "as"\nmsgstr[0] "A\\n"\nmsgstr[1] "AS\\n"\n\n'
UNEVEN_FORM = 'msgid "a\\n"\nmsgid_plural "as\\n"\nmsgstr[0] "A\\n"\nmsgstr[1] ""\n\n'
PLURAL = 'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "A"\nmsgstr[1] "AS"\n'


def errors(data, path="es.po", **options):
    catalog, found = read_catalog(data if isinstance(data, bytes) else data.encode(), path, **options)
    return catalog, [item for item in found if item.severity is Severity.ERROR]


# What stands after the header: (line after the header's, column, code, msgid)
ENTRIES = {
    'msgid "a"\nmsgstr "open\n\n' + GOOD: (2, 8, "unterminated-string", "a"),
    'msgid "open\nmsgstr "b"\n\n' + GOOD: (1, 7, "unterminated-string", None),
    'msgid "a"\nmsgstr ""\n"first"\n"second\n\n' + GOOD: (4, 1, "unterminated-string", "a"),
    'msgid "a"\nmsgstr "b\\"\n\n' + GOOD: (2, 8, "unterminated-string", "a"),
    '<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n=======\nmsgid "a"\n>>>>>>> x\n\n' + GOOD: (1, 1, "conflict-marker", None),
    'msgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n=======\nmsgstr "c"\n>>>>>>> x\n\n' + GOOD: (2, 1, "conflict-marker", "a"),
    'msgid "a"\nmsgstr "b"\n=======\n\n' + GOOD: (3, 1, "conflict-marker", "a"),
    'msgid "a"\nmsgstr "b"\n||||||| base\n\n' + GOOD: (3, 1, "conflict-marker", "a"),
    'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n\n' + GOOD: (4, None, "duplicate-message", "a"),
    'msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n\n' + GOOD: (4, None, "duplicate-message", "a"),
    HEADER + GOOD: (1, None, "duplicate-message", ""),
    'msgctxt "x"\nmsgid ""\nmsgstr "b"\n\n' + GOOD: (2, None, "empty-msgid", ""),
    'msgid "a"\nmsgstr "b\x00"\n\n' + GOOD: (2, 10, "nul-character", "a"),
    'msgid "a"\nmsgstr "b\\000"\n\n' + GOOD: (2, 10, "nul-character", "a"),
    'msgid "a"\nmsgstr "b\x07"\n\n' + GOOD: (2, 10, "control-character", "a"),
    'msgid "a"\nmsgstr "b\\a"\n\n' + GOOD: (2, 10, "control-character", "a"),
    'msgid "a"\nmsgstr "b\rc"\n\n' + GOOD: (2, 10, "control-character", "a"),
    'msgid "a"\nmsgstr "b\\r"\n\n' + GOOD: (2, 10, "control-character", "a"),
    'msgid "a"\nmsgstr "b\x85c"\n\n' + GOOD: (2, 10, "control-character", "a"),
    'msgid "a"\nmsgstr "b\u2028c"\n\n' + GOOD: (2, 10, "control-character", "a"),
    'msgid "a\\004b"\nmsgstr "c"\n\n' + GOOD: (1, 9, "control-character", "a\4b"),
    '# note\x1b[2J\nmsgid "a"\nmsgstr "b"\n\n' + GOOD: (1, 7, "control-character", "a"),
    'msgid "a"\nmsgstr "b\u202ec"\n\n' + GOOD: (2, 10, "bidi-character", "a"),
    'msgid "a"\nmsgstr "b\\xe2\\x80\\xaez"\n\n' + GOOD: (2, 10, "bidi-character", "a"),
    'msgid "a"\nmsgstr "b\u2067c"\n\n' + GOOD: (2, 10, "bidi-character", "a"),
    'msgid "a"\nmsgstr ""\n"\u2067b\u2069"\n"c\u2069"\n\n' + GOOD: (4, 3, "bidi-character", "a"),
    '#. \u202bnote\nmsgid "a"\nmsgstr "b"\n\n' + GOOD: (1, 4, "bidi-character", "a"),
    '#: \u2068open path.md\nmsgid "a"\nmsgstr "b"\n\n' + GOOD: (1, 4, "bidi-character", "a"),
    'msgid "a"\nmsgstr "b\\q"\n\n' + GOOD: (2, 10, "invalid-escape", "a"),
    'msgid "a"\nmsgstr "b\\u0041"\n\n' + GOOD: (2, 10, "invalid-escape", "a"),
    'msgid "a"\nmsgstr "b\\xg"\n\n' + GOOD: (2, 10, "invalid-escape", "a"),
    'msgid "a"\nmsgstr "b\\777"\n\n' + GOOD: (2, 10, "invalid-escape", "a"),
    'msgid "a"\nmsgstr "b\\x123"\n\n' + GOOD: (2, 10, "invalid-escape", "a"),
    'msgid "a"\nmsgstr "b\\xff"\n\n' + GOOD: (2, 10, "invalid-utf8", "a"),
    'msgid "a"\nmsgstr "b\udcff\udcfe"\n\n' + GOOD: (2, 10, "invalid-utf8", "a"),
    'msgid "a"\nmsgstr "b\udced\udca0\udc80"\n\n' + GOOD: (2, 10, "invalid-utf8", "a"),
    '# caf\udce9\nmsgid "a"\nmsgstr "b"\n\n' + GOOD: (1, 6, "invalid-utf8", "a"),
    'msgid "a"\n\n' + GOOD: (1, 1, "syntax", "a"),
    'msgid "a"\nmsgid_plural "b"\n\n' + GOOD: (2, 1, "syntax", "a"),
    'msgctxt "a"\n\n# note\n\n' + GOOD: (3, 1, "syntax", None),
    GOOD + '\nmsgid "end"\n': (4, 1, "syntax", "end"),
    'msgid "a"\nmsgstr\n\n' + GOOD: (2, 1, "syntax", "a"),
    'msgstr "b"\n\n' + GOOD: (1, 1, "syntax", None),
    'msgid "a"\nmsgctxt "b"\nmsgstr "c"\n\n' + GOOD: (2, 1, "syntax", "a"),
    'msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n\n' + GOOD: (3, 1, "syntax", "a"),
    'msgid "a"\nmsgstr[0] "c"\n\n' + GOOD: (2, 1, "syntax", "a"),
    'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "d"\n\n' + GOOD: (4, 1, "syntax", "a"),
    'msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\nmsgstr[0] "d"\n\n' + GOOD: (3, 1, "syntax", "a"),
    f'msgid "a"\nmsgid_plural "b"\nmsgstr[{"9" * 5000}] "c"\n\n' + GOOD: (3, 1, "syntax", "a"),
    'msgid "a"\nmsgstr "b"\nmsgstr "c"\n\n' + GOOD: (3, 1, "syntax", "a"),
    'msgid "a" unquoted\nmsgstr "b"\n\n' + GOOD: (1, 11, "syntax", None),
    'msgid "a"\nmsgstr "b" msgid "c"\n\n' + GOOD: (2, 12, "syntax", "a"),
    'msgid "a"\nmsgstr "b" "\n\n' + GOOD: (2, 12, "unterminated-string", "a"),
    'msgid "a"\nmsgstr "he said "no" to it"\n\n' + GOOD: (2, 18, "syntax", "a"),
    'domain "other"\n\n' + GOOD: (1, 1, "syntax", None),
    'MSGID "a"\nMSGSTR "b"\n\n' + GOOD: (1, 1, "syntax", None),
    '\u00a0msgid "a"\nmsgstr "b"\n\n' + GOOD: (1, 1, "syntax", None),
    'msgid "a"\n# note\nmsgstr "b"\n\n' + GOOD: (2, 1, "syntax", "a"),
    '#| msgid "was"\n# note\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n\n' + GOOD: (2, 1, "syntax", None),
    '#| garbage\nmsgid "a"\nmsgstr "b"\n\n' + GOOD: (1, 4, "syntax", None),
    '#| msgstr "was"\nmsgid "a"\nmsgstr "b"\n\n' + GOOD: (1, 4, "syntax", None),
    '#| msgid "open\nmsgid "a"\nmsgstr "b"\n\n' + GOOD: (1, 10, "unterminated-string", None),
    '#| msgid "was"\n#~ msgid "a"\n#~ msgstr "b"\n\n' + GOOD: (2, 4, "syntax", None),
    '#~ msgid "a"\nmsgstr "b"\n\n' + GOOD: (2, 1, "syntax", "a"),
    'msgid "a"\n#~ msgstr "b"\n\n' + GOOD: (2, 4, "syntax", "a"),
    '#~ msgid "a"\n#~ msgstr "open\n\n' + GOOD: (2, 11, "unterminated-string", "a"),
    PLURAL.replace('msgstr[1] "AS"\n', "") + "\n" + GOOD: (3, None, "missing-plural-form", "a"),
    PLURAL + 'msgstr[2] "ASES"\n\n' + GOOD: (5, None, "surplus-plural-form", "a"),
    'msgid "a\\n"\nmsgstr "b"\n\n' + GOOD: (2, None, "newline-mismatch", "a\n"),
    'msgid "a"\nmsgstr "\\nb"\n\n' + GOOD: (2, None, "newline-mismatch", "a"),
    UNEVEN_PLURAL + GOOD: (1, None, "newline-mismatch", "a\n"),
    UNEVEN_FORM + GOOD: (4, None, "newline-mismatch", "a\n"),
}  # fmt: skip


@pytest.mark.parametrize("text", ENTRIES, ids=lambda text: repr(text[:40]))
def test_a_broken_entry_gets_one_error_with_its_place_and_the_rest_is_read(text):
    line, column, code, msgid = ENTRIES[text]
    catalog, found = errors((HEADER + text).encode("utf-8", "surrogateescape"))
    expected = (START - 1 + line, column, code, "es.po", msgid)
    assert [expected] == [(item.line, item.column, item.code, item.path, item.msgid) for item in found]
    assert catalog.translation("good") == ("BUENO",)


HEADERS = {
    GOOD: (1, "header-missing"),
    "": (1, "header-missing"),
    GOOD + "\n" + HEADER: (4, "header-missing"),
    "#, fuzzy\n" + HEADER + GOOD: (2, "header-fuzzy"),
    header(Content_Type="text/plain; charset=ISO-8859-1") + GOOD: (9, "header-field"),
    header(Content_Type="text/plain; charset=CHARSET") + GOOD: (9, "header-field"),
    header(Content_Type="text/plain") + GOOD: (9, "header-field"),
    header(Content_Type=None) + GOOD: (2, "header-field"),
    HEADER.replace('"Language:', '"Language: fr\\n"\n"Language:') + GOOD: (7, "header-field"),
    HEADER.replace('"Language:', '"nonsense\\n"\n"Language:') + GOOD: (2, "header-field"),
    'msgid ""\nmsgstr ""\n\n' + GOOD: (2, "header-field"),
    header(Plural_Forms=None) + PLURAL: (2, "plural-forms"),
    header(Plural_Forms="nplurals=INTEGER; plural=EXPRESSION;") + GOOD: (11, "plural-forms"),
    header(Plural_Forms="nplurals=999999999; plural=n != 1;") + GOOD: (11, "plural-forms"),
    header(Plural_Forms="nplurals=2; plural=n/0;") + PLURAL: (11, "plural-forms"),
    header(Plural_Forms="nplurals=2; plural=n;") + GOOD: (11, "plural-forms"),
}


@pytest.mark.parametrize("text", HEADERS, ids=lambda text: repr(text[:50]))
def test_a_broken_header_gets_one_error_with_its_line(text):
    _, found = errors(text)
    assert [(*HEADERS[text], "")] == [(item.line, item.code, item.msgid) for item in found]


def test_missing_fields_that_no_tool_needs_are_a_warning():
    catalog, found = read_catalog((header(Language_Team=None, Language=None) + GOOD).encode(), "es.po")
    assert [(item.code, item.severity) for item in found] == [("header-field", "warning")]
    assert "Language-Team, Language" in found[0].message
    assert catalog.translation("good") == ("BUENO",)


def test_a_byte_order_mark_is_an_error_and_the_file_is_read():
    catalog, found = errors(b"\xef\xbb\xbf" + (HEADER + GOOD).encode())
    assert [(item.code, item.line, item.column) for item in found] == [("byte-order-mark", 1, 1)]
    assert catalog.translation("good") == ("BUENO",)


def test_utf_16_is_refused():
    catalog, found = errors((HEADER + GOOD).encode("utf-16"))
    assert [item.code for item in found] == ["byte-order-mark"]
    assert catalog.units == ()


@pytest.mark.parametrize("number", [0x950412DE, 0xDE120495])
def test_a_compiled_catalog_is_called_by_its_name(number):
    catalog, found = errors(number.to_bytes(4, "little") + bytes(24))
    assert [(item.code, "compiled catalog (.mo)" in item.message) for item in found] == [("syntax", True)]
    assert catalog.units == ()


def test_a_template_may_have_placeholders_and_a_fuzzy_header():
    text = header(Plural_Forms="nplurals=INTEGER; plural=EXPRESSION;", Content_Type="text/plain; charset=CHARSET")
    text = "#, fuzzy\n" + text + 'msgid "a"\nmsgid_plural "as"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    assert errors(text, "patients.pot")[1] == []
    assert errors(text, "patients.po", template=True)[1] == []
    assert sorted(item.code for item in errors(text)[1]) == ["header-field", "header-fuzzy", "plural-forms"]


def test_a_comment_after_the_last_entry_is_a_warning():
    _, found = read_catalog((HEADER + GOOD + "\n# lost\n").encode(), "es.po")
    assert [(item.code, item.line, item.severity) for item in found] == [("stray-comment", START + 3, "warning")]


def test_a_fuzzy_or_obsolete_entry_may_miss_forms_and_line_breaks():
    text = "#, fuzzy\n" + 'msgid "a\\n"\nmsgid_plural "as\\n"\nmsgstr[0] "x"\n\n#~ msgid "b\\n"\n#~ msgstr "c"\n'
    assert errors(HEADER + text)[1] == []


def test_marks_and_balanced_isolates_are_ordinary_text():
    text = 'msgid "a"\nmsgstr "\u200f\u200e\u061cقبل \u2067(ABC \u2066x\u2069)\u2069"\n'
    assert errors(HEADER + text)[1] == []


def test_a_reference_with_spaces_stands_between_isolates():
    catalog, found = errors(HEADER + '#: \u2068my article.md\u2069:12 b.md\nmsgid "a"\nmsgstr "b"\n')
    assert found == []
    assert catalog.units[0].references == ("my article.md:12", "b.md")


def test_escapes_are_those_of_c():
    catalog, found = errors(HEADER + r'msgid "\\n \"\t\x41\101\303\251\xC3\xA9\n"' + '\nmsgstr "b\\n"\n')
    assert found == []
    assert catalog.units[0].msgid == '\\n "\tAAéé\n'


def test_both_kinds_of_flag_lines_are_read_in_their_order():
    catalog, _ = errors(HEADER + '#= read-only\n#, fuzzy, max-length:40\nmsgid "a"\nmsgstr "b"\n')
    assert catalog.units[0].flags == ("read-only", "fuzzy", "max-length:40")


def test_limits_are_kept():
    text = HEADER + 'msgid "long"\nmsgstr "' + "x" * 401 + '"\n\n' + GOOD
    catalog, found = errors(text, limits=Limits(file_size=10_000, message_size=400, messages=10))
    assert [(item.code, item.line, item.msgid) for item in found] == [("limit-exceeded", START + 1, "long")]
    assert [unit.msgid for unit in catalog.units] == ["good"]
    _, found = errors(text, limits=Limits(file_size=100, message_size=400, messages=10))
    assert [(item.code, item.line) for item in found] == [("limit-exceeded", None)]
    _, found = errors(text, limits=Limits(file_size=10_000, message_size=1_000, messages=2))
    assert [item.code for item in found] == ["limit-exceeded"]


def test_a_file_of_nonsense_is_given_up():
    _, found = errors(HEADER + "nonsense\n\n" * 100_000)
    assert len(found) == Limits().problems + 1
    assert "limit-exceeded" in {item.code for item in found}
    _, found = errors(HEADER + GOOD * 10_000)
    assert len(found) == Limits().problems + 1
    assert {item.code for item in found} == {"duplicate-message", "limit-exceeded"}


REPEATED = {
    '"x"\n': 'msgid "a"\nmsgstr ""\n{}',
    "# comment\n": "{}",
    "#| a\n": "{}",
    '#~ "x"\n': 'msgid "a"\nmsgstr ""\n{}',
    "=======\n\n": "{}",
    "msgctxt\n": "{}",
    '"\\\n': 'msgid "a"\nmsgstr ""\n{}',
    "\u2068": '#: {}\nmsgid "a"\nmsgstr "b"\n',
    "\x01": '# {}\nmsgid "a"\nmsgstr "{}"\n',
    "\\n": 'msgid "a"\nmsgstr "{}"\n',
    "\\x41": 'msgid "a"\nmsgstr "{}"\n',
    '\\"': 'msgid "a"\nmsgstr "{}\n',
    " ": 'msgid "a"\nmsgstr{}\n',
    "fuzzy,": '#, {}\nmsgid "a"\nmsgstr "b"\n',
}


@pytest.mark.parametrize("piece", REPEATED, ids=repr)
def test_long_repetitions_are_read_in_linear_time(piece):
    text = HEADER + REPEATED[piece].replace("{}", piece * (500_000 // len(piece))) + GOOD
    catalog, found = read_catalog(text.encode(), "es.po")
    assert catalog.header is not None
    assert found or GOOD.split('"')[1] in {unit.msgid for unit in catalog.units}


def test_a_header_of_many_fields_is_read_in_linear_time():
    text = 'msgid ""\nmsgstr ""\n' + "".join(f'"A{number}:\\n"\n"A{number}:\\n"\n' for number in range(1_200)) + GOOD
    _, found = errors(text)
    assert [(item.code, item.line) for item in found] == [("header-field", 2), ("header-field", 3)]


def test_each_code_is_lower_case_words_and_each_message_is_one_line():
    for text in ENTRIES:
        for item in errors((HEADER + text).encode("utf-8", "surrogateescape"))[1]:
            assert item.code in HINTS
            assert item.message[0].islower() or not item.message[0].isalpha() or item.message.startswith("U+")
            assert item.message.isprintable()
