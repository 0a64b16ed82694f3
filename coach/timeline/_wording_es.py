"""Spanish words for :mod:`coach.timeline._reading`."""

from typing import Final

from coach.timeline._agreement_es import SpanishAgreement
from coach.timeline._vocabulary import HOUR, MINUTE, SECOND, Unit, Wording, with_capitals
from coach.timeline._word_sets import words

SPANISH: Final = Wording(
    agreement=SpanishAgreement(),
    to="a",
    times="por",
    by="por",
    per="por",
    out_of="de",
    fractions={
        "1/2": "medio",
        "1/3": "un tercio",
        "2/3": "dos tercios",
        "1/8": "un octavo",
        "1/4": "un cuarto",
        "3/4": "tres cuartos",
    },
    before_number={
        **with_capitals({"nº": "número", "n°": "número", "n.º": "número", "n.°": "número", "núm.": "número"}),
        "#": "número",
        "№": "número",
        "~": "unos",
        "<": "menos de",
        ">": "más de",
        "≤": "como máximo",
        "≥": "al menos",
        **with_capitals(
            {
                "máx.": "máximo",
                "max.": "máximo",
                "mín.": "mínimo",
                "min.": "mínimo",
                "fig.": "figura",
                "ej.": "ejercicio",
                "vol.": "volumen",
                "pág.": "página",
                "págs.": "páginas",
                "p.": "página",
                "cap.": "capítulo",
                "tel.": "teléfono",
            }
        ),
    },
    before_name={
        "Dr.": "doctor",
        "Dra.": "doctora",
        "Sr.": "señor",
        "Sra.": "señora",
        "Srta.": "señorita",
        "Prof.": "profesor",
        "D.": "don",
        "Dña.": "doña",
        "Sta.": "santa",
        "Sto.": "santo",
    },
    abbreviations={
        **with_capitals({"p. ej.": "por ejemplo", "p.ej.": "por ejemplo", "aprox.": "aproximadamente", "cda.": "cada"}),
        "sem.": "semana",
        "c/u": "cada uno",
        "Ud.": "usted",
        "Uds.": "ustedes",
        "etc.": "etcétera",
        "I/D": "izquierda, derecha",
        "D/I": "derecha, izquierda",
    },
    units=(
        Unit(("s", "seg", "sec", "segundo", "segundos"), "segundo", "segundos", "m", SECOND),
        Unit(("min", "minuto", "minutos"), "minuto", "minutos", "m", MINUTE),
        Unit(("h", "hora", "horas"), "hora", "horas", "f", HOUR),
        Unit(("mm",), "milímetro", "milímetros", "m", is_length=True),
        Unit(("cm",), "centímetro", "centímetros", "m", is_length=True),
        Unit(("km",), "kilómetro", "kilómetros", "m", is_length=True),
        Unit(("ml", "mL"), "mililitro", "mililitros", "m"),
        Unit(("l", "L"), "litro", "litros", "m"),
        Unit(("mg",), "miligramo", "miligramos", "m"),
        Unit(("g",), "gramo", "gramos", "m"),
        Unit(("kg",), "kilogramo", "kilogramos", "m"),
        Unit(("rep", "reps", "repetición", "repeticiones"), "repetición", "repeticiones", "f"),
        Unit(("respiración", "respiraciones"), "respiración", "respiraciones", "f"),
        Unit(("vuelta", "vueltas"), "vuelta", "vueltas", "f"),
        Unit(("día", "días"), "día", "días", "m"),
        Unit(("sem", "semana", "semanas"), "semana", "semanas", "f"),
        Unit(("°C", "° C", "℃"), "grado Celsius", "grados Celsius", "m"),
        Unit(("x", "X", "×", "vez", "veces"), "vez", "veces", "f"),
    ),
    each=words(
        """
        lado pierna brazo mano pie rodilla cadera hombro dedo día noche semana sem mes hora minuto min segundo ronda serie
        sesión persona ejercicio dirección respiración
        """
    ),
    labels=words(
        """
        parte paso día semana mes ronda serie fase etapa nivel ejercicio sección capítulo sesión módulo lección número
        opción versión figura página posición postura bloque
        """
    ),
    repeated=words("rep reps repetición repeticiones respiraciones series"),
    short_words=words(
        """
        a al así aún ay baja bien cada con da dar de del dé di dos él el en era es ese eso esa fin fue gas han has hay
        haz ir la las le ley les lo los luz mal mar mas más me mes mi mil mía mío muy ni no nos o ojo ola oso paz par
        pan pie piel por pon que qué red rey río sal se sé sea sed ser si sí sin sol son soy su sus tan te tu tú tus
        un una uno uña va van ve vez vía voz y ya yo
        """
    ),
    spelled=words("EE UU"),
    signs={"&": "y"},
)
