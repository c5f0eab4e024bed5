"""Whoever has opened their App Home sees it follow each kind of change, without opening it again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from bot.blocks import ids
from bot.store.schema import homes
from tests.faults.stage import CHANNEL, PEOPLE, with_times
from tests.flows import at_home, playing
from tests.flows.at_home import opened, reads
from tests.flows.test_next_steps_flow import add, open_day

if TYPE_CHECKING:
    from tests.faults.conftest import StartStage
    from tests.faults.stage import Stage


@pytest.fixture
async def stage(start_stage: StartStage) -> Stage:
    none = timedelta(0)
    times = with_times(update_gap=none, post_gap=none, home_gap=none, step_gap=timedelta(milliseconds=5))
    return await start_stage(times=times, quiet_after=0.05)


async def test_a_review_from_its_start_to_its_end(stage: Stage) -> None:
    for name in ("amina", "ben"):
        await opened(stage, name)
    await stage.start_review()
    await reads(stage, "ben", "Where the reviews stand", "• Normalise conversation: not posted")
    message = await stage.post_area()
    await reads(stage, "ben", "1 area waits for your answers")
    await playing.answer_area(stage, "chloe", message, ("red", "red", "red"))
    await reads(stage, "amina", "Normalise conversation: 1 of 5 have answered")
    for name in ("ben", "dev", "efua", "hana"):
        await playing.answer_area(stage, name, message, ("red", "red", "red"))
    await reads(stage, "ben", "5 of 5 have answered", without=("for your answers",))
    await stage.reveal(message)
    await reads(stage, "ben", "Normalise conversation: 3 to agree")
    await playing.agree(stage, message, 1)
    await reads(stage, "ben", "Normalise conversation: Red 1 · 2 to agree")
    amina = await playing.form_of(stage, "amina", "/socmob close")
    assert (await amina.submit()).ok
    await reads(stage, "ben", "This review was closed on")
    await reads(stage, "amina", "This review was closed on", without=("You facilitate",))


async def test_next_steps_of_others_and_one_s_own(stage: Stage) -> None:
    await stage.start_review()
    await stage.post_area()
    for name in ("amina", "ben", "grace"):
        await opened(stage, name)
    await add(stage, "amina", "Write it down", owner=PEOPLE["ben"], due=open_day(stage, 30))
    await reads(stage, "ben", "1 open next step of yours", "Write it down")
    await reads(stage, "amina", "Next steps: 1 open.")
    # To somebody who is not in the channel: both owners see it.
    ben = stage.person("ben")
    found = next(one for one in at_home.elements(stage, "ben") if one["action_id"] == ids.MORNING_MENU)
    entry = next(one["value"] for one in found["options"] if one["value"].startswith("owner"))
    await ben.choose_in_home(ids.MORNING_MENU, entry)
    await ben.until(lambda one: one.modal)
    await ben.pick("owner", PEOPLE["grace"])
    assert (await ben.submit()).ok
    await reads(stage, "grace", "1 open next step of yours", "Write it down")
    await reads(stage, "ben", f"<@{PEOPLE['grace']}> owns", without=("open next step of yours",))


async def test_who_comes_and_goes(stage: Stage) -> None:
    await stage.start_review()
    await opened(stage, "efua")
    efua = stage.person("efua")
    await efua.leave(CHANNEL)
    await reads(stage, "efua", "Review how your organisation", without=("Autumn review",))
    await efua.join(CHANNEL)
    await reads(stage, "efua", "Autumn review", without=("Review how your organisation",))


async def test_settings(stage: Stage) -> None:
    for name in ("amina", "ben"):
        await opened(stage, name)
    ben = await playing.form_of(stage, "ben", "/socmob settings")
    await ben.pick("digest", "on")
    await ben.pick("digest_day", "2")
    assert (await ben.submit()).ok
    await reads(stage, "ben", "Weekly digest: Wednesdays at 09:00")
    amina = await playing.form_of(stage, "amina", "/socmob settings")
    await amina.press_in_modal(ids.SETTINGS_WORKSPACE)
    await amina.until(lambda one: one.modal and one.modal.view["callback_id"] == ids.WORKSPACE_FORM)
    await amina.pick("coordinators", [PEOPLE["amina"], PEOPLE["ben"]])
    assert (await amina.submit()).ok
    await reads(stage, "ben", "Workspace settings", "Coordinators: ")


async def test_a_page_stays_while_others_change_things(stage: Stage) -> None:
    await stage.start_review()
    await stage.post_area()
    for number in range(12):
        await add(stage, "ben", f"Step {number:02d}", owner=PEOPLE["ben"], due=open_day(stage, 10 + number))
    await opened(stage, "ben")
    ben = stage.person("ben")
    assert (await ben.press_in_home(ids.HOME_STEPS_LATER)).ok
    await reads(stage, "ben", "Step 11", "11 to 12 of 12.", without=("Step 03",))
    await add(stage, "chloe", "Another", owner=PEOPLE["chloe"], due=open_day(stage, 10))
    await reads(stage, "ben", "Next steps: 13 open", "11 to 12 of 12.", without=("Step 03",))
    assert (await ben.press_in_home(ids.HOME_STEPS_EARLIER)).ok
    await reads(stage, "ben", "Step 03", "1 to 10 of 12.")


async def test_a_home_that_nobody_has_opened_for_long_is_left_alone(stage: Stage) -> None:
    await stage.start_review()
    for name in ("amina", "ben"):
        await opened(stage, name)
    for name in ("amina", "ben"):
        await reads(stage, name, "Where the reviews stand")
    await stage.database.write("", _opened_long_ago, PEOPLE["ben"])
    before = at_home.published(stage, "ben")
    await stage.post_area()
    await reads(stage, "amina", "0 of 5 have answered")
    assert at_home.published(stage, "ben") == before
    assert "0 of 5 have answered" in await opened(stage, "ben")


def _opened_long_ago(connection, _workspace_id: str, user_id: str) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=8)
    connection.execute(update(homes).where(homes.c.user_id == user_id).values(opened_at=long_ago))


async def test_slack_asks_for_quiet(stage: Stage) -> None:
    """What could not be published comes once Slack takes it again."""
    await opened(stage, "ben")
    stage.sandbox.faults.add("views.publish", "429")
    await stage.start_review()
    await reads(stage, "ben", "Autumn review")
