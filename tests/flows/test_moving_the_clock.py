"""The demo's clock: from one thing that is due to the next."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.forward import FURTHEST, Forward
from tests.faults.stage import CHANNEL

if TYPE_CHECKING:
    from tests.faults.stage import Stage

REVEALS_ITSELF = {"reveal_rule": "when_complete"}


async def test_it_goes_to_what_is_due_and_does_it(stage: Stage) -> None:
    await stage.start_review(**REVEALS_ITSELF)
    area = await stage.post_area()
    for name in ("ben", "chloe", "dev", "efua", "hana"):
        for question in (1, 2, 3):
            await stage.answer(name, area, question)
    await stage.until_row("SELECT 1 FROM review_areas WHERE reveal_at IS NOT NULL")
    before = stage.clock.now()
    await stage.forward()
    assert timedelta(minutes=9) < stage.clock.now() - before < timedelta(minutes=11)
    assert await stage.rows("SELECT 1 FROM review_areas WHERE state = 'revealed'")
    replies = [
        message for message in stage.sandbox.world.channels[CHANNEL].messages.values() if message.is_reply
    ]
    assert len(replies) == 1, "what came of it is posted when the clock stands still again"


async def test_it_says_why_it_stays(stage: Stage) -> None:
    forward = Forward(stage.clock, stage.program.jobs, stage.database)
    now = stage.clock.now()
    assert (await forward(None) or "").startswith("Nothing is due")
    assert await forward(now - timedelta(days=1)) == "The clock only moves forward."
    assert (await forward(now + FURTHEST + timedelta(days=1)) or "").startswith("That is too far")
    assert stage.clock.now() - now < timedelta(minutes=1)
