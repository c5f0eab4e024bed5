"""Who is in the social mobility network: those who joined, and the members of the network's channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from bot.domain.deliveries import DeliveryKey, DeliveryKind
from bot.domain.network import Membership
from bot.domain.network_errors import OnlyForThisOrganisation
from bot.store import audit, deliveries, digest_plan, members, settings
from bot.store.schema import person_settings
from bot.store.upsert import insert

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.network import PersonSettings
    from bot.store.settings import Calendars


def join(
    connection: Connection, workspace_id: str, calendars: Calendars, user_id: str, now: datetime
) -> PersonSettings:
    """From now on they get the digest. Raises OnlyForThisOrganisation."""
    person = members.member(connection, workspace_id, user_id)
    if person is not None and (person.is_external or not person.is_person):
        raise OnlyForThisOrganisation
    if _become(connection, workspace_id, user_id, Membership.JOINED, now):
        audit.record(connection, workspace_id, user_id, "network joined", now)
        digest_plan.schedule(connection, workspace_id, calendars, user_id, now)
    return settings.person(connection, workspace_id, user_id)


def leave(
    connection: Connection, workspace_id: str, calendars: Calendars, user_id: str, now: datetime
) -> bool:
    """They get no digest any more, though they may stay in the network's channel. False: they got none."""
    before = settings.person(connection, workspace_id, user_id).membership
    if _become(connection, workspace_id, user_id, Membership.LEFT, now):
        audit.record(connection, workspace_id, user_id, "network left", now)
        digest_plan.schedule(connection, workspace_id, calendars, user_id, now)
    return before.is_member


def follow_channel(connection: Connection, workspace_id: str, channel_id: str | None, now: datetime) -> None:
    """The members of ``channel_id`` are in the network; who was so by another channel alone no longer is.

    Those who are there now are told in the channel, once. Our copy of the channel has to be current; when
    their digests come is for the caller to set.
    """
    wanted = _belonging(connection, workspace_id, channel_id)
    _drop(connection, workspace_id, wanted, now)
    if channel_id is not None:
        _add(connection, workspace_id, sorted(wanted), now)
        _welcome(connection, workspace_id, channel_id, channel_id, now)


def joined_channel(
    connection: Connection,
    workspace_id: str,
    calendars: Calendars,
    channel_id: str,
    user_id: str,
    now: datetime,
) -> None:
    """Somebody came into a channel: if it is the network's, they are told once how to leave."""
    if calendars.workspace(connection, workspace_id).network_channel_id != channel_id:
        return
    if user_id not in _belonging(connection, workspace_id, channel_id):
        return
    if _add(connection, workspace_id, [user_id], now):
        digest_plan.schedule(connection, workspace_id, calendars, user_id, now)
        _welcome(connection, workspace_id, channel_id, user_id, now)


def left_channel(
    connection: Connection,
    workspace_id: str,
    calendars: Calendars,
    channel_id: str,
    user_id: str,
    now: datetime,
) -> None:
    """Who was in the network by its channel alone no longer is; who joined by themselves stays."""
    if calendars.workspace(connection, workspace_id).network_channel_id != channel_id:
        return
    if settings.person(connection, workspace_id, user_id).membership is Membership.IN_CHANNEL:
        _become(connection, workspace_id, user_id, Membership.NONE, now)
        digest_plan.schedule(connection, workspace_id, calendars, user_id, now)


def _belonging(connection: Connection, workspace_id: str, channel_id: str | None) -> set[str]:
    if channel_id is None:
        return set()
    return {
        person.user_id
        for person in members.in_channel(connection, workspace_id, channel_id)
        if person.is_person and not person.is_external
    }


def _add(connection: Connection, workspace_id: str, user_ids: Sequence[str], now: datetime) -> bool:
    """Takes in people of the channel, but those who are in, or left, by themselves; whether it took any."""
    values = {"membership": Membership.IN_CHANNEL, "membership_at": now}
    rows = [{**settings.new_person(workspace_id, user_id), **values} for user_id in user_ids]
    if not rows:
        return False
    taken = connection.execute(
        insert(connection, person_settings)
        .on_conflict_do_update(
            index_elements=["workspace_id", "user_id"],
            set_=values,
            where=person_settings.c.membership == Membership.NONE,
        )
        .returning(person_settings.c.user_id),
        rows,
    ).all()
    return bool(taken)


def _drop(connection: Connection, workspace_id: str, kept: Iterable[str], now: datetime) -> None:
    connection.execute(
        update(person_settings)
        .where(
            person_settings.c.workspace_id == workspace_id,
            person_settings.c.membership == Membership.IN_CHANNEL,
            person_settings.c.user_id.not_in(sorted(kept)),
        )
        .values(membership=Membership.NONE, membership_at=now, digest_at=None)
    )


def _become(
    connection: Connection, workspace_id: str, user_id: str, membership: Membership, now: datetime
) -> bool:
    """Returns False where it is so already."""
    values = {"membership": membership, "membership_at": now}
    changed = connection.execute(
        insert(connection, person_settings)
        .values(**{**settings.new_person(workspace_id, user_id), **values})
        .on_conflict_do_update(
            index_elements=["workspace_id", "user_id"],
            set_=values,
            where=person_settings.c.membership != membership,
        )
        .returning(person_settings.c.user_id)
    ).first()
    return changed is not None


def _welcome(
    connection: Connection, workspace_id: str, channel_id: str, recipient_id: str, now: datetime
) -> None:
    key = DeliveryKey(DeliveryKind.NETWORK_WELCOME, channel_id, recipient_id)
    deliveries.plan(connection, workspace_id, key, now)
