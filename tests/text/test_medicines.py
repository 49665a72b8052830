"""The lexicon of medicines: its shape, and how names are found, missed and nearly met."""

import unicodedata
from collections import Counter
from importlib.resources import files

import pytest
from unlisted_table import named, slips

from toolkit.text.language import load_language
from toolkit.text.medicines import lexicon_locale, medicine_forms, medicine_names
from toolkit.text.names import compare_names
from toolkit.text.patterns import pattern_problem
from toolkit.text.unlisted import sounds_in
from toolkit.text.vocabulary import vocabulary

LANGUAGES = (path.name.removesuffix(".toml") for path in (files("toolkit.text") / "languages").iterdir())
LOCALES = sorted(set(LANGUAGES) - {"en"})
TEXT = (files("toolkit.text") / "medicines.csv").read_text("utf-8")
LINES = [line for line in TEXT.splitlines() if not line.startswith("#")]


def words(locale):
    return vocabulary(load_language(locale)[0])


def names(locale, source, translation):
    return compare_names(words("en").read(source), words(locale).read(translation))


def test_the_lexicon_has_a_thousand_names_and_no_name_twice():
    found = Counter(medicine_forms("en"))
    assert len(found) >= 1_000
    rows = [line.split(",")[0] for line in LINES]
    assert rows[1:] == sorted(found)
    assert medicine_names() == found.keys()


def test_the_lexicon_is_divided_by_commas_alone_and_in_normal_form():
    assert {line.count(",") for line in LINES} == {len(LOCALES) + 1}
    assert [line for line in LINES if '"' in line or "  " in line or line != unicodedata.normalize("NFC", line)] == []


SCRIPTS = {"ar": "ARABIC", "hi": "DEVANAGARI", "ja": "KATAKANA|HIRAGANA|CJK", "ko": "HANGUL", "ru": "CYRILLIC"}
SCRIPTS["zh_Hans"] = "CJK|GREEK"
LATIN_SIGNS = {"ja": "BDST", "ko": "BDST", "ru": "BDK", "zh_Hans": "ABDEGKVbdakegv"}
"""Letters of a name that these languages leave as they are: vitamin K1, amphotericin B."""


@pytest.mark.parametrize("locale", LOCALES)
def test_names_are_in_the_script_of_their_language(locale):
    script = tuple(SCRIPTS.get(locale, "LATIN").split("|"))
    signs = f" *-'’().0123456789{LATIN_SIGNS.get(locale, '')}"
    strange = [
        form
        for forms in medicine_forms(locale).values()
        for form in forms
        for letter in form
        if letter not in signs and not unicodedata.name(letter).startswith(script)
    ]
    assert strange == []


@pytest.mark.parametrize("locale", ["en", *LOCALES])
def test_no_form_belongs_to_two_names(locale):
    language = load_language(locale)[0]
    filled = medicine_forms(locale)
    owners = {}
    for name, forms in filled.items():
        for pattern in language.folded(forms):
            assert pattern_problem(pattern) is None
            assert owners.setdefault(pattern, name) == name, pattern
    print(f"{locale}: {len(filled)} names")  # noqa: T201 - shown by pytest -rP
    assert len(filled) >= 1_000


@pytest.mark.parametrize("locale", LOCALES)
def test_every_form_is_found_as_its_own_name_in_a_sentence(locale):
    for name, forms in medicine_forms(locale).items():
        text = "; ".join(f"({form.replace('*', '')})" for form in forms)
        reading = words(locale).read(text)
        assert [found.value for found in reading.of("medicine")] == [name] * len(forms), text


TRAPS = {
    "a compound": ("de", "Change the insulin pump.", "Wechseln Sie die Insulinpumpe."),
    "the end of a compound": ("de", "Morphine tablets", "Retardmorphintabletten mit Depotmorphin"),
    "an article that is glued": ("ar", "With paracetamol.", "مع الباراسيتامول."),
    "three prefixes that are glued": ("ar", "And with paracetamol.", "وبالباراسيتامول."),
    "an ending after an apostrophe": ("tr", "Take aspirin.", "Aspirin'i alın."),
    "a vowel that softens": ("tr", "Take folic acid.", "Folik asidi alın."),
    "a genitive": ("pl", "Take metformin.", "Nie przyjmuj metforminy."),
    "a locative that softens": ("pl", "After methotrexate", "Po metotreksacie"),
    "cases of both words": ("ru", "Take folic acid.", "Принимайте фолиевую кислоту."),
    "no spaces": ("zh_Hans", "Take warfarin daily.", "每天服用华法林。"),
    "a name that begins with another": ("zh_Hans", "Prednisolone", "泼尼松龙片"),
    "particles": ("ko", "Take metformin.", "메트포르민을 복용하세요."),
    "an accent that was left out": ("fr", "Take paracetamol.", "Prenez du paracetamol."),
    "short and long vowels": ("hi", "Take paracetamol.", "पैरासीटामोल लें।"),
    "the American name": ("es", "Take acetaminophen.", "Tome paracetamol."),
    "the other name of the language": ("es", "Inject epinephrine.", "Inyecte adrenalina."),
    "the English name in Latin letters": ("tr", "Take warfarin.", "Warfarin'i alın."),
    "a kind of insulin": ("fr", "Inject insulin glargine.", "Injectez l’insuline glargine."),
    "an address": ("es", "See [this](https://x.example/aspirin).", "Vea [esto](https://x.example/aspirin)."),
    "ordinary words": ("de", "Take lithium.", "Nehmen Sie Lithium mit einem Liter Wasser."),
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_name_in_another_shape_is_there(name):
    found = names(*TRAPS[name])
    assert (found.missing, found.other) == ((), ())


NEAR = {
    "a letter is missing": ("es", "Take ibuprofen.", "Tome ibuprofno.", "ibuprofeno"),
    "a letter is another": ("ru", "Take methotrexate.", "Принимайте метотриксат.", "метотрексат"),
    "two letters are exchanged": ("de", "Insulin", "Inuslin", "insulin"),
    "behind glued prefixes": ("ar", "With paracetamol.", "بالبارسيتامول.", "باراسيتامول"),
    "without spaces": ("ja", "Take warfarin.", "ワルフアリンを飲む。", "ワルファリン"),
    "one character of three": ("zh_Hans", "Take warfarin.", "服用华发林。", "华法林"),
    "of two words": ("pt_BR", "Take folic acid.", "Tome ácido fólivo.", "ácido fólico"),
}


@pytest.mark.parametrize("name", NEAR)
def test_a_name_that_is_nearly_right_is_told(name):
    locale, source, translation, right = NEAR[name]
    found = names(locale, source, translation)
    assert [item.name for item in found.near.values()] == [right]


def test_another_name_is_told_and_an_unlike_word_is_only_missing():
    found = names("es", "Take hydroxyzine.", "Tome hidralazina.")
    assert ([item.value for item in found.missing], [item.value for item in found.other]) == (
        ["hydroxyzine"],
        ["hydralazine"],
    )
    found = names("es", "Take hydroxyzine.", "Tome la medicina.")
    assert ([item.value for item in found.missing], found.other, found.near) == (["hydroxyzine"], (), {})


def test_a_locale_takes_the_names_of_its_language_and_never_of_another_script():
    assert lexicon_locale("es_MX") == "es"
    assert lexicon_locale("zh_Hant") is None
    assert lexicon_locale("sv") is None


UNLISTED = {
    "in the same letters": ("de", "Take zorvatinib.", "Nehmen Sie Zorvatinib ein."),
    "with the ending of the language": ("es", "Take zorvastatin.", "Tome zorvastatina."),
    "respelt": ("pl", "Take phexazosin.", "Przyjmuj feksazosynę."),
    "in Cyrillic, in the instrumental": ("ru", "Treatment with zorvatinib", "Лечение зорватинибом"),
    "in Arabic, behind an article": ("ar", "Take zorvatinib.", "تناول الزورفاتينيب."),
    "in Devanagari": ("hi", "Take zorvatinib.", "ज़ोरवाटिनिब लें।"),
    "in katakana": ("ja", "Take zorvatinib.", "ゾルバチニブを飲んでください。"),
    "in Hangul, with a particle": ("ko", "Take zorvatinib.", "조르바티닙을 복용하세요."),
    "in Han characters, which say nothing of it": ("zh_Hans", "Take zorvatinib.", "服用佐伐替尼。"),
    "another English name of a listed medicine": ("es", "Use proparacaine.", "Use proximetacaína."),
    "a word that ends like one": ("fr", "A mongrel dog", "Un chien bâtard"),
}


@pytest.mark.parametrize("name", UNLISTED)
def test_a_name_that_no_list_has_is_known_by_its_stem_and_found_by_its_sound(name):
    assert names(*UNLISTED[name]).missing == ()


@pytest.mark.parametrize("locale", sorted(set(LOCALES) - {"zh_Hans"}))
def test_listed_names_sound_like_their_forms_in_every_language(locale):
    forms = medicine_forms(locale)
    single = [name for name in forms if name.isalpha()]
    deaf = [
        name
        for name in single
        if not any(sounds_in(name, form.replace("*", "").lower().replace(" ", "")) for form in forms[name])
    ]
    assert len(deaf) < len(single) / 100, deaf


SWAPPED = {
    "de": ("Take zorvatinib.", "Nehmen Sie Imatinib ein.", ["imatinib"]),
    "ru": ("Take zorvatinib.", "Принимайте метформин.", ["metformin"]),
    "ja": ("Take zorvatinib.", "ワルファリンを飲んでください。", ["warfarin"]),
    "ko": ("Take zorvatinib.", "약을 복용하세요.", []),
}


@pytest.mark.parametrize("locale", SWAPPED)
def test_a_name_that_no_list_has_is_missed_and_another_one_told(locale):
    source, translation, others = SWAPPED[locale]
    found = names(locale, source, translation)
    assert [item.value for item in found.missing] == ["zorvatinib"]
    assert [item.value for item in found.other] == others


ONE_LETTER = {
    "of a name that no list has": ("es", "Take zorvastatin.", "Tome zorvostatina.", "zorvastatin"),
    "of the kind of an insulin": ("es", "Inject insulin detemir.", "Inyecte insulina detemil.", "insulina detemir"),
    "one too many at the end": ("it", "Take dienogest.", "Prenda il dienogesto.", "dienogest"),
}


@pytest.mark.parametrize("name", ONE_LETTER)
def test_one_letter_is_told(name):
    locale, source, translation, right = ONE_LETTER[name]
    assert [item.name for item in names(locale, source, translation).near.values()] == [right]


def test_another_kind_and_a_plural_are_no_slips():
    assert names("es", "Inject insulin detemir.", "Inyecte insulina lispro.").near == {}
    found = names("fr", "Heparins and insulin detemir", "Les héparines et l’insuline détémir")
    assert (found.missing, found.near) == ((), {})


NAMED = list(named())


def test_the_names_that_measure_what_nobody_listed_are_not_listed():
    listed = {word for forms in medicine_forms("en").values() for form in forms for word in form.split()}
    assert listed.isdisjoint(item.source.removeprefix("Take ").removesuffix(" every day.") for item in NAMED)


def test_a_name_that_nobody_listed_is_right_as_its_language_respells_it():
    told = [item.name for item in NAMED if names(item.locale, item.source, item.translation(item.name)).missing]
    assert told == []


@pytest.mark.parametrize("locale", ["de", "es", "ru"])
def test_next_to_all_slips_of_a_name_that_nobody_listed_are_told(locale):
    asked = [
        (item, slip)
        for item in NAMED
        if item.locale == locale
        for _, slip in list(slips(item.name))[12:16]
        if slip != item.name
    ]
    silent = [slip for item, slip in asked if not names(locale, item.source, item.translation(slip)).near]
    assert len(silent) <= len(asked) / 20, silent


VOWELS = {
    "another vowel in katakana": ("ja", "Take zorvatinib.", "ゾルバツニブを飲んでください。"),
    "a vowel in Arabic where the name has none": ("ar", "Take zorvatinib.", "تناول زورافاتينيب."),
    "a letter twice in Arabic": ("ar", "Take zorvatinib.", "تناول زورفاتتينيب."),
    "another vowel in Hangul": ("ko", "Take zorvatinib.", "조르바투닙을 복용하세요."),
    "another vowel sign in Devanagari": ("hi", "Take zorvatinib.", "ज़ोरवाटुनिब लें।"),
    "a letter twice in Italian": ("it", "Take zorvatinib.", "Prenda zorvvatinib."),
}


@pytest.mark.parametrize("name", VOWELS)
def test_a_slip_that_the_consonants_do_not_show_is_told(name):
    assert list(names(*VOWELS[name]).near) == ["zorvatinib"]


ORDINARY = {
    "a cognate": ("es", "Take medication with food.", "Tome la medicación con comida."),
    "a class that ends otherwise": ("es", "Take an antacid.", "Tome un antiácido."),
    "a sugar": ("pt_BR", "Eat four glucose tablets.", "Coma quatro tabletes de glicose."),
    "a word of a language with few vowels": ("ko", "Use a sunscreen.", "자외선차단제를 바르세요."),
}


@pytest.mark.parametrize("name", ORDINARY)
def test_what_is_taken_and_is_no_medicine_is_none(name):
    assert names(*ORDINARY[name]).near == {}


def test_a_name_is_known_by_where_it_stands():
    for source in ("Take 5 mg of selinexor.", "Selinexor 20 mg twice a day", "Do not inject the selinexor."):
        found = names("fr", source, "sélinexor")
        assert (found.missing, found.near) == ((), {})
        assert list(names("fr", source, "sélinexro").near) == ["selinexor"]
