"""A review, its areas, and who may do what in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.errors import (
    AreaNotPosted,
    AreaRevealed,
    NotAFacilitator,
    ReviewClosed,
    RoundOver,
)
from bot.domain.facilitators_only import FacilitatorsOnly

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from bot.domain.people import Member

OFFER_EVERYONE_UP_TO = 30
"""Up to this many people, *everyone in this channel* is what the start form offers first."""

LIVE_FROM = 8
"""A live review of fewer people would show who pressed what."""

SMALL_TEAM = 5
"""With fewer people than this most distributions stay hidden; the start form says so."""

REVEAL_AFTER = timedelta(minutes=10)
"""How long after everyone has answered an area reveals itself, where the review was started so."""

RESUME_WITHIN = timedelta(days=7)
"""How long a closed review can be opened again."""

UNDO_WITHIN = timedelta(hours=24)
"""How long whoever agreed a collective answer can take it back with one press."""


class ReviewState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    DISCARDED = "discarded"


class AreaState(StrEnum):
    PENDING = "pending"
    OPEN = "open"
    REVEALED = "revealed"


class Visibility(StrEnum):
    HIDDEN = "hidden"
    LIVE = "live"


class Pace(StrEnum):
    ALL_AT_ONCE = "all_at_once"
    ONE_A_DAY = "one_a_day"
    BY_HAND = "by_hand"


class RevealRule(StrEnum):
    ON_PRESS = "on_press"
    WHEN_COMPLETE = "when_complete"
    AT_DEADLINE = "at_deadline"


class TakesPart(StrEnum):
    EVERYONE = "everyone"
    CHOSEN = "chosen"


@dataclass(frozen=True)
class Participation:
    """Who is asked to answer."""

    takes_part: TakesPart
    allows_external: bool


@dataclass(frozen=True)
class NewReview:
    """What a review is started with. ``origin`` is unique to the form it came from."""

    origin: str
    channel_id: str
    checklist_hash: str
    area_ids: tuple[str, ...]
    title: str
    started_by: str
    tz: str
    visibility: Visibility
    pace: Pace
    reveal_rule: RevealRule
    takes_part: TakesPart
    allows_external: bool
    facilitator_ids: tuple[str, ...]
    participant_ids: tuple[str, ...]
    deadline_on: date | None = None


@dataclass(frozen=True)
class Review:
    """``deadline_on`` is a calendar day in ``tz``, the time zone of whoever started the review.

    ``next_post_at``, ``nudge_at`` and ``deadline_at`` are when a worker has something to do for it next: post
    an area, remind those who have not answered, end the time to answer. ``shares_counts``: whether the
    network hears of its counts though its channel is private.
    """

    workspace_id: str
    id: int
    channel_id: str
    checklist_hash: str
    title: str
    state: ReviewState
    started_by: str
    started_at: datetime
    tz: str
    visibility: Visibility
    pace: Pace
    reveal_rule: RevealRule
    takes_part: TakesPart
    allows_external: bool
    facilitator_ids: tuple[str, ...]
    deadline_on: date | None = None
    shares_counts: bool = False
    paused_at: datetime | None = None
    next_post_at: datetime | None = None
    nudge_at: datetime | None = None
    deadline_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None

    @property
    def is_open(self) -> bool:
        return self.state is ReviewState.OPEN

    @property
    def is_paused(self) -> bool:
        return self.is_open and self.paused_at is not None

    @property
    def time_is_over(self) -> bool:
        """Whether its deadline has passed; answers are taken all the same until the reveal."""
        return self.is_open and self.deadline_on is not None and self.deadline_at is None

    @property
    def participation(self) -> Participation:
        return Participation(self.takes_part, self.allows_external)

    def can_resume(self, now: datetime) -> bool:
        return (
            self.state is ReviewState.CLOSED
            and self.closed_at is not None
            and now <= self.closed_at + RESUME_WITHIN
        )


@dataclass(frozen=True)
class ReviewArea:
    """Where one area of a review stands. ``answered``, ``taking_part`` and ``in_part`` are fixed at the
    reveal."""

    review_id: int
    area_id: str
    position: int
    state: AreaState
    round: int
    opened_at: datetime | None = None
    complete_at: datetime | None = None
    reveal_at: datetime | None = None
    revealed_at: datetime | None = None
    revealed_by: str | None = None
    answered: int | None = None
    taking_part: int | None = None
    in_part: int | None = None


@dataclass(frozen=True)
class Progress:
    """``n of m have answered``, and whether nobody is left to wait for.

    ``in_part``: how many more have answered some of the questions.
    """

    answered: int
    taking_part: int
    is_complete: bool
    in_part: int = 0


def takes_part(participation: Participation, member: Member, is_chosen: bool) -> bool:
    """Whether a member of the review's channel is asked to answer.

    ``is_chosen``: named as a participant or as a facilitator. Guests take part only where they are chosen;
    people of other organisations only where the review allows them.
    """
    if not member.is_person:
        return False
    if member.is_external and not participation.allows_external:
        return False
    if participation.takes_part is TakesPart.CHOSEN or member.is_guest:
        return is_chosen
    return True


def progress(
    taking_part: AbstractSet[str], completed: AbstractSet[str], facilitators: AbstractSet[str]
) -> Progress:
    """Counts who has answered a whole area.

    ``taking_part``: those asked and in the channel now. A facilitator counts only once they have answered the
    whole area; who has left counts only if they had. An area is complete when nobody else is waited for;
    where only facilitators take part, when all of them have answered.
    """
    asked = taking_part - facilitators
    counted = asked | completed
    waiting = (asked or taking_part) - completed
    return Progress(len(completed), len(counted), bool(completed) and not waiting)


def check_answer(review: ReviewState, area: AreaState, current_round: int, round_: int) -> None:
    """Raises the refusal that fits where an answer to this round of the area cannot be taken."""
    if review is not ReviewState.OPEN:
        raise ReviewClosed
    if area is AreaState.PENDING:
        raise AreaNotPosted
    if round_ != current_round:
        raise RoundOver
    if area is AreaState.REVEALED:
        raise AreaRevealed


def check_open(review: Review) -> None:
    """Raises ReviewClosed."""
    if not review.is_open:
        raise ReviewClosed


def check_facilitator(review: Review, user_id: str, refused: FacilitatorsOnly) -> None:
    """Raises NotAFacilitator, which says what is ``refused``."""
    if user_id not in review.facilitator_ids:
        raise NotAFacilitator(refused, review.facilitator_ids)
