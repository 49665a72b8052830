"""What the proof says of whole pages: blocks, regions, the article, findings, and what others tell it."""

from pathlib import Path

import pytest

from toolkit.diagnostic import Severity
from toolkit.limits import Limits
from toolkit.model import Region, StatementSeverity, Wording
from toolkit.safety.page.blocks import extract_blocks
from toolkit.safety.page.document import read_document
from toolkit.safety.proof import Expected, ProofState, StatementProof, prove_page

NEVER = "Never stop taking baclofen suddenly."
WANTED = Expected(Wording("never", NEVER), StatementSeverity.CRITICAL)
MARKED = f'<section data-statement="never"><p>Danger</p><p>{NEVER}</p></section>'


def page(content, *, head="", lang='lang="en"'):
    return f"<!DOCTYPE html><html {lang}><head><title>Guide</title>{head}</head><body>{content}</body></html>"


def prove(html, *wanted, **options):
    return prove_page(html, wanted or [WANTED], locale="en", labels={"Danger"}, **options)


def state(html, *wanted, **options):
    return prove(html, *wanted, **options)[0][0].state


def codes(html, *wanted, **options):
    return sorted(finding.code for finding in prove(html, *wanted, **options)[1])


def blocks(content, **options):
    return extract_blocks(read_document(page(content, **options), Limits()))


# --- blocks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("<p>One <b>and</b> <i>a <u>half</u></i></p>", ["One and a half"]),
        ("<p>One\n\t two<br>three</p>", ["One two three"]),
        ("<p>突然<br>やめない</p>", ["突然やめない"]),
        ("<p>One<wbr>two</p>", ["Onetwo"]),
        ("<div>One<p>Two</p>three</div>", ["One", "Two", "three"]),
        ("<ul><li>One<ul><li>Two</li></ul></li><li><p>Three</p></li></ul>", ["One", "Two", "Three"]),
        ("<table><tr><th>One</th><td>Two</td></tr></table>", ["One", "Two"]),
        ("<dl><dt>One</dt><dd>Two</dd></dl>", ["One", "Two"]),
        ("<p>One<span style='display:block'>Two</span>three</p>", ["One", "Two", "three"]),
        ("<p style='display:inline'>One </p><p style='display:inline'>two</p>", ["One two"]),
        ("<p style='display:flex'>One <b>two</b> three</p>", ["One", "two", "three"]),
        ("<p>One <span style='display:inline-block'>two</span></p>", ["One two"]),
        ("<p>One <span style='display:none'>two</span> three</p>", ["two", "One three"]),
        ("<p>8<sup>0</sup> H<sub>2</sub>O <sup>a</sup></p>", ["8⁰ H₂O a"]),
        ("<p>He said <q>stop</q>.</p>", ["He said “stop”."]),
        ("<p style='text-transform:uppercase'>mg</p>", ["MG"]),
        ("<style>p::before{content:'Not: '}</style><p>One</p>", ["Not: One"]),
        ("<style>p::before{content:'Not';display:block}</style><p>One</p>", ["Not", "One"]),
        ("<style>p::before{content:'• '}</style><p>One</p>", ["One"]),
        ("<style>li{list-style:'Not: '}</style><ul><li>One</li></ul>", ["Not: One"]),
        ("<style>li::marker{content:'Not '}</style><ul><li>One</li></ul>", ["Not One"]),
        ("<p>One<img alt='two' src=x></p>", ["Onetwo"]),
        ("<p>One<img alt='' src=x></p>", ["One"]),
        ("<p><svg><title>One</title></svg>two</p>", ["Onetwo"]),
        ("<p><svg aria-hidden=true><title>One</title><style>x{}</style></svg>two</p>", ["two"]),
        ("<script>one</script><style>p{}</style><template>two</template><!-- three -->", []),
        ("<p> \n </p><div></div>", []),
    ],
)
def test_a_page_is_read_in_blocks_as_its_reader_sees_it(content, expected):
    assert expected == [block.text for block in blocks(content)]


def test_a_block_knows_its_element_its_region_and_what_marks_it():
    content = f"<header><p>Top</p></header><main><h1>Guide</h1>{MARKED}<h2>More</h2><ul><li>One</li></ul></main>"
    found = [
        (one.tag, one.text, one.region, one.in_article, [mark.attributes["data-statement"] for mark in one.marks])
        for one in blocks(content)
    ]
    assert found == [
        ("p", "Top", Region.LEAD, False, []),
        ("h1", "Guide", Region.LEAD, True, []),
        ("p", "Danger", Region.LEAD, True, ["never"]),
        ("p", NEVER, Region.LEAD, True, ["never"]),
        ("h2", "More", Region.BODY, True, []),
        ("li", "One", Region.BODY, True, []),
    ]


# --- article and region -----------------------------------------------------------------------------------------------

LEAD = Expected(Wording("never", NEVER), region=Region.LEAD)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"<main><p>{NEVER}</p></main>", "kept"),
        (f"<article><p>{NEVER}</p></article>", "kept"),
        (f"<div role=main><p>{NEVER}</p></div>", "kept"),
        (f"<p>{NEVER}</p>", "kept"),
        (f"<article><p>x</p></article><article><p>{NEVER}</p></article>", "kept"),
        (f"<main><p>x</p></main><p>{NEVER}</p>", "misplaced"),
        (f"<main><p>x</p></main><article><p>{NEVER}</p></article>", "misplaced"),
        (f"<article><p>x</p></article><aside><p>{NEVER}</p></aside>", "misplaced"),
        (f"<nav><p>{NEVER}</p></nav><p>x</p>", "misplaced"),
        (f"<header><p>{NEVER}</p></header><p>x</p>", "misplaced"),
        (f"<footer><p>{NEVER}</p></footer><p>x</p>", "misplaced"),
        (f"<div role=contentinfo><p>{NEVER}</p></div><p>x</p>", "misplaced"),
        (f"<main><header><p>{NEVER}</p></header></main>", "kept"),
        (f"<nav><p>{NEVER}</p></nav><main><p>{NEVER}</p></main>", "kept"),
        (f"<nav>{MARKED}</nav><main>{MARKED}</main>", "kept"),
    ],
)
def test_only_what_stands_in_the_article_counts(content, expected):
    assert expected == state(page(content))


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("<h1>Guide</h1>", "kept"),
        ("<h3>Small</h3>", "kept"),
        ("<h2>Large</h2>", "misplaced"),
        ("<div role=heading aria-level=2>Large</div>", "misplaced"),
        ("<h2 hidden>Nothing</h2>", "kept"),
        ("</main><h2>Outside</h2><main>", "kept"),
    ],
)
def test_the_lead_ends_at_the_first_second_level_heading(before, expected):
    assert expected == state(page(f"<main>{before}{MARKED}</main>"), LEAD)


def test_the_lead_may_not_be_moved_behind_the_rest():
    css = "<style>main{display:flex;flex-direction:column}section{order:9}</style>"
    assert state(page(f"<main>{MARKED}<h2>More</h2></main>", head=css), LEAD) == "visibility-unknown"
    assert state(page(f"<main>{MARKED}<h2>More</h2></main>", head=css)) == "kept"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<div>Do not believe: *</div>", "altered"),
        ("<div>* Or so they say.</div>", "altered"),
        ("<div>* <a href=x>More</a> <button>Print</button></div>", "kept"),
        ("<div>* <a href=x>More</a> or less</div>", "altered"),
        ("<div>Title<div>*</div></div>", "kept"),
        ("<ul><li>Title *</li></ul>", "altered"),
        ("<b>Title</b> *", "kept"),
    ],
)
def test_text_directly_beside_a_block_alters_it(content, expected):
    assert expected == state(page(content.replace("*", f"<p>{NEVER}</p>")))


# --- marked elements --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f'<p data-statement="never">{NEVER}</p>', "kept"),
        (f'<section data-statement="never">{NEVER}</section>', "kept"),
        (f'<section data-statement="never"><p>Danger</p><div><p>{NEVER}</p></div></section>', "kept"),
        (f'<section data-statement="never"><p>Danger</p><p>Danger</p><p>{NEVER}</p></section>', "altered"),
        (f'<section data-statement="never"><p>{NEVER}</p><p>Danger</p></section>', "altered"),
        (
            f'<section data-statement="never"><p style="position:fixed">Danger</p><p>{NEVER}</p></section>',
            "visibility-unknown",
        ),
        (f'<section data-statement="never"><p>Peligro</p><p>{NEVER}</p></section>', "altered"),
        (f'<section data-statement="never">Danger <p>{NEVER}</p></section>', "kept"),
        (f'<section data-statement="never"><p>Danger {NEVER}</p></section>', "altered"),
        (f'<p>Do not believe: <span data-statement="never">{NEVER}</span></p>', "altered"),
        (f'<div>No: <section data-statement="never"><p>{NEVER}</p></section></div>', "altered"),
        (f'<section data-statement="never"><ul><li>{NEVER}</li></ul></section>', "altered"),
        (f'<section data-statement="never"><p>{NEVER}</p><img src=x alt=""></section>', "altered"),
        (f'<section data-statement="never"><p>{NEVER}</p><iframe src=x></iframe></section>', "altered"),
        (f'<section data-statement="never"><p>{NEVER}</p>{MARKED}</section>', "altered"),
        ('<section data-statement="never"></section>', "absent"),
        (f'<section data-statement="never"></section><p>{NEVER}</p>', "absent"),
        (f'<section data-statement="NEVER"><p>{NEVER}</p></section>', "kept"),
        (MARKED + MARKED, "kept"),
        (MARKED * 60, "altered"),
    ],
)
def test_a_marked_element_holds_its_label_and_the_wording_and_nothing_else(content, expected):
    assert expected == state(page(f"<main>{content}</main>"), exact=True)


# --- findings ---------------------------------------------------------------------------------------------------------


def test_each_statement_gets_a_proof_in_the_order_asked():
    others = [Expected(Wording(name, text)) for name, text in (("one", "First."), ("two", "Second."))]
    proofs, findings = prove(page("<main><p>Second.</p></main>"), *others)
    assert proofs == (
        StatementProof("one", ProofState.ABSENT, None, "First.", "nothing on the page is like it"),
        StatementProof("two", ProofState.KEPT, "Second.", "Second."),
    )
    (finding,) = findings
    assert (finding.code, finding.severity, finding.statement) == ("statement-absent", Severity.ERROR, "one")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("You may stop taking baclofen suddenly.", "[-Never-]{+You may+} stop taking baclofen suddenly."),
        ("Never stop baclofen suddenly.", "Never stop[- taking-] baclofen suddenly."),
        ("Never stop taking baclofen\u200b suddenly.", "baclofen{+<U+200B ZERO WIDTH SPACE>+} suddenly."),
        ("Never stop taking bаclofen suddenly.", "{+bа<U+0430 CYRILLIC SMALL LETTER A>clofen+}"),
    ],
)
def test_an_altered_statement_is_shown_with_its_difference(found, expected):
    (proof,), (finding,) = prove(page(f"<main><p>{found}</p></main>"))
    assert (proof.state, proof.found, proof.expected) == ("altered", found, NEVER)
    assert expected in finding.message


def test_a_difference_of_items_shows_the_item():
    wanted = Expected(Wording("now", "Call now if:", (("a", "you cannot breathe"), ("b", "you have a seizure"))))
    html = page("<main><p>Call now if:</p><ul><li>you cannot sleep</li><li>you have a seizure</li></ul></main>")
    assert "you cannot [-breathe-]{+sleep+}" in prove(html, wanted)[1][0].message


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (f"<!-- {NEVER} -->", "in a comment"),
        (f'<p title="{NEVER}">x</p>', "in the attribute 'title'"),
        (f"<template>{NEVER}</template>", None),
        (f"<script>var x = '{NEVER}'</script>", "in <script>"),
        (f"<style>b::before{{content:'{NEVER}'}}</style>", "generated content"),
    ],
)
def test_text_that_is_no_text_of_the_page_is_pointed_out(content, where):
    (proof,), _ = prove(page(f"<main><p>x</p>{content}</main>"))
    assert proof.state == ("hidden" if where else "absent")
    assert (where or "nothing") in proof.reason


def test_the_reason_of_a_hidden_statement_names_the_circumstance():
    head = "<style>@media print{section{display:none}}</style>"
    (proof,), _ = prove(page(f"<main>{MARKED}</main>", head=head))
    assert (proof.state, proof.reason) == ("hidden", "display: none (on paper)")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (page(f"<main>{MARKED}</main>"), []),
        (page(f"<main>{MARKED}</main>", lang=""), ["missing-lang"]),
        (page(f"<main>{MARKED}</main>", lang='lang="de"'), ["wrong-lang"]),
        (page(f"<main>{MARKED}</main>", lang='lang="en-GB"'), []),
        (page(f"<main>{MARKED}</main>", lang='lang="en" dir="rtl"'), ["wrong-direction"]),
        (page(f"<main>{MARKED.replace('section ', 'section lang=fr ', 1)}</main>"), ["wrong-lang"]),
        (page(f"<main>{MARKED}</main><main></main>"), ["several-mains"]),
        (page(f"<main>{MARKED}</main><main hidden></main>"), []),
        (page(f"<main>{MARKED}{MARKED}</main>"), ["repeated-statement"]),
        (page(f'<main>{MARKED}<p data-statement="other">x</p></main>'), ["unexpected-statement"]),
        (page(f"<main>{MARKED}</main><script>1</script>"), ["page-script"]),
        (page(f"<main onload=x>{MARKED}</main>"), ["page-script"]),
        (page(f'<main>{MARKED}</main><script type="application/ld+json">1</script>'), []),
        (
            page(f"<main>{MARKED}</main>", head="<link rel=stylesheet href=x.css>"),
            ["outside-stylesheet", "visibility-unknown"],
        ),
        (
            page(f"<main>{MARKED}</main>", head=f"<style>a{{b:{'(' * 99}</style>"),
            ["stylesheet-unreadable", "visibility-unknown"],
        ),
    ],
)
def test_problems_of_the_page_itself_are_reported(html, expected):
    assert expected == codes(html)


@pytest.mark.parametrize(
    ("locale", "tag", "expected"),
    [
        ("pt_BR", "pt-BR", []),
        ("pt_BR", "pt", []),
        ("pt_BR", "pt-PT", ["wrong-lang"]),
        ("zh_Hans", "zh-Hans-CN", []),
        ("zh_Hans", "zh-CN", []),
        ("zh_Hans", "zh-Hant", ["wrong-lang"]),
    ],
)
def test_a_language_tag_must_not_contradict_the_locale(locale, tag, expected):
    _, findings = prove_page(page(f"<main>{MARKED}</main>", lang=f'lang="{tag}"'), [WANTED], locale=locale)
    assert expected == [finding.code for finding in findings if finding.code == "wrong-lang"]


def test_a_wrong_language_is_an_error_on_our_pages_and_a_warning_elsewhere():
    html = page(f"<main>{MARKED}</main>", lang='lang="de"')
    assert [finding.severity for finding in prove(html, exact=True)[1]] == [Severity.ERROR]
    assert [finding.severity for finding in prove(html)[1]] == [Severity.WARNING]


def test_what_is_not_known_is_a_warning_since_it_may_be_a_false_alarm():
    html = page(f"<main>{MARKED}</main>", head="<link rel=stylesheet href=x.css>")
    severities = {finding.code: finding.severity for finding in prove(html)[1]}
    assert severities == {"outside-stylesheet": Severity.NOTE, "visibility-unknown": Severity.WARNING}


def test_findings_carry_the_path_and_the_locale():
    _, findings = prove(page("", lang=""), path="es/a.html")
    assert {("es/a.html", "en")} == {(finding.path, finding.locale) for finding in findings}


def test_an_ordinary_stylesheet_leaves_nothing_in_doubt():
    css = (Path(__file__).parent / "proof/ordinary.css").read_text("utf-8")
    content = (
        '<a class="skip" href="#main">Skip</a><nav class="bar"><p class="unseen">Menu</p></nav>'
        '<div class="modal fade">x</div><main class="wrap" id="main"><h1 class="hero">Guide<sup>1</sup></h1>'
        '<div class="row"><div class="col grid">'
        f'<div class="card"><div class="alert"><p>{NEVER}</p></div></div></div></div>'
        '<a class="button" href="/x">More</a><p class="fold">Closed.</p></main><footer><p class="spin">*</p></footer>'
    )
    proofs, findings = prove(page(content, head=f"<style>{css}</style>"))
    assert [(proof.state, proof.reason) for proof in proofs] == [("kept", "")]
    assert findings == []


def test_the_stylesheet_of_our_own_pages_leaves_nothing_in_doubt(repository):
    css = (repository / "toolkit/site/static/page.css").read_text("utf-8")
    content = (
        "<main><article><h1>Guide</h1>"
        '<div class="statement statement-critical" data-statement="never" lang="en" role="note">'
        '<p class="statement-label"><svg aria-hidden="true" viewBox="0 0 24 24"><path d="M1 1"/></svg>\nDanger</p>'
        f"<p>{NEVER}</p></div></article></main>"
    )
    head = f'<meta name="color-scheme" content="light dark"><style>{css}</style>'
    proofs, findings = prove(page(content, head=head), exact=True)
    assert [(proof.state, proof.reason) for proof in proofs] == [("kept", "")]
    assert findings == []


# --- what others tell -------------------------------------------------------------------------------------------------


def test_a_contradiction_is_asked_of_the_other_blocks_of_the_article():
    asked = []

    def contradicts(name, others):
        asked.append((name, list(others)))
        return next((text for text in others if "whenever" in text), None)

    content = f"<nav><p>Menu</p></nav><main><h1>Guide</h1>{MARKED}<p hidden>x</p><p>Stop whenever you like.</p></main>"
    (proof,), (finding,) = prove(page(content), contradicts=contradicts)
    assert asked[0] == ("never", ["Guide", "Danger", "Stop whenever you like."])
    assert (proof.state, proof.found) == ("contradicted", "Stop whenever you like.")
    assert finding.code == "statement-contradicted"


@pytest.mark.parametrize(
    ("head", "content"),
    [
        ("<title>Stop whenever you like.</title>", ""),
        ('<meta name="description" content="Stop whenever  you like.">', ""),
        ('<meta property="og:description" content="Stop whenever you like.">', ""),
        ("", '<p><img src="a.png" alt="Stop whenever you like."></p>'),
        ("", '<p>See <a href="x" title="Stop whenever you like.">this</a>.</p>'),
        ("", '<section aria-label="Stop whenever you like."><p>Text.</p></section>'),
    ],
)
def test_a_contradiction_is_asked_of_titles_descriptions_and_alternative_texts(head, content):
    find = {"contradicts": lambda _, others: next((text for text in others if text == "Stop whenever you like."), None)}
    (proof,), (finding,) = prove(page(f"<main>{MARKED}{content}</main>", head=head), **find)
    assert (proof.state, finding.code) == ("contradicted", "statement-contradicted")


def test_a_link_is_asked_by_itself_although_its_address_is_shown_on_paper():
    head = '<style>@media print { a::after { content: " (" attr(href) ")" } }</style>'
    content = f'<main>{MARKED}<p>See <a href="https://a.example/">Stop now.</a></p></main>'
    asked = []
    prove(page(content, head=head), contradicts=lambda _, others: asked.extend(others))
    assert "Stop now." in asked


@pytest.mark.parametrize("around", ["<header><p>Stop.</p></header>", "<footer>Stop.</footer>", "<p>Stop.</p>"])
def test_a_contradiction_around_the_article_is_a_finding_of_its_own(around):
    """It is no fault of the article: an earlier version of that would stand in the same surroundings."""
    find = {"contradicts": lambda _, others: next((text for text in others if text == "Stop."), None)}
    (proof,), (finding,) = prove(page(f"<main>{MARKED}</main>{around}"), **find)
    assert (proof.state, finding.code) == ("contradicted", "page-contradicts")


def test_a_block_that_contradicts_several_statements_is_one_finding():
    wanted = [Expected(Wording(name, f"Never do {name}.")) for name in ("one", "two", "three")]
    marked = "".join(f'<section data-statement="{w.wording.statement}"><p>{w.text}</p></section>' for w in wanted)
    content = f"<main>{marked}<p>Do one and two.</p><p>Do three.</p></main>"
    blocks = {"one": "Do one and two.", "two": "Do one and two.", "three": "Do three."}
    proofs, findings = prove(page(content), *wanted, contradicts=lambda name, _: blocks[name])
    assert [proof.state for proof in proofs] == ["contradicted"] * 3
    assert [(row.code, row.statement) for row in findings] == [
        ("statement-contradicted", "one"),
        ("statement-contradicted", "three"),
    ]


@pytest.mark.parametrize(
    ("answer", "head", "expected"),
    [
        (True, "", "kept"),
        (None, "", "visibility-unknown"),
        (False, "", "hidden"),
        (True, "<link rel=stylesheet href=x.css>", "kept"),
        (None, "<link rel=stylesheet href=x.css>", "visibility-unknown"),
        (False, "<link rel=stylesheet href=x.css>", "hidden"),
        (True, "<style>section{opacity:0}</style>", "hidden"),
    ],
)
def test_a_browser_decides_what_styles_do_not_say(answer, head, expected):
    asked = []

    def visible(blocks, _):
        asked.append([block.text for block in blocks])
        return answer

    assert expected == state(page(f"<main>{MARKED}</main>", head=head), visible=visible)
    assert asked == ([] if "opacity" in head else [[NEVER]])
