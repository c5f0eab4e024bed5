"""Builds what a claim posts, all of it in one look at the database."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.blocks.repeated import repeated
from bot.domain.language import speaking
from bot.jobs.announce import build
from bot.jobs.posts import Context, JoinLater, NothingToSay, Post
from bot.jobs.voices import voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from bot.domain.deliveries import Delivery
    from bot.services import Services


Built = Post | NothingToSay | JoinLater | BaseException
"""What to post, or why not."""


async def build_all(services: Services, batch: Sequence[Delivery]) -> dict[str, Built]:
    """By the ids of some deliveries of one workspace. Where building one fails, the others are built."""
    workspace_id = batch[0].workspace_id
    context = context_of(services, workspace_id)
    [built] = await asyncio.gather(
        services.database.read(workspace_id, _build, context, batch), return_exceptions=True
    )
    if not isinstance(built, BaseException):
        return built
    if len(batch) == 1:
        return {batch[0].id: built}
    alone = await asyncio.gather(*(build_all(services, [delivery]) for delivery in batch))
    return {delivery_id: one for each in alone for delivery_id, one in each.items()}


def context_of(services: Services, workspace_id: str) -> Context:
    return Context(
        checklists=services.checklists,
        calendars=services.calendars,
        now=services.clock.now(),
        real_now=services.real_now(),
        # Asked for when it is used: what stands in a disconnected workspace is built all the same.
        permalink=lambda channel_id, ts: services.workspace_of(workspace_id).permalink(channel_id, ts),
        render=services.renderer.render,
        standings=services.standings,
        languages=services.languages,
    )


def _build(
    connection: Connection, workspace_id: str, context: Context, batch: Sequence[Delivery]
) -> dict[str, Built]:
    return {delivery.id: _build_one(connection, workspace_id, context, delivery) for delivery in batch}


def _build_one(connection: Connection, workspace_id: str, context: Context, delivery: Delivery) -> Built:
    """In the language of whoever reads it."""
    with speaking(voice(connection, workspace_id, context.languages, delivery)):
        return _build_here(connection, workspace_id, context, delivery)


def _build_here(connection: Connection, workspace_id: str, context: Context, delivery: Delivery) -> Built:
    try:
        post = build(connection, workspace_id, context, delivery)
        return replace(post, message=repeated(post.message)) if delivery.is_repeat else post
    except (NothingToSay, JoinLater) as reason:
        return reason
