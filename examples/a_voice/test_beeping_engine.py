"""The engine does what every engine must: run ``pytest`` in this folder, with coach installed."""

from coach.testing import EngineContract


class TestBeepingEngine(EngineContract):
    """Every test in here is coach's; they ask the engine in a process of its own."""

    engine = "beeping_engine:BeepingEngine"
