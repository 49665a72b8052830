"""Settings: every problem at once, each with its key path and line."""

import time

import pytest

from toolkit.config import load_config, parse_config
from toolkit.diagnostic import ToolkitError


def problems(text):
    config, found = parse_config(text)
    assert (config is None) == bool(found)
    return [(item.line, item.message) for item in found]


def test_the_two_required_settings_are_enough():
    config, found = parse_config('[tool.l10n]\nsource-locale = "en"\nlocales = ["pt_BR", "ar"]\n')
    assert found == []
    assert config.all_locales == ("en", "pt_BR", "ar")


def test_every_problem_is_reported_at_once_with_its_key_and_line():
    text = '[tool.l10n]\nlocales = ["pt-BR"]\nbase-url = "ftp://x"\njobs = 0\ncolour = true\n\n'
    text += "[tool.l10n.limits]\nfile-size = 1\n"
    assert problems(text) == [
        (1, "tool.l10n.source-locale: is missing"),
        (2, "tool.l10n.locales.0: 'pt-BR' is no locale that CLDR knows; write it as in pt_BR or zh_Hans"),
        (3, "tool.l10n.base-url: must be an absolute http(s) address without query and fragment"),
        (8, "tool.l10n.limits.file-size: Input should be greater than or equal to 1000"),
        (4, "tool.l10n.jobs: Input should be greater than or equal to 1"),
        (5, "tool.l10n.colour: is no setting"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[tool.l10n\n", 1, "not valid TOML"),
        ("[tool]\n", None, "there is no table [tool.l10n]"),
        ('[tool]\nl10n = "x"\n', None, "there is no table [tool.l10n]"),
        ('[tool.l10n]\nsource-locale = "en"\nlocales = ["es", "es"]\n', 1, "listed twice"),
        ('[tool.l10n]\nsource-locale = "en"\nlocales = ["en"]\n', 1, "is the source locale"),
        ('[tool.l10n]\nsource-locale = "../etc"\nlocales = []\n', 2, "no locale that CLDR knows"),
        ('[tool.l10n]\nsource-locale = "en"\nlocales = []\nallowed-signers = "../k"\n', 4, "inside the project"),
    ],
)
def test_a_wrong_setting_is_named(text, line, words):
    ((found_line, message),) = problems(text)
    assert found_line == line
    assert words in message


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('source_locale = "en"', "tool.l10n.source_locale: is no setting; did you mean 'source-locale'?"),
        ("job = 2", "tool.l10n.job: is no setting; did you mean 'jobs'?"),
        ("limits = { filesize = 9000 }", "tool.l10n.limits.filesize: is no setting; did you mean 'file-size'?"),
        ('second-reviewer = "critical"', "tool.l10n.second-reviewer: must be a list, in brackets"),
        ('severity = { fuzzy = "eror" }', "tool.l10n.severity.fuzzy: must be 'error', 'warning', 'note' or 'off'"),
    ],
)
def test_what_is_meant_is_said_of_a_wrong_setting(line, words):
    assert problems(f'[tool.l10n]\nsource-locale = "en"\nlocales = []\n{line}\n') == [(4, words)]


@pytest.mark.parametrize(
    ("there", "words"),
    [
        (
            'xx_YY = "https://a.example/"',
            "xx_YY: 'xx_YY' is no locale that CLDR knows; write it as in pt_BR or zh_Hans",
        ),
        ('es = "javascript:x()"', "es: 'javascript:x()' is no address that a link may have"),
        ('es = "JavaScript:x()"', "es: 'JavaScript:x()' is no address that a link may have"),
        ('es = " java\\tscript:x()"', "is no address that a link may have"),
        ('es = "data:text/html,x"', "is no address that a link may have"),
        ('es = ""', "is no address that a link may have"),
    ],
)
def test_a_link_that_no_page_may_have_is_refused_with_its_line(there, words):
    head = '[tool.l10n]\nsource-locale = "en"\nlocales = ["es"]\n\n[tool.l10n.links."https://b.example/"]\n'
    ((line, message),) = problems(f"{head}{there}\n")
    assert line == 6
    assert message.startswith("tool.l10n.links.https://b.example/.")
    assert words in message


@pytest.mark.parametrize(
    "address", ["https://a.example/x?y=z:1#f", "mailto:a@b.example", "tel:+15", "../x.html", "#a:b"]
)
def test_a_link_that_a_page_may_have_is_taken(address):
    config, found = parse_config(f'[tool.l10n]\nsource-locale="en"\nlocales=["es"]\nlinks."/x"={{es="{address}"}}\n')
    assert found == []
    assert config.links == {"/x": {"es": address}}


def test_time_for_wrong_settings_grows_with_their_number_only():
    text = '[tool.l10n]\nsource-locale = "en"\nlocales = []\n' + "".join(f"a{number} = 1\n" for number in range(10_000))
    began = time.process_time()
    assert problems(text)[-1] == (10_003, "tool.l10n.a9999: is no setting")
    assert time.process_time() - began < 5


def test_a_folder_without_settings_is_no_project(tmp_path):
    with pytest.raises(ToolkitError, match="is no project") as caught:
        load_config(tmp_path)
    assert (caught.value.code, caught.value.exit_code) == ("settings", 2)


def test_wrong_settings_end_the_run_with_all_problems(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.l10n]\nlocales = ["xx_YY"]\n')
    with pytest.raises(ToolkitError, match=r"(?s)source-locale: is missing.*pyproject.toml:2: .*xx_YY"):
        load_config(tmp_path)
