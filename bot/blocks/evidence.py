"""Links that people give as evidence: which are taken, and how one is named."""

from __future__ import annotations

from urllib.parse import urlsplit

LONGEST_LINK = 3000


def is_web_address(text: str) -> bool:
    """Whether Slack opens this as a page of the web: no other scheme, no spaces in it."""
    if any(character.isspace() or not character.isprintable() for character in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def site(url: str) -> str:
    """``intranet.example.org``, of an address that :func:`is_web_address` took."""
    return urlsplit(url).hostname or url
