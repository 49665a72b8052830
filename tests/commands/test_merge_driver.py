"""`l10n merge-driver` under the real git: two translators' branches merge by message."""

import os
import shutil
import subprocess
import sys

import pytest

pytestmark = pytest.mark.needs("git")

PO = "locales/es/LC_MESSAGES/general.po"
BASE = """\
msgid ""
msgstr ""
"Project-Id-Version: p\\n"
"POT-Creation-Date: 2026-02-23 00:00+0000\\n"
"PO-Revision-Date: 2026-02-23 00:00+0000\\n"
"Last-Translator: none\\n"
"Language-Team: none\\n"
"Language: es\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

msgid "One tablet a day."
msgstr ""

msgid "Never two."
msgstr ""
"""


class Repository:
    """A git repository with a catalog, whose merges use the driver."""

    def __init__(self, root):
        self.root = root
        self.file = root / PO
        self.file.parent.mkdir(parents=True)
        driver = f"{sys.executable} -m toolkit merge-driver %O %A %B %P"
        self.git("init", "-q", "-b", "main")
        for name, value in (("user.name", "Test Person"), ("user.email", "test@example.org")):
            self.git("config", name, value)
        self.git("config", "merge.l10n.driver", driver)
        (root / ".gitattributes").write_text("*.po merge=l10n\n")
        self.commit(BASE)

    def git(self, *words, code=0):
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        run = subprocess.run(
            ["git", *words], cwd=self.root, env=environment, capture_output=True, text=True, check=False
        )
        assert run.returncode == code, run.stdout + run.stderr
        return run.stdout + run.stderr

    def commit(self, text, branch=None):
        if branch:
            self.git("checkout", "-q", "-B", branch, "main")
        self.file.write_text(text, "utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "edit")


def translated(text, msgid, msgstr):
    return text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"')


@pytest.fixture
def repository_with_driver(tmp_path):
    return Repository(tmp_path / "repository")


def test_neighbouring_messages_that_two_branches_translated_merge(repository_with_driver):
    repository = repository_with_driver
    one = translated(BASE, "One tablet a day.", "Una pastilla al día.").replace("02-23 00:00", "03-01 08:00")
    two = translated(BASE, "Never two.", "Nunca dos.").replace("02-23 00:00", "03-02 08:00")
    repository.commit(one, "one")
    repository.commit(two, "two")
    repository.git("merge", "-q", "one", "-m", "merge")
    text = repository.file.read_text("utf-8")
    assert 'msgstr "Una pastilla al día."' in text
    assert 'msgstr "Nunca dos."' in text
    assert "PO-Revision-Date: 2026-03-02" in text
    assert "<<<<" not in text


def test_two_translations_of_one_message_are_a_conflict_that_git_sees_and_no_page_shows(repository_with_driver):
    repository = repository_with_driver
    repository.commit(translated(BASE, "Never two.", "Nunca dos."), "one")
    repository.commit(translated(BASE, "Never two.", "Jamás tome dos."), "two")
    said = repository.git("merge", "one", "-m", "merge", code=1)
    assert "both sides changed 'Never two.'" in said
    assert repository.git("diff", "--name-only", "--diff-filter=U").split() == [PO]
    text = repository.file.read_text("utf-8")
    assert '# l10n:conflict "Nunca dos."\n#, fuzzy\nmsgid "Never two."\nmsgstr "Jamás tome dos."' in text
    run = subprocess.run(
        [sys.executable, "-m", "toolkit", "check", PO], cwd=repository.root, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert "error[unresolved-merge]: the other side of a merge has" in run.stdout


def test_a_criss_cross_merge_keeps_every_translation(repository_with_driver):
    repository = repository_with_driver
    repository.commit(translated(BASE, "One tablet a day.", "Una pastilla al día."), "one")
    repository.commit(translated(BASE, "Never two.", "Nunca dos."), "two")
    first, second = repository.git("rev-parse", "one", "two").split()
    repository.git("merge", "-q", first, "-m", "into two")
    repository.git("checkout", "-q", "one")
    repository.git("merge", "-q", second, "-m", "into one")
    edited = repository.file.read_text("utf-8").replace("Nunca dos.", "Nunca tome dos.")
    repository.file.write_text(edited, "utf-8")
    repository.git("commit", "-q", "-a", "-m", "edit")
    repository.git("checkout", "-q", "two")
    repository.git("merge", "-q", "one", "-m", "crossed")
    text = repository.file.read_text("utf-8")
    assert 'msgstr "Una pastilla al día."' in text
    assert 'msgstr "Nunca tome dos."' in text
    assert "fuzzy" not in text


def test_a_broken_catalog_is_left_to_git_with_its_markers(repository_with_driver):
    repository = repository_with_driver
    repository.commit(translated(BASE, "Never two.", "Nunca dos."), "one")
    repository.commit(BASE.replace('msgid "Never two."\nmsgstr ""', 'msgid "Never two."\nmsgstr "Jamás'), "two")
    said = repository.git("merge", "one", "-m", "merge", code=1)
    assert "git merges it by lines" in said
    assert "<<<<<<<" in repository.file.read_text("utf-8")


def test_a_file_that_both_branches_added_merges_without_a_base(repository_with_driver):
    repository = repository_with_driver
    other = PO.replace("general", "new")
    for branch, msgid, msgstr in (("one", "Never two.", "Nunca dos."), ("two", "One tablet a day.", "Una al día.")):
        repository.git("checkout", "-q", "-B", branch, "main")
        (repository.root / other).write_text(translated(BASE, msgid, msgstr), "utf-8")
        repository.git("add", "-A")
        repository.git("commit", "-q", "-m", branch)
    repository.git("merge", "-q", "one", "-m", "merge")
    text = (repository.root / other).read_text("utf-8")
    assert "Nunca dos." in text
    assert "Una al día." in text


def test_git_without_the_driver_merges_as_ever(tmp_path):
    repository = Repository(tmp_path / "plain")
    repository.git("config", "--unset", "merge.l10n.driver")
    repository.commit(BASE.replace("Project-Id-Version: p", "Project-Id-Version: q"), "one")
    repository.commit(translated(BASE, "Never two.", "Nunca dos."), "two")
    repository.git("merge", "-q", "one", "-m", "merge")
    assert "Project-Id-Version: q" in repository.file.read_text("utf-8")
    assert shutil.which("git")
