"""What a person types who half remembers a command, and the answer that says what to write."""

from pathlib import Path

import pytest

from tests.cli.helpers import SHORT, coach


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("show hand-reset --pace 0,8", "A decimal point is written '.': write 0.8."),
        ("show hand-reset --pauses 1,5", "write 1.5."),
        ("show hand-reset --speech-rate 120,0", "write 120.0."),
        ("show hand-reset --pace gentel", "Did you mean gentle?"),
        ("show hand-reset --guidance breif", "Did you mean brief?"),
        ("show hand-reset --loudness nite", "Did you mean night?"),
        ("show hand-reset --bed rian", "Did you mean rain?"),
        ("show prenatal-hip --option chiar", "Did you mean no-chair?"),
        ("config pase slow", "Did you mean pauses?"),
        ("config guidence brief", "Did you mean guidance?"),
        (
            "play tired hands",
            "'hands' is one word too many. Put quotes around words that belong together: 'tired hands'",
        ),
        ("config title My own shelf", "Put quotes around words that belong together: 'My own shelf'"),
        ("list foo", "Error: 'foo' is one word too many\n"),
        ("new x.md --language Deutsch", "'Deutsch' is not a language tag: write de."),
        ("list --language Deutsch", "Did you mean de?"),
        ("list --language francais", "Did you mean fr?"),
        ("config pace slow --unset", "--unset takes the name of a setting and no value"),
        ("config --unset", "--unset takes the name of a setting and no value"),
        ("play x.mp3", "A routine is a script, such as x.md."),
        ("show evening.pdf", "A routine is a script, such as evening.md."),
    ],
)
def test_a_slip_is_answered_with_what_to_write(typed: str, answer: str, tmp_path: Path) -> None:
    done = coach(*typed.split(), cwd=tmp_path)
    assert answer in done.stderr
    assert done.returncode in (2, 4)


@pytest.mark.parametrize("command", ["export", "transcript", "import"])
def test_an_output_without_a_name_is_refused(command: str, tmp_path: Path) -> None:
    (tmp_path / "rest.md").write_text(SHORT)
    done = coach(command, "rest.md", "-o", "", cwd=tmp_path)
    assert "Give the name of a file." in done.stderr
    assert done.returncode == 2


@pytest.mark.parametrize("sign", [b"RIFF", b"ID3\x04", b"fLaC", b"OggS"])
def test_a_sound_file_is_not_checked_but_its_script_is_named(sign: bytes, tmp_path: Path) -> None:
    (tmp_path / "evening.wav").write_bytes(sign + bytes(40))
    done = coach("check", "evening.wav", cwd=tmp_path)
    assert "this file is a sound file" in done.stderr
    assert "Give the script it was made from, such as evening.md." in done.stderr
