"""From an answer, or from the lack of one, to the failure that it is."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, NamedTuple

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.slack.failures import CAUSE_OF, NotSent, RateLimited, SlackFailure, TooLate, Unclear, Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

logger = logging.getLogger(__name__)

_NEVER_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
_LONGEST_WAIT = 86_400.0


class Reply(NamedTuple):
    """What came back over HTTP. ``data`` is the decoded JSON, or None where the body is none."""

    status: int
    headers: Mapping[str, str]
    data: object


def classify(cause: Exception | Reply, method: str = "") -> SlackFailure:
    """The failure behind an exception of aiohttp or of the SDK, or behind a reply that is not a success."""
    if isinstance(cause, SlackFailure):
        return cause
    if isinstance(cause, Reply):
        return _of_reply(cause, method)
    if isinstance(cause, SlackApiError):
        return _of_reply(_reply_of(cause.response), method)
    if isinstance(cause, _NEVER_SENT):
        return NotSent("not_sent", method, details=(_in_words(cause),))
    # Everything else broke off after the first byte may have left: reset, timeout, half a body, no HTTP.
    return Unclear("unclear", method, details=(_in_words(cause),))


def _of_reply(reply: Reply, method: str) -> SlackFailure:
    body: dict[str, Any] = reply.data if isinstance(reply.data, dict) else {}
    code = error if isinstance(error := body.get("error"), str) else ""
    if reply.status == 429 or code in RateLimited.codes:
        return RateLimited("ratelimited", method, retry_after=_retry_after(reply.headers))
    # From a Slack that fails, a code says nothing certain about what has happened before.
    if reply.status >= 500 or body.get("ok") is not False or not code:
        return Unclear("unclear", method, details=(f"HTTP {reply.status}",))
    cause = CAUSE_OF.get(code, Unknown)
    if cause is Unknown:
        logger.error(
            "Slack refused %s for a reason that this app does not know: %s", method or "a call", code
        )
    return cause(code, method, details=_details(body))


def spent(method: str = "response_url") -> SlackFailure:
    """A response URL that Slack no longer knows: five uses, or thirty minutes."""
    return TooLate("used_url", method)


def _details(body: dict[str, Any]) -> tuple[str, ...]:
    """Which permission is missing, and what exactly is invalid where Slack says so."""
    details = []
    if needed := body.get("needed"):
        details.append(f"needs {needed}")
    metadata = body.get("response_metadata")
    messages = metadata.get("messages") if isinstance(metadata, dict) else None
    if isinstance(messages, list):
        details.extend(str(message) for message in messages)
    return tuple(details)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Whole seconds, as Slack gives them; None where the header is missing or no sensible number."""
    seconds = headers.get("Retry-After", "")
    if not seconds.isascii() or not seconds.isdigit() or len(seconds) > 9:
        return None
    return min(float(seconds), _LONGEST_WAIT)


def _reply_of(response: Any) -> Reply:
    """The SDK attaches its own response to an error, or aiohttp's where the body was no JSON."""
    if isinstance(response, aiohttp.ClientResponse):
        return Reply(response.status, response.headers, None)
    return Reply(response.status_code, response.headers, response.data)


def _in_words(error: Exception) -> str:
    """The kind alone: the text of an aiohttp error may hold an address that is a secret (a response URL)."""
    return type(error).__name__
