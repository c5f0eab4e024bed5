"""What the channel sees of a next step: the area's message shows it, its thread hears of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.answers import Choice
from bot.domain.deliveries import DeliveryKey, DeliveryKind
from bot.domain.next_steps import StepChange
from bot.domain.reviews import AreaState
from bot.store import areas, deliveries, marks, reviews
from bot.store.schema import agreements, review_areas

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.next_steps import NextStep
    from bot.domain.reviews import Review, ReviewArea

SETTLES_AFTER = timedelta(minutes=1)
"""News waits as long: what is changed or taken back meanwhile is one reply, or none."""

PLANS = (StepChange.ADDED, StepChange.WONT_DO, StepChange.REOPENED, StepChange.UNDONE, StepChange.TAKEN_ALONG)
"""Changes after which something may be planned that was not, or the other way round."""


def show(connection: Connection, workspace_id: str, step: NextStep, what: StepChange) -> None:
    """Has the messages refreshed that show the next step, or that nothing is planned for an essential."""
    review_id, area = step.subject.review_id, _posted_area(connection, workspace_id, step)
    stale = {area.area_id} if area is not None else set()
    if what in PLANS and step.subject.question_id is not None:
        stale |= _areas_with_a_red(connection, workspace_id, review_id)
    marks.mark(connection, workspace_id, [(review_id, area_id) for area_id in stale])


def plan(connection: Connection, workspace_id: str, review: Review, step: NextStep, now: datetime) -> None:
    """Plans a reply in the thread of the area's message: of a next step that was added, or is done."""
    area = _posted_area(connection, workspace_id, step)
    if area is None:
        return
    key = DeliveryKey(
        DeliveryKind.STEP_NEWS,
        areas.subject(review.id, area.area_id),
        review.channel_id,
        occurrence(area.round, step),
    )
    deliveries.plan(connection, workspace_id, key, now, at=now + SETTLES_AFTER)


def occurrence(round_: int, step: NextStep) -> str:
    """Begins with the round, as of all news that goes to an area's thread: ``1.7.3``."""
    return f"{round_}.{step.id}.{step.sequence}"


def read_occurrence(text: str) -> tuple[int, int, int]:
    """Round, step and sequence."""
    round_, step_id, sequence = text.split(".")
    return int(round_), int(step_id), int(sequence)


def _areas_with_a_red(connection: Connection, workspace_id: str, review_id: int) -> set[str]:
    """Revealed areas in which an answer was agreed as Red: an essential can have questions in several, and a
    next step for one of them is a next step for it."""
    rows = connection.execute(
        select(agreements.c.area_id)
        .distinct()
        .join(
            review_areas,
            (review_areas.c.workspace_id == agreements.c.workspace_id)
            & (review_areas.c.review_id == agreements.c.review_id)
            & (review_areas.c.area_id == agreements.c.area_id),
        )
        .where(
            agreements.c.workspace_id == workspace_id,
            agreements.c.review_id == review_id,
            agreements.c.choice == Choice.RED,
            review_areas.c.state == AreaState.REVEALED,
        )
    )
    return set(rows.scalars())


def _posted_area(connection: Connection, workspace_id: str, step: NextStep) -> ReviewArea | None:
    subject = step.subject
    if subject.area_id is None:
        return None
    area = reviews.area(connection, workspace_id, subject.review_id, subject.area_id)
    return None if area.state is AreaState.PENDING else area
