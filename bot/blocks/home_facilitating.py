"""In the App Home: what a facilitator can do next in each of their reviews, and whom it waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import area_buttons, ids, kit, status_words, wording
from bot.blocks.text import escape_within, listed
from bot.domain.language import t, tn
from bot.domain.reviews import AreaState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.blocks.kit import Block
    from bot.domain.home import Facilitated, Home
    from bot.domain.reviews import Progress
    from bot.domain.status import AreaStatus, ReviewStatus

MOST_TO_REVEAL = 3
MOST_MISSING = 8
LONGEST_NAME = 80


def blocks(home: Home) -> Iterator[Block]:
    if not home.facilitated:
        return
    yield kit.header(t("You facilitate"))
    for number, one in enumerate(home.facilitated, 1):
        yield from _review(one, number)
    if home.also_facilitates:
        yield kit.context(
            tn(
                "And {n} more review: type `/socmob next` in its channel.",
                "And {n} more reviews: type `/socmob next` in their channels.",
                home.also_facilitates,
            )
        )


def _review(one: Facilitated, number: int) -> Iterator[Block]:
    """``number`` tells its buttons from those of another review to the ear. Each block of a button has an id:
    what is published anew leaves the button that somebody is about to press.
    """
    status = one.status
    title, channel = status_words.title(status.review), f"<#{status.review.channel_id}>"
    yield kit.section(
        t(
            "*{review}* in {channel}: {standing}",
            review=title,
            channel=channel,
            standing=status_words.headline(status.counts),
        )
    )
    moves = [*_discuss(one, number), *_reveal(status, number)]
    moves += [*_post(status, number), *_close(status, number)]
    yield from moves
    missing = _missing(status)
    if missing:
        yield kit.context(missing)
    elif not moves:
        yield kit.context(t("Nothing waits for you here."))


def _discuss(one: Facilitated, number: int) -> Iterator[Block]:
    """How many wait for a collective answer, and the one to begin with, as *Discuss in order* does."""
    if not one.to_discuss:
        return
    first = one.to_discuss[0]
    proposed = sum(1 for waiting in one.to_discuss if waiting.proposal.choice is not None)
    discuss = len(one.to_discuss) - proposed
    parts = []
    if discuss:
        parts.append(tn("{n} question to discuss", "{n} questions to discuss", discuss))
    if proposed:
        parts.append(tn("{n} proposed, to agree", "{n} proposed, to agree", proposed))
    begin = t(
        "First: *{question}*, in {area}. {why}",
        question=escape_within(first.question.short, LONGEST_NAME),
        area=escape_within(first.area.short, LONGEST_NAME),
        why=wording.proposal_words(first.proposal, first.tally),
    )
    button = area_buttons.discuss(str(one.status.review.id))
    label = t("Discuss in order, {number}: {review}", number=number, review=one.status.review.title)
    yield kit.section(
        f"{wording.as_sentence(listed(parts))}\n{begin}",
        kit.labelled(button, label),
        block_id=f"discuss.{one.status.review.id}",
    )


def _reveal(status: ReviewStatus, number: int) -> Iterator[Block]:
    complete = [(one, now) for one, now in _open(status) if now.is_complete]
    for one, now in complete[:MOST_TO_REVEAL]:
        ref = status_words.ref(status, one)
        yield kit.section(
            tn(
                "Everybody has answered *{area}*: {n} of {all}.",
                "Everybody has answered *{area}*: {n} of {all}.",
                now.answered,
                area=_name(status, one),
                all=now.taking_part,
            ),
            kit.labelled(
                area_buttons.reveal(ref, one.area, now),
                t(
                    "Reveal {area}, {number}: {review}",
                    area=one.area.short,
                    number=number,
                    review=status.review.title,
                ),
            ),
            block_id=f"reveal.{ref}",
        )
    more = len(complete) - MOST_TO_REVEAL
    if more > 0:
        yield kit.context(
            tn(
                "Everybody has answered {n} more area, too.",
                "Everybody has answered {n} more areas, too.",
                more,
            )
        )


def _missing(status: ReviewStatus) -> str | None:
    """``Still missing: 3 people in Understanding, 1 in Hiring.``: who they are is nobody's business."""
    waits = [
        (one, now.taking_part - now.answered)
        for one, now in _open(status)
        if not now.is_complete and now.taking_part > now.answered
    ]
    if not waits:
        return None
    parts = [
        tn("{n} person in {area}", "{n} people in {area}", people, area=_short(status, one))
        for one, people in waits[:MOST_MISSING]
    ]
    more = len(waits) - MOST_MISSING
    if more > 0:
        parts.append(tn("some in {n} more area", "some in {n} more areas", more))
    return t("Answers are still missing from: {people_by_area}.", people_by_area=listed(parts))


def _post(status: ReviewStatus, number: int) -> Iterator[Block]:
    area = status.next_to_post
    if area is None:
        return
    comes = status.review.next_post_at is not None and not status.review.is_paused
    name = escape_within(status.checklist.name_of(area.id), LONGEST_NAME)
    words = t("*{area}* comes next.", area=name) if comes else t("*{area}* can be posted next.", area=name)
    yield kit.section(
        words,
        kit.button(
            t("Post it now") if comes else t("Post it"),
            ids.AREA_POST,
            str(status.review.id),
            label=t(
                "Post {area}, {number}: {review}", area=area.short, number=number, review=status.review.title
            ),
        ),
        block_id=f"post.{status.review.id}.{area.id}",
    )


def _close(status: ReviewStatus, number: int) -> Iterator[Block]:
    counts = status.counts
    if counts.to_agree or not (counts.agreed or counts.not_applicable):
        return
    yield kit.section(
        t("Everything is agreed. Close the review to post its summary."),
        kit.button(
            t("Close the review"),
            ids.REVIEW_CLOSE,
            str(status.review.id),
            label=t("Close {number}: {review}", number=number, review=status.review.title),
        ),
        block_id=f"close.{status.review.id}",
    )


def _open(status: ReviewStatus) -> Iterator[tuple[AreaStatus, Progress]]:
    for one in status.areas:
        if one.review_area.state is AreaState.OPEN and one.progress is not None:
            yield one, one.progress


def _short(status: ReviewStatus, one: AreaStatus) -> str:
    """The short name, unless another area has the same title."""
    whole = status.checklist.name_of(one.area.id)
    return escape_within(one.area.short if whole == one.area.title else whole, LONGEST_NAME)


def _name(status: ReviewStatus, one: AreaStatus) -> str:
    return escape_within(status.checklist.name_of(one.area.id), LONGEST_NAME)
