"""The weekly digest, from joining the network to the picture in its thread."""

from __future__ import annotations

import asyncio
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.bank_holidays import BankHolidays
from bot.blocks import ids
from bot.domain.calendar import Calendar, next_weekly
from bot.domain.next_steps import NewStep, StepSubject
from bot.store import due, next_steps
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows.playing import TEAM as OTHERS
from tests.flows.playing import agree, answer_area, said
from tests.flows.test_mornings import CALENDARS

if TYPE_CHECKING:
    from bot.sandbox.message import Message
    from tests.faults.stage import Stage

WORKSPACE = "TSANDBOX01"
A_MOMENT = timedelta(minutes=1)
ENGLAND = Calendar(BankHolidays().days_off("GB-ENG", {}, ()))


async def tick(stage: Stage, at: datetime) -> None:
    """Moves the clock, plans what is due by then, and has it sent."""
    stage.clock.forward(at - stage.clock.now())
    await stage.program.jobs.tick()
    await at_rest(stage)


async def at_rest(stage: Stage) -> None:
    deadline = asyncio.get_running_loop().time() + 10
    while not await stage.database.read(WORKSPACE, due.is_quiet, stage.clock.now()):
        assert asyncio.get_running_loop().time() < deadline, await stage.deliveries()
        await asyncio.sleep(0.02)


def monday(stage: Stage, weeks: int = 0) -> datetime:
    """Monday 09:00 in London, with the bank holidays of England; ``weeks`` later than the next one."""
    at = stage.clock.now()
    for _ in range(weeks + 1):
        at, _ = next_weekly(at, 0, time(9), "Europe/London", ENGLAND)
    return at


async def agreed_review(stage: Stage) -> int:
    """One area whose three questions are agreed Amber."""
    review = await stage.start_review()
    area = await stage.post_area()
    for name in OTHERS:
        await answer_area(stage, name, area, ("amber", "amber", "amber"))
    await stage.settled(area)
    await stage.reveal(area)
    for number in (1, 2, 3):
        await agree(stage, area, number)
    await stage.until_row("SELECT 1 FROM agreements WHERE 3 = (SELECT count(*) FROM agreements)")
    return review


def digests(stage: Stage, name: str) -> list[Message]:
    return [one for one in stage.direct(name) if one.text.startswith("Social mobility") and one.metadata]


async def row(stage: Stage, kind: str = "digest") -> list[tuple[str, str | None]]:
    found = await stage.rows(
        "SELECT state, reason FROM deliveries WHERE kind = :kind ORDER BY number", kind=kind
    )
    return [tuple(one) for one in found]


async def test_joining_and_the_first_digest_with_its_picture(stage: Stage) -> None:
    joined = await said(stage, "ben", "/socmob join")
    assert "Mondays at 09:00, your time." in joined
    await agreed_review(stage)
    await tick(stage, monday(stage) + A_MOMENT)
    [digest] = digests(stage, "ben")
    assert "Red 0, Amber 3, Green 0, in 1 review." in digest.text
    assert "New: 3 questions were agreed for the first time." in digest.text
    assert "a quick win" in digest.text
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'chart' AND state = 'sent'", timeout=15)
    in_channel = stage.sandbox.world.channels[digest.channel_id].messages.values()
    [reply] = [one for one in in_channel if one.thread_ts == digest.ts and one.ts != digest.ts]
    [file_id] = reply.files
    picture = stage.sandbox.world.files[file_id]
    assert (picture.content or b"").startswith(b"\x89PNG")
    assert "All areas: Red 0, Amber 3, Green 0" in picture.alt_text
    await tick(stage, stage.clock.now() + A_MOMENT)
    assert len(digests(stage, "ben")) == 1
    assert digests(stage, "chloe") == []


async def test_a_week_without_news_is_skipped_with_its_reason(stage: Stage) -> None:
    await said(stage, "ben", "/socmob join")
    await tick(stage, monday(stage) + A_MOMENT)
    assert await row(stage) == [("skipped", "quiet")]
    assert digests(stage, "ben") == []


async def test_after_a_day_off_line_it_is_late_and_skipped(stage: Stage) -> None:
    await said(stage, "ben", "/socmob join")
    await agreed_review(stage)
    at = monday(stage)
    await tick(stage, at + timedelta(hours=25))
    assert await row(stage) == [("skipped", "late")]
    await tick(stage, monday(stage) + timedelta(hours=23))
    assert await row(stage) == [("skipped", "late"), ("sent", None)]
    assert "New: 3 questions" in digests(stage, "ben")[0].text, "the next one tells what the late one had"


async def test_it_can_be_seen_at_any_time_and_changed_from_there(stage: Stage) -> None:
    await agreed_review(stage)
    text = await said(stage, "chloe", "/socmob digest")
    assert "Amber 3" in text
    assert "You see this because you asked." in text
    chloe = stage.person("chloe")
    shown = next(one for one in chloe.messages(CHANNEL) if one.text.startswith("Social mobility"))
    await chloe.press(shown, ids.NETWORK_JOIN, channel_id=CHANNEL)
    await chloe.until(lambda one: any("You are in the social" in m.text for m in one.messages(CHANNEL)))
    assert "Mondays at 09:00, your time." in await said(stage, "chloe", "/socmob digest")
    assert "You have left the network" in await said(stage, "chloe", "/socmob leave")
    assert await stage.rows("SELECT 1 FROM deliveries WHERE kind = 'digest'") == []


async def test_it_carries_the_morning_of_the_same_hour(stage: Stage) -> None:
    await said(stage, "ben", "/socmob join")
    review = await agreed_review(stage)
    at = monday(stage)
    new = NewStep("step", StepSubject(review, "normalise"), "Write the prompts", PEOPLE["ben"], at.date())
    await stage.database.write(WORKSPACE, next_steps.add, new, PEOPLE["amina"], stage.clock.now(), CALENDARS)
    await tick(stage, at + A_MOMENT)
    await tick(stage, stage.clock.now() + 2 * A_MOMENT)
    [digest] = digests(stage, "ben")
    assert "Write the prompts" in digest.words()
    assert (await row(stage, "morning"))[-1] == ("skipped", "in the digest")
    others = [one for one in stage.direct("ben") if one.metadata and one.ts != digest.ts]
    assert [one for one in others if "Write the prompts" in one.text and one.ts > digest.ts] == []


async def test_a_picture_that_slack_does_not_allow_is_given_up(stage: Stage) -> None:
    stage.refusals_expected = True
    stage.sandbox.world.app.scopes.remove("files:write")
    await said(stage, "ben", "/socmob join")
    await agreed_review(stage)
    await tick(stage, monday(stage) + A_MOMENT)
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'chart' AND state = 'dead'", timeout=15)
    assert await row(stage, "chart") == [("dead", "missing_scope")]
    assert len(digests(stage, "ben")) == 1


async def test_a_guest_of_another_channel_hears_nothing_of_this_one(stage: Stage) -> None:
    await agreed_review(stage)
    direct = stage.sandbox.world.direct(PEOPLE["grace"], stage.sandbox.world.app.user_id).id
    assert "Nothing is agreed yet" in await said(stage, "grace", "/socmob digest", direct)
