"""The social mobility network: who gets the weekly digest, when, and who looks after the settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

MORNING = time(9, 0)
"""When reminders and digests arrive unless somebody chose otherwise, in the reader's own time zone."""

MONDAY = 0


class Membership(StrEnum):
    """Whether somebody gets the digest. Who left stays out, though they stay in the network's channel."""

    NONE = "none"
    JOINED = "joined"
    IN_CHANNEL = "in_channel"
    LEFT = "left"

    @property
    def is_member(self) -> bool:
        return self in (Membership.JOINED, Membership.IN_CHANNEL)


@dataclass(frozen=True)
class WorkspaceSettings:
    """``tz`` stands in for people of whom Slack names none; ``region`` is where bank holidays are taken from.

    ``digest_weekday`` counts from Monday, 0.
    """

    tz: str
    region: str
    digest_weekday: int = MONDAY
    digest_time: time = MORNING
    network_channel_id: str | None = None
    digest_channel_id: str | None = None


@dataclass(frozen=True)
class OwnDay:
    """A day that the workspace has off although the region works, or works although the region does not."""

    on: date
    is_off: bool
    name: str


@dataclass(frozen=True)
class PersonSettings:
    """What somebody chose for themselves; None: the workspace's own setting holds."""

    user_id: str
    membership: Membership = Membership.NONE
    digest_weekday: int | None = None
    digest_time: time | None = None
    wants_reminders: bool = True
    reminders_time: time | None = None

    def morning(self) -> time:
        return self.reminders_time or MORNING

    def digest_day(self, settings: WorkspaceSettings) -> int:
        return settings.digest_weekday if self.digest_weekday is None else self.digest_weekday

    def digest_hour(self, settings: WorkspaceSettings) -> time:
        return self.digest_time or settings.digest_time


@dataclass(frozen=True)
class Chosen:
    """What a person's form of settings was sent off with."""

    wants_digest: bool
    digest_weekday: int
    digest_time: time
    wants_reminders: bool
    reminders_time: time
