"""What cannot be done from a message that was sent earlier."""

from __future__ import annotations

from bot.domain.errors import SocmobError


class StepGivenAway(SocmobError):
    def __init__(self, owner_id: str) -> None:
        super().__init__(f"This next step belongs to <@{owner_id}> now, so nothing was changed.")
