"""Utterance to Clip: speech engines behind one protocol, in workers of their own, with a cache.

Programmes use :mod:`coach.voice.speaker`; nothing is imported here, because numpy is heavy and this package is named often.
"""
