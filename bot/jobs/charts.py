"""Pictures of ratings by area: each a reply to the message it belongs to, best effort and never twice."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from bot.blocks import chart_words
from bot.blocks.kit import Message
from bot.domain import chart as charts
from bot.domain import review_chart
from bot.domain.deliveries import DeliveryKey, DeliveryKind
from bot.jobs.posts import NothingToSay, Picture, Post
from bot.render import chart as drawing
from bot.render.process import RenderFailed
from bot.store import boards, deliveries, digest_scope, digest_sent, standing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any

    from sqlalchemy import Connection

    from bot.domain.chart import RagChart
    from bot.domain.deliveries import Delivery
    from bot.jobs.posts import Context, Render
    from bot.slack.client import Posted

logger = logging.getLogger(__name__)

MOST_TRIES = 3
FILENAME = "red-amber-green-by-area.png"


def after_closing(
    connection: Connection, workspace_id: str, context: Context, delivery: Delivery, _posted: Posted
) -> None:
    """The summary is in the channel: its picture is planned."""
    key = DeliveryKey(DeliveryKind.CHART, delivery.id, delivery.key.recipient_id)
    deliveries.plan(connection, workspace_id, key, context.now)


def build_chart(connection: Connection, workspace_id: str, context: Context, delivery: Delivery) -> Post:
    """Raises NothingToSay. The text has said it all: the picture is not worth more than a few tries."""
    if delivery.attempt > MOST_TRIES:
        raise NothingToSay(f"not accepted in {MOST_TRIES} tries")
    message = deliveries.posted(connection, workspace_id, delivery.key.subject_id)
    if message is None:
        raise NothingToSay("the message that it belongs to was not posted")
    if message.kind is DeliveryKind.CLOSING:
        chart = _of_review(connection, workspace_id, context, int(message.subject_id))
    else:
        chart = _of_digest(connection, workspace_id, context, delivery, message.last_try_at)
    return Post(
        Message(chart_words.comment(chart.occasion), []),
        thread_ts=message.ts,
        picture=Picture(
            partial(_draw, context.render, drawing.job(chart), delivery.id),
            filename=FILENAME,
            title=chart_words.title(),
            alt_text=charts.alt_text(chart),
        ),
    )


def _of_digest(
    connection: Connection, workspace_id: str, context: Context, delivery: Delivery, built_at: datetime
) -> RagChart:
    recipient_id = delivery.key.recipient_id
    of = digest_scope.of_person if delivery.key.is_direct else digest_scope.of_channel
    scope = of(connection, workspace_id, recipient_id)
    since = digest_sent.since_of(delivery)
    bars = standing.by_area(connection, workspace_id, context.checklists, scope, since, built_at)
    if not any(any(bar.ratings) for bar in bars):
        raise NothingToSay("nothing is agreed yet")
    return charts.RagChart(chart_words.title(), bars)


def _of_review(connection: Connection, workspace_id: str, context: Context, review_id: int) -> RagChart:
    status = boards.status(connection, workspace_id, context.checklists, review_id)
    if status.review.is_open:
        raise NothingToSay("the review was opened again")
    if not status.counts.agreed:
        raise NothingToSay("no question is agreed Red, Amber or Green")
    return review_chart.of_review(status)


async def _draw(render: Render, job: Mapping[str, Any], delivery_id: str) -> bytes | None:
    try:
        return await render(job)
    except RenderFailed as failure:
        logger.error("The picture of delivery %s could not be made: %s", delivery_id, failure)
        return None
