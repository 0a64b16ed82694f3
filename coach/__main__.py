"""``python -m coach`` is the same program as ``coach``."""

from coach.cli import main

if __name__ == "__main__":
    main()
