"""A stream put together from frames is one that could have been encoded in one go: to decoders, by its bytes, and by its sound."""

from pathlib import Path

import lameenc
import numpy as np
import pytest

from coach.export import encoding
from coach.export.encoding import BIT_RATE_KBPS, QUALITY
from coach.export.frames import Encoded, Stream, cut, frame_bytes, silent_frame
from coach.export.mp3 import write_mp3
from coach.sound.render import Pcm
from coach.units import Frames
from coach.voice.records import Records
from tests.export.helpers import decode_by_ffmpeg, decode_by_mpg123, pcm_of, programme_of

FRAME = 1152


def noise(frames: int, seed: int = 1) -> Pcm:
    """Sound that asks much of an encoder."""
    return (np.random.default_rng(seed).standard_normal(frames * FRAME) * 6000).clip(-32768, 32767).astype(np.int16)


def voice(frames: int, pitch_hz: float) -> Pcm:
    """Harmonics that swell and fade, as sounds of a voice do."""
    time_s = np.arange(frames * FRAME) / 44_100
    harmonics = sum(np.sin(2 * np.pi * pitch_hz * number * time_s) / number for number in range(1, 20))
    return np.asarray(harmonics * np.hanning(len(time_s)) * 6000).astype(np.int16)


def silence(frames: int) -> Pcm:
    return np.zeros(frames * FRAME, np.int16)


def in_one_go(pcm: Pcm) -> bytes:
    """As LAME encodes it by itself."""
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(BIT_RATE_KBPS)
    encoder.set_in_sample_rate(44_100)
    encoder.set_channels(1)
    encoder.set_quality(QUALITY)
    return bytes(encoder.encode(pcm.tobytes()) + encoder.flush())


def written(pcm: Pcm, path: Path, kept: Records | None = None) -> bytes:
    """The stream without its first frame, which states the length."""
    with path.open("w+b") as file:
        write_mp3([pcm], file, kept)
    return path.read_bytes()[frame_bytes(BIT_RATE_KBPS) :]


def frames_of(stream: bytes) -> list[bytes]:
    frames = []
    while stream:
        encoded, stream = cut(stream, Frames(1), BIT_RATE_KBPS)
        assert encoded.frames == 1
        frames.append(encoded.data)
    return frames


def main_data_begin(frame: bytes) -> int:
    """How far back a frame's main data begin: the first nine bits after the header (ISO/IEC 11172-3, 2.4.1.7)."""
    return frame[4] << 1 | frame[5] >> 7


def error_db(decoded: Pcm, original: Pcm) -> float:
    """How far below the original the difference is."""
    error = decoded.astype(float) - original
    return 10 * float(np.log10(np.mean(np.square(error)) / np.mean(np.square(original.astype(float)))))


class TestSilentFrame:
    """The frame that silence is made of."""

    def test_its_length_is_that_of_the_standard(self) -> None:
        """ISO/IEC 11172-3, 2.4.3.1: 144 * bit rate / sampling frequency, the fraction dropped, and a byte more if padded."""
        assert [len(silent_frame(96, padded=padded)) for padded in (False, True)] == [313, 314]
        assert frame_bytes(128) == 417

    @pytest.mark.parametrize("decode", [decode_by_ffmpeg, decode_by_mpg123])
    def test_it_is_decoded_to_zeros_without_a_complaint(self, tmp_path: Path, decode: object) -> None:
        assert callable(decode)
        written(silence(100), tmp_path / "silence.mp3")
        decoded, complaints = decode(tmp_path / "silence.mp3")
        assert complaints == ""
        assert len(decoded) == 100 * FRAME
        assert not decoded.any()


class TestStream:
    """Frames one after the other."""

    @pytest.mark.parametrize("frames", [1, 2, 3, 100, 10_000])
    def test_silence_keeps_the_bit_rate(self, frames: int) -> None:
        stream = Stream(96)
        assert sum(map(len, stream.silence(Frames(frames)))) == frames * 144 * 96_000 // 44_100

    def test_silence_makes_up_for_what_sounds_took_too_much_or_too_little(self) -> None:
        stream = Stream(96)
        for _ in range(50):
            stream.add(Encoded(bytes(20 * 314), Frames(20)))
            list(stream.silence(Frames(60)))
        assert stream.bytes == 50 * 80 * 144 * 96_000 // 44_100

    def test_what_is_no_frame_is_refused(self) -> None:
        with pytest.raises(ValueError, match="byte 313"):
            cut(silent_frame(96, padded=False) + b"something else", Frames(2), 96)

    def test_half_a_frame_is_left(self) -> None:
        whole, half = silent_frame(96, padded=True), silent_frame(96, padded=False)[:100]
        assert cut(whole + half, Frames(9), 96) == (Encoded(whole, Frames(1)), half)


class TestSeams:
    """Where sounds meet silence."""

    def test_no_frame_reaches_back_over_a_seam(self, tmp_path: Path) -> None:
        frames = frames_of(
            written(np.concatenate([silence(5), noise(30), silence(9), noise(20), silence(5)]), tmp_path / "a")
        )
        assert [main_data_begin(frames[at]) for at in (0, 4, 5, 37, 43, 44, 66, 70)] == [0] * 8
        # The reservoir is used within a sound, so that the above says something.
        assert max(map(main_data_begin, frames[6:36])) > 100

    @pytest.mark.parametrize("decode", [decode_by_ffmpeg, decode_by_mpg123])
    @pytest.mark.parametrize("apart", [0, 1, 2, 3, 4, 10])
    def test_sounds_any_silence_apart_come_out_in_their_places(
        self, tmp_path: Path, apart: int, decode: object
    ) -> None:
        assert callable(decode)
        pcm = np.concatenate([silence(3), voice(12, 110), silence(apart), voice(12, 185), silence(20), voice(3, 240)])
        written(pcm, tmp_path / "a.mp3")
        decoded, complaints = decode(tmp_path / "a.mp3")
        assert complaints == ""
        assert len(decoded) == len(pcm)
        (tmp_path / "b.mp3").write_bytes(in_one_go(pcm))
        # A stream without a header does not say how late it is.
        whole = decode(tmp_path / "b.mp3")[0][1105 : 1105 + len(pcm)]
        assert error_db(decoded, pcm) < max(-30, error_db(whole, pcm) + 1)
        quiet = slice((15 + apart + 12 + 2) * FRAME, (15 + apart + 12 + 18) * FRAME)
        assert not decoded[quiet].any()

    def test_a_programme_is_as_near_to_its_original_as_one_encoded_in_one_go(self, tmp_path: Path) -> None:
        pcm = pcm_of(programme_of())
        written(pcm, tmp_path / "a.mp3")
        (tmp_path / "b.mp3").write_bytes(in_one_go(pcm))
        together = decode_by_mpg123(tmp_path / "a.mp3")[0]
        whole = decode_by_mpg123(tmp_path / "b.mp3")[0][1105 : 1105 + len(pcm)]
        assert error_db(together, pcm) < error_db(whole, pcm) + 0.5
        assert error_db(together, whole) < -25

    def test_sound_without_any_silence_is_what_lame_makes_of_it_in_one_go(self, tmp_path: Path) -> None:
        pcm = noise(2500)
        together = written(pcm, tmp_path / "a.mp3")
        assert together[: 2500 * 313] == in_one_go(pcm)[: 2500 * 313]
        assert len(frames_of(together)) == 2502

    def test_the_whole_keeps_its_bit_rate(self, tmp_path: Path) -> None:
        pcm = np.concatenate([np.concatenate([noise(7, seed), silence(21)]) for seed in range(40)])
        stream = written(pcm, tmp_path / "a.mp3")
        assert abs(len(stream) - (40 * 28 + 2) * 144 * 96_000 / 44_100) < 2


class TestKept:
    """A sound is encoded once."""

    @pytest.fixture
    def encoders(self, monkeypatch: pytest.MonkeyPatch) -> list[int]:
        """One entry for each encoder made."""
        made: list[int] = []
        make = encoding._encoder

        def counted() -> object:
            made.append(1)
            return make()

        monkeypatch.setattr(encoding, "_encoder", counted)
        return made

    def test_twice_in_a_programme_and_in_the_next_one(self, tmp_path: Path, encoders: list[int]) -> None:
        kept = Records(tmp_path / "kept", b"COACHEN1", ".mp3", 1)
        one, other = noise(5), noise(6, seed=2)
        first = written(np.concatenate([one, silence(5), other]), tmp_path / "a.mp3", kept)
        assert len(encoders) == 2
        again = written(np.concatenate([one, silence(5), other]), tmp_path / "b.mp3", kept)
        slower = written(np.concatenate([silence(50), other, silence(700), one]), tmp_path / "c.mp3", kept)
        assert len(encoders) == 2
        assert again == first
        assert slower == written(np.concatenate([silence(50), other, silence(700), one]), tmp_path / "d.mp3")

    def test_a_damaged_one_is_encoded_again(self, tmp_path: Path, encoders: list[int]) -> None:
        kept = Records(tmp_path / "kept", b"COACHEN1", ".mp3", 1)
        first = written(noise(5), tmp_path / "a.mp3", kept)
        (path,) = (tmp_path / "kept").glob("*/*")
        path.write_bytes(path.read_bytes()[:-1] + b"!")
        assert written(noise(5), tmp_path / "b.mp3", kept) == first
        assert len(encoders) == 2

    def test_where_nothing_can_be_kept_it_goes_on(self, tmp_path: Path) -> None:
        (tmp_path / "kept").write_text("a file stands here")
        kept = Records(tmp_path / "kept", b"COACHEN1", ".mp3", 1)
        assert written(noise(5), tmp_path / "a.mp3", kept) == written(noise(5), tmp_path / "b.mp3")
