"""Running a review: posting, revealing, re-opening, closing, and seeing where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import about, close_form, facilitate, ids, quiet, reopen_form, status
from bot.blocks.ids import AreaRef
from bot.blocks.text import escape
from bot.domain.errors import AreaAlreadyPosted, NothingAgreed
from bot.domain.facilitators_only import FacilitatorsOnly
from bot.domain.language import t
from bot.listeners import ask
from bot.listeners.reply import Done, Open, Reply, Tell, Whisper
from bot.store import access, facilitating, rhythm, sharing, taking_along, viewing

if TYPE_CHECKING:
    from bot.domain.status import ReviewStatus
    from bot.listeners.interaction import Interaction
    from bot.services import Services


async def show_status(services: Services, do: Interaction) -> Reply:
    return await status_of(services, do, ids.number(do.value))


async def status_of(services: Services, do: Interaction, review_id: int) -> Reply:
    found = await _status(services, do, review_id)
    return Tell(
        status.message(
            found,
            is_facilitator=do.user_id in found.review.facilitator_ids,
            can_share=do.channel_id == found.review.channel_id,
            today=ask.today(services),
        )
    )


async def share_status(services: Services, do: Interaction) -> Reply:
    return await shared_status_of(services, do, ids.number(do.value))


async def shared_status_of(services: Services, do: Interaction, review_id: int) -> Reply:
    """For everybody in the review's channel; it can be shared from there only."""
    found = await _status(services, do, review_id)
    if do.channel_id != found.review.channel_id:
        return Tell(quiet.share_there(found.review))
    return Tell(status.shared(found, do.user_id, today=ask.today(services)), in_channel=True)


async def facilitators_menu(services: Services, do: Interaction) -> Reply:
    return await facilitators_menu_of(services, do, ids.number(do.value))


async def facilitators_menu_of(services: Services, do: Interaction, review_id: int) -> Reply:
    await ask.read(services, do, access.facilitated, review_id, do.user_id, FacilitatorsOnly.RUN)
    found = await _status(services, do, review_id)
    is_private = await ask.read(services, do, sharing.is_private, found.review.channel_id)
    along = await services.database.read(do.workspace_id, taking_along.count, found.review)
    return Tell(
        facilitate.message(found, today=ask.today(services), is_private=is_private, to_take_along=along)
    )


async def post_next(services: Services, do: Interaction) -> Reply:
    """The button carries the review, or one of its areas."""
    review_id, area_id = ids.review_and_area(do.value)
    return await post_area(services, do, review_id, area_id)


async def post_area(services: Services, do: Interaction, review_id: int, area_id: str | None) -> Reply:
    posted = await ask.write(
        services, do, facilitating.post, review_id, area_id, do.user_id, services.clock.now()
    )
    await ask.write(services, do, rhythm.settle, services.calendars, review_id)
    found = await _status(services, do, review_id)
    name = found.checklist.name_of(posted)
    channel = f"<#{found.review.channel_id}>"
    sentence = t("{area} is on its way to {channel}.", area=escape(name), channel=channel)
    return Tell(quiet.sentence(sentence), replaces=True)


async def post_again(services: Services, do: Interaction) -> Reply:
    ref = AreaRef.parse(do.value)
    try:
        await ask.write(
            services,
            do,
            facilitating.post_again,
            ref.review_id,
            ref.area_id,
            do.user_id,
            services.clock.now(),
        )
    except AreaAlreadyPosted:
        return Tell(quiet.sentence(t("The area's message is there again already.")))
    return Tell(quiet.sentence(t("The area's message is posted again, with all its answers.")))


async def reveal(services: Services, do: Interaction) -> Reply:
    """Slack has asked *are you sure* already: the button carries the question."""
    ref = AreaRef.parse(do.value)
    revealed = await ask.write(
        services,
        do,
        facilitating.reveal,
        services.checklists,
        ref.review_id,
        ref.area_id,
        ref.round,
        do.user_id,
        services.clock.now(),
    )
    if do.is_ephemeral or do.is_direct or do.view is not None:
        sentence = (
            t("Revealed: the channel sees it now.") if revealed else t("This area is revealed already.")
        )
        return Tell(quiet.sentence(sentence), replaces=True)
    return Done()


async def open_reopen_form(services: Services, do: Interaction) -> Reply:
    review_id, area_id = ids.review_and_area(do.value)
    return await reopen_form_of(services, do, review_id, area_id)


async def reopen_form_of(services: Services, do: Interaction, review_id: int, area_id: str | None) -> Reply:
    await ask.read(services, do, access.facilitated, review_id, do.user_id, FacilitatorsOnly.REOPEN)
    found = await _status(services, do, review_id)
    area = found.checklist.area(area_id) if area_id else None
    return Open(reopen_form.view(found, area))


async def submit_reopen(services: Services, do: Interaction) -> Reply:
    given = reopen_form.read(do.view or {})
    await ask.write(
        services,
        do,
        facilitating.reopen,
        given.ref.review_id,
        given.ref.area_id,
        given.ref.round,
        given.reason,
        do.user_id,
        services.clock.now(),
    )
    return Done()


async def open_close_form(services: Services, do: Interaction) -> Reply:
    return await close_form_of(services, do, ids.number(do.value))


async def close_form_of(services: Services, do: Interaction, review_id: int) -> Reply:
    await ask.read(services, do, access.facilitated, review_id, do.user_id, FacilitatorsOnly.CLOSE)
    found = await _status(services, do, review_id)
    if not found.counts.agreed + found.counts.not_applicable:
        raise NothingAgreed
    return Open(close_form.view(found))


async def submit_close(services: Services, do: Interaction) -> Reply:
    review_id = close_form.read(do.view or {})
    await ask.write(services, do, facilitating.close, review_id, do.user_id, services.clock.now())
    return Done()


async def open_discard_form(services: Services, do: Interaction) -> Reply:
    return await discard_form_of(services, do, ids.number(do.value))


async def discard_form_of(services: Services, do: Interaction, review_id: int) -> Reply:
    await ask.read(services, do, access.facilitated, review_id, do.user_id, FacilitatorsOnly.DISCARD)
    return Open(close_form.discard(await _status(services, do, review_id)))


async def submit_discard(services: Services, do: Interaction) -> Reply:
    review_id = close_form.read(do.view or {})
    review = await ask.write(services, do, facilitating.discard, review_id, do.user_id, services.clock.now())
    sentence = t("The review is discarded, and its messages say so. `/socmob start` begins a new one.")
    return Done(whisper=Whisper(review.channel_id, quiet.sentence(sentence)))


async def resume(services: Services, do: Interaction) -> Reply:
    review = await ask.write(
        services, do, facilitating.resume, ids.number(do.value), do.user_id, services.clock.now()
    )
    await ask.write(services, do, rhythm.settle, services.calendars, review.id)
    return Tell(quiet.resumed(review, do.user_id), in_channel=True)


async def take_over(services: Services, do: Interaction) -> Reply:
    review, is_new = await ask.write(
        services, do, facilitating.take_over, ids.number(do.value), do.user_id, services.clock.now()
    )
    if not is_new:
        return Tell(quiet.facilitates_already(review))
    return Tell(quiet.taken_over(review, do.user_id), in_channel=do.channel_id == review.channel_id)


async def show_about(services: Services, do: Interaction) -> Reply:
    review_id = ids.number(do.value) if do.value else None
    checklist = services.content.checklist
    if review_id is not None:
        checklist = (await _status(services, do, review_id)).checklist
    return Open(about.view(checklist))


async def _status(services: Services, do: Interaction, review_id: int) -> ReviewStatus:
    return await ask.read(services, do, viewing.status, services.checklists, review_id, do.user_id)
