"""The catalogues in use are complete, agree with the phrases in the code, and give a listener their own language."""

import re
import string
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from coach.programme import WORDLESS, Wishes, choices_of, messages_for
from coach.programme import _phrasebook as phrasebook
from coach.programme._phrasebook import FOLDER, lacking, languages
from coach.timeline import ENGLISH
from coach.timeline import _messages as messages_module
from tests.languages import UNTRANSLATED
from tests.timeline.helpers import routine

FOLDERS = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
TRANSLATED = [name for name in FOLDERS if name != WORDLESS]
PACKAGE = FOLDER.parent
every_catalogue = pytest.mark.parametrize("name", FOLDERS)


def written(name: str) -> Catalog:
    """The catalogue as its translator wrote it."""
    with (FOLDER / name / "LC_MESSAGES" / "coach.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def phrases(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def phrases_in(paths: Iterable[Path]) -> set[str | tuple[str, ...]]:
    return {found for path in paths for _, found, _, _ in extract_from_file("python", path)}


@cache
def phrases_in_code() -> set[str | tuple[str, ...]]:
    return phrases_in(PACKAGE.rglob("*.py"))


SAID = phrases_in([Path(messages_module.__file__)])


def needs_words(name: str, message: Message) -> bool:
    """Where no words are, only what a voice says has to be there: what is shown on a page is English instead."""
    return name != WORDLESS or key(message) in SAID


def key(message: Message) -> str | tuple[str, ...]:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_there_are_four_languages() -> None:
    assert languages() == ("de", "en", "es", "fr")
    assert FOLDERS == ["de", "es", "fr", WORDLESS]


@every_catalogue
def test_it_holds_the_phrases_of_the_code_and_no_others(name: str) -> None:
    in_code = phrases_in_code()
    assert len(in_code) > len(SAID) > 15
    catalogue = written(name)
    assert {key(message) for message in phrases(catalogue)} == in_code
    assert not catalogue.obsolete


@every_catalogue
def test_no_phrase_is_missing_or_doubtful(name: str) -> None:
    catalogue = written(name)
    for message in phrases(catalogue):
        assert not message.fuzzy, message.id
        expected = 1 if isinstance(message.id, str) else catalogue.num_plurals
        assert len(forms(message.string)) == expected, message.id
        assert all(forms(message.string)) == needs_words(name, message), message.id


@every_catalogue
def test_placeholders_are_those_of_the_english_phrase(name: str) -> None:
    """Not one more. None fewer either, but the title of the first chapter, and where no words are, need not use them all."""
    for message in phrases(written(name)):
        allowed = fields(forms(message.id)[0]) | ({"title"} if message.id == "Before you begin" else set())
        for form in forms(message.string):
            assert fields(form) <= allowed, form
            if name != WORDLESS and message.id != "Before you begin":
                assert fields(form) == allowed, form


@every_catalogue
def test_the_compiled_catalogue_is_the_written_one(name: str) -> None:
    """Else it was forgotten to compile it: docs/languages.md."""
    with (FOLDER / name / "LC_MESSAGES" / "coach.mo").open("rb") as file:
        compiled = read_mo(file)
    made = BytesIO()
    write_mo(made, written(name))
    made.seek(0)
    expected = read_mo(made)
    assert {(str(m.id), str(m.string)) for m in compiled} == {(str(m.id), str(m.string)) for m in expected}


@pytest.mark.parametrize("name", TRANSLATED)
def test_words_are_translated(name: str) -> None:
    for message in phrases(written(name)):
        for one, other in zip(forms(message.id), forms(message.string), strict=False):
            if re.search(r"[a-z]", re.sub(r"\{\w*\}", "", one)):
                assert one != other


def test_the_wordless_catalogue_has_no_words() -> None:
    """Letters stand in placeholders only, but for the unit of a second, which is written alike everywhere; a chime is a note."""
    for message in phrases(written(WORDLESS)):
        for form in forms(message.string):
            assert not re.sub(r"\{\w*\}", "", form).replace(" s)", "").strip("()×♪% ,.:0123456789/"), form


class TestChoosing:
    """Which catalogue a routine gets."""

    @pytest.mark.parametrize(
        ("tag", "chosen"),
        [
            ("de", "de"),
            ("de-AT", "de"),
            ("de-DE-1996", "de"),
            ("DE", "de"),
            ("fr-CA", "fr"),
            ("es-419", "es"),
            ("en", "en"),
            ("en-GB", "en"),
            (UNTRANSLATED, WORDLESS),
            ("deu", WORDLESS),
            ("zh-Hant-TW", WORDLESS),
        ],
    )
    def test_the_nearest_is_taken_and_never_another_language(self, tag: str, chosen: str) -> None:
        assert messages_for(tag).language == chosen

    def test_a_listener_is_told_what_there_is_not(self) -> None:
        (note,) = lacking(f"{UNTRANSLATED}-VA")
        assert f"'{UNTRANSLATED}-VA'" in note
        assert ", ".join(languages()) in note
        assert not lacking("de-AT")
        assert not lacking("en-US")

    def test_choices_carry_the_routines_language(self) -> None:
        german = choices_of(Wishes(pace=Fraction(1)), replace(routine(), language="de-CH"), "voice")
        assert german.messages == messages_for("de")
        assert german.messages != ENGLISH

    def test_a_file_is_read_once(self) -> None:
        assert messages_for("de-AT") is messages_for("de")
        assert phrasebook.messages_for("en-AU") is ENGLISH


def test_german() -> None:
    german = messages_for("de")
    assert german.opening("Abend") == "Bevor es losgeht"
    assert german.needs(["Öl", "ein Tuch", "Zeit"]) == "Was gebraucht wird: Öl, ein Tuch und Zeit."
    assert german.first_side("linkes Bein") == "Zuerst: linkes Bein."
    assert german.next_side("rechtes Bein") == "Jetzt: rechtes Bein."
    assert german.chapter("Beine", "links", 2, 3) == "Beine: links (2 von 3)"
    assert german.time_left(725) == "Noch etwa 12 Minuten."
    assert german.lead_in(10) == "Es beginnt in 10 Sekunden."
    assert german.resumed("Streichen") == "Es geht weiter mit: Streichen."


def test_french_and_spanish() -> None:
    french, spanish = messages_for("fr-FR"), messages_for("es-MX")
    assert french.next_side("jambe gauche") == "Maintenant\u00a0: jambe gauche."
    assert spanish.next_side("pierna izquierda") == "Ahora: pierna izquierda."
    # Whatever the next word begins with: "y" alone would have to become "e" before "hilo".
    assert spanish.listed(["aceite", "hilo"]) == "aceite y también hilo"
    # In French, nothing and one are singular; in Spanish, one alone is.
    assert [french.lead_in(0)[-8:], spanish.lead_in(0)[-9:]] == ["seconde.", "segundos."]


@pytest.mark.parametrize("ending", [messages_for("de").count(3), messages_for("de").round_of(2, 3)])
def test_no_german_sentence_ends_in_a_number_and_a_full_stop(ending: str) -> None:
    """That would be an ordinal: "3." is the third."""
    assert not re.search(r"\d\.$", ending)


def test_without_words_names_and_numbers_are_left() -> None:
    bare = messages_for(UNTRANSLATED)
    assert bare.opening("Mani") == "Mani"
    assert bare.needs(["olio", "tempo"]) == "olio, tempo."
    assert [bare.first_side("mano"), bare.next_side("mano"), bare.resumed("Passo")] == ["mano.", "mano.", "Passo."]
    assert [bare.count(3), bare.round_of(2, 3), bare.time_left(725), bare.lead_in(10)] == ["3", "2", "12", "10"]
