"""A cycle of breath or tempo, for a reader: ``In 4 s, Hold 7 s, Out 8 s``."""

from coach.timeline import Cycles, Messages, Utterance


def read_phases(cycles: Cycles, messages: Messages) -> str:
    """For a reader: the words of a cycle, each with its seconds."""
    return messages.read_phases(
        [(source.text if isinstance(source, Utterance) else "", float(length_s)) for length_s, source in cycles.phases]
    )
