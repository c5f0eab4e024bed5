"""Looks for what may have been posted: in the channel, in direct messages, or in the threads of an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.deliveries import IN_THREADS
from bot.jobs.posting import METADATA_EVENT
from bot.slack.reconcile import Wanted, find_in_thread, find_posted
from bot.store import areas, members

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.deliveries import Delivery
    from bot.services import Services
    from bot.slack.client import Posted


async def look_for(services: Services, delivery: Delivery) -> Posted | None:
    """Where a delivery's message is; None where it surely is not there.

    Raises SlackFailure where that cannot be said.
    """
    times, workspace_id = services.times, delivery.workspace_id
    slack = services.slack_of(workspace_id)
    wanted = Wanted(
        METADATA_EVENT,
        delivery.id,
        since=delivery.first_try_at,
        until=delivery.last_try_at + times.start_within + times.http_total + times.settle,
    )
    if delivery.key.kind not in IN_THREADS:
        return await find_posted(slack, await _channel_of(services, delivery), wanted)
    for channel_id, ts in await services.database.read(workspace_id, _threads, delivery.key.subject_id):
        found = await find_in_thread(slack, channel_id, ts, wanted)
        if found is not None:
            return found
    return None


async def _channel_of(services: Services, delivery: Delivery) -> str:
    recipient_id = delivery.key.recipient_id
    if not delivery.key.is_direct:
        return recipient_id
    workspace_id, database = delivery.workspace_id, services.database
    if delivery.direct_channel_id is not None:
        return delivery.direct_channel_id
    channel_id = await services.slack_of(workspace_id).conversations_open(recipient_id)
    await database.write(workspace_id, _note_direct, recipient_id, channel_id)
    return channel_id


def _note_direct(connection: Connection, workspace_id: str, user_id: str, channel_id: str) -> None:
    members.note_direct(connection, [(workspace_id, user_id, channel_id)])


def _threads(connection: Connection, workspace_id: str, subject_id: str) -> list[tuple[str, str]]:
    """Every message that an area had: it may have got a new one since."""
    review_id, area_id = areas.read_subject(subject_id)
    return [
        (message.channel_id, message.ts)
        for final in (False, True)
        for message in areas.messages(connection, workspace_id, review_id, area_id, final=final)
    ]
