"""From the bytes of a request to the one dict that listeners read.

Slack sends forms: flat ones for slash commands, one field ``payload`` of JSON for interactions, plain JSON
for events. A message of twenty blocks travels in such a form, nearly every third byte an escape; urllib
decodes that in Python, yarl in C, some twenty times faster.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, unquote_to_bytes

import orjson

if TYPE_CHECKING:
    from collections.abc import Callable

_decode: Callable[[str], str]
try:
    # A private name, but what all of aiohttp's URLs go through; without it we are only slower.
    from yarl._quoting import _Unquoter
except ImportError:
    _decode = unquote
else:
    _decode = _Unquoter()

MOST_FIELDS = 100

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


class Malformed(Exception):
    """Not a request that Slack would send. The text names what is wrong and repeats nothing of the body."""


def decode(content_type: str, body: bytes) -> dict[str, Any]:
    """The payload in ``body``. Raises ``Malformed``."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == JSON:
        return _object(body)
    if kind == FORM:
        fields = _fields(body)
        return _object(fields["payload"]) if "payload" in fields else fields
    raise Malformed("neither a form nor JSON")


def _object(text: bytes | str) -> dict[str, Any]:
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise Malformed("not JSON") from None
    if not isinstance(value, dict):
        raise Malformed("not a JSON object")
    return value


def _fields(body: bytes) -> dict[str, Any]:
    if body.count(b"&") >= MOST_FIELDS:
        raise Malformed("too many fields")
    fields: dict[str, Any] = {}
    try:
        for pair in body.decode().split("&"):
            if pair:
                name, _, value = pair.partition("=")
                name = _unquoted(name)
                if name in fields:
                    raise Malformed("a repeated field")
                fields[name] = _unquoted(value)
    except UnicodeDecodeError:
        raise Malformed("not UTF-8") from None
    return fields


def _unquoted(text: str) -> str:
    text = text.replace("+", " ")
    decoded = _decode(text)
    # The decoder leaves an escape alone where its bytes are no UTF-8, and a percent sign that begins no
    # escape. Both show as more percent signs than were escaped; only then is it worth finding out which it
    # is.
    if decoded.count("%") != text.count("%25") or "\ufffd" in decoded:
        return unquote_to_bytes(text).decode()
    return decoded
