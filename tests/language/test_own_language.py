"""People of one workspace whose Slack speaks different languages: each hears socmob in their own, and a
channel in that of whoever started its review.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.blocks import ids
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows import at_home, playing
from tests.flows.conftest import at_once, start_stage, unexpected
from tests.flows.test_mornings import DUE, add, message_with, nine, to
from tests.language import pseudo
from tests.language.pseudo import CLOSES, OPENS

if TYPE_CHECKING:
    from bot.domain.deliveries import DeliveryTimes
    from bot.sandbox.message import Message
    from tests.faults.conftest import StartStage
    from tests.faults.stage import Stage

__all__ = ["at_once", "start_stage", "unexpected"]

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

TRANSLATED = ("ben", "chloe")
"""Amina and the others have English."""


@pytest.fixture
async def stage(start_stage: StartStage, at_once: DeliveryTimes) -> Stage:
    stage = await start_stage(times=at_once, quiet_after=0.05, languages=pseudo.languages())
    for name in TRANSLATED:
        stage.sandbox.world.people[PEOPLE[name]].locale = pseudo.TAG
    return stage


def is_translated(said: str) -> bool:
    assert said
    return OPENS in said and CLOSES in said


def whole(message: Message) -> str:
    return f"{message.text} {json.dumps(message.blocks, ensure_ascii=False)}"


async def heard(stage: Stage, name: str) -> list[str]:
    """What only they see in the channel, once there is something."""
    return await stage.person(name).until(lambda _: stage.whispers(name))


def replies(stage: Stage, message: Message) -> list[Message]:
    in_channel = stage.sandbox.world.channels[message.channel_id].messages.values()
    return [one for one in in_channel if one.thread_ts == message.ts and one.ts != message.ts]


async def test_a_morning_message_is_in_its_owner_s_language(stage: Stage) -> None:
    review = await stage.start_review()
    for owner in ("amina", "ben"):
        await add(stage, review, owner)
    await to(stage, nine(DUE - timedelta(days=7)))
    for owner, translated in (("amina", False), ("ben", True)):
        morning = await message_with(stage, owner, "Write the prompts")
        assert is_translated(whole(morning)) is translated
        assert (await stage.person(owner).press(morning, ids.MORNING_DONE)).ok
        await stage.person(owner).until(lambda _, one=morning: not stage.current(one).find(ids.MORNING_DONE))
        assert is_translated(whole(stage.current(morning))) is translated


@pytest.mark.parametrize(
    ("starter", "presser", "translated"), [("amina", "ben", False), ("ben", "amina", True)]
)
async def test_a_channel_reads_a_review_in_its_starter_s_language(
    stage: Stage, starter: str, presser: str, *, translated: bool
) -> None:
    facilitators = [PEOPLE[starter], PEOPLE[presser]]
    await stage.start_review(starter, facilitators=facilitators)
    in_channel = lambda _: [one for one in stage.posts() if one.channel_id == CHANNEL]  # noqa: E731
    [start] = await stage.person(presser).until(in_channel)
    assert is_translated(whole(start)) is translated
    message = await stage.post_area(starter=presser)
    assert is_translated(whole(message)) is translated
    stage.sandbox.world.ephemerals.clear()
    before = whole(message)
    for name in (starter, presser):
        await playing.answer_area(stage, name, message, ["amber"] * 3)
        assert {is_translated(one) for one in await heard(stage, name)} == {name in TRANSLATED}
    shown = whole(await stage.settled(message))
    assert shown != before
    assert is_translated(shown) is translated
    for name in {"ben", "chloe", "dev", "efua", "hana", "amina"} - {starter, presser}:
        await playing.answer_area(stage, name, message, ["amber"] * 3)
    await stage.settled(message)
    await stage.person(presser).press(stage.current(message), ids.AREA_REVEAL)
    [reveal] = await stage.person(presser).until(lambda _: replies(stage, message))
    assert is_translated(whole(reveal)) is translated
    shown = whole(await stage.settled(message))
    assert is_translated(shown) is translated
    await playing.agree(stage, message, 1, presser)
    await stage.until_row("SELECT 1 FROM agreements")
    await stage.person(presser).until(lambda _: whole(stage.current(message)) != shown)
    assert is_translated(whole(stage.current(message))) is translated


async def test_each_command_and_refusal_is_answered_in_the_asker_s(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    for name in ("dev", "chloe"):
        assert is_translated(await playing.said(stage, name, "/socmob help")) is (name in TRANSLATED)
        stage.sandbox.world.ephemerals.clear()
        await stage.person(name).press(message, ids.AREA_REVEAL)
        assert [is_translated(one) for one in await heard(stage, name)] == [name in TRANSLATED]
        form = await playing.open_answers(stage, name, message)
        assert is_translated(json.dumps(form.modal.view, ensure_ascii=False)) is (name in TRANSLATED)


async def test_an_app_home_is_in_its_reader_s_though_others_change_it(stage: Stage) -> None:
    for name in ("amina", "ben"):
        await at_home.opened(stage, name)
        assert is_translated(at_home.shown(stage, name)) is (name in TRANSLATED)
    await stage.start_review(title="Spring")
    for name in ("amina", "ben"):
        await stage.person(name).until(lambda _, one=name: "Spring" in at_home.shown(stage, one))
        assert is_translated(at_home.shown(stage, name)) is (name in TRANSLATED)


async def test_who_changes_theirs_in_slack_is_answered_in_the_new_one(stage: Stage) -> None:
    await stage.start_review()
    assert not is_translated(await playing.said(stage, "dev", "/socmob help"))
    await stage.sandbox.change_person(PEOPLE["dev"], locale=pseudo.TAG)
    await stage.until_row(
        "SELECT 1 FROM members WHERE user_id = :dev AND locale = :tag", dev=PEOPLE["dev"], tag=pseudo.TAG
    )
    await stage.person("dev").until(lambda _: not stage.program_is_busy())
    assert is_translated(await playing.said(stage, "dev", "/socmob help"))
