"""A team in a channel, and what it does in a review, straight against the store."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.checklist_file import content_hash, load_checklist, parse_checklist
from bot.domain.answers import Choice, Press
from bot.domain.people import Member
from bot.domain.reviews import NewReview, Pace, RevealRule, TakesPart, Visibility
from bot.store import areas, boards, lifecycle, members
from bot.store.checklists import Checklists
from bot.store.presses import record_many
from tests.databases import WORKSPACE

if TYPE_CHECKING:
    from bot.domain.errors import SocmobError
    from bot.domain.reviews import Review
    from bot.store.engine import Database

NOW = datetime(2026, 12, 7, 9, tzinfo=UTC)
CHECKLIST, RAW = load_checklist(Path(__file__).resolve().parents[2] / "checklist.json")
CHANNEL = "C0000001"
LEAD, *TEAM = PEOPLE = [f"U000000{number}" for number in range(1, 7)]
GUEST, OUTSIDER, BOT, GONE = "U0000010", "U0000011", "U0000012", "U0000013"
AREA = "normalise"
QUESTIONS = [question.id for question in CHECKLIST.area(AREA).questions]

NEW = NewReview(
    origin="V1",
    channel_id=CHANNEL,
    checklist_hash=content_hash(RAW),
    area_ids=tuple(area.id for area in CHECKLIST.areas),
    title="Spring review",
    started_by=LEAD,
    tz="Europe/London",
    visibility=Visibility.HIDDEN,
    pace=Pace.BY_HAND,
    reveal_rule=RevealRule.ON_PRESS,
    takes_part=TakesPart.EVERYONE,
    allows_external=False,
    facilitator_ids=(LEAD,),
    participant_ids=(),
)
_stamps = itertools.count(1)


@dataclass
class Team:
    """One review and its database; times are business time."""

    database: Database
    review: Review
    checklists: Checklists
    now: datetime = NOW

    async def write(self, fn: Any, *args: Any) -> Any:
        return await self.database.write(WORKSPACE, fn, *args)

    async def read(self, fn: Any, *args: Any) -> Any:
        return await self.database.read(WORKSPACE, fn, *args)

    def press(
        self,
        user_id: str,
        choice: Choice | None,
        question_id: str = QUESTIONS[0],
        *,
        round_: int = 1,
        at: int | None = None,
        area_id: str = AREA,
    ) -> Press:
        stamp = next(_stamps) if at is None else at
        return Press(WORKSPACE, self.review.id, area_id, round_, question_id, user_id, choice, stamp)

    async def record(self, *presses: Press) -> list[SocmobError | None]:
        return await self.write(record_many, list(presses))

    async def answer(self, user_id: str, choice: Choice, *, round_: int = 1) -> None:
        """The whole area at once."""
        presses = [self.press(user_id, choice, question_id, round_=round_) for question_id in QUESTIONS]
        assert await self.record(*presses) == [None] * len(QUESTIONS)

    async def reveal(self, round_: int | None = None) -> bool:
        return await self.write(areas.reveal, self.review, CHECKLIST, AREA, round_, LEAD, self.now)

    async def board(self) -> Any:
        return await self.read(boards.area_board, self.checklists, self.review.id, AREA)

    def later(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now


async def people_in(database: Database, channel_id: str = CHANNEL) -> None:
    people = [
        *(Member(user_id, user_id, "Europe/London") for user_id in PEOPLE),
        Member(GUEST, is_guest=True),
        Member(OUTSIDER, is_external=True),
        Member(BOT, is_bot=True),
        Member(GONE, is_deleted=True),
    ]
    everybody = [person.user_id for person in people]
    await database.write(WORKSPACE, members.save_members, people, NOW)
    await database.write(WORKSPACE, members.save_channel, channel_id, "social-mobility", everybody, NOW)


async def start(database: Database, **changes: Any) -> Review:
    return await database.write(WORKSPACE, lifecycle.start, replace(NEW, **changes), RAW, NOW)


async def team(database: Database, **changes: Any) -> Team:
    """A review in the channel, its area ``AREA`` open."""
    await people_in(database)
    review = await start(database, **changes)
    if review.pace is Pace.BY_HAND:
        await database.write(WORKSPACE, areas.post, review, AREA, LEAD, NOW)
    return Team(database, review, Checklists(parse_checklist))
