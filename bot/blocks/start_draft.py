"""What somebody has put into the start form so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.language import marked, t
from bot.domain.reviews import OFFER_EVERYONE_UP_TO, Pace, RevealRule, TakesPart, Visibility

if TYPE_CHECKING:
    from datetime import date

SEASONS = (
    marked("Winter review"),
    marked("Spring review"),
    marked("Summer review"),
    marked("Autumn review"),
)
"""Of December to February, and so on."""


@dataclass(frozen=True)
class StartDraft:
    title: str
    channel_id: str | None = None
    facilitator_ids: tuple[str, ...] = ()
    deadline_on: date | None = None
    pace: Pace = Pace.ALL_AT_ONCE
    visibility: Visibility = Visibility.HIDDEN
    reveal_rule: RevealRule = RevealRule.ON_PRESS
    takes_part: TakesPart = TakesPart.EVERYONE
    participant_ids: tuple[str, ...] = ()
    allows_external: bool = False


def first_draft(
    user_id: str, channel_id: str | None, *, today: date, people: int | None = None
) -> StartDraft:
    """What the form says when it opens. ``people``: how many are in the channel, where that is known."""
    draft = StartDraft(default_title(today), channel_id, facilitator_ids=(user_id,))
    return for_people(draft, people)


def for_people(draft: StartDraft, people: int | None) -> StartDraft:
    """The draft with the default that fits a channel of so many people, for when the channel changes.

    Above the limit the default is chosen people; below it everyone, unless somebody is chosen already.
    """
    if people is None:
        return draft
    if people > OFFER_EVERYONE_UP_TO:
        return replace(draft, takes_part=TakesPart.CHOSEN)
    return draft if draft.participant_ids else replace(draft, takes_part=TakesPart.EVERYONE)


def default_title(today: date) -> str:
    """``Autumn review``; December belongs to winter."""
    return t(SEASONS[today.month % 12 // 3])
