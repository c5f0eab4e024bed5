"""Writing presses: many at once, each with its own outcome.

The order of locks is area and review, then the area's mark. A press shares them with other presses and
excludes reveal, close, re-open and refresh; so no press is written into a revealed area or a closed review,
and no last press goes unshown.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import Row, Select, bindparam, select

from bot.domain.errors import NotTakingPart, ReviewNotFound, SocmobError, UnknownPerson
from bot.domain.reviews import Participation, check_answer, takes_part
from bot.store import home_changes, marks, members
from bot.store.schema import (
    answers,
    channel_members,
    review_areas,
    review_facilitators,
    review_participants,
    reviews,
)
from bot.store.schema import members as people
from bot.store.upsert import INSERTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Executable

    from bot.domain.answers import Press

Areas = dict[tuple[int, str], Row]
People = dict[tuple[int, str], Row]


def record_many(
    connection: Connection, workspace_id: str, presses: Sequence[Press]
) -> list[SocmobError | None]:
    """Writes presses of one workspace; returns for each the refusal, or None where it is saved.

    For each person and question the press with the latest ``chosen_at_us`` counts, however often and in
    whatever order presses come.
    """
    areas = _areas(connection, workspace_id, presses, locked=True)
    known = _people(connection, workspace_id, presses)
    outcomes = [_refusal(connection, workspace_id, press, areas, known) for press in presses]
    latest: dict[tuple, Press] = {}
    for press, refusal in zip(presses, outcomes, strict=True):
        if refusal is None and (
            press.key not in latest or latest[press.key].chosen_at_us <= press.chosen_at_us
        ):
            latest[press.key] = press
    if latest:
        _write(connection, [latest[key] for key in sorted(latest)])
        touched = {(press.review_id, press.area_id) for press in latest.values()}
        # Asked anew: a refresh that we waited for may have cleared a mark since our first statement began.
        marks.mark(connection, workspace_id, touched - marks.already_set(connection, workspace_id, touched))
        home_changes.in_channels(connection, workspace_id, {areas[place].channel_id for place in touched})
    return outcomes


def check(connection: Connection, workspace_id: str, press: Press, *, holds: bool) -> None:
    """Raises the refusal where the area takes no answer of this person now.

    ``holds``: else it stays open until this transaction, which then has to be one that writes, ends.
    """
    areas = _areas(connection, workspace_id, [press], locked=holds)
    known = _people(connection, workspace_id, [press])
    refusal = _refusal(connection, workspace_id, press, areas, known)
    if refusal is not None:
        raise refusal


def _refusal(
    connection: Connection, workspace_id: str, press: Press, areas: Areas, known: People
) -> SocmobError | None:
    area = areas.get((press.review_id, press.area_id))
    if area is None:
        return ReviewNotFound()
    try:
        check_answer(area.review_state, area.state, area.round, press.round)
    except SocmobError as refusal:
        return refusal
    person = known.get((press.review_id, press.user_id))
    if person is None:
        return UnknownPerson(area.channel_id)
    participation = Participation(area.takes_part, area.allows_external)
    if not takes_part(participation, members.read_member(person), person.is_chosen):
        return NotTakingPart(_facilitators(connection, workspace_id, press.review_id))
    return None


def _write(connection: Connection, presses: Sequence[Press]) -> None:
    connection.execute(_upsert(connection.dialect.name), [vars(press) for press in presses])


def _areas(connection: Connection, workspace_id: str, presses: Sequence[Press], *, locked: bool) -> Areas:
    wanted = {
        "workspace": workspace_id,
        "reviews": list({press.review_id for press in presses}),
        "areas": list({press.area_id for press in presses}),
    }
    query = _LOCKED_AREAS if locked else _AREAS
    return {(row.review_id, row.area_id): row for row in connection.execute(query, wanted)}


def _people(connection: Connection, workspace_id: str, presses: Sequence[Press]) -> People:
    wanted = {
        "workspace": workspace_id,
        "reviews": list({press.review_id for press in presses}),
        "users": list({press.user_id for press in presses}),
    }
    return {(row.review_id, row.user_id): row for row in connection.execute(_PEOPLE, wanted)}


def _facilitators(connection: Connection, workspace_id: str, review_id: int) -> list[str]:
    return list(
        connection.execute(
            select(review_facilitators.c.user_id)
            .where(
                review_facilitators.c.workspace_id == workspace_id,
                review_facilitators.c.review_id == review_id,
            )
            .order_by(review_facilitators.c.added_at, review_facilitators.c.user_id)
        ).scalars()
    )


@lru_cache
def _upsert(dialect_name: str) -> Executable:
    """Made once, as the selects below: building a statement anew costs as much as running it."""
    new = INSERTS[dialect_name](answers)
    statement: Executable = new.on_conflict_do_update(
        index_elements=["workspace_id", "review_id", "area_id", "round", "question_id", "user_id"],
        set_={"choice": new.excluded.choice, "chosen_at_us": new.excluded.chosen_at_us},
        where=answers.c.chosen_at_us < new.excluded.chosen_at_us,
    )
    return statement


_AREAS: Select = (
    select(
        review_areas.c.review_id,
        review_areas.c.area_id,
        review_areas.c.state,
        review_areas.c.round,
        reviews.c.state.label("review_state"),
        reviews.c.channel_id,
        reviews.c.takes_part,
        reviews.c.allows_external,
    )
    .join(
        reviews,
        (reviews.c.workspace_id == review_areas.c.workspace_id) & (reviews.c.id == review_areas.c.review_id),
    )
    .where(
        review_areas.c.workspace_id == bindparam("workspace"),
        review_areas.c.review_id.in_(bindparam("reviews", expanding=True)),
        review_areas.c.area_id.in_(bindparam("areas", expanding=True)),
    )
    .order_by(review_areas.c.review_id, review_areas.c.area_id)
)
_LOCKED_AREAS: Select = _AREAS.with_for_update(read=True, of=[review_areas, reviews])

_PEOPLE: Select = (
    select(
        reviews.c.id.label("review_id"),
        *members.COLUMNS,
        (review_participants.c.user_id.is_not(None) | review_facilitators.c.user_id.is_not(None)).label(
            "is_chosen"
        ),
    )
    .join(
        channel_members,
        (channel_members.c.workspace_id == reviews.c.workspace_id)
        & (channel_members.c.channel_id == reviews.c.channel_id),
    )
    .join(
        people,
        (people.c.workspace_id == channel_members.c.workspace_id)
        & (people.c.user_id == channel_members.c.user_id),
    )
    .outerjoin(
        review_participants,
        (review_participants.c.workspace_id == reviews.c.workspace_id)
        & (review_participants.c.review_id == reviews.c.id)
        & (review_participants.c.user_id == channel_members.c.user_id),
    )
    .outerjoin(
        review_facilitators,
        (review_facilitators.c.workspace_id == reviews.c.workspace_id)
        & (review_facilitators.c.review_id == reviews.c.id)
        & (review_facilitators.c.user_id == channel_members.c.user_id),
    )
    .where(
        reviews.c.workspace_id == bindparam("workspace"),
        reviews.c.id.in_(bindparam("reviews", expanding=True)),
        channel_members.c.user_id.in_(bindparam("users", expanding=True)),
    )
)
