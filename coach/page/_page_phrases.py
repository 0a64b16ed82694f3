"""A page's own words, in the routine's language; in English where there is no catalogue for it."""

from collections.abc import Mapping

from coach.programme import WORDLESS
from coach.timeline import ENGLISH, Kind, Messages


def shown_in(messages: Messages) -> Messages:
    """What the page's own words come from. Names and numbers alone, as a voice says them, would leave buttons without a name."""
    return ENGLISH if messages.language == WORDLESS else messages


# The phrases stand as literals in the calls: that is where pybabel finds them, with the notes to translators above them.
def words(messages: Messages) -> Mapping[str, str]:
    """Everything but the length and the keys, by names of our own. What stands in braces is filled in by the page's script."""
    gettext = shown_in(messages).phrases.gettext
    return {
        # Translators: the big button that begins a session; like all that follows it is shown on a page, never said.
        "start": gettext("Start"),
        # Translators: the button that resumes a session begun another day; the name of a step follows.
        "go_on": gettext("Continue with"),
        "from_the_beginning": gettext("Start over"),
        # Translators: the heading of a list of things.
        "have_ready": gettext("You will need"),
        # Translators: the heading of what a listener has to take care of, such as "Stop if anything hurts."
        "safety": gettext("For your safety"),
        # Translators: what a screen reader calls the part of the page that shows the step.
        "player": gettext("Player"),
        # Translators: what the button does that covers most of the screen.
        "play": gettext("Play"),
        "pause": gettext("Pause playback"),
        "previous": gettext("Previous step"),
        "next": gettext("Next step"),
        # Translators: comes before the name of the step that follows.
        "then": gettext("Then"),
        # Translators: comes before a time such as 12:34.
        "left": gettext("Time left"),
        "hold": shown_in(messages).kind(Kind.HOLD),
        "for": shown_in(messages).kind(Kind.FOR),
        # Translators: repetitions, under the number of the one that is being done.
        "repeat": gettext("of {total}"),
        # Translators: time to get ready; the listener may continue earlier.
        "wait": gettext("Tap when you are ready"),
        "paused": gettext("Paused"),
        # Translators: shown in large letters when all is done.
        "finished": gettext("Finished"),
        "chapters": gettext("Chapters"),
        # Translators: the heading of the whole text of a session.
        "transcript": gettext("Transcript"),
        "keys": gettext("Keys, pedals and presenters"),
        "speed": gettext("Speed {percent} %"),
        "volume": gettext("Volume {percent} %"),
        "trouble": gettext("This browser cannot play the sound. Open the file in another one."),
        # Translators: part of the page is missing, as when a download broke off.
        "incomplete": gettext("Part of this page is missing. Download it again, or ask for it again."),
        # Translators: for browsers that run no scripts, and previews in messengers.
        "without_scripts": gettext("This page needs a browser that runs scripts. Open it in one."),
    }


def keys(messages: Messages) -> Mapping[str, str]:
    """What keys do, by the words that stand for it in :data:`coach.page._page_keys.KEYS`."""
    gettext = shown_in(messages).phrases.gettext
    return {
        "toggle": gettext("pause or resume"),
        "next": gettext("next step"),
        "previous": gettext("previous step"),
        "again": gettext("this step again"),
        "say-again": gettext("say that again"),
        "faster": gettext("faster"),
        "slower": gettext("slower"),
        "louder": gettext("louder"),
        "softer": gettext("softer"),
        "time-left": gettext("say how much time is left"),
        "help": gettext("show the keys"),
    }


def length(messages: Messages, minutes: int) -> str:
    """About how long a session lasts."""
    # Translators: how long a session lasts.
    phrase = shown_in(messages).phrases.ngettext("About {minutes} minute", "About {minutes} minutes", minutes)
    return phrase.format(minutes=minutes)
