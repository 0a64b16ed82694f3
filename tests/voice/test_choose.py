import pytest

from coach.voice import VoiceInfo, canonical
from coach.voice._choose import by_name, for_language, is_auto, unknown_language, unknown_name


def voice(voice_id: str, language: str) -> VoiceInfo:
    return VoiceInfo(voice_id, "pyttsx3", f"The {voice_id}", (language,))


VOICES = [
    voice("gmw/de", "de"),
    voice("gmw/en-029", "en-029"),
    voice("gmw/en", "en-GB"),
    voice("gmw/en-gb-x-rp", "en-GB-x-rp"),
    voice("gmw/en-us", "en-US"),
    voice("gmw/en-us-nyc", "en-US-nyc"),
    voice("gmq/nb", "nb"),
    voice("sit/cmn", "cmn"),
    voice("roa/pt", "pt"),
    voice("roa/pt-br", "pt-BR"),
]


@pytest.mark.parametrize(
    ("language", "chosen"),
    [
        ("en-US", "gmw/en-us"),
        ("en_us", "gmw/en-us"),
        ("en-GB", "gmw/en"),
        ("en-GB-x-rp", "gmw/en-gb-x-rp"),
        ("en-GB-scotland", "gmw/en"),
        ("en-US-x-south", "gmw/en-us"),
        ("en", "gmw/en-us"),
        ("en-AU", "gmw/en-us"),
        ("de-AT", "gmw/de"),
        ("pt", "roa/pt"),
        ("pt-BR", "roa/pt-br"),
        ("no", "gmq/nb"),
        ("zh-CN", "sit/cmn"),
    ],
)
def test_the_exact_language_is_taken_or_the_nearest(language: str, chosen: str) -> None:
    voice = for_language(VOICES, language)
    assert voice
    assert voice.id == chosen


@pytest.mark.parametrize(("name", "auto"), [(None, True), ("auto", True), (" AUTO", True), ("automatic", False)])
def test_auto_is_no_voice_in_particular(name: str | None, auto: bool) -> None:
    assert is_auto(name) is auto


@pytest.mark.parametrize(
    "name", ["gmw/en-gb-x-rp", "GMW/EN-GB-X-RP", "pyttsx3:gmw/en-gb-x-rp", "The gmw/en-gb-x-rp", " gmw/en-gb-x-rp "]
)
def test_a_voice_goes_by_id_name_or_full_name(name: str) -> None:
    voice = by_name(VOICES, name)
    assert voice
    assert voice.id == "gmw/en-gb-x-rp"


def test_a_language_without_a_voice_says_which_have_one() -> None:
    assert for_language(VOICES, "fi-FI") is None
    error = unknown_language(VOICES, "fi-FI")
    assert "fi-FI" in error.what
    assert "cmn, de, en, nb, pt" in error.hint


@pytest.mark.parametrize(("name", "meant"), [("gmw/en-su", "gmw/en-us"), ("en-gb-x-pr", "gmw/en-gb-x-rp")])
def test_an_unknown_voice_says_what_was_meant_and_what_there_is(name: str, meant: str) -> None:
    assert by_name(VOICES, name) is None
    error = unknown_name(VOICES, name, "en-US")
    assert name in error.what
    assert f"Did you mean '{meant}'?" in error.hint
    assert "gmw/en-029, gmw/en, " in error.hint
    assert "gmw/de" not in error.hint


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en-us", "en-US"),
        ("EN_GB", "en-GB"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("en-gb-x-rp", "en-GB-x-rp"),
        ("en-GB-x-GB", "en-GB-x-gb"),
        ("es-419", "es-419"),
        ("cmn-latn-pinyin", "cmn-Latn-pinyin"),
        ("de", "de"),
    ],
)
def test_tags_are_written_as_their_standard_recommends(tag: str, written: str) -> None:
    assert canonical(tag) == written
