"""Next steps by the hundred thousand, made by the database itself: 2,000 owners in 20 workspaces."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Integer, String, case, cast, column, create_engine, insert, literal, select, update
from sqlalchemy.pool import NullPool

from bot.checklist_file import content_hash, load_checklist
from bot.domain.next_steps import StepState
from bot.domain.reviews import Pace, RevealRule, ReviewState, TakesPart, Visibility
from bot.store import checklists
from bot.store.engine import database_url
from bot.store.schema import deliveries, members, next_steps, reviews, workspaces

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Engine, Subquery

WORKSPACES = 20
OWNERS = 100
"""In each workspace."""

ZONES = ("Europe/London", "America/New_York", "Asia/Tokyo", "Europe/Paris", "Pacific/Apia", "Asia/Kolkata")
NOW = datetime(2026, 12, 11, 22, tzinfo=UTC)
TODAY = date(2026, 12, 11)
CHECKLIST = Path(__file__).resolve().parents[2] / "checklist.json"


def engine(url: str) -> Engine:
    return create_engine(database_url(url), poolclass=NullPool)


def people(connection: Connection) -> None:
    """The workspaces, a review in each, and all owners, in several time zones."""
    _, raw = load_checklist(CHECKLIST)
    checklists.keep(connection, content_hash(raw), raw)
    names = [f"TBENCH{number:02}" for number in range(WORKSPACES)]
    connection.execute(
        insert(workspaces),
        [{"id": one, "name": one, "app_user_id": "UAPP", "bot_id": "BAPP", "seen_at": NOW} for one in names],
    )
    connection.execute(insert(reviews), [_review(number, one, raw) for number, one in enumerate(names, 1)])
    zones = [ZONES[number % len(ZONES)] for number in range(OWNERS)]
    connection.execute(
        insert(members),
        [
            {"workspace_id": one, "user_id": f"U{number}", "name": "", "tz": tz, "seen_at": NOW}
            | dict.fromkeys(("is_bot", "is_deleted", "is_guest", "is_external", "is_admin"), False)
            for one in names
            for number, tz in enumerate(zones)
        ],
    )


def add(connection: Connection, number: int, *, first: int = 1) -> None:
    """``number`` next steps with ids from ``first`` on, one after the other for each owner; none is due."""
    n = column("n", Integer)
    workspace = literal("TBENCH") + _two_digits(n % WORKSPACES)
    owner = literal("U") + cast(n // WORKSPACES % OWNERS, String)
    values: dict[str, ColumnElement] = {
        "id": n,
        "workspace_id": workspace,
        "review_id": n % WORKSPACES + 1,
        "area_id": literal("normalise"),
        "origin": literal("bench ") + cast(n, String),
        "sequence": literal(1),
        "text": literal("Write the manager prompts"),
        "owner_id": owner,
        "due_on": literal(TODAY + timedelta(days=7)),
        "state": literal(StepState.OPEN, next_steps.c.state.type),
        "created_by": owner,
        "created_at": literal(NOW, next_steps.c.created_at.type),
        "changed_at": literal(NOW, next_steps.c.created_at.type),
        "assigned_by": owner,
        "owner_told_at": literal(NOW, next_steps.c.created_at.type),
        "remind_at": literal(NOW + timedelta(days=300), next_steps.c.remind_at.type),
        "remind_on": literal(TODAY + timedelta(days=300)),
    }
    series = _series(first, first + number - 1)
    connection.execute(
        insert(next_steps).from_select(list(values), select(*values.values()).select_from(series))
    )


def make_due(connection: Connection) -> None:
    """All of them have something to say now, and no message is planned."""
    connection.execute(deliveries.delete())
    connection.execute(
        update(next_steps).values(
            remind_at=NOW - timedelta(hours=1), remind_on=TODAY, in_morning_of=None, escalated_at=None
        )
    )


def _series(first: int, last: int) -> Subquery:
    start = select(literal(first).label("n")).cte("series", recursive=True)
    series = start.union_all(select(start.c.n + 1).where(start.c.n < last))
    return select(series.c.n).subquery("numbers")


def _two_digits(n: ColumnElement[int]) -> ColumnElement[str]:
    return case((n < 10, literal("0") + cast(n, String)), else_=cast(n, String))


def _review(number: int, workspace_id: str, raw: object) -> dict[str, object]:
    return {
        "id": number,
        "workspace_id": workspace_id,
        "channel_id": "CBENCH",
        "checklist_hash": content_hash(raw),
        "origin": "bench",
        "title": "Bench review",
        "state": ReviewState.OPEN,
        "started_by": "U0",
        "started_at": NOW,
        "tz": "Europe/London",
        "visibility": Visibility.HIDDEN,
        "pace": Pace.BY_HAND,
        "reveal_rule": RevealRule.ON_PRESS,
        "takes_part": TakesPart.EVERYONE,
        "allows_external": False,
        "shares_counts": False,
    }
