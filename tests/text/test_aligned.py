"""What a source negates and what its translation negates, word by word."""

import pytest

from toolkit.text.aligned import added_words, lost_words
from toolkit.text.governed import governed
from toolkit.text.language import load_language
from toolkit.text.vocabulary import vocabulary


def read(locale, text):
    language, _ = load_language(locale)
    return vocabulary(language).read(text)


@pytest.mark.parametrize(
    ("locale", "text", "words"),
    [
        ("en", "Do not suddenly stop the tablets.", ["stop"]),
        ("en", "Ask us, and never drive.", ["drive"]),
        ("es", "No la deje de beber.", ["deje"]),
        ("fr", "Ne nagez pas.", ["nagez"]),
        ("fr", "Il ne faut pas nager.", ["nager"]),
        ("de", "Sie dürfen nicht schwimmen.", ["schwimmen"]),
        ("pl", "Nie wolno pływać.", ["pływać"]),
        ("ru", "Нельзя плавать.", ["плавать"]),
        ("tr", "Yüzmeyin.", ["Yüzmeyin"]),
        ("hi", "तैरें नहीं।", ["तैरें"]),
        ("ja", "泳がないでください。", ["泳"]),
        ("ko", "수영하지 마십시오.", ["수영"]),
        ("zh_Hans", "请不要游泳。", ["游泳"]),
        ("vi", "Đừng bơi.", ["bơi"]),
        ("ar", "لا تشرب.", ["تشرب"]),
    ],
)
def test_a_negation_governs_what_it_stands_with(locale, text, words):
    reading = read(locale, text)
    found = [word for _, row in governed(reading).rows for word in row]
    assert [text[word.start : word.end] for word in found] == words


TWO_BANS = "Do not swim and do not drive."


@pytest.mark.parametrize(
    ("locale", "both", "one"),
    [
        ("es", "No nade ni conduzca.", "No nade y conduzca."),
        ("fr", "Ne nagez pas et ne conduisez pas.", "Ne nagez pas et conduisez."),
        ("it", "Non nuoti e non guidi.", "Non nuoti e guidi."),
        ("pt_BR", "Não nade nem dirija.", "Não nade e dirija."),
        ("de", "Schwimmen Sie nicht und fahren Sie nicht Auto.", "Schwimmen Sie nicht und fahren Sie Auto."),
        ("pl", "Nie pływaj i nie prowadź samochodu.", "Nie pływaj i prowadź samochód."),
        ("ru", "Не плавайте и не водите машину.", "Не плавайте и водите машину."),
        ("tr", "Yüzmeyin ve araba kullanmayın.", "Yüzmeyin. Araba kullanın."),
        ("ja", "泳いだり運転したりしないでください。", "泳がないでください。運転してください。"),
        ("ko", "수영하거나 운전하지 마십시오.", "수영하지 마십시오. 운전하십시오."),
        ("zh_Hans", "请不要游泳，也不要开车。", "请不要游泳。请开车。"),
        ("vi", "Đừng bơi và đừng lái xe.", "Đừng bơi. Hãy lái xe."),
        ("hi", "न तैरें और न गाड़ी चलाएँ।", "तैरें नहीं। गाड़ी चलाएँ।"),
        ("ar", "لا تسبح ولا تقد السيارة.", "لا تسبح. وقد السيارة."),
    ],
)
def test_a_ban_that_is_lost_beside_another_one_is_found(locale, both, one):
    source = read("en", TWO_BANS)
    assert [*lost_words(source, read(locale, both))] == []
    lost = [TWO_BANS[pairing.own.start : pairing.own.end] for pairing in lost_words(source, read(locale, one))]
    assert lost == ["drive"]


@pytest.mark.parametrize(
    ("locale", "plain", "negated"),
    [
        ("es", "Agite el frasco.", "No agite el frasco."),
        ("fr", "Agitez le flacon.", "N'agitez pas le flacon."),
        ("de", "Schütteln Sie die Flasche.", "Die Flasche nicht schütteln."),
        ("pl", "Wstrząśnij butelką.", "Nie wstrząsaj butelką."),
        ("tr", "Şişeyi çalkalayın.", "Şişeyi çalkalamayın."),
        ("ja", "びんを振ってください。", "びんを振らないでください。"),
        ("zh_Hans", "请摇匀药瓶。", "请勿摇匀药瓶。"),
        ("vi", "Lắc chai.", "Đừng lắc chai."),
    ],
)
def test_a_word_that_is_negated_only_in_the_translation_is_found(locale, plain, negated):
    source = read("en", "Shake the bottle.")
    assert [*added_words(source, read(locale, plain))] == []
    assert len([*added_words(source, read(locale, negated))]) == 1


@pytest.mark.parametrize(
    ("source", "locale", "translation"),
    [
        ("Keep the limb still.", "de", "Das Bein darf nicht bewegt werden."),
        ("Get up slowly.", "pt_BR", "Não se levante de repente."),
        ("Stop using it.", "fr", "Ne l'utilisez plus."),
        ("Use it only if you are over 16.", "es", "No lo use si es menor de 16 años."),
        ("Take at most 4 tablets.", "ru", "Принимайте не более 4 таблеток."),
    ],
)
def test_a_negation_that_says_the_same_is_none_that_was_added(source, locale, translation):
    assert [*added_words(read("en", source), read(locale, translation))] == []


@pytest.mark.parametrize(
    ("source", "locale", "translation"),
    [
        ("Come without having eaten.", "de", "Kommen Sie nüchtern."),
        ("Do not give it unless a doctor says so.", "ru", "Давать можно только по указанию врача."),
        ("Do not go on a diet without asking us.", "fr", "Demandez-nous conseil avant de commencer un régime."),
        ("It does not stay in the body for long.", "ru", "Он недолго остаётся в организме."),
        (
            "No alcohol until 48 hours after the last dose.",
            "de",
            "Alkohol frühestens 48 Stunden nach der letzten Dosis.",
        ),
    ],
)
def test_what_is_denied_in_other_words_is_not_lost(source, locale, translation):
    assert [*lost_words(read("en", source), read(locale, translation))] == []
