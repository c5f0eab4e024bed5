"""Tells somebody that they facilitate a review, or take part in it, from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import people_form
from bot.jobs.posts import NothingToSay, Post
from bot.store import progress, review_people

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.deliveries import Delivery
    from bot.jobs.posts import Context


def build_named(connection: Connection, workspace_id: str, context: Context, delivery: Delivery) -> Post:
    """As it is by now. Raises NothingToSay, ReviewNotFound."""
    review_id, named_as = review_people.read_subject(delivery.key.subject_id)
    review, person = context.review(connection, workspace_id, review_id), delivery.key.recipient_id
    if not review.is_open:
        raise NothingToSay("the review is no longer open")
    if named_as == review_people.FACILITATOR:
        if person not in review.facilitator_ids:
            raise NothingToSay("the person facilitates no more")
        return Post(people_form.named_facilitator(review))
    if person not in progress.taking_part(connection, workspace_id, review):
        raise NothingToSay("the person takes no part any more")
    return Post(people_form.named_participant(review))
