"""In the App Home of a coordinator: the settings of the whole workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit, weekdays
from bot.blocks.text import city, day, escape_within, mentions
from bot.domain.language import t, tn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.blocks.kit import Block
    from bot.domain.home import Coordinating, Home

LONGEST_NAME = 100


def blocks(home: Home, regions: Mapping[str, str]) -> Iterator[Block]:
    if home.coordinating is None:
        return
    yield kit.header(t("Workspace settings"))
    lines = [
        _holidays(home, regions),
        _days(home, home.coordinating),
        t(
            "Digest: {mondays_at_nine}, unless people choose otherwise.",
            mondays_at_nine=weekdays.each(home.common.digest_weekday, home.common.digest_time),
        ),
        *_channels(home),
        _coordinators(home.coordinating),
    ]
    yield kit.section("\n".join(lines))
    yield kit.actions(
        kit.button(
            t("Workspace settings"),
            ids.SETTINGS_WORKSPACE,
            label=t("Settings of the whole workspace"),
        ),
        kit.button(t("Days off"), ids.SETTINGS_DAYS, label=t("Days off of this workspace")),
        block_id="workspace",
    )


def _holidays(home: Home, regions: Mapping[str, str]) -> str:
    where = city(home.common.tz)
    if not home.common.region:
        return t("No bank holidays are kept. People without a time zone have {city}'s.", city=where)
    name = regions.get(home.common.region, home.common.region)
    return t(
        "Bank holidays of {region} are kept. People without a time zone have {city}'s.",
        region=escape_within(name, LONGEST_NAME),
        city=where,
    )


def _days(home: Home, coordinating: Coordinating) -> str:
    if not coordinating.days:
        return t("Days off of your own: none.")
    first = coordinating.days[0]
    return tn(
        "Days of your own: {n}, {name} on {day}.",
        "Days of your own: {n}, the next one {name} on {day}.",
        len(coordinating.days),
        name=escape_within(first.name, LONGEST_NAME),
        day=day(first.on, home.today),
    )


def _channels(home: Home) -> Iterator[str]:
    network, digest = home.common.network_channel_id, home.common.digest_channel_id
    if network:
        yield t("The network's channel: {channel}. Its members get the digest.", channel=f"<#{network}>")
    else:
        yield t("The network's channel: none. People join by themselves.")
    if digest:
        yield t("The digest is posted in {channel}, too.", channel=f"<#{digest}>")


def _coordinators(coordinating: Coordinating) -> str:
    if not coordinating.coordinator_ids:
        return t("Coordinators: nobody is named yet; Slack's admins can change these settings.")
    return t("Coordinators: {people}.", people=mentions(coordinating.coordinator_ids))
