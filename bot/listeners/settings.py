"""``/socmob settings``: one's own, and for coordinators those of the workspace."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.blocks import days_form, settings_form, workspace_form
from bot.domain.errors import NotOurs
from bot.domain.network_errors import (
    CoordinatorIsNoMember,
    DayOffOver,
    DayOffTwice,
    NobodyCoordinates,
    OnlyForThisOrganisation,
    OutsidersInChannel,
    TooManyDaysOff,
)
from bot.listeners import ask
from bot.listeners.errors import Again, sentence_of
from bot.listeners.reply import Done, Errors, Open, Reply, Update
from bot.slack.failures import SlackFailure
from bot.store import choosing, coordinating, days_off, members

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.blocks.kit import View
    from bot.blocks.workspace_form import WorkspaceChosen
    from bot.domain.network import WorkspaceSettings
    from bot.listeners.interaction import Interaction
    from bot.services import Services
    from bot.store.coordinating import Coordinated


async def know(services: Services, do: Interaction) -> None:
    """Learns from Slack who this is, where our copy of the workspace lacks them."""
    if await ask.read(services, do, members.member, do.user_id) is None:
        await services.directory.learn(do.user_id)


async def open_form(services: Services, do: Interaction) -> Reply:
    await know(services, do)
    mine, common = await ask.read(services, do, choosing.mine, services.calendars, do.user_id)
    tz = await ask.read(services, do, services.calendars.tz_of, do.user_id)
    is_coordinator = await ask.read(services, do, coordinating.is_coordinator, do.user_id)
    return Open(settings_form.view(mine, common, tz, is_coordinator=is_coordinator))


async def submit(services: Services, do: Interaction) -> Reply:
    chosen = settings_form.read(do.view or {})
    try:
        await ask.write(
            services,
            do,
            choosing.save,
            services.calendars,
            do.user_id,
            chosen,
            services.clock.now(),
        )
    except OnlyForThisOrganisation as refusal:
        return Errors({settings_form.DIGEST: refusal.sentence})
    return Done()


async def open_workspace(services: Services, do: Interaction) -> Reply:
    found = await _coordinated(services, do)
    # Where nobody is named yet, whoever sets things up is the first.
    named = found.coordinator_ids or (do.user_id,)
    return Open(workspace_form.view(found.settings, named, services.calendars.regions))


async def submit_workspace(services: Services, do: Interaction) -> Reply:
    """What is wrong stands beside its field, and the form stays as it is."""
    before = await _coordinated(services, do)
    chosen = workspace_form.read(do.view or {}, services.calendars.regions)
    errors = await _problems(services, before.settings, chosen)
    if errors:
        return Errors(errors)
    await _learn(services, do, chosen.coordinator_ids)
    try:
        await ask.write(
            services,
            do,
            coordinating.save,
            services.calendars,
            chosen.settings,
            chosen.coordinator_ids,
            do.user_id,
            services.clock.now(),
        )
    except (NobodyCoordinates, CoordinatorIsNoMember) as refusal:
        return Errors({workspace_form.COORDINATORS: refusal.sentence})
    except OutsidersInChannel as refusal:
        return Errors({workspace_form.DIGEST_CHANNEL: refusal.sentence})
    return Done()


async def open_days(services: Services, do: Interaction) -> Reply:
    return Open(await _days(services, do))


async def submit_day(services: Services, do: Interaction) -> Reply:
    day = days_form.read(do.view or {})
    try:
        await ask.write(
            services,
            do,
            days_off.add,
            services.calendars,
            day,
            do.user_id,
            services.clock.now(),
            ask.today(services),
        )
    except (DayOffTwice, DayOffOver, TooManyDaysOff) as refusal:
        return Errors({days_form.day_block(do.view or {}): refusal.sentence})
    return Update(await _days(services, do))


async def remove_day(services: Services, do: Interaction) -> Reply:
    try:
        on = date.fromisoformat(do.value)
    except ValueError:
        raise NotOurs from None
    await ask.write(services, do, days_off.remove, services.calendars, on, do.user_id, services.clock.now())
    return Update(await _days(services, do))


async def _coordinated(services: Services, do: Interaction) -> Coordinated:
    await know(services, do)
    return await ask.read(services, do, coordinating.read, services.calendars, do.user_id)


async def _days(services: Services, do: Interaction) -> View:
    found = await _coordinated(services, do)
    return days_form.view(found.days, ask.today(services))


async def _problems(services: Services, before: WorkspaceSettings, chosen: WorkspaceChosen) -> dict[str, str]:
    """What Slack has against a channel that was not named before, by block."""
    named = {
        workspace_form.NETWORK_CHANNEL: (before.network_channel_id, chosen.settings.network_channel_id),
        workspace_form.DIGEST_CHANNEL: (before.digest_channel_id, chosen.settings.digest_channel_id),
    }
    errors = {}
    for block_id, (old, new) in named.items():
        if new is None or new == old:
            continue
        try:
            await services.directory.read_channel(new)
        except SlackFailure as failure:
            errors[block_id] = sentence_of(failure, Again.PRESS_SAVE_AGAIN)
    return errors


async def _learn(services: Services, do: Interaction, user_ids: Iterable[str]) -> None:
    for user_id in user_ids:
        if await ask.read(services, do, members.member, user_id) is None:
            await services.directory.learn(user_id)
