"""What cannot be done from a message that was sent earlier."""

from __future__ import annotations

from bot.domain.errors import SocmobError
from bot.domain.language import marked
from bot.domain.people import Mention


class StepGivenAway(SocmobError):
    template = marked("This next step belongs to {owner} now, so nothing was changed.")

    def __init__(self, owner_id: str) -> None:
        super().__init__(owner=Mention(owner_id))
