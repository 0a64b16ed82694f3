"""A live session among the other things of a desktop: its media keys, its lock screen, and its wish to fall asleep.

Nothing here may hold up a session or end it: each part has a thread of its own, which begins after the sound and is not waited for long.
"""
