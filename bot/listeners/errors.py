"""The sentence for each thing that can go wrong while a person waits."""

from __future__ import annotations

from bot.domain.errors import SocmobError
from bot.slack.failures import (
    Archived,
    Disconnected,
    MissingScope,
    NotAllowed,
    NotInChannel,
    PersonGone,
    SlackFailure,
    TooLate,
)

SENTENCES: dict[type[SlackFailure], str] = {
    NotInChannel: "I am not in that channel yet. Type `/invite @socmob` there, then try again.",
    Archived: "That channel is archived, so nothing can be posted there. Everything said so far is kept.",
    NotAllowed: "A rule of this workspace or channel keeps me from posting there. Ask whoever runs it.",
    TooLate: "That took too long and Slack closed the form. Please press again.",
    PersonGone: "Slack no longer knows that person here. Choose somebody else.",
    MissingScope: "I lack a permission for that. Ask whoever installed socmob to install it again.",
    Disconnected: "I am no longer connected to this workspace. Ask whoever installed socmob.",
}
SLACK_IS_SLOW = "Slack did not answer me in time. Nothing is lost: please try again in a moment."


def sentence_of(error: SocmobError | SlackFailure) -> str:
    """What happened, what still holds, and what to do."""
    if isinstance(error, SocmobError):
        return error.sentence
    return next(
        (sentence for cause, sentence in SENTENCES.items() if isinstance(error, cause)), SLACK_IS_SLOW
    )
