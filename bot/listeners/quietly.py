"""One quiet line after somebody's last press in an area: pressing six times must not answer six times."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.blocks import quiet
from bot.domain.language import speaking
from bot.slack.failures import SlackFailure
from bot.store import answering

if TYPE_CHECKING:
    from bot.blocks.ids import AreaRef, QuestionRef
    from bot.domain.answers import Choice
    from bot.services import Services

    Place = tuple[str, AreaRef]

logger = logging.getLogger(__name__)

AFTER_SECONDS = 3.0
AT_ONCE = 4
"""When a whole team stops pressing at once, its lines must not take the database from those who go on."""


@dataclass
class _Pending:
    response_url: str
    choices: dict[str, Choice | None] = field(default_factory=dict)
    timer: asyncio.TimerHandle | None = None


class Quietly:
    """Waits for each person and area; keeps nothing else. Slack does not promise to deliver such a line: the
    form always tells what is saved.
    """

    def __init__(self, services: Services, *, after: float = AFTER_SECONDS) -> None:
        self._services = services
        self._after = after
        self._pending: dict[Place, _Pending] = {}
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._ending = False

    def saved(self, user_id: str, ref: QuestionRef, choice: Choice | None, response_url: str) -> None:
        """Notes a press that is saved, and begins to wait anew."""
        place = (user_id, ref.area)
        pending = self._pending.setdefault(place, _Pending(response_url))
        pending.response_url = response_url
        pending.choices[ref.question_id] = choice
        if pending.timer is not None:
            pending.timer.cancel()
        if self._ending:
            self._tell(place)
            return
        pending.timer = asyncio.get_running_loop().call_later(self._after, self._tell, place)

    def flush(self) -> None:
        """Tells everybody now, because the process ends; later presses are told at once."""
        self._ending = True
        for place, pending in list(self._pending.items()):
            if pending.timer is not None:
                pending.timer.cancel()
            self._tell(place)

    def _tell(self, place: Place) -> None:
        pending = self._pending.pop(place)
        self._services.tasks.start(self._say(place, pending), name="quiet line")

    async def _say(self, place: Place, pending: _Pending) -> None:
        user_id, ref = place
        services = self._services
        async with self._turns:
            area, answered = await services.database.read(
                services.workspace.team_id, answering.answered, services.checklists, ref, user_id
            )
            with speaking(await services.readers.language_of(services.workspace.team_id, user_id)):
                message = quiet.saved(ref, area, list(pending.choices.items()), answered)
            try:
                await services.slack.respond(pending.response_url, *message)
            except SlackFailure as failure:
                logger.info("A quiet line was not delivered: %s", failure)
