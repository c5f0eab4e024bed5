"""Builds what a delivery posts, from what is stored at the moment of sending."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks import announcements
from bot.blocks import area as area_blocks
from bot.domain.deliveries import DeliveryKind
from bot.domain.errors import ReviewNotFound
from bot.store import areas, boards, progress, reviews

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sqlalchemy import Connection

    from bot.blocks.kit import Message
    from bot.domain.deliveries import Delivery
    from bot.store.checklists import Checklists

Permalink = Callable[[str, str], str]
"""The address of a message, from its channel and its ``ts``."""


@dataclass(frozen=True)
class Context:
    """What a builder works with beside its delivery. ``now`` is business time."""

    checklists: Checklists
    now: datetime
    permalink: Permalink

    @property
    def today(self) -> date:
        return self.now.date()


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


class JoinLater(Exception):
    """Whether the delivery is wanted shows later: it is looked at again at ``at``, in business time."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at


Builder = Callable[["Connection", str, Context, "Delivery"], Post]


def build(connection: Connection, workspace_id: str, context: Context, delivery: Delivery) -> Post:
    """Raises NothingToSay, JoinLater."""
    try:
        return BUILDERS[delivery.key.kind](connection, workspace_id, context, delivery)
    except ReviewNotFound as error:
        raise NothingToSay("the review is gone") from error


def _of_review(connection: Connection, workspace_id: str, context: Context, delivery: Delivery) -> Post:
    checklists, today = context.checklists, context.today
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


def _of_area(connection: Connection, workspace_id: str, context: Context, delivery: Delivery) -> Post:
    checklists, today = context.checklists, context.today
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
        address = context.permalink(live[0].channel_id, live[0].ts)
        message = announcements.revealed(board, today=today, permalink=address)
        return Post(message, thread_ts=live[0].ts)
    if delivery.key.kind is DeliveryKind.COMPLETE:
        if not board.takes_answers or not board.progress.is_complete:
            raise NothingToSay("the area no longer waits to be revealed")
        return Post(announcements.complete(board, today=today))
    if live:
        raise NothingToSay("the area's message is there again")
    return Post(announcements.message_gone(board))


BUILDERS: Mapping[DeliveryKind, Builder] = {
    DeliveryKind.START: _of_review,
    DeliveryKind.AREA: _of_area,
    DeliveryKind.REVEAL: _of_area,
    DeliveryKind.COMPLETE: _of_area,
    DeliveryKind.CLOSING: _of_review,
    DeliveryKind.NO_FACILITATOR: _of_review,
    DeliveryKind.MESSAGE_GONE: _of_area,
    DeliveryKind.CANNOT_POST: _of_review,
}
