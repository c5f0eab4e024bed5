"""A direct message that something was pressed in, shown as things stand now: built whole, never patched."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks import morning as morning_blocks
from bot.blocks import owner_notes as note_blocks
from bot.blocks import step_result
from bot.blocks.ids import day
from bot.domain.errors import NotOurs
from bot.listeners import ask, step_reading
from bot.listeners.reply import Done, Reply
from bot.slack.failures import SlackFailure
from bot.store import mornings, owner_notes

if TYPE_CHECKING:
    from datetime import date

    from bot.blocks.kit import Message
    from bot.listeners.interaction import Interaction
    from bot.services import Services

logger = logging.getLogger(__name__)

MORNING = "morning"
OVERDUE = "overdue"
ORPHANED = "orphaned"
ELSEWHERE = "elsewhere"
HOME = "home"


@dataclass(frozen=True)
class Shown:
    """Which message it is, and where; forms that are opened from it carry it along.

    ``what`` is the day of a morning, the next step whose reminders ended, or the subject of those without an
    owner. A digest that carries a morning's part is ``elsewhere``: it stays as it was sent. ``home`` is the
    person's App Home.
    """

    kind: str
    what: str
    channel_id: str
    ts: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.what}/{self.channel_id}/{self.ts}"

    @classmethod
    def parse(cls, text: str) -> Shown:
        """Raises NotOurs."""
        parts = text.split("/")
        if len(parts) != 4:
            raise NotOurs
        return cls(*parts)

    @classmethod
    def of_press(cls, do: Interaction, on: date | None) -> Shown:
        if do.is_in_home:
            return cls(HOME, "-", "-", "-")
        kind, what = (ELSEWHERE, "-") if on is None else (MORNING, on.isoformat())
        return cls(kind, what, do.channel_id or "-", do.message_ts or "-")


async def after(services: Services, do: Interaction, shown: Shown, step_id: int, reply: Done) -> Reply:
    """Once a form is sent: the message it was opened from, else what ``reply`` says."""
    if shown.kind == HOME:
        return Done(at_home=step_id)
    if await redraw(services, do, shown, step_id):
        return Done()
    return reply


async def redraw(services: Services, do: Interaction, shown: Shown, step_id: int | None = None) -> bool:
    """Returns False where there is no such message, or Slack no longer takes it."""
    message = await _message(services, do, shown, step_id)
    if message is None:
        return False
    try:
        await services.slack.update(shown.channel_id, shown.ts, *message)
    except SlackFailure as failure:
        logger.info("A message of %s could not be brought up to date: %s", shown.kind, failure)
        return False
    return True


async def _message(services: Services, do: Interaction, shown: Shown, step_id: int | None) -> Message | None:
    now, calendars, checklists = services.clock.now(), services.calendars, services.checklists
    if shown.kind == MORNING:
        on = day(shown.what)
        place = await ask.read(services, do, mornings.posted_as, do.user_id, on)
        if place not in (None, (shown.channel_id, shown.ts)):
            return None  # a message that came twice: the other one is kept up to date
        morning = await ask.read(services, do, mornings.shown, do.user_id, on, now, calendars, checklists)
        return morning_blocks.message(morning, await ask.read(services, do, calendars.of))
    if shown.kind == ORPHANED:
        left = await ask.read(
            services, do, owner_notes.orphaned, shown.what, do.user_id, now, calendars, checklists
        )
        return note_blocks.owner_gone(left)
    if shown.kind == OVERDUE and step_id is not None:
        result = await step_reading.outcome(services, do, step_id)
        sentence, _ = step_result.words(result, do.user_id)
        return note_blocks.overdue_settled(result.placed, sentence, result.today, result.tz)
    return None
