"""The network and its digest: joined, left, shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import digest, ids, network, quiet
from bot.blocks.facilitate import NO, YES
from bot.blocks.ids import split_extra
from bot.domain.calendar import local_date
from bot.domain.digest import Schedule
from bot.domain.errors import NotOurs
from bot.domain.language import t
from bot.listeners import ask, settings
from bot.listeners.reply import Reply, Tell
from bot.store import digest_times, digests, sharing
from bot.store import network as members_of_network

if TYPE_CHECKING:
    from bot.listeners.interaction import Interaction
    from bot.services import Services


async def join(services: Services, do: Interaction) -> Reply:
    await settings.know(services, do)
    now = services.clock.now()
    mine = await ask.write(services, do, members_of_network.join, services.calendars, do.user_id, now)
    common = await ask.read(services, do, services.calendars.workspace)
    tz = await ask.read(services, do, services.calendars.tz_of, do.user_id)
    first_at = await ask.read(services, do, digest_times.next_of_person, do.user_id)
    schedule = Schedule(mine.digest_day(common), mine.digest_hour(common))
    return Tell(network.joined(schedule, first_at, tz, local_date(now, tz)), replaces=True)


async def leave(services: Services, do: Interaction) -> Reply:
    was_member = await ask.write(
        services, do, members_of_network.leave, services.calendars, do.user_id, services.clock.now()
    )
    return Tell(network.left(was_member=was_member), replaces=True)


async def show(services: Services, do: Interaction) -> Reply:
    """The digest as it is for this person at this moment, quiet or not."""
    await settings.know(services, do)
    found = await ask.read(
        services,
        do,
        digests.of_person,
        services.checklists,
        services.calendars,
        services.standings,
        do.user_id,
        services.clock.now(),
    )
    return Tell(digest.message(found))


async def share_counts(services: Services, do: Interaction) -> Reply:
    """Whether the network hears of a private review's counts; the button carries which it shall be."""
    word, review_id = split_extra(do.value)
    if word not in (YES, NO):
        raise NotOurs
    shares = word == YES
    await ask.write(
        services,
        do,
        sharing.set_shares_counts,
        ids.number(review_id),
        shares,
        do.user_id,
        services.clock.now(),
    )
    sentence = (
        t(
            "The network's digest includes the counts of this review now, and agreed ratings that moved: the "
            "question, from what, to what. Nothing else of it."
        )
        if shares
        else t("The network's digest leaves this review out now, as it does with any private channel.")
    )
    return Tell(quiet.sentence(sentence), replaces=True)
