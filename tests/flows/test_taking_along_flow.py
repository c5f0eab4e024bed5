"""The next review offers to take open next steps along: by button at its start, later, and by command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows import playing
from tests.flows.finishing import finished

if TYPE_CHECKING:
    from tests.faults.stage import Stage

STEPS = "SELECT text, review_id, owner_id FROM next_steps ORDER BY id"


async def second_review(stage: Stage) -> tuple[int, int]:
    """Two next steps are open in the first one, which is closed; the second one is started."""
    first = await finished(stage)
    for text in ("Write prompts", "Ask Priya"):
        person = await playing.form_of(stage, "ben", f"/socmob add {text}")
        await person.pick("about", f"{first}|normalise")
        assert (await person.submit()).ok
        await stage.told("ben", f'Added: "{text}"')
    amina = await playing.form_of(stage, "amina", "/socmob close")
    assert (await amina.submit()).ok
    await stage.until_row("SELECT 1 FROM reviews WHERE state = 'closed'")
    return first, await stage.start_review()


async def test_offered_at_the_start_and_taken_by_choice(stage: Stage) -> None:
    first, second = await second_review(stage)
    said = "2 next steps of earlier reviews here are still open."
    amina = stage.person("amina")
    told = (await amina.until(lambda one: [m for m in one.messages(CHANNEL) if said in m.text]))[-1]
    await amina.press(told, ids.STEPS_ALONG)
    await amina.until(lambda one: one.modal)
    options = amina.modal.view["blocks"][1]["element"]["options"]
    await amina.pick("along", [options[0]["value"]])
    assert (await amina.submit()).ok
    await stage.told("amina", "1 next step belongs to Autumn review now.")
    assert [tuple(row) for row in await stage.rows(STEPS)] == [
        ("Write prompts", second, PEOPLE["ben"]),
        ("Ask Priya", first, PEOPLE["ben"]),
    ]
    await stage.again(stage.payload_of("view_submission"))
    await stage.told("amina", "Nothing was left to take along")
    message = await stage.post_area()
    await playing.until_says(stage, message, "Write prompts")

    assert (await amina.command(CHANNEL, "/socmob reveal")).ok
    left = "1 next step of an earlier review here is still open."
    menu = (await amina.until(lambda one: [m for m in one.messages(CHANNEL) if left in m.text]))[-1]
    await amina.press(menu, ids.STEPS_ALONG)
    await amina.until(lambda one: one.modal)
    assert (await amina.submit()).ok
    await amina.until(lambda one: not one.modal)
    await stage.until_row("SELECT 1 FROM next_steps WHERE text = 'Ask Priya' AND review_id = :id", id=second)
    assert "none to take" in await playing.said(stage, "amina", "/socmob steps take")
    assert playing.unheard(stage) == set()


async def test_by_command_for_facilitators_alone(stage: Stage) -> None:
    _, second = await second_review(stage)
    said = await playing.said(stage, "ben", "/socmob steps take")
    assert "Only the facilitators of this review can take next steps of earlier ones along" in said
    amina = await playing.form_of(stage, "amina", "/socmob steps take")
    await amina.pick("along", [])
    reply = await amina.submit()
    assert reply.errors == {"along.0": "Tick at least one next step, or press Cancel."}
    await amina.close_modal()
    amina = await playing.form_of(stage, "amina", "/socmob steps take")
    assert (await amina.submit()).ok
    await stage.told("amina", "2 next steps belong to Autumn review now.")
    assert {row.review_id for row in await stage.rows(STEPS)} == {second}


async def test_discarding_gives_them_back(stage: Stage) -> None:
    first, _ = await second_review(stage)
    amina = await playing.form_of(stage, "amina", "/socmob steps take")
    assert (await amina.submit()).ok
    await stage.told("amina", "2 next steps belong to Autumn review now.")
    amina = await playing.form_of(stage, "amina", "/socmob discard")
    assert (await amina.submit()).ok
    await stage.until_row("SELECT 1 FROM reviews WHERE state = 'discarded'")
    assert {row.review_id for row in await stage.rows(STEPS)} == {first}
    assert "There is no open review" in await playing.said(stage, "amina", "/socmob steps take")
