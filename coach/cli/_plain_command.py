"""A command whose help names arguments as people do: ``FILE``, and not Typer's ``FILE <list[str]>``."""

from typing import Any

from typer.core import TyperArgument, TyperCommand


class PlainCommand(TyperCommand):
    """To be given to Typer as the ``cls`` of a command. Every argument and option has a metavar, or takes no value."""

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


def _name(argument: TyperArgument) -> str:
    return f"{argument.metavar or argument.name}{'' if argument.nargs == 1 else '...'}"
