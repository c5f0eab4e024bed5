"""What cannot be done with a next step, in the words that the person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.errors import SocmobError, mentions

if TYPE_CHECKING:
    from collections.abc import Iterable


class StepNotFound(SocmobError):
    sentence = "This next step is no longer there."


class NoReviewForStep(SocmobError):
    sentence = (
        "A next step belongs to a review, and this channel has none, open or closed. "
        "Type `/socmob start` to begin one."
    )


class NotYourStep(SocmobError):
    def __init__(self, can_change: Iterable[str]) -> None:
        super().__init__(
            "Only its owner, whoever added it and the facilitators of its review can change this next "
            f"step: {mentions(can_change)}."
        )


class StepFinished(SocmobError):
    sentence = "This next step is finished. Reopen it first: `/socmob steps all` shows it."


class StepChanged(SocmobError):
    """Somebody was faster. ``what_holds`` says what is stored now, in words of our own."""

    def __init__(self, what_holds: str) -> None:
        super().__init__(f"Somebody changed this next step a moment ago: {what_holds} Nothing else was done.")


class StepNotToUndo(SocmobError):
    sentence = (
        "That can no longer be undone: it is more than 24 hours ago, it was changed since, "
        "or somebody else did it. `/socmob steps all` shows the next step, with *Reopen*."
    )


class StepTextNeeded(SocmobError):
    sentence = "Say in a few words what is to be done."


class StepTextTooLong(SocmobError):
    sentence = "Shorten this to 500 characters."


class StepReasonNeeded(SocmobError):
    sentence = "Say in a few words why this is not done after all."


class StepReasonTooLong(SocmobError):
    sentence = "Shorten this to 500 characters."


class DueInPast(SocmobError):
    sentence = "Choose today or a later date."


class DueTooFar(SocmobError):
    sentence = "Choose a date within the next 10 years."


class OwnerIsNoPerson(SocmobError):
    sentence = "An app cannot own a next step. Choose a person."


class OwnerIsDeactivated(SocmobError):
    sentence = "This person's account is deactivated. Choose somebody else."


class OwnerIsExternal(SocmobError):
    sentence = (
        "This person is from another organisation, and the review is set up without people from outside. "
        "Choose somebody of your own organisation."
    )


class UnknownOwner(SocmobError):
    """Our copy of the workspace does not know this person: ask Slack about them, then try once more."""

    sentence = "I cannot find this person in Slack. Choose somebody else."

    def __init__(self, user_id: str) -> None:
        super().__init__()
        self.user_id = user_id
