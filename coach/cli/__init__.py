"""The command line: the only place that prints, asks or exits."""


def main() -> None:
    """Run the program; what the console script and ``python -m coach`` call."""
    from coach.cli.app import app
    from coach.cli.exits import running

    with running():
        app()
