"""What the app posts unprompted about a review and its areas."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.blocks import (
    area_buttons,
    area_heading,
    closing_summary,
    follow_up_buttons,
    ids,
    kit,
    start_message,
    status_words,
)
from bot.blocks.area_revealed import summary
from bot.blocks.ids import AreaRef
from bot.blocks.kit import Message
from bot.blocks.text import day
from bot.blocks.wording import answered_words, as_sentence, rag
from bot.domain.language import t, tn
from bot.domain.reviews import REVEAL_AFTER, RevealRule

if TYPE_CHECKING:
    from datetime import date

    from bot.blocks.kit import Element
    from bot.domain.board import AreaBoard
    from bot.domain.reviews import Review
    from bot.domain.status import ReviewStatus

MINUTES = int(REVEAL_AFTER.total_seconds() // 60)

start = start_message.message
closing = closing_summary.message


def revealed(board: AreaBoard, *, today: date, permalink: str | None) -> Message:
    """To the area's thread and to the channel. One that comes late says when the reveal was."""
    words = f"{_revealed(board, today)} {as_sentence(answered_words(board.progress))}"
    if permalink is None:
        return _message(words)
    label = t("See {area}, revealed", area=board.area.short)
    see = kit.button(t("See it"), ids.OPEN_LINK, url=permalink, label=label)
    return _message(words, see)


def follow_ups(status: ReviewStatus) -> Message:
    """To the channel, once everything is agreed: what comes next, for all who take part."""
    review = status.review
    words = t(
        "Everything is agreed in {review}: {counts}. {follow_ups}",
        review=status_words.title(review),
        counts=rag(status.counts),
        follow_ups=follow_up_buttons.what_they_ask(),
    )
    return _message(
        words, follow_up_buttons.show(review.id, style="primary"), area_buttons.facilitate(review.id)
    )


def complete(board: AreaBoard, *, today: date) -> Message:
    """To a facilitator alone: nobody is waited for any more."""
    words = [
        t(
            "Everyone has answered {area}: {answered} of {all}.",
            area=_whereabouts(board),
            answered=board.progress.answered,
            all=board.progress.taking_part,
        )
    ]
    if board.review.reveal_rule is RevealRule.WHEN_COMPLETE:
        words.append(
            tn(
                "It reveals itself in {n} minute. Press Reveal to do it now.",
                "It reveals itself in {n} minutes. Press Reveal to do it now.",
                MINUTES,
            )
        )
    else:
        words.append(t("Reveal it when the team is ready."))
        until = status_words.deadline(board.review, today)
        if until:
            words.append(
                t(
                    "People were asked to answer by {deadline}; until the reveal they can change theirs.",
                    deadline=until,
                )
            )
    ref = AreaRef(board.review.id, board.area.id, board.round)
    return _message(" ".join(words), area_buttons.reveal(ref, board.area, board.progress, style="primary"))


def no_facilitator(review: Review) -> Message:
    """To the channel, once: nobody there can reveal, agree or close."""
    return _message(
        t(
            "{review} has no facilitator any more: none of them is active in this channel. "
            "Somebody who takes part can take over. Answers are kept as they are.",
            review=status_words.title(review),
        ),
        kit.button(
            t("Take over"),
            ids.REVIEW_TAKE_OVER,
            str(review.id),
            label=t("Take over as a facilitator of this review"),
        ),
    )


def message_gone(board: AreaBoard) -> Message:
    """To a facilitator alone: the message cannot be brought up to date any more."""
    ref = AreaRef(board.review.id, board.area.id, board.round)
    return _message(
        t(
            "I cannot update the message of {area}: it was deleted, or Slack no longer lets me change it. "
            "The answers are saved. Post it again so that people can go on.",
            area=_whereabouts(board),
        ),
        kit.button(
            t("Post again"),
            ids.AREA_POST_AGAIN,
            str(ref),
            label=t("Post {area} again", area=board.area.short),
        ),
    )


def cannot_post(review: Review) -> Message:
    """To a facilitator alone: the channel takes no messages from the app."""
    return _message(
        t(
            "I cannot post in {channel} for {review}. "
            "Type `/invite @socmob` there, or ask whoever looks after the channel to let apps post. "
            "What people answered is saved. `/socmob status` shows which areas still wait to be posted.",
            channel=f"<#{review.channel_id}>",
            review=status_words.title(review),
        )
    )


def cannot_post_for_network(channel_id: str) -> Message:
    """To a coordinator alone: the channel that they named takes no messages from the app."""
    return _message(
        t(
            "I cannot post in {channel}, which gets the digest of the social mobility network. "
            "Type `/invite @socmob` there, ask whoever looks after the channel to let apps post, or name "
            "another channel with `/socmob settings`. The digests of people come to them as before.",
            channel=f"<#{channel_id}>",
        )
    )


def _revealed(board: AreaBoard, today: date) -> str:
    at = board.review_area.revealed_at
    on = at.astimezone(ZoneInfo(board.review.tz)).date() if at else today
    area, told = area_heading.name(board), summary(board)
    if on < today:
        return t("{area} was revealed on {day}: {summary}.", area=area, day=day(on, today), summary=told)
    return t("{area} is revealed: {summary}.", area=area, summary=told)


def _whereabouts(board: AreaBoard) -> str:
    """``Normalise the conversation (Spring review, <#C…>)``, for messages outside the channel."""
    return t(
        "{area} ({review}, {channel})",
        area=area_heading.name(board),
        review=area_heading.review_title(board),
        channel=f"<#{board.review.channel_id}>",
    )


def _message(words: str, *buttons: Element) -> Message:
    blocks = [kit.section(words)]
    if buttons:
        blocks.append(kit.actions(*buttons))
    return Message(words, blocks)
