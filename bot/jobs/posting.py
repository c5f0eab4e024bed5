"""The call that puts a delivery into Slack."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.jobs import verdicts
from bot.slack.client import Posted
from bot.slack.failures import NotSent, SlackFailure, WrongMetadata, WrongPayload

if TYPE_CHECKING:
    from bot.domain.deliveries import Delivery
    from bot.jobs.posts import Picture, Post
    from bot.services import Services

logger = logging.getLogger(__name__)

METADATA_EVENT = "socmob_delivery"


class Unmarked(Exception):
    """It may have been accepted, but without the metadata by which Slack could be asked."""


class NoPicture(Exception):
    """There is nothing to show."""


async def post(services: Services, delivery: Delivery, what: Post) -> Posted:
    """Raises SlackFailure, Unmarked, NoPicture.

    Our own mistakes must not swallow the news: without its blocks it still says all in words.
    """
    if what.picture is not None:
        return await _share(services, delivery, what, what.picture)
    try:
        return await _call(services, delivery, what)
    except WrongMetadata as failure:
        logger.error("Slack refused the metadata of delivery %s: %s", delivery.id, failure)
        try:
            return await _call(services, delivery, what, with_metadata=False)
        except SlackFailure as second:
            if second.ambiguous:
                raise Unmarked from second
            raise
    except WrongPayload as failure:
        logger.error("Slack refused the blocks of delivery %s: %s", delivery.id, failure)
        return await _call(services, delivery, what, with_blocks=False)


async def _call(
    services: Services,
    delivery: Delivery,
    what: Post,
    *,
    with_blocks: bool = True,
    with_metadata: bool = True,
) -> Posted:
    slack = services.slack_of(delivery.workspace_id)
    metadata = {"event_type": METADATA_EVENT, "event_payload": {"id": delivery.id}}
    _in_time(services, delivery)
    services.failpoint("before_connect")
    posted = await slack.post(
        delivery.key.recipient_id,
        what.message.text,
        what.message.blocks if with_blocks else None,
        thread_ts=what.thread_ts,
        reply_broadcast=what.thread_ts is not None and what.also_to_channel,
        metadata=metadata if with_metadata else None,
    )
    services.failpoint("after_response")
    return posted


async def _share(services: Services, delivery: Delivery, what: Post, picture: Picture) -> Posted:
    slack = services.slack_of(delivery.workspace_id)
    content = await picture.make()
    if content is None:
        raise NoPicture
    channel_id = delivery.key.recipient_id
    if delivery.key.is_direct:
        channel_id = delivery.direct_channel_id or await slack.conversations_open(channel_id)
    _in_time(services, delivery)
    services.failpoint("before_connect")
    await slack.upload(
        channel_id,
        content,
        filename=picture.filename,
        title=picture.title,
        alt_text=picture.alt_text,
        comment=what.message.text,
        thread_ts=what.thread_ts,
    )
    services.failpoint("after_response")
    return Posted(channel_id, "")


def _in_time(services: Services, delivery: Delivery) -> None:
    """When our claim runs out another worker takes the delivery: what we begin must be long over then."""
    if services.real_now() >= delivery.claimed_at + services.times.start_within:
        raise NotSent(verdicts.TOO_LATE_TO_BEGIN)
