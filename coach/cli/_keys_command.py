"""``coach keys`` and its subcommands on the command line."""

from typing import Annotated

import typer

from coach.cli._plain_command import PlainCommand, PlainGroup

keys_app = typer.Typer(cls=PlainGroup, no_args_is_help=False, invoke_without_command=True, rich_markup_mode=None)


@keys_app.callback()
def keys(context: typer.Context) -> None:
    """Show the keys during playback, or teach new ones."""
    if context.invoked_subcommand is None:
        from coach.cli import _learning as learning

        learning.show()


@keys_app.command(cls=PlainCommand)
def learn(
    command: Annotated[
        str | None,
        typer.Argument(
            metavar="COMMAND", help="The command for the key, such as next. Default: ask for the usual ones."
        ),
    ] = None,
) -> None:
    """Assign a command to a key, pedal or presenter button."""
    from coach.cli import _learning as learning

    learning.learn(command)


@keys_app.command(cls=PlainCommand)
def forget(key: Annotated[str, typer.Argument(metavar="KEY", help="The key, as shown by coach keys.")]) -> None:
    """Remove a key you taught."""
    from coach.cli import _learning as learning

    learning.forget(key)
