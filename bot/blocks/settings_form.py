"""What somebody chooses for themselves: the weekly digest and reminders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.blocks import ids, kit, weekdays
from bot.blocks.forms import Filled, FormErrors
from bot.blocks.text import city
from bot.domain.language import t
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
NO_TIME = "Choose a time, such as 09:00."
NO_DAY = "Choose a day from Monday to Friday."


def view(mine: PersonSettings, common: WorkspaceSettings, tz: str, *, is_coordinator: bool) -> View:
    return kit.modal(
        ids.SETTINGS_FORM,
        "Settings",
        [
            kit.context(
                f"All times are in your own time zone ({city(tz)}), which Slack tells me. Bank holidays and "
                "weekends move a digest or a reminder to a working day."
            ),
            kit.input_block(
                "Weekly digest, by direct message",
                _on_or_off(DIGEST, ("Send it to me", "Do not send it"), is_on=mine.membership.is_member),
                block_id=DIGEST,
                hint="Red, Amber and Green at a glance, what moved, and what waits for you. Nothing comes in "
                "a week without news.",
            ),
            day_input("Day of the digest", DIGEST_DAY, mine.digest_day(common)),
            time_input("Time of the digest", DIGEST_TIME, f"{mine.digest_hour(common):%H:%M}"),
            kit.input_block(
                "Reminders of your next steps, and to answer before a deadline",
                _on_or_off(REMINDERS, ("Remind me", "Do not remind me"), is_on=mine.wants_reminders),
                block_id=REMINDERS,
            ),
            time_input("Time of reminders", REMINDERS_TIME, f"{mine.morning():%H:%M}"),
            *_foot(is_coordinator=is_coordinator),
        ],
        submit="Save",
        close="Cancel",
    )


def read(view: View) -> Chosen:
    """Raises FormErrors."""
    filled = Filled(view)
    errors: dict[str, str] = {}
    for block_id in (DIGEST, REMINDERS):
        if filled.option(block_id) not in (ON, OFF):
            errors[block_id] = "Choose one of the two."
    weekday, hour = weekday_of(filled, DIGEST_DAY), filled.time(DIGEST_TIME)
    morning = filled.time(REMINDERS_TIME)
    if weekday is None:
        errors[DIGEST_DAY] = NO_DAY
    if hour is None:
        errors[DIGEST_TIME] = NO_TIME
    if morning is None:
        errors[REMINDERS_TIME] = NO_TIME
    if errors or weekday is None or hour is None or morning is None:
        raise FormErrors(errors)
    return Chosen(filled.option(DIGEST) == ON, weekday, hour, filled.option(REMINDERS) == ON, morning)


def day_input(label: str, block_id: str, weekday: int) -> Block:
    """A menu of the working days; a day at the weekend, which none of them is, shows as Monday."""
    options = [kit.option(t(name), str(number)) for number, name in enumerate(weekdays.WORKING)]
    chosen = options[weekday if weekday < len(options) else 0]
    return kit.input_block(
        label, kit.static_select(block_id, "A day of the week", options, chosen), block_id=block_id
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
    show = kit.button("Show my digest now", ids.DIGEST_SHOW, label="Show my digest as it is now")
    buttons = [show]
    if is_coordinator:
        buttons.append(
            kit.button(
                "Workspace settings",
                ids.SETTINGS_WORKSPACE,
                label="Settings of the whole workspace, for its coordinators",
            )
        )
    return [kit.actions(*buttons)]
