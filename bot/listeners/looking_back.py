"""What was agreed before: the channel's closed reviews, each of them, and how a question was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import closing_summary, history, ids, quiet, status
from bot.domain.errors import NoSuchQuestion
from bot.domain.language import t
from bot.listeners import ask
from bot.listeners.reply import Reply, Tell
from bot.store import access, past, viewing

if TYPE_CHECKING:
    from bot.listeners.interaction import Interaction
    from bot.services import Services


async def asked(services: Services, do: Interaction, words: str) -> Reply:
    """``/socmob history [question]``"""
    if do.is_direct or do.channel_id is None:
        return Tell(quiet.sentence(t("Type `/socmob history` in the channel whose reviews you want to see.")))
    if not words:
        return await _of_channel(services, do, do.channel_id)
    review, checklist = await ask.read(
        services, do, past.latest, services.checklists, do.channel_id, do.user_id
    )
    questions = checklist.find_questions(words)
    if not questions:
        raise NoSuchQuestion
    if len(questions) > 1:
        return Tell(history.which(review, checklist, questions))
    return await question_of(services, do, review.id, questions[0].id)


async def show(services: Services, do: Interaction) -> Reply:
    """The button carries a review, whose channel is meant; without one it is the channel of the press."""
    if not do.value:
        return await asked(services, do, "")
    review = await ask.read(services, do, access.visible, ids.number(do.value), do.user_id)
    return await _of_channel(services, do, review.channel_id, replaces=True)


async def show_review(services: Services, do: Interaction) -> Reply:
    found = await ask.read(services, do, past.review, services.checklists, ids.number(do.value), do.user_id)
    return Tell(closing_summary.looked_back_on(found, today=ask.today(services)), replaces=True)


async def choose_question(services: Services, do: Interaction) -> Reply:
    """A question, or the whole of an area."""
    place = ids.read_step_subject(do.value)
    if place.question_id is not None:
        return await question_of(services, do, place.review_id, place.question_id)
    board = await ask.read(
        services, do, viewing.area, services.checklists, place.review_id, place.area_id or "", do.user_id
    )
    return Tell(status.area(board, today=ask.today(services)))


async def question_of(services: Services, do: Interaction, review_id: int, question_id: str) -> Reply:
    found = await ask.read(
        services, do, past.question, services.checklists, review_id, question_id, do.user_id
    )
    return Tell(history.question(found, do.user_id, today=ask.today(services)))


async def _of_channel(
    services: Services, do: Interaction, channel_id: str, *, replaces: bool = False
) -> Reply:
    """``replaces``: a list of reviews, or one of them, gives way to the other; other messages stay."""
    closed, open_review = await ask.read(
        services, do, viewing.history, services.checklists, channel_id, do.user_id
    )
    return Tell(history.message(closed, open_review, today=ask.today(services)), replaces=replaces)
