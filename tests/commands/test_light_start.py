"""A verb imports only what it needs: what takes long to import is not there before a text asks for it."""

import subprocess
import sys

import pytest

HEAVY = {"pydantic", "markdown_it", "ftfy", "rapidfuzz", "rich", "jinja2", "nh3", "yaml", "selectolax", "polib"}
IDLE = {"tempfile", "zipfile", "tomllib", "subprocess", "multiprocessing", "root.dat"}
"""Of the standard library: what a check needs none of whose tables are kept; and CLDR's data, 1 MB a language."""
CATALOG = """msgid ""
msgstr ""
"Language: de\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Take two tablets every day with water."
msgstr "Nehmen Sie täglich zwei Tabletten mit Wasser ein."
"""


@pytest.mark.parametrize("words", [["--version"], ["check", "--help"], ["check", "-q", "plain.po"]])
def test_a_plain_check_imports_nothing_heavy(tmp_path, words):
    program = "import sys, atexit; atexit.register(lambda: print(*sys.modules, sep='\\n', file=sys.stderr));"
    program += "opened = lambda name: str(name).endswith('root.dat') and print('root.dat', file=sys.stderr);"
    program += "sys.addaudithook(lambda event, values: event == 'open' and opened(values[0]));"
    program += "from toolkit.cli import main; main(sys.argv[1:])"
    # The first run may have to make the tables; and what the second one checks was not checked before.
    for text, unneeded in ((CATALOG, HEAVY), (CATALOG.replace("zwei", "2"), HEAVY | IDLE)):
        (tmp_path / "plain.po").write_text(text, "utf-8")
        done = subprocess.run(
            [sys.executable, "-c", program, *words], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert "toolkit.cli" in done.stderr.split()
        assert unneeded.isdisjoint(done.stderr.split())
