"""What a page may do, as it tells the browser: run one script and one style sheet, play and show what it holds, and ask for nothing.

Sources: W3C Content Security Policy Level 3; Trusted Types, for the last two.
"""

import base64
import hashlib
from typing import Final

_RULES: Final = (
    "default-src 'none'",
    "script-src {script}",
    "style-src {style}",
    "media-src blob:",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    # No string becomes markup or code, not even by a mistake in our own script.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
)


def policy(script: str, style: str) -> str:
    """The policy of a page with exactly this text in its script element, and this in its style element."""
    return "; ".join(_RULES).format(script=hash_of(script), style=hash_of(style))


def hash_of(source: str) -> str:
    """How a policy names a script or style sheet that stands in the page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"
