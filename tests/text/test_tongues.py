"""Which language a text is in, told only where it is sure."""

import sys

import pytest

from toolkit.text import identify
from toolkit.text.identify import identified
from toolkit.text.language_model import load, narrowed
from toolkit.text.tongues import is_plainly, other_tongue

CLEAR = {
    "de": "Nehmen Sie die Tabletten nicht zusammen mit Alkohol ein, weil das gefährlich ist.",
    "es": "No tome los comprimidos con alcohol, porque es peligroso para usted y para los demás.",
    "pt_BR": "Não tome os comprimidos com álcool, pois isso é perigoso para você e para os outros.",
    "it": "Non prenda le compresse insieme agli alcolici, perché è pericoloso per lei e per gli altri.",
    "fr": "Ne prenez pas les comprimés avec de l’alcool, car c’est dangereux pour vous et les autres.",
    "pl": "Nie przyjmuj tabletek razem z alkoholem, ponieważ jest to niebezpieczne dla ciebie.",
    "tr": "Tabletleri alkolle birlikte almayın, çünkü bu sizin için ve başkaları için tehlikelidir.",
    "vi": "Không uống thuốc viên cùng với rượu, vì điều đó nguy hiểm cho bạn và cho người khác.",
    "ru": "Не принимайте таблетки вместе с алкоголем, потому что это опасно.",
    "ar": "لا تتناول الأقراص مع الكحول لأن ذلك خطير.",
    "hi": "गोलियाँ शराब के साथ न लें, क्योंकि यह खतरनाक है।",
    "ja": "錠剤をお酒と一緒に飲まないでください。危険です。",
    "ko": "알약을 술과 함께 복용하지 마십시오. 위험합니다.",
    "zh_Hans": "请不要在饮酒时服用药片，因为这样很危险。",
}


@pytest.mark.parametrize("locale", CLEAR)
def test_a_clear_text_is_in_its_own_language(locale):
    assert other_tongue(CLEAR[locale], locale) is None


@pytest.mark.parametrize("locale", CLEAR)
@pytest.mark.parametrize("other", CLEAR)
def test_a_clear_text_of_another_language_is_told(locale, other):
    if locale != other:
        assert other_tongue(CLEAR[other], locale) is not None


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Baclofen 10 mg", "ru"),
        ("GABA-B", "ja"),
        ("MRI, CT, EEG, ECG, INR, HIV", "ar"),
        ("Dr. Test Reviewer, Example Hospital", "hi"),
        ("副作用", "ja"),
        ("作用部位", "ja"),
        ("约翰・史密斯・布朗医生", "zh_Hans"),
        ("醫生的處方", "zh_Hant"),
        ("這裏墻上", "zh_Hant"),
        ("嘔吐、頭痛", "zh_Hant"),
        ("北朝鮮(朝鮮民主主義人民共和国)", "ja"),
        ("高齢者肝機能障害患者投与禁忌一覧表", "ja"),
        ("痒", "ko"),
        ("Diabetes mellitus", "es"),
        ("Paracetamol", "pl"),
        ("1 mg = 1,000 mcg", "de"),
        ("", "fr"),
    ],
)
def test_names_codes_and_short_texts_say_nothing(text, locale):
    assert other_tongue(text, locale) is None


@pytest.mark.parametrize(
    ("text", "locale", "name"),
    [
        ("低血压", "ja", "zh_Hans"),
        ("什么时候立即求助", "ja", "zh_Hans"),
        ("請勿突然停止服藥，請向醫師諮詢後再決定", "ja", "zh_Hans"),
        ("低血圧", "zh_Hans", "ja"),
        ("低血圧", "zh_Hant", "ja"),
        ("まとめ", "zh_Hans", "ja"),
        ("用量の単位", "zh_Hans", "ja"),
        ("まとめ", "ko", "ja"),
        ("总结", "ko", "zh_Hans"),
        ("요약", "ja", "ko"),
    ],
)
def test_characters_that_a_language_does_not_write_tell_even_of_a_heading(text, locale, name):
    found = other_tongue(text, locale)
    assert found is not None
    assert found.name == name


def test_small_words_can_leave_no_doubt():
    assert is_plainly(CLEAR["de"], "de")
    assert not is_plainly("Paracetamol 500 mg", "de")


def test_the_extra_tells_close_languages_apart_and_says_nothing_of_short_texts():
    pytest.importorskip("py3langid")
    assert identified("Tome 500 mg tres veces al día, cada 8 horas.", "it") == "es"
    assert identified("Tome 500 mg tres veces al día, cada 8 horas.", "es") is None
    assert identified("500 mg", "es") is None
    assert identified("Ta tabletterna med vatten, inte med mjölk.", "sv") is None


def test_without_the_extra_it_says_nothing(monkeypatch):
    monkeypatch.setitem(sys.modules, "py3langid", None)
    identify._ranker.cache_clear()
    identified.cache_clear()
    try:
        assert identified("Tome 500 mg tres veces al día, cada 8 horas.", "it") is None
    finally:
        identify._ranker.cache_clear()
        identified.cache_clear()


def test_the_part_of_the_model_says_what_py3langid_says(tmp_path, monkeypatch):
    langid = pytest.importorskip("py3langid.langid")
    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    model = narrowed(identifier, identify._AMONG)
    again = load(model.dump())
    for text in [*CLEAR.values(), *(text.upper() for text in CLEAR.values()), "", "500 mg", "é", "\ud800", "的"]:
        slow = {name: score for name, score in identifier.rank(text) if name in identify._AMONG}
        fast = again.rank(text)
        assert fast.keys() == slow.keys()
        apart = [fast[name] - slow[name] for name in slow]  # what is the same for all languages may differ
        assert max(apart) - min(apart) < identify._ROUNDING
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(langid.LanguageIdentifier, "from_model_file", lambda _file: identifier)
    for _ in range(2):
        identify._ranker.cache_clear()
        assert identify._ranker()("Tome agua.") == again.rank("Tome agua.")
        (kept,) = tmp_path.glob("l10n/made/*/*")
        whole = kept.read_bytes()
        kept.write_bytes(whole[:-1])  # as after a crash: it is made again
    identify._ranker.cache_clear()
    identify._ranker()
    assert kept.read_bytes() == whole
    identify._ranker.cache_clear()
