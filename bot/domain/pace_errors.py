"""What cannot be done with the pace and the deadline of a review, in the words that the person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.errors import SocmobError

if TYPE_CHECKING:
    from datetime import date


class DeadlineNeeded(SocmobError):
    sentence = "Areas are revealed at the deadline, so there has to be one. Choose a day."


class DeadlineOver(SocmobError):
    sentence = "That day is over. Choose today or a later day."


class DeadlineOverToday(SocmobError):
    sentence = "It is after 17:00 already. Choose a later day."


class DeadlineTooFar(SocmobError):
    sentence = "Choose a day within a year from now."


class DeadlineTooSoon(SocmobError):
    def __init__(self, earliest: date, today: date) -> None:
        year = "" if earliest.year == today.year else f" {earliest.year}"
        super().__init__(
            "With one area each working day people need three working days after the last one. "
            f"The earliest day is {earliest:%A} {earliest.day} {earliest:%B}{year}."
        )


class PausedAlready(SocmobError):
    sentence = "This review is paused already. *Go on* in the facilitators' menu ends the pause."


class NotPaused(SocmobError):
    sentence = "This review is not paused: it goes on already."


class PaceChanged(SocmobError):
    """Somebody else was faster: what the form showed no longer holds."""

    sentence = "Somebody changed the pace or the deadline a moment ago. Look again, then choose."
