"""A live session: where it is, what the listener's commands change, and how it survives what happens in a real room.

:mod:`coach.session.session` is the state machine, which takes commands, and :mod:`coach.session.delivery` the sound of it; they know no
device, clock, keyboard or thread.
"""
