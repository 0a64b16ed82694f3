"""A live session: where it is, what the listener's commands change, and how it survives what happens in a real room.

:mod:`coach.session.transport` takes commands and answers outputs; its states are in :mod:`coach.session.transitions`. It moves
:mod:`coach.session.playhead` about, and has :mod:`coach.session.deck` turn what comes next into sound. These know no device, clock,
keyboard or thread. :mod:`coach.session.live` puts a session together with what does.
"""
