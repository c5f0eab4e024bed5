"""Reviews in several channels, what is agreed in them, and who reads of it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.checklist_file import parse_checklist
from bot.domain.answers import Choice
from bot.domain.people import Member
from bot.domain.reviews import ReviewState
from bot.store import agreements, digests, lifecycle, members, network
from bot.store.checklists import Checklists
from bot.store.schema import reviews
from bot.store.standings import Standings
from tests.databases import WORKSPACE
from tests.store.reviewing import CHECKLIST, LEAD, NEW, NOW, RAW, TEAM
from tests.store.stepping import CALENDARS

if TYPE_CHECKING:
    from bot.domain.digest import Digest
    from bot.domain.reviews import Review
    from bot.store.engine import Database

OPEN_CHANNEL, PRIVATE, ELSEWHERE = "C0000001", "C0000002", "C0000003"
READER, STRANGER, GUEST, OUTSIDER = TEAM[0], "U0000020", "U0000021", "U0000022"
CHECKLISTS = Checklists(parse_checklist)
_origins = itertools.count(1)


async def people(database: Database) -> None:
    """The team is in every channel; the stranger, a guest and an outsider are in none."""
    everybody = [
        *(Member(user_id, user_id, "Europe/London") for user_id in (LEAD, *TEAM)),
        Member(STRANGER, "stranger", "Europe/London"),
        Member(GUEST, "guest", "Europe/London", is_guest=True),
        Member(OUTSIDER, "outsider", "Europe/London", is_external=True),
    ]
    await database.write(WORKSPACE, members.save_members, everybody, NOW)


async def channel(database: Database, channel_id: str, *user_ids: str, is_private: bool = False) -> None:
    def save(connection: Any, workspace_id: str) -> None:
        present = user_ids or (LEAD, *TEAM)
        members.save_channel(
            connection, workspace_id, channel_id, channel_id.lower(), present, NOW, is_private=is_private
        )

    await database.write(WORKSPACE, save)


async def review(database: Database, channel_id: str = OPEN_CHANNEL, at: datetime = NOW) -> Review:
    new = replace(NEW, origin=f"V{next(_origins)}", channel_id=channel_id)
    return await database.write(WORKSPACE, lifecycle.start, new, RAW, at)


async def agreed(
    database: Database, review: Review, question_id: str, choice: Choice | None, at: datetime, round_: int = 1
) -> None:
    """Puts an agreement on the record; None takes the last one back."""

    def add(connection: Any, workspace_id: str) -> None:
        past = agreements.history(connection, workspace_id, review.id, question_id)
        connection.execute(
            agreements.agreements.insert().values(
                workspace_id=workspace_id,
                review_id=review.id,
                area_id=CHECKLIST.area_of(question_id).id,
                question_id=question_id,
                sequence=len(past) + 1,
                round=round_,
                choice=choice,
                agreed_by=LEAD,
                agreed_at=at,
            )
        )

    await database.write(WORKSPACE, add)


async def state(database: Database, review: Review, to: ReviewState, **values: Any) -> None:
    def change(connection: Any, workspace_id: str) -> None:
        connection.execute(
            reviews.update()
            .where(reviews.c.workspace_id == workspace_id, reviews.c.id == review.id)
            .values(state=to, **values)
        )

    await database.write(WORKSPACE, change)


async def digest(
    database: Database, user_id: str = READER, now: datetime = NOW, standings: Standings | None = None
) -> Digest:
    standings = standings or Standings()
    return await database.read(WORKSPACE, digests.of_person, CHECKLISTS, CALENDARS, standings, user_id, now)


async def channels_digest(database: Database, channel_id: str, now: datetime = NOW) -> Digest:
    return await database.read(
        WORKSPACE, digests.of_channel, CHECKLISTS, CALENDARS, Standings(), channel_id, now
    )


async def joins(database: Database, user_id: str, now: datetime = NOW) -> None:
    await database.write(WORKSPACE, network.join, CALENDARS, user_id, now)


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)
