"""The life of an area: posted, revealed, opened again for a new round."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.domain.deliveries import DeliveryKey, DeliveryKind
from bot.domain.errors import AreaAlreadyPosted, AreaNotPosted, AreaNotRevealed, NothingToReveal, RoundOver
from bot.domain.reviews import AreaState, check_open
from bot.store import audit, deliveries, marks, progress, reviews
from bot.store.schema import area_messages, review_areas
from bot.store.upsert import insert

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.checklist import Checklist
    from bot.domain.reviews import Review


@dataclass(frozen=True)
class AreaMessage:
    """Where the message of one round of an area lives."""

    round: int
    channel_id: str
    ts: str


def subject(review_id: int, area_id: str) -> str:
    """How deliveries and the record name an area: ``12|normalise``."""
    return f"{review_id}|{area_id}"


def read_subject(subject_id: str) -> tuple[int, str]:
    review_id, area_id = subject_id.split("|")
    return int(review_id), area_id


def post(
    connection: Connection, workspace_id: str, review: Review, area_id: str, by: str | None, now: datetime
) -> None:
    """Opens an area for answers and plans its message. Raises AreaAlreadyPosted, ReviewClosed."""
    area = reviews.area(connection, workspace_id, review.id, area_id, locked=True)
    check_open(reviews.get(connection, workspace_id, review.id, locked=True))
    if area.state is not AreaState.PENDING:
        raise AreaAlreadyPosted
    _set(connection, workspace_id, review.id, area_id, state=AreaState.OPEN, opened_at=now)
    _plan_message(connection, workspace_id, review, area_id, str(area.round), now)
    audit.record(
        connection,
        workspace_id,
        by,
        "area posted",
        now,
        review_id=review.id,
        subject=subject(review.id, area_id),
    )


def post_again(
    connection: Connection, workspace_id: str, review: Review, area_id: str, by: str | None, now: datetime
) -> None:
    """Plans the present round's message once more: the earlier one is gone or locked.

    Raises AreaNotPosted; AreaAlreadyPosted where one is there or on its way.
    """
    area = reviews.area(connection, workspace_id, review.id, area_id, locked=True)
    if area.state is AreaState.PENDING:
        raise AreaNotPosted
    live = messages(connection, workspace_id, review.id, area_id)
    planned = deliveries.is_on_its_way(
        connection, workspace_id, DeliveryKind.AREA, subject(review.id, area_id)
    )
    if planned or any(message.round == area.round for message in live):
        raise AreaAlreadyPosted
    tries = deliveries.count(connection, workspace_id, DeliveryKind.AREA, subject(review.id, area_id))
    _plan_message(connection, workspace_id, review, area_id, f"{area.round}.{tries}", now)
    audit.record(
        connection,
        workspace_id,
        by,
        "area posted again",
        now,
        review_id=review.id,
        subject=subject(review.id, area_id),
    )


def post_if_lost(
    connection: Connection, workspace_id: str, review: Review, area_id: str, by: str | None, now: datetime
) -> None:
    """Posts the area anew where its message was lost: news must not go into a message that is not there."""
    round_ = reviews.area(connection, workspace_id, review.id, area_id).round
    lost = {m.round for m in messages(connection, workspace_id, review.id, area_id, final=True)}
    live = messages(connection, workspace_id, review.id, area_id)
    if round_ in lost and not any(message.round == round_ for message in live):
        with contextlib.suppress(AreaAlreadyPosted):
            post_again(connection, workspace_id, review, area_id, by, now)


def reveal(
    connection: Connection,
    workspace_id: str,
    review: Review,
    checklist: Checklist,
    area_id: str,
    round_: int | None,
    by: str | None,
    now: datetime,
) -> bool:
    """Reveals an area, once: returns False where it was revealed already.

    ``round_`` None means the present one. Raises NothingToReveal, AreaNotPosted, RoundOver, ReviewClosed.
    """
    area = reviews.area(connection, workspace_id, review.id, area_id, locked=True)
    review = reviews.get(connection, workspace_id, review.id, locked=True)
    check_open(review)
    if area.state is AreaState.PENDING:
        raise AreaNotPosted
    if round_ is not None and round_ != area.round:
        raise RoundOver
    if area.state is AreaState.REVEALED:
        return False
    if not progress.has_answers(connection, workspace_id, review.id, area_id, area.round):
        raise NothingToReveal
    counted = progress.of_area(connection, workspace_id, review, checklist.area(area_id), area.round)
    _set(
        connection,
        workspace_id,
        review.id,
        area_id,
        state=AreaState.REVEALED,
        revealed_at=now,
        revealed_by=by,
        reveal_at=None,
        answered=counted.answered,
        taking_part=counted.taking_part,
        in_part=counted.in_part,
    )
    marks.mark(connection, workspace_id, [(review.id, area_id)])
    deliveries.plan(
        connection,
        workspace_id,
        DeliveryKey(DeliveryKind.REVEAL, subject(review.id, area_id), review.channel_id, str(area.round)),
        now,
    )
    audit.record(
        connection,
        workspace_id,
        by,
        "area revealed",
        now,
        review_id=review.id,
        subject=subject(review.id, area_id),
        round=area.round,
        answered=counted.answered,
        taking_part=counted.taking_part,
    )
    return True


def reopen(
    connection: Connection,
    workspace_id: str,
    review: Review,
    area_id: str,
    by: str,
    reason: str | None,
    now: datetime,
) -> None:
    """Begins a new, empty round. What was agreed stays in force. Raises AreaNotRevealed, ReviewClosed."""
    area = reviews.area(connection, workspace_id, review.id, area_id, locked=True)
    check_open(reviews.get(connection, workspace_id, review.id, locked=True))
    if area.state is not AreaState.REVEALED:
        raise AreaNotRevealed
    _set(
        connection,
        workspace_id,
        review.id,
        area_id,
        state=AreaState.OPEN,
        round=area.round + 1,
        opened_at=now,
        complete_at=None,
        reveal_at=None,
        revealed_at=None,
        revealed_by=None,
        answered=None,
        taking_part=None,
        in_part=None,
    )
    marks.mark(connection, workspace_id, [(review.id, area_id)])
    _plan_message(connection, workspace_id, review, area_id, str(area.round + 1), now)
    audit.record(
        connection,
        workspace_id,
        by,
        "area re-opened",
        now,
        review_id=review.id,
        subject=subject(review.id, area_id),
        round=area.round + 1,
        reason=reason,
    )


def set_completeness(
    connection: Connection,
    workspace_id: str,
    review_id: int,
    area_id: str,
    complete_at: datetime | None,
    reveal_at: datetime | None,
) -> None:
    _set(connection, workspace_id, review_id, area_id, complete_at=complete_at, reveal_at=reveal_at)


def due_to_reveal(connection: Connection, _workspace_id: str, now: datetime) -> list[tuple[str, int, str]]:
    """Areas (workspace, review, area) whose time to reveal themselves has come."""
    rows = connection.execute(
        select(review_areas.c.workspace_id, review_areas.c.review_id, review_areas.c.area_id)
        .where(review_areas.c.reveal_at <= now, review_areas.c.reveal_at.is_not(None))
        .order_by(review_areas.c.reveal_at)
        .limit(100)
    )
    return [(row.workspace_id, row.review_id, row.area_id) for row in rows]


def message_posted(
    connection: Connection, workspace_id: str, subject_id: str, round_: int, channel_id: str, ts: str
) -> None:
    """Notes where a round's message lives, and has it refreshed: answers may have come meanwhile."""
    review_id, area_id = read_subject(subject_id)
    values = {"channel_id": channel_id, "ts": ts, "is_final": False}
    connection.execute(
        insert(connection, area_messages)
        .values(workspace_id=workspace_id, review_id=review_id, area_id=area_id, round=round_, **values)
        .on_conflict_do_update(index_elements=["workspace_id", "review_id", "area_id", "round"], set_=values)
    )
    marks.mark(connection, workspace_id, [(review_id, area_id)])


def message_final(
    connection: Connection, workspace_id: str, review_id: int, area_id: str, round_: int
) -> bool:
    """No longer updated: gone, locked by Slack, or of an earlier round. False where that was known."""
    changed = connection.execute(
        update(area_messages)
        .where(
            area_messages.c.workspace_id == workspace_id,
            area_messages.c.review_id == review_id,
            area_messages.c.area_id == area_id,
            area_messages.c.round == round_,
            area_messages.c.is_final.is_(False),
        )
        .values(is_final=True)
    )
    return changed.rowcount == 1


def messages(
    connection: Connection, workspace_id: str, review_id: int, area_id: str, *, final: bool = False
) -> list[AreaMessage]:
    """The area's messages that are still updated (or those that are not), the latest round first."""
    rows = connection.execute(
        select(area_messages.c.round, area_messages.c.channel_id, area_messages.c.ts)
        .where(
            area_messages.c.workspace_id == workspace_id,
            area_messages.c.review_id == review_id,
            area_messages.c.area_id == area_id,
            area_messages.c.is_final.is_(final),
        )
        .order_by(area_messages.c.round.desc())
    )
    return [AreaMessage(row.round, row.channel_id, row.ts) for row in rows]


def _plan_message(
    connection: Connection, workspace_id: str, review: Review, area_id: str, occurrence: str, now: datetime
) -> None:
    key = DeliveryKey(DeliveryKind.AREA, subject(review.id, area_id), review.channel_id, occurrence)
    deliveries.plan(connection, workspace_id, key, now)


def _set(connection: Connection, workspace_id: str, review_id: int, area_id: str, **values: object) -> None:
    connection.execute(
        update(review_areas)
        .where(
            review_areas.c.workspace_id == workspace_id,
            review_areas.c.review_id == review_id,
            review_areas.c.area_id == area_id,
        )
        .values(**values)
    )
