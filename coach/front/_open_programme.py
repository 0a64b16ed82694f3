"""A programme with everything a program wants of it: its times, its files, its sound."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Self

from coach.atomic import check_apart, check_target
from coach.files import CHAPTERS, export, format_of, sidecars_beside
from coach.front._choosing import one_or_more
from coach.player import AudioOutput, choose_output
from coach.programme import Opened, Programme
from coach.progress import Progress, unreported
from coach.session import Live, Start
from coach.timeline import spoken
from coach.words import as_markdown, as_text, transcript


class OpenProgramme(Programme):
    """A programme whose voice is open: what :func:`coach.load` and :func:`coach.loads` give. Close it, or use it as a context manager.

    Everything a :class:`Programme` can do, and on top of that files, words and live sessions.
    """

    def __init__(self, opened: Opened, closing: ExitStack) -> None:
        made = opened.programme
        super().__init__(
            made.routine,
            made.choices,
            opened.speaker,
            opened.found.chimes,
            share=made.share,
            bed=made.bed,
            cache=made.cache,
        )
        self._opened = opened
        self._closing = closing

    @property
    def notes(self) -> tuple[str, ...]:
        """What its listener should know: words missing in its language, what fitting has changed, a rate the voice cannot do.

        Once all words are spoken, which :meth:`timeline` does, also what is left out because it has no room.
        """
        rates_wpm = {utterance.rate_wpm for utterance, _ in spoken(self.moments)}
        left_out = self.left_out() if self.is_spoken() else ()
        return (*self._opened.changes, *self._opened.speaker.notes(rates_wpm), *(hint.in_a_line for hint in left_out))

    def export(
        self,
        path: str | PathLike[str],
        *,
        format: str | None = None,  # noqa: A002  # what everybody calls it
        captions: str | Iterable[str] = (),
        chapters: bool = False,
        overwrite: bool = False,
        on_progress: Progress = unreported,
    ) -> tuple[Path, ...]:
        """Write it to a file whose format is taken from its extension, or given by name; all files whole, or none.

        Args:
            path: where to; ``.mp3``, ``.m4b``, ``.opus``, ``.flac``, ``.wav``, ``.html``, ``.ssml``, or what plugins add.
            format: another format than the extension's.
            captions: one or several of ``vtt``, ``srt``, ``lrc``: sidecar files.
            chapters: chapters as JSON, a sidecar file.
            overwrite: whether files that exist are replaced.
            on_progress: counts samples.

        Returns:
            The files written, the sound first.

        Raises:
            ExportError: a file exists, cannot be written, or is one that the programme is made of; there is no such format, or something
                it needs is missing.
            VoiceError: the voice fails.

        """
        target = Path(path)
        format_ = format_of(format, target)
        kinds = sidecars_beside(target, format_, (*one_or_more(captions), *([CHAPTERS.name] if chapters else [])))
        for file in (target, *kinds):  # before any word is spoken
            check_target(file, overwrite=overwrite)
        check_apart((target, *kinds), self._opened.sources)
        format_.writer().check()
        beside = {file: kind.make(self, target.name).encode() for file, kind in kinds.items()}
        export(self, target, format_, beside=beside, overwrite=overwrite, on_progress=on_progress)
        return (target, *beside)

    def transcript(self, *, markdown: bool = False, width: int | None = None) -> str:
        """What is said and done, to read, with its times: as plain text in lines of ``width`` columns, or as Markdown."""
        made = transcript(self.routine, self.timeline(), self.messages)
        return as_markdown(made) if markdown else as_text(made, width)

    def session(
        self,
        *,
        device: str | None = None,
        output: Callable[[], AudioOutput] | None = None,
        start: Start | None = None,
    ) -> Live:
        """A live session, to be used as a context manager and started.

        Args:
            device: the name of a sound device; ``null`` plays to nowhere in real time. None is the system's default.
            output: makes outputs of your own instead.
            start: where and how it begins, among the moments of :meth:`live`; None is the beginning, at once.

        Raises NotFoundError if there is no such device, OutputError if the sound system is not responding.
        """
        return Live(self.live(), output or choose_output(device), start or Start())

    def play(self, *, device: str | None = None) -> None:
        """Play it from beginning to end, and return when it is over. Raises OutputError without a device, VoiceError."""
        with self.session(device=device) as live:
            live.start()
            while not live.wait(0.5):
                pass

    def close(self) -> None:
        """Close its voice, unless that was given from outside. May be called twice."""
        self._closing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
