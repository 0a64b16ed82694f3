"""Cutting a prompt into sentences, so that the pause between them is ours to choose and a sentence can be said again whole."""

import re
from typing import Final

from coach.script import can_be_said

# The end of a sentence: its mark, any closing quotes or brackets, white space, then something that can begin one. A capital, a
# digit or an opening quote is asked for, so that "e.g. oil" or "2 cm. wide" stay whole; a break too few costs only a choice of pause.
_BREAK: Final = re.compile(r"""(?<=[.!?…])(?P<close>["'”’)\]]*)\s+(?=["'“‘(\[]*[A-ZÀ-ÖØ-Þ0-9¿¡])""")
_ABBREVIATIONS: Final = (
    *("Dr.", "Mr.", "Mrs.", "Ms.", "St.", "No.", "vs.", "e.g.", "i.e.", "approx.", "min.", "sec."),
    *("z.", "B.", "z.B.", "d.", "h.", "d.h.", "u.", "bzw.", "ca.", "evtl."),
    *("ggf.", "inkl.", "bspw.", "Nr.", "Min.", "Sek."),
    *("M.", "env.", "p.", "p.ex.", "ej.", "Sr.", "Sra.", "Ud.", "Uds.", "aprox.", "núm."),
)
"""Of English, German, French and Spanish; nouns are written with capitals in German, so that one may follow any of these."""


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a prompt, in order; joined with single spaces they give the prompt's words again, none lost.

    What has no letter or digit, such as a picture, belongs to the sentence beside it: it is nothing that a voice could say alone.
    """
    found: list[str] = []
    start = 0
    for match in _BREAK.finditer(text):
        end = match.end("close")
        if text[start:end].rsplit(None, 1)[-1].lstrip("(\"'“‘") in _ABBREVIATIONS or not can_be_said(text[start:end]):
            continue
        found.append(text[start:end].strip())
        start = match.end()
    last = text[start:].strip()
    if found and not can_be_said(last):
        found[-1] = f"{found[-1]} {last}".strip()
        return tuple(found)
    return tuple([*found, last] if last else found)
