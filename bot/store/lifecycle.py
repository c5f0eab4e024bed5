"""The life of a review: started, closed or discarded, opened again, taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from bot.domain.deliveries import DeliveryKey, DeliveryKind
from bot.domain.errors import (
    NothingAgreed,
    OnlyWhoTakesPart,
    ReviewAlreadyOpen,
    ReviewClosed,
    ReviewNotClosed,
    StillHasFacilitators,
    TooLateToResume,
)
from bot.domain.reviews import AreaState, NewReview, Pace, Review, ReviewState, check_open
from bot.store import (
    agreements,
    areas,
    audit,
    checklists,
    deliveries,
    marks,
    members,
    progress,
    reviews,
    rhythm,
    schema,
    taking_along,
)
from bot.store.upsert import insert

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


def start(connection: Connection, workspace_id: str, new: NewReview, content: Any, now: datetime) -> Review:
    """Creates a review with its areas, and plans its messages. The same ``origin`` creates it once.

    ``content``: the checklist's wording, kept with the review. Raises ReviewAlreadyOpen.
    """
    checklists.keep(connection, new.checklist_hash, content)
    review_id = connection.execute(
        insert(connection, schema.reviews)
        .values(
            workspace_id=workspace_id,
            channel_id=new.channel_id,
            checklist_hash=new.checklist_hash,
            origin=new.origin,
            title=new.title,
            state=ReviewState.OPEN,
            started_by=new.started_by,
            started_at=now,
            tz=new.tz,
            deadline_on=new.deadline_on,
            visibility=new.visibility,
            pace=new.pace,
            reveal_rule=new.reveal_rule,
            takes_part=new.takes_part,
            allows_external=new.allows_external,
            shares_counts=False,
            **rhythm.at_start(new, now),
        )
        .on_conflict_do_nothing()
        .returning(schema.reviews.c.id)
    ).scalar()
    if review_id is None:
        before = reviews.by_origin(connection, workspace_id, new.origin)
        if before is None:
            raise ReviewAlreadyOpen
        return before
    connection.execute(
        schema.review_facilitators.insert(),
        [
            {"workspace_id": workspace_id, "review_id": review_id, "user_id": user_id, "added_at": now}
            for user_id in new.facilitator_ids
        ],
    )
    if new.participant_ids:
        connection.execute(
            schema.review_participants.insert(),
            [
                {"workspace_id": workspace_id, "review_id": review_id, "user_id": user_id}
                for user_id in new.participant_ids
            ],
        )
    connection.execute(
        schema.review_areas.insert(),
        [
            {
                "workspace_id": workspace_id,
                "review_id": review_id,
                "area_id": area_id,
                "position": position,
                "state": AreaState.PENDING,
                "round": 1,
            }
            for position, area_id in enumerate(new.area_ids, 1)
        ],
    )
    audit.record(
        connection, workspace_id, new.started_by, "review started", now, review_id=review_id, title=new.title
    )
    deliveries.plan(
        connection, workspace_id, DeliveryKey(DeliveryKind.START, str(review_id), new.channel_id), now
    )
    review = reviews.get(connection, workspace_id, review_id)
    if new.pace is Pace.ALL_AT_ONCE:
        for area_id in new.area_ids:
            areas.post(connection, workspace_id, review, area_id, new.started_by, now)
    return review


def close(connection: Connection, workspace_id: str, review_id: int, by: str, now: datetime) -> Review:
    """Freezes answers and ratings and plans the summary. Raises NothingAgreed, ReviewClosed."""
    review = reviews.get_whole(connection, workspace_id, review_id)
    check_open(review)
    if not agreements.in_force(connection, workspace_id, review_id):
        raise NothingAgreed
    _end(connection, workspace_id, review_id, ReviewState.CLOSED, by, now)
    closings = deliveries.count(connection, workspace_id, DeliveryKind.CLOSING, str(review_id))
    key = DeliveryKey(DeliveryKind.CLOSING, str(review_id), review.channel_id, str(closings + 1))
    deliveries.plan(connection, workspace_id, key, now)
    audit.record(connection, workspace_id, by, "review closed", now, review_id=review_id)
    return reviews.get(connection, workspace_id, review_id)


def discard(connection: Connection, workspace_id: str, review_id: int, by: str, now: datetime) -> Review:
    """Gives a review up: nothing of it counts any more. Next steps that it took along go back to where they
    were. Raises ReviewClosed."""
    check_open(reviews.get_whole(connection, workspace_id, review_id))
    taking_along.give_back(connection, workspace_id, review_id, by, now)
    _end(connection, workspace_id, review_id, ReviewState.DISCARDED, by, now)
    audit.record(connection, workspace_id, by, "review discarded", now, review_id=review_id)
    return reviews.get(connection, workspace_id, review_id)


def resume(connection: Connection, workspace_id: str, review_id: int, by: str, now: datetime) -> Review:
    """Opens a closed review again. Raises ReviewNotClosed, TooLateToResume, ReviewAlreadyOpen."""
    review = reviews.get_whole(connection, workspace_id, review_id)
    if review.is_open:
        raise ReviewNotClosed
    if review.state is ReviewState.DISCARDED:
        raise ReviewClosed
    if not review.can_resume(now):
        raise TooLateToResume
    try:
        with connection.begin_nested():
            _set(connection, workspace_id, review_id, state=ReviewState.OPEN, closed_at=None, closed_by=None)
            instants = rhythm.when_resumed(connection, workspace_id, review, now)
            rhythm.set_instants(connection, workspace_id, review_id, **instants)
    except IntegrityError as error:
        raise ReviewAlreadyOpen from error
    marks.mark_review(connection, workspace_id, review_id)
    audit.record(connection, workspace_id, by, "review opened again", now, review_id=review_id)
    return reviews.get(connection, workspace_id, review_id)


def active_facilitators(connection: Connection, workspace_id: str, review: Review) -> list[str]:
    """Facilitators who are in the channel and not deactivated."""
    present = {
        member.user_id
        for member in members.in_channel(connection, workspace_id, review.channel_id)
        if member.is_person
    }
    return [user_id for user_id in review.facilitator_ids if user_id in present]


def take_over(
    connection: Connection, workspace_id: str, review_id: int, by: str, now: datetime
) -> tuple[Review, bool]:
    """Makes somebody who takes part a facilitator where none is left; where nobody takes part any more,
    anybody of the channel. Returns the review, and whether that was new. Raises StillHasFacilitators,
    OnlyWhoTakesPart.
    """
    review = reviews.get(connection, workspace_id, review_id, locked=True)
    check_open(review)
    if by in review.facilitator_ids:
        return review, False
    active = active_facilitators(connection, workspace_id, review)
    if active:
        raise StillHasFacilitators(active)
    asked = progress.taking_part(connection, workspace_id, review)
    if asked and by not in asked:
        raise OnlyWhoTakesPart
    reviews.add_facilitator(connection, workspace_id, review_id, by, now)
    audit.record(connection, workspace_id, by, "review taken over", now, review_id=review_id)
    return reviews.get(connection, workspace_id, review_id), True


def tell_where_nobody_facilitates(
    connection: Connection, workspace_id: str, channel_ids: list[str], now: datetime
) -> None:
    """Plans one message in each channel whose open review has lost its last facilitator."""
    open_reviews = connection.execute(
        select(schema.reviews.c.id).where(
            schema.reviews.c.workspace_id == workspace_id,
            schema.reviews.c.channel_id.in_(channel_ids),
            schema.reviews.c.state == ReviewState.OPEN,
        )
    ).scalars()
    for review_id in list(open_reviews):
        review = reviews.get(connection, workspace_id, review_id)
        if not active_facilitators(connection, workspace_id, review):
            occurrence = str(len(review.facilitator_ids))
            key = DeliveryKey(DeliveryKind.NO_FACILITATOR, str(review_id), review.channel_id, occurrence)
            deliveries.plan(connection, workspace_id, key, now)


def _end(
    connection: Connection, workspace_id: str, review_id: int, state: ReviewState, by: str, now: datetime
) -> None:
    """Nothing happens by itself any more; where the review is opened again, what waited begins anew."""
    _set(
        connection,
        workspace_id,
        review_id,
        state=state,
        closed_at=now,
        closed_by=by,
        **rhythm.STANDS_STILL,
    )
    connection.execute(
        update(schema.review_areas)
        .where(
            schema.review_areas.c.workspace_id == workspace_id,
            schema.review_areas.c.review_id == review_id,
            schema.review_areas.c.state == AreaState.OPEN,
        )
        .values(complete_at=None, reveal_at=None)
    )
    marks.mark_review(connection, workspace_id, review_id)


def _set(connection: Connection, workspace_id: str, review_id: int, **values: object) -> None:
    connection.execute(
        update(schema.reviews)
        .where(schema.reviews.c.workspace_id == workspace_id, schema.reviews.c.id == review_id)
        .values(**values)
    )
