"""What coordinators set for the whole workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.blocks import ids, kit
from bot.blocks.forms import Filled, FormErrors
from bot.blocks.settings_form import NO_DAY, NO_TIME, day_input, time_input, weekday_of
from bot.domain.language import t, tn
from bot.domain.network import WorkspaceSettings
from bot.domain.network_errors import NobodyCoordinates, UnknownTimeZone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bot.blocks.kit import View

REGION = "region"
TZ = "tz"
DIGEST_DAY = "digest_day"
DIGEST_TIME = "digest_time"
NETWORK_CHANNEL = "network_channel"
DIGEST_CHANNEL = "digest_channel"
COORDINATORS = "coordinators"

MOST_COORDINATORS = 20
LONGEST_TZ = 64
MOST_REGIONS = 100
"""What a menu of Slack holds."""

NO_REGION = "-"
"""An option needs a value; the region without bank holidays has none."""


@dataclass(frozen=True)
class WorkspaceChosen:
    settings: WorkspaceSettings
    coordinator_ids: tuple[str, ...]


def view(
    settings: WorkspaceSettings,
    coordinator_ids: tuple[str, ...],
    regions: Mapping[str, str],
) -> View:
    """``regions``: the name of each by its code, in English."""
    return kit.modal(
        ids.WORKSPACE_FORM,
        t("Workspace settings"),
        [
            kit.context(t("These hold for everybody here. Each change is on the record.")),
            kit.input_block(
                t("Bank holidays of"),
                kit.static_select(REGION, t("A region"), *_regions(regions, settings.region)),
                block_id=REGION,
                hint=t("Nobody is reminded, and no digest is sent, on these days or at weekends."),
            ),
            kit.section(
                t("Days off of your own, and bank holidays on which you work."),
                kit.button(t("Days off"), ids.SETTINGS_DAYS, label=t("Days off of this workspace")),
            ),
            kit.input_block(
                t("Time zone of people without one"),
                kit.text_input(TZ, initial=settings.tz, max_length=LONGEST_TZ, placeholder="Europe/London"),
                block_id=TZ,
                hint=t("Everybody else is reached in their own. Write it as in Europe/London."),
            ),
            day_input(
                t("Day of the digest, unless people choose another"), DIGEST_DAY, settings.digest_weekday
            ),
            time_input(t("Time of the digest"), DIGEST_TIME, f"{settings.digest_time:%H:%M}"),
            kit.input_block(
                t("The network's channel"),
                kit.one_channel_or_none(NETWORK_CHANNEL, t("No channel"), settings.network_channel_id),
                block_id=NETWORK_CHANNEL,
                hint=t("Its members get the digest. They are told there once, and how to leave."),
                optional=True,
            ),
            kit.input_block(
                t("A channel that gets the digest too"),
                kit.one_channel_or_none(DIGEST_CHANNEL, t("No channel"), settings.digest_channel_id),
                block_id=DIGEST_CHANNEL,
                hint=t("Only what everybody in it may see."),
                optional=True,
            ),
            kit.input_block(
                t("Coordinators"),
                kit.people_select(
                    COORDINATORS, t("Choose people"), list(coordinator_ids), most=MOST_COORDINATORS
                ),
                block_id=COORDINATORS,
                hint=t("Who can change all this. Slack's admins can too, so that nobody is locked out."),
            ),
        ],
        submit=t("Save"),
        close=t("Back"),
    )


def read(view: View, regions: Mapping[str, str]) -> WorkspaceChosen:
    """Raises FormErrors. What Slack has to say about channels and people comes later."""
    filled = Filled(view)
    errors: dict[str, str] = {}
    region, tz = filled.option(REGION), filled.text(TZ)
    region = "" if region == NO_REGION else region
    weekday, hour = weekday_of(filled, DIGEST_DAY), filled.time(DIGEST_TIME)
    coordinator_ids = filled.users(COORDINATORS)
    if region not in regions:
        errors[REGION] = t("Choose a region of the list.")
    if not _is_zone(tz):
        errors[TZ] = UnknownTimeZone().sentence
    if weekday is None:
        errors[DIGEST_DAY] = t(NO_DAY)
    if hour is None:
        errors[DIGEST_TIME] = t(NO_TIME)
    if not coordinator_ids:
        errors[COORDINATORS] = NobodyCoordinates().sentence
    elif len(coordinator_ids) > MOST_COORDINATORS:
        errors[COORDINATORS] = tn("Name at most {n} person.", "Name at most {n} people.", MOST_COORDINATORS)
    if errors or region is None or tz is None or weekday is None or hour is None:
        raise FormErrors(errors)
    settings = WorkspaceSettings(
        tz,
        region,
        weekday,
        hour,
        next(iter(filled.conversations(NETWORK_CHANNEL)), None),
        next(iter(filled.conversations(DIGEST_CHANNEL)), None),
    )
    return WorkspaceChosen(settings, coordinator_ids)


def _regions(regions: Mapping[str, str], chosen: str) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    options = [kit.option(t(name), code or NO_REGION) for code, name in list(regions.items())[:MOST_REGIONS]]
    return options, next((option for option in options if option["value"] == (chosen or NO_REGION)), None)


def _is_zone(tz: str | None) -> bool:
    if tz is None or len(tz) > LONGEST_TZ:
        return False
    try:
        ZoneInfo(tz)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # Depending on what was typed, the library looks for a file of that name.
        return False
    return True
