"""The sentence for each thing that can go wrong while a person waits."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from bot.domain.errors import SocmobError
from bot.domain.language import marked, t
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

if TYPE_CHECKING:
    from collections.abc import Mapping


class Again(Enum):
    """How somebody tries once more what did not work."""

    ANYHOW = auto()
    PRESS_START = auto()
    PRESS_START_AGAIN = auto()
    PRESS_SAVE_AGAIN = auto()


NOT_IN_CHANNEL: Mapping[Again, str] = {
    Again.ANYHOW: marked("I am not in that channel yet. Type `/invite @socmob` there, then try again."),
    Again.PRESS_START: marked(
        "I am not in that channel yet. Type `/invite @socmob` there, then press Start."
    ),
    Again.PRESS_START_AGAIN: marked(
        "I am not in that channel yet. Type `/invite @socmob` there, then press Start again; "
        "this form stays as it is."
    ),
    Again.PRESS_SAVE_AGAIN: marked(
        "I am not in that channel yet. Type `/invite @socmob` there, then press Save again; "
        "this form stays as it is."
    ),
}
SLACK_IS_SLOW: Mapping[Again, str] = {
    Again.ANYHOW: marked("Slack did not answer me in time. Nothing is lost: please try again in a moment."),
    Again.PRESS_START: marked(
        "Slack did not answer me in time. Nothing is lost: please press Start in a moment."
    ),
    Again.PRESS_START_AGAIN: marked(
        "Slack did not answer me in time. Nothing is lost: please press Start again in a moment; "
        "this form stays as it is."
    ),
    Again.PRESS_SAVE_AGAIN: marked(
        "Slack did not answer me in time. Nothing is lost: please press Save again in a moment; "
        "this form stays as it is."
    ),
}
SENTENCES: Mapping[type[SlackFailure], str] = {
    Archived: marked(
        "That channel is archived, so nothing can be posted there. Everything said so far is kept."
    ),
    NotAllowed: marked(
        "A rule of this workspace or channel keeps me from posting there. Ask whoever runs it."
    ),
    TooLate: marked("That took too long and Slack closed the form. Please press again."),
    PersonGone: marked("Slack no longer knows that person here. Choose somebody else."),
    MissingScope: marked("I lack a permission for that. Ask whoever installed socmob to install it again."),
    Disconnected: marked("I am no longer connected to this workspace. Ask whoever installed socmob."),
}


def sentence_of(error: SocmobError | SlackFailure, again: Again = Again.ANYHOW) -> str:
    """What happened, what still holds, and what to do."""
    if isinstance(error, SocmobError):
        return error.sentence
    if isinstance(error, NotInChannel):
        return t(NOT_IN_CHANNEL[again])
    for cause, sentence in SENTENCES.items():
        if isinstance(error, cause):
            return t(sentence)
    return t(SLACK_IS_SLOW[again])
