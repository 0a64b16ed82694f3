"""How people read numbers, units and abbreviations aloud, language by language: tables for :mod:`coach.timeline._reading`.

Only what voices get wrong stands here. Digits, decimals, ``%`` and a plain ``°`` are left to them: each voice says those in its own
language already.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands after a number, as written (each form with or without a full stop), and the words for one and for many.

    ``a_one`` replaces the digit where there is exactly one, in languages in which "1" cannot stand before the noun.
    """

    written: tuple[str, ...]
    one: str
    many: str
    a_one: str = "1"
    is_length: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language.

    ``to`` joins the ends of a range; ``times`` and ``by`` what stands around a cross, as in "3 x 10" and "30 x 50 cm"; ``plus`` a whole
    number and a fraction, ``per`` a unit and what there are so many in. ``before_number`` are signs that mean something before a
    number only; ``signs`` mean it anywhere. With ``has_decades``, "30s" may be the thirties.
    """

    to: str
    times: str
    by: str
    plus: str
    per: str
    fractions: Mapping[str, str]
    before_number: Mapping[str, str]
    abbreviations: Mapping[str, str]
    units: tuple[Unit, ...]
    signs: Mapping[str, str] = field(default_factory=dict)
    has_decades: bool = False


ENGLISH: Final = Wording(
    to="to",
    times="times",
    by="by",
    plus="and",
    per="per",
    fractions={
        "1/2": "one half",
        "1/3": "one third",
        "2/3": "two thirds",
        "1/8": "one eighth",
        "1/4": "one quarter",
        "3/4": "three quarters",
    },
    before_number={"No.": "number", "#": "number", "№": "number", "~": "about", "<": "less than", ">": "more than"},
    abbreviations={
        "approx.": "approximately",
        "Approx.": "Approximately",
        "e.g.": "for example",
        "E.g.": "For example",
        "i.e.": "that is",
        "etc.": "et cetera",
        "vs.": "versus",
        "w/": "with",
        "w/o": "without",
        "L/R": "left, right",
        "R/L": "right, left",
    },
    units=(
        Unit(("s", "sec", "secs", "Sec"), "second", "seconds"),
        Unit(("min", "mins", "Min"), "minute", "minutes"),
        Unit(("h", "hr", "hrs"), "hour", "hours"),
        Unit(("mm",), "millimeter", "millimeters", is_length=True),
        Unit(("cm",), "centimeter", "centimeters", is_length=True),
        Unit(("km",), "kilometer", "kilometers", is_length=True),
        Unit(("ml", "mL"), "milliliter", "milliliters"),
        Unit(("l", "L"), "liter", "liters"),
        Unit(("mg",), "milligram", "milligrams"),
        Unit(("g",), "gram", "grams"),
        Unit(("kg",), "kilogram", "kilograms"),
        Unit(("lb", "lbs"), "pound", "pounds"),
        Unit(("oz",), "ounce", "ounces"),
        Unit(("ft",), "foot", "feet", is_length=True),
        Unit(("tsp",), "teaspoon", "teaspoons"),
        Unit(("tbsp",), "tablespoon", "tablespoons"),
        Unit(("°C", "° C", "℃"), "degree Celsius", "degrees Celsius"),
        Unit(("°F", "° F", "℉"), "degree Fahrenheit", "degrees Fahrenheit"),
        Unit(("x", "×"), "time", "times", "one"),
    ),
    has_decades=True,
)

GERMAN: Final = Wording(
    to="bis",
    times="mal",
    by="mal",
    plus="und",
    per="pro",
    fractions={
        "1/2": "ein halb",
        "1/3": "ein Drittel",
        "2/3": "zwei Drittel",
        "1/8": "ein Achtel",
        "1/4": "ein Viertel",
        "3/4": "drei Viertel",
    },
    before_number={
        "Nr.": "Nummer",
        "#": "Nummer",
        "№": "Nummer",
        "~": "etwa",
        "<": "weniger als",
        ">": "mehr als",
    },
    abbreviations={
        "z. B.": "zum Beispiel",
        "z.B.": "zum Beispiel",
        "Z. B.": "Zum Beispiel",
        "Z.B.": "Zum Beispiel",
        "d. h.": "das heißt",
        "d.h.": "das heißt",
        "u. a.": "unter anderem",
        "u.a.": "unter anderem",
        "bspw.": "beispielsweise",
        "bzw.": "beziehungsweise",
        "ca.": "circa",
        "Ca.": "Circa",
        "evtl.": "eventuell",
        "ggf.": "gegebenenfalls",
        "inkl.": "inklusive",
        "usw.": "und so weiter",
        "etc.": "et cetera",
        "L/R": "links, rechts",
        "R/L": "rechts, links",
    },
    units=(
        Unit(("s", "Sek", "sek", "Sekunde", "Sekunden"), "Sekunde", "Sekunden", "eine"),
        Unit(("min", "Min", "Minute", "Minuten"), "Minute", "Minuten", "eine"),
        Unit(("h", "Std", "Stunde", "Stunden"), "Stunde", "Stunden", "eine"),
        Unit(("mm",), "Millimeter", "Millimeter", "ein", is_length=True),
        Unit(("cm",), "Zentimeter", "Zentimeter", "ein", is_length=True),
        Unit(("km",), "Kilometer", "Kilometer", "ein", is_length=True),
        Unit(("ml",), "Milliliter", "Milliliter", "ein"),
        Unit(("l", "L"), "Liter", "Liter", "ein"),
        Unit(("mg",), "Milligramm", "Milligramm", "ein"),
        Unit(("g",), "Gramm", "Gramm", "ein"),
        Unit(("kg",), "Kilogramm", "Kilogramm", "ein"),
        Unit(("TL",), "Teelöffel", "Teelöffel", "ein"),
        Unit(("EL",), "Esslöffel", "Esslöffel", "ein"),
        Unit(("°C", "° C", "℃"), "Grad Celsius", "Grad Celsius", "ein"),
        Unit(("x", "×"), "mal", "mal", "ein"),
    ),
)

FRENCH: Final = Wording(
    to="à",
    times="fois",
    by="sur",
    plus="et",
    per="par",
    fractions={
        "1/2": "un demi",
        "1/3": "un tiers",
        "2/3": "deux tiers",
        "1/8": "un huitième",
        "1/4": "un quart",
        "3/4": "trois quarts",
    },
    before_number={
        "n°": "numéro",
        "nº": "numéro",
        "N°": "Numéro",
        "#": "numéro",
        "№": "numéro",
        "~": "environ",
        "<": "moins de",
        ">": "plus de",
    },
    abbreviations={
        "p. ex.": "par exemple",
        "p.ex.": "par exemple",
        "env.": "environ",
        "c.-à-d.": "c'est-à-dire",
        "etc.": "et cetera",
        "G/D": "gauche, droite",
        "D/G": "droite, gauche",
    },
    units=(
        Unit(("s", "sec", "seconde", "secondes"), "seconde", "secondes", "une"),
        Unit(("min", "mn", "minute", "minutes"), "minute", "minutes", "une"),
        Unit(("h", "heure", "heures"), "heure", "heures", "une"),
        Unit(("mm",), "millimètre", "millimètres", "un", is_length=True),
        Unit(("cm",), "centimètre", "centimètres", "un", is_length=True),
        Unit(("km",), "kilomètre", "kilomètres", "un", is_length=True),
        Unit(("ml", "mL"), "millilitre", "millilitres", "un"),
        Unit(("l", "L"), "litre", "litres", "un"),
        Unit(("mg",), "milligramme", "milligrammes", "un"),
        Unit(("g",), "gramme", "grammes", "un"),
        Unit(("kg",), "kilogramme", "kilogrammes", "un"),
        Unit(("°C", "° C", "℃"), "degré Celsius", "degrés Celsius", "un"),
        Unit(("x", "×", "fois"), "fois", "fois", "une"),
    ),
)

SPANISH: Final = Wording(
    to="a",
    times="por",
    by="por",
    plus="y",
    per="por",
    fractions={
        "1/2": "medio",
        "1/3": "un tercio",
        "2/3": "dos tercios",
        "1/8": "un octavo",
        "1/4": "un cuarto",
        "3/4": "tres cuartos",
    },
    before_number={
        "n.º": "número",
        "n.°": "número",
        "N.º": "Número",
        "núm.": "número",
        "#": "número",
        "№": "número",
        "~": "unos",
        "<": "menos de",
        ">": "más de",
    },
    abbreviations={
        "p. ej.": "por ejemplo",
        "p.ej.": "por ejemplo",
        "aprox.": "aproximadamente",
        "etc.": "etcétera",
        "I/D": "izquierda, derecha",
        "D/I": "derecha, izquierda",
    },
    units=(
        Unit(("s", "seg", "segundo", "segundos"), "segundo", "segundos", "un"),
        Unit(("min", "minuto", "minutos"), "minuto", "minutos", "un"),
        Unit(("h", "hora", "horas"), "hora", "horas", "una"),
        Unit(("mm",), "milímetro", "milímetros", "un", is_length=True),
        Unit(("cm",), "centímetro", "centímetros", "un", is_length=True),
        Unit(("km",), "kilómetro", "kilómetros", "un", is_length=True),
        Unit(("ml", "mL"), "mililitro", "mililitros", "un"),
        Unit(("l", "L"), "litro", "litros", "un"),
        Unit(("mg",), "miligramo", "miligramos", "un"),
        Unit(("g",), "gramo", "gramos", "un"),
        Unit(("kg",), "kilogramo", "kilogramos", "un"),
        Unit(("°C", "° C", "℃"), "grado Celsius", "grados Celsius", "un"),
        Unit(("x", "×", "vez", "veces"), "vez", "veces", "una"),
    ),
    signs={"&": "y"},
)

WORDINGS: Final[Mapping[str, Wording]] = MappingProxyType(
    {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH},
)
"""By the first part of a language tag."""
