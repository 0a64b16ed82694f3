"""Everything below put together once, for everybody.

:mod:`coach.programme.library` finds and reads a routine, :mod:`coach.programme.programme` gives it a voice and a timeline.
"""
