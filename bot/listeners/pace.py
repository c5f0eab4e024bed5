"""*Pace and deadline…*, *Pause* and *Go on*: what facilitators do about the time that people have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, pace_form, quiet
from bot.blocks.pace_form import DEADLINE
from bot.domain.facilitators_only import FacilitatorsOnly
from bot.domain.pace_errors import (
    DeadlineNeeded,
    DeadlineOver,
    DeadlineTooFar,
    DeadlineTooSoon,
    PaceChanged,
)
from bot.listeners import ask
from bot.listeners.reply import Done, Errors, Open, Reply, Update, Whisper
from bot.store import pace

if TYPE_CHECKING:
    from bot.domain.pace import Standing
    from bot.domain.reviews import Review
    from bot.listeners.interaction import Interaction
    from bot.services import Services


async def open_form(services: Services, do: Interaction) -> Reply:
    where = await _standing(services, do, ids.number(do.value), FacilitatorsOnly.CHANGE_PACE)
    return Open(pace_form.view(where, await ask.read(services, do, services.calendars.of)))


async def choose_day(services: Services, do: Interaction) -> Reply:
    """A day was picked: the form says whether anybody works then."""
    given = pace_form.read(do.view or {})
    where = await _standing(services, do, given.review_id, FacilitatorsOnly.CHANGE_PACE)
    return Update(pace_form.view(where, await ask.read(services, do, services.calendars.of), given))


async def submit(services: Services, do: Interaction) -> Reply:
    given = pace_form.read(do.view or {})
    try:
        review = await ask.write(
            services,
            do,
            pace.change,
            services.checklists,
            services.calendars,
            given.review_id,
            given.new,
            given.before,
            do.user_id,
            services.clock.now(),
        )
    except (DeadlineNeeded, DeadlineOver, DeadlineTooFar, DeadlineTooSoon, PaceChanged) as refusal:
        return Errors({DEADLINE: refusal.sentence})
    return await _done(services, do, review, given.new.tells_channel)


async def open_pause(services: Services, do: Interaction) -> Reply:
    return Open(pace_form.pause(await _standing(services, do, ids.number(do.value), FacilitatorsOnly.PAUSE)))


async def submit_pause(services: Services, do: Interaction) -> Reply:
    given = pace_form.confirmed(do.view or {})
    review = await ask.write(
        services, do, pace.pause, given.review_id, given.tells_channel, do.user_id, services.clock.now()
    )
    return await _done(services, do, review, given.tells_channel)


async def open_go_on(services: Services, do: Interaction) -> Reply:
    return Open(pace_form.go_on(await _standing(services, do, ids.number(do.value), FacilitatorsOnly.GO_ON)))


async def submit_go_on(services: Services, do: Interaction) -> Reply:
    """Where the deadline would be another one than the form said, it says so first."""
    given = pace_form.confirmed(do.view or {})
    try:
        review = await ask.write(
            services,
            do,
            pace.go_on,
            services.checklists,
            services.calendars,
            given.review_id,
            given.shown,
            given.tells_channel,
            do.user_id,
            services.clock.now(),
        )
    except PaceChanged:
        return Update(pace_form.go_on(await _standing(services, do, given.review_id, FacilitatorsOnly.GO_ON)))
    return await _done(services, do, review, given.tells_channel)


async def _standing(
    services: Services, do: Interaction, review_id: int, refused: FacilitatorsOnly
) -> Standing:
    now = services.clock.now()
    return await ask.read(
        services, do, pace.standing, review_id, do.user_id, refused, services.calendars, now
    )


async def _done(services: Services, do: Interaction, review: Review, tells_channel: bool) -> Reply:
    where = await _standing(services, do, review.id, FacilitatorsOnly.CHANGE_PACE)
    return Done(whisper=Whisper(review.channel_id, quiet.pace(where, tells_channel)))
