"""Keeps area messages showing what is stored: re-rendered whole, coalesced, inside Slack's limits."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.blocks import area as area_blocks
from bot.domain.deliveries import DeliveryKey, DeliveryKind
from bot.domain.language import speaking
from bot.domain.reviews import REVEAL_AFTER, AreaState, RevealRule
from bot.slack.failures import MessageFrozen, MessageGone, SlackFailure, Unknown, WrongPayload
from bot.store import areas, boards, deliveries, locales, marks, paces, reviews
from bot.store.workspaces import EVERY_WORKSPACE

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.board import AreaBoard
    from bot.domain.deliveries import DeliveryTimes
    from bot.domain.language import Languages
    from bot.services import Services
    from bot.store.areas import AreaMessage
    from bot.store.checklists import Checklists

logger = logging.getLogger(__name__)

UPDATE = "chat.update"
CHANNEL_ARCHIVED = "is_inactive"
"""What ``chat.update`` says in an archived channel: the message itself is there, and counts again later."""

TRY_AGAIN = timedelta(seconds=5)
DISCONNECTED_PAUSE = timedelta(minutes=10)


@dataclass(frozen=True)
class Refresh:
    """An area whose message is to be rendered, with every message of it that is still updated."""

    board: AreaBoard
    messages: tuple[tuple[AreaMessage, AreaBoard], ...]
    locale: str | None = None
    """The language that the channel reads it in."""


async def refresh(services: Services) -> float | None:
    """Brings one stale area message up to date. Returns when to look again, in seconds; None: when woken."""
    real_now = services.real_now()
    found = await services.database.read(EVERY_WORKSPACE, _next, real_now)
    if found is None:
        return None
    if isinstance(found, datetime):
        return max(0.0, (found - real_now).total_seconds())
    workspace_id, review_id, area_id = found
    taken = await services.database.write(
        workspace_id,
        take,
        services.checklists,
        review_id,
        area_id,
        services.clock.now(),
        real_now,
        services.times,
        services.languages,
    )
    if taken is None:
        return 0.0
    services.wake_deliver()
    for message, board in taken.messages:
        with speaking(services.languages.of(taken.locale)):
            updated = await _update(services, workspace_id, message, board)
        if not updated:
            return 0.0
    await services.database.write(workspace_id, marks.done, review_id, area_id)
    return 0.0


async def _update(services: Services, workspace_id: str, message: AreaMessage, board: AreaBoard) -> bool:
    """Returns False where Slack could not be reached: the area is then due again by itself."""
    review_id, area_id = board.review.id, board.area.id
    today = services.clock.now().date()
    try:
        slack = services.slack_of(workspace_id)
        await slack.update(message.channel_id, message.ts, *area_blocks.message(board, today=today))
    except SlackFailure as failure:
        logger.info("Could not update area %s of review %d: %s", area_id, review_id, failure)
        real_now = services.real_now()
        if isinstance(failure, MessageGone | MessageFrozen) and failure.code != CHANNEL_ARCHIVED:
            await services.database.write(
                workspace_id,
                gone,
                services.checklists,
                review_id,
                area_id,
                message.round,
                services.clock.now(),
            )
            services.wake_deliver()
            return True
        if isinstance(failure, WrongPayload | Unknown):
            logger.error("Slack refuses area %s of review %d as we show it", area_id, review_id)
        if failure.permanent:
            # It stays as it is for now. Where the channel is to blame, it is marked again once it takes
            # messages from us.
            return True
        wait = DISCONNECTED_PAUSE if failure.disconnected else TRY_AGAIN
        if failure.retry_after is not None:
            wait = timedelta(seconds=failure.retry_after)
            await services.database.write(
                workspace_id, paces.put_off, UPDATE, paces.WHOLE_WORKSPACE, real_now + wait
            )
        await services.database.write(workspace_id, marks.again, review_id, area_id, real_now + wait)
        return False
    if not board.is_current_round:
        await services.database.write(workspace_id, areas.message_final, review_id, area_id, message.round)
    return True


def _next(
    connection: Connection, _workspace_id: str, real_now: datetime
) -> tuple[str, int, str] | datetime | None:
    """A stale area whose workspace has its turn; else when the first turn comes; None where none is stale."""
    waiting: dict[str, datetime] = {}
    while (found := marks.next_stale(connection, real_now, waiting)) is not None:
        turn = paces.next_turn(connection, found[0], UPDATE, paces.WHOLE_WORKSPACE)
        if turn is None or turn <= real_now:
            return found
        waiting[found[0]] = turn
    return min(waiting.values(), default=marks.next_lease_end(connection, real_now))


def take(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    review_id: int,
    area_id: str,
    now: datetime,
    real_now: datetime,
    times: DeliveryTimes,
    languages: Languages,
) -> Refresh | None:
    """Takes a stale area for one refresh; None where somebody else did, or it is not our turn.

    Who has answered is counted here, and what follows from completeness is planned.
    """
    reviews.area(connection, workspace_id, review_id, area_id, locked=True)
    if not paces.take(connection, workspace_id, UPDATE, paces.WHOLE_WORKSPACE, real_now, times.update_gap):
        return None
    if not marks.take(connection, workspace_id, review_id, area_id, real_now, real_now + times.lease):
        return None
    board = boards.area_board(connection, workspace_id, checklists, review_id, area_id)
    _note_completeness(connection, workspace_id, board, now)
    live = areas.messages(connection, workspace_id, review_id, area_id)
    return Refresh(
        board,
        tuple(
            (
                message,
                board
                if message.round == board.round
                else boards.area_board(
                    connection, workspace_id, checklists, review_id, area_id, message.round
                ),
            )
            for message in live
        ),
        locales.of_review(connection, workspace_id, review_id) if languages else None,
    )


def _note_completeness(connection: Connection, workspace_id: str, board: AreaBoard, now: datetime) -> None:
    review, area = board.review, board.review_area
    if area.state is not AreaState.OPEN or not review.is_open:
        return
    if board.progress.is_complete and area.complete_at is None:
        reveal_at = now + REVEAL_AFTER if review.reveal_rule is RevealRule.WHEN_COMPLETE else None
        areas.set_completeness(connection, workspace_id, review.id, area.area_id, now, reveal_at)
        for user_id in review.facilitator_ids:
            key = DeliveryKey(
                DeliveryKind.COMPLETE, areas.subject(review.id, area.area_id), user_id, str(area.round)
            )
            deliveries.plan(connection, workspace_id, key, now)
    elif not board.progress.is_complete and area.complete_at is not None:
        areas.set_completeness(connection, workspace_id, review.id, area.area_id, None, None)


def gone(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    review_id: int,
    area_id: str,
    round_: int,
    now: datetime,
) -> None:
    """A message can be updated no more. What is revealed is posted anew; else the facilitators hear of it."""
    if not areas.message_final(connection, workspace_id, review_id, area_id, round_):
        return
    board = boards.area_board(connection, workspace_id, checklists, review_id, area_id)
    if round_ != board.round or not board.review.is_open:
        return
    if board.is_revealed:
        areas.post_if_lost(connection, workspace_id, board.review, area_id, None, now)
        return
    tries = deliveries.count(connection, workspace_id, DeliveryKind.AREA, areas.subject(review_id, area_id))
    for user_id in board.review.facilitator_ids:
        key = DeliveryKey(
            DeliveryKind.MESSAGE_GONE,
            areas.subject(review_id, area_id),
            user_id,
            str(tries),
        )
        deliveries.plan(connection, workspace_id, key, now)
