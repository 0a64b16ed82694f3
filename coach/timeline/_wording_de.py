"""German words for :mod:`coach.timeline._reading`."""

from typing import Final

from coach.timeline._agreement_de import GermanAgreement
from coach.timeline._vocabulary import HOUR, MINUTE, SECOND, Unit, Wording, with_capitals
from coach.timeline._word_sets import words

GERMAN: Final = Wording(
    agreement=GermanAgreement(),
    to="bis",
    times="mal",
    by="mal",
    per="pro",
    out_of="von",
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
        "≤": "höchstens",
        "≥": "mindestens",
        "Abb.": "Abbildung",
        "Kap.": "Kapitel",
        "S.": "Seite",
        "Bd.": "Band",
        "Abschn.": "Abschnitt",
    },
    before_name={"Dr.": "Doktor", "Prof.": "Professor", "Fr.": "Frau", "Hr.": "Herr", "St.": "Sankt"},
    abbreviations={
        **with_capitals(
            {
                "z. B.": "zum Beispiel",
                "z.B.": "zum Beispiel",
                "d. h.": "das heißt",
                "d.h.": "das heißt",
                "u. a.": "unter anderem",
                "u.a.": "unter anderem",
                "u. U.": "unter Umständen",
                "i. d. R.": "in der Regel",
                "bspw.": "beispielsweise",
                "bzw.": "beziehungsweise",
                "ca.": "circa",
                "evtl.": "eventuell",
                "ggf.": "gegebenenfalls",
                "inkl.": "inklusive",
                "mind.": "mindestens",
                "max.": "maximal",
                "vgl.": "vergleiche",
                "tgl.": "täglich",
            }
        ),
        "usw.": "und so weiter",
        "etc.": "et cetera",
        "Wo.": "Woche",
        "L/R": "links, rechts",
        "R/L": "rechts, links",
    },
    units=(
        Unit(("s", "Sek", "sek", "sec", "Sekunde", "Sekunden"), "Sekunde", "Sekunden", "f", SECOND),
        Unit(("min", "Min", "Minute", "Minuten"), "Minute", "Minuten", "f", MINUTE),
        Unit(("h", "Std", "std", "Stunde", "Stunden"), "Stunde", "Stunden", "f", HOUR),
        Unit(("mm",), "Millimeter", "Millimeter", "m", is_length=True),
        Unit(("cm",), "Zentimeter", "Zentimeter", "m", is_length=True),
        Unit(("km",), "Kilometer", "Kilometer", "m", is_length=True),
        Unit(("ml",), "Milliliter", "Milliliter", "m"),
        Unit(("l", "L"), "Liter", "Liter", "m"),
        Unit(("mg",), "Milligramm", "Milligramm", "n"),
        Unit(("g",), "Gramm", "Gramm", "n"),
        Unit(("kg",), "Kilogramm", "Kilogramm", "n"),
        Unit(("TL",), "Teelöffel", "Teelöffel", "m"),
        Unit(("EL",), "Esslöffel", "Esslöffel", "m"),
        Unit(("Wdh", "Wiederholung", "Wiederholungen"), "Wiederholung", "Wiederholungen", "f"),
        Unit(("Runde", "Runden"), "Runde", "Runden", "f"),
        Unit(("Atemzug", "Atemzüge"), "Atemzug", "Atemzüge", "m"),
        Unit(("Tag", "Tage"), "Tag", "Tage", "m"),
        Unit(("Wo", "Woche", "Wochen"), "Woche", "Wochen", "f"),
        Unit(("Monat", "Monate"), "Monat", "Monate", "m"),
        Unit(("°C", "° C", "℃"), "Grad Celsius", "Grad Celsius", "n"),
        Unit(("x", "X", "×"), "mal", "mal"),
    ),
    each=words(
        """
        seite bein arm hand fuß knie hüfte schulter finger zehe tag nacht woche wo monat stunde std minute min sekunde
        runde satz person übung richtung atemzug
        """
    ),
    labels=words(
        """
        teil schritt tag woche monat runde satz phase stufe übung abschnitt kapitel sitzung lektion nummer variante
        version seite abbildung position haltung durchgang block
        """
    ),
    repeated=words("wdh wdh. wiederholung wiederholungen atemzüge sätze"),
    short_words=words(
        """
        ab am an Arm auf aus bei bis Bad da das dem den der des die dir doch du eng er es ein fit für gib gut hab
        hat hin hoch Hut ich ihm ihn ihr im in ins ist ja je kam Kur lag los man mir mit mal nah nie nimm nun nur ob
        Ohr Öl oft ohne raus rot Rad ruh sag sei so tief Tag tu tun um und uns vom von vor wo war weg wir wie wer
        was zu zum zur zwei Fuß Knie Bein geh leg Mut Not Tee Tor tut Weg Zeh kein keine nicht immer jetzt dann
        wieder unten oben über unter hinten vorne links rechts langsam schnell sanft fest locker ruhig tief leicht
        weich halten atmen lösen beide alle sehr mehr weniger oder aber noch einmal
        """
    ),
    spelled=words("EL TL"),
    has_capital_nouns=True,
    is_joined=True,
    is_joined_many=True,
)
