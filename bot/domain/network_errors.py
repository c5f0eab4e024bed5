"""What the network, the digest and the settings refuse, each with the sentence that the person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.errors import SocmobError, mentions
from bot.domain.language import marked

if TYPE_CHECKING:
    from collections.abc import Iterable


class NotACoordinator(SocmobError):
    template = marked(
        "Only the coordinators of socmob ({coordinators}) and Slack's admins can change the settings of the "
        "whole workspace. Your own settings are yours: `/socmob settings`."
    )
    while_none_is_named = marked(
        "Only Slack's admins can change the settings of the whole workspace. "
        "Your own settings are yours: `/socmob settings`."
    )

    def __init__(self, coordinator_ids: Iterable[str]) -> None:
        named = mentions(coordinator_ids)
        super().__init__(coordinators=named)
        if not named:
            self.template = self.while_none_is_named


class OnlyForThisOrganisation(SocmobError):
    template = marked(
        "The network's digest is for people of this organisation. "
        "In the reviews that you take part in you see everything that the others see."
    )


class DayOffTwice(SocmobError):
    template = marked("That day is in the list already. Remove it there first, or choose another day.")


class DayOffOver(SocmobError):
    template = marked("That day is over. Choose today or a later day.")


class TooManyDaysOff(SocmobError):
    template = marked("The list is full. Remove a day that is no longer needed, then add this one.")


class NobodyCoordinates(SocmobError):
    template = marked("Name at least one person: somebody has to be able to change these settings.")


class CoordinatorIsNoMember(SocmobError):
    template = marked(
        "A coordinator has to be an active member of this workspace, no app and no guest. Take out {people}."
    )

    def __init__(self, user_ids: Iterable[str]) -> None:
        super().__init__(people=mentions(user_ids))


class UnknownTimeZone(SocmobError):
    template = marked("I do not know that time zone. Write one as in Europe/London or America/New_York.")


class OutsidersInChannel(SocmobError):
    template = marked(
        "People of other organisations are in that channel, and the digest is not for them. "
        "Choose another channel."
    )


class OnlyInPrivateChannels(SocmobError):
    template = marked("The counts of a review in a public channel are in the network's digest anyway.")
