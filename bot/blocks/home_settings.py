"""In the App Home: when the digest and reminders come, and the ways to change or stop them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import digest_words, ids, kit
from bot.blocks.home_newcomer import join
from bot.blocks.text import local_day
from bot.domain.digest import Schedule
from bot.domain.language import t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.blocks.kit import Block
    from bot.domain.home import Home


def blocks(home: Home) -> Iterator[Block]:
    """Somebody new who has chosen nothing is offered the digest further up."""
    is_member = home.settings.membership.is_member
    if home.is_newcomer and not is_member:
        return
    yield kit.header(t("Your digest and reminders"))
    yield kit.section("\n".join([_digest(home), _reminders(home)]))
    buttons = [kit.button(t("Change"), ids.SETTINGS, label=t("Change your digest and reminders"))]
    if is_member:
        buttons += [
            kit.button(t("Show my digest now"), ids.DIGEST_SHOW, label=t("Show my digest as it is now")),
            kit.button(
                t("Leave"), ids.NETWORK_LEAVE, label=t("Leave the network: no weekly digest any more")
            ),
        ]
    elif home.can_join:
        buttons.append(join())
    yield kit.actions(*buttons, block_id="settings")


def _digest(home: Home) -> str:
    if not home.settings.membership.is_member:
        return t("Weekly digest: you do not get it.")
    schedule = Schedule(home.settings.digest_day(home.common), home.settings.digest_hour(home.common))
    words = t("Weekly digest: {mondays_at_nine}", mondays_at_nine=digest_words.when(schedule))
    if home.next_digest_at is None:
        return words
    next_day = local_day(home.next_digest_at, home.tz, home.today)
    return " ".join([words, t("The next one is due on {day}.", day=next_day)])


def _reminders(home: Home) -> str:
    if not home.settings.wants_reminders:
        return t("Reminders of your next steps: off.")
    return t(
        "Reminders of your next steps: on working days at {time}, your time.",
        time=f"{home.settings.morning():%H:%M}",
    )
