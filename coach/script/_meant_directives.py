"""What was probably meant by brackets that are no directive: ``[halten 30]``, ``[PAUSE:5]``, ``[silence]``, ``[6x]``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from coach.script._durations import LONGEST_S, format_span, meant_span
from coach.script._meant_lengths import bare_numbers, meant_lengths
from coach.script._meant_patterns import meant_pattern
from coach.script._routine import Span
from coach.script._speakable import NAME, collapse, plain, similar, word_set

_WORDS: Final = {
    "pause": "pause pauses paus pausing pausa pausar pausen pausieren pauser rest resting repos reposer descanso descansar ruhe "
    "ruhen silence silent silencio stille schweigen break delay gap sleep slnc blank quiet relax recover recovery",
    "hold": "hold holding halten halte hält tenir tenez tiens maintenir maintenez mantener mantén mantenga sostener aguantar stay "
    "keep freeze still stretch bleiben rester quédate",
    "for": "for during für während pour pendant durante por do move moving going work arbeiten bewegen bouger mover duration dauer "
    "durée duración timer time timed breathe breathing breath inhale exhale einatmen ausatmen inspirer expirer atmen respirer "
    "respirez respirar respira massage rub",
    "repeat": "repeat repeats repeating repetition repetitions rep reps times x × wiederholen wiederhole wiederholung "
    "wiederholungen mal répéter répétez répétition répétitions fois repetir repite repetición repeticiones veces loop metronome "
    "metronom métronome metrónomo count counts zählen compter contar set sets sätze séries series round rounds runden",
    "chime": "chime bell gong ding ring tone beep glocke klang ton klingel cloche carillon campana tono signal",
    "sound": "sound audio music musik musique música play son sonido geräusch mp3 wav",
    "wait": "wait waiting warten warte attendre attendez esperar espera espere ready bereit prêt listo continue weiter "
    "continuer",
    "include": "include including einbinden einfügen inclure incluir import insert embed",
}
_NAMES: Final = {word: name for name, words in _WORDS.items() for word in words.split()}
_WEAK: Final = word_set(
    "for during für während pour pendant durante por do work keep stay still time timed x times count counts mal set sets ready "
    "play"
)
"""Words that often stand beside another that says more: [pause for 5s], [keep moving 30s]."""

_FILLERS: Final = word_set(
    "a an the of at about approx circa ca to and then please long short more minimum max maximum exactly each lasts last "
    "every everyone alle all jede je toutes les cada le la les el los las der die das den un une una uno ein eine einer "
    "à y et und i in on with mit avec con until any key press strength strong medium weak value length ms sec tag seconds second "
    "minutes minute sekunden minuten secondes segundos minutos"
)
_EVERY: Final = re.compile(r"\b(?:every|alle|toutes les|tous les|cada|per|à|at|@|x|×|of)\b|@", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*|[×@]")
_SETS: Final = re.compile(r"\b(?:sets?|sätze|series|séries)\b")
_UNTIL: Final = re.compile(r"\b(?:until|till|bis|jusqu|hasta)\b")
_BREATHS: Final = re.compile(
    r"\s*(?:breath\w*|inhale|exhale|atme\w*|einatmen|ausatmen|inspire\w*|expire\w*|respir\w*)\b"
)
_BEATS_A_MINUTE: Final = re.compile(r"metrono?m|métronome|metrónomo|bpm")
_COMMA_BEFORE_EVERY: Final = re.compile(r"\s*,\s*(?=every\b)")
_TAIL: Final = re.compile(r",\s*(?=[^\W\d_]{3,})")
_SOUND_FILE: Final = re.compile(r"[^:=]+\.(?:wav|mp3|flac|ogg)\s*", re.IGNORECASE)
_USUAL: Final = {"hold": "30s", "for": "1m"}
_EXAMPLES: Final = ("sound: sea waves", "include: infant-feet")
"""Stand in where nothing says which sound, or which script, is meant."""
_BREATH: Final = 'beat: "In" 4s, "Out" 6s, repeat: 4'
_NUMBER: Final = re.compile(r"[0-9]+")
_ALOUD: Final = re.compile(r"\b(?:aloud|spoken|loud|laut|voice)\b")


@dataclass(frozen=True, slots=True)
class MeantDirective:
    """A directive as it should be written. ``is_whole`` if nothing that stood in the brackets is missing in it."""

    name: str
    text: str
    is_whole: bool = True


def meant_directive(inside: str, known: Sequence[str]) -> MeantDirective | None:
    """What was probably meant by what stands between brackets; None if nothing in it says. ``known`` are the directives there are."""
    inside = inside.strip("[] ")
    if "beat" in known and (pattern := meant_pattern(inside)):
        return MeantDirective("beat", f"[{pattern}]")
    if "beat" in known and _BREATHS.match(plain(inside)) and len(_NUMBER.findall(inside)) > (1 if "," in inside else 2):
        return MeantDirective("beat", f"[{_BREATH}]", is_whole=False)
    if re.match(r"\s*repeat\b", inside):
        inside = _COMMA_BEFORE_EVERY.sub(" ", inside, count=1)
    tail = _TAIL.search(inside)
    main = inside[: tail.start()] if tail else inside
    name = _name(main, known)
    if name is None or name not in known:
        return None
    if name == "beat":
        return MeantDirective(name, f"[{_BREATH}]", is_whole=False)
    text = _written(name, main)
    if text is None:
        return None
    if tail is None:
        return MeantDirective(name, f"[{text}]", is_whole=text not in _EXAMPLES)
    rest = collapse(inside[tail.end() :])
    if name == "repeat" and _ALOUD.search(plain(rest)):
        return MeantDirective(name, f"[{text}, count: spoken]")
    if re.match(r"(?:halfway|countdown|count|sides):", rest):
        return MeantDirective(name, f"[{text}, {rest}]")
    return MeantDirective(name, f"[{text}]", is_whole=False)


def _name(main: str, known: Sequence[str]) -> str | None:
    """The directive that the words name; they may hold nothing besides it but lengths and little words."""
    lengths = [*meant_lengths(main), *bare_numbers(main)]
    words = plain(main)
    for length in lengths:
        words = words[: length.start] + " " * (length.end - length.start) + words[length.end :]
    found = _WORD.findall(words)
    if _SOUND_FILE.fullmatch(main):
        return "sound"
    if not found:
        return "pause" if lengths and any(length.has_unit for length in lengths) else None
    first = _NAMES.get(found[0]) or (similar(found[0], known) if len(found[0]) > 2 else None)
    if first in {"chime", "sound", "include"} or (first and re.match(r"\s*\S+\s*[:=]", main) and found[0] not in _WEAK):
        return first
    if found == ["x"] and not lengths:
        return None
    meant = [(word, _NAMES[word]) for word in found if word in _NAMES]
    others = [word for word in found if word not in _NAMES and word not in _FILLERS]
    if others:
        return first if len(found) == 1 else None
    strong = [name for word, name in meant if word not in _WEAK]
    weak = [name for word, name in meant if word in _WEAK]
    return next(iter([*strong, *sorted(weak, key=lambda name: name != "repeat")]), None)


def _written(name: str, main: str) -> str | None:
    match name:
        case "repeat":
            return _repeat(main)
        case "chime" | "sound" | "include":
            return _named(name, main)
        case "pause" | "wait":
            span = _span(main)
            if name == "pause" and span and not _WORD.search(_without_lengths(main)):
                return span
            return f"{name}: {span}" if span else name
        case _:
            return f"{name}: {_span(main) or _USUAL.get(name, '30s')}"


def _without_lengths(main: str) -> str:
    words = plain(main)
    for length in meant_lengths(main):
        words = words[: length.start] + " " * (length.end - length.start) + words[length.end :]
    return words


def _span(main: str) -> str | None:
    thousandth = "ms" if re.match(r"\s*slnc\b", main) else ""
    return meant_span(main + thousandth)


def _repeat(main: str) -> str:
    counts, lengths = bare_numbers(main), meant_lengths(main)
    if _UNTIL.search(plain(main)):
        return f"repeat: until ready every {meant_span(main) or '10s'}"
    if _BEATS_A_MINUTE.search(plain(main)) and counts and not lengths and counts[0].longest_s > 0:
        return f"repeat: 10 every {_of_seconds(60 / counts[0].longest_s) or '1s'}"
    numbers = [int(count.longest_s) for count in counts if count.longest_s.denominator == 1]
    if len(numbers) > 1 and _SETS.search(plain(main)):
        numbers = numbers[1:]
    times = numbers[0] if numbers and 1 <= numbers[0] <= 200 else 6
    every = meant_span(main) if lengths else None
    if every is None and len(numbers) > 1 and _EVERY.search(plain(main)):
        every = _of_seconds(Fraction(numbers[1]))
    return f"repeat: {times} every {every or '5s'}"


def _of_seconds(seconds: Fraction) -> str | None:
    return format_span(Span(seconds, seconds)) if 0 < seconds <= LONGEST_S else None


def _named(name: str, main: str) -> str:
    """A sound or a script: what stands after the word, as a bare name."""
    if _SOUND_FILE.fullmatch(main):
        main = f"{name}: {main}"
    rest = re.sub(r"^\s*\S+?(?:\s*[:=]\s*|\s+|$)", "", main, count=1) if _WORD.match(main.strip()) else main
    bare = re.split(r"[\\/]", collapse(rest).strip("\"'“”‘’«»„. "))[-1]
    if name == "include":
        bare = bare.removesuffix(".md")
    if bare and NAME.fullmatch(bare) and ".." not in bare:
        return f"{name}: {bare}"
    return "chime" if name == "chime" else next(example for example in _EXAMPLES if example.startswith(name))
