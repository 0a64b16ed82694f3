"""Writes a file in place, in two parts: what the trials have to find out."""

import sys
from pathlib import Path


def main() -> None:
    with Path(sys.argv[1]).open("wb", buffering=0) as file:
        file.writelines(b"new " * 1000 for _ in range(2))


if __name__ == "__main__":
    main()
