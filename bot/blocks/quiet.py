"""One clear sentence in answer to a press or a command; who sees it is up to the listener."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import area_buttons, ids, kit, pace_words, status_words
from bot.blocks.ids import AreaRef, QuestionRef, with_extra
from bot.blocks.kit import Message
from bot.blocks.spoken import cut
from bot.blocks.text import answer_word, count, mention, truncate
from bot.blocks.wording import joined
from bot.domain.next_steps import StepSubject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.blocks.kit import Element
    from bot.domain.answers import Agreement, Choice
    from bot.domain.board import AreaBoard
    from bot.domain.checklist import Area, Checklist, Question
    from bot.domain.pace import Standing
    from bot.domain.reviews import Review

LONGEST_SENTENCE = 2900
LONGEST_BUTTON = 75
MOST_AREAS = 10


def sentence(text: str, buttons: Sequence[Element] = ()) -> Message:
    """``text`` is mrkdwn: what a person typed has to be escaped in it already."""
    shown = cut(text, LONGEST_SENTENCE)
    blocks = [kit.section(shown)]
    if buttons:
        blocks.append(kit.actions(*buttons))
    return Message(shown, blocks)


def saved(ref: AreaRef, area: Area, choices: Sequence[tuple[str, Choice | None]], answered: int) -> Message:
    """``choices``: the person's last presses, each question once, None for an answer that was removed.
    ``answered``: how many questions of the area have an answer of theirs now."""
    given = [
        f"{answer_word(choice)} for question {area.number(question_id)}"
        for question_id, choice in choices
        if choice is not None
    ]
    removed = [f"question {area.number(question_id)}" for question_id, choice in choices if choice is None]
    words = []
    if given:
        words.append(f"Saved: {', '.join(given)}.")
    if removed:
        noun = "answer" if len(removed) == 1 else "answers"
        words.append(f"Removed: your {noun} to {joined(removed)}.")
    words.append(f"{answered} of {len(area.questions)} answered here.")
    own = kit.button(
        "See or change my answers",
        ids.MY_ANSWERS,
        str(ref),
        label=f"See or change my answers: {area.short}",
    )
    return sentence(" ".join(words), [own])


def agreed(board: AreaBoard, question: Question, agreement: Agreement) -> Message:
    """To the facilitator who agreed, with the way back."""
    number = board.area.number(question.id)
    if agreement.choice is None:
        return sentence(f"Taken back: the collective answer to question {number}.")
    word = answer_word(agreement.choice)
    ref = QuestionRef(board.review.id, board.area.id, agreement.round, question.id)
    undo = kit.button(
        "Undo",
        ids.QUESTION_UNDO,
        with_extra(ref, str(agreement.sequence)),
        label=f"Undo {word}, question {number}: {question.short}",
    )
    subject = ids.step_subject(StepSubject(board.review.id, board.area.id, question.id))
    add_step = area_buttons.add_step(subject, f"question {number}: {question.short}")
    return sentence(f"Agreed: {word} for question {number}.", [undo, add_step])


def resumed(review: Review, by_user_id: str) -> Message:
    """A closed review goes on. For the channel: everybody in it can answer and agree again."""
    return sentence(
        f"{mention(by_user_id)} has opened {status_words.title(review)} again. "
        "Areas that were not revealed take answers again; what was agreed stays, and can be changed."
    )


def taken_over(review: Review, by_user_id: str) -> Message:
    """Somebody facilitates who did not before. For the channel: it is no secret."""
    return sentence(f"{mention(by_user_id)} is a facilitator of {status_words.title(review)} now.")


def pace(where: Standing, tells_channel: bool) -> Message:
    """To the facilitator who changed it."""
    told = " The channel is told in a moment." if tells_channel else ""
    return sentence(f"Saved. {pace_words.standing(where)}{told}")


def facilitates_already(review: Review) -> Message:
    return sentence(f"You are a facilitator of {status_words.title(review)} already.")


def share_there(review: Review) -> Message:
    channel = f"<#{review.channel_id}>"
    return sentence(f"Type `/socmob status share` in {channel} to share it with everybody there.")


def which_area(areas: Sequence[Area], checklist: Checklist, command: str) -> Message:
    """Several areas fit what was typed; each button carries ``command|area_id``."""
    shown = areas[:MOST_AREAS]
    buttons = [
        kit.button(
            truncate(area.short, LONGEST_BUTTON),
            f"{ids.AREA_CHOICE}.{index}",
            f"{command}{ids.SEPARATOR}{area.id}",
            label=f"{checklist.area_number(area.id)}. {area.short}",
        )
        for index, area in enumerate(shown)
    ]
    words = f"{count(len(areas), 'area')} fit{'s' if len(areas) == 1 else ''} that. Which one do you mean?"
    more = len(areas) - len(shown)
    if more > 0:
        words += f" These are the first {len(shown)}: type more of the name to see the other {more}."
    return sentence(words, buttons)
