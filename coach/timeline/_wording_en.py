"""English words for :mod:`coach.timeline._reading`."""

from typing import Final

from coach.timeline._agreement import EnglishAgreement
from coach.timeline._vocabulary import HOUR, MINUTE, SECOND, Unit, Wording, with_capitals
from coach.timeline._word_sets import words

ENGLISH: Final = Wording(
    agreement=EnglishAgreement(),
    to="to",
    times="times",
    by="by",
    per="per",
    out_of="out of",
    fractions={
        "1/2": "one half",
        "1/3": "one third",
        "2/3": "two thirds",
        "1/8": "one eighth",
        "1/4": "one quarter",
        "3/4": "three quarters",
    },
    before_number={
        **with_capitals(
            {
                "fig.": "figure",
                "figs.": "figures",
                "ex.": "exercise",
                "vol.": "volume",
                "p.": "page",
                "pp.": "pages",
                "ch.": "chapter",
                "sect.": "section",
                "max.": "maximum",
                "min.": "minimum",
            }
        ),
        "No.": "number",
        "no.": "number",
        "nos.": "numbers",
        "#": "number",
        "№": "number",
        "~": "about",
        "<": "less than",
        ">": "more than",
        "≤": "at most",
        "≥": "at least",
    },
    abbreviations={
        **with_capitals(
            {
                "approx.": "approximately",
                "e.g.": "for example",
                "i.e.": "that is",
                "incl.": "including",
                "esp.": "especially",
            }
        ),
        "etc.": "et cetera",
        "vs.": "versus",
        "w/": "with",
        "W/": "With",
        **with_capitals({"w/o": "without", "w/out": "without", "w/in": "within", "b/c": "because"}),
        "wk": "week",
        "wks": "weeks",
        "L/R": "left, right",
        "R/L": "right, left",
    },
    units=(
        Unit(("s", "sec", "secs", "Sec"), "second", "seconds", seconds=SECOND),
        Unit(("min", "mins", "Min"), "minute", "minutes", seconds=MINUTE),
        Unit(("h", "hr", "hrs"), "hour", "hours", seconds=HOUR),
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
        Unit(("wk", "wks"), "week", "weeks"),
        Unit(("rep", "reps"), "rep", "reps"),
        Unit(("°C", "° C", "℃"), "degree Celsius", "degrees Celsius"),
        Unit(("°F", "° F", "℉"), "degree Fahrenheit", "degrees Fahrenheit"),
        Unit(("x", "X", "×"), "time", "times"),
    ),
    each=words(
        """
        side leg arm hand foot knee hip shoulder finger toe day night week wk month hour hr minute min second sec round
        set session person person's exercise direction breath move
        """
    ),
    labels=words(
        """
        part step day week month round set phase stage level exercise section chapter session module track lesson
        number option version unit figure page position pose table appendix circuit block game
        """
    ),
    repeated=words("rep reps repetition repetitions breath breaths set sets"),
    short_words=words(
        """
        ab add age ago aid aim air ale all am an and ant any ape arc are ark arm art as ash ask at ate awe ax bad
        bag ban bar bat bay be bed bee beg bet bid big bin bit bow box boy bra bun bus but buy by bye cab can cap
        car cat cot cow cry cub cue cup cut dab dam day den dew did die dig dim dip do doe dog don dot dry due dug
        dye ear eat ebb egg ego elm end era eve eye fan far fat fed fee few fig fin fit fix flu fly fog foe for fox
        fro fry fun fur gap gas gel get gin go got gum gut guy gym had ham has hat hay he hem hen her hey hid him
        hip his hit hog hop hot how hub hug hum hut ice if ill in ink inn ion is it its ivy jam jar jaw jet job jog
        joy jug keg key kid kin kit lab lap law lay leg let lid lie lip lit log lot low mad man map mat may me men
        mid mix mom mop mud mug mum my nap net new nil no nod nor not now nut oak oar odd of off oh oil old on one
        or our out owl own pad pan pat paw pay pea peg pen pet pie pig pin pit pop pot pro pub pup put rag ram ran
        rap rat raw ray red rib rid rim rob rod rot row rub rug run sad sap sat saw say sea see set sew she shy sin
        sip sir sit six sky sly so sob son sow soy spa spy sub sum sun tab tag tan tap tar tax tea ten the thy tie
        tin tip to toe ton too top tow toy try tub tug two up urn us use van vat vet via vow wax way we web wee wet
        who why wig win wit woe won yam yes yet you zip wow yay shh hmm mmm ahh aah ooh abs pec lat rep
        """
    ),
    spelled=words("AM PM TENS US"),
    has_decades=True,
    has_inches=True,
    is_joined=True,
)
