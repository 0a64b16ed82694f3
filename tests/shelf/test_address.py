"""Addresses as people type them."""

import pytest

from coach.errors import ExportError
from coach.shelf import address


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("https://example.org/routines/", "https://example.org/routines/"),
        ("https://example.org/routines", "https://example.org/routines/"),
        ("https://example.org", "https://example.org/"),
        ("  https://example.org//a//  ", "https://example.org//a/"),
        ("HTTPS://Example.ORG/Routines", "https://example.org/Routines/"),
        ("http://example.org:8080/a", "http://example.org:8080/a/"),
        ("https://example.org/my routines/für alle", "https://example.org/my%20routines/f%C3%BCr%20alle/"),
        ("https://example.org/my%20routines/", "https://example.org/my%20routines/"),
        ("https://example.org/100%/", "https://example.org/100%25/"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://user.github.io/~me/", "https://user.github.io/~me/"),
    ],
)
def test_an_address_becomes_an_absolute_encoded_url_with_a_slash(typed: str, url: str) -> None:
    assert address(typed).url == url


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "does not begin with"),
        ("example.org/routines/", "does not begin with"),
        ("ftp://example.org/", "does not begin with"),
        ("javascript:alert(1)", "does not begin with"),
        ("/srv/www/routines", "does not begin with"),
        ("https://", "no valid host name"),
        ("https:///routines/", "no valid host name"),
        ("https://exa mple.org/", "no valid host name"),
        ("https://-x-.org/", "no valid host name"),
        ("https://anna:secret@example.org/", "a user name or password"),
        ("https://example.org/?page=2", "has a ? or #"),
        ("https://example.org/#top", "has a ? or #"),
        ("https://example.org/feed.xml", "address of a file"),
        ("https://example.org/index.html", "address of a file"),
        ("https://example.org:port/", "not a web address"),
        ("https://[::1/", "not a web address"),
    ],
)
def test_nonsense_is_refused_with_an_example(typed: str, told: str) -> None:
    with pytest.raises(ExportError) as caught:
        address(typed)
    assert told in caught.value.what
    assert "https://example.org/routines/" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("hand-reset.de.mp3", "https://example.org/a/hand-reset.de.mp3"),
        ("Füße & Co #1?.mp3", "https://example.org/a/F%C3%BC%C3%9Fe%20%26%20Co%20%231%3F.mp3"),
        ("100%.mp3", "https://example.org/a/100%25.mp3"),
    ],
)
def test_a_file_of_any_name_has_a_url(name: str, url: str) -> None:
    assert address("https://example.org/a/").of(name) == url
