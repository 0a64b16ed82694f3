"""The own words of a shelf's page, in the language of each routine; in English where there is no catalogue for it."""

from coach.page import shown_in
from coach.programme import messages_for


# The phrases stand as literals in the calls: that is where pybabel finds them, with the notes to translators above them.
class ShelfPhrases:
    """The words for one language, a BCP 47 tag."""

    def __init__(self, language: str) -> None:
        messages = shown_in(messages_for(language))
        self._gettext = messages.phrases.gettext
        self.language = messages.language
        """What they are in: that of the catalogue."""

    def title(self) -> str:
        """What a shelf is called that nobody has named."""
        gettext = self._gettext
        # Translators: the title of a page that lists routines to listen to.
        return gettext("Guided routines")

    def download(self, size: int) -> str:
        """A link to a file of so many bytes."""
        gettext = self._gettext
        # Translators: a link to a sound file; its size is a whole number.
        return gettext("Download, {megabytes} MB").format(megabytes=max(1, round(size / 1e6)))

    def player(self) -> str:
        """A link to the page that plays a routine."""
        gettext = self._gettext
        # Translators: a link to a page that plays a routine, and shows each step.
        return gettext("Open the player")

    def transcript(self) -> str:
        """A link to what is said, to read."""
        gettext = self._gettext
        # Translators: a link to the text of all that is said.
        return gettext("Read the transcript")

    def feed(self) -> str:
        """A link to the podcast feed."""
        gettext = self._gettext
        # Translators: a link that people give to a podcast app.
        return gettext("Podcast feed")
