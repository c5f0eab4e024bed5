"""Two hundred people press at once: none is lost, Slack's limits hold, and the message shows the end."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.checklist_file import load_checklist
from bot.domain.deliveries import DeliveryTimes
from tests.faults.stage import CHANNEL, QUICK

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.faults.stage import Stage

PEOPLE = 200
QUESTIONS = 6
AT_ONCE = 32
SLOWEST = 2.5
IN_EARNEST = DeliveryTimes()
CHOICES = ("red", "amber", "green", "dont_know")


@pytest.mark.parametrize(
    ("database_url", "transport"), [("sqlite", "socket"), ("postgresql", "http")], indirect=["database_url"]
)
async def test_a_whole_organisation_presses(
    start_stage: Callable[..., Awaitable[Stage]], transport: str
) -> None:
    times = replace(QUICK, post_gap=IN_EARNEST.post_gap, update_gap=IN_EARNEST.update_gap)
    stage = await start_stage(transport, pacing=True, times=times, quiet_after=60)
    world = stage.sandbox.world
    crowd = [world.add_person(f"Person {number}") for number in range(PEOPLE)]
    world.channels[CHANNEL].members.update(dict.fromkeys(crowd))
    await stage.start_review()
    area = await stage.post_area("1")
    turns = asyncio.Semaphore(AT_ONCE)
    pressed: dict[tuple[str, int], str] = {}

    async def press(user_id: str, question: int, choice: str) -> float:
        async with turns:
            _, reply = await stage.answer(user_id, area, question, choice)
        assert reply.ok, reply
        pressed[user_id, question] = choice
        return float(reply.seconds)

    seconds = await asyncio.gather(
        *(
            press(user_id, question, CHOICES[(number + question) % len(CHOICES)])
            for question in range(1, QUESTIONS + 1)
            for number, user_id in enumerate(crowd)
        )
    )
    assert max(seconds) < SLOWEST, sorted(seconds)[-5:]
    checklist, _ = load_checklist(Path("checklist.json"))
    (first, *_) = checklist.areas
    rows = await stage.rows("SELECT user_id, question_id, choice FROM answers")
    saved = {(row.user_id, first.number(row.question_id)): row.choice for row in rows}
    assert len(pressed) == PEOPLE * QUESTIONS
    assert saved == pressed
    everybody = f"{PEOPLE} of {PEOPLE + 5} have answered"
    await stage.person("amina").until(lambda _: everybody in stage.current(area).text, 10)
    await stage.settled(area)
    assert [call for call in stage.sandbox.calls if call.http_status == 429] == []
    updates = [call.at_monotonic for call in stage.sandbox.calls if call.method == "chat.update"]
    gap = IN_EARNEST.update_gap.total_seconds()
    assert all(later - earlier > gap - 0.3 for earlier, later in pairwise(updates))
