"""What cannot be done with a next step, in the words that the person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.domain.days import Day
from bot.domain.errors import SocmobError, mentions
from bot.domain.language import marked
from bot.domain.next_steps import StepState
from bot.domain.people import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.next_steps import NextStep


class StepNotFound(SocmobError):
    template = marked("This next step is no longer there.")


class NoReviewForStep(SocmobError):
    template = marked(
        "A next step belongs to a review, and this channel has none, open or closed. "
        "Type `/socmob start` to begin one."
    )


class NotYourStep(SocmobError):
    template = marked(
        "Only its owner, whoever added it and the facilitators of its review can change this next "
        "step: {people}."
    )

    def __init__(self, can_change: Iterable[str]) -> None:
        super().__init__(people=mentions(can_change))


class StepFinished(SocmobError):
    template = marked("This next step is finished. Reopen it first: `/socmob steps all` shows it.")


class StepChanged(SocmobError):
    """Somebody was faster: the sentence says what is stored now."""

    template_of: ClassVar = {
        StepState.OPEN: marked(
            "Somebody changed this next step a moment ago: it is open, {owner} owns it, and it is due on "
            "{day}. Nothing else was done."
        ),
        StepState.IN_PROGRESS: marked(
            "Somebody changed this next step a moment ago: it is in progress, {owner} owns it, and it is due "
            "on {day}. Nothing else was done."
        ),
        StepState.DONE: marked(
            "Somebody changed this next step a moment ago: it is done, {owner} owns it, and it is due on "
            "{day}. Nothing else was done."
        ),
        StepState.WONT_DO: marked(
            "Somebody changed this next step a moment ago: it will not be done, {owner} owns it, and it is "
            "due on {day}. Nothing else was done."
        ),
    }

    def __init__(self, step: NextStep) -> None:
        super().__init__(owner=Mention(step.owner_id), day=Day(step.due_on))
        self.template = self.template_of[step.state]


class StepNotToUndo(SocmobError):
    template = marked(
        "That can no longer be undone: it is more than 24 hours ago, it was changed since, "
        "or somebody else did it. `/socmob steps all` shows the next step, with *Reopen*."
    )


class StepTextNeeded(SocmobError):
    template = marked("Say in a few words what is to be done.")


class StepTextTooLong(SocmobError):
    template = marked("Shorten this to 500 characters.")


class StepReasonNeeded(SocmobError):
    template = marked("Say in a few words why this is not done after all.")


class StepReasonTooLong(SocmobError):
    template = marked("Shorten this to 500 characters.")


class DueInPast(SocmobError):
    template = marked("Choose today or a later date.")


class DueTooFar(SocmobError):
    template = marked("Choose a date within the next 10 years.")


class OwnerIsNoPerson(SocmobError):
    template = marked("An app cannot own a next step. Choose a person.")


class OwnerIsDeactivated(SocmobError):
    template = marked("This person's account is deactivated. Choose somebody else.")


class OwnerIsExternal(SocmobError):
    template = marked(
        "This person is from another organisation, and the review is set up without people from outside. "
        "Choose somebody of your own organisation."
    )


class UnknownOwner(SocmobError):
    """Our copy of the workspace does not know this person: ask Slack about them, then try once more."""

    template = marked("I cannot find this person in Slack. Choose somebody else.")

    def __init__(self, user_id: str) -> None:
        super().__init__()
        self.user_id = user_id
