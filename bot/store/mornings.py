"""What a morning message holds: read when it is sent, and again whenever something in it was pressed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import literal, select, update

from bot.domain.calendar import instant, local_date
from bot.domain.deliveries import DeliveryState
from bot.domain.mornings import MOST_STEPS, SAYS_LATE_FROM, Morning, MorningStep
from bot.domain.next_steps import UNFINISHED
from bot.store import morning_rows, nudges, settings, step_lists, step_rows
from bot.store.schema import deliveries, morning_steps, next_steps
from bot.store.upsert import insert

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row

    from bot.domain.next_steps import NextStep
    from bot.store.checklists import Checklists
    from bot.store.settings import Calendars

step = next_steps.c
carried = morning_steps.c

FIRST = 0
"""Its place is not known: before all others."""


def content(
    connection: Connection,
    workspace_id: str,
    user_id: str,
    on: date,
    now: datetime,
    calendars: Calendars,
    checklists: Checklists,
) -> Morning:
    """What the message of a day has to say before it is sent: to somebody who wants no reminders, only what
    others have just given them.
    """
    held = _held(connection, workspace_id, user_id, on)
    rows = connection.execute(
        step_rows.standing().where(*held).order_by(step.due_on, step.id).limit(MOST_STEPS)
    ).all()
    rest = _rest(connection, held, len(rows)) if len(rows) == MOST_STEPS else ()
    shown = [step_rows.read(row) for row in rows]
    return _morning(connection, workspace_id, user_id, on, now, calendars, checklists, shown, rest)


def shown(
    connection: Connection,
    workspace_id: str,
    user_id: str,
    on: date,
    now: datetime,
    calendars: Calendars,
    checklists: Checklists,
) -> Morning:
    """The message of a day that was sent, as things stand now: what is done or given away stays in it."""
    rows = connection.execute(
        step_rows.standing()
        .join(
            morning_steps,
            (carried.workspace_id == step.workspace_id) & (carried.step_id == step.id),
        )
        .where(carried.workspace_id == workspace_id, carried.user_id == user_id, carried.on == on)
        .order_by(carried.position, step.id)
    ).all()
    steps = [step_rows.read(row) for row in rows]
    # What waits for this day beside them: shown where there is room, as it was when the message was built.
    others = (*_held(connection, workspace_id, user_id, on), step.id.not_in([one.id for one in steps]))
    room = max(0, MOST_STEPS - len(steps))
    rows = connection.execute(
        step_rows.standing().where(*others).order_by(step.due_on, step.id).limit(room)
    ).all()
    steps += [step_rows.read(row) for row in rows]
    rest = _rest(connection, others, len(rows))
    return _morning(connection, workspace_id, user_id, on, now, calendars, checklists, steps, rest)


def pressed(connection: Connection, workspace_id: str, user_id: str, on: date, step_id: int) -> None:
    """Notes that the message of a day carries a next step: somebody has just pressed it there, maybe before
    the message is recorded as sent.
    """
    connection.execute(
        insert(connection, morning_steps)
        .from_select(
            ["workspace_id", "user_id", "on", "step_id", "position"],
            select(
                step.workspace_id, literal(user_id), literal(on, carried.on.type), step.id, literal(FIRST)
            ).where(
                step.workspace_id == workspace_id,
                step.id == step_id,
                select(deliveries.c.number).where(*morning_rows.of_day(workspace_id, user_id, on)).exists(),
            ),
        )
        .on_conflict_do_nothing()
    )


def told(connection: Connection, workspace_id: str, user_id: str, on: date, now: datetime) -> None:
    """Notes, where a message of a day is recorded as sent, what it carries and that its reader knows of it.

    Also for a digest that carries the morning's part.
    """
    held = _held(connection, workspace_id, user_id, on)
    ids = connection.execute(
        select(step.id).where(*held).order_by(step.due_on, step.id).limit(MOST_STEPS).with_for_update()
    ).scalars()
    rows = [
        {"workspace_id": workspace_id, "user_id": user_id, "on": on, "step_id": step_id, "position": position}
        for position, step_id in enumerate(ids, 1)
    ]
    if not rows:
        return
    connection.execute(insert(connection, morning_steps).on_conflict_do_nothing(), rows)
    connection.execute(
        update(next_steps).where(*held, step.owner_told_at.is_(None)).values(owner_told_at=now)
    )


def posted_as(connection: Connection, workspace_id: str, user_id: str, on: date) -> tuple[str, str] | None:
    """Where the message of a day is (channel, ts); None where it was not sent by itself."""
    row = connection.execute(
        select(deliveries.c.channel_id, deliveries.c.ts).where(
            *morning_rows.of_day(workspace_id, user_id, on),
            deliveries.c.state == DeliveryState.SENT,
        )
    ).first()
    return None if row is None else (row.channel_id, row.ts)


def _held(
    connection: Connection, workspace_id: str, user_id: str, on: date
) -> tuple[ColumnElement[bool], ...]:
    wants_reminders = settings.person(connection, workspace_id, user_id).wants_reminders
    return (
        *(() if wants_reminders else (step.assigned_by != step.owner_id, step.owner_told_at.is_(None))),
        step.workspace_id == workspace_id,
        step.owner_id == user_id,
        step.in_morning_of == on,
        step.state.in_(UNFINISHED),
    )


def _rest(connection: Connection, held: tuple[ColumnElement[bool], ...], shown: int) -> Sequence[Row]:
    """Of those that are not shown, what tells whether they are new."""
    return connection.execute(
        step_rows.standing()
        .with_only_columns(step.owner_id, step.assigned_by, step.owner_told_at)
        .where(*held)
        .order_by(step.due_on, step.id)
        .offset(shown)
    ).all()


def _morning(
    connection: Connection,
    workspace_id: str,
    user_id: str,
    on: date,
    now: datetime,
    calendars: Calendars,
    checklists: Checklists,
    steps: Sequence[NextStep],
    rest: Sequence[Row],
) -> Morning:
    tz = calendars.tz_of(connection, workspace_id, user_id)

    def is_new(one: NextStep | Row) -> bool:
        """Somebody else gave it to them, and they hear of it with this message."""
        told_at = one.owner_told_at
        return one.assigned_by != one.owner_id and (told_at is None or local_date(told_at, tz) == on)

    mine = calendars.person(connection, workspace_id, user_id)
    hour = mine.morning()
    asked = nudges.nudges_for(connection, workspace_id, user_id, on, calendars, checklists)
    return Morning(
        user_id=user_id,
        on=on,
        today=local_date(now, tz),
        now=now,
        hour=hour,
        tz=tz,
        steps=tuple(
            MorningStep(
                step_lists.placed_step(connection, workspace_id, checklists, one),
                step_rows.history(connection, workspace_id, one.id)[-1],
                is_new=is_new(one),
            )
            for one in steps
        ),
        more=len(rest),
        more_new=sum(map(is_new, rest)),
        nudges=tuple(asked) if mine.wants_reminders else (),
        wants_reminders=mine.wants_reminders,
        is_late=now - instant(on, hour, tz) > SAYS_LATE_FROM,
    )
