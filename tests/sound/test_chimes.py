"""The chimes that ship are one soft family, and a writer's own sound files work by name."""

import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest
from loudness import integrated_loudness

from coach.errors import NotFoundError, SoundError
from coach.folders import shipped
from coach.session._transport import SIGNALS as SIGNALS_OF_KEYS
from coach.sound import Chimes, Pcm
from coach.sound._chimes import SIGNALS as SIGNALS_OF_THE_PROGRAM

BELLS = ("start", "hold-end", "change-sides", "finished")
SIGNALS = ("tick", "more", "less", "no-further")
FAMILY = BELLS + SIGNALS
REPOSITORY = Path(__file__).resolve().parents[2]


def tone(hz: float, seconds: float, rate: int) -> Pcm:
    return (12_000 * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate)).astype(np.int16)


def write_wav(path: Path, samples: Pcm, rate: int, channels: int = 1) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.repeat(samples, channels).astype("<i2").tobytes())


def loudest_hz(samples: Pcm, rate: int = 44_100) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.fft.rfftfreq(len(samples), 1 / rate)[np.argmax(spectrum)])


def loudest_lufs(samples: Pcm) -> float:
    """By the momentary loudness of ITU-R BS.1770, which is that of 400 ms."""
    sound = np.pad(samples / np.float32(32768), 17_640).astype(np.float32)
    return max(float(integrated_loudness(sound[at : at + 17_640], 44_100)) for at in range(0, len(sound) - 17_640, 441))


@pytest.fixture(scope="module")
def family() -> dict[str, Pcm]:
    chimes = Chimes([shipped("audio_cues")])
    return {name: chimes.load(name) for name in FAMILY}


class TestFamily:
    """Measured, because nobody listens here."""

    def test_all_share_the_notes_of_one_scale(self, family: dict[str, Pcm]) -> None:
        pentatonic_hz = np.array([392.00, 523.25, 587.33, 659.26, 783.99])
        for name, samples in family.items():
            assert np.min(np.abs(pentatonic_hz - loudest_hz(samples))) < 4, name

    def test_none_begins_suddenly(self, family: dict[str, Pcm]) -> None:
        """In the first milliseconds there is almost nothing, and the loudest part comes later."""
        for name, samples in family.items():
            assert np.max(np.abs(samples[:44])) < 0.25 * np.max(np.abs(samples)), name
            assert np.argmax(np.abs(samples)) > 0.004 * 44_100, name

    def test_none_clicks_at_its_ends(self, family: dict[str, Pcm]) -> None:
        for name, samples in family.items():
            assert samples[0] == 0, name
            assert abs(int(samples[-1])) <= 1, name
            assert abs(float(np.mean(samples))) < 3, name

    def test_bells_are_heard_clearly_and_startle_nobody(self, family: dict[str, Pcm]) -> None:
        """At their loudest 6 to 10 LU below what sentences are at theirs, which is about -16 LUFS (docs/sound.md)."""
        for name in BELLS:
            assert -26 <= loudest_lufs(family[name]) <= -22, name

    def test_signals_are_too_short_for_that_measure_and_no_higher_than_bells(self, family: dict[str, Pcm]) -> None:
        highest = max(np.max(np.abs(family[name])) for name in BELLS)
        for name in SIGNALS:
            assert 0.1 * 32_767 < np.max(np.abs(family[name])) <= highest, name

    def test_the_end_of_all_is_longest_and_the_tick_is_shortest(self, family: dict[str, Pcm]) -> None:
        by_length = sorted(FAMILY, key=lambda name: len(family[name]))
        assert (by_length[0], by_length[-1]) == ("tick", "finished")
        assert len(family["tick"]) < 0.25 * 44_100

    @pytest.mark.slow
    def test_the_committed_files_are_what_the_script_makes(self) -> None:
        script = (
            "import sys, pathlib; sys.path.insert(0, 'audio_cues'); import make_chimes\n"
            "for name in make_chimes.CHIMES:\n"
            "    import wave\n"
            "    with wave.open(f'audio_cues/{name}.wav') as file:\n"
            "        assert file.readframes(file.getnframes()) == make_chimes.chime(name).raw_data, name\n"
            "print(*sorted(make_chimes.CHIMES))"
        )
        made = subprocess.run(
            [sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=True
        )
        assert made.stdout.split() == sorted(FAMILY)


class TestOwnFiles:
    """Whatever sound a writer has."""

    @pytest.mark.parametrize(("rate", "channels"), [(44_100, 1), (48_000, 2), (22_050, 1), (8_000, 2)])
    def test_a_wav_of_any_rate_keeps_its_pitch_and_length(self, tmp_path: Path, rate: int, channels: int) -> None:
        write_wav(tmp_path / "gong.wav", tone(440, 1.5, rate), rate, channels)
        samples = Chimes([tmp_path]).load("gong")
        assert abs(len(samples) - 1.5 * 44_100) <= 2
        assert abs(loudest_hz(samples) - 440) < 2

    @pytest.mark.needs("ffmpeg")
    @pytest.mark.parametrize("ending", ["flac", "mp3", "ogg"])
    def test_flac_mp3_and_ogg_are_read(self, tmp_path: Path, ending: str) -> None:
        write_wav(tmp_path / "source.wav", tone(440, 1.5, 44_100), 44_100)
        encoder = {"ogg": ["-c:a", "libvorbis"]}.get(ending, [])
        target = tmp_path / f"gong.{ending}"
        subprocess.run(["ffmpeg", "-v", "error", "-i", tmp_path / "source.wav", *encoder, target], check=True)
        samples = Chimes([tmp_path]).load(f"gong.{ending}")
        assert abs(loudest_hz(samples) - 440) < 2
        # An MP3 decoder that doesn't read the gapless header gives the encoder's delay too.
        assert abs(len(samples) - 1.5 * 44_100) < 3000

    def test_ends_are_faded_so_that_a_careless_cut_does_not_click(self, tmp_path: Path) -> None:
        write_wav(tmp_path / "cut.wav", np.full(44_100, 20_000, np.int16), 44_100)
        samples = Chimes([tmp_path]).load("cut").astype(int)
        assert samples[0] == samples[-1] == 0
        assert np.max(np.abs(np.diff(samples))) < 200
        assert samples[len(samples) // 2] == 20_000

    def test_folders_are_looked_through_in_order(self, tmp_path: Path) -> None:
        (tmp_path / "own").mkdir()
        write_wav(tmp_path / "own" / "tick.wav", tone(440, 0.5, 44_100), 44_100)
        chimes = Chimes([tmp_path / "own", tmp_path / "missing", shipped("audio_cues")])
        assert chimes.find("tick") == tmp_path / "own" / "tick.wav"
        assert chimes.find("start") == shipped("audio_cues") / "start.wav"

    def test_an_unknown_name_lists_what_there_is(self) -> None:
        with pytest.raises(NotFoundError) as caught:
            Chimes([shipped("audio_cues")]).find("gnog")
        assert "'gnog'" in caught.value.what
        earcons = {jingle.name for jingle in SIGNALS_OF_KEYS}
        assert earcons < set(FAMILY)
        listed = caught.value.hint.partition("Choose from: ")[2].partition(".")[0].split(", ")
        assert listed == sorted(set(FAMILY) - earcons), "what answers a key is for no script"

    @pytest.mark.parametrize("name", ["../tick", "audio_cues/tick", "..", "", "/etc/passwd.wav"])
    def test_a_name_is_no_way_to_other_folders(self, tmp_path: Path, name: str) -> None:
        write_wav(tmp_path / "tick.wav", tone(440, 0.5, 44_100), 44_100)
        (tmp_path / "audio_cues").mkdir()
        write_wav(tmp_path / "audio_cues" / "tick.wav", tone(440, 0.5, 44_100), 44_100)
        with pytest.raises(NotFoundError):
            Chimes([tmp_path / "audio_cues" if ".." in name else tmp_path]).find(name)

    def test_a_file_that_is_no_sound_is_an_error_with_its_name(self, tmp_path: Path) -> None:
        (tmp_path / "fake.wav").write_bytes(b"this is not a sound")
        with pytest.raises(SoundError, match=r"fake\.wav"):
            Chimes([tmp_path]).load("fake")

    def test_a_minute_is_still_a_chime(self, tmp_path: Path) -> None:
        write_wav(tmp_path / "gong.wav", np.full(60 * 8000, 1000, np.int16), 8000)
        assert len(Chimes([tmp_path]).load("gong")) == 60 * 44_100

    def test_what_resampling_brings_beyond_full_scale_stays_at_full_scale(self, tmp_path: Path) -> None:
        """Resampled, the edges of a square overshoot by some 9 percent (the Gibbs phenomenon). Wrapped around they would change sides."""
        square = np.tile(np.repeat(np.array([1, -1]), 400), 20)
        for name, top in (("full", 32_767), ("quiet", 8_000)):
            write_wav(tmp_path / f"{name}.wav", (square * top).astype(np.int16), 48_000)
        full, quiet = (Chimes([tmp_path]).load(name).astype(int) for name in ("full", "quiet"))
        assert np.abs(quiet).max() > 8_300
        assert (full.max(), full.min()) == (32_767, -32_768)
        assert (full * quiet >= 0)[np.abs(quiet) > 10].all()

    def test_a_song_is_no_chime(self, tmp_path: Path) -> None:
        write_wav(tmp_path / "song.wav", np.zeros(61 * 8000, np.int16), 8000)
        with pytest.raises(SoundError, match="61 s"):
            Chimes([tmp_path]).load("song")


class TestSignals:
    """The program's own sounds come from the program, or from the folder that is there to replace them."""

    def test_they_are_all_that_ships(self) -> None:
        assert sorted(FAMILY) == sorted(SIGNALS_OF_THE_PROGRAM)

    @pytest.mark.parametrize("name", FAMILY)
    def test_a_file_beside_a_script_is_none(self, tmp_path: Path, name: str) -> None:
        """An export called ``start.mp3``, say, which is no signal and may last an hour."""
        write_wav(tmp_path / f"{name}.wav", tone(440, 0.5, 44_100), 44_100)
        chimes = Chimes([tmp_path / "own", shipped("audio_cues")], tmp_path)
        assert chimes.find(name) == shipped("audio_cues") / f"{name}.wav"

    def test_one_in_the_users_folder_is(self, tmp_path: Path) -> None:
        (tmp_path / "own").mkdir()
        write_wav(tmp_path / "own" / "start.wav", tone(440, 0.5, 44_100), 44_100)
        chimes = Chimes([tmp_path / "own", shipped("audio_cues")], tmp_path)
        assert chimes.find("start") == tmp_path / "own" / "start.wav"

    def test_any_other_sound_beside_a_script_comes_first(self, tmp_path: Path) -> None:
        (tmp_path / "own").mkdir()
        for folder in (tmp_path, tmp_path / "own"):
            write_wav(folder / "bell.wav", tone(440, 0.5, 44_100), 44_100)
        chimes = Chimes([tmp_path / "own", shipped("audio_cues")], tmp_path)
        assert chimes.find("bell") == tmp_path / "bell.wav"
        assert "bell" in chimes.names()

    def test_what_is_hidden_or_no_file_is_no_chime(self, tmp_path: Path) -> None:
        (tmp_path / "folder.wav").mkdir()
        (tmp_path / ".hidden.wav").touch()
        assert Chimes([tmp_path]).names() == ()
        with pytest.raises(NotFoundError):
            Chimes([tmp_path]).find("folder")
