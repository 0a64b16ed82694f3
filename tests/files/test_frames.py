"""A stream put together from frames is one that could have been encoded in one go: to decoders, by its bytes, and by its sound."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from io import BytesIO
from pathlib import Path

import lameenc
import numpy as np
import pytest

from coach.cache import Records
from coach.files import _encoding as encoding
from coach.files._encoded_sounds import EncodedSounds
from coach.files._encoding import BIT_RATE_KBPS, QUALITY, encode, encode_continuously
from coach.files._frames import Encoded, Stream, cut, frame_bytes, header, silent_frame
from coach.files._mp3_stream import assembled, write_mp3
from coach.sound import Pcm
from coach.timeline import Clip, Event, Gap, Jingle, Kind, Place, Source
from coach.units import Frames, Samples
from tests.files.helpers import decode_by_ffmpeg, decode_by_mpg123, pcm_of, programme_of

FRAME = 1152
WHERE = Place(0, "Legs", 0, "Milking")

Decode = Callable[[Path], tuple[Pcm, str]]
DECODERS = pytest.mark.parametrize("decode", [decode_by_ffmpeg, decode_by_mpg123])
Sounds = list[Pcm | int]
"""Sounds of whole frames, and silences of so many frames."""


def noise(frames: int, seed: int = 1) -> Pcm:
    """Sound that asks much of an encoder."""
    return (np.random.default_rng(seed).standard_normal(frames * FRAME) * 6000).clip(-32768, 32767).astype(np.int16)


def voice(frames: int, pitch_hz: float) -> Pcm:
    """Harmonics that swell and fade, as sounds of a voice do."""
    time_s = np.arange(frames * FRAME) / 44_100
    harmonics = sum(np.sin(2 * np.pi * pitch_hz * number * time_s) / number for number in range(1, 20))
    return np.asarray(harmonics * np.hanning(len(time_s)) * 6000).astype(np.int16)


def pcm(sounds: Sounds) -> Pcm:
    return np.concatenate([np.zeros(s * FRAME, np.int16) if isinstance(s, int) else s for s in sounds])


def events_of(sounds: Sounds) -> Iterator[Event]:
    start = 0
    for number, sound in enumerate(sounds):
        frames = sound if isinstance(sound, int) else len(sound) // FRAME
        begin, length = Frames(start), Frames(frames)
        if isinstance(sound, int):
            if sound:
                yield Gap(begin, length, Kind.PAUSE, WHERE)
        else:
            yield Clip(begin, length, Kind.CHIME, WHERE, Jingle(f"{number}"))
        start += frames


class Nowhere:
    """Keeps nothing."""

    def read(self, key: str) -> None:
        pass

    def write(self, key: str, items: bytes) -> None:
        pass


def put_together(sounds: Sounds, path: Path, kept: Nowhere | Records | None = None) -> bytes:
    """Write the stream; give it without its first frame, which states the length."""

    def identity(source: Source) -> str:
        assert isinstance(source, Jingle)
        sound = sounds[int(source.name)]
        assert not isinstance(sound, int)
        return sound.tobytes().hex()

    def render(events: tuple[Event, ...]) -> Iterator[Pcm]:
        for event in events:
            whole = pcm(sounds)
            yield whole[event.start * FRAME : (event.start + event.length) * FRAME]

    with path.open("w+b") as file, EncodedSounds(kept or Nowhere()) as encoded:
        write_mp3(assembled(events_of(sounds), render, identity, encoded), Samples(len(pcm(sounds))), file)
    return path.read_bytes()[frame_bytes(BIT_RATE_KBPS) :]


def in_one_go(sound: Pcm) -> bytes:
    """As LAME encodes it by itself, given it as much louder as it makes it softer: by 0.95, which was measured on what it gave."""
    sound = np.rint(sound / 0.95).clip(-32768, 32767).astype(np.int16)
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(BIT_RATE_KBPS)
    encoder.set_in_sample_rate(44_100)
    encoder.set_channels(1)
    encoder.set_quality(QUALITY)
    return bytes(encoder.encode(sound.tobytes()) + encoder.flush())


def decoded_in_one_go(sound: Pcm, path: Path, decode: Decode) -> Pcm:
    """What is left of it when it was encoded so. A stream without a header does not say how late it is."""
    path.write_bytes(in_one_go(sound))
    return decode(path)[0][1105 : 1105 + len(sound)]


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

    def test_its_header_names_the_bit_rate_as_the_standard_numbers_them(self) -> None:
        """ISO/IEC 11172-3, 2.4.2.3: bitrate_index, the upper half of the third byte. The padding bit is the second one of that byte."""
        numbered = dict(enumerate((32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320), start=1))
        for index, kbps in numbered.items():
            assert header(kbps, padded=False) == bytes((0xFF, 0xFB, index * 16, 0xC4))
            assert header(kbps, padded=True) == bytes((0xFF, 0xFB, index * 16 + 2, 0xC4))

    @DECODERS
    def test_it_is_decoded_to_zeros_without_a_complaint(self, tmp_path: Path, decode: Decode) -> None:
        put_together([100], tmp_path / "silence.mp3")
        decoded, complaints = decode(tmp_path / "silence.mp3")
        assert complaints == ""
        assert len(decoded) == 100 * FRAME
        assert not decoded.any()


class TestStream:
    """Frames one after the other."""

    @pytest.mark.parametrize("frames", [1, 2, 3, 48, 49, 50, 100, 10_000])
    def test_silence_keeps_the_bit_rate(self, frames: int) -> None:
        stream = Stream(96)
        assert sum(map(len, stream.silence(Frames(frames)))) == frames * 144 * 96_000 // 44_100
        assert stream.frames == frames

    def test_at_every_frame_on_the_way(self) -> None:
        stream = Stream(96)
        list(stream.silence(Frames(31)))
        taken = 31 * 144 * 96_000 // 44_100
        for number, frame in enumerate(stream.silence(Frames(120)), start=32):
            taken += len(frame)
            assert taken == number * 144 * 96_000 // 44_100

    @pytest.mark.parametrize("length", [313, 314])
    def test_silence_makes_up_for_what_sounds_took_too_much_or_too_little(self, length: int) -> None:
        stream = Stream(96)
        for _ in range(50):
            stream.add(Encoded(bytes(20 * length), Frames(20)))
            list(stream.silence(Frames(60)))
        assert stream.bytes == 50 * 80 * 144 * 96_000 // 44_100

    @pytest.mark.parametrize("frames", [0, 1, 2])
    def test_silence_is_as_long_as_asked_for_however_far_sounds_have_left_the_bit_rate(self, frames: int) -> None:
        stream = Stream(96)
        stream.add(Encoded(bytes(20 * 400), Frames(20)))
        assert len(list(stream.silence(Frames(frames)))) == frames
        assert stream.frames == 20 + frames

    def test_what_is_no_frame_is_refused(self) -> None:
        with pytest.raises(ValueError, match="byte 313"):
            cut(silent_frame(96, padded=False) + b"something else", Frames(2), 96)

    @pytest.mark.parametrize("padded", [False, True])
    @pytest.mark.parametrize("missing", [1, 2, 200, 310])
    def test_a_frame_cut_short_is_left_however_little_is_missing(self, padded: bool, missing: int) -> None:
        whole, short = silent_frame(96, padded=True), silent_frame(96, padded=padded)[:-missing]
        assert cut(whole + short, Frames(9), 96) == (Encoded(whole, Frames(1)), short)

    @pytest.mark.parametrize("padded", [False, True])
    def test_a_frame_that_ends_with_the_stream_is_whole(self, padded: bool) -> None:
        whole = silent_frame(96, padded=True) + silent_frame(96, padded=padded)
        assert cut(whole, Frames(9), 96) == (Encoded(whole, Frames(2)), b"")

    def test_no_more_frames_are_cut_off_than_asked_for(self) -> None:
        frame = silent_frame(96, padded=False)
        assert cut(3 * frame, Frames(2), 96) == (Encoded(2 * frame, Frames(2)), frame)

    def test_four_bytes_tell_whether_it_is_a_frame_and_fewer_do_not(self) -> None:
        assert cut(b"ID3", Frames(1), 96) == (Encoded(b"", Frames(0)), b"ID3")
        with pytest.raises(ValueError, match="byte 0: 49443304"):
            cut(b"ID3\x04", Frames(1), 96)


class TestSeams:
    """Where sounds meet silence."""

    def test_no_frame_reaches_back_over_a_seam(self, tmp_path: Path) -> None:
        frames = frames_of(put_together([5, noise(30), 9, noise(20), 5], tmp_path / "a"))
        assert [main_data_begin(frames[at]) for at in (0, 4, 5, 37, 43, 44, 66, 70)] == [0] * 8
        # The reservoir is used within a sound, so that the above says something.
        assert max(map(main_data_begin, frames[6:36])) > 100

    @DECODERS
    @pytest.mark.parametrize("apart", [0, 1, 2, 3, 4, 10])
    def test_sounds_any_silence_apart_come_out_in_their_places(
        self, tmp_path: Path, apart: int, decode: Decode
    ) -> None:
        sounds: Sounds = [3, voice(12, 110), apart, voice(12, 185), 20, voice(3, 240)]
        original = pcm(sounds)
        put_together(sounds, tmp_path / "a.mp3")
        decoded, complaints = decode(tmp_path / "a.mp3")
        assert complaints == ""
        assert len(decoded) == len(original)
        whole = decoded_in_one_go(original, tmp_path / "b.mp3", decode)
        assert error_db(decoded, original) < max(-30, error_db(whole, original) + 1)
        quiet = slice((15 + apart + 12 + 2) * FRAME, (15 + apart + 12 + 18) * FRAME)
        assert not decoded[quiet].any()

    def test_a_programme_is_as_near_to_its_original_as_one_encoded_in_one_go(
        self, exported: Path, tmp_path: Path
    ) -> None:
        original = pcm_of(programme_of())
        together = decode_by_mpg123(exported)[0]
        whole = decoded_in_one_go(original, tmp_path / "b.mp3", decode_by_mpg123)
        assert error_db(together, original) < error_db(whole, original) + 0.5
        assert error_db(together, whole) < -25

    @DECODERS
    def test_it_is_as_loud_as_its_original(self, exported: Path, decode: Decode) -> None:
        original = pcm_of(programme_of()).astype(float)
        decoded = decode(exported)[0].astype(float)
        # The factor that brings the one nearest to the other.
        assert np.dot(decoded, original) / np.dot(original, original) == pytest.approx(1, abs=0.005)

    def test_what_is_too_loud_already_is_not_turned_over(self, tmp_path: Path) -> None:
        square = np.repeat(np.where(np.arange(400) % 2, 32767, -32768), 400)[: 100 * FRAME].astype(np.int16)
        put_together([square], tmp_path / "a.mp3")
        decoded = decode_by_mpg123(tmp_path / "a.mp3")[0]
        assert np.dot(decoded.astype(float), square) / np.dot(square.astype(float), square) > 0.9

    @pytest.mark.parametrize("silence", [0, 1, 2, 3, 10])
    def test_a_stream_is_as_long_as_its_events_and_one_tail_whatever_silence_it_ends_in(
        self, tmp_path: Path, silence: int
    ) -> None:
        """Two frames more, in which the last sound would still be heard: 5 and 6 frames before the last silence, and 2 after it."""
        frames = frames_of(put_together([5, noise(6), silence], tmp_path / "a.mp3"))
        assert len(frames) == 5 + 6 + silence + 2

    def test_a_sound_cannot_begin_in_the_tail_of_another(self) -> None:
        sound = Encoded(silent_frame(96, padded=False) * 3, Frames(3))
        with pytest.raises(ValueError, match="1 frames before"):
            write_mp3([sound, Frames(1), sound], Samples(3 * FRAME), BytesIO())

    def test_the_whole_keeps_its_bit_rate(self, tmp_path: Path) -> None:
        sounds: Sounds = [part for seed in range(40) for part in (noise(7, seed), 21)]
        stream = put_together(sounds, tmp_path / "a.mp3")
        assert len(stream) == (40 * 28 + 2) * 144 * 96_000 // 44_100


class TestContinuous:
    """Sound under everything is encoded in one go."""

    @pytest.mark.slow
    def test_it_is_what_lame_makes_of_it(self) -> None:
        sound = noise(2500)
        blocks = np.array_split(sound, 77)
        parts = list(encode_continuously(blocks))
        stream = b"".join(part.data for part in parts)
        assert len(parts) > 3
        assert sum(part.frames for part in parts) == 2502
        assert stream[: 2500 * 313] == in_one_go(sound)[: 2500 * 313]

    @pytest.mark.parametrize("samples", [0, 1, 575, 576, 1151, 1152, 1153, 44_100, 100_000])
    def test_any_length_comes_back_exactly(self, tmp_path: Path, samples: int) -> None:
        path = tmp_path / "length.mp3"
        with path.open("w+b") as file:
            write_mp3(encode_continuously([np.full(samples, 1000, np.int16)]), Samples(samples), file)
        assert len(decode_by_mpg123(path)[0]) == samples

    def test_one_sound_alone_has_its_frames_and_its_tails(self) -> None:
        assert encode(np.array_split(noise(10), 7)) == encode([noise(10)])
        assert encode([noise(10)]).frames == 12


class TestMemory:
    """It does not grow with length: only so much is under way at once."""

    def test_of_sounds_only_a_few_are_encoded_ahead(self) -> None:
        given = 0

        class Counting(EncodedSounds):
            def frames_of(self, *_: object) -> Future[Encoded]:
                nonlocal given
                given += 1
                done: Future[Encoded] = Future()
                done.set_result(Encoded(b"", Frames(3)))
                return done

        sounds: Sounds = [part for _ in range(500) for part in (np.ones(FRAME, np.int16), 5)]
        taken, most = 0, 0
        with Counting(Nowhere()) as counting:
            for part in assembled(events_of(sounds), lambda _: [], lambda source: f"{source}", counting):
                taken += isinstance(part, Encoded)
                most = max(most, given - taken)
        assert taken == 500
        assert 0 < most <= counting.most_ahead

    @pytest.mark.slow
    def test_of_sound_without_an_end_less_than_a_minute(self) -> None:
        asked = 0

        def blocks() -> Iterator[Pcm]:
            nonlocal asked
            for _ in range(2000):
                asked += 10
                yield np.ones(10 * FRAME, np.int16)

        given, most = 0, 0
        for part in encode_continuously(blocks()):
            given += part.frames
            most = max(most, asked - given)
        assert given == 20_002
        assert 0 < most < 60 * 44_100 / FRAME


class TestKept:
    """A sound is encoded once."""

    @pytest.fixture
    def encoders(self, monkeypatch: pytest.MonkeyPatch) -> list[int]:
        """One entry for each encoder made."""
        made: list[int] = []
        make = encoding._lame

        def counted() -> object:
            made.append(1)
            return make()

        monkeypatch.setattr(encoding, "_lame", counted)
        return made

    @pytest.fixture
    def kept(self, tmp_path: Path) -> Records:
        return Records(tmp_path / "kept", b"COACHEN1", ".mp3", 1)

    def test_for_the_next_programme_whatever_its_pace(self, tmp_path: Path, kept: Records, encoders: list[int]) -> None:
        one, other = noise(5), noise(6, seed=2)
        first = put_together([one, 5, other], tmp_path / "a.mp3", kept)
        assert len(encoders) == 2
        again = put_together([one, 5, other], tmp_path / "b.mp3", kept)
        slower = put_together([50, other, 700, one], tmp_path / "c.mp3", kept)
        assert len(encoders) == 2
        assert again == first
        assert slower == put_together([50, other, 700, one], tmp_path / "d.mp3")

    def test_two_clips_that_touch_are_not_taken_for_the_same_two_apart(
        self, tmp_path: Path, kept: Records, encoders: list[int]
    ) -> None:
        one, other = noise(5), noise(6, seed=2)
        for apart in (0, 1, 2):
            put_together([one, apart, other], tmp_path / "a.mp3", kept)
        assert len(encoders) == 4

    def test_a_damaged_one_is_encoded_again(self, tmp_path: Path, kept: Records, encoders: list[int]) -> None:
        first = put_together([noise(5)], tmp_path / "a.mp3", kept)
        (path,) = (tmp_path / "kept").glob("*/*")
        path.write_bytes(path.read_bytes()[:-1] + b"!")
        assert put_together([noise(5)], tmp_path / "b.mp3", kept) == first
        assert len(encoders) == 2

    def test_where_nothing_can_be_kept_it_goes_on(self, tmp_path: Path, kept: Records) -> None:
        kept.folder.write_text("a file stands here")
        assert put_together([noise(5)], tmp_path / "a.mp3", kept) == put_together([noise(5)], tmp_path / "b.mp3")

    def test_a_fault_in_making_a_sound_is_raised(self) -> None:
        def broken() -> Iterator[Pcm]:
            yield noise(1)
            raise RuntimeError("no more")

        with EncodedSounds(Nowhere()) as sounds:
            future: Future[Encoded] = sounds.frames_of("x", Frames(2), broken)
            with pytest.raises(RuntimeError, match="no more"):
                future.result()
