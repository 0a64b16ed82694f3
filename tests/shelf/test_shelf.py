"""A folder brought up to date: what is made, what is left alone, what is told. Routines are made by a stand-in."""

from dataclasses import replace
from pathlib import Path

import pytest

from coach.errors import ExportError, NotFoundError
from coach.shelf import _folder as folder
from coach.shelf import _manifest as manifest
from coach.shelf import address
from coach.timeline import Guidance
from tests.shelf.helpers import Workshop, order_for, run, write_script


@pytest.fixture
def out(scripts: Path, tmp_path: Path) -> Path:
    for name in ("arms", "feet", "legs"):
        write_script(scripts, name)
    return tmp_path / "out"


def made_again(out: Path) -> list[str]:
    workshop = Workshop()
    report = run(order_for(out), workshop)
    assert list(report.made) == workshop.asked
    return sorted(workshop.asked)


class TestOnlyWhatHasChanged:
    """A second time makes what has changed, and nothing else."""

    def test_the_first_time_makes_everything_and_its_folder(self, out: Path) -> None:
        assert made_again(out / "deeper") == ["arms", "feet", "legs"]

    def test_a_second_time_makes_nothing_and_writes_nothing(self, out: Path) -> None:
        order = replace(order_for(out), address=address("https://example.org/"))
        run(order, Workshop())
        before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.iterdir()}
        workshop = Workshop()
        report = run(order, workshop)
        assert workshop.asked == []
        assert report.unchanged == ("arms", "feet", "legs")
        assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.iterdir()} == before

    def test_a_changed_script(self, out: Path, scripts: Path) -> None:
        run(order_for(out), Workshop())
        write_script(scripts, "feet", "Stretch now.")
        assert made_again(out) == ["feet"]

    def test_a_changed_script_that_others_include(self, out: Path, scripts: Path) -> None:
        for name in ("arms", "legs"):
            path = scripts / f"{name}.md"
            path.write_text(path.read_text() + "\n[include: shared]\n")
        write_script(scripts, "shared", "Breathe out.")
        run(order_for(out), Workshop())
        write_script(scripts, "shared", "Breathe in.")
        assert made_again(out) == ["arms", "legs", "shared"]

    def test_a_new_script(self, out: Path, scripts: Path) -> None:
        run(order_for(out), Workshop())
        write_script(scripts, "neck")
        assert made_again(out) == ["neck"]

    def test_a_changed_chime(self, out: Path, scripts: Path) -> None:
        write_script(scripts, "feet", "Rest now. [chime: bell]")
        sounds = Path(__file__).parents[2] / "audio_cues"
        (scripts / "bell.wav").write_bytes((sounds / "start.wav").read_bytes())
        run(order_for(out), Workshop())
        (scripts / "bell.wav").write_bytes((sounds / "tick.wav").read_bytes())
        assert made_again(out) == ["feet"]

    def test_a_chime_of_ours_that_the_writer_replaces(self, out: Path, tmp_path: Path) -> None:
        own = tmp_path / "own chimes"
        own.mkdir()
        order = replace(order_for(out), folders=replace(order_for(out).folders, chimes=own))
        run(order, Workshop())
        assert run(order, Workshop()).made == ()
        sounds = Path(__file__).parents[2] / "audio_cues"
        (own / "finished.wav").write_bytes((sounds / "start.wav").read_bytes())
        assert sorted(run(order, Workshop()).made) == ["arms", "feet", "legs"]

    def test_a_changed_bed(self, out: Path, tmp_path: Path) -> None:
        bed = tmp_path / "bed.mp3"
        beds = Path(__file__).parents[2] / "audio_cues" / "beds"
        order = replace(order_for(out), wishes=replace(order_for(out).wishes, bed=str(bed)))
        bed.write_bytes((beds / "rain.mp3").read_bytes())
        run(order, Workshop())
        assert run(order, Workshop()).made == ()
        bed.write_bytes((beds / "drone.mp3").read_bytes())
        assert len(run(order, Workshop()).made) == 3

    def test_another_wish(self, out: Path) -> None:
        run(order_for(out), Workshop())
        order = order_for(out)
        assert len(run(replace(order, wishes=replace(order.wishes, guidance=Guidance.BRIEF)), Workshop()).made) == 3

    @pytest.mark.parametrize("name", ["__version__", "PROCESSING_VERSION"])
    def test_another_coach(self, out: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        run(order_for(out), Workshop())
        monkeypatch.setattr(f"coach.shelf._fingerprint.{name}", "another")
        assert made_again(out) == ["arms", "feet", "legs"]

    def test_a_missing_file(self, out: Path) -> None:
        run(order_for(out), Workshop())
        (out / "feet.txt").unlink()
        assert made_again(out) == ["feet"]

    def test_a_damaged_file_of_the_same_length(self, out: Path) -> None:
        run(order_for(out), Workshop())
        content = bytearray((out / "feet.mp3").read_bytes())
        content[3] ^= 1
        (out / "feet.mp3").write_bytes(content)
        assert made_again(out) == ["feet"]

    def test_all_of_it_where_it_is_forced(self, out: Path) -> None:
        run(order_for(out), Workshop())
        workshop = Workshop()
        run(replace(order_for(out), anew=True), workshop)
        assert sorted(workshop.asked) == ["arms", "feet", "legs"]

    def test_scripts_moved_elsewhere_are_the_same(
        self, out: Path, scripts: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run(order_for(out), Workshop())
        moved = scripts.rename(scripts.with_name("moved"))
        monkeypatch.setenv("COACH_SCRIPTS", str(moved))
        assert made_again(out) == []


class TestWhatGoesWrong:
    """One routine stops no other, and nothing is lost."""

    def test_a_broken_script_is_a_problem_and_the_others_are_made(self, out: Path, scripts: Path) -> None:
        write_script(scripts, "feet", "Hold. [hold: 30 sek]")
        report = run(order_for(out), Workshop())
        assert sorted(report.made) == ["arms", "legs"]
        assert list(report.problems) == ["feet"]

    def test_a_script_that_breaks_later_stays_on_the_shelf_as_it_was(self, out: Path, scripts: Path) -> None:
        run(order_for(out), Workshop())
        page = (out / "index.html").read_bytes()
        write_script(scripts, "feet", "Hold. [hold: 30 sek]")
        report = run(order_for(out), Workshop())
        assert list(report.problems) == ["feet"]
        assert (out / "index.html").read_bytes() == page
        assert report.left == ()

    def test_a_routine_that_cannot_be_made_is_tried_again_next_time(self, out: Path) -> None:
        report = run(order_for(out), Workshop(failing=["feet"]))
        assert list(report.problems) == ["feet"]
        assert "Routine feet" not in (out / "index.html").read_text()
        assert made_again(out) == ["feet"]
        assert "Routine feet" in (out / "index.html").read_text()

    def test_on_a_full_disk_nothing_more_is_begun_and_what_is_finished_is_remembered(self, out: Path) -> None:
        with pytest.raises(ExportError, match="No space left"):
            run(order_for(out), Workshop(full_at="feet"))
        assert made_again(out) == ["feet", "legs"]

    def test_stopped_in_the_middle_it_goes_on_where_it_was(self, out: Path) -> None:
        class Stopped(Workshop):
            def __call__(self, jobs):  # type: ignore[no-untyped-def]
                yield from super().__call__(jobs[:1])
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            run(order_for(out), Stopped())
        assert made_again(out) == ["feet", "legs"]

    def test_without_routines_it_says_how_to_begin_one(self, scripts: Path, tmp_path: Path) -> None:
        with pytest.raises(NotFoundError, match="no routines"):
            run(order_for(tmp_path / "out"), Workshop())
        assert list(scripts.iterdir()) == []
        assert not (tmp_path / "out").exists()

    def test_an_option_that_no_routine_has_is_refused(self, out: Path) -> None:
        order = order_for(out)
        with pytest.raises(NotFoundError, match="None of the routines has the option 'older'"):
            run(replace(order, wishes=replace(order.wishes, options=frozenset({"older"}))), Workshop())

    def test_an_option_concerns_those_that_have_it(self, out: Path, scripts: Path) -> None:
        path = scripts / "feet.md"
        path.write_text(path.read_text().replace("summary:", "options:\n  older: For older ones.\nsummary:"))
        run(order_for(out), Workshop())
        order = order_for(out)
        workshop = Workshop()
        run(replace(order, wishes=replace(order.wishes, options=frozenset({"older"}))), workshop)
        assert workshop.asked == ["feet"]


class TestTheFolderOfOthers:
    """What coach did not make is never touched, and what it made once is not deleted behind anyone's back."""

    @pytest.mark.parametrize("name", ["index.html", "feet.mp3", "coach-shelf.json"])
    def test_a_file_of_somebody_elses_is_not_overwritten(self, out: Path, name: str) -> None:
        out.mkdir()
        (out / name).write_text("mine")
        with pytest.raises(ExportError):
            run(order_for(out), Workshop())
        assert [path.name for path in out.iterdir()] == [name]
        assert (out / name).read_text() == "mine"

    def test_unless_it_is_forced(self, out: Path) -> None:
        out.mkdir()
        (out / "index.html").write_text("mine")
        run(replace(order_for(out), anew=True), Workshop())
        assert "Routine feet" in (out / "index.html").read_text()

    def test_other_files_stay(self, out: Path) -> None:
        out.mkdir()
        (out / "holiday.jpg").write_bytes(b"mine")
        report = run(order_for(out), Workshop())
        assert (out / "holiday.jpg").read_bytes() == b"mine"
        assert report.left == ()

    def test_files_of_a_routine_that_is_gone_stay_and_are_told_and_it_is_on_the_page_no_more(
        self, out: Path, scripts: Path
    ) -> None:
        run(order_for(out), Workshop())
        (scripts / "feet.md").unlink()
        report = run(order_for(out), Workshop())
        assert {path.name for path in report.left} >= {"feet.mp3", "feet.txt"}
        assert all(path.exists() for path in report.left)
        assert "feet" not in (out / "index.html").read_text()

    def test_a_routine_that_comes_back_is_not_made_again(self, out: Path, scripts: Path) -> None:
        run(order_for(out), Workshop())
        text = (scripts / "feet.md").read_text()
        (scripts / "feet.md").unlink()
        run(order_for(out), Workshop())
        (scripts / "feet.md").write_text(text)
        assert made_again(out) == []

    def test_two_at_once_the_second_is_sent_away_and_nothing_changes(self, out: Path) -> None:
        run(order_for(out), Workshop())
        before = {path: path.read_bytes() for path in out.iterdir()}
        with folder.opened(out), pytest.raises(ExportError, match="Another coach is already working"):
            run(replace(order_for(out), anew=True), Workshop())
        assert {path: path.read_bytes() for path in out.iterdir()} == before

    def test_a_file_in_place_of_the_folder_is_told(self, out: Path) -> None:
        out.write_text("a file")
        with pytest.raises(ExportError, match="is a file"):
            run(order_for(out), Workshop())


class TestFeedOverTime:
    """Podcast apps know a show and its episodes by names and dates that must not change."""

    def feed(self, out: Path, url: str = "https://example.org/a/") -> str:
        run(replace(order_for(out), address=address(url)), Workshop())
        return (out / "feed.xml").read_text()

    def values(self, feed: str, tag: str) -> list[str]:
        return [line for line in feed.splitlines() if f"<{tag}" in line]

    def test_names_and_dates_stay_when_the_text_changes(self, out: Path, scripts: Path) -> None:
        before = self.feed(out)
        write_script(scripts, "feet", "Stretch now.", title="Feet, differently")
        after = self.feed(out)
        assert "Feet, differently" in after
        for tag in ("guid", "pubDate", "podcast:guid"):
            assert sorted(self.values(after, tag)) == sorted(self.values(before, tag))

    def test_names_stay_when_the_shelf_moves(self, out: Path) -> None:
        before, after = self.feed(out), self.feed(out, "https://elsewhere.example/b/")
        assert "https://elsewhere.example/b/feet.mp3" in after
        assert "example.org" not in after
        for tag in ("guid", "pubDate", "podcast:guid"):
            assert self.values(after, tag) == self.values(before, tag)

    def test_a_shelf_that_had_no_feed_gets_one_without_anything_being_made_again(self, out: Path) -> None:
        run(order_for(out), Workshop())
        assert not (out / "feed.xml").exists()
        workshop = Workshop()
        report = run(replace(order_for(out), address=address("https://example.org/")), workshop)
        assert workshop.asked == []
        assert report.has_feed
        assert len(self.values((out / "feed.xml").read_text(), "guid")) == 3

    def test_without_the_address_the_next_time_the_feed_stays_as_it_was_and_is_linked(self, out: Path) -> None:
        before = self.feed(out)
        report = run(order_for(out), Workshop())
        assert (report.has_feed, report.has_old_feed) == (False, True)
        assert report.left == ()
        assert (out / "feed.xml").read_text() == before
        assert 'href="feed.xml"' in (out / "index.html").read_text()

    def test_a_new_date_of_building_comes_only_with_a_change(self, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.feed(out)
        known = manifest.from_json((out / manifest.MANIFEST_NAME).read_bytes(), "m")
        early = "2020-01-01T00:00:00+00:00"
        (out / manifest.MANIFEST_NAME).write_bytes(manifest.to_json(replace(known, built=early)))
        first = self.feed(out)
        assert "Wed, 01 Jan 2020" not in first  # the feed on the disk was not of that date, so it was written anew
        assert self.feed(out) == first
