"""What somebody chooses for themselves: whether and when they get the digest and reminders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.network import Membership
from bot.store import audit, digest_plan, network, reminders, settings
from bot.store.schema import person_settings
from bot.store.upsert import insert

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.network import Chosen, PersonSettings, WorkspaceSettings
    from bot.store.settings import Calendars


def mine(
    connection: Connection, workspace_id: str, calendars: Calendars, user_id: str
) -> tuple[PersonSettings, WorkspaceSettings]:
    """What they chose, and what holds where they did not."""
    return (
        calendars.person(connection, workspace_id, user_id),
        calendars.workspace(connection, workspace_id),
    )


def save(
    connection: Connection,
    workspace_id: str,
    calendars: Calendars,
    user_id: str,
    chosen: Chosen,
    now: datetime,
) -> PersonSettings:
    """What is left as the workspace has it goes on following the workspace.

    Raises OnlyForThisOrganisation.
    """
    before, common = mine(connection, workspace_id, calendars, user_id)
    if chosen.wants_digest and not before.membership.is_member:
        network.join(connection, workspace_id, calendars, user_id, now)
    elif not chosen.wants_digest and before.membership is not Membership.NONE:
        network.leave(connection, workspace_id, calendars, user_id, now)
    values = {
        "digest_weekday": before.digest_weekday
        if chosen.digest_weekday == before.digest_day(common)
        else chosen.digest_weekday,
        "digest_time": before.digest_time
        if chosen.digest_time == before.digest_hour(common)
        else chosen.digest_time,
        "wants_reminders": chosen.wants_reminders,
        "reminders_time": before.reminders_time
        if chosen.reminders_time == before.morning()
        else chosen.reminders_time,
    }
    changed = {name: value for name, value in values.items() if value != getattr(before, name)}
    if changed:
        connection.execute(
            insert(connection, person_settings)
            .values(**{**settings.new_person(workspace_id, user_id), **values})
            .on_conflict_do_update(index_elements=["workspace_id", "user_id"], set_=values)
        )
        audit.record(connection, workspace_id, user_id, "own settings changed", now, changed=sorted(changed))
        digest_plan.schedule(connection, workspace_id, calendars, user_id, now)
        reminders.recompute(connection, workspace_id, user_id, now, calendars)
    return settings.person(connection, workspace_id, user_id)
