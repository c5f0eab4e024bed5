"""One clear sentence in answer to a press or a command; who sees it is up to the listener."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import area_buttons, ids, kit, pace_words, question_words, status_words
from bot.blocks.ids import AreaRef, QuestionRef, with_extra
from bot.blocks.kit import Message
from bot.blocks.spoken import cut
from bot.blocks.text import answer_word, listed, mention, truncate
from bot.blocks.wording import joined
from bot.domain.language import t, tn
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


def with_offer(message: Message, words: str, button: Element) -> Message:
    """One thing more that can be done, below what is said anyway."""
    return Message(f"{message.text} {words}", [*message.blocks, kit.section(words, button)])


def saved(ref: AreaRef, area: Area, choices: Sequence[tuple[str, Choice | None]], answered: int) -> Message:
    """``choices``: the person's last presses, each question once, None for an answer that was removed.
    ``answered``: how many questions of the area have an answer of theirs now."""
    given = [
        t("{answer} for question {number}", answer=answer_word(choice), number=area.number(question_id))
        for question_id, choice in choices
        if choice is not None
    ]
    removed = [
        t("question {number}", number=area.number(question_id))
        for question_id, choice in choices
        if choice is None
    ]
    words = []
    if given:
        words.append(t("Saved: {answers}.", answers=listed(given)))
    if removed:
        words.append(
            tn(
                "Removed: your answer to {questions}.",
                "Removed: your answers to {questions}.",
                len(removed),
                questions=joined(removed),
            )
        )
    words.append(
        tn("{n} of {all} answered here.", "{n} of {all} answered here.", answered, all=len(area.questions))
    )
    own = kit.button(
        t("See or change my answers"),
        ids.MY_ANSWERS,
        str(ref),
        label=t("See or change my answers: {area}", area=area.short),
    )
    return sentence(" ".join(words), [own])


def agreed(board: AreaBoard, question: Question, agreement: Agreement) -> Message:
    """To the facilitator who agreed, with the way back."""
    number = board.area.number(question.id)
    if agreement.choice is None:
        return sentence(t("Taken back: the collective answer to question {number}.", number=number))
    about = {"answer": answer_word(agreement.choice), "number": number}
    ref = QuestionRef(board.review.id, board.area.id, agreement.round, question.id)
    undo = kit.button(
        t("Undo"),
        ids.QUESTION_UNDO,
        with_extra(ref, str(agreement.sequence)),
        label=t("Undo {answer}, question {number}: {question}", **about, question=question.short),
    )
    subject = ids.step_subject(StepSubject(board.review.id, board.area.id, question.id))
    add_step = area_buttons.add_step(subject, question_words.named(number, question))
    return sentence(t("Agreed: {answer} for question {number}.", **about), [undo, add_step])


def resumed(review: Review, by_user_id: str) -> Message:
    """A closed review goes on. For the channel: everybody in it can answer and agree again."""
    return sentence(
        t(
            "{person} has opened {review} again. "
            "Areas that were not revealed take answers again; what was agreed stays, and can be changed.",
            person=mention(by_user_id),
            review=status_words.title(review),
        )
    )


def taken_over(review: Review, by_user_id: str) -> Message:
    """Somebody facilitates who did not before. For the channel: it is no secret."""
    title = status_words.title(review)
    return sentence(t("{person} is a facilitator of {review} now.", person=mention(by_user_id), review=title))


def pace(where: Standing, tells_channel: bool) -> Message:
    """To the facilitator who changed it."""
    sentences = [t("Saved."), pace_words.standing(where)]
    if tells_channel:
        sentences.append(t("The channel is told in a moment."))
    return sentence(" ".join(sentences))


def facilitates_already(review: Review) -> Message:
    return sentence(t("You are a facilitator of {review} already.", review=status_words.title(review)))


def share_there(review: Review) -> Message:
    channel = f"<#{review.channel_id}>"
    return sentence(
        t("Type `/socmob status share` in {channel} to share it with everybody there.", channel=channel)
    )


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
    sentences = [
        tn(
            "{n} area fits that. Which one do you mean?",
            "{n} areas fit that. Which one do you mean?",
            len(areas),
        )
    ]
    more = len(areas) - len(shown)
    if more > 0:
        sentences.append(
            tn(
                "These are the first {shown}: type more of the name to see the other {n}.",
                "These are the first {shown}: type more of the name to see the other {n}.",
                more,
                shown=len(shown),
            )
        )
    return sentence(" ".join(sentences), buttons)
