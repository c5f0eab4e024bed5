"""The forms that change a next step, where they are opened from a message that is shown again afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids

if TYPE_CHECKING:
    from bot.blocks.kit import View

NAMES = {
    "date": ids.MORNING_DATE_FORM,
    "owner": ids.MORNING_OWNER_FORM,
    "wont_do": ids.MORNING_REASON_FORM,
}
"""They come back under names of their own: what is shown once they are sent differs."""


def renamed(form: View, entry: str) -> View:
    return {**form, "callback_id": NAMES[entry]}
