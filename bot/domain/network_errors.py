"""What the network, the digest and the settings refuse, each with the sentence that the person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.errors import SocmobError, mentions

if TYPE_CHECKING:
    from collections.abc import Iterable


class NotACoordinator(SocmobError):
    def __init__(self, coordinator_ids: Iterable[str]) -> None:
        named = mentions(coordinator_ids)
        who = f"the coordinators of socmob ({named}) and Slack's admins" if named else "Slack's admins"
        super().__init__(
            f"Only {who} can change the settings of the whole workspace. "
            "Your own settings are yours: `/socmob settings`."
        )


class OnlyForThisOrganisation(SocmobError):
    sentence = (
        "The network's digest is for people of this organisation. "
        "In the reviews that you take part in you see everything that the others see."
    )


class DayOffTwice(SocmobError):
    sentence = "That day is in the list already. Remove it there first, or choose another day."


class DayOffOver(SocmobError):
    sentence = "That day is over. Choose today or a later day."


class TooManyDaysOff(SocmobError):
    sentence = "The list is full. Remove a day that is no longer needed, then add this one."


class NobodyCoordinates(SocmobError):
    sentence = "Name at least one person: somebody has to be able to change these settings."


class CoordinatorIsNoMember(SocmobError):
    def __init__(self, user_ids: Iterable[str]) -> None:
        super().__init__(
            "A coordinator has to be an active member of this workspace, no app and no guest. "
            f"Take out {mentions(user_ids)}."
        )


class UnknownTimeZone(SocmobError):
    sentence = "I do not know that time zone. Write one as in Europe/London or America/New_York."


class OutsidersInChannel(SocmobError):
    sentence = (
        "People of other organisations are in that channel, and the digest is not for them. "
        "Choose another channel."
    )


class OnlyInPrivateChannels(SocmobError):
    sentence = "The counts of a review in a public channel are in the network's digest anyway."
