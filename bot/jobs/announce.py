"""Builds what a delivery posts, from what is stored at the moment of sending."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks import announcements
from bot.blocks import area as area_blocks
from bot.domain.deliveries import DeliveryKind
from bot.domain.errors import ReviewNotFound
from bot.store import areas, boards, progress, reviews

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlalchemy import Connection

    from bot.blocks.kit import Message
    from bot.domain.deliveries import Delivery
    from bot.store.checklists import Checklists

    Permalink = Callable[[str, str], str]


@dataclass(frozen=True)
class Post:
    """What to post, and where: in the channel (or to the person) of the delivery, or in a thread there.

    ``round`` is set for area messages: where they live is noted once they are posted.
    """

    message: Message
    thread_ts: str | None = None
    round: int | None = None


class NothingToSay(Exception):
    """The delivery is no longer wanted; the reason stays on its row."""


def build(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    delivery: Delivery,
    today: date,
    permalink: Permalink,
) -> Post:
    """``permalink`` gives the address of a message. Raises NothingToSay."""
    try:
        if delivery.key.kind in OF_REVIEW:
            return _of_review(connection, workspace_id, checklists, delivery, today)
        return _of_area(connection, workspace_id, checklists, delivery, today, permalink)
    except ReviewNotFound as error:
        raise NothingToSay("the review is gone") from error


OF_REVIEW = (DeliveryKind.START, DeliveryKind.CLOSING, DeliveryKind.NO_FACILITATOR, DeliveryKind.CANNOT_POST)


def _of_review(
    connection: Connection, workspace_id: str, checklists: Checklists, delivery: Delivery, today: date
) -> Post:
    review = reviews.get(connection, workspace_id, int(delivery.key.subject_id))
    if delivery.key.kind is DeliveryKind.CLOSING:
        if review.is_open:
            raise NothingToSay("the review was opened again")
        status = boards.status(connection, workspace_id, checklists, review.id)
        return Post(announcements.closing(status, today=today))
    if not review.is_open:
        raise NothingToSay("the review is no longer open")
    if delivery.key.kind is DeliveryKind.NO_FACILITATOR:
        return Post(announcements.no_facilitator(review))
    if delivery.key.kind is DeliveryKind.CANNOT_POST:
        return Post(announcements.cannot_post(review))
    people = len(progress.taking_part(connection, workspace_id, review))
    checklist = checklists.get(connection, review.checklist_hash)
    return Post(announcements.start(review, checklist, people=people, today=today))


def _of_area(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    delivery: Delivery,
    today: date,
    permalink: Permalink,
) -> Post:
    review_id, area_id = areas.read_subject(delivery.key.subject_id)
    board = boards.area_board(connection, workspace_id, checklists, review_id, area_id)
    round_ = int(delivery.key.occurrence.split(".")[0])
    if not board.review.is_open:
        raise NothingToSay("the review is no longer open")
    if delivery.key.kind is not DeliveryKind.MESSAGE_GONE and round_ != board.round:
        raise NothingToSay("a new round has begun")
    live = [
        message
        for message in areas.messages(connection, workspace_id, review_id, area_id)
        if message.round == board.round
    ]
    if delivery.key.kind is DeliveryKind.AREA:
        if live:
            raise NothingToSay("the area's message is there")
        return Post(area_blocks.message(board, today=today), round=board.round)
    if delivery.key.kind is DeliveryKind.REVEAL:
        if not board.is_revealed:
            raise NothingToSay("the area is not revealed")
        if not live:
            return Post(announcements.revealed(board, today=today, permalink=None))
        address = permalink(live[0].channel_id, live[0].ts)
        message = announcements.revealed(board, today=today, permalink=address)
        return Post(message, thread_ts=live[0].ts)
    if delivery.key.kind is DeliveryKind.COMPLETE:
        if not board.takes_answers or not board.progress.is_complete:
            raise NothingToSay("the area no longer waits to be revealed")
        return Post(announcements.complete(board, today=today))
    if live:
        raise NothingToSay("the area's message is there again")
    return Post(announcements.message_gone(board))
