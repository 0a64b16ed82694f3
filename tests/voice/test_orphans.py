"""Workers go when the programme that started them goes, however it goes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.voice.conftest import until

PROGRAMME = """
import sys, time
from pathlib import Path
from coach.timeline._events import Utterance
from coach.voice._speaker import open_speaker
speaker = open_speaker(None, "en-US", Path(sys.argv[1]), workers=2, engine="tests.voice.fakes:FakeEngine")
speaker.clip(Utterance("one", "low", 100))
speaker.prefetch([Utterance("HANG", "low", 100), Utterance("two", "low", 100)])
while len(speaker._pool._workers) < 2 or not speaker.is_ready(Utterance("two", "low", 100)):
    time.sleep(0.005)
print(*(worker.pid for worker in speaker._pool._workers), flush=True)
time.sleep(600)
"""


def is_running(pid: int) -> bool:
    """Whether a process is there and has not ended; one that has may stay listed until its new parent takes note."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="os.kill asks differently there")
@pytest.mark.parametrize("how", ["kill", "terminate"])
def test_workers_busy_or_idle_end_with_their_parent_and_leave_no_files(tmp_path: Path, how: str) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environment = {**os.environ, "TMPDIR": str(temporary)}
    command = [sys.executable, "-c", PROGRAMME, str(tmp_path / "cache")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as programme:
        assert programme.stdout
        workers = [int(pid) for pid in programme.stdout.readline().split()]
        assert len(workers) == 2
        assert all(is_running(pid) for pid in workers)
        getattr(programme, how)()
    until(lambda: not any(is_running(pid) for pid in workers))
    assert list(temporary.iterdir()) == []
