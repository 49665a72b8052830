"""A page that was made to be slow or broken neither hangs the proof nor passes it."""

import pytest

from toolkit.model import Wording
from toolkit.safety.proof import Expected, prove_page

NEVER = "Never stop taking baclofen suddenly."
MARKED = f'<section data-statement="never"><p>Danger</p><p>{NEVER}</p></section>'


def prove(html):
    return prove_page(html, [Expected(Wording("never", NEVER))], locale="en", labels={"Danger"})


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000,
        "<div title='</div>'><!-- </div> -->" * 50_000,
        "<p>" + "".join(f"<b id={number}>" for number in range(500)) + "</b>" * 5_000,
        "<p>" + "".join(f"<b id={number}>" for number in range(70)) + "</p><p>x" * 30_000,
        "<select>" + "<option>" * 100_000,
        "<div " + " ".join(f"a{number}=1" for number in range(100_000)) + ">",
        "".join(f"<body a{number}=1>" for number in range(40_000)),
        "x" * 3_000_000,
    ],
    ids=[
        "nested",
        "nested, closed in vain",
        "formatting",
        "formatting anew",
        "options",
        "attributes",
        "bodies",
        "size",
    ],
)
def test_a_page_made_to_be_slow_is_not_read_and_proves_nothing(html):
    (proof,), (finding,) = prove(html)
    assert (proof.state, finding.code) == ("absent", "page-unreadable")


@pytest.mark.parametrize(
    "html",
    [
        "<a '" * 15_000,
        "<" * 500_000,
        "<!--" * 100_000,
        "<p>x</p>" * 20_000,
        f"<p>{NEVER}</p>" * 5_000,
        f"<p hidden>{NEVER}</p>" * 5_000,
        MARKED * 3_000,
        f'<section data-statement="never"><p>{NEVER} x</p></section>' * 3_000,
        "<style>" + "a b c d e f g{display:none}" * 15_000 + "</style>" + "<div>" * 900,
        "<style>" + "* * * * * *{display:none}" * 50 + "</style>" + "<div>" * 900,
        "<style>" + "".join(f"@media (min-width:{n}px){{p{{color:red}}}}" for n in range(3_000)) + "</style><p>x",
        "<style>p{--a0:x;" + "".join(f"--a{n + 1}:var(--a{n})var(--a{n});" for n in range(60)) + "color:var(--a59)}",
        "<style>" + "a{" * 50_000 + "</style>",
        "<style>p{" + "b:c{}" * 50_000 + "</style>",
        "<p>" + "word " * 100_000,
    ],
    ids=lambda html: html[:24],
)  # fmt: skip
def test_a_large_page_is_read_to_its_end(html):
    (proof,), _ = prove(html)
    assert proof.id == "never"


@pytest.mark.parametrize("html", ["", "x", "<", "<frameset><frame></frameset>", "<plaintext>x", "\ud800", "<svg><p>x"])
def test_no_page_is_too_broken(html):
    (proof,), _ = prove(html)
    assert proof.state == "absent"
