"""Whatever happens to `l10n publish`: the old site or the new one, whole, and a clear word."""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

import pytest

from toolkit.site.manifest import check_files
from toolkit.site.published import read_site

ES = "locales/es/LC_MESSAGES/hot-tea.po"
NOBODY = 65534


def fork(action):
    """Do `action`, which returns an exit code, in a process of its own, and return its id."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    code = 99
    try:
        code = action()
    except BaseException:  # noqa: BLE001 - nothing of the test run may go on in the child
        traceback.print_exc()
    finally:
        os._exit(code)


def exit_code(child):
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def release(out):
    """The name of the published release, after proving that the site is what its manifest says."""
    site, problems = read_site(out)
    assert problems == []
    assert check_files(site.manifest, site.hashes) == []
    return site.root.name


def said(run):
    """What a run of `publish --format json` said: exit code and the only diagnostic."""
    (item,) = json.loads(run.out)["diagnostics"]
    return run.code, item["code"], item["message"], item["hint"]


def test_a_publication_killed_at_a_random_moment_leaves_a_whole_site(tea):
    old = release(tea.root / "site")
    tea.edit(ES, "las personas que le rodean", "la gente que le rodea")
    moments = random.Random(6)
    seen = {old}
    for _ in range(6):
        child = fork(lambda: tea.run("publish", "--out", "site").code)
        time.sleep(moments.uniform(0, 2.5))
        os.kill(child, signal.SIGKILL)
        exit_code(child)
        seen.add(release(tea.root / "site"))
    assert tea.run("publish", "--out", "site").code == 0
    assert len(seen | {release(tea.root / "site")}) == 2
    left = {path.name for path in tea.root.joinpath("releases").iterdir() if path.name.startswith(".")}
    assert left - {".l10n-spare"} == {".l10n-lock", ".l10n-history.json"}


def test_of_two_publications_at_once_one_waits_or_fails_clearly(tea):
    children = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "toolkit",
                "--date",
                f"2026-03-0{day}",
                "publish",
                "--out",
                "site",
                "--format",
                "json",
            ],
            cwd=tea.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for day in (2, 3)
    ]
    for child in children:
        out, err = child.communicate()
        assert "Traceback" not in err
        if child.returncode:
            (item,) = json.loads(out)["diagnostics"]
            assert (child.returncode, item["code"]) == (2, "io")
            assert "another publication beside it is under way" in item["message"]
    assert 0 in {child.returncode for child in children}
    release(tea.root / "site")
    assert json.loads(tea.read("site/manifest.json"))["site"]["date"] in {"2026-03-02", "2026-03-03"}


def test_a_full_disk_is_exit_code_2_and_the_old_site_stays(tea):
    old = release(tea.root / "site")
    tea.edit(ES, "las personas que le rodean", "la gente que le rodea")

    def publish():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
        code, name, message, hint = said(tea.run("publish", "--out", "site", "--format", "json"))
        assert (name, hint) == ("io", "make room on the disk")
        assert message.endswith(": File too large")
        return code

    assert exit_code(fork(publish)) == 2
    assert release(tea.root / "site") == old
    assert [path.name for path in (tea.root / "releases").iterdir() if path.name.startswith(".l10n-stage")] == []


@pytest.fixture
def open_tea(published, open_project):
    """A copy of the published project that other users can reach, as pytest's own folders cannot be."""
    folder = Path(tempfile.mkdtemp(prefix="l10n-test-")).resolve()
    folder.chmod(0o755)
    shutil.copytree(published.root, folder / "project", symlinks=True)
    yield open_project(folder / "project")
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755)
    shutil.rmtree(folder)


def without_rights(action):
    """Return `action` as somebody does it whom permissions bind: root becomes nobody first."""

    def act():
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        return action()

    return act


@pytest.mark.parametrize("lost", [".", "releases"])
def test_a_target_that_cannot_be_written_is_exit_code_2_and_the_old_site_stays(open_tea, lost):
    old = release(open_tea.root / "site")
    open_tea.edit(ES, "las personas que le rodean", "la gente que le rodea")
    releases = open_tea.root / "releases"
    if os.geteuid() == 0:
        for path in [open_tea.root, releases, *releases.iterdir()]:
            os.chown(path, NOBODY, NOBODY)
    (open_tea.root / lost).chmod(0o555)

    def publish():
        code, name, message, hint = said(open_tea.run("publish", "--out", "site", "--format", "json"))
        assert (name, message) == ("io", "cannot publish to 'site': Permission denied")
        assert hint == "the folder, its parent and 'releases' beside it must be writable"
        return code

    assert exit_code(fork(without_rights(publish))) == 2
    assert release(open_tea.root / "site") == old


def test_a_target_in_a_place_that_is_no_folder_is_exit_code_2(tea):
    (tea.root / "file").write_text("text")
    assert said(tea.run("publish", "--out", "file/site", "--format", "json"))[:2] == (2, "io")


# The same sources give the same bytes


def test_another_place_another_order_and_more_processes_change_no_byte(published, tmp_path):
    names = [path.relative_to(published.root) for path in published.root.rglob("*") if path.is_file()]
    elsewhere = tmp_path / "another place/deep"
    for name in sorted((name for name in names if name.parts[0] not in {"site", "releases"}), reverse=True):
        (elsewhere / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(published.root / name, elsewhere / name)
    found = set()
    for seed, words in (("1", ["--jobs", "1"]), ("2", ["--jobs", "4"])):
        command = [sys.executable, "-m", "toolkit", "--date", "2026-03-01", "publish", "--out", f"site{seed}", *words]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Pacific/Kiritimati"}
        subprocess.run(command, cwd=elsewhere, env=environment, check=True, capture_output=True)
        found.add(release(elsewhere / f"site{seed}"))
    assert found == {release(published.root / "site")}


def test_pages_are_independent_jobs(published):
    """What one page is made of and proven by can be asked in any order, and sent to another process."""
    import datetime as dt
    import pickle

    from toolkit.project import load_project
    from toolkit.site.build import assemble, prepare
    from toolkit.site.composition import prove_one, prove_pages
    from toolkit.site.proving import prover
    from toolkit.site.survey import survey
    from toolkit.site.texts import write_text

    project = load_project(published.root)
    locales = project.config.all_locales
    prepared = prepare(project, locales, date=dt.date(2026, 3, 1))
    jobs = [(text.article, text.locale) for text in prepared.texts]
    random.Random(6).shuffle(jobs)
    there = pickle.loads(pickle.dumps(project))
    texts = {
        (article.domain, locale): pickle.loads(
            pickle.dumps(write_text(there, survey(there, locale, dt.date(2026, 3, 1)), article))
        )
        for article, locale in jobs
    }
    assert texts == {(text.article.domain, text.locale): text for text in prepared.texts}
    site = assemble(prepared, draft=False).site
    rows, _ = prove_pages(site, prover(project), 60_000)
    files = frozenset([*(built.page.path for built in site.pages), *site.files])
    alone = [prove_one(built, prover(there), 60_000, files)[0] for built in reversed(site.pages)]
    assert sorted(alone, key=lambda row: row.built.page.path) == list(rows)
