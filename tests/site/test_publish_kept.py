"""What a page may carry over: only while nothing has changed that could harm."""

from toolkit.model import Message
from toolkit.site.kept import article_element, changes, message_hash, renewed

DOSE = Message("Take 5 mg.")
CALM = Message("Rest well.")


def hashes(*pairs):
    return {message_hash(message, (text,) if text else None): message for message, text in pairs}


BEFORE = hashes((DOSE, "Tome 5 mg."))


def test_nothing_changed():
    now = hashes((DOSE, "Tome 5 mg."))
    assert changes(BEFORE, now, now) == ()


def test_a_message_that_nobody_watches_may_change():
    watched = hashes((DOSE, "Tome 5 mg."))
    assert changes(BEFORE, watched, watched | hashes((CALM, None))) == ()


def test_a_changed_source_is_a_change():
    now = hashes((Message("Take 10 mg."), None))
    assert changes(BEFORE, now, now) == (
        "'Take 10 mg.' changed or is new since the published version",
        "guarded texts, numbers, units or terms of the published version changed since: 1",
    )


def test_a_changed_translation_is_a_change():
    now = hashes((DOSE, "Tome 50 mg."))
    assert len(changes(BEFORE, now, now)) == 2


def test_a_translation_that_waits_for_a_human_is_a_change():
    now = hashes((DOSE, None))
    assert len(changes(BEFORE, now, now)) == 2


def test_a_removed_message_is_a_change():
    assert changes(BEFORE, {}, ()) == (
        "guarded texts, numbers, units or terms of the published version changed since: 1",
    )


def test_a_message_that_is_watched_no_more_has_not_changed():
    assert changes(BEFORE, {}, BEFORE) == ()


def test_a_message_that_is_watched_from_now_on_was_not_checked_on_the_old_page():
    now = hashes((DOSE, "Tome 5 mg."), (CALM, "Descanse."))
    assert changes(BEFORE, now, now) == ("'Rest well.' changed or is new since the published version",)


def test_a_long_message_is_shortened():
    now = hashes((Message("x" * 100), None))
    assert changes((), now, now) == (f"'{'x' * 59}…' changed or is new since the published version",)


def test_a_hash_tells_all_parts_apart():
    found = [
        message_hash(Message("a"), None),
        message_hash(Message("a"), ()),
        message_hash(Message("a"), ("b",)),
        message_hash(Message("a"), ("b", "c")),
        message_hash(Message("a", msgctxt="b"), None),
        message_hash(Message("a", msgctxt="b"), ("b",)),
        message_hash(Message("a", msgid_plural="b"), None),
        message_hash(Message("a", msgid_plural="b"), ("c",)),
        message_hash(Message("b"), ("a",)),
        message_hash(Message("a"), ("B",)),  # mm is no Mm
        message_hash(Message("a"), ("b²",)),
        message_hash(Message("a"), ("b2",)),
    ]
    assert len(found) == len(set(found))
    assert {32} == {len(digest) for digest in found}


def test_a_hash_does_not_see_what_no_reader_sees():
    assert message_hash(Message("é x"), ("ñ",)) == message_hash(Message("e\u0301  x\n"), ("n\u0303",))


def test_a_lone_surrogate_has_a_hash_too():
    assert len(message_hash(Message("\ud800"), ("\udfff",))) == 32


def test_the_article_is_taken_over_exactly():
    article = '<article lang="ar"\n class="x">\n<p>é &amp; ™</p> <svg/></article>'
    assert article == article_element(f"<!doctype html><style>article{{}}</style><main>{article}\n</main>")


def test_no_article_or_two_are_none():
    assert [
        article_element(html)
        for html in ["<main></main>", "<article></article><article></article>", "<article>", "</article><article >"]
    ] == [None, None, None, None]


def test_an_element_with_a_longer_name_is_no_article():
    assert article_element("<article-list></article-list><article>x</article>") == "<article>x</article>"


def box(name, word, around=""):
    return f'<section class="x" data-statement="{name}" id="s-{name}"><p>{word}</p><p>Never stop.</p>{around}</section>'


NESTED = "<div><section>a</section><section><section>b</section></section></div>"


def test_the_boxes_of_statements_are_made_anew_and_nothing_else():
    before = f"<article><p>text</p>{box('a', 'Hazard', NESTED)}<section>own</section>{box('b', 'Hazard')}</article>"
    after = f"<article><p>text</p>{box('a', 'Danger')}<section>own</section>{box('b', 'Danger', NESTED)}</article>"
    assert after == renewed(before, {"a": box("a", "Danger"), "b": box("b", "Danger", NESTED)})


def test_what_a_page_template_puts_around_a_box_stays():
    before = f"<article><aside>old {box('a', 'Hazard')}</aside></article>"
    assert renewed(before, {"a": f"<aside>new {box('a', 'Danger')}</aside>"}) == (
        f"<article><aside>old {box('a', 'Danger')}</aside></article>"
    )


def test_a_box_without_a_successor_stays_and_a_broken_one_is_left_alone():
    html = f"<article>{box('a', 'Hazard')}</article>"
    assert html == renewed(html, {"b": box("b", "Danger"), "a": "<p>no box</p>"})
    broken = '<article><section data-statement="a"><p>open</article>'
    assert broken == renewed(broken, {"a": box("a", "Danger")})


def test_each_copy_of_a_box_is_made_anew():
    html = f"<article>{box('a', 'Hazard')}<p>{box('a', 'Hazard')}</p></article>"
    assert html.replace("Hazard", "Danger") == renewed(html, {"a": box("a", "Danger")})
