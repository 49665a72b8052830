"""What a release takes from others: names of files, and whole folders, none of which ever changes for a reader."""

import datetime as dt
import os
import random
from pathlib import Path

import pytest

from toolkit.site.contents import Files, Held, Linked
from toolkit.site.exchange import remove
from toolkit.site.manifest import TOOL, FileRecord, Manifest, SiteRecord, check_files, format_manifest, sha256
from toolkit.site.published import read_site
from toolkit.site.staging import SPARE, STAGE, make_spare, stage
from toolkit.site.swap import release_name, swap_in

KINDS = ["link", "folder"]
PAGES = [f"{locale}/{name}.html" for locale in ("ar", "es", "ja") for name in "abc"]


def site(pages):
    """Return a site with these pages, an index and its manifest."""
    files = {"index.html": b"index", **pages}
    records = tuple(FileRecord(path=path, sha256=sha256(data)) for path, data in files.items())
    record = SiteRecord(tool=TOOL, version="1", date=dt.date(2026, 2, 23))
    return {**files, "manifest.json": format_manifest(Manifest(version=1, site=record, pages=(), files=records))}


def edition(texts, lacking=None):
    """Return a site whose pages hold these texts, by path; `lacking` is the name of pages that it has not."""
    return site({path: texts.get(path, path).encode() for path in PAGES if Path(path).name != lacking})


def read(folder):
    """Return the files of a folder by path."""
    root = folder.resolve()
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def verified(out):
    """Return the files of the published folder after proving that they are what the manifest says."""
    published, problems = read_site(out)
    assert problems == []
    assert check_files(published.manifest, published.hashes) == []
    return read(out)


def start(kind, out):
    if kind == "folder":
        out.mkdir()
    swap_in(site({"es/a.html": b"before"}), out)


def releases(parent):
    return sorted(path.name for path in (parent / "releases").iterdir() if not path.name.startswith("."))


def amended(out, before, after):
    """Return the files of a site, of which those that are as before are only linked."""
    root = out.resolve()
    return Files({
        path: Linked(f"{root}/{path}", sha256(data)) if before.get(path) == data else Held(data)
        for path, data in after.items()
    })  # fmt: skip


def edits(seed, number=14):
    """Return editions of which each differs from the one before in a few pages; now and then, a page goes and comes."""
    rng, texts, found = random.Random(seed), {}, []
    for turn in range(number):
        for path in rng.sample(PAGES, rng.randint(1, 2)):
            texts[path] = f"{path} {turn}"
        found.append(edition(texts, lacking="b.html" if rng.random() < 0.2 else None))
    return found


def publish(out, editions, keep=1, before_each=lambda: None):
    """Publish editions, the first as a whole, each other as an amendment; yield what the swap says of each."""
    known = {}
    for files in editions:
        before_each()
        yield files, swap_in(amended(out, known, files) if known else files, out, keep=keep, known=known)
        known = files


def stamps(folder):
    """Return what the file system says of each file below a folder, by path."""
    root = folder.resolve()
    found = {path.relative_to(root).as_posix(): path.stat() for path in root.rglob("*") if path.is_file()}
    return {
        path: (row.st_ino, row.st_size, row.st_mtime_ns, row.st_ctime_ns, row.st_mode) for path, row in found.items()
    }


def inodes(folder):
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(4))
def test_it_is_the_same_with_and_without_spare_folders(tmp_path, kind, seed):
    one, other = tmp_path / "one/site", tmp_path / "other/site"
    for out in (one, other):
        out.parent.mkdir()
        start(kind, out)
    bare = publish(other, edits(seed), before_each=lambda: remove(other.parent / "releases" / SPARE))
    for (files, _), _ in zip(publish(one, edits(seed)), bare, strict=True):
        assert verified(one) == verified(other) == files
        assert releases(one.parent) == releases(other.parent)
        for name in releases(one.parent):
            assert read(one.parent / "releases" / name) == read(other.parent / "releases" / name)
            assert name == release_name(read(one.parent / "releases" / name))
        assert not (one.parent / "releases" / STAGE).exists()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(4))
def test_a_folder_that_a_reader_has_open_stays_as_it_was_until_it_is_gone(tmp_path, kind, seed):
    out = tmp_path / "site"
    start(kind, out)
    opened = []
    try:
        for _, _ in publish(out, edits(seed), keep=0):
            for folder in [out.resolve(), *out.resolve().iterdir()]:
                if folder.is_dir():
                    handle = os.open(folder, os.O_RDONLY)
                    opened.append((handle, texts_in(handle)))
            for handle, before in opened:
                assert texts_in(handle).items() <= before.items()
    finally:
        for handle, _ in opened:
            os.close(handle)


def texts_in(handle):
    """Return the files that are right in an open folder, with their texts."""
    found = {}
    with os.scandir(handle) as rows:
        names = [row.name for row in rows if row.is_file()]
    for name in names:
        with open(os.open(name, os.O_RDONLY, dir_fd=handle), "rb") as stream:  # noqa: PTH123 - a descriptor
            found[name] = stream.read()
    return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_spare_but_files_of_the_published_site(tmp_path, kind, seed):
    out = tmp_path / "site"
    start(kind, out)
    for _ in publish(out, edits(seed), keep=seed % 3):
        spare = tmp_path / "releases" / SPARE
        for one in spare.iterdir() if spare.exists() else ():
            assert inodes(one).items() <= inodes(out.resolve()).items()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(4))
def test_the_file_system_says_of_steady_folders_what_it_said_before(tmp_path, kind, seed):
    out = tmp_path / "site"
    start(kind, out)
    before, seen = stamps(out), set()
    for _, swap in publish(out, edits(seed), keep=1):
        now = stamps(out)
        for path, stamp in now.items():
            if path.rpartition("/")[0] in swap.steady:
                assert before[path] == stamp
        before, seen = now, seen | swap.steady
    assert seen <= {"ar", "es", "ja"}


@pytest.mark.parametrize("kind", KINDS)
def test_folders_without_a_change_are_moved_and_no_file_in_them_gets_a_name(tmp_path, kind, monkeypatch):
    out = tmp_path / "site"
    start(kind, out)
    linked = []
    link = os.link
    editions = [edition({"es/a.html": str(number)}) for number in range(8)]
    for number, (_, swap) in enumerate(publish(out, editions, keep=1)):
        # The first is a whole, which leaves spare folders for each edition until a release goes.
        if number:
            assert linked
            assert {Path(path).parent.name for path in linked}.isdisjoint({"ar", "ja"})
        if number > 3:
            assert swap.steady == {"ar", "ja"}
        monkeypatch.setattr(os, "link", lambda old, new: (linked.append(old), link(old, new)))
        linked.clear()


def alien(folder):
    (folder / "x.html").write_text("x")


def missing(folder):
    (folder / "a.html").unlink()


def changed(folder):
    (folder / "a.html").unlink()
    (folder / "a.html").write_text("x")


def nested(folder):
    (folder / "deep").mkdir()


def link(folder):
    folder.rename(folder.with_name("elsewhere"))
    folder.symlink_to("elsewhere")


def other_rights(folder):
    folder.chmod(0o700)


CHANGES = pytest.mark.parametrize(
    "change", [alien, missing, changed, nested, link, other_rights], ids=lambda one: one.__name__
)


def amended_beside(parent, change, sets):
    """Publish and amend a site whose first spare folder `ja` was changed; return it, and what the spare ones were."""
    out, spare = parent / "site", parent / "releases" / SPARE
    first, second = edition({}), edition({"es/a.html": "new"})
    swap_in(first, out)
    leave_sets(spare, sets)
    change(spare / "0/ja")
    inodes = [(spare / f"{number}/ja").stat().st_ino for number in range(sets)]
    swap_in(amended(out, first, second), out, known=first)
    assert verified(out) == second
    return out, inodes


@CHANGES
def test_a_spare_folder_that_is_not_what_is_wanted_is_not_taken(tmp_path, change):
    out, (inode,) = amended_beside(tmp_path, change, 1)
    assert (out / "ja").stat().st_ino != inode
    assert (out / "ja").stat().st_mode == (out / "es").stat().st_mode
    assert not (tmp_path / "releases" / SPARE).exists()


@CHANGES
def test_in_its_place_the_same_folder_of_another_set_is_taken(tmp_path, change):
    out, (_, inode) = amended_beside(tmp_path, change, 2)
    assert (out / "ja").stat().st_ino == inode


def leave_sets(spare, number):
    """Leave only so many sets of spare folders."""
    for path in spare.iterdir():
        if int(path.name) >= number:
            remove(path)


def test_there_are_as_many_sets_of_spare_folders_as_releases_stay_and_never_many(tmp_path):
    for keep, number in ((0, 1), (1, 2), (3, 4), (50, 4)):
        out = tmp_path / str(keep) / "site"
        out.parent.mkdir()
        sets = []
        for _ in publish(out, [edition({"es/a.html": str(turn)}) for turn in range(9)], keep=keep):
            spare = out.parent / "releases" / SPARE
            sets.append(len([*spare.iterdir()]) if spare.exists() else 0)
        assert sets[0] == max(sets) == number


def test_what_is_spare_of_one_site_goes_when_another_beside_it_is_amended(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    first, second = edition({}), edition({"es/a.html": "new"})
    swap_in(edition({"ja/a.html": "of the other"}), other)
    known = edition({"ja/a.html": "of the other"})
    swap_in(first, one)
    swap_in(amended(other, known, known | {"index.html": b"new"}), other, known=known)
    assert [path for path in (tmp_path / "releases" / SPARE).rglob("*") if path.is_file()] == []
    swap_in(amended(one, first, second), one, known=first)
    assert verified(one) == second


def test_a_folder_with_folders_in_it_is_never_moved(tmp_path):
    out = tmp_path / "site"
    first = site({"es/deep/a.html": b"a", "ja/a.html": b"a"})
    second = site({"es/deep/a.html": b"a", "ja/a.html": b"a", "ar/b.html": b"b"})
    swap_in(first, out)
    swap = swap_in(amended(out, first, second), out, known=first)
    assert verified(out) == second
    assert swap.steady == {"ja"}


def test_a_release_that_cannot_be_removed_stays_where_it_was(tmp_path, monkeypatch):
    out = tmp_path / "site"
    editions = [edition({"es/a.html": str(number)}) for number in range(4)]
    swaps = list(publish(out, editions[:2], keep=0))

    def refuse(_):
        raise PermissionError

    monkeypatch.setattr("toolkit.site.staging.remove", refuse)
    swap_in(amended(out, editions[1], editions[2]), out, keep=0, known=editions[1])
    assert verified(out) == editions[2]
    monkeypatch.undo()
    swap_in(amended(out, editions[2], editions[3]), out, keep=0, known=editions[2])
    assert releases(tmp_path) == [release_name(editions[3])]
    assert swaps


def test_what_a_stage_holds_is_what_is_wanted(tmp_path):
    live = tmp_path / "live"
    (live / "es").mkdir(parents=True)
    (live / "es/a.html").write_bytes(b"a")
    make_spare(tmp_path, live, 1)
    wanted = {"es/a.html": Linked(f"{live}/es/a.html", sha256(b"a")), "index.html": Held(b"i")}
    made, moved = stage(wanted, tmp_path)
    assert (made, moved) == (tmp_path / STAGE, {"es"})
    assert read(made) == {"es/a.html": b"a", "index.html": b"i"}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_published_as_a_whole_shares_what_has_not_changed(tmp_path, kind):
    out = tmp_path / "site"
    start(kind, out)
    swap_in(edition({}), out)
    before = inodes(out.resolve())
    swap_in(edition({"es/a.html": "new"}), out)
    after = inodes(out.resolve())
    assert {path for path in after if after[path] != before[path]} == {"es/a.html", "manifest.json"}
    assert verified(out) == edition({"es/a.html": "new"})


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_shared_that_was_changed_or_may_be(tmp_path, kind):
    out = tmp_path / "site"
    start(kind, out)
    swap_in(edition({}), out)
    changed, writable = out.resolve() / "es/b.html", out.resolve() / "ja/b.html"
    before = inodes(out.resolve())
    changed.chmod(0o644)
    changed.write_bytes(b"XX/X.html")
    changed.chmod(0o444)
    writable.chmod(0o644)
    wanted = edition({"es/a.html": "new"})
    swap_in(wanted, out)
    after = inodes(out.resolve())
    mended = {path for path in after if after[path] != before[path]}
    assert mended == {"es/a.html", "es/b.html", "ja/b.html", "manifest.json"}
    assert verified(out) == wanted


def test_what_a_link_in_the_site_leads_to_is_not_shared(tmp_path):
    out, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    start("link", out)
    swap_in(edition({}), out)
    file = out.resolve() / "es/b.html"
    elsewhere.write_bytes(file.read_bytes())
    elsewhere.chmod(0o444)
    file.unlink()
    file.symlink_to(elsewhere)
    wanted = edition({"es/a.html": "new"})
    swap_in(wanted, out)
    file = out.resolve() / "es/b.html"
    assert not file.is_symlink()
    assert not file.samefile(elsewhere)
    assert verified(out) == wanted
