"""Builds what a delivery posts, from what is stored at the moment of sending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import announcements
from bot.blocks import area as area_blocks
from bot.blocks import step_news as step_news_blocks
from bot.domain.deliveries import DeliveryKind
from bot.domain.errors import ReviewNotFound
from bot.domain.follow_ups import is_all_agreed
from bot.domain.next_steps import StepChange, StepState
from bot.domain.step_errors import StepNotFound
from bot.jobs.charts import build_chart
from bot.jobs.digests import build_digest
from bot.jobs.mornings import build_morning
from bot.jobs.named import build_named
from bot.jobs.network import build_welcome
from bot.jobs.owner_notes import build_overdue, build_owner_gone
from bot.jobs.pace import build_deadline
from bot.jobs.posts import Builder, Context, JoinLater, NothingToSay, Permalink, Post
from bot.store import areas, boards, next_steps, progress, step_lists, step_news

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from bot.domain.deliveries import Delivery

__all__ = ["BUILDERS", "Builder", "Context", "JoinLater", "NothingToSay", "Permalink", "Post", "build"]


def build(connection: Connection, workspace_id: str, context: Context, delivery: Delivery) -> Post:
    """Raises NothingToSay, JoinLater."""
    try:
        return BUILDERS[delivery.key.kind](connection, workspace_id, context, delivery)
    except ReviewNotFound as error:
        raise NothingToSay("the review is gone") from error


def _of_review(connection: Connection, workspace_id: str, context: Context, delivery: Delivery) -> Post:
    checklists, today = context.checklists, context.today
    review = context.review(connection, workspace_id, int(delivery.key.subject_id))
    if delivery.key.kind is DeliveryKind.CLOSING:
        if review.is_open:
            raise NothingToSay("the review was opened again")
        status = boards.status(connection, workspace_id, checklists, review.id)
        return Post(announcements.closing(status, today=today))
    if not review.is_open:
        raise NothingToSay("the review is no longer open")
    if delivery.key.kind is DeliveryKind.FOLLOW_UPS:
        status = boards.status(connection, workspace_id, checklists, review.id)
        if not is_all_agreed(status.counts):
            raise NothingToSay("not everything is agreed any more")
        return Post(announcements.follow_ups(status))
    if delivery.key.kind is DeliveryKind.NO_FACILITATOR:
        return Post(announcements.no_facilitator(review))
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
        return Post(area_blocks.message(board, today=today))
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


def _of_step(connection: Connection, workspace_id: str, context: Context, delivery: Delivery) -> Post:
    """Of a next step that was added or is done, as it is now: edited since, or taken back."""
    review_id, area_id = areas.read_subject(delivery.key.subject_id)
    _, step_id, sequence = step_news.read_occurrence(delivery.key.occurrence)
    try:
        step = next_steps.get(connection, workspace_id, step_id)
    except StepNotFound as error:
        raise NothingToSay("the next step is gone") from error
    news = next(
        one for one in next_steps.history(connection, workspace_id, step_id) if one.sequence == sequence
    )
    if news.change is StepChange.ADDED and not step.state.is_unfinished:
        raise NothingToSay("the next step is finished already")
    if news.change is StepChange.DONE and (step.state, step.finished_at) != (StepState.DONE, news.changed_at):
        raise NothingToSay("the next step is no longer done")
    live = areas.messages(connection, workspace_id, review_id, area_id)
    if not live:
        raise NothingToSay("the area has no message")
    placed = step_lists.placed_step(connection, workspace_id, context.checklists, step)
    message = step_news_blocks.message(placed, today=context.today)
    return Post(message, thread_ts=live[0].ts, also_to_channel=False)


def _cannot_post(connection: Connection, workspace_id: str, context: Context, delivery: Delivery) -> Post:
    """Of a review, or of a channel that gets the network's digest."""
    subject = delivery.key.subject_id
    if subject.isdecimal():
        review = context.review(connection, workspace_id, int(subject))
        if not review.is_open:
            raise NothingToSay("the review is no longer open")
        return Post(announcements.cannot_post(review))
    if context.calendars.workspace(connection, workspace_id).digest_channel_id != subject:
        raise NothingToSay("the channel no longer gets the digest")
    return Post(announcements.cannot_post_for_network(subject))


BUILDERS: Mapping[DeliveryKind, Builder] = {
    DeliveryKind.START: _of_review,
    DeliveryKind.AREA: _of_area,
    DeliveryKind.REVEAL: _of_area,
    DeliveryKind.COMPLETE: _of_area,
    DeliveryKind.CLOSING: _of_review,
    DeliveryKind.FOLLOW_UPS: _of_review,
    DeliveryKind.NO_FACILITATOR: _of_review,
    DeliveryKind.MESSAGE_GONE: _of_area,
    DeliveryKind.CANNOT_POST: _cannot_post,
    DeliveryKind.DEADLINE: build_deadline,
    DeliveryKind.DIGEST: build_digest,
    DeliveryKind.CHART: build_chart,
    DeliveryKind.NETWORK_WELCOME: build_welcome,
    DeliveryKind.STEP_NEWS: _of_step,
    DeliveryKind.NAMED: build_named,
    DeliveryKind.MORNING: build_morning,
    DeliveryKind.OVERDUE: build_overdue,
    DeliveryKind.OWNER_GONE: build_owner_gone,
}
