"""What ``/socmob`` alone shows: what this person can do where they typed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import (
    area_buttons,
    export_words,
    follow_up_buttons,
    guide,
    ids,
    kit,
    looking_back_buttons,
    pace_words,
    quiet,
    status_words,
    step_result,
)
from bot.blocks.text import local_day
from bot.domain.follow_ups import have_come
from bot.domain.language import t, tn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.blocks.kit import Element, Message
    from bot.domain.reviews import Review
    from bot.domain.status import ReviewStatus


def message(
    *,
    open_status: ReviewStatus | None,
    is_facilitator: bool,
    waiting: int,
    in_direct_message: bool,
    today: date,
    last: Review | None = None,
) -> Message:
    """``waiting``: how many areas wait for this person's answers. ``last``: the channel's review that was
    closed last, where none is open.
    """
    if open_status is not None:
        return quiet.sentence(
            " ".join(_standing(open_status, waiting, today, in_direct_message=in_direct_message)),
            list(_in_review(open_status, waiting, is_facilitator=is_facilitator)),
        )
    if in_direct_message:
        return quiet.sentence(
            t("A review lives in a channel. Start one from here and choose its channel in the form."),
            [_start(), looking_back_buttons.compare(), _settings(), guide.button(), _help()],
        )
    if last is not None:
        over = t(
            "No review is open here. The last one, {review}, was closed on {day}.",
            review=f"*{status_words.title(last)}*",
            day=local_day(last.closed_at or last.started_at, last.tz, today),
        )
        return quiet.sentence(over, list(_after(last)))
    return quiet.sentence(
        t(
            "No review is open here. In a review a team rates how its organisation speaks up for social "
            "mobility, each person alone first, and then agrees where it stands."
        ),
        [_start(), _about(), guide.button(), _settings(), _help()],
    )


def _standing(status: ReviewStatus, waiting: int, today: date, *, in_direct_message: bool) -> Iterator[str]:
    counts, title = status.counts, f"*{status_words.title(status.review)}*"
    yield (
        t(
            "{review} is open in {channel}: {agreed} of {all} agreed.",
            review=title,
            channel=f"<#{status.review.channel_id}>",
            agreed=counts.agreed,
            all=counts.total,
        )
        if in_direct_message
        else t(
            "{review} is open here: {agreed} of {all} agreed.",
            review=title,
            agreed=counts.agreed,
            all=counts.total,
        )
    )
    if waiting:
        yield tn("{n} area waits for your answers.", "{n} areas wait for your answers.", waiting)
    until = pace_words.until(status.review, today)
    if until and waiting:
        yield until


def _in_review(status: ReviewStatus, waiting: int, *, is_facilitator: bool) -> Iterator[Element]:
    review_id = str(status.review.id)
    if waiting:
        yield kit.button(
            t("Answer"),
            ids.REVIEW_ANSWER_NEXT,
            review_id,
            label=t("Answer the next area that waits for you"),
            style="primary",
        )
    yield kit.button(t("Status"), ids.REVIEW_STATUS, review_id, label=t("See where the review stands"))
    if status.steps:
        yield step_result.show()
    if have_come(status.review, status.counts, is_answered=False):
        yield follow_up_buttons.show(status.review.id)
    if is_facilitator:
        yield area_buttons.facilitate(status.review.id)
    yield export_words.button(status.review.id)
    yield looking_back_buttons.history(review_id)
    yield looking_back_buttons.compare()
    yield guide.button(status.review.id)
    yield _help()


def _after(last: Review) -> Iterator[Element]:
    """What one comes back for once a review is closed."""
    yield _start()
    yield follow_up_buttons.show(last.id)
    yield step_result.show()
    yield export_words.button(last.id)
    yield looking_back_buttons.history(str(last.id))
    yield guide.button(last.id)
    yield _help()


def _start() -> Element:
    return kit.button(t("Start a review"), ids.REVIEW_START, label=t("Start a review"), style="primary")


def _about() -> Element:
    return kit.button(t("What is this?"), ids.REVIEW_ABOUT, label=t("What is a review?"))


def _settings() -> Element:
    return kit.button(t("Settings"), ids.SETTINGS, label=t("Settings: the weekly digest and reminders"))


def _help() -> Element:
    return kit.button(t("Help"), ids.REVIEW_HELP, label=t("Help: all commands"))
