"""Who facilitates a review and who takes part: changed after the start, by its facilitators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, update

from bot.domain.deliveries import DeliveryKey, DeliveryKind
from bot.domain.facilitators_only import FacilitatorsOnly
from bot.domain.review_people import (
    FacilitatorIsNoMember,
    NobodyTakesPart,
    NoFacilitatorLeft,
    ParticipantNotInChannel,
    PeopleChanged,
    ReviewPeople,
    TooFewForLive,
)
from bot.domain.reviews import (
    LIVE_FROM,
    AreaState,
    Participation,
    TakesPart,
    Visibility,
    check_open,
    takes_part,
)
from bot.store import access, audit, deliveries, marks, members, reviews
from bot.store.schema import review_facilitators, review_participants
from bot.store.schema import reviews as reviews_table
from bot.store.upsert import insert

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection, Table

    from bot.domain.people import Member
    from bot.domain.reviews import Review

FACILITATOR, PARTICIPANT = "facilitator", "participant"
"""What somebody was named as; it stands in the subject of the message that tells them."""


def subject(review_id: int, named_as: str) -> str:
    """``12|facilitator``"""
    return f"{review_id}|{named_as}"


def read_subject(subject_id: str) -> tuple[int, str]:
    review_id, named_as = subject_id.split("|")
    return int(review_id), named_as


def read(
    connection: Connection, workspace_id: str, review_id: int, user_id: str
) -> tuple[Review, ReviewPeople]:
    """For one of the review's facilitators. Raises what ``access.facilitated`` does, and ReviewClosed."""
    review = access.facilitated(connection, workspace_id, review_id, user_id, FacilitatorsOnly.NAME_PEOPLE)
    check_open(review)
    return review, _people(connection, workspace_id, review)


def change(
    connection: Connection,
    workspace_id: str,
    review_id: int,
    new: ReviewPeople,
    seen: str,
    by: str,
    now: datetime,
) -> None:
    """Sets who it is from now on: in areas that are not revealed yet, for *m* is fixed at the reveal.

    ``seen``: the fingerprint of what the form showed. The review is held first: of two facilitators who take
    each other out at once, the second is one no more. Our copy of the channel has to be current.

    Raises NotAFacilitator, ReviewClosed, PeopleChanged, and what is wrong with the people.
    """
    reviews.get(connection, workspace_id, review_id, locked=True)
    review, before = read(connection, workspace_id, review_id, by)
    if before == new:
        return
    if before.fingerprint != seen:
        raise PeopleChanged
    present = {
        member.user_id: member for member in members.in_channel(connection, workspace_id, review.channel_id)
    }
    _check(review, before, new, present)
    _set(connection, review_facilitators, workspace_id, review_id, new.facilitator_ids, added_at=now)
    _set(connection, review_participants, workspace_id, review_id, new.participant_ids)
    connection.execute(
        update(reviews_table)
        .where(reviews_table.c.workspace_id == workspace_id, reviews_table.c.id == review_id)
        .values(takes_part=new.takes_part, allows_external=new.allows_external)
    )
    _put_on_record(connection, workspace_id, review_id, before, new, by, now)
    _tell(connection, workspace_id, review_id, before, new, by, now)
    marks.mark_review(connection, workspace_id, review_id, only=AreaState.OPEN)


def _people(connection: Connection, workspace_id: str, review: Review) -> ReviewPeople:
    chosen = reviews.participant_ids(connection, workspace_id, review.id)
    return ReviewPeople(
        review.facilitator_ids, review.takes_part, tuple(sorted(chosen)), review.allows_external
    )


def _check(review: Review, before: ReviewPeople, new: ReviewPeople, present: dict[str, Member]) -> None:
    """Who was named before and has left since can stay; who is new has to be there."""
    wrong = [
        user_id
        for user_id in new.facilitator_ids
        if user_id not in before.facilitator_ids
        and not (user_id in present and present[user_id].is_full_member)
    ]
    if wrong:
        raise FacilitatorIsNoMember(wrong)
    if not any(user_id in present and present[user_id].is_person for user_id in new.facilitator_ids):
        raise NoFacilitatorLeft
    wrong = [
        user_id
        for user_id in new.participant_ids
        if user_id not in before.participant_ids and not (user_id in present and present[user_id].is_person)
    ]
    if wrong:
        raise ParticipantNotInChannel(wrong)
    if new.takes_part is TakesPart.CHOSEN and not new.participant_ids:
        raise NobodyTakesPart
    chosen = {*new.participant_ids, *new.facilitator_ids}
    participation = Participation(new.takes_part, new.allows_external)
    number = sum(takes_part(participation, one, one.user_id in chosen) for one in present.values())
    if review.visibility is Visibility.LIVE and number < LIVE_FROM:
        raise TooFewForLive(number)


def _set(
    connection: Connection,
    table: Table,
    workspace_id: str,
    review_id: int,
    user_ids: tuple[str, ...],
    **values: object,
) -> None:
    """Who stays keeps their row, and with it their place."""
    connection.execute(
        delete(table).where(
            table.c.workspace_id == workspace_id,
            table.c.review_id == review_id,
            table.c.user_id.not_in(user_ids),
        )
    )
    of_review = {"workspace_id": workspace_id, "review_id": review_id, **values}
    if user_ids:
        connection.execute(
            insert(connection, table).on_conflict_do_nothing(),
            [{**of_review, "user_id": user_id} for user_id in user_ids],
        )


def _put_on_record(
    connection: Connection,
    workspace_id: str,
    review_id: int,
    before: ReviewPeople,
    new: ReviewPeople,
    by: str,
    now: datetime,
) -> None:
    """A line for each person; in it they stand by their key, as everybody does."""
    for named_as, old, changed in (
        (FACILITATOR, before.facilitator_ids, new.facilitator_ids),
        (PARTICIPANT, before.participant_ids, new.participant_ids),
    ):
        for user_id in sorted({*old} ^ {*changed}):
            action = f"{named_as} {'removed' if user_id in old else 'named'}"
            key = audit.person_key(connection, workspace_id, user_id)
            audit.record(connection, workspace_id, by, action, now, review_id=review_id, subject=key)
    chosen = ("takes_part", "allows_external")
    audit.record_changes(
        connection, workspace_id, by, "participation changed", chosen, before, new, now, review_id=review_id
    )


def _tell(
    connection: Connection,
    workspace_id: str,
    review_id: int,
    before: ReviewPeople,
    new: ReviewPeople,
    by: str,
    now: datetime,
) -> None:
    """Who is new hears of it privately, as what they can do most as; nobody of what they did themselves."""
    facilitators = {*new.facilitator_ids} - {*before.facilitator_ids}
    participants = {*new.participant_ids} - {*before.participant_ids} - {*new.facilitator_ids}
    for named_as, user_ids in ((FACILITATOR, facilitators), (PARTICIPANT, participants)):
        _plan(connection, workspace_id, subject(review_id, named_as), user_ids - {by}, now)


def _plan(
    connection: Connection, workspace_id: str, subject_id: str, user_ids: Iterable[str], now: datetime
) -> None:
    """Each time that somebody is named is told anew, so the instant is in the name."""
    for user_id in sorted(user_ids):
        key = DeliveryKey(DeliveryKind.NAMED, subject_id, user_id, f"{now:%Y%m%dT%H%M%S%f}")
        deliveries.plan(connection, workspace_id, key, now)
