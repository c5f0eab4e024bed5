"""The picture of a digest: a reply in its thread, best effort and never twice."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.blocks import chart_words
from bot.blocks.kit import Message
from bot.domain import chart as charts
from bot.jobs.posts import NothingToSay, Picture, Post
from bot.render import chart as drawing
from bot.render.process import RenderFailed
from bot.store import digest_scope, digest_sent, standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from bot.domain.deliveries import Delivery
    from bot.jobs.posts import Context, Render

logger = logging.getLogger(__name__)

MOST_TRIES = 3
FILENAME = "red-amber-green-by-area.png"


def build_chart(connection: Connection, workspace_id: str, context: Context, delivery: Delivery) -> Post:
    """Raises NothingToSay. The text has said it all: the picture is not worth more than a few tries."""
    if delivery.attempt > MOST_TRIES:
        raise NothingToSay(f"not accepted in {MOST_TRIES} tries")
    digest = digest_sent.of_chart(connection, workspace_id, delivery.key.subject_id)
    if digest is None:
        raise NothingToSay("the digest was not posted")
    recipient_id = delivery.key.recipient_id
    of = digest_scope.of_person if delivery.key.is_direct else digest_scope.of_channel
    scope = of(connection, workspace_id, recipient_id)
    since = digest_sent.since_of(delivery)
    bars = standing.by_area(connection, workspace_id, context.checklists, scope, since, digest.last_try_at)
    if not any(any(bar.ratings) for bar in bars):
        raise NothingToSay("nothing is agreed yet")
    chart = charts.RagChart(chart_words.title(), bars)
    return Post(
        Message(chart_words.comment(), []),
        thread_ts=digest.ts,
        picture=Picture(
            partial(_draw, context.render, drawing.job(chart), delivery.id),
            filename=FILENAME,
            title=chart_words.title(),
            alt_text=charts.alt_text(chart),
        ),
    )


async def _draw(render: Render, job: Mapping[str, Any], delivery_id: str) -> bytes | None:
    try:
        return await render(job)
    except RenderFailed as failure:
        logger.error("The picture of delivery %s could not be made: %s", delivery_id, failure)
        return None
