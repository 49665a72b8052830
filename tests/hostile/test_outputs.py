"""What a catalog says, and what it is called, forges no finding in any form in which findings are told."""

import json
import re
import unicodedata
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.config import Config, parse_config

FORGED = "FORGED"
TEXTS = [
    f"\\n::error file=x.po,line=1::{FORGED}",
    f"\\r\\n##[error]{FORGED}",
    f"x.po:1: error[{FORGED}]: {FORGED}",
    f"\\n<failure message='{FORGED}'/></testcase></testsuite>",
    f"]]></failure><failure>{FORGED}",
    f'"}}], \\"ruleId\\": \\"{FORGED}\\"'.replace('"}', '\\"}'),
    f"[{FORGED}](javascript:alert(1))",
    f"%0A::error::{FORGED}",
    f"\\x1b[2K\\x1b[1G0 errors {FORGED}",
    f"\u202e{FORGED}",
    f"\u2028{FORGED}\u2029",
    f"`` | <img src=x onerror=alert(1)> {FORGED} |\\n| a |",
    f'=HYPERLINK(\\"https://evil.example\\",\\"{FORGED}\\")',
]
NAMES = [
    "es.po",
    f"a\n::error::{FORGED}.po",
    f"\u202e{FORGED}.po",
    f"]]>&<{FORGED}.po",
    f"{FORGED}](x).po",
    "\x1b[2K.po",
]
HEADER = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: es\\n'
    'Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)


@pytest.fixture(params=NAMES, ids=ascii)
def told(request, project):
    """Return what `l10n check` tells about a hostile file in a form."""
    rows = [f'msgid "{number} {text} 5 mg"\nmsgstr "{text} 7 mg"\n' for number, text in enumerate(TEXTS)]
    (project.root / request.param).write_text(HEADER + "\n".join(rows), "utf-8")

    def told(form):
        done = project.run("check", request.param, "--format", form)
        assert done.code == 1
        return done.out

    told.expected = json.loads(told("json"))["diagnostics"]
    assert len(told.expected) > len(TEXTS)
    assert not [item for item in told.expected if FORGED in item["code"]]
    return told


def no_unseen(text):
    return [char for char in text if unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} and char != "\n"]


def test_no_form_has_more_findings_than_there_are(told):
    lines = told("text").rstrip("\n").split("\n")
    findings = [line for line in lines if not line.startswith("    ")][:-1]
    assert len(findings) == len(told.expected)
    assert all(re.match(r".*\.po(?::\d+)?: (?:error|warning|note)\[[a-z0-9-]+\]: ", line) for line in findings)
    assert no_unseen("\n".join(lines)) == []

    lines = told("github").rstrip("\n").split("\n")
    assert len([line for line in lines if line.startswith(("::error ", "::warning ", "::notice "))]) == len(
        told.expected
    )
    assert len(lines) == len(told.expected)
    assert no_unseen("\n".join(lines)) == []
    assert "##[" not in "".join(lines)

    (run,) = json.loads(told("sarif"))["runs"]
    assert [item["ruleId"] for item in run["results"]] == [item["code"] for item in told.expected]
    assert not [item for item in run["results"] if re.search(r"\]\(", item["message"]["text"])]

    root = ET.fromstring(told("junit"))
    failed = [*root.iter("failure"), *root.iter("skipped"), *root.iter("error")]
    assert len(failed) <= len(told.expected) == sum(1 for _ in root.iter("testcase"))

    assert len(json.loads(told("gitlab"))) == len(told.expected)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([name.replace("_", "-") for name in Config.model_fields]), values, max_size=4))
def test_settings_of_any_kind_are_read_or_refused_with_their_keys(settings):
    import tomlkit

    try:
        text = tomlkit.dumps({"tool": {"l10n": settings}})
    except (ValueError, TypeError):  # TOML cannot hold them
        return
    config, found = parse_config(text)
    assert (config is None) is bool(found)
    assert all(item.code == "settings" and item.message for item in found)


@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda data: data.decode("latin-1")))
def test_no_text_of_a_settings_file_raises(text):
    for head in ("", "[tool.l10n]\n", '[tool.l10n]\nsource-locale = "en"\nlocales = ["es"]\n'):
        config, found = parse_config(head + text)
        assert config is not None or found
