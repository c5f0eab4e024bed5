"""Follow-up questions: seen, answered, and answered area by area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import follow_up_buttons, follow_up_form, follow_ups, ids, quiet
from bot.blocks.follow_up_form import CameFrom
from bot.blocks.step_fields import FIELDS
from bot.domain.errors import SocmobError
from bot.domain.follow_up_errors import FollowUpsNotYet, NoFollowUpsHere
from bot.domain.step_errors import NoReviewForStep
from bot.listeners import ask, step_forms
from bot.listeners.reply import Done, Errors, Open, Redraw, Reply, Tell, Update, Whisper
from bot.store import follow_ups as kept
from bot.store import reviews, step_places

if TYPE_CHECKING:
    from bot.blocks.kit import View
    from bot.domain.follow_ups import FollowUpBoard, GivenAnswer
    from bot.domain.next_steps import StepSubject
    from bot.listeners.interaction import Interaction
    from bot.services import Services


async def asked(services: Services, do: Interaction, words: str) -> Reply:
    """``/socmob follow-ups``: of the open review, else of the one that was closed last."""
    try:
        review = await ask.read(services, do, step_places.meant, do.channel_id, do.user_id, do.is_direct)
    except NoReviewForStep:
        raise NoFollowUpsHere from None
    try:
        return Tell(follow_ups.message(await _board(services, do, review.id)))
    except FollowUpsNotYet as not_yet:
        earlier = await services.database.read(
            do.workspace_id, reviews.closed_in_channel, review.channel_id, 1
        )
        return Tell(quiet.sentence(not_yet.sentence, [follow_up_buttons.earlier(one) for one in earlier]))


async def show(services: Services, do: Interaction) -> Reply:
    return Tell(follow_ups.message(await _board(services, do, ids.number(do.value))))


async def open_form(services: Services, do: Interaction) -> Reply:
    """*Answer…*, *Change…*, or an area chosen from the menu beside them."""
    address = do.response_url if do.is_ephemeral else (do.view or {}).get("id") if do.is_in_form else None
    came_from = CameFrom(do.channel_id or "", address or "")
    return Open(await _form(services, do, ids.read_step_subject(do.value), came_from))


async def submit(services: Services, do: Interaction) -> Reply:
    """Goes on to the next area that has no answer; after the last one the list is shown as it is now."""
    given, came_from = follow_up_form.read(do.view or {})
    area_id = given.subject.area_id
    try:
        following = await _answer(services, do, given)
    except SocmobError as refusal:
        block_id = FIELDS.get(type(refusal))
        if block_id is None:
            raise
        return Errors(follow_up_form.on_fields({block_id: refusal.sentence}, area_id))
    if following is not None:
        return Update(await _form(services, do, following, came_from, saved=True))
    board = await _board(services, do, given.subject.review_id)
    message = follow_ups.message(board)
    if came_from.where:
        return Done(redraw=Redraw(came_from.where, message))
    return Done(whisper=Whisper(came_from.channel_id or board.status.review.channel_id, message))


async def closed(services: Services, do: Interaction) -> Reply:
    """Left between two areas: the list, if it is still there, shows what was answered up to then."""
    review_id, came_from = follow_up_form.closed(do.view or {})
    if not came_from.where:
        return Done()
    message = follow_ups.message(await _board(services, do, review_id))
    return Done(redraw=Redraw(came_from.where, message, only_there=True))


async def _answer(services: Services, do: Interaction, given: GivenAnswer) -> StepSubject | None:
    _, following = await step_forms.write(
        services,
        do,
        kept.answer,
        services.checklists,
        given,
        do.user_id,
        services.clock.now(),
        services.calendars,
    )
    return following if given.seen is None else None


async def _board(services: Services, do: Interaction, review_id: int) -> FollowUpBoard:
    return await ask.read(
        services,
        do,
        kept.board,
        services.checklists,
        review_id,
        do.user_id,
        services.clock.now(),
        services.calendars,
    )


async def _form(
    services: Services, do: Interaction, subject: StepSubject, came_from: CameFrom, *, saved: bool = False
) -> View:
    draft = await ask.read(
        services,
        do,
        kept.draft,
        services.checklists,
        subject,
        do.user_id,
        services.clock.now(),
        services.calendars,
    )
    return follow_up_form.view(draft, do.user_id, came_from, saved=saved)
