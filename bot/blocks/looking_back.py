"""The last review beside this one, in words.

It stands beside open questions too. What the team agreed last time was said in the channel, so whoever
remembers it has it in mind anyway; shown to all, it helps nobody more than another. Each person's own answers
of now stay hidden all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks.text import answer_word, escape_within
from bot.domain.answers import RATINGS
from bot.domain.language import t, tn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.board import AreaBoard
    from bot.domain.checklist import Question
    from bot.domain.digest import Move

LONGEST_STEP = 70
LONGEST_NAME = 60
MOST_MOVES = 12


def last(board: AreaBoard, question: Question) -> str:
    """``Last review: Red.``; empty where there is none. Plain text."""
    earlier = board.earlier.get(question.id)
    return t("Last review: {answer}.", answer=answer_word(earlier.choice)) if earlier else ""


def beside(board: AreaBoard, question: Question) -> str:
    """After the collective answer how it moved since the last review; where none is agreed, that one's."""
    move = board.move(question)
    return last(board, question) if move is None else moved(move)


def moved(move: Move) -> str:
    """After the collective answer: ``Up from Red in the last review, after “Set three KPIs” was done.``"""
    before = answer_word(move.before)
    step = escape_within(move.done, LONGEST_STEP) if move.done else ""
    if move.before is move.after:
        return t("The same as in the last review.")
    if move.before not in RATINGS or move.after not in RATINGS:
        return t("Last review: {answer}.", answer=before)
    if move.slip > 0:
        if step:
            return t(
                "Down from {before} in the last review, though “{step}” was done.", before=before, step=step
            )
        return t("Down from {before} in the last review.", before=before)
    if step:
        return t("Up from {before} in the last review, after “{step}” was done.", before=before, step=step)
    return t("Up from {before} in the last review.", before=before)


def lines(moves: Sequence[Move]) -> list[str]:
    """What moved in a whole review, the worst first; a long list is cut and counted."""
    shown = [_line(move) for move in moves[:MOST_MOVES]]
    more = len(moves) - MOST_MOVES
    if more > 0:
        shown.append(tn("And {n} more.", "And {n} more.", more))
    return shown


def _line(move: Move) -> str:
    """``Better: KPIs agreed, from Red to Amber, after “Set three KPIs” was done.``"""
    name = escape_within(move.question, LONGEST_NAME)
    before, after = answer_word(move.before), answer_word(move.after) if move.after else ""
    step = escape_within(move.done, LONGEST_STEP) if move.done else ""
    given = {"question": name, "before": before, "after": after, "step": step}
    if move.slip > 0:
        if step:
            return t("Worse: {question}, from {before} to {after}, though “{step}” was done.", **given)
        return t("Worse: {question}, from {before} to {after}.", **given)
    if move.slip < 0:
        if step:
            return t("Better: {question}, from {before} to {after}, after “{step}” was done.", **given)
        return t("Better: {question}, from {before} to {after}.", **given)
    return t("Changed: {question}, from {before} to {after}.", **given)
