"""App Homes to render: of each kind of person, and with the most and the longest that there can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.blocks import home as home_blocks
from bot.blocks.kit import View
from bot.domain.answers import Tally, propose
from bot.domain.calendar import EVERY_WEEKDAY
from bot.domain.home import (
    MOST_FACILITATED,
    REVIEWS_TO_A_PAGE,
    STEPS_TO_A_PAGE,
    Coordinating,
    Facilitated,
    Home,
    OwnSteps,
    ReviewList,
    ShownReview,
    ToDiscuss,
    WaitingArea,
)
from bot.domain.network import Membership, OwnDay, PersonSettings, WorkspaceSettings
from bot.domain.next_steps import StepChange, StepCounts
from bot.domain.people import Member
from bot.domain.reviews import AreaState
from bot.domain.status import ReviewStatus
from tests.blocks import message_examples, step_examples
from tests.blocks.block_examples import NOW, TODAY, longest
from tests.blocks.step_examples import OWNER

REGIONS = {"GB-ENG": "England and Wales", "": "No bank holidays"}
NO_STEPS = OwnSteps((), 0, StepCounts())
NO_REVIEWS = ReviewList((), 0, 0)
DEADLINE = {"deadline_on": date(2026, 12, 11)}


def home(**changes: object) -> Home:
    """Of somebody who has no review yet."""
    plain = Home(
        user_id=OWNER,
        person=Member(OWNER, "Cara", "Europe/London"),
        tz="Europe/London",
        now=NOW,
        today=TODAY,
        said=None,
        result=None,
        waiting=(),
        facilitated=(),
        also_facilitates=0,
        steps=NO_STEPS,
        reviews=NO_REVIEWS,
        settings=PersonSettings(OWNER),
        common=WorkspaceSettings("Europe/London", "GB-ENG"),
        next_digest_at=None,
        coordinating=None,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def view(shown: Home) -> View:
    return home_blocks.view(shown, calendar=EVERY_WEEKDAY, regions=REGIONS, questions=42)


def waiting(status: ReviewStatus, given: int = 0) -> tuple[WaitingArea, ...]:
    return tuple(
        WaitingArea(status.review, status.checklist, one.area, one.review_area, given)
        for one in status.areas
        if one.review_area.state is AreaState.OPEN
    )


def reviews(*statuses: ReviewStatus, **changes: object) -> ReviewList:
    shown = tuple(ShownReview(status, StepCounts(12, 3, 2)) for status in statuses)
    return replace(ReviewList(shown, 0, len(shown)), **changes)  # type: ignore[arg-type]


def steps(number: int, total: int | None = None, start: int = 0) -> OwnSteps:
    shown = tuple(step_examples.placed(id=start + one) for one in range(1, number + 1))
    return OwnSteps(shown, start, StepCounts(total or number, 1, 2))


def to_discuss(status: ReviewStatus, tally: Tally) -> tuple[ToDiscuss, ...]:
    return tuple(
        ToDiscuss(one.area, question, tally, propose(tally))
        for one in status.areas
        if one.review_area.state is AreaState.REVEALED
        for question in one.area.questions
    )


def a_member(**changes: object) -> PersonSettings:
    return PersonSettings(OWNER, Membership.JOINED, **changes)  # type: ignore[arg-type]


def longest_home(state: AreaState) -> Home:
    """The middle page of both lists, in reviews of forty areas whose every text is as long as it may be."""
    owner = {"facilitator_ids": (OWNER, *(f"U{'W' * 18}{one:02d}" for one in range(10)))}
    several = [
        message_examples.longest_status(state, id=999_999_900 + one, **owner, **DEADLINE)
        for one in range(REVIEWS_TO_A_PAGE)
    ]
    still_open = message_examples.longest_status(AreaState.OPEN, id=999_999_999, **DEADLINE)
    placed = tuple(step_examples.longest_placed(one) for one in range(STEPS_TO_A_PAGE))
    everyone = Tally(200, 200, 200, 200, 200)
    return home(
        said=longest(3400),
        waiting=waiting(still_open, given=3) * 8,
        facilitated=tuple(Facilitated(one, to_discuss(one, everyone)) for one in several[:MOST_FACILITATED]),
        also_facilitates=25,
        steps=OwnSteps(placed, 150, StepCounts(300, 300, 300)),
        reviews=ReviewList(tuple(ShownReview(one, StepCounts(300, 300, 300)) for one in several), 15, 30),
        settings=a_member(),
        common=WorkspaceSettings(
            "America/Argentina/ComodRivadavia",
            "GB-ENG",
            network_channel_id="C" + "W" * 20,
            digest_channel_id="C" + "X" * 20,
        ),
        next_digest_at=NOW,
        coordinating=Coordinating(
            tuple(f"U{'W' * 18}{one:02d}" for one in range(20)),
            tuple(OwnDay(date(2027, 1, one), True, longest(500)) for one in range(1, 29)),
        ),
    )


def with_result(shown: Home, change: StepChange, by: str = OWNER) -> Home:
    return replace(shown, result=step_examples.outcome(change, by))
