"""What a facilitator can do now, the most useful first."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.blocks import area_buttons, ids, kit, pace_words, status_words
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import count, day, escape_within
from bot.domain.reviews import RESUME_WITHIN, AreaState, ReviewState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.blocks.kit import Element
    from bot.domain.checklist import Area
    from bot.domain.reviews import Progress, Review
    from bot.domain.status import ReviewStatus

    Task = tuple[str, Element]
    """What can be done, in words, and its button."""

MOST_TO_REVEAL = 10
LONGEST_NAME = 200
YES, NO = "yes", "no"
"""Whether the network's digest shall include a review's counts, as the button carries it."""


def message(status: ReviewStatus, *, today: date, is_private: bool = False) -> Message:
    """For one facilitator alone; only what is possible now. ``is_private``: the review's channel is."""
    title = f"*{status_words.title(status.review)}*"
    if not status.review.is_open:
        ended = f"{title} was {status_words.ended(status.review, today)}."
        sharing = [] if status.review.state is ReviewState.DISCARDED else list(_sharing(status, is_private))
        return _message(ended, [*_after(status, today), *sharing], [])
    lead = " ".join([f"{title}: {status_words.headline(status.counts)}", *_pace(status, today)])
    return _message(lead, [*_tasks(status), *_sharing(status, is_private)], list(_foot(status)))


def _message(lead: str, tasks: list[Task], foot: list[Element]) -> Message:
    blocks = [kit.section(lead), *(kit.section(words, button) for words, button in tasks)]
    if foot:
        blocks.append(kit.actions(*foot))
    also = [f"Also: {', '.join(button['text']['text'] for button in foot)}."] if foot else []
    return Message(spoken(lead, [*(words for words, _ in tasks), *also]), blocks)


def _tasks(status: ReviewStatus) -> Iterator[Task]:
    if _is_finished(status):
        yield "Everything is agreed. Close the review to post its summary.", _close(status, style="primary")
    if status_words.waiting(status):
        to_agree = sum(
            one.counts.to_agree for one in status.areas if one.review_area.state is AreaState.REVEALED
        )
        verb = "question waits" if to_agree == 1 else "questions wait"
        yield (
            f"{to_agree} revealed {verb} for a collective answer.",
            area_buttons.discuss(str(status.review.id)),
        )
    yield from _to_reveal(status)
    yield from _to_post(status)


def _to_reveal(status: ReviewStatus) -> Iterator[Task]:
    complete = [
        (one, one.progress)
        for one in status.areas
        if one.review_area.state is AreaState.OPEN and one.progress and one.progress.is_complete
    ]
    for one, progress in complete[:MOST_TO_REVEAL]:
        words = f"Everyone has answered *{_name(status, one.area)}*: {_of(progress)}."
        yield words, area_buttons.reveal(status_words.ref(status, one), one.area, progress)


def _to_post(status: ReviewStatus) -> Iterator[Task]:
    area = status.next_to_post
    if area is not None:
        review_id = str(status.review.id)
        comes = status.review.next_post_at is not None and not status.review.is_paused
        waits = "comes" if comes else "can be posted"
        words = f"*{_name(status, area)}* {waits} next: {count(len(area.questions), 'question')}."
        yield (
            words,
            kit.button(
                "Post it now" if comes else "Post it", ids.AREA_POST, review_id, label=f"Post {area.short}"
            ),
        )


def _sharing(status: ReviewStatus, is_private: bool) -> Iterator[Task]:
    """Whether the network hears of a review in a private channel; of any other one it does anyway."""
    review = status.review
    if not is_private:
        return
    if review.shares_counts:
        words = "The network's digest includes the counts of this review, though the channel is private."
        label, shall = "Leave counts out", NO
    else:
        words = "The channel is private, so the network's digest leaves this review out."
        label, shall = "Include counts", YES
    yield (
        words,
        kit.button(
            label,
            ids.REVIEW_SHARE_COUNTS,
            f"{shall}{ids.SEPARATOR}{review.id}",
            label=f"{label} in the network's digest",
        ),
    )


def _pace(status: ReviewStatus, today: date) -> Iterator[str]:
    """Only what is still to come of it."""
    review = status.review
    pending = sum(one.review_area.state is AreaState.PENDING for one in status.areas)
    if not review.is_paused:
        yield from filter(None, [pace_words.next_area(review, pending, today)])
    if any(one.review_area.state is not AreaState.REVEALED for one in status.areas):
        yield from filter(None, [pace_words.until(review, today)])


def _foot(status: ReviewStatus) -> Iterator[Element]:
    review_id = str(status.review.id)
    yield kit.button("Status", ids.REVIEW_STATUS, review_id, label="See where the review stands")
    if any(one.review_area.state is not AreaState.REVEALED for one in status.areas):
        yield kit.button(
            "Pace and deadline…", ids.REVIEW_PACE, review_id, label="Change the pace and the deadline"
        )
        yield _pause_or_go_on(status.review)
    if any(one.review_area.state is AreaState.REVEALED for one in status.areas):
        yield kit.button(
            "Re-open an area", ids.AREA_REOPEN, review_id, label="Re-open an area for a new round"
        )
    if _has_agreed(status) and not _is_finished(status):
        yield _close(status)
    yield kit.button("Discard", ids.REVIEW_DISCARD, review_id, label="Discard this review")


def _pause_or_go_on(review: Review) -> Element:
    if review.is_paused:
        return kit.button("Go on", ids.REVIEW_GO_ON, str(review.id), label="End the pause of this review")
    return kit.button("Pause", ids.REVIEW_PAUSE, str(review.id), label="Pause this review")


def _after(status: ReviewStatus, today: date) -> Iterator[Task]:
    review = status.review
    if review.state is not ReviewState.CLOSED or review.closed_at is None:
        return
    until = review.closed_at.astimezone(ZoneInfo(review.tz)).date() + RESUME_WITHIN
    if today < until:
        yield (
            f"It can be opened again before {day(until, today)}.",
            kit.button("Open it again", ids.REVIEW_RESUME, str(review.id), label="Open this review again"),
        )


def _close(status: ReviewStatus, style: str | None = None) -> Element:
    return kit.button(
        "Close the review",
        ids.REVIEW_CLOSE,
        str(status.review.id),
        label="Close the review and post its summary",
        style=style,
    )


def _is_finished(status: ReviewStatus) -> bool:
    return _has_agreed(status) and not status.counts.to_agree


def _has_agreed(status: ReviewStatus) -> bool:
    return bool(status.counts.agreed or status.counts.not_applicable)


def _of(progress: Progress) -> str:
    return f"{progress.answered} of {progress.taking_part}"


def _name(status: ReviewStatus, area: Area) -> str:
    return escape_within(status.checklist.name_of(area.id), LONGEST_NAME)
