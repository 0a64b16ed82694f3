"""Contract tests for whoever adds an engine or a format: subclass one, name what is yours, and run pytest.

::

    from coach.testing import EngineContract

    class TestMyEngine(EngineContract):
        engine = "my_package.engine:MyEngine"

These need pytest, which coach itself does not bring along. The engines and formats that ship pass the same tests.
"""

from typing import TYPE_CHECKING

from coach._faces import face

if TYPE_CHECKING:
    from coach.testing._engine_contract import PAGE as PAGE
    from coach.testing._engine_contract import EngineContract as EngineContract
    from coach.testing._format_contract import FormatContract as FormatContract
    from coach.testing._sample_programme import sample_programme as sample_programme
    from coach.testing._tone_voice import UNSPEAKABLE as UNSPEAKABLE
    from coach.testing._tone_voice import ToneVoice as ToneVoice

__all__ = ["PAGE", "UNSPEAKABLE", "EngineContract", "FormatContract", "ToneVoice", "sample_programme"]

__getattr__ = face(
    __name__,
    {
        "_engine_contract": ("PAGE", "EngineContract"),
        "_format_contract": ("FormatContract",),
        "_sample_programme": ("sample_programme",),
        "_tone_voice": ("UNSPEAKABLE", "ToneVoice"),
    },
)
