"""Routines in other languages, on the command line and by the real voice."""

from pathlib import Path

import pytest
from mutagen.id3 import ID3

from tests.cli.helpers import coach
from tests.languages import UNTRANSLATED

SCRIPT = """\
---
title: {title}
language: {language}
---

## {title} {{sides="a, b"}}

- {title}. [repeat: 3 every 4s, count: spoken]
"""


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ["Was gebraucht wird: ein Stuhl", "Zuerst: linke Hand.", "Jetzt: rechte Hand.", "Bevor es losgeht"]),
        pytest.param(
            "fr",
            ["À préparer\u00a0: une chaise", "D’abord\u00a0: main gauche.", "Maintenant\u00a0: main droite."],
            marks=pytest.mark.slow,
        ),
        pytest.param(
            "es",
            ["Conviene tener a mano: una silla", "Primero: mano izquierda.", "Ahora: mano derecha."],
            marks=pytest.mark.slow,
        ),
    ],
)
def test_a_routine_is_announced_in_its_language(language: str, words: list[str]) -> None:
    done = coach("show", f"hand-reset.{language}")
    assert not done.stderr
    for expected in words:
        assert expected in done.stdout


@pytest.mark.slow
def test_a_language_without_announcements_is_noted_and_has_no_english_in_it(tmp_path: Path) -> None:
    (tmp_path / "mano.md").write_text(SCRIPT.format(title="Mano", language=UNTRANSLATED))
    done = coach("show", str(tmp_path / "mano.md"))
    assert f"announcements are not available in '{UNTRANSLATED}' yet" in done.stderr
    said = [line.split("“")[1] for line in done.stdout.splitlines() if "“" in line]
    assert said == [f"{text}”" for text in ("Mano.", "a.", "Mano.", "1", "2", "3", "b.", "Mano.", "1", "2", "3")]


@pytest.mark.slow
def test_the_list_tells_the_language() -> None:
    shown = coach("list").stdout
    assert "Neustart für müde Hände (de, " in shown
    assert "Reset for tired hands (en-US, " in shown


@pytest.mark.slow
def test_an_export_is_named_after_the_whole_name_so_that_translations_stand_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "hand.de.md").write_text(SCRIPT.format(title="Hand", language="de"))
    coach("export", "hand.de.md", cwd=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hand.de.md", "hand.de.mp3"]
    (words,) = ID3(tmp_path / "hand.de.mp3").getall("USLT")
    assert (words.lang, "(3 Mal)" in words.text) == ("ger", True)
