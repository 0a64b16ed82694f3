"""``coach export --all`` as its user meets it: real processes, the real voice, real MP3s."""

import base64
import gc
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from coach.cli import _shelf_command as command
from coach.cli._shelving import ShelfOptions
from coach.folders import Folders
from coach.programme import Wishes, routine_names
from coach.script import Routine
from coach.shelf import Order, Report
from coach.shelf import _manifest as manifest
from coach.shelf._build import Job, Outcome
from coach.shelf._manifest import Manifest, Role
from tests.cli.helpers import BROKEN, COACH, LIMIT_S, coach
from tests.files.helpers import decode_by_ffmpeg, ffprobe
from tests.shelf.helpers import Workshop, order_for, run, write_script
from tests.shelf.rules import ITUNES, RULES, items_of, read

URL = "https://example.org/my routines"


def manifest_of(folder: Path) -> Manifest:
    return manifest.from_json((folder / manifest.MANIFEST_NAME).read_bytes(), "m")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A shelf of three, made once by the command; its scripts are in the folder beside it."""
    folder = tmp_path_factory.mktemp("shelf")
    scripts = folder / "scripts"
    write_script(scripts, "feet")
    write_script(scripts, "hände & füße", title="Hände & <Füße>", language="de-AT")
    path = write_script(scripts, "both")
    path.write_text(path.read_text() + "\n[include: feet]\n")
    patch = pytest.MonkeyPatch()
    patch.setenv("COACH_SCRIPTS", str(scripts))
    done = again(folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("out: 3 routines (3 made, 0 unchanged), index.html and feed.xml, ")
    yield folder
    patch.undo()


def again(folder: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    return coach("export", "--mine", "-o", "out", "--url", URL, *more, cwd=folder)


@pytest.mark.slow
class TestMade:
    """What lies in the folder."""

    def test_every_sound_is_whole_and_as_long_as_the_feed_says(self, shelf: Path) -> None:
        channel = read((shelf / "out" / "feed.xml").read_bytes())
        told = [item.findtext(f"{ITUNES}duration") for item in items_of(channel)]
        entries = sorted(manifest_of(shelf / "out").routines.values(), key=lambda entry: entry.name)
        assert [entry.name for entry in entries] == ["both", "feet", "hände & füße"]
        for entry, length in zip(entries, told, strict=True):
            sound = entry.output(Role.SOUND)
            assert sound is not None
            pcm, complaints = decode_by_ffmpeg(shelf / "out" / sound.name)
            assert complaints == ""
            assert len(pcm) == entry.samples
            assert length == f"{len(pcm) // 44100 // 60}:{len(pcm) // 44100 % 60:02}"

    def test_lengths_of_files_are_exact(self, shelf: Path) -> None:
        items = items_of(read((shelf / "out" / "feed.xml").read_bytes()))
        lengths = [int(enclosure.get("length", "")) for item in items for enclosure in item.findall("enclosure")]
        assert lengths == [path.stat().st_size for path in sorted((shelf / "out").glob("*.mp3"))]

    def test_it_has_the_chapters_of_one_that_was_exported_alone(self, shelf: Path) -> None:
        assert [chapter["tags"]["title"] for chapter in ffprobe(shelf / "out" / "both.mp3")["chapters"]] == [
            "Before you begin",
            "Part",
            "Part",
        ]

    @pytest.mark.parametrize("name", RULES)
    def test_the_feed_keeps_the_rule(self, shelf: Path, name: str) -> None:
        assert list(RULES[name].check(read((shelf / "out" / "feed.xml").read_bytes()))) == []

    def test_the_picture_of_the_shelf_is_as_large_as_directories_want(self, shelf: Path) -> None:
        stream = ffprobe(shelf / "out" / "cover.png")["streams"][0]
        assert (stream["codec_name"], stream["width"], stream["height"]) == ("png", 1400, 1400)
        assert (shelf / "out" / "feed.xml").read_text().count("https://example.org/my%20routines/cover.png") == 2

    def test_beside_each_sound_lies_what_belongs_to_it(self, shelf: Path) -> None:
        names = {path.name for path in (shelf / "out").iterdir() if path.name.startswith("feet.")}
        assert names == {f"feet.{ending}" for ending in ("mp3", "txt", "vtt", "chapters.json", "png", "html")}
        assert (shelf / "out" / "feet.vtt").read_text().startswith("WEBVTT")
        chapters = json.loads((shelf / "out" / "feet.chapters.json").read_bytes())["chapters"]
        assert [chapter["title"] for chapter in chapters] == ["Before you begin", "Part"]
        assert "Rest now." in (shelf / "out" / "feet.txt").read_text()

    def test_the_player_holds_the_sounds_of_the_same_stream(self, shelf: Path) -> None:
        """Each of them as it stands in the sound beside the page; silence is in neither twice, and in the page not at all."""
        page = (shelf / "out" / "feet.html").read_text("utf-8")
        sound = (shelf / "out" / "feet.mp3").read_bytes()
        lines = page.partition('id="sound">')[2].partition("</script>")[0].split()
        held = [base64.b64decode(line, validate=True) for line in lines]
        assert len(held) > 3
        assert all(piece in sound for piece in held)
        assert sum(map(len, held)) < len(sound) / 2

    def test_the_feed_is_well_formed_for_xmllint_too(self, shelf: Path) -> None:
        subprocess.run(["xmllint", "--noout", shelf / "out" / "feed.xml"], check=True)

    def test_a_second_time_makes_nothing(self, shelf: Path) -> None:
        before = {path: path.stat().st_mtime_ns for path in (shelf / "out").iterdir()}
        done = again(shelf)
        assert done.returncode == 0
        assert "3 routines (0 made, 3 unchanged)" in done.stdout
        assert {path: path.stat().st_mtime_ns for path in (shelf / "out").iterdir()} == before

    def test_the_manifest_tells_nothing_of_this_machine(self, shelf: Path) -> None:
        text = (shelf / "out" / manifest.MANIFEST_NAME).read_text()
        assert str(shelf) not in text
        assert json.loads(text)["coach_shelf"] == 1


@pytest.mark.slow
def test_a_broken_script_among_good_ones(scripts: Path, tmp_path: Path) -> None:
    write_script(scripts, "feet")
    (scripts / "broken.md").write_text(BROKEN)
    path = write_script(scripts, "outer")
    path.write_text(path.read_text() + "\n[include: broken]\n")
    done = coach("export", "--mine", "-o", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for place in (f"{scripts / 'broken.md'}:8:19:", f"{scripts / 'broken.md'}:9:10:", f"{path}:"):
        assert done.stderr.count(place) == 1
    assert "1 routine (1 made, 0 unchanged)" in done.stdout
    assert (tmp_path / "out" / "feet.mp3").exists()


@pytest.mark.slow
def test_what_is_wrong_for_all_of_them_is_told_once(scripts: Path, tmp_path: Path) -> None:
    for n in range(5):
        write_script(scripts, f"routine-{n}")
    done = coach("export", "--mine", "-o", "out", "--voice", "nobody", cwd=tmp_path)
    assert done.returncode == 4
    assert done.stdout == ""
    assert done.stderr.count("nobody") == 1
    assert "routine-0, routine-1, routine-2 and 2 more: " in done.stderr


@pytest.mark.slow
def test_without_an_address_there_is_no_feed_and_the_note_says_what_to_do(scripts: Path, tmp_path: Path) -> None:
    write_script(scripts, "feet")
    done = coach("export", "--mine", "-o", "out", cwd=tmp_path)
    assert done.returncode == 0
    assert "--url https://" in done.stderr
    assert not (tmp_path / "out" / "feed.xml").exists()
    assert (tmp_path / "out" / "index.html").exists()


@pytest.mark.slow
def test_defaults_of_ones_own(scripts: Path, tmp_path: Path) -> None:
    write_script(scripts, "feet")
    (tmp_path / "config.toml").write_text(f'voice = "pyttsx3"\nurl = "{URL}"\ntitle = "Calm hands"\nauthor = "Anna"\n')
    done = coach("export", "--mine", "-o", "out", "--author", "Ben", cwd=tmp_path, env={"COACH_CONFIG": "config.toml"})
    assert done.returncode == 0, done.stderr
    feed = (tmp_path / "out" / "feed.xml").read_text()
    assert "<title>Calm hands</title>" in feed
    assert "<itunes:author>Ben</itunes:author>" in feed
    assert "https://example.org/my%20routines/feet.mp3" in feed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["feet", "--all", "-o", "out"], "Use only one of"),
        (["--all", "--mine", "-o", "out"], "Use only one of"),
        (["--all"], "needs a folder"),
        ([], "Name a routine"),
        (["feet", "--title", "Hands"], "--title needs --all"),
        (["--all", "-o", "out", "--url", "example.org"], "https://example.org/routines/"),
        (["--all", "-o", "out", "--email", "anna"], "not an e-mail address"),
        (["--mine", "-o", "out"], "COACH_SCRIPTS"),
        (["--all", "-o", "out", "--format", "html"], "A shelf needs a sound format, and 'html' is not one"),
        (["--all", "-o", "out", "--format", "ssml"], "A shelf needs a sound format, and 'ssml' is not one"),
        (["--all", "-o", "out", "--captions", "srt"], "are for one routine"),
    ],
)
def test_what_does_not_go_together_is_refused_with_what_does(
    scripts: Path, tmp_path: Path, arguments: list[str], told: str
) -> None:
    done = coach("export", *arguments, cwd=tmp_path)
    assert done.returncode != 0
    assert told in " ".join(done.stderr.replace("│", " ").split())
    assert sorted(tmp_path.iterdir()) == [scripts]


@pytest.mark.parametrize("only_own", [True, False])
def test_all_are_those_that_can_be_called_by_name_and_mine_those_of_ones_own(
    scripts: Path, tmp_path: Path, only_own: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_script(scripts, "feet")
    orders: list[Order] = []

    def noted(order: Order, _: object) -> Report:
        orders.append(order)
        return Report((), (), {}, (), (), (), has_feed=False)

    monkeypatch.setattr(command, "make_shelf", noted)
    command.run(Wishes(), tmp_path, None, ShelfOptions(every=not only_own, only_own=only_own), anew=False)
    assert list(orders[0].names) == (["feet"] if only_own else list(routine_names(Folders.of_user())))
    assert ("infant-feet" in orders[0].names) is not only_own


@pytest.mark.slow
def test_no_routine_is_kept_while_others_are_made(scripts: Path, tmp_path: Path) -> None:
    """What is kept of each is an entry of the manifest, so that memory does not grow with what is in the scripts."""
    for n in range(8):
        write_script(scripts, f"routine-{n}")
    kept: list[int] = []

    class Counting(Workshop):
        def __call__(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
            for outcome in super().__call__(jobs):
                kept.append(routines_in_memory())
                yield outcome

    before = routines_in_memory()
    run(order_for(tmp_path / "out"), Counting())
    assert kept == [before] * 8


def routines_in_memory() -> int:
    gc.collect()
    return sum(type(each) is Routine for each in gc.get_objects())


class Running:
    """The command, frozen with all it has started when the first routine is there.

    It is in a session of its own, so that the keyboard's signal can be sent to all of it.
    """

    def __init__(self, folder: Path) -> None:
        self.out = folder / "out"
        self.process = subprocess.Popen(
            [*COACH, "export", "--mine", "-o", str(self.out)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.wait_until(lambda: any(self.out.glob("*.mp3")))
        os.kill(self.process.pid, signal.SIGSTOP)
        self.family = descendants(self.process.pid)
        self.signal_family(signal.SIGSTOP)

    def thaw(self) -> None:
        self.signal_family(signal.SIGCONT)
        self.process.send_signal(signal.SIGCONT)

    def signal_family(self, number: signal.Signals) -> None:
        for pid in self.family:
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    def wait_until(self, happened: object) -> None:
        assert callable(happened)
        deadline = time.monotonic() + LIMIT_S
        while not happened():
            assert time.monotonic() < deadline
            time.sleep(0.01)

    def ended(self) -> tuple[int, str]:
        """The exit code and what was said, once the command and everything it started has ended."""
        _, said = self.process.communicate(timeout=LIMIT_S)
        self.wait_until(lambda: not any(map(is_running, self.family)))
        return self.process.returncode, said


def descendants(pid: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = status.read_text().rpartition(")")[2].split()
            parents.setdefault(int(fields[1]), []).append(int(status.parent.name))
    found, open_ = [], [pid]
    while open_:
        children = parents.get(open_.pop(), [])
        found += children
        open_ += children
    return found


def is_running(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def workers_among(pids: list[int]) -> list[int]:
    """The processes that make routines; others speak, or look after shared things."""
    found = []
    for pid in pids:
        with suppress(OSError):
            words = Path(f"/proc/{pid}/cmdline").read_bytes()
            found += [pid] if b"spawn_main" in words else []
    return found


@pytest.fixture
def long_scripts(scripts: Path) -> Path:
    """Four routines of a minute, which take a while to encode."""
    for n in range(4):
        write_script(scripts, f"routine-{n}", "Rest now. [hold: 1m]")
    return scripts


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up as Linux lists them")
@pytest.mark.slow
@pytest.mark.usefixtures("long_scripts")
class TestStopped:
    """However it ends: finished files stay, no half ones, no processes, and the next time goes on."""

    @pytest.mark.parametrize(
        ("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -signal.SIGKILL)]
    )
    def test_in_the_middle(self, tmp_path: Path, how: signal.Signals, code: int) -> None:
        running = Running(tmp_path)
        busy = coach("export", "--mine", "-o", running.out)
        if how is signal.SIGINT:
            os.killpg(running.process.pid, how)
        else:
            running.process.send_signal(how)
        running.thaw()
        returned, said = running.ended()
        assert returned == code
        assert "Traceback" not in said
        assert busy.returncode == 1
        assert "Another coach is already working" in busy.stderr
        self.check_whole(running.out)
        remembered = set(manifest_of(running.out).routines)
        assert len(remembered) < 4
        done = coach("export", "--mine", "-o", running.out)
        assert f"4 routines ({4 - len(remembered)} made, {len(remembered)} unchanged)" in done.stdout, done.stderr
        self.check_whole(running.out)

    def test_a_process_that_dies_costs_no_more_than_the_routine_it_was_at(self, tmp_path: Path) -> None:
        running = Running(tmp_path)
        os.kill(workers_among(running.family)[0], signal.SIGKILL)
        running.thaw()
        returned, said = running.ended()
        # Between two routines it was at none.
        lost = said.count("ended unexpectedly")
        assert lost <= 1
        assert returned == lost
        self.check_whole(running.out)
        assert len(manifest_of(running.out).routines) == 4 - lost

    def check_whole(self, out: Path) -> None:
        """Nothing but whole files with the names they should have."""
        names = {path.name for path in out.iterdir()} - {manifest.MANIFEST_NAME, "index.html"}
        assert {name.rpartition(".")[2] for name in names} <= {"mp3", "txt", "vtt", "png", "html", "json"}
        for path in out.glob("*.mp3"):
            pcm, complaints = decode_by_ffmpeg(path)
            assert complaints == ""
            assert len(pcm) > 60 * 44_100
