"""What cannot be done with the pace and the deadline of a review, in the words that the person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.days import Day
from bot.domain.errors import SocmobError
from bot.domain.language import marked

if TYPE_CHECKING:
    from datetime import date


class DeadlineNeeded(SocmobError):
    template = marked("Areas are revealed at the deadline, so there has to be one. Choose a day.")


class DeadlineOver(SocmobError):
    template = marked("That day is over. Choose today or a later day.")


class DeadlineOverToday(SocmobError):
    template = marked("It is after 17:00 already. Choose a later day.")


class DeadlineTooFar(SocmobError):
    template = marked("Choose a day within a year from now.")


class DeadlineTooSoon(SocmobError):
    template = marked(
        "With one area each working day people need three working days after the last one. "
        "The earliest day is {day}."
    )

    def __init__(self, earliest: date, today: date) -> None:
        super().__init__(day=Day(earliest, today))


class PausedAlready(SocmobError):
    template = marked("This review is paused already. *Go on* in the facilitators' menu ends the pause.")


class NotPaused(SocmobError):
    template = marked("This review is not paused: it goes on already.")


class PaceChanged(SocmobError):
    """Somebody else was faster: what the form showed no longer holds."""

    template = marked("Somebody changed the pace or the deadline a moment ago. Look again, then choose.")
