"""Commands that speak as people do: ``FILE`` in its help, not Typer's ``FILE <list[str]>``, and a hint for a word too many."""

from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup

from coach.cli._plain_values import read_plainly


class PlainCommand(TyperCommand):
    """To be given to Typer as the ``cls`` of a command. Every argument and option has a metavar, or takes no value."""

    def __init__(self, *values: Any, **named: Any) -> None:
        super().__init__(*values, **named)
        for parameter in self.params:
            read_plainly(parameter)

    def get_help_option(self, ctx: Any) -> Any:
        """``--help``, which every command reads whether it is given or not."""
        return _read_plainly(super().get_help_option(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments and options. A word too many is mostly the rest of a name with a space in it."""
        ctx.allow_extra_args = True
        extra = super().parse_args(ctx, args)
        if extra:
            given = [ctx.params.get(each.name) for each in self.get_params(ctx) if isinstance(each, TyperArgument)]
            words = [*(each for each in given[-1:] if isinstance(each, str)), *extra]
            quoted = f". Put quotes around words that belong together: '{' '.join(words)}'" if words[1:] else ""
            ctx.fail(f"'{extra[0]}' is one word too many{quoted}")
        return extra

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The line of usage: ``[OPTIONS] NAME``, with brackets around what can be left out."""
        arguments = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, TyperArgument)]
        return ["[OPTIONS]", *(_name(each) if each.required else f"[{_name(each)}]" for each in arguments)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the lists of arguments and options."""
        arguments: list[tuple[str, str]] = []
        options: list[tuple[str, str]] = []
        for parameter in self.get_params(ctx):
            if isinstance(parameter, TyperArgument):
                arguments.append((_name(parameter), parameter.help or ""))
            elif record := parameter.get_help_record(ctx):
                options.append(record)
        for heading, rows in (("Arguments", arguments), ("Options", options)):
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)


class PlainGroup(TyperGroup):
    """To be given to Typer as the ``cls`` of a group of commands."""

    def get_help_option(self, ctx: Any) -> Any:
        """The same for the group."""
        return _read_plainly(super().get_help_option(ctx))


def _read_plainly(option: Any) -> Any:
    if option is not None:
        read_plainly(option)
    return option


def _name(argument: TyperArgument) -> str:
    return f"{argument.metavar or argument.name}{'' if argument.nargs == 1 else '...'}"
