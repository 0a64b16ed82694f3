"""The version of the program, by semantic versioning: where the package's metadata and every room take it from."""

__version__ = "0.1.0"
