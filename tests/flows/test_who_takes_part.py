"""Who is asked to answer: everyone or chosen people, guests, people of other organisations, observers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.blocks import ids
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows import playing

if TYPE_CHECKING:
    from bot.sandbox.message import Message
    from tests.faults.stage import Stage

READ_ALONG = "You can read along in this review"
AREA = ["amber", "green", "red"]


async def start_chosen(stage: Stage, chosen: list[str]) -> Message:
    """A review of chosen people, with its first area posted."""
    amina = await stage.open_form()
    await amina.pick("pace", "by_hand")
    await amina.pick("title", "Autumn review")
    await amina.pick(ids.START_TAKES_PART, "chosen")
    await amina.until(lambda one: "participants" in str(one.modal.view["blocks"]))
    await amina.pick("participants", chosen)
    reply = await amina.submit()
    assert reply.ok, reply
    return await stage.post_area()


def visitor(stage: Stage, **about: object) -> str:
    """Somebody more in the channel, before the review starts."""
    user_id = stage.sandbox.world.add_person("Vera Visitor", **about)
    stage.sandbox.world.channels[CHANNEL].members[user_id] = None
    return user_id


async def test_a_live_review_shows_its_tallies_at_once(stage: Stage) -> None:
    more = [visitor(stage, user_id=f"UMORE0000{number}") for number in (1, 2)]
    await stage.start_review(**{ids.START_VISIBILITY: "live"})
    message = await stage.post_area()
    assert "live: tallies are shown at once" in message.words()
    assert "Nobody has answered this yet." in message.words()
    for name in ("ben", "chloe", "dev"):
        await stage.answer(name, message, 1, "amber")
    await playing.until_says(stage, message, "3 people rated this; shown from 4. They agree.")
    await stage.answer(more[0], message, 1, "red")
    words = await playing.until_says(stage, message, "Red 1 · Amber 3")
    assert "0 of 7 have answered" in words
    assert "Proposed" not in words
    assert "Red 1 · Amber 3" in await playing.said(stage, "hana", "/socmob status 2")
    await stage.answer("dev", message, 1, "red")
    await playing.until_says(stage, message, "Red 2 · Amber 2")


async def test_chosen_people_answer_and_others_read_along(stage: Stage) -> None:
    message = await start_chosen(stage, [PEOPLE["ben"], PEOPLE["chloe"]])
    assert "0 of 2 have answered" in message.words()
    await stage.answer("ben", message)
    await stage.answer("dev", message)
    assert f"<@{PEOPLE['amina']}>" in await stage.told("dev", READ_ALONG)
    for text in ("/socmob answer 2", "/socmob next"):
        before = len(stage.whispers("dev"))
        await playing.said(stage, "dev", text)
        await stage.person("dev").until(lambda _, before=before: len(stage.whispers("dev")) > before)
        assert READ_ALONG in stage.whispers("dev")[-1]
    assert stage.person("dev").modal is None
    assert [row.user_id for row in await stage.rows("SELECT user_id FROM answers")] == [PEOPLE["ben"]]
    await stage.answer("amina", message)
    await stage.told("amina", "1 of 3 answered here.")


@pytest.mark.parametrize("is_chosen", [True, False])
async def test_a_guest_answers_only_where_chosen(stage: Stage, is_chosen: bool) -> None:
    await stage.sandbox.add_member(CHANNEL, PEOPLE["grace"])
    if is_chosen:
        message = await start_chosen(stage, [PEOPLE["ben"], PEOPLE["grace"]])
    else:
        await stage.start_review()
        message = await stage.post_area()
    await stage.answer("grace", message)
    await stage.told("grace", "1 of 3 answered here." if is_chosen else READ_ALONG)


@pytest.mark.parametrize("are_allowed", [True, False])
async def test_people_of_other_organisations_only_where_allowed(stage: Stage, are_allowed: bool) -> None:
    guest = visitor(stage, team_id="TOTHER0001")
    picks = {"external": ["external"]} if are_allowed else {}
    await stage.start_review(**picks)
    message = await stage.post_area()
    assert f"0 of {6 if are_allowed else 5} have answered" in message.words()
    await stage.answer(guest, message)
    await stage.told(guest, "1 of 3 answered here." if are_allowed else READ_ALONG)


async def test_who_joins_is_asked_and_who_leaves_is_not(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    newcomer = stage.sandbox.world.add_person("Nia New")
    await stage.sandbox.add_member(CHANNEL, newcomer)
    await playing.until_says(stage, message, "0 of 6 have answered")
    await playing.answer_area(stage, newcomer, message, AREA)
    await playing.answer_area(stage, "ben", message, AREA)
    await playing.until_says(stage, message, "2 of 6 have answered")
    # Who had answered the whole area still counts; who had not drops out.
    await stage.sandbox.remove_member(CHANNEL, newcomer)
    await stage.sandbox.deactivate(PEOPLE["chloe"])
    await playing.until_says(stage, message, "2 of 5 have answered")


async def test_somebody_who_takes_part_takes_over_and_no_observer(stage: Stage) -> None:
    message = await start_chosen(stage, [PEOPLE["ben"]])
    await stage.answer("ben", message)
    await stage.sandbox.deactivate(PEOPLE["amina"])
    ben, dev = stage.person("ben"), stage.person("dev")
    await ben.until(lambda _: stage.posts("has no facilitator any more"))
    (news,) = stage.posts("has no facilitator any more")
    await dev.press(news, ids.REVIEW_TAKE_OVER)
    await stage.told("dev", "takes part in this review")
    assert [row.user_id for row in await _facilitators(stage)] == [PEOPLE["amina"]]

    await ben.press(message, ids.AREA_REVEAL)
    await stage.told("ben", "None of the facilitators of this review is active")
    offer = [one for one in ben.messages(CHANNEL) if one.ephemeral_for][-1]
    await ben.press(offer, ids.REVIEW_TAKE_OVER)
    await dev.until(lambda one: any(f"<@{ben.id}> is a facilitator" in m.text for m in one.messages(CHANNEL)))
    await ben.press(news, ids.REVIEW_TAKE_OVER)
    await stage.told("ben", "You are a facilitator of Autumn review already.")
    said = [one for one in dev.messages(CHANNEL) if f"<@{ben.id}> is a facilitator" in one.text]
    assert len(said) == 1
    await stage.reveal(message, "ben")
    await dev.press(news, ids.REVIEW_TAKE_OVER)
    await stage.told("dev", f"This review has a facilitator in the channel: <@{ben.id}>.")


async def test_where_nobody_takes_part_any_more_anybody_of_the_channel_takes_over(stage: Stage) -> None:
    await start_chosen(stage, [PEOPLE["ben"]])
    for name in ("ben", "amina"):
        await stage.sandbox.deactivate(PEOPLE[name])
    dev = stage.person("dev")
    await dev.until(lambda _: stage.posts("has no facilitator any more"))
    await dev.press(stage.posts("has no facilitator any more")[0], ids.REVIEW_TAKE_OVER)
    await dev.until(lambda one: any(f"<@{dev.id}> is a facilitator" in m.text for m in one.messages(CHANNEL)))
    assert "is on its way" in await playing.said(stage, "dev", "/socmob post")


async def _facilitators(stage: Stage) -> list[object]:
    return list(await stage.rows("SELECT user_id FROM review_facilitators"))
