"""The message of an area in the channel, whatever state the area is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import area_heading, area_open, area_past, area_revealed, kit
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import local_day
from bot.domain.language import t
from bot.domain.reviews import ReviewState, Visibility

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.board import AreaBoard


def message(board: AreaBoard, *, today: date) -> Message:
    """All from state: it takes answers, shows what was revealed, or says why it does neither."""
    if not board.is_current_round:
        return area_past.message(board)
    if board.is_revealed:
        return area_revealed.message(board, today=today)
    if board.review.is_open:
        return area_open.message(board, today=today)
    return _only(board, _ended(board, today))


def _only(board: AreaBoard, sentence: str) -> Message:
    lead = t("{area}: {sentence}", area=area_heading.name(board), sentence=sentence)
    place = area_heading.place(board)
    return Message(
        spoken(lead, [place]), [area_heading.header(board), kit.context(place), kit.section(sentence)]
    )


def _ended(board: AreaBoard, today: date) -> str:
    review = board.review
    on = local_day(review.closed_at, review.tz, today) if review.closed_at else None
    if review.state is ReviewState.DISCARDED:
        return t("This review was discarded on {day}.", day=on) if on else t("This review was discarded.")
    if review.visibility is Visibility.LIVE:
        if on is None:
            return t("This review was closed before this area was revealed.")
        return t("This review was closed on {day} before this area was revealed.", day=on)
    if on is None:
        return t("This review was closed before this area was revealed; its answers stay hidden.")
    return t(
        "This review was closed on {day} before this area was revealed; its answers stay hidden.", day=on
    )
