"""A workspace full of people, each with a next step that they are to be reminded of now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import insert, literal, select

from bot.domain.deliveries import DeliveryState
from bot.domain.next_steps import StepChange, StepState
from bot.domain.people import Member
from bot.store import lifecycle, members, workspaces
from bot.store.engine import open_database
from bot.store.schema import deliveries, next_step_changes, next_steps
from tests.proof.ledger_slack import APP_BOT, APP_USER, TEAM
from tests.store.reviewing import CHANNEL, LEAD, NEW, RAW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Row


WEDNESDAY = 2


def person(number: int) -> str:
    return f"U{number:07d}"


def ahead() -> float:
    """How many seconds it is to ten o'clock on the next Wednesday: reminders come on working mornings."""
    now = datetime.now(UTC)
    days = (WEDNESDAY - now.weekday()) % 7 or 7
    return ((now + timedelta(days=days)).replace(hour=10, minute=0, second=0) - now).total_seconds()


async def seed(database_url: str, people: int, ahead: float) -> None:
    """One reminder is due for each of ``people``; nothing is planned yet."""
    database = open_database(database_url)
    now = datetime.now(UTC) + timedelta(seconds=ahead)
    everybody = [Member(person(number), f"Person {number}", "Etc/UTC") for number in range(people)]
    await database.write(TEAM, workspaces.save, "Proof", APP_USER, APP_BOT, now)
    await database.write(TEAM, members.save_members, [Member(LEAD, tz="Etc/UTC"), *everybody], now)
    owners = [one.user_id for one in everybody]
    await database.write(TEAM, members.save_channel, CHANNEL, "proof", [LEAD, *owners], now)
    review = await database.write(TEAM, lifecycle.start, replace(NEW, tz="Etc/UTC"), RAW, now)
    await database.write(TEAM, _steps, review.id, owners, now)
    await database.close()


def _steps(
    connection: Connection, workspace_id: str, review_id: int, owners: Sequence[str], now: datetime
) -> None:
    """Due tomorrow, told of before: what is due now is the reminder of the day before."""
    connection.execute(
        insert(next_steps),
        [
            {
                "workspace_id": workspace_id,
                "review_id": review_id,
                "origin": f"seed {number}",
                "sequence": 1,
                "text": f"Write the prompts for office {number}",
                "owner_id": owner_id,
                "due_on": now.date() + timedelta(days=1),
                "state": StepState.OPEN,
                "created_by": LEAD,
                "created_at": now,
                "changed_at": now,
                "assigned_by": LEAD,
                "owner_told_at": now,
                "remind_at": now,
                "remind_on": now.date(),
            }
            for number, owner_id in enumerate(owners)
        ],
    )
    added = literal(StepChange.ADDED, next_step_changes.c.change.type)
    columns = ("workspace_id", "step_id", "sequence", "change", "changed_by", "changed_at", "before", "after")
    nothing = literal({}, next_step_changes.c.before.type)
    connection.execute(
        insert(next_step_changes).from_select(
            columns,
            select(
                next_steps.c.workspace_id,
                next_steps.c.id,
                next_steps.c.sequence,
                added,
                next_steps.c.created_by,
                next_steps.c.created_at,
                nothing,
                nothing,
            ).where(next_steps.c.workspace_id == workspace_id),
        )
    )


async def rows(database_url: str) -> list[Row]:
    """All deliveries as they stand."""
    database = open_database(database_url)
    found: list[Row] = await database.read(TEAM, _rows)
    await database.close()
    return found


def _rows(connection: Connection, _workspace_id: str) -> list[Row]:
    return list(connection.execute(select(deliveries)).all())


ENDED = (DeliveryState.SENT, DeliveryState.DEAD, DeliveryState.SKIPPED)
