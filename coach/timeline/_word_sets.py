"""Sets of words, written as text."""


def words(text: str) -> frozenset[str]:
    """The words of a text, which has white space between them."""
    return frozenset(text.split())
