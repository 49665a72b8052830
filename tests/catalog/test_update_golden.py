"""Golden folders: a template, a catalog before the update and after it; the translations are upper-case English.

Messages with a msgctxt are guarded, and "docter" is said to mean what "doctor" means.
`pytest tests/catalog/test_update_golden.py --update-golden` rewrites `after.po`; look at the difference before you
commit it.
"""

from pathlib import Path

import pytest

from toolkit.catalog.read import read_catalog
from toolkit.catalog.update import update_catalog
from toolkit.catalog.write import format_catalog

FOLDER = Path(__file__).parent / "golden"
SAME = {"Tell your docter about all medicines.": "Tell your doctor about all medicines."}


def guarded(message):
    return message.msgctxt is not None


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir()))
def test_an_update_gives_the_catalog_after_it(name, update_golden):
    template, _ = read_catalog((FOLDER / name / "template.pot").read_bytes(), "template.pot")
    before, _ = read_catalog((FOLDER / name / "before.po").read_bytes(), "before.po")
    actual = format_catalog(update_catalog(before, template, guarded=guarded, same_meaning=SAME))
    file = FOLDER / name / "after.po"
    if update_golden:
        file.write_text(actual, "utf-8")
    assert file.read_text("utf-8") == actual
    after, _ = read_catalog(actual.encode(), "after.po")
    assert actual == format_catalog(update_catalog(after, template, guarded=guarded, same_meaning=SAME))
