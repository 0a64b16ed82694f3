"""Genders of German nouns, as far as routines need them: "ein dritter Finger", "eine halbe Tasse"."""

from typing import Final

from coach.timeline._word_sets import words

_MASCULINE: Final = words(
    """
    tag finger schritt satz durchgang atemzug monat zeh liter meter zentimeter millimeter kilometer löffel teelöffel
    esslöffel kreis teil punkt griff strich druck ton raum stock weg januar februar märz april mai juni juli august
    september oktober november dezember arm fuß wirbel zahn muskel versuch block lauf gang abschnitt abend morgen
    becher tropfen schluck apfel montag dienstag mittwoch donnerstag freitag samstag sonntag name gedanke takt schlag
    rücken ellbogen knöchel daumen ballen bauch kurs termin stern grad
    """
)
_FEMININE: Final = words(
    """
    hand stunde minute sekunde phase schulter zehe nacht kraft brust wand bank uhr ferse
    """
)
_NEUTER: Final = words(
    """
    mal bein jahr kapitel trimester glied knie ohr auge wort bild stück glas pfund kilo kilogramm gramm milligramm
    drittel viertel set ende programm gelenk becken kissen tuch blatt jahrhundert viereck halbjahr quartal
    """
)
_FEMININE_ENDINGS: Final = ("e", "ung", "heit", "keit", "schaft", "ion", "tät", "ik", "ei", "ur")


def gender_of(noun: str) -> str:
    """``m``, ``f`` or ``n``; empty where it is not known. The last part of a compound decides."""
    word = noun.casefold()
    for gender, nouns in (("m", _MASCULINE), ("n", _NEUTER), ("f", _FEMININE)):
        if word in nouns:
            return gender
    for gender, nouns in (("m", _MASCULINE), ("n", _NEUTER), ("f", _FEMININE)):
        if any(word.endswith(each) for each in nouns if len(each) > 3):
            return gender
    return "f" if word.endswith(_FEMININE_ENDINGS) and not word.startswith("ge") else ""
