"""A channel of people with a review in it, for tests of what is kept."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.checklist_file import content_hash, load_checklist, parse_checklist
from bot.domain.answers import Choice, Press
from bot.domain.people import Member
from bot.domain.reviews import NewReview, Pace, RevealRule, TakesPart, Visibility
from bot.store import agreements, areas, boards, lifecycle, members, presses, reviews
from bot.store.checklists import Checklists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.domain.answers import Agreement
    from bot.domain.board import AreaBoard
    from bot.domain.errors import SocmobError
    from bot.domain.reviews import Review, ReviewArea
    from bot.store.engine import Database

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
CHANNEL = "CREVIEW"
LEAD = "ULEAD"
SECOND = "USECOND"
"""LEAD and SECOND facilitate."""
PEOPLE = ("U1", "U2", "U3", "U4", "U5", "U6")
GUEST = Member("UGUEST", is_guest=True)
EXTERNAL = Member("UOUTSIDE", is_external=True)
BOT = Member("UBOT", is_bot=True)
GONE = Member("UGONE", is_deleted=True)
EVERYBODY = [Member(user_id, tz="Europe/London") for user_id in (LEAD, SECOND, *PEOPLE)]

CHECKLIST, RAW = load_checklist(Path(__file__).resolve().parents[2] / "checklist.json")
HASH = content_hash(RAW)
AREA = "normalise"
"""An area of three questions."""
QUESTIONS = tuple(question.id for question in CHECKLIST.area(AREA).questions)
LATER = CHECKLIST.areas[2].id

NEW = NewReview(
    origin="V1",
    channel_id=CHANNEL,
    checklist_hash=HASH,
    area_ids=tuple(area.id for area in CHECKLIST.areas),
    title="Spring review",
    started_by=LEAD,
    tz="Europe/London",
    visibility=Visibility.HIDDEN,
    pace=Pace.BY_HAND,
    reveal_rule=RevealRule.ON_PRESS,
    takes_part=TakesPart.EVERYONE,
    allows_external=False,
    facilitator_ids=(LEAD, SECOND),
    participant_ids=(),
)


@dataclass
class Team:
    """``review_id`` is the review that was started last."""

    database: Database
    workspace_id: str
    checklists: Checklists = field(default_factory=lambda: Checklists(parse_checklist))
    review_id: int = 0
    _stamps: Iterator[int] = field(default_factory=lambda: itertools.count(1_700_000_000_000_000))

    async def write(self, fn: Callable[..., Any], *args: Any) -> Any:
        return await self.database.write(self.workspace_id, fn, *args)

    async def read(self, fn: Callable[..., Any], *args: Any) -> Any:
        return await self.database.read(self.workspace_id, fn, *args)

    async def gather(self, channel_id: str = CHANNEL, *more: Member) -> None:
        """Fills a channel with everybody, and ``more``."""
        people = [*EVERYBODY, *more]
        await self.write(members.save_members, people, NOW)
        ids = [person.user_id for person in people]
        await self.write(members.save_channel, channel_id, "team", False, ids, NOW)

    async def start(self, area_id: str | None = AREA, **changes: Any) -> Review:
        """Starts a review and posts one of its areas."""
        review: Review = await self.write(lifecycle.start, replace(NEW, **changes), RAW, NOW)
        self.review_id = review.id
        if area_id is not None:
            await self.post(area_id)
        return review

    async def post(self, area_id: str) -> None:
        await self.write(areas.post, await self.review(), area_id, LEAD, NOW)

    async def review(self) -> Review:
        found: Review = await self.read(reviews.get, self.review_id)
        return found

    async def area(self, area_id: str = AREA) -> ReviewArea:
        found: ReviewArea = await self.read(reviews.area, self.review_id, area_id)
        return found

    async def board(self, area_id: str = AREA, round_: int | None = None) -> AreaBoard:
        found: AreaBoard = await self.read(
            boards.area_board, self.checklists, self.review_id, area_id, round_
        )
        return found

    def press(
        self,
        user_id: str,
        question_id: str = QUESTIONS[0],
        choice: Choice | None = Choice.AMBER,
        **changes: Any,
    ) -> Press:
        """Later than all before it, unless ``chosen_at_us`` says otherwise."""
        press = Press(
            self.workspace_id, self.review_id, AREA, 1, question_id, user_id, choice, next(self._stamps)
        )
        return replace(press, **changes)

    def presses(self, user_id: str, choice: Choice = Choice.AMBER, **changes: Any) -> list[Press]:
        """One on every question of the area."""
        return [self.press(user_id, question_id, choice, **changes) for question_id in QUESTIONS]

    async def record(self, *given: Press) -> list[SocmobError | None]:
        outcomes: list[SocmobError | None] = await self.write(presses.record_many, given)
        return outcomes

    async def answer(self, *user_ids: str, choice: Choice = Choice.AMBER, **changes: Any) -> None:
        """Each of them answers the whole area."""
        given = [press for user_id in user_ids for press in self.presses(user_id, choice, **changes)]
        assert await self.record(*given) == [None] * len(given)

    async def reveal(self, round_: int | None = None, by: str | None = LEAD, area_id: str = AREA) -> bool:
        revealed: bool = await self.write(
            areas.reveal, await self.review(), CHECKLIST, area_id, round_, by, NOW
        )
        return revealed

    async def reopen(self) -> None:
        await self.write(areas.reopen, await self.review(), AREA, LEAD, "Nobody had read it", NOW)

    async def agree(
        self,
        choice: Choice = Choice.AMBER,
        *,
        reason: str | None = None,
        sequence: int | None = None,
        by: str = LEAD,
        question_id: str = QUESTIONS[0],
        now: datetime = NOW,
    ) -> Agreement:
        agreement: Agreement = await self.write(
            agreements.agree, self.review_id, AREA, question_id, choice, reason, sequence, by, now
        )
        return agreement

    async def undo(self, sequence: int, *, by: str = LEAD, now: datetime = NOW) -> None:
        await self.write(agreements.undo, self.review_id, AREA, QUESTIONS[0], sequence, by, now)
