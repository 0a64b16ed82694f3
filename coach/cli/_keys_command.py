"""``coach keys`` and its parts on the command line."""

from typing import Annotated

import typer

keys_app = typer.Typer(no_args_is_help=False, invoke_without_command=True, rich_markup_mode=None)


@keys_app.callback()
def keys(context: typer.Context) -> None:
    """Show what each key means while a routine plays, or teach a pedal or presenter."""
    if context.invoked_subcommand is None:
        from coach.cli import _learning as learning

        learning.show()


@keys_app.command()
def learn(
    command: Annotated[
        str | None,
        typer.Argument(metavar="COMMAND", help="What the key is to mean, such as next; the usual ones if not given."),
    ] = None,
) -> None:
    """Press a key, whatever device it is on, and say what it is to mean."""
    from coach.cli import _learning as learning

    learning.learn(command)


@keys_app.command()
def forget(key: Annotated[str, typer.Argument(metavar="KEY", help="The key, as coach keys shows it.")]) -> None:
    """Forget what a key was taught."""
    from coach.cli import _learning as learning

    learning.forget(key)
