"""The options that say how a routine should be: the same for every command that times one."""

import inspect
from collections.abc import Callable
from fractions import Fraction
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from coach.cli._values import a_duration, a_guidance, a_loudness, a_pace, a_rate, no_language, times_as_long
from coach.script import FASTEST_PACE, PACE_NAMES, SLOWEST_PACE
from coach.timeline import Guidance, Loudness

if TYPE_CHECKING:
    from coach.programme import Wishes

_PACES: Final = f"{float(SLOWEST_PACE)} (slowest) to {float(FASTEST_PACE)}, or {', '.join(PACE_NAMES)}"
_GUIDANCE: Final = f"{Guidance.FULL}, {Guidance.BRIEF} (names of steps) or {Guidance.SILENT} (chimes only)"


def _wishes(
    pace: Annotated[
        Fraction | None,
        typer.Option(parser=a_pace, metavar="PACE", help=f"Speed: {_PACES}."),
    ] = None,
    speech_rate: Annotated[
        int | None, typer.Option(parser=a_rate, metavar="WPM", help="Words per minute, whatever the pace.")
    ] = None,
    pauses: Annotated[
        Fraction | None,
        typer.Option(parser=times_as_long, metavar="TIMES", help="Multiply the length of pauses, 0.5 to 2.0."),
    ] = None,
    holds: Annotated[
        Fraction | None,
        typer.Option(parser=times_as_long, metavar="TIMES", help="Multiply the length of timed work, 0.5 to 2.0."),
    ] = None,
    duration: Annotated[
        Fraction | None,
        typer.Option(parser=a_duration, metavar="TIME", help="Fit the whole routine to a duration, such as 12m."),
    ] = None,
    fit_speech: Annotated[
        bool, typer.Option("--fit-speech", help="With --duration: let the speech rate change too.")
    ] = False,
    drop_optional: Annotated[
        bool, typer.Option("--drop-optional", help="With --duration: let optional sections be left out, last first.")
    ] = False,
    guidance: Annotated[
        str | None,
        typer.Option(
            parser=a_guidance,
            metavar="HOW",
            help=f"How much is said: {_GUIDANCE}.",
        ),
    ] = None,
    taper: Annotated[
        bool | None, typer.Option("--taper/--no-taper", help="Get slower and softer towards the end.")
    ] = None,
    bed: Annotated[
        str | None,
        typer.Option(metavar="BED", help="Background sound: rain, brown-noise, drone, a sound file, or none."),
    ] = None,
    loudness: Annotated[
        str | None,
        typer.Option(parser=a_loudness, metavar="HOW", help=f"{Loudness.NORMAL}, or {Loudness.NIGHT} (much quieter)."),
    ] = None,
    voice: Annotated[
        str | None,
        typer.Option(
            metavar="VOICE", help="A voice (see coach voices), a Piper .onnx file, or auto: the best for the language."
        ),
    ] = None,
    _language: Annotated[str | None, typer.Option("--language", parser=no_language, metavar="TAG", hidden=True)] = None,
    option: Annotated[
        list[str] | None, typer.Option(metavar="OPTION", help="Turn on an option of the routine. May be repeated.")
    ] = None,
) -> "Wishes":
    from coach.cli import _personal as personal
    from coach.programme import Wishes

    asked = {
        "pace": pace,
        "speech-rate": speech_rate,
        "pauses": pauses,
        "holds": holds,
        "guidance": guidance,
        "taper": taper,
        "loudness": loudness,
        "voice": voice,
        "bed": bed,
    }
    if duration is None and (fit_speech or drop_optional):
        raise typer.BadParameter(
            f"{'--fit-speech' if fit_speech else '--drop-optional'} needs --duration, such as --duration 10m."
        )
    settled = personal.values() | {key: value for key, value in asked.items() if value is not None}
    return Wishes(
        pace=settled.get("pace"),
        rate_wpm=settled.get("speech-rate"),
        pauses=settled.get("pauses"),
        holds=settled.get("holds"),
        voice=voice,
        usual_voice=settled.get("voice"),
        options=frozenset(option or ()),
        guidance=Guidance(settled.get("guidance", "full")),
        taper=settled.get("taper", False),
        duration_s=duration,
        fit_speech=fit_speech,
        drop_optional=drop_optional,
        loudness=Loudness(settled.get("loudness", "normal")),
        bed=settled.get("bed"),
    )


def usual_wishes() -> "Wishes":
    """What is wished where no option is given: one's own defaults. Raises ConfigError."""
    return _wishes()


def gathering(gather: Callable[..., Any], keyword: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A decorator that gives a command the options of the function ``gather``, and what that makes of them as its keyword."""
    options = inspect.signature(gather).parameters

    def decorated(command: Callable[..., None]) -> Callable[..., None]:
        own = [parameter for parameter in inspect.signature(command).parameters.values() if parameter.name != keyword]

        @wraps(command)
        def called(**values: Any) -> None:
            given = {name: values.pop(name) for name in options}
            command(**values, **{keyword: gather(**given)})

        parameters = sorted([*own, *options.values()], key=lambda parameter: parameter.kind)
        # Typer reads both.
        called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # functions take any attribute
        called.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return called

    return decorated


wishing = gathering(_wishes, "wishes")
"""Give a command the options above, and what was wished by them as its keyword ``wishes``."""
