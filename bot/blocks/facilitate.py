"""What a facilitator can do now, the most useful first."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.blocks import (
    along_form,
    area_buttons,
    export_words,
    follow_up_buttons,
    ids,
    kit,
    pace_words,
    record_buttons,
    status_words,
)
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import day, escape_within, listed, local_day
from bot.domain.follow_ups import have_come
from bot.domain.language import t, tn
from bot.domain.record import RecordOf
from bot.domain.reviews import RESUME_WITHIN, AreaState, ReviewState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.blocks.kit import Element
    from bot.domain.checklist import Area
    from bot.domain.reviews import Review
    from bot.domain.status import ReviewStatus

    Task = tuple[str, Element]
    """What can be done, in words, and its button."""

MOST_TO_REVEAL = 10
LONGEST_NAME = 200
YES, NO = "yes", "no"
"""Whether the network's digest shall include a review's counts, as the button carries it."""


def message(
    status: ReviewStatus, *, today: date, is_private: bool = False, to_take_along: int = 0
) -> Message:
    """For one facilitator alone; only what is possible now. ``is_private``: the review's channel
    is. ``to_take_along``: how many next steps of earlier reviews are open."""
    title = f"*{status_words.title(status.review)}*"
    if not status.review.is_open:
        ended = _ended(status.review, title, today)
        if status.review.state is ReviewState.DISCARDED:
            return _message(ended, [], [])
        tasks = [*_after(status, today), *_follow_ups(status), *_sharing(status, is_private)]
        return _message(
            ended,
            tasks,
            [export_words.button(status.review.id), record_buttons.button(RecordOf(status.review.id))],
        )
    standing = t("{review}: {standing}", review=title, standing=status_words.headline(status.counts))
    lead = " ".join([standing, *_pace(status, today)])
    tasks = [*_tasks(status), *_along(status, to_take_along), *_sharing(status, is_private)]
    return _message(lead, tasks, list(_foot(status)))


def _message(lead: str, tasks: list[Task], foot: list[Element]) -> Message:
    blocks = [kit.section(lead), *(kit.section(words, button) for words, button in tasks)]
    if foot:
        blocks.append(kit.actions(*foot))
    buttons = listed(button["text"]["text"] for button in foot)
    also = [t("Also: {buttons}.", buttons=buttons)] if foot else []
    return Message(spoken(lead, [*(words for words, _ in tasks), *also]), blocks)


def _ended(review: Review, title: str, today: date) -> str:
    is_discarded = review.state is ReviewState.DISCARDED
    if review.closed_at is None:
        return (
            t("{review} was discarded.", review=title)
            if is_discarded
            else t("{review} was closed.", review=title)
        )
    on = local_day(review.closed_at, review.tz, today)
    if is_discarded:
        return t("{review} was discarded on {day}.", review=title, day=on)
    return t("{review} was closed on {day}.", review=title, day=on)


def _tasks(status: ReviewStatus) -> Iterator[Task]:
    if _is_finished(status):
        words = t("Everything is agreed. Close the review to post its summary.")
        yield words, _close(status, style="primary")
    yield from _follow_ups(status)
    if status_words.waiting(status):
        to_agree = sum(
            one.counts.to_agree for one in status.areas if one.review_area.state is AreaState.REVEALED
        )
        yield (
            tn(
                "{n} revealed question waits for a collective answer.",
                "{n} revealed questions wait for a collective answer.",
                to_agree,
            ),
            area_buttons.discuss(str(status.review.id)),
        )
    yield from _to_reveal(status)
    yield from _to_post(status)


def _follow_ups(status: ReviewStatus) -> Iterator[Task]:
    if have_come(status.review, status.counts, is_answered=False):
        yield follow_up_buttons.what_they_ask(), follow_up_buttons.show(status.review.id)


def _along(status: ReviewStatus, number: int) -> Iterator[Task]:
    if number:
        yield along_form.words(number), along_form.button(status.review.id)


def _to_reveal(status: ReviewStatus) -> Iterator[Task]:
    complete = [
        (one, one.progress)
        for one in status.areas
        if one.review_area.state is AreaState.OPEN and one.progress and one.progress.is_complete
    ]
    for one, progress in complete[:MOST_TO_REVEAL]:
        words = t(
            "Everyone has answered {area}: {answered} of {all}.",
            area=f"*{_name(status, one.area)}*",
            answered=progress.answered,
            all=progress.taking_part,
        )
        yield words, area_buttons.reveal(status_words.ref(status, one), one.area, progress)


def _to_post(status: ReviewStatus) -> Iterator[Task]:
    area = status.next_to_post
    if area is not None:
        review_id = str(status.review.id)
        comes = status.review.next_post_at is not None and not status.review.is_paused
        name, questions = f"*{_name(status, area)}*", len(area.questions)
        words = (
            tn("{area} comes next: {n} question.", "{area} comes next: {n} questions.", questions, area=name)
            if comes
            else tn(
                "{area} can be posted next: {n} question.",
                "{area} can be posted next: {n} questions.",
                questions,
                area=name,
            )
        )
        post = t("Post it now") if comes else t("Post it")
        yield words, kit.button(post, ids.AREA_POST, review_id, label=t("Post {area}", area=area.short))


def _sharing(status: ReviewStatus, is_private: bool) -> Iterator[Task]:
    """Whether the network hears of a review in a private channel; of any other one it does anyway."""
    review = status.review
    if not is_private:
        return
    if review.shares_counts:
        words = t("The network's digest includes the counts of this review, though the channel is private.")
        text, shall, label = t("Leave counts out"), NO, t("Leave counts out in the network's digest")
    else:
        words = t("The channel is private, so the network's digest leaves this review out.")
        text, shall, label = t("Include counts"), YES, t("Include counts in the network's digest")
    value = f"{shall}{ids.SEPARATOR}{review.id}"
    yield words, kit.button(text, ids.REVIEW_SHARE_COUNTS, value, label=label)


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
    yield kit.button(t("Status"), ids.REVIEW_STATUS, review_id, label=t("See where the review stands"))
    if any(one.review_area.state is not AreaState.REVEALED for one in status.areas):
        yield kit.button(
            t("Pace and deadline…"),
            ids.REVIEW_PACE,
            review_id,
            label=t("Change the pace and the deadline"),
        )
        yield _pause_or_go_on(status.review)
    yield kit.button(
        t("People…"), ids.REVIEW_PEOPLE, review_id, label=t("Change who facilitates and who takes part")
    )
    if any(one.review_area.state is AreaState.REVEALED for one in status.areas):
        yield kit.button(
            t("Re-open an area"),
            ids.AREA_REOPEN,
            review_id,
            label=t("Re-open an area for a new round"),
        )
    yield export_words.button(status.review.id)
    yield record_buttons.button(RecordOf(status.review.id))
    if _has_agreed(status) and not _is_finished(status):
        yield _close(status)
    yield kit.button(t("Discard"), ids.REVIEW_DISCARD, review_id, label=t("Discard this review"))


def _pause_or_go_on(review: Review) -> Element:
    if review.is_paused:
        label = t("End the pause of this review")
        return kit.button(t("Go on"), ids.REVIEW_GO_ON, str(review.id), label=label)
    return kit.button(t("Pause"), ids.REVIEW_PAUSE, str(review.id), label=t("Pause this review"))


def _after(status: ReviewStatus, today: date) -> Iterator[Task]:
    review = status.review
    if review.state is not ReviewState.CLOSED or review.closed_at is None:
        return
    until = review.closed_at.astimezone(ZoneInfo(review.tz)).date() + RESUME_WITHIN
    if today < until:
        yield (
            t("It can be opened again before {day}.", day=day(until, today)),
            kit.button(
                t("Open it again"), ids.REVIEW_RESUME, str(review.id), label=t("Open this review again")
            ),
        )


def _close(status: ReviewStatus, style: str | None = None) -> Element:
    return kit.button(
        t("Close the review"),
        ids.REVIEW_CLOSE,
        str(status.review.id),
        label=t("Close the review and post its summary"),
        style=style,
    )


def _is_finished(status: ReviewStatus) -> bool:
    return _has_agreed(status) and not status.counts.to_agree


def _has_agreed(status: ReviewStatus) -> bool:
    return bool(status.counts.agreed or status.counts.not_applicable)


def _name(status: ReviewStatus, area: Area) -> str:
    return escape_within(status.checklist.name_of(area.id), LONGEST_NAME)
