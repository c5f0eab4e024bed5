"""*People…*: facilitators and who takes part, changed while the review goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, people_form, quiet
from bot.domain.language import t
from bot.domain.review_people import (
    FacilitatorIsNoMember,
    NobodyTakesPart,
    NoFacilitatorLeft,
    ParticipantNotInChannel,
    PeopleChanged,
    TooFewForLive,
)
from bot.listeners import ask
from bot.listeners.reply import Done, Errors, Open, Reply, Whisper
from bot.store import review_people

if TYPE_CHECKING:
    from bot.listeners.interaction import Interaction
    from bot.services import Services


async def open_form(services: Services, do: Interaction) -> Reply:
    review, people = await ask.read(services, do, review_people.read, ids.number(do.value), do.user_id)
    return Open(people_form.view(review, people))


async def submit(services: Services, do: Interaction) -> Reply:
    """What is wrong stands beside its field, and the form stays as it is."""
    given = people_form.read(do.view or {})
    review, _ = await ask.read(services, do, review_people.read, given.review_id, do.user_id)
    await services.directory.read_channel(review.channel_id)
    try:
        await ask.write(
            services,
            do,
            review_people.change,
            given.review_id,
            given.people,
            given.seen,
            do.user_id,
            services.clock.now(),
        )
    except (FacilitatorIsNoMember, NoFacilitatorLeft, PeopleChanged) as refusal:
        return Errors({people_form.FACILITATORS: refusal.sentence})
    except (ParticipantNotInChannel, NobodyTakesPart) as refusal:
        return Errors({people_form.PARTICIPANTS: refusal.sentence})
    except TooFewForLive as refusal:
        return Errors({people_form.TAKES_PART: refusal.sentence})
    saved = quiet.sentence(t("Saved. Whoever is new is told privately."))
    return Done(whisper=Whisper(review.channel_id, saved))
