"""Posts what is planned: each delivery once, as long as Slack can be asked what was posted."""

from __future__ import annotations

import asyncio
import logging
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.deliveries import DeliveryKey, DeliveryKind
from bot.jobs.announce import Context, JoinLater, NothingToSay, Post, build
from bot.jobs.refresh import gone
from bot.slack.failures import (
    Archived,
    MessageGone,
    NotAllowed,
    NotInChannel,
    SlackFailure,
    WrongMetadata,
    WrongPayload,
)
from bot.slack.reconcile import find_posted
from bot.store import areas, deliveries, paces, reviews
from bot.store.workspaces import EVERY_WORKSPACE

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.deliveries import Delivery
    from bot.services import Services
    from bot.slack.client import Posted

logger = logging.getLogger(__name__)

AT_ONCE = 16
LONGEST_BACKOFF = timedelta(seconds=60)
DISCONNECTED_PAUSE = timedelta(minutes=10)
METADATA_EVENT = "socmob_delivery"


class Deliverer:
    """One for each process. Its name marks its claims: nobody else can finish them."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._owner = str(uuid.uuid4())

    async def step(self) -> float | None:
        """Sends what is due, several channels at a time. Returns when to look again, in seconds."""
        services = self._services
        claimed = await services.database.write(
            EVERY_WORKSPACE,
            deliveries.claim,
            self._owner,
            services.clock.now(),
            services.real_now(),
            services.times,
            services.times.post_gap,
            AT_ONCE,
        )
        if not claimed:
            return await services.database.read(
                EVERY_WORKSPACE, deliveries.seconds_to_next, services.clock.now(), services.real_now()
            )
        outcomes = await asyncio.gather(*map(self._deliver, claimed), return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                # The claim runs out by itself; the delivery is then checked before it is sent again.
                raise outcome
        return 0.0

    async def _deliver(self, delivery: Delivery) -> None:
        if delivery.is_ambiguous:
            await self._check(delivery)
        else:
            await self._send(delivery)

    async def _send(self, delivery: Delivery) -> None:
        services = self._services
        try:
            context = Context(services.checklists, services.clock.now(), services.workspace.permalink)
            post = await services.database.read(delivery.workspace_id, build, context, delivery)
        except JoinLater as later:
            await self._finish(deliveries.put_off, delivery, later.at)
            return
        except NothingToSay as reason:
            await self._finish(deliveries.skipped, delivery, str(reason), services.clock.now())
            return
        try:
            posted = await self._post(delivery, post)
        except SlackFailure as failure:
            await self._failed(delivery, post, failure)
        else:
            await self._sent(delivery, posted, post.round)

    async def _post(self, delivery: Delivery, post: Post) -> Posted:
        """Our own mistakes must not swallow the news: without its blocks it still says all in words."""
        try:
            return await self._call(delivery, post, with_blocks=True, with_metadata=True)
        except WrongMetadata as failure:
            logger.error("Slack refused the metadata of delivery %s: %s", delivery.id, failure)
            return await self._call(delivery, post, with_blocks=True, with_metadata=False)
        except WrongPayload as failure:
            logger.error("Slack refused the blocks of delivery %s: %s", delivery.id, failure)
            return await self._call(delivery, post, with_blocks=False, with_metadata=True)

    async def _call(
        self, delivery: Delivery, post: Post, *, with_blocks: bool, with_metadata: bool
    ) -> Posted:
        metadata = {"event_type": METADATA_EVENT, "event_payload": {"id": delivery.id}}
        return await self._services.slack.post(
            delivery.key.recipient_id,
            post.message.text,
            post.message.blocks if with_blocks else None,
            thread_ts=post.thread_ts,
            reply_broadcast=post.thread_ts is not None,
            metadata=metadata if with_metadata else None,
        )

    async def _sent(self, delivery: Delivery, posted: Posted, round_: int | None) -> None:
        services = self._services
        await services.database.write(
            delivery.workspace_id, record_sent, delivery, self._owner, posted, round_, services.clock.now()
        )
        if round_ is not None:
            services.wake_refresh()

    async def _failed(self, delivery: Delivery, post: Post, failure: SlackFailure) -> None:
        services = self._services
        real_now = services.real_now()
        logger.warning("Delivery %s (%s): %s", delivery.id, delivery.key.kind, failure)
        if failure.retry_after is not None:
            until = real_now + timedelta(seconds=failure.retry_after)
            await services.database.write(
                delivery.workspace_id, paces.put_off, deliveries.POST, delivery.key.recipient_id, until
            )
            await self._finish(deliveries.try_again, delivery, until)
        elif failure.ambiguous:
            await self._check_later(delivery, services.times.settle, counts=False)
        elif failure.disconnected:
            await self._finish(deliveries.try_again, delivery, real_now + DISCONNECTED_PAUSE)
        elif isinstance(failure, MessageGone) and post.thread_ts is not None:
            await self._thread_gone(delivery)
        elif failure.permanent:
            await services.database.write(
                delivery.workspace_id,
                record_dead,
                delivery,
                self._owner,
                failure.code,
                services.clock.now(),
                isinstance(failure, NotInChannel | Archived | NotAllowed),
            )
            services.wake_deliver()
        else:
            backoff = min(timedelta(seconds=2.0**delivery.attempt), LONGEST_BACKOFF)
            await self._finish(deliveries.try_again, delivery, real_now + backoff)

    async def _thread_gone(self, delivery: Delivery) -> None:
        """The area's message was deleted: it is posted anew, and the news goes to the channel by itself."""
        services = self._services
        review_id, area_id = areas.read_subject(delivery.key.subject_id)
        round_ = int(delivery.key.occurrence.split(".")[0])
        await services.database.write(
            delivery.workspace_id,
            gone,
            services.checklists,
            review_id,
            area_id,
            round_,
            services.clock.now(),
        )
        await self._finish(deliveries.try_again, delivery, services.real_now())

    async def _check(self, delivery: Delivery) -> None:
        """Looks in the channel's history whether an earlier attempt was accepted."""
        services = self._services
        try:
            posted = await find_posted(
                services.slack,
                delivery.key.recipient_id,
                METADATA_EVENT,
                delivery.id,
                since=delivery.first_try_at,
            )
        except SlackFailure as failure:
            logger.warning("Could not check delivery %s: %s", delivery.id, failure)
            if failure.retry_after is not None:
                # Slack wants us to wait: that tells nothing, and is no reason to give up.
                await self._check_later(delivery, timedelta(seconds=failure.retry_after), counts=False)
            elif delivery.checks + 1 < services.times.check_tries:
                await self._check_later(delivery, services.times.settle, counts=True)
            else:
                await self._finish(deliveries.dead, delivery, "ambiguous", services.clock.now())
            return
        if posted is None:
            await self._finish(deliveries.try_again, delivery, services.real_now())
            return
        occurrence = delivery.key.occurrence.split(".")[0]
        round_ = int(occurrence) if delivery.key.kind is DeliveryKind.AREA else None
        await self._sent(delivery, posted, round_)

    async def _check_later(self, delivery: Delivery, wait: timedelta, *, counts: bool) -> None:
        services = self._services
        await services.database.write(
            delivery.workspace_id,
            _check_later,
            delivery.id,
            self._owner,
            services.real_now() + wait,
            counts,
        )

    async def _finish(self, how, delivery: Delivery, *args: object) -> None:
        await self._services.database.write(delivery.workspace_id, how, delivery.id, self._owner, *args)


def _check_later(
    connection: Connection, workspace_id: str, delivery_id: str, owner: str, until: datetime, counts: bool
) -> None:
    deliveries.check_later(connection, workspace_id, delivery_id, owner, until, counts=counts)


def record_sent(
    connection: Connection,
    workspace_id: str,
    delivery: Delivery,
    owner: str,
    posted: Posted,
    round_: int | None,
    now: datetime,
) -> None:
    """Notes that a delivery is posted, and where an area's message lives, in one transaction."""
    mine = deliveries.sent(connection, workspace_id, delivery.id, owner, posted.channel_id, posted.ts, now)
    if mine and round_ is not None:
        areas.message_posted(
            connection, workspace_id, delivery.key.subject_id, round_, posted.channel_id, posted.ts
        )


def record_dead(
    connection: Connection,
    workspace_id: str,
    delivery: Delivery,
    owner: str,
    reason: str,
    now: datetime,
    tell: bool,
) -> None:
    """Gives a delivery up. ``tell``: the channel is the matter, so the facilitators hear of it, once."""
    deliveries.dead(connection, workspace_id, delivery.id, owner, reason, now)
    review_id = int(delivery.key.subject_id.split("|")[0])
    review = reviews.get(connection, workspace_id, review_id)
    if not tell or delivery.key.recipient_id != review.channel_id:
        return
    for user_id in review.facilitator_ids:
        key = DeliveryKey(DeliveryKind.CANNOT_POST, str(review_id), user_id, reason)
        deliveries.plan(connection, workspace_id, key, now)
