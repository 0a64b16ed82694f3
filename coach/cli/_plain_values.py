"""The values of options and arguments, read without a library for reading values.

Typer reads every value through pydantic, and builds a reader even for an option that nobody gave. Loading pydantic and building the
readers of ``coach export`` takes as long as timing and encoding a short routine. What stands on a command line here is either plain
text or has a parser of its own, so none of that is needed.
"""

from collections.abc import Callable
from typing import Any, Final

_NOTHING: Final = object()


def read_plainly(parameter: Any) -> None:
    """Have a parameter read what it can without Typer's reader; whatever is not plain still goes there.

    A Typer that does not say what a parameter takes reads everything itself.
    """
    about = getattr(parameter, "type_descriptor", None)
    if about is None or "process_value" in vars(parameter):
        return
    usual: Callable[[Any, Any], Any] = parameter.process_value
    parser = about.parameter_info.parser
    is_text = about.annotation in (str, list[str])
    is_many = parameter.multiple or parameter.nargs == -1

    def read(value: Any) -> Any:
        if value is None or value == ():
            return _NOTHING if parameter.required else () if is_many else None
        if parser is None and not is_text:
            return _NOTHING
        return [_one(each, parser) for each in value] if is_many else _one(value, parser)

    def process_value(context: Any, value: Any) -> Any:
        try:
            plain = read(value)
        except ValueError:  # Typer knows how to say so
            plain = _NOTHING
        if plain is _NOTHING:
            return usual(context, value)
        return parameter.callback(context, parameter, plain) if parameter.callback else plain

    parameter.process_value = process_value


def _one(text: Any, parser: Callable[[str], Any] | None) -> Any:
    return parser(text) if parser else text
