"""The contract cannot shrink unseen: what a page had to carry is in the manifest of the site before."""

import datetime as dt

import pytest

from toolkit.diagnostic import Severity
from toolkit.model import Page, PageState
from toolkit.site.manifest import Inputs, Manifest, PageRecord, Proven, SiteRecord, format_manifest, parse_manifest
from toolkit.site.published import PublishedSite
from toolkit.site.shrinking import less_than, promises, shrunk, unused_shrinking

A = "a" * 64
INPUTS = Inputs(source=A, catalogs={}, statements={"s": A}, approvals={}, template=A)
FRESH, DRAFT, KEPT, REPLACED, WITHHELD = PageState


def proven(name="s", severity="critical", region="lead"):
    return Proven.model_validate_json(
        f'{{"id": "{name}", "state": "kept", "sha256": "{A}", "severity": "{severity}", "region": "{region}"}}'
    )


def before(*rows, state=FRESH, article="tea", promised=None):
    page = PageRecord(
        path="es/tea.html",
        locale="es",
        article=article,
        state=state,
        sha256=A,
        inputs=INPUTS,
        proof=rows,
        watched=(),
        promised=promised,
    )
    site = SiteRecord(tool="content-l10n-toolkit", version="1.0", date=dt.date(2026, 2, 23))
    manifest, problems = parse_manifest(format_manifest(Manifest(version=1, site=site, pages=(page,), files=())))
    assert problems == []
    return PublishedSite(None, manifest, {})


def now(*rows, state=FRESH, article="tea"):
    page = Page("es/tea.html", "es", article, "<p>", state)
    return page, rows


def found_on(new, old, meant=()):
    page, rows = new
    return shrunk(page, less_than(page, rows, promises(page, old)), meant)


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ((), "the page need not carry it any more"),
        ((proven("other"),), "the page need not carry it any more"),
        ((proven(severity="serious"),), "it was critical, and is only serious now"),
        ((proven(region="body"),), "it had to stand in the lead, and may stand anywhere now"),
    ],
)
def test_less_than_in_the_site_before_is_an_error_unless_it_is_meant(new, told):
    [found] = found_on(now(*new), before(proven()))
    assert (found.code, found.severity, found.statement, found.path) == (
        "contract-shrunk",
        Severity.ERROR,
        "s",
        "es/tea.html",
    )
    assert found.message.endswith(told)
    [allowed] = found_on(now(*new), before(proven()), {("es", "s")})
    assert (allowed.severity, allowed.hint) == (Severity.NOTE, None)
    [refused] = found_on(now(*new), before(proven()), {("en", "s"), ("es", "other")})
    assert refused.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (before(proven()), now(proven())),
        (before(proven(severity="notice", region="body")), now(proven())),
        (before(proven(), state=DRAFT), now()),
        (before(proven()), now(state=WITHHELD)),
        (before(proven()), now(state=REPLACED)),
        (before(proven(), article="coffee"), now()),
        (before(Proven(id="s", state="kept", sha256=A)), now(proven(severity="notice", region="body"))),
        (None, now()),
    ],
)
def test_the_same_or_more_is_none_nor_is_what_was_no_promise(old, new):
    assert found_on(new, old) == []


def test_a_kept_page_promises_what_it_promised():
    assert [item.statement for item in found_on(now(), before(proven(), state=KEPT))] == ["s"]


def test_a_notice_keeps_the_promise_of_the_page_that_it_replaces():
    old = before(state=REPLACED, promised=(proven(),))
    assert [item.statement for item in found_on(now(), old)] == ["s"]
    assert promises(now()[0], old) == (proven(),)


def test_what_is_said_to_be_meant_must_be_there():
    found = found_on(now(), before(proven()), {("es", "s")})
    assert unused_shrinking(["s"], found) == []
    assert [(item.code, item.statement) for item in unused_shrinking(["s", "t", "t"], found)] == [
        ("shrink-unused", "t")
    ]
