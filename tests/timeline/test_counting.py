"""Numbers, units, joints and what follows, each with each: whatever stands beside a rule, it still holds."""

from itertools import product

import pytest

from coach.timeline import Reading
from coach.timeline._wording import WORDINGS

UNITS = {
    "en": {
        "s": "seconds",
        "sec": "seconds",
        "secs": "seconds",
        "min": "minutes",
        "hrs": "hours",
        "cm": "centimeters",
        "kg": "kilograms",
    },
    "de": {
        "s": "Sekunden",
        "Sek.": "Sekunden",
        "sec": "Sekunden",
        "min": "Minuten",
        "Min.": "Minuten",
        "Std.": "Stunden",
        "cm": "Zentimeter",
    },
    "fr": {
        "s": "secondes",
        "sec": "secondes",
        "min": "minutes",
        "mn": "minutes",
        "h": "heures",
        "cm": "centimètres",
        "kg": "kilogrammes",
    },
    "es": {"s": "segundos", "seg": "segundos", "min": "minutos", "h": "horas", "cm": "centímetros", "kg": "kilogramos"},
}
TO = {"en": "to", "de": "bis", "fr": "à", "es": "a"}
TIMES = {"en": "times", "de": "mal", "fr": "fois", "es": "por"}
FOLLOWING = {
    "en": {
        "": "",
        " plank": " plank",
        " each": " each",
        ", then": ", then",
        "/side": " per side",
        " / side": " per side",
        ") now": ") now",
        "!": "!",
    },
    "de": {
        "": "",
        " lang": " lang",
        " je Arm": " je Arm",
        ", dann": ", dann",
        "/Seite": " pro Seite",
        " / Seite": " pro Seite",
        ") jetzt": ") jetzt",
    },
    "fr": {
        "": "",
        " chacun": " chacun",
        ", puis": ", puis",
        "/côté": " par côté",
        " / côté": " par côté",
        ") ici": ") ici",
        " !": " !",
    },
    "es": {
        "": "",
        " cada uno": " cada uno",
        ", luego": ", luego",
        "/lado": " por lado",
        " / lado": " por lado",
        ") ya": ") ya",
        "!": "!",
    },
}
NUMBERS = ("2", "10", "20", "30", "45", "90", "100", "2.5")
RISING = (("5", "10"), ("10", "15"), ("20", "30"), ("90", "120"), ("1.5", "2"))
DASHES = ("-", "–", "—", " - ", " – ", " — ", " -- ")
CROSSES = ("x", " x ", "×", " × ", "*", " * ", "X")
SPACES = ("", " ", "\u00a0", "\u202f")


def mistakes(language: str, pairs: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    reading = Reading(language)
    return [(written, said, reading(written)) for written, said in pairs if reading(written) != said]


@pytest.mark.parametrize("language", WORDINGS)
def test_a_number_and_its_unit_before_whatever_follows(language: str) -> None:
    pairs = [
        (f"{number}{space}{unit}{after}", f"{number} {words}{said}")
        for number, space, (unit, words), (after, said) in product(
            NUMBERS, SPACES, UNITS[language].items(), FOLLOWING[language].items()
        )
        # A full stop at the end of everything ends a sentence as well.
        if not (unit.endswith(".") and not after)
    ]
    assert len(pairs) > 1000
    assert mistakes(language, pairs) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", WORDINGS)
def test_a_range_of_any_dash_with_any_unit(language: str) -> None:
    pairs = [
        (f"{low}{dash}{high}{space}{unit}{after}", f"{low} {TO[language]} {high} {words}{said}")
        for (low, high), dash, space, (unit, words), (after, said) in product(
            RISING, DASHES, SPACES[:2], UNITS[language].items(), FOLLOWING[language].items()
        )
        if not (unit.endswith(".") and not after)
    ]
    assert len(pairs) > 1000
    assert mistakes(language, pairs) == []


@pytest.mark.parametrize("language", WORDINGS)
def test_so_many_times_so_much(language: str) -> None:
    times, to = TIMES[language], TO[language]
    pairs = []
    for cross, (after, said) in product(CROSSES, FOLLOWING[language].items()):
        pairs += [
            (f"3{cross}10{after}", f"3 {times} 10{said}"),
            (f"3{cross}10-12{after}", f"3 {times} 10 {to} 12{said}"),
            (f"2-3{cross}30 s{after}", f"2 {to} 3 {times} 30 {UNITS[language]['s']}{said}"),
            (f"3{cross}30s{after}", f"3 {times} 30 {UNITS[language]['s']}{said}"),
            (f"4{cross}5{cross}6{after}", f"4 {times} 5 {times} 6{said}"),
        ]
    assert mistakes(language, pairs) == []


@pytest.mark.parametrize(
    ("language", "pairs"),
    [
        (
            "en",
            {
                "1h30m": "1 hour 30 minutes",
                "1h30": "1 hour 30 minutes",
                "1m30s": "1 minute 30 seconds",
                "1:30 min": "1 minute 30 seconds",
            },
        ),
        (
            "en",
            {
                "2 hrs 5 min 10 s": "2 hours 5 minutes 10 seconds",
                "1h05": "1 hour 5 minutes",
                "2:00 min": "2 minutes",
                "5'30\"": "5 minutes 30 seconds",
            },
        ),
        (
            "de",
            {
                "1h30m": "eine Stunde 30 Minuten",
                "1 Std. 30 Min": "eine Stunde 30 Minuten",
                "2 Min. 10 Sek": "2 Minuten 10 Sekunden",
            },
        ),
        (
            "fr",
            {
                "1h30": "une heure 30",
                "1 h 30": "une heure 30",
                "2 h 15 min": "2 heures 15 minutes",
                "1 min 30 s": "une minute 30 secondes",
            },
        ),
        ("es", {"1h30m": "una hora 30 minutos", "1h30": "una hora 30 minutos", "2 min 10 s": "2 minutos 10 segundos"}),
    ],
)
def test_times_of_several_units_before_whatever_follows(language: str, pairs: dict[str, str]) -> None:
    crossed = [
        (f"{written}{after}", f"{words}{said}")
        for (written, words), (after, said) in product(pairs.items(), FOLLOWING[language].items())
    ]
    assert mistakes(language, crossed) == []


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en", "30sec plank, 45sec plank", "30 seconds plank, 45 seconds plank"),
        *[
            ("en", f"{tens}0sec and {tens}0s each", f"{tens}0 seconds and {tens}0 seconds each")
            for tens in range(2, 10)
        ],
        ("en", "Rest 30s.", "Rest 30 seconds."),
        ("en", "your 30s hold", "your 30 seconds hold"),
        ("en", "in her late 20s, 30s and 40s", "in her late 20s, 30s and 40s"),
        (
            "en",
            "30s-1m, 20s/10s, 20s on/10s off",
            "30 seconds to 1 minute, 20 seconds, 10 seconds, 20 seconds on, 10 seconds off",
        ),
        ("en", "Squats x10, x 10, (x10)", "Squats 10 times, 10 times, (10 times)"),
        ("en", "Squats x10 reps. 3 sets x 10 reps.", "Squats 10 reps. 3 sets times 10 reps."),
        (
            "en",
            "8 - 10 times. Part 1 - 2 minutes. Step 3 - 30 sec",
            "8 to 10 times. Part 1 - 2 minutes. Step 3 - 30 seconds",
        ),
        ("en", "pain 3/10, 24/7, 10/10", "pain 3 out of 10, 24 7, 10 out of 10"),
        ("en", "5\" hold, 5″, 5' rest", "5 seconds hold, 5 seconds, 5 minutes rest"),
        ("en", "Say \"hold 5\" now. It's 5 o'clock, the 70's", "Say \"hold 5\" now. It's 5 o'clock, the 70's"),
        (
            "en",
            'Feet 12" apart. Lift the leg 6". 5\'10" tall',
            "Feet 12 inches apart. Lift the leg 6 inches. 5 feet 10 inches tall",
        ),
        ("en", 'Lift the leg and hold 5". Raise it 5".', "Lift the leg and hold 5 seconds. Raise it 5 inches."),
        ("en", "Hold 30 sec. x10", "Hold 30 seconds 10 times"),
        ("en", "a 30-sec hold, a 10-15-min walk", "a 30-second hold, a 10 to 15-minute walk"),
        (
            "en",
            "8-10 breaths/side, twice/day, 10/side, hip/knee",
            "8 to 10 breaths per side, twice per day, 10 per side, hip knee",
        ),
        ("en", "HOLD 30 SEC. REST 5 MIN.", "Hold 30 seconds. Rest 5 minutes."),
        ("en", "1/2-1 cup, 1½–2 h", "one half to 1 cup, 1 and one half to 2 hours"),
        (
            "en",
            "for min. 5 breaths, max. 10, rest 5 min. 3 times",
            "for minimum 5 breaths, maximum 10, rest 5 minutes. 3 times",
        ),
        ("en", "fig. 3, vol. 2, p. 14, ex. 4", "figure 3, volume 2, page 14, exercise 4"),
        ("en", "≤5, ≥ 3 kg", "at most 5, at least 3 kilograms"),
        ("en", '8" x 10", 1 x 5 min, 1 x 10', "8 inches by 10 inches, one time 5 minutes, one time 10"),
        ("en", "the 20s of your life, the 30s hold", "the 20s of your life, the 30 seconds hold"),
        ("de", "Nach 1 Woche, 1 Runde. Übung 1 Tag 3", "Nach einer Woche, eine Runde. Übung 1 Tag 3"),
        ("de", "Halte 5 Minuten. Übung 2", "Halte 5 Minuten. Übung 2"),
        ("de", "2 x 30 Sek./Seite, 10 Wdh./Arm", "2 mal 30 Sekunden pro Seite, 10 Wiederholungen pro Arm"),
        ("fr", "toutes les 1/2 h, chaque 1/2 h, 1 semaine", "toutes les demi-heures, chaque demi-heure, une semaine"),
        ("fr", "la 2e fois, le 1er tour, 10 rép./côté", "la 2ème fois, le 1er tour, 10 répétitions par côté"),
        ("es", "la 2.ª vez, el 3.er día, el 1er paso, 20º", "la segunda vez, el tercer día, el primer paso, 20º"),
        ("es", "cada 1/2 h, 1 semana, 1 x 10", "cada media hora, una semana, una vez 10"),
        ("de", "1/2 Min. Pause, nach 1/2 Std.", "eine halbe Minute Pause, nach einer halben Stunde."),
        (
            "de",
            "1 1/2 Std., 2½ Min, 1/4 Std, 3/4 h",
            "eineinhalb Stunden, zweieinhalb Minuten, eine Viertelstunde, eine Dreiviertelstunde",
        ),
        ("de", "Nimm 1/2 l Öl.", "Nimm einen halben Liter Öl."),
        ("de", "1/2 l Öl, 1/2 Glas Wasser, 1/2 Tasse", "ein halber Liter Öl, ein halbes Glas Wasser, eine halbe Tasse"),
        (
            "de",
            "mit 1/2 Tasse, nach 1 Min, jede 1/2 Stunde",
            "mit einer halben Tasse, nach einer Minute, jede halbe Stunde",
        ),
        ("de", "Nimm 1 EL Öl, mit 1 TL", "Nimm einen Esslöffel Öl, mit einem Teelöffel"),
        ("de", 'x10, 3/10, 24/7, 5" lang, 30-Sek.-Pause', "10 mal, 3 von 10, 24 7, 5 Sekunden lang, 30-Sekunden-Pause"),
        ("de", "mind. 5, max. 10, Abb. 3, vgl. S. 4", "mindestens 5, maximal 10, Abbildung 3, vergleiche Seite 4"),
        ("de", "Frag Dr. Lee und Fr. Meier.", "Frag Doktor Lee und Frau Meier."),
        (
            "fr",
            "1/2 h, 1/2 min, 1/2 l, 1/2 tour, 1/2 tasse",
            "une demi-heure, une demi-minute, un demi-litre, un demi-tour, une demi-tasse",
        ),
        ("fr", "1 1/2 h, 2 1/2 h, 2½ l", "une heure et demie, 2 heures et demie, 2 litres et demi"),
        ("fr", "1/4 h, 3/4 h, 1/4 l, 1,5 h", "un quart d'heure, trois quarts d'heure, un quart de litre, 1,5 heure"),
        ("fr", "x10, 3/10, 5\" ici, l'eau, 5' ici", "10 fois, 3 sur 10, 5 secondes ici, l'eau, 5 minutes ici"),
        ("fr", "au Dr. Martin, à M. Petit", "au docteur Martin, à monsieur Petit"),
        (
            "es",
            "1/2 h, 1/2 min, 1/2 l, 1/2 vuelta, 1/4 taza",
            "media hora, medio minuto, medio litro, media vuelta, un cuarto de taza",
        ),
        ("es", "1 1/2 h, 2 1/2 min, 2½ vueltas", "una hora y media, 2 minutos y medio, 2 vueltas y media"),
        ("es", 'x10, 3/10, 5" ya, máx. 10', "10 veces, 3 de 10, 5 segundos ya, máximo 10"),
        ("es", "la Dra. Ruiz y el Sr. Paz", "la doctora Ruiz y el señor Paz"),
    ],
)
def test_numbers_are_said_as_people_say_them(language: str, written: str, said: str) -> None:
    assert Reading(language)(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("90 s - 2 min", "90 seconds to 2 minutes"),
        ("1 min 30 s - 2 min", "1 minute 30 seconds to 2 minutes"),
        ("1 h 10 min - 80 min", "1 hour 10 minutes to 80 minutes"),
        ("3 min - 90 s", "3 minutes - 90 seconds"),
        ("1 h 30 min - 80 min", "1 hour 30 minutes - 80 minutes"),
    ],
)
def test_times_in_different_units_are_a_range_only_if_the_second_is_longer(written: str, said: str) -> None:
    assert Reading("en")(written) == said


@pytest.mark.parametrize(("unit", "units"), [("mm", "milímetros"), ("cm", "centímetros"), ("km", "kilómetros")])
def test_once_a_length_is_a_size_in_spanish(unit: str, units: str) -> None:
    """A strip of 1 x 10 cm is no strip of 10 cm that is wanted once."""
    assert Reading("es")(f"1 x 10 {unit}") == f"1 por 10 {units}"
    assert Reading("es")("1 x 10 kg") == "una vez 10 kilogramos"
