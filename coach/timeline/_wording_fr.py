"""French words for :mod:`coach.timeline._reading`."""

from typing import Final

from coach.timeline._agreement_fr import FrenchAgreement
from coach.timeline._vocabulary import HOUR, MINUTE, SECOND, Unit, Wording, with_capitals
from coach.timeline._word_sets import words

FRENCH: Final = Wording(
    agreement=FrenchAgreement(),
    to="à",
    times="fois",
    by="sur",
    per="par",
    out_of="sur",
    fractions={
        "1/2": "un demi",
        "1/3": "un tiers",
        "2/3": "deux tiers",
        "1/8": "un huitième",
        "1/4": "un quart",
        "3/4": "trois quarts",
    },
    before_number={
        **with_capitals({"n°": "numéro", "nº": "numéro"}),
        "#": "numéro",
        "№": "numéro",
        "~": "environ",
        "<": "moins de",
        ">": "plus de",
        "≤": "au plus",
        "≥": "au moins",
        **with_capitals(
            {
                "fig.": "figure",
                "ex.": "exercice",
                "vol.": "volume",
                "p.": "page",
                "pp.": "pages",
                "chap.": "chapitre",
                "max.": "maximum",
                "min.": "minimum",
            }
        ),
    },
    before_name={
        "Dr.": "docteur",
        "Dr": "docteur",
        "M.": "monsieur",
        "Mme": "madame",
        "Mme.": "madame",
        "Mlle": "mademoiselle",
        "Pr.": "professeur",
    },
    abbreviations={
        **with_capitals(
            {
                **dict.fromkeys(("c. à s.", "c. à s", "c.à.s.", "c.à s.", "càs"), "cuillère à soupe"),
                **dict.fromkeys(("c. à c.", "c. à c", "c.à.c.", "c.à c.", "càc"), "cuillère à café"),
                "p. ex.": "par exemple",
                "p.ex.": "par exemple",
                "env.": "environ",
                "c.-à-d.": "c'est-à-dire",
            }
        ),
        "sem.": "semaine",
        "j.": "jour",
        "etc.": "et cetera",
        "G/D": "gauche, droite",
        "D/G": "droite, gauche",
    },
    units=(
        Unit(("s", "sec", "seconde", "secondes"), "seconde", "secondes", "f", SECOND),
        Unit(("min", "mn", "minute", "minutes"), "minute", "minutes", "f", MINUTE),
        Unit(("h", "heure", "heures"), "heure", "heures", "f", HOUR),
        Unit(("mm",), "millimètre", "millimètres", "m", is_length=True),
        Unit(("cm",), "centimètre", "centimètres", "m", is_length=True),
        Unit(("km",), "kilomètre", "kilomètres", "m", is_length=True),
        Unit(("ml", "mL"), "millilitre", "millilitres", "m"),
        Unit(("l", "L"), "litre", "litres", "m"),
        Unit(("mg",), "milligramme", "milligrammes", "m"),
        Unit(("g",), "gramme", "grammes", "m"),
        Unit(("kg",), "kilogramme", "kilogrammes", "m"),
        Unit(("rép", "répétition", "répétitions"), "répétition", "répétitions", "f"),
        Unit(("respiration", "respirations"), "respiration", "respirations", "f"),
        Unit(("tour", "tours"), "tour", "tours", "m"),
        Unit(("j", "jour", "jours"), "jour", "jours", "m"),
        Unit(("cuillère", "cuillères"), "cuillère", "cuillères", "f"),
        Unit(("sem", "semaine", "semaines"), "semaine", "semaines", "f"),
        Unit(("°C", "° C", "℃"), "degré Celsius", "degrés Celsius", "m"),
        Unit(("x", "X", "×", "fois"), "fois", "fois", "f"),
    ),
    each=words(
        """
        côté jambe bras main pied genou hanche épaule doigt orteil jour j nuit semaine sem mois heure minute min seconde
        tour série séance personne exercice sens respiration
        """
    ),
    labels=words(
        """
        partie étape jour semaine mois tour série phase stade niveau exercice section chapitre séance module leçon
        numéro option version figure page position posture bloc
        """
    ),
    repeated=words("répétition répétitions rép respirations séries"),
    short_words=words(
        """
        a à ai air ami au aux as bas bon bol bord bout bras but ça car ce ces col cou cri cru de des dit dix doux dos
        du dur eau elle en est et été eux fer feu fil fin fis fou gel il ils jeu jus la le les lit lui ma main mal me
        mes mis moi mon mot mou mur né nez ne ni nos non nom nu nuque on or os ou où oui pas pan par peu peau pied pis
        plus pli pot pour pré pu que qui rang riz roi sa sac se sec sel ses si six soi sol son sur sus ta tes thé toi
        ton tôt tu un une va vas vie vin vis vos vu vue y
        """
    ),
    spelled=words("US"),
    is_hour_bare=True,
)
