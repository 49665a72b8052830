"""Which locale a catalog is for, by its header and its path."""

from pathlib import Path

import pytest

from toolkit.catalog.locale import locale_of
from toolkit.model import Catalog, Unit

ROWS = [
    ("es", "es.po", "es", []),
    ("es", "locale/es/LC_MESSAGES/django.po", "es", []),
    (None, "shop.es.po", "es", []),
    (None, "shop.po", None, []),
    (None, "zh_CN/LC_MESSAGES/shop.po", "zh_CN", []),
    (None, "shop_de.po", "de", []),
    (None, "shop-pt_BR.po", "pt_BR", []),
    (None, "my_shop_zh_Hans.po", "zh_Hans", []),
    (None, "shop-zh-Hans-CN.po", "zh_Hans_CN", []),
    (None, "po/es_ES/shop.po", "es_ES", []),
    (None, "source/shop_xx.po", None, []),
    ("fr", "shop_es.po", "fr", []),
    ("pl_PL", "pl.po", "pl", []),
    ("pl", "pl_PL.po", "pl", []),
    ("zh_CN", "zh_Hans.po", "zh_CN", []),
    ("pt", "pt_BR.po", "pt", []),
    ("pt-BR", "x.po", "pt_BR", ["note"]),
    ("cmn", "zh_Hans/LC_MESSAGES/shop.po", "zh", ["note"]),
    ("cmn_Hant", "x.po", "zh_Hant", ["note"]),
    ("he", "iw.po", "he", []),
    ("sr@latin", "sr@latin.po", "sr_Latn", []),
    ("ca@valencia", "x.po", None, ["note"]),
    ("klingon", "es.po", "es", ["warning"]),
    ("fr", "es.po", "fr", ["error"]),
    ("zh_TW", "zh_Hans.po", "zh_TW", ["error"]),
]


@pytest.mark.parametrize(("written", "path", "locale", "severities"), ROWS)
def test_the_header_decides_then_the_path_and_what_they_disagree_on_is_said(written, path, locale, severities):
    header = Unit("", (f"Language: {written}\n" if written else "",))
    found, problems = locale_of(Catalog(path, header, ()), Path(path), template=False)
    assert (found, [str(item.severity) for item in problems]) == (locale, severities)
    assert {item.code for item in problems} <= {"locale-mismatch"}
