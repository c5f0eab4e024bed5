"""The follow-up questions of a review, with what is answered so far, for the person who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import follow_up_buttons, follow_up_words, ids, kit, plan_buttons, status_words
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import escape_within, truncate
from bot.domain.follow_ups import PER_AREA, QUICK_WINS, places
from bot.domain.language import t, tn
from bot.domain.next_steps import StepSubject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.blocks.kit import Block, Element
    from bot.domain.checklist import FollowUp
    from bot.domain.follow_ups import FollowUpBoard

    Part = tuple[list[Block], list[str]]
    """Blocks, and what they say in lines."""

MOST_BLOCKS = 46
MOST_CHARACTERS = 12_500
"""Of all texts in one message, with room for the buttons at its end."""

MOST_WINS = 5
MOST_AREAS = 20
MOST_OPTIONS = 100
LINES_TO_A_BLOCK = 5
LONGEST_QUESTION = 300
LONGEST_OPTION = 75
LONGEST_NAME = 80


def message(board: FollowUpBoard) -> Message:
    lead = _lead(board)
    blocks, lines = [kit.section(f"*{lead[0]}*\n{lead[1]}")], list[str]()
    for number, follow_up in enumerate(board.status.checklist.follow_ups, 1):
        more, said = _question(board, number, follow_up)
        if len(blocks) + len(more) > MOST_BLOCKS or _characters([*blocks, *more]) > MOST_CHARACTERS:
            blocks.append(kit.context(t("There are more of these questions than one message holds.")))
            break
        blocks += more
        lines += said
    blocks.append(kit.actions(*_foot(board), block_id="foot"))
    return Message(spoken(" ".join(lead), lines), blocks)


def _lead(board: FollowUpBoard) -> tuple[str, str]:
    asked = [place for one in board.status.checklist.follow_ups for place in _places(board, one)]
    answered = sum(1 for place in asked if place in board.answers)
    title = t("Follow-up questions, {review}", review=status_words.title(board.status.review))
    words = [tn("{n} of {all} answered.", "{n} of {all} answered.", answered, all=len(asked))]
    if any(area_id for _, area_id in asked):
        words.append(t("What is asked about each area counts once for each."))
    if not board.may_answer:
        words.append(t("You can read along here, and add next steps."))
    return title, " ".join(words)


def _places(board: FollowUpBoard, follow_up: FollowUp) -> list[tuple[str, str | None]]:
    return [(follow_up.id, area_id) for area_id in places(follow_up, board.status)]


def _question(board: FollowUpBoard, number: int, follow_up: FollowUp) -> Part:
    text = f"*{number}. {escape_within(follow_up.text, LONGEST_QUESTION)}*"
    if follow_up.computed:
        blocks, lines = _counts(board)
    elif follow_up.per == PER_AREA:
        blocks, lines = _for_each_area(board, number, follow_up)
    else:
        blocks, lines = _once(board, number, follow_up)
    return [kit.section(text), *blocks], [text, *lines]


def _counts(board: FollowUpBoard) -> Part:
    """The source's own table: Red, Amber and Green of each area, noughts too, and of all together."""
    by_id = {one.area.id: one for one in board.status.areas}
    blocks, said = list[kit.Block](), list[str]()
    for section in board.status.checklist.sections:
        lines = [
            follow_up_words.counted(
                follow_up_words.area_in_section(board.status.checklist, area), by_id[area.id].counts
            )
            for area in section.areas
            if area.id in by_id
        ]
        title = escape_within(section.title, LONGEST_NAME)
        blocks += status_words.section_blocks(title, lines)
        said += [t("{section}:", section=title), *lines] if lines else []
    whole = follow_up_words.counted(t("All areas"), board.status.counts)
    return [*blocks, kit.section(f"*{whole}*")], [*said, whole]


def _once(board: FollowUpBoard, number: int, follow_up: FollowUp) -> Part:
    blocks, lines = list[kit.Block](), list[str]()
    subject = StepSubject(board.status.review.id, follow_up_id=follow_up.id)
    answer = board.answers.get((follow_up.id, None))
    if answer is not None:
        words = follow_up_words.answer(answer, board.today, board.tz)
        blocks.append(kit.section(words))
        lines.append(words)
    if follow_up.id == QUICK_WINS:
        more, said = _wins(board)
        blocks += more
        lines += said
    more, said = _others(board, follow_up)
    buttons = [_answer(subject, number, follow_up, board)] if board.may_answer else []
    if answer is not None or not board.may_answer:
        buttons.append(_add_step(subject, number, follow_up))
    return [*blocks, *more, kit.actions(*buttons)], [*lines, *said]


def _for_each_area(board: FollowUpBoard, number: int, follow_up: FollowUp) -> Part:
    status, checklist = board.status, board.status.checklist
    asked_for = [area_id for area_id in places(follow_up, status) if area_id is not None]
    lines = [
        follow_up_words.of_area(checklist.name_of(area_id), answer, board.today)
        for area_id in asked_for
        if (answer := board.answers.get((follow_up.id, area_id)))
    ]
    shown = lines[:MOST_AREAS]
    if len(lines) > len(shown):
        shown.append(tn("And {n} more.", "And {n} more.", len(lines) - MOST_AREAS))
    waiting = [area_id for area_id in asked_for if (follow_up.id, area_id) not in board.answers]
    if waiting:
        shown.append(follow_up_words.not_answered(checklist, waiting, len(asked_for)))
    blocks: list[Block] = [
        kit.section("\n".join(shown[first : first + LINES_TO_A_BLOCK]))
        for first in range(0, len(shown), LINES_TO_A_BLOCK)
    ]
    more, said = _others(board, follow_up)
    subject = StepSubject(status.review.id, follow_up_id=follow_up.id)
    buttons = []
    if board.may_answer and waiting:
        buttons.append(_answer(subject, number, follow_up, board))
    if board.may_answer and asked_for:
        buttons.append(_choose_area(board, follow_up, asked_for))
    if lines or not buttons:
        buttons.append(_add_step(subject, number, follow_up))
    return [*blocks, *more, kit.actions(*buttons)], [*shown, *said]


def _choose_area(board: FollowUpBoard, follow_up: FollowUp, asked_for: list[str]) -> Element:
    options = []
    for area_id in asked_for[:MOST_OPTIONS]:
        name = board.status.checklist.name_of(area_id)
        if (follow_up.id, area_id) in board.answers:
            name = t("{area} (answered)", area=truncate(name, LONGEST_OPTION - 20))
        subject = StepSubject(board.status.review.id, area_id, follow_up_id=follow_up.id)
        options.append(kit.option(truncate(name, LONGEST_OPTION), ids.step_subject(subject)))
    return kit.static_select(ids.FOLLOW_UP_AREA, t("Choose an area"), options)


def _wins(board: FollowUpBoard) -> Part:
    """Proposed, each with one press to plan it."""
    if not board.quick_wins:
        said = t("No quick win to propose: an Amber that hardly anybody disputes, with nothing planned.")
        return [kit.context(said)], [said]
    shown = board.quick_wins[:MOST_WINS]
    lead = tn(
        "{n} quick win is proposed: Amber with wide agreement, and nothing is planned for it yet.",
        "{n} quick wins are proposed: Amber with wide agreement, and nothing is planned for them yet.",
        len(board.quick_wins),
    )
    blocks, lines = [kit.context(lead)], [lead]
    for number, win in enumerate(shown, 1):
        words = follow_up_words.win(win, board.status.checklist)
        subject = ids.step_subject(StepSubject(win.review_id, win.area_id, win.question_id))
        blocks.append(kit.section(words, follow_up_buttons.plan_win(subject, number, win.name)))
        lines.append(words)
    more = len(board.quick_wins) - len(shown)
    if more:
        words = tn(
            "And {n} more, once something is planned for these.",
            "And {n} more, once something is planned for these.",
            more,
        )
        blocks.append(kit.context(words))
        lines.append(words)
    return blocks, lines


def _others(board: FollowUpBoard, follow_up: FollowUp) -> Part:
    words = follow_up_words.other_steps(board.other_steps(follow_up.id), board.today)
    return ([kit.section(words)], words.split("\n")) if words else ([], [])


def _answer(subject: StepSubject, number: int, follow_up: FollowUp, board: FollowUpBoard) -> Element:
    return follow_up_buttons.answer(
        ids.step_subject(subject), number, follow_up, board.answers.get((follow_up.id, None))
    )


def _add_step(subject: StepSubject, number: int, follow_up: FollowUp) -> Element:
    """Beside an answer: the first thing to do about a question is its answer, which is a next step itself."""
    return follow_up_buttons.add_step(ids.step_subject(subject), number, follow_up)


def _characters(blocks: list[Block]) -> int:
    """How much text stands in blocks, with that of their buttons and menus."""

    def count(value: object) -> int:
        if isinstance(value, dict):
            return sum(
                len(one) if name == "text" and isinstance(one, str) else count(one)
                for name, one in value.items()
            )
        return sum(map(count, value)) if isinstance(value, list) else 0

    return count(blocks)


def _foot(board: FollowUpBoard) -> Iterator[Element]:
    yield plan_buttons.show()
    yield kit.button(
        t("Status"),
        ids.REVIEW_STATUS,
        str(board.status.review.id),
        label=t("See where the review stands"),
    )
