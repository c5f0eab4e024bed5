"""A message where there is no conversation to show it in: as a form over what somebody pressed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit

if TYPE_CHECKING:
    from bot.blocks.kit import Message, View

TITLE = "socmob"


def view(message: Message) -> View:
    """Its buttons work there as they do in a message; what takes its place does so in the form."""
    return kit.modal(ids.MESSAGE, TITLE, message.blocks)
