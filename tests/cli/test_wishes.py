"""How a routine should be, asked for on the command line, with the real voice."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.cli.helpers import coach
from tests.files.helpers import decode_by_mpg123
from tests.meters import Reading, reading_of

SCRIPT = """---
title: Wishes
language: en-US
options:
  long: More of it.
---

## First

- **Press.** Press and stay here. [hold: 10-20s, halfway: "Half of it."]
- {if: long} And again. [hold: 10s]

## Second {optional}

- **Shake.** Shake it out now. [pause: 6s]
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "wishes.md"
    path.write_text(SCRIPT)
    return path


def shown(script: str | Path, *options: str) -> dict[str, Any]:
    done = coach("show", script, "--json", *options)
    assert done.returncode == 0, done.stderr
    data: dict[str, Any] = json.loads(done.stdout)
    return data


def lengths(data: dict[str, Any], kind: str) -> list[float]:
    return [event["duration_s"] for event in data["events"] if event["kind"] == kind]


@pytest.mark.slow
@pytest.mark.parametrize("minutes", ["10m", "11m30s", "13m"])
def test_a_shipped_routine_lasts_as_long_as_asked(minutes: str) -> None:
    whole, _, rest = minutes.partition("m")
    wanted_s = int(whole) * 60 + int(rest.rstrip("s") or 0)
    assert abs(shown("hand-reset", "--duration", minutes)["duration_s"] - wanted_s) <= 0.5


def test_an_exported_file_lasts_as_long_as_asked_and_what_changed_is_told(script: Path, tmp_path: Path) -> None:
    natural_s = shown(script)["duration_s"]
    wanted_s = round(natural_s) + 5
    done = coach("export", script, "--duration", f"{wanted_s}s", cwd=tmp_path)
    samples, _ = decode_by_mpg123(tmp_path / "wishes.mp3")
    assert abs(len(samples) / 44_100 - wanted_s) <= 0.5
    assert "every silence" in done.stderr


def test_a_time_out_of_reach_is_refused_with_the_shortest_and_the_longest(script: Path) -> None:
    for time in ("10s", "2h"):
        done = coach("show", script, "--duration", time)
        assert (done.returncode, done.stdout) == (1, "")
        assert "can last from 0:" in done.stderr


@pytest.mark.slow
def test_optional_sections_go_only_with_consent(script: Path) -> None:
    def titles(*options: str) -> set[str]:
        return {event["section"] for event in shown(script, *options)["events"]}

    refused = coach("show", script, "--duration", "28s")
    assert refused.returncode == 1
    assert "Second" not in titles("--duration", "28s", "--drop-optional")
    assert "Second" in titles()


def test_each_part_of_the_pace_alone(script: Path) -> None:
    plain = shown(script)
    frame_s = 1.01 * 1152 / 44_100
    holds = shown(script, "--holds", "1.25")
    assert lengths(holds, "pause") == pytest.approx(lengths(plain, "pause"), abs=frame_s)
    assert lengths(holds, "speech") == lengths(plain, "speech")
    assert sum(lengths(holds, "hold")) == pytest.approx(sum(lengths(plain, "hold")) + 15 / 4, abs=0.06)
    pauses = shown(script, "--pauses", "2")
    assert lengths(pauses, "hold") == pytest.approx(lengths(plain, "hold"), abs=frame_s)
    for one, other in zip(lengths(plain, "pause"), lengths(pauses, "pause"), strict=True):
        assert other == pytest.approx(2 * one, abs=3 * frame_s)
    quick = shown(script, "--speech-rate", "180")
    assert sum(lengths(quick, "speech")) < 0.8 * sum(lengths(plain, "speech"))
    assert lengths(quick, "pause") == pytest.approx(lengths(plain, "pause"), abs=frame_s)


@pytest.mark.slow
def test_a_slower_pace_never_makes_it_shorter(script: Path) -> None:
    durations = [shown(script, "--pace", pace)["duration_s"] for pace in ("0.5", "gentle", "slow", "1", "brisk", "2.0")]
    assert durations == sorted(durations, reverse=True)


@pytest.mark.slow
def test_a_range_is_never_left_at_any_pace(script: Path) -> None:
    for pace, expected_s in ((Fraction(1, 2), 20), (Fraction(1), 15), (Fraction(2), 10)):
        events = [event for event in shown(script, "--pace", str(float(pace)))["events"] if event["step"] == "Press"]
        first = next(index for index, event in enumerate(events) if event["kind"] == "hold")
        last = max(index for index, event in enumerate(events) if event["kind"] == "hold")
        assert sum(event["duration_s"] for event in events[first : last + 1]) == pytest.approx(expected_s, abs=0.03)


@pytest.mark.slow
def test_guidance_says_less_and_taper_eases_off(script: Path) -> None:
    def words(*options: str) -> list[str]:
        return [event["text"] for event in shown(script, *options)["events"] if event["kind"] == "speech"]

    assert words("--guidance", "brief") == ["Wishes.", "Press.", "Shake."]
    assert words("--guidance", "silent") == []
    assert words("--taper") == words()
    assert shown(script, "--taper")["duration_s"] > shown(script)["duration_s"]


def test_an_option_of_the_routine(script: Path) -> None:
    assert "And again." not in str(shown(script))
    assert "And again." in str(shown(script, "--option", "long"))


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--speech-rate", "20", "from 40 to 400"),
        ("--speech-rate", "fast", "from 40 to 400"),
        ("--pauses", "3", "from 0.5 to 2.0"),
        ("--holds", "0", "from 0.5 to 2.0"),
        ("--duration", "12 parsecs", "write a time like"),
        ("--guidance", "loud", "full, brief or silent"),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_with_what_is(script: Path, option: str, value: str, told: str) -> None:
    for command in ("show", "export", "play"):
        done = coach(command, script, option, value)
        assert (done.returncode, done.stdout) == (2, "")
        assert told in " ".join(done.stderr.split())


@pytest.mark.slow
def test_at_night_the_file_is_10_lu_softer(script: Path, tmp_path: Path) -> None:
    def heard(*options: str) -> Reading:
        done = coach("export", script, "--force", *options, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        return reading_of(decode_by_mpg123(tmp_path / "wishes.mp3")[0])

    by_day, at_night = heard(), heard("--loudness", "night")
    assert by_day.lufs - at_night.lufs == pytest.approx(10, abs=0.5)
    assert by_day.peak_dbtp <= -1  # an encoder may add a little to peaks; what was left for it is enough
    refused = coach("show", script, "--loudness", "loud")
    assert refused.returncode == 2
    assert "normal or night" in refused.stderr
