"""What the network's members are told once: that they get the digest, and how to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import network as network_blocks
from bot.domain.digest import Schedule
from bot.jobs.posts import NothingToSay, Post
from bot.store import members

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.deliveries import Delivery
    from bot.jobs.posts import Context


def build_welcome(connection: Connection, workspace_id: str, context: Context, delivery: Delivery) -> Post:
    """To the network's channel, or to somebody who came into it later. Raises NothingToSay."""
    settings = context.calendars.workspace(connection, workspace_id)
    if settings.network_channel_id != delivery.key.subject_id:
        raise NothingToSay("the network has another channel now")
    if not delivery.key.is_direct:
        return Post(network_blocks.welcome_all(Schedule(settings.digest_weekday, settings.digest_time)))
    person = members.member(connection, workspace_id, delivery.key.recipient_id)
    if person is None or not person.is_person:
        raise NothingToSay("the person is deactivated")
    mine = context.calendars.person(connection, workspace_id, delivery.key.recipient_id)
    if not mine.membership.is_member:
        raise NothingToSay("the person has left the network")
    return Post(network_blocks.welcome(Schedule(mine.digest_day(settings), mine.digest_hour(settings))))
