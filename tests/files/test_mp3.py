"""An exported MP3, decoded by others, is the timeline's sound: as long, in its place, with its chapters and tags."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import langcodes
import numpy as np
import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3, BitrateMode

from coach.files import export
from coach.files._frames import silent_frame
from coach.files._info_frame import crc16, info_frame
from coach.files._tags import iso639_2
from coach.programme import messages_for
from coach.script import For, Hold, Repeat
from coach.sound import Pcm
from coach.timeline import ENGLISH, Choices, Clip, Kind, build, expand
from coach.units import Frames, Samples
from coach.words import lyrics
from tests.files.helpers import (
    ROUTINE,
    decode_by_ffmpeg,
    decode_by_mpg123,
    ffprobe,
    level_db,
    pcm_of,
    programme_of,
)
from tests.timeline.helpers import a_word_is_half_a_second, routine, seconds, section, step

Decode = Callable[[Path], tuple[Pcm, str]]
DECODERS = pytest.mark.parametrize("decode", [decode_by_ffmpeg, decode_by_mpg123])


class TestSound:
    """What a player plays."""

    @DECODERS
    def test_it_decodes_without_a_complaint_to_exactly_the_samples_of_the_timeline(
        self, exported: Path, decode: Decode
    ) -> None:
        decoded, complaints = decode(exported)
        assert complaints == ""
        assert len(decoded) == programme_of().timeline().length * 1152

    @DECODERS
    def test_every_sound_is_in_its_place_and_silence_is_silent(self, exported: Path, decode: Decode) -> None:
        programme = programme_of()
        timeline, original, (decoded, _) = programme.timeline(), pcm_of(programme), decode(exported)
        error = decoded.astype(float) - original
        assert 20 * np.log10(np.sqrt(np.mean(error**2)) / np.sqrt(np.mean(original.astype(float) ** 2))) < -25
        for event in timeline.events:
            start, end = event.start * 1152, (event.start + event.length) * 1152
            if isinstance(event, Clip):
                assert abs(level_db(decoded[start:end]) - level_db(original[start:end])) < 0.5
            elif end - start > 4 * 1152:
                # A lossy codec smears by a frame around a sound.
                assert level_db(decoded[start + 1152 : end - 1152]) < -80

    @pytest.mark.parametrize("block", [pytest.param(7, marks=pytest.mark.slow), 64, 1000, 65_536])
    def test_the_size_of_the_blocks_changes_not_a_byte(self, exported: Path, tmp_path: Path, block: int) -> None:
        export(programme_of(block=Samples(block)), tmp_path / "other.mp3")
        assert (tmp_path / "other.mp3").read_bytes() == exported.read_bytes()


class TestTags:
    """What a player shows."""

    def test_title_language_summary_and_words(self, exported: Path) -> None:
        tags = ID3(exported)
        assert tags["TIT2"].text == [ROUTINE.title]
        assert tags["TLAN"].text == ["ger"]
        assert tags.getall("COMM")[0].text == [ROUTINE.summary]
        words = tags.getall("USLT")[0]
        assert words.lang == "ger"
        for said in (
            ROUTINE.title,
            "Stop if it hurts.",
            "Milking. Words about Milking for you.",
            "(3 times)",
            "(hold 5 s)",
        ):
            assert said in words.text

    def test_chapters_start_and_end_where_sections_do_to_the_millisecond(self, exported: Path) -> None:
        timeline = programme_of().timeline()
        tags = ID3(exported)
        starts = {marker.title: round(marker.at * 1152 / 44.1) for marker in timeline.chapters()}
        order = tags.getall("CTOC")[0].child_element_ids
        chapters = [tags[f"CHAP:{name}"] for name in order]
        assert {chapter.sub_frames["TIT2"].text[0]: chapter.start_time for chapter in chapters} == starts
        assert list(starts) == ["Before you begin", "Settle in", "Strokes: right", "Strokes: left"]
        ends = [*(chapter.start_time for chapter in chapters[1:]), round(timeline.length * 1152 / 44.1)]
        assert [chapter.end_time for chapter in chapters] == ends

    def test_another_reader_finds_the_same(self, exported: Path) -> None:
        probed = ffprobe(exported)
        timeline = programme_of().timeline()
        assert [chapter["tags"]["title"] for chapter in probed["chapters"]] == [m.title for m in timeline.chapters()]
        assert [float(chapter["start_time"]) for chapter in probed["chapters"]] == pytest.approx(
            [marker.at * 1152 / 44_100 for marker in timeline.chapters()], abs=0.0006
        )
        assert probed["format"]["tags"]["title"] == ROUTINE.title
        stream = probed["streams"][0]
        assert (stream["codec_name"], stream["sample_rate"], stream["channels"], stream["bit_rate"]) == (
            "mp3",
            "44100",
            1,
            "96000",
        )

    def test_the_length_is_known_without_decoding(self, exported: Path) -> None:
        info: Any = MP3(exported).info
        assert info.bitrate_mode == BitrateMode.CBR
        assert info.length == pytest.approx(programme_of().timeline().duration_s, abs=0.001)
        assert info.encoder_info.startswith("LAME")

    @pytest.mark.parametrize(
        ("tag", "code"),
        [("en-US", "eng"), ("de", "ger"), ("fr-CA", "fre"), ("zh-Hant", "chi"), ("nb", "nob"), ("xx", "und")],
    )
    def test_languages_are_named_as_id3_asks(self, tag: str, code: str) -> None:
        assert iso639_2(tag) == code

    @pytest.mark.parametrize("form", ["B", "T"])
    @pytest.mark.parametrize("tag", ["de", "DE-at", "en", "es-MX", "fr"])
    def test_those_known_without_a_table_are_those_of_the_table(self, tag: str, form: Literal["B", "T"]) -> None:
        assert iso639_2(tag, form) == langcodes.Language.get(tag).to_alpha3(variant=form)


class TestInfoFrame:
    """The frame that tells the length."""

    def test_its_checksum_is_the_published_one(self) -> None:
        """Check value of CRC-16/ARC in the catalogue of parametrised CRC algorithms: 0xBB3D for the digits 1 to 9."""
        assert crc16(b"123456789") == 0xBB3D

    @staticmethod
    def frame(samples: int = 10 * 1152, frames: int = 12) -> bytes:
        return info_frame(96, frames=Frames(frames), audio_bytes=3761, samples=Samples(samples))

    def test_it_is_a_frame_of_silence_with_the_fields_where_players_look_for_them(self) -> None:
        """After four bytes of header and 17 of side information: the name, which fields there are (all four), and the fields."""
        frame = self.frame()
        assert len(frame) == 313
        assert frame[:4] == silent_frame(96, padded=False)[:4]
        assert not any(frame[4:21])
        assert frame[21:25] == b"Info"
        assert int.from_bytes(frame[25:29], "big") == 0b1111
        assert not any(frame[137:141]), "the quality"
        assert frame[141:150] == b"LAME3.100"
        assert not any(frame[177:])

    def test_it_states_how_many_frames_follow_and_what_all_take_with_itself(self) -> None:
        frame = self.frame()
        assert int.from_bytes(frame[29:33], "big") == 12
        assert int.from_bytes(frame[33:37], "big") == 3761 + 313
        assert int.from_bytes(frame[169:173], "big") == 3761 + 313

    def test_every_percent_of_the_time_is_the_same_share_of_the_bytes_in_256ths(self) -> None:
        table = self.frame()[37:137]
        assert [table[percent] for percent in (0, 1, 25, 50, 75, 99)] == [0, 2, 64, 128, 192, 253]

    @pytest.mark.parametrize(
        ("samples", "frames", "padding"),
        [
            (11_520, 12, 12 * 1152 - 576 - 11_520),
            (13_000, 12, 12 * 1152 - 576 - 13_000),
            (0, 12, 4095),  # twelve bits hold no more
            (13_824, 12, 0),
        ],
    )
    def test_it_states_what_to_cut_off_before_and_after_in_12_bits_each(
        self, samples: int, frames: int, padding: int
    ) -> None:
        both = int.from_bytes(self.frame(samples, frames)[162:165], "big")
        assert (both >> 12, both & 0xFFF) == (576, padding)

    def test_its_checksum_is_over_all_that_is_before_it(self) -> None:
        frame = self.frame()
        assert int.from_bytes(frame[175:177], "big") == crc16(frame[:175])


def test_lyrics_have_a_paragraph_for_each_step_under_the_sections_titles() -> None:
    text = lyrics(programme_of().timeline(), ENGLISH)
    assert "\n\nStrokes: left\n\n" in text
    paragraphs = [line for line in text.splitlines() if line.startswith("Milking.")]
    assert paragraphs == ["Milking. Words about Milking for you. And more of them. (3 times)"] * 2


def test_lyrics_are_in_the_routines_language_and_leave_counts_out() -> None:
    work = (Hold(seconds(15)), For(seconds(20)), Repeat(3, seconds(4), "spoken"))
    german = Choices("voice", messages=messages_for("de"))
    made = build(expand(routine(section(step("Bleib.", *work))), german), a_word_is_half_a_second)
    assert [event.text for event in made.events if event.kind is Kind.SPEECH][-3:] == ["1", "2", "3"]
    last = lyrics(made, german.messages).splitlines()[-1]
    assert last == "Bleib. (15 s halten) (20 s lang bewegen) (3 Mal)"


def test_lyrics_tell_how_long_work_is_with_its_countdown_and_once() -> None:
    made = build(
        expand(routine(section(step("Stay.", Hold(seconds(10), countdown=2)))), Choices("voice")),
        a_word_is_half_a_second,
    )
    assert lyrics(made, ENGLISH).splitlines()[-1] == "Stay. (hold 10 s)"


def test_lyrics_keep_every_number_that_the_writer_wrote() -> None:
    """Only numbers that the program counts are left out: they are data of their events, never guessed from words."""
    words = "Breathe in on my count. 3. 2. 1. Now let go. The answer is easy. 42! Rest."
    made = build(
        expand(routine(section(step(words, Repeat(2, seconds(4), "spoken"), name="Ready"))), Choices("voice")),
        a_word_is_half_a_second,
    )
    assert lyrics(made, ENGLISH).splitlines()[-1] == f"Ready. {words} (2 times)"


def test_lyrics_tell_of_repetitions_whatever_is_heard_of_them() -> None:
    for count in ("tick", "none", "spoken"):
        made = build(
            expand(routine(section(step("Go.", Repeat(3, seconds(1), count)))), Choices("voice")),
            a_word_is_half_a_second,
        )
        assert lyrics(made, ENGLISH).splitlines()[-1] == "Go. (3 times)"
