"""An area after the reveal: what was answered, what is proposed or to discuss, and what was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import (
    area_buttons,
    area_heading,
    gap_words,
    ids,
    kit,
    looking_back,
    question_words,
    status_words,
    step_words,
    wording,
)
from bot.blocks.ids import AreaRef, with_extra
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import answer_word, escape_within, listed, local_day
from bot.domain.language import t, tn
from bot.domain.next_steps import StepSubject
from bot.domain.reviews import ReviewState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.blocks.kit import Block, Element
    from bot.domain.board import AreaBoard
    from bot.domain.checklist import Question

ALL_QUESTIONS = 9_600
"""Characters for the questions together; the rest of what Slack takes is for what stands around them."""

WHOLE_AREA = 900
"""Characters for the next steps of the area as a whole."""

LONGEST_SECTION = 2900
SHORTEST_REASON = 40


def message(board: AreaBoard, *, today: date) -> Message:
    facts = area_heading.facts(board, *_facts(board, today))
    blocks: list[Block] = [area_heading.header(board), kit.context(facts)]
    for question in board.area.questions:
        blocks += _question(board, question, today)
    closing = list(_area_lines(board, today))
    blocks += [kit.section(line) for line in closing]
    buttons = list(_foot(board))
    if buttons:
        blocks.append(kit.actions(*buttons, block_id="foot"))
    lead = t(
        "{area} is revealed: {summary}. {facts}.",
        area=area_heading.name(board),
        summary=summary(board),
        facts=facts,
    )
    lines = [
        _spoken(board, question, question.text, LONGEST_SECTION, today) for question in board.area.questions
    ]
    shorter = [_spoken(board, question, question.short, 0, today) for question in board.area.questions]
    return Message(spoken(lead, [*closing, *lines], shorter=[*closing, *shorter]), blocks)


def summary(board: AreaBoard) -> str:
    """``1 to discuss, 1 proposed, 1 agreed``"""
    waiting = board.to_agree()
    proposed = sum(1 for question in waiting if board.proposal(question.id).choice is not None)
    to_discuss, agreed = len(waiting) - proposed, len(board.area.questions) - len(waiting)
    parts = []
    if to_discuss:
        parts.append(tn("{n} to discuss", "{n} to discuss", to_discuss))
    if proposed:
        parts.append(tn("{n} proposed", "{n} proposed", proposed))
    if agreed:
        parts.append(tn("{n} agreed", "{n} agreed", agreed))
    return listed(parts)


def standing(board: AreaBoard, question: Question, room: int) -> str:
    """The distribution, the proposal or the collective answer in force, and the last review, in about
    ``room`` characters.
    """
    tally = board.tally(question.id)
    given = wording.as_sentence(wording.distribution(tally))
    agreement = board.agreements.get(question.id)
    last_time = looking_back.beside(board, question)
    last_time = f" {last_time}" if last_time else ""
    if agreement is None:
        return f"{given} {wording.proposal_words(board.proposal(question.id), tally)}{last_time}"
    if agreement.round != board.round:
        given = f"{given} {wording.proposal_words(board.proposal(question.id), tally)}"
    reason_room = max(SHORTEST_REASON, room - len(given) - len(last_time) - 60)
    return f"{given} {question_words.in_force(board, agreement, longest_reason=reason_room)}{last_time}"


def _facts(board: AreaBoard, today: date) -> Iterator[str]:
    review, area = board.review, board.review_area
    if area.revealed_at:
        yield t("revealed on {day}", day=local_day(area.revealed_at, review.tz, today))
    yield wording.answered_words(board.progress)
    if not review.is_open:
        yield status_words.over_fact(review, today)


def _area_lines(board: AreaBoard, today: date) -> Iterator[str]:
    """What concerns the area as a whole: an essential for which nothing is planned, its own next steps."""
    gap = gap_words.sentence(board.gaps)
    if gap:
        yield gap
    steps = step_words.in_area(board.section.step_label, board.steps_of(None), WHOLE_AREA, today=today)
    if steps:
        yield "\n".join([t("For the whole area:"), steps])


def _question(board: AreaBoard, question: Question, today: date) -> Iterator[Block]:
    number = board.area.number(question.id)
    room = min(ALL_QUESTIONS // len(board.area.questions), LONGEST_SECTION)
    steps = _steps(board, question, room // 3, today)
    asked = f"*{number}. {escape_within(question.text, room * 2 // 5)}*"
    is_settled = board.is_settled(question.id)
    yield kit.section(
        f"{asked}\n{standing(board, question, room - len(asked) - len(steps))}{steps}",
        _menu(board, question, is_settled=is_settled),
        block_id=f"q{number}.{board.round}",
    )
    buttons = list(_buttons(board, question, is_settled=is_settled))
    if buttons:
        yield kit.actions(*buttons, block_id=f"a{number}.{board.round}")


def _steps(board: AreaBoard, question: Question, room: int, today: date) -> str:
    """Its next steps, each on a line of its own."""
    label = board.section.step_label
    lines = step_words.in_area(label, board.steps_of(question.id), room, today=today)
    return f"\n{lines}" if lines else ""


def _buttons(board: AreaBoard, question: Question, *, is_settled: bool) -> Iterator[Element]:
    ref = question_words.ref(board, question)
    about = question_words.named(board.area.number(question.id), question)
    proposed = board.proposal(question.id).choice
    if board.review.is_open and not is_settled:
        if proposed is not None:
            word = answer_word(proposed)
            yield kit.button(
                t("Agree {answer}", answer=word),
                ids.QUESTION_AGREE,
                with_extra(ref, proposed.value),
                label=t("Agree {answer}, {question}", answer=word, question=about),
                style="primary",
            )
        yield kit.button(
            t("Decide…"), ids.QUESTION_DECIDE, str(ref), label=t("Decide, {question}", question=about)
        )
    yield from comments(board, question)


def comments(board: AreaBoard, question: Question) -> Iterator[Element]:
    """*Comments (3)*, where there are any."""
    number = board.comments.get(question.id, 0)
    if number:
        yield kit.button(
            t("Comments ({number})", number=number),
            ids.QUESTION_COMMENTS,
            str(question_words.ref(board, question)),
            label=listed(
                [
                    wording.comment_count(number),
                    question_words.named(board.area.number(question.id), question),
                ]
            ),
        )


def _menu(board: AreaBoard, question: Question, *, is_settled: bool) -> Element | None:
    """Next steps can be added when the review is closed, too."""
    if board.review.state is ReviewState.DISCARDED:
        return None
    ref = question_words.ref(board, question)
    entries = [
        kit.option(t("Add a next step"), with_extra(ref, "step")),
        kit.option(t("What does this mean?"), with_extra(ref, "meaning")),
        kit.option(t("History"), with_extra(ref, "history")),
    ]
    if is_settled and board.review.is_open:
        entries.insert(0, kit.option(t("Change the collective answer"), with_extra(ref, "decide")))
    return kit.overflow(ids.QUESTION_MENU, *entries)


def _foot(board: AreaBoard) -> Iterator[Element]:
    review = board.review
    if review.is_open:
        yield area_buttons.facilitate(review.id)
        if board.to_agree():
            yield area_buttons.discuss(str(AreaRef(review.id, board.area.id, board.round)))
    if review.state is not ReviewState.DISCARDED:
        whole_area = ids.step_subject(StepSubject(review.id, board.area.id))
        yield area_buttons.add_step(whole_area, board.area.short)


def _spoken(board: AreaBoard, question: Question, asked: str, room: int, today: date) -> str:
    number = board.area.number(question.id)
    words = f"{number}. {escape_within(asked, LONGEST_SECTION)} {standing(board, question, room)}"
    words += _steps(board, question, room, today).replace("\n", " ")
    comments = board.comments.get(question.id, 0)
    return f"{words} {wording.as_sentence(wording.comment_count(comments))}" if comments else words
