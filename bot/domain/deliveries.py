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
    STEP_NEWS = "step_news"
    FOLLOW_UPS = "follow_ups"
    NAMED = "named"


class DeliveryState(StrEnum):
    PLANNED = "planned"
    SENDING = "sending"
    CHECK = "check"
    SENT = "sent"
    DEAD = "dead"
    SKIPPED = "skipped"


UNFINISHED = (DeliveryState.PLANNED, DeliveryState.SENDING, DeliveryState.CHECK)
NEVER_REPEATED = (DeliveryKind.DIGEST, DeliveryKind.CHART)
IN_THREADS = (DeliveryKind.STEP_NEWS,)
"""Replies that the channel itself does not show: they are looked for in the threads of their area."""

FILES = (DeliveryKind.CHART,)
"""What goes out as a file carries nothing by which Slack could be asked whether it is there."""


@dataclass(frozen=True)
class DeliveryKey:
    """What makes a delivery one and the same, however often it is planned."""

    kind: DeliveryKind
    subject_id: str
    recipient_id: str
    occurrence: str = "-"

    @property
    def is_direct(self) -> bool:
        """Whether it goes to a person, in their direct messages, and not to a channel."""
        return self.recipient_id[:1] in ("U", "W")

    @property
    def may_be_repeated(self) -> bool:
        """Whether a message too many is better than none, where Slack cannot be asked which it would be.

        So it is for what only one person reads and acts on; a channel is not told twice.
        """
        return self.is_direct and self.kind not in NEVER_REPEATED


@dataclass(frozen=True)
class Delivery:
    """A claimed delivery. ``id`` is random: it travels in the message's metadata and says nothing else.

    ``due_at``, ``first_try_at`` and ``last_try_at`` are business times, ``claimed_at`` is real time.
    """

    id: str
    workspace_id: str
    key: DeliveryKey
    attempt: int
    checks: int
    due_at: datetime
    first_try_at: datetime
    last_try_at: datetime
    claimed_at: datetime
    direct_channel_id: str | None
    """Where our direct messages with the recipient are, if we know."""
    is_repeat: bool
    is_ambiguous: bool
    """Whether an earlier attempt may have been accepted: ask Slack before posting again."""


@dataclass(frozen=True)
class DeliveryTimes:
    """How long a call to Slack may take, how long a claim is held, and how long an accepted message may
    take to show in the history.

    A claim must outlive the call it covers, and a check must come late enough to see a message that was
    accepted as late as Slack ever does. ``post_gap`` and ``update_gap`` keep us inside Slack's limits: about
    one post a second and channel, and some fifty updates a minute and workspace, of all messages together.
    ``home_gap`` leaves room for the App Homes that are published at once.
    Where Slack cannot say what became of a post, it is asked ``check_tries`` times; where it does not answer,
    for ``check_limit``. ``step_gap`` keeps a burst of presses from asking the database what there is to do
    after each of them.
    """

    http_total: timedelta = timedelta(seconds=15)
    settle: timedelta = timedelta(seconds=60)
    lease: timedelta = timedelta(seconds=120)
    skew: timedelta = timedelta(seconds=10)
    check_tries: int = 3
    check_limit: timedelta = timedelta(minutes=30)
    post_gap: timedelta = timedelta(seconds=1)
    update_gap: timedelta = timedelta(seconds=1.3)
    home_gap: timedelta = timedelta(seconds=0.7)
    step_gap: timedelta = timedelta(seconds=0.2)

    def __post_init__(self) -> None:
        if self.http_total >= self.lease - self.skew:
            raise ValueError("a lease has to outlive the call to Slack that it covers")
        if self.settle <= self.http_total:
            raise ValueError("a check must wait longer than a call to Slack can take")
        if self.start_within <= timedelta(0):
            raise ValueError("a lease has to outlive a call and the wait before its check")

    @property
    def start_within(self) -> timedelta:
        """How long after its claim a post may still be begun: whoever claims it next checks at once, and what
        we began must have settled by then, though our clocks differ."""
        return self.lease - self.skew - self.http_total - self.settle
