"""What the programme itself says, apart from the writer's words: in English here, in other languages by a catalogue that is passed in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from coach.timeline._events import Kind


class Phrases(Protocol):
    """A catalogue of phrases, as those of gettext are: each is asked for by its English words."""

    def gettext(self, message: str, /) -> str:
        """The phrase in the catalogue's language."""
        ...

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        """The phrase for ``n`` of something, by the language's own rules."""
        ...


class English:
    """The catalogue of the language that the phrases are written in: it gives them back as they are."""

    def gettext(self, message: str, /) -> str:
        """The phrase itself."""
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        """The first for one, the second for more."""
        return msgid1 if n == 1 else msgid2


_MINUTE_S: Final = 60
_ABOUT_A_MINUTE_S: Final = 45
"""From here on a minute is the honest word; below, less than one."""


# The phrases stand as literals in the calls: that is where pybabel finds them, with the notes to translators above them.
@dataclass(frozen=True, slots=True)
class Messages:
    """Everything that is said or shown without a writer having written it, in one language.

    ``language`` is the tag of the catalogue, and two with the same tag are equal. Writers' words are put in as they are, so each
    phrase has to stand with any noun: only English may put an article before one.
    """

    language: str = "en"
    phrases: Phrases = field(default=English(), compare=False, repr=False)

    def opening(self, title: str) -> str:
        """The chapter that names the routine ``title``, what it needs and when to stop."""
        # Translators: the title of the first chapter; {title}, the routine's title, need not be used.
        return self.phrases.gettext("Before you begin").format(title=title)

    def needs(self, things: Sequence[str]) -> str:
        """Name the things a routine needs; there is at least one."""
        # Translators: {things} is a list such as "a chair, a towel and oil".
        return self.phrases.gettext("You will need: {things}.").format(things=self.listed(things))

    def listed(self, things: Sequence[str]) -> str:
        """Things as a list to be read aloud: ``a, b and c``. There is at least one."""
        *most, last = things
        if not most:
            return last
        # Translators: the comma between the things of a list, with the space after it.
        first = self.phrases.gettext(", ").join(most)
        # Translators: the end of a list; {first} may hold several things with commas between them.
        return self.phrases.gettext("{first} and {last}").format(first=first, last=last)

    def first_side(self, side: str) -> str:
        """Name the side that comes first."""
        # Translators: {side} is a writer's word such as "right leg", of unknown gender.
        return self.phrases.gettext("First, the {side}.").format(side=side)

    def next_side(self, side: str) -> str:
        """Name the side to change to."""
        # Translators: {side} is a writer's word such as "right leg", of unknown gender.
        return self.phrases.gettext("Now the {side}.").format(side=side)

    def round_of(self, number: int, total: int) -> str:
        """Announce a repetition of a whole section, from the second on."""
        # Translators: both are digits. Where a full stop makes "3." the third, don't end with one.
        return self.phrases.gettext("Round {number} of {total}.").format(number=number, total=total)

    def chapter(self, title: str, side: str | None, number: int, total: int) -> str:
        """A section's title as it stands in a list of chapters, told apart by side and round."""
        # Translators: a chapter and the side it is done for, as in "Leg strokes: right leg".
        named = self.phrases.gettext("{title}: {side}").format(title=title, side=side) if side else title
        if total == 1:
            return named
        # Translators: a chapter that is done several times.
        return self.phrases.gettext("{title} ({number} of {total})").format(title=named, number=number, total=total)

    def count(self, number: int) -> str:
        """One number of a spoken count or countdown, in digits: every voice has its own words for them."""
        # Translators: one of a count, "1." "2." "3."; without the full stop where it makes "3." the third.
        return self.phrases.gettext("{number}.").format(number=number)

    def count_of_side(self, number: int, side: str) -> str:
        """One number of a spoken count, and the side whose turn it is."""
        return self.phrases.gettext(", ").join((str(number), side))

    def halfway(self) -> str:
        """Say that half of something is done."""
        return self.phrases.gettext("Halfway.")

    def lead_in(self, seconds: int) -> str:
        """Say how many whole seconds are left before it begins."""
        phrase = self.phrases.ngettext("Starting in {seconds} second.", "Starting in {seconds} seconds.", seconds)
        return phrase.format(seconds=seconds)

    def time_left(self, seconds: float) -> str:
        """Say how much time is left, as exactly as anyone wants to hear it.

        From a minute and a half on to the nearest whole minute, half a minute upwards; from 45 seconds about a minute; below, less
        than one.
        """
        minutes = int(seconds / _MINUTE_S + 0.5)
        if minutes > 1:
            phrase = self.phrases.ngettext("About {minutes} minute left.", "About {minutes} minutes left.", minutes)
            return phrase.format(minutes=minutes)
        if seconds >= _ABOUT_A_MINUTE_S:
            return self.phrases.gettext("About a minute left.")
        return self.phrases.gettext("Less than a minute left.")

    def resumed(self, step_title: str) -> str:
        """Say which step it continues with after a break; the title may be a whole sentence."""
        # Translators: {step} is the name of a step, or its first words.
        return self.phrases.gettext("Continuing with: {step}.").format(step=step_title.rstrip(" .!?…:"))

    def read_repeat(self, times: int) -> str:
        """For a reader: so many repetitions."""
        # Translators: shown among the words of a step, never said; the same holds for all that stands in round brackets.
        return self.phrases.ngettext("({times} time)", "({times} times)", times).format(times=times)

    def read_hold(self, seconds: int) -> str:
        """For a reader: so many seconds without moving."""
        return self.phrases.gettext("(hold {seconds} s)").format(seconds=seconds)

    def read_for(self, seconds: int) -> str:
        """For a reader: so many seconds of moving on and on."""
        return self.phrases.gettext("(keep moving {seconds} s)").format(seconds=seconds)

    def read_wait(self, seconds: int) -> str:
        """For a reader: so many seconds to get ready."""
        return self.phrases.gettext("(get ready {seconds} s)").format(seconds=seconds)

    def read_pause(self, seconds: int) -> str:
        """For a reader: so many seconds in which nothing is heard."""
        return self.phrases.gettext("(pause {seconds} s)").format(seconds=seconds)

    def read_beat(self, number: int, total: int) -> str:
        """For a reader: which of so many repetitions it is."""
        # Translators: one of several repetitions, as in "(2 of 6)".
        return self.phrases.gettext("({number} of {total})").format(number=number, total=total)

    def read_beats(self, times: int, seconds: int) -> str:
        """For a reader: so many repetitions, and how long all of them take together."""
        phrase = self.phrases.ngettext("({times} time in {seconds} s)", "({times} times in {seconds} s)", times)
        return phrase.format(times=times, seconds=seconds)

    def read_phases(self, phases: Sequence[tuple[str, float]]) -> str:
        """For a reader: what is said in each part of a breath, if anything, and how many seconds it lasts."""
        # "s" is the symbol of the second in every language.
        texts = [f"{words} {seconds:g} s".strip() for words, seconds in phases]
        return self.phrases.gettext(", ").join(texts)

    def read_chime(self, name: str) -> str:
        """For a reader: a chime is heard, and what it means, or for a writer's own its name."""
        match name:
            case "start":
                return self.phrases.gettext("(chime)")
            case "hold-end":
                return self.phrases.gettext("(chime: time is up)")
            case "change-sides":
                return self.phrases.gettext("(chime: change sides)")
            case "finished":
                return self.phrases.gettext("(chime: the end)")
            case _:
                # Translators: {name} is what a writer has called a sound, such as "gong".
                return self.phrases.gettext("(chime: {name})").format(name=name)

    def kind(self, kind: Kind) -> str:
        """For a reader: what happens, in a word or two, as the legend of a picture has it; in English where a catalogue has no words."""
        legend = {
            # Translators: this and the next six are the legend of a picture of a routine over time. Here: somebody speaks.
            Kind.SPEECH: self.phrases.gettext("Words"),
            Kind.CHIME: self.phrases.gettext("Chime"),
            Kind.PAUSE: self.phrases.gettext("Pause"),
            # Translators: staying still for a time.
            Kind.HOLD: self.phrases.gettext("Hold"),
            # Translators: moving on and on for a time.
            Kind.FOR: self.phrases.gettext("Keep moving"),
            # Translators: doing the same several times, to a beat.
            Kind.REPEAT: self.phrases.gettext("Repeat"),
            # Translators: until the listener says that they are ready.
            Kind.WAIT: self.phrases.gettext("Wait"),
        }
        has_words = any(letter.isalpha() for letter in legend[kind])
        return legend[kind] if has_words else ENGLISH.kind(kind)


ENGLISH: Final = Messages()
