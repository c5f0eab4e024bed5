"""A delivery: one message that nobody waits for, to be posted once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class DeliveryKind(StrEnum):
    """What a delivery posts. ``subject_id`` names the review, or the review and area (``12|normalise``)."""

    START = "start"
    AREA = "area"
    REVEAL = "reveal"
    COMPLETE = "complete"
    CLOSING = "closing"
    NO_FACILITATOR = "no_facilitator"
    MESSAGE_GONE = "message_gone"
    CANNOT_POST = "cannot_post"
    DEADLINE = "deadline"
    MORNING = "morning"
    DIGEST = "digest"
    CHART = "chart"
    OVERDUE = "overdue"
    OWNER_GONE = "owner_gone"
    NETWORK_WELCOME = "network_welcome"


class DeliveryState(StrEnum):
    PLANNED = "planned"
    SENDING = "sending"
    CHECK = "check"
    SENT = "sent"
    DEAD = "dead"
    SKIPPED = "skipped"


UNFINISHED = (DeliveryState.PLANNED, DeliveryState.SENDING, DeliveryState.CHECK)


@dataclass(frozen=True)
class DeliveryKey:
    """What makes a delivery one and the same, however often it is planned."""

    kind: DeliveryKind
    subject_id: str
    recipient_id: str
    occurrence: str = "-"


@dataclass(frozen=True)
class Delivery:
    """A claimed delivery. ``id`` is random: it travels in the message's metadata and says nothing else."""

    id: str
    workspace_id: str
    key: DeliveryKey
    attempt: int
    checks: int
    first_try_at: datetime
    is_ambiguous: bool
    """Whether an earlier attempt may have been accepted: ask Slack before posting again."""


@dataclass(frozen=True)
class DeliveryTimes:
    """How long a call to Slack may take, how long a claim is held, and how long an accepted message may
    take to show in the history.

    A claim must outlive the call it covers, and a check must come late enough to see a message that was
    accepted as late as Slack ever does. ``post_gap`` and ``update_gap`` keep us inside Slack's limits: about
    one post a second and channel, and some fifty updates a minute and workspace, of all messages together.
    ``step_gap`` keeps a burst of presses from asking the database what there is to do after each of them.
    """

    http_total: timedelta = timedelta(seconds=15)
    settle: timedelta = timedelta(seconds=60)
    lease: timedelta = timedelta(seconds=120)
    skew: timedelta = timedelta(seconds=10)
    check_tries: int = 3
    post_gap: timedelta = timedelta(seconds=1)
    update_gap: timedelta = timedelta(seconds=1.3)
    step_gap: timedelta = timedelta(seconds=0.2)

    def __post_init__(self) -> None:
        if self.http_total >= self.lease - self.skew:
            raise ValueError("a lease has to outlive the call to Slack that it covers")
        if self.settle <= self.http_total:
            raise ValueError("a check must wait longer than a call to Slack can take")
        if self.lease <= self.http_total + self.settle:
            raise ValueError("a lease has to outlive a call and the wait before its check")
