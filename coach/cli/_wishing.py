"""The options by which a listener says how a routine should be: the same for every command that times one."""

import inspect
from collections.abc import Callable
from fractions import Fraction
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.cli._values import a_duration, a_guidance, a_loudness, a_pace, a_rate, times_as_long

if TYPE_CHECKING:
    from coach.programme import Wishes


def _wishes(
    pace: Annotated[
        Fraction | None,
        typer.Option(parser=a_pace, metavar="PACE", help="0.5 (slowest) to 2.0, or gentle, slow, normal, brisk."),
    ] = None,
    speech_rate: Annotated[
        int | None, typer.Option(parser=a_rate, metavar="WPM", help="Words a minute, whatever the pace.")
    ] = None,
    pauses: Annotated[
        Fraction | None,
        typer.Option(parser=times_as_long, metavar="TIMES", help="Pauses so many times as long, 0.5 to 2.0."),
    ] = None,
    holds: Annotated[
        Fraction | None,
        typer.Option(parser=times_as_long, metavar="TIMES", help="Timed work so many times as long, 0.5 to 2.0."),
    ] = None,
    duration: Annotated[
        Fraction | None, typer.Option(parser=a_duration, metavar="TIME", help="Fit the whole to a time, such as 12m.")
    ] = None,
    fit_speech: Annotated[bool, typer.Option("--fit-speech", help="To fit, change the rate of speech too.")] = False,
    drop_optional: Annotated[
        bool, typer.Option("--drop-optional", help="To fit, leave out optional sections, the last first.")
    ] = False,
    guidance: Annotated[
        str | None,
        typer.Option(
            parser=a_guidance,
            metavar="HOW",
            help="How much is said: full, only names (brief), or chimes only (silent).",
        ),
    ] = None,
    taper: Annotated[
        bool | None, typer.Option("--taper/--no-taper", help="Grow slower and softer towards the end.")
    ] = None,
    bed: Annotated[
        str | None,
        typer.Option(metavar="BED", help="A bed under it all: rain, brown-noise, drone, a sound file, or none."),
    ] = None,
    loudness: Annotated[
        str | None,
        typer.Option(parser=a_loudness, metavar="HOW", help="How loud: normal, or much softer for the night (night)."),
    ] = None,
    voice: Annotated[
        str | None,
        typer.Option(
            metavar="VOICE", help="A voice (coach voices), or a Piper .onnx file; else auto: the best for the language."
        ),
    ] = None,
    option: Annotated[
        list[str] | None, typer.Option(metavar="OPTION", help="Choose an option of the routine; may be repeated.")
    ] = None,
) -> "Wishes":
    from coach.cli import _personal as personal
    from coach.programme import Wishes
    from coach.timeline import Guidance, Loudness

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
