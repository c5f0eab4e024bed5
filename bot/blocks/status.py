"""Where a review stands, for whoever asks; shared with the channel when they say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import (
    area_buttons,
    area_heading,
    export_words,
    follow_up_buttons,
    gap_words,
    ids,
    kit,
    looking_back,
    looking_back_buttons,
    pace_words,
    question_words,
    status_words,
    step_result,
    step_words,
    wording,
)
from bot.blocks.area_revealed import SHORTEST_REASON, standing, summary
from bot.blocks.ids import AreaRef
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import escape_within, mention
from bot.domain.follow_ups import have_come
from bot.domain.language import t
from bot.domain.next_steps import StepCounts
from bot.domain.reviews import AreaState, ReviewState, Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.blocks.kit import Block, Element
    from bot.domain.board import AreaBoard
    from bot.domain.checklist import Question
    from bot.domain.status import ReviewStatus

ALL_QUESTIONS = 9000
LONGEST_LINE = 2900
"""Together the questions stay inside what a message takes, and each inside what a section takes."""


def message(status: ReviewStatus, *, is_facilitator: bool, can_share: bool, today: date) -> Message:
    """For one person alone."""
    overview = _overview(status, today)
    buttons = list(_buttons(status, is_facilitator=is_facilitator, can_share=can_share))
    return Message(overview.text, [*overview.blocks, kit.actions(*buttons)]) if buttons else overview


def shared(status: ReviewStatus, by_user_id: str, *, today: date) -> Message:
    """For the channel: the same facts, and who shared them."""
    overview = _overview(status, today)
    by = t("Shared by {person}.", person=mention(by_user_id))
    return Message(f"{overview.text}\n{by}", [*overview.blocks, kit.context(by)])


def _overview(status: ReviewStatus, today: date) -> Message:
    review = status.review
    left = status_words.left_in(review)
    title, counts = status_words.title(review), status_words.headline(status.counts, left=left)
    blocks = [kit.section(f"*{title}*: {counts}")]
    lines = []
    for section, areas in status_words.by_section(status, left=left):
        blocks += status_words.section_blocks(section, areas)
        lines += [f"{section}:", *areas]
    quiet = list(_quiet(status, today))
    if quiet:
        blocks.append(kit.context(" ".join(quiet)))
    return Message(spoken(f"{title}: {counts}", [" ".join(quiet), *lines]), blocks)


def _quiet(status: ReviewStatus, today: date) -> Iterator[str]:
    if status.steps:
        yield step_words.counts(StepCounts.of(status.steps, today))
    essentials = status_words.essentials(status)
    if essentials:
        yield essentials
    gap = gap_words.sentence(status.gaps)
    if gap:
        yield gap
    if not status.review.is_open:
        yield status_words.over(status.review, today)
        return
    until = pace_words.until(status.review, today)
    if until and any(one.review_area.state is not AreaState.REVEALED for one in status.areas):
        yield until
    pending = sum(one.review_area.state is AreaState.PENDING for one in status.areas)
    next_area = pace_words.next_area(status.review, pending, today)
    if next_area and not status.review.is_paused:
        yield next_area


def _buttons(status: ReviewStatus, *, is_facilitator: bool, can_share: bool) -> Iterator[Element]:
    review_id = str(status.review.id)
    if status.review.is_open:
        if any(one.review_area.state is AreaState.OPEN for one in status.areas):
            yield kit.button(
                t("Answer next"),
                ids.REVIEW_ANSWER_NEXT,
                review_id,
                label=t("Answer the next area that waits for you"),
            )
        if is_facilitator and status_words.waiting(status):
            yield area_buttons.discuss(review_id)
    if status.steps:
        yield step_result.show()
    if have_come(status.review, status.counts, is_answered=False):
        yield follow_up_buttons.show(status.review.id)
    if status.review.state is not ReviewState.DISCARDED:
        yield export_words.button(status.review.id)
    yield looking_back_buttons.history(review_id)
    yield looking_back_buttons.compare()
    if can_share:
        yield kit.button(
            t("Share in this channel"),
            ids.REVIEW_SHARE_STATUS,
            review_id,
            label=t("Share this status in this channel"),
        )


def area(board: AreaBoard, *, today: date) -> Message:
    """One area, question by question."""
    facts = area_heading.facts(board, _progress(board, today))
    room = min(ALL_QUESTIONS // len(board.area.questions), LONGEST_LINE)
    blocks: list[Block] = [
        kit.section(f"*{area_heading.name(board)}*, {area_heading.review_title(board)}"),
        kit.context(facts),
        *(kit.section(_question(board, question, room)) for question in board.area.questions),
    ]
    lead = f"{area_heading.name(board)}, {area_heading.review_title(board)}: {facts}."
    shorter = (_question(board, question, 0) for question in board.area.questions)
    full = [_question(board, question, LONGEST_LINE) for question in board.area.questions]
    return Message(spoken(lead, full, shorter=shorter), blocks)


def to_reveal(board: AreaBoard, *, today: date) -> Message:
    """For ``/socmob reveal 3``: how far the area has come, and the button, which asks once more."""
    name, title = area_heading.name(board), area_heading.review_title(board)
    words = f"{name}, {title}: {_progress(board, today)}."
    if not board.takes_answers:
        return Message(words, [kit.section(words)])
    ref = AreaRef(board.review.id, board.area.id, board.round)
    button = area_buttons.reveal(ref, board.area, board.progress)
    return Message(words, [kit.section(words), kit.actions(button)])


def _progress(board: AreaBoard, today: date) -> str:
    if board.review_area.state is AreaState.PENDING:
        return t("not posted")
    if board.is_revealed:
        return t("revealed: {summary}", summary=summary(board))
    facts = [wording.progress_words(board.progress), t("not revealed")]
    if not board.review.is_open:
        facts.append(status_words.over_fact(board.review, today))
    return " · ".join(facts)


def _question(board: AreaBoard, question: Question, room: int) -> str:
    words = f"{board.area.number(question.id)}. {escape_within(question.short, 250)}"
    if board.is_revealed:
        return f"{words}: {standing(board, question, room - len(words))}"
    parts = []
    if board.review_area.state is AreaState.OPEN and board.review.visibility is Visibility.LIVE:
        parts.append(wording.as_sentence(wording.running(board.tally(question.id))))
    agreement = board.agreements.get(question.id)
    if agreement is not None:
        reason_room = max(SHORTEST_REASON, room - len(words) - 200)
        parts.append(question_words.in_force(board, agreement, longest_reason=reason_room))
    last_time = looking_back.beside(board, question)
    if last_time:
        parts.append(last_time)
    return f"{words}: {' '.join(parts)}" if parts else words
