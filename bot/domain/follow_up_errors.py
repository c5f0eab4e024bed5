"""What cannot be done with follow-up questions, in the words that the person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.errors import SocmobError, mentions
from bot.domain.language import marked
from bot.domain.people import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable


class FollowUpsNotYet(SocmobError):
    template = marked(
        "The follow-up questions come when all answers are agreed, or when the review is closed. "
        "So far {agreed} of {total} are agreed: `/socmob next` shows what comes next."
    )

    def __init__(self, agreed: int, total: int) -> None:
        super().__init__(agreed=agreed, total=total)


class NoFollowUpsHere(SocmobError):
    template = marked(
        "Follow-up questions belong to a review, and this channel has none, open or closed. "
        "Type `/socmob start` to begin one."
    )


class NotAnsweringFollowUps(SocmobError):
    template = marked(
        "Those who take part in this review and its facilitators answer its follow-up questions. "
        "You can read along and add next steps. If you should be one of them, ask its facilitators: "
        "{facilitators}."
    )

    def __init__(self, facilitator_ids: Iterable[str]) -> None:
        super().__init__(facilitators=mentions(facilitator_ids))


class AnsweredMeanwhile(SocmobError):
    template = marked(
        "{person} answered this a moment ago, so nothing was changed. "
        "`/socmob follow-ups` shows their answer."
    )

    def __init__(self, by_user_id: str) -> None:
        super().__init__(person=Mention(by_user_id))
