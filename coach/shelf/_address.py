"""The address of a shelf on the web: read strictly, and written as a URL."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from coach.errors import Code, ExportError

_HINT: Final = "Give the address of the folder on the web, such as https://example.org/routines/"
_PATH_SAFE: Final = "/%:@!$&'()*+,;=~"
"""What a path may contain as it is (RFC 3986, section 3.3); a percent sign begins what is encoded already."""
_STRAY_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST: Final = re.compile(
    r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Address:
    """The URL of a folder: absolute, percent-encoded, with a slash at its end."""

    url: str

    @property
    def is_secure(self) -> bool:
        """Whether it begins with https."""
        return self.url.startswith("https:")

    def of(self, name: str) -> str:
        """The URL of a file in the folder, by its name on the disk."""
        return self.url + quote(name, safe="")


def address(text: str) -> Address:
    """The address that somebody typed; a slash at the end may be missing. Raises ExportError with what to give instead."""
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise _invalid(text, f"is not a web address: {error}") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise _invalid(text, "does not begin with https:// or http://")
    if parts.username is not None or parts.password is not None:
        raise _invalid(text, "contains a user name or password that everybody would see")
    if parts.query or parts.fragment or "?" in text or "#" in text:
        raise _invalid(text, "has a ? or #, which the address of a folder cannot have")
    if parts.path.lower().endswith((".xml", ".html", ".htm", ".mp3", ".rss")):
        raise _invalid(text, "is the address of a file, not of a folder")
    where = f"{_ascii(host, text)}:{port}" if port is not None else _ascii(host, text)
    path = quote(_STRAY_PERCENT.sub("%25", parts.path), safe=_PATH_SAFE)
    return Address(f"{parts.scheme.lower()}://{where}{path.rstrip('/')}/")


def _invalid(text: str, why: str) -> ExportError:
    return ExportError(f"'{text}' {why}", _HINT, code=Code.ADDRESS_INVALID, address=text)


def _ascii(host: str, text: str) -> str:
    try:
        plain = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        plain = ""
    if not _HOST.fullmatch(plain):
        raise _invalid(text, "has no valid host name after //")
    return plain
