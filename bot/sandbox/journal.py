"""What passed between the app and the sandbox, for tests and the inspector."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

T = TypeVar("T")
KEPT = 20_000


class Log(list[T]):
    """A list that is complete up to 20,000 entries and then lets the oldest thousand go."""

    def add(self, entry: T) -> None:
        """Appends, whatever the length."""
        self.append(entry)
        if len(self) > KEPT:
            del self[:1_000]


@dataclass(frozen=True, slots=True)
class Call:
    """One Web API call. ``http_status`` 0: the connection was dropped instead of answered."""

    method: str
    args: dict[str, Any]
    response: dict[str, Any]
    at_monotonic: float
    http_status: int
    seconds: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that Slack would refuse: ``where`` is the method, ``pointer`` the place in its payload."""

    where: str
    pointer: str
    reason: str
    payload: Any
    at: datetime


@dataclass(slots=True)
class Sent:
    """One payload to the app and what became of it; ``status`` 0 when there was no acknowledgement.

    ``seconds`` is how long the last attempt took, ``retries`` how many came after the first one.
    """

    kind: str
    payload: dict[str, Any]
    at: datetime
    status: int = 0
    body: Any = None
    seconds: float = 0.0
    retries: int = 0
    error: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def acknowledged(self) -> bool:
        return 200 <= self.status < 300

    @property
    def summary(self) -> str:
        """In a few words, for people."""
        payload = self.payload
        match self.kind:
            case "command":
                return f"{payload['command']} {payload['text']}".strip()
            case "block_actions":
                return ", ".join(action["action_id"] for action in payload["actions"])
            case "view_submission" | "view_closed":
                return payload["view"].get("callback_id", "")
            case "message_action" | "shortcut":
                return payload["callback_id"]
            case "block_suggestion":
                return f"{payload['action_id']}: {payload['value']}"
            case _:
                return payload["event"]["type"]


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of something that a person did.

    ``status`` and ``body`` are the app's acknowledgement (0 and None where nothing was sent to it), ``error``
    is what Slack shows the person, ``errors`` the sentences beside the inputs of a form, ``url`` what a
    button opened in the browser, ``text`` what Slack itself says.
    """

    status: int = 0
    body: Any = None
    seconds: float = 0.0
    error: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    url: str | None = None
    text: str | None = None

    @property
    def ok(self) -> bool:
        """Acknowledged in time, and nothing to complain of."""
        return 200 <= self.status < 300 and self.error is None and not self.errors


class Journal:
    """The three logs."""

    def __init__(self) -> None:
        self.calls: Log[Call] = Log()
        self.violations: Log[Violation] = Log()
        self.sent: Log[Sent] = Log()
