"""The rules asked of translations and pages."""

import pytest

from toolkit.diagnostic import Severity
from toolkit.model import Message
from toolkit.project import load_project
from toolkit.safety.judgement import Verdict, judge, keeps
from toolkit.safety.rules import (
    Result,
    apply_rules,
    asked,
    contradicted,
    contradictions,
    guarded,
    parse_rules,
    unguarded,
    unused_waivers,
)
from toolkit.text.language import load_language
from toolkit.text.polarity import prohibition
from toolkit.text.sentence import Sentence
from toolkit.text.sentences import sentences
from toolkit.text.terms import Stance

LOCALES = ["ar", "de", "en", "es", "fr", "hi", "it", "ja", "ko", "pl", "pt_BR", "ru", "tr", "vi", "zh_Hans"]
IDS = [
    "stop-abruptly",
    "change-dose-alone",
    "emergency-now",
    "driving-when-sleepy",
    "alcohol-and-sedatives",
    "not-a-diagnosis",
]
OF_THE_AUDIT = ["no-cure", "do-not-ignore", "withdrawal-denied"]
"""Narrow rules for what an audit had shown to slip through."""
EN = """
[stop-abruptly]
severity = "critical"
topics = ["baclofen"]
kind = "prohibit"
concepts = { stop = ["stop*"], abrupt = ["sudden*"] }
negation = { of = "stop", side = "before" }
forbid = ["stop it any time"]
accept = ["Never stop suddenly."]
reject = ["Stop suddenly."]

[wording]
severity = "notice"
topics = ["pump"]
kind = "forbid"
forbid = ["cures you"]
"""
ES = """
[stop-abruptly]
severity = "critical"
topics = ["baclofen"]
kind = "prohibit"
concepts = { stop = ["deje de", "dejar de", "suspend*"], abrupt = ["de golpe"] }
negation = { of = "stop", side = "before" }
forbid = ["cuando quiera"]
accept = ["Nunca lo suspenda de golpe."]
reject = ["Suspéndalo, suspenda de golpe."]
"""


def rules_of(locale, text):
    rules, problems = parse_rules(text, f"rules/{locale}.toml", load_language(locale)[0])
    assert problems == []
    return rules


SOURCE, TARGET = rules_of("en", EN), rules_of("es", ES)


def outcomes(source, translation, rules=TARGET):
    lost = [row for row in apply_rules(source, translation, SOURCE, rules) if row.is_finding]
    return [row.result for row in (*lost, *contradictions(source, translation, SOURCE, rules)) if row.is_finding]


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("Never stop suddenly.", "Nunca deje de tomarlo de golpe.", []),
        ("Never stop suddenly.", "Deje de tomarlo de golpe.", [Result.LOST]),
        ("Never stop suddenly.", "Puede dejar de tomarlo de golpe.", [Result.LOST]),
        ("Never stop suddenly.", "Hable con su médico.", [Result.LOST]),
        ("Never stop suddenly. Ask.", "Pregunte. No deje de tomarlo de golpe.", []),
        ("Never stop suddenly.", "Nunca deje de tomarlo de golpe. Déjelo cuando quiera.", [Result.CONTRADICTED]),
        (
            "Never stop suddenly.",
            "No deje de tomarlo de golpe. Puede dejar de tomarlo de golpe.",
            [Result.CONTRADICTED],
        ),
        # where the source only prohibits it, a sentence without the negation is a finding, but not a warning of it
        ("Never stop suddenly.", "No deje de tomarlo de golpe. Todos lo suspenden de golpe.", [Result.CONTRADICTED]),
        ("Never stop suddenly.", "No deje de tomarlo de golpe. Es mejor si lo suspende de golpe.", [Result.UNMATCHED]),
        ("Never stop suddenly.", "No deje de tomarlo de golpe. Suspenderlo de golpe causa convulsiones.", []),
        ("Never stop suddenly.", "Suspenderlo de golpe causa convulsiones. No lo haga nunca.", []),
        # what takes it back without naming it
        ("Never stop suddenly.", "No deje de tomarlo de golpe. Puede hacerlo si se siente bien.", [Result.UNMATCHED]),
        ("Never stop suddenly.", "No deje de tomarlo de golpe. Un par de días está permitido.", [Result.UNMATCHED]),
        ("Never stop suddenly.", "No deje de tomarlo de golpe. Puede preguntar a su médico.", []),
        ("Never stop suddenly. You may rest.", "No deje de tomarlo de golpe. Puede descansar.", []),
        ("It helps.", "Deje de tomarlo de golpe.", [Result.CONTRADICTED]),
        ("It helps.", "Puede suspenderlo de golpe.", [Result.CONTRADICTED]),
        ("It helps.", "Suspenderlo de golpe causa convulsiones.", [Result.UNMATCHED]),
        ("Stopping suddenly causes seizures.", "Suspenderlo de golpe causa convulsiones.", []),
        ("You stop suddenly.", "Usted suspende de golpe.", []),
        ("It helps.", "Ayuda.", []),
        ("**Never** stop *suddenly*.", "**Nunca** deje de tomarlo *de golpe*.", []),
        ("Never stop suddenly.", "", [Result.LOST]),
    ],
)
def test_a_translation_is_held_by_the_rule_that_its_source_fires(source, translation, expected):
    assert expected == outcomes(source, translation)


def test_an_outcome_shows_its_evidence_in_both_texts():
    source, translation = "Ask. **Never** stop suddenly.", "Pregunte. Puede *dejar de* tomarlo de golpe."
    [outcome] = apply_rules(source, translation, SOURCE, TARGET)
    texts = {"msgid": source, "msgstr": translation}
    assert all(texts[span.field][span.start : span.end] == span.text for span in outcome.spans)
    assert [span.text for span in outcome.spans] == ["Never", "stop", "suddenly", "Puede", "dejar de", "de golpe"]
    assert outcome.reason == "'puede' permits it"
    assert (outcome.source, outcome.translation) == ("**Never** stop suddenly.", "Puede *dejar de* tomarlo de golpe.")


def test_a_rule_without_a_partner_is_not_asked_and_that_is_told():
    assert apply_rules("Never stop suddenly.", "x", SOURCE, ()) == []
    assert unguarded(SOURCE, ()) == ("stop-abruptly", "wording")
    assert unguarded(SOURCE, TARGET) == ("wording",)


def test_forbidden_phrases_alone_make_a_rule():
    [rule] = [rule for rule in SOURCE if rule.id == "wording"]
    assert judge("It cures you.", rule)[0].verdict == Verdict.BROKEN
    assert judge("It does not say that it cures you?", rule)[0].verdict == Verdict.ABSENT
    assert [row.result for row in contradictions("It helps.", "It cures you.", SOURCE, [rule])] == [Result.CONTRADICTED]
    assert contradictions("It cures you.", "It cures you.", SOURCE, [rule]) == []


def test_a_forbidden_phrase_may_hold_a_negator_of_its_own():
    text = '[urgent]\nseverity = "critical"\ntopics = ["*"]\nkind = "forbid"\nforbid = ["not an emergency"]\n'
    [rule] = rules_of("en", text)
    assert judge("This is not an emergency.", rule)[0].verdict is Verdict.BROKEN
    assert judge("This is an emergency.", rule)[0].verdict is Verdict.ABSENT


def test_a_phrase_inside_not_only_decides_nothing():
    """ "Not only your doctor may" permits what "only your doctor may" forbids."""
    rules = rules_of(
        "en",
        """
[dose]
severity = "serious"
topics = ["baclofen"]
kind = "prohibit"
concepts = { change = ["chang*"] }
instead = ["only your doctor"]
negation = { of = "change" }
accept = ["Only your doctor may change it."]
reject = ["Not only your doctor may change it."]
""",
    )
    assert not keeps("It is changed not only by your doctor. Not only your doctor decides.", *rules)


def test_a_negator_that_a_concept_spells_is_its_own():
    (rule,) = rules_of(
        "en",
        """
[dose]
severity = "serious"
topics = ["baclofen"]
kind = "prohibit"
concepts = { change = ["chang*"], alone = ["if your doctor does not agree"] }
negation = { of = "change" }
accept = ["Never change it if your doctor does not agree."]
reject = ["Change it if your doctor does not agree."]
""",
    )
    assert not keeps("Never change it if it is not true that your doctor does agree.", rule)


def test_rules_are_asked_on_their_topics():
    assert [rule.id for rule in asked(SOURCE, ["baclofen"])] == ["stop-abruptly"]
    assert len(asked(SOURCE, None)) == 2
    assert asked(SOURCE, ["other"]) == ()


def test_only_a_waiver_silences_a_finding_and_only_that_sentence():
    source, translation = "It helps.", "Suspenderlo de golpe es un tema aparte."
    [outcome] = contradictions(source, translation, SOURCE, TARGET)
    waiver = f'[[stop-abruptly.waiver]]\nhash = "{outcome.hash}"\nreason = "r"\nby = "Test Reviewer (test data)"\n'
    waived = rules_of("es", ES + waiver)
    [silent] = contradictions(source, translation, SOURCE, waived)
    assert not silent.is_finding
    assert silent.waiver.hash == outcome.hash
    assert outcomes(source, "Suspenderlo de golpe es otro tema.", waived) == [Result.CONTRADICTED]
    assert outcomes("It helps a lot.", translation, waived) == [Result.CONTRADICTED]
    edited = rules_of("es", (ES + waiver).replace('"suspend*"', '"suspend*", "suspens*"'))
    assert outcomes(source, translation, edited) == [Result.CONTRADICTED]


def test_a_lost_rule_can_be_waived_too():
    [outcome] = apply_rules("Never stop suddenly.", "Ni se le ocurra.", SOURCE, TARGET)
    waiver = f'[[stop-abruptly.waiver]]\nhash = "{outcome.hash}"\nreason = "r"\nby = "Test Reviewer (test data)"\n'
    assert outcomes("Never stop suddenly.", "Ni se le ocurra.", rules_of("es", ES + waiver)) == []


def test_an_unused_waiver_is_a_finding():
    waiver = f'[[stop-abruptly.waiver]]\nhash = "sha256:{"1" * 64}"\nreason = "r"\nby = "Test Reviewer (test data)"\n'
    rules = rules_of("es", ES + waiver)
    [found] = unused_waivers(rules, set())
    assert (
        found.code,
        found.severity,
        found.path,
        found.line,
    ) == ("unused-waiver", Severity.ERROR, "rules/es.toml", 11)
    assert unused_waivers(rules, {f"sha256:{'1' * 64}"}) == []


def test_a_page_is_contradicted_by_what_is_sure_only():
    blocks = [
        "Never stop suddenly.",
        "Stopping suddenly can cause seizures.",
        "Stopping suddenly",
        "Ask. You can stop suddenly when you feel well.",
        "Stop it any time.",
        "What happens if you stop suddenly?",
    ]
    found = contradicted(blocks, asked(SOURCE, ["baclofen"]))
    assert [(row.block, row.sentence) for row in found] == [
        (3, "You can stop suddenly when you feel well."),
        (4, "Stop it any time."),
    ]
    assert [span.text for span in found[0].spans] == ["You can", "stop", "suddenly"]
    assert [
        row.block for row in contradicted(blocks, SOURCE, waived={"You can stop suddenly when you feel well."})
    ] == [4]


def test_a_page_may_tell_who_takes_what_a_rule_of_one_concept_prohibits(repository):
    rules = load_project(repository).rules["en"]
    assert contradicted(["You take strong sedatives or opioids, or drink alcohol."], rules) == []
    assert len(contradicted(["You may drink alcohol during the treatment."], rules)) == 1


def test_a_message_that_a_rule_touches_is_guarded():
    assert guarded("Stopping suddenly can cause seizures.", SOURCE) == ("stop-abruptly",)
    assert guarded(Message("Ask.", msgid_plural="Never stop suddenly."), SOURCE) == ("stop-abruptly",)
    assert guarded("Stopping", SOURCE) == ()
    assert guarded("", SOURCE) == ()


# The rules of this repository


@pytest.fixture(scope="module")
def repository_rules(request):
    root = request.config.rootpath / "source/safety/rules"
    return {
        locale: parse_rules((root / f"{locale}.toml").read_text("utf-8"), f"{locale}.toml", load_language(locale)[0])
        for locale in LOCALES
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_the_rules_of_every_language_keep_their_own_examples(repository_rules, locale):
    rules, problems = repository_rules[locale]
    assert problems == []
    assert [rule.id for rule in rules] == [*IDS, *OF_THE_AUDIT]
    assert all(len(rule.accept) >= 4 and len(rule.reject) >= 4 for rule in rules if rule.id in IDS)
    assert all(rule.accept and rule.reject for rule in rules)


def without_negation(text, rule):
    """Return the text without the negators that make it a prohibition, and whether there were any."""
    cuts = set()
    for start, end in sentences(text, rule.language):
        folded = rule.language.fold(text[start:end])
        reading = prohibition(Sentence(folded, rule.terms))
        if reading.stance is Stance.PROHIBITED:
            spans = (folded.original(row.start, row.end) for row in reading.evidence if row.role == "negation")
            cuts |= {(start + first, start + last) for first, last in spans}
    for start, end in sorted(cuts, reverse=True):
        text = text[:start] + text[end:]
    return text, bool(cuts)


@pytest.mark.parametrize("locale", LOCALES)
def test_without_its_negation_no_example_is_accepted(repository_rules, locale):
    asked_of = 0
    for rule in repository_rules[locale][0]:
        for example in rule.accept if rule.kind == "prohibit" else ():
            text, cut = without_negation(example, rule)
            asked_of += cut
            assert not (cut and keeps(text, rule)), f"{rule.id}: {example!r} without its negation: {text!r}"
    assert asked_of >= 20


OTHER = {
    "ar": "التمارين مفيدة.", "de": "Bewegung tut gut.", "en": "Exercise helps.", "es": "El ejercicio ayuda.",
    "fr": "L'exercice aide.", "hi": "कसरत अच्छी है।", "it": "Il movimento aiuta.", "ja": "運動は役に立ちます。",
    "ko": "운동은 도움이 됩니다.", "pl": "Ruch pomaga.", "pt_BR": "O exercício ajuda.", "ru": "Упражнения помогают.",
    "tr": "Egzersiz iyi gelir.", "vi": "Tập thể dục có ích.", "zh_Hans": "锻炼有好处。",
}  # fmt: skip


@pytest.mark.parametrize("locale", LOCALES)
def test_a_sentence_about_something_else_changes_no_verdict(repository_rules, locale):
    glue = "" if locale in {"ja", "zh_Hans"} else " "
    for rule in repository_rules[locale][0]:
        for example in (*rule.accept, *rule.reject):
            if example[-1] not in ".。।!?？؟":
                continue
            expected = keeps(example, rule)
            assert expected == keeps(OTHER[locale] + glue + example, rule), example
            assert expected == keeps(example + glue + OTHER[locale], rule), example


@pytest.mark.parametrize("locale", LOCALES)
def test_markup_and_normal_form_change_no_verdict(repository_rules, locale):
    import unicodedata

    for rule in repository_rules[locale][0]:
        for example in (*rule.accept, *rule.reject):
            expected = keeps(example, rule)
            assert expected == keeps(unicodedata.normalize("NFD", example), rule), example
            assert expected == keeps(f"**{example}**", rule), example


@pytest.mark.parametrize("locale", LOCALES)
def test_no_accepted_example_contradicts_another_rule(repository_rules, locale):
    rules = repository_rules[locale][0]
    for rule in rules:
        assert [(row.rule.id, row.sentence, row.reason) for row in contradicted(rule.accept, rules)] == []


@pytest.mark.parametrize(
    ("locale", "unit", "size"),
    [
        ("en", "stop", 200_000),
        ("en", "do not stop suddenly, ", 30_000),
        ("ja", "急に中止し", 30_000),
        ("tr", "bırakmayın ", 30_000),
    ],
)
def test_a_huge_text_is_judged(repository_rules, locale, unit, size):
    rule = repository_rules[locale][0][0]
    assert judge((unit * (size // len(unit) + 1))[:size], rule)
