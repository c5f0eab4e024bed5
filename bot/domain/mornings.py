"""The morning message: what one person hears on one day, in one direct message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime, time

    from bot.domain.next_steps import Changed, NextStep
    from bot.domain.nudges import Nudge
    from bot.domain.step_place import PlacedStep

MOST_STEPS = 10
"""Further ones are counted, and one press away."""

SAYS_LATE_FROM = timedelta(hours=2)


@dataclass(frozen=True)
class MorningStep:
    """``last``: the latest entry of its history. ``is_new``: somebody else has just given it to them."""

    placed: PlacedStep
    last: Changed
    is_new: bool = False

    @property
    def step(self) -> NextStep:
        return self.placed.step


@dataclass(frozen=True)
class Morning:
    """``steps`` are those that are shown, most overdue first; ``more`` wait beside them.

    ``on`` is the day that the message is for, ``today`` the day that it is where its reader is now, ``now``
    the instant. ``hour`` is when the message comes, in their time zone ``tz``. ``more_new``: how many of
    those that wait beside are new.
    """

    user_id: str
    on: date
    today: date
    now: datetime
    hour: time
    tz: str
    steps: tuple[MorningStep, ...] = ()
    more: int = 0
    more_new: int = 0
    nudges: tuple[Nudge, ...] = ()
    is_late: bool = False
    wants_reminders: bool = True

    @property
    def is_empty(self) -> bool:
        return not (self.steps or self.nudges)

    def is_open(self, one: MorningStep) -> bool:
        """Whether something of theirs still waits to be done about it: today, not on a later day."""
        return self.is_theirs(one) and one.step.state.is_unfinished and not self.is_snoozed(one)

    def is_theirs(self, one: MorningStep) -> bool:
        return one.step.owner_id == self.user_id

    def is_snoozed(self, one: MorningStep) -> bool:
        until = one.step.snoozed_until
        return until is not None and until > self.today


@dataclass(frozen=True)
class Orphaned:
    """Unfinished next steps of one review whose owner is no longer there. ``subject`` names both.

    ``today`` is the day that it is in ``tz``, where the reader is.
    """

    subject: str
    owner_id: str
    steps: tuple[PlacedStep, ...]
    today: date
    tz: str
