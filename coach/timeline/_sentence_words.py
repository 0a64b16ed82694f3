"""Words that tell :mod:`coach.timeline._sentences` whether a full stop ends a sentence, language by language.

They are in small letters, but for single ones that are written as capitals. An abbreviation that is in no list here, such as "etc."
or "p.m.", ends a sentence where a capital follows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from coach.timeline._word_sets import words


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """What a language has.

    ``goes_on``: abbreviations with something after them always. ``before_number``: those that belong to a number after them, and else end
    a sentence. ``units`` stand after a number, and end a sentence. ``before_name`` are the words that an initial may follow: "of J.
    Pilates", but "plan B.". ``openings`` begin sentences: where nouns have capitals, a capital alone proves nothing. ``symbols`` are
    units that are written without a full stop: one after them is that of the sentence. ``countries`` go on with a name, as in
    "the U.S. Army", unless one of ``after_countries`` follows, which begins a sentence.
    """

    goes_on: frozenset[str]
    before_number: frozenset[str]
    units: frozenset[str]
    before_name: frozenset[str]
    openings: frozenset[str] = frozenset()
    symbols: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    after_countries: frozenset[str] = frozenset()


ENGLISH: Final = SentenceWords(
    words(
        """
        dr. mr. mrs. ms. mx. prof. st. rev. sr. jr. vs. e.g. i.e. approx. cf. viz. esp. incl. et. ca. capt. col. gen.
        hon. sgt. mt.
        """
    ),
    words(
        """
        no. nos. fig. figs. ex. exs. vol. vols. p. pp. pg. ch. chap. sec. sect. max. min. dept. art. pt. app. tab. eq.
        ver. ed. rep. ext. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.
        """
    ),
    words(
        """
        s. sec. secs. min. mins. m. h. hr. hrs. in. ft. lb. lbs. oz. cm. mm. km. kg. g. ml. l. tsp. tbsp. no. rep.
        reps.
        """
    ),
    words(
        """
        a the of by with and or & from to for see after dr. mr. mrs. ms. prof. like says ask
        """
    ),
    countries=words("U.S. U.K. U.N. E.U. U.S.A."),
    after_countries=words(
        """
        a an the this that these those it its he she they we you i your my our their in on at as if and but or so when while
        after before then now next there here if for from to with without by do don't not no one two three first second last
        many most some all each both none few every everybody people
        rest hold lift lower breathe press relax repeat release bring keep let place put raise return sit stand lie lay
        start stop stay stretch turn take try use wait walk roll rub move come go begin slowly gently again
        """
    ),
)

GERMAN: Final = SentenceWords(
    words(
        """
        dr. prof. hr. hrn. fr. frl. dipl. ing. med. st. z. z.b. d. d.h. u. u.a. u.u. i. o. bzw. ca. evtl. ggf. inkl.
        exkl. bspw. vgl. mind. max. tgl. ggü. sog. bes. insb. jew. lt. zzgl. bzgl. einschl. entspr. gem. geb. nr. nrn.
        abb. kap. abs. abschn. bd. bl. str. tel. S. min. sek. std. p. n. v. ehem. allg. etw. vorm. nachm. durchschn.
        ungef. wdh. zus.
        """
    ),
    words("jan. feb. mrz. apr. jun. jul. aug. sep. sept. okt. nov. dez."),
    words("s. sek. min. std. h. m. cm. mm. km. kg. g. ml. l. el. tl. wdh."),
    words(
        """
        von nach und mit bei bis der die das dem den dr. prof. hr. fr. frau herr oder & laut für
        """
    ),
    words(
        """
        dann danach jetzt nun und oder aber anschließend darauf später zuerst zuletzt noch wieder auch so nur erst
        nicht kein keine bitte der die das den dem des ein eine einen einem einer er sie es ich du wir ihr man sich
        dein deine deinen deiner mein meine beide alle dieser diese dieses diesen jeder jede jedes jeden wer was wie
        wo wann warum welche welcher wenn weil falls sobald während bevor nachdem bis in im an am auf aus bei beim mit
        nach von vom vor zu zum zur über unter hinter neben zwischen ohne gegen durch um für atme atmet atmen halte
        haltet leg lege lass lasse löse lockere drück drücke dreh drehe heb hebe senk senke zieh ziehe press presse
        streich streiche kreise wechsle wiederhole beginne bleib bleibe geh gehe nimm schließ schließe spür spüre steh
        stehe stell stelle stütz stütze roll rolle reib reibe massiere knete klopfe entspanne setz setze wärme warte
        mach mache zähle öffne schau sag frag komm ruh rück rücke schieb schiebe beug beuge streck strecke fass fasse
        gib lies trink weiter gut fertig danke genug los hier dort da links rechts oben unten langsam sanft zwei drei
        vier fünf sechs sieben acht neun zehn
        """
    ),
    words("mm cm km mg kg ml"),
)

FRENCH: Final = SentenceWords(
    words(
        """
        dr. M. mm. mme. mmes. mlle. mlles. pr. prof. me. st. ste. mgr. env. cf. p.ex. c.-à-d. càd. av. bd. boul. pl.
        rte. tél. apr. vs. c. approx. resp. not. spéc. incl.
        """
    ),
    words(
        """
        no. nos. n. fig. figs. ex. vol. p. pp. pag. chap. art. max. min. sect. tabl. éd. tél. réf. app. env.
        janv. févr. avr. juil. oct. nov. déc.
        """
    ),
    words("s. sec. min. mn. h. m. cm. mm. km. kg. g. ml. l."),
    words("de du par et avec à selon chez ou le la & pour m. dr. mme. prof. pr. voir"),
)

SPANISH: Final = SentenceWords(
    words(
        """
        dr. dra. dres. sr. sra. sres. srta. D. dña. prof. profa. lic. ing. st. sto. sta. ud. uds. vd. vds. aprox.
        p.ej. cda. cf. av. avda. c. pza. tel. tfno. ee. ff. rr. jj. vs. esp. incl. depto. véase.
        """
    ),
    words(
        """
        núm. núms. n. no. nro. fig. figs. ej. ejs. vol. vols. p. pp. pág. págs. cap. caps. art. máx. mín. max. min.
        sec. secc. tab. ed. apdo. tel.
        """
    ),
    words("s. seg. min. h. m. cm. mm. km. kg. g. ml. l."),
    words("de del por y e con según a o u el la & para dr. dra. sr. sra. d. dña."),
)

SENTENCE_WORDS: Final[Mapping[str, SentenceWords]] = MappingProxyType(
    {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}
)
"""By the first part of a language tag."""

ANY_LANGUAGE: Final = SentenceWords(
    frozenset().union(*(words.goes_on for words in SENTENCE_WORDS.values()))
    - words("D. S. d. c. i. o. n. v. in. me. mm. p."),
    frozenset().union(*(words.before_number for words in SENTENCE_WORDS.values())),
    frozenset().union(*(words.units for words in SENTENCE_WORDS.values())),
    frozenset().union(*(words.before_name for words in SENTENCE_WORDS.values())),
)
"""Where the language has no table: abbreviations look alike in many."""
