"""The days that a workspace has off, or works, against the bank holidays of its region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit
from bot.blocks.forms import Filled, FormErrors
from bot.blocks.text import day, escape_within
from bot.domain.language import marked, t, tn
from bot.domain.network import OwnDay

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.blocks.kit import Block, View

ON = "on"
WHICH = "which"
NAME = "name"
OFF, WORKS = "off", "works"

LONGEST_NAME = 60
MOST_SHOWN = 40
NO_DAYS = marked("No days of your own yet. The bank holidays of your region are kept without them.")


def view(days: Sequence[OwnDay], today: date) -> View:
    """Days that are over are left out: nothing comes on them any more."""
    coming = [one for one in days if one.on >= today]
    options = [
        kit.option(t("We have this day off"), OFF),
        kit.option(t("We work on it, though it is a bank holiday"), WORKS),
    ]
    return kit.modal(
        ids.DAYS_FORM,
        t("Days off"),
        [
            *([_day(one, today) for one in coming[:MOST_SHOWN]] or [kit.context(t(NO_DAYS))]),
            kit.divider(),
            kit.input_block(
                t("Add a day"), kit.date_picker(ON, placeholder=t("Choose a day")), block_id=_fresh(ON, days)
            ),
            kit.input_block(
                t("Which is"), kit.radio_buttons(WHICH, options, options[0]), block_id=_fresh(WHICH, days)
            ),
            kit.input_block(
                t("Name"),
                kit.text_input(NAME, max_length=LONGEST_NAME, placeholder=t("Founders' day")),
                block_id=_fresh(NAME, days),
                optional=True,
            ),
        ],
        submit=t("Add"),
        close=t("Back"),
    )


def read(view: View) -> OwnDay:
    """Raises FormErrors."""
    filled = Filled(view)
    on_block, which_block, name_block = (
        next(filled.block_ids(f"{name}."), name) for name in (ON, WHICH, NAME)
    )
    on, which, name = filled.day(on_block), filled.option(which_block), filled.text(name_block)
    errors = {}
    if on is None:
        errors[on_block] = t("Choose the day.")
    if which not in (OFF, WORKS):
        errors[which_block] = t("Choose one of the two.")
    if name is not None and len(name) > LONGEST_NAME:
        errors[name_block] = tn(
            "Shorten the name to {n} character.", "Shorten the name to {n} characters.", LONGEST_NAME
        )
    if errors or on is None:
        raise FormErrors(errors)
    is_off = which == OFF
    return OwnDay(on, is_off, name or (t("Day off") if is_off else t("Working day")))


def day_block(view: View) -> str:
    """Where a sentence about the chosen day belongs."""
    return next(Filled(view).block_ids(f"{ON}."), ON)


def _fresh(block_id: str, days: Sequence[OwnDay]) -> str:
    """It differs by what is in the list, so that the fields are empty again once a day is added."""
    return f"{block_id}.{len(days)}"


def _day(one: OwnDay, today: date) -> Block:
    on, name = day(one.on, today), escape_within(one.name, 2 * LONGEST_NAME)
    words = (
        t("{day}: {name}", day=on, name=name)
        if one.is_off
        else t("{day}: {name} (worked)", day=on, name=name)
    )
    remove = kit.button(t("Remove"), ids.DAY_REMOVE, one.on.isoformat(), label=t("Remove {day}", day=on))
    return kit.section(words, remove)
