"""An output without a device, and a session that keeps what it hands out."""

from threading import Event as Flag
from threading import Thread

from coach.player import Playable
from coach.player._ending import Ending
from coach.session import Transport
from coach.sound import Pcm
from coach.units import Samples
from tests.rig import Heard


class CapturingTransport(Transport):
    """A session that keeps all that is read from it, silence too."""

    def capture_to(self, heard: Heard) -> None:
        self._heard = heard

    def read(self, count: int) -> Pcm:
        pcm = super().read(count)
        self._heard.add(pcm.tobytes())
        return pcm


class FakeOutput:
    """An :class:`coach.player.AudioOutput` that reads 10 ms of sound every millisecond or so, heard at once."""

    name = "fake"

    def __init__(self) -> None:
        self._ending = Ending()
        self._closing = Flag()
        self._player: Playable | None = None
        self._thread: Thread | None = None

    def start(self, player: Playable) -> None:
        if self._player is not None or self._closing.is_set():
            raise ValueError("an output plays once")
        self._player = player
        self._thread = Thread(target=self._run, args=(player,))
        self._thread.start()

    def wait(self, timeout_s: float | None = None) -> bool:
        return self._ending.wait(timeout_s, lambda: None)

    def position(self) -> Samples:
        return Samples(0) if self._player is None else self._player.position

    def close(self) -> None:
        self._closing.set()
        self._ending.over()
        if self._thread is not None:
            self._thread.join()

    def _run(self, player: Playable) -> None:
        while not self._closing.wait(0.001):
            player.read(441)
            if player.state.is_over:
                self._ending.over(player.error)
