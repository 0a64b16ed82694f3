"""The format does what every format must: run ``pytest`` in this folder, after ``pip install -e .``."""

from coach.testing import FormatContract


class TestCsv(FormatContract):
    """Every test in here is coach's; the format is found by its entry point, as a user finds it."""

    format = "csv"
