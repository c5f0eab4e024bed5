"""The two ways in which Slack says no: to an app's call, and to a person."""

from __future__ import annotations

from typing import Any


class SlackError(Exception):
    """A Web API call is refused: answered with ``ok: false``, this code, and ``more`` beside it."""

    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.more = more

    def body(self) -> dict[str, Any]:
        """What the call is answered with."""
        return {"ok": False, "error": self.code, **self.more}


class RateLimited(SlackError):
    """Refused for now: HTTP 429, to be tried again after ``retry_after`` whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after


class Refused(ValueError):
    """A person tries what Slack's own client does not let them do; the message says why."""
