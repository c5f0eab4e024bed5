"""What somebody chooses for themselves: the weekly digest and reminders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.blocks import ids, kit, network, weekdays
from bot.blocks.forms import Filled, FormErrors
from bot.blocks.text import city
from bot.domain.language import marked, t
from bot.domain.network import Chosen

if TYPE_CHECKING:
    from bot.blocks.kit import Block, Element, View
    from bot.domain.network import PersonSettings, WorkspaceSettings

DIGEST = "digest"
DIGEST_DAY = "digest_day"
DIGEST_TIME = "digest_time"
REMINDERS = "reminders"
REMINDERS_TIME = "reminders_time"

ON, OFF = "on", "off"
NO_TIME = marked("Choose a time, such as 09:00.")
NO_DAY = marked("Choose a day from Monday to Friday.")


def view(mine: PersonSettings, common: WorkspaceSettings, tz: str, *, is_coordinator: bool) -> View:
    return kit.modal(
        ids.SETTINGS_FORM,
        t("Settings"),
        [
            kit.context(
                t(
                    "All times are in your own time zone ({city}), which Slack tells me. Bank holidays and "
                    "weekends move a digest or a reminder to a working day.",
                    city=city(tz),
                )
            ),
            kit.input_block(
                t("Weekly digest, by direct message"),
                _on_or_off(
                    DIGEST, (t("Send it to me"), t("Do not send it")), is_on=mine.membership.is_member
                ),
                block_id=DIGEST,
                hint=t(network.TOLD),
            ),
            day_input(t("Day of the digest"), DIGEST_DAY, mine.digest_day(common)),
            time_input(t("Time of the digest"), DIGEST_TIME, f"{mine.digest_hour(common):%H:%M}"),
            kit.input_block(
                t("Reminders of your next steps, and to answer before a deadline"),
                _on_or_off(REMINDERS, (t("Remind me"), t("Do not remind me")), is_on=mine.wants_reminders),
                block_id=REMINDERS,
                hint=t("What somebody else gives you to do is told once, also without reminders."),
            ),
            time_input(t("Time of reminders"), REMINDERS_TIME, f"{mine.morning():%H:%M}"),
            *_foot(is_coordinator=is_coordinator),
        ],
        submit=t("Save"),
        close=t("Cancel"),
    )


def read(view: View) -> Chosen:
    """Raises FormErrors."""
    filled = Filled(view)
    errors: dict[str, str] = {}
    for block_id in (DIGEST, REMINDERS):
        if filled.option(block_id) not in (ON, OFF):
            errors[block_id] = t("Choose one of the two.")
    weekday, hour = weekday_of(filled, DIGEST_DAY), filled.time(DIGEST_TIME)
    morning = filled.time(REMINDERS_TIME)
    if weekday is None:
        errors[DIGEST_DAY] = t(NO_DAY)
    if hour is None:
        errors[DIGEST_TIME] = t(NO_TIME)
    if morning is None:
        errors[REMINDERS_TIME] = t(NO_TIME)
    if errors or weekday is None or hour is None or morning is None:
        raise FormErrors(errors)
    return Chosen(filled.option(DIGEST) == ON, weekday, hour, filled.option(REMINDERS) == ON, morning)


def day_input(label: str, block_id: str, weekday: int) -> Block:
    """A menu of the working days; a day at the weekend, which none of them is, shows as Monday."""
    options = [kit.option(t(name), str(number)) for number, name in enumerate(weekdays.WORKING)]
    chosen = options[weekday if weekday < len(options) else 0]
    return kit.input_block(
        label, kit.static_select(block_id, t("A day of the week"), options, chosen), block_id=block_id
    )


def time_input(label: str, block_id: str, initial: str) -> Block:
    return kit.input_block(label, kit.time_picker(block_id, initial), block_id=block_id)


def weekday_of(filled: Filled, block_id: str) -> int | None:
    number = filled.option(block_id) or ""
    return int(number) if number in {str(day) for day in range(len(weekdays.WORKING))} else None


def _on_or_off(action_id: str, words: tuple[str, str], *, is_on: bool) -> Element:
    options: list[dict[str, Any]] = [kit.option(words[0], ON), kit.option(words[1], OFF)]
    return kit.radio_buttons(action_id, options, options[0 if is_on else 1])


def _foot(*, is_coordinator: bool) -> list[Block]:
    show = kit.button(t("Show my digest now"), ids.DIGEST_SHOW, label=t("Show my digest as it is now"))
    buttons = [show]
    if is_coordinator:
        buttons.append(
            kit.button(
                t("Workspace settings"),
                ids.SETTINGS_WORKSPACE,
                label=t("Settings of the whole workspace, for its coordinators"),
            )
        )
    buttons.append(
        kit.button(t("Forget me…"), ids.FORGET_OPEN, label=t("Forget me: see what would be removed"))
    )
    return [kit.actions(*buttons)]
